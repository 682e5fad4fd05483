/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-cursor.h"

#include "lineup-hash.h"

#include <gio/gio.h>
#include <string.h>

/* Version, raised when the text, or what a place means, changes: cursors of another one are
 * refused. */
#define VERSION 4

/* Seal, generation, row and type of key, each 8 bytes, little-endian; then the key. */
enum
{
  WORD_SEAL,
  WORD_GENERATION,
  WORD_ROW,
  WORD_TYPE,
  N_WORDS,
};

/* Bytes of a key, of a cursor, and of a cursor's text, at most. */
#define MAX_KEY_SIZE  LINEUP_PLACE_TEXT_SIZE
#define MAX_SIZE      (N_WORDS * sizeof (guint64) + MAX_KEY_SIZE)
#define MAX_TEXT_SIZE ((MAX_SIZE + 2) / 3 * 4)

/* Binds a place to its listing. No secret: it keeps mistakes out, not people. */
static guint64
get_seal (const guchar *bytes, gsize n_bytes, const LineupQuery *query)
{
  const gsize start = sizeof (guint64);

  return lineup_hash (bytes + start, n_bytes - start, lineup_query_hash (query) + VERSION);
}

static gsize
write_bytes (const LineupCursor *self, const LineupQuery *query, guchar *bytes)
{
  const LineupPlace *place = &self->place;
  const guint64 number = GUINT64_TO_LE ((guint64)place->number);
  guint64 words[N_WORDS] = {
    [WORD_GENERATION] = GUINT64_TO_LE (self->generation),
    [WORD_ROW] = GUINT64_TO_LE ((guint64)place->row),
    [WORD_TYPE] = GUINT64_TO_LE ((guint64)place->type),
  };
  gsize n_bytes = sizeof words;

  memcpy (bytes, words, sizeof words);
  if (place->type == SQLITE_INTEGER)
    {
      memcpy (bytes + n_bytes, &number, sizeof number);
      n_bytes += sizeof number;
    }
  else
    {
      memcpy (bytes + n_bytes, place->text, strlen (place->text));
      n_bytes += strlen (place->text);
    }
  words[WORD_SEAL] = GUINT64_TO_LE (get_seal (bytes, n_bytes, query));
  memcpy (bytes, words, sizeof words);
  return n_bytes;
}

char *
lineup_cursor_to_string (const LineupCursor *self, const LineupQuery *query)
{
  guchar bytes[MAX_SIZE];
  char *text = g_base64_encode (bytes, write_bytes (self, query, bytes));

  /* Characters that go through URLs and file names, too, and of which none begins an option. */
  g_strdelimit (text, "+", '.');
  return g_strdelimit (text, "/", '_');
}

static gboolean
read_bytes (LineupCursor *self, const guchar *bytes, gsize n_bytes)
{
  LineupPlace *place = &self->place;
  guint64 words[N_WORDS];
  guint64 number = 0;
  gsize key_size = 0;

  if (n_bytes < sizeof words || n_bytes > MAX_SIZE)
    return FALSE;
  memcpy (words, bytes, sizeof words);
  key_size = n_bytes - sizeof words;
  self->generation = GUINT64_FROM_LE (words[WORD_GENERATION]);
  *place = (LineupPlace){ .type = (int)GUINT64_FROM_LE (words[WORD_TYPE]),
                          .row = (gint64)GUINT64_FROM_LE (words[WORD_ROW]) };
  if (place->type != SQLITE_INTEGER)
    {
      memcpy (place->text, bytes + sizeof words, key_size);
      return TRUE;
    }
  if (key_size != sizeof number)
    return FALSE;
  memcpy (&number, bytes + sizeof words, sizeof number);
  place->number = (gint64)GUINT64_FROM_LE (number);
  return TRUE;
}

gboolean
lineup_cursor_parse (LineupCursor *self, const LineupQuery *query, GError **error)
{
  g_autofree char *base64 = NULL;
  g_autofree char *text = NULL;
  g_autofree guchar *bytes = NULL;
  gsize n_bytes = 0;

  if (strlen (query->cursor) <= MAX_TEXT_SIZE)
    {
      base64 = g_strdelimit (g_strdup (query->cursor), ".", '+');
      g_strdelimit (base64, "_", '/');
      bytes = g_base64_decode (base64, &n_bytes);
      /* Written again, it is the same only if the seal is right and no character is of another's
       * doing. */
      if (read_bytes (self, bytes, n_bytes))
        text = lineup_cursor_to_string (self, query);
    }
  if (g_strcmp0 (text, query->cursor) == 0)
    return TRUE;

  g_set_error_literal (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "The cursor was not given for this listing");
  return FALSE;
}
