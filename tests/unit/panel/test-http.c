/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "panel/lineup-http.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-fake-panel.h"
#include "lineup-test-clock.h"

#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define USERNAME "alice77"
#define PASSWORD "s3cr3t99"
#define QUERY    "/player_api.php?username=" USERNAME "&password=" PASSWORD

typedef struct
{
  LineupTestClock *clock; /* (owned) */
  LineupFakePanel *panel; /* (owned) */
  LineupRequestLog *log;  /* (unowned) */
  char *url;              /* (owned): of the account request */
  LineupHttp *http;       /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = NULL;

  fixture->clock = lineup_test_clock_new (0);
  fixture->panel = lineup_fake_panel_new ();
  fixture->log = lineup_fake_panel_get_log (fixture->panel);
  lineup_fake_panel_set_credentials (fixture->panel, USERNAME, PASSWORD);
  lineup_fake_panel_set_text (fixture->panel, "", "0123456789");
  g_assert_true (lineup_fake_panel_listen (fixture->panel, 0, NULL));
  base = lineup_fake_panel_get_url (fixture->panel);
  fixture->url = g_strconcat (base, QUERY, NULL);
  fixture->http = lineup_http_new (LINEUP_CLOCK (fixture->clock), NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (fixture->http);
  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  lineup_fake_panel_release (fixture->panel);
  g_object_unref (fixture->panel);
  g_object_unref (fixture->clock);
  g_free (fixture->url);
}

static void
begin_open (Fixture *fixture, GCancellable *cancellable, LineupAwait **await)
{
  lineup_http_open_async (fixture->http, fixture->url, cancellable, lineup_await_callback, await);
}

static LineupBody *
end_open (Fixture *fixture, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);

  *await = NULL;
  return lineup_http_open_finish (fixture->http, result, error);
}

static LineupBody *
open_body (Fixture *fixture, GError **error)
{
  LineupAwait *await = NULL;

  begin_open (fixture, NULL, &await);
  return end_open (fixture, &await, error);
}

static GBytes *
read_all (LineupBody *body, gsize max_length, GError **error)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_body_read_all_async (body, max_length, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_body_read_all_finish (body, result, error);
}

static void
check_body (LineupBody *body, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = read_all (body, 1000, &error);
  gsize length = 0;
  const char *text = NULL;

  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &length);
  g_assert_cmpmem (text, length, expected, strlen (expected));
  lineup_body_close (body);
}

static void
check_no_secret (Fixture *fixture, const GError *error)
{
  g_autofree char *port = g_strdup_printf ("%u", lineup_fake_panel_get_port (fixture->panel));
  const char *const secrets[] = { USERNAME, PASSWORD, "127.0.0.1", port, "player_api", "http:" };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (error->message, secrets[i]));
}

static gboolean
has_arrived (gpointer user_data)
{
  return lineup_request_log_count (user_data, NULL) > 0;
}

static void
advance (Fixture *fixture, gint64 microseconds)
{
  lineup_test_clock_advance (fixture->clock, microseconds);
  lineup_await_nothing ();
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = open_body (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lineup_body_get_http_status (body), ==, 200);
  g_assert_cmpint (lineup_body_get_length (body), ==, 10);
  check_body (body, "0123456789");
  g_assert_cmpuint (lineup_body_get_received (body), ==, 10);
}

static void
test_unknown_length (Fixture *fixture, gconstpointer data)
{
  const char *const faults[] = { "account=length:none", "account=length:chunked" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (LineupBody) body = NULL;

      lineup_fake_panel_add_fault (fixture->panel, faults[i]);
      body = open_body (fixture, NULL);
      g_assert_cmpint (lineup_body_get_length (body), ==, -1);
      check_body (body, "0123456789");
      lineup_fake_panel_clear_faults (fixture->panel);
    }
}

/* What it says of itself counts for nothing either way. */
static void
test_compressed (Fixture *fixture, gconstpointer data)
{
  const char *const faults[] = { "account=gzip",
                                 "account=gzip:unlabelled",
                                 "account=header:Content-Encoding:gzip",
                                 "account=gzip;header:Content-Encoding:br" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (LineupBody) body = NULL;

      lineup_fake_panel_add_fault (fixture->panel, faults[i]);
      body = open_body (fixture, NULL);
      check_body (body, "0123456789");
      lineup_fake_panel_clear_faults (fixture->panel);
    }
}

static void
test_user_agent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupHttp) own = lineup_http_new (
      LINEUP_CLOCK (fixture->clock), "Player/1 (x)", NULL);
  g_autoptr (LineupBody) first = open_body (fixture, NULL);
  g_autoptr (LineupBody) second = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  LineupAwait *await = NULL;

  check_body (first, "0123456789");
  lineup_http_open_async (own, fixture->url, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  second = lineup_http_open_finish (own, result, NULL);
  check_body (second, "0123456789");

  requests = lineup_request_log_get_all (fixture->log, NULL);
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_true (
      g_str_has_prefix (lineup_request_get_header (requests->pdata[0], "user-agent"), "VLC/"));
  g_assert_null (strstr (lineup_request_get_header (requests->pdata[0], "user-agent"), "soup"));
  g_assert_cmpstr (
      lineup_request_get_header (requests->pdata[1], "user-agent"), ==, "Player/1 (x)");
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = lineup_fake_panel_get_url (fixture->panel);
  g_autofree char *fault = g_strdup_printf ("account:1=redirect:%s/moved" QUERY, base);
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_add_fault (fixture->panel, fault);
  body = open_body (fixture, NULL);
  check_body (body, "0123456789");

  requests = lineup_request_log_get_all (fixture->log, NULL);
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_cmpstr (((LineupRequest *)requests->pdata[1])->path, ==, "/moved/player_api.php");
  g_assert_cmpstr (lineup_request_get_param (requests->pdata[1], "password"), ==, PASSWORD);
}

static void
test_endless_redirect (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fault = g_strdup_printf ("*=redirect:%s", fixture->url);
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_add_fault (fixture->panel, fault);
  g_assert_null (open_body (fixture, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_SERVER);
  g_assert_false (lineup_error_is_transient (error));
  check_no_secret (fixture, error);
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), <=, 30);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    LineupError code;
    guint status;
    guint retry_after;
  } cases[] = {
    { "*=status:404", LINEUP_ERROR_SERVER, 404, 0 },
    { "*=status:503;header:Retry-After:3", LINEUP_ERROR_SERVER, 503, 3 },
    { "*=status:429;header:Retry-After: 7 ", LINEUP_ERROR_RATE_LIMITED, 429, 7 },
    { "*=status:884", LINEUP_ERROR_SERVER, 884, 0 },
    { "*=status:302", LINEUP_ERROR_SERVER, 302, 0 },
    { "*=redirect:http://", LINEUP_ERROR_SERVER, 0, 0 },
    { "*=cut:head", LINEUP_ERROR_OFFLINE, 0, 0 },
    { "*=reset:head", LINEUP_ERROR_OFFLINE, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].fault);
      lineup_fake_panel_add_fault (fixture->panel, cases[i].fault);
      g_assert_null (open_body (fixture, &error));
      g_assert_error (error, LINEUP_ERROR, (int)cases[i].code);
      g_assert_cmpuint (lineup_error_get_http_status (error), ==, cases[i].status);
      g_assert_cmpuint (lineup_error_get_retry_after (error), ==, cases[i].retry_after);
      check_no_secret (fixture, error);
      lineup_fake_panel_clear_faults (fixture->panel);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_refuse (fixture->panel);
  g_assert_null (open_body (fixture, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_OFFLINE);
  g_assert_true (lineup_error_is_transient (error));
  check_no_secret (fixture, error);

  g_assert_true (lineup_fake_panel_listen (fixture->panel, 0, NULL));
  body = open_body (fixture, NULL);
  check_body (body, "0123456789");
}

/* Where chunks are cut libsoup tells nothing: whether a list is whole its own end has to say. */
static void
test_cut_body (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=cut:5");
  body = open_body (fixture, NULL);
  g_assert_null (read_all (body, 1000, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_true (lineup_error_is_transient (error));
  lineup_body_close (body);
}

static void
test_reset_body (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=stall:5:forever;reset:5");
  body = open_body (fixture, NULL);
  lineup_request_log_wait_held (fixture->log, NULL, 1);
  lineup_fake_panel_release (fixture->panel);
  g_assert_null (read_all (body, 1000, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_OFFLINE);
  g_assert_true (lineup_error_is_transient (error));
  check_no_secret (fixture, error);
  lineup_body_close (body);
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = open_body (fixture, NULL);
  g_autoptr (LineupBody) again = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_null (read_all (body, 9, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  lineup_body_close (body);

  again = open_body (fixture, NULL);
  bytes = read_all (again, 10, NULL);
  g_assert_nonnull (bytes);
  lineup_body_close (again);
}

static void
check_timeout (Fixture *fixture, const GError *error)
{
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
  g_assert_true (lineup_error_is_transient (error));
  check_no_secret (fixture, error);
}

static void
test_first_byte_limit (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  begin_open (fixture, NULL, &await);
  lineup_await_until (has_arrived, fixture->log);
  lineup_request_log_wait_held (fixture->log, NULL, 1);

  g_assert_cmpint (
      lineup_test_clock_get_next_alarm (fixture->clock), ==, LINEUP_HTTP_FIRST_BYTE_LIMIT);
  advance (fixture, LINEUP_HTTP_FIRST_BYTE_LIMIT - 1);
  g_assert_null (await);
  advance (fixture, 1);
  body = end_open (fixture, &await, &error);
  g_assert_null (body);
  check_timeout (fixture, error);
  lineup_request_log_wait_gone (fixture->log, NULL, 1);
}

/* An answer that comes late, but in time. */
static void
test_slow_first_byte (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  begin_open (fixture, NULL, &await);
  lineup_await_until (has_arrived, fixture->log);
  advance (fixture, LINEUP_HTTP_FIRST_BYTE_LIMIT - 1);
  lineup_request_log_wait_held (fixture->log, NULL, 1);
  lineup_fake_panel_release (fixture->panel);
  body = end_open (fixture, &await, NULL);
  check_body (body, "0123456789");
}

static GBytes *
end_read (LineupBody *body, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);

  *await = NULL;
  return lineup_body_read_finish (body, result, error);
}

static void
test_standstill (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=stall:4:forever");
  body = open_body (fixture, NULL);
  /* No limit on how long the worker may take between two reads. */
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  advance (fixture, G_TIME_SPAN_DAY);

  lineup_body_read_async (body, 100, NULL, lineup_await_callback, &await);
  first = end_read (body, &await, NULL);
  g_assert_cmpuint (g_bytes_get_size (first), ==, 4);

  lineup_body_read_async (body, 100, NULL, lineup_await_callback, &await);
  advance (fixture, LINEUP_BODY_IDLE_LIMIT - 1);
  g_assert_null (await);
  advance (fixture, 1);
  second = end_read (body, &await, &error);
  g_assert_null (second);
  check_timeout (fixture, error);
  lineup_body_close (body);
  lineup_await_nothing ();
}

static void
test_slow_body (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  /* Three bytes, and then one more, as the panel sends its last one by itself. */
  lineup_fake_panel_set_text (fixture->panel, "", "0123");
  lineup_fake_panel_add_fault (fixture->panel, "account=stall:3:forever");
  body = open_body (fixture, NULL);
  lineup_body_read_async (body, 100, NULL, lineup_await_callback, &await);
  first = end_read (body, &await, NULL);
  lineup_body_read_async (body, 100, NULL, lineup_await_callback, &await);
  advance (fixture, LINEUP_BODY_IDLE_LIMIT - 1);
  lineup_request_log_wait_held (fixture->log, NULL, 1);
  lineup_fake_panel_release (fixture->panel);
  second = end_read (body, &await, NULL);
  g_assert_cmpuint (g_bytes_get_size (second), ==, 1);
  lineup_body_close (body);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *await = NULL;
  g_autoptr (GError) before = NULL;
  g_autoptr (GError) at_once = NULL;
  g_autoptr (GError) during = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  begin_open (fixture, cancellable, &await);
  lineup_await_until (has_arrived, fixture->log);
  g_cancellable_cancel (cancellable);
  g_assert_null (end_open (fixture, &await, &during));
  g_assert_error (during, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_request_log_wait_gone (fixture->log, NULL, 1);

  begin_open (fixture, cancellable, &await);
  g_assert_null (end_open (fixture, &await, &before));
  g_assert_error (before, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 1);

  g_cancellable_reset (cancellable);
  begin_open (fixture, cancellable, &await);
  g_cancellable_cancel (cancellable);
  g_assert_null (end_open (fixture, &await, &at_once));
  g_assert_error (at_once, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_body (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (GBytes) first = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=stall:4:forever");
  body = open_body (fixture, NULL);
  lineup_body_read_async (body, 100, cancellable, lineup_await_callback, &await);
  first = end_read (body, &await, NULL);
  lineup_body_read_async (body, 100, cancellable, lineup_await_callback, &await);
  lineup_await_nothing ();
  g_cancellable_cancel (cancellable);
  g_assert_null (end_read (body, &await, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  lineup_body_close (body);
  lineup_await_nothing ();
  lineup_request_log_wait_gone (fixture->log, NULL, 1);
}

/* The body of a refusal is of no use, and its connection not kept for it. */
static void
test_long_refusal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=status:503;stall:5:forever");
  g_assert_null (open_body (fixture, &error));
  g_assert_cmpuint (lineup_error_get_http_status (error), ==, 503);
  lineup_await_nothing ();
  lineup_request_log_wait_gone (fixture->log, NULL, 1);
}

static int
connect_without_waiting (const struct sockaddr_in *address)
{
  const int fd = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  connect (fd, (const struct sockaddr *)address, sizeof *address);
  return fd;
}

/* A socket that takes no connection: its backlog is full, and the kernel drops what else comes. */
static void
test_connect_limit (Fixture *fixture, gconstpointer data)
{
  const int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;
  int fillers[4];
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (listener, (struct sockaddr *)&address, sizeof address), ==, 0);
  g_assert_cmpint (listen (listener, 0), ==, 0);
  g_assert_cmpint (getsockname (listener, (struct sockaddr *)&address, &length), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    fillers[i] = connect_without_waiting (&address);

  {
    struct pollfd last = { .fd = fillers[G_N_ELEMENTS (fillers) - 1], .events = POLLOUT };

    /* On loopback a connection that is taken is there at once. */
    if (poll (&last, 1, 0) != 0)
      g_test_skip ("This kernel's backlog is never full");
    else
      {
        g_free (fixture->url);
        fixture->url = g_strdup_printf ("http://127.0.0.1:%u" QUERY, ntohs (address.sin_port));
        begin_open (fixture, NULL, &await);
        lineup_await_nothing ();
        g_assert_cmpint (
            lineup_test_clock_get_next_alarm (fixture->clock), ==, LINEUP_HTTP_CONNECT_LIMIT);
        advance (fixture, LINEUP_HTTP_CONNECT_LIMIT - 1);
        g_assert_null (await);
        advance (fixture, 1);
        g_assert_null (end_open (fixture, &await, &error));
        check_timeout (fixture, error);
      }
  }

  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    close (fillers[i]);
  close (listener);
}

#define ADD(path, test) g_test_add ("/http/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("answer", test_answer);
  ADD ("unknown-length", test_unknown_length);
  ADD ("compressed", test_compressed);
  ADD ("user-agent", test_user_agent);
  ADD ("redirect", test_redirect);
  ADD ("endless-redirect", test_endless_redirect);
  ADD ("errors", test_errors);
  ADD ("refused", test_refused);
  ADD ("cut-body", test_cut_body);
  ADD ("reset-body", test_reset_body);
  ADD ("too-long", test_too_long);
  ADD ("first-byte-limit", test_first_byte_limit);
  ADD ("slow-first-byte", test_slow_first_byte);
  ADD ("standstill", test_standstill);
  ADD ("slow-body", test_slow_body);
  ADD ("cancel", test_cancel);
  ADD ("cancel-body", test_cancel_body);
  ADD ("long-refusal", test_long_refusal);
  ADD ("connect-limit", test_connect_limit);

  return g_test_run ();
}
