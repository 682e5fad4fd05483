/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entry-reader.h"

#include "lineup-address-mask.h"
#include "lineup-catch-up.h"
#include "lineup-entry-address.h"
#include "lineup-error.h"
#include "lineup-hash.h"
#include "lineup-m3u-attributes.h"
#include "lineup-name.h"

#include <string.h>

/* Bytes of a name, and of the address of a picture, at most. */
#define MAX_NAME 4096
#define MAX_ICON 2048

/* Bytes that are kept together for the strings of an item. */
#define CHUNK_SIZE 1024

/* Seconds from which on a duration is that of a film, not a sign for a stream. */
#define MIN_DURATION 60

/* Number of a channel that is taken for one. */
#define MAX_POSITION 1e9

struct _LineupEntryReader
{
  LineupPlaylistFile *file;    /* (owned) */
  char *place;                 /* (owned) (nullable): where the list came from, in the end */
  LineupAddressMask *mask;     /* (owned) (nullable): of a list that has an address */
  GString *lines;              /* (owned): of the entry, with its secrets */
  LineupM3uDecoder *decoder;   /* (owned) */
  LineupM3uSplitter *splitter; /* (owned) (nullable): of the entry */
  GStringChunk *strings;       /* (owned): of the item */
  const char *categories[LINEUP_M3U_MAX_GROUPS];

  /* The entry */
  gint64 id;
  LineupEntryRow row;
  LineupM3uEntry entry;
  LineupEntryPath path;
  LineupEpisodeMark mark;
};

static LineupM3uText
reveal (LineupEntryReader *self, LineupM3uText text)
{
  return self->mask != NULL ? lineup_address_mask_reveal (self->mask, text, self->lines) : text;
}

/* What is no whole address is relative to it. */
static char *
find_place (LineupEntryReader *self)
{
  const LineupPlaylistContents *contents = lineup_playlist_file_get_contents (self->file);
  const LineupM3uText hidden = { contents->sections[LINEUP_PLAYLIST_PLACE],
                                 contents->lengths[LINEUP_PLAYLIST_PLACE] };
  const LineupM3uText place = reveal (self, hidden);

  return place.length > 0 ? g_strndup (place.data, place.length) : NULL;
}

LineupEntryReader *
lineup_entry_reader_new (LineupPlaylistFile *file, const char *encoding, const char *base)
{
  LineupEntryReader *self = g_new0 (LineupEntryReader, 1);
  const LineupPlaylistContents *contents = lineup_playlist_file_get_contents (file);
  const LineupM3uText header = { contents->sections[LINEUP_PLAYLIST_HEADER],
                                 contents->lengths[LINEUP_PLAYLIST_HEADER] };

  self->file = lineup_playlist_file_ref (file);
  if (base != NULL)
    self->mask = lineup_address_mask_new (base);
  self->lines = g_string_new (NULL);
  self->decoder = lineup_m3u_decoder_new (encoding);
  lineup_m3u_decoder_set_header (self->decoder, reveal (self, header));
  self->place = find_place (self);
  self->strings = g_string_chunk_new (CHUNK_SIZE);
  return self;
}

void
lineup_entry_reader_free (LineupEntryReader *self)
{
  lineup_playlist_file_unref (self->file);
  lineup_m3u_decoder_free (self->decoder);
  g_clear_pointer (&self->splitter, lineup_m3u_splitter_free);
  g_string_chunk_free (self->strings);
  g_clear_pointer (&self->mask, lineup_address_mask_free);
  g_string_free (self->lines, TRUE);
  g_free (self->place);
  g_free (self);
}

/* --- Entries --- */

/* The lines of one entry are a list of one entry. */
static gboolean
split (LineupEntryReader *self, LineupM3uText text, LineupM3uElement *element)
{
  LineupM3uState state = LINEUP_M3U_MORE;

  g_clear_pointer (&self->splitter, lineup_m3u_splitter_free);
  self->splitter = lineup_m3u_splitter_new ();
  lineup_m3u_splitter_push (self->splitter, text.data, text.length);
  state = lineup_m3u_splitter_next (self->splitter, element, NULL);
  if (state == LINEUP_M3U_MORE)
    {
      lineup_m3u_splitter_end (self->splitter);
      state = lineup_m3u_splitter_next (self->splitter, element, NULL);
    }
  return state == LINEUP_M3U_ELEMENT;
}

static gboolean
read_entry (LineupEntryReader *self, gsize index)
{
  const LineupPlaylistContents *contents = lineup_playlist_file_get_contents (self->file);
  LineupM3uElement element;
  LineupM3uText text;

  self->id = lineup_playlist_file_get (self->file, index, &text, &self->row);
  if (self->id == 0 || !split (self, reveal (self, text), &element))
    return FALSE;
  lineup_m3u_decoder_decode (self->decoder, &element, &self->entry);
  if ((self->row.flags & LINEUP_ENTRY_CARRIED_GROUP) != 0 && contents->has_group_titles)
    self->entry.n_groups = 0;
  lineup_entry_path_parse (&self->path, self->entry.address);
  return (guint16)lineup_entry_kind_find (&self->entry, &self->path, &self->mark) == self->row.kind;
}

/* --- Texts --- */

static const char *
keep (LineupEntryReader *self, LineupM3uText text)
{
  return g_string_chunk_insert_len (self->strings, text.data, (gssize)text.length);
}

/* What is shown to people is on one line, and has an end. */
static const char *
keep_name (LineupEntryReader *self, LineupM3uText text)
{
  char *name = NULL;

  if (text.length > MAX_NAME)
    {
      text.length = MAX_NAME;
      while (text.length > 0 && (text.data[text.length] & 0xc0) == 0x80)
        text.length--;
    }
  name = g_string_chunk_insert_len (self->strings, text.data, (gssize)text.length);
  for (gsize i = 0; i < text.length; i++)
    {
      if ((guchar)name[i] < ' ' || name[i] == 0x7f)
        name[i] = ' ';
    }
  return g_strstrip (name);
}

static gboolean
is_plain (LineupM3uText text)
{
  for (gsize i = 0; i < text.length; i++)
    {
      if ((guchar)text.data[i] <= ' ' || text.data[i] == 0x7f)
        return FALSE;
    }
  return text.length > 0;
}

/* Pictures are where everybody can get them, not in the list itself. */
static const char *
keep_icon (LineupEntryReader *self)
{
  const LineupM3uText logo = self->entry.values[LINEUP_M3U_LOGO];
  LineupEntryPath path;

  if (logo.length > MAX_ICON || !is_plain (logo))
    return NULL;
  lineup_entry_path_parse (&path, logo);
  if (!lineup_m3u_text_is (path.scheme, "http") && !lineup_m3u_text_is (path.scheme, "https"))
    return NULL;
  return keep (self, logo);
}

static const char *
keep_plain (LineupEntryReader *self, LineupM3uText text)
{
  return is_plain (text) && text.length <= MAX_NAME ? keep (self, text) : NULL;
}

/* An id that stays when groups come and go; a name may be too long for one. */
static const char *
make_category_id (LineupEntryReader *self, LineupM3uText name)
{
  char id[32];

  g_snprintf (id,
              sizeof id,
              "%" G_GUINT64_FORMAT,
              lineup_hash (name.data, name.length, 0) % (guint64)LINEUP_ENTRY_MAX_ID + 1);
  return g_string_chunk_insert (self->strings, id);
}

static void
set_categories (LineupEntryReader *self, LineupItem *item)
{
  gsize n = 0;

  for (gsize i = 0; i < self->entry.n_groups; i++)
    {
      const char *id = make_category_id (self, self->entry.groups[i]);
      gboolean known = FALSE;

      for (gsize k = 0; k < n && !known; k++)
        known = g_str_equal (self->categories[k], id);
      if (!known)
        self->categories[n++] = id;
    }
  item->categories = self->categories;
  item->n_categories = n;
}

/* `7`, or `5.1`, of which the first two parts count. */
static void
set_position (LineupEntryReader *self, LineupItem *item)
{
  const LineupM3uText number = self->entry.values[LINEUP_M3U_NUMBER];
  const char *end = number.data + number.length;
  const char *p = number.data;
  double position = 0;
  const char *point = NULL;

  for (; p < end && g_ascii_isdigit (*p) && position < MAX_POSITION; p++)
    position = position * 10 + (*p - '0');
  if (p == number.data || position >= MAX_POSITION)
    return;
  point = p;
  if (p < end && *p == '.')
    {
      for (p++; p < end && g_ascii_isdigit (*p); p++)
        ;
    }
  if (p < end && *p != '.')
    return;
  item->position = (gint64)position;
  if (p > point + 1)
    item->channel_number = keep_plain (self,
                                       (LineupM3uText){ number.data, (gsize)(p - number.data) });
}

static gint64
get_duration (const LineupM3uEntry *entry)
{
  return entry->duration >= MIN_DURATION && entry->duration < 1e6 ? (gint64)entry->duration : 0;
}

static guint
find_year (const char *name)
{
  LineupNameParts parts;

  lineup_name_split (name, strlen (name), &parts);
  return parts.year;
}

/* --- Items --- */

/* Ids of guides' channels have blanks in them. */
static const char *
keep_guide_id (LineupEntryReader *self, LineupM3uText text)
{
  const char *id = text.length <= MAX_NAME ? keep_name (self, text) : "";

  return *id != '\0' ? id : NULL;
}

static void
set_channel (LineupEntryReader *self, LineupItem *item)
{
  const LineupM3uText radio = self->entry.values[LINEUP_M3U_RADIO];

  set_position (self, item);
  item->radio = lineup_m3u_text_is (radio, "true") || lineup_m3u_text_is (radio, "1")
                || lineup_m3u_text_is (self->entry.values[LINEUP_M3U_TYPE], "radio");
  item->epg_id = keep_guide_id (self, self->entry.values[LINEUP_M3U_TVG_ID]);
  item->archive_days = lineup_catch_up_get_days (&self->entry, &self->path);
}

gboolean
lineup_entry_reader_read_item (LineupEntryReader *self,
                               gsize index,
                               gboolean as_series,
                               LineupItem *item)
{
  g_string_chunk_clear (self->strings);
  if (!read_entry (self, index) || (as_series && self->row.kind != LINEUP_ENTRY_EPISODE))
    return FALSE;
  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = as_series ? self->row.series : self->id;
  item->name = keep_name (self, as_series ? self->mark.before : self->entry.title);
  item->icon = keep_icon (self);
  set_categories (self, item);
  if (self->row.kind == LINEUP_ENTRY_CHANNEL)
    {
      set_channel (self, item);
      return TRUE;
    }
  item->year = find_year (item->name);
  if (!as_series)
    {
      item->extension = keep_plain (self, lineup_entry_path_get_extension (&self->path));
      if (item->extension != NULL && *item->extension == '\0')
        item->extension = NULL;
      item->duration = get_duration (&self->entry);
    }
  return TRUE;
}

void
lineup_entry_reader_read_category (LineupEntryReader *self,
                                   LineupM3uText name,
                                   LineupCategory *category)
{
  g_string_chunk_clear (self->strings);
  *category = (LineupCategory){ .id = make_category_id (self, name),
                                .name = keep_name (self, name) };
}

static const char *
keep_for (LineupDetails *details, LineupM3uText text)
{
  g_autofree char *copy = text.length > 0 ? g_strndup (text.data, text.length) : NULL;

  return lineup_details_keep (details, copy);
}

LineupDetails *
lineup_entry_reader_make_details (LineupEntryReader *self, gint64 series)
{
  LineupDetails *details = lineup_details_new ();
  gsize n = 0;
  const guint32 *numbers = lineup_playlist_file_find_series (self->file, series, &n);

  for (gsize i = 0; i < n; i++)
    {
      LineupEpisode episode = { 0 };

      g_string_chunk_clear (self->strings);
      if (!read_entry (self, numbers[i]) || self->row.kind != LINEUP_ENTRY_EPISODE)
        continue;
      episode.id = self->id;
      episode.season = self->mark.season;
      episode.number = self->mark.number;
      episode.title = lineup_details_keep (details, keep_name (self, self->mark.after));
      if (episode.title != NULL && *episode.title == '\0')
        episode.title = NULL;
      episode.duration = get_duration (&self->entry);
      episode.extension = keep_for (details, lineup_entry_path_get_extension (&self->path));
      episode.icon = lineup_details_keep (details, keep_icon (self));
      g_array_append_val (details->episodes, episode);
    }
  lineup_details_complete (details);
  return details;
}

/* --- Addresses --- */

static LineupStreamAddress *
make_address (LineupEntryReader *self, const LineupCatchUpTime *past, GError **error)
{
  g_autofree char *made = NULL;
  LineupEntryPath path = self->path;
  char *url = NULL;

  if (past != NULL)
    {
      made = lineup_catch_up_make_address (&self->entry, &self->path, past, error);
      if (made == NULL)
        return NULL;
      lineup_entry_path_parse (&path, (LineupM3uText){ made, strlen (made) });
    }
  url = lineup_entry_address_resolve (&path, self->place);
  if (url != NULL)
    return lineup_entry_address_make (&self->entry, &self->path, url);
  g_set_error (
      error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "Its address is none that can be played");
  return NULL;
}

LineupStreamAddress *
lineup_entry_reader_make_address (LineupEntryReader *self,
                                  gint64 id,
                                  const LineupCatchUpTime *past,
                                  GError **error)
{
  gsize index = 0;

  if (lineup_playlist_file_find (self->file, id, &index) && read_entry (self, index))
    return make_address (self, past, error);
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "The playlist has no such entry");
  return NULL;
}
