/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-failover.h"
#include "lineup-test-clock.h"

#define NOW 1000000

typedef struct
{
  LineupTestClock *clock;   /* (owned) */
  LineupHosts *hosts;       /* (owned) */
  LineupFailover *failover; /* (owned) */
  guint n_changes;
} Fixture;

static void
on_changed (LineupFailover *failover, Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const hosts[] = { "a:80", "b:80", "c:80", NULL };
  static const char *const origins[] = { "http://a", "http://b", "http://c", NULL };

  fixture->clock = lineup_test_clock_new (NOW * (gint64)G_USEC_PER_SEC);
  fixture->hosts = lineup_hosts_new (LINEUP_CLOCK (fixture->clock));
  fixture->failover = lineup_failover_new (fixture->hosts);
  lineup_failover_set_addresses (fixture->failover, hosts, origins);
  fixture->n_changes = 0;
  g_signal_connect (fixture->failover, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->failover);
  g_assert_finalize_object (fixture->hosts);
  g_assert_finalize_object (fixture->clock);
}

static gboolean
fail (Fixture *fixture, guint address)
{
  g_autoptr (GError) error = lineup_error_new_answer (LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "Gone");

  return lineup_failover_fail (fixture->failover, address, error);
}

static void
assert_current (Fixture *fixture, guint expected, const char *remembered)
{
  static const char *const hosts[] = { "a:80", "b:80", "c:80" };
  gint64 until = 0;

  g_assert_cmpuint (lineup_failover_get_current (fixture->failover), ==, expected);
  g_assert_cmpstr (lineup_failover_get_host (fixture->failover), ==, hosts[expected]);
  g_assert_cmpstr (lineup_failover_get_memory (fixture->failover, &until), ==, remembered);
}

/* One that works instead is asked first for a day, and not a moment longer. */
static void
test_day (Fixture *fixture, gconstpointer data)
{
  assert_current (fixture, 0, NULL);
  g_assert_true (fail (fixture, 0));
  assert_current (fixture, 1, NULL);
  g_assert_true (fail (fixture, 1));
  assert_current (fixture, 2, NULL);
  lineup_failover_succeed (fixture->failover, 2);
  assert_current (fixture, 2, "http://c");
  g_assert_cmpuint (fixture->n_changes, ==, 3);

  lineup_test_clock_advance (fixture->clock, (gint64)(LINEUP_FAILOVER_MEMORY - 1) * G_USEC_PER_SEC);
  lineup_failover_succeed (fixture->failover, 2);
  assert_current (fixture, 2, "http://c");
  lineup_test_clock_advance (fixture->clock, G_USEC_PER_SEC);
  assert_current (fixture, 0, NULL);
}

/* Where none can be reached, all is as it was. */
static void
test_none (Fixture *fixture, gconstpointer data)
{
  lineup_failover_choose (fixture->failover, 1);
  g_assert_true (fail (fixture, 1));
  assert_current (fixture, 2, "http://b");
  g_assert_true (fail (fixture, 2));
  assert_current (fixture, 0, "http://b");
  g_assert_false (fail (fixture, 0));
  assert_current (fixture, 1, "http://b");
}

/* The first that works again is the first again. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  lineup_failover_choose (fixture->failover, 2);
  g_assert_true (fail (fixture, 2));
  assert_current (fixture, 0, "http://c");
  lineup_failover_succeed (fixture->failover, 0);
  assert_current (fixture, 0, NULL);
}

/* What two requests find out at once is found out once. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  g_assert_true (fail (fixture, 0));
  g_assert_true (fail (fixture, 0));
  assert_current (fixture, 1, NULL);
  lineup_failover_succeed (fixture->failover, 0);
  assert_current (fixture, 1, NULL);
  lineup_failover_succeed (fixture->failover, 1);
  assert_current (fixture, 1, "http://b");
}

/* Whoever answers can be reached, whatever it says, and so can whoever shows a wrong certificate.
 */
static void
test_answers (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    LineupError code;
    guint status;
    gboolean is_out_of_reach;
  } errors[] = {
    { LINEUP_ERROR_OFFLINE, 0, TRUE },         { LINEUP_ERROR_TIMEOUT, 0, TRUE },
    { LINEUP_ERROR_TIMEOUT, 408, FALSE },      { LINEUP_ERROR_SERVER, 500, FALSE },
    { LINEUP_ERROR_AUTH_FAILED, 404, FALSE },  { LINEUP_ERROR_RATE_LIMITED, 429, FALSE },
    { LINEUP_ERROR_CERTIFICATE, 0, FALSE },    { LINEUP_ERROR_MALFORMED_DATA, 0, FALSE },
    { LINEUP_ERROR_KEYRING_LOCKED, 0, FALSE }, { LINEUP_ERROR_CANCELLED, 0, FALSE },
  };

  g_assert_false (lineup_failover_is_out_of_reach (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = lineup_error_new_answer (
          errors[i].code, errors[i].status, 0, TRUE, "Wrong");

      g_assert_cmpint (lineup_failover_is_out_of_reach (error), ==, errors[i].is_out_of_reach);
      if (!errors[i].is_out_of_reach)
        g_assert_false (lineup_failover_fail (fixture->failover, 0, error));
    }
  assert_current (fixture, 0, NULL);
}

/* Over a restart, and when the addresses are changed, one is known by where it is. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  static const char *const hosts[] = { "c:80", "b:80", NULL };
  static const char *const origins[] = { "http://c", "http://b", NULL };

  lineup_failover_restore (fixture->failover, "http://b", NOW + 60);
  assert_current (fixture, 1, "http://b");
  lineup_failover_restore (fixture->failover, "http://none", NOW + 60);
  assert_current (fixture, 0, NULL);
  lineup_failover_restore (fixture->failover, "http://b", NOW);
  assert_current (fixture, 0, NULL);
  /* The clock was set back: nothing is remembered for more than a day. */
  lineup_failover_restore (fixture->failover, "http://b", NOW + 2 * LINEUP_FAILOVER_MEMORY);
  assert_current (fixture, 0, NULL);

  lineup_failover_restore (fixture->failover, "http://b", NOW + 60);
  lineup_failover_set_addresses (fixture->failover, hosts, origins);
  g_assert_cmpuint (lineup_failover_get_current (fixture->failover), ==, 1);
  g_assert_cmpstr (lineup_failover_get_host (fixture->failover), ==, "b:80");
  lineup_failover_choose (fixture->failover, 0);
  g_assert_cmpstr (lineup_failover_get_host (fixture->failover), ==, "c:80");
}

static void
open_circuit (Fixture *fixture, const char *host)
{
  for (guint i = 0; i < LINEUP_CIRCUITS_MAX_FAILURES; i++)
    lineup_circuits_end_sync (
        lineup_hosts_get_circuits (fixture->hosts), host, LINEUP_HOST_VERDICT_FAILS, NOW);
}

/* A host that is left alone is passed over while another is not, and has its probe when it is due.
 */
static void
test_circuits (Fixture *fixture, gconstpointer data)
{
  LineupCircuits *circuits = lineup_hosts_get_circuits (fixture->hosts);

  open_circuit (fixture, "a:80");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  assert_current (fixture, 1, NULL);
  open_circuit (fixture, "b:80");
  assert_current (fixture, 2, NULL);
  open_circuit (fixture, "c:80");
  assert_current (fixture, 0, NULL);
  lineup_circuits_end_sync (circuits, "b:80", LINEUP_HOST_VERDICT_WORKS, NOW);
  assert_current (fixture, 1, NULL);
  lineup_test_clock_advance (fixture->clock, (gint64)LINEUP_CIRCUITS_FIRST_PAUSE * G_USEC_PER_SEC);
  assert_current (fixture, 0, NULL);
  lineup_circuits_begin_probe (circuits, "a:80");
  assert_current (fixture, 0, NULL);
}

#define ADD(path, test) g_test_add ("/failover/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("day", test_day);
  ADD ("none", test_none);
  ADD ("first", test_first);
  ADD ("together", test_together);
  ADD ("answers", test_answers);
  ADD ("restore", test_restore);
  ADD ("circuits", test_circuits);

  return g_test_run ();
}
