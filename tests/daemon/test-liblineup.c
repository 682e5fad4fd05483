/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-fixture.h"

/* The library beside the daemon: accounts, their settings and jobs. Lists have a test of their own.
 */

static gboolean
is_ready (gpointer client)
{
  return lineup_client_get_state (client) == LINEUP_CLIENT_STATE_READY;
}

static gboolean
is_away (gpointer client)
{
  return lineup_client_get_state (client) == LINEUP_CLIENT_STATE_AWAY;
}

static gboolean
is_empty (gpointer model)
{
  return g_list_model_get_n_items (model) == 0;
}

/* Only a removal takes an account away. */
static void
test_accounts (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  GListModel *accounts = lineup_client_get_accounts (client);
  g_autoptr (LineupMirror) mirror = lineup_mirror_new (accounts);
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupAccount) added = NULL;
  LineupAccount *account = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 0);
  g_assert_true (lineup_client_has_feature (client, "index"));
  g_assert_false (lineup_client_has_feature (client, "miracles"));
  account = lineup_library_add (playground, client, "[{\"stream_id\":1,\"name\":\"A\"}]");

  lineup_playground_kill (playground);
  lineup_await_until (is_away, client);
  g_assert_true (lineup_client_find_account (client, "home") == account);
  lineup_playground_start (playground);
  lineup_await_until (is_ready, client);
  g_assert_true (lineup_client_find_account (client, "home") == account);
  g_assert_cmpuint (mirror->n_signals, ==, 1);
  g_assert_cmpuint (lineup_account_get_count (account, "movies"), ==, 1);

  lineup_client_add_account_async (client,
                                   "away",
                                   lineup_playground_make_settings (playground),
                                   NULL,
                                   lineup_await_callback,
                                   &await);
  added = lineup_client_add_account_finish (client, lineup_await (&await), &error);
  g_assert_no_error (error);
  g_assert_true (added == lineup_client_find_account (client, "away"));
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 2);
  lineup_mirror_check (mirror);

  lineup_playground_remove (playground, "away");
  lineup_playground_remove (playground, "home");
  lineup_await_until (is_empty, accounts);
  g_assert_true (lineup_account_is_removed (added));
  lineup_mirror_check (mirror);
}

/* What is removed while nobody listens is gone afterwards. */
static void
test_removed_meanwhile (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);

  lineup_library_add (playground, client, NULL);
  lineup_playground_stop (playground);
  lineup_await_until (is_away, client);
  lineup_playground_forget (playground, "home");
  lineup_playground_start (playground);
  lineup_await_until (is_empty, lineup_client_get_accounts (client));
}

static void
on_setting_failed (LineupAccount *account, const char *name, const GError *error, char **failed)
{
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_INVALID_ARGUMENT);
  *failed = g_strdup (name);
}

static gboolean
is_set (gpointer text)
{
  return *(char **)text != NULL;
}

static gboolean
is_daily (gpointer account)
{
  guint minutes = 0;

  g_object_get (account, "sync-interval", &minutes, NULL);
  return minutes == 720;
}

static void
test_settings (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (playground, client, NULL);
  g_autofree char *failed = NULL;
  g_autoptr (GVariant) value = NULL;
  guint minutes = 0;

  g_signal_connect (account, "setting-failed", G_CALLBACK (on_setting_failed), &failed);
  g_object_set (account, "sync-interval", 5, NULL);
  lineup_await_until (is_set, &failed);
  g_assert_cmpstr (failed, ==, "sync-interval");
  g_object_get (account, "sync-interval", &minutes, NULL);
  g_assert_cmpuint (minutes, ==, 1440);

  g_object_set (account, "sync-interval", 720, NULL);
  lineup_await_until (is_daily, account);
  value = lineup_playground_get (playground, "home", "SyncInterval");
  g_assert_cmpuint (g_variant_get_uint32 (value), ==, 720);
}

static void
on_progress (LineupJobTracker *job, const char *step, GVariant *details, guint *n_steps)
{
  g_assert_true (lineup_job_tracker_is_running (job));
  (*n_steps)++;
}

static void
test_job (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (playground, client, NULL);
  LineupJobTracker *job = lineup_account_get_catalogue_job (account);
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *status = NULL;
  guint n_steps = 0;

  g_signal_connect (job, "progress", G_CALLBACK (on_progress), &n_steps);
  lineup_job_tracker_run_async (job, NULL, NULL, lineup_await_callback, &await);
  status = lineup_job_tracker_run_finish (job, lineup_await (&await), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (status, ==, "completed");
  g_assert_cmpuint (n_steps, >, 6);
  g_assert_false (lineup_job_tracker_is_running (job));
  g_assert_cmpfloat_with_epsilon (lineup_job_tracker_get_fraction (job), 1, 1e-9);
  g_assert_cmpstr (lineup_job_tracker_get_text (job), ==, "Up to date");
}

static gboolean
is_running (gpointer job)
{
  return lineup_job_tracker_is_running (job);
}

static gboolean
is_still (gpointer job)
{
  return !lineup_job_tracker_is_running (job);
}

/* A button starts and cancels; a daemon that ends tells nobody that all went well. */
static void
test_toggle (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (playground, client, NULL);
  LineupJobTracker *job = lineup_account_get_catalogue_job (account);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (GError) error = NULL;

  lineup_playground_set_slow (playground);
  lineup_job_tracker_toggle (job);
  lineup_await_until (is_running, job);
  lineup_job_tracker_toggle (job);
  lineup_await_until (is_still, job);

  lineup_job_tracker_run_async (job, NULL, cancellable, lineup_await_callback, &other);
  lineup_job_tracker_run_async (job, NULL, NULL, lineup_await_callback, &await);
  lineup_await_until (is_running, job);
  g_cancellable_cancel (cancellable);
  g_assert_null (lineup_job_tracker_run_finish (job, lineup_await (&other), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (lineup_job_tracker_is_running (job));

  lineup_playground_kill (playground);
  g_assert_null (lineup_job_tracker_run_finish (job, lineup_await (&await), &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_UNAVAILABLE);
  lineup_playground_start (playground);
}

static void
test_errors (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (playground, client, NULL);
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GError) error = NULL;

  lineup_account_get_item_async (
      account, LINEUP_KIND_MOVIES, 12345, NULL, lineup_await_callback, &await);
  g_assert_null (lineup_account_get_item_finish (account, lineup_await (&await), &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
  g_assert_cmpstr (lineup_error_get_text (error), ==, "There is no such item in the catalogue.");
  g_assert_null (strstr (error->message, "GDBus"));
}

/* A list that was got once, as others want it who have models of their own. */
static void
test_calls (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (
      playground,
      client,
      "[{\"stream_id\":1,\"name\":\"A\"},{\"stream_id\":2,\"name\":\"B\",\"rating\":\"7\"},"
      "{\"stream_id\":3,\"name\":\"C\"}]");
  g_autoptr (GAsyncResult) await = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GListModel) hits = NULL;
  g_autoptr (LineupItem) item = NULL;
  double rating = 0;

  lineup_account_list_items_async (account,
                                   LINEUP_KIND_MOVIES,
                                   g_variant_new_parsed ("{'sort': <'name'>}"),
                                   1,
                                   1,
                                   NULL,
                                   lineup_await_callback,
                                   &await);
  items = lineup_account_list_items_finish (account, lineup_await (&await), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
  item = g_list_model_get_item (items, 0);
  g_assert_cmpstr (lineup_item_get_name (item), ==, "B");
  g_object_get (item, "rating", &rating, NULL);
  g_assert_cmpfloat_with_epsilon (rating, 7, 1e-9);

  lineup_account_search_async (account, "c", NULL, NULL, lineup_await_callback, &other);
  hits = lineup_account_search_finish (account, lineup_await (&other), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (hits), ==, 1);
}

static gboolean
has_items (gpointer model)
{
  return g_list_model_get_n_items (model) != 0;
}

static guint
count (LineupPlace *place)
{
  guint n = 0;

  g_object_get (place, "n-items", &n, NULL);
  return n;
}

static gboolean
has_two (gpointer place)
{
  return count (place) == 2;
}

/* A sidebar: accounts, their kinds, and categories with how much is in them now. */
static void
test_places (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  g_autoptr (LineupPlaceList) list = lineup_place_list_new (client);
  g_autoptr (LineupMirror) mirror = lineup_mirror_new (G_LIST_MODEL (list));
  g_autoptr (LineupPlace) home = NULL;
  g_autoptr (LineupPlace) movies = NULL;
  g_autoptr (LineupPlace) drama = NULL;
  g_autoptr (LineupPlace) again = NULL;
  GListModel *categories = NULL;

  lineup_playground_set_text (playground,
                              "get_vod_categories",
                              "[{\"category_id\":\"5\",\"category_name\":\"Drama\"},"
                              "{\"category_id\":\"6\",\"category_name\":\"Crime\"}]");
  lineup_library_add (
      playground, client, "[{\"stream_id\":1,\"name\":\"A\",\"category_id\":\"5\"}]");
  lineup_mirror_check (mirror);
  home = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (lineup_place_get_name (home), ==, "home");
  g_assert_cmpuint (g_list_model_get_n_items (lineup_place_get_children (home)), ==, 3);
  movies = g_list_model_get_item (lineup_place_get_children (home), 1);
  g_assert_cmpint (lineup_place_get_kind (movies), ==, LINEUP_KIND_MOVIES);
  g_assert_cmpuint (count (movies), ==, 1);

  categories = lineup_place_get_children (movies);
  lineup_await_until (has_items, categories);
  g_assert_cmpuint (g_list_model_get_n_items (categories), ==, 2);
  drama = g_list_model_get_item (categories, 0);
  g_assert_cmpstr (lineup_place_get_name (drama), ==, "Drama");
  g_assert_cmpstr (lineup_place_get_category (drama), ==, "5");
  g_assert_null (lineup_place_get_children (drama));
  g_assert_cmpuint (count (drama), ==, 1);

  lineup_playground_set_text (playground,
                              "get_vod_streams",
                              "[{\"stream_id\":1,\"name\":\"A\",\"category_id\":\"5\"},"
                              "{\"stream_id\":2,\"name\":\"B\",\"category_id\":\"5\"}]");
  lineup_playground_sync (playground, "home");
  lineup_await_until (has_two, drama);
  again = g_list_model_get_item (categories, 0);
  g_assert_true (again == drama);
  g_assert_cmpuint (count (movies), ==, 2);
}

static gboolean
is_inhibited (gpointer account)
{
  gboolean inhibited = FALSE;

  g_object_get (account, "inhibited", &inhibited, NULL);
  return inhibited;
}

static gboolean
is_free (gpointer account)
{
  return !is_inhibited (account);
}

/* What plays has its address and its lease, also beside a daemon that was started anew, and is gone
 * on with. */
static void
test_playback (LineupPlayground *playground)
{
  g_autoptr (LineupClient) client = lineup_library_connect (playground);
  LineupAccount *account = lineup_library_add (
      playground, client, "[{\"stream_id\":1,\"name\":\"A\",\"container_extension\":\"mp4\"}]");
  g_autoptr (LineupItem) item = NULL;
  g_autoptr (GAsyncResult) got = NULL, opened = NULL, ended = NULL, opened_again = NULL;
  g_autoptr (LineupPlayback) playback = NULL;
  g_autoptr (LineupPlayback) another = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *playlist = NULL;

  lineup_account_get_item_async (account, LINEUP_KIND_MOVIES, 1, NULL, lineup_await_callback, &got);
  item = lineup_account_get_item_finish (account, lineup_await (&got), &error);
  g_assert_no_error (error);
  lineup_playback_open_async (item, "test", NULL, NULL, lineup_await_callback, &opened);
  playback = lineup_playback_open_finish (lineup_await (&opened), &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (lineup_playback_get_uri (playback), "/1.mp4"));
  g_assert_cmpstr (lineup_playback_get_title (playback), ==, "A");
  g_assert_nonnull (lineup_playback_get_header (playback, "user-agent"));
  g_assert_false (lineup_playback_try_next (playback));
  playlist = lineup_playback_make_playlist (playback);
  g_assert_true (g_str_has_prefix (playlist, "#EXTM3U\n#EXTINF:-1,A\n#EXTVLCOPT:http-user-agent="));
  lineup_await_until (is_inhibited, account);

  lineup_playground_kill (playground);
  lineup_await_until (is_away, client);
  lineup_playground_start (playground);
  lineup_await_until (is_free, account);
  lineup_await_until (is_inhibited, account);

  lineup_playback_report (playback, 100, 3600);
  lineup_playback_report (playback, 600, 3600);
  lineup_playback_end_async (playback, NULL, lineup_await_callback, &ended);
  g_assert_true (lineup_playback_end_finish (playback, lineup_await (&ended), &error));
  g_assert_no_error (error);
  lineup_await_until (is_free, account);

  lineup_playback_open_async (item, "test", NULL, NULL, lineup_await_callback, &opened_again);
  another = lineup_playback_open_finish (lineup_await (&opened_again), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lineup_playback_get_resume (another), ==, 600);
  lineup_await_until (is_inhibited, account);
  g_clear_object (&another);
  lineup_await_until (is_free, account);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  lineup_playground_test ("/liblineup/accounts", test_accounts);
  lineup_playground_test ("/liblineup/removed-meanwhile", test_removed_meanwhile);
  lineup_playground_test ("/liblineup/settings", test_settings);
  lineup_playground_test ("/liblineup/job", test_job);
  lineup_playground_test ("/liblineup/toggle", test_toggle);
  lineup_playground_test ("/liblineup/errors", test_errors);
  lineup_playground_test ("/liblineup/calls", test_calls);
  lineup_playground_test ("/liblineup/places", test_places);
  lineup_playground_test ("/liblineup/playback", test_playback);
  return g_test_run ();
}
