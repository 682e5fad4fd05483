/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-retry-policy.h"

#include "lineup-error.h"

#define MSEC (G_USEC_PER_SEC / 1000)

static gint64
get_delay (guint attempts, double jitter, guint retry_after)
{
  g_autoptr (GError) error = lineup_error_new_answer (
      LINEUP_ERROR_SERVER, 503, retry_after, TRUE, "Try again");

  return lineup_retry_policy_get_delay (error, attempts, jitter);
}

static void
test_delays (void)
{
  static const struct
  {
    guint attempts;
    double jitter;
    guint retry_after;
    gint64 delay;
  } cases[] = {
    { 1, 0, 0, 400 * MSEC },
    { 1, 0.5, 0, 500 * MSEC },
    { 1, 1, 0, 600 * MSEC },
    { 2, 0, 0, 800 * MSEC },
    { 2, 0.5, 0, 1000 * MSEC },
    { 2, 1, 0, 1200 * MSEC },
    { 3, 0, 0, 1600 * MSEC },
    { 3, 0.5, 0, 2000 * MSEC },
    { 3, 1, 0, 2400 * MSEC },
    /* The panel's word counts where it is longer, and up to a minute. */
    { 1, 0.5, 1, 1000 * MSEC },
    { 3, 0.5, 1, 2000 * MSEC },
    { 1, 0.5, 7, 7000 * MSEC },
    { 3, 1, 60, 60000 * MSEC },
    { 1, 0, 61, 60000 * MSEC },
    { 1, 0, G_MAXUINT, 60000 * MSEC },
    /* Enough. */
    { 4, 0.5, 0, -1 },
    { 4, 0.5, 7, -1 },
    { 5, 0.5, 0, -1 },
    { G_MAXUINT, 0.5, 0, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gint64 delay = get_delay (cases[i].attempts, cases[i].jitter, cases[i].retry_after);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      /* Fractions of binary numbers may cost a microsecond. */
      g_assert_cmpint (ABS (delay - cases[i].delay), <=, delay < 0 ? 0 : 1);
    }
}

static void
test_only_transient (void)
{
  g_autoptr (GError) final = lineup_error_new_answer (
      LINEUP_ERROR_SERVER, 404, 5, FALSE, "Go away");
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_autoptr (GError) plain = g_error_new (LINEUP_ERROR, LINEUP_ERROR_OFFLINE, "No answer at all");

  g_assert_cmpint (lineup_retry_policy_get_delay (final, 1, 0.5), ==, -1);
  g_assert_cmpint (lineup_retry_policy_get_delay (cancelled, 1, 0.5), ==, -1);
  g_assert_cmpint (lineup_retry_policy_get_delay (plain, 1, 0.5), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/retry-policy/delays", test_delays);
  g_test_add_func ("/retry-policy/only-transient", test_only_transient);

  return g_test_run ();
}
