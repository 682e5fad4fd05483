/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playable.h"

/* What panels have of files and streams, named as the shared MIME database names them. */
static const struct
{
  const char *format;
  const char *mime_type;
} types[] = {
  { "ts", "video/mp2t" },        { "m3u8", "application/vnd.apple.mpegurl" },
  { "mp4", "video/mp4" },        { "m4v", "video/mp4" },
  { "mkv", "video/x-matroska" }, { "webm", "video/webm" },
  { "avi", "video/vnd.avi" },    { "mov", "video/quicktime" },
  { "mpg", "video/mpeg" },       { "mpeg", "video/mpeg" },
  { "flv", "video/x-flv" },      { "wmv", "video/x-ms-wmv" },
  { "3gp", "video/3gpp" },       { "mp3", "audio/mpeg" },
  { "aac", "audio/aac" },
};

void
lineup_playable_free (LineupPlayable *self)
{
  g_free (self->url);
  g_free (self->title);
  g_free (self->format);
  g_hash_table_unref (self->headers);
  g_hash_table_unref (self->properties);
  g_clear_pointer (&self->alternatives, g_ptr_array_unref);
  g_free (self);
}

const char *
lineup_playable_get_mime_type (const LineupPlayable *self)
{
  for (gsize i = 0; self->format != NULL && i < G_N_ELEMENTS (types); i++)
    {
      if (g_ascii_strcasecmp (self->format, types[i].format) == 0)
        return types[i].mime_type;
    }
  return NULL;
}
