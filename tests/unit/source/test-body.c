/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-body.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-test-clock.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <unistd.h>

#define RATE ((gsize)(LINEUP_BODY_STRETCH / (LINEUP_BODY_STRETCH_LIMIT / G_USEC_PER_SEC)))

/* A body whose bytes come when the test sends them. */
typedef struct
{
  LineupTestClock *clock; /* (owned) */
  LineupBody *body;       /* (owned) */
  int pipe;               /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  int ends[2] = { -1, -1 };
  g_autoptr (GInputStream) stream = NULL;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  stream = g_unix_input_stream_new (ends[0], TRUE);
  fixture->pipe = ends[1];
  fixture->clock = lineup_test_clock_new (0);
  fixture->body = lineup_body_new (stream, NULL, LINEUP_CLOCK (fixture->clock), 200, -1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_body_close (fixture->body);
  lineup_await_finalize (fixture->body);
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  g_assert_finalize_object (fixture->clock);
  close (fixture->pipe);
}

/* Waits for @length bytes that come after @pause. Returns: whether they did, FALSE with an error
 * after which no time has passed. */
static gboolean
receive (Fixture *fixture, gsize length, gint64 pause, GError **error)
{
  g_autofree char *blanks = g_strnfill (length, ' ');
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;

  lineup_body_read_async (fixture->body, length, NULL, lineup_await_callback, &await);
  lineup_await_nothing ();
  lineup_test_clock_advance (fixture->clock, pause);
  lineup_await_nothing ();
  if (await == NULL)
    g_assert_cmpint (write (fixture->pipe, blanks, length), ==, (gssize)length);
  result = lineup_await (&await);
  bytes = lineup_body_read_finish (fixture->body, result, error);
  if (bytes != NULL)
    g_assert_cmpuint (g_bytes_get_size (bytes), ==, length);
  return bytes != NULL;
}

static void
check_too_slow (const GError *error)
{
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
  g_assert_true (lineup_error_is_transient (error));
}

/* Receives @length bytes every two seconds. Returns: after which time it was too slow. */
static gint64
drip (Fixture *fixture, gsize length)
{
  const gint64 began = lineup_clock_get_monotonic_time (LINEUP_CLOCK (fixture->clock));
  g_autoptr (GError) error = NULL;

  while (receive (fixture, length, 2 * G_USEC_PER_SEC, &error))
    ;
  check_too_slow (error);
  return lineup_clock_get_monotonic_time (LINEUP_CLOCK (fixture->clock)) - began;
}

static void
test_drip (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (drip (fixture, 1), ==, LINEUP_BODY_STRETCH_LIMIT);
}

/* Also of a body that began well. */
static void
test_drip_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    receive (fixture, 16 * 1024, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (drip (fixture, 1), ==, LINEUP_BODY_STRETCH_LIMIT);
}

static void
test_slow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    receive (fixture, 3 * RATE, 2 * G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
  g_assert_cmpint (drip (fixture, RATE), ==, LINEUP_BODY_STRETCH_LIMIT);
}

/* Whoever takes his time between two reads is not the panel. */
static void
test_slow_reader (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      lineup_test_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
      receive (fixture, 1, 0, &error);
    }
  g_assert_no_error (error);
}

#define ADD(path, test) g_test_add ("/body/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("drip", test_drip);
  ADD ("drip-later", test_drip_later);
  ADD ("slow", test_slow);
  ADD ("slow-reader", test_slow_reader);

  return g_test_run ();
}
