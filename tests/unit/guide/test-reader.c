/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-guide-changes.h"
#include "lineup-guide-fixture.h"
#include "lineup-guide-reader.h"
#include "lineup-match-writer.h"
#include "lineup-timetable.h"
#include "lineup-transaction.h"

#define HOUR 3600
#define DAY  (24 * HOUR)

/* A plan for two sources, of channels that are called as those of the fixture. */
static LineupMatchPlan *
make_plan (gint64 shift, gint64 other_shift)
{
  static const char *const ids[] = { "a", "b", "c", "d", "e" };
  LineupMatchPlan *plan = lineup_match_plan_new ();

  lineup_match_plan_add_source (plan, "panel", shift);
  lineup_match_plan_add_source (plan, "other", other_shift);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const LineupMatchChannel channel
          = { .id = (gint64)i + 1, .epg_id = ids[i], .name = "x", .archive_days = (guint)i };

      lineup_match_plan_add_channel (plan, &channel);
    }
  return plan;
}

static guint64
match (LineupGuideFixture *fixture, LineupMatchPlan *plan)
{
  g_autoptr (GError) error = NULL;
  guint64 generation = G_MAXUINT64;

  g_assert_true (lineup_match_writer_run (fixture->database, plan, &generation, &error));
  g_assert_no_error (error);
  return generation;
}

static void
match_simply (LineupGuideFixture *fixture)
{
  g_autoptr (LineupMatchPlan) plan = make_plan (0, 0);

  match (fixture, plan);
}

/* A channel a line: its id, and what is on, a star where its end is guessed. */
static char *
describe (LineupSchedule *schedule)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < schedule->channels->len; i++)
    {
      const LineupScheduleChannel *channel = &g_array_index (
          schedule->channels, LineupScheduleChannel, i);

      g_string_append_printf (
          text, "%s%" G_GINT64_FORMAT ":", text->len > 0 ? "\n" : "", channel->item);
      for (guint j = 0; j < channel->n_programmes; j++)
        {
          const LineupProgramme *programme = &g_array_index (
              schedule->programmes, LineupProgramme, channel->first + j);

          g_assert_cmpint (programme->channel, ==, channel->item);
          g_string_append_printf (text,
                                  " %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "%s %s%s",
                                  programme->start,
                                  programme->stop,
                                  programme->stop_is_guessed ? "*" : "",
                                  programme->titles[0].text,
                                  programme->archived ? "+" : "");
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const gint64 items[] = { 1, 2, 3, 99 };

static void
assert_now (
    LineupGuideFixture *fixture, gint64 at, guint following, gint64 valid, const char *expected)
{
  const LineupGuideQuery query
      = { .items = items, .n_items = 4, .from = at, .following = following, .now = at };
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSchedule) schedule = lineup_guide_read_now (fixture->database, &query, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = describe (schedule);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (schedule->valid_until, ==, valid);
}

static void
test_now (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();

  assert_now (fixture, 1000, 1, 0, "1:\n2:\n3:\n99:");
  lineup_guide_fixture_import (fixture,
                               "panel",
                               "a 1000-1100 A1\na 1100-1200 A2\na 1200-0 A3\na 1300-1400 A4\n"
                               "b 1050-1150 B1\nb 1160-0 B2");
  match_simply (fixture);
  assert_now (fixture,
              1000,
              1,
              1050,
              "1: 1000-1100 A1 1100-1200 A2\n2: 1050-1150 B1 1160-2960* B2\n3:\n99:");
  assert_now (fixture, 1099, 0, 1100, "1: 1000-1100 A1\n2: 1050-1150 B1\n3:\n99:");
  assert_now (fixture, 1100, 0, 1150, "1: 1100-1200 A2\n2: 1050-1150 B1\n3:\n99:");
  /* In a gap it is what comes next. */
  assert_now (fixture, 1155, 0, 1160, "1: 1100-1200 A2\n2: 1160-2960* B2\n3:\n99:");
  assert_now (fixture, 1250, 5, 1300, "1: 1200-1300* A3 1300-1400 A4\n2: 1160-2960* B2\n3:\n99:");
  assert_now (fixture, 1400, 5, 2960, "1:\n2: 1160-2960* B2\n3:\n99:");
  assert_now (fixture, 1, 0, 1000, "1: 1000-1100 A1\n2: 1050-1150 B1\n3:\n99:");
}

static void
assert_grid (
    LineupGuideFixture *fixture, gint64 from, gint64 until, gint64 now, const char *expected)
{
  const LineupGuideQuery query
      = { .items = items, .n_items = 3, .from = from, .until = until, .now = now };
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSchedule) schedule = lineup_guide_read_grid (fixture->database, &query, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (schedule->missing->len, ==, 0);
  text = describe (schedule);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_grid (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();

  lineup_guide_fixture_import (
      fixture,
      "panel",
      "a 1000-1100 A1\na 1100-1200 A2\na 1250-1300 A3\nb 1000-1150 B1\nb 1140-1200 B2\nc 900-0 C");
  match_simply (fixture);
  assert_grid (
      fixture,
      1050,
      1251,
      1050,
      "1: 1000-1100 A1 1100-1200 A2 1250-1300 A3\n2: 1000-1140 B1 1140-1200 B2\n3: 900-2700* C");
  assert_grid (
      fixture, 1100, 1250, 1100, "1: 1100-1200 A2\n2: 1000-1140 B1 1140-1200 B2\n3: 900-2700* C");
  assert_grid (fixture, 2700, 9999, 2700, "1:\n2:\n3:");
  /* What is past is archived where the channel has days for it: none, one and two. */
  assert_grid (
      fixture,
      1,
      9999,
      1 * DAY + 1000,
      "1: 1000-1100 A1 1100-1200 A2 1250-1300 A3\n2: 1000-1140 B1+ 1140-1200 B2+\n3: 900-2700* C+");
}

/* Six hours at most, if nobody says more. */
static void
test_guessed_ends (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();

  lineup_guide_fixture_import (
      fixture, "panel", "a 1000-0 A\na 50000-0 B\na 100000-190000 C\na 200000-0 D");
  match_simply (fixture);
  assert_grid (fixture,
               1,
               999999,
               1,
               "1: 1000-22600* A 50000-71600* B 100000-190000 C 200000-201800* D\n2:\n3:");
}

static void
test_shift (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_autoptr (LineupMatchPlan) plan = make_plan (100, 0);
  const LineupMatchChoice later = { .shift = 50 };

  lineup_guide_fixture_import (fixture, "panel", "a 1000-1100 A\na 1100-0 A2\nb 1000-1100 B");
  lineup_match_plan_choose (plan, 2, &later);
  match (fixture, plan);
  assert_grid (fixture, 1100, 1101, 1100, "1: 1100-1200 A\n2:\n3:");
  assert_grid (fixture, 1150, 1200, 1150, "1: 1100-1200 A\n2: 1150-1250 B\n3:");
  assert_grid (fixture, 1200, 1201, 1200, "1: 1200-3000* A2\n2: 1150-1250 B\n3:");
}

/* A later source has what an earlier one lacks. */
static void
test_sources (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();

  lineup_guide_fixture_import (fixture, "panel", "a 1000-1100 P1\na 1100-1200 P2\na 1500-1600 P3");
  lineup_guide_fixture_import (fixture,
                               "other",
                               "a 900-1000 O0\na 1050-1150 O1\na 1190-1300 O2\na 1300-1400 O3\n"
                               "a 1400-1510 O4\na 1560-1700 O5\na 1700-1800 O6\nb 1000-1100 OB");
  match_simply (fixture);
  assert_grid (fixture,
               1,
               9999,
               1,
               "1: 900-1000 O0 1000-1100 P1 1100-1200 P2 1300-1400 O3 1400-1500 O4 1500-1600 P3 "
               "1700-1800 O6\n2: 1000-1100 OB\n3:");
  assert_now (fixture, 1150, 2, 1200, "1: 1100-1200 P2 1300-1400 O3 1400-1500 O4\n2:\n3:\n99:");
  assert_now (fixture, 1650, 0, 1700, "1: 1700-1800 O6\n2:\n3:\n99:");
}

static void
test_choices (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_autoptr (LineupMatchPlan) plan = make_plan (0, 0);
  g_autoptr (LineupMatchPlan) other_plan = make_plan (0, 0);
  const LineupMatchChoice none = { .none = TRUE };
  const LineupMatchChoice other = { .source = "other", .guide_channel = "e" };
  const LineupMatchChoice gone = { .source = "other", .guide_channel = "gone" };

  lineup_guide_fixture_import (fixture, "panel", "a 1000-1100 A\nb 1000-1100 B\nc 1000-1100 C");
  lineup_guide_fixture_import (fixture, "other", "e 1000-1100 E\nb 1200-1300 B2");
  match_simply (fixture);
  assert_grid (fixture, 1, 9999, 1, "1: 1000-1100 A\n2: 1000-1100 B 1200-1300 B2\n3: 1000-1100 C");
  lineup_match_plan_choose (plan, 1, &other);
  lineup_match_plan_choose (plan, 2, &none);
  lineup_match_plan_choose (plan, 3, &gone);
  g_assert_cmpuint (match (fixture, plan), >, 0);
  assert_grid (fixture, 1, 9999, 1, "1: 1000-1100 E\n2:\n3:");
  /* What is so already is not written. */
  g_assert_cmpuint (match (fixture, plan), ==, 0);
  g_assert_cmpuint (match (fixture, other_plan), >, 0);
  assert_grid (fixture, 1, 9999, 1, "1: 1000-1100 A\n2: 1000-1100 B 1200-1300 B2\n3: 1000-1100 C");
  g_assert_cmpint (
      lineup_guide_fixture_count (fixture, "SELECT keep FROM channels WHERE id = 'e'"), ==, 4);
  g_assert_cmpint (
      lineup_guide_fixture_count (fixture, "SELECT keep FROM channels WHERE id = 'a'"), ==, 1);
}

static void
test_programme (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_autoptr (LineupSchedule) schedule = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 id = lineup_programme_make_id (1, 1100);
  const LineupProgramme *programme = NULL;

  lineup_guide_fixture_import (fixture, "panel", "a 1000-1100 A\na 1100-1200 B/Two\nb 1100-1200 C");
  match_simply (fixture);
  schedule = lineup_guide_read_programme (fixture->database, 1, id, 1000, &error);
  g_assert_no_error (error);
  programme = &g_array_index (schedule->programmes, LineupProgramme, 0);
  g_assert_cmpint (programme->id, ==, id);
  g_assert_cmpint (programme->start, ==, 1100);
  g_assert_cmpint (programme->stop, ==, 1200);
  g_assert_cmpstr (programme->titles[0].text, ==, "B");
  g_assert_cmpstr (programme->titles[0].language, ==, "fr");
  g_assert_cmpstr (programme->subtitles[0].text, ==, "Two");
  g_assert_cmpuint (programme->n_descriptions, ==, 0);
  g_assert_cmpuint (programme->n_categories, ==, 1);
  g_assert_cmpstr (programme->categories[0], ==, "B");
  g_assert_cmpint (programme->season, ==, 1);
  g_assert_cmpint (programme->episode, ==, -1);
  g_assert_cmpfloat_with_epsilon (programme->rating, 7.5, 0.001);
  g_assert_cmpint (programme->flags, ==, LINEUP_PROGRAMME_NEW);
  g_assert_false (programme->archived);

  g_assert_null (lineup_guide_read_programme (fixture->database, 2, id, 1000, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lineup_guide_read_programme (
      fixture->database, 1, lineup_programme_make_id (1, 1101), 1000, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
}

/* Ids stay when the guide is read again. */
static void
test_ids_stay (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  const LineupGuideQuery query = { .items = items, .n_items = 1, .from = 1, .until = 9999 };
  gint64 ids[2] = { 0, 0 };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LineupSchedule) schedule = NULL;

      lineup_guide_fixture_import (
          fixture, "panel", i == 0 ? "a 1000-1100 A" : "a 900-1000 New\na 1000-1050 B");
      match_simply (fixture);
      schedule = lineup_guide_read_grid (fixture->database, &query, NULL);
      ids[i]
          = g_array_index (schedule->programmes, LineupProgramme, schedule->programmes->len - 1).id;
    }
  g_assert_cmpint (ids[0], ==, ids[1]);
}

/* Whole channels only, as long as there is room. */
static void
test_limits (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_autoptr (GString) text = g_string_new ("c 1000-1100 C");
  g_autofree gint64 *many = g_new0 (gint64, LINEUP_GUIDE_MAX_CHANNELS + 2);
  LineupGuideQuery query = { .items = items, .n_items = 4, .from = 1, .until = G_MAXUINT32 };
  g_autoptr (LineupSchedule) schedule = NULL;
  g_autoptr (LineupSchedule) wide = NULL;

  for (guint i = 0; i < 12000; i++)
    g_string_append_printf (text, "\na %u-0 X\nb %u-0 X", 1000 + i, 1000 + i);
  lineup_guide_fixture_import (fixture, "panel", text->str);
  match_simply (fixture);
  schedule = lineup_guide_read_grid (fixture->database, &query, NULL);
  g_assert_cmpuint (schedule->programmes->len, ==, 12000);
  g_assert_cmpuint (schedule->channels->len, ==, 1);
  g_assert_cmpuint (schedule->missing->len, ==, 3);
  g_assert_cmpint (g_array_index (schedule->missing, gint64, 0), ==, 2);
  query.items = many;
  query.n_items = LINEUP_GUIDE_MAX_CHANNELS + 2;
  wide = lineup_guide_read_grid (fixture->database, &query, NULL);
  g_assert_cmpuint (wide->channels->len, ==, LINEUP_GUIDE_MAX_CHANNELS);
  g_assert_cmpuint (wide->missing->len, ==, 2);
}

/* Changes */

static void
assert_changes (LineupGuideFixture *fixture,
                guint64 since,
                guint limit,
                guint64 generation,
                gboolean complete,
                const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint64 told = 0;
  gboolean is_complete = FALSE;
  g_autoptr (GArray) changes = lineup_guide_changes_list (
      fixture->database, since, limit, &told, &is_complete, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < changes->len; i++)
    {
      const LineupGuideChange *change = &g_array_index (changes, LineupGuideChange, i);

      g_string_append_printf (text,
                              "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                              i > 0 ? " " : "",
                              change->item,
                              change->from,
                              change->until);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpuint (told, ==, generation);
  g_assert_cmpint (is_complete, ==, complete);
}

/* An answer takes no more than it may: channels are missing, or texts shortened. */
static void
test_bytes (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_autofree char *title = g_strnfill (2000, 't');
  g_autofree char *text = g_strdup_printf ("a 1000-1100 %s\na 1100-1200 %s\nb 1000-1100 %s\n"
                                           "c 1000-1100 short",
                                           title,
                                           title,
                                           title);
  const gint64 ids[] = { 1, 2, 3 };
  LineupGuideQuery query
      = { .items = ids, .n_items = 3, .from = 1000, .until = 1200, .following = 1 };
  g_autoptr (LineupSchedule) whole = NULL;
  g_autoptr (LineupSchedule) grid = NULL;
  g_autoptr (LineupSchedule) alone = NULL;
  g_autoptr (LineupSchedule) now = NULL;
  g_autoptr (GError) error = NULL;

  lineup_guide_fixture_import (fixture, "panel", text);
  match_simply (fixture);
  query.max_bytes = 10000;
  whole = lineup_guide_read_grid (fixture->database, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whole->missing->len, ==, 0);
  g_assert_cmpuint (whole->programmes->len, ==, 4);

  /* Whole channels only, of which those behind have to be asked for again. */
  query.max_bytes = 5000;
  grid = lineup_guide_read_grid (fixture->database, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (grid->channels->len, ==, 1);
  g_assert_cmpuint (grid->programmes->len, ==, 2);
  g_assert_cmpuint (grid->missing->len, ==, 2);

  /* One channel alone has room in any case. */
  query.max_bytes = 3000;
  query.n_items = 1;
  alone = lineup_guide_read_grid (fixture->database, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alone->programmes->len, ==, 2);
  g_assert_cmpuint (alone->n_bytes, <=, 3000);
  g_assert_true (g_str_has_suffix (
      g_array_index (alone->programmes, LineupProgramme, 0).titles[0].text, "t…"));

  /* No channel is missing of what is on now. */
  query.n_items = 3;
  now = lineup_guide_read_now (fixture->database, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (now->channels->len, ==, 3);
  g_assert_cmpuint (now->programmes->len, ==, 4);
  g_assert_cmpuint (now->n_bytes, <=, 3000);
  g_assert_cmpstr (g_array_index (now->programmes, LineupProgramme, 3).titles[0].text, ==, "short");
}

static void
test_changes (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  const guint64 first
      = lineup_guide_fixture_import (fixture, "panel", "a 1000-1100 A\nb 1000-1100 B").generation;
  g_autoptr (LineupMatchPlan) plan = make_plan (0, 0);
  const guint64 matched = match (fixture, plan);
  guint64 changed = 0;

  /* Who has a channel is not known before it is matched: then all of it is new. */
  assert_changes (fixture, first - 1, 10, matched, TRUE, "1:0-4294967295 2:0-4294967295");
  assert_changes (fixture, first - 2, 10, matched, FALSE, "1:0-4294967295 2:0-4294967295");
  assert_changes (fixture, matched, 10, matched, TRUE, "");
  assert_changes (fixture, matched + 1, 10, matched, FALSE, "");
  changed = lineup_guide_fixture_import (
                fixture, "panel", "a 1000-1100 A\na 1100-4000 A2\nb 1000-1200 C")
                .generation;
  assert_changes (fixture, matched, 10, changed, TRUE, "1:1100-4000 2:1000-2800");
  /* A generation is told of as a whole. */
  assert_changes (fixture, first, 3, matched, TRUE, "1:0-4294967295 2:0-4294967295");
  assert_changes (fixture, first, 1, changed, FALSE, "");
}

/* Random guides of two sources. */

static char *
make_line (char channel)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 at = 100000 + g_test_rand_int_range (0, 5 * HOUR);

  while (at < 100000 + 2 * DAY)
    {
      const gint64 length = g_test_rand_int_range (60, 5 * HOUR);
      const gint64 stop = g_test_rand_int_range (0, 4) > 0 ? at + length : 0;

      g_string_append_printf (
          text, "%c %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " T\n", channel, at, stop);
      at += g_test_rand_int_range (0, 3) > 0 ? length : g_test_rand_int_range (1, 9 * HOUR);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GArray *
read_slots (LineupGuideFixture *fixture, gint64 from, gint64 until, guint limit)
{
  g_autoptr (LineupTimetable) timetable = lineup_timetable_new (fixture->database);
  g_auto (LineupTransaction) transaction = { NULL };
  GArray *slots = NULL;

  g_assert_true (lineup_transaction_begin_read (&transaction, fixture->database, NULL));
  slots = lineup_timetable_read (timetable, 1, from, until, limit, NULL);
  g_assert_nonnull (slots);
  return g_array_copy (slots);
}

/* Whatever is asked for is a part of all. */
static void
assert_part (LineupGuideFixture *fixture, const GArray *all)
{
  const gint64 from = 100000 + g_test_rand_int_range (0, 2 * DAY);
  const gint64 until = from + g_test_rand_int_range (1, DAY);
  const guint limit = g_test_rand_bit () ? G_MAXUINT : (guint)g_test_rand_int_range (1, 5);
  g_autoptr (GArray) part = read_slots (fixture, from, until, limit);
  guint n_found = 0;

  for (guint i = 0; i < all->len && n_found < limit; i++)
    {
      const LineupSlot *slot = &g_array_index (all, LineupSlot, i);
      const LineupSlot *found = NULL;

      if (slot->stop <= from || slot->start >= until)
        continue;
      g_assert_cmpuint (n_found, <, part->len);
      found = &g_array_index (part, LineupSlot, n_found++);
      g_assert_cmpint (found->start, ==, slot->start);
      g_assert_cmpint (found->stop, ==, slot->stop);
    }
  g_assert_cmpuint (n_found, ==, part->len);
}

static void
test_random (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
      g_autofree char *line = make_line ('a');
      g_autofree char *other_line = make_line ('a');
      g_autoptr (GArray) all = NULL;

      lineup_guide_fixture_import (fixture, "panel", line);
      lineup_guide_fixture_import (fixture, "other", other_line);
      match_simply (fixture);
      all = read_slots (fixture, 1, G_MAXUINT32, G_MAXUINT);
      for (guint i = 0; i < all->len; i++)
        {
          const LineupSlot *slot = &g_array_index (all, LineupSlot, i);

          g_assert_cmpint (slot->start, <, slot->stop);
          if (i > 0)
            g_assert_cmpint (slot->start, >=, (slot - 1)->stop);
        }
      for (guint i = 0; i < 50; i++)
        assert_part (fixture, all);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/reader/now", test_now);
  g_test_add_func ("/guide/reader/grid", test_grid);
  g_test_add_func ("/guide/reader/guessed-ends", test_guessed_ends);
  g_test_add_func ("/guide/reader/shift", test_shift);
  g_test_add_func ("/guide/reader/sources", test_sources);
  g_test_add_func ("/guide/reader/choices", test_choices);
  g_test_add_func ("/guide/reader/programme", test_programme);
  g_test_add_func ("/guide/reader/ids-stay", test_ids_stay);
  g_test_add_func ("/guide/reader/limits", test_limits);
  g_test_add_func ("/guide/reader/bytes", test_bytes);
  g_test_add_func ("/guide/reader/changes", test_changes);
  g_test_add_func ("/guide/reader/random", test_random);
  return g_test_run ();
}
