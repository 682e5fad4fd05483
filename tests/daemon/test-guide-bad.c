/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-client.h"
#include "lineup-test-limits.h"

#include <string.h>

/* Guides that are not as they should be, and clocks that change, as players see them: what was
 * known stays, and the source says what is wrong. */

#define HOUR (60 * 60)
#define DAY  (24 * HOUR)

/* Bytes beyond which a guide that comes packed is no guide. */
#define MAX_LENGTH (G_GUINT64_CONSTANT (4) * 1024 * 1024 * 1024)

/* Gigabytes of a guide that is to be read: ten by `.ci/run --full`. */
#define GIGABYTES_VARIABLE "LINEUP_GUIDE_GIGABYTES"

static const char *const ids[] = { "one.fr", NULL };
static const char *const known[] = { "A", "B", NULL };

static void
set_guide (LineupDaemonFixture *fixture, const char *xml)
{
  lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_GUIDE, xml);
}

/* An account whose guide knows of A and B at its channel. */
static void
begin (LineupDaemonFixture *fixture)
{
  g_autofree char *xml = lineup_guide_client_make_xml (ids[0], known);

  set_guide (fixture, xml);
  lineup_guide_client_begin (fixture, ids);
  lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");
}

static void
add_time (GString *xml, const char *name, gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);
  g_autofree char *text = g_date_time_format (date, "%Y%m%d%H%M%S +0000");

  g_string_append_printf (xml, " %s='%s'", name, text);
}

static void
add_programme (GString *xml, const char *channel, gint64 start, gint64 stop, const char *title)
{
  g_string_append_printf (xml, "<programme channel='%s'", channel);
  add_time (xml, "start", start);
  add_time (xml, "stop", stop);
  g_string_append_printf (xml, "><title>%s</title></programme>", title);
}

/* Cut in the declaration, in an element, after it, in another one, and in the last tag: what has
 * come is added, nothing is taken away, and the source says so. That it is so at every byte unit
 * tests show; here each cut is tried again, with pauses. */
static void
test_cut (LineupDaemonFixture *fixture, gconstpointer data)
{
  const gint64 base = lineup_guide_client_get_base ();
  g_autoptr (GString) xml = g_string_new ("<?xml version='1.0'?><tv><channel id='one.fr'/>");
  struct
  {
    gsize length;
    const char *list;
  } cuts[] = {
    { 10, "0-60 A 60-120 B" },
    { 0, "0-60 A 60-120 B" },
    { 0, "0-60 A 60-120 B 120-180 C" },
    { 0, "0-60 A 60-120 B 120-180 C" },
    { 0, "0-60 A 60-120 B 120-180 C 180-240 D" },
  };

  begin (fixture);
  add_programme (xml, ids[0], base + 2 * 3600, base + 3 * 3600, "C");
  cuts[1].length = xml->len - 1;
  cuts[2].length = xml->len;
  add_programme (xml, ids[0], base + 3 * 3600, base + 4 * 3600, "D");
  cuts[3].length = xml->len - 20;
  g_string_append (xml, "</tv>");
  cuts[4].length = xml->len - 1;
  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (xml->str, cuts[i].length);

      lineup_fake_panel_set_body (fixture->panel, LINEUP_REQUEST_GUIDE, body);
      g_free (lineup_guide_client_sync (fixture));
      lineup_guide_client_assert_source (fixture, "panel", "stale", "MalformedData");
      lineup_guide_client_assert_list (fixture, 1, cuts[i].list);
    }
  set_guide (fixture, xml->str);
  lineup_guide_client_assert_synced (fixture, "completed");
  lineup_guide_client_assert_source (fixture, "panel", "ok", "");
}

/* Times of no use are those of no programme. */
static void
test_times (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const gint64 times[] = { 0, 3600, G_GINT64_CONSTANT (4102444800) };
  const gint64 base = lineup_guide_client_get_base ();
  g_autoptr (GString) xml = g_string_new ("<tv><channel id='one.fr'/>");

  begin (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    add_programme (xml, ids[0], times[i], times[i] + 3600, "Wrong");
  g_string_append (xml, "</tv>");
  set_guide (fixture, xml->str);
  g_free (lineup_guide_client_sync (fixture));
  lineup_guide_client_assert_source (fixture, "panel", "stale", "MalformedData");
  lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");

  /* Beside others they are skipped, and tell nothing of what the guide covers. */
  g_string_truncate (xml, xml->len - strlen ("</tv>"));
  add_programme (xml, ids[0], base, base + 3600, "Right");
  g_string_append (xml, "</tv>");
  set_guide (fixture, xml->str);
  lineup_guide_client_assert_synced (fixture, "completed");
  lineup_guide_client_assert_list (fixture, 1, "0-60 Right 60-120 B");
  g_assert_cmpuint (
      lineup_guide_client_get_number (fixture, "panel", "until"), ==, (guint64)base + 3600);
}

/* One that has lost everything is not believed, and says so. */
static void
test_empty (LineupDaemonFixture *fixture, gconstpointer data)
{
  begin (fixture);
  set_guide (fixture, "<tv></tv>");
  lineup_guide_client_assert_synced (fixture, "partial");
  lineup_guide_client_assert_source (fixture, "panel", "stale", "MalformedData");
  lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");
}

/* What would fill a memory. */

static guint64
get_peak (LineupDaemonFixture *fixture)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status",
                                           lineup_daemon_process_get_pid (fixture->process));
  g_autofree char *text = NULL;
  const char *peak = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  peak = strstr (text, "VmHWM:");
  g_assert_nonnull (peak);
  return g_ascii_strtoull (peak + strlen ("VmHWM:"), NULL, 10);
}

/* Has a flood read, of which a channel's programme is all that is wanted. */
static void
check_flood (LineupDaemonFixture *fixture, GBytes *body, const char *state, const char *error)
{
  const guint64 before = get_peak (fixture);
  g_autoptr (GVariant) message = NULL;

  lineup_fake_panel_set_body (fixture->panel, LINEUP_REQUEST_GUIDE, body);
  g_free (lineup_guide_client_sync (fixture));
  message = lineup_guide_client_get_source (fixture, "panel", "error-message");
  g_test_message ("%s", g_variant_get_string (message, NULL));
  lineup_guide_client_assert_source (fixture, "panel", state, error);
  lineup_guide_client_assert_list (fixture, 1, "0-60 A 60-120 B");
  g_test_message ("%" G_GUINT64_FORMAT " KiB, then %" G_GUINT64_FORMAT, before, get_peak (fixture));
  /* Sanitizers, and what else slows a test down, keep what is freed. */
  if (lineup_test_limit (1) == 1 || g_getenv (GIGABYTES_VARIABLE) != NULL)
    g_assert_cmpuint (get_peak (fixture) - before, <, 32 * 1024);
}

static void
test_many_channels (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *xml = lineup_guide_client_make_xml (ids[0], known);
  g_autoptr (GString) flood = g_string_new ("<tv>");
  g_autoptr (GBytes) body = NULL;

  begin (fixture);
  for (guint i = 0; i < 1000000; i++)
    g_string_append_printf (flood, "<channel id='%u'/>", i);
  g_string_append (flood, strstr (xml, "<tv>") + strlen ("<tv>"));
  body = g_string_free_to_bytes (g_steal_pointer (&flood));
  check_flood (fixture, body, "ok", "");
}

/* Packs a text as a member of a file of gzip, which may have many of them. */
static void
append_packed (GByteArray *packed, const char *text, gsize length)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (zlib));

  g_assert_true (g_output_stream_write_all (stream, text, length, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  g_byte_array_append (
      packed,
      g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
      (guint)g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}

/* One channel's programme a million times, or as many gigabytes of it as are asked for, in a small
 * file, as the same can be had of any size. */
static void
test_huge (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv (GIGABYTES_VARIABLE);
  const gint64 base = lineup_guide_client_get_base ();
  g_autoptr (GString) xml = g_string_new (NULL);
  g_autoptr (GByteArray) piece = g_byte_array_new ();
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GBytes) body = NULL;
  guint n_pieces = 0;
  gboolean is_too_long = FALSE;

  begin (fixture);
  for (guint i = 0; i < 50000; i++)
    {
      add_programme (xml, ids[0], base, base + HOUR, "A");
      add_programme (xml, ids[0], base + HOUR, base + 2 * HOUR, "B");
    }
  append_packed (piece, xml->str, xml->len);
  n_pieces = wanted != NULL ? (guint)(g_ascii_strtoull (wanted, NULL, 10) * 1000000000 / xml->len)
                            : 10;
  append_packed (packed, "<tv><channel id='one.fr'/>", strlen ("<tv><channel id='one.fr'/>"));
  for (guint i = 0; i < n_pieces; i++)
    g_byte_array_append (packed, piece->data, piece->len);
  append_packed (packed, "</tv>", strlen ("</tv>"));
  g_test_message ("%" G_GSIZE_FORMAT " bytes in %u", xml->len * n_pieces, packed->len);
  body = g_byte_array_free_to_bytes (g_steal_pointer (&packed));
  /* No guide is that long. */
  is_too_long = xml->len * n_pieces > MAX_LENGTH;
  check_flood (fixture, body, is_too_long ? "stale" : "ok", is_too_long ? "MalformedData" : "");
}

/* Clocks that change: a channel for each zone, and what is on there around the change, in the words
 * of a guide that names the zone. */

typedef struct
{
  const char *winter;
  const char *summer;
  const char *place;
} Zone;

static const Zone zones[] = {
  { "WET", "WEST", "Europe/Lisbon" },
  { "GMT", "BST", "Europe/London" },
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

/* Seconds: of a programme, so that none begins when the clock changes. */
#define LENGTH (25 * 60)

/* Programmes around a change, which comes amid them, and changes that are looked at. */
#define N_PROGRAMMES 12
#define N_CHANGES    2

/* Finds the next change of a clock, or, where it does not change, another time of the year. */
static gint64
find_change (GTimeZone *zone, gint64 from)
{
  for (gint64 hour = from + HOUR - from % HOUR; hour < from + 300 * DAY; hour += HOUR)
    {
      if (g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, hour)
          != g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, hour - 1))
        return hour;
    }
  return from + HOUR - from % HOUR;
}

static void
add_local_time (GString *xml, const char *name, const Zone *names, GTimeZone *zone, gint64 time)
{
  const int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, time);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *text = g_date_time_format (local, "%Y%m%d%H%M%S");

  g_string_append_printf (xml,
                          " %s='%s %s'",
                          name,
                          text,
                          g_time_zone_is_dst (zone, interval) ? names->summer : names->winter);
}

static void
add_zone (GString *xml, const Zone *names, GTimeZone *zone, gint64 change)
{
  const gint64 begin = change - N_PROGRAMMES / 2 * LENGTH + 10 * 60;

  for (guint i = 0; i < N_PROGRAMMES; i++)
    {
      g_string_append_printf (xml, "<programme channel='%s'", names->place);
      add_local_time (xml, "start", names, zone, begin + i * LENGTH);
      add_local_time (xml, "stop", names, zone, begin + (i + 1) * LENGTH);
      g_string_append_printf (xml, "><title>%u</title></programme>", i);
    }
}

/* What is on now is the one of this number, and what is next the one after it. */
static void
assert_now (LineupDaemonFixture *fixture, gint64 channel, gint64 begin, guint number)
{
  const gint64 start = begin + number * LENGTH;
  g_autofree char *parameters = g_strdup_printf ("([int64 %" G_GINT64_FORMAT
                                                 "], {'at': <uint64 %" G_GINT64_FORMAT ">})",
                                                 channel,
                                                 start + LENGTH - 1);
  g_autoptr (GVariant) reply = lineup_guide_client_call (
      fixture, "ListNow", g_variant_new_parsed (parameters));
  g_autoptr (GVariant) channels = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) programmes = NULL;
  guint64 valid_until = 0;

  g_variant_get_child (channels, 0, "(x@a(xttsa{sv}))", NULL, &programmes);
  g_variant_get_child (reply, 1, "t", &valid_until);
  g_assert_cmpuint (valid_until, ==, (guint64)start + LENGTH);
  g_assert_cmpuint (g_variant_n_children (programmes), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", number + i);
      const char *found = NULL;
      guint64 found_start = 0;
      guint64 found_stop = 0;

      g_variant_get_child (
          programmes, i, "(xtt&s@a{sv})", NULL, &found_start, &found_stop, &found, NULL);
      g_assert_cmpstr (found, ==, title);
      g_assert_cmpuint (found_start, ==, (guint64)start + i * LENGTH);
      g_assert_cmpuint (found_stop, ==, found_start + LENGTH);
    }
}

static void
test_summer_time (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *places[G_N_ELEMENTS (zones) + 1] = { NULL };
  gint64 changes[G_N_ELEMENTS (zones)][N_CHANGES];
  g_autoptr (GString) xml = g_string_new ("<tv>");

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i].place);
      gint64 from = g_get_real_time () / G_USEC_PER_SEC + DAY;

      if (zone == NULL)
        {
          g_test_skip ("There are no zones of time");
          return;
        }
      places[i] = zones[i].place;
      for (guint j = 0; j < N_CHANGES; j++)
        {
          changes[i][j] = find_change (zone, from);
          add_zone (xml, &zones[i], zone, changes[i][j]);
          from = changes[i][j] + DAY;
        }
    }
  g_string_append (xml, "</tv>");
  set_guide (fixture, xml->str);
  lineup_guide_client_begin (fixture, places);
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_test_message ("%s", zones[i].place);
      for (guint j = 0; j < N_CHANGES * (N_PROGRAMMES - 1); j++)
        assert_now (fixture,
                    (gint64)i + 1,
                    changes[i][j % N_CHANGES] - N_PROGRAMMES / 2 * LENGTH + 10 * 60,
                    j / N_CHANGES);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/guide-bad/cut", test_cut);
  lineup_daemon_test ("/guide-bad/times", test_times);
  lineup_daemon_test ("/guide-bad/empty", test_empty);
  lineup_daemon_test ("/guide-bad/many-channels", test_many_channels);
  lineup_daemon_test ("/guide-bad/huge", test_huge);
  lineup_daemon_test ("/guide-bad/summer-time", test_summer_time);

  return g_test_run ();
}
