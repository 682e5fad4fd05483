/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-wire-fixture.h"

#include <string.h>

/* A list that is broken off, at each of its bytes and in all ways in which HTTP can tell of it or
 * keep quiet about it: nothing of it may be taken. */

#define ACTION "get_vod_streams"
#define OLD    "[{\"stream_id\":1,\"name\":\"Old\"},{\"stream_id\":9,\"name\":\"Gone\"}]"
#define NEW                                                                                        \
  "[{\"num\":1,\"name\":\"N\\u00e9w \\\"[x]\\\"\",\"stream_id\":1,\"rating\":\"7,5\","             \
  "\"category_ids\":[3,\"5\"],\"backdrop_path\":[],\"tmdb\":null},\n"                              \
  " null , {\"num\":2,\"name\":\"B}\\\\\",\"stream_id\":2,\"added\":1610000000} ]"

/* How the answer goes over the wire. */
typedef struct
{
  const char *path;    /* of the test */
  const char *effects; /* of the fault */
  gboolean is_cut;     /* the panel means to send all of it, and the connection ends early */
  gboolean is_gzip;
} Way;

static const Way ways[] = {
  { "/truncation/length-of-the-rest", "status:200", FALSE, FALSE },
  { "/truncation/length-of-all", "status:200", TRUE, FALSE },
  { "/truncation/chunked", "length:chunked", FALSE, FALSE },
  { "/truncation/chunked-without-end", "length:chunked", TRUE, FALSE },
  { "/truncation/until-the-end", "length:none", FALSE, FALSE },
  { "/truncation/gzip-length-of-the-rest", "header:Content-Encoding:gzip", FALSE, TRUE },
  { "/truncation/gzip-length-of-all", "header:Content-Encoding:gzip", TRUE, TRUE },
  { "/truncation/gzip-chunked", "header:Content-Encoding:gzip;length:chunked", FALSE, TRUE },
};

static GBytes *
convert (GBytes *bytes, GConverter *converter)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 byte = 0;

  /* Byte by byte, so that what precedes an error is not lost. */
  while (g_input_stream_read (stream, &byte, 1, NULL, NULL) == 1)
    g_byte_array_append (all, &byte, 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));

  return convert (bytes, compressor);
}

/* Returns whether all of the list is in the beginning of a body: behind it a compressed one has a
 * checksum, which can be missing. */
static gboolean
holds_all (GBytes *part, gboolean is_gzip)
{
  g_autoptr (GConverter) decompressor = G_CONVERTER (
      g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GBytes) plain = is_gzip ? convert (part, decompressor) : g_bytes_ref (part);

  return g_bytes_get_size (plain) == strlen (NEW);
}

static void
serve (LineupWireFixture *fixture, const Way *way, GBytes *body, gsize length)
{
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (body, 0, length);
  g_autofree char *fault = g_strdup_printf (ACTION "=%s", way->effects);
  g_autofree char *cut = g_strdup_printf ("%s;cut:%" G_GSIZE_FORMAT, fault, length);

  lineup_fake_panel_clear_faults (fixture->fake);
  lineup_fake_panel_add_fault (fixture->fake, way->is_cut ? cut : fault);
  lineup_fake_panel_set_body (fixture->fake, ACTION, way->is_cut ? body : part);
}

static void
serve_old (LineupWireFixture *fixture)
{
  lineup_fake_panel_clear_faults (fixture->fake);
  lineup_fake_panel_set_text (fixture->fake, ACTION, OLD);
  g_assert_cmpint (lineup_wire_fixture_run (fixture, LINEUP_LIST_MOVIES, LINEUP_IMPORT_NONE),
                   ==,
                   LINEUP_OUTCOME_OK);
}

static void
assert_rows (LineupWireFixture *fixture, const char *expected)
{
  g_auto (GStrv) rows = lineup_wire_fixture_get_rows (fixture, LINEUP_LIST_MOVIES);
  g_autofree char *text = g_strjoinv ("\n", rows);

  g_assert_cmpstr (text, ==, expected);
}

static void
check (LineupWireFixture *fixture, const Way *way, GBytes *body, gsize length)
{
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (body, 0, length);
  const guint64 generation = lineup_catalogue_get_generation (fixture->stored->catalogue);
  LineupOutcome outcome = LINEUP_OUTCOME_FAILED;

  serve (fixture, way, body, length);
  outcome = lineup_wire_fixture_run (fixture, LINEUP_LIST_MOVIES, LINEUP_IMPORT_NONE);
  if (holds_all (part, way->is_gzip))
    {
      g_assert_cmpint (outcome, ==, LINEUP_OUTCOME_OK);
      g_assert_cmpuint (fixture->report->rejected, ==, 1);
      assert_rows (fixture,
                   "2 B}\\ category=uncategorized added=1610000000\n"
                   "1 N\xc3\xa9w \"[x]\" category=3 category=5 rating=7.5");
      serve_old (fixture);
      return;
    }

  g_assert_cmpint (outcome, ==, LINEUP_OUTCOME_FAILED);
  g_assert_error (fixture->report->error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  assert_rows (fixture, "1 Old category=uncategorized\n9 Gone category=uncategorized");
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->stored->catalogue), ==, generation);
}

static void
test_way (LineupWireFixture *fixture, gconstpointer data)
{
  const Way *way = data;
  g_autoptr (GBytes) plain = g_bytes_new_static (NEW, strlen (NEW));
  g_autoptr (GBytes) body = way->is_gzip ? compress (plain) : g_bytes_ref (plain);
  const gsize length = g_bytes_get_size (body);

  serve_old (fixture);
  for (gsize i = 0; i <= length; i++)
    check (fixture, way, body, i);
  lineup_catalogue_fixture_check (fixture->stored);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    g_test_add (ways[i].path,
                LineupWireFixture,
                &ways[i],
                lineup_wire_fixture_set_up,
                test_way,
                lineup_wire_fixture_tear_down);

  return g_test_run ();
}
