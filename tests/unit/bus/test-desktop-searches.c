/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-application-fixture.h"
#include "lineup-gate.h"
#include "lineup-names.h"
#include "lineup-player-launcher.h"
#include "lineup-runner-adaptor.h"
#include "lineup-search-provider-adaptor.h"
#include "lineup-test-bus.h"
#include "lineup-test-files.h"

#include <sqlite3.h>
#include <string.h>

/* Desktops ask at every key. What is counted here is what their searches ask of the catalogue,
 * which answers while the gate is open. */

/* Texts of what only a search asks, once for each kind. */
#define SQL_OF_A_SEARCH "SELECT segment, state, leaves FROM"
#define WHOLE_SEARCH    LINEUP_N_KINDS

/* In the name of the movie that is there. */
#define TEXT "server"

static GMutex gate_mutex;
static GCond gate_cond;
static gboolean gate_is_closed = FALSE;
static guint n_asked = 0;

/* SQLite tells of a statement before it runs, on the thread that runs it. */
static int
on_statement (unsigned int type, void *user_data, void *statement, void *text)
{
  if (strstr (sqlite3_sql (statement), SQL_OF_A_SEARCH) == NULL)
    return SQLITE_OK;
  g_mutex_lock (&gate_mutex);
  n_asked++;
  while (gate_is_closed)
    g_cond_wait (&gate_cond, &gate_mutex);
  g_mutex_unlock (&gate_mutex);
  return SQLITE_OK;
}

static int
watch_connection (sqlite3 *connection, const char **message, const void *api)
{
  return sqlite3_trace_v2 (connection, SQLITE_TRACE_STMT, on_statement, NULL);
}

static void
set_gate (gboolean is_closed)
{
  g_mutex_lock (&gate_mutex);
  gate_is_closed = is_closed;
  g_cond_broadcast (&gate_cond);
  g_mutex_unlock (&gate_mutex);
}

static guint
count_asked (void)
{
  guint n = 0;

  g_mutex_lock (&gate_mutex);
  n = n_asked;
  g_mutex_unlock (&gate_mutex);
  return n;
}

static gboolean
have_asked (gpointer user_data)
{
  return count_asked () >= GPOINTER_TO_UINT (user_data);
}

typedef struct
{
  LineupApplicationFixture *application; /* (owned) */
  LineupTestBus *bus;                    /* (owned) */
  GDBusConnection *daemon;               /* (owned) */
  GDBusConnection *shell;                /* (owned) */
  LineupDesktopSearch *search;           /* (owned) */
  LineupDesktopSearchProvider *provider; /* (owned) */
  LineupDesktopRunner *runner;           /* (owned) */
  char *folder;                          /* (owned) */
} Fixture;

static void export(Fixture *fixture, gpointer interface, const char *path)
{
  g_autoptr (LineupCallers) callers = lineup_callers_new (fixture->application->clock);
  g_autoptr (GError) error = NULL;

  lineup_gate_open (interface, callers);
  g_dbus_interface_skeleton_export (interface, fixture->daemon, path, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupLauncher) launcher = NULL;
  g_autoptr (LineupPreferences) preferences = lineup_preferences_new ("/nonexistent/preferences");
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lineup-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->application = lineup_application_fixture_new (fixture->folder);
  lineup_application_fixture_start (fixture->application);
  lineup_application_fixture_add (fixture->application);
  lineup_application_fixture_import (fixture->application);

  fixture->bus = lineup_test_bus_new (fixture->folder);
  fixture->daemon = lineup_test_bus_connect (fixture->bus);
  fixture->shell = lineup_test_bus_connect (fixture->bus);
  launcher = lineup_player_launcher_new (fixture->daemon);
  fixture->search = lineup_desktop_search_new (
      lineup_application_get_roster (fixture->application->application),
      preferences,
      launcher,
      fixture->application->clock);
  fixture->provider = lineup_search_provider_adaptor_new (fixture->search);
  fixture->runner = lineup_runner_adaptor_new (fixture->search);
  export(fixture, fixture->provider, LINEUP_SEARCH_PROVIDER_PATH);
  export(fixture, fixture->runner, LINEUP_RUNNER_PATH);
  n_asked = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (fixture->provider));
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (fixture->runner));
  g_object_unref (fixture->provider);
  g_object_unref (fixture->runner);
  lineup_await_finalize (fixture->search);
  g_object_unref (fixture->shell);
  g_object_unref (fixture->daemon);
  g_object_unref (fixture->bus);
  lineup_application_fixture_free (fixture->application);
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
}

/* How a desktop asks, and goes on asking. */
typedef struct
{
  const char *path;
  const char *interface;
  const char *first;
  const char *next;
} Desktop;

static const Desktop gnome_shell = {
  LINEUP_SEARCH_PROVIDER_PATH,
  "org.gnome.Shell.SearchProvider2",
  "GetInitialResultSet",
  "GetSubsearchResultSet",
};
static const Desktop krunner = { LINEUP_RUNNER_PATH, "org.kde.krunner1", "Match", "Match" };

static GVariant *
make_arguments (const char *method)
{
  const char *const terms[] = { TEXT, NULL };

  if (g_str_equal (method, "Config") || g_str_equal (method, "Teardown"))
    return NULL;
  if (g_str_equal (method, "Match"))
    return g_variant_new ("(s)", TEXT);
  if (g_str_equal (method, "GetInitialResultSet"))
    return g_variant_new ("(^as)", terms);
  return g_variant_new ("(as^as)", NULL, terms);
}

/* As the desktop that has a connection of its own. */
static void
call (Fixture *fixture,
      GDBusConnection *shell,
      const Desktop *desktop,
      const char *method,
      LineupAwait **await)
{
  *await = NULL;
  g_dbus_connection_call (shell,
                          g_dbus_connection_get_unique_name (fixture->daemon),
                          desktop->path,
                          desktop->interface,
                          method,
                          make_arguments (method),
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          lineup_await_callback,
                          await);
}

/* How many items it was answered. */
static gsize
count_found (GDBusConnection *shell, LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (shell, result, &error);
  g_autoptr (GVariant) items = NULL;

  g_assert_no_error (error);
  items = g_variant_get_child_value (reply, 0);
  return g_variant_n_children (items);
}

/* What was called before has been received then: a bus keeps the order. */
static void
await_received (Fixture *fixture, GDBusConnection *shell)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) reply = NULL;

  call (fixture, shell, &krunner, "Config", &await);
  result = lineup_await (&await);
  reply = g_dbus_connection_call_finish (shell, result, NULL);
  g_assert_nonnull (reply);
}

/* A search is at work when others come. It runs to the next look at whether it is still wanted, and
 * what has not begun never does. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  const Desktop *desktop = data;
  LineupAwait *searches[4];

  set_gate (TRUE);
  call (fixture, fixture->shell, desktop, desktop->first, &searches[0]);
  lineup_await_until (have_asked, GUINT_TO_POINTER (1));
  for (gsize i = 1; i < G_N_ELEMENTS (searches); i++)
    call (fixture, fixture->shell, desktop, desktop->next, &searches[i]);
  await_received (fixture, fixture->shell);

  /* Searches that were overtaken have not had their turn, and are answered already. */
  g_assert_cmpuint (count_found (fixture->shell, &searches[1]), ==, 0);
  g_assert_cmpuint (count_found (fixture->shell, &searches[2]), ==, 0);
  set_gate (FALSE);
  g_assert_cmpuint (count_found (fixture->shell, &searches[0]), ==, 0);
  g_assert_cmpuint (count_found (fixture->shell, &searches[3]), ==, 1);
  g_assert_cmpuint (count_asked (), ==, 1 + WHOLE_SEARCH);
}

/* What somebody else types is another matter. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) other = lineup_test_bus_connect (fixture->bus);
  LineupAwait *search = NULL;
  LineupAwait *other_search = NULL;

  set_gate (TRUE);
  call (fixture, fixture->shell, &krunner, krunner.first, &search);
  call (fixture, other, &gnome_shell, gnome_shell.first, &other_search);
  lineup_await_until (have_asked, GUINT_TO_POINTER (2));
  set_gate (FALSE);
  g_assert_cmpuint (count_found (fixture->shell, &search), ==, 1);
  g_assert_cmpuint (count_found (other, &other_search), ==, 1);
  g_assert_cmpuint (count_asked (), ==, 2 * WHOLE_SEARCH);
}

/* KRunner says when all that was typed is gone. */
static void
test_teardown (Fixture *fixture, gconstpointer data)
{
  LineupAwait *search = NULL;
  LineupAwait *teardown = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) reply = NULL;

  set_gate (TRUE);
  call (fixture, fixture->shell, &krunner, krunner.first, &search);
  lineup_await_until (have_asked, GUINT_TO_POINTER (1));
  call (fixture, fixture->shell, &krunner, "Teardown", &teardown);
  result = lineup_await (&teardown);
  reply = g_dbus_connection_call_finish (fixture->shell, result, NULL);
  g_assert_nonnull (reply);
  set_gate (FALSE);
  g_assert_cmpuint (count_found (fixture->shell, &search), ==, 0);
  g_assert_cmpuint (count_asked (), ==, 1);
}

#define ADD(path, data, test)                                                                      \
  g_test_add ("/bus/desktop-searches/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  sqlite3_auto_extension ((void (*) (void))watch_connection);

  ADD ("replaced/gnome-shell", &gnome_shell, test_replaced);
  ADD ("replaced/krunner", &krunner, test_replaced);
  ADD ("others", NULL, test_others);
  ADD ("teardown", NULL, test_teardown);

  return g_test_run ();
}
