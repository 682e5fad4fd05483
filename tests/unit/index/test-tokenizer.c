/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-schema.h"
#include "lineup-database.h"
#include "lineup-list.h"
#include "lineup-test-files.h"
#include "lineup-tokenizer.h"

static void
run (sqlite3 *connection, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static sqlite3 *
open_connection (const char *path)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  lineup_tokenizer_register (connection, &error);
  g_assert_no_error (error);
  return connection;
}

/* Returns the first column of all rows, with spaces between them. */
static char *
query (sqlite3 *connection, const char *sql, const char *input)
{
  g_autoptr (GString) values = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_bind_parameter_count (statement) > 0)
    sqlite3_bind_text (statement, 1, input, -1, SQLITE_STATIC);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *value = (const char *)sqlite3_column_text (statement, 0);

      g_string_append_printf (
          values, "%s%s", values->len > 0 ? " " : "", value != NULL ? value : "NULL");
    }
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  return g_string_free (g_steal_pointer (&values), FALSE);
}

static void
assert_query (sqlite3 *connection, const char *sql, const char *input, const char *expected)
{
  g_autofree char *values = query (connection, sql, input);

  g_assert_cmpstr (values, ==, expected);
}

static void
assert_finds (sqlite3 *connection, const char *words, const char *expected)
{
  assert_query (
      connection, "SELECT rowid FROM titles WHERE titles MATCH ?1 ORDER BY rowid", words, expected);
}

static void
test_search (void)
{
  sqlite3 *connection = open_connection (":memory:");

  run (connection,
       "CREATE VIRTUAL TABLE titles USING fts5 (name, prefix = '1 2 3', tokenize = 'lineup');"
       "INSERT INTO titles (rowid, name) VALUES (1, 'Łódź, die große Straße'), (2, "
       "'千と千尋の神隠し'),"
       "(3, 'ｶﾞﾝﾀﾞﾑ'), (4, '한국 영화'), (5, NULL), (6, ''), (7, 'مُحَمَّد'), (8, 'AT&T')");
  assert_finds (connection, "lodz", "1");
  assert_finds (connection, "STRASSE", "1");
  assert_finds (connection, "gros*", "1");
  assert_finds (connection, "千尋", "2");
  assert_finds (connection, "ガンダム", "3");
  assert_finds (connection, "カ", "");
  assert_finds (connection, "하*", "4");
  assert_finds (connection, "محمد", "7");
  assert_finds (connection, "\"at&t\"", "8");
  assert_finds (connection, "\"***\"", "");

  run (connection, "INSERT INTO titles (titles, rank) VALUES ('integrity-check', 1)");
  run (connection, "DELETE FROM titles WHERE rowid = 1");
  assert_finds (connection, "lodz", "");
  run (connection, "INSERT INTO titles (titles, rank) VALUES ('integrity-check', 1)");
  sqlite3_close (connection);
}

/* What the index has are the words, each of them where it is. */
static void
test_tokens (void)
{
  sqlite3 *connection = open_connection (":memory:");

  run (connection,
       "CREATE VIRTUAL TABLE titles USING fts5 (name, tokenize = 'lineup');"
       "CREATE VIRTUAL TABLE words USING fts5vocab (titles, row);"
       "INSERT INTO titles (name) VALUES ('Straße 影2 – Été')");
  assert_query (connection, "SELECT term FROM words", NULL, "2 ete strasse 影");
  assert_query (connection,
                "SELECT highlight (titles, 0, '<', '>') FROM titles (?1)",
                "STRASSE ete",
                "<Straße> 影2 – <Été>");
  sqlite3_close (connection);
}

static void
test_arguments (void)
{
  sqlite3 *connection = open_connection (":memory:");

  g_assert_cmpint (
      sqlite3_exec (connection,
                    "CREATE VIRTUAL TABLE titles USING fts5 (name, tokenize = 'lineup loudly')",
                    NULL,
                    NULL,
                    NULL),
      !=,
      SQLITE_OK);
  sqlite3_close (connection);
}

static void
test_name_key (void)
{
  sqlite3 *connection = open_connection (":memory:");

  assert_query (connection, "SELECT lineup_name_key (?1)", "  Amélie à PARIS! ", "amelie a paris");
  assert_query (connection, "SELECT lineup_name_key (?1)", "***", "");
  assert_query (connection, "SELECT lineup_name_key (?1)", "", "");
  assert_query (connection, "SELECT lineup_name_key (NULL)", NULL, "NULL");
  assert_query (connection, "SELECT lineup_name_key (2012)", NULL, "2012");

  assert_query (connection, "SELECT lineup_sort_key (?1)", "part 10", "part \"10");
  assert_query (connection, "SELECT lineup_sort_key (x'')", NULL, "");
  assert_query (connection, "SELECT lineup_sort_key (NULL)", NULL, "NULL");

  /* An index and a view may use it, also where a schema is not trusted. */
  run (connection,
       "PRAGMA trusted_schema = OFF;"
       "CREATE TABLE titles (name TEXT);"
       "CREATE INDEX titles_by_key ON titles (lineup_name_key (name));"
       "CREATE VIEW keys AS SELECT lineup_name_key (name) AS key FROM titles;"
       "INSERT INTO titles VALUES ('Über'), ('Ärger'), ('Zoo'), ('ábaco')");
  assert_query (connection, "SELECT key FROM keys ORDER BY key", NULL, "abaco arger uber zoo");
  sqlite3_close (connection);
}

/* Version 2 has what version 1 had found, and more. */
static void
test_migration (void)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "movies.db", NULL);
  g_autoptr (GError) error = NULL;
  LineupDatabase *database = lineup_database_open (
      lineup_catalogue_schema_get (), path, LINEUP_DATABASE_WRITER, &error);
  sqlite3 *connection = open_connection (path);
  const char *find = "SELECT rowid FROM movies_text WHERE movies_text MATCH ?1 ORDER BY rowid";

  g_assert_no_error (error);
  lineup_database_run (database, "version-1", LINEUP_KIND_MOVIES, &error);
  g_assert_no_error (error);
  lineup_database_run (database, "version-1-kind", LINEUP_KIND_MOVIES, &error);
  g_assert_no_error (error);
  run (connection,
       "INSERT INTO movies (row, name, plot) VALUES (1, 'Łódź', 'Straße'), (2, '千と千尋', NULL);"
       "INSERT INTO movies_text (movies_text) VALUES ('rebuild')");
  assert_query (connection, find, "łodz", "1");
  assert_query (connection, find, "lodz", "");
  assert_query (connection, find, "尋", "");

  lineup_database_run (database, "version-2", LINEUP_KIND_MOVIES, &error);
  g_assert_no_error (error);
  lineup_database_run (database, "version-2-kind", LINEUP_KIND_MOVIES, &error);
  g_assert_no_error (error);
  assert_query (connection, find, "łodz", "1");
  assert_query (connection, find, "lodz", "1");
  assert_query (connection, find, "strasse", "1");
  assert_query (connection, find, "尋", "2");

  sqlite3_close (connection);
  lineup_database_close (database);
  lineup_test_files_remove (directory);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tokenizer/search", test_search);
  g_test_add_func ("/tokenizer/tokens", test_tokens);
  g_test_add_func ("/tokenizer/arguments", test_arguments);
  g_test_add_func ("/tokenizer/name-key", test_name_key);
  g_test_add_func ("/tokenizer/migration", test_migration);
  return g_test_run ();
}
