/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-file.h"
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* What a search finds when its index is not there: after a first load, after a crash, in a
 * catalogue of an older daemon, and where it is damaged. Rows, history and generation stay as they
 * are, and the panel is asked for nothing. */

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

/* Movies: more than are indexed along with a first load, and so few that they are. */
#define N_MANY 12000
#define N_FEW  20

/* Times that the daemon is killed, and microseconds that it has more of each time. */
#define N_KILLS   8
#define KILL_STEP (12 * G_TIME_SPAN_MILLISECOND)

/* Path of a catalogue of version 1 as SQL; see there which film this is. */
#define OLD_CATALOGUE "LINEUP_TEST_OLD_CATALOGUE"
#define OLD_MOVIE     "9002 "

/* Milliseconds to wait for whoever else has the file. */
#define PATIENCE 10000

static void
give_movies (LineupDaemonFixture *fixture, guint n_movies)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 1; i <= n_movies; i++)
    g_string_append_printf (
        json, "%s{\"stream_id\":%u,\"name\":\"Film %u of many\"}", i > 1 ? "," : "", i, i);
  g_string_append_c (json, ']');
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", json->str);
}

static char *
get_database (LineupDaemonFixture *fixture)
{
  return lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.db");
}

static void
execute (LineupDaemonFixture *fixture, const char *sql)
{
  g_autofree char *path = get_database (fixture);
  sqlite3 *connection = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  sqlite3_busy_timeout (connection, PATIENCE);
  if (sqlite3_exec (connection, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_close (connection);
}

/* What is not to change */

typedef struct
{
  guint64 generation;
  char *names;   /* (owned) */
  char *changes; /* (owned) */
} State;

static char *
list_changes (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "ListChanges", g_variant_new ("(tu)", 0, 1000));

  return g_variant_print (reply, FALSE);
}

static guint64
get_generation (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "Generation");

  return g_variant_get_uint64 (value);
}

static void
state_take (State *self, LineupDaemonFixture *fixture)
{
  self->generation = get_generation (fixture);
  self->names = lineup_client_get_names (fixture, "home", "movies");
  self->changes = list_changes (fixture);
  lineup_request_log_clear (fixture->requests);
}

static void
state_assert (const State *self, LineupDaemonFixture *fixture)
{
  g_autofree char *names = lineup_client_get_names (fixture, "home", "movies");
  g_autofree char *changes = list_changes (fixture);
  g_autofree char *requests = lineup_request_log_get_actions (fixture->requests);
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *broken = lineup_test_files_find (cache, "home.db.broken-");

  g_assert_cmpuint (get_generation (fixture), ==, self->generation);
  g_assert_cmpstr (names, ==, self->names);
  g_assert_cmpstr (changes, ==, self->changes);
  g_assert_cmpstr (requests, ==, "");
  g_assert_null (broken);
}

static void
state_clear (State *self)
{
  g_free (self->names);
  g_free (self->changes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

/* Searching */

/* The ids that are found, each with a question mark where there may be better ones. */
static char *
search (LineupDaemonFixture *fixture, const char *text)
{
  g_autoptr (GVariant) options = g_variant_ref_sink (
      g_variant_new_parsed ("{'limit': <uint32 2>, 'fuzzy': <false>}"));
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "Search",
      g_variant_new ("(s@a{sv})", text, options));
  g_autoptr (GVariant) items = g_variant_get_child_value (reply, 0);
  GString *ids = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      gboolean is_incomplete = FALSE;
      gint64 id = 0;

      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      g_variant_lookup (item, "incomplete", "b", &is_incomplete);
      g_string_append_printf (ids, "%" G_GINT64_FORMAT "%s ", id, is_incomplete ? "?" : "");
    }
  return g_string_free (ids, FALSE);
}

static void
assert_finds (LineupDaemonFixture *fixture, const char *text, const char *expected)
{
  g_autofree char *ids = search (fixture, text);

  g_assert_cmpstr (ids, ==, expected);
}

typedef struct
{
  gboolean is_complete;
} Wanted;

static gboolean
says_so (const LineupSignal *signal, gpointer user_data)
{
  const Wanted *wanted = user_data;
  g_autoptr (GVariant) properties = NULL;
  gboolean is_complete = FALSE;

  if (!g_str_equal (signal->member, "PropertiesChanged"))
    return FALSE;
  properties = g_variant_get_child_value (signal->parameters, 1);
  return g_variant_lookup (properties, "SearchComplete", "b", &is_complete)
         && is_complete == wanted->is_complete;
}

static guint
wait_told (LineupDaemonFixture *fixture, guint first, gboolean is_complete)
{
  Wanted wanted = { is_complete };

  return lineup_daemon_fixture_wait (fixture, first, says_so, &wanted);
}

static void
check_file (LineupDaemonFixture *fixture)
{
  g_autofree char *path = get_database (fixture);

  lineup_daemon_fixture_stop (fixture);
  lineup_catalogue_file_check (path);
  lineup_daemon_fixture_start (fixture);
}

/* Tests */

static void
add (LineupDaemonFixture *fixture, guint n_movies)
{
  g_autofree char *status = NULL;

  give_movies (fixture, n_movies);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

/* Callers are told that a search may miss something before they are told what has come. */
static void
test_first_load (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint told = 0;
  guint changed = 0;

  add (fixture, N_MANY);
  told = wait_told (fixture, 0, FALSE);
  changed = lineup_daemon_fixture_wait_member (fixture, 0, PATH, "Changed");
  g_assert_cmpuint (told, <, changed);
  wait_told (fixture, told, TRUE);
  g_assert_true (lineup_client_is_search_complete (fixture, "home"));
  assert_finds (fixture, "film 77", "77 770 ");
  assert_finds (fixture, "many 7777", "7777 ");
  check_file (fixture);
}

static void
test_few (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture, N_FEW);
  g_assert_true (lineup_client_is_search_complete (fixture, "home"));
  assert_finds (fixture, "many 17", "17 ");
}

/* Whoever is killed meanwhile begins anew. */
static void
test_killed (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_database (fixture);
  g_autofree char *copy = lineup_daemon_fixture_get_path (fixture, "copy.db");
  g_auto (State) state = { 0 };

  give_movies (fixture, N_MANY);
  lineup_client_add_account (fixture, "home");
  lineup_client_start (fixture, "home", "{'steps': <['movies']>}");
  wait_told (fixture, 0, FALSE);
  for (guint i = 0; i < N_KILLS; i++)
    {
      /* Later each time: as a piece begins, within one, when all but the last are done. */
      g_assert_false (lineup_daemon_process_wait (fixture->process, i * KILL_STEP));
      lineup_daemon_fixture_kill (fixture);
      lineup_catalogue_file_copy (path, copy);
      lineup_catalogue_file_check (copy);
      lineup_daemon_fixture_start (fixture);
    }
  state_take (&state, fixture);
  lineup_client_wait_search_complete (fixture, "home");
  assert_finds (fixture, "many 7777", "7777 ");
  state_assert (&state, fixture);
  check_file (fixture);
}

/* A catalogue that an older daemon has left is served at once. */
static void
test_migrated (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_database (fixture);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *old = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (State) state = { 0 };

  g_file_get_contents (g_getenv (OLD_CATALOGUE), &old, NULL, &error);
  g_assert_no_error (error);
  lineup_client_add_account (fixture, "home");
  lineup_daemon_fixture_stop (fixture);
  lineup_test_files_remove (folder);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  execute (fixture, old);
  lineup_daemon_fixture_start (fixture);
  state_take (&state, fixture);
  g_assert_nonnull (strstr (state.names, "Le Fabuleux Été"));
  lineup_client_wait_search_complete (fixture, "home");
  assert_finds (fixture, "fabuleux", OLD_MOVIE);
  state_assert (&state, fixture);
  check_file (fixture);
}

/* Somebody who searches finds out. */
static void
test_damaged (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *damage = data;
  g_auto (State) state = { 0 };
  g_autofree char *first = NULL;

  add (fixture, N_FEW);
  state_take (&state, fixture);
  execute (fixture, damage);
  /* Names that begin so are found in any case. */
  first = search (fixture, "film 17 of");
  g_assert_true (g_str_equal (first, "17? ") || g_str_equal (first, "17 "));
  lineup_daemon_fixture_wait_logged (fixture, "The search index of movies is damaged");
  lineup_client_wait_search_complete (fixture, "home");
  assert_finds (fixture, "many 17", "17 ");
  state_assert (&state, fixture);
  check_file (fixture);
  state_assert (&state, fixture);
}

/* So does a sync, which is none the worse for it. */
static void
test_damaged_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;

  add (fixture, N_FEW);
  execute (fixture, "UPDATE movies_columns SET bytes = x'00'");
  give_movies (fixture, N_FEW + 1);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_daemon_fixture_wait_logged (fixture, "The search index of movies is damaged");
  lineup_client_wait_search_complete (fixture, "home");
  assert_finds (fixture, "many 21", "21 ");
  check_file (fixture);
}

static void
add_damaged (const char *path, const char *sql)
{
  g_test_add (path,
              LineupDaemonFixture,
              sql,
              lineup_daemon_fixture_set_up,
              test_damaged,
              lineup_daemon_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/search-index/first-load", test_first_load);
  lineup_daemon_test ("/search-index/few", test_few);
  lineup_daemon_test ("/search-index/killed", test_killed);
  lineup_daemon_test ("/search-index/migrated", test_migrated);
  add_damaged ("/search-index/damaged/leaves",
               "UPDATE movies_leaves SET postings = x'ffffffffffff'");
  add_damaged ("/search-index/damaged/empty-leaves", "UPDATE movies_leaves SET postings = x''");
  add_damaged ("/search-index/damaged/no-leaves", "DELETE FROM movies_leaves");
  add_damaged ("/search-index/damaged/columns", "UPDATE movies_columns SET bytes = x'00'");
  lineup_daemon_test ("/search-index/damaged/sync", test_damaged_sync);
  return g_test_run ();
}
