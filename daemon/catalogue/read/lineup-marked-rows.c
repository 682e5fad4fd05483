/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-marked-rows.h"

#include "lineup-catalogue-meta.h"
#include "lineup-packed-order.h"
#include "lineup-reader-private.h"
#include "lineup-row.h"

/* Number of flags of a mark, each of which has rows of its own. */
#define N_FLAGS 3

/* Sets of rows: those of each flag, and behind them those in hidden categories alone. */
#define BY_CATEGORY N_FLAGS
#define N_SETS      (N_FLAGS + 1)

/* Rows, and what they were found by. */
typedef struct
{
  guint64 identity;       /* of the database */
  guint64 generation;     /* of the catalogue */
  guint64 stamp;          /* of the marks, or of their categories */
  LineupPickedRows *rows; /* (owned) */
} Found;

struct _LineupMarkedCache
{
  GMutex mutex;
  Found *found[LINEUP_N_KINDS][N_SETS]; /* (owned) (nullable) */
};

struct _LineupMarkFilter
{
  LineupMarked wanted[N_FLAGS];
  Found *found[N_SETS]; /* (owned) (nullable): of those that matter */
};

static void
clear_found (gpointer data)
{
  Found *self = data;

  lineup_picked_rows_free (self->rows);
}

static void
unref_found (Found *self)
{
  g_atomic_rc_box_release_full (self, clear_found);
}

LineupMarkedCache *
lineup_marked_cache_new (void)
{
  LineupMarkedCache *self = g_new0 (LineupMarkedCache, 1);

  g_mutex_init (&self->mutex);
  return self;
}

void
lineup_marked_cache_free (LineupMarkedCache *self)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      for (guint set = 0; set < N_SETS; set++)
        g_clear_pointer (&self->found[kind][set], unref_found);
    }
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Returns what was found before, if it is still so. */
static Found *
look_into_cache (LineupMarkedCache *self, LineupKind kind, guint set, const Found *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Found *found = self->found[kind][set];

  if (found == NULL || found->identity != key->identity || found->generation != key->generation
      || found->stamp != key->stamp)
    return NULL;
  return g_atomic_rc_box_acquire (found);
}

static void
keep (LineupMarkedCache *self, LineupKind kind, guint set, Found *found)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_clear_pointer (&self->found[kind][set], unref_found);
  self->found[kind][set] = g_atomic_rc_box_acquire (found);
}

/* Finding rows */

static gboolean
add_row (
    LineupDatabase *database, LineupKind kind, gint64 id, LineupPickedRows *rows, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (database, "row-get", kind, error);
  g_auto (LineupRows) found = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "id", id);
  if (!lineup_rows_next (&found, &has_row, error))
    return FALSE;
  if (has_row)
    lineup_picked_rows_add (rows, lineup_rows_get_int (&found, "row"));
  return TRUE;
}

static gboolean
find_marked (
    LineupReader *reader, LineupKind kind, guint flag, LineupPickedRows *rows, GError **error)
{
  LineupDatabase *database = lineup_reader_get_database (reader);
  guint n_marks = 0;
  const LineupMark *marks = lineup_marks_list (lineup_reader_get_marks (reader), kind, &n_marks);

  for (guint i = 0; i < n_marks; i++)
    {
      if ((marks[i].flags & 1U << flag) != 0 && !add_row (database, kind, marks[i].id, rows, error))
        return FALSE;
    }
  return TRUE;
}

/* What is known of hidden categories, while rows in them are looked at. */
typedef struct
{
  LineupReader *reader; /* (unowned) */
  LineupKind kind;
  GHashTable *keys; /* (owned) (element-type guint32): a set */
  GError *error;    /* (owned) (nullable) */
} Hidden;

static void
take_category (const LineupCategory *category, guint n_items, gpointer user_data)
{
  Hidden *self = user_data;
  gint64 key = -1;

  if (self->error != NULL
      || !lineup_marks_is_category_hidden (
          lineup_reader_get_marks (self->reader), self->kind, category->id)
      || !lineup_reader_find_category (self->reader, self->kind, category->id, &key, &self->error))
    return;
  if (key >= 0)
    g_hash_table_add (self->keys, GUINT_TO_POINTER ((guint)key));
}

static gboolean
is_hidden (Hidden *self, gint64 row, GArray *keys, gboolean *hidden, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      lineup_reader_get_database (self->reader), "figures-get", self->kind, error);
  g_auto (LineupRows) found = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&found, &has_row, error))
    return FALSE;
  *hidden = has_row;
  if (!has_row)
    return TRUE;
  lineup_row_read_categories (&found, keys);
  for (guint i = 0; i < keys->len && *hidden; i++)
    *hidden = g_hash_table_contains (self->keys,
                                     GUINT_TO_POINTER (g_array_index (keys, guint32, i)));
  return TRUE;
}

/* An item of several hidden categories is met several times. */
static gboolean
add_members (Hidden *self, gint64 category, LineupPickedRows *rows, GError **error)
{
  g_autoptr (LineupPackedOrder) order = lineup_packed_order_new (
      lineup_reader_get_database (self->reader), self->kind, LINEUP_SORT_YEAR, category);
  g_autoptr (LineupPickedRows) members = lineup_picked_rows_new ();
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean hidden = FALSE;

  if (!lineup_packed_order_pick (order, members, error))
    return FALSE;
  for (gint64 row = 0; lineup_picked_rows_next (members, &row); row++)
    {
      if (lineup_picked_rows_has (rows, row))
        continue;
      if (!is_hidden (self, row, keys, &hidden, error))
        return FALSE;
      if (hidden)
        lineup_picked_rows_add (rows, row);
    }
  return TRUE;
}

static gboolean
add_all_members (Hidden *self, LineupPickedRows *rows, GError **error)
{
  GHashTableIter iter;
  gpointer key = NULL;

  if (!lineup_reader_list_categories (self->reader, self->kind, take_category, self, error))
    return FALSE;
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (!lineup_database_check_cancelled (lineup_reader_get_database (self->reader), error)
          || !add_members (self, GPOINTER_TO_UINT (key), rows, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_in_hidden_categories (LineupReader *reader,
                           LineupKind kind,
                           LineupPickedRows *rows,
                           GError **error)
{
  Hidden self = { .reader = reader, .kind = kind };
  gboolean found = FALSE;

  self.keys = g_hash_table_new (NULL, NULL);
  found = add_all_members (&self, rows, error);
  g_hash_table_unref (self.keys);
  return found;
}

static gboolean
make_key (LineupReader *reader, guint set, Found *key, GError **error)
{
  const LineupMarks *marks = lineup_reader_get_marks (reader);

  key->stamp = set == BY_CATEGORY ? lineup_marks_get_category_stamp (marks)
                                  : lineup_marks_get_stamp (marks);
  return lineup_meta_get (
             lineup_reader_get_database (reader), LINEUP_META_IDENTITY, &key->identity, error)
         && lineup_reader_get_generation (reader, &key->generation, error);
}

static gboolean
find (LineupReader *reader, LineupKind kind, guint set, Found **found, GError **error)
{
  LineupMarkedCache *cache = lineup_reader_get_marked_cache (reader);
  Found key = { 0 };
  g_autoptr (LineupPickedRows) rows = NULL;

  if (!make_key (reader, set, &key, error))
    return FALSE;
  *found = look_into_cache (cache, kind, set, &key);
  if (*found != NULL)
    return TRUE;
  rows = lineup_picked_rows_new ();
  if (!(set == BY_CATEGORY ? find_in_hidden_categories (reader, kind, rows, error)
                           : find_marked (reader, kind, set, rows, error)))
    return FALSE;
  *found = g_atomic_rc_box_new0 (Found);
  **found = key;
  (*found)->rows = g_steal_pointer (&rows);
  keep (cache, kind, set, *found);
  return TRUE;
}

/* The filter */

static gboolean
needs_set (LineupReader *reader, LineupKind kind, const LineupMarked *wanted, guint set)
{
  const LineupMarks *marks = lineup_reader_get_marks (reader);
  const guint flag = set == BY_CATEGORY ? __builtin_ctz (LINEUP_MARK_HIDDEN) : set;
  const gboolean is_empty
      = marks == NULL
        || (set == BY_CATEGORY ? lineup_marks_count_hidden_categories (marks, kind)
                               : lineup_marks_count (marks, kind, (LineupMarkFlags)(1U << flag)))
               == 0;

  /* Without any, none passes that wants one; all others do. */
  return wanted[flag] != LINEUP_MARKED_ANY && !is_empty;
}

gboolean
lineup_mark_filter_new (LineupReader *reader,
                        LineupKind kind,
                        const LineupFilter *filter,
                        LineupMarkFilter **mark_filter,
                        GError **error)
{
  const LineupMarked wanted[N_FLAGS] = { filter->favourite, filter->watched, filter->hidden };
  g_autoptr (LineupMarkFilter) self = g_new0 (LineupMarkFilter, 1);
  gboolean takes_all = TRUE;

  *mark_filter = NULL;
  for (guint set = 0; set < N_SETS; set++)
    {
      if (set < N_FLAGS)
        {
          self->wanted[set] = wanted[set];
          takes_all = takes_all && wanted[set] != LINEUP_MARKED_ONLY;
        }
      if (!needs_set (reader, kind, wanted, set))
        continue;
      takes_all = FALSE;
      if (!find (reader, kind, set, &self->found[set], error))
        return FALSE;
    }
  if (!takes_all)
    *mark_filter = g_steal_pointer (&self);
  return TRUE;
}

void
lineup_mark_filter_free (LineupMarkFilter *self)
{
  for (guint set = 0; set < N_SETS; set++)
    g_clear_pointer (&self->found[set], unref_found);
  g_free (self);
}

static gboolean
has_row (const LineupMarkFilter *self, guint set, gint64 row)
{
  return self->found[set] != NULL && lineup_picked_rows_has (self->found[set]->rows, row);
}

gboolean
lineup_mark_filter_takes (const LineupMarkFilter *self, gint64 row)
{
  const guint hidden = __builtin_ctz (LINEUP_MARK_HIDDEN);

  for (guint flag = 0; self != NULL && flag < N_FLAGS; flag++)
    {
      gboolean is_marked = FALSE;

      if (self->wanted[flag] == LINEUP_MARKED_ANY)
        continue;
      is_marked = has_row (self, flag, row) || (flag == hidden && has_row (self, BY_CATEGORY, row));
      if (is_marked != (self->wanted[flag] == LINEUP_MARKED_ONLY))
        return FALSE;
    }
  return TRUE;
}

const LineupPickedRows *
lineup_mark_filter_get_rows (const LineupMarkFilter *self)
{
  /* What is hidden is in two sets, and seldom asked for. */
  for (guint flag = 0; self != NULL && flag < N_FLAGS - 1; flag++)
    {
      if (self->wanted[flag] == LINEUP_MARKED_ONLY && self->found[flag] != NULL)
        return self->found[flag]->rows;
    }
  return NULL;
}
