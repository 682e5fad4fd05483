/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-migration.h"

#include "lineup-error.h"
#include "lineup-transaction.h"

/* What a file says of itself. */
typedef struct
{
  gint64 application_id;
  gint64 version; /* 0 of an empty file */
  gboolean is_empty;
} Marks;

static gboolean
run (LineupDatabase *database, const char *name, GError **error)
{
  return lineup_database_run (database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static gboolean
make_sets (LineupDatabase *database, const char *file, GError **error)
{
  const LineupSchema *schema = lineup_database_get_schema (database);
  g_autofree char *set_file = NULL;

  if (schema->sets == NULL)
    return TRUE;
  set_file = g_strconcat (file, "-", schema->word, NULL);
  for (guint set = 0; schema->sets[set] != NULL; set++)
    {
      if (!lineup_database_run (database, set_file, set, error))
        return FALSE;
    }
  return TRUE;
}

/* Makes @version out of the one before. */
static gboolean
make_version (LineupDatabase *database, guint version, GError **error)
{
  const LineupSchema *schema = lineup_database_get_schema (database);
  g_autofree char *file = g_strdup_printf ("version-%u", version);

  return run (database, file, error) && make_sets (database, file, error)
         && (schema->upgrade == NULL || schema->upgrade (database, version, error));
}

/* Either all versions up to @end are made up for, or none is: whoever is killed meanwhile finds the
 * old one. */
static gboolean
make_versions (LineupDatabase *database, guint *version, guint end, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };

  if (*version == end)
    return TRUE;
  if (!lineup_transaction_begin_write (&transaction, database, error))
    return FALSE;
  while (*version < end)
    {
      if (!make_version (database, ++*version, error))
        return FALSE;
    }
  return lineup_transaction_commit (&transaction, error);
}

static gboolean
migrate (LineupDatabase *database, guint version, GError **error)
{
  const LineupSchema *schema = lineup_database_get_schema (database);
  const LineupSchemaMove *move = &schema->move;

  if (move->func != NULL && version >= move->first && version <= move->last
      && (!make_versions (database, &version, move->last, error) || !move->func (database, error)))
    return FALSE;
  return make_versions (database, &version, schema->version, error);
}

static gboolean
read_marks (LineupDatabase *database, Marks *marks, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      database, "version", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (statement);
  gboolean has_row = FALSE;

  if (statement == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  marks->application_id = lineup_rows_get_int (&rows, "application_id");
  marks->version = lineup_rows_get_int (&rows, "version");
  marks->is_empty = lineup_rows_get_int (&rows, "tables") == 0;
  return TRUE;
}

static gboolean
set_misfit (const LineupSchema *schema, const Marks *marks, GError **error)
{
  g_set_error (error,
               LINEUP_ERROR,
               LINEUP_ERROR_DATABASE,
               "Its schema is of version %" G_GINT64_FORMAT ", not %u",
               marks->version,
               schema->version);
  return FALSE;
}

gboolean
lineup_migration_check (LineupDatabase *database, gboolean *fits, GError **error)
{
  const LineupSchema *schema = lineup_database_get_schema (database);
  Marks marks = { 0 };

  *fits = TRUE;
  if (!read_marks (database, &marks, error))
    return FALSE;
  *fits = marks.application_id == schema->application_id && marks.version == schema->version;
  return *fits || set_misfit (schema, &marks, error);
}

gboolean
lineup_migration_run (LineupDatabase *database, gboolean *usable, GError **error)
{
  const LineupSchema *schema = lineup_database_get_schema (database);
  Marks marks = { 0 };

  *usable = TRUE;
  if (!read_marks (database, &marks, error))
    return FALSE;
  if (marks.is_empty)
    marks.version = 0;
  *usable = marks.is_empty
            || (marks.application_id == schema->application_id && marks.version >= 1
                && marks.version <= schema->version);
  if (!*usable)
    return set_misfit (schema, &marks, error);
  return run (database, "writer-setup", error)
         && (!schema->is_irreplaceable || run (database, "writer-durable", error))
         && migrate (database, (guint)marks.version, error);
}
