/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xmltv-reader.h"

#include <malloc.h>
#include <string.h>

/* Whatever comes, and however much of it, memory stays. */

#define MEBIBYTE (1024 * 1024)

/* Bytes that come, and bytes that a reader may have at any time while they do. */
#define LENGTH     ((gsize)64 * MEBIBYTE)
#define MAX_MEMORY ((gsize)8 * MEBIBYTE)

/* Bytes that come at once. */
#define CHUNK (64 * 1024)

/* What comes before, and then again and again. */
static const struct
{
  const char *name;
  const char *begin;
  const char *repeated;
} cases[] = {
  { "element", "<tv><programme start='2026' channel='c'><title>", "x" },
  { "tag", "<tv><programme ", "x" },
  { "value", "<tv><programme start='", "x" },
  { "cdata", "<tv><programme start='2026' channel='c'><title><![CDATA[", "x" },
  { "comment", "<tv><!--", "x" },
  { "instruction", "<tv><?", "x" },
  { "doctype", "<!DOCTYPE tv [", "x" },
  { "between", "<tv>", "x" },
  { "blanks-before", "", " " },
  { "channels", "<tv>", "<channel id='a'><display-name>A</display-name></channel>\n" },
  { "programmes", "<tv>", "<programme start='2026' channel='c'><title>T</title></programme>" },
  { "children", "<tv><programme start='2026' channel='c'>", "<category>C</category>" },
  { "latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><tv>", "<channel id='\xe9'/>" },
  { "utf-16", "\xff\xfe", "<\xff" },
  { "declaration", "<?xml version='1.0' encoding='", "x" },
};

static gsize
get_memory (void)
{
  const struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* Returns whether there may be more. */
static gboolean
read_all (LineupXmltvReader *reader)
{
  LineupXmltvDecoder *decoder = lineup_xmltv_reader_get_decoder (reader);
  LineupXmltvReaderState state = LINEUP_XMLTV_READER_MORE;
  LineupXmltvElement element;
  LineupGuideChannel channel;
  LineupXmltvAiring airing;
  LineupProgramme programme;

  while ((state = lineup_xmltv_reader_next (reader, &element, NULL)) == LINEUP_XMLTV_READER_ELEMENT)
    {
      if (element.is_channel)
        lineup_xmltv_decoder_decode_channel (decoder, &element, &channel);
      else if (lineup_xmltv_decoder_decode_airing (decoder, &element, &airing))
        lineup_xmltv_decoder_decode_programme (decoder, &element, &airing, &programme);
    }
  return state == LINEUP_XMLTV_READER_MORE;
}

static void
test_case (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  /* What is remembered of another guide is compared with this one. */
  static const LineupGuideBlock known[] = { { 1, 0 }, { 2, 1 }, { 3, 2 } };
  g_autoptr (GString) chunk = g_string_new (NULL);
  g_autoptr (GBytes) begin = g_bytes_new_static (cases[i].begin, strlen (cases[i].begin));
  g_autoptr (GBytes) repeated = NULL;
  const gsize before = get_memory ();
  g_autoptr (LineupXmltvReader) reader = lineup_xmltv_reader_new (NULL);
  gsize most = 0;
  gboolean more = TRUE;

  while (chunk->len < CHUNK)
    g_string_append (chunk, cases[i].repeated);
  repeated = g_bytes_new_static (chunk->str, chunk->len);
  lineup_xmltv_reader_set_known (reader, known, G_N_ELEMENTS (known));
  lineup_xmltv_reader_push (reader, begin);
  more = read_all (reader);
  for (gsize length = 0; length < LENGTH && more; length += chunk->len)
    {
      lineup_xmltv_reader_push (reader, repeated);
      more = read_all (reader);
      most = MAX (most, get_memory ());
    }
  g_assert_cmpuint (most, <, before + MAX_MEMORY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/xmltv-memory/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
    }
  return g_test_run ();
}
