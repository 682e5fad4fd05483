/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#include <fcntl.h>
#include <string.h>

/* Playlists that are not what they should be: nothing known is lost, and nothing hangs. */

#define LIST "/lists/mine.m3u"

/* How many groups there are, and how many megabytes a line has, where there is time for more. */
#define GROUPS_VARIABLE "LINEUP_PLAYLIST_GROUPS"
#define LINE_VARIABLE   "LINEUP_PLAYLIST_LINE"

/* Entries of a whole list. */
#define N_ENTRIES 60

static guint64
read_number (const char *variable, guint64 fallback)
{
  const char *text = g_getenv (variable);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : fallback;
}

static void
set_list (LineupDaemonFixture *fixture, const char *text)
{
  lineup_fake_panel_set_text (fixture->panel, LIST, text);
}

static char *
make_list (guint n)
{
  GString *text = g_string_new ("#EXTM3U\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, "#EXTINF:-1 group-title=\"News\",Channel %02u\nhttp://h/live/u/p/%u.ts\n", i, i + 1);
  return g_string_free (text, FALSE);
}

static void
add (LineupDaemonFixture *fixture, const char *text)
{
  g_autofree char *panel = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *settings = g_strdup_printf ("{'type': <'playlist'>, 'url': <'%s" LIST "'>}",
                                               panel);

  set_list (fixture, text);
  lineup_client_add (fixture, "home", settings, NULL);
}

static void
assert_sync (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);

  g_assert_cmpstr (status, ==, expected);
}

static guint64
count_channels (LineupDaemonFixture *fixture)
{
  return lineup_client_get_count (fixture, "home", "channels");
}

/* A list whose end is missing is no shorter list, as long as it is told how long it is. */
static void
test_cut (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *text = make_list (N_ENTRIES);
  const gsize cuts[] = { 0, 1, 7, 8, 60, strlen (text) / 2, strlen (text) - 1 };

  add (fixture, text);
  assert_sync (fixture, "completed");
  g_assert_cmpuint (count_channels (fixture), ==, N_ENTRIES);
  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree char *fault = g_strdup_printf (LIST "=cut:%" G_GSIZE_FORMAT, cuts[i]);

      lineup_fake_panel_add_fault (fixture->panel, fault);
      assert_sync (fixture, "failed");
      lineup_fake_panel_clear_faults (fixture->panel);
      g_assert_cmpuint (count_channels (fixture), ==, N_ENTRIES);
    }
  assert_sync (fixture, "completed");
}

/* Only what is about streams alone is offered; the rest is counted. */
static void
test_schemes (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const good[] = { "http", "https", "rtsp", "rtsps", "rtmp", "rtmps",
                                      "rtp",  "udp",   "srt",  "mms",   "HTTP" };
  static const char *const bad[] = { "file",       "pipe", "plugin", "acestream", "data", "ftp",
                                     "javascript", "mf",   "edl",    "memory",    "fd",   "smb" };
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n");
  g_autofree char *names = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_string_append_printf (text, "#EXTINF:-1,good\n%s://h/a/%zu\n", good[i], i);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_string_append_printf (text, "#EXTINF:-1,bad\n%s://h/a/%zu\n", bad[i], i);
  add (fixture, text->str);
  assert_sync (fixture, "completed");
  g_assert_cmpuint (count_channels (fixture), ==, G_N_ELEMENTS (good));
  names = lineup_client_get_names (fixture, "home", "channels");
  g_assert_null (strstr (names, "bad"));
  g_assert_cmpuint (
      lineup_client_get_step_number (fixture, "home", "channel-categories", "rejected")
          + lineup_client_get_step_number (fixture, "home", "channels", "rejected"),
      >=,
      G_N_ELEMENTS (bad));
}

/* What can't be seen reaches nobody, and nothing that a header says ends a header. */
static void
test_control (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autofree char *text = NULL;
  gint64 id = 0;

  add (fixture,
       "#EXTM3U\n"
       "#EXTINF:-1 tvg-logo=\"http://h/\x01\x02.png\",One\x07\x1b[31m \xff\xfe\n"
       "#EXTVLCOPT:http-user-agent=Agent\x01\x7f\n"
       "http://h/a/1.ts|X-One=a%0d%0aX-Evil: 1&X-Two=fine\n");
  assert_sync (fixture, "completed");
  items = lineup_client_list_items (fixture, "home", "channels", NULL);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_true (g_variant_lookup (items->pdata[0], "id", "x", &id));
  reply = lineup_daemon_fixture_expect (fixture,
                                        LINEUP_ACCOUNT_PATH_PREFIX "home",
                                        LINEUP_CATALOG_INTERFACE,
                                        "GetStream",
                                        lineup_client_make_item_call ("channels", id, NULL));
  text = g_variant_print (reply, FALSE);
  g_assert_nonnull (strstr (text, "X-Two"));
  g_assert_null (strstr (text, "X-Evil"));
  g_assert_null (strstr (text, "\\r"));
  g_assert_null (strstr (text, "\\n"));
}

/* Each entry has a group of its own. */
static void
test_groups (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n");
  const guint n = (guint)read_number (GROUPS_VARIABLE, 20000);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, "#EXTINF:-1 group-title=\"Group %u\",C%u\nhttp://h/live/u/p/%u.ts\n", i, i, i + 1);
  add (fixture, text->str);
  assert_sync (fixture, "completed");
  g_assert_cmpuint (count_channels (fixture), ==, n);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "channel-categories"), <=, n);
}

/* A line without an end is no reason to keep it. */
static void
test_long_line (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (read_number (LINE_VARIABLE, 4) * 1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf (
      "#EXTM3U\n#EXTINF:-1,%s\nhttp://h/live/u/p/1.ts\n#EXTINF:-1,Two\nhttp://h/live/u/p/2.ts\n",
      blanks);
  g_autofree char *names = NULL;

  add (fixture, text);
  assert_sync (fixture, "completed");
  names = lineup_client_get_names (fixture, "home", "channels");
  g_assert_true (g_str_has_suffix (names, "Two"));
  g_assert_cmpuint (strlen (names), <, 64 * 1024);
}

/* Files */

#define N_LINES 20000

static void
write_file (const char *path, char letter)
{
  g_autoptr (GString) text = g_string_new ("#EXTM3U\n");

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (text, "#EXTINF:-1,%c%u\nhttp://h/%c/%u.ts\n", letter, i, letter, i);
  g_assert_true (g_file_set_contents (path, text->str, (gssize)text->len, NULL));
}

/* A file in whose place another one is put is read as it was when it was opened. */
static void
test_replaced (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "list.m3u", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  write_file (path, 'A');
  reply = lineup_client_call_with_file (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "AddAccount",
      g_variant_new_parsed ("('home', {'type': <'playlist'>, 'file': <handle 0>,"
                            " 'auto-sync': <false>, 'guide': <false>})"),
      path,
      O_RDONLY,
      &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 6; i++)
    {
      const guint64 job = lineup_client_start (fixture, "home", "{'accept-shrink': <true>}");
      g_autofree char *status = NULL;
      g_autofree char *names = NULL;

      write_file (path, i % 2 == 0 ? 'B' : 'A');
      status = lineup_client_wait_status (fixture, job);
      g_assert_cmpstr (status, ==, "completed");
      g_assert_cmpuint (count_channels (fixture), ==, N_LINES);
      names = lineup_client_get_names (fixture, "home", "channels");
      g_assert_true (strchr (names, 'A') == NULL || strchr (names, 'B') == NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/playlist-bad/cut", test_cut);
  lineup_daemon_test ("/playlist-bad/schemes", test_schemes);
  lineup_daemon_test ("/playlist-bad/control", test_control);
  lineup_daemon_test ("/playlist-bad/groups", test_groups);
  lineup_daemon_test ("/playlist-bad/long-line", test_long_line);
  lineup_daemon_test ("/playlist-bad/replaced", test_replaced);

  return g_test_run ();
}
