/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xtream-source.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-fake-panel.h"
#include "lineup-page-probe.h"
#include "lineup-test-clock.h"

#include <libsoup/soup.h>
#include <string.h>

#define USERNAME "al ice&77"
#define PASSWORD "s3cr3t/9?9=é"

typedef struct
{
  LineupTestClock *clock; /* (owned) */
  LineupHosts *hosts;     /* (owned) */
  LineupFakePanel *fake;  /* (owned) */
  LineupRequestLog *log;  /* (unowned) */
  LineupSource *panel;    /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = NULL;
  g_autoptr (LineupServerUrl) url = NULL;

  fixture->clock = lineup_test_clock_new (0);
  fixture->fake = lineup_fake_panel_new ();
  fixture->log = lineup_fake_panel_get_log (fixture->fake);
  lineup_fake_panel_set_credentials (fixture->fake, USERNAME, PASSWORD);
  g_assert_true (lineup_fake_panel_listen (fixture->fake, 0, NULL));
  base = lineup_fake_panel_get_url (fixture->fake);
  url = lineup_server_url_parse (base, NULL, NULL, NULL);
  fixture->hosts = lineup_hosts_new (LINEUP_CLOCK (fixture->clock));
  fixture->panel = lineup_xtream_source_new (
      url, USERNAME, PASSWORD, "Player/1", NULL, NULL, fixture->hosts);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (fixture->panel);
  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  lineup_fake_panel_release (fixture->fake);
  g_object_unref (fixture->fake);
  g_assert_finalize_object (fixture->hosts);
  g_object_unref (fixture->clock);
}

static LineupAccountInfo *
fetch_account (Fixture *fixture, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;

  lineup_source_fetch_account_async (fixture->panel, cancellable, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_source_fetch_account_finish (fixture->panel, result, error);
}

static LineupSourceList *
open_list (Fixture *fixture, LineupList list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;

  lineup_source_open_list_async (fixture->panel, list, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_source_open_list_finish (fixture->panel, result, error);
}

static void
check_no_secret (const GError *error)
{
  const char *const secrets[] = { "ice", "s3cr3t", "127.0.0.1", "player_api", "http:" };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (error->message, secrets[i]));
}

static void
test_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupAccountInfo) info = fetch_account (fixture, NULL, &error);
  g_autoptr (GPtrArray) requests = lineup_request_log_get_all (fixture->log, NULL);

  g_assert_no_error (error);
  g_assert_true (info->authorized);
  g_assert_cmpint (info->status, ==, LINEUP_ACCOUNT_STATUS_ACTIVE);
  g_assert_cmpuint (info->max_connections, ==, 2);

  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_cmpstr (((LineupRequest *)requests->pdata[0])->action, ==, "");
  g_assert_cmpstr (lineup_request_get_header (requests->pdata[0], "user-agent"), ==, "Player/1");
}

static void
test_account_refused (Fixture *fixture, gconstpointer data)
{
  const guint statuses[] = { 401, 403, 404 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *fault = g_strdup_printf ("account=status:%u", statuses[i]);
      g_autoptr (GError) error = NULL;

      lineup_fake_panel_add_fault (fixture->fake, fault);
      g_assert_null (fetch_account (fixture, NULL, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED);
      g_assert_cmpuint (lineup_error_get_http_status (error), ==, statuses[i]);
      g_assert_false (lineup_error_is_transient (error));
      check_no_secret (error);
      lineup_fake_panel_clear_faults (fixture->fake);
    }
}

/* Not every refusal is about the account. */
static void
test_program_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = lineup_fake_panel_new ();
  g_autofree char *elsewhere = NULL;
  const struct
  {
    const char *fault; /* of the panel; NULL: it redirects */
    const char *other; /* (nullable): of where it redirects to */
    const char *words[3];
  } cases[] = {
    { "account=status:403;body:<html><h1>Access denied</h1>",
      NULL,
      { LINEUP_XTREAM_SOURCE_REFUSED, "web page", "user agent" } },
    { "account=status:401;body:\xef\xbb\xbf\r\n<!DOCTYPE html>",
      NULL,
      { LINEUP_XTREAM_SOURCE_REFUSED, "status 401", "user agent" } },
    { "account=status:403;body:no", NULL, { "The panel refused the account with status 403" } },
    { "account=status:403;body:", NULL, { "The panel refused the account with status 403" } },
    { "account=status:404;body:<html>", NULL, { "The panel refused the account with status 404" } },
    { NULL,
      "account=status:404;body:<html>",
      { LINEUP_XTREAM_SOURCE_REFUSED, "redirects to another host", "user agent" } },
    { NULL,
      "account=status:404;body:",
      { LINEUP_XTREAM_SOURCE_REFUSED, "status 404", "user agent" } },
    { NULL,
      "account=status:403;body:no",
      { LINEUP_XTREAM_SOURCE_REFUSED, "password is wrong", "redirects" } },
  };

  g_assert_true (lineup_fake_panel_listen (other, 0, NULL));
  elsewhere = g_strdup_printf (
      "account=redirect:http://127.0.0.1:%u/player_api.php?username=s3cr3t",
      lineup_fake_panel_get_port (other));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%" G_GSIZE_FORMAT, i);
      lineup_fake_panel_clear_faults (fixture->fake);
      lineup_fake_panel_clear_faults (other);
      lineup_fake_panel_add_fault (fixture->fake,
                                   cases[i].fault != NULL ? cases[i].fault : elsewhere);
      if (cases[i].other != NULL)
        lineup_fake_panel_add_fault (other, cases[i].other);
      lineup_test_clock_advance (fixture->clock, 10 * G_USEC_PER_SEC);
      g_assert_null (fetch_account (fixture, NULL, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED);
      for (gsize k = 0; k < G_N_ELEMENTS (cases[i].words) && cases[i].words[k] != NULL; k++)
        g_assert_nonnull (strstr (error->message, cases[i].words[k]));
      check_no_secret (error);
    }
}

static gboolean
has_alarm (gpointer clock)
{
  const gint64 now = lineup_clock_get_monotonic_time (clock);

  return lineup_test_clock_get_next_alarm (clock) == now + LINEUP_PAGE_PROBE_LIMIT;
}

/* A page that does not come is not waited for. */
static void
test_slow_page (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_add_fault (fixture->fake, "account=status:403;stall:1:forever;body: <html>");
  lineup_source_fetch_account_async (fixture->panel, NULL, lineup_await_callback, &await);
  lineup_await_until (has_alarm, fixture->clock);
  lineup_await_nothing ();
  lineup_test_clock_advance (fixture->clock, LINEUP_PAGE_PROBE_LIMIT);
  result = lineup_await (&await);
  g_assert_null (lineup_source_fetch_account_finish (fixture->panel, result, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED);
  g_assert_cmpstr (error->message, ==, "The panel refused the account with status 403");
  lineup_fake_panel_release (fixture->fake);
}

static void
test_account_errors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    LineupError code;
    guint status;
    gboolean transient;
  } cases[] = {
    { "account=status:402", LINEUP_ERROR_SERVER, 402, FALSE },
    { "account=status:500", LINEUP_ERROR_SERVER, 500, TRUE },
    { "account=status:429", LINEUP_ERROR_RATE_LIMITED, 429, TRUE },
    { "account=reset:head", LINEUP_ERROR_OFFLINE, 0, TRUE },
    { "account=cut:20", LINEUP_ERROR_MALFORMED_DATA, 0, TRUE },
    { "account=length:none;cut:20", LINEUP_ERROR_MALFORMED_DATA, 0, TRUE },
    { "account=body:", LINEUP_ERROR_MALFORMED_DATA, 0, TRUE },
    { "account=body:<html>No</html>", LINEUP_ERROR_MALFORMED_DATA, 0, FALSE },
    { "account=body:[]", LINEUP_ERROR_MALFORMED_DATA, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].fault);
      lineup_test_clock_advance (fixture->clock, LINEUP_TOKEN_BUCKET_RECOVERY);
      lineup_fake_panel_add_fault (fixture->fake, cases[i].fault);
      g_assert_null (fetch_account (fixture, NULL, &error));
      g_assert_error (error, LINEUP_ERROR, (int)cases[i].code);
      g_assert_cmpuint (lineup_error_get_http_status (error), ==, cases[i].status);
      g_assert_cmpint (lineup_error_is_transient (error), ==, cases[i].transient);
      check_no_secret (error);
      lineup_fake_panel_clear_faults (fixture->fake);
    }
}

/* A megabyte is a thousand times what an account object takes. */
static void
test_endless_account (Fixture *fixture, gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (3 * 1024 * 1024, ' ');
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_set_text (fixture->fake, "", blanks);
  g_assert_null (fetch_account (fixture, NULL, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
}

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  g_autofree char *actions = NULL;

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupSourceList) stream = open_list (fixture, (LineupList)list, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (lineup_source_list_get_figures (stream).http_status, ==, 200);
      lineup_source_list_close (stream);
    }
  actions = lineup_request_log_get_actions (fixture->log);
  g_assert_cmpstr (actions,
                   ==,
                   "get_live_categories get_live_streams get_vod_categories get_vod_streams "
                   "get_series_categories get_series");
}

static void
test_list_refused (Fixture *fixture, gconstpointer data)
{
  const guint statuses[] = { 401, 403, 404, 500, 884 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *fault = g_strdup_printf ("get_vod_streams=status:%u", statuses[i]);
      g_autoptr (GError) error = NULL;

      lineup_fake_panel_add_fault (fixture->fake, fault);
      g_assert_null (open_list (fixture, LINEUP_LIST_MOVIES, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_SERVER);
      g_assert_cmpuint (lineup_error_get_http_status (error), ==, statuses[i]);
      check_no_secret (error);
      lineup_fake_panel_clear_faults (fixture->fake);
    }
}

static LineupDetails *
fetch_details (Fixture *fixture, LineupKind kind, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;

  lineup_source_fetch_details_async (fixture->panel, kind, id, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_source_fetch_details_finish (fixture->panel, result, error);
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupDetails) movie = NULL;
  g_autoptr (LineupDetails) series = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_set_text (fixture->fake, "get_vod_info", "{\"info\":{\"plot\":\"P\"}}");
  lineup_fake_panel_set_text (fixture->fake, "get_series_info", "{\"episodes\":[{\"id\":7}]}");
  movie = fetch_details (fixture, LINEUP_KIND_MOVIES, 21, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (movie->item.plot, ==, "P");
  series = fetch_details (fixture, LINEUP_KIND_SERIES, G_MAXINT64, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (series->episodes->len, ==, 1);

  requests = lineup_request_log_get_all (fixture->log, NULL);
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_cmpstr (lineup_request_get_param (requests->pdata[0], "action"), ==, "get_vod_info");
  g_assert_cmpstr (lineup_request_get_param (requests->pdata[0], "vod_id"), ==, "21");
  g_assert_cmpstr (lineup_request_get_param (requests->pdata[1], "action"), ==, "get_series_info");
  g_assert_cmpstr (
      lineup_request_get_param (requests->pdata[1], "series_id"), ==, "9223372036854775807");
}

static void
test_details_errors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    LineupError code;
    guint status;
  } cases[] = {
    { "get_vod_info=status:401", LINEUP_ERROR_SERVER, 401 },
    { "get_vod_info=status:404", LINEUP_ERROR_SERVER, 404 },
    { "get_vod_info=status:503", LINEUP_ERROR_SERVER, 503 },
    { "get_vod_info=status:429", LINEUP_ERROR_RATE_LIMITED, 429 },
    { "get_vod_info=reset:head", LINEUP_ERROR_OFFLINE, 0 },
    { "get_vod_info=length:none;cut:9", LINEUP_ERROR_MALFORMED_DATA, 0 },
    { "get_vod_info=body:", LINEUP_ERROR_MALFORMED_DATA, 0 },
    { "get_vod_info=body:<html>No</html>", LINEUP_ERROR_MALFORMED_DATA, 0 },
    { "get_vod_info=body:{\"user_info\":{\"auth\":0}}", LINEUP_ERROR_MALFORMED_DATA, 0 },
  };
  g_autofree char *blanks = g_strnfill (17 * 1024 * 1024, ' ');
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_set_text (fixture->fake, "get_vod_info", "{\"info\":{\"plot\":\"P\"}}");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) case_error = NULL;

      g_test_message ("%s", cases[i].fault);
      lineup_test_clock_advance (fixture->clock, LINEUP_TOKEN_BUCKET_RECOVERY);
      lineup_fake_panel_add_fault (fixture->fake, cases[i].fault);
      g_assert_null (fetch_details (fixture, LINEUP_KIND_MOVIES, 21, &case_error));
      g_assert_error (case_error, LINEUP_ERROR, (int)cases[i].code);
      g_assert_cmpuint (lineup_error_get_http_status (case_error), ==, cases[i].status);
      check_no_secret (case_error);
      lineup_fake_panel_clear_faults (fixture->fake);
    }

  /* Nor is it read for ever. */
  lineup_fake_panel_set_text (fixture->fake, "get_vod_info", blanks);
  g_assert_null (fetch_details (fixture, LINEUP_KIND_MOVIES, 21, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
}

static gboolean
has_arrived (gpointer user_data)
{
  return lineup_request_log_count (user_data, NULL) > 0;
}

static void
check_cancel (Fixture *fixture, const char *fault)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  lineup_fake_panel_add_fault (fixture->fake, fault);
  lineup_source_fetch_account_async (fixture->panel, cancellable, lineup_await_callback, &await);
  lineup_await_until (has_arrived, fixture->log);
  lineup_request_log_wait_held (fixture->log, NULL, 1);
  lineup_await_nothing ();
  g_cancellable_cancel (cancellable);
  result = lineup_await (&await);
  g_assert_null (lineup_source_fetch_account_finish (fixture->panel, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_await_nothing ();
  lineup_request_log_wait_gone (fixture->log, NULL, 1);
}

static void
test_cancel_head (Fixture *fixture, gconstpointer data)
{
  check_cancel (fixture, "account=delay:forever");
}

static void
test_cancel_body (Fixture *fixture, gconstpointer data)
{
  check_cancel (fixture, "account=stall:20:forever");
}

static void
test_cancel_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  lineup_fake_panel_add_fault (fixture->fake, "get_vod_info=delay:forever");
  lineup_source_fetch_details_async (
      fixture->panel, LINEUP_KIND_MOVIES, 1, cancellable, lineup_await_callback, &await);
  lineup_await_until (has_arrived, fixture->log);
  lineup_request_log_wait_held (fixture->log, NULL, 1);
  g_cancellable_cancel (cancellable);
  result = lineup_await (&await);
  g_assert_null (lineup_source_fetch_details_finish (fixture->panel, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_await_nothing ();
  lineup_request_log_wait_gone (fixture->log, NULL, 1);
}

/* The caller cancels when the stream is on its way to him already: whether he gets it or not, the
 * list is not downloaded for nobody. */
static void
test_cancel_in_the_last_moment (Fixture *fixture, gconstpointer data)
{
  for (guint n_rounds = 0; n_rounds < 10; n_rounds++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (LineupSourceList) stream = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      LineupAwait *await = NULL;

      lineup_fake_panel_clear_faults (fixture->fake);
      lineup_fake_panel_add_fault (fixture->fake, "get_vod_streams=stall:1:forever");
      lineup_request_log_clear (fixture->log);
      lineup_test_clock_advance (fixture->clock, LINEUP_TOKEN_BUCKET_RECOVERY);
      lineup_source_open_list_async (
          fixture->panel, LINEUP_LIST_MOVIES, cancellable, lineup_await_callback, &await);
      lineup_await_until (has_arrived, fixture->log);
      lineup_request_log_wait_held (fixture->log, NULL, 1);

      /* The head is there; how much of it was seen depends on the round. */
      for (guint i = 0; i < n_rounds && await == NULL; i++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      result = lineup_await (&await);
      stream = lineup_source_open_list_finish (fixture->panel, result, NULL);
      if (stream != NULL)
        lineup_source_list_close (stream);
      g_clear_object (&result);
      lineup_await_nothing ();
      lineup_request_log_wait_gone (fixture->log, NULL, 1);
    }
}

static gboolean
on_turn (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
on_head (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer cancellable)
{
  g_idle_add_full (G_PRIORITY_HIGH, on_turn, cancellable, NULL);
  return G_SOURCE_REMOVE;
}

/* The caller cancels when the answer's head has been read, and before libsoup says so to itself. */
static void
test_cancel_behind_head (Fixture *fixture, gconstpointer data)
{
  const char *const faults[] = { "account=stall:1:forever",
                                 "account=status:401;stall:1:forever;body:<html>",
                                 "account=status:421;stall:1:forever;body:<html>" };
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, "http://127.0.0.1/");
  const guint got_headers = g_signal_lookup ("got-headers", SOUP_TYPE_MESSAGE);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (LineupAccountInfo) info = NULL;
      g_autoptr (GError) error = NULL;

      lineup_fake_panel_clear_faults (fixture->fake);
      lineup_fake_panel_add_fault (fixture->fake, faults[i]);
      lineup_request_log_clear (fixture->log);
      lineup_test_clock_advance (fixture->clock, LINEUP_TOKEN_BUCKET_RECOVERY);
      g_signal_add_emission_hook (got_headers, 0, on_head, cancellable, NULL);
      info = fetch_account (fixture, cancellable, &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      lineup_await_nothing ();
      lineup_request_log_wait_gone (fixture->log, NULL, 1);
    }
}

/* Where a stream is, and how to ask for it, is known without asking. */
static void
test_stream_address (Fixture *fixture, gconstpointer data)
{
  const LineupStream stream = { .type = LINEUP_STREAM_TYPE_MOVIE, .id = 7, .extension = "mkv" };
  g_autofree char *base = lineup_fake_panel_get_url (fixture->fake);
  g_autofree char *folder = g_strconcat (base, "/movie/al%20ice&77/", NULL);
  g_autoptr (LineupStreamAddress) address = lineup_source_get_stream_address (
      fixture->panel, &stream, NULL);

  lineup_await_nothing ();
  g_assert_true (g_str_has_prefix (address->url, folder));
  g_assert_true (g_str_has_suffix (address->url, "/7.mkv"));
  g_assert_cmpstr (
      lineup_stream_address_get_header (address, LINEUP_STREAM_USER_AGENT), ==, "Player/1");
  g_assert_cmpuint (g_hash_table_size (address->headers), ==, 1);
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 0);
}

static void
test_capabilities (Fixture *fixture, gconstpointer data)
{
  g_assert_true (lineup_source_can (fixture->panel, LINEUP_SOURCE_TELLS_ACCOUNT));
  g_assert_true (lineup_source_can (fixture->panel, LINEUP_SOURCE_TELLS_DETAILS));
  g_assert_true (lineup_source_can (fixture->panel, LINEUP_SOURCE_OPENS_GUIDE));
}

static LineupByteStream *
open_guide (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;

  lineup_source_open_guide_async (fixture->panel, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_source_open_guide_finish (fixture->panel, result, error);
}

static GBytes *
read_all (LineupByteStream *stream)
{
  GByteArray *all = g_byte_array_new ();

  while (TRUE)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      LineupAwait *await = NULL;

      lineup_byte_stream_read_async (stream, 1000, NULL, lineup_await_callback, &await);
      result = lineup_await (&await);
      bytes = lineup_byte_stream_read_finish (stream, result, &error);
      g_assert_no_error (error);
      if (g_bytes_get_size (bytes) == 0)
        return g_byte_array_free_to_bytes (all);
      g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
    }
}

static void
test_guide (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupByteStream) stream = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_set_text (fixture->fake, LINEUP_REQUEST_GUIDE, "<tv></tv>");
  stream = open_guide (fixture, &error);
  g_assert_no_error (error);
  bytes = read_all (stream);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "<tv></tv>", 9);
  g_assert_cmpuint (lineup_byte_stream_get_figures (stream).http_status, ==, 200);
  g_assert_cmpint (lineup_byte_stream_get_figures (stream).length, ==, 9);
  g_assert_cmpuint (lineup_byte_stream_get_figures (stream).received, ==, 9);
  lineup_byte_stream_close (stream);

  requests = lineup_request_log_get_all (fixture->log, LINEUP_REQUEST_GUIDE);
  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_cmpstr (lineup_request_get_param (requests->pdata[0], "username"), ==, USERNAME);
  g_assert_cmpstr (lineup_request_get_param (requests->pdata[0], "password"), ==, PASSWORD);
}

static void
test_no_guide (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *fault;
    LineupError code;
  } cases[] = {
    { NULL, LINEUP_ERROR_NOT_FOUND },
    { "xmltv=status:401", LINEUP_ERROR_SERVER },
    { "xmltv=status:429", LINEUP_ERROR_RATE_LIMITED },
    { "xmltv=status:503", LINEUP_ERROR_SERVER },
    { "xmltv=cut:head", LINEUP_ERROR_OFFLINE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      if (cases[i].fault != NULL)
        lineup_fake_panel_add_fault (fixture->fake, cases[i].fault);
      g_assert_null (open_guide (fixture, &error));
      g_assert_error (error, LINEUP_ERROR, (int)cases[i].code);
      check_no_secret (error);
      lineup_test_clock_advance (fixture->clock, 10 * G_TIME_SPAN_MINUTE);
    }
}

#define ADD(path, test) g_test_add ("/xtream-source/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("account", test_account);
  ADD ("account-refused", test_account_refused);
  ADD ("program-refused", test_program_refused);
  ADD ("slow-page", test_slow_page);
  ADD ("account-errors", test_account_errors);
  ADD ("endless-account", test_endless_account);
  ADD ("lists", test_lists);
  ADD ("list-refused", test_list_refused);
  ADD ("capabilities", test_capabilities);
  ADD ("stream-address", test_stream_address);
  ADD ("details", test_details);
  ADD ("details-errors", test_details_errors);
  ADD ("guide", test_guide);
  ADD ("no-guide", test_no_guide);
  ADD ("cancel-head", test_cancel_head);
  ADD ("cancel-body", test_cancel_body);
  ADD ("cancel-behind-head", test_cancel_behind_head);
  ADD ("cancel-details", test_cancel_details);
  ADD ("cancel-in-the-last-moment", test_cancel_in_the_last_moment);

  return g_test_run ();
}
