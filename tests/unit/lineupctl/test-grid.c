/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-grid.h"

#include "lineup-ctl-text.h"

#include <locale.h>

/* Seconds: a Monday in Berlin, 20:00. */
#define EVENING 1796065200

#define MINUTE 60

static GTimeZone *
get_berlin (void)
{
  GTimeZone *berlin = g_time_zone_new_identifier ("Europe/Berlin");

  g_assert_nonnull (berlin);
  return berlin;
}

static void
check_head (LineupCtlGrid *grid, const char *wanted)
{
  g_autoptr (GTimeZone) berlin = get_berlin ();
  g_autofree char *head = lineup_ctl_grid_draw_head (grid, berlin);

  g_assert_cmpstr (g_strchomp (head), ==, wanted);
}

static void
check_row (LineupCtlGrid *grid, const char *wanted)
{
  g_autofree char *row = lineup_ctl_grid_end_row (grid);

  g_assert_cmpstr (row, ==, wanted);
}

static void
test_layout (void)
{
  g_autoptr (LineupCtlGrid) grid = lineup_ctl_grid_new (66, EVENING + 15 * MINUTE, 2);

  g_assert_cmpuint (lineup_ctl_grid_get_from (grid), ==, EVENING);
  g_assert_cmpuint (lineup_ctl_grid_get_until (grid), ==, EVENING + 120 * MINUTE);
  check_head (grid, "Mon 30 Nov    20:00        20:30        21:00        21:30");

  lineup_ctl_grid_begin_row (grid, "One");
  lineup_ctl_grid_add (grid, EVENING - 5 * MINUTE, EVENING + 15 * MINUTE, "News");
  lineup_ctl_grid_add (grid, EVENING + 15 * MINUTE, EVENING + 105 * MINUTE, "A long film");
  lineup_ctl_grid_add (grid, EVENING + 105 * MINUTE, EVENING + 180 * MINUTE, "Late news");
  check_row (grid, "One           ‹News │A long film                           │Late …");

  /* Gaps before, between and after. */
  lineup_ctl_grid_begin_row (grid, "A channel of a long name");
  lineup_ctl_grid_add (grid, EVENING + 30 * MINUTE, EVENING + 60 * MINUTE, "Alone");
  lineup_ctl_grid_add (grid, EVENING + 90 * MINUTE, EVENING + 100 * MINUTE, "Short");
  check_row (grid, "A channel of…              │Alone       │            │Sh…│");

  lineup_ctl_grid_begin_row (grid, "Nothing");
  check_row (grid, "Nothing");

  /* A programme that ends where the grid does, one outside, and one that is too short. */
  lineup_ctl_grid_begin_row (grid, "Ends");
  lineup_ctl_grid_add (grid, EVENING - 60 * MINUTE, EVENING, "Before");
  lineup_ctl_grid_add (grid, EVENING, EVENING + 10, "Blink");
  lineup_ctl_grid_add (grid, EVENING + 10, EVENING + 120 * MINUTE, "All");
  lineup_ctl_grid_add (grid, EVENING + 120 * MINUTE, EVENING + 240 * MINUTE, "After");
  check_row (grid, "Ends          │All");
}

/* What takes two columns, none, or no place on a screen. */
static void
test_letters (void)
{
  g_autoptr (LineupCtlGrid) grid = lineup_ctl_grid_new (66, EVENING, 2);

  lineup_ctl_grid_begin_row (grid, "東京テレビジョン");
  lineup_ctl_grid_add (grid, EVENING, EVENING + 30 * MINUTE, "物語物語物語物語");
  lineup_ctl_grid_add (
      grid, EVENING + 30 * MINUTE, EVENING + 60 * MINUTE, "e\xcc\x81te\xcc\x81 \033[2J\n");
  lineup_ctl_grid_add (grid, EVENING + 60 * MINUTE, EVENING + 120 * MINUTE, "\xff");
  check_row (grid,
             "東京テレビジ… │物語物語物… │e\xcc\x81te\xcc\x81 \xef\xbf\xbd[2J    │\xef\xbf\xbd");
}

/* No line is wider than the screen, whatever is on. */
static void
test_widths (void)
{
  g_autoptr (GTimeZone) berlin = get_berlin ();

  for (guint width = 1; width < 200; width++)
    {
      for (guint hours = 0; hours < 30; hours += 7)
        {
          g_autoptr (LineupCtlGrid) grid = lineup_ctl_grid_new (width, EVENING, hours);
          g_autofree char *head = lineup_ctl_grid_draw_head (grid, berlin);
          g_autofree char *row = NULL;

          lineup_ctl_grid_begin_row (grid, "東京 and a long name");
          for (guint64 start = EVENING; start < EVENING + 1440 * MINUTE; start += 23 * MINUTE)
            lineup_ctl_grid_add (grid, start, start + 20 * MINUTE, "物語 and more");
          row = lineup_ctl_grid_end_row (grid);
          /* Names have their columns also where there are none. */
          g_assert_cmpuint (lineup_ctl_text_get_width (head), <=, MAX (width, 10));
          g_assert_cmpuint (lineup_ctl_text_get_width (row), <=, MAX (width, 10));
        }
    }
}

/* The night in which clocks go from 2:00 to 3:00. */
static void
test_summer_time (void)
{
  g_autoptr (GTimeZone) berlin = get_berlin ();
  g_autoptr (GDateTime) one = g_date_time_new (berlin, 2026, 3, 29, 1, 0, 0);
  g_autoptr (LineupCtlGrid) grid = lineup_ctl_grid_new (66, (guint64)g_date_time_to_unix (one), 2);

  check_head (grid, "Sun 29 Mar    01:00        01:30        03:00        03:30");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lineupctl/grid/layout", test_layout);
  g_test_add_func ("/lineupctl/grid/letters", test_letters);
  g_test_add_func ("/lineupctl/grid/widths", test_widths);
  g_test_add_func ("/lineupctl/grid/summer-time", test_summer_time);
  return g_test_run ();
}
