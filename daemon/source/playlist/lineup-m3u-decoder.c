/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-m3u-decoder.h"

#include "lineup-m3u-attributes.h"
#include "lineup-m3u-encoding.h"
#include "lineup-m3u-keys.h"

#include <string.h>

/* Bytes of an address of a guide. */
#define MAX_GUIDE 2048

struct _LineupM3uDecoder
{
  LineupM3uEncoding *encoding; /* (owned) */
  LineupM3uEntry defaults;     /* its texts belong to @header */
  GPtrArray *header;           /* (owned) (element-type utf8): lines of it, decoded */
  GPtrArray *lines;            /* (owned) (element-type utf8): lines of the entry that had to be
                                  put into UTF-8 */
  GPtrArray *guides;   /* (owned) (element-type utf8) (nullable elements): ends with %NULL */
  char *carried_group; /* (owned) (nullable) */
  gboolean has_group_titles;
};

LineupM3uDecoder *
lineup_m3u_decoder_new (const char *encoding)
{
  LineupM3uDecoder *self = g_new0 (LineupM3uDecoder, 1);

  self->encoding = lineup_m3u_encoding_new (encoding);
  self->header = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->guides = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->guides, NULL);
  return self;
}

void
lineup_m3u_decoder_free (LineupM3uDecoder *self)
{
  lineup_m3u_encoding_free (self->encoding);
  g_ptr_array_unref (self->header);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->guides);
  g_free (self->carried_group);
  g_free (self);
}

/* Puts a line into UTF-8 where it is not. */
static LineupM3uText
decode_line (LineupM3uDecoder *self, LineupM3uText line, GPtrArray *owners)
{
  gsize length = 0;
  char *text = lineup_m3u_encoding_decode (self->encoding, line.data, line.length, &length);

  if (text == NULL)
    return line;
  g_ptr_array_add (owners, text);
  return (LineupM3uText){ text, length };
}

static gboolean
begins_with (LineupM3uText text, const char *word)
{
  const gsize length = strlen (word);

  return text.length >= length && g_ascii_strncasecmp (text.data, word, length) == 0;
}

static LineupM3uText
skip (LineupM3uText text, gsize length)
{
  return (LineupM3uText){ text.data + length, text.length - length };
}

/* --- Guides --- */

static void
add_guide (LineupM3uDecoder *self, const char *start, const char *end)
{
  const LineupM3uText text = lineup_m3u_text_strip ((LineupM3uText){ start, (gsize)(end - start) });
  g_autofree char *guide = NULL;

  if (self->guides->len > LINEUP_M3U_MAX_GUIDES || text.length > MAX_GUIDE
      || (!begins_with (text, "http://") && !begins_with (text, "https://")))
    return;
  guide = g_strndup (text.data, text.length);
  if (g_strv_contains ((const char *const *)self->guides->pdata, guide))
    return;
  g_ptr_array_insert (self->guides, (int)self->guides->len - 1, g_steal_pointer (&guide));
}

static gboolean
is_separator (char c)
{
  return c == ',' || c == ' ' || c == '\t';
}

/* Addresses are parted by commas and blanks, both of which can be in an address, too. */
static void
add_guides (LineupM3uDecoder *self, LineupM3uText list)
{
  const char *end = list.data + list.length;
  const char *start = list.data;

  for (const char *p = list.data; p < end; p++)
    {
      const char *next = p;

      while (next < end && is_separator (*next))
        next++;
      if (next == p || !begins_with ((LineupM3uText){ next, (gsize)(end - next) }, "http"))
        continue;
      add_guide (self, start, p);
      start = next;
      p = next;
    }
  add_guide (self, start, end);
}

/* --- Attributes --- */

/* Groups are parted by `;` alone: other marks are in their names. */
static void
add_groups (LineupM3uEntry *entry, LineupM3uText list)
{
  const char *p = list.data;
  const char *end = list.data + list.length;

  while (p < end)
    {
      const char *semicolon = memchr (p, ';', (gsize)(end - p));
      const char *stop = semicolon != NULL ? semicolon : end;
      const LineupM3uText group = lineup_m3u_text_strip ((LineupM3uText){ p, (gsize)(stop - p) });

      if (group.length > 0 && entry->n_groups < LINEUP_M3U_MAX_GROUPS)
        entry->groups[entry->n_groups++] = group;
      p = stop + 1;
    }
}

/* Reads a line of `#EXTM3U` or `#EXTINF`. Returns its title. */
static LineupM3uText
read_attributes (LineupM3uDecoder *self,
                 LineupM3uText line,
                 LineupM3uEntry *entry,
                 LineupM3uText *guide_title)
{
  gboolean has[LINEUP_N_M3U_KEYS] = { FALSE };
  LineupM3uAttributes attributes;
  LineupM3uText name;
  LineupM3uText value;

  lineup_m3u_attributes_begin (&attributes, line);
  entry->duration = attributes.duration;
  while (lineup_m3u_attributes_next (&attributes, &name, &value))
    {
      const int key = lineup_m3u_keys_find (name);

      if (key == LINEUP_M3U_NAME_GROUP)
        add_groups (entry, value);
      else if (key == LINEUP_M3U_NAME_GUIDE)
        add_guides (self, value);
      else if (key == LINEUP_M3U_NAME_GUIDE_TITLE)
        *guide_title = value;
      else if (key != LINEUP_M3U_NAME_NONE && !has[key])
        {
          has[key] = TRUE;
          entry->values[key] = value;
        }
    }
  return attributes.title;
}

/* --- Options --- */

static LineupM3uText
unquote (LineupM3uText text)
{
  text = lineup_m3u_text_strip (text);
  if (text.length >= 2 && (*text.data == '"' || *text.data == '\'')
      && text.data[text.length - 1] == *text.data)
    text = (LineupM3uText){ text.data + 1, text.length - 2 };
  return text;
}

static void
add_option (LineupM3uEntry *entry, LineupM3uOptionType type, LineupM3uText text)
{
  const char *equals = memchr (text.data, '=', text.length);
  LineupM3uOption *option = NULL;

  if (entry->n_options == LINEUP_M3U_MAX_OPTIONS)
    return;
  option = &entry->options[entry->n_options];
  option->type = type;
  option->key = (LineupM3uText){ text.data, 0 };
  option->value = lineup_m3u_text_strip (text);
  if (type != LINEUP_M3U_OPTION_HEADERS)
    {
      if (equals == NULL)
        return;
      option->key = lineup_m3u_text_strip (
          (LineupM3uText){ text.data, (gsize)(equals - text.data) });
      option->value = unquote (skip (text, (gsize)(equals + 1 - text.data)));
    }
  entry->n_options++;
}

/* A line between others of an entry. Returns what it says of a group; %NULL if nothing. */
static LineupM3uText
read_option (LineupM3uDecoder *self, LineupM3uText line, GPtrArray *owners, LineupM3uEntry *entry)
{
  static const struct
  {
    const char *word;
    LineupM3uOptionType type;
  } tags[] = {
    { "#EXTVLCOPT:", LINEUP_M3U_OPTION_PLAYER },
    { "#KODIPROP:", LINEUP_M3U_OPTION_PROPERTY },
    { "#EXTHTTP:", LINEUP_M3U_OPTION_HEADERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if (begins_with (line, tags[i].word))
        {
          line = decode_line (self, line, owners);
          add_option (entry, tags[i].type, skip (line, strlen (tags[i].word)));
          return (LineupM3uText){ NULL, 0 };
        }
    }
  if (begins_with (line, "#EXT-X-PLAYLIST-TYPE:VOD"))
    entry->is_file = TRUE;
  if (begins_with (line, "#EXTGRP:"))
    return lineup_m3u_text_strip (skip (decode_line (self, line, owners), strlen ("#EXTGRP:")));
  return (LineupM3uText){ NULL, 0 };
}

static const char *
find_line_end (const char *p, const char *end)
{
  while (p < end && *p != '\n' && *p != '\r')
    p++;
  return p;
}

/* Returns the group that one of the lines names. */
static LineupM3uText
read_options (LineupM3uDecoder *self, LineupM3uText text, LineupM3uEntry *entry)
{
  const char *end = text.data + text.length;
  const char *p = text.data;
  LineupM3uText group = { NULL, 0 };

  while (p < end)
    {
      const char *line_end = find_line_end (p, end);
      const LineupM3uText line = lineup_m3u_text_strip (
          (LineupM3uText){ p, (gsize)(line_end - p) });
      LineupM3uText named = { NULL, 0 };

      if (line.length > 0 && *line.data == '#')
        named = read_option (self, line, self->lines, entry);
      if (named.data != NULL)
        group = named;
      p = line_end + 1;
    }
  return group;
}

/* A `group-title` wins. Without one in the whole list, an `#EXTGRP` holds until an empty one. */
static void
set_group (LineupM3uDecoder *self, LineupM3uText named, LineupM3uEntry *entry)
{
  if (entry->n_groups > 0)
    {
      self->has_group_titles = TRUE;
      return;
    }
  if (named.data != NULL)
    {
      g_free (self->carried_group);
      self->carried_group = named.length > 0 ? g_strndup (named.data, named.length) : NULL;
      add_groups (entry, named);
    }
  else if (self->carried_group != NULL && !self->has_group_titles)
    {
      entry->has_carried_group = TRUE;
      add_groups (entry, (LineupM3uText){ self->carried_group, strlen (self->carried_group) });
    }
}

/* --- Entries --- */

void
lineup_m3u_decoder_set_header (LineupM3uDecoder *self, LineupM3uText header)
{
  const char *end = header.data + header.length;

  for (const char *p = header.data; p < end; p++)
    {
      const char *line_end = find_line_end (p, end);
      LineupM3uText guide_title = { NULL, 0 };
      LineupM3uText line;

      /* What was given may go before the decoder does. */
      g_ptr_array_add (self->header, g_strndup (p, (gsize)(line_end - p)));
      line = (LineupM3uText){ self->header->pdata[self->header->len - 1], (gsize)(line_end - p) };
      line = decode_line (self, line, self->header);
      if (begins_with (line, "#EXTM3U"))
        read_attributes (self, skip (line, strlen ("#EXTM3U")), &self->defaults, &guide_title);
      else
        read_option (self, line, self->header, &self->defaults);
      p = line_end;
    }
  self->defaults.n_groups = 0;
  self->defaults.is_file = FALSE;
}

static LineupM3uText
get_last_segment (LineupM3uText address)
{
  const char *end = address.data + address.length;
  const char *start = end;

  for (const char *p = address.data; p < end; p++)
    {
      if (*p == '?' || *p == '|' || *p == '#')
        end = p;
    }
  while (end > address.data && end[-1] == '/')
    end--;
  for (start = end; start > address.data && start[-1] != '/'; start--)
    ;
  return (LineupM3uText){ start, (gsize)(end - start) };
}

static LineupM3uText
choose_title (LineupM3uText title, LineupM3uText guide_title, const LineupM3uEntry *entry)
{
  if (title.length > 0)
    return title;
  if (guide_title.length > 0)
    return guide_title;
  if (entry->values[LINEUP_M3U_TVG_NAME].length > 0)
    return entry->values[LINEUP_M3U_TVG_NAME];
  return get_last_segment (entry->address);
}

static void
begin_entry (LineupM3uDecoder *self, LineupM3uEntry *entry)
{
  if (self->lines->len > 0)
    g_ptr_array_set_size (self->lines, 0);
  memcpy (entry->values, self->defaults.values, sizeof (entry->values));
  entry->n_groups = 0;
  entry->has_carried_group = FALSE;
  entry->n_options = self->defaults.n_options;
  if (entry->n_options > 0)
    memcpy (entry->options,
            self->defaults.options,
            entry->n_options * sizeof (self->defaults.options[0]));
  entry->duration = 0;
  entry->is_file = FALSE;
}

void
lineup_m3u_decoder_decode (LineupM3uDecoder *self,
                           const LineupM3uElement *element,
                           LineupM3uEntry *entry)
{
  LineupM3uText title = { NULL, 0 };
  LineupM3uText guide_title = { NULL, 0 };
  LineupM3uText group = { NULL, 0 };

  begin_entry (self, entry);
  entry->address = decode_line (self, element->address, self->lines);
  if (element->info.data != NULL)
    title = read_attributes (
        self, decode_line (self, element->info, self->lines), entry, &guide_title);
  if (element->has_options)
    group = read_options (self, element->text, entry);
  set_group (self, group, entry);
  entry->title = choose_title (title, guide_title, entry);
}

const char *const *
lineup_m3u_decoder_get_guides (LineupM3uDecoder *self)
{
  return (const char *const *)self->guides->pdata;
}

gboolean
lineup_m3u_decoder_has_group_titles (LineupM3uDecoder *self)
{
  return self->has_group_titles;
}
