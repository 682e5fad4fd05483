/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Any part of a list, as a player gets at it. Orders and filters in all their combinations are
 * catalogue/'s to test. */

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

#define N_MOVIES 1500

/* Syncs while somebody counts. */
#define N_SYNCS 6

static const char *const filters[] = {
  "{}",
  "{'sort': <'name'>}",
  "{'sort': <'rating'>, 'descending': <false>}",
  "{'category': <'101'>, 'sort': <'year'>}",
  "{'min-rating': <5.0>, 'sort': <'name'>, 'descending': <true>}",
  "{'genre': <'drama'>}",
  "{'year-min': <uint32 1990>, 'category': <'102'>, 'unknown': <1>}",
  "{'category': <'none'>}",
};

static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return variant;
}

static void
sync_home (LineupDaemonFixture *fixture, const char *options)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", options);

  g_assert_cmpstr (status, ==, "completed");
}

static void
add (LineupDaemonFixture *fixture)
{
  lineup_client_give_catalogue (fixture, 50, N_MOVIES, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  sync_home (fixture, NULL);
}

static guint64
get_generation (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "Generation");

  return g_variant_get_uint64 (value);
}

/* The ids of items that were listed. */
static GArray *
get_ids (GPtrArray *items)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < items->len; i++)
    {
      gint64 id = 0;

      g_assert_true (g_variant_lookup (g_ptr_array_index (items, i), "id", "x", &id));
      g_array_append_val (ids, id);
    }
  return ids;
}

static GArray *
open_index (LineupDaemonFixture *fixture, const char *filter, guint64 *generation)
{
  g_autoptr (GUnixFDList) files = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_sync (
      fixture->connection,
      LINEUP_BUS_NAME,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "OpenIndex",
      g_variant_new ("(s@a{sv})", "movies", parse (filter)),
      G_VARIANT_TYPE ("(hut)"),
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      NULL,
      &files,
      NULL,
      &error);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint32 handle = -1;
  guint n_ids = 0;
  struct stat info;
  int fd = -1;

  g_assert_no_error (error);
  g_variant_get (reply, "(hut)", &handle, &n_ids, generation);
  fd = g_unix_fd_list_get (files, handle, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lseek (fd, 0, SEEK_CUR), ==, 0);
  g_assert_cmpint (fcntl (fd, F_GETFL) & O_ACCMODE, ==, O_RDONLY);
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  g_assert_cmpint (info.st_nlink, ==, 0);
  g_assert_cmpint (info.st_size, ==, n_ids * sizeof (gint64));
  g_array_set_size (ids, n_ids);
  g_assert_cmpint (read (fd, ids->data, (gsize)info.st_size), ==, info.st_size);
  close (fd);
  for (guint i = 0; i < n_ids; i++)
    g_array_index (ids, gint64, i) = GINT64_FROM_LE (g_array_index (ids, gint64, i));
  return ids;
}

static guint
count_items (LineupDaemonFixture *fixture, const char *filter, guint64 *generation)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "CountItems",
      g_variant_new ("(s@a{sv})", "movies", parse (filter)));
  guint count = 0;

  g_variant_get (reply, "(ut)", &count, generation);
  return count;
}

static GVariant *
make_ids (const gint64 *ids, gsize n_ids)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids, n_ids, sizeof *ids);
}

static GVariant *
get_items (LineupDaemonFixture *fixture, const gint64 *ids, gsize n_ids, const char *options)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "GetItems",
      g_variant_new ("(s@ax@a{sv})", "movies", make_ids (ids, n_ids), parse (options)));

  return g_variant_get_child_value (reply, 0);
}

static void
test_features (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) features = lineup_daemon_fixture_get (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "Features");
  g_autofree const char **names = g_variant_get_strv (features, NULL);

  g_assert_true (g_strv_contains (names, "index"));
  g_assert_true (g_strv_contains (names, "guide"));
}

/* What is opened and counted is what ListItems gives, page after page. */
static void
test_same_as_list (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint n_some = 0;

  add (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (GPtrArray) items = lineup_client_list_items (
          fixture, "home", "movies", filters[i]);
      g_autoptr (GArray) expected = get_ids (items);
      guint64 index_generation = 0;
      guint64 count_generation = 0;
      g_autoptr (GArray) ids = open_index (fixture, filters[i], &index_generation);

      g_assert_cmpmem (
          ids->data, ids->len * sizeof (gint64), expected->data, expected->len * sizeof (gint64));
      g_assert_cmpuint (count_items (fixture, filters[i], &count_generation), ==, expected->len);
      g_assert_cmpuint (index_generation, ==, get_generation (fixture));
      g_assert_cmpuint (count_generation, ==, index_generation);
      n_some += expected->len > 0 && expected->len < N_MOVIES;
    }
  g_assert_cmpuint (n_some, >, 2);
}

/* A page of ListItems that leaves some out. */
static void
assert_page (LineupDaemonFixture *fixture, guint offset, guint limit, const GArray *all)
{
  g_autofree char *filter = g_strdup_printf ("{'sort': <'name'>, 'offset': <uint32 %u>}", offset);
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "ListItems",
      g_variant_new ("(s@a{sv}su)", "movies", parse (filter), "", limit));
  g_autoptr (GVariant) items = g_variant_get_child_value (reply, 0);
  const guint n_left = all->len - MIN (all->len, offset);
  const char *next = NULL;

  g_assert_cmpuint (g_variant_n_children (items), ==, MIN (n_left, limit));
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      gint64 id = 0;

      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      g_assert_cmpint (id, ==, g_array_index (all, gint64, offset + i));
    }
  g_variant_get_child (reply, 1, "&s", &next);
  g_assert_true ((*next == '\0') == (n_left <= limit));
  if (*next == '\0')
    return;
  /* A listing goes on without the offset, and not with it. */
  lineup_client_assert_call (
      fixture,
      "home",
      LINEUP_CATALOG_INTERFACE,
      "ListItems",
      g_variant_new ("(s@a{sv}su)", "movies", parse ("{'sort': <'name'>}"), next, limit),
      NULL);
  if (offset > 0)
    lineup_client_assert_call (fixture,
                               "home",
                               LINEUP_CATALOG_INTERFACE,
                               "ListItems",
                               g_variant_new ("(s@a{sv}su)", "movies", parse (filter), next, limit),
                               LINEUP_INVALID_ARGS);
}

static void
test_offset (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const guint offsets[] = { 0, 1, 700, N_MOVIES - 10, N_MOVIES - 1, N_MOVIES, N_MOVIES + 1 };
  g_autoptr (GArray) all = NULL;
  guint64 generation = 0;

  add (fixture);
  all = open_index (fixture, "{'sort': <'name'>, 'offset': <uint32 7>}", &generation);
  g_assert_cmpuint (all->len, ==, N_MOVIES);
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    assert_page (fixture, offsets[i], 10, all);
  assert_page (fixture, G_MAXUINT, 10, all);
}

/* Items in the order that was asked for: some twice, some not there. */
static void
test_items (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GVariant) some = NULL;
  g_autoptr (GVariant) bare = NULL;
  g_autoptr (GVariant) none = NULL;
  gint64 ids[5] = { 0 };

  add (fixture);
  items = lineup_client_list_items (fixture, "home", "movies", "{'sort': <'name'>}");
  all = get_ids (items);
  ids[0] = g_array_index (all, gint64, 900);
  ids[1] = -5;
  ids[2] = g_array_index (all, gint64, 3);
  ids[3] = ids[0];
  ids[4] = G_MAXINT64;
  some = get_items (fixture, ids, G_N_ELEMENTS (ids), "{'unknown': <1>}");
  g_assert_cmpuint (g_variant_n_children (some), ==, G_N_ELEMENTS (ids));
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (some, i);

      if (i == 1 || i == 4)
        g_assert_cmpuint (g_variant_n_children (item), ==, 0);
      else
        g_assert_cmpvariant (item, g_ptr_array_index (items, i == 2 ? 3 : 900));
    }

  bare = get_items (fixture, ids, 1, "{'fields': <['name']>}");
  {
    g_autoptr (GVariant) item = g_variant_get_child_value (bare, 0);

    g_assert_cmpuint (g_variant_n_children (item), ==, 3);
    g_assert_true (g_variant_lookup (item, "name", "&s", NULL));
  }
  none = get_items (fixture, NULL, 0, "{}");
  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
}

static void
assert_invalid (LineupDaemonFixture *fixture, const char *method, GVariant *parameters)
{
  lineup_client_assert_call (
      fixture, "home", LINEUP_CATALOG_INTERFACE, method, parameters, LINEUP_INVALID_ARGS);
}

static void
test_invalid (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const listings[] = { "CountItems", "OpenIndex" };
  gint64 ids[1001] = { 0 };

  add (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = (gint64)i;
  g_variant_unref (get_items (fixture, ids, 1000, "{}"));
  assert_invalid (
      fixture, "GetItems", g_variant_new ("(s@axa{sv})", "movies", make_ids (ids, 1001), NULL));
  assert_invalid (
      fixture, "GetItems", g_variant_new ("(s@axa{sv})", "films", make_ids (ids, 1), NULL));
  assert_invalid (
      fixture,
      "GetItems",
      g_variant_new ("(s@ax@a{sv})", "movies", make_ids (ids, 1), parse ("{'fields': <'name'>}")));
  for (gsize i = 0; i < G_N_ELEMENTS (listings); i++)
    {
      assert_invalid (fixture, listings[i], g_variant_new ("(sa{sv})", "films", NULL));
      assert_invalid (fixture,
                      listings[i],
                      g_variant_new ("(s@a{sv})", "movies", parse ("{'sort': <'position'>}")));
      assert_invalid (fixture,
                      listings[i],
                      g_variant_new ("(s@a{sv})", "movies", parse ("{'year': <'1999'>}")));
      assert_invalid (
          fixture, listings[i], g_variant_new ("(s@a{sv})", "movies", parse ("{'offset': <7>}")));
    }
}

/* Whatever somebody asked for who has left, the daemon keeps nothing of it. */
static void
test_gone (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");
  g_autoptr (GDBusConnection) other = lineup_test_bus_connect (fixture->bus);
  g_autoptr (GPtrArray) paths = NULL;
  guint64 generation = 0;

  add (fixture);
  for (guint i = 0; i < 20; i++)
    g_dbus_connection_call (other,
                            LINEUP_BUS_NAME,
                            PATH,
                            LINEUP_CATALOG_INTERFACE,
                            "OpenIndex",
                            g_variant_new ("(sa{sv})", "movies", NULL),
                            NULL,
                            G_DBUS_CALL_FLAGS_NONE,
                            -1,
                            NULL,
                            NULL,
                            NULL);
  g_dbus_connection_flush_sync (other, NULL, NULL);
  g_dbus_connection_close_sync (other, NULL, NULL);
  g_assert_cmpuint (count_items (fixture, "{}", &generation), ==, N_MOVIES);
  g_array_unref (open_index (fixture, "{}", &generation));
  lineup_daemon_fixture_stop (fixture);
  paths = lineup_test_files_collect (folder);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);

      g_assert_true (g_str_equal (paths->pdata[i], folder) || g_str_has_prefix (name, "home.db"));
    }
}

/* What arrives by a connection, in its order. */
typedef struct
{
  GMutex mutex;
  guint64 told;  /* generation of the last Changed */
  guint n_early; /* replies that showed a later one */
  guint n_replies;
} Arrivals;

static GDBusMessage *
filter_message (GDBusConnection *connection, GDBusMessage *message, gboolean in, gpointer user_data)
{
  Arrivals *self = user_data;
  GVariant *body = g_dbus_message_get_body (message);
  guint64 generation = 0;

  if (!in || body == NULL)
    return message;
  g_mutex_lock (&self->mutex);
  if (g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_SIGNAL
      && g_strcmp0 (g_dbus_message_get_member (message), "Changed") == 0)
    g_variant_get_child (body, 0, "t", &self->told);
  else if (g_variant_is_of_type (body, G_VARIANT_TYPE ("(ut)")))
    {
      g_variant_get_child (body, 1, "t", &generation);
      self->n_early += generation > self->told;
      self->n_replies++;
    }
  g_mutex_unlock (&self->mutex);
  return message;
}

static gboolean
is_finished (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_get_text (fixture, "home", "Status");

  return !g_str_equal (status, "syncing");
}

/* Somebody who asks all the time is told of every generation before a reply shows it. */
static void
test_told_first (LineupDaemonFixture *fixture, gconstpointer data)
{
  Arrivals arrivals = { .told = 0 };
  guint filter = 0;

  g_mutex_init (&arrivals.mutex);
  lineup_client_add_account (fixture, "home");
  filter = g_dbus_connection_add_filter (fixture->connection, filter_message, &arrivals, NULL);
  for (guint i = 0; i < N_SYNCS; i++)
    {
      guint64 generation = 0;

      lineup_client_give_catalogue (fixture, 5, N_MOVIES, 5, i, 0);
      lineup_client_start (fixture, "home", "{'steps': <['movies']>}");
      while (!is_finished (fixture))
        count_items (fixture, "{}", &generation);
      count_items (fixture, "{}", &generation);
      g_assert_cmpuint (generation, ==, get_generation (fixture));
    }
  g_dbus_connection_remove_filter (fixture->connection, filter);
  g_assert_cmpuint (arrivals.told, >, 0);
  g_assert_cmpuint (arrivals.n_replies, >, N_SYNCS);
  g_assert_cmpuint (arrivals.n_early, ==, 0);
  g_mutex_clear (&arrivals.mutex);
}

/* Which categories have more items now, or fewer. */
static void
test_categories (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const lists[] = {
    "[{\"stream_id\":1,\"name\":\"One\",\"category_id\":\"5\"},"
    "{\"stream_id\":2,\"name\":\"Two\",\"category_id\":\"6\"}]",
    "[{\"stream_id\":1,\"name\":\"One\",\"category_id\":\"5\"},"
    "{\"stream_id\":2,\"name\":\"Two\",\"category_id\":\"7\"}]",
    "[{\"stream_id\":1,\"name\":\"Uno\",\"category_id\":\"5\"},"
    "{\"stream_id\":2,\"name\":\"Two\",\"category_id\":\"7\"}]",
  };
  static const char *const expected[] = { "5,6", "6,7", NULL };
  guint first = 0;

  lineup_client_add_account (fixture, "home");
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GVariant) counts = NULL;
      g_auto (GStrv) categories = NULL;
      g_autoptr (LineupSignal) signal = NULL;

      lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", lists[i]);
      sync_home (fixture, "{'steps': <['movies']>}");
      first = lineup_daemon_fixture_wait_member (fixture, first, PATH, "Changed");
      signal = lineup_signal_log_get (fixture->signals, first++);
      counts = g_variant_get_child_value (signal->parameters, 1);
      if (expected[i] == NULL)
        {
          g_assert_false (g_variant_lookup (counts, "categories", "^as", &categories));
          continue;
        }
      g_assert_true (g_variant_lookup (counts, "categories", "^as", &categories));
      g_assert_cmpuint (g_strv_length (categories), ==, 2);
      g_assert_true (
          g_strv_contains ((const char *const *)categories, (char[]){ expected[i][0], 0 }));
      g_assert_true (
          g_strv_contains ((const char *const *)categories, (char[]){ expected[i][2], 0 }));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/access/features", test_features);
  lineup_daemon_test ("/access/same-as-list", test_same_as_list);
  lineup_daemon_test ("/access/offset", test_offset);
  lineup_daemon_test ("/access/items", test_items);
  lineup_daemon_test ("/access/invalid", test_invalid);
  lineup_daemon_test ("/access/gone", test_gone);
  lineup_daemon_test ("/access/told-first", test_told_first);
  lineup_daemon_test ("/access/categories", test_categories);

  return g_test_run ();
}
