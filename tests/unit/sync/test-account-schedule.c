/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-schedule.h"
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-sync-fixture.h"
#include "lineup-test-conditions.h"

/* When an account syncs by itself, and what keeps it from that. */

#define SECOND ((gint64)G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)
#define DAY    (24 * 60 * MINUTE)

#define ALL_REQUESTS                                                                               \
  "panel account channel-categories channels movie-categories movies series-categories series"

typedef struct
{
  LineupSyncFixture parent;
  LineupTestConditions *conditions; /* (owned) */
  LineupAccountSchedule *schedule;  /* (owned) */
} Fixture;

static void
make_schedule (Fixture *self)
{
  self->schedule = lineup_account_schedule_new (LINEUP_SCHEDULED (self->parent.account_sync),
                                                LINEUP_CONDITIONS (self->conditions),
                                                self->parent.hosts);
  g_object_set (self->schedule,
                "enabled",
                TRUE,
                "auto-sync",
                TRUE,
                "unmetered-only",
                TRUE,
                "sync-interval",
                1440,
                NULL);
}

static void
drop_schedule (Fixture *self)
{
  lineup_account_schedule_stop (self->schedule);
  lineup_await_finalize (g_steal_pointer (&self->schedule));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  lineup_sync_fixture_set_up (&self->parent, data);
  self->conditions = lineup_test_conditions_new ();
  make_schedule (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  drop_schedule (self);
  lineup_await_finalize (self->conditions);
  lineup_sync_fixture_tear_down (&self->parent, data);
}

static void
restart (Fixture *self)
{
  drop_schedule (self);
  lineup_sync_fixture_restart (&self->parent);
  make_schedule (self);
}

static gint64
get_now (Fixture *self)
{
  return lineup_clock_get_real_time (LINEUP_CLOCK (self->parent.clock));
}

/* In microseconds, as the clock has it; 0 for none. */
static gint64
get_next (Fixture *self)
{
  guint64 next = 0;

  g_object_get (self->schedule, "next-sync", &next, NULL);
  return (gint64)next * SECOND;
}

/* When the last sync began; how long it took depends on the machine. */
static gint64
get_attempt (Fixture *self)
{
  guint64 attempt = 0;

  g_object_get (self->parent.account_sync, "last-attempt", &attempt, NULL);
  return (gint64)attempt * SECOND;
}

static void
set_condition (Fixture *self, const char *name, gboolean holds)
{
  g_object_set (self->conditions, name, holds, NULL);
}

static void
set_setting (Fixture *self, const char *name, gboolean value)
{
  g_object_set (self->schedule, name, value, NULL);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Lets time pass, until a sync begins. */
static void
pass (Fixture *self, gint64 time)
{
  LineupTestClock *clock = self->parent.clock;
  const gint64 end = lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)) + time;
  gint64 next = 0;

  while (!lineup_account_sync_is_running (self->parent.account_sync)
         && (next = lineup_test_clock_get_next_alarm (clock)) >= 0 && next <= end)
    {
      lineup_test_clock_advance_to_next_alarm (clock);
      settle ();
    }
  if (!lineup_account_sync_is_running (self->parent.account_sync))
    lineup_test_clock_advance (clock, end - lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)));
  settle ();
}

static void
assert_waits (Fixture *self, const char *reason)
{
  lineup_sync_fixture_assert (&self->parent, "waiting", reason);
}

static gboolean
is_running (Fixture *self)
{
  return lineup_account_sync_is_running (self->parent.account_sync);
}

/* Waits for the sync that has begun by itself. */
static void
finish (Fixture *self)
{
  g_assert_true (is_running (self));
  lineup_sync_fixture_finish (&self->parent);
  settle ();
}

static void
run_first (Fixture *self)
{
  pass (self, 5 * MINUTE);
  finish (self);
  lineup_sync_fixture_assert (&self->parent, "status", "completed");
  g_assert_cmpuint (self->parent.finished, ==, 1);
}

/* Goes to the moment before the next sync, and to the next sync. */
static void
pass_to_next (Fixture *self)
{
  const gint64 rest = get_next (self) - get_now (self);

  g_assert_cmpint (rest, >, SECOND);
  pass (self, rest - SECOND);
  g_assert_false (is_running (self));
  pass (self, 2 * SECOND);
}

static void
test_interval (Fixture *self, gconstpointer data)
{
  gint64 begun = 0;

  /* An account that never synced does so a few minutes after the start. */
  g_assert_cmpint (get_next (self) - get_now (self), >=, MINUTE);
  g_assert_cmpint (get_next (self) - get_now (self), <=, 5 * MINUTE);
  run_first (self);
  for (guint i = 2; i < 5; i++)
    {
      begun = get_attempt (self);
      g_assert_cmpint (get_next (self), >=, begun + DAY * 9 / 10);
      g_assert_cmpint (get_next (self), <=, begun + DAY * 11 / 10);
      pass_to_next (self);
      finish (self);
      g_assert_cmpuint (self->parent.finished, ==, i);
    }
  g_assert_cmpint (get_next (self), >, get_now (self));
}

static void
test_settings (Fixture *self, gconstpointer data)
{
  gint64 next = 0;

  run_first (self);
  next = get_next (self);
  set_setting (self, "auto-sync", FALSE);
  g_assert_cmpint (get_next (self), ==, 0);
  pass (self, 3 * DAY);
  g_assert_false (is_running (self));
  assert_waits (self, "");
  g_assert_cmpint (lineup_test_clock_get_next_alarm (self->parent.clock), ==, -1);

  /* The sync was due long ago: soon, but not at once. */
  set_setting (self, "auto-sync", TRUE);
  g_assert_false (is_running (self));
  g_assert_cmpint (get_next (self), >, get_now (self));
  pass (self, MINUTE);
  finish (self);

  set_setting (self, "enabled", FALSE);
  g_assert_cmpint (get_next (self), ==, 0);
  set_setting (self, "enabled", TRUE);
  next = get_next (self);
  g_object_set (self->schedule, "sync-interval", 360, NULL);
  g_assert_cmpint (get_next (self) - get_attempt (self), <, (next - get_attempt (self)) / 3);
  set_setting (self, "on-hold", TRUE);
  pass (self, DAY);
  g_assert_false (is_running (self));
  set_setting (self, "on-hold", FALSE);
  pass (self, MINUTE);
  finish (self);
}

/* What is due waits, says why, and begins within a minute once nothing is in the way. */
static void
assert_obstacle (
    Fixture *self, gpointer object, const char *property, gboolean bad, const char *reason)
{
  g_test_message ("%s", reason);
  g_object_set (object, property, bad, NULL);
  assert_waits (self, "");
  pass (self, get_next (self) - get_now (self) + SECOND);
  g_assert_false (is_running (self));
  assert_waits (self, reason);
  pass (self, 2 * DAY);
  assert_waits (self, reason);
  g_assert_cmpint (get_next (self), <, get_now (self));

  g_object_set (object, property, !bad, NULL);
  assert_waits (self, "");
  g_assert_false (is_running (self));
  pass (self, MINUTE);
  finish (self);
  lineup_sync_fixture_assert (&self->parent, "status", "completed");
}

static void
test_obstacles (Fixture *self, gconstpointer data)
{
  run_first (self);
  assert_obstacle (self, self->conditions, "network-available", FALSE, "network");
  assert_obstacle (self, self->conditions, "metered", TRUE, "metered");
  assert_obstacle (self, self->conditions, "power-saver", TRUE, "power");
  assert_obstacle (self, self->schedule, "inhibited", TRUE, "inhibited");
  assert_obstacle (self, self->schedule, "locked", TRUE, "keyring");

  /* What somebody paid for may be used. */
  set_setting (self, "unmetered-only", FALSE);
  set_condition (self, "metered", TRUE);
  pass_to_next (self);
  finish (self);
}

/* Lets a scheduled sync begin and hold in the body of its second list. */
static void
begin_and_hold (Fixture *self)
{
  run_first (self);
  lineup_dummy_source_forget (self->parent.source);
  lineup_dummy_source_queue_hold_body (self->parent.source, LINEUP_LIST_CHANNELS, "[");
  pass_to_next (self);
  lineup_sync_fixture_await_request (&self->parent, 4);
  lineup_sync_fixture_assert (&self->parent, "status", "syncing");
}

static void
await_put_off (Fixture *self)
{
  lineup_dummy_source_release_body (self->parent.source, "]");
  while (!lineup_job_runner_is_put_off (lineup_account_sync_get_runner (self->parent.account_sync)))
    g_main_context_iteration (NULL, TRUE);
}

/* A step that runs is left to end; the next comes when it may, in the same job. */
static void
test_put_off (Fixture *self, gconstpointer data)
{
  g_autofree char *job = NULL;
  guint64 attempt = 0;
  gint64 resumed = 0;

  begin_and_hold (self);
  job = lineup_sync_fixture_get (&self->parent, "job");
  set_condition (self, "metered", TRUE);
  assert_waits (self, "");
  await_put_off (self);
  assert_waits (self, "metered");
  lineup_sync_fixture_assert (&self->parent, "status", "completed");
  lineup_sync_fixture_assert (&self->parent, "job", job);
  g_assert_false (lineup_host_queue_would_wait (self->parent.queue, "panel.example:80", TRUE));

  /* An obstacle comes for another. */
  set_setting (self, "inhibited", TRUE);
  assert_waits (self, "inhibited");
  set_condition (self, "metered", FALSE);
  assert_waits (self, "inhibited");
  pass (self, 2 * DAY);
  g_assert_cmpuint (self->parent.finished, ==, 1);
  resumed = get_now (self);
  set_setting (self, "inhibited", FALSE);
  finish (self);
  g_assert_cmpuint (self->parent.finished, ==, 2);
  lineup_sync_fixture_assert (&self->parent, "job", job);
  lineup_sync_fixture_assert (&self->parent, "status", "partial");
  lineup_sync_fixture_assert_outcomes (
      &self->parent, "unchanged quarantined unchanged unchanged unchanged unchanged");
  g_assert_cmpstr (lineup_dummy_source_get_requests (self->parent.source), ==, ALL_REQUESTS);

  /* The sync went on just now: that counts. */
  g_object_get (self->parent.account_sync, "last-attempt", &attempt, NULL);
  g_assert_cmpint ((gint64)attempt, >=, resumed / SECOND);
  g_assert_cmpint (get_next (self) - resumed, >, DAY * 8 / 10);
}

/* Gone before the step has ended. */
static void
test_short_obstacle (Fixture *self, gconstpointer data)
{
  begin_and_hold (self);
  set_condition (self, "metered", TRUE);
  set_condition (self, "metered", FALSE);
  lineup_dummy_source_release_body (self->parent.source, "]");
  finish (self);
  g_assert_cmpstr (lineup_dummy_source_get_requests (self->parent.source), ==, ALL_REQUESTS);
}

/* A person need not wait. */
static void
test_joined (Fixture *self, gconstpointer data)
{
  g_autofree char *job = NULL;
  g_autofree char *joined = NULL;
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  guint64 id = 0;

  begin_and_hold (self);
  job = lineup_sync_fixture_get (&self->parent, "job");
  set_condition (self, "power-saver", TRUE);
  await_put_off (self);
  assert_waits (self, "power");
  g_assert_true (lineup_account_sync_start (self->parent.account_sync, &options, &id, NULL));
  joined = g_strdup_printf ("%" G_GUINT64_FORMAT, id);
  g_assert_cmpstr (joined, ==, job);
  assert_waits (self, "");
  finish (self);
  g_assert_cmpstr (lineup_dummy_source_get_requests (self->parent.source), ==, ALL_REQUESTS);

  /* A sync that a person asked for does not care from the beginning. */
  lineup_sync_fixture_run (&self->parent);
  lineup_sync_fixture_assert (&self->parent, "status", "completed");
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  begin_and_hold (self);
  set_condition (self, "metered", TRUE);
  await_put_off (self);
  lineup_sync_fixture_cancel (&self->parent);
  g_assert_cmpuint (self->parent.finished, ==, 2);
  assert_waits (self, "");
  lineup_sync_fixture_assert_outcomes (&self->parent,
                                       "unchanged quarantined skipped skipped skipped skipped");
  g_assert_cmpint (get_next (self) - get_attempt (self), >, DAY / 2);
}

/* The daemon ends while a sync is put off: it is made up for soon. */
static void
test_restart (Fixture *self, gconstpointer data)
{
  begin_and_hold (self);
  set_condition (self, "metered", TRUE);
  await_put_off (self);
  restart (self);
  lineup_dummy_source_forget (self->parent.source);
  g_assert_cmpint (get_next (self) - get_now (self), <=, 17 * MINUTE);
  set_condition (self, "metered", FALSE);
  pass (self, 17 * MINUTE);
  finish (self);
  g_assert_cmpstr (lineup_dummy_source_get_requests (self->parent.source), ==, ALL_REQUESTS);
  g_assert_cmpint (get_next (self) - get_attempt (self), >, DAY / 2);

  /* A sync that had come to an end is neither lost nor made up for. */
  restart (self);
  g_assert_cmpint (get_next (self) - get_attempt (self), >, DAY / 2);
}

static void
queue_errors (Fixture *self, LineupError code)
{
  lineup_dummy_source_queue_error (self->parent.source,
                                   LINEUP_DUMMY_ACCOUNT,
                                   8,
                                   g_error_new (LINEUP_ERROR, (gint)code, "Not today"));
}

static void
test_failures (Fixture *self, gconstpointer data)
{
  gint64 last = 0;

  run_first (self);
  pass (self, get_next (self) - get_now (self) - 10 * SECOND);
  for (guint i = 0; i < 4; i++)
    {
      const gint64 before = get_now (self);

      lineup_dummy_source_queue_error (self->parent.source,
                                       LINEUP_DUMMY_SOURCE_ITSELF,
                                       1,
                                       g_error_new (LINEUP_ERROR, LINEUP_ERROR_OFFLINE, "Gone"));
      pass (self, get_next (self) - get_now (self) + SECOND);
      finish (self);
      lineup_sync_fixture_assert (&self->parent, "status", "failed");
      if (i > 0)
        g_assert_cmpint (get_now (self) - before, >=, 13 * MINUTE << (i - 1));
      g_assert_cmpint (get_next (self) - get_attempt (self), >, last * 3 / 2);
      last = get_next (self) - get_attempt (self);
    }
  g_assert_cmpint (last, <, 3 * 60 * MINUTE);
  restart (self);
  pass_to_next (self);
  finish (self);
  lineup_sync_fixture_assert (&self->parent, "status", "completed");
  g_assert_cmpint (get_next (self) - get_attempt (self), >, DAY / 2);
}

static void
queue_locked (Fixture *self, guint times)
{
  lineup_dummy_source_queue_error (
      self->parent.source,
      LINEUP_DUMMY_SOURCE_ITSELF,
      times,
      g_error_new (LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED, "The keyring is locked"));
}

static gboolean
is_put_off (gpointer user_data)
{
  return lineup_job_runner_is_put_off (lineup_account_sync_get_runner (user_data));
}

/* A sync that begins by itself and finds the keyring locked. */
static void
begin_locked (Fixture *self)
{
  queue_locked (self, 1);
  pass_to_next (self);
  g_assert_true (is_running (self));
  set_setting (self, "locked", TRUE);
  lineup_await_until (is_put_off, self->parent.account_sync);
  assert_waits (self, "keyring");
  lineup_sync_fixture_assert (&self->parent, "status", "completed");
}

static void
test_keyring (Fixture *self, gconstpointer data)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  g_autofree char *job = NULL;
  guint64 id = 0;

  run_first (self);
  lineup_dummy_source_forget (self->parent.source);
  begin_locked (self);
  job = lineup_sync_fixture_get (&self->parent, "job");
  pass (self, 2 * DAY);

  /* Unlocked, but not for long; then for good. */
  set_setting (self, "locked", FALSE);
  set_setting (self, "locked", TRUE);
  lineup_await_until (is_put_off, self->parent.account_sync);
  set_setting (self, "locked", FALSE);
  finish (self);
  lineup_sync_fixture_assert (&self->parent, "job", job);
  lineup_sync_fixture_assert (&self->parent, "status", "completed");
  g_assert_cmpstr (
      lineup_dummy_source_get_requests (self->parent.source), ==, "panel " ALL_REQUESTS);

  /* A person who comes is asked, and says no. */
  begin_locked (self);
  queue_locked (self, 1);
  g_assert_true (lineup_account_sync_start (self->parent.account_sync, &options, &id, NULL));
  finish (self);
  lineup_sync_fixture_assert (&self->parent, "status", "failed");

  /* A locked keyring is no failure of the panel's: the sync is due soon, however often, and waits
   * for the keyring. */
  for (guint i = 0; i < 3; i++)
    {
      queue_locked (self, 1);
      g_assert_true (lineup_account_sync_start (self->parent.account_sync, &options, &id, NULL));
      finish (self);
      g_assert_cmpint (get_next (self) - get_attempt (self), <=, 17 * MINUTE);
    }
  pass (self, DAY);
  assert_waits (self, "keyring");
  set_setting (self, "locked", FALSE);
  pass (self, MINUTE);
  finish (self);
  lineup_sync_fixture_assert (&self->parent, "status", "completed");
}

/* Somebody asks for the sync while it looks for its credentials by itself. */
static void
test_keyring_joined (Fixture *self, gconstpointer data)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  guint64 id = 0;

  run_first (self);
  lineup_dummy_source_forget (self->parent.source);
  queue_locked (self, 1);
  pass_to_next (self);
  lineup_sync_fixture_await_request (&self->parent, 1);
  set_setting (self, "locked", TRUE);
  g_assert_true (lineup_account_sync_start (self->parent.account_sync, &options, &id, NULL));
  finish (self);
  lineup_sync_fixture_assert (&self->parent, "status", "completed");
  g_assert_cmpstr (
      lineup_dummy_source_get_requests (self->parent.source), ==, "panel " ALL_REQUESTS);
}

static void
test_keyring_cancelled (Fixture *self, gconstpointer data)
{
  run_first (self);
  begin_locked (self);
  lineup_sync_fixture_cancel (&self->parent);
  g_assert_cmpuint (self->parent.finished, ==, 2);
  assert_waits (self, "");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_object_set (self->schedule, "sync-interval", 360, NULL);
  queue_errors (self, LINEUP_ERROR_AUTH_FAILED);
  pass (self, 5 * MINUTE);
  finish (self);
  lineup_sync_fixture_assert (&self->parent, "status", "failed");
  g_assert_cmpint (get_next (self) - get_attempt (self), >=, DAY);
  restart (self);
  g_assert_cmpint (get_next (self) - get_attempt (self), >=, DAY);
}

/* Credentials that are not found are no word of the panel's: a keyring may have been changed for
 * another, and is tried again like all that fails. */
static void
test_not_found (Fixture *self, gconstpointer data)
{
  g_object_set (self->schedule, "sync-interval", 1440, NULL);
  lineup_dummy_source_queue_error (
      self->parent.source,
      LINEUP_DUMMY_SOURCE_ITSELF,
      1,
      g_error_new (LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED, "There are no credentials"));
  pass (self, 5 * MINUTE);
  finish (self);
  lineup_sync_fixture_assert (&self->parent, "status", "failed");
  g_assert_cmpint (get_next (self) - get_attempt (self), <, DAY / 2);
}

/* Switched off or asleep, for how long ever: once, and not at the very moment. */
static void
test_missed (Fixture *self, gconstpointer data)
{
  run_first (self);
  lineup_test_clock_suspend (self->parent.clock, 10 * DAY);
  settle ();
  g_assert_false (is_running (self));
  g_assert_cmpint (get_next (self) - get_now (self), >=, MINUTE);
  pass (self, 5 * MINUTE);
  finish (self);
  g_assert_cmpuint (self->parent.finished, ==, 2);
  g_assert_cmpint (get_next (self) - get_attempt (self), >, DAY / 2);

  drop_schedule (self);
  pass (self, 10 * DAY);
  make_schedule (self);
  g_assert_cmpint (get_next (self) - get_now (self), >=, MINUTE);
  pass (self, 5 * MINUTE);
  finish (self);
  g_assert_cmpuint (self->parent.finished, ==, 3);

  /* Asleep for less than the rest. */
  lineup_test_clock_suspend (self->parent.clock, (get_next (self) - get_now (self)) / 2);
  settle ();
  pass_to_next (self);
  finish (self);
}

/* Somebody sets the clock on the wall. */
static void
test_clock (Fixture *self, gconstpointer data)
{
  gint64 next = 0;

  run_first (self);
  next = get_next (self);
  lineup_test_clock_set_real_time (self->parent.clock,
                                   get_now (self) + (next - get_now (self)) / 4);
  settle ();
  g_assert_cmpint (get_next (self), ==, next);
  g_assert_false (is_running (self));

  /* Years back: a day is what it takes at most. */
  lineup_test_clock_set_real_time (self->parent.clock, get_now (self) - 1000 * DAY);
  settle ();
  g_assert_false (is_running (self));
  g_assert_cmpint (get_next (self) - get_now (self), <=, DAY * 11 / 10);
  g_assert_cmpint (get_next (self) - get_now (self), >=, DAY * 9 / 10 - MINUTE);
  pass_to_next (self);
  finish (self);

  lineup_test_clock_set_real_time (self->parent.clock, get_now (self) + 1000 * DAY);
  settle ();
  g_assert_false (is_running (self));
  pass (self, 5 * MINUTE);
  finish (self);

  /* Back while the daemon was not there. */
  drop_schedule (self);
  lineup_test_clock_set_real_time (self->parent.clock, get_now (self) - 500 * DAY);
  make_schedule (self);
  g_assert_cmpint (get_next (self) - get_now (self), <=, DAY * 11 / 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Steps that fail warn of it. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

#define add(name, func)                                                                            \
  g_test_add ("/account-schedule/" name, Fixture, NULL, set_up, func, tear_down)
  add ("interval", test_interval);
  add ("settings", test_settings);
  add ("obstacles", test_obstacles);
  add ("put-off", test_put_off);
  add ("short-obstacle", test_short_obstacle);
  add ("joined", test_joined);
  add ("cancelled", test_cancelled);
  add ("restart", test_restart);
  add ("failures", test_failures);
  add ("keyring", test_keyring);
  add ("keyring-joined", test_keyring_joined);
  add ("keyring-cancelled", test_keyring_cancelled);
  add ("refused", test_refused);
  add ("not-found", test_not_found);
  add ("missed", test_missed);
  add ("clock", test_clock);

  return g_test_run ();
}
