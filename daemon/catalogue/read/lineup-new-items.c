/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-new-items.h"

#include "lineup-change-log.h"
#include "lineup-reader-private.h"

/* Something that was added. */
typedef struct
{
  LineupKind kind;
  gint64 id;
} Addition;

/* Changes of one transaction. */
typedef struct
{
  guint64 generation; /* of the last one */
  gint64 time;        /* Unix seconds */
} Commit;

typedef struct
{
  LineupReader *reader;     /* (unowned) */
  LineupDatabase *database; /* (unowned) */
  guint kinds;              /* bits */
  guint64 first[LINEUP_N_KINDS];
  guint64 since;                    /* nothing before is new */
  GHashTable *seen[LINEUP_N_KINDS]; /* (owned) (element-type gint64): ids */
  guint n_left;                     /* items that there is room for */
  LineupNewItemFunc func;
  gpointer user_data; /* (unowned): for the function */
  Commit commit;      /* at hand */
  LineupKind kind;    /* of the item at hand */
} Run;

static void
run_clear (Run *self)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_clear_pointer (&self->seen[kind], g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
begin (Run *self, GError **error)
{
  self->since = G_MAXINT64;
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if (!lineup_change_log_get_first (
              self->database, (LineupKind)kind, &self->first[kind], error))
        return FALSE;
      self->seen[kind] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      if ((self->kinds & (1U << kind)) != 0 && self->first[kind] != 0)
        self->since = MIN (self->since, self->first[kind]);
    }
  return TRUE;
}

/* A first load is one commit, and may be of a million items. */
static gboolean
is_first_load (const Run *self, guint64 generation)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if (self->first[kind] == generation)
        return TRUE;
    }
  return FALSE;
}

static GArray *
list_commits (Run *self, GError **error)
{
  g_autoptr (GArray) commits = g_array_new (FALSE, FALSE, sizeof (Commit));
  LineupStatement *list = lineup_database_get_statement (
      self->database, "commits-list", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return NULL;
  lineup_statement_bind_int (list, "since", (gint64)self->since);
  while (TRUE)
    {
      Commit commit;

      if (!lineup_rows_next (&rows, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&commits);
      commit.generation = (guint64)lineup_rows_get_int (&rows, "generation");
      commit.time = lineup_rows_get_int (&rows, "time");
      g_array_append_val (commits, commit);
    }
}

/* The numbers in a damaged database may be any. */
static gboolean
is_new (const Run *self, gint64 kind, guint64 generation)
{
  return kind >= 0 && kind < LINEUP_N_KINDS && (self->kinds & (1U << kind)) != 0
         && self->first[kind] != 0 && generation > self->first[kind];
}

static GArray *
list_additions (Run *self, guint64 since, GError **error)
{
  g_autoptr (GArray) additions = g_array_new (FALSE, FALSE, sizeof (Addition));
  LineupStatement *list = lineup_database_get_statement (
      self->database, "additions-list", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return NULL;
  lineup_statement_bind_int (list, "since", (gint64)since);
  lineup_statement_bind_int (list, "generation", (gint64)self->commit.generation);
  while (TRUE)
    {
      gint64 kind = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&additions);
      kind = lineup_rows_get_int (&rows, "kind");
      if (is_new (self, kind, (guint64)lineup_rows_get_int (&rows, "generation")))
        {
          const Addition addition = { (LineupKind)kind, lineup_rows_get_int (&rows, "id") };

          g_array_append_val (additions, addition);
        }
    }
}

static void
take_item (const LineupItem *item, gpointer user_data)
{
  Run *self = user_data;

  if ((item->mark.flags & LINEUP_MARK_HIDDEN) != 0)
    return;
  self->n_left--;
  if (!self->func (self->kind, item, self->commit.time, self->user_data))
    self->n_left = 0;
}

/* What was there, went and came again is new once. */
static gboolean
give (Run *self, const Addition *addition, GError **error)
{
  gboolean found = FALSE;

  if (!g_hash_table_add (self->seen[addition->kind],
                         g_memdup2 (&addition->id, sizeof addition->id)))
    return TRUE;
  self->kind = addition->kind;
  return lineup_reader_find_item (
      self->reader, addition->kind, addition->id, &found, take_item, self, error);
}

static gboolean
read_commit (Run *self, guint64 since, GError **error)
{
  g_autoptr (GArray) additions = list_additions (self, since, error);

  if (additions == NULL)
    return FALSE;
  for (guint i = 0; i < additions->len && self->n_left > 0; i++)
    {
      if (!give (self, &g_array_index (additions, Addition, i), error))
        return FALSE;
    }
  return lineup_database_check_cancelled (self->database, error);
}

gboolean
lineup_new_items_read (LineupReader *reader,
                       guint kinds,
                       guint limit,
                       LineupNewItemFunc func,
                       gpointer user_data,
                       GError **error)
{
  g_auto (Run) self = {
    .reader = reader,
    .database = lineup_reader_get_database (reader),
    .kinds = kinds,
    .n_left = limit,
    .func = func,
    .user_data = user_data,
  };
  g_autoptr (GArray) commits = NULL;

  if (!begin (&self, error))
    return FALSE;
  commits = list_commits (&self, error);
  if (commits == NULL)
    return FALSE;
  for (guint i = 0; i < commits->len && self.n_left > 0; i++)
    {
      const guint64 since = i + 1 < commits->len ? g_array_index (commits, Commit, i + 1).generation
                                                 : self.since;

      self.commit = g_array_index (commits, Commit, i);
      if (!is_first_load (&self, self.commit.generation) && !read_commit (&self, since, error))
        return FALSE;
    }
  return TRUE;
}
