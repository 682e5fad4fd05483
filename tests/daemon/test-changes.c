/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-files.h"

/* A player that keeps a copy by following changes. */

typedef struct
{
  GHashTable *items; /* (owned) (element-type utf8 GVariant): by kind and id */
  guint64 generation;
} Copy;

static void
copy_clear (Copy *self)
{
  g_hash_table_unref (self->items);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

static GHashTable *
new_items (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_variant_unref);
}

static char *
make_key (GVariant *item, const char **kind, gint64 *id)
{
  g_assert_true (g_variant_lookup (item, "kind", "&s", kind));
  g_assert_true (g_variant_lookup (item, "id", "x", id));
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, *kind, *id);
}

static guint64
get_generation (LineupDaemonFixture *fixture)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (
      fixture, path, LINEUP_CATALOG_INTERFACE, "Generation");

  return g_variant_get_uint64 (value);
}

static GVariant *
list_changes (LineupDaemonFixture *fixture,
              guint64 since,
              guint limit,
              guint64 *generation,
              gboolean *complete)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, path, LINEUP_CATALOG_INTERFACE, "ListChanges", g_variant_new ("(tu)", since, limit));
  GVariant *changes = NULL;

  g_variant_get (reply, "(@aa{sv}tb)", &changes, generation, complete);
  return changes;
}

static void
read_all (LineupDaemonFixture *fixture, GHashTable *items)
{
  static const char *const kinds[] = { "channels", "movies", "series" };

  g_hash_table_remove_all (items);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) listed = lineup_client_list_items (fixture, "home", kinds[i], NULL);

      for (guint k = 0; k < listed->len; k++)
        {
          GVariant *item = g_ptr_array_index (listed, k);
          const char *kind = NULL;
          gint64 id = 0;

          g_hash_table_insert (items, make_key (item, &kind, &id), g_variant_ref (item));
        }
    }
}

static void
apply (LineupDaemonFixture *fixture, Copy *copy, GVariant *change)
{
  const char *kind = NULL;
  const char *what = NULL;
  gint64 id = 0;
  g_autofree char *key = make_key (change, &kind, &id);
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = NULL;

  g_assert_true (g_variant_lookup (change, "change", "&s", &what));
  if (g_str_equal (what, "removed"))
    {
      g_hash_table_remove (copy->items, key);
      return;
    }
  reply = lineup_daemon_fixture_expect (
      fixture, path, LINEUP_CATALOG_INTERFACE, "GetItem", g_variant_new ("(sx)", kind, id));
  g_hash_table_replace (copy->items, g_steal_pointer (&key), g_variant_get_child_value (reply, 0));
}

/* Returns how many changes there were; checks that history reaches back as it should. */
static gsize
follow (LineupDaemonFixture *fixture, Copy *copy, guint limit, gboolean known)
{
  g_autoptr (GHashTable) expected = new_items ();
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer item = NULL;
  gsize n_all = 0;
  gsize n = 1;

  while (n > 0)
    {
      guint64 generation = 0;
      gboolean complete = FALSE;
      g_autoptr (GVariant) changes = list_changes (
          fixture, copy->generation, limit, &generation, &complete);

      n = g_variant_n_children (changes);
      g_assert_cmpint (complete, ==, known);
      g_assert_cmpuint (n, <=, limit);
      g_assert_cmpuint (generation, >=, copy->generation);
      if (!complete)
        {
          g_assert_cmpuint (n, ==, 0);
          read_all (fixture, copy->items);
        }
      for (gsize i = 0; i < n; i++)
        {
          g_autoptr (GVariant) change = g_variant_get_child_value (changes, i);

          apply (fixture, copy, change);
        }
      n_all += n;
      copy->generation = generation;
    }
  g_assert_cmpuint (copy->generation, ==, get_generation (fixture));

  read_all (fixture, expected);
  g_assert_cmpuint (g_hash_table_size (copy->items), ==, g_hash_table_size (expected));
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, &item))
    g_assert_cmpvariant (g_hash_table_lookup (copy->items, key), item);
  return n_all;
}

static void
sync_with (LineupDaemonFixture *fixture, guint64 movies, guint revision, guint64 added)
{
  g_autofree char *status = NULL;

  lineup_client_give_catalogue (fixture, 20, movies, 10, revision, added);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

static void
test_follow (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_auto (Copy) copy = { .items = new_items () };
  guint64 generation = 0;

  lineup_client_add_account (fixture, "home");
  g_assert_cmpuint (follow (fixture, &copy, 100, TRUE), ==, 0);
  sync_with (fixture, 300, 0, 0);
  g_assert_cmpuint (follow (fixture, &copy, 1000, TRUE), ==, 330);

  /* Nothing has changed. */
  generation = get_generation (fixture);
  sync_with (fixture, 300, 0, 0);
  g_assert_cmpuint (follow (fixture, &copy, 1, TRUE), ==, 0);
  g_assert_cmpuint (get_generation (fixture), ==, generation);

  /* Three of each kind are added, and every channel has another number. */
  sync_with (fixture, 300, 0, 3);
  g_assert_cmpuint (follow (fixture, &copy, 1, TRUE), ==, 3 * LINEUP_N_KINDS + 20);
  sync_with (fixture, 290, 1, 0);
  g_assert_cmpuint (follow (fixture, &copy, 1, TRUE), >=, 10);

  /* Over a restart, and over a kill. */
  sync_with (fixture, 300, 2, 2);
  lineup_daemon_fixture_restart (fixture);
  g_assert_cmpuint (follow (fixture, &copy, 7, TRUE), >=, 12);
  sync_with (fixture, 300, 3, 4);
  lineup_daemon_fixture_kill (fixture);
  lineup_daemon_fixture_start (fixture);
  g_assert_cmpuint (follow (fixture, &copy, 1, TRUE), >=, 2);
}

static void
delete_database (LineupDaemonFixture *fixture)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache");

  lineup_test_files_remove (path);
}

static void
test_lost (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_auto (Copy) copy = { .items = new_items () };
  guint64 generation = 0;

  lineup_client_add_account (fixture, "home");
  sync_with (fixture, 50, 0, 0);
  follow (fixture, &copy, 1000, TRUE);

  /* While it is down. */
  lineup_daemon_fixture_stop (fixture);
  delete_database (fixture);
  lineup_daemon_fixture_start (fixture);
  g_assert_cmpuint (get_generation (fixture), >, copy.generation);
  g_assert_cmpuint (follow (fixture, &copy, 1000, FALSE), ==, 0);
  generation = copy.generation;
  sync_with (fixture, 50, 0, 0);
  g_assert_cmpuint (follow (fixture, &copy, 1000, TRUE), ==, 80);
  g_assert_cmpuint (copy.generation, >, generation);

  /* While it runs. */
  delete_database (fixture);
  generation = copy.generation;
  g_assert_cmpuint (follow (fixture, &copy, 1000, FALSE), ==, 0);
  g_assert_cmpuint (copy.generation, >, generation);
  sync_with (fixture, 40, 1, 0);
  g_assert_cmpuint (follow (fixture, &copy, 1, TRUE), ==, 70);
}

static void
test_arguments (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const guint limits[] = { 0, 1001, G_MAXUINT };
  guint64 generation = 0;
  gboolean complete = TRUE;
  g_autoptr (GVariant) changes = NULL;

  lineup_client_add_account (fixture, "home");
  sync_with (fixture, 50, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    lineup_client_assert_call (fixture,
                               "home",
                               LINEUP_CATALOG_INTERFACE,
                               "ListChanges",
                               g_variant_new ("(tu)", (guint64)0, limits[i]),
                               LINEUP_INVALID_ARGS);

  changes = list_changes (fixture, G_MAXUINT64, 1000, &generation, &complete);
  g_assert_false (complete);
  g_assert_cmpuint (g_variant_n_children (changes), ==, 0);
  g_assert_cmpuint (generation, ==, get_generation (fixture));
}

/* A list of 20 movies that were added so many seconds after 2020, the first one by itself. */
static void
give_movies (LineupDaemonFixture *fixture, guint since, const char *first, guint first_since)
{
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 1; i <= 20; i++)
    g_string_append_printf (list,
                            "%s{\"num\":%u,\"stream_id\":%u,\"added\":\"%u\",\"name\":\"%s\"}",
                            i > 1 ? "," : "",
                            i,
                            i,
                            1577836800 + (i > 1 ? since : first_since),
                            i > 1 ? "Other" : first);
  g_string_append_c (list, ']');
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", list->str);
}

/* Syncs the movies, and asserts what became of the step. */
static void
assert_step (LineupDaemonFixture *fixture, const char *expected, guint64 changed)
{
  const guint64 before = get_generation (fixture);
  g_autofree char *status = lineup_client_sync (fixture, "home", "{'steps': <['movies']>}");
  g_autofree char *outcome = lineup_client_get_step_text (fixture, "home", "movies", "outcome");
  guint64 generation = 0;
  gboolean complete = FALSE;
  g_autoptr (GVariant) changes = list_changes (fixture, before, 100, &generation, &complete);

  g_assert_cmpstr (status, ==, "completed");
  g_assert_cmpstr (outcome, ==, expected);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "seen"), ==, 20);
  g_assert_cmpuint (
      lineup_client_get_step_number (fixture, "home", "movies", "changed"), ==, changed);
  g_assert_cmpuint (get_generation (fixture), ==, before + changed);
  g_assert_cmpuint (g_variant_n_children (changes), ==, changed);
  g_assert_true (complete);
}

static void
assert_movie (LineupDaemonFixture *fixture, const char *name, guint since)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, path, LINEUP_CATALOG_INTERFACE, "GetItem", g_variant_new ("(sx)", "movies", 1));
  g_autoptr (GVariant) item = g_variant_get_child_value (reply, 0);
  const char *stored_name = NULL;
  guint64 added = 0;

  g_assert_true (g_variant_lookup (item, "name", "&s", &stored_name));
  g_assert_true (g_variant_lookup (item, "added", "t", &added));
  g_assert_cmpstr (stored_name, ==, name);
  g_assert_cmpuint (added, ==, 1577836800 + since);
}

/* A panel that gives the time of each request as that when all of it was added has nothing new to
 * say, and what is new beside that is all that is. */
static void
test_time_of_request (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;

  give_movies (fixture, 0, "One", 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", "{'steps': <['movies']>}");
  g_assert_cmpstr (status, ==, "completed");

  for (guint i = 1; i <= 2; i++)
    {
      give_movies (fixture, 100 * i, "One", 100 * i);
      assert_step (fixture, "unchanged", 0);
      assert_movie (fixture, "One", 0);
    }
  lineup_daemon_fixture_restart (fixture);
  give_movies (fixture, 300, "New", 300);
  assert_step (fixture, "ok", 1);
  assert_movie (fixture, "New", 0);

  /* A movie that was added again. */
  give_movies (fixture, 0, "New", 1000);
  assert_step (fixture, "ok", 1);
  assert_movie (fixture, "New", 1000);
  assert_step (fixture, "unchanged", 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/changes/follow", test_follow);
  lineup_daemon_test ("/changes/lost", test_lost);
  lineup_daemon_test ("/changes/arguments", test_arguments);
  lineup_daemon_test ("/changes/time-of-request", test_time_of_request);

  return g_test_run ();
}
