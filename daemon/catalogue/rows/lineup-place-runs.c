/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-runs.h"

#include "lineup-error.h"
#include "lineup-nameless-file.h"
#include "lineup-place-stream.h"

/* Bytes: of a run that are read at once, and of the longest change among them. */
#define BUFFER     8192U
#define MAX_CHANGE (8U + LINEUP_PACKED_PLACE_MAX_BYTES)

/* Bits: before each change. The order and category are behind them if they are others. */
#define COMES     1U
#define NEW_GROUP 2U

/* A run that is being read. */
typedef struct
{
  guint64 start; /* bytes: of the runs before, and of what was read */
  guint64 end;   /* bytes */
  guint number;  /* the higher the later */
  LineupPlaceChange change;
  gsize at;         /* in @buffer */
  gsize n_buffered; /* bytes */
  guint8 buffer[BUFFER];
} Run;

struct _LineupPlaceRuns
{
  char *beside;            /* (owned) */
  LineupNamelessFile file; /* (owned) */
  guint64 n_in_file;       /* bytes */
  GByteArray *tail;        /* (owned): what comes after those */
  GArray *ends;            /* (owned) (element-type guint64): of runs, in bytes */
  LineupPlaceChange last;  /* of the run that is being written; without a byte for none */
  GPtrArray *heap;         /* (owned) (element-type Run): the first one's change is the next */
};

LineupPlaceRuns *
lineup_place_runs_new (const char *beside)
{
  LineupPlaceRuns *self = g_new0 (LineupPlaceRuns, 1);

  self->beside = g_strdup (beside);
  self->file = (LineupNamelessFile)LINEUP_NAMELESS_FILE_INIT;
  self->tail = g_byte_array_new ();
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->heap = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
clear (LineupPlaceRuns *self)
{
  lineup_nameless_file_clear (&self->file);
  self->n_in_file = 0;
  g_byte_array_set_size (self->tail, 0);
  g_array_set_size (self->ends, 0);
  g_ptr_array_set_size (self->heap, 0);
}

void
lineup_place_runs_free (LineupPlaceRuns *self)
{
  clear (self);
  g_free (self->beside);
  g_byte_array_unref (self->tail);
  g_array_unref (self->ends);
  g_ptr_array_unref (self->heap);
  g_free (self);
}

gboolean
lineup_place_runs_is_empty (const LineupPlaceRuns *self)
{
  return self->ends->len == 0 && self->tail->len == 0;
}

static void
append (LineupPlaceRuns *self, guint8 byte)
{
  g_byte_array_append (self->tail, &byte, 1);
}

void
lineup_place_runs_add (LineupPlaceRuns *self, const LineupPlaceChange *change)
{
  const LineupPackedPlace *place = &change->place;
  LineupPackedPlace *last = &self->last.place;
  const gboolean is_new = last->n_bytes == 0 || change->sort != self->last.sort
                          || change->category != self->last.category;
  const guint32 category = GUINT32_TO_LE (change->category);

  append (self, (guint8)((change->comes ? COMES : 0) | (is_new ? NEW_GROUP : 0)));
  if (is_new)
    {
      append (self, (guint8)change->sort);
      g_byte_array_append (self->tail, (const guint8 *)&category, sizeof category);
      last->n_bytes = 0;
    }
  lineup_place_stream_write (last->bytes, last->n_bytes, place->bytes, place->n_bytes, self->tail);
  self->last = *change;
}

gboolean
lineup_place_runs_end_run (LineupPlaceRuns *self, gboolean is_last, GError **error)
{
  const guint64 end = self->n_in_file + self->tail->len;

  self->last.place.n_bytes = 0;
  if (self->tail->len == 0)
    return TRUE;
  g_array_append_val (self->ends, end);
  if (is_last)
    return TRUE;
  if ((self->file.writer < 0 && !lineup_nameless_file_make (&self->file, self->beside, error))
      || !lineup_nameless_file_write (
          &self->file, self->tail->data, self->tail->len, self->n_in_file, error))
    return FALSE;
  self->n_in_file = end;
  g_byte_array_set_size (self->tail, 0);
  return TRUE;
}

/* Reading */

static gboolean
fail (GError **error)
{
  g_set_error_literal (
      error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "A file without a name has been changed");
  return FALSE;
}

/* A run lies in the file or behind it. */
static gboolean
fill (LineupPlaceRuns *self, Run *run, GError **error)
{
  gsize n_kept = run->n_buffered - run->at;
  const gsize n_more = MIN (BUFFER - n_kept, run->end - run->start);

  memmove (run->buffer, run->buffer + run->at, n_kept);
  run->at = 0;
  run->n_buffered = n_kept + n_more;
  if (run->start >= self->n_in_file)
    memcpy (run->buffer + n_kept, self->tail->data + (run->start - self->n_in_file), n_more);
  else if (!lineup_nameless_file_read (
               &self->file, run->buffer + n_kept, n_more, run->start, error))
    return FALSE;
  run->start += n_more;
  return TRUE;
}

static gboolean
read_change (Run *run)
{
  const guint8 *at = run->buffer + run->at;
  const guint8 *end = run->buffer + run->n_buffered;
  const guint8 bits = *at++;
  guint32 category = 0;

  if ((bits & NEW_GROUP) != 0)
    {
      if ((gsize)(end - at) < 1 + sizeof category)
        return FALSE;
      run->change.sort = (LineupSort)*at++;
      memcpy (&category, at, sizeof category);
      run->change.category = GUINT32_FROM_LE (category);
      at += sizeof category;
      run->change.place.n_bytes = 0;
    }
  run->change.comes = (bits & COMES) != 0;
  if (!lineup_place_stream_read (&run->change.place, &at, end))
    return FALSE;
  run->at = (gsize)(at - run->buffer);
  return TRUE;
}

static gboolean
go_on (LineupPlaceRuns *self, Run *run, gboolean *has_change, GError **error)
{
  if (run->n_buffered - run->at < MAX_CHANGE && run->start < run->end && !fill (self, run, error))
    return FALSE;
  *has_change = run->at < run->n_buffered;
  return !*has_change || read_change (run) || fail (error);
}

/* Merging */

static int
compare_changes (const LineupPlaceChange *a, const LineupPlaceChange *b)
{
  if (a->sort != b->sort)
    return a->sort < b->sort ? -1 : 1;
  if (a->category != b->category)
    return a->category < b->category ? -1 : 1;
  return lineup_packed_place_compare (
      a->place.bytes, a->place.n_bytes, b->place.bytes, b->place.n_bytes);
}

static gboolean
comes_before (const Run *run, const Run *other)
{
  const int order = compare_changes (&run->change, &other->change);

  return order != 0 ? order < 0 : run->number < other->number;
}

/* Puts a run in its place among those below it. */
static void
sift_down (LineupPlaceRuns *self, guint at)
{
  gpointer *heap = self->heap->pdata;
  gpointer run = heap[at];

  for (guint child = 2 * at + 1; child < self->heap->len; child = 2 * at + 1)
    {
      if (child + 1 < self->heap->len && comes_before (heap[child + 1], heap[child]))
        child++;
      if (!comes_before (heap[child], run))
        break;
      heap[at] = heap[child];
      at = child;
    }
  heap[at] = run;
}

gboolean
lineup_place_runs_open (LineupPlaceRuns *self, GError **error)
{
  guint64 start = 0;

  for (guint i = 0; i < self->ends->len; i++)
    {
      Run *run = g_new (Run, 1);
      gboolean has_change = FALSE;

      run->start = start;
      run->end = start = g_array_index (self->ends, guint64, i);
      run->number = i;
      run->at = run->n_buffered = 0;
      run->change.place.n_bytes = 0;
      g_ptr_array_add (self->heap, run);
      if (!go_on (self, run, &has_change, error))
        return FALSE;
    }
  for (guint i = self->heap->len / 2; i > 0; i--)
    sift_down (self, i - 1);
  return TRUE;
}

/* Goes on in the run whose change is the next. */
static gboolean
pass (LineupPlaceRuns *self, GError **error)
{
  gboolean has_change = FALSE;

  if (!go_on (self, self->heap->pdata[0], &has_change, error))
    return FALSE;
  if (!has_change)
    g_ptr_array_remove_index_fast (self->heap, 0);
  if (self->heap->len > 0)
    sift_down (self, 0);
  return TRUE;
}

gboolean
lineup_place_runs_next (LineupPlaceRuns *self,
                        LineupPlaceChange *change,
                        gboolean *has_change,
                        GError **error)
{
  *has_change = self->heap->len > 0;
  if (!*has_change)
    {
      clear (self);
      return TRUE;
    }
  do
    {
      *change = ((const Run *)self->heap->pdata[0])->change;
      if (!pass (self, error))
        return FALSE;
    }
  while (self->heap->len > 0
         && compare_changes (change, &((const Run *)self->heap->pdata[0])->change) == 0);
  return TRUE;
}
