/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entities.h"

#include <string.h>

/* Bytes of the longest one, with its name and brackets: `&#x10FFFF;`, and leading zeros. */
#define MAX_LENGTH 12

static gunichar
read_name (const char *name, gsize length)
{
  static const struct
  {
    const char *name;
    gunichar character;
  } entities[] = {
    { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      if (length == strlen (entities[i].name) && memcmp (name, entities[i].name, length) == 0)
        return entities[i].character;
    }
  return 0;
}

/* Reads `39` or `x27`. Returns 0 for what is no character that text has. */
static gunichar
read_number (const char *number, gsize length)
{
  const gboolean is_hex = length > 0 && g_ascii_tolower (*number) == 'x';
  const gunichar base = is_hex ? 16 : 10;
  const gsize start = is_hex ? 1 : 0;
  gunichar character = 0;

  if (length == start)
    return 0;
  for (gsize i = start; i < length; i++)
    {
      const int digit = is_hex ? g_ascii_xdigit_value (number[i]) : g_ascii_digit_value (number[i]);

      if (digit < 0 || character > 0x10ffff)
        return 0;
      character = character * base + (gunichar)digit;
    }
  if (!g_unichar_validate (character) || (g_unichar_iscntrl (character) && character != '\n'))
    return 0;
  return character;
}

/* Returns the character for which the entity at @text stands, 0 if there is none. */
static gunichar
read_entity (const char *text, gsize *length)
{
  const char *end = memchr (text, ';', strnlen (text, MAX_LENGTH));
  gsize name_length = 0;

  if (end == NULL)
    return 0;
  *length = (gsize)(end + 1 - text);
  name_length = *length - strlen ("&;");
  return text[1] == '#' ? read_number (text + 2, name_length - 1)
                        : read_name (text + 1, name_length);
}

gsize
lineup_entities_decode (char *text)
{
  char *entity = strchr (text, '&');
  const char *next = entity;
  char *end = entity;

  if (entity == NULL)
    return strlen (text);

  while (next != NULL && *next != '\0')
    {
      const char *stop = NULL;
      gsize length = 1;
      const gunichar character = read_entity (next, &length);

      if (character != 0)
        end += g_unichar_to_utf8 (character, end);
      else
        *end++ = '&';
      next += character != 0 ? length : 1;

      stop = strchr (next, '&');
      length = stop != NULL ? (gsize)(stop - next) : strlen (next);
      memmove (end, next, length);
      end += length;
      next = stop;
    }
  *end = '\0';
  return (gsize)(end - text);
}
