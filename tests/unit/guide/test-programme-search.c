/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-fixture.h"
#include "lineup-match-writer.h"
#include "lineup-programme-search.h"

#define DAY (24 * 60 * 60)

static const char panel[] = "a 1000-1100 News/Paris\n"
                            "a 1100-1200 Film/The end\n"
                            "a 1200-0 News/Rome\n"
                            "b 1000-1300 Newsroom\n"
                            "b 1300-1400 News/Paris\n"
                            "c 1100-1200 Film/The end\n"
                            "d 5000-5100 Café/é";

/* Channels a to d, of which c and d are twice; d is archived. */
static void
fill (LineupGuideFixture *fixture)
{
  static const LineupMatchChannel channels[] = {
    { .id = 1, .epg_id = "a", .name = "x" },
    { .id = 2, .epg_id = "b", .name = "x" },
    { .id = 3, .epg_id = "c", .name = "x" },
    { .id = 13, .epg_id = "c", .name = "x" },
    { .id = 4, .epg_id = "d", .name = "x", .archive_days = 2 },
    { .id = 14, .epg_id = "d", .name = "x" },
  };
  g_autoptr (LineupMatchPlan) plan = lineup_match_plan_new ();
  g_autoptr (GError) error = NULL;
  guint64 generation = 0;

  lineup_guide_fixture_import (fixture, "panel", panel);
  lineup_guide_fixture_import (fixture, "other", "a 1050-1150 News/Hidden\na 3000-3100 News/Shown");
  lineup_match_plan_add_source (plan, "panel", 0);
  lineup_match_plan_add_source (plan, "other", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    lineup_match_plan_add_channel (plan, &channels[i]);
  g_assert_true (lineup_match_writer_run (fixture->database, plan, &generation, &error));
  g_assert_no_error (error);
}

static void
assert_found (LineupGuideFixture *fixture,
              const char *text,
              const LineupGuideQuery *query,
              guint limit,
              const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSchedule) schedule = lineup_programme_search_read (
      fixture->database, text, query, limit, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < schedule->channels->len; i++)
    {
      const LineupScheduleChannel *channel = &g_array_index (
          schedule->channels, LineupScheduleChannel, i);
      const LineupProgramme *programme = &g_array_index (
          schedule->programmes, LineupProgramme, channel->first);

      g_assert_cmpuint (channel->n_programmes, ==, 1);
      g_string_append_printf (found,
                              "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT " %s",
                              i > 0 ? ", " : "",
                              channel->item,
                              programme->start,
                              programme->titles[0].text);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  const LineupGuideQuery query = { .from = 1000, .until = G_MAXINT64, .now = 1000 };

  fill (fixture);
  /* The soonest come first, and what an earlier source hides is hidden. */
  assert_found (fixture,
                "news",
                &query,
                50,
                "1:1000 News, 2:1000 Newsroom, 1:1200 News, 2:1300 News, 1:3000 News");
  assert_found (fixture, "NEWS p", &query, 50, "1:1000 News, 2:1300 News");
  assert_found (fixture, "hidden", &query, 50, "");
  assert_found (fixture, "shown", &query, 50, "1:3000 News");
  assert_found (fixture, "cafe", &query, 50, "4:5000 Café, 14:5000 Café");
  assert_found (fixture, "nothing", &query, 50, "");
  assert_found (fixture, "", &query, 50, "");
  assert_found (fixture, "news NOT", &query, 50, "");
}

/* What is on at several channels at once is one broadcast. */
static void
test_broadcasts (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  const LineupGuideQuery query = { .from = 1000, .until = G_MAXINT64, .now = 1000 };

  fill (fixture);
  assert_found (fixture, "film", &query, 1, "1:1100 Film, 3:1100 Film, 13:1100 Film");
  assert_found (fixture, "news", &query, 3, "1:1000 News, 2:1000 Newsroom, 1:1200 News");
}

/* However many texts have what is typed, each is found; so it is where they are so many that it is
 * looked at all that is on, the soonest first, hours or days later, too. */
static void
test_many (void)
{
  static const guint counts[] = { 30, 31, 32, 33, 34, 1023, 1024, 1500 };
  const LineupGuideQuery query = { .from = 1000, .until = G_MAXINT64, .now = 1000 };

  for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
    {
      const guint n = counts[c];
      g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
      g_autoptr (GString) text = g_string_new ("a 1000-1100 Other");
      g_autoptr (GString) expected = g_string_new (NULL);

      fill (fixture);
      for (guint i = 0; i < n; i++)
        {
          const guint start = 2000 + i * 600;

          g_string_append_printf (text, "\nb %u-%u Word%u", start, start + 1, i);
          if (i < 50)
            g_string_append_printf (
                expected, "%s2:%u Word%u", expected->len > 0 ? ", " : "", start, i);
        }
      lineup_guide_fixture_import (fixture, "panel", text->str);
      assert_found (fixture, "word", &query, 50, expected->str);
    }
}

static void
test_time (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  const gint64 items[] = { 2, 3 };
  LineupGuideQuery query = { .from = 1100, .until = 1300, .now = 1000 };

  fill (fixture);
  assert_found (fixture, "news", &query, 50, "2:1000 Newsroom, 1:1200 News");
  query.items = items;
  query.n_items = 2;
  assert_found (fixture, "news", &query, 50, "2:1000 Newsroom");
  assert_found (fixture, "film", &query, 50, "3:1100 Film");
}

/* What is past only where it is archived. */
static void
test_past (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  LineupGuideQuery query = { .from = 1, .until = G_MAXINT64, .now = 10000 };

  fill (fixture);
  assert_found (fixture, "news", &query, 50, "");
  assert_found (fixture, "cafe", &query, 50, "4:5000 Café");
  query.now = 5000 + 2 * DAY + 1;
  assert_found (fixture, "cafe", &query, 50, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/programme-search/words", test_words);
  g_test_add_func ("/guide/programme-search/broadcasts", test_broadcasts);
  g_test_add_func ("/guide/programme-search/many", test_many);
  g_test_add_func ("/guide/programme-search/time", test_time);
  g_test_add_func ("/guide/programme-search/past", test_past);
  return g_test_run ();
}
