/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xmltv-tag.h"

#include <string.h>

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || c == ':' || (guchar)c >= 0x80;
}

/* Returns where it goes on after a comment or CDATA at @p, %NULL if there is none that ends. */
static const char *
skip_other (const char *p, const char *end)
{
  static const struct
  {
    const char *opener;
    const char *closer;
  } others[] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" } };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const gsize length = strlen (others[i].opener);
      const char *close = NULL;

      if ((gsize)(end - p) < length || memcmp (p, others[i].opener, length) != 0)
        continue;
      p += length;
      close = memmem (p, (gsize)(end - p), others[i].closer, strlen (others[i].closer));
      return close != NULL ? close + strlen (others[i].closer) : NULL;
    }
  return NULL;
}

/* Returns the `>` that ends the tag whose name ends at @p, %NULL if there is none before the next
 * `<`. */
static const char *
find_close (const char *p, const char *end)
{
  const char *limit = end;

  if (p < end && *p == '>')
    return p;
  limit = memchr (p, '<', (gsize)(end - p));
  if (limit == NULL)
    limit = end;
  while (p < limit && *p != '>')
    {
      const char quote = *p++;
      const char *close = NULL;

      if ((quote == '"' || quote == '\'') && p < limit)
        close = memchr (p, quote, (gsize)(limit - p));
      if (close != NULL)
        p = close + 1;
    }
  return p < limit ? p : NULL;
}

static gboolean
read_tag (LineupXmltvTag *tag, const char *p, const char *end)
{
  const char *close = NULL;

  tag->begin = p++;
  tag->is_end = p < end && *p == '/';
  if (tag->is_end)
    p++;
  if (p == end || !is_name_start (*p))
    return FALSE;
  tag->name = p;
  while (p < end && !is_blank (*p) && *p != '>' && *p != '/' && *p != '<')
    p++;
  tag->name_length = (gsize)(p - tag->name);
  close = find_close (p, end);
  if (close == NULL)
    return FALSE;
  tag->end = close + 1;
  tag->is_empty = !tag->is_end && close[-1] == '/';
  tag->attributes_end = tag->is_empty ? close - 1 : close;
  return TRUE;
}

gboolean
lineup_xmltv_tag_find (LineupXmltvTag *tag, const char *p, const char *end)
{
  while (p < end)
    {
      const char *other = NULL;

      p = memchr (p, '<', (gsize)(end - p));
      if (p == NULL)
        return FALSE;
      if (p + 1 < end && (p[1] == '!' || p[1] == '?'))
        other = skip_other (p, end);
      else if (read_tag (tag, p, end))
        return TRUE;
      p = other != NULL ? other : p + 1;
    }
  return FALSE;
}

gboolean
lineup_xmltv_tag_is (const LineupXmltvTag *tag, const char *name)
{
  return strlen (name) == tag->name_length && memcmp (name, tag->name, tag->name_length) == 0;
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && is_blank (*p))
    p++;
  return p;
}

/* Reads a value at @p, and returns where it goes on. */
static const char *
read_value (const LineupXmltvTag *tag, LineupXmltvAttribute *attribute, const char *p)
{
  const char *end = tag->attributes_end;
  const char *close = NULL;

  if (p < end && (*p == '"' || *p == '\''))
    close = memchr (p + 1, *p, (gsize)(end - p - 1));
  if (close != NULL)
    {
      attribute->value = p + 1;
      attribute->value_length = (gsize)(close - p - 1);
      return close + 1;
    }
  if (p < end && (*p == '"' || *p == '\''))
    p++;
  attribute->value = p;
  while (p < end && !is_blank (*p))
    p++;
  attribute->value_length = (gsize)(p - attribute->value);
  return p;
}

gboolean
lineup_xmltv_tag_next_attribute (const LineupXmltvTag *tag, LineupXmltvAttribute *attribute)
{
  const char *end = tag->attributes_end;
  const char *p = tag->name + tag->name_length;

  if (attribute->name != NULL)
    p = attribute->value + attribute->value_length;
  while (p < end)
    {
      while (p < end && !is_name_start (*p))
        p++;
      attribute->name = p;
      while (p < end && !is_blank (*p) && *p != '=' && *p != '"' && *p != '\'')
        p++;
      attribute->name_length = (gsize)(p - attribute->name);
      p = skip_blanks (p, end);
      if (p < end && *p == '=' && attribute->name_length > 0)
        {
          read_value (tag, attribute, skip_blanks (p + 1, end));
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
lineup_xmltv_tag_find_end (const LineupXmltvTag *tag, const char *end, LineupXmltvTag *end_tag)
{
  const char *p = tag->end;
  gsize depth = 1;

  while (lineup_xmltv_tag_find (end_tag, p, end))
    {
      p = end_tag->end;
      if (end_tag->name_length != tag->name_length
          || memcmp (end_tag->name, tag->name, tag->name_length) != 0 || end_tag->is_empty)
        continue;
      depth = end_tag->is_end ? depth - 1 : depth + 1;
      if (depth == 0)
        return TRUE;
    }
  return FALSE;
}
