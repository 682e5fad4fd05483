/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-http.h"

#include "lineup-error.h"
#include "lineup-http-fixture.h"
#include "lineup-soup-transport.h"
#include "lineup-user-agent.h"

#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static gboolean
has_arrived (gpointer user_data)
{
  return lineup_request_log_count (user_data, NULL) > 0;
}

static void
test_answer (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = lineup_http_fixture_open (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (
      lineup_byte_stream_get_figures (LINEUP_BYTE_STREAM (body)).http_status, ==, 200);
  g_assert_cmpint (lineup_byte_stream_get_figures (LINEUP_BYTE_STREAM (body)).length, ==, 10);
  lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
  g_assert_cmpuint (lineup_byte_stream_get_figures (LINEUP_BYTE_STREAM (body)).received, ==, 10);
}

static void
test_unknown_length (LineupHttpFixture *fixture, gconstpointer data)
{
  const char *const faults[] = { "account=length:none", "account=length:chunked" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (LineupBody) body = NULL;

      lineup_fake_panel_add_fault (fixture->panel, faults[i]);
      body = lineup_http_fixture_open (fixture, NULL);
      g_assert_cmpint (lineup_byte_stream_get_figures (LINEUP_BYTE_STREAM (body)).length, ==, -1);
      lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
      lineup_fake_panel_clear_faults (fixture->panel);
    }
}

/* What it says of itself counts for nothing either way. */
static void
test_compressed (LineupHttpFixture *fixture, gconstpointer data)
{
  const char *const faults[] = { "account=gzip",
                                 "account=gzip:unlabelled",
                                 "account=header:Content-Encoding:gzip",
                                 "account=gzip;header:Content-Encoding:br" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (LineupBody) body = NULL;

      lineup_fake_panel_add_fault (fixture->panel, faults[i]);
      body = lineup_http_fixture_open (fixture, NULL);
      lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
      lineup_fake_panel_clear_faults (fixture->panel);
    }
}

static void
test_user_agent (LineupHttpFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *wanted;
    const char *sent;
  } cases[] = {
    { NULL, LINEUP_USER_AGENT_DEFAULT },  { "Player/1 (x)", "Player/1 (x)" },
    { "", LINEUP_USER_AGENT_DEFAULT },    { " \t ", LINEUP_USER_AGENT_DEFAULT },
    { " Player/1 ", "Player/1" },         { "A\r\nX-B: c", LINEUP_USER_AGENT_DEFAULT },
    { "Pl\303\244yer", "Pl\303\244yer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) requests = NULL;

      lineup_http_fixture_reset (fixture, cases[i].wanted, NULL);
      lineup_http_fixture_expect (fixture);
      requests = lineup_request_log_get_all (fixture->log, NULL);
      g_assert_cmpuint (requests->len, ==, i + 1);
      g_assert_cmpstr (
          lineup_request_get_header (requests->pdata[i], "user-agent"), ==, cases[i].sent);
    }
}

/* Whoever has been let in once need not knock again. */
static void
test_connection_is_kept (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;

  for (guint i = 0; i < 3; i++)
    lineup_http_fixture_expect (fixture);
  requests = lineup_request_log_get_all (fixture->log, NULL);
  g_assert_cmpuint (requests->len, ==, 3);
  g_assert_cmpuint (((LineupRequest *)requests->pdata[2])->connection, ==, 1);
}

static guint64
get_connection (LineupHttpFixture *fixture, guint index)
{
  g_autoptr (GPtrArray) requests = lineup_request_log_get_all (fixture->log, NULL);

  g_assert_cmpuint (index, <, requests->len);
  return ((LineupRequest *)requests->pdata[index])->connection;
}

/* Nor keep a door open that nobody goes through: connections are closed a moment after the last
 * request, and never while one is on its way or its body is read. */
static void
test_connection_is_closed (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupBody) body = NULL;

  lineup_http_fixture_expect (fixture);
  lineup_http_fixture_advance (fixture, LINEUP_KEPT_CONNECTIONS_TIME - 1);
  g_assert_cmpuint (lineup_fake_panel_count_connections (fixture->panel), ==, 1);

  body = lineup_http_fixture_open (fixture, NULL);
  lineup_http_fixture_advance (fixture, LINEUP_KEPT_CONNECTIONS_TIME + 1);
  g_assert_cmpuint (lineup_fake_panel_count_connections (fixture->panel), ==, 1);
  lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
  g_clear_object (&body);
  lineup_await_nothing ();
  lineup_http_fixture_advance (fixture, LINEUP_KEPT_CONNECTIONS_TIME - 1);
  g_assert_cmpuint (lineup_fake_panel_count_connections (fixture->panel), ==, 1);
  lineup_http_fixture_advance (fixture, 1);
  while (lineup_fake_panel_count_connections (fixture->panel) > 0)
    g_thread_yield ();

  lineup_http_fixture_expect (fixture);
  g_assert_cmpuint (get_connection (fixture, 1), ==, 1);
  g_assert_cmpuint (get_connection (fixture, 2), ==, 2);
}

static void
check_tokens_taken (LineupHttpFixture *fixture, guint n_tokens)
{
  for (guint i = n_tokens; i < LINEUP_TOKEN_BUCKET_SIZE; i++)
    lineup_http_fixture_expect (fixture);
  lineup_await_nothing ();
  g_assert_cmpint (
      lineup_test_clock_get_next_alarm (fixture->clock), ==, LINEUP_KEPT_CONNECTIONS_TIME);
}

/* Servers end kept connections whenever they like: the request that finds it out leaves once more,
 * on a new connection, and for another token. */
static void
test_dead_connection (LineupHttpFixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;

  lineup_fake_panel_add_fault (fixture->panel, data);
  lineup_http_fixture_expect (fixture);
  lineup_http_fixture_expect (fixture);
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 3);
  g_assert_cmpuint (get_connection (fixture, 0), ==, get_connection (fixture, 1));
  g_assert_cmpuint (get_connection (fixture, 1), !=, get_connection (fixture, 2));

  check_tokens_taken (fixture, 3);
  lineup_http_fixture_begin_open (fixture, NULL, &await);
  lineup_await_nothing ();
  g_assert_cmpint (
      lineup_test_clock_get_next_alarm (fixture->clock), ==, LINEUP_TOKEN_BUCKET_INTERVAL);
  lineup_http_fixture_advance (fixture, LINEUP_TOKEN_BUCKET_INTERVAL);
  {
    g_autoptr (LineupBody) body = lineup_http_fixture_end_open (fixture, &await, NULL);

    lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
  }
}

/* Where the new one is cut, too, that is that. */
static void
test_dead_connections (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account:2-=cut:head");
  lineup_http_fixture_expect (fixture);
  g_assert_null (lineup_http_fixture_open (fixture, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_OFFLINE);
  lineup_await_nothing ();
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 3);
}

/* Whatever else goes wrong, only our own retry policy asks a second time. */
static void
test_sent_once (LineupHttpFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    LineupError code;
  } cases[] = {
    { "account:1=cut:head", LINEUP_ERROR_OFFLINE },
    { "account:1=reset:head", LINEUP_ERROR_OFFLINE },
    { "account:2=status:401;header:WWW-Authenticate:Basic realm=\"x\"", LINEUP_ERROR_SERVER },
    { "account:2=status:408", LINEUP_ERROR_SERVER },
    { "account:2=status:421", LINEUP_ERROR_SERVER },
  };
  guint n_requests = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].fault);
      lineup_http_fixture_reset (fixture, NULL, NULL);
      lineup_fake_panel_add_fault (fixture->panel, cases[i].fault);
      if (strstr (cases[i].fault, ":2=") != NULL)
        {
          lineup_http_fixture_expect (fixture);
          n_requests++;
        }
      g_assert_null (lineup_http_fixture_open (fixture, &error));
      n_requests++;
      g_assert_error (error, LINEUP_ERROR, (int)cases[i].code);
      lineup_await_nothing ();
      g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, n_requests);
      lineup_fake_panel_clear_faults (fixture->panel);
      lineup_http_fixture_advance (fixture, 2 * LINEUP_TOKEN_BUCKET_INTERVAL);
    }
}

/* A request waits for its token, and no time limit begins before; nobody is asked meanwhile. */
static void
test_token (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *first = NULL;
  LineupAwait *second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  for (guint i = 0; i < LINEUP_TOKEN_BUCKET_SIZE; i++)
    lineup_http_fixture_expect (fixture);
  lineup_http_fixture_begin_open (fixture, cancellable, &first);
  lineup_http_fixture_begin_open (fixture, NULL, &second);
  lineup_await_nothing ();
  g_assert_cmpint (
      lineup_test_clock_get_next_alarm (fixture->clock), ==, LINEUP_TOKEN_BUCKET_INTERVAL);

  g_cancellable_cancel (cancellable);
  g_assert_null (lineup_http_fixture_end_open (fixture, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  lineup_http_fixture_advance (fixture, LINEUP_TOKEN_BUCKET_INTERVAL - 1);
  g_assert_null (second);
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, LINEUP_TOKEN_BUCKET_SIZE);
  lineup_http_fixture_advance (fixture, 1);
  body = lineup_http_fixture_end_open (fixture, &second, NULL);
  lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
  g_assert_cmpuint (
      lineup_request_log_count (fixture->log, NULL), ==, LINEUP_TOKEN_BUCKET_SIZE + 1);
}

static void
test_errors (LineupHttpFixture *fixture, gconstpointer data)
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
    { "*=cut:head", LINEUP_ERROR_OFFLINE, 0, 0 },
    { "*=reset:head", LINEUP_ERROR_OFFLINE, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].fault);
      lineup_fake_panel_add_fault (fixture->panel, cases[i].fault);
      g_assert_null (lineup_http_fixture_open (fixture, &error));
      g_assert_error (error, LINEUP_ERROR, (int)cases[i].code);
      g_assert_cmpuint (lineup_error_get_http_status (error), ==, cases[i].status);
      g_assert_cmpuint (lineup_error_get_retry_after (error), ==, cases[i].retry_after);
      lineup_http_fixture_check_no_secret (fixture, error);
      lineup_fake_panel_clear_faults (fixture->panel);
      lineup_http_fixture_advance (fixture, LINEUP_TOKEN_BUCKET_MAX_PAUSE);
    }
}

/* Whoever asks the host after a refusal waits, a pause that was asked for included; and whatever
 * else goes wrong is no refusal. */
static void
test_refusal (LineupHttpFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    gint64 wait;
  } cases[] = {
    { "account:1=status:500", 0 },
    { "account:1=status:404", 0 },
    { "account:1=cut:head", 0 },
    { "account:1=status:429", 2 * LINEUP_TOKEN_BUCKET_INTERVAL },
    { "account:1=status:503", 2 * LINEUP_TOKEN_BUCKET_INTERVAL },
    { "account:1=status:429;header:Retry-After:7", 7 * G_USEC_PER_SEC },
    { "account:1=status:403;header:Retry-After:3600", LINEUP_TOKEN_BUCKET_MAX_PAUSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LineupAwait *await = NULL;
      g_autoptr (LineupBody) body = NULL;

      g_test_message ("%s", cases[i].fault);
      lineup_http_fixture_reset (fixture, NULL, NULL);
      lineup_fake_panel_add_fault (fixture->panel, cases[i].fault);
      g_assert_null (lineup_http_fixture_open (fixture, NULL));
      lineup_http_fixture_begin_open (fixture, NULL, &await);
      if (cases[i].wait > 0)
        {
          lineup_http_fixture_advance (fixture, cases[i].wait - 1);
          g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 2 * i + 1);
          lineup_http_fixture_advance (fixture, 1);
        }
      body = lineup_http_fixture_end_open (fixture, &await, NULL);
      lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
      lineup_fake_panel_clear_faults (fixture->panel);
      lineup_http_fixture_advance (fixture, LINEUP_TOKEN_BUCKET_RECOVERY);
    }
}

static void
test_refused (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_refuse (fixture->panel);
  g_assert_null (lineup_http_fixture_open (fixture, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_OFFLINE);
  g_assert_true (lineup_error_is_transient (error));
  lineup_http_fixture_check_no_secret (fixture, error);

  g_assert_true (lineup_fake_panel_listen (fixture->panel, 0, NULL));
  body = lineup_http_fixture_open (fixture, NULL);
  lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
}

/* Where chunks are cut libsoup tells nothing: whether a list is whole its own end has to say. */
static void
test_cut_body (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=cut:5");
  body = lineup_http_fixture_open (fixture, NULL);
  g_assert_null (lineup_http_fixture_read_all (body, 1000, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_true (lineup_error_is_transient (error));
  lineup_body_close (body);
}

static void
test_reset_body (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=stall:5:forever;reset:5");
  body = lineup_http_fixture_open (fixture, NULL);
  lineup_request_log_wait_held (fixture->log, NULL, 1);
  lineup_fake_panel_release (fixture->panel);
  g_assert_null (lineup_http_fixture_read_all (body, 1000, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_OFFLINE);
  g_assert_true (lineup_error_is_transient (error));
  lineup_http_fixture_check_no_secret (fixture, error);
  lineup_body_close (body);
}

static void
test_too_long (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = lineup_http_fixture_open (fixture, NULL);
  g_autoptr (LineupBody) again = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_null (lineup_http_fixture_read_all (body, 9, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  lineup_body_close (body);

  again = lineup_http_fixture_open (fixture, NULL);
  bytes = lineup_http_fixture_read_all (again, 10, NULL);
  g_assert_nonnull (bytes);
  lineup_body_close (again);
}

static void
check_timeout (LineupHttpFixture *fixture, const GError *error)
{
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
  g_assert_true (lineup_error_is_transient (error));
  lineup_http_fixture_check_no_secret (fixture, error);
}

static void
test_first_byte_limit (LineupHttpFixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  lineup_http_fixture_begin_open (fixture, NULL, &await);
  lineup_await_until (has_arrived, fixture->log);
  lineup_request_log_wait_held (fixture->log, NULL, 1);

  g_assert_cmpint (
      lineup_test_clock_get_next_alarm (fixture->clock), ==, LINEUP_HTTP_FIRST_BYTE_LIMIT);
  lineup_http_fixture_advance (fixture, LINEUP_HTTP_FIRST_BYTE_LIMIT - 1);
  g_assert_null (await);
  lineup_http_fixture_advance (fixture, 1);
  body = lineup_http_fixture_end_open (fixture, &await, &error);
  g_assert_null (body);
  check_timeout (fixture, error);
  lineup_request_log_wait_gone (fixture->log, NULL, 1);
}

/* An answer that comes late, but in time. */
static void
test_slow_first_byte (LineupHttpFixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (LineupBody) body = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  lineup_http_fixture_begin_open (fixture, NULL, &await);
  lineup_await_until (has_arrived, fixture->log);
  lineup_http_fixture_advance (fixture, LINEUP_HTTP_FIRST_BYTE_LIMIT - 1);
  lineup_request_log_wait_held (fixture->log, NULL, 1);
  lineup_fake_panel_release (fixture->panel);
  body = lineup_http_fixture_end_open (fixture, &await, NULL);
  lineup_http_fixture_check_body (body, LINEUP_HTTP_FIXTURE_BODY);
}

static GBytes *
end_read (LineupBody *body, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);

  *await = NULL;
  return lineup_body_read_finish (body, result, error);
}

static void
test_standstill (LineupHttpFixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=stall:4:forever");
  body = lineup_http_fixture_open (fixture, NULL);
  /* No limit on how long the worker may take between two reads. */
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  lineup_http_fixture_advance (fixture, G_TIME_SPAN_DAY);

  lineup_body_read_async (body, 100, NULL, lineup_await_callback, &await);
  first = end_read (body, &await, NULL);
  g_assert_cmpuint (g_bytes_get_size (first), ==, 4);

  lineup_body_read_async (body, 100, NULL, lineup_await_callback, &await);
  lineup_http_fixture_advance (fixture, LINEUP_BODY_IDLE_LIMIT - 1);
  g_assert_null (await);
  lineup_http_fixture_advance (fixture, 1);
  second = end_read (body, &await, &error);
  g_assert_null (second);
  check_timeout (fixture, error);
  lineup_body_close (body);
  lineup_await_nothing ();
}

static void
test_slow_body (LineupHttpFixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  /* Three bytes, and then one more, as the panel sends its last one by itself. */
  lineup_fake_panel_set_text (fixture->panel, "", "0123");
  lineup_fake_panel_add_fault (fixture->panel, "account=stall:3:forever");
  body = lineup_http_fixture_open (fixture, NULL);
  lineup_body_read_async (body, 100, NULL, lineup_await_callback, &await);
  first = end_read (body, &await, NULL);
  lineup_body_read_async (body, 100, NULL, lineup_await_callback, &await);
  lineup_http_fixture_advance (fixture, LINEUP_BODY_IDLE_LIMIT - 1);
  lineup_request_log_wait_held (fixture->log, NULL, 1);
  lineup_fake_panel_release (fixture->panel);
  second = end_read (body, &await, NULL);
  g_assert_cmpuint (g_bytes_get_size (second), ==, 1);
  lineup_body_close (body);
}

static void
test_cancel (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *await = NULL;
  g_autoptr (GError) before = NULL;
  g_autoptr (GError) at_once = NULL;
  g_autoptr (GError) during = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  lineup_http_fixture_begin_open (fixture, cancellable, &await);
  lineup_await_until (has_arrived, fixture->log);
  g_cancellable_cancel (cancellable);
  g_assert_null (lineup_http_fixture_end_open (fixture, &await, &during));
  g_assert_error (during, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_request_log_wait_gone (fixture->log, NULL, 1);

  lineup_http_fixture_begin_open (fixture, cancellable, &await);
  g_assert_null (lineup_http_fixture_end_open (fixture, &await, &before));
  g_assert_error (before, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 1);

  g_cancellable_reset (cancellable);
  lineup_http_fixture_begin_open (fixture, cancellable, &await);
  g_cancellable_cancel (cancellable);
  g_assert_null (lineup_http_fixture_end_open (fixture, &await, &at_once));
  g_assert_error (at_once, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_body (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (GBytes) first = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=stall:4:forever");
  body = lineup_http_fixture_open (fixture, NULL);
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
test_long_refusal (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "account=status:503;stall:5:forever");
  g_assert_null (lineup_http_fixture_open (fixture, &error));
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
test_connect_limit (LineupHttpFixture *fixture, gconstpointer data)
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
        fixture->url = g_strdup_printf ("http://127.0.0.1:%u" LINEUP_HTTP_FIXTURE_QUERY,
                                        ntohs (address.sin_port));
        lineup_http_fixture_begin_open (fixture, NULL, &await);
        lineup_await_nothing ();
        g_assert_cmpint (
            lineup_test_clock_get_next_alarm (fixture->clock), ==, LINEUP_HTTP_CONNECT_LIMIT);
        lineup_http_fixture_advance (fixture, LINEUP_HTTP_CONNECT_LIMIT - 1);
        g_assert_null (await);
        lineup_http_fixture_advance (fixture, 1);
        g_assert_null (lineup_http_fixture_end_open (fixture, &await, &error));
        check_timeout (fixture, error);
      }
  }

  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    close (fillers[i]);
  close (listener);
}

#define ADD(path, test) ADD_WITH (path, NULL, test)

#define ADD_WITH(path, data, test)                                                                 \
  g_test_add ("/http/" path,                                                                       \
              LineupHttpFixture,                                                                   \
              data,                                                                                \
              lineup_http_fixture_set_up,                                                          \
              test,                                                                                \
              lineup_http_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("answer", test_answer);
  ADD ("unknown-length", test_unknown_length);
  ADD ("compressed", test_compressed);
  ADD ("user-agent", test_user_agent);
  ADD ("connection-is-kept", test_connection_is_kept);
  ADD ("connection-is-closed", test_connection_is_closed);
  ADD_WITH ("dead-connection/cut", "account:2=cut:head", test_dead_connection);
  ADD_WITH ("dead-connection/reset", "account:2=reset:head", test_dead_connection);
  ADD ("dead-connection/again", test_dead_connections);
  ADD ("sent-once", test_sent_once);
  ADD ("token", test_token);
  ADD ("errors", test_errors);
  ADD ("refusal", test_refusal);
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
