/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-schema.h"
#include "lineup-database.h"
#include "lineup-list.h"
#include "lineup-migration.h"
#include "lineup-test-files.h"

/* Others make what is there already. */
static gboolean
is_statement (const char *name)
{
  static const char *const makers[] = { "index-make", "reader-tables", "schema-temp", NULL };

  return !g_str_has_prefix (name, "version-") && !g_strv_contains (makers, name);
}

/* Whatever has no name in SQL, or the same as another, ends the program: see LineupStatement. */
static void
prepare_all (LineupDatabase *database, LineupKind kind)
{
  const LineupSchema *schema = lineup_catalogue_schema_get ();
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
      lineup_database_get_statement (database, name, kind, &error);
      g_assert_no_error (error);
      n_statements++;
    }
  g_assert_cmpuint (n_statements, >, 0);
}

static void
test_names (void)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "home.db", NULL);
  g_autoptr (GError) error = NULL;
  LineupDatabase *database = lineup_database_open (
      lineup_catalogue_schema_get (), path, LINEUP_DATABASE_WRITER, &error);
  gboolean usable = FALSE;

  g_assert_no_error (error);
  lineup_migration_run (database, &usable, &error);
  g_assert_no_error (error);
  /* What is there for the time of an import, and of a read. */
  lineup_database_run (database, "schema-temp", LINEUP_SCHEMA_ANY_SET, &error);
  g_assert_no_error (error);
  lineup_database_run (
      database, lineup_catalogue_schema_get ()->reader_tables, LINEUP_SCHEMA_ANY_SET, &error);
  g_assert_no_error (error);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    prepare_all (database, (LineupKind)kind);
  lineup_database_close (database);
  lineup_test_files_remove (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue-sql/names", test_names);
  return g_test_run ();
}
