/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-hosts.h"
#include "lineup-token-bucket.h"

#include "lineup-await.h"
#include "lineup-test-clock.h"

#define SIZE     LINEUP_TOKEN_BUCKET_SIZE
#define INTERVAL LINEUP_TOKEN_BUCKET_INTERVAL

#define MAX_INTERVAL LINEUP_TOKEN_BUCKET_MAX_INTERVAL
#define RECOVERY     LINEUP_TOKEN_BUCKET_RECOVERY

/* Someone who takes a token, and when he got it. */
typedef struct
{
  LineupTestClock *clock;    /* (unowned) */
  GCancellable *cancellable; /* (owned) */
  GArray *departures;        /* (unowned) (element-type gint64) */
  gint64 departed;           /* -1: not yet */
  gboolean cancelled;
} Taker;

typedef struct
{
  LineupTestClock *clock;    /* (owned) */
  LineupTokenBucket *bucket; /* (owned) */
  GArray *departures;        /* (owned) (element-type gint64) */
  Taker takers[400];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = lineup_test_clock_new (0);
  fixture->bucket = lineup_token_bucket_new (LINEUP_CLOCK (fixture->clock));
  fixture->departures = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < G_N_ELEMENTS (fixture->takers); i++)
    fixture->takers[i] = (Taker){ .clock = fixture->clock,
                                  .cancellable = g_cancellable_new (),
                                  .departures = fixture->departures,
                                  .departed = -1 };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_nothing ();
  /* Nobody waits: no alarm, no reference, no handler is left. */
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  g_assert_finalize_object (fixture->bucket);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->takers); i++)
    g_assert_finalize_object (fixture->takers[i].cancellable);
  g_assert_finalize_object (fixture->clock);
  g_array_unref (fixture->departures);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Taker *taker = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (taker->departed == -1 && !taker->cancelled);
  if (lineup_token_bucket_take_finish (LINEUP_TOKEN_BUCKET (source), result, &error))
    {
      taker->departed = lineup_clock_get_monotonic_time (LINEUP_CLOCK (taker->clock));
      g_array_append_val (taker->departures, taker->departed);
      return;
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  taker->cancelled = TRUE;
}

static void
take (Fixture *fixture, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    lineup_token_bucket_take_async (
        fixture->bucket, fixture->takers[i].cancellable, on_taken, &fixture->takers[i]);
  lineup_await_nothing ();
}

static void
advance (Fixture *fixture, gint64 microseconds)
{
  lineup_test_clock_advance (fixture->clock, microseconds);
  lineup_await_nothing ();
}

static void
check_departed (Fixture *fixture, guint n)
{
  g_assert_cmpuint (fixture->departures->len, ==, n);
}

static void
test_burst_and_pace (Fixture *fixture, gconstpointer data)
{
  take (fixture, 0, SIZE + 3);
  check_departed (fixture, SIZE);
  for (guint i = 0; i < 3; i++)
    {
      advance (fixture, INTERVAL - 1);
      check_departed (fixture, SIZE + i);
      advance (fixture, 1);
      check_departed (fixture, SIZE + i + 1);
      g_assert_cmpint (fixture->takers[SIZE + i].departed, ==, (i + 1) * INTERVAL);
    }
}

static void
test_refill (Fixture *fixture, gconstpointer data)
{
  g_assert_true (lineup_token_bucket_is_full (fixture->bucket));
  take (fixture, 0, SIZE);
  g_assert_false (lineup_token_bucket_is_full (fixture->bucket));

  /* Three tokens later. */
  advance (fixture, 3 * INTERVAL + INTERVAL / 2);
  take (fixture, SIZE, 4);
  check_departed (fixture, SIZE + 3);
  advance (fixture, INTERVAL / 2);
  check_departed (fixture, SIZE + 4);

  /* Full is full, however long nobody comes. */
  advance (fixture, SIZE * INTERVAL - 1);
  g_assert_false (lineup_token_bucket_is_full (fixture->bucket));
  advance (fixture, 1);
  g_assert_true (lineup_token_bucket_is_full (fixture->bucket));
  advance (fixture, G_TIME_SPAN_DAY);
  take (fixture, 100, SIZE + 1);
  check_departed (fixture, SIZE + 4 + SIZE);
  advance (fixture, INTERVAL);
  check_departed (fixture, SIZE + 4 + SIZE + 1);
}

static void
test_cancel_waiting (Fixture *fixture, gconstpointer data)
{
  take (fixture, 0, SIZE + 3);
  g_cancellable_cancel (fixture->takers[SIZE].cancellable);
  lineup_await_nothing ();
  g_assert_true (fixture->takers[SIZE].cancelled);
  g_assert_cmpint (fixture->takers[SIZE + 1].departed, ==, -1);

  /* The others move up: nothing was taken. */
  advance (fixture, INTERVAL);
  g_assert_cmpint (fixture->takers[SIZE + 1].departed, ==, INTERVAL);
  g_cancellable_cancel (fixture->takers[SIZE + 2].cancellable);
  lineup_await_nothing ();
  g_assert_true (fixture->takers[SIZE + 2].cancelled);
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_cancellable_cancel (fixture->takers[0].cancellable);
  take (fixture, 0, SIZE + 1);
  g_assert_true (fixture->takers[0].cancelled);
  check_departed (fixture, SIZE);
}

static void
test_without_cancellable (Fixture *fixture, gconstpointer data)
{
  take (fixture, 0, SIZE);
  lineup_token_bucket_take_async (fixture->bucket, NULL, on_taken, &fixture->takers[SIZE]);
  advance (fixture, INTERVAL);
  check_departed (fixture, SIZE + 1);
}

/* Whenever they come and go: in no span of time more than there may be, and all in their order. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  const gint64 *times = NULL;
  gint64 latest = 0;
  guint n_taken = 0;

  while (n_taken < G_N_ELEMENTS (fixture->takers))
    {
      const guint n = (guint)g_test_rand_int_range (0, 12);
      const guint left = (guint)G_N_ELEMENTS (fixture->takers) - n_taken;

      take (fixture, n_taken, MIN (n, left));
      n_taken += MIN (n, left);
      if (n_taken > 0 && g_test_rand_bit ())
        g_cancellable_cancel (fixture->takers[g_test_rand_int_range (0, (int)n_taken)].cancellable);
      advance (fixture, g_test_rand_int_range (0, 3 * INTERVAL));
    }
  for (guint i = 0; i < n_taken; i++)
    advance (fixture, INTERVAL);

  times = (const gint64 *)(gconstpointer)fixture->departures->data;
  for (guint i = 0; i < fixture->departures->len; i++)
    {
      for (guint j = i; j < fixture->departures->len; j++)
        g_assert_cmpint (j - i + 1, <=, SIZE + (times[j] - times[i]) / INTERVAL);
    }
  for (guint i = 0; i < n_taken; i++)
    {
      g_assert_true (fixture->takers[i].cancelled != (fixture->takers[i].departed >= 0));
      if (fixture->takers[i].departed >= 0)
        {
          g_assert_cmpint (fixture->takers[i].departed, >=, latest);
          latest = fixture->takers[i].departed;
        }
    }
}

/* Each refusal doubles the time between two requests, and nothing is saved up meanwhile. */
static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const gint64 intervals[] = { 2 * INTERVAL,  4 * INTERVAL, 8 * INTERVAL, 16 * INTERVAL,
                                      32 * INTERVAL, MAX_INTERVAL, MAX_INTERVAL };
  guint n_taken = 1;

  take (fixture, 0, n_taken);
  for (gsize i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      lineup_token_bucket_refuse (fixture->bucket, 0);
      take (fixture, n_taken, 2);
      for (guint j = 0; j < 2; j++)
        {
          check_departed (fixture, n_taken);
          advance (fixture, intervals[i] - 1);
          check_departed (fixture, n_taken);
          advance (fixture, 1);
          check_departed (fixture, ++n_taken);
        }
      advance (fixture, intervals[i]);
    }
}

/* Requests that wait already wait longer. */
static void
test_refused_while_waiting (Fixture *fixture, gconstpointer data)
{
  take (fixture, 0, SIZE + 1);
  lineup_token_bucket_refuse (fixture->bucket, 0);
  advance (fixture, 2 * INTERVAL - 1);
  check_departed (fixture, SIZE);
  advance (fixture, 1);
  check_departed (fixture, SIZE + 1);
}

/* What one was told holds for all, up to a minute, and is not undone by another refusal. */
static void
test_pause (Fixture *fixture, gconstpointer data)
{
  take (fixture, 0, 1);
  lineup_token_bucket_refuse (fixture->bucket, 7 * G_USEC_PER_SEC);
  lineup_token_bucket_refuse (fixture->bucket, 0);
  take (fixture, 1, 1);
  advance (fixture, 7 * G_USEC_PER_SEC - 1);
  check_departed (fixture, 1);
  advance (fixture, 1);
  check_departed (fixture, 2);

  lineup_token_bucket_refuse (fixture->bucket, G_TIME_SPAN_HOUR);
  take (fixture, 2, 1);
  advance (fixture, LINEUP_TOKEN_BUCKET_MAX_PAUSE - 1);
  check_departed (fixture, 2);
  advance (fixture, 1);
  check_departed (fixture, 3);
}

static void
test_recovery (Fixture *fixture, gconstpointer data)
{
  /* The second refusal begins the time anew. */
  lineup_token_bucket_refuse (fixture->bucket, 0);
  advance (fixture, RECOVERY - 1);
  lineup_token_bucket_refuse (fixture->bucket, 0);
  advance (fixture, RECOVERY - 1);
  take (fixture, 0, 2);
  check_departed (fixture, 1);
  advance (fixture, 4 * INTERVAL);
  check_departed (fixture, 2);

  advance (fixture, RECOVERY / 2);
  take (fixture, 2, 2);
  check_departed (fixture, 3);
  advance (fixture, 2 * INTERVAL - 1);
  check_departed (fixture, 3);
  advance (fixture, 1);
  check_departed (fixture, 4);
  g_assert_false (lineup_token_bucket_is_full (fixture->bucket));

  advance (fixture, RECOVERY / 2);
  g_assert_true (lineup_token_bucket_is_full (fixture->bucket));
  take (fixture, 4, SIZE + 1);
  check_departed (fixture, 4 + SIZE);
  advance (fixture, INTERVAL);
  check_departed (fixture, 4 + SIZE + 1);
}

static void
test_hosts (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (0);
  g_autoptr (LineupHosts) buckets = lineup_hosts_new (LINEUP_CLOCK (clock));
  LineupTokenBucket *bucket = lineup_hosts_get_bucket (buckets, "a:80");
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_token_bucket_take_async (bucket, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_token_bucket_take_finish (bucket, result, NULL));
  g_assert_true (lineup_hosts_get_bucket (buckets, "a:80") == bucket);
  g_assert_true (lineup_hosts_get_bucket (buckets, "a:81") != bucket);
  g_assert_cmpuint (lineup_hosts_get_size (buckets), ==, 2);

  /* What is as good as new need not be remembered. */
  lineup_test_clock_advance (clock, INTERVAL);
  lineup_hosts_get_bucket (buckets, "b:80");
  g_assert_cmpuint (lineup_hosts_get_size (buckets), ==, 1);

  /* A refusal is remembered as long as it matters. */
  lineup_token_bucket_refuse (lineup_hosts_get_bucket (buckets, "b:80"), 0);
  lineup_test_clock_advance (clock, RECOVERY - 1);
  bucket = lineup_hosts_get_bucket (buckets, "a:80");
  g_assert_cmpuint (lineup_hosts_get_size (buckets), ==, 2);
  lineup_test_clock_advance (clock, 1);
  lineup_hosts_get_bucket (buckets, "a:80");
  g_assert_cmpuint (lineup_hosts_get_size (buckets), ==, 1);
}

#define ADD(path, test) g_test_add ("/token-bucket/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("burst-and-pace", test_burst_and_pace);
  ADD ("refill", test_refill);
  ADD ("cancel-waiting", test_cancel_waiting);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("without-cancellable", test_without_cancellable);
  ADD ("refusals", test_refusals);
  ADD ("refused-while-waiting", test_refused_while_waiting);
  ADD ("pause", test_pause);
  ADD ("recovery", test_recovery);
  ADD ("random", test_random);
  g_test_add_func ("/token-bucket/hosts", test_hosts);

  return g_test_run ();
}
