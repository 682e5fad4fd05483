/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-episode-title.h"

static const struct
{
  const char *series;
  const char *title;
  guint season;
  gint64 number;
  const char *expected;
} titles[] = {
  { "Show", "Pilot", 1, 2, "Show – S01E02 – Pilot" },
  { "Show", NULL, 1, 2, "Show – S01E02" },
  { "Show", "", 0, 0, "Show – S00E00" },
  { "Show", " - ", 1, 2, "Show – S01E02" },
  { "Show", "Pilot", 12, 345, "Show – S12E345 – Pilot" },
  { "Show", "Pilot", 1, -1, "Show – Pilot" },
  { "Show", NULL, 1, -1, "Show" },
  { NULL, "Pilot", 1, 2, "S01E02 – Pilot" },
  { NULL, "Pilot", 1, -1, "Pilot" },
  { "", NULL, 1, 2, "S01E02" },

  /* What panels write into titles, as in the captures of two. */
  { "Show", "Show - S01E02 - Pilot", 1, 2, "Show – S01E02 – Pilot" },
  { "Show", "Show S01E02", 1, 2, "Show – S01E02" },
  { "Show", "Show - S01E02", 1, 2, "Show – S01E02" },
  { "Show", "show.s1.e2.pilot", 1, 2, "Show – S01E02 – pilot" },
  { "Show", "S01 E02: Pilot", 1, 2, "Show – S01E02 – Pilot" },
  { "Show", "SHOW 1x02 Pilot", 1, 2, "Show – S01E02 – Pilot" },
  { "Show", "FR - Show (2019) - S01E02 - Pilot", 1, 2, "Show – S01E02 – Pilot" },
  { "EN - Show (2019)", "Show S01E02", 1, 2, "EN - Show (2019) – S01E02" },
  { "Show", "Pilot S01E02", 1, 2, "Show – S01E02 – Pilot" },
  { "Show", "Show - Pilot", 1, 2, "Show – S01E02 – Pilot" },
  { "Show", "Show: Pilot", 1, 2, "Show – S01E02 – Pilot" },
  { "Show", "SHOW", 1, 2, "Show – S01E02" },
  { "Éclair", "éclair – Début", 1, 2, "Éclair – S01E02 – Début" },

  /* A number that is another one is told, as is a name that only begins alike. */
  { "Show", "Show S01E03", 1, 2, "Show – S01E02 – Show S01E03" },
  { "Lost", "Lost and Found", 1, 2, "Lost – S01E02 – Lost and Found" },
  { "Show", "Showdown", 1, 2, "Show – S01E02 – Showdown" },
  { "Room 1x02", "Room 11x021", 1, 2, "Room 1x02 – S01E02 – Room 11x021" },
  { "Show",
    "Mr. & Mrs. Smith, Part 1 - A, B",
    1,
    2,
    "Show – S01E02 – Mr. & Mrs. Smith, Part 1 - A, B" },
};

static void
test_titles (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const LineupEpisode episode
          = { .season = titles[i].season, .number = titles[i].number, .title = titles[i].title };
      g_autofree char *title = lineup_episode_title_make (&episode, titles[i].series);

      g_assert_cmpstr (title, ==, titles[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/application/episode-title/titles", test_titles);

  return g_test_run ();
}
