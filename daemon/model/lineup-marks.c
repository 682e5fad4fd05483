/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-marks.h"

/* Number of flags. */
#define N_FLAGS 3

struct _LineupMarks
{
  GArray *marks[LINEUP_N_MARKED_KINDS];   /* (owned) (element-type LineupMark): by id */
  GHashTable *categories[LINEUP_N_KINDS]; /* (owned) (element-type utf8): ids of hidden ones */
  guint n_flagged[LINEUP_N_MARKED_KINDS][N_FLAGS]; /* items with each flag */
  guint64 stamp;
  guint64 category_stamp;
};

const char *
lineup_marked_kind_to_string (guint kind)
{
  return kind == LINEUP_KIND_EPISODES ? "episodes" : lineup_kind_to_string ((LineupKind)kind);
}

gboolean
lineup_marked_kind_from_string (const char *token, guint *kind)
{
  LineupKind listed = LINEUP_KIND_CHANNELS;

  if (g_str_equal (token, "episodes"))
    *kind = LINEUP_KIND_EPISODES;
  else if (lineup_kind_from_string (token, &listed))
    *kind = listed;
  else
    return FALSE;
  return TRUE;
}

/* Numbers are given out once, to whichever account. */
static guint64
make_stamp (void)
{
  static gsize last;

  return (guint64)g_atomic_pointer_add (&last, 1) + 1;
}

LineupMarks *
lineup_marks_new (void)
{
  LineupMarks *self = g_atomic_rc_box_new0 (LineupMarks);

  for (guint kind = 0; kind < LINEUP_N_MARKED_KINDS; kind++)
    self->marks[kind] = g_array_new (FALSE, FALSE, sizeof (LineupMark));
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    self->categories[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stamp = make_stamp ();
  self->category_stamp = self->stamp;
  return self;
}

LineupMarks *
lineup_marks_copy (const LineupMarks *self)
{
  LineupMarks *copy = lineup_marks_new ();

  copy->category_stamp = self->category_stamp;
  for (guint kind = 0; kind < LINEUP_N_MARKED_KINDS; kind++)
    {
      if (self->marks[kind]->len > 0)
        g_array_append_vals (copy->marks[kind], self->marks[kind]->data, self->marks[kind]->len);
      for (guint flag = 0; flag < N_FLAGS; flag++)
        copy->n_flagged[kind][flag] = self->n_flagged[kind][flag];
    }
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      GHashTableIter iter;
      gpointer id = NULL;

      g_hash_table_iter_init (&iter, self->categories[kind]);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (copy->categories[kind], g_strdup (id));
    }
  return copy;
}

LineupMarks *
lineup_marks_ref (LineupMarks *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (LineupMarks *self)
{
  for (guint kind = 0; kind < LINEUP_N_MARKED_KINDS; kind++)
    g_array_unref (self->marks[kind]);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_hash_table_unref (self->categories[kind]);
}

void
lineup_marks_unref (LineupMarks *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear);
}

/* Returns where an id is among the marks, or where it would be. */
static guint
find (const GArray *marks, gint64 id, gboolean *found)
{
  guint first = 0;
  guint end = marks->len;

  /* Many are put in their order. */
  if (end > 0 && g_array_index (marks, LineupMark, end - 1).id < id)
    first = end;
  while (first < end)
    {
      const guint middle = first + (end - first) / 2;

      if (g_array_index (marks, LineupMark, middle).id < id)
        first = middle + 1;
      else
        end = middle;
    }
  *found = first < marks->len && g_array_index (marks, LineupMark, first).id == id;
  return first;
}

static void
count (LineupMarks *self, guint kind, guint flags, int step)
{
  for (guint flag = 0; flag < N_FLAGS; flag++)
    {
      if ((flags & 1U << flag) != 0)
        self->n_flagged[kind][flag] += (guint)step;
    }
}

void
lineup_marks_put (LineupMarks *self, guint kind, const LineupMark *mark)
{
  GArray *marks = self->marks[kind];
  gboolean found = FALSE;
  const guint place = find (marks, mark->id, &found);
  const gboolean says_something = mark->flags != 0 || mark->resume != 0;

  if (found)
    count (self, kind, g_array_index (marks, LineupMark, place).flags, -1);
  if (found && says_something)
    g_array_index (marks, LineupMark, place) = *mark;
  else if (found)
    g_array_remove_index (marks, place);
  else if (says_something)
    g_array_insert_vals (marks, place, mark, 1);
  if (says_something)
    count (self, kind, mark->flags, 1);
}

const LineupMark *
lineup_marks_get (const LineupMarks *self, guint kind, gint64 id)
{
  gboolean found = FALSE;
  guint place = 0;

  if (self == NULL)
    return NULL;
  place = find (self->marks[kind], id, &found);
  return found ? &g_array_index (self->marks[kind], LineupMark, place) : NULL;
}

const LineupMark *
lineup_marks_list (const LineupMarks *self, guint kind, guint *n_marks)
{
  *n_marks = self->marks[kind]->len;
  return (const LineupMark *)(gconstpointer)self->marks[kind]->data;
}

void
lineup_marks_hide_category (LineupMarks *self,
                            LineupKind kind,
                            const char *category,
                            gboolean hidden)
{
  self->category_stamp = make_stamp ();
  if (hidden)
    g_hash_table_add (self->categories[kind], g_strdup (category));
  else
    g_hash_table_remove (self->categories[kind], category);
}

gboolean
lineup_marks_is_category_hidden (const LineupMarks *self, LineupKind kind, const char *category)
{
  return self != NULL && g_hash_table_contains (self->categories[kind], category);
}

guint
lineup_marks_count_hidden_categories (const LineupMarks *self, LineupKind kind)
{
  return g_hash_table_size (self->categories[kind]);
}

gboolean
lineup_marks_hide (const LineupMarks *self, LineupKind kind)
{
  return self != NULL
         && (lineup_marks_count (self, kind, LINEUP_MARK_HIDDEN) > 0
             || g_hash_table_size (self->categories[kind]) > 0);
}

guint
lineup_marks_count (const LineupMarks *self, guint kind, LineupMarkFlags flag)
{
  return self != NULL ? self->n_flagged[kind][__builtin_ctz (flag)] : 0;
}

guint64
lineup_marks_get_category_stamp (const LineupMarks *self)
{
  return self != NULL ? self->category_stamp : 0;
}

guint64
lineup_marks_get_stamp (const LineupMarks *self)
{
  return self != NULL ? self->stamp : 0;
}
