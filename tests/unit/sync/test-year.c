/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-schedule.h"
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-sync-fixture.h"
#include "lineup-test-conditions.h"

/* A year of an account that syncs by itself on a machine that sleeps, moves and is switched off,
 * and with a panel that fails. Whatever happens: one sync at a time, none while something is in its
 * way, none too early, and none too late. */

#define SECOND ((gint64)G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define YEAR   (365 * DAY)

/* The longest catch-up, and a little. */
#define GRACE (6 * MINUTE)

typedef struct
{
  LineupSyncFixture parent;
  LineupTestConditions *conditions; /* (owned) */
  LineupAccountSchedule *schedule;  /* (owned) */
  GRand *random;                    /* (owned) */

  gboolean network, metered, saver, inhibited; /* the weather */
  gboolean failing;                            /* the panel */
  gint64 interval;                             /* microseconds */
  gint64 slept;                                /* time that passed while the machine did not */
  gint64 good_since; /* true time since when nothing has happened that would put a sync off */

  guint n_syncs;
  guint n_put_off;
  guint64 job;     /* of the last sync */
  gint64 attempt;  /* true time of the last attempt */
  gint64 counted;  /* true time from which its interval counts at the latest */
  gint64 jumped;   /* how far the clock was set forward since then */
  gint64 earliest; /* after the last attempt, at least so long; longer intervals don't count */
} Fixture;

/* What a clock would show that nobody sets. */
static gint64
get_time (Fixture *self)
{
  return lineup_clock_get_monotonic_time (LINEUP_CLOCK (self->parent.clock)) + self->slept;
}

/* What the clock shows. */
static gint64
get_seconds (Fixture *self)
{
  return lineup_clock_get_real_time (LINEUP_CLOCK (self->parent.clock)) / SECOND;
}

static gboolean
is_good (Fixture *self)
{
  return self->network && !self->metered && !self->saver && !self->inhibited;
}

static gboolean
is_running (Fixture *self)
{
  return lineup_account_sync_is_running (self->parent.account_sync);
}

static gboolean
is_put_off (Fixture *self)
{
  return lineup_job_runner_is_put_off (lineup_account_sync_get_runner (self->parent.account_sync));
}

static gint64
choose_time (Fixture *self, gint64 least, gint64 most)
{
  return least + (gint64)(g_rand_double (self->random) * (double)(most - least));
}

static gboolean
choose (Fixture *self, guint one_in)
{
  return g_rand_int_range (self->random, 0, (gint32)one_in) == 0;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Each attempt, the first of a job or when it goes on. */
static void
on_attempt (LineupAccountSync *sync, GParamSpec *pspec, gpointer user_data)
{
  Fixture *self = user_data;
  guint64 job = 0;

  /* The clock was set back, and the last attempt counts as made now. */
  if (!lineup_account_sync_is_running (sync)
      || lineup_job_runner_is_put_off (lineup_account_sync_get_runner (sync)))
    return;
  g_object_get (sync, "job", &job, NULL);
  g_assert_true (is_good (self));
  if (job != self->job)
    {
      g_assert_cmpuint (job, >, self->job);
      g_assert_cmpuint (self->parent.finished, ==, self->n_syncs);
      if (self->n_syncs > 0)
        g_assert_cmpint (
            get_time (self) - self->attempt + self->jumped, >=, self->earliest - 2 * SECOND);
      self->n_syncs++;
      if (self->failing)
        lineup_dummy_source_queue_error (self->parent.source,
                                         LINEUP_DUMMY_SOURCE_ITSELF,
                                         1,
                                         g_error_new (LINEUP_ERROR, LINEUP_ERROR_OFFLINE, "Gone"));
    }
  self->job = job;
  self->attempt = get_time (self);
  self->counted = self->attempt;
  self->jumped = 0;
}

static void
make_schedule (Fixture *self)
{
  self->schedule = lineup_account_schedule_new (LINEUP_SCHEDULED (self->parent.account_sync),
                                                LINEUP_CONDITIONS (self->conditions),
                                                self->parent.hosts);
  g_signal_connect (
      self->parent.account_sync, "notify::last-attempt", G_CALLBACK (on_attempt), self);
  g_object_set (self->schedule,
                "enabled",
                TRUE,
                "unmetered-only",
                TRUE,
                "inhibited",
                self->inhibited,
                "sync-interval",
                (guint)(self->interval / MINUTE),
                "auto-sync",
                TRUE,
                NULL);
  self->good_since = get_time (self);
}

static void
drop_schedule (Fixture *self)
{
  g_signal_handlers_disconnect_by_data (self->parent.account_sync, self);
  /* The syncs' own fixture wants to hear of them. */
  lineup_account_schedule_stop (self->schedule);
  lineup_await_finalize (g_steal_pointer (&self->schedule));
}

/* The daemon ends, perhaps in a sync, and is there again after a while. */
static void
restart (Fixture *self)
{
  const gboolean interrupted = is_running (self);
  const gint64 away = choose_time (self, SECOND, choose (self, 4) ? 3 * DAY : MINUTE);

  drop_schedule (self);
  if (interrupted)
    self->earliest = 13 * MINUTE;
  g_signal_handlers_disconnect_by_data (self->parent.account_sync, &self->parent);
  lineup_sync_fixture_restart (&self->parent);
  if (interrupted)
    self->parent.finished = self->n_syncs;
  lineup_test_clock_advance (self->parent.clock, away);
  make_schedule (self);
  /* A clock that was set while a sync was put off is noticed now. */
  if (interrupted)
    self->counted = get_time (self);
}

static void
change_weather (Fixture *self)
{
  self->network = !choose (self, 6);
  self->metered = choose (self, 6);
  self->saver = choose (self, 6);
  self->inhibited = choose (self, 6);
  g_object_set (self->conditions,
                "network-available",
                self->network,
                "metered",
                self->metered,
                "power-saver",
                self->saver,
                NULL);
  g_object_set (self->schedule, "inhibited", self->inhibited, NULL);
  self->good_since = get_time (self);
}

static void
set_clock (Fixture *self, gint64 jump)
{
  const gint64 now = lineup_clock_get_real_time (LINEUP_CLOCK (self->parent.clock));

  lineup_test_clock_set_real_time (self->parent.clock, now + jump);
  if (jump > 0)
    self->jumped += jump;
  else
    self->counted = get_time (self);
  self->good_since = get_time (self);
}

static void
fall_asleep (Fixture *self)
{
  const gint64 time = choose_time (self, MINUTE, choose (self, 5) ? 10 * DAY : 12 * HOUR);

  self->slept += time;
  lineup_test_clock_suspend (self->parent.clock, time);
  self->good_since = get_time (self);
}

static void
set_interval (Fixture *self)
{
  self->interval = choose_time (self, 12 * HOUR, 7 * DAY);
  self->earliest = MIN (self->earliest, self->interval * 9 / 10);
  g_object_set (self->schedule, "sync-interval", (guint)(self->interval / MINUTE), NULL);
  self->good_since = get_time (self);
}

/* Lets a sync come to its end, or to where it is put off; things happen meanwhile. */
static void
finish (Fixture *self)
{
  const guint n_syncs = self->parent.finished;

  while (is_running (self) && !is_put_off (self))
    {
      if (choose (self, 300))
        change_weather (self);
      if (!g_main_context_pending (NULL))
        lineup_test_clock_advance_to_next_alarm (self->parent.clock);
      g_main_context_iteration (NULL, FALSE);
    }
  self->n_put_off += is_put_off (self);
  if (self->parent.finished > n_syncs)
    {
      g_autofree char *status = lineup_sync_fixture_get (&self->parent, "status");

      self->earliest = g_str_equal (status, "failed") ? 13 * MINUTE : self->interval * 9 / 10;
      self->good_since = get_time (self) + 15 * MINUTE;
    }
}

static void
assert_not_late (Fixture *self)
{
  const gint64 quiet = get_time (self) - self->good_since;
  const gint64 since = get_time (self) - self->counted;
  guint64 next = 0;
  LineupScheduleFacts facts = { 0 };

  if (!is_good (self) || quiet <= GRACE || (is_running (self) && !is_put_off (self)))
    return;
  g_assert_false (is_put_off (self));
  g_object_get (self->schedule, "next-sync", &next, NULL);
  lineup_job_runner_get_facts (lineup_account_sync_get_runner (self->parent.account_sync), &facts);
  if (since > self->interval * 11 / 10 + GRACE)
    g_error ("All is well since %" G_GINT64_FORMAT " s, the last attempt was %" G_GINT64_FORMAT
             " s ago with an interval of %" G_GINT64_FORMAT " s, the next is in %" G_GINT64_FORMAT
             " s; known are the attempt %" G_GINT64_FORMAT " s ago and %u failures",
             quiet / SECOND,
             since / SECOND,
             self->interval / SECOND,
             (gint64)next - get_seconds (self),
             get_seconds (self) - (gint64)facts.last_attempt,
             facts.failures);
}

static void
pass (Fixture *self, gint64 time)
{
  LineupTestClock *clock = self->parent.clock;
  const gint64 end = lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)) + time;
  gint64 next = 0;

  while ((next = lineup_test_clock_get_next_alarm (clock)) >= 0 && next <= end)
    {
      lineup_test_clock_advance_to_next_alarm (clock);
      settle ();
      finish (self);
      settle ();
      assert_not_late (self);
    }
  lineup_test_clock_advance (clock,
                             MAX (end - lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)), 0));
  settle ();
  finish (self);
  assert_not_late (self);
}

static void
happen (Fixture *self)
{
  switch (g_rand_int_range (self->random, 0, 12))
    {
    case 0:
      restart (self);
      break;
    case 1:
    case 2:
      fall_asleep (self);
      break;
    case 3:
      if (choose (self, 4))
        set_clock (self, choose_time (self, -30 * DAY, 30 * DAY));
      break;
    case 4:
      if (choose (self, 4))
        set_interval (self);
      break;
    case 5:
      self->failing = !self->failing;
      break;
    default:
      change_weather (self);
    }
  settle ();
  finish (self);
}

static void
test_year (void)
{
  Fixture self = { .network = TRUE, .interval = DAY };

  lineup_sync_fixture_set_up (&self.parent, NULL);
  lineup_sync_fixture_fill (&self.parent, 1, 2);
  self.random = g_rand_new_with_seed ((guint32)g_test_rand_int ());
  self.conditions = lineup_test_conditions_new ();
  make_schedule (&self);
  while (get_time (&self) < YEAR)
    {
      pass (&self, choose_time (&self, MINUTE, 12 * HOUR));
      happen (&self);
    }
  g_test_message ("%u syncs, put off %u times", self.n_syncs, self.n_put_off);
  g_assert_cmpuint (self.n_syncs, >, 40);

  drop_schedule (&self);
  lineup_await_finalize (self.conditions);
  g_rand_free (self.random);
  lineup_sync_fixture_tear_down (&self.parent, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Syncs that fail warn of it. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  g_test_add_func ("/year", test_year);

  return g_test_run ();
}
