/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-garden.h"

#include "lineup-garden-sql.h"
#include "lineup-migration.h"
#include "lineup-test-files.h"

LineupGarden *
lineup_garden_new (void)
{
  LineupGarden *self = g_new0 (LineupGarden, 1);

  self->directory = g_dir_make_tmp ("lineup-garden-XXXXXX", NULL);
  self->path = g_build_filename (self->directory, "garden.db", NULL);
  return self;
}

void
lineup_garden_free (LineupGarden *self)
{
  lineup_test_files_remove (self->directory);
  g_free (self->directory);
  g_free (self->path);
  g_free (self);
}

const LineupSchema *
lineup_garden_get_schema (guint version)
{
  static const char *const beds[] = { "north", "south", NULL };
  static LineupSchema schemas[LINEUP_GARDEN_BROKEN_VERSION + 1];

  schemas[version] = (LineupSchema){
    .title = "The garden's database",
    .extension = ".db",
    .get_resource = lineup_garden_sql_get_resource,
    .folder = "/io/github/lineupd/Lineup1/tests/garden/",
    .application_id = 0x47617264,
    .version = version,
    .word = "bed",
    .sets = beds,
    .reader_tables = "reader-notes",
  };
  return &schemas[version];
}

LineupDatabase *
lineup_garden_open (LineupGarden *self)
{
  g_autoptr (GError) error = NULL;
  LineupDatabase *database = lineup_database_open (
      lineup_garden_get_schema (LINEUP_GARDEN_VERSION), self->path, LINEUP_DATABASE_WRITER, &error);
  gboolean usable = FALSE;

  g_assert_no_error (error);
  lineup_migration_run (database, &usable, &error);
  g_assert_no_error (error);
  return database;
}

void
lineup_garden_run (LineupDatabase *database, const char *name, guint bed)
{
  g_autoptr (GError) error = NULL;

  lineup_database_run (database, name, bed, &error);
  g_assert_no_error (error);
}

void
lineup_garden_plant (LineupDatabase *database, LineupGardenBed bed, gint64 number, const char *name)
{
  g_autoptr (GError) error = NULL;
  LineupStatement *add = lineup_database_get_statement (database, "plant-add", bed, &error);

  g_assert_no_error (error);
  lineup_statement_bind_int (add, "number", number);
  lineup_statement_bind_text (add, "name", name);
  lineup_statement_bind_null (add, "height");
  lineup_statement_bind_null (add, "picture");
  lineup_statement_execute (add, &error);
  g_assert_no_error (error);
}

char *
lineup_garden_describe (LineupDatabase *database, LineupGardenBed bed)
{
  g_autoptr (GError) error = NULL;
  LineupStatement *list = lineup_database_get_statement (database, "plants-list", bed, &error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_row = TRUE;

  g_assert_no_error (error);
  while (lineup_rows_next (&rows, &has_row, &error) && has_row)
    {
      const char *height = lineup_rows_get_text (&rows, "height");

      g_string_append_printf (text,
                              "%s%" G_GINT64_FORMAT " %s %s",
                              text->len > 0 ? ", " : "",
                              lineup_rows_get_int (&rows, "number"),
                              lineup_rows_get_text (&rows, "name"),
                              height != NULL ? height : "-");
    }
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
