/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-leases.h"

/* Who holds what, and whether anybody does. */

static void
on_notify (LineupLeases *leases, GParamSpec *pspec, gpointer n_notified)
{
  (*(guint *)n_notified)++;
}

static gboolean
is_inhibited (LineupLeases *leases)
{
  gboolean inhibited = FALSE;

  g_object_get (leases, "inhibited", &inhibited, NULL);
  return inhibited;
}

static guint
take (LineupLeases *leases, const char *owner)
{
  g_autoptr (GError) error = NULL;
  const guint cookie = lineup_leases_take (leases, owner, "Player", "playing", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cookie, >, 0);
  return cookie;
}

static void
test_owners (void)
{
  g_autoptr (LineupLeases) leases = lineup_leases_new ();
  g_autoptr (GError) error = NULL;
  guint n_notified = 0;
  guint first = 0;
  guint other = 0;

  g_signal_connect (leases, "notify::inhibited", G_CALLBACK (on_notify), &n_notified);
  g_assert_false (is_inhibited (leases));
  first = take (leases, ":1.1");
  g_assert_true (is_inhibited (leases));
  take (leases, ":1.1");
  other = take (leases, ":1.2");
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (lineup_leases_count (leases, NULL), ==, 3);
  g_assert_cmpuint (lineup_leases_count (leases, ":1.1"), ==, 2);

  g_assert_false (lineup_leases_release (leases, ":1.1", other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_true (lineup_leases_release (leases, ":1.1", first, NULL));
  g_assert_false (lineup_leases_release (leases, ":1.1", first, NULL));
  lineup_leases_drop_owner (leases, ":1.3");
  lineup_leases_drop_owner (leases, ":1.1");
  g_assert_cmpuint (lineup_leases_count (leases, ":1.1"), ==, 0);
  g_assert_true (is_inhibited (leases));
  g_assert_cmpuint (n_notified, ==, 1);
  lineup_leases_drop_owner (leases, ":1.2");
  g_assert_false (is_inhibited (leases));
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpuint (take (leases, ":1.2"), >, other);
}

static void
test_limits (void)
{
  g_autoptr (LineupLeases) leases = lineup_leases_new ();
  g_autofree char *longest = g_strnfill (LINEUP_LEASES_MAX_TEXT, 'x');
  g_autofree char *too_long = g_strnfill (LINEUP_LEASES_MAX_TEXT + 1, 'x');

  g_assert_cmpuint (lineup_leases_take (leases, ":1.1", "", "why", NULL), ==, 0);
  g_assert_cmpuint (lineup_leases_take (leases, ":1.1", "who", "", NULL), ==, 0);
  g_assert_cmpuint (lineup_leases_take (leases, ":1.1", too_long, "why", NULL), ==, 0);
  g_assert_cmpuint (lineup_leases_take (leases, ":1.1", "who", too_long, NULL), ==, 0);
  g_assert_false (is_inhibited (leases));
  g_assert_cmpuint (lineup_leases_take (leases, ":1.1", longest, longest, NULL), >, 0);
  for (guint i = 1; i < LINEUP_LEASES_MAX; i++)
    take (leases, ":1.1");
  g_assert_cmpuint (lineup_leases_take (leases, ":1.1", "who", "why", NULL), ==, 0);
  take (leases, ":1.2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/leases/owners", test_owners);
  g_test_add_func ("/leases/limits", test_limits);

  return g_test_run ();
}
