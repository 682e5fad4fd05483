/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-kept-connections.h"

#include "lineup-test-clock.h"

#define N_OWNERS (LINEUP_KEPT_CONNECTIONS_MAX + 2)

typedef struct
{
  LineupTestClock *clock;      /* (owned) */
  LineupKeptConnections *kept; /* (owned) */
  guint closed[N_OWNERS];      /* how often each was */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = lineup_test_clock_new (0);
  fixture->kept = lineup_kept_connections_new (LINEUP_CLOCK (fixture->clock));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->kept);
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  g_assert_finalize_object (fixture->clock);
}

static void
on_close (gpointer owner)
{
  (*(guint *)owner)++;
}

static void
add (Fixture *fixture, guint i)
{
  lineup_kept_connections_add (fixture->kept, &fixture->closed[i], on_close);
}

static void
advance (Fixture *fixture, gint64 microseconds)
{
  lineup_test_clock_advance (fixture->clock, microseconds);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Each for its own time, counted from when it was used last. */
static void
test_time (Fixture *fixture, gconstpointer data)
{
  add (fixture, 0);
  advance (fixture, 1);
  add (fixture, 1);
  add (fixture, 2);
  lineup_kept_connections_take (fixture->kept, &fixture->closed[2]);
  advance (fixture, LINEUP_KEPT_CONNECTIONS_TIME - 2);
  g_assert_cmpuint (fixture->closed[0], ==, 0);
  advance (fixture, 1);
  g_assert_cmpuint (fixture->closed[0], ==, 1);
  g_assert_cmpuint (fixture->closed[1], ==, 0);

  add (fixture, 1);
  advance (fixture, 1);
  g_assert_cmpuint (fixture->closed[1], ==, 0);
  advance (fixture, LINEUP_KEPT_CONNECTIONS_TIME);
  g_assert_cmpuint (fixture->closed[1], ==, 1);
  g_assert_cmpuint (fixture->closed[0], ==, 1);
  g_assert_cmpuint (fixture->closed[2], ==, 0);
}

/* Whoever was used longest ago makes room. */
static void
test_number (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < LINEUP_KEPT_CONNECTIONS_MAX; i++)
    add (fixture, i);
  add (fixture, 0);
  g_assert_cmpuint (fixture->closed[1], ==, 0);
  add (fixture, LINEUP_KEPT_CONNECTIONS_MAX);
  g_assert_cmpuint (fixture->closed[0], ==, 0);
  g_assert_cmpuint (fixture->closed[1], ==, 1);
  lineup_kept_connections_take (fixture->kept, &fixture->closed[1]);
  lineup_kept_connections_take (fixture->kept, &fixture->closed[2]);
  add (fixture, LINEUP_KEPT_CONNECTIONS_MAX + 1);
  for (guint i = 0; i < N_OWNERS; i++)
    g_assert_cmpuint (fixture->closed[i], ==, i == 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/kept-connections/time", Fixture, NULL, set_up, test_time, tear_down);
  g_test_add ("/kept-connections/number", Fixture, NULL, set_up, test_number, tear_down);

  return g_test_run ();
}
