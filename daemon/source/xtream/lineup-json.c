/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-json.h"

#include <string.h>

/* Code point for what is no text. */
#define REPLACEMENT 0xfffd

/* A NUL means nothing, wherever a panel puts it. */
static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\0';
}

static void
skip_space (LineupJson *self)
{
  while (self->next < self->end && is_space (*self->next))
    self->next++;
}

/* Returns the quote that closes the string beginning at @text, or %NULL. */
static const char *
find_quote (const char *text, const char *end)
{
  const char *quote = text;

  while ((quote = memchr (quote, '"', (gsize)(end - quote))) != NULL)
    {
      const char *run = quote;

      while (run > text && run[-1] == '\\')
        run--;
      if ((quote - run) % 2 == 0)
        return quote;
      quote++;
    }
  return NULL;
}

/* Returns where a nested object or array ends, or %NULL. Counts brackets, so that depth costs
 * nothing. */
static const char *
find_close (const char *text, const char *end)
{
  gsize depth = 0;

  for (const char *p = text; p < end; p++)
    {
      switch (*p)
        {
        case '"':
          p = find_quote (p + 1, end);
          if (p == NULL)
            return NULL;
          break;
        case '{':
        case '[':
          depth++;
          break;
        case '}':
        case ']':
          if (--depth == 0)
            return (*p == '}') == (*text == '{') ? p + 1 : NULL;
          break;
        default:
          break;
        }
    }
  return NULL;
}

static const char *
find_number_end (const char *text, const char *end)
{
  while (text < end && (g_ascii_isalnum (*text) || *text == '.' || *text == '-' || *text == '+'))
    text++;
  return text;
}

static gboolean
read_string (LineupJson *self, LineupJsonValue *value)
{
  const char *quote = NULL;

  if (self->next == self->end || *self->next != '"')
    return FALSE;
  quote = find_quote (self->next + 1, self->end);
  if (quote == NULL)
    return FALSE;

  value->type = LINEUP_JSON_STRING;
  value->text = self->next + 1;
  value->length = (gsize)(quote - value->text);
  self->next = quote + 1;
  return TRUE;
}

static gboolean
read_literal (LineupJson *self, LineupJsonValue *value, LineupJsonType type, const char *literal)
{
  const gsize length = strlen (literal);

  if ((gsize)(self->end - self->next) < length || memcmp (self->next, literal, length) != 0)
    return FALSE;

  value->type = type;
  value->text = self->next;
  value->length = length;
  self->next += length;
  return TRUE;
}

gboolean
lineup_json_is_no_number (const char *text, gsize length)
{
  static const char *const words[] = { "nan", "inf", "infinity" };

  if (length > 0 && (*text == '-' || *text == '+'))
    {
      text++;
      length--;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (length == strlen (words[i]) && g_ascii_strncasecmp (text, words[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_number (LineupJson *self, LineupJsonValue *value)
{
  const char *text = self->next;
  const char *end = find_number_end (text, self->end);
  const gsize length = (gsize)(end - text);
  const gboolean says_nothing = lineup_json_is_no_number (text, length);

  if (!says_nothing && *text != '-' && !g_ascii_isdigit (*text))
    return FALSE;
  value->type = says_nothing ? LINEUP_JSON_NULL : LINEUP_JSON_NUMBER;
  value->text = text;
  value->length = length;
  self->next = end;
  return TRUE;
}

static gboolean
read_value (LineupJson *self, LineupJsonValue *value)
{
  const char *end = NULL;

  if (self->next == self->end)
    return FALSE;

  switch (*self->next)
    {
    case '"':
      return read_string (self, value);
    case 't':
      return read_literal (self, value, LINEUP_JSON_TRUE, "true");
    case 'f':
      return read_literal (self, value, LINEUP_JSON_FALSE, "false");
    case 'n':
      return read_literal (self, value, LINEUP_JSON_NULL, "null") || read_number (self, value);
    case '{':
      value->type = LINEUP_JSON_OBJECT;
      end = find_close (self->next, self->end);
      break;
    case '[':
      value->type = LINEUP_JSON_ARRAY;
      end = find_close (self->next, self->end);
      break;
    default:
      return read_number (self, value);
    }

  if (end == NULL)
    return FALSE;
  value->text = self->next;
  value->length = (gsize)(end - self->next);
  self->next = end;
  return TRUE;
}

gboolean
lineup_json_value_is (const LineupJsonValue *self, const char *text)
{
  return self->length == strlen (text) && memcmp (self->text, text, self->length) == 0;
}

const char *
lineup_json_find (const char *text)
{
  const char *json = NULL;

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  text += strspn (text, " \t\r\n");
  if (*text == '{' || *text == '[')
    return text;

  for (json = strchr (text, '{'); json != NULL; json = strchr (json + 1, '{'))
    {
      if (json[1 + strspn (json + 1, " \t\r\n")] == '"')
        return json;
    }
  return NULL;
}

gboolean
lineup_json_init (LineupJson *self, const char *text, gsize length)
{
  *self = (LineupJson){ .next = text, .end = text + length, .at_first = TRUE };

  skip_space (self);
  if (self->next == self->end || (*self->next != '{' && *self->next != '['))
    return FALSE;
  self->closer = *self->next++ == '{' ? '}' : ']';
  return TRUE;
}

gboolean
lineup_json_init_object (LineupJson *self, const char *text, gsize length)
{
  return lineup_json_init (self, text, length) && self->closer == '}';
}

gboolean
lineup_json_next (LineupJson *self, LineupJsonValue *key, LineupJsonValue *value)
{
  const gboolean at_first = self->at_first;

  self->at_first = FALSE;
  skip_space (self);
  if (self->next == self->end)
    return FALSE;

  if (*self->next == self->closer)
    {
      self->next++;
      skip_space (self);
      self->closed = self->next == self->end;
      self->next = self->end;
      return FALSE;
    }

  if (!at_first)
    {
      if (*self->next != ',')
        return FALSE;
      self->next++;
      skip_space (self);
    }

  *key = (LineupJsonValue){ .type = LINEUP_JSON_STRING, .text = "" };
  if (self->closer == '}')
    {
      if (!read_string (self, key))
        return FALSE;
      skip_space (self);
      if (self->next == self->end || *self->next != ':')
        return FALSE;
      self->next++;
      skip_space (self);
    }
  return read_value (self, value);
}

gboolean
lineup_json_is_closed (LineupJson *self)
{
  return self->closed;
}

/* --- Text --- */

/* Bits: the lowest of each of eight bytes, and the highest. */
#define ONES  G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

/* Whether one of eight bytes is a backslash, NUL or no ASCII; the well-known trick by which a
 * borrow from a byte tells that it was 0. */
static gboolean
has_special (guint64 bytes)
{
  const guint64 backslashes = bytes ^ (ONES * '\\');

  return (((bytes - ONES) | (backslashes - ONES) | bytes) & HIGHS) != 0;
}

static gboolean
is_special (char c)
{
  return c == '\\' || (gint8)c <= 0;
}

/* Copies what needs no decoding: most of most text. */
static gsize
copy_plain (char *target, const char *text, gsize length)
{
  gsize n = 0;

  while (length - n >= sizeof (guint64))
    {
      guint64 bytes = 0;

      memcpy (&bytes, text + n, sizeof bytes);
      if (has_special (bytes))
        break;
      memcpy (target + n, &bytes, sizeof bytes);
      n += sizeof bytes;
    }
  while (n < length && !is_special (text[n]))
    {
      target[n] = text[n];
      n++;
    }
  return n;
}

static gboolean
read_hex (const char *text, const char *end, gunichar *unit)
{
  if (end - text < 6 || text[0] != '\\' || text[1] != 'u')
    return FALSE;

  *unit = 0;
  for (int i = 2; i < 6; i++)
    {
      const int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return FALSE;
      *unit = *unit << 4 | (gunichar)digit;
    }
  return TRUE;
}

/* Returns what a backslash and what follows mean, and moves @text behind it. */
static gunichar
read_escape (const char **text, const char *end)
{
  gunichar unit = 0;
  gunichar low = 0;

  if (read_hex (*text, end, &unit))
    {
      *text += 6;
      if (unit < 0xd800 || unit > 0xdfff)
        return unit;
      if (unit > 0xdbff || !read_hex (*text, end, &low) || low < 0xdc00 || low > 0xdfff)
        return REPLACEMENT;
      *text += 6;
      return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }

  if (end - *text < 2)
    {
      *text = end;
      return REPLACEMENT;
    }

  *text += 2;
  switch ((*text)[-1])
    {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
    case '/':
      return (guchar)(*text)[-1];
    default:
      /* No escape of JSON: the backslash goes, what follows stays to be read as text. */
      *text -= 1;
      return 0;
    }
}

/* Returns a character that is no ASCII, and moves @text behind it. */
static gunichar
read_utf8 (const char **text, const char *end)
{
  const gunichar c = g_utf8_get_char_validated (*text, end - *text);

  if ((gint32)c < 0)
    {
      *text += 1;
      return REPLACEMENT;
    }
  *text += g_utf8_skip[(guchar) * *text];
  return c;
}

gsize
lineup_json_value_copy_text (const LineupJsonValue *self, char *buffer, gsize max_length)
{
  const char *text = self->text;
  const char *end = text + self->length;
  gsize length = 0;

  while (text < end && length < max_length)
    {
      const gsize plain = copy_plain (
          buffer + length, text, MIN ((gsize)(end - text), max_length - length));
      char encoded[6];
      gunichar c = 0;
      gsize size = 0;

      text += plain;
      length += plain;
      if (text == end || length == max_length)
        break;

      if (*text == '\\' && self->type == LINEUP_JSON_STRING)
        c = read_escape (&text, end);
      else if (*text == '\0')
        text++;
      else
        c = read_utf8 (&text, end);

      if (c == 0)
        continue;
      size = (gsize)g_unichar_to_utf8 (c, encoded);
      if (size > max_length - length)
        break;
      memcpy (buffer + length, encoded, size);
      length += size;
    }

  buffer[length] = '\0';
  return length;
}
