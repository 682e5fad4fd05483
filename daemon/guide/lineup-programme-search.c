/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-programme-search.h"

#include "lineup-compare.h"
#include "lineup-error.h"
#include "lineup-guide-meta.h"
#include "lineup-guide-schema.h"
#include "lineup-index-search.h"
#include "lineup-schedule-writer.h"
#include "lineup-timetable.h"
#include "lineup-transaction.h"
#include "lineup-typed.h"

#include <time.h>

/* Seconds: that a programme is taken to be on where its end is not known yet. */
#define MAX_GUESSED (6 * 60 * 60)

/* Seconds: of a day; that something lasts, at most; and that what is past is kept. */
#define DAY        (24 * 60 * 60)
#define MAX_LENGTH (2 * DAY)
#define MAX_PAST   (15 * DAY)

/* Seconds from the beginning that are searched first. What is soonest comes first: of what is on
 * all the time the rest is not looked at. */
#define FIRST_SPAN (30 * 60)

/* Seconds after which all that is left is searched at once. */
#define MAX_AHEAD (16 * DAY)

/* Texts that are looked for at once: enough that a statement for each is not what it costs; and
 * rows after which it is looked whether to go on. */
#define BATCH 256

/* Texts from which on it may be cheaper to look at what is on at all channels than for each text.
 */
#define MANY_TEXTS 1024

/* Times that the span is as long where there is too little in it. */
#define SPAN_GROWTH 8

/* What may be a hit: whether it is on then, its channel's timetable says. */
typedef struct
{
  gint64 start;
  gint64 text;
  gint64 item;
} Candidate;

typedef struct
{
  LineupDatabase *database; /* (unowned) */
  LineupTransaction transaction;
  const LineupGuideQuery *query; /* (unowned) */
  guint limit;
  LineupTimetable *timetable; /* (owned) */
  LineupSchedule *schedule;   /* (owned) (nullable) */
  LineupTyped *typed;         /* (owned) (nullable) */
  LineupRowSet *texts;        /* (owned) (nullable): that have what is typed */
  gboolean by_channel;        /* whether all is looked at that is on at channels */
  GHashTable *items;          /* (owned) (nullable) (element-type gint64): where it is looked for */
  GArray *candidates;         /* (owned) (element-type Candidate): what was told comes first */
  guint n_told;               /* candidates that were looked at */
  Candidate last_told;
  gint64 end;         /* microseconds, see get_time(), 0 for never */
  gint64 from;        /* Unix seconds: where the search begins */
  gint64 last;        /* Unix seconds: where it ends */
  gint64 begin;       /* Unix seconds: what begins earlier was searched already */
  gint64 until;       /* Unix seconds: what is searched so far ends there */
  gint64 first_shift; /* seconds by which something is shown later, at least */
  gint64 last_shift;  /* likewise, at most */
  guint n_found;      /* broadcasts */
} Run;

static void
run_clear (Run *self)
{
  lineup_timetable_free (self->timetable);
  lineup_transaction_clear (&self->transaction);
  g_clear_pointer (&self->schedule, lineup_schedule_unref);
  g_clear_pointer (&self->typed, lineup_typed_free);
  g_clear_pointer (&self->texts, lineup_row_set_free);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_array_unref (self->candidates);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Microseconds: that a processor has spent on this thread. */
static gint64
get_time (void)
{
  struct timespec now = { 0, 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

static gboolean
is_over (gpointer user_data)
{
  const Run *self = user_data;

  return (self->end > 0 && get_time () >= self->end)
         || !lineup_database_check_cancelled (self->database, NULL);
}

static LineupStatement *
get_statement (Run *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

/* Texts. The index ranks what it finds; here the soonest come first, so that all is taken out of
 * its hands. */

static gboolean
take_window (
    LineupIndexWindow *columns, guint window, guint64 *bits, gpointer user_data, GError **error)
{
  Run *self = user_data;
  guint64 *taken = lineup_row_set_get_window (self->texts, window);

  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    {
      taken[i] |= bits[i];
      bits[i] = 0;
    }
  return TRUE;
}

static gboolean
find_texts (Run *self, GError **error)
{
  g_autoptr (LineupIndex) index = lineup_index_open (self->database, LINEUP_GUIDE_TEXTS, error);
  g_autoptr (GArray) hits = NULL;
  gboolean is_complete = TRUE;
  const LineupIndexSearch search = {
    .typed = self->typed,
    .limit = 1,
    .filter = take_window,
    .stop = is_over,
    .user_data = self,
  };

  if (index == NULL)
    return FALSE;
  self->texts = lineup_row_set_new (lineup_index_get_n_windows (index));
  hits = lineup_index_search_run (&search, index, &is_complete, error);
  self->schedule->is_incomplete = !is_complete;
  return hits != NULL;
}

/* Airings are looked for by texts, or, where these are many, by channels. */

static gboolean
count_matches (Run *self, gint64 *n_matches, GError **error)
{
  LineupStatement *count = get_statement (self, "matches-count", error);
  g_auto (LineupRows) rows = lineup_statement_query (count);
  gboolean has_row = FALSE;

  if (count == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *n_matches = lineup_rows_get_int (&rows, "matches");
  return TRUE;
}

static gboolean
choose_way (Run *self, GError **error)
{
  const gint64 n_texts = lineup_row_set_count (self->texts);
  gint64 n_matches = (gint64)self->query->n_items;

  if (self->items == NULL && n_texts >= MANY_TEXTS && !count_matches (self, &n_matches, error))
    return FALSE;
  self->by_channel = n_texts > n_matches && (self->items != NULL || n_texts >= MANY_TEXTS);
  return TRUE;
}

static gboolean
is_asked_for (const Run *self, gint64 item)
{
  return self->items == NULL || g_hash_table_contains (self->items, &item);
}

static void
take_row (Run *self, const LineupRows *rows)
{
  Candidate candidate = { 0, lineup_rows_get_int (rows, "text"), 0 };
  gint64 start = 0;
  gint64 shift = 0;

  if (!lineup_row_set_contains (self->texts, (guint32)candidate.text))
    return;
  candidate.item = lineup_rows_get_int (rows, "item");
  start = lineup_rows_get_int (rows, "start");
  shift = lineup_rows_get_int (rows, "shift");
  candidate.start = start + shift;
  if (candidate.start >= self->begin && candidate.start < self->until
      && lineup_rows_get_int_or (rows, "stop", start + MAX_GUESSED) + shift > self->query->from
      && is_asked_for (self, candidate.item))
    g_array_append_val (self->candidates, candidate);
}

/* Takes what a statement finds, at each channel of the catalogue that has it. */
static gboolean
take_rows (Run *self, LineupStatement *list, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  for (guint n_rows = 1; lineup_rows_next (&rows, &has_row, error); n_rows++)
    {
      if (!has_row)
        return TRUE;
      take_row (self, &rows);
      if (n_rows % BATCH != 0)
        continue;
      if (!lineup_database_check_cancelled (self->database, error))
        return FALSE;
      self->schedule->is_incomplete = is_over (self);
      if (self->schedule->is_incomplete)
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_texts (Run *self, const char *texts, GError **error)
{
  LineupStatement *list = get_statement (self, "airings-of-texts", error);

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_text (list, "texts", texts);
  lineup_statement_bind_int (list, "first", self->begin - self->last_shift);
  lineup_statement_bind_int (list, "last", self->until - self->first_shift);
  lineup_statement_bind_int (list, "end", self->from - self->last_shift);
  lineup_statement_bind_int (list, "guessed", MAX_GUESSED);
  return take_rows (self, list, error);
}

/* Takes what is on at some channels, or at all. */
static gboolean
take_channels (Run *self, const char *items, GError **error)
{
  LineupStatement *list = get_statement (
      self, items != NULL ? "airings-of-items" : "airings-of-all", error);

  if (list == NULL)
    return FALSE;
  if (items != NULL)
    lineup_statement_bind_text (list, "items", items);
  lineup_statement_bind_int (list, "from", MAX (self->from, self->begin) - self->last_shift);
  lineup_statement_bind_int (list, "last", self->until - self->first_shift);
  return take_rows (self, list, error);
}

/* Makes a list in JSON, of which SQLite makes rows. Returns whether there is anything in it. */
static gboolean
make_texts (const Run *self, guint32 *text, GString *batch)
{
  guint n_texts = 0;

  g_string_assign (batch, "[");
  for (; n_texts < BATCH && lineup_row_set_next (self->texts, text); (*text)++)
    g_string_append_printf (batch, "%s%u", n_texts++ > 0 ? "," : "", *text);
  g_string_append_c (batch, ']');
  return n_texts > 0;
}

/* Likewise, each once. */
static char *
make_items (GHashTable *items)
{
  g_autoptr (GString) list = g_string_new (NULL);
  GHashTableIter iter;
  gpointer item = NULL;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    g_string_append_printf (
        list, "%s%" G_GINT64_FORMAT, list->len > 0 ? "," : "[", *(const gint64 *)item);
  g_string_append_c (list, ']');
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static gboolean
take_by_text (Run *self, GError **error)
{
  g_autoptr (GString) batch = g_string_new (NULL);
  guint32 text = 0;

  while (!self->schedule->is_incomplete && make_texts (self, &text, batch))
    {
      if (!lineup_database_check_cancelled (self->database, error))
        return FALSE;
      self->schedule->is_incomplete = is_over (self);
      if (!self->schedule->is_incomplete && !take_texts (self, batch->str, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_by_channel (Run *self, GError **error)
{
  g_autofree char *items = self->items != NULL ? make_items (self->items) : NULL;

  return take_channels (self, items, error);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *candidate = a;
  const Candidate *other = b;

  if (candidate->start != other->start)
    return lineup_compare_numbers (candidate->start, other->start);
  if (candidate->text != other->text)
    return lineup_compare_numbers (candidate->text, other->text);
  return lineup_compare_numbers (candidate->item, other->item);
}

/* Hits */

static gboolean
is_hit (const Run *self, const GArray *slots, const Candidate *candidate)
{
  const LineupSlot *slot = &g_array_index (slots, LineupSlot, 0);

  if (slots->len == 0 || slot->start != candidate->start || slot->text != candidate->text
      || slot->stop <= self->query->from)
    return FALSE;
  return slot->stop > self->query->now
         || lineup_schedule_writer_is_archived (
             slot, lineup_timetable_get_archive_days (self->timetable), self->query->now);
}

/* Tells of a broadcast at another channel, or of another one. */
static gboolean
tell_slot (Run *self, gint64 item, const LineupSlot *slot, gboolean is_other, GError **error)
{
  LineupSchedule *schedule = self->schedule;
  const LineupScheduleChannel channel = { item, schedule->programmes->len - !is_other, 1 };

  g_array_append_val (schedule->channels, channel);
  if (!is_other)
    return TRUE;
  self->n_found++;
  return lineup_schedule_writer_add (schedule,
                                     self->database,
                                     item,
                                     slot,
                                     lineup_timetable_get_archive_days (self->timetable),
                                     self->query->now,
                                     self->query->whole,
                                     error);
}

static gboolean
is_other (const Run *self, const Candidate *candidate)
{
  return candidate->start != self->last_told.start || candidate->text != self->last_told.text;
}

static gboolean
tell (Run *self, const Candidate *candidate, GError **error)
{
  const gboolean other = is_other (self, candidate);
  const GArray *slots = lineup_timetable_read (
      self->timetable, candidate->item, candidate->start, candidate->start + 1, 1, error);

  if (slots == NULL || !is_hit (self, slots, candidate))
    return slots != NULL;
  self->last_told = *candidate;
  return tell_slot (self, candidate->item, &g_array_index (slots, LineupSlot, 0), other, error);
}

static void
tell_anew (Run *self)
{
  self->n_found = 0;
  self->n_told = 0;
  self->last_told = (Candidate){ 0, 0, 0 };
}

static gboolean
tell_all (Run *self, GError **error)
{
  while (self->n_told < self->candidates->len)
    {
      const Candidate *candidate = &g_array_index (self->candidates, Candidate, self->n_told);

      if (!lineup_database_check_cancelled (self->database, error))
        return FALSE;
      if (self->n_found >= self->limit && is_other (self, candidate))
        return TRUE;
      if (!tell (self, candidate, error))
        return FALSE;
      self->n_told++;
      if (lineup_guide_query_shorten (self->query, &self->schedule, self->limit))
        tell_anew (self);
    }
  return TRUE;
}

/* How much later than guides say what is on is shown, which is hardly ever another time at all. */
static gboolean
read_shifts (Run *self, GError **error)
{
  LineupStatement *get = get_statement (self, "shifts", error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  self->first_shift = lineup_rows_get_int (&rows, "first");
  self->last_shift = lineup_rows_get_int (&rows, "last");
  return TRUE;
}

static gboolean
begin (Run *self, GError **error)
{
  const LineupGuideQuery *query = self->query;

  if (query->n_items > 0)
    self->items = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (gsize i = 0; i < query->n_items; i++)
    g_hash_table_add (self->items, (gpointer)&query->items[i]);
  if (query->max_time > 0)
    self->end = get_time () + query->max_time;
  self->from = CLAMP (MAX (query->from, query->now - MAX_PAST), 0, LINEUP_PROGRAMME_MAX_START);
  self->last = CLAMP (query->until, 0, LINEUP_PROGRAMME_MAX_START);
  self->begin = MAX (self->from - MAX_LENGTH, 1);
  self->until = MIN (self->last, self->from + FIRST_SPAN);
  return lineup_transaction_begin_read (&self->transaction, self->database, error)
         && read_shifts (self, error)
         && lineup_meta_get (
             self->database, LINEUP_GUIDE_META_GENERATION, &self->schedule->generation, error);
}

/* Goes on to what begins later, in a longer time. */
static void
widen (Run *self)
{
  const gint64 span = (self->until - self->from) * SPAN_GROWTH;

  self->begin = self->until;
  self->until = MIN (self->last, self->from + span);
  /* Hardly any guide tells of what is later. */
  if (span > MAX_AHEAD)
    self->until = self->last;
}

static gboolean
search_span (Run *self, GError **error)
{
  if (!(self->by_channel ? take_by_channel (self, error) : take_by_text (self, error)))
    return FALSE;
  /* What was found before begins earlier. */
  g_array_sort (self->candidates, compare_candidates);
  return tell_all (self, error);
}

static gboolean
search_spans (Run *self, GError **error)
{
  while (search_span (self, error))
    {
      if (self->n_found >= self->limit || self->until >= self->last
          || self->schedule->is_incomplete)
        return TRUE;
      widen (self);
    }
  return FALSE;
}

LineupSchedule *
lineup_programme_search_read (LineupDatabase *database,
                              const char *text,
                              const LineupGuideQuery *query,
                              guint limit,
                              GError **error)
{
  g_auto (Run) self = {
    .database = database,
    .query = query,
    .limit = limit,
    .timetable = lineup_timetable_new (database),
    .schedule = lineup_schedule_new (),
    .typed = lineup_typed_new (text),
    .candidates = g_array_new (FALSE, FALSE, sizeof (Candidate)),
  };

  if (!begin (&self, error))
    return NULL;
  if (self.typed == NULL)
    return g_steal_pointer (&self.schedule);
  if (!find_texts (&self, error) || !choose_way (&self, error) || !search_spans (&self, error))
    return NULL;
  if (self.schedule->is_incomplete && self.n_found == 0)
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT, "The search takes too long");
      return NULL;
    }
  return g_steal_pointer (&self.schedule);
}
