/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-m3u-encoding.h"

#include <string.h>

struct _LineupM3uEncoding
{
  GIConv named;  /* (owned) (nullable): what a person has said */
  GIConv latin1; /* (owned) (nullable): what Windows made of it */
};

static GIConv
open_iconv (const char *name)
{
  const GIConv iconv = g_iconv_open ("UTF-8", name);

  return iconv != (GIConv)-1 ? iconv : NULL;
}

LineupM3uEncoding *
lineup_m3u_encoding_new (const char *name)
{
  LineupM3uEncoding *self = g_new0 (LineupM3uEncoding, 1);

  self->named = name != NULL ? open_iconv (name) : NULL;
  self->latin1 = open_iconv ("WINDOWS-1252");
  return self;
}

void
lineup_m3u_encoding_free (LineupM3uEncoding *self)
{
  if (self->named != NULL)
    g_iconv_close (self->named);
  if (self->latin1 != NULL)
    g_iconv_close (self->latin1);
  g_free (self);
}

/* Most lines are ASCII. */
static gboolean
is_ascii (const char *line, gsize length)
{
  const guint64 high = G_GUINT64_CONSTANT (0x8080808080808080);
  guint64 bits = 0;

  for (; length >= sizeof bits; line += sizeof bits, length -= sizeof bits)
    {
      guint64 word = 0;

      memcpy (&word, line, sizeof word);
      bits |= word;
    }
  for (; length > 0; line++, length--)
    bits |= (guchar)*line;
  return (bits & high) == 0;
}

static char *
convert (GIConv iconv, const char *line, gsize length, gsize *text_length)
{
  char *text = NULL;

  if (iconv != NULL)
    text = g_convert_with_iconv (line, (gssize)length, iconv, NULL, text_length, NULL);
  /* What iconv lets through may be no UTF-8 of ours. */
  if (text != NULL && !g_utf8_validate_len (text, *text_length, NULL))
    g_clear_pointer (&text, g_free);
  return text;
}

/* Each byte is a character. */
static char *
convert_bytes (const char *line, gsize length, gsize *text_length)
{
  GString *text = g_string_sized_new (length * 2);

  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (text, (guchar)line[i]);
  *text_length = text->len;
  return g_string_free (text, FALSE);
}

char *
lineup_m3u_encoding_decode (LineupM3uEncoding *self,
                            const char *line,
                            gsize length,
                            gsize *text_length)
{
  char *text = NULL;

  if (is_ascii (line, length) || g_utf8_validate_len (line, length, NULL))
    return NULL;
  text = convert (self->named, line, length, text_length);
  if (text == NULL)
    text = convert (self->latin1, line, length, text_length);
  return text != NULL ? text : convert_bytes (line, length, text_length);
}
