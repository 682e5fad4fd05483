/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-fixture.h"
#include "lineup-guide-schema.h"

#include <sqlite3.h>
#include <string.h>

/* Gives what is in a file of SQL, of which there is none without a statement. */
static char *
read_file (const char *name)
{
  const LineupSchema *schema = lineup_guide_schema_get ();
  g_autofree char *path = g_strconcat (schema->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (
      schema->get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  gsize length = 0;
  const char *data = NULL;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);
  return g_strndup (data, length);
}

/* Statements that go through a table from its beginning to its end, as there is no other way. */
static gboolean
may_scan (const char *name)
{
  static const char *const others[] = {
    "airings-of-all.sql",   "airings-of-items.sql", "matches-count.sql",
    "airings-of-texts.sql", "changes-list.sql",     "keeps-list.sql",
    "matches-list.sql",     "sources-list.sql",     "totals.sql",
    "text-last.sql",        "version-1.sql",        "version-1-set.sql",
    "import-setup.sql",     "free-text-next.sql",   NULL,
  };

  return g_strv_contains (others, name);
}

static void
assert_plan (sqlite3 *connection, const char *name)
{
  g_autofree char *text = read_file (name);
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", text, NULL);
  sqlite3_stmt *statement = NULL;

  g_test_message ("%s", name);
  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *detail = (const char *)sqlite3_column_text (statement, 3);

      g_assert_false (g_str_has_prefix (detail, "SCAN") && strstr (detail, "CONSTANT") == NULL);
      g_assert_null (strstr (detail, "TEMP B-TREE"));
    }
  sqlite3_finalize (statement);
}

/* Each statement can be prepared, and finds what it looks for without going through all. */
static void
test_plans (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  const LineupSchema *schema = lineup_guide_schema_get ();
  g_auto (GStrv) files = g_resource_enumerate_children (
      schema->get_resource (), schema->folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  sqlite3 *connection = NULL;

  g_assert_cmpint (
      sqlite3_open (lineup_database_get_path (fixture->database), &connection), ==, SQLITE_OK);
  for (gsize i = 0; files[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (files[i], strlen (files[i]) - strlen (".sql"));
      g_autoptr (GError) error = NULL;

      if (g_str_has_prefix (name, "version-") || g_str_has_prefix (name, "by-text-")
          || g_str_has_suffix (name, "-setup"))
        continue;
      g_assert_nonnull (
          lineup_database_get_statement (fixture->database, name, LINEUP_SCHEMA_ANY_SET, &error));
      if (!may_scan (files[i]))
        assert_plan (connection, files[i]);
    }
  sqlite3_close (connection);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/sql/plans", test_plans);
  return g_test_run ();
}
