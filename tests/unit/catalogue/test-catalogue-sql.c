/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-schema.h"
#include "lineup-database-file.h"
#include "lineup-details-schema.h"
#include "lineup-list.h"
#include "lineup-migration.h"
#include "lineup-test-files.h"

/* Others make what is there already, or work with tables of older versions. */
static gboolean
is_statement (const char *name)
{
  static const char *const others[] = {
    "index-make",     "reader-tables", "schema-temp",
    "details-detach", "details-next",  "details-move",
    "seasons-move",   "episodes-move", NULL,
  };

  return !g_str_has_prefix (name, "version-") && !g_strv_contains (others, name);
}

/* Whatever has no name in SQL, or the same as another, ends the program: see LineupStatement. */
static void
prepare_all (LineupDatabase *database, guint set)
{
  const LineupSchema *schema = lineup_database_get_schema (database);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) files = g_resource_enumerate_children (
      schema->get_resource (), schema->folder, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  guint n_statements = 0;

  g_assert_no_error (error);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (files[i], strlen (files[i]) - strlen (".sql"));

      g_assert_true (g_str_has_suffix (files[i], ".sql"));
      if (!is_statement (name))
        continue;
      lineup_database_get_statement (database, name, set, &error);
      g_assert_no_error (error);
      n_statements++;
    }
  g_assert_cmpuint (n_statements, >, 0);
}

static LineupDatabase *
open_database (const LineupSchema *schema, const char *directory)
{
  g_autofree char *path = lineup_database_file_get_path (schema, directory, "home");
  g_autoptr (GError) error = NULL;
  LineupDatabase *database = lineup_database_open (schema, path, LINEUP_DATABASE_WRITER, &error);
  gboolean usable = FALSE;

  g_assert_no_error (error);
  lineup_migration_run (database, &usable, &error);
  g_assert_no_error (error);
  return database;
}

static void
test_names (void)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-test-XXXXXX", NULL);
  LineupDatabase *database = open_database (lineup_catalogue_schema_get (), directory);
  g_autoptr (GError) error = NULL;

  /* What is there for the time of an import, and of a read. */
  lineup_database_run (database, "schema-temp", LINEUP_SCHEMA_ANY_SET, &error);
  g_assert_no_error (error);
  lineup_database_run (
      database, lineup_catalogue_schema_get ()->reader_tables, LINEUP_SCHEMA_ANY_SET, &error);
  g_assert_no_error (error);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    prepare_all (database, kind);
  lineup_database_close (database);
  lineup_test_files_remove (directory);
}

static void
test_details (void)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-test-XXXXXX", NULL);
  LineupDatabase *database = open_database (lineup_details_schema_get (), directory);

  prepare_all (database, LINEUP_SCHEMA_ANY_SET);
  lineup_database_close (database);
  lineup_test_files_remove (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue-sql/names", test_names);
  g_test_add_func ("/catalogue-sql/details", test_details);
  return g_test_run ();
}
