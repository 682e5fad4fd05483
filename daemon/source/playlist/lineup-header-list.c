/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-header-list.h"

#include "lineup-m3u-attributes.h"

#include <string.h>

/* --- Options behind an address --- */

static void
append_unescaped (GString *text, LineupM3uText value)
{
  for (gsize i = 0; i < value.length; i++)
    {
      const char *c = value.data + i;

      if (*c == '%' && i + 2 < value.length && g_ascii_isxdigit (c[1]) && g_ascii_isxdigit (c[2]))
        {
          g_string_append_c (
              text, (char)(g_ascii_xdigit_value (c[1]) * 16 + g_ascii_xdigit_value (c[2])));
          i += 2;
        }
      else
        g_string_append_c (text, *c);
    }
}

static void
read_option (LineupM3uText option, LineupHeaderFunc func, gpointer user_data)
{
  const char *equals = memchr (option.data, '=', option.length);
  g_autoptr (GString) value = g_string_new (NULL);
  LineupM3uText name;
  LineupM3uText text;

  if (equals == NULL)
    return;
  name = lineup_m3u_text_strip ((LineupM3uText){ option.data, (gsize)(equals - option.data) });
  /* Kodi has the mark for headers that replace its own. */
  if (name.length > 0 && *name.data == '!')
    name = (LineupM3uText){ name.data + 1, name.length - 1 };
  text = lineup_m3u_text_strip (
      (LineupM3uText){ equals + 1, (gsize)(option.data + option.length - equals - 1) });
  if (text.length >= 2 && (*text.data == '"' || *text.data == '\'')
      && text.data[text.length - 1] == *text.data)
    text = (LineupM3uText){ text.data + 1, text.length - 2 };
  append_unescaped (value, text);
  func (name, (LineupM3uText){ value->str, value->len }, user_data);
}

void
lineup_header_list_read_options (LineupM3uText text, LineupHeaderFunc func, gpointer user_data)
{
  const char *p = text.data;
  const char *end = text.data + text.length;

  while (p < end)
    {
      const char *next = memchr (p, '&', (gsize)(end - p));
      const char *stop = next != NULL ? next : end;

      read_option ((LineupM3uText){ p, (gsize)(stop - p) }, func, user_data);
      p = next != NULL ? next + 1 : end;
    }
}

/* --- Objects --- */

static const char *
skip_space (const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

/* Reads `uXXXX` behind a backslash. Halves of pairs are none of what headers hold. */
static const char *
read_code (const char *p, const char *end, GString *text)
{
  gunichar code = 0;

  if (end - p < 5)
    return NULL;
  for (guint i = 1; i <= 4; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return NULL;
      code = code * 16 + (gunichar)g_ascii_xdigit_value (p[i]);
    }
  if (!g_unichar_validate (code))
    return NULL;
  g_string_append_unichar (text, code);
  return p + 5;
}

/* Reads a text in quotes; returns where it ends. */
static const char *
read_text (const char *p, const char *end, GString *text)
{
  g_string_truncate (text, 0);
  if (p == end || *p != '"')
    return NULL;
  for (p++; p < end && *p != '"';)
    {
      if (*p != '\\')
        {
          g_string_append_c (text, *p++);
          continue;
        }
      p++;
      if (p < end && *p == 'u')
        p = read_code (p, end, text);
      else if (p < end && strchr ("\"\\/", *p) != NULL && *p != '\0')
        g_string_append_c (text, *p++);
      else
        /* Ends of lines and tabs are in no header. */
        return NULL;
      if (p == NULL)
        return NULL;
    }
  return p < end ? p + 1 : NULL;
}

/* Reads a text, or a number or a word that stands without quotes. */
static const char *
read_value (const char *p, const char *end, GString *value)
{
  if (p < end && *p == '"')
    return read_text (p, end, value);
  g_string_truncate (value, 0);
  while (p < end && (g_ascii_isalnum (*p) || strchr ("+-.", *p) != NULL) && *p != '\0')
    g_string_append_c (value, *p++);
  return value->len > 0 ? p : NULL;
}

void
lineup_header_list_read_object (LineupM3uText text, LineupHeaderFunc func, gpointer user_data)
{
  const char *end = text.data + text.length;
  const char *p = skip_space (text.data, end);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);

  if (p == end || *p != '{')
    return;
  do
    {
      p = read_text (skip_space (p + 1, end), end, name);
      if (p == NULL)
        return;
      p = skip_space (p, end);
      if (p == end || *p != ':')
        return;
      p = read_value (skip_space (p + 1, end), end, value);
      if (p == NULL)
        return;
      func ((LineupM3uText){ name->str, name->len },
            (LineupM3uText){ value->str, value->len },
            user_data);
      p = skip_space (p, end);
    }
  while (p < end && *p == ',');
}
