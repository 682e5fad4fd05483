/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-fixture.h"
#include "lineup-guide-reader.h"
#include "lineup-match-writer.h"
#include "lineup-xmltv-source.h"

#include <string.h>

/* What is on now, and next, at each moment around each change of the clock, for each zone that
 * guides name: from the bytes of a guide to what is read. */

#define YEAR_BEGIN G_GINT64_CONSTANT (1767225600)
#define YEAR_END   G_GINT64_CONSTANT (1798761600)

/* Seconds: of a programme, so that none begins when the clock changes, and between two looks. */
#define LENGTH (25 * 60)
#define STEP   (5 * 60)

/* Programmes around a change, which comes amid them. */
#define N_PROGRAMMES 24

/* Names of a zone in winter and in summer, and a place that has it. */
typedef struct
{
  const char *winter;
  const char *summer;
  const char *place;
} Zone;

static const Zone zones[] = {
  { "WET", "WEST", "Europe/Lisbon" },
  { "GMT", "BST", "Europe/London" },
  { "UT", "BST", "Europe/London" },
  { "CET", "CEST", "Europe/Paris" },
  { "MET", "MEST", "Europe/Berlin" },
  { "EET", "EEST", "Europe/Athens" },
  { "NST", "NDT", "America/St_Johns" },
  { "AST", "ADT", "America/Halifax" },
  { "EST", "EDT", "America/New_York" },
  { "CST", "CDT", "America/Chicago" },
  { "MST", "MDT", "America/Denver" },
  { "PST", "PDT", "America/Los_Angeles" },
  { "AKST", "AKDT", "America/Anchorage" },
  { "ACST", "ACDT", "Australia/Adelaide" },
  { "AEST", "AEDT", "Australia/Sydney" },
  { "NZST", "NZDT", "Pacific/Auckland" },
  { "Z", "Z", "UTC" },
  { "UTC", "UTC", "UTC" },
  { "MSK", "MSK", "Europe/Moscow" },
  { "TRT", "TRT", "Europe/Istanbul" },
  { "SAST", "SAST", "Africa/Johannesburg" },
  { "HST", "HST", "Pacific/Honolulu" },
  { "BRT", "BRT", "America/Sao_Paulo" },
  { "ART", "ART", "America/Argentina/Buenos_Aires" },
  { "JST", "JST", "Asia/Tokyo" },
  { "KST", "KST", "Asia/Seoul" },
  { "AWST", "AWST", "Australia/Perth" },
};

/* How a guide tells the zone of its times. */
typedef enum
{
  BY_NAME,
  BY_OFFSET,
  NOT_AT_ALL, /* it is known of the source */
  N_WAYS,
} Way;

static int
find_interval (GTimeZone *zone, gint64 moment)
{
  return g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, moment);
}

static void
append_time (GString *guide, const Zone *names, GTimeZone *zone, gint64 moment, Way way)
{
  const int interval = find_interval (zone, moment);
  const int offset = g_time_zone_get_offset (zone, interval);
  const int minutes = ABS (offset) / 60;
  g_autoptr (GDateTime) clock = g_date_time_new_from_unix_utc (moment + offset);
  g_autofree char *text = g_date_time_format (clock, "%Y%m%d%H%M%S");

  g_string_append (guide, text);
  if (way == BY_NAME)
    g_string_append_printf (
        guide, " %s", g_time_zone_is_dst (zone, interval) ? names->summer : names->winter);
  else if (way == BY_OFFSET)
    g_string_append_printf (
        guide, " %c%02d%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static char *
make_guide (const Zone *names, GTimeZone *zone, gint64 begin, Way way)
{
  g_autoptr (GString) guide = g_string_new ("<tv><channel id='a'/>");

  for (guint i = 0; i < N_PROGRAMMES; i++)
    {
      g_string_append (guide, "<programme channel='a' start='");
      append_time (guide, names, zone, begin + i * LENGTH, way);
      g_string_append (guide, "' stop='");
      append_time (guide, names, zone, begin + (i + 1) * LENGTH, way);
      g_string_append_printf (guide, "'><title>%u</title></programme>", i);
    }
  return g_string_free (g_string_append (g_steal_pointer (&guide), "</tv>"), FALSE);
}

static void
import (LineupGuideFixture *fixture, const char *guide, GTimeZone *zone, gint64 now)
{
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (G_MAXSIZE);
  g_autoptr (LineupXmltvSource) source = lineup_xmltv_source_new (queue, zone);
  g_autoptr (GBytes) bytes = g_bytes_new (guide, strlen (guide));
  const LineupGuideImportPlan plan = {
    .name = "panel",
    .source = LINEUP_GUIDE_SOURCE (source),
    .wanted = fixture->wanted,
    .now = now,
  };
  g_autoptr (LineupGuideImport) import = lineup_guide_import_new (fixture->database, &plan);
  g_autoptr (GError) error = NULL;

  /* There is room for all of it at once. */
  lineup_byte_queue_push_async (queue, bytes, NULL, NULL, NULL);
  lineup_byte_queue_close (queue, NULL);
  while (lineup_guide_import_go_on (import, &error) != LINEUP_WRITER_DONE)
    ;
  g_assert_no_error (error);
  g_assert_cmpuint (lineup_guide_import_get_report (import)->added, ==, N_PROGRAMMES);
}

static void
match (LineupGuideFixture *fixture)
{
  static const LineupMatchChannel channel = { .id = 1, .epg_id = "a", .name = "A" };
  g_autoptr (LineupMatchPlan) plan = lineup_match_plan_new ();
  g_autoptr (GError) error = NULL;
  guint64 generation = 0;

  lineup_match_plan_add_source (plan, "panel", 0);
  lineup_match_plan_add_channel (plan, &channel);
  lineup_match_writer_run (fixture->database, plan, &generation, &error);
  g_assert_no_error (error);
}

/* What is on now is the one of this number, and what is next the one after it. */
static void
assert_now (LineupGuideFixture *fixture, gint64 begin, gint64 now)
{
  static const gint64 items[] = { 1 };
  const guint number = (guint)((now - begin) / LENGTH);
  const LineupGuideQuery query
      = { .items = items, .n_items = 1, .from = now, .following = 1, .now = now };
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSchedule) schedule = lineup_guide_read_now (fixture->database, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (schedule->programmes->len, ==, number + 1 < N_PROGRAMMES ? 2 : 1);
  for (guint i = 0; i < schedule->programmes->len; i++)
    {
      const LineupProgramme *programme = &g_array_index (schedule->programmes, LineupProgramme, i);
      g_autofree char *title = g_strdup_printf ("%u", number + i);

      g_assert_cmpstr (programme->titles[0].text, ==, title);
      g_assert_cmpint (programme->start, ==, begin + (number + i) * LENGTH);
      g_assert_cmpint (programme->stop, ==, begin + (number + i + 1) * LENGTH);
    }
  g_assert_cmpint (schedule->valid_until, ==, begin + (number + 1) * LENGTH);
}

static void
check (const Zone *names, GTimeZone *zone, gint64 change)
{
  /* Neither the beginning nor the end is an hour's. */
  const gint64 begin = change - N_PROGRAMMES / 2 * LENGTH + 10 * 60;

  for (Way way = BY_NAME; way < N_WAYS; way++)
    {
      g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
      g_autofree char *guide = make_guide (names, zone, begin, way);

      import (fixture, guide, way == NOT_AT_ALL ? zone : NULL, begin);
      match (fixture);
      for (gint64 now = begin; now < begin + N_PROGRAMMES * LENGTH; now += STEP)
        assert_now (fixture, begin, now);
    }
}

/* Returns how often the clock changes in a year. */
static guint
check_year (const Zone *names, GTimeZone *zone)
{
  guint n_changes = 0;

  for (gint64 moment = YEAR_BEGIN; moment < YEAR_END; moment += 60 * 60)
    {
      if (find_interval (zone, moment) == find_interval (zone, moment - 60 * 60))
        continue;
      check (names, zone, moment);
      n_changes++;
    }
  return n_changes;
}

static void
test_zones (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i].place);
      const gboolean has_summer = !g_str_equal (zones[i].winter, zones[i].summer);
      guint n_changes = 0;

      if (zone == NULL)
        {
          g_test_skip ("There are no zones of time");
          return;
        }
      g_test_message ("%s", zones[i].place);
      n_changes = check_year (&zones[i], zone);
      g_assert_cmpuint (n_changes, ==, has_summer ? 2 : 0);
      /* Where the clock never changes others' clocks do. */
      if (!has_summer)
        check (&zones[i], zone, G_GINT64_CONSTANT (1774746000));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/summer-time/zones", test_zones);
  return g_test_run ();
}
