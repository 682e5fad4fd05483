/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-schema.h"
#include "lineup-database-file.h"
#include "lineup-details-schema.h"
#include "lineup-item-field.h"
#include "lineup-list.h"
#include "lineup-migration.h"
#include "lineup-statement-private.h"
#include "lineup-test-files.h"

/* Others make what is there already, or work with tables of older versions. */
static gboolean
is_statement (const char *name)
{
  static const char *const others[] = {
    "by-id-make",   "schema-temp",  "details-detach", "details-next",
    "details-move", "seasons-move", "episodes-move",  NULL,
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

  /* What is there for the time of an import. */
  lineup_database_run (database, "schema-temp", LINEUP_SCHEMA_ANY_SET, &error);
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

/* A statement's columns, or its parameters, in their order. */
static char *
list_names (LineupDatabase *database, const char *name, gboolean of_columns)
{
  g_autoptr (GError) error = NULL;
  LineupStatement *statement = lineup_database_get_statement (
      database, name, LINEUP_KIND_MOVIES, &error);
  g_autoptr (GString) names = g_string_new (NULL);
  sqlite3_stmt *handle = NULL;
  int n = 0;

  g_assert_no_error (error);
  handle = lineup_statement_get_handle (statement);
  n = of_columns ? sqlite3_column_count (handle) : sqlite3_bind_parameter_count (handle);
  for (int i = 0; i < n; i++)
    g_string_append_printf (names,
                            "%s ",
                            of_columns ? sqlite3_column_name (handle, i)
                                       : sqlite3_bind_parameter_name (handle, i + 1) + 1);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Names are looked for from the last one on, so an item's fields stand in the order of their table,
 * in which they are bound and read. */
static void
test_order (void)
{
  static const char *const reading[]
      = { "item-get", "item-at", "items-all", "item-get-some", "item-at-some" };
  g_autofree char *directory = g_dir_make_tmp ("lineup-test-XXXXXX", NULL);
  LineupDatabase *database = open_database (lineup_catalogue_schema_get (), directory);
  g_autoptr (GString) fields = g_string_new (NULL);
  g_autofree char *read = NULL;
  g_autofree char *bound = NULL;
  g_autofree char *parameters = NULL;

  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (field->column != NULL)
        g_string_append_printf (fields, "%s ", field->column);
    }
  read = g_strconcat ("id hash ", fields->str, "in_adult categories ", NULL);
  bound = g_strconcat ("row ", fields->str, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (reading); i++)
    {
      g_autofree char *columns = list_names (database, reading[i], TRUE);

      g_assert_cmpstr (columns, ==, read);
    }
  parameters = list_names (database, "item-insert", FALSE);
  g_assert_cmpstr (parameters, ==, bound);
  lineup_database_close (database);
  lineup_test_files_remove (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue-sql/names", test_names);
  g_test_add_func ("/catalogue-sql/details", test_details);
  g_test_add_func ("/catalogue-sql/order", test_order);
  return g_test_run ();
}
