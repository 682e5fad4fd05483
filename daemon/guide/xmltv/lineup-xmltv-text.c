/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xmltv-text.h"

#include "lineup-html-entities.h"

#include <string.h>

/* Bytes that a byte becomes, at most: of Windows-1252, or U+FFFD. */
#define MAX_GROWTH 3

/* Bytes of the longest entity: `&#x0010FFFF;`. */
#define MAX_ENTITY 12

/* Characters of Windows-1252 from 0x80 to 0x9F; 0 where there is none. */
static const guint16 windows_1252[] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* What a byte may be, beside what it is. */
typedef enum
{
  CLASS_PLAIN = 0,
  CLASS_BLANK = 1 << 0, /* and control characters */
  CLASS_ENTITY = 1 << 1,
  CLASS_TAG = 1 << 2,
  CLASS_HIGH = 1 << 3,
} ByteClass;

static const guint8 byte_classes[256] = {
  [0 ... 0x20] = CLASS_BLANK, [0x7f] = CLASS_BLANK,         ['&'] = CLASS_ENTITY,
  ['<'] = CLASS_TAG,          [0x80 ... 0xff] = CLASS_HIGH,
};

typedef enum
{
  KIND_CONTENT,
  KIND_VALUE,   /* in which there are no tags */
  KIND_LITERAL, /* CDATA, in which there is nothing but text */
} Kind;

/* A text on its way into the buffer. */
typedef struct
{
  char *begin;      /* (unowned) */
  char *out;        /* (unowned) */
  gboolean blank;   /* there was one, which the next character comes after */
  gboolean checked; /* whether it is UTF-8 is known */
  gboolean valid;   /* it is, from the first byte on that is not ASCII */
} Writer;

void
lineup_xmltv_text_clear (LineupXmltvText *self)
{
  g_clear_pointer (&self->buffer, g_free);
}

void
lineup_xmltv_text_begin (LineupXmltvText *self, gsize length)
{
  const gsize size = MAX_GROWTH * length + 1;

  self->used = 0;
  if (size <= self->size)
    return;
  g_free (self->buffer);
  self->buffer = g_malloc (size);
  self->size = size;
}

static void
put_text (LineupXmltvText *self, Writer *writer, const char *p, const char *end, Kind kind);

/* --- Characters --- */

static void
end_blank (Writer *writer)
{
  if (writer->blank && writer->out > writer->begin)
    *writer->out++ = ' ';
  writer->blank = FALSE;
}

static void
put_character (LineupXmltvText *self, Writer *writer, gunichar character)
{
  /* HTML's numbers of characters are often those of Windows. */
  if (character >= 0x80 && character < 0xa0)
    character = windows_1252[character - 0x80];
  if (character <= ' ' && character > 0)
    {
      writer->blank = TRUE;
      return;
    }
  if (!g_unichar_validate (character) || character == 0)
    {
      character = 0xfffd;
      self->replaced++;
    }
  end_blank (writer);
  writer->out += g_unichar_to_utf8 (character, writer->out);
}

/* Reads `39` or `x27`. Returns FALSE for what is no number. */
static gboolean
read_number (const char *number, gsize length, gunichar *character)
{
  const gboolean is_hex = length > 0 && g_ascii_tolower (*number) == 'x';
  const gsize start = is_hex ? 1 : 0;

  *character = 0;
  for (gsize i = start; i < length; i++)
    {
      const int digit = is_hex ? g_ascii_xdigit_value (number[i]) : g_ascii_digit_value (number[i]);

      if (digit < 0)
        return FALSE;
      /* Ever larger numbers are no characters, either. */
      *character = MIN (*character * (is_hex ? 16 : 10) + (gunichar)digit, 0x1000000);
    }
  return length > start;
}

/* Returns bytes of the entity at @p, 0 if there is none. */
static gsize
read_entity (LineupXmltvText *self, Writer *writer, const char *p, const char *end)
{
  const gsize room = MIN ((gsize)(end - p), MAX_ENTITY);
  const char *close = memchr (p, ';', room);
  gunichar character = 0;

  if (close == NULL)
    return 0;
  if (p[1] == '#')
    {
      if (!read_number (p + 2, (gsize)(close - p - 2), &character))
        return 0;
    }
  else
    {
      character = lineup_html_entity_find (p + 1, (gsize)(close - p - 1));
      if (character == 0)
        return 0;
    }
  put_character (self, writer, character);
  return (gsize)(close + 1 - p);
}

static void
put_plain (Writer *writer, const char *text, gsize length)
{
  end_blank (writer);
  memcpy (writer->out, text, length);
  writer->out += length;
}

/* Whether it is UTF-8, NULs or not. */
static gboolean
is_valid (const char *p, const char *end)
{
  const char *stop = p;

  while (!g_utf8_validate_len (p, (gsize)(end - p), &stop))
    {
      if (*stop != '\0')
        return FALSE;
      p = stop + 1;
    }
  return TRUE;
}

/* Makes characters of bytes that are not ASCII, in a text that is no UTF-8. */
static void
put_high (LineupXmltvText *self, Writer *writer, const char *p, const char *end)
{
  while (p < end)
    {
      const gunichar character = self->is_utf8 ? g_utf8_get_char_validated (p, (gssize)(end - p))
                                               : (guchar)*p;

      if (character >= (gunichar)-2)
        put_character (self, writer, 0);
      else
        put_character (self, writer, character);
      p = self->is_utf8 && character < (gunichar)-2 ? g_utf8_next_char (p) : p + 1;
    }
}

/* Returns where it goes on after what is no text, @p itself where a `<` is text. */
static const char *
skip_tag (LineupXmltvText *self, Writer *writer, const char *p, const char *end)
{
  const gsize room = (gsize)(end - p);
  const char *close = NULL;
  const char *name = p + 1;

  if (room >= 9 && memcmp (p, "<![CDATA[", 9) == 0)
    {
      close = memmem (p, room, "]]>", 3);
      put_text (self, writer, p + 9, close != NULL ? close : end, KIND_LITERAL);
      return close != NULL ? close + 3 : end;
    }
  if (room >= 4 && memcmp (p, "<!--", 4) == 0)
    {
      close = memmem (p + 4, room - 4, "-->", 3);
      return close != NULL ? close + 3 : p;
    }
  if (name < end && *name == '?')
    {
      close = memmem (p, room, "?>", 2);
      return close != NULL ? close + 2 : p;
    }
  if (name < end && *name == '/')
    name++;
  close = memchr (p, '>', room);
  if (name >= end || !g_ascii_isalpha (*name) || close == NULL
      || memchr (name, '<', (gsize)(close - name)) != NULL)
    return p;
  if (g_ascii_strncasecmp (name, "br", 2) == 0 || g_ascii_strncasecmp (name, "p>", 2) == 0)
    writer->blank = TRUE;
  return close + 1;
}

/* --- Texts --- */

/* Returns where what is taken as it comes ends: that, and single blanks in it. */
static const char *
find_special (const Writer *writer, const char *p, const char *end, Kind kind)
{
  static const guint8 special[] = {
    [KIND_CONTENT] = CLASS_BLANK | CLASS_ENTITY | CLASS_TAG,
    [KIND_VALUE] = CLASS_BLANK | CLASS_ENTITY,
    [KIND_LITERAL] = CLASS_BLANK,
  };
  const guint8 classes = special[kind] | (writer->valid ? 0 : CLASS_HIGH);
  const char *begin = p;

  while (p < end)
    {
      if ((byte_classes[(guchar)*p] & classes) == 0)
        p++;
      else if (*p == ' ' && p > begin && p + 1 < end && (byte_classes[(guchar)p[1]] & classes) == 0)
        p += 2;
      else
        break;
    }
  return p;
}

/* Returns where it goes on after what begins with something that is not plain. */
static const char *
put_special (LineupXmltvText *self, Writer *writer, const char *p, const char *end)
{
  const char *next = p;

  switch ((ByteClass)byte_classes[(guchar)*p])
    {
    case CLASS_BLANK:
      writer->blank = TRUE;
      return p + 1;
    case CLASS_HIGH:
      if (!writer->checked)
        {
          writer->checked = TRUE;
          writer->valid = is_valid (p, end);
          return p;
        }
      while (next < end && byte_classes[(guchar)*next] == CLASS_HIGH)
        next++;
      put_high (self, writer, p, next);
      return next;
    case CLASS_ENTITY:
      next += read_entity (self, writer, p, end);
      break;
    case CLASS_TAG:
    case CLASS_PLAIN:
    default:
      next = skip_tag (self, writer, p, end);
    }
  if (next == p)
    put_plain (writer, next++, 1);
  return next;
}

static void
put_text (LineupXmltvText *self, Writer *writer, const char *p, const char *end, Kind kind)
{
  while (p < end)
    {
      const char *run = p;

      p = find_special (writer, p, end, kind);
      if (p > run)
        put_plain (writer, run, (gsize)(p - run));
      if (p < end)
        p = put_special (self, writer, p, end);
    }
}

static const char *
decode (LineupXmltvText *self, const char *text, gsize length, Kind kind)
{
  char *begin = self->buffer + self->used;
  Writer writer = { .begin = begin, .out = begin };

  g_return_val_if_fail (self->size - self->used > MAX_GROWTH * length, NULL);

  put_text (self, &writer, text, text + length, kind);
  if (writer.out == begin)
    return NULL;
  *writer.out++ = '\0';
  self->used = (gsize)(writer.out - self->buffer);
  return begin;
}

const char *
lineup_xmltv_text_decode (LineupXmltvText *self, const char *text, gsize length)
{
  return decode (self, text, length, KIND_CONTENT);
}

const char *
lineup_xmltv_text_decode_value (LineupXmltvText *self, const char *value, gsize length)
{
  return decode (self, value, length, KIND_VALUE);
}
