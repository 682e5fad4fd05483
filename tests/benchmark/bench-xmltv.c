/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How fast a guide is split and decoded: megabytes a second of processor time, the best of some
 * runs, over a guide that is named, or a made-up one, in chunks as they come from the network. The
 * first line is the floor: each `<` looked for, and nothing made of it. */

#include "lineup-hash.h"
#include "lineup-xmltv-reader.h"

#include <string.h>
#include <time.h>

#define N_PROGRAMMES 100000
#define N_RUNS       5
#define CHUNK_SIZE   (64 * 1024)

typedef enum
{
  FLOOR,
  SPLIT,
  AIRINGS,
  DECODE,
  READ,
  AGAIN,
} Depth;

static GString *
make_guide (void)
{
  GString *guide = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tv>\n");

  for (guint i = 0; i < N_PROGRAMMES; i++)
    g_string_append_printf (
        guide,
        "  <programme start=\"202601%02u%02u%02u00 +0100\" stop=\"202601%02u%02u5900 +0100\" "
        "channel=\"Demo%u.fr\">\n"
        "    <title lang=\"fr\">Les Fabuleux Étés %u</title>\n"
        "    <desc lang=\"fr\">Une jeune femme revient dans la maison qu'elle avait quittée &amp; "
        "retrouve tout comme elle l'avait laissé. Entre les secrets de sa famille et un amour "
        "d'autrefois, elle devra choisir ce qu'elle veut garder.</desc>\n"
        "    <credits>\n      <actor>Ana Demo</actor>\n      <actor>Bruno Exemple</actor>\n"
        "    </credits>\n"
        "    <category lang=\"en\">Drama</category>\n    <category lang=\"en\">series</category>\n"
        "    <icon src=\"http://image.example.org/t/p/w600/a%u.jpg\" />\n"
        "    <episode-num system=\"xmltv_ns\">%u.%u.</episode-num>\n"
        "    <previously-shown />\n  </programme>\n",
        1 + i % 28,
        i % 24,
        i % 59,
        1 + i % 28,
        i % 24,
        i / 100,
        i,
        i,
        i % 9,
        i % 24);
  return g_string_append (guide, "</tv>\n");
}

static guint64
walk (const char *data, gsize length)
{
  const char *end = data + length;
  guint64 n = 0;

  for (const char *p = data; p < end && (p = memchr (p, '<', (gsize)(end - p))) != NULL; p++)
    n++;
  return n;
}

static guint64
take (LineupXmltvDecoder *decoder, const LineupXmltvElement *element, Depth depth)
{
  LineupXmltvAiring airing;
  LineupProgramme programme;
  LineupGuideChannel channel;

  if (depth == SPLIT)
    return element->length;
  if (element->is_channel)
    return lineup_xmltv_decoder_decode_channel (decoder, element, &channel) ? channel.n_names : 0;
  if (!lineup_xmltv_decoder_decode_airing (decoder, element, &airing))
    return 0;
  if (depth == AIRINGS)
    return lineup_hash (airing.body, airing.body_length, 0);
  if (!lineup_xmltv_decoder_decode_programme (decoder, element, &airing, &programme))
    return 0;
  return programme.n_titles;
}

static guint64
split (const char *data, gsize length, Depth depth)
{
  g_autoptr (LineupXmltvSplitter) splitter = lineup_xmltv_splitter_new ();
  g_autoptr (LineupXmltvDecoder) decoder = lineup_xmltv_decoder_new (NULL);
  LineupXmltvElement element;
  guint64 sum = 0;

  for (gsize offset = 0; offset < length; offset += CHUNK_SIZE)
    {
      lineup_xmltv_splitter_push (splitter, data + offset, MIN (CHUNK_SIZE, length - offset));
      while (lineup_xmltv_splitter_next (splitter, &element, NULL) == LINEUP_XMLTV_ELEMENT)
        sum += take (decoder, &element, depth);
    }
  g_assert_true (lineup_xmltv_splitter_is_closed (splitter));
  return sum;
}

/* All that a reader does, which unpacks what is packed; @blocks are what is known, and what is
 * known then. */
static guint64
read_guide (const char *data, gsize length, GArray *blocks)
{
  g_autoptr (LineupXmltvReader) reader = lineup_xmltv_reader_new (NULL);
  LineupXmltvReaderState state = LINEUP_XMLTV_READER_MORE;
  LineupXmltvElement element;
  gsize offset = 0;
  guint64 sum = 1;

  lineup_xmltv_reader_set_known (
      reader, (const LineupGuideBlock *)(gpointer)blocks->data, blocks->len);
  while (state == LINEUP_XMLTV_READER_MORE)
    {
      const gsize n = MIN (CHUNK_SIZE, length - offset);
      g_autoptr (GBytes) bytes = g_bytes_new_static (data + offset, n);

      offset += n;
      if (n > 0)
        lineup_xmltv_reader_push (reader, bytes);
      else
        lineup_xmltv_reader_end (reader);
      while ((state = lineup_xmltv_reader_next (reader, &element, NULL))
             == LINEUP_XMLTV_READER_ELEMENT)
        sum += take (lineup_xmltv_reader_get_decoder (reader), &element, DECODE);
    }
  g_assert_cmpint (state, ==, LINEUP_XMLTV_READER_END);
  g_array_set_size (blocks, 0);
  g_array_append_vals (blocks,
                       lineup_xmltv_reader_get_blocks (reader)->data,
                       lineup_xmltv_reader_get_blocks (reader)->len);
  return sum;
}

static double
measure (const char *data, gsize length, Depth depth, GArray *blocks)
{
  const clock_t start = clock ();
  guint64 sum = 0;

  if (depth < AGAIN)
    g_array_set_size (blocks, 0);
  if (depth == FLOOR)
    sum = walk (data, length);
  else if (depth < READ)
    sum = split (data, length, depth);
  else
    sum = read_guide (data, length, blocks);

  g_assert_cmpuint (sum, >, 0);
  return (double)(clock () - start) / CLOCKS_PER_SEC;
}

int
main (int argc, char *argv[])
{
  static const char *const names[]
      = { "each <",           "split",  "split, start tags, hashes of bodies",
          "split and decode", "reader", "reader, unchanged" };
  g_autofree char *data = NULL;
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (LineupGuideBlock));
  gsize length = 0;
  guint first = FLOOR;

  if (argc > 1)
    {
      g_assert_true (g_file_get_contents (argv[1], &data, &length, NULL));
      /* What is packed is for the reader alone. */
      first = g_str_has_suffix (argv[1], ".xml") ? FLOOR : READ;
    }
  else
    {
      GString *guide = make_guide ();

      length = guide->len;
      data = g_string_free (guide, FALSE);
    }
  g_print ("%" G_GSIZE_FORMAT " bytes\n", length);
  for (guint depth = first; depth <= AGAIN; depth++)
    {
      double best = G_MAXDOUBLE;

      for (guint run = 0; run < N_RUNS; run++)
        best = MIN (best, measure (data, length, (Depth)depth, blocks));
      g_print ("%-36s %6.0f MB/s %7.3f s\n",
               names[depth],
               (double)length / 1e6 / MAX (best, 1e-6),
               best);
    }
  return 0;
}
