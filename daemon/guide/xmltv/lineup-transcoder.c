/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-transcoder.h"

#include "lineup-charset.h"

#include <errno.h>
#include <string.h>

/* Bytes that tell whether a document is UTF-8, and not what it declares. */
#define PROBE_LENGTH (64 * 1024)

/* Bytes that are given out at once, at most, of what is converted. */
#define CHUNK (128 * 1024)

/* Bytes that a byte becomes, at most, or U+FFFD in its place. */
#define MAX_GROWTH 4

/* Bytes of U+FFFD in UTF-8, and what they are. */
#define REPLACEMENT_LENGTH 3
#define REPLACEMENT        "\xef\xbf\xbd"

struct _LineupTranscoder
{
  gboolean known;    /* what the document is in */
  gboolean declared; /* the document says so */
  gboolean ended;
  GBytes *input; /* (owned) (nullable): not given out yet */
  GIConv iconv;  /* (owned): where there is something to convert, else -1 */
  gsize step;    /* bytes of what is left out where it is no character */
  guint64 replaced;
};

LineupTranscoder *
lineup_transcoder_new (void)
{
  LineupTranscoder *self = g_new0 (LineupTranscoder, 1);

  self->iconv = (GIConv)-1;
  return self;
}

void
lineup_transcoder_free (LineupTranscoder *self)
{
  g_clear_pointer (&self->input, g_bytes_unref);
  if (self->iconv != (GIConv)-1)
    g_iconv_close (self->iconv);
  g_free (self);
}

void
lineup_transcoder_push (LineupTranscoder *self, GBytes *input)
{
  GByteArray *bytes = NULL;

  g_return_if_fail (!self->ended);

  if (g_bytes_get_size (input) == 0)
    return;
  if (self->input == NULL)
    {
      self->input = g_bytes_ref (input);
      return;
    }
  bytes = g_bytes_unref_to_array (g_steal_pointer (&self->input));
  g_byte_array_append (bytes, g_bytes_get_data (input, NULL), (guint)g_bytes_get_size (input));
  self->input = g_byte_array_free_to_bytes (bytes);
}

void
lineup_transcoder_end (LineupTranscoder *self)
{
  self->ended = TRUE;
}

static void
consume (LineupTranscoder *self, gsize length)
{
  g_autoptr (GBytes) input = g_steal_pointer (&self->input);
  const gsize size = g_bytes_get_size (input);

  if (length < size)
    self->input = g_bytes_new_from_bytes (input, length, size - length);
}

/* --- What it is --- */

/* Whether it has more than ASCII, all of which is UTF-8, but for a character that is cut. */
static gboolean
looks_like_utf8 (const char *data, gsize length)
{
  const char *end = NULL;
  gsize i = 0;

  if (g_utf8_validate_len (data, length, &end))
    {
      while (i < length && (guchar)data[i] < 0x80)
        i++;
      return i < length;
    }
  return end > data && (gsize)(data + length - end) < 4 && length >= PROBE_LENGTH
         && g_utf8_get_char_validated (end, (gssize)(data + length - end)) == (gunichar)-2;
}

static void
decide (LineupTranscoder *self, const char *charset)
{
  self->known = TRUE;
  self->declared = charset != NULL;
  if (charset == NULL || g_str_equal (charset, "UTF-8"))
    return;
  self->iconv = g_iconv_open ("UTF-8", charset);
  self->step = g_str_has_prefix (charset, "UTF-32")   ? 4
               : g_str_has_prefix (charset, "UTF-16") ? 2
                                                      : 1;
  /* A system without it. */
  if (self->iconv == (GIConv)-1)
    self->declared = FALSE;
}

/* Finds out what the document is in, unless that takes more of it. */
static void
detect (LineupTranscoder *self)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (self->input, &length);
  gsize mark_length = 0;
  const char *charset = NULL;

  if (length < 4 && !self->ended)
    return;
  charset = lineup_charset_from_mark (data, length, &mark_length);
  if (charset == NULL)
    {
      gsize head = MIN (length, LINEUP_CHARSET_MAX_DECLARATION);
      const char *close = memmem (data, head, "?>", 2);

      if (head < LINEUP_CHARSET_MAX_DECLARATION && !self->ended && close == NULL)
        return;
      if (close != NULL)
        head = (gsize)(close + 2 - data);
      charset = lineup_charset_from_declaration (data, head);
      if (charset != NULL && !g_str_equal (charset, "UTF-8"))
        {
          if (length < PROBE_LENGTH && !self->ended)
            return;
          if (looks_like_utf8 (data, MIN (length, PROBE_LENGTH)))
            charset = NULL;
        }
    }
  decide (self, charset);
  if (mark_length > 0)
    consume (self, mark_length);
}

/* --- What is made of it --- */

static GBytes *
convert (LineupTranscoder *self)
{
  gsize length = 0;
  /* iconv does not write there. */
  char *in = (char *)g_bytes_get_data (self->input, &length);
  const char *begin = in;
  const gsize size = MIN (length * MAX_GROWTH, CHUNK);
  char *buffer = g_malloc (size);
  char *out = buffer;
  gsize room = size;

  while (length > 0)
    {
      gboolean replace = FALSE;

      if (g_iconv (self->iconv, &in, &length, &out, &room) == (gsize)-1)
        {
          if (errno == E2BIG)
            break;
          /* What is cut goes on with the next bytes, if there are any. */
          if (errno == EINVAL && !self->ended)
            break;
          replace = TRUE;
        }
      if (replace)
        {
          const gsize step = MIN (self->step, length);

          if (room < REPLACEMENT_LENGTH)
            break;
          memcpy (out, REPLACEMENT, REPLACEMENT_LENGTH);
          out += REPLACEMENT_LENGTH;
          room -= REPLACEMENT_LENGTH;
          in += step;
          length -= step;
          self->replaced += step;
        }
    }
  if (in > begin)
    consume (self, (gsize)(in - begin));
  if (room == size)
    {
      g_free (buffer);
      return NULL;
    }
  return g_bytes_new_take (buffer, size - room);
}

GBytes *
lineup_transcoder_pull (LineupTranscoder *self)
{
  if (self->input != NULL && !self->known)
    detect (self);
  if (self->input == NULL || !self->known)
    return NULL;
  if (self->iconv != (GIConv)-1)
    return convert (self);
  return g_steal_pointer (&self->input);
}

gboolean
lineup_transcoder_is_declared (LineupTranscoder *self)
{
  return self->declared;
}

guint64
lineup_transcoder_get_replaced (LineupTranscoder *self)
{
  return self->replaced;
}
