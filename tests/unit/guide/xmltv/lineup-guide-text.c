/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-text.h"

#include <string.h>

static void
add (GString *line, const char *name, const char *text)
{
  if (text != NULL)
    g_string_append_printf (line, "|%s=%s", name, text);
}

static void
add_texts (GString *line, const char *name, const LineupProgrammeText *texts, gsize n_texts)
{
  for (gsize i = 0; i < n_texts; i++)
    {
      add (line, name, texts[i].text);
      add (line, "lang", texts[i].language);
    }
}

static void
add_number (GString *line, const char *name, gint64 number, gint64 unknown)
{
  if (number != unknown)
    g_string_append_printf (line, "|%s=%" G_GINT64_FORMAT, name, number);
}

static void
add_time (GString *line, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = g_date_time_format (time, "%Y%m%d%H%M%S");

  g_string_append_printf (line, " %s", seconds != 0 ? text : "?");
}

char *
lineup_guide_text_print_programme (const LineupProgramme *programme)
{
  static const char *const flags[] = { "new", "live", "premiere", "repeat", "last-chance" };
  GString *line = g_string_new ("p ");

  g_string_append (line, programme->guide_channel);
  add_time (line, programme->start);
  add_time (line, programme->stop);
  add_texts (line, "title", programme->titles, programme->n_titles);
  add_texts (line, "sub", programme->subtitles, programme->n_subtitles);
  add_texts (line, "desc", programme->descriptions, programme->n_descriptions);
  for (gsize i = 0; i < programme->n_categories; i++)
    add (line, "category", programme->categories[i]);
  add_number (line, "season", programme->season, -1);
  add_number (line, "episode", programme->episode, -1);
  add (line, "number", programme->episode_text);
  add (line, "icon", programme->icon);
  add_number (line, "year", programme->year, 0);
  if (programme->rating > 0)
    g_string_append_printf (line, "|stars=%.1f", programme->rating);
  add (line, "rating", programme->age_rating);
  add (line, "cast", programme->cast);
  add (line, "director", programme->director);
  add_number (line, "length", programme->length, 0);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (((guint)programme->flags & (1U << i)) != 0)
        g_string_append_printf (line, "|%s", flags[i]);
    }
  return g_string_free (line, FALSE);
}

static char *
print_channel (const LineupGuideChannel *channel)
{
  GString *line = g_string_new ("c ");

  g_string_append (line, channel->id);
  for (gsize i = 0; i < channel->n_names; i++)
    add (line, "name", channel->names[i]);
  add (line, "icon", channel->icon);
  return g_string_free (line, FALSE);
}

/* Returns NULL for one that is rejected. */
static char *
print_element (LineupXmltvDecoder *decoder, const LineupXmltvElement *element)
{
  LineupGuideChannel channel;
  LineupXmltvAiring airing;
  LineupProgramme programme;

  if (element->is_channel)
    return lineup_xmltv_decoder_decode_channel (decoder, element, &channel)
               ? print_channel (&channel)
               : NULL;
  if (!lineup_xmltv_decoder_decode_airing (decoder, element, &airing)
      || !lineup_xmltv_decoder_decode_programme (decoder, element, &airing, &programme))
    return NULL;
  return lineup_guide_text_print_programme (&programme);
}

char *
lineup_guide_text_read (const char *data, gsize length, gsize chunk_size, GTimeZone *zone)
{
  g_autoptr (LineupXmltvReader) reader = lineup_xmltv_reader_new (zone);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  LineupXmltvReaderState state = LINEUP_XMLTV_READER_MORE;
  LineupXmltvElement element;
  gsize offset = 0;

  while (state == LINEUP_XMLTV_READER_MORE)
    {
      const gsize n = MIN (chunk_size, length - offset);
      g_autoptr (GBytes) bytes = g_bytes_new (data + offset, n);

      offset += n;
      if (n > 0)
        lineup_xmltv_reader_push (reader, bytes);
      else
        lineup_xmltv_reader_end (reader);
      while ((state = lineup_xmltv_reader_next (reader, &element, &error))
             == LINEUP_XMLTV_READER_ELEMENT)
        {
          g_autofree char *line = print_element (lineup_xmltv_reader_get_decoder (reader),
                                                 &element);

          g_assert_true (line == NULL || g_utf8_validate (line, -1, NULL));
          if (line != NULL)
            g_string_append_printf (text, "%s\n", line);
        }
    }
  if (lineup_xmltv_reader_get_rejected (reader) > 0)
    g_string_append_printf (
        text, "%" G_GUINT64_FORMAT " rejected\n", lineup_xmltv_reader_get_rejected (reader));
  if (lineup_xmltv_reader_get_replaced (reader) > 0)
    g_string_append_printf (
        text, "%" G_GUINT64_FORMAT " replaced\n", lineup_xmltv_reader_get_replaced (reader));
  g_string_append (text, state == LINEUP_XMLTV_READER_END ? "whole" : error->message);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
