/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-change-log.h"

#include "lineup-catalogue-meta.h"
#include "lineup-transaction.h"

/* Changes that are kept, and seconds for which they are. */
#define MAX_CHANGES 1000000
#define MAX_SECONDS (30 * G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND)

struct _LineupChangeLog
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  guint64 before;       /* generation when it began */
  guint64 generation;   /* of the last change */
  LineupStatement *add; /* (unowned) (nullable): once it was needed */
};

/* Kinds are stored as numbers, which stay what they are. */
G_STATIC_ASSERT (LINEUP_KIND_CHANNELS == 0);
G_STATIC_ASSERT (LINEUP_KIND_MOVIES == 1);
G_STATIC_ASSERT (LINEUP_KIND_SERIES == 2);

LineupChangeLog *
lineup_change_log_new (LineupDatabase *database, LineupKind kind, guint64 generation)
{
  LineupChangeLog *self = g_new0 (LineupChangeLog, 1);

  self->database = database;
  self->kind = kind;
  self->before = generation;
  self->generation = generation;
  return self;
}

void
lineup_change_log_free (LineupChangeLog *self)
{
  g_free (self);
}

gboolean
lineup_change_log_add (LineupChangeLog *self, LineupChangeType type, gint64 id, GError **error)
{
  if (self->add == NULL)
    self->add = lineup_database_get_statement (
        self->database, "change-add", LINEUP_SCHEMA_ANY_SET, error);
  if (self->add == NULL)
    return FALSE;
  lineup_statement_bind_int (self->add, "generation", (gint64)++self->generation);
  lineup_statement_bind_int (self->add, "kind", self->kind);
  lineup_statement_bind_int (self->add, "id", id);
  lineup_statement_bind_int (self->add, "change", type);
  return lineup_statement_execute (self->add, error);
}

static char *
get_first_name (LineupKind kind)
{
  return g_strconcat (LINEUP_META_FIRST, lineup_kind_to_string (kind), NULL);
}

gboolean
lineup_change_log_get_first (LineupDatabase *database,
                             LineupKind kind,
                             guint64 *generation,
                             GError **error)
{
  g_autofree char *name = get_first_name (kind);

  return lineup_meta_get (database, name, generation, error);
}

static gboolean
set_first (LineupChangeLog *self, guint64 generation, GError **error)
{
  g_autofree char *name = get_first_name (self->kind);

  return lineup_meta_set (self->database, name, generation, error);
}

/* What was stored before there was such a number may all be of the first load. */
static gboolean
ensure_first (LineupChangeLog *self, GError **error)
{
  guint64 first = 0;

  if (!lineup_change_log_get_first (self->database, self->kind, &first, error))
    return FALSE;
  return first != 0 || self->before == 0 || set_first (self, self->before, error);
}

gboolean
lineup_change_log_add_all (LineupChangeLog *self, GError **error)
{
  LineupStatement *ids = lineup_database_get_statement (
      self->database, "keys-ids", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (ids);
  gboolean has_row = TRUE;

  if (ids == NULL)
    return FALSE;
  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return set_first (self, self->generation, error);
      if (!lineup_change_log_add (
              self, LINEUP_CHANGE_ADDED, lineup_rows_get_int (&rows, "id"), error))
        return FALSE;
    }
}

static LineupStatement *
get_statement (LineupDatabase *database, const char *name, guint64 generation, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      database, name, LINEUP_SCHEMA_ANY_SET, error);

  if (statement != NULL)
    lineup_statement_bind_int (statement, "generation", (gint64)generation);
  return statement;
}

/* Drops what has happened up to @generation. */
static gboolean
forget (LineupDatabase *database, guint64 generation, GError **error)
{
  static const char *const names[] = { "changes-trim", "commits-trim" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      LineupStatement *trim = get_statement (database, names[i], generation, error);

      if (trim == NULL || !lineup_statement_execute (trim, error))
        return FALSE;
    }
  return lineup_meta_set (database, LINEUP_META_HISTORY, generation, error);
}

static gboolean
add_commit (LineupChangeLog *self, gint64 now, GError **error)
{
  LineupStatement *add = get_statement (self->database, "commit-add", self->generation, error);

  if (add == NULL)
    return FALSE;
  lineup_statement_bind_int (add, "time", now);
  return lineup_statement_execute (add, error);
}

/* The last change that is too old to be kept, by its time or by the number of those after it. */
static gboolean
find_too_old (LineupChangeLog *self, gint64 now, guint64 *generation, GError **error)
{
  LineupStatement *find = lineup_database_get_statement (
      self->database, "commits-before", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (find);
  gboolean has_row = FALSE;

  if (find == NULL)
    return FALSE;
  lineup_statement_bind_int (find, "time", now - MAX_SECONDS);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *generation = (guint64)lineup_rows_get_int (&rows, "generation");
  if (self->generation > MAX_CHANGES)
    *generation = MAX (*generation, self->generation - MAX_CHANGES);
  return TRUE;
}

static gboolean
trim (LineupChangeLog *self, gint64 now, GError **error)
{
  guint64 history = 0;
  guint64 too_old = 0;

  if (!lineup_meta_get (self->database, LINEUP_META_HISTORY, &history, error)
      || !find_too_old (self, now, &too_old, error))
    return FALSE;
  return too_old <= history || forget (self->database, too_old, error);
}

gboolean
lineup_change_log_close (
    LineupChangeLog *self, guint64 n_unlisted, gint64 now, guint64 *generation, GError **error)
{
  self->generation += n_unlisted;
  *generation = self->generation;
  return self->generation == self->before
         || (add_commit (self, now, error) && ensure_first (self, error) && trim (self, now, error)
             && lineup_meta_set (self->database, LINEUP_META_GENERATION, self->generation, error));
}

gboolean
lineup_change_log_begin_anew (LineupDatabase *database, guint64 generation, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };

  return lineup_transaction_begin_write (&transaction, database, error)
         && forget (database, generation, error)
         && lineup_meta_set (database, LINEUP_META_GENERATION, generation, error)
         && lineup_transaction_commit (&transaction, error);
}
