/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-m3u-attributes.h"

#include <string.h>

/* Bytes of a key: what is longer is none. */
#define MAX_KEY 48

/* Digits of a duration that count. */
#define MAX_DIGITS 12

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static gboolean
is_key (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '.';
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && is_blank (*p))
    p++;
  return p;
}

LineupM3uText
lineup_m3u_text_strip (LineupM3uText text)
{
  while (text.length > 0 && is_blank (text.data[text.length - 1]))
    text.length--;
  while (text.length > 0 && is_blank (*text.data))
    {
      text.data++;
      text.length--;
    }
  return text;
}

/* Whether a key and its `=` are at @p; and where the value begins. */
static gboolean
find_key (const char *p, const char *end, LineupM3uText *key, const char **value)
{
  const char *start = p;

  if (p == end || !g_ascii_isalpha (*p))
    return FALSE;
  end = MIN (end, p + MAX_KEY);
  while (p < end && is_key (*p))
    p++;
  *key = (LineupM3uText){ start, (gsize)(p - start) };
  p = skip_blanks (p, end);
  if (p == end || *p != '=')
    return FALSE;
  *value = p + 1;
  return TRUE;
}

/* What follows a value is remembered if it is a key, so that nobody looks at it twice. */
static gboolean
find_next_key (LineupM3uAttributes *self, const char *p, gboolean needs_quote)
{
  const char *value = NULL;

  if (!find_key (p, self->end, &self->key, &value))
    return FALSE;
  self->value = skip_blanks (value, self->end);
  return !needs_quote || (self->value < self->end && (*self->value == '"' || *self->value == '\''));
}

static double
read_duration (const char **text, const char *end)
{
  const char *p = *text;
  const gboolean negative = p < end && *p == '-';
  double number = 0;
  double unit = 1;
  gboolean in_fraction = FALSE;
  guint n_digits = 0;

  if (p < end && (*p == '-' || *p == '+'))
    p++;
  for (; p < end && (g_ascii_isdigit (*p) || (*p == '.' && !in_fraction)); p++)
    {
      if (*p == '.')
        in_fraction = TRUE;
      else if (n_digits++ < MAX_DIGITS)
        {
          unit = in_fraction ? unit / 10 : 1;
          number = in_fraction ? number + unit * (*p - '0') : number * 10 + (*p - '0');
        }
    }
  /* `24h` is no duration, but a title. */
  if (n_digits == 0 || (p < end && !is_blank (*p) && *p != ','))
    return 0;
  *text = p;
  return negative ? -number : number;
}

void
lineup_m3u_attributes_begin (LineupM3uAttributes *self, LineupM3uText line)
{
  const char *end = line.data + line.length;
  const char *p = skip_blanks (line.data, end);

  if (p < end && *p == ':')
    p = skip_blanks (p + 1, end);
  *self = (LineupM3uAttributes){ .duration = read_duration (&p, end), .end = end };
  self->p = p;
}

/* Whether a value ends with the quote before @p. A quote within a value is followed by more of it.
 */
static gboolean
ends_value (LineupM3uAttributes *self, const char *p)
{
  const char *next = skip_blanks (p, self->end);

  self->key.data = NULL;
  if (next == self->end || *next == ',' || find_next_key (self, next, next == p))
    return TRUE;
  self->key.data = NULL;
  return FALSE;
}

/* Whether the quote at @p is the first one of another value, so that ours has lost its last one;
 * and where the key of that begins. */
static const char *
find_key_before (const char *start, const char *p)
{
  const char *key = p;

  if (key == start || key[-1] != '=')
    return NULL;
  key--;
  while (key > start && is_key (key[-1]))
    key--;
  return key > start && key < p - 1 && is_blank (key[-1]) ? key : NULL;
}

/* Reads a value from its first quote on; returns where it ends. */
static LineupM3uText
read_quoted (LineupM3uAttributes *self, const char *start, char quote)
{
  const char *first = NULL;
  const char *end = self->end;
  const char *p = start;

  while (p < end && (p = memchr (p, quote, (gsize)(end - p))) != NULL)
    {
      const char *key = NULL;

      if (ends_value (self, p + 1))
        {
          self->p = p + 1;
          return (LineupM3uText){ start, (gsize)(p - start) };
        }
      key = find_key_before (start, p);
      if (key != NULL)
        {
          self->p = key;
          return (LineupM3uText){ start, (gsize)(key - start) };
        }
      if (first == NULL && is_blank (p[1]))
        first = p;
      p++;
    }
  /* No quote is the last one, for sure. */
  if (first != NULL)
    {
      self->p = first + 1;
      return (LineupM3uText){ start, (gsize)(first - start) };
    }
  p = memchr (start, ',', (gsize)(end - start));
  self->p = p != NULL ? p : end;
  return (LineupM3uText){ start, (gsize)(self->p - start) };
}

static LineupM3uText
read_value (LineupM3uAttributes *self, const char *start)
{
  const char *p = start;

  if (p < self->end && (*p == '"' || *p == '\''))
    return lineup_m3u_text_strip (read_quoted (self, start + 1, *p));
  while (p < self->end && !is_blank (*p) && *p != ',')
    p++;
  self->p = p;
  return (LineupM3uText){ start, (gsize)(p - start) };
}

static void
set_title (LineupM3uAttributes *self, const char *start)
{
  self->title = lineup_m3u_text_strip ((LineupM3uText){ start, (gsize)(self->end - start) });
  self->p = self->end;
  self->junk = NULL;
}

gboolean
lineup_m3u_attributes_next (LineupM3uAttributes *self, LineupM3uText *key, LineupM3uText *value)
{
  while (TRUE)
    {
      if (self->key.data == NULL)
        {
          self->p = skip_blanks (self->p, self->end);
          if (self->p == self->end)
            break;
          /* A comma before an attribute is noise. */
          if (*self->p == ',' && !find_next_key (self, skip_blanks (self->p + 1, self->end), TRUE))
            {
              set_title (self, self->p + 1);
              self->key.data = NULL;
              return FALSE;
            }
          if (*self->p != ',' && !find_next_key (self, self->p, FALSE))
            {
              self->key.data = NULL;
              if (self->junk == NULL)
                self->junk = self->p;
              while (self->p < self->end && !is_blank (*self->p) && *self->p != ',')
                self->p++;
              continue;
            }
        }
      *key = self->key;
      self->key.data = NULL;
      self->junk = NULL;
      *value = read_value (self, self->value);
      return TRUE;
    }
  /* Without a comma, what is no attribute is the title. */
  if (self->junk != NULL)
    set_title (self, self->junk);
  return FALSE;
}
