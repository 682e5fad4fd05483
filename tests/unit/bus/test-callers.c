/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-call-private.h"
#include "lineup-calls-fixture.h"
#include "lineup-error.h"

#define A ":1.1"
#define B ":1.2"
#define C ":1.3"
#define D ":1.4"
#define E ":1.5"

#define READING LINEUP_LANE_READING
#define COPYING LINEUP_LANE_COPYING
#define ASKING  LINEUP_LANE_ASKING
#define ACTING  LINEUP_LANE_ACTING

#define MIB (1024 * 1024)

#define LIMITS_EXCEEDED "org.freedesktop.DBus.Error.LimitsExceeded"
#define CANCELLED       "io.github.lineupd.Lineup1.Error.Cancelled"

/* Callers who are remembered though they have nothing in hand. */
#define MAX_CALLERS 64

static void
set_up (LineupCallsFixture **fixture, gconstpointer data)
{
  *fixture = lineup_calls_fixture_new ();
}

static void
tear_down (LineupCallsFixture **fixture, gconstpointer data)
{
  lineup_calls_fixture_free (*fixture);
}

static guint32
call (LineupCallsFixture *fixture, const char *sender, LineupLane lane)
{
  return lineup_calls_fixture_call (fixture, sender, lane, 0);
}

/* Returns the number of the first one; the others follow. */
static guint32
call_often (LineupCallsFixture *fixture, const char *sender, LineupLane lane, guint n)
{
  const guint32 first = call (fixture, sender, lane);

  for (guint i = 1; i < n; i++)
    call (fixture, sender, lane);
  return first;
}

static gboolean
has_begun (LineupCallsFixture *fixture, guint32 number)
{
  return lineup_calls_fixture_has_begun (fixture, number);
}

static void
end (LineupCallsFixture *fixture, guint32 number)
{
  lineup_calls_fixture_end (fixture, number, 0);
}

static gboolean
is_replied (LineupCallsFixture *fixture, guint32 number)
{
  lineup_calls_fixture_settle (fixture);
  return lineup_fake_bus_get_reply (fixture->bus, number) != NULL;
}

/* Turns */

/* What one caller may have at work in each lane. */
static void
test_own_turns (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  static const guint most[LINEUP_N_LANES] = { 1, 1, 16, 16 };
  guint n = 0;

  for (guint lane = 0; lane < LINEUP_N_LANES; lane++)
    {
      call_often (fixture, A, (LineupLane)lane, most[lane] + 2);
      n += most[lane];
      g_assert_cmpuint (lineup_calls_fixture_count (fixture), ==, n);
    }
}

/* Calls of one caller begin in the order in which they have come. */
static void
test_order (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 first = call (fixture, A, READING);
  const guint32 second = call (fixture, A, READING);
  const guint32 third = call (fixture, A, READING);

  g_assert_true (has_begun (fixture, first));
  g_assert_false (has_begun (fixture, second));
  end (fixture, first);
  g_assert_true (has_begun (fixture, second));
  g_assert_false (has_begun (fixture, third));
  end (fixture, second);
  g_assert_true (has_begun (fixture, third));
}

/* A lane does not wait for another one. */
static void
test_lanes (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;

  call_often (fixture, A, READING, 10);
  g_assert_true (has_begun (fixture, call (fixture, A, COPYING)));
  g_assert_true (has_begun (fixture, call (fixture, A, ASKING)));
  g_assert_true (has_begun (fixture, call (fixture, A, ACTING)));
}

/* What all callers together may have at work. */
static void
test_all_turns (LineupCallsFixture **data, gconstpointer unused)
{
  static const char *const names[] = { A, B, C, D, E };
  static const guint most[LINEUP_N_LANES] = { 4, 2, 5 * 16, 5 * 16 };
  LineupCallsFixture *fixture = *data;
  guint n = 0;

  for (guint lane = 0; lane < LINEUP_N_LANES; lane++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        call_often (fixture, names[i], (LineupLane)lane, 17);
      n += most[lane];
      g_assert_cmpuint (lineup_calls_fixture_count (fixture), ==, n);
    }
}

/* Who had a turn is the last to have another one, however many they have called. */
static void
test_fairness (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 a = call_often (fixture, A, COPYING, 3);
  const guint32 b = call_often (fixture, B, COPYING, 3);
  const guint32 c = call_often (fixture, C, COPYING, 3);

  g_assert_true (has_begun (fixture, a));
  g_assert_true (has_begun (fixture, b));
  end (fixture, a);
  g_assert_true (has_begun (fixture, c));
  end (fixture, c);
  g_assert_true (has_begun (fixture, a + 1));
  /* Of these two it is longest ago for B. */
  end (fixture, b);
  g_assert_true (has_begun (fixture, b + 1));
  end (fixture, b + 1);
  g_assert_true (has_begun (fixture, c + 1));
  g_assert_cmpuint (lineup_calls_fixture_count (fixture), ==, 2);
}

/* Bounds */

static void
test_too_many (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 first = call_often (fixture, A, ACTING, LINEUP_CALLER_MAX_CALLS);
  const guint32 more = call (fixture, A, ACTING);
  const guint32 other = call (fixture, B, ACTING);

  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, more), ==, LIMITS_EXCEEDED);
  g_assert_false (is_replied (fixture, first + LINEUP_CALLER_MAX_CALLS - 1));
  g_assert_true (has_begun (fixture, other));
  end (fixture, first);
  g_assert_false (is_replied (fixture, call (fixture, A, ACTING)));
}

/* A caller's calls may take 8 MiB, or be a single one. */
static void
test_too_large (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 half = lineup_calls_fixture_call (fixture, A, ACTING, 5 * MIB);
  const guint32 more = lineup_calls_fixture_call (fixture, A, ACTING, 3 * MIB);
  const guint32 fitting = lineup_calls_fixture_call (fixture, A, ACTING, 2 * MIB);
  const guint32 single = lineup_calls_fixture_call (fixture, B, ACTING, 9 * MIB);
  const guint32 second = call (fixture, B, ACTING);

  g_assert_true (has_begun (fixture, half));
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, more), ==, LIMITS_EXCEEDED);
  g_assert_true (has_begun (fixture, fitting));
  g_assert_true (has_begun (fixture, single));
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, second), ==, LIMITS_EXCEEDED);
  end (fixture, single);
  g_assert_true (has_begun (fixture, call (fixture, B, ACTING)));
}

/* Who does not take what is sent */

static void
test_credit (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 first = call (fixture, A, ACTING);
  guint32 second = 0;

  lineup_fake_bus_hold_pongs (fixture->bus, TRUE);
  lineup_calls_fixture_end (fixture, first, LINEUP_CALLER_CREDIT);
  lineup_fake_bus_await_reply (fixture->bus, first);
  second = call (fixture, A, ACTING);
  g_assert_false (has_begun (fixture, second));
  g_assert_true (has_begun (fixture, call (fixture, B, ACTING)));
  g_assert_cmpuint (lineup_fake_bus_count_pings (fixture->bus), ==, 1);

  lineup_fake_bus_hold_pongs (fixture->bus, FALSE);
  g_assert_true (has_begun (fixture, second));
}

/* Little is sent without a question, and a question comes before the credit is used up. */
static void
test_pings (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  guint32 number = call (fixture, A, ACTING);

  lineup_fake_bus_hold_pongs (fixture->bus, TRUE);
  lineup_calls_fixture_end (fixture, number, MIB / 2);
  lineup_calls_fixture_settle (fixture);
  g_assert_cmpuint (lineup_fake_bus_count_pings (fixture->bus), ==, 0);
  number = call (fixture, A, ACTING);
  lineup_calls_fixture_end (fixture, number, MIB / 2);
  lineup_fake_bus_await_reply (fixture->bus, number);
  lineup_calls_fixture_settle (fixture);
  g_assert_cmpuint (lineup_fake_bus_count_pings (fixture->bus), ==, 1);

  /* Pings go one at a time, and what has been sent after one is asked for by the next one. */
  number = call (fixture, A, ACTING);
  lineup_calls_fixture_end (fixture, number, MIB + MIB / 2);
  lineup_fake_bus_await_reply (fixture->bus, number);
  lineup_calls_fixture_settle (fixture);
  g_assert_cmpuint (lineup_fake_bus_count_pings (fixture->bus), ==, 1);
  lineup_fake_bus_hold_pongs (fixture->bus, FALSE);
  g_assert_true (has_begun (fixture, call (fixture, A, ACTING)));
  g_assert_cmpuint (lineup_fake_bus_count_pings (fixture->bus), ==, 2);
}

/* Not even what it is refused with; a single reply may be larger than the credit. */
static void
test_deaf (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 first = call (fixture, A, ACTING);
  guint32 refused = 0;
  guint32 other = 0;

  lineup_fake_bus_hold_pongs (fixture->bus, TRUE);
  lineup_calls_fixture_end (fixture, first, 2 * LINEUP_CALLER_CREDIT);
  lineup_fake_bus_await_reply (fixture->bus, first);
  call_often (fixture, A, ACTING, LINEUP_CALLER_MAX_CALLS);
  refused = call (fixture, A, ACTING);
  other = call (fixture, B, ACTING);
  end (fixture, other);
  lineup_fake_bus_await_reply (fixture->bus, other);
  g_assert_false (is_replied (fixture, refused));
}

/* Who gives no sign gets as much again, but for what has waited longer than anybody waits. */
static void
test_stale (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 first = call (fixture, A, READING);
  guint32 old = 0;
  guint32 young = 0;

  lineup_fake_bus_hold_pongs (fixture->bus, TRUE);
  lineup_calls_fixture_end (fixture, first, LINEUP_CALLER_CREDIT);
  lineup_fake_bus_await_reply (fixture->bus, first);
  old = call_often (fixture, A, READING, 3);
  lineup_calls_fixture_settle (fixture);
  lineup_test_clock_advance (fixture->clock, 1);
  young = call (fixture, A, READING);
  lineup_calls_fixture_settle (fixture);
  lineup_test_clock_advance (fixture->clock, 25 * G_TIME_SPAN_SECOND);
  lineup_fake_bus_give_pongs_up (fixture->bus);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, old + i), ==, LIMITS_EXCEEDED);
  g_assert_true (has_begun (fixture, young));
}

/* Who does take it loses nothing, however long that lasts. */
static void
test_slow (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 first = call (fixture, A, ACTING);
  guint32 old = 0;

  lineup_fake_bus_hold_pongs (fixture->bus, TRUE);
  lineup_calls_fixture_end (fixture, first, LINEUP_CALLER_CREDIT);
  lineup_fake_bus_await_reply (fixture->bus, first);
  old = call (fixture, A, ACTING);
  lineup_calls_fixture_settle (fixture);
  lineup_test_clock_advance (fixture->clock, 26 * G_TIME_SPAN_SECOND);
  lineup_fake_bus_hold_pongs (fixture->bus, FALSE);
  g_assert_true (has_begun (fixture, old));
}

/* Leaving */

static void
test_leaving (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 running = call (fixture, A, READING);
  const guint32 waiting = call (fixture, A, READING);
  const guint32 other = call (fixture, B, READING);
  LineupCall *running_call = lineup_calls_fixture_take (fixture, running);
  LineupCall *other_call = lineup_calls_fixture_take (fixture, other);

  lineup_fake_bus_leave (fixture->bus, A);
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, waiting), ==, CANCELLED);
  g_assert_true (g_cancellable_is_cancelled (lineup_call_get_cancellable (running_call)));
  g_assert_false (g_cancellable_is_cancelled (lineup_call_get_cancellable (other_call)));
  g_ptr_array_add (fixture->begun, running_call);
  g_ptr_array_add (fixture->begun, other_call);
}

static void
test_cancel_all (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 running = call (fixture, A, READING);
  const guint32 waiting = call (fixture, A, READING);
  const guint32 other = call (fixture, B, READING);

  lineup_calls_fixture_settle (fixture);
  lineup_callers_cancel_all (fixture->callers);
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, waiting), ==, CANCELLED);
  end (fixture, running);
  end (fixture, other);
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, running), ==, CANCELLED);
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, other), ==, CANCELLED);
}

typedef struct
{
  LineupCallsFixture *fixture; /* (unowned) */
  guint n_rules;
} Rules;

static gboolean
are_at_most (gpointer user_data)
{
  const Rules *rules = user_data;

  return lineup_fake_bus_count_rules (rules->fixture->bus) <= rules->n_rules;
}

/* Callers who have nothing in hand are not watched for ever; the others are. */
static void
test_many_callers (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  Rules rules = { fixture, 0 };
  guint n_rules = 0;
  guint32 busy = 0;
  guint32 waiting = 0;

  lineup_calls_fixture_settle (fixture);
  n_rules = lineup_fake_bus_count_rules (fixture->bus);
  busy = call (fixture, A, READING);
  waiting = call (fixture, A, READING);
  for (guint i = 0; i < 3 * MAX_CALLERS; i++)
    {
      g_autofree char *name = g_strdup_printf (":2.%u", i);

      end (fixture, call (fixture, name, ACTING));
    }
  rules.n_rules = n_rules + MAX_CALLERS;
  lineup_await_until (are_at_most, &rules);

  lineup_fake_bus_leave (fixture->bus, A);
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, waiting), ==, CANCELLED);
  end (fixture, busy);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/bus/callers/" path, LineupCallsFixture *, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  lineup_error_register ();

  ADD ("own-turns", test_own_turns);
  ADD ("order", test_order);
  ADD ("lanes", test_lanes);
  ADD ("all-turns", test_all_turns);
  ADD ("fairness", test_fairness);
  ADD ("too-many", test_too_many);
  ADD ("too-large", test_too_large);
  ADD ("credit", test_credit);
  ADD ("pings", test_pings);
  ADD ("deaf", test_deaf);
  ADD ("stale", test_stale);
  ADD ("slow", test_slow);
  ADD ("leaving", test_leaving);
  ADD ("cancel-all", test_cancel_all);
  ADD ("many-callers", test_many_callers);

  return g_test_run ();
}
