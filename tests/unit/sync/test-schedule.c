/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-schedule.h"

#define START      1760000000
#define DAY        (24 * 60 * 60)
#define N_ACCOUNTS 1000

/* When an account's next sync is due. */

static gint64
get_delay (LineupScheduleFacts facts)
{
  facts.last_attempt = START;
  return lineup_schedule_get_due (&facts) - START;
}

/* Each account has a time of its own, the same ever after, and all of them together are fair. */
static void
test_jitter (void)
{
  gint64 sum = 0;
  guint n_early = 0;

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autofree char *account = g_strdup_printf ("account_%u", i);
      const gint64 delay = get_delay ((LineupScheduleFacts){ account, .interval = 1440 });

      g_assert_cmpint (delay, >=, DAY * 9 / 10);
      g_assert_cmpint (delay, <=, DAY * 11 / 10);
      g_assert_cmpint (get_delay ((LineupScheduleFacts){ account, .interval = 1440 }), ==, delay);
      g_assert_cmpint (
          ABS (get_delay ((LineupScheduleFacts){ account, .interval = 14400 }) - 10 * delay),
          <=,
          9);
      sum += delay;
      n_early += delay < DAY * 19 / 20;
    }
  g_assert_cmpint (ABS (sum / N_ACCOUNTS - DAY), <, DAY / 100);
  g_assert_cmpuint (n_early, >, N_ACCOUNTS / 8);
}

/* Over versions, too: nobody's time moves because of an upgrade. */
static void
test_stable (void)
{
  g_assert_cmpint (get_delay ((LineupScheduleFacts){ "home", .interval = 1440 }), ==, 88992);
}

static void
test_failures (void)
{
  const gint64 whole = get_delay ((LineupScheduleFacts){ "home", .interval = 1440 });
  const gint64 first = get_delay ((LineupScheduleFacts){ "home", .interval = 1440, .failures = 1 });
  gint64 last = first;

  g_assert_cmpint (first, >=, LINEUP_SCHEDULE_FIRST_RETRY * 9 / 10);
  g_assert_cmpint (first, <=, LINEUP_SCHEDULE_FIRST_RETRY * 11 / 10);
  g_assert_cmpint (
      get_delay ((LineupScheduleFacts){ "home", .interval = 1440, .interrupted = TRUE }),
      ==,
      first);
  for (guint failures = 2; failures < 100; failures++)
    {
      const gint64 delay = get_delay (
          (LineupScheduleFacts){ "home", .interval = 1440, .failures = failures });

      g_assert_cmpint (delay, ==, MIN (last * 2, whole));
      last = delay;
    }
  g_assert_cmpint (last, ==, whole);
  g_assert_cmpint (
      get_delay ((LineupScheduleFacts){ "home", .interval = 525600, .failures = G_MAXUINT }),
      <=,
      (gint64)525600 * 60 * 11 / 10);
}

static void
test_refused (void)
{
  static const guint intervals[] = { 360, 1440, 525600 };

  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    {
      const LineupScheduleFacts facts = { "home", intervals[i], .failures = 7, .refused = TRUE };

      g_assert_cmpint (get_delay (facts), >=, DAY);
      g_assert_cmpint (get_delay (facts), <=, DAY * 11 / 10);
    }
}

static void
test_never (void)
{
  const LineupScheduleFacts facts = { "home", 1440, .refused = TRUE };

  g_assert_cmpint (lineup_schedule_get_due (&facts), ==, 0);
}

static void
test_spread (void)
{
  guint n_late = 0;

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autofree char *account = g_strdup_printf ("account_%u", i);
      const LineupScheduleFacts facts = { account, 1440, .last_attempt = START };
      const gint64 seconds = lineup_schedule_spread (&facts, 60, 300);

      g_assert_cmpint (seconds, >=, 60);
      g_assert_cmpint (seconds, <=, 300);
      g_assert_cmpint (lineup_schedule_spread (&facts, 60, 300), ==, seconds);
      n_late += seconds > 180;
    }
  g_assert_cmpuint (n_late, >, N_ACCOUNTS / 3);
  g_assert_cmpuint (n_late, <, N_ACCOUNTS * 2 / 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schedule/jitter", test_jitter);
  g_test_add_func ("/schedule/stable", test_stable);
  g_test_add_func ("/schedule/failures", test_failures);
  g_test_add_func ("/schedule/refused", test_refused);
  g_test_add_func ("/schedule/never", test_never);
  g_test_add_func ("/schedule/spread", test_spread);

  return g_test_run ();
}
