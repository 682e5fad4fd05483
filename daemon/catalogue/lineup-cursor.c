/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-cursor.h"

#define XXH_INLINE_ALL
#include <string.h>
#include <xxhash.h>

/* Raised when the text, or what a place means, changes: cursors of another version are refused. */
#define VERSION 1

/* Rank, row and seal, each 8 bytes, little-endian: 24 bytes are 32 characters without padding. */
#define N_WORDS     3
#define TEXT_LENGTH 32

/* Binds a place to its listing. No secret: it keeps mistakes out, not people. */
static guint64
get_seal (const LineupCursor *self, const LineupQuery *query)
{
  const guint64 words[N_WORDS] = {
    GUINT64_TO_LE ((guint64)self->rank),
    GUINT64_TO_LE ((guint64)self->row),
    GUINT64_TO_LE ((guint64)query->kind),
  };
  const guint64 seal = XXH3_64bits_withSeed (words, sizeof words, VERSION);

  if (query->category == NULL)
    return seal;
  return XXH3_64bits_withSeed (query->category, strlen (query->category), seal);
}

char *
lineup_cursor_to_string (const LineupCursor *self, const LineupQuery *query)
{
  const guint64 words[N_WORDS] = {
    GUINT64_TO_LE ((guint64)self->rank),
    GUINT64_TO_LE ((guint64)self->row),
    GUINT64_TO_LE (get_seal (self, query)),
  };
  char *text = g_base64_encode ((const guchar *)words, sizeof words);

  /* The alphabet that also goes through URLs and file names. */
  g_strdelimit (text, "+", '-');
  return g_strdelimit (text, "/", '_');
}

gboolean
lineup_cursor_parse (LineupCursor *self, const LineupQuery *query, GError **error)
{
  g_autofree char *base64 = NULL;
  g_autofree char *text = NULL;
  g_autofree guchar *bytes = NULL;
  gsize n_bytes = 0;
  guint64 words[N_WORDS];

  *self = (LineupCursor)LINEUP_CURSOR_START;
  if (query->cursor == NULL || *query->cursor == '\0')
    return TRUE;

  if (strlen (query->cursor) == TEXT_LENGTH)
    {
      base64 = g_strdelimit (g_strdup (query->cursor), "-", '+');
      g_strdelimit (base64, "_", '/');
      bytes = g_base64_decode (base64, &n_bytes);
    }
  if (n_bytes == sizeof words)
    {
      memcpy (words, bytes, sizeof words);
      self->rank = (gint64)GUINT64_FROM_LE (words[0]);
      self->row = (gint64)GUINT64_FROM_LE (words[1]);
      text = lineup_cursor_to_string (self, query);
    }
  if (g_strcmp0 (text, query->cursor) == 0)
    return TRUE;

  g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "The cursor was not given for this listing");
  return FALSE;
}
