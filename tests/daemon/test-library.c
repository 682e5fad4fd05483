/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#include <gio/gunixfdlist.h>

#define LIBRARY_INTERFACE LINEUP_BUS_NAME ".Library"

#define NOT_FOUND LINEUP_ERROR_NAME_PREFIX "NotFound"

/* Movies and series of the panel have their ids from 1. */
static void
begin (LineupDaemonFixture *fixture)
{
  g_autofree char *status = NULL;

  lineup_client_give_catalogue (fixture, 6, 6, 3, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

/* Calls with arguments in GVariant's text format. */
static void
say (LineupDaemonFixture *fixture, const char *method, const char *text, const char *error_name)
{
  g_autoptr (GError) error = NULL;
  GVariant *arguments = g_variant_parse (NULL, text, NULL, NULL, &error);

  g_assert_no_error (error);
  lineup_client_assert_call (fixture, "home", LIBRARY_INTERFACE, method, arguments, error_name);
}

static gint64
get_id (LineupDaemonFixture *fixture, const char *kind, guint place)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, "home", kind, "{'all': <true>}");
  gint64 id = 0;

  g_assert_cmpuint (items->len, >, place);
  g_assert_true (g_variant_lookup (items->pdata[place], "id", "x", &id));
  return id;
}

static void
say_of (LineupDaemonFixture *fixture,
        const char *method,
        const char *kind,
        gint64 id,
        const char *rest,
        const char *error_name)
{
  g_autofree char *text = g_strdup_printf (
      "('%s', int64 %" G_GINT64_FORMAT ", %s, @a{sv} {})", kind, id, rest);

  say (fixture, method, text, error_name);
}

static GVariant *
list (LineupDaemonFixture *fixture, const char *method, const char *options)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autofree char *text = g_strdup_printf ("(%s,)", options != NULL ? options : "@a{sv} {}");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, path, LIBRARY_INTERFACE, method, g_variant_new_parsed (text, NULL));

  return g_variant_get_child_value (reply, 0);
}

/* Ids of a list, with blanks between; of episodes those of the episode behind a stroke. */
static void
assert_list (LineupDaemonFixture *fixture,
             const char *method,
             const char *options,
             const char *expected)
{
  g_autoptr (GVariant) items = list (fixture, method, options);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      g_autoptr (GVariant) episode = g_variant_lookup_value (
          item, "episode", G_VARIANT_TYPE_VARDICT);
      const char *kind = NULL;
      gint64 id = 0;

      g_assert_true (g_variant_lookup (item, "kind", "&s", &kind));
      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      g_string_append_printf (ids, "%s%c%" G_GINT64_FORMAT, i > 0 ? " " : "", kind[0], id);
      if (episode != NULL)
        {
          g_assert_true (g_variant_lookup (episode, "id", "x", &id));
          g_string_append_printf (ids, "/%" G_GINT64_FORMAT, id);
        }
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

/* What is said is there after a restart, and after the catalogue was dropped. */
static void
test_favourites (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *forward = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *status = NULL;
  gint64 first = 0;
  gint64 second = 0;
  guint signal = 0;

  begin (fixture);
  first = get_id (fixture, "movies", 0);
  second = get_id (fixture, "movies", 1);
  signal = lineup_signal_log_get_length (fixture->signals);
  say_of (fixture, "SetFavourite", "movies", first, "true", NULL);
  say_of (fixture, "SetFavourite", "movies", second, "true", NULL);
  lineup_daemon_fixture_wait_member (fixture, signal, NULL, "LibraryChanged");
  forward = g_strdup_printf ("m%" G_GINT64_FORMAT " m%" G_GINT64_FORMAT, first, second);
  moved = g_strdup_printf ("m%" G_GINT64_FORMAT " m%" G_GINT64_FORMAT, second, first);
  assert_list (fixture, "ListFavourites", NULL, forward);
  say_of (fixture, "MoveFavourite", "movies", first, "uint32 7", NULL);
  assert_list (fixture, "ListFavourites", NULL, moved);
  assert_list (fixture, "ListFavourites", "{'kinds': <['channels', 'episodes']>}", "");
  lineup_daemon_fixture_restart (fixture);
  assert_list (fixture, "ListFavourites", NULL, moved);

  lineup_client_assert_call (fixture, "home", LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, NULL);
  assert_list (fixture, "ListFavourites", NULL, "");
  assert_list (fixture, "ListFavourites", "{'gone': <true>}", moved);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  assert_list (fixture, "ListFavourites", NULL, moved);
  say_of (fixture, "SetFavourite", "movies", second, "false", NULL);
  say (fixture, "Forget", "('movies', int64 987654, @a{sv} {})", NULL);
}

static void
test_bad_arguments (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "('movies', int64 1, uint64 18446744073709551615, uint64 0, @a{sv} {})",
    "('movies', int64 1, uint64 60, uint64 18446744073709551615, @a{sv} {})",
    "('series', int64 1, uint64 60, uint64 600, @a{sv} {})",
    "('films', int64 1, uint64 60, uint64 600, @a{sv} {})",
    "('channels', int64 1, uint64 60, uint64 600, {'programme': <'x'>})",
  };

  begin (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    say (fixture, "SetResume", bad[i], LINEUP_INVALID_ARGS);
  say_of (fixture, "SetFavourite", "films", 1, "true", LINEUP_INVALID_ARGS);
  say_of (fixture, "SetFavourite", "movies", -1, "true", NOT_FOUND);
  say_of (fixture, "MoveFavourite", "movies", 1, "uint32 0", NOT_FOUND);
  say (fixture, "SetCategoryHidden", "('episodes', '1', true, @a{sv} {})", LINEUP_INVALID_ARGS);
  say (fixture, "SetCategoryHidden", "('movies', 'none', true, @a{sv} {})", NOT_FOUND);
  say (fixture, "ListFavourites", "({'limit': <uint32 0>},)", LINEUP_INVALID_ARGS);
  say (fixture, "ListContinue", "({'kinds': <@as []>},)", LINEUP_INVALID_ARGS);
  assert_list (fixture, "ListHistory", NULL, "");
}

/* What was begun is gone on with, what was seen is history. */
static void
test_continue (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *both = NULL;
  g_autofree char *one = NULL;
  gint64 first = 0;
  gint64 second = 0;

  begin (fixture);
  first = get_id (fixture, "movies", 0);
  second = get_id (fixture, "movies", 1);
  one = g_strdup_printf ("m%" G_GINT64_FORMAT, first);
  say_of (fixture, "SetResume", "movies", first, "uint64 600, uint64 6000", NULL);
  say_of (fixture, "SetResume", "movies", second, "uint64 5990, uint64 6000", NULL);
  say_of (fixture, "SetResume", "movies", first, "uint64 700, uint64 6000", NULL);
  assert_list (fixture, "ListContinue", NULL, one);
  {
    g_autoptr (GVariant) items = list (fixture, "ListContinue", NULL);
    g_autoptr (GVariant) item = g_variant_get_child_value (items, 0);
    guint64 resume = 0;
    guint64 length = 0;
    guint64 when = 0;

    g_assert_true (g_variant_lookup (item, "resume", "t", &resume));
    g_assert_true (g_variant_lookup (item, "length", "t", &length));
    g_assert_true (g_variant_lookup (item, "when", "t", &when));
    g_assert_cmpuint (resume, ==, 700);
    g_assert_cmpuint (length, ==, 6000);
    g_assert_cmpuint (when, >, 0);
  }
  {
    g_autofree char *path = lineup_client_path ("home");
    g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
        fixture,
        path,
        LINEUP_CATALOG_INTERFACE,
        "GetStream",
        lineup_client_make_item_call ("movies", first, NULL));
    g_autoptr (GVariant) stream = g_variant_get_child_value (reply, 0);
    guint64 resume = 0;

    g_assert_true (g_variant_lookup (stream, "resume", "t", &resume));
    g_assert_cmpuint (resume, ==, 700);
  }
  both = g_strdup_printf ("m%" G_GINT64_FORMAT " m%" G_GINT64_FORMAT, first, second);
  assert_list (fixture, "ListHistory", NULL, both);
  say_of (fixture, "SetWatched", "movies", first, "true", NULL);
  assert_list (fixture, "ListContinue", NULL, "");
  say (fixture, "Forget", "('movies', int64 1, @a{sv} {})", NULL);
}

static guint
count_items (LineupDaemonFixture *fixture, const char *filter)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autofree char *text = g_strdup_printf ("('movies', %s)", filter);
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, path, LINEUP_CATALOG_INTERFACE, "CountItems", g_variant_new_parsed (text, NULL));
  guint count = 0;

  g_variant_get (reply, "(ut)", &count, NULL);
  return count;
}

/* What is hidden is nowhere, unless it is asked for. */
static void
test_hidden (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *category = NULL;
  g_autofree char *text = NULL;
  guint n_inside = 0;

  begin (fixture);
  say_of (fixture, "SetHidden", "movies", get_id (fixture, "movies", 0), "true", NULL);
  g_assert_cmpuint (count_items (fixture, "@a{sv} {}"), ==, 5);
  g_assert_cmpuint (count_items (fixture, "{'hidden': <true>}"), ==, 1);
  g_assert_cmpuint (count_items (fixture, "{'all': <true>}"), ==, 6);
  g_assert_cmpuint (count_items (fixture, "{'favourite': <true>}"), ==, 0);
  g_assert_cmpuint (count_items (fixture, "{'watched': <false>}"), ==, 5);
  lineup_daemon_fixture_restart (fixture);
  g_assert_cmpuint (count_items (fixture, "@a{sv} {}"), ==, 5);
  say_of (fixture, "SetHidden", "movies", get_id (fixture, "movies", 0), "false", NULL);
  g_assert_cmpuint (count_items (fixture, "@a{sv} {}"), ==, 6);
  {
    g_autoptr (GVariant) categories = lineup_client_list_categories (fixture, "home", "movies");

    for (gsize i = 0; n_inside == 0 && i < g_variant_n_children (categories); i++)
      {
        g_autoptr (GVariant) one = g_variant_get_child_value (categories, i);

        g_free (g_steal_pointer (&category));
        g_assert_true (g_variant_lookup (one, "id", "s", &category));
        g_assert_true (g_variant_lookup (one, "items", "u", &n_inside));
      }
  }
  g_assert_cmpuint (n_inside, >, 0);
  text = g_strdup_printf ("('movies', '%s', true, @a{sv} {})", category);
  say (fixture, "SetCategoryHidden", text, NULL);
  g_assert_cmpuint (count_items (fixture, "@a{sv} {}"), <, 6);
  g_assert_cmpuint (count_items (fixture, "{'all': <true>}"), ==, 6);
}

/* A property that is set is on the disk, and what it says is told before the reply. */
static void
test_new_categories (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = lineup_client_path ("home");

  begin (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
          fixture,
          path,
          "org.freedesktop.DBus.Properties",
          "Set",
          g_variant_new (
              "(ssv)", LIBRARY_INTERFACE, "HideNewCategories", g_variant_new_boolean (i == 0)));
      g_autoptr (GVariant) value = NULL;

      lineup_daemon_fixture_restart (fixture);
      value = lineup_daemon_fixture_get (fixture, path, LIBRARY_INTERFACE, "HideNewCategories");
      g_assert_cmpint (g_variant_get_boolean (value), ==, i == 0);
    }
}

static GVariant *
call_with_files (LineupDaemonFixture *fixture,
                 const char *method,
                 GVariant *arguments,
                 GUnixFDList *files,
                 GUnixFDList **replied)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_with_unix_fd_list_sync (fixture->connection,
                                                                   LINEUP_BUS_NAME,
                                                                   path,
                                                                   LIBRARY_INTERFACE,
                                                                   method,
                                                                   arguments,
                                                                   NULL,
                                                                   G_DBUS_CALL_FLAGS_NONE,
                                                                   -1,
                                                                   files,
                                                                   replied,
                                                                   NULL,
                                                                   &error);

  g_assert_no_error (error);
  return reply;
}

/* What is exported brings back what was forgotten. */
static void
test_export (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *one = NULL;
  g_autoptr (GUnixFDList) files = NULL;
  g_autoptr (GVariant) exported = NULL;
  g_autoptr (GVariant) imported = NULL;
  gint64 id = 0;
  guint taken = 0;

  begin (fixture);
  id = get_id (fixture, "movies", 2);
  one = g_strdup_printf ("m%" G_GINT64_FORMAT, id);
  say_of (fixture, "SetFavourite", "movies", id, "true", NULL);
  exported = call_with_files (
      fixture, "Export", g_variant_new_parsed ("(@a{sv} {},)"), NULL, &files);
  g_assert_cmpint (g_unix_fd_list_get_length (files), ==, 1);
  {
    g_autofree char *text = g_strdup_printf ("('movies', int64 %" G_GINT64_FORMAT ", @a{sv} {})",
                                             id);

    say (fixture, "Forget", text, NULL);
  }
  assert_list (fixture, "ListFavourites", NULL, "");
  imported = call_with_files (
      fixture, "Import", g_variant_new_parsed ("(handle 0, @a{sv} {})"), files, NULL);
  g_variant_get (imported, "(u)", &taken);
  g_assert_cmpuint (taken, ==, 1);
  /* Where it is, is found out a moment later. */
  assert_list (fixture, "ListFavourites", "{'gone': <true>}", one);
  lineup_daemon_fixture_restart (fixture);
  assert_list (fixture, "ListFavourites", "{'gone': <true>}", one);
}

/* What a person said goes with the account, and nothing was written for one who said nothing. */
static void
test_removal (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "data/lineupd");
  g_autofree char *path = g_build_filename (folder, "home.library.db", NULL);

  begin (fixture);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  say_of (fixture, "SetHidden", "movies", get_id (fixture, "movies", 0), "true", NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  lineup_client_remove (fixture, "home", NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  lineup_daemon_test ("/daemon/library/favourites", test_favourites);
  lineup_daemon_test ("/daemon/library/bad-arguments", test_bad_arguments);
  lineup_daemon_test ("/daemon/library/continue", test_continue);
  lineup_daemon_test ("/daemon/library/hidden", test_hidden);
  lineup_daemon_test ("/daemon/library/new-categories", test_new_categories);
  lineup_daemon_test ("/daemon/library/export", test_export);
  lineup_daemon_test ("/daemon/library/removal", test_removal);
  return g_test_run ();
}
