/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entry-path.h"

#include <string.h>

/* Bytes of an extension: what is longer is none. */
#define MAX_EXTENSION 5

gboolean
lineup_m3u_text_is (LineupM3uText text, const char *word)
{
  /* Nearly all are told by their beginning. */
  if (text.length == 0 || ((*text.data ^ *word) & ~0x20) != 0)
    return text.length == 0 && *word == '\0';
  return strlen (word) == text.length && g_ascii_strncasecmp (text.data, word, text.length) == 0;
}

static LineupM3uText
make_text (const char *start, const char *end)
{
  return (LineupM3uText){ start, (gsize)(end - start) };
}

static gboolean
is_name (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '!';
}

/* Whether `name=` is at @p: options that no name begins are part of the address. */
static gboolean
is_option (const char *p, const char *end)
{
  const char *start = NULL;

  while (p < end && *p == ' ')
    p++;
  for (start = p; p < end && is_name (*p); p++)
    ;
  return p > start && p < end && *p == '=';
}

static const char *
find_options (const char *start, const char *end)
{
  for (const char *p = memrchr (start, '|', (gsize)(end - start)); p != NULL;
       p = memrchr (start, '|', (gsize)(p - start)))
    {
      if (is_option (p + 1, end))
        return p;
    }
  return end;
}

static const char *
find (const char *start, const char *end, char c)
{
  const char *p = memchr (start, c, (gsize)(end - start));

  return p != NULL ? p : end;
}

static void
read_path (LineupEntryPath *self, const char *p, const char *end)
{
  while (p < end && self->n_segments < LINEUP_ENTRY_PATH_MAX_SEGMENTS)
    {
      const char *slash = find (p, end, '/');

      if (slash > p)
        self->segments[self->n_segments++] = make_text (p, slash);
      p = slash < end ? slash + 1 : end;
    }
}

void
lineup_entry_path_parse (LineupEntryPath *self, LineupM3uText address)
{
  const char *end = address.data + address.length;
  const char *p = address.data;
  const char *options = find_options (p, end);
  const char *path_end = NULL;
  const char *colon = NULL;

  self->n_segments = 0;
  self->options = make_text (options < end ? options + 1 : end, end);
  for (end = options; end > p && end[-1] == ' '; end--)
    ;
  self->address = make_text (p, end);
  self->scheme = make_text (p, p);
  self->host = make_text (p, p);
  for (colon = p; colon < end && (g_ascii_isalnum (*colon) || *colon == '+' || *colon == '-');
       colon++)
    ;
  if (end - colon >= 3 && memcmp (colon, "://", 3) == 0)
    {
      const char *host = colon + 3;
      const char *host_end = host;
      const char *at = NULL;

      while (host_end < end && strchr ("/?#", *host_end) == NULL)
        host_end++;
      at = memrchr (host, '@', (gsize)(host_end - host));
      self->scheme = make_text (p, colon);
      self->host = make_text (at != NULL ? at + 1 : host, host_end);
      p = host_end;
    }
  end = find (p, end, '#');
  path_end = find (p, end, '?');
  self->query = make_text (path_end < end ? path_end + 1 : end, end);
  read_path (self, p, path_end);
}

LineupM3uText
lineup_entry_path_get_extension (const LineupEntryPath *self)
{
  const LineupM3uText nothing = { self->address.data, 0 };
  LineupM3uText last;
  const char *point = NULL;
  gsize length = 0;

  if (self->n_segments == 0)
    return nothing;
  last = self->segments[self->n_segments - 1];
  point = memrchr (last.data, '.', last.length);
  if (point == NULL || point == last.data)
    return nothing;
  length = (gsize)(last.data + last.length - point - 1);
  for (gsize i = 1; i <= length; i++)
    {
      if (!g_ascii_isalnum (point[i]))
        return nothing;
    }
  return length <= MAX_EXTENSION ? (LineupM3uText){ point + 1, length } : nothing;
}

LineupM3uText
lineup_entry_path_get_stream (const LineupEntryPath *self)
{
  const LineupM3uText nothing = { self->address.data, 0 };
  LineupM3uText last;
  gsize n_digits = 0;

  if (self->scheme.length == 0 || self->n_segments < 3 || self->n_segments > 4)
    return nothing;
  if (self->n_segments == 4 && !lineup_m3u_text_is (self->segments[0], "live")
      && !lineup_m3u_text_is (self->segments[0], "movie")
      && !lineup_m3u_text_is (self->segments[0], "series"))
    return nothing;
  last = self->segments[self->n_segments - 1];
  while (n_digits < last.length && g_ascii_isdigit (last.data[n_digits]))
    n_digits++;
  if (n_digits == 0)
    return nothing;
  if (n_digits < last.length
      && (last.data[n_digits] != '.'
          || lineup_entry_path_get_extension (self).length != last.length - n_digits - 1))
    return nothing;
  return (LineupM3uText){ last.data, n_digits };
}
