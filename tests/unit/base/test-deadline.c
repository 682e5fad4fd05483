/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-deadline.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-test-clock.h"

typedef struct
{
  LineupTestClock *clock;    /* (owned) */
  GCancellable *outer;       /* (owned) */
  LineupDeadline *deadline;  /* (owned) */
  GCancellable *cancellable; /* (owned): what the operation has */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = lineup_test_clock_new (0);
  fixture->outer = g_cancellable_new ();
  fixture->deadline = lineup_deadline_new (LINEUP_CLOCK (fixture->clock), fixture->outer);
  fixture->cancellable = g_object_ref (lineup_deadline_get_cancellable (fixture->deadline));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->deadline);
  g_assert_finalize_object (fixture->cancellable);
  g_assert_finalize_object (fixture->outer);
  g_assert_finalize_object (fixture->clock);
}

static void
advance (Fixture *fixture, gint64 microseconds)
{
  lineup_test_clock_advance (fixture->clock, microseconds);
  lineup_await_nothing ();
}

/* Ends the limit with what an operation with the deadline's cancellable would end with. */
static GError *
finish (Fixture *fixture)
{
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (fixture->cancellable, &error);
  lineup_deadline_finish (fixture->deadline, &error);
  return error;
}

static void
test_expires (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lineup_deadline_set (fixture->deadline, 1000, "It took too long");
  advance (fixture, 999);
  g_assert_false (g_cancellable_is_cancelled (fixture->cancellable));
  advance (fixture, 1);
  g_assert_true (g_cancellable_is_cancelled (fixture->cancellable));
  g_assert_false (g_cancellable_is_cancelled (fixture->outer));

  error = finish (fixture);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
  g_assert_cmpstr (error->message, ==, "It took too long");
  g_assert_true (lineup_error_is_transient (error));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lineup_deadline_set (fixture->deadline, 1000, "It took too long");
  g_cancellable_cancel (fixture->outer);
  g_assert_true (g_cancellable_is_cancelled (fixture->cancellable));
  error = finish (fixture);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupDeadline) late = NULL;

  g_cancellable_cancel (fixture->outer);
  late = lineup_deadline_new (LINEUP_CLOCK (fixture->clock), fixture->outer);
  g_assert_true (g_cancellable_is_cancelled (lineup_deadline_get_cancellable (late)));
}

static void
test_in_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lineup_deadline_set (fixture->deadline, 1000, "It took too long");
  advance (fixture, 999);
  error = finish (fixture);
  g_assert_no_error (error);

  /* Nothing of it is left. */
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  advance (fixture, 1000);
  g_cancellable_cancel (fixture->outer);
  g_assert_false (g_cancellable_is_cancelled (fixture->cancellable));
  lineup_deadline_finish (fixture->deadline, NULL);
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lineup_deadline_set (fixture->deadline, 1000, "No connection");
  advance (fixture, 900);
  lineup_deadline_set (fixture->deadline, 5000, "No answer");
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, 5900);
  advance (fixture, 4999);
  g_assert_false (g_cancellable_is_cancelled (fixture->cancellable));
  advance (fixture, 1);
  g_assert_true (g_cancellable_is_cancelled (fixture->cancellable));

  error = finish (fixture);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
  g_assert_cmpstr (error->message, ==, "No answer");
}

static void
test_moved_nearer (Fixture *fixture, gconstpointer data)
{
  lineup_deadline_set (fixture->deadline, 5000, "No answer");
  lineup_deadline_set (fixture->deadline, 10, "No more");
  advance (fixture, 10);
  g_assert_true (g_cancellable_is_cancelled (fixture->cancellable));
}

/* The operation ended by itself in the moment in which the time was over. */
static void
test_other_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "Refused");

  lineup_deadline_set (fixture->deadline, 10, "It took too long");
  advance (fixture, 10);
  lineup_deadline_finish (fixture->deadline, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_no_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lineup_deadline_set (fixture->deadline, 10, "It took too long");
  advance (fixture, 10);
  lineup_deadline_finish (fixture->deadline, &error);
  g_assert_no_error (error);
}

/* An operation that nobody finishes, such as one whose owner has gone. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  LineupDeadline *dropped = lineup_deadline_new (LINEUP_CLOCK (fixture->clock), fixture->outer);
  g_autoptr (GCancellable) cancellable = g_object_ref (lineup_deadline_get_cancellable (dropped));

  lineup_deadline_set (dropped, 10, "It took too long");
  g_assert_finalize_object (dropped);
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  g_cancellable_cancel (fixture->outer);
  g_assert_false (g_cancellable_is_cancelled (cancellable));
}

static void
test_without_cancellable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupDeadline) alone = lineup_deadline_new (LINEUP_CLOCK (fixture->clock), NULL);

  lineup_deadline_set (alone, 10, "It took too long");
  advance (fixture, 10);
  g_assert_true (g_cancellable_is_cancelled (lineup_deadline_get_cancellable (alone)));
  lineup_deadline_finish (alone, NULL);
}

#define ADD(path, test) g_test_add ("/deadline/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("expires", test_expires);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("in-time", test_in_time);
  ADD ("moved", test_moved);
  ADD ("moved-nearer", test_moved_nearer);
  ADD ("other-error", test_other_error);
  ADD ("no-error", test_no_error);
  ADD ("dropped", test_dropped);
  ADD ("without-cancellable", test_without_cancellable);

  return g_test_run ();
}
