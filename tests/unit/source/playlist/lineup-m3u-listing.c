/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-m3u-listing.h"

#include "lineup-error.h"
#include "lineup-m3u-decoder.h"

#include <string.h>

static const char *const keys[] = {
  [LINEUP_M3U_TVG_ID] = "id",
  [LINEUP_M3U_TVG_NAME] = "name",
  [LINEUP_M3U_LOGO] = "logo",
  [LINEUP_M3U_NUMBER] = "number",
  [LINEUP_M3U_SHIFT] = "shift",
  [LINEUP_M3U_RADIO] = "radio",
  [LINEUP_M3U_TYPE] = "type",
  [LINEUP_M3U_PANEL_ID] = "panel-id",
  [LINEUP_M3U_MEDIA] = "media",
  [LINEUP_M3U_CATCHUP] = "catchup",
  [LINEUP_M3U_CATCHUP_SOURCE] = "source",
  [LINEUP_M3U_CATCHUP_DAYS] = "days",
  [LINEUP_M3U_CATCHUP_CORRECTION] = "correction",
  [LINEUP_M3U_CATCHUP_ID] = "catchup-id",
  [LINEUP_M3U_RECORD_DAYS] = "record-days",
  [LINEUP_M3U_USER_AGENT] = "user-agent",
};

static void
append (GString *listing, const char *before, LineupM3uText text)
{
  g_assert_true (memchr (text.data, '\n', text.length) == NULL);
  g_assert_true (memchr (text.data, '\r', text.length) == NULL);
  g_string_append (listing, before);
  for (gsize i = 0; i < text.length; i++)
    g_string_append_c (listing, text.data[i] != '\0' ? text.data[i] : '?');
}

static void
append_entry (GString *listing, const LineupM3uEntry *entry)
{
  static const char *const types[] = { " player:", " property:", " headers:" };

  append (listing, "", entry->title);
  append (listing, "|", entry->address);
  for (gsize i = 0; i < entry->n_groups; i++)
    append (listing, entry->has_carried_group ? " carried:" : " group:", entry->groups[i]);
  for (gsize i = 0; i < LINEUP_N_M3U_KEYS; i++)
    {
      g_autofree char *before = g_strdup_printf (" %s:", keys[i]);

      if (entry->values[i].data != NULL)
        append (listing, before, entry->values[i]);
    }
  for (gsize i = 0; i < entry->n_options; i++)
    {
      append (listing, types[entry->options[i].type], entry->options[i].key);
      append (listing, "=", entry->options[i].value);
    }
  if (entry->duration >= 60)
    g_string_append_printf (listing, " duration:%.0f", entry->duration);
  if (entry->is_file)
    g_string_append (listing, " file");
  g_string_append_c (listing, '\n');
}

/* Chunks have memory of their own size, so that a sanitizer sees a step too far. */
static LineupM3uState
read_next (LineupM3uSplitter *splitter,
           LineupM3uElement *element,
           GBytes **chunk,
           GBytes *bytes,
           gsize *offset,
           gsize size)
{
  g_autoptr (GError) error = NULL;
  LineupM3uState state = LINEUP_M3U_MORE;

  while ((state = lineup_m3u_splitter_next (splitter, element, &error)) == LINEUP_M3U_MORE)
    {
      const gsize n = MIN (size, g_bytes_get_size (bytes) - *offset);
      const char *data = g_bytes_get_data (bytes, NULL);

      g_clear_pointer (chunk, g_bytes_unref);
      if (n > 0)
        {
          *chunk = g_bytes_new (data + *offset, n);
          lineup_m3u_splitter_push (splitter, g_bytes_get_data (*chunk, NULL), n);
          *offset += n;
        }
      else
        lineup_m3u_splitter_end (splitter);
    }
  if (state == LINEUP_M3U_ERROR)
    g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  else
    g_assert_no_error (error);
  return state;
}

char *
lineup_m3u_listing_read (const char *data, gsize length, gsize chunk_size, const char *encoding)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (LineupM3uSplitter) splitter = lineup_m3u_splitter_new ();
  g_autoptr (LineupM3uDecoder) decoder = lineup_m3u_decoder_new (encoding);
  g_autoptr (GBytes) chunk = NULL;
  GString *listing = g_string_new (NULL);
  const char *const *guides = NULL;
  LineupM3uState state = LINEUP_M3U_MORE;
  LineupM3uElement element;
  gboolean has_header = FALSE;
  gsize offset = 0;

  while ((state = read_next (splitter, &element, &chunk, bytes, &offset, chunk_size))
         == LINEUP_M3U_ELEMENT)
    {
      LineupM3uEntry entry;

      if (!has_header)
        lineup_m3u_decoder_set_header (decoder, lineup_m3u_splitter_get_header (splitter));
      has_header = TRUE;
      g_assert_cmpuint (element.text.length, <=, LINEUP_M3U_MAX_ENTRY + chunk_size);
      lineup_m3u_decoder_decode (decoder, &element, &entry);
      append_entry (listing, &entry);
    }
  guides = lineup_m3u_decoder_get_guides (decoder);
  for (gsize i = 0; guides[i] != NULL; i++)
    g_string_append_printf (listing, "guide %s\n", guides[i]);
  if (lineup_m3u_splitter_get_rejected (splitter) > 0)
    g_string_append_printf (
        listing, "rejected %" G_GUINT64_FORMAT "\n", lineup_m3u_splitter_get_rejected (splitter));
  if (state == LINEUP_M3U_ERROR)
    g_string_append (listing, "malformed\n");
  else if (state == LINEUP_M3U_STREAM)
    g_string_append (listing, "stream\n");
  return g_string_free (listing, FALSE);
}
