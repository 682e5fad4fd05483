/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-faulty-disk.h"
#include "lineup-guide-client.h"

#include <fcntl.h>
#include <glib/gstdio.h>

/* Once the daemon has its name, its main thread touches no file: whoever calls it waits for the
 * call before, and a disk may take its time. Everything that the bus offers is walked through, and
 * what a person does to the accounts' files, while each call of the main thread to the C library
 * that is about a file below the daemon's home is written down. */

#define PATH     LINEUP_ACCOUNT_PATH_PREFIX "home"
#define PROVIDER "org.gnome.Shell.SearchProvider2"
#define RUNNER   "org.kde.krunner1"
#define LIBRARY  LINEUP_BUS_NAME ".Library"

/* Whatever is on the bus of everybody. */
#define COMMON "org.freedesktop."

/* Movie 1 as the searches of desktops know it. */
#define RESULT "home/movies/1"

typedef struct
{
  const char *path;
  const char *interface;
  const char *method;
  const char *parameters;
  gboolean may_fail; /* there is no player */
} Call;

/* Of an account that has a catalogue, and a guide. */
static const Call calls[] = {
  { PATH, LINEUP_CATALOG_INTERFACE, "ListCategories", "('movies',)", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "ListItems", "('movies', @a{sv} {}, '', uint32 2)", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "Search", "('m', @a{sv} {})", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "GetItem", "('movies', int64 1)", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "GetDetails", "('movies', int64 1, @a{sv} {})", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "GetDetails", "('movies', int64 1, @a{sv} {})", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "ListChanges", "(uint64 1, uint32 9)", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "OpenSnapshot", "('movies',)", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "OpenIndex", "('movies', @a{sv} {})", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "GetItems", "('movies', [int64 1], @a{sv} {})", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "CountItems", "('movies', @a{sv} {})", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "GetStreamUrl", "('movies', int64 1, @a{sv} {})", FALSE },
  { PATH, LINEUP_CATALOG_INTERFACE, "GetStream", "('channels', int64 1, @a{sv} {})", FALSE },
  { PATH, LINEUP_ACCOUNT_INTERFACE, "Inhibit", "('player', 'plays')", FALSE },
  { PATH, LINEUP_ACCOUNT_INTERFACE, "Uninhibit", "(uint32 1,)", FALSE },
  { PATH, LIBRARY, "SetFavourite", "('movies', int64 1, true, @a{sv} {})", FALSE },
  { PATH, LIBRARY, "SetFavourite", "('channels', int64 1, true, @a{sv} {})", FALSE },
  { PATH, LIBRARY, "MoveFavourite", "('channels', int64 1, uint32 0, @a{sv} {})", FALSE },
  { PATH, LIBRARY, "SetHidden", "('movies', int64 1, true, @a{sv} {})", FALSE },
  { PATH, LIBRARY, "SetWatched", "('movies', int64 1, true, @a{sv} {})", FALSE },
  { PATH, LIBRARY, "SetResume", "('movies', int64 1, uint64 60, uint64 600, @a{sv} {})", FALSE },
  { PATH, LIBRARY, "SetCategoryHidden", "('movies', 'none', true, @a{sv} {})", TRUE },
  { PATH, LIBRARY, "ListFavourites", "(@a{sv} {},)", FALSE },
  { PATH, LIBRARY, "ListContinue", "(@a{sv} {},)", FALSE },
  { PATH, LIBRARY, "ListHistory", "(@a{sv} {},)", FALSE },
  { PATH, LIBRARY, "Export", "(@a{sv} {},)", FALSE },
  { PATH, LIBRARY, "Forget", "('movies', int64 1, @a{sv} {})", FALSE },
  { PATH, LINEUP_GUIDE_INTERFACE, "ListNow", "([int64 1], {'fields': <['description']>})", FALSE },
  { PATH, LINEUP_GUIDE_INTERFACE, "ListNow", "(@ax [], @a{sv} {})", FALSE },
  { PATH,
    LINEUP_GUIDE_INTERFACE,
    "ListProgrammes",
    "([int64 1], uint64 1, uint64 4000000000, @a{sv} {})",
    FALSE },
  { PATH, LINEUP_GUIDE_INTERFACE, "SearchProgrammes", "('n', @a{sv} {})", FALSE },
  { PATH, LINEUP_GUIDE_INTERFACE, "ListGuideChanges", "(uint64 0, uint32 9)", FALSE },
  { PATH, LINEUP_GUIDE_INTERFACE, "SuggestMatches", "(int64 1, @a{sv} {})", FALSE },
  { PATH,
    LINEUP_GUIDE_INTERFACE,
    "SetMatches",
    "([(int64 1, {'source': <'panel'>, 'guide-channel': <'one'>})], @a{sv} {})",
    FALSE },
  { PATH, LINEUP_GUIDE_INTERFACE, "ListMatches", "(@a{sv} {}, '', uint32 9)", FALSE },
  { PATH, LINEUP_GUIDE_INTERFACE, "ListSources", "(@a{sv} {},)", FALSE },
  { PATH,
    LINEUP_GUIDE_INTERFACE,
    "AddSource",
    "({'url': <'http://epg.example/x'>, 'enabled': <false>},)",
    FALSE },
  { PATH, LINEUP_GUIDE_INTERFACE, "UpdateSource", "('guide-1', {'name': <'Ours'>})", FALSE },
  { PATH, LINEUP_GUIDE_INTERFACE, "RemoveSource", "('guide-1',)", FALSE },
  { LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "SearchProgrammes", "('n', @a{sv} {})", FALSE },
  { LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "Search", "('movie', @a{sv} {})", FALSE },
  { LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "ListContinue", "(@a{sv} {},)", FALSE },
  { LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "ListFavourites", "(@a{sv} {},)", FALSE },
  { LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "ListHistory", "(@a{sv} {},)", FALSE },
  { LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "ListNew", "(@a{sv} {},)", FALSE },
  { LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "ListNow", "(@a{sv} {},)", FALSE },
  { PATH,
    LINEUP_CATALOG_INTERFACE,
    "ListItems",
    "('channels', {'fields': <['now']>}, '', uint32 2)",
    FALSE },
  { LINEUP_SEARCH_PROVIDER_PATH, PROVIDER, "GetInitialResultSet", "(['movie'],)", FALSE },
  { LINEUP_SEARCH_PROVIDER_PATH, PROVIDER, "GetInitialResultSet", "(['news'],)", FALSE },
  { LINEUP_SEARCH_PROVIDER_PATH,
    PROVIDER,
    "GetSubsearchResultSet",
    "(['" RESULT "'], ['movie'])",
    FALSE },
  { LINEUP_SEARCH_PROVIDER_PATH, PROVIDER, "GetResultMetas", "(['" RESULT "'],)", FALSE },
  { LINEUP_SEARCH_PROVIDER_PATH,
    PROVIDER,
    "ActivateResult",
    "('" RESULT "', ['movie'], uint32 0)",
    TRUE },
  { LINEUP_SEARCH_PROVIDER_PATH, PROVIDER, "LaunchSearch", "(['movie'], uint32 0)", TRUE },
  { LINEUP_RUNNER_PATH, RUNNER, "Config", NULL, FALSE },
  { LINEUP_RUNNER_PATH, RUNNER, "Actions", NULL, FALSE },
  { LINEUP_RUNNER_PATH, RUNNER, "Match", "('movie',)", FALSE },
  { LINEUP_RUNNER_PATH, RUNNER, "Match", "('news',)", FALSE },
  { LINEUP_RUNNER_PATH, RUNNER, "SetActivationToken", "('token',)", FALSE },
  { LINEUP_RUNNER_PATH, RUNNER, "Run", "('" RESULT "', '')", TRUE },
  { LINEUP_RUNNER_PATH, RUNNER, "Teardown", NULL, FALSE },
};

/* All that can be set of an account. */
static const struct
{
  const char *name;
  const char *value;
} settings[] = {
  { "Enabled", "true" },        { "AutoSync", "true" },     { "SyncInterval", "uint32 7200" },
  { "UnmeteredOnly", "false" }, { "Notify", "false" },      { "Guide", "true" },
  { "LiveFormat", "'m3u8'" },   { "Encoding", "'koi8-r'" },
};

static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *value = text != NULL ? g_variant_parse (NULL, text, NULL, NULL, &error) : NULL;

  g_assert_no_error (error);
  return value;
}

static void
assert_nothing_seen (LineupFaultyDisk *disk, const char *what)
{
  const char *seen = lineup_faulty_disk_get_seen (disk);

  if (*seen != '\0')
    g_error ("%s: the main thread has touched files:\n%s", what, seen);
}

/* What was called, to find out what was forgotten. */
static void
note (GHashTable *walked, const char *interface, const char *member)
{
  g_hash_table_add (walked, g_strconcat (interface, ".", member, NULL));
}

static void
make_call (LineupDaemonFixture *fixture, GHashTable *walked, const Call *call)
{
  g_autoptr (GVariant) parameters = parse (call->parameters);
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GVariant) reply = lineup_daemon_fixture_call (
      fixture, call->path, call->interface, call->method, parameters, &error);

  if (!call->may_fail)
    g_assert_no_error (error);
  note (walked, call->interface, call->method);
}

static void
sync_home (LineupDaemonFixture *fixture, GHashTable *walked)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", "{'force': <true>}");

  g_assert_cmpstr (status, ==, "completed");
  note (walked, LINEUP_ACCOUNT_INTERFACE, "StartSync");
}

/* What somebody has as a file of what was said. */
static void
import_file (LineupDaemonFixture *fixture, GHashTable *walked)
{
  g_autofree char *path = g_build_filename (fixture->directory, "library.jsonl", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *account = lineup_client_path ("home");
  g_autoptr (GVariant) reply = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "{\"lineup-library\":1}\n"
                                      "{\"kind\":\"movies\",\"id\":1,\"name\":\"Movie\","
                                      "\"favourite\":true,\"favourite-when\":1}\n",
                                      -1,
                                      &error));
  reply = lineup_client_call_with_file (
      fixture, account, LIBRARY, "Import", parse ("(handle 0, @a{sv} {})"), path, O_RDONLY, &error);
  g_assert_no_error (error);
  note (walked, LIBRARY, "Import");
}

/* Makes a programme of an hour at channel 1 of the panel. */
static char *
make_programme (GDateTime *start, const char *title)
{
  g_autoptr (GDateTime) end = g_date_time_add_hours (start, 1);
  g_autofree char *from = g_date_time_format (start, "%Y%m%d%H%M%S");
  g_autofree char *until = g_date_time_format (end, "%Y%m%d%H%M%S");

  return g_strdup_printf ("<programme channel='one' start='%s' stop='%s'><title>%s</title>"
                          "<desc>What it is about</desc></programme>",
                          from,
                          until,
                          title);
}

/* What was on at channel 1 of the panel, and what is on. */
static char *
make_guide (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) past = g_date_time_add_hours (now, -1);
  g_autofree char *old = make_programme (past, "Film");
  g_autofree char *new = make_programme (now, "News");

  return g_strconcat ("<tv>", old, new, "</tv>", NULL);
}

static void
sync_guide (LineupDaemonFixture *fixture, GHashTable *walked)
{
  lineup_guide_client_assert_synced (fixture, "completed");
  note (walked, LINEUP_GUIDE_INTERFACE, "StartGuideSync");
}

/* What was on first at channel 1. */
static void
read_programme (LineupDaemonFixture *fixture, GHashTable *walked)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_GUIDE_INTERFACE,
      "ListProgrammes",
      parse ("([int64 1], uint64 1, uint64 4000000000, @a{sv} {})"));
  g_autoptr (GVariant) channels = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) programmes = NULL;
  g_autofree char *programme = NULL;
  g_autofree char *stream = NULL;
  gint64 id = 0;

  g_variant_get_child (channels, 0, "(x@a(xttsa{sv}))", NULL, &programmes);
  g_variant_get_child (programmes, 0, "(xttsa{sv})", &id, NULL, NULL, NULL, NULL);
  programme = g_strdup_printf ("(int64 1, int64 %" G_GINT64_FORMAT ", @a{sv} {})", id);
  stream = g_strdup_printf ("('channels', int64 1, {'programme': <int64 %" G_GINT64_FORMAT ">})",
                            id);
  make_call (
      fixture, walked, &(Call){ PATH, LINEUP_GUIDE_INTERFACE, "GetProgramme", programme, FALSE });
  make_call (
      fixture, walked, &(Call){ PATH, LINEUP_CATALOG_INTERFACE, "GetStream", stream, FALSE });
}

static void
cancel_guide_sync (LineupDaemonFixture *fixture, GHashTable *walked)
{
  const guint first = lineup_signal_log_get_length (fixture->signals);

  lineup_fake_panel_add_fault (fixture->panel, LINEUP_REQUEST_GUIDE "=delay:forever");
  lineup_request_log_clear (fixture->requests);
  make_call (fixture,
             walked,
             &(Call){ PATH, LINEUP_GUIDE_INTERFACE, "StartGuideSync", "(@a{sv} {},)", FALSE });
  lineup_request_log_wait_held (fixture->requests, LINEUP_REQUEST_GUIDE, 1);
  make_call (
      fixture, walked, &(Call){ PATH, LINEUP_GUIDE_INTERFACE, "CancelGuideSync", NULL, FALSE });
  lineup_daemon_fixture_wait_member (fixture, first, PATH, "GuideFinished");
  lineup_fake_panel_clear_faults (fixture->panel);
}

static void
cancel_sync (LineupDaemonFixture *fixture, GHashTable *walked)
{
  g_autofree char *outcome = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams:1=delay:forever");
  lineup_request_log_clear (fixture->requests);
  lineup_client_start (fixture, "home", "{'steps': <['movies']>}");
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  make_call (fixture, walked, &(Call){ PATH, LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL, FALSE });
  outcome = lineup_client_get_step_text (fixture, "home", "movies", "outcome");
  g_assert_cmpstr (outcome, ==, "cancelled");
  lineup_fake_panel_clear_faults (fixture->panel);
}

static void
set_all (LineupDaemonFixture *fixture, GHashTable *walked)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GVariant) value = parse (settings[i].value);

      lineup_client_set (fixture, "home", settings[i].name, value, NULL);
      note (walked, LINEUP_ACCOUNT_INTERFACE, settings[i].name);
    }
}

static void
set_other (LineupDaemonFixture *fixture,
           GHashTable *walked,
           const char *path,
           const char *interface,
           const char *name,
           const char *value)
{
  G_GNUC_UNUSED g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      path,
      "org.freedesktop.DBus.Properties",
      "Set",
      g_variant_new ("(ssv)", interface, name, parse (value)));

  note (walked, interface, name);
}

/* Looks at all that an object has, and that nothing of it was left out. */
static void
check_object (LineupDaemonFixture *fixture, GHashTable *walked, const char *path)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, path, "org.freedesktop.DBus.Introspectable", "Introspect", NULL);
  const char *xml = NULL;
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_get (reply, "(&s)", &xml);
  node = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  for (guint i = 0; node->interfaces[i] != NULL; i++)
    {
      const GDBusInterfaceInfo *interface = node->interfaces[i];
      g_autoptr (GVariant) all = NULL;

      if (g_str_has_prefix (interface->name, COMMON))
        continue;
      all = lineup_daemon_fixture_expect (fixture,
                                          path,
                                          "org.freedesktop.DBus.Properties",
                                          "GetAll",
                                          g_variant_new ("(s)", interface->name));
      for (guint j = 0; interface->methods != NULL && interface->methods[j] != NULL; j++)
        {
          g_autofree char *name = g_strconcat (
              interface->name, ".", interface->methods[j]->name, NULL);

          if (!g_hash_table_contains (walked, name))
            g_error ("%s is not called by this test", name);
        }
      for (guint j = 0; interface->properties != NULL && interface->properties[j] != NULL; j++)
        {
          g_autofree char *name = g_strconcat (
              interface->name, ".", interface->properties[j]->name, NULL);

          if ((interface->properties[j]->flags & G_DBUS_PROPERTY_INFO_FLAGS_WRITABLE) != 0
              && !g_hash_table_contains (walked, name))
            g_error ("%s is not set by this test", name);
        }
    }
}

static void
test_bus (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const paths[]
      = { LINEUP_OBJECT_PATH, PATH, LINEUP_SEARCH_PROVIDER_PATH, LINEUP_RUNNER_PATH };
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  g_autofree char *config = lineup_daemon_fixture_get_path (fixture, "config");
  g_autofree char *guide = make_guide ();
  g_autoptr (GHashTable) walked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  lineup_fake_panel_set_text (fixture->panel,
                              "get_live_streams",
                              "[{\"stream_id\":1,\"name\":\"Channel\",\"epg_channel_id\":\"one\","
                              "\"tv_archive\":1,\"tv_archive_duration\":14}]");
  lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_GUIDE, guide);
  lineup_fake_panel_set_text (
      fixture->panel, "get_vod_streams", "[{\"stream_id\":1,\"name\":\"Movie\"}]");
  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", "{\"info\":{\"plot\":\"Plot\"}}");
  lineup_faulty_disk_watch (disk, fixture->directory);
  lineup_client_add_account (fixture, "home");
  note (walked, LINEUP_MANAGER_INTERFACE, "AddAccount");
  assert_nothing_seen (disk, "AddAccount");
  sync_home (fixture, walked);
  assert_nothing_seen (disk, "StartSync");
  sync_guide (fixture, walked);
  assert_nothing_seen (disk, "StartGuideSync");
  read_programme (fixture, walked);
  assert_nothing_seen (disk, "GetProgramme");
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      make_call (fixture, walked, &calls[i]);
      assert_nothing_seen (disk, calls[i].method);
    }
  import_file (fixture, walked);
  assert_nothing_seen (disk, "Import");
  cancel_sync (fixture, walked);
  assert_nothing_seen (disk, "Cancel");
  cancel_guide_sync (fixture, walked);
  assert_nothing_seen (disk, "CancelGuideSync");
  set_all (fixture, walked);
  set_other (fixture, walked, PATH, LIBRARY, "HideNewCategories", "true");
  set_other (
      fixture, walked, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "DesktopShowsAdult", "true");
  set_other (
      fixture, walked, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "Preferred", "'4k,fhd;fr'");
  assert_nothing_seen (disk, "setting a property");
  lineup_client_update (fixture, "home", "{'name': <'Other'>, 'auto-sync': <false>}", NULL);
  lineup_client_update (fixture, "home", "{'password': <'other'>, 'validate': <false>}", NULL);
  note (walked, LINEUP_MANAGER_INTERFACE, "UpdateAccount");
  assert_nothing_seen (disk, "UpdateAccount");
  make_call (
      fixture, walked, &(Call){ PATH, LINEUP_ACCOUNT_INTERFACE, "ResetSettings", NULL, FALSE });
  assert_nothing_seen (disk, "ResetSettings");
  make_call (fixture, walked, &(Call){ PATH, LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, FALSE });
  assert_nothing_seen (disk, "ClearCache");
  note (walked, LINEUP_MANAGER_INTERFACE, "RemoveAccount");
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    check_object (fixture, walked, paths[i]);
  assert_nothing_seen (disk, "reading all properties");
  lineup_client_remove (fixture, "home", NULL);
  assert_nothing_seen (disk, "RemoveAccount");
  lineup_client_add_account (fixture, "home");
  assert_nothing_seen (disk, "AddAccount with an id that was free");
  /* Databases that are left open are closed when the main loop has ended and nobody waits any more.
   */
  lineup_faulty_disk_watch (disk, config);
  lineup_daemon_fixture_stop (fixture);
  assert_nothing_seen (disk, "the end");
}

static void
wait_for_account (LineupDaemonFixture *fixture, guint first, gboolean is_added)
{
  lineup_daemon_fixture_wait_member (
      fixture, first, NULL, is_added ? "InterfacesAdded" : "InterfacesRemoved");
}

/* An account of somebody who writes its file, changes it, and deletes it. */
static void
test_files (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  g_autofree char *home = lineup_daemon_fixture_get_path (fixture,
                                                          "config/lineupd/accounts/home.conf");
  g_autofree char *other = lineup_daemon_fixture_get_path (fixture,
                                                           "config/lineupd/accounts/other.conf");
  g_autofree char *text = NULL;
  g_autofree char *renamed = NULL;
  g_autoptr (GError) error = NULL;
  guint first = 0;

  lineup_client_add_account (fixture, "home");
  g_assert_true (g_file_get_contents (home, &text, NULL, &error));
  renamed = g_strconcat (text, "Name=Other\n", NULL);
  lineup_faulty_disk_watch (disk, fixture->directory);

  first = lineup_signal_log_get_length (fixture->signals);
  g_assert_true (g_file_set_contents (other, text, -1, &error));
  wait_for_account (fixture, first, TRUE);
  assert_nothing_seen (disk, "a new file");

  first = lineup_signal_log_get_length (fixture->signals);
  g_assert_true (g_file_set_contents (other, renamed, -1, &error));
  lineup_daemon_fixture_wait_member (
      fixture, first, LINEUP_ACCOUNT_PATH_PREFIX "other", "PropertiesChanged");
  assert_nothing_seen (disk, "a changed file");

  first = lineup_signal_log_get_length (fixture->signals);
  g_assert_cmpint (g_unlink (other), ==, 0);
  wait_for_account (fixture, first, FALSE);
  assert_nothing_seen (disk, "a deleted file");
}

/* A sync of the guide is planned. */
static gboolean
is_planned (const LineupSignal *signal, gpointer user_data)
{
  const char *interface = NULL;
  g_autoptr (GVariant) changed = NULL;
  guint64 next = 0;

  if (!g_str_equal (signal->member, "PropertiesChanged"))
    return FALSE;
  g_variant_get (signal->parameters, "(&s@a{sv}^a&s)", &interface, &changed, NULL);
  return g_str_equal (interface, LINEUP_GUIDE_INTERFACE)
         && g_variant_lookup (changed, "NextGuideSync", "t", &next) && next > 0;
}

/* A guide that somebody has as a file, which is read, watched, and read again. */
static void
test_guide_file (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "one", NULL };
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  g_autofree char *path = g_build_filename (fixture->directory, "guide.xml", NULL);
  g_autofree char *guide = make_guide ();
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  guint first = 0;

  g_assert_true (g_file_set_contents (path, guide, -1, &error));
  lineup_guide_client_begin (fixture, ids);
  lineup_faulty_disk_watch (disk, fixture->directory);
  id = lineup_guide_client_add_file (fixture, path, O_RDONLY);
  assert_nothing_seen (disk, "AddSource of a file");

  first = lineup_signal_log_get_length (fixture->signals);
  lineup_guide_client_update_source (fixture, id, "{'enabled': <true>}");
  lineup_daemon_fixture_wait_member (fixture, first, PATH, "GuideFinished");
  lineup_guide_client_assert_source (fixture, id, "ok", "");
  assert_nothing_seen (disk, "UpdateSource of a file");

  first = lineup_signal_log_get_length (fixture->signals);
  g_assert_true (g_file_set_contents (path, guide, -1, &error));
  lineup_daemon_fixture_wait (fixture, first, is_planned, NULL);
  lineup_guide_client_assert_synced (fixture, "partial");
  assert_nothing_seen (disk, "a changed guide");

  lineup_guide_client_remove_source (fixture, id);
  assert_nothing_seen (disk, "RemoveSource of a file");
}

/* What is read at the start is seen: the watch is no blind one. */
static void
test_start (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;

  lineup_client_add_account (fixture, "home");
  lineup_daemon_fixture_stop (fixture);
  lineup_faulty_disk_watch (disk, fixture->directory);
  lineup_daemon_fixture_start (fixture);
  g_assert_nonnull (strstr (lineup_faulty_disk_get_seen (disk), "/accounts/home.conf\n"));
}

static void
add_test (const char *path,
          LineupFaultyDisk *disk,
          void (*func) (LineupDaemonFixture *fixture, gconstpointer data))
{
  g_test_add (path,
              LineupDaemonFixture,
              disk,
              lineup_daemon_fixture_set_up,
              func,
              lineup_daemon_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_autoptr (LineupFaultyDisk) disk = NULL;

  g_test_init (&argc, &argv, NULL);
  disk = lineup_faulty_disk_new ();

  add_test ("/main-thread/bus", disk, test_bus);
  add_test ("/main-thread/files", disk, test_files);
  add_test ("/main-thread/guide-file", disk, test_guide_file);
  add_test ("/main-thread/start", disk, test_start);

  return g_test_run ();
}
