/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-schedule.h"
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-sync-fixture.h"
#include "lineup-test-conditions.h"
#include "lineup-writer-pool.h"

/* A panel that has failed again and again is left alone by all accounts that it has. */

#define SECOND ((gint64)G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

#define HOST       "panel.example:80"
#define N_ACCOUNTS 3

typedef struct
{
  LineupCatalogue *catalogue;      /* (owned) (nullable): NULL for the first, see @parent */
  LineupStateFile *file;           /* (owned) (nullable): likewise */
  LineupAccountSync *sync;         /* (owned) */
  LineupAccountSchedule *schedule; /* (owned) */
} Account;

/* All accounts are of the same panel. */
typedef struct
{
  LineupSyncFixture parent;
  LineupTestConditions *conditions; /* (owned) */
  LineupHosts *hosts;               /* (owned) */
  Account accounts[N_ACCOUNTS];
} Fixture;

static gint64
get_now (Fixture *self)
{
  return lineup_clock_get_real_time (LINEUP_CLOCK (self->parent.clock)) / SECOND;
}

/* Each sync asks about the account, once. */
static guint
count_attempts (Fixture *self)
{
  g_auto (GStrv) requests = g_strsplit (
      lineup_dummy_source_get_requests (self->parent.source), " ", -1);
  guint n = 0;

  for (guint i = 0; requests[i] != NULL; i++)
    n += g_str_equal (requests[i], "account");
  return n;
}

static void
make_schedule (Fixture *self, Account *account)
{
  account->schedule = lineup_account_schedule_new (
      LINEUP_SCHEDULED (account->sync), LINEUP_CONDITIONS (self->conditions), self->hosts);
  g_object_set (account->schedule, "enabled", TRUE, "sync-interval", 1440, NULL);
}

static void
drop_schedule (Account *account)
{
  lineup_account_schedule_stop (account->schedule);
  lineup_await_finalize (g_steal_pointer (&account->schedule));
}

static void
make_account (Fixture *self, guint index)
{
  Account *account = &self->accounts[index];
  g_autofree char *id = g_strdup_printf ("home%u", index);
  g_autofree char *path = g_build_filename (self->parent.folder, id, NULL);
  g_autofree char *cache = g_build_filename (self->parent.folder, "cache", NULL);
  g_autoptr (LineupWriterPool) writers = lineup_writer_pool_new ();

  account->file = lineup_state_file_new (path);
  account->catalogue = lineup_catalogue_new (
      cache, id, 0, LINEUP_CLOCK (self->parent.clock), writers);
  account->sync = lineup_account_sync_new (id,
                                           account->file,
                                           LINEUP_SOURCE_PROVIDER (self->parent.source),
                                           account->catalogue,
                                           self->parent.hosts,
                                           self->parent.jobs);
  make_schedule (self, account);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  lineup_sync_fixture_set_up (&self->parent, data);
  self->conditions = lineup_test_conditions_new ();
  self->hosts = lineup_hosts_new (LINEUP_CLOCK (self->parent.clock));
  self->accounts[0].sync = g_object_ref (self->parent.account_sync);
  make_schedule (self, &self->accounts[0]);
  for (guint i = 1; i < N_ACCOUNTS; i++)
    make_account (self, i);
}

static void
drop_account (Account *account)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  drop_schedule (account);
  lineup_job_runner_stop_async (
      lineup_account_sync_get_runner (account->sync), NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (
      lineup_job_runner_stop_finish (lineup_account_sync_get_runner (account->sync), result, NULL));
  g_clear_object (&result);
  lineup_await_finalize (g_steal_pointer (&account->sync));
  lineup_await_finalize (g_steal_pointer (&account->file));
  lineup_await_finalize (g_steal_pointer (&account->catalogue));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  drop_schedule (&self->accounts[0]);
  g_clear_object (&self->accounts[0].sync);
  for (guint i = 1; i < N_ACCOUNTS; i++)
    drop_account (&self->accounts[i]);
  lineup_await_finalize (self->hosts);
  lineup_await_finalize (self->conditions);
  lineup_sync_fixture_tear_down (&self->parent, data);
}

static void
set_auto_sync (Fixture *self, guint n_accounts)
{
  for (guint i = 0; i < N_ACCOUNTS; i++)
    g_object_set (self->accounts[i].schedule, "auto-sync", i < n_accounts, NULL);
}

static gboolean
is_at_rest (gpointer user_data)
{
  Fixture *self = user_data;

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      LineupAccountSync *sync = self->accounts[i].sync;

      if (lineup_account_sync_is_running (sync)
          && !lineup_job_runner_is_put_off (lineup_account_sync_get_runner (sync)))
        return FALSE;
    }
  return TRUE;
}

static void
settle (Fixture *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  lineup_await_until (is_at_rest, self);
}

/* Lets time pass, but not while a sync runs. */
static void
pass (Fixture *self, gint64 time)
{
  LineupTestClock *clock = self->parent.clock;
  const gint64 end = lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)) + time;
  gint64 next = 0;

  while ((next = lineup_test_clock_get_next_alarm (clock)) >= 0 && next <= end)
    {
      lineup_test_clock_advance_to_next_alarm (clock);
      settle (self);
    }
  lineup_test_clock_advance (clock, end - lineup_clock_get_monotonic_time (LINEUP_CLOCK (clock)));
  settle (self);
}

/* Goes to the next moment at which something happens, whatever runs. */
static void
tick (Fixture *self)
{
  if (!lineup_test_clock_advance_to_next_alarm (self->parent.clock))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
pass_until (Fixture *self, gint64 seconds)
{
  pass (self, (seconds - get_now (self)) * SECOND);
}

static void
fail (Fixture *self, guint times, LineupError code)
{
  lineup_dummy_source_queue_error (self->parent.source,
                                   LINEUP_DUMMY_ACCOUNT,
                                   times,
                                   g_error_new (LINEUP_ERROR, (gint)code, "Not today"));
}

static gint64
get_due (Fixture *self)
{
  return lineup_circuits_get_due (lineup_hosts_get_circuits (self->hosts), HOST);
}

static guint
count_waiting (Fixture *self, LineupObstacle reason)
{
  guint n = 0;

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      LineupObstacle waiting = LINEUP_OBSTACLE_NONE;

      g_object_get (self->accounts[i].sync, "waiting", &waiting, NULL);
      n += waiting == reason;
    }
  return n;
}

static void
sync_by_hand (Fixture *self, guint account)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  guint64 job = 0;

  g_assert_true (lineup_account_sync_start (self->accounts[account].sync, &options, &job, NULL));
  settle (self);
}

/* Each account has failed once, in the minutes after the start. */
static void
open_circuit (Fixture *self)
{
  fail (self, 3, LINEUP_ERROR_OFFLINE);
  set_auto_sync (self, N_ACCOUNTS);
  pass (self, 5 * MINUTE);
  g_assert_cmpuint (count_attempts (self), ==, 3);
  g_assert_cmpint (get_due (self), >, get_now (self));
  g_assert_cmpint (get_due (self), <=, get_now (self) + LINEUP_CIRCUITS_FIRST_PAUSE);
}

/* A single account asks when the time has come, however many are due. */
static void
test_probe (Fixture *self, gconstpointer data)
{
  gint64 pause = LINEUP_CIRCUITS_FIRST_PAUSE;

  open_circuit (self);
  fail (self, 3, LINEUP_ERROR_TIMEOUT);
  for (guint probes = 1; probes <= 3; probes++)
    {
      const gint64 due = get_due (self);

      pass_until (self, due - 1);
      g_assert_cmpuint (count_attempts (self), ==, 2 + probes);
      if (probes == 1)
        g_assert_cmpuint (count_waiting (self, LINEUP_OBSTACLE_PANEL), ==, N_ACCOUNTS);
      pass (self, 2 * SECOND);
      /* Of an account whose own time comes later it is then. */
      while (count_attempts (self) < 3 + probes)
        pass (self, MINUTE);
      g_assert_cmpuint (count_attempts (self), ==, 3 + probes);
      pause *= 2;
      g_assert_cmpint (get_due (self) - get_now (self), >, pause - 70);
      g_assert_cmpint (get_due (self) - get_now (self), <=, pause);
    }

  /* The panel works again: the others follow soon, but not at the same moment. */
  while (count_attempts (self) < 7)
    pass (self, MINUTE / 4);
  pass (self, MINUTE);
  g_assert_cmpint (get_due (self), ==, 0);
  g_assert_cmpuint (count_waiting (self, LINEUP_OBSTACLE_NONE), ==, N_ACCOUNTS);
}

/* A panel is never left alone for longer than some hours. */
static void
test_longest_pause (Fixture *self, gconstpointer data)
{
  fail (self, 20, LINEUP_ERROR_SERVER);
  for (guint i = 0; i < 20; i++)
    sync_by_hand (self, 0);
  g_assert_cmpint (get_due (self) - get_now (self), ==, LINEUP_CIRCUITS_MAX_PAUSE);

  /* Nor when the clock is set back, which the schedules notice. */
  set_auto_sync (self, N_ACCOUNTS);
  lineup_test_clock_set_real_time (self->parent.clock,
                                   (gint64)LINEUP_SYNC_FIXTURE_START * SECOND / 2);
  settle (self);
  g_assert_cmpint (get_due (self) - get_now (self), ==, LINEUP_CIRCUITS_MAX_PAUSE);
}

/* What a person asks for asks the panel in any case, and the others learn from it. */
static void
test_by_hand (Fixture *self, gconstpointer data)
{
  gint64 due = 0;

  open_circuit (self);
  pass_until (self, get_due (self) - MINUTE / SECOND);
  g_assert_cmpuint (count_waiting (self, LINEUP_OBSTACLE_PANEL), ==, N_ACCOUNTS);
  due = get_due (self);
  fail (self, 1, LINEUP_ERROR_SERVER);
  sync_by_hand (self, 1);
  g_assert_cmpuint (count_attempts (self), ==, 4);
  g_assert_cmpint (get_due (self), >, due);

  sync_by_hand (self, 1);
  g_assert_cmpuint (count_attempts (self), ==, 5);
  g_assert_cmpint (get_due (self), ==, 0);
  g_assert_cmpuint (count_waiting (self, LINEUP_OBSTACLE_PANEL), ==, 0);
  pass (self, MINUTE);
  g_assert_cmpuint (count_attempts (self), ==, 7);
}

/* A panel that answers works, and what is our own fault says nothing of it. */
static void
test_other_failures (Fixture *self, gconstpointer data)
{
  const LineupError codes[]
      = { LINEUP_ERROR_AUTH_FAILED, LINEUP_ERROR_ACCOUNT_EXPIRED, LINEUP_ERROR_KEYRING_LOCKED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_test_message ("%u", codes[i]);
      fail (self, 3, codes[i]);
      for (guint j = 0; j < 3; j++)
        sync_by_hand (self, j);
      g_assert_cmpint (get_due (self), ==, 0);
    }
  g_assert_cmpuint (count_attempts (self), ==, 9);

  /* Two are no three, and one that works begins the count anew. */
  for (guint i = 0; i < 3; i++)
    {
      fail (self, 2, LINEUP_ERROR_OFFLINE);
      for (guint j = 0; j < 3; j++)
        sync_by_hand (self, j);
      g_assert_cmpint (get_due (self), ==, 0);
    }
}

/* A sync that waits for its turn when the circuit opens is put off, and probes the panel then. */
static void
test_queued (Fixture *self, gconstpointer data)
{
  guint64 job = 0;
  guint64 job_then = 0;
  gint64 due = 0;

  fail (self, 2, LINEUP_ERROR_OFFLINE);
  sync_by_hand (self, 0);
  sync_by_hand (self, 0);
  lineup_dummy_source_queue_hold (self->parent.source, LINEUP_DUMMY_ACCOUNT);
  fail (self, 1, LINEUP_ERROR_OFFLINE);

  /* An account that never gets an answer, with two others behind it. */
  g_object_set (self->accounts[1].schedule, "auto-sync", TRUE, NULL);
  while (count_attempts (self) < 3)
    tick (self);
  g_assert_true (lineup_account_sync_start (
      self->accounts[0].sync, &(LineupSyncOptions){ .steps = LINEUP_SYNC_ALL_STEPS }, &job, NULL));
  g_object_set (self->accounts[2].schedule, "auto-sync", TRUE, NULL);
  while (!lineup_account_sync_is_running (self->accounts[2].sync))
    tick (self);
  g_assert_cmpuint (count_waiting (self, LINEUP_OBSTACLE_QUEUE), ==, 2);
  g_object_get (self->accounts[2].sync, "job", &job, NULL);

  /* The first gives up, the second fails, the third waits for better times. */
  lineup_job_runner_cancel_async (
      lineup_account_sync_get_runner (self->accounts[1].sync), NULL, NULL, NULL);
  settle (self);
  g_assert_cmpuint (count_attempts (self), ==, 4);
  g_assert_cmpuint (count_waiting (self, LINEUP_OBSTACLE_PANEL), ==, 1);
  g_assert_true (
      lineup_job_runner_is_put_off (lineup_account_sync_get_runner (self->accounts[2].sync)));

  due = get_due (self);
  pass_until (self, due - 1);
  g_assert_cmpuint (count_attempts (self), ==, 4);
  pass (self, 2 * SECOND);
  g_assert_cmpuint (count_attempts (self), ==, 5);
  g_object_get (self->accounts[2].sync, "job", &job_then, NULL);
  g_assert_cmpuint (job_then, ==, job);
  g_assert_cmpint (get_due (self), ==, 0);
}

/* A probe that is cancelled tells nothing: another one is made. */
static void
test_cancelled_probe (Fixture *self, gconstpointer data)
{
  open_circuit (self);
  lineup_dummy_source_queue_hold (self->parent.source, LINEUP_DUMMY_ACCOUNT);
  while (count_attempts (self) < 4)
    tick (self);
  g_assert_cmpint (get_due (self), ==, G_MAXINT64);
  g_assert_cmpuint (count_waiting (self, LINEUP_OBSTACLE_PANEL), ==, 2);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    lineup_job_runner_cancel_async (
        lineup_account_sync_get_runner (self->accounts[i].sync), NULL, NULL, NULL);
  settle (self);
  g_assert_cmpint (get_due (self), !=, G_MAXINT64);
  pass (self, MINUTE);
  g_assert_cmpint (get_due (self), ==, 0);
  g_assert_cmpuint (count_attempts (self), >=, 5);
}

/* Nor does one whose account is removed. */
static void
test_removed_probe (Fixture *self, gconstpointer data)
{
  open_circuit (self);
  lineup_dummy_source_queue_hold (self->parent.source, LINEUP_DUMMY_ACCOUNT);
  while (count_attempts (self) < 4)
    tick (self);
  g_assert_cmpint (get_due (self), ==, G_MAXINT64);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    drop_schedule (&self->accounts[i]);
  g_assert_cmpint (get_due (self), !=, G_MAXINT64);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      lineup_job_runner_cancel_async (
          lineup_account_sync_get_runner (self->accounts[i].sync), NULL, NULL, NULL);
      make_schedule (self, &self->accounts[i]);
    }
  settle (self);
}

/* The failures of before count after a restart. */
static void
test_restore (Fixture *self, gconstpointer data)
{
  fail (self, 3, LINEUP_ERROR_OFFLINE);
  for (guint i = 0; i < 3; i++)
    sync_by_hand (self, 1);
  g_assert_cmpint (get_due (self), >, 0);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    drop_schedule (&self->accounts[i]);
  lineup_await_finalize (self->hosts);
  self->hosts = lineup_hosts_new (LINEUP_CLOCK (self->parent.clock));
  for (guint i = 0; i < N_ACCOUNTS; i++)
    make_schedule (self, &self->accounts[i]);
  g_assert_cmpint (get_due (self), >, get_now (self));
  g_assert_cmpint (
      lineup_circuits_get_due (lineup_hosts_get_circuits (self->hosts), "other.example:80"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

#define ADD(name, func) g_test_add ("/circuits/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("probe", test_probe);
  ADD ("longest-pause", test_longest_pause);
  ADD ("by-hand", test_by_hand);
  ADD ("other-failures", test_other_failures);
  ADD ("queued", test_queued);
  ADD ("cancelled-probe", test_cancelled_probe);
  ADD ("removed-probe", test_removed_probe);
  ADD ("restore", test_restore);
#undef ADD

  return g_test_run ();
}
