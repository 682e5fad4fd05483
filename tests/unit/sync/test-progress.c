/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-progress.h"

#define ALL ((1U << LINEUP_N_LISTS) - 1)

static const guint64 nothing[LINEUP_N_LISTS] = { 0 };

static void
test_end (void)
{
  LineupProgress progress = { 0 };
  guint last = 0;

  lineup_progress_init (&progress, ALL, nothing);
  g_assert_cmpuint (progress.percentage, ==, 0);
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const guint percentage = lineup_progress_end_step (&progress, (LineupList)list);

      g_assert_cmpuint (percentage, >=, last);
      if (list + 1 < LINEUP_N_LISTS)
        g_assert_cmpuint (percentage, <, 100);
      last = percentage;
    }
  g_assert_cmpuint (last, ==, 100);
}

/* Each step alone is a whole sync. */
static void
test_single_steps (void)
{
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      LineupProgress progress = { 0 };

      lineup_progress_init (&progress, LINEUP_LIST_SET_OF (list), nothing);
      g_assert_cmpuint (
          lineup_progress_update (&progress, (LineupList)list, 1000000, 10, 0, -1), <, 100);
      g_assert_cmpuint (lineup_progress_end_step (&progress, (LineupList)list), ==, 100);
    }
}

/* Of what decides how far a step is, the first that is known. */
static void
test_fractions (void)
{
  static const struct
  {
    guint64 items;
    guint64 expected;
    guint64 bytes;
    gint64 length;
    guint percentage;
  } cases[] = {
    { 0, 1000, 0, -1, 0 },
    { 250, 1000, 0, -1, 25 },
    { 500, 1000, 1, 1000, 50 },
    { 1000, 1000, 0, -1, 97 },
    { 2000, 1000, 0, -1, 97 },
    { 0, 0, 0, 1000, 0 },
    { 1, 0, 500, 1000, 50 },
    { 1, 0, 5000, 1000, 97 },
    { 0, 0, 500, -1, 0 },
    { 0, 0, 0, 0, 0 },
    { 5000, 0, 1, -1, 50 },
    { 45000, 0, 1, -1, 90 },
    { G_MAXUINT64 / 2, 0, 0, -1, 97 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LineupProgress progress = { 0 };

      lineup_progress_init (&progress, LINEUP_LIST_SET_OF (LINEUP_LIST_MOVIES), nothing);
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (lineup_progress_update (&progress,
                                                LINEUP_LIST_MOVIES,
                                                cases[i].items,
                                                cases[i].expected,
                                                cases[i].bytes,
                                                cases[i].length),
                        ==,
                        cases[i].percentage);
    }
}

/* A long list takes most of the time, and so most of the hundred. */
static void
test_weights (void)
{
  guint64 expected[LINEUP_N_LISTS] = { 0 };
  LineupProgress progress = { 0 };
  guint before = 0;

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    expected[list] = 10;
  expected[LINEUP_LIST_MOVIES] = 100000;
  lineup_progress_init (&progress, ALL, expected);
  for (guint list = 0; list < LINEUP_LIST_MOVIES; list++)
    before = lineup_progress_end_step (&progress, (LineupList)list);
  g_assert_cmpuint (before, <, 5);
  g_assert_cmpuint (lineup_progress_end_step (&progress, LINEUP_LIST_MOVIES), >, 95);
}

/* An attempt that failed begins anew, a list is longer than expected: nobody sees it fall. */
static void
test_never_falls (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      const guint steps = (guint)g_test_rand_int_range (1, 1 << LINEUP_N_LISTS);
      guint64 expected[LINEUP_N_LISTS] = { 0 };
      LineupProgress progress = { 0 };
      guint last = 0;
      guint left = steps;

      for (guint list = 0; list < LINEUP_N_LISTS; list++)
        expected[list] = g_test_rand_bit () ? (guint64)g_test_rand_int_range (0, 1000000) : 0;
      lineup_progress_init (&progress, steps, expected);

      for (guint list = 0; list < LINEUP_N_LISTS; list++)
        {
          guint percentage = 0;

          if ((steps & (LINEUP_LIST_SET_OF (list))) == 0)
            continue;
          for (int n = g_test_rand_int_range (0, 10); n > 0; n--)
            {
              percentage = lineup_progress_update (
                  &progress,
                  (LineupList)list,
                  (guint64)g_test_rand_int_range (0, 1000000),
                  g_test_rand_bit () ? expected[list] : (guint64)g_test_rand_int_range (0, 100),
                  (guint64)g_test_rand_int_range (0, 1000000),
                  g_test_rand_int_range (-1, 1000000));
              g_assert_cmpuint (percentage, >=, last);
              g_assert_cmpuint (percentage, <, 100);
              last = percentage;
            }
          percentage = lineup_progress_end_step (&progress, (LineupList)list);
          left &= ~(LINEUP_LIST_SET_OF (list));
          g_assert_cmpuint (percentage, >=, last);
          g_assert_cmpint (percentage == 100, ==, left == 0);
          last = percentage;
        }
      g_assert_cmpuint (last, ==, 100);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/progress/end", test_end);
  g_test_add_func ("/progress/single-steps", test_single_steps);
  g_test_add_func ("/progress/fractions", test_fractions);
  g_test_add_func ("/progress/weights", test_weights);
  g_test_add_func ("/progress/never-falls", test_never_falls);

  return g_test_run ();
}
