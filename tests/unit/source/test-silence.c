/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-http.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-foreign-call.h"
#include "lineup-silent-transport.h"
#include "lineup-test-clock.h"

#define URL       "http://panel.example/player_api.php?username=user&password=secret"
#define WIND_DOWN LINEUP_FOREIGN_CALL_WIND_DOWN

typedef struct
{
  LineupTestClock *clock;           /* (owned) */
  LineupHosts *hosts;               /* (owned) */
  LineupSilentTransport *transport; /* (owned) */
  LineupHttp *http;                 /* (owned) */
  GCancellable *cancellable;        /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = lineup_test_clock_new (0);
  fixture->hosts = lineup_hosts_new (LINEUP_CLOCK (fixture->clock));
  fixture->transport = lineup_silent_transport_new (GPOINTER_TO_UINT (data), "[{}]");
  fixture->http = lineup_http_new (LINEUP_TRANSPORT (fixture->transport), fixture->hosts);
  fixture->cancellable = g_cancellable_new ();
}

static void
advance (Fixture *fixture, gint64 microseconds)
{
  lineup_test_clock_advance (fixture->clock, microseconds);
  lineup_await_nothing ();
}

/* What calls back when all is over does no harm, and what it brings is not kept. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  g_assert_finalize_object (fixture->http);
  lineup_silent_transport_speak (fixture->transport);
  lineup_await_nothing ();
  g_assert_finalize_object (fixture->transport);
  g_assert_finalize_object (fixture->hosts);
  g_assert_finalize_object (fixture->cancellable);
  g_assert_finalize_object (fixture->clock);
}

static void
begin_open (Fixture *fixture, LineupAwait **await)
{
  lineup_http_open_async (fixture->http, URL, fixture->cancellable, lineup_await_callback, await);
  lineup_await_nothing ();
}

static LineupBody *
end_open (Fixture *fixture, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = g_steal_pointer (await);

  g_assert_nonnull (result);
  return lineup_http_open_finish (fixture->http, result, error);
}

static LineupBody *
open (Fixture *fixture)
{
  LineupAwait *await = NULL;
  LineupBody *body = NULL;
  g_autoptr (GError) error = NULL;

  begin_open (fixture, &await);
  body = end_open (fixture, &await, &error);
  g_assert_no_error (error);
  return body;
}

static void
begin_read (Fixture *fixture, LineupBody *body, LineupAwait **await)
{
  lineup_body_read_async (body, 100, fixture->cancellable, lineup_await_callback, await);
  lineup_await_nothing ();
}

static GBytes *
end_read (LineupBody *body, LineupAwait **await, GError **error)
{
  g_autoptr (GAsyncResult) result = g_steal_pointer (await);

  g_assert_nonnull (result);
  return lineup_body_read_finish (body, result, error);
}

/* A body that has begun, and a read that has nothing to read. */
static LineupBody *
open_and_read (Fixture *fixture, LineupAwait **await)
{
  LineupBody *body = open (fixture);
  g_autoptr (GBytes) begin = NULL;

  begin_read (fixture, body, await);
  begin = end_read (body, await, NULL);
  g_assert_cmpuint (g_bytes_get_size (begin), ==, sizeof LINEUP_SILENT_TRANSPORT_HEAD - 1);
  begin_read (fixture, body, await);
  return body;
}

/* Nobody asks what has once been silent. */
static void
check_renewed (Fixture *fixture, guint n_sent)
{
  g_autoptr (LineupBody) body = NULL;

  g_assert_cmpuint (lineup_silent_transport_get_renewed (fixture->transport), ==, 1);
  g_cancellable_reset (fixture->cancellable);
  body = open (fixture);
  lineup_body_close (body);
  lineup_await_nothing ();
  g_assert_cmpuint (lineup_silent_transport_get_sent (fixture->transport), ==, n_sent + 1);
}

static void
check_timeout (const GError *error)
{
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
  g_assert_true (lineup_error_is_transient (error));
}

static void
check_limit (Fixture *fixture, gint64 limit)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  begin_open (fixture, &await);
  advance (fixture, limit + WIND_DOWN - 1);
  g_assert_null (await);
  /* The call was told to end a moment ago. */
  advance (fixture, WIND_DOWN);
  g_assert_null (end_open (fixture, &await, &error));
  check_timeout (error);
  check_renewed (fixture, 1);
}

static void
test_connect (Fixture *fixture, gconstpointer data)
{
  check_limit (fixture, LINEUP_HTTP_CONNECT_LIMIT);
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  check_limit (fixture, LINEUP_HTTP_FIRST_BYTE_LIMIT);
}

static void
test_body (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = open_and_read (fixture, &await);

  advance (fixture, LINEUP_BODY_IDLE_LIMIT);
  g_assert_null (await);
  advance (fixture, WIND_DOWN);
  g_assert_null (end_read (body, &await, &error));
  check_timeout (error);
  lineup_body_close (body);
  lineup_await_nothing ();
  check_renewed (fixture, 1);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  LineupBody *body = open (fixture);

  lineup_body_close (body);
  g_object_unref (body);
  advance (fixture, LINEUP_BODY_CLOSE_LIMIT);
  g_assert_cmpuint (lineup_silent_transport_get_renewed (fixture->transport), ==, 0);
  advance (fixture, WIND_DOWN);
  check_renewed (fixture, 1);
}

/* Whoever cancels does not wait for any of these limits. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;

  begin_open (fixture, &await);
  g_cancellable_cancel (fixture->cancellable);
  lineup_await_nothing ();
  advance (fixture, WIND_DOWN - 1);
  g_assert_null (await);
  advance (fixture, 1);
  g_assert_null (end_open (fixture, &await, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check_renewed (fixture, 1);
}

static void
test_cancel_body (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = open_and_read (fixture, &await);

  g_cancellable_cancel (fixture->cancellable);
  lineup_await_nothing ();
  advance (fixture, WIND_DOWN);
  g_assert_null (end_read (body, &await, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_body_close (body);
  lineup_await_nothing ();
  check_renewed (fixture, 1);
}

/* What goes well is left alone, also where something beside it does not. */
static void
test_neighbour (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  LineupAwait *reading = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (GBytes) begin = NULL;

  lineup_silent_transport_set_silence (fixture->transport, LINEUP_SILENCE_NONE);
  body = open (fixture);
  lineup_silent_transport_set_silence (fixture->transport, LINEUP_SILENCE_CONNECT);
  begin_open (fixture, &await);
  advance (fixture, LINEUP_HTTP_CONNECT_LIMIT);
  advance (fixture, WIND_DOWN);
  g_assert_null (end_open (fixture, &await, &error));

  begin_read (fixture, body, &reading);
  begin = end_read (body, &reading, NULL);
  g_assert_cmpuint (g_bytes_get_size (begin), ==, 4);
  lineup_body_close (body);
  lineup_await_nothing ();
  check_renewed (fixture, 2);
}

/* In the moment in which it would be given up, it calls back. */
static void
test_just_in_time (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = NULL;

  begin_open (fixture, &await);
  advance (fixture, LINEUP_HTTP_FIRST_BYTE_LIMIT);
  lineup_silent_transport_speak (fixture->transport);
  lineup_await_nothing ();
  body = end_open (fixture, &await, &error);
  g_assert_no_error (error);
  lineup_body_close (body);
  lineup_await_nothing ();
  g_assert_cmpuint (lineup_silent_transport_get_renewed (fixture->transport), ==, 0);
}

#define ADD(path, silence, test)                                                                   \
  g_test_add ("/silence/" path, Fixture, GUINT_TO_POINTER (silence), set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("connect", LINEUP_SILENCE_CONNECT, test_connect);
  ADD ("answer", LINEUP_SILENCE_ANSWER, test_answer);
  ADD ("body", LINEUP_SILENCE_BODY, test_body);
  ADD ("close", LINEUP_SILENCE_CLOSE, test_close);
  ADD ("cancel/connect", LINEUP_SILENCE_CONNECT, test_cancel);
  ADD ("cancel/answer", LINEUP_SILENCE_ANSWER, test_cancel);
  ADD ("cancel/body", LINEUP_SILENCE_BODY, test_cancel_body);
  ADD ("neighbour", LINEUP_SILENCE_NONE, test_neighbour);
  ADD ("just-in-time", LINEUP_SILENCE_ANSWER, test_just_in_time);

  return g_test_run ();
}
