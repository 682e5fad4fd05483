/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-lease-holders.h"

#include "lineup-await.h"
#include "lineup-fake-bus.h"

#define A ":1.7"
#define B ":1.8"

typedef struct
{
  LineupFakeBus *bus;          /* (owned) */
  LineupLeases *leases;        /* (owned) */
  LineupLeaseHolders *holders; /* (owned) (nullable) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->bus = lineup_fake_bus_new ();
  fixture->leases = lineup_leases_new ();
  fixture->holders = lineup_lease_holders_new (fixture->leases);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->holders != NULL)
    lineup_await_finalize (fixture->holders);
  lineup_await_finalize (fixture->leases);
  lineup_fake_bus_free (fixture->bus);
}

static void
update (Fixture *fixture, const char *name)
{
  lineup_lease_holders_update (
      fixture->holders, lineup_fake_bus_get_connection (fixture->bus), name);
}

static guint
take (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  const guint cookie = lineup_leases_take (fixture->leases, name, "A player", "A film", &error);

  g_assert_no_error (error);
  update (fixture, name);
  return cookie;
}

static void
release (Fixture *fixture, const char *name, guint cookie)
{
  g_autoptr (GError) error = NULL;

  lineup_leases_release (fixture->leases, name, cookie, &error);
  g_assert_no_error (error);
  update (fixture, name);
}

/* How many names are watched: the bus is asked to tell of each. */
typedef struct
{
  LineupFakeBus *bus; /* (unowned) */
  guint n_rules;
} Rules;

static gboolean
has_rules (gpointer user_data)
{
  const Rules *rules = user_data;

  return lineup_fake_bus_count_rules (rules->bus) == rules->n_rules;
}

static void
await_watched (Fixture *fixture, guint n_names)
{
  Rules rules = { fixture->bus, n_names };

  lineup_await_until (has_rules, &rules);
}

static gboolean
is_without_lease (gpointer user_data)
{
  return lineup_leases_count (user_data, A) == 0;
}

/* What somebody holds lapses when they leave, and nobody else's does. */
static void
test_leaving (Fixture *fixture, gconstpointer data)
{
  take (fixture, A);
  take (fixture, A);
  take (fixture, B);
  await_watched (fixture, 2);
  lineup_fake_bus_leave (fixture->bus, A);
  lineup_await_until (is_without_lease, fixture->leases);
  g_assert_cmpuint (lineup_leases_count (fixture->leases, B), ==, 1);
  await_watched (fixture, 1);

  /* A name may come again, to whoever has it then. */
  take (fixture, A);
  await_watched (fixture, 2);
  g_assert_cmpuint (lineup_leases_count (fixture->leases, A), ==, 1);
}

/* Who holds nothing is not watched any more. */
static void
test_releasing (Fixture *fixture, gconstpointer data)
{
  const guint first = take (fixture, A);
  const guint second = take (fixture, A);

  await_watched (fixture, 1);
  release (fixture, A, first);
  await_watched (fixture, 1);
  take (fixture, B);
  await_watched (fixture, 2);
  release (fixture, A, second);
  await_watched (fixture, 1);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  update (fixture, A);
  take (fixture, B);
  await_watched (fixture, 1);
}

/* Leases outlive those who watch their holders. */
static void
test_ending (Fixture *fixture, gconstpointer data)
{
  take (fixture, A);
  await_watched (fixture, 1);
  lineup_await_finalize (g_steal_pointer (&fixture->holders));
  await_watched (fixture, 0);
  lineup_fake_bus_leave (fixture->bus, A);
  lineup_await_nothing ();
  g_assert_cmpuint (lineup_leases_count (fixture->leases, A), ==, 1);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/bus/lease-holders/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("leaving", test_leaving);
  ADD ("releasing", test_releasing);
  ADD ("nothing", test_nothing);
  ADD ("ending", test_ending);

  return g_test_run ();
}
