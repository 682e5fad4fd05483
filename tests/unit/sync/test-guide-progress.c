/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-progress.h"

#define MB G_GUINT64_CONSTANT (1000000)

static void
test_announced (void)
{
  LineupGuideProgress progress = { 0 };

  lineup_guide_progress_add (&progress, 10 * MB);
  lineup_guide_progress_begin (&progress, 10 * MB);
  g_assert_cmpuint (lineup_guide_progress_update (&progress, 0, (gint64)(20 * MB), 10 * MB), ==, 0);
  g_assert_cmpuint (
      lineup_guide_progress_update (&progress, 10 * MB, (gint64)(20 * MB), 10 * MB), ==, 50);
  g_assert_cmpuint (
      lineup_guide_progress_update (&progress, 20 * MB, (gint64)(20 * MB), 10 * MB), ==, 97);
  g_assert_cmpuint (lineup_guide_progress_end (&progress), ==, 99);
}

/* Another attempt begins anew, and a source of which nothing is known never seems to be done. */
static void
test_never_falls (void)
{
  LineupGuideProgress progress = { 0 };
  guint half = 0;
  guint last = 0;

  lineup_guide_progress_add (&progress, 0);
  lineup_guide_progress_add (&progress, 90 * MB);
  lineup_guide_progress_begin (&progress, 0);
  half = lineup_guide_progress_update (&progress, 10 * MB, -1, 0);
  g_assert_cmpuint (half, >, 0);
  g_assert_cmpuint (lineup_guide_progress_update (&progress, 0, -1, 0), ==, half);
  last = lineup_guide_progress_end (&progress);
  g_assert_cmpuint (last, >=, half);
  g_assert_cmpuint (last, <=, 11);
  lineup_guide_progress_begin (&progress, 90 * MB);
  g_assert_cmpuint (lineup_guide_progress_update (&progress, 45 * MB, -1, 90 * MB), >=, 50);
  g_assert_cmpuint (lineup_guide_progress_update (&progress, 900 * MB, -1, 90 * MB), <, 99);
  g_assert_cmpuint (lineup_guide_progress_end (&progress), ==, 99);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/guide-progress/announced", test_announced);
  g_test_add_func ("/guide-progress/never-falls", test_never_falls);

  return g_test_run ();
}
