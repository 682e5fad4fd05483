/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* All of a kind in one file. */

static int
open_snapshot (LineupDaemonFixture *fixture, const char *kind)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GUnixFDList) files = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_sync (
      fixture->connection,
      LINEUP_BUS_NAME,
      path,
      LINEUP_CATALOG_INTERFACE,
      "OpenSnapshot",
      g_variant_new ("(s)", kind),
      G_VARIANT_TYPE ("(h)"),
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      NULL,
      &files,
      NULL,
      &error);
  gint32 handle = -1;
  int fd = -1;

  g_assert_no_error (error);
  g_variant_get (reply, "(h)", &handle);
  fd = g_unix_fd_list_get (files, handle, &error);
  g_assert_no_error (error);
  return fd;
}

static JsonNode *
find_line (GPtrArray *lines, gint64 id)
{
  for (guint i = 0; i < lines->len; i++)
    {
      JsonNode *line = g_ptr_array_index (lines, i);

      if (json_object_get_int_member (json_node_get_object (line), "id") == id)
        return line;
    }
  return NULL;
}

/* Each item as the bus gives it is a line, with the same keys and values. */
static void
assert_same (GPtrArray *items, GPtrArray *lines)
{
  g_assert_cmpuint (items->len, >, 0);
  g_assert_cmpuint (items->len, ==, lines->len);
  for (guint i = 0; i < items->len; i++)
    {
      GVariant *item = g_ptr_array_index (items, i);
      g_autoptr (JsonNode) expected = json_gvariant_serialize (item);
      gint64 id = 0;

      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      g_assert_true (json_node_equal (find_line (lines, id), expected));
    }
}

static GPtrArray *
parse (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *nodes = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);

  for (guint i = 0; lines[i][0] != '\0'; i++)
    {
      JsonNode *node = json_from_string (lines[i], NULL);

      g_assert_nonnull (node);
      g_ptr_array_add (nodes, node);
    }
  return nodes;
}

/* Whether the daemon has a file without a name open, other than those of SQLite's own. */
static gboolean
daemon_holds_deleted_file (LineupDaemonFixture *fixture)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/fd",
                                           lineup_daemon_process_get_pid (fixture->process));
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  g_assert_nonnull (directory);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *link = g_build_filename (path, name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      if (target != NULL && g_str_has_prefix (target, cache)
          && g_str_has_suffix (target, " (deleted)"))
        return TRUE;
    }
  return FALSE;
}

static void
test_whole_kinds (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const kinds[] = { "channels", "movies", "series" };
  g_autofree char *status = NULL;

  lineup_client_give_catalogue (fixture, 300, 1500, 200, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, "home", kinds[i], NULL);
      g_autoptr (GPtrArray) lines = NULL;
      g_autofree char *text = NULL;
      const int fd = open_snapshot (fixture, kinds[i]);
      struct stat info;

      g_assert_cmpint (lseek (fd, 0, SEEK_CUR), ==, 0);
      g_assert_cmpint (fcntl (fd, F_GETFL) & O_ACCMODE, ==, O_RDONLY);
      g_assert_cmpint (write (fd, "x", 1), ==, -1);
      g_assert_cmpint (fstat (fd, &info), ==, 0);
      g_assert_cmpint (info.st_nlink, ==, 0);
      text = g_malloc0 ((gsize)info.st_size + 1);
      g_assert_cmpint (read (fd, text, (gsize)info.st_size), ==, info.st_size);
      close (fd);
      lines = parse (text);
      assert_same (items, lines);
    }

  /* The daemon lets go when its reply is sent, which may be a moment after it arrived here. */
  for (guint i = 0; i < 100 && daemon_holds_deleted_file (fixture); i++)
    {
      g_autoptr (GVariant) counts = lineup_client_list_categories (fixture, "home", "movies");

      g_assert_nonnull (counts);
    }
  g_assert_false (daemon_holds_deleted_file (fixture));
}

static void
test_unknown_kind (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_client_assert_call (fixture,
                             "home",
                             LINEUP_CATALOG_INTERFACE,
                             "OpenSnapshot",
                             g_variant_new ("(s)", "episodes"),
                             LINEUP_INVALID_ARGS);
}

/* A daemon that ends in the middle of it, or before or after that, leaves nothing but the
 * catalogue. */
static void
test_stop (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  g_autofree char *status = NULL;
  g_autoptr (GPtrArray) paths = NULL;

  lineup_client_give_catalogue (fixture, 0, 20000, 0, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  g_dbus_connection_call (fixture->connection,
                          LINEUP_BUS_NAME,
                          path,
                          LINEUP_CATALOG_INTERFACE,
                          "OpenSnapshot",
                          g_variant_new ("(s)", "movies"),
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          NULL,
                          NULL);
  g_dbus_connection_flush_sync (fixture->connection, NULL, NULL);
  lineup_daemon_fixture_stop (fixture);
  paths = lineup_test_files_collect (folder);
  g_assert_cmpuint (paths->len, >, 1);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);

      g_assert_true (g_str_equal (paths->pdata[i], folder) || g_str_has_prefix (name, "home.db"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/snapshot/whole-kinds", test_whole_kinds);
  lineup_daemon_test ("/snapshot/unknown-kind", test_unknown_kind);
  lineup_daemon_test ("/snapshot/stop", test_stop);

  return g_test_run ();
}
