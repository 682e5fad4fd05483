/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-system-clock.h"
#include "lineup-test-clock.h"
#include "lineup-test-limits.h"

#define START (G_GINT64_CONSTANT (1760000000) * G_USEC_PER_SEC)

static void
run_ready (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
count_and_go_on (gpointer user_data)
{
  (*(guint *)user_data)++;
  return G_SOURCE_CONTINUE;
}

static gboolean
count_and_stop (gpointer user_data)
{
  (*(guint *)user_data)++;
  return G_SOURCE_REMOVE;
}

static void
test_stands_still (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (START);

  g_assert_cmpint (lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)), ==, 0);
  g_assert_cmpint (lineup_clock_get_real_time (LINEUP_CLOCK (clock)), ==, START);

  lineup_test_clock_advance (clock, 5);
  g_assert_cmpint (lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)), ==, 5);
  g_assert_cmpint (lineup_clock_get_real_time (LINEUP_CLOCK (clock)), ==, START + 5);

  lineup_test_clock_set_real_time (clock, 7);
  g_assert_cmpint (lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)), ==, 5);
  g_assert_cmpint (lineup_clock_get_real_time (LINEUP_CLOCK (clock)), ==, 7);
}

static void
test_fires_when_due (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (START);
  guint n_calls = 0;
  g_autoptr (GSource) source = lineup_clock_add_timeout (
      LINEUP_CLOCK (clock), 100, count_and_stop, &n_calls);

  g_assert_cmpint (lineup_test_clock_get_next_alarm (clock), ==, 100);
  lineup_test_clock_advance (clock, 99);
  run_ready ();
  g_assert_cmpuint (n_calls, ==, 0);

  lineup_test_clock_advance (clock, 1);
  run_ready ();
  g_assert_cmpuint (n_calls, ==, 1);
  g_assert_true (g_source_is_destroyed (source));
  g_assert_cmpint (lineup_test_clock_get_next_alarm (clock), ==, -1);
}

static void
test_repeats (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (START);
  guint n_calls = 0;
  g_autoptr (GSource) source = lineup_clock_add_timeout (
      LINEUP_CLOCK (clock), 100, count_and_go_on, &n_calls);

  for (guint i = 1; i <= 5; i++)
    {
      g_assert_true (lineup_test_clock_advance_to_next_alarm (clock));
      g_assert_cmpint (lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)), ==, i * 100);
      run_ready ();
      g_assert_cmpuint (n_calls, ==, i);
    }

  g_source_destroy (source);
  g_assert_false (lineup_test_clock_advance_to_next_alarm (clock));
}

static void
test_next_alarm_is_the_earliest (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (START);
  guint n_calls = 0;
  g_autoptr (GSource) late = lineup_clock_add_timeout (
      LINEUP_CLOCK (clock), 300, count_and_stop, &n_calls);
  g_autoptr (GSource) soon = lineup_clock_add_timeout (
      LINEUP_CLOCK (clock), 200, count_and_stop, &n_calls);

  g_assert_cmpint (lineup_test_clock_get_next_alarm (clock), ==, 200);
  g_source_destroy (soon);
  g_assert_cmpint (lineup_test_clock_get_next_alarm (clock), ==, 300);
  g_source_destroy (late);
}

typedef struct
{
  gboolean done;
  GError *error; /* (owned) (nullable) */
} Nap;

static void
on_slept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Nap *nap = user_data;

  nap->done = TRUE;
  lineup_clock_sleep_finish (LINEUP_CLOCK (source), result, &nap->error);
}

static void
wait_for_nap (const Nap *nap)
{
  gint64 watchdog = lineup_test_watchdog ();

  while (!nap->done)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
    }
}

static void
test_sleep_with_test_clock (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (START);
  Nap nap = { FALSE, NULL };

  lineup_clock_sleep_async (LINEUP_CLOCK (clock), G_USEC_PER_SEC, NULL, on_slept, &nap);
  lineup_test_clock_advance (clock, G_USEC_PER_SEC - 1);
  run_ready ();
  g_assert_false (nap.done);

  lineup_test_clock_advance (clock, 1);
  wait_for_nap (&nap);
  g_assert_no_error (nap.error);
}

static void
test_sleep_with_system_clock (void)
{
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();
  gint64 begin = g_get_monotonic_time ();
  Nap nap = { FALSE, NULL };

  lineup_clock_sleep_async (clock, 20000, NULL, on_slept, &nap);
  wait_for_nap (&nap);
  g_assert_no_error (nap.error);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 20000);
}

static void
check_cancelled_sleep (LineupClock *clock)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Nap during = { FALSE, NULL };
  Nap before = { FALSE, NULL };

  /* An hour: if it had to be waited for, the watchdog would bark. */
  lineup_clock_sleep_async (clock, G_TIME_SPAN_HOUR, cancellable, on_slept, &during);
  run_ready ();
  g_assert_false (during.done);
  g_cancellable_cancel (cancellable);
  wait_for_nap (&during);
  g_assert_error (during.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&during.error);

  lineup_clock_sleep_async (clock, G_TIME_SPAN_HOUR, cancellable, on_slept, &before);
  g_assert_false (before.done);
  wait_for_nap (&before);
  g_assert_error (before.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&before.error);
}

static void
test_cancel_with_test_clock (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (START);

  check_cancelled_sleep (LINEUP_CLOCK (clock));
  g_assert_cmpint (lineup_test_clock_get_next_alarm (clock), ==, -1);
}

static void
test_cancel_with_system_clock (void)
{
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();

  check_cancelled_sleep (clock);
}

/* On the wall: by the time that passes, asleep or not, and whenever it is set. */
static void
test_alarm_with_test_clock (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (START);
  guint n_fired = 0;

  for (guint i = 0; i < 4; i++)
    {
      const gint64 now = lineup_clock_get_real_time (LINEUP_CLOCK (clock));
      g_autoptr (GSource) alarm = lineup_clock_add_alarm (
          LINEUP_CLOCK (clock), now + 1000, count_and_go_on, &n_fired);

      run_ready ();
      lineup_test_clock_advance (clock, 999);
      run_ready ();
      g_assert_cmpuint (n_fired, ==, i);
      g_assert_cmpint (lineup_test_clock_get_next_alarm (clock)
                           - lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)),
                       ==,
                       1);
      if (i == 0)
        lineup_test_clock_advance (clock, 1);
      else if (i == 1)
        lineup_test_clock_suspend (clock, 10000);
      else
        lineup_test_clock_set_real_time (clock, i == 2 ? now + 1 : now - G_TIME_SPAN_DAY);
      run_ready ();
      run_ready ();
      g_assert_cmpuint (n_fired, ==, i + 1);
      g_assert_cmpint (lineup_test_clock_get_next_alarm (clock), ==, -1);
    }
}

static void
test_alarm_with_system_clock (void)
{
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();
  const gint64 now = lineup_clock_get_real_time (clock);
  guint n_fired = 0;
  guint n_past = 0;
  g_autoptr (GSource) past = lineup_clock_add_alarm (
      clock, now - G_TIME_SPAN_DAY, count_and_go_on, &n_past);
  g_autoptr (GSource) alarm = lineup_clock_add_alarm (
      clock, now + 20000, count_and_go_on, &n_fired);
  g_autoptr (GSource) later = lineup_clock_add_alarm (
      clock, now + G_TIME_SPAN_DAY, count_and_go_on, &n_past);

  while (n_fired == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (lineup_clock_get_real_time (clock), >=, now + 20000);
  run_ready ();
  g_assert_cmpuint (n_fired, ==, 1);
  g_assert_cmpuint (n_past, ==, 1);
  g_source_destroy (later);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n_descriptors = 0;

  while (g_dir_read_name (folder) != NULL)
    n_descriptors++;
  return n_descriptors;
}

/* Each account has some, and descriptors are few. */
static void
test_many_alarms_take_one_descriptor (void)
{
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();
  g_autoptr (GPtrArray) alarms = g_ptr_array_new_with_free_func ((GDestroyNotify)g_source_unref);
  const guint before = count_descriptors ();
  guint n_fired = 0;

  for (guint i = 0; i < 500; i++)
    {
      /* Every other one is due, in no order. */
      const gint64 delay = i % 2 == 0 ? 1000 * (i * 7 % 20) : G_TIME_SPAN_DAY;

      g_ptr_array_add (
          alarms,
          lineup_clock_add_alarm (
              clock, lineup_clock_get_real_time (clock) + delay, count_and_go_on, &n_fired));
    }
  g_assert_cmpuint (count_descriptors (), ==, before + 1);
  while (n_fired < 250)
    g_main_context_iteration (NULL, TRUE);
  run_ready ();
  g_assert_cmpuint (n_fired, ==, 250);
  for (guint i = 0; i < alarms->len; i++)
    g_source_destroy (alarms->pdata[i]);
  g_ptr_array_set_size (alarms, 0);
  g_assert_cmpuint (count_descriptors (), ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/stands-still", test_stands_still);
  g_test_add_func ("/clock/fires-when-due", test_fires_when_due);
  g_test_add_func ("/clock/repeats", test_repeats);
  g_test_add_func ("/clock/next-alarm-is-the-earliest", test_next_alarm_is_the_earliest);
  g_test_add_func ("/clock/sleep/test", test_sleep_with_test_clock);
  g_test_add_func ("/clock/sleep/system", test_sleep_with_system_clock);
  g_test_add_func ("/clock/alarm/test", test_alarm_with_test_clock);
  g_test_add_func ("/clock/alarm/system", test_alarm_with_system_clock);
  g_test_add_func ("/clock/alarm/many", test_many_alarms_take_one_descriptor);
  g_test_add_func ("/clock/cancel/test", test_cancel_with_test_clock);
  g_test_add_func ("/clock/cancel/system", test_cancel_with_system_clock);

  return g_test_run ();
}
