/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-schema.h"
#include "lineup-database.h"
#include "lineup-follower.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* How far history reaches, and what it says. */

#define N_MANY_CATEGORIES 200

#define DAY ((gint64)G_TIME_SPAN_DAY)

static const LineupDummyItem THREE[] = {
  { 1, "One", "a", 100 },
  { 2, "Two", "a,b", 300 },
  { 3, "Three", NULL, 200 },
};

static const LineupDummyItem OTHERS[] = {
  { 2, "Two", "b", 300 },
  { 3, "Three", NULL, 200 },
  { 4, "Four", "a", 400 },
  { 4, "Four", "b", 400 },
};

/* The changes of a page as text, then where to go on; or `incomplete` and that. */
static char *
list (LineupCatalogueFixture *fixture, guint64 since, guint limit)
{
  guint64 generation = 0;
  gboolean complete = FALSE;
  g_autoptr (GArray) changes = lineup_follower_list_changes (
      fixture, since, limit, &generation, &complete);
  GString *text = g_string_new (complete ? NULL : "incomplete ");

  for (guint i = 0; i < changes->len; i++)
    {
      const LineupChange *change = &g_array_index (changes, LineupChange, i);

      g_string_append_printf (text,
                              "%" G_GUINT64_FORMAT " %s %s %" G_GINT64_FORMAT ", ",
                              change->generation,
                              lineup_change_type_to_string (change->type),
                              lineup_kind_to_string (change->kind),
                              change->id);
    }
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, generation);
  return g_string_free (text, FALSE);
}

static void
assert_list (LineupCatalogueFixture *fixture, guint64 since, guint limit, const char *expected)
{
  g_autofree char *text = list (fixture, since, limit);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_complete (LineupCatalogueFixture *fixture, guint64 since, gboolean expected)
{
  guint64 generation = 0;
  gboolean complete = FALSE;
  g_autoptr (GArray) changes = lineup_follower_list_changes (
      fixture, since, 1000, &generation, &complete);

  g_assert_cmpint (complete, ==, expected);
}

static void
unlink_files (LineupCatalogueFixture *fixture)
{
  const char *const suffixes[] = { "", "-wal", "-shm" };

  lineup_catalogue_fixture_settle (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, suffixes[i]);

      g_unlink (path);
    }
}

static void
run_sql (LineupCatalogueFixture *fixture, const char *sql)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  sqlite3 *connection = NULL;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}

static gint64
count_rows (LineupCatalogueFixture *fixture, const char *table)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", table, NULL);
  sqlite3 *connection = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 n = 0;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return n;
}

static void
test_list (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyCategory categories[] = { { "a", "A", NULL }, { "b", "B", NULL } };

  assert_list (fixture, 0, 10, "0");
  assert_list (fixture, 1, 10, "incomplete 0");
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
  /* Categories count, but are not listed. */
  lineup_catalogue_fixture_import_categories (fixture, LINEUP_LIST_MOVIE_CATEGORIES, categories, 2);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OTHERS);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_CHANNELS, THREE, 1);

  assert_list (fixture,
               0,
               10,
               "1 added movies 1, 2 added movies 2, 3 added movies 3, "
               "6 changed movies 2, 7 added movies 4, 8 removed movies 1, 9 added channels 1, 9");
  assert_list (fixture, 0, 2, "1 added movies 1, 2 added movies 2, 2");
  assert_list (fixture, 2, 2, "3 added movies 3, 6 changed movies 2, 6");
  assert_list (fixture, 4, 1, "6 changed movies 2, 6");
  assert_list (fixture, 6, 3, "7 added movies 4, 8 removed movies 1, 9 added channels 1, 9");
  assert_list (fixture, 9, 1, "9");
  assert_list (fixture, 10, 1, "incomplete 9");
  assert_list (fixture, G_MAXUINT64, 1, "incomplete 9");

  lineup_catalogue_fixture_reopen (fixture, 9);
  assert_list (fixture, 7, 10, "8 removed movies 1, 9 added channels 1, 9");
}

/* A list of categories at the end is behind the last change of an item. */
static void
test_list_ends_with_categories (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const LineupDummyCategory categories[] = { { "a", "A", NULL } };

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
  lineup_catalogue_fixture_import_categories (fixture, LINEUP_LIST_MOVIE_CATEGORIES, categories, 1);
  assert_list (fixture, 2, 1, "3 added movies 3, 4");
  assert_list (fixture, 4, 1, "4");
}

static void
test_thirty_days (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
  lineup_test_clock_advance (fixture->clock, 29 * DAY);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, OTHERS);
  assert_complete (fixture, 0, TRUE);

  lineup_test_clock_advance (fixture->clock, 2 * DAY);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, OTHERS, 2);
  assert_complete (fixture, 0, FALSE);
  assert_complete (fixture, 2, FALSE);
  assert_list (fixture,
               3,
               10,
               "4 changed movies 2, 5 added movies 4, 6 removed movies 1, 7 removed movies 4, 7");
  g_assert_cmpint (count_rows (fixture, "changes"), ==, 4);
  g_assert_cmpint (count_rows (fixture, "commits"), ==, 2);

  /* Nothing is dropped where nothing is written. */
  lineup_test_clock_advance (fixture->clock, 400 * DAY);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, OTHERS, 2);
  assert_complete (fixture, 3, TRUE);
}

/* As many as that take too long to be made. */
static void
test_million (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
  lineup_catalogue_fixture_settle (fixture);
  run_sql (fixture, "UPDATE meta SET value = 999999 WHERE name = 'generation'");
  lineup_catalogue_fixture_reopen (fixture, 0);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_CHANNELS, THREE, 1);
  g_assert_cmpuint (fixture->report.generation, ==, 1000000);
  assert_complete (fixture, 0, TRUE);
  g_assert_cmpint (count_rows (fixture, "changes"), ==, 4);

  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_SERIES, THREE, 2);
  g_assert_cmpuint (fixture->report.generation, ==, 1000002);
  assert_complete (fixture, 1, FALSE);
  assert_complete (fixture, 2, TRUE);
  g_assert_cmpint (count_rows (fixture, "changes"), ==, 4);
}

/* What was told before means nothing any more, whatever was written down of it. */
static void
check_lost (LineupCatalogueFixture *fixture, guint64 last)
{
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  guint64 first = 0;

  for (guint64 since = 0; since <= last; since++)
    assert_complete (fixture, since, FALSE);
  first = lineup_catalogue_get_generation (fixture->catalogue);
  g_assert_cmpuint (first, >, last);
  assert_complete (fixture, first, TRUE);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, THREE, 1);
  expected = g_strdup_printf (
      "%" G_GUINT64_FORMAT " added movies 1, %" G_GUINT64_FORMAT, first + 1, first + 1);
  assert_list (fixture, first, 10, expected);
}

static void
test_deleted (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
  unlink_files (fixture);
  check_lost (fixture, 3);
}

static void
test_cleared (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
  g_assert_true (lineup_catalogue_fixture_clear (fixture, NULL));
  check_lost (fixture, 3);
}

/* Killed between a commit and the note of it, and then the database is lost, twice. */
static void
test_deleted_unseen (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
  for (guint i = 0; i < 2; i++)
    {
      const guint64 last = lineup_catalogue_get_generation (fixture->catalogue);

      unlink_files (fixture);
      lineup_test_clock_advance (fixture->clock, G_TIME_SPAN_SECOND);
      lineup_catalogue_fixture_reopen (fixture, 1);
      lineup_catalogue_fixture_settle (fixture);
      assert_complete (fixture, last, FALSE);
      g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), >, last);
      lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
      g_assert_cmpuint (fixture->report.added, ==, 3);
    }
}

/* The clock may be wrong as well. */
static void
test_deleted_without_clock (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
  unlink_files (fixture);
  lineup_test_clock_set_real_time (fixture->clock, 2);
  lineup_catalogue_fixture_reopen (fixture, 3);
  lineup_catalogue_fixture_settle (fixture);
  check_lost (fixture, 3);
}

/* A power cut takes commits that were told of. */
static void
test_behind (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_SERIES, THREE);
  lineup_catalogue_fixture_reopen (fixture, 5);
  lineup_catalogue_fixture_settle (fixture);
  g_assert_cmpuint (lineup_catalogue_get_count (fixture->catalogue, LINEUP_LIST_SERIES), ==, 3);
  check_lost (fixture, 5);
}

/* What version 1 has gone through is not known. */
static void
test_migrated (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  LineupDatabase *database = lineup_database_open (
      lineup_catalogue_schema_get (), path, LINEUP_DATABASE_WRITER, NULL);

  g_assert_true (lineup_database_run (database, "version-1", LINEUP_SCHEMA_ANY_SET, NULL));
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_assert_true (lineup_database_run (database, "version-1-kind", (LineupKind)kind, NULL));
  lineup_database_close (database);
  run_sql (fixture,
           "PRAGMA user_version = 1; UPDATE meta SET value = 500 WHERE name = 'generation'");

  lineup_catalogue_fixture_reopen (fixture, 500);
  assert_complete (fixture, 499, FALSE);
  assert_list (fixture, 500, 10, "500");
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, THREE, 1);
  assert_list (fixture, 500, 10, "501 added movies 1, 501");
  assert_complete (fixture, 499, FALSE);
}

/* Which categories have another number of items: none, a few, or many. */
static void
test_categories (void)
{
  const LineupDummyItem fewer[] = { { 1, "One", "a", 100 }, { 2, "Two", "a,b", 300 } };
  const LineupDummyItem renamed[] = { { 1, "Uno", "a", 100 }, { 2, "Two", "a,b", 300 } };
  const LineupDummyItem other[] = { { 5, "Five", "a", 100 }, { 2, "Two", "a,b", 300 } };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree LineupDummyItem *many = g_new0 (LineupDummyItem, N_MANY_CATEGORIES);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, THREE);
  g_assert_cmpstr (fixture->changed_categories, ==, "a,b,uncategorized");
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, fewer);
  g_assert_cmpstr (fixture->changed_categories, ==, "uncategorized");
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, renamed);
  g_assert_cmpuint (fixture->n_changed, ==, 3);
  g_assert_null (fixture->changed_categories);
  /* One leaves, another one comes: there are as many as before. */
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, other);
  g_assert_cmpuint (fixture->n_changed, ==, 4);
  g_assert_null (fixture->changed_categories);

  for (guint i = 0; i < N_MANY_CATEGORIES; i++)
    {
      g_ptr_array_add (ids, g_strdup_printf ("%u", i));
      many[i] = (LineupDummyItem){ 1 + i, "Film", g_ptr_array_index (ids, i), 100 };
    }
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, many, N_MANY_CATEGORIES);
  g_assert_cmpstr (fixture->changed_categories, ==, "");

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_CHANNELS, fewer);
  g_assert_cmpstr (fixture->changed_categories, ==, "a,b");
  lineup_catalogue_fixture_clear (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->changed_categories, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/changes/list", test_list);
  g_test_add_func ("/catalogue/changes/list/categories", test_list_ends_with_categories);
  g_test_add_func ("/catalogue/changes/thirty-days", test_thirty_days);
  g_test_add_func ("/catalogue/changes/million", test_million);
  g_test_add_func ("/catalogue/changes/deleted", test_deleted);
  g_test_add_func ("/catalogue/changes/deleted/unseen", test_deleted_unseen);
  g_test_add_func ("/catalogue/changes/deleted/without-clock", test_deleted_without_clock);
  g_test_add_func ("/catalogue/changes/cleared", test_cleared);
  g_test_add_func ("/catalogue/changes/behind", test_behind);
  g_test_add_func ("/catalogue/changes/migrated", test_migrated);
  g_test_add_func ("/catalogue/changes/categories", test_categories);

  return g_test_run ();
}
