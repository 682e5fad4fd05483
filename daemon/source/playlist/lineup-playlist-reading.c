/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist-reading.h"

#include "lineup-address-mask.h"
#include "lineup-entry-address.h"
#include "lineup-error.h"
#include "lineup-hash.h"
#include "lineup-mapped-memory.h"
#include "lineup-number-order.h"
#include "lineup-number-set.h"
#include "lineup-spool.h"
#include "lineup-word-reader.h"

#include <string.h>

#define CARRIED_GROUP "#EXTGRP:"

struct _LineupPlaylistReading
{
  char *path;                /* (owned) */
  char *base;                /* (owned) (nullable) */
  char *url;                 /* (owned) (nullable) */
  char *place;               /* (owned) (nullable) */
  LineupPlaylistFile *known; /* (owned) (nullable) */
  gsize n_unreleased;        /* bytes that came since it was released */

  LineupAddressMask *mask;     /* (owned) (nullable): of one that has an address */
  GString *hidden;             /* (owned): lines without its secrets */
  LineupM3uSplitter *splitter; /* (owned) */
  LineupM3uDecoder *decoder;   /* (owned) */
  LineupEntryKeyMaker *maker;  /* (owned) */
  LineupWordReader *words;     /* (owned) */
  GString *name;               /* (owned): of a series, folded */
  LineupNumberSet *groups;     /* (owned): hashes of groups that have come */
  LineupNumberSet *series;     /* (owned): ids of series that have come */
  gboolean has_header;
  gboolean is_stream; /* and no list: what follows does not matter */
  guint64 n_entries;
  guint64 n_rejected;

  /* By #LineupPlaylistSection; those that are made at the end have none. */
  LineupSpool *spools[LINEUP_N_PLAYLIST_SECTIONS]; /* (owned) (nullable elements) */
};

/* Sections that grow as the list arrives. */
static const LineupPlaylistSection growing[] = {
  LINEUP_PLAYLIST_HEADER, LINEUP_PLAYLIST_TEXT, LINEUP_PLAYLIST_GROUPS,
  LINEUP_PLAYLIST_KEYS,   LINEUP_PLAYLIST_ROWS,
};

LineupPlaylistReading *
lineup_playlist_reading_new (const LineupPlaylistPlan *plan)
{
  LineupPlaylistReading *self = g_new0 (LineupPlaylistReading, 1);
  const LineupPlaylistContents nothing = { 0 };
  const LineupPlaylistContents *contents = &nothing;
  g_autofree char *folder = g_path_get_dirname (plan->path);

  self->path = g_strdup (plan->path);
  self->base = g_strdup (plan->base);
  self->url = g_strdup (plan->url != NULL ? plan->url : plan->base);
  self->place = g_strdup (plan->place != NULL ? plan->place : self->url);
  if (plan->base != NULL)
    self->mask = lineup_address_mask_new (plan->base);
  self->hidden = g_string_new (NULL);
  if (plan->known != NULL)
    {
      self->known = lineup_playlist_file_ref (plan->known);
      contents = lineup_playlist_file_get_contents (plan->known);
    }
  self->splitter = lineup_m3u_splitter_new ();
  self->decoder = lineup_m3u_decoder_new (plan->encoding);
  self->maker = lineup_entry_key_maker_new ();
  self->words = lineup_word_reader_new ();
  self->name = g_string_new (NULL);
  self->groups = lineup_number_set_new ();
  self->series = lineup_number_set_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (growing); i++)
    self->spools[growing[i]] = lineup_spool_new (
        folder, contents->sections[growing[i]], contents->lengths[growing[i]]);
  return self;
}

void
lineup_playlist_reading_free (LineupPlaylistReading *self)
{
  for (gsize i = 0; i < LINEUP_N_PLAYLIST_SECTIONS; i++)
    g_clear_pointer (&self->spools[i], lineup_spool_free);
  g_clear_pointer (&self->known, lineup_playlist_file_unref);
  lineup_m3u_splitter_free (self->splitter);
  lineup_m3u_decoder_free (self->decoder);
  lineup_entry_key_maker_free (self->maker);
  lineup_word_reader_free (self->words);
  g_clear_pointer (&self->mask, lineup_address_mask_free);
  g_string_free (self->hidden, TRUE);
  g_string_free (self->name, TRUE);
  lineup_number_set_free (self->groups);
  lineup_number_set_free (self->series);
  g_free (self->path);
  g_free (self->base);
  g_free (self->url);
  g_free (self->place);
  g_free (self);
}

/* --- Entries --- */

/* Returns the id of a series: it is one whose name and group are the same. */
static gint64
make_series_id (LineupPlaylistReading *self,
                const LineupM3uEntry *entry,
                const LineupEpisodeMark *mark)
{
  guint64 hash = 0;

  lineup_word_reader_make_key (self->words, mark->before.data, mark->before.length, self->name);
  if (self->name->len > 0)
    hash = lineup_hash (self->name->str, self->name->len, 1);
  else
    hash = lineup_hash (mark->before.data, mark->before.length, 1);
  if (entry->n_groups > 0)
    hash = lineup_hash (entry->groups[0].data, entry->groups[0].length, hash);
  return (gint64)(hash % (guint64)LINEUP_ENTRY_MAX_ID) + 1;
}

static gboolean
append_text (LineupPlaylistReading *self,
             LineupPlaylistSection section,
             LineupM3uText text,
             GError **error)
{
  return lineup_spool_append (self->spools[section], text.data, text.length, error);
}

/* What is kept of the list's own words has no secrets of its address. */
static LineupM3uText
hide (LineupPlaylistReading *self, LineupM3uText text)
{
  return self->mask != NULL ? lineup_address_mask_hide (self->mask, text, self->hidden) : text;
}

static gboolean
append_groups (LineupPlaylistReading *self,
               LineupEntryKind kind,
               const LineupM3uEntry *entry,
               GError **error)
{
  const char digit = (char)('0' + kind);

  for (gsize i = 0; i < entry->n_groups; i++)
    {
      const guint64 hash = lineup_hash (
          entry->groups[i].data, entry->groups[i].length, (guint64)kind + 1);

      if (lineup_number_set_add (self->groups, hash)
          && (!append_text (self, LINEUP_PLAYLIST_GROUPS, (LineupM3uText){ &digit, 1 }, error)
              || !append_text (self, LINEUP_PLAYLIST_GROUPS, entry->groups[i], error)
              || !append_text (self, LINEUP_PLAYLIST_GROUPS, (LineupM3uText){ "\n", 1 }, error)))
        return FALSE;
    }
  return TRUE;
}

/* A group that an earlier entry has named is written before the entry's own lines. */
static gboolean
append_lines (LineupPlaylistReading *self,
              const LineupM3uElement *element,
              const LineupM3uEntry *entry,
              GError **error)
{
  static const LineupM3uText word = { CARRIED_GROUP, sizeof CARRIED_GROUP - 1 };

  for (gsize i = 0; entry->has_carried_group && i < entry->n_groups; i++)
    {
      if (!append_text (
              self, LINEUP_PLAYLIST_TEXT, i == 0 ? word : (LineupM3uText){ ";", 1 }, error)
          || !append_text (self, LINEUP_PLAYLIST_TEXT, entry->groups[i], error))
        return FALSE;
    }
  if (entry->has_carried_group
      && !append_text (self, LINEUP_PLAYLIST_TEXT, (LineupM3uText){ "\n", 1 }, error))
    return FALSE;
  return append_text (self, LINEUP_PLAYLIST_TEXT, hide (self, element->text), error);
}

static gboolean
take_entry (LineupPlaylistReading *self,
            const LineupM3uElement *element,
            const LineupM3uEntry *entry,
            const LineupEntryPath *path,
            GError **error)
{
  LineupEpisodeMark mark;
  const LineupEntryKind kind = lineup_entry_kind_find (entry, path, &mark);
  LineupSpool *text = self->spools[LINEUP_PLAYLIST_TEXT];
  LineupEntryRow row = { .offset = lineup_spool_get_length (text), .kind = (guint16)kind };
  LineupEntryKeys keys;

  if (entry->has_carried_group)
    row.flags |= LINEUP_ENTRY_CARRIED_GROUP;
  if (kind == LINEUP_ENTRY_EPISODE)
    {
      row.series = make_series_id (self, entry, &mark);
      if (lineup_number_set_add (self->series, (guint64)row.series))
        row.flags |= LINEUP_ENTRY_FIRST_OF_SERIES;
    }
  lineup_entry_key_maker_add (self->maker, kind, entry, path, &keys);
  if (!append_lines (self, element, entry, error) || !append_groups (self, kind, entry, error))
    return FALSE;
  row.length = (guint32)(lineup_spool_get_length (text) - row.offset);
  self->n_entries++;
  return lineup_spool_append (self->spools[LINEUP_PLAYLIST_KEYS], &keys, sizeof keys, error)
         && lineup_spool_append (self->spools[LINEUP_PLAYLIST_ROWS], &row, sizeof row, error);
}

static gboolean
take_element (LineupPlaylistReading *self, const LineupM3uElement *element, GError **error)
{
  LineupM3uEntry entry;
  LineupEntryPath path;

  if (!self->has_header)
    {
      const LineupM3uText header = lineup_m3u_splitter_get_header (self->splitter);

      self->has_header = TRUE;
      lineup_m3u_decoder_set_header (self->decoder, header);
      if (!append_text (self, LINEUP_PLAYLIST_HEADER, hide (self, header), error))
        return FALSE;
    }
  lineup_m3u_decoder_decode (self->decoder, element, &entry);
  lineup_entry_path_parse (&path, entry.address);
  if (lineup_entry_address_is_allowed (&path, self->base != NULL))
    return take_entry (self, element, &entry, &path, error);
  self->n_rejected++;
  return TRUE;
}

/* What is no list, but a stream, is to be played where it was asked for. */
static gboolean
take_stream (LineupPlaylistReading *self, GError **error)
{
  LineupM3uElement element = { 0 };

  if (self->is_stream)
    return TRUE;
  self->is_stream = TRUE;
  if (self->base == NULL)
    {
      if (error != NULL)
        *error = lineup_error_new_answer (
            LINEUP_ERROR_MALFORMED_DATA,
            0,
            0,
            FALSE,
            "The file is a stream, of which nobody knows the address");
      return FALSE;
    }
  element.text = (LineupM3uText){ self->url, strlen (self->url) };
  element.address = element.text;
  return take_element (self, &element, error);
}

static gboolean
take_all (LineupPlaylistReading *self, GError **error)
{
  LineupM3uElement element;
  LineupM3uState state = LINEUP_M3U_MORE;

  while ((state = lineup_m3u_splitter_next (self->splitter, &element, error)) == LINEUP_M3U_ELEMENT)
    {
      if (!take_element (self, &element, error))
        return FALSE;
    }
  if (state == LINEUP_M3U_STREAM)
    return take_stream (self, error);
  return state != LINEUP_M3U_ERROR;
}

gboolean
lineup_playlist_reading_push (LineupPlaylistReading *self,
                              const char *data,
                              gsize length,
                              GError **error)
{
  if (self->is_stream)
    return TRUE;
  lineup_m3u_splitter_push (self->splitter, data, length);
  self->n_unreleased += length;
  if (self->known != NULL && self->n_unreleased >= LINEUP_MAPPED_MEMORY_STEP)
    {
      lineup_playlist_file_release (self->known);
      self->n_unreleased = 0;
    }
  return take_all (self, error);
}

/* --- The end --- */

static gboolean
is_unchanged (LineupPlaylistReading *self)
{
  const LineupPlaylistContents *contents = NULL;

  if (self->known == NULL)
    return FALSE;
  contents = lineup_playlist_file_get_contents (self->known);
  for (gsize i = 0; i < G_N_ELEMENTS (growing); i++)
    {
      if (!lineup_spool_is_known (self->spools[growing[i]]))
        return FALSE;
    }
  return contents->common == lineup_entry_key_maker_get_common (self->maker)
         && contents->has_group_titles == lineup_m3u_decoder_has_group_titles (self->decoder);
}

static gboolean
read_spools (LineupPlaylistReading *self, LineupPlaylistContents *contents, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (growing); i++)
    {
      LineupSpool *spool = self->spools[growing[i]];

      contents->sections[growing[i]] = lineup_spool_read (spool, error);
      contents->lengths[growing[i]] = lineup_spool_get_length (spool);
      if (contents->sections[growing[i]] == NULL)
        return FALSE;
      contents->in_files |= 1u << growing[i];
    }
  contents->common = lineup_entry_key_maker_get_common (self->maker);
  contents->has_group_titles = lineup_m3u_decoder_has_group_titles (self->decoder);
  return TRUE;
}

static LineupKeyedEntries
get_keyed (const LineupPlaylistContents *contents)
{
  return (LineupKeyedEntries){
    .keys = contents->sections[LINEUP_PLAYLIST_KEYS],
    .n = contents->lengths[LINEUP_PLAYLIST_KEYS] / sizeof (LineupEntryKeys),
    .common = contents->common,
    .is_mapped = TRUE,
  };
}

static gint64 *
make_ids (LineupPlaylistReading *self, const LineupPlaylistContents *contents, gsize n)
{
  const LineupKeyedEntries entries = get_keyed (contents);
  LineupKeyedEntries known = { 0 };
  const gint64 *known_ids = NULL;
  gint64 *ids = g_new (gint64, n + 1);

  if (self->known != NULL)
    {
      const LineupPlaylistContents *before = lineup_playlist_file_get_contents (self->known);

      known = get_keyed (before);
      known_ids = before->sections[LINEUP_PLAYLIST_IDS];
    }
  lineup_entry_ids_assign (&known, known_ids, &entries, ids);
  return ids;
}

static guint64
get_id (gconstpointer ids, gsize index)
{
  return (guint64)((const gint64 *)ids)[index];
}

/* What lies behind is not needed before the next time. */
static guint64
get_series (gconstpointer rows, gsize index)
{
  const LineupEntryRow *row = (const LineupEntryRow *)rows + index;

  lineup_mapped_memory_pass (rows, sizeof *row, index);
  return row->kind == LINEUP_ENTRY_EPISODE ? (guint64)row->series : 0;
}

static char *
make_guides (LineupPlaylistReading *self)
{
  const char *const *guides = lineup_m3u_decoder_get_guides (self->decoder);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; guides[i] != NULL; i++)
    {
      const LineupM3uText guide = hide (self, (LineupM3uText){ guides[i], strlen (guides[i]) });

      g_string_append_len (text, guide.data, (gssize)guide.length);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static char *
make_place (LineupPlaylistReading *self)
{
  LineupM3uText place = { "", 0 };

  if (self->place != NULL)
    place = hide (self, (LineupM3uText){ self->place, strlen (self->place) });
  return g_strndup (place.data, place.length);
}

static LineupPlaylistFile *
write_file (LineupPlaylistReading *self, LineupPlaylistContents *contents, GError **error)
{
  const gsize n = contents->lengths[LINEUP_PLAYLIST_KEYS] / sizeof (LineupEntryKeys);
  g_autofree gint64 *ids = make_ids (self, contents, n);
  g_autofree guint32 *by_id = NULL;
  g_autofree guint32 *by_series = NULL;
  g_autofree char *guides = make_guides (self);
  g_autofree char *place = make_place (self);
  gsize n_ids = 0;
  gsize n_episodes = 0;

  contents->sections[LINEUP_PLAYLIST_GUIDES] = guides;
  contents->lengths[LINEUP_PLAYLIST_GUIDES] = strlen (guides);
  lineup_playlist_contents_release (contents, LINEUP_PLAYLIST_KEYS);
  contents->sections[LINEUP_PLAYLIST_PLACE] = place;
  contents->lengths[LINEUP_PLAYLIST_PLACE] = strlen (place);
  by_id = lineup_number_order_make (n, get_id, ids, (guint64)LINEUP_ENTRY_MAX_ID, &n_ids);
  by_series = lineup_number_order_make (n,
                                        get_series,
                                        contents->sections[LINEUP_PLAYLIST_ROWS],
                                        (guint64)LINEUP_ENTRY_MAX_ID,
                                        &n_episodes);
  lineup_playlist_contents_release (contents, LINEUP_PLAYLIST_ROWS);
  contents->sections[LINEUP_PLAYLIST_IDS] = ids;
  contents->lengths[LINEUP_PLAYLIST_IDS] = n * sizeof *ids;
  contents->sections[LINEUP_PLAYLIST_BY_ID] = by_id;
  contents->lengths[LINEUP_PLAYLIST_BY_ID] = n_ids * sizeof *by_id;
  contents->sections[LINEUP_PLAYLIST_BY_SERIES] = by_series;
  contents->lengths[LINEUP_PLAYLIST_BY_SERIES] = n_episodes * sizeof *by_series;
  return lineup_playlist_file_write (self->path, contents, error);
}

LineupPlaylistFile *
lineup_playlist_reading_finish (LineupPlaylistReading *self, GError **error)
{
  LineupPlaylistContents contents = { 0 };

  lineup_m3u_splitter_end (self->splitter);
  if (!take_all (self, error))
    return NULL;
  if (is_unchanged (self))
    return lineup_playlist_file_ref (self->known);
  if (!read_spools (self, &contents, error))
    return NULL;
  return write_file (self, &contents, error);
}

guint64
lineup_playlist_reading_get_entries (LineupPlaylistReading *self)
{
  return self->n_entries;
}

guint64
lineup_playlist_reading_get_rejected (LineupPlaylistReading *self)
{
  return self->n_rejected + lineup_m3u_splitter_get_rejected (self->splitter);
}
