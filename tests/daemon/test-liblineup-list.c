/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-fixture.h"

/* Lists of items as a widget has them: by their signals alone. */

#define MOVIES                                                                                     \
  "[{\"stream_id\":1,\"name\":\"Alpha\",\"category_id\":\"5\",\"added\":\"10\"},"                  \
  "{\"stream_id\":2,\"name\":\"Beta\",\"added\":\"20\"},"                                          \
  "{\"stream_id\":3,\"name\":\"Gamma\",\"category_id\":\"5\",\"added\":\"30\"},"                   \
  "{\"stream_id\":4,\"name\":\"Delta\",\"added\":\"40\"}]"

/* One is gone, one has come, one has another name, and one has moved. */
#define MOVIES_LATER                                                                               \
  "[{\"stream_id\":1,\"name\":\"Alpha\",\"category_id\":\"5\",\"added\":\"50\"},"                  \
  "{\"stream_id\":2,\"name\":\"Better\",\"added\":\"20\"},"                                        \
  "{\"stream_id\":5,\"name\":\"Epsilon\",\"added\":\"25\"},"                                       \
  "{\"stream_id\":4,\"name\":\"Delta\",\"added\":\"40\"}]"

static void
assert_names (LineupItemList *list, const char *expected)
{
  g_autofree char *names = lineup_library_print (list);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_views (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (playground, client, MOVIES);
  g_autoptr (LineupItemList) list = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  g_autoptr (LineupMirror) mirror = lineup_mirror_new (G_LIST_MODEL (list));

  assert_names (list, "Delta Gamma Beta Alpha");
  g_object_set (list, "sort", "name", NULL);
  assert_names (list, "Alpha Beta Delta Gamma");
  g_object_set (list, "order", LINEUP_ITEM_ORDER_DESCENDING, NULL);
  assert_names (list, "Gamma Delta Beta Alpha");
  lineup_item_list_set_category (list, "5");
  assert_names (list, "Gamma Alpha");
  lineup_item_list_set_category (list, NULL);
  lineup_item_list_set_search (list, "bet");
  assert_names (list, "Beta");
  lineup_item_list_set_search (list, "");
  lineup_item_list_set_filter (list, g_variant_new_parsed ("{'added-since': <uint64 30>}"));
  assert_names (list, "Gamma Delta");
  g_object_set (list, "kind", LINEUP_KIND_SERIES, "filter", NULL, NULL);
  assert_names (list, "");
  lineup_mirror_check (mirror);
}

static gboolean
is_renamed (gpointer item)
{
  return g_str_equal (lineup_item_get_name (item), "Better");
}

/* What stays keeps its object; the rest is told of where it is. */
static void
test_changes (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (playground, client, MOVIES);
  g_autoptr (LineupItemList) list = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  g_autoptr (LineupMirror) mirror = lineup_mirror_new (G_LIST_MODEL (list));
  g_autoptr (LineupItem) beta = NULL;
  guint n_signals = 0;

  assert_names (list, "Delta Gamma Beta Alpha");
  beta = g_list_model_get_item (G_LIST_MODEL (list), 2);
  n_signals = mirror->n_signals;

  lineup_playground_set_text (playground, "get_vod_streams", MOVIES_LATER);
  lineup_playground_sync (playground, "home");
  lineup_await_until (is_renamed, beta);
  assert_names (list, "Alpha Delta Epsilon Better");
  lineup_mirror_check (mirror);
  g_assert_true (mirror->items->pdata[3] == beta);
  g_assert_cmpuint (mirror->n_signals - n_signals, ==, 3);
}

static gboolean
is_away (gpointer client)
{
  return lineup_client_get_state (client) == LINEUP_CLIENT_STATE_AWAY;
}

static gboolean
is_ready (gpointer client)
{
  return lineup_client_get_state (client) == LINEUP_CLIENT_STATE_READY;
}

/* Whether the last film is the first, as it was added anew. */
static gboolean
is_later (gpointer list)
{
  g_autoptr (LineupItem) first = g_list_model_get_item (list, 0);

  return lineup_item_get_id (first) == 1;
}

static gboolean
is_whole (gpointer list)
{
  return !lineup_item_list_is_loading (list);
}

/* Returns: (transfer full): the item at a position, once it is loaded */
static LineupItem *
read_one (LineupItemList *list, guint position)
{
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  lineup_item_list_read_async (list, position, 1, NULL, lineup_await_callback, &await);
  items = lineup_item_list_read_finish (list, lineup_await (&await), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_true (lineup_item_is_loaded (items->pdata[0]));
  return g_object_ref (items->pdata[0]);
}

/* Anywhere in a list, and in it all: memory holds a part of it. What is held stays the same. */
static void
test_scrolling (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = NULL;
  g_autoptr (LineupItemList) list = NULL;
  g_autoptr (LineupItem) held = NULL;
  g_autoptr (LineupItem) same = NULL;
  guint n_alive = 0;
  g_autoptr (GPtrArray) weak = g_ptr_array_new_with_free_func (g_free);

  lineup_playground_set_catalogue (playground, 0, 5000, 0, 0);
  account = lineup_library_add (playground, client, NULL);
  list = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  lineup_library_load (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 5000);
  held = read_one (list, 4321);
  for (guint i = 0; i < 5000; i += 50)
    {
      g_autoptr (LineupItem) item = read_one (list, i);
      GWeakRef *ref = g_new0 (GWeakRef, 1);

      g_weak_ref_init (ref, item);
      g_ptr_array_add (weak, ref);
    }
  for (guint i = 0; i < weak->len; i++)
    {
      g_autoptr (GObject) alive = g_weak_ref_get (weak->pdata[i]);

      n_alive += alive != NULL;
      g_weak_ref_clear (weak->pdata[i]);
    }
  /* Of each a page has one. */
  g_assert_cmpuint (n_alive, <=, 24 + 2);
  same = g_list_model_get_item (G_LIST_MODEL (list), 4321);
  g_assert_true (same == held);
}

static gboolean
is_empty (gpointer model)
{
  return g_list_model_get_n_items (model) == 0;
}

static gboolean
has_all (gpointer model)
{
  return g_list_model_get_n_items (model) == 3100;
}

static gboolean
has_one (gpointer model)
{
  return g_list_model_get_n_items (model) == 1;
}

static gboolean
has_three (gpointer model)
{
  return g_list_model_get_n_items (model) == 3;
}

/* Rows are there at once, and exact, whatever a sync does to many of them. */
static void
test_many_changes (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = NULL;
  g_autoptr (LineupItemList) list = NULL;
  g_autoptr (LineupItemList) fresh = NULL;
  g_autoptr (LineupMirror) mirror = NULL;

  lineup_playground_set_catalogue (playground, 0, 3000, 0, 0);
  account = lineup_library_add (playground, client, NULL);
  list = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  g_object_set (list, "sort", "name", NULL);
  lineup_library_load (list);
  mirror = lineup_mirror_new (G_LIST_MODEL (list));
  lineup_playground_set_catalogue (playground, 0, 3100, 0, 3);
  lineup_playground_sync (playground, "home");
  lineup_await_until (has_all, list);
  lineup_library_load (list);
  lineup_mirror_check (mirror);

  fresh = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  g_object_set (fresh, "sort", "name", NULL);
  lineup_library_load (fresh);
  g_assert_cmpuint (mirror->items->len, ==, g_list_model_get_n_items (G_LIST_MODEL (fresh)));
  for (guint i = 0; i < mirror->items->len; i++)
    {
      g_autoptr (LineupItem) item = g_list_model_get_item (G_LIST_MODEL (fresh), i);

      g_assert_cmpint (lineup_item_get_id (item), ==, lineup_item_get_id (mirror->items->pdata[i]));
    }
}

/* A daemon that ends takes nothing from the screen; what happened meanwhile is shown afterwards. */
static void
test_crash (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (playground, client, MOVIES);
  g_autoptr (LineupItemList) list = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  g_autoptr (LineupMirror) mirror = lineup_mirror_new (G_LIST_MODEL (list));
  guint n_signals = 0;

  assert_names (list, "Delta Gamma Beta Alpha");
  n_signals = mirror->n_signals;
  lineup_playground_kill (playground);
  lineup_await_until (is_away, client);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  lineup_playground_start (playground);
  lineup_await_until (is_ready, client);
  assert_names (list, "Delta Gamma Beta Alpha");
  g_assert_cmpuint (mirror->n_signals, ==, n_signals);
  lineup_mirror_check (mirror);

  lineup_playground_set_text (playground, "get_vod_streams", MOVIES_LATER);
  lineup_playground_sync (playground, "home");
  lineup_await_until (is_later, list);
  assert_names (list, "Alpha Delta Epsilon Better");
  lineup_mirror_check (mirror);
  lineup_playground_remove (playground, "home");
  lineup_await_until (is_empty, list);
}

/* As one types: the last text counts, whatever was under way. */
static void
test_typing (LineupPlayground *playground)
{
  static const char *const texts[] = { "a", "al", "alp", "b", "be", "be", "b" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (playground, client, MOVIES);
  g_autoptr (LineupItemList) list = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  g_autoptr (LineupMirror) mirror = lineup_mirror_new (G_LIST_MODEL (list));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      lineup_item_list_set_search (list, texts[i]);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  lineup_item_list_set_search (list, "bet");
  lineup_item_list_load_async (list, cancellable, lineup_await_callback, &await);
  g_cancellable_cancel (cancellable);
  g_assert_false (lineup_item_list_load_finish (list, lineup_await (&await), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_await_until (is_whole, list);
  assert_names (list, "Beta");
  g_assert_null (lineup_item_list_get_error (list));
  lineup_mirror_check (mirror);
}

static gboolean
is_favourite (gpointer item)
{
  gboolean favourite = FALSE;

  g_object_get (item, "favourite", &favourite, NULL);
  return favourite;
}

/* What a person says is shown at once: in a row, and in which rows there are. */
static void
test_library (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (playground, client, MOVIES);
  g_autoptr (LineupItemList) list = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  g_autoptr (LineupItemList) favourites = lineup_item_list_new (account, LINEUP_KIND_MOVIES);
  g_autoptr (LineupItem) gamma = NULL;
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autoptr (GError) error = NULL;

  lineup_item_list_set_filter (favourites, g_variant_new_parsed ("{'favourite': <true>}"));
  assert_names (favourites, "");
  lineup_library_load (list);
  gamma = read_one (list, 1);
  lineup_item_set_mark_async (
      gamma, LINEUP_ITEM_MARK_FAVOURITE, TRUE, NULL, lineup_await_callback, &await);
  g_assert_true (lineup_item_set_mark_finish (gamma, lineup_await (&await), &error));
  g_assert_no_error (error);
  lineup_await_until (is_favourite, gamma);
  lineup_await_until (has_one, favourites);
  assert_names (favourites, "Gamma");

  g_variant_unref (
      lineup_playground_call (playground,
                              "home",
                              "Library",
                              "SetHidden",
                              g_variant_new_parsed ("('movies', @x 2, true, @a{sv} {})")));
  lineup_await_until (has_three, list);
  assert_names (list, "Delta Gamma Alpha");

  lineup_item_forget_async (gamma, NULL, lineup_await_callback, &forgotten);
  g_assert_true (lineup_item_forget_finish (gamma, lineup_await (&forgotten), &error));
  g_assert_no_error (error);
  lineup_await_until (is_empty, favourites);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  lineup_playground_test ("/liblineup/list/views", test_views);
  lineup_playground_test ("/liblineup/list/changes", test_changes);
  lineup_playground_test ("/liblineup/list/scrolling", test_scrolling);
  lineup_playground_test ("/liblineup/list/many-changes", test_many_changes);
  lineup_playground_test ("/liblineup/list/crash", test_crash);
  lineup_playground_test ("/liblineup/list/typing", test_typing);
  lineup_playground_test ("/liblineup/list/library", test_library);
  return g_test_run ();
}
