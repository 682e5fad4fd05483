/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist-list.h"

#include "lineup-download.h"
#include "lineup-error.h"
#include "lineup-hash.h"
#include "lineup-mapped-memory.h"
#include "lineup-playlist-reading.h"
#include "lineup-unpacker.h"

#include <string.h>

/* Version of what is made of an entry: see lineup_item_source_get_version(). */
#define VERSION 1

struct _LineupPlaylistList
{
  GObject parent_instance;

  LineupPlaylistShelf *shelf; /* (owned) */
  LineupDownload *download;   /* (owned) (nullable): of one that is downloaded */
  LineupClock *clock;         /* (owned) (nullable): likewise */
  char *url;                  /* (owned) (nullable): where that was asked for */
  char *place;                /* (owned) (nullable): where it comes from, in the end */
  LineupList list;
  guint64 n_items; /* atomic */

  /* Worker: while it arrives */
  LineupUnpacker *unpacker;       /* (owned) (nullable) */
  LineupPlaylistReading *reading; /* (owned) (nullable) */
  LineupM3uSplitter *probe;       /* (owned) (nullable): of one that only looks whether it is one */
  guint64 n_rejected;

  /* Worker: once it is there */
  LineupPlaylistFile *file;  /* (owned) (nullable) */
  LineupEntryReader *reader; /* (owned) (nullable) */
  guint64 seed;              /* hash of what all items are made of, besides their entries and ids */
  gsize next;                /* entry, or byte of the groups */
  guint64 released;          /* bytes of the text before which the file was released */
  guint32 index;             /* of the entry that was given out last */
};

static void lineup_playlist_list_item_source_iface_init (LineupItemSourceInterface *iface);
static void lineup_playlist_list_iface_init (LineupSourceListInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupPlaylistList,
                               lineup_playlist_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_ITEM_SOURCE,
                                                      lineup_playlist_list_item_source_iface_init)
                                   G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE_LIST,
                                                          lineup_playlist_list_iface_init))

static void
stop (LineupPlaylistList *self)
{
  if (self->download != NULL)
    lineup_download_stop (self->download);
}

static void
lineup_playlist_list_finalize (GObject *object)
{
  LineupPlaylistList *self = LINEUP_PLAYLIST_LIST (object);

  stop (self);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->download, lineup_download_unref);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->unpacker, lineup_unpacker_free);
  g_clear_pointer (&self->reading, lineup_playlist_reading_free);
  g_clear_pointer (&self->probe, lineup_m3u_splitter_free);
  g_clear_pointer (&self->reader, lineup_entry_reader_free);
  g_clear_pointer (&self->file, lineup_playlist_file_unref);
  g_clear_pointer (&self->shelf, lineup_playlist_shelf_unref);

  G_OBJECT_CLASS (lineup_playlist_list_parent_class)->finalize (object);
}

static void
lineup_playlist_list_class_init (LineupPlaylistListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_playlist_list_finalize;
}

static void
lineup_playlist_list_init (LineupPlaylistList *self)
{
}

static LineupPlaylistList *
make_list (LineupPlaylistShelf *shelf, LineupList list)
{
  LineupPlaylistList *self = g_object_new (LINEUP_TYPE_PLAYLIST_LIST, NULL);

  self->shelf = lineup_playlist_shelf_ref (shelf);
  self->list = list;
  return self;
}

LineupSourceList *
lineup_playlist_list_new_download (LineupPlaylistShelf *shelf,
                                   LineupByteStream *stream,
                                   LineupList list,
                                   const char *url,
                                   const char *place,
                                   LineupClock *clock)
{
  LineupPlaylistList *self = make_list (shelf, list);

  self->url = g_strdup (url);
  self->place = g_strdup (place);
  self->download = lineup_download_new (stream);
  self->clock = g_object_ref (clock);
  self->unpacker = lineup_unpacker_new (LINEUP_PACKING_FILE);
  if (lineup_playlist_shelf_get_path (shelf) == NULL)
    self->probe = lineup_m3u_splitter_new ();
  return LINEUP_SOURCE_LIST (self);
}

static void
take_file (LineupPlaylistList *self, LineupPlaylistFile *owned_file)
{
  const LineupPlaylistContents *contents = lineup_playlist_file_get_contents (owned_file);
  const char *encoding = lineup_playlist_shelf_get_encoding (self->shelf);

  self->file = owned_file;
  self->seed = lineup_hash (contents->sections[LINEUP_PLAYLIST_HEADER],
                            contents->lengths[LINEUP_PLAYLIST_HEADER],
                            contents->has_group_titles ? 1 : 0);
  /* The same lines may be other words. */
  if (encoding != NULL)
    self->seed = lineup_hash (encoding, strlen (encoding), self->seed);
  self->reader = lineup_entry_reader_new (owned_file,
                                          lineup_playlist_shelf_get_encoding (self->shelf),
                                          lineup_playlist_shelf_get_base (self->shelf));
}

LineupSourceList *
lineup_playlist_list_new_stored (LineupPlaylistShelf *shelf,
                                 LineupPlaylistFile *file,
                                 LineupList list)
{
  LineupPlaylistList *self = make_list (shelf, list);

  take_file (self, lineup_playlist_file_ref (file));
  return LINEUP_SOURCE_LIST (self);
}

static void
lineup_playlist_list_close (LineupSourceList *list)
{
  stop (LINEUP_PLAYLIST_LIST (list));
}

static LineupListFigures
lineup_playlist_list_get_figures (LineupSourceList *list)
{
  LineupPlaylistList *self = LINEUP_PLAYLIST_LIST (list);
  LineupByteFigures figures = { .length = -1 };

  if (self->download != NULL)
    figures = lineup_download_get_figures (self->download);
  return (LineupListFigures){
    .http_status = figures.http_status,
    .length = figures.length,
    .bytes = figures.received,
    .items = __atomic_load_n (&self->n_items, __ATOMIC_RELAXED),
  };
}

static void
lineup_playlist_list_iface_init (LineupSourceListInterface *iface)
{
  iface->close = lineup_playlist_list_close;
  iface->get_figures = lineup_playlist_list_get_figures;
}

/* --- Worker: while it arrives --- */

static void
begin_reading (LineupPlaylistList *self)
{
  g_autoptr (LineupPlaylistFile) known = lineup_playlist_shelf_open (self->shelf);
  const LineupPlaylistPlan plan = {
    .path = lineup_playlist_shelf_get_path (self->shelf),
    .known = known,
    .encoding = lineup_playlist_shelf_get_encoding (self->shelf),
    .base = lineup_playlist_shelf_get_base (self->shelf),
    .url = self->url,
    .place = self->place,
  };

  self->reading = lineup_playlist_reading_new (&plan);
}

static gboolean
push_bytes (LineupPlaylistList *self, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  return lineup_playlist_reading_push (self->reading, data, length, error);
}

/* The beginning is enough. */
static LineupItemSourceState
probe (LineupPlaylistList *self, GBytes *bytes, GError **error)
{
  LineupM3uElement element;
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes != NULL)
    lineup_m3u_splitter_push (self->probe, data, length);
  else
    lineup_m3u_splitter_end (self->probe);
  switch (lineup_m3u_splitter_next (self->probe, &element, error))
    {
    case LINEUP_M3U_MORE:
      return LINEUP_ITEM_SOURCE_WAIT;
    case LINEUP_M3U_ERROR:
      return LINEUP_ITEM_SOURCE_ERROR;
    case LINEUP_M3U_ELEMENT:
    case LINEUP_M3U_END:
    case LINEUP_M3U_STREAM:
    default:
      stop (self);
      return LINEUP_ITEM_SOURCE_END;
    }
}

/* What has come is unpacked to. */
static LineupItemSourceState
probe_unpacked (LineupPlaylistList *self, GError **error)
{
  LineupItemSourceState state = LINEUP_ITEM_SOURCE_WAIT;

  while (state == LINEUP_ITEM_SOURCE_WAIT)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (!lineup_unpacker_pull (self->unpacker, &bytes, error))
        return LINEUP_ITEM_SOURCE_ERROR;
      if (bytes == NULL)
        break;
      state = probe (self, bytes, error);
    }
  return state;
}

static LineupItemSourceState
probe_some (LineupPlaylistList *self, GError **error)
{
  LineupItemSourceState state = LINEUP_ITEM_SOURCE_WAIT;
  g_autoptr (GBytes) chunk = NULL;

  switch (lineup_byte_queue_pop (lineup_download_get_queue (self->download), &chunk, error))
    {
    case LINEUP_BYTE_QUEUE_BYTES:
      lineup_unpacker_push (self->unpacker, chunk);
      return probe_unpacked (self, error);
    case LINEUP_BYTE_QUEUE_EMPTY:
      return LINEUP_ITEM_SOURCE_WAIT;
    case LINEUP_BYTE_QUEUE_END:
      /* The whole list was no longer than its beginning. */
      lineup_unpacker_end (self->unpacker);
      state = probe_unpacked (self, error);
      return state == LINEUP_ITEM_SOURCE_WAIT ? probe (self, NULL, error) : state;
    case LINEUP_BYTE_QUEUE_ERROR:
    default:
      return LINEUP_ITEM_SOURCE_ERROR;
    }
}

/* The same, to be kept. */
static gboolean
read_unpacked (LineupPlaylistList *self, GError **error)
{
  gboolean has_more = TRUE;

  while (has_more)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (!lineup_unpacker_pull (self->unpacker, &bytes, error))
        return FALSE;
      has_more = bytes != NULL;
      if (has_more && !push_bytes (self, bytes, error))
        return FALSE;
    }
  __atomic_store_n (
      &self->n_items, lineup_playlist_reading_get_entries (self->reading), __ATOMIC_RELAXED);
  return TRUE;
}

/* All has come. */
static gboolean
end_reading (LineupPlaylistList *self, GError **error)
{
  LineupPlaylistFile *file = NULL;

  lineup_unpacker_end (self->unpacker);
  if (!read_unpacked (self, error))
    return FALSE;
  file = lineup_playlist_reading_finish (self->reading, error);
  if (file == NULL)
    return FALSE;
  self->n_rejected = lineup_playlist_reading_get_rejected (self->reading);
  g_clear_pointer (&self->reading, lineup_playlist_reading_free);
  lineup_playlist_shelf_put (self->shelf, file, self->list, lineup_clock_get_seconds (self->clock));
  take_file (self, file);
  __atomic_store_n (&self->n_items, 0, __ATOMIC_RELAXED);
  return TRUE;
}

/* Returns %LINEUP_ITEM_SOURCE_ELEMENT when all is there. */
static LineupItemSourceState
read_some (LineupPlaylistList *self, GError **error)
{
  g_autoptr (GBytes) chunk = NULL;

  if (self->probe != NULL)
    return probe_some (self, error);
  if (self->reading == NULL)
    begin_reading (self);
  switch (lineup_byte_queue_pop (lineup_download_get_queue (self->download), &chunk, error))
    {
    case LINEUP_BYTE_QUEUE_BYTES:
      /* A worker has others to work for: one chunk at a time. */
      lineup_unpacker_push (self->unpacker, chunk);
      return read_unpacked (self, error) ? LINEUP_ITEM_SOURCE_WAIT : LINEUP_ITEM_SOURCE_ERROR;
    case LINEUP_BYTE_QUEUE_EMPTY:
      return LINEUP_ITEM_SOURCE_WAIT;
    case LINEUP_BYTE_QUEUE_END:
      return end_reading (self, error) ? LINEUP_ITEM_SOURCE_ELEMENT : LINEUP_ITEM_SOURCE_ERROR;
    case LINEUP_BYTE_QUEUE_ERROR:
    default:
      return LINEUP_ITEM_SOURCE_ERROR;
    }
}

/* --- Worker: once it is there --- */

static LineupEntryKind
get_entry_kind (LineupList list)
{
  static const LineupEntryKind kinds[] = {
    [LINEUP_KIND_CHANNELS] = LINEUP_ENTRY_CHANNEL,
    [LINEUP_KIND_MOVIES] = LINEUP_ENTRY_MOVIE,
    [LINEUP_KIND_SERIES] = LINEUP_ENTRY_EPISODE,
  };

  return kinds[lineup_list_get_kind (list)];
}

static guint64
make_fingerprint (LineupM3uText text, guint64 seed)
{
  const guint64 hash = lineup_hash (text.data, text.length, seed);

  return hash != 0 ? hash : 1;
}

static LineupItemSourceState
next_category (LineupPlaylistList *self, LineupElement *element)
{
  const LineupPlaylistContents *contents = lineup_playlist_file_get_contents (self->file);
  const char *groups = contents->sections[LINEUP_PLAYLIST_GROUPS];
  const gsize length = contents->lengths[LINEUP_PLAYLIST_GROUPS];
  const char digit = (char)('0' + get_entry_kind (self->list));

  while (self->next < length)
    {
      const char *line = groups + self->next;
      const char *end = memchr (line, '\n', length - self->next);
      const gsize n = end != NULL ? (gsize)(end - line) : length - self->next;

      self->next += n + 1;
      if (n < 2 || *line != digit)
        continue;
      element->data = line + 1;
      element->length = n - 1;
      element->fingerprint = make_fingerprint ((LineupM3uText){ element->data, element->length },
                                               0);
      return LINEUP_ITEM_SOURCE_ELEMENT;
    }
  return LINEUP_ITEM_SOURCE_END;
}

static LineupItemSourceState
next_item (LineupPlaylistList *self, LineupElement *element)
{
  const LineupEntryKind kind = get_entry_kind (self->list);
  LineupM3uText text;
  LineupEntryRow row;
  gint64 id = 0;

  while (self->next < lineup_playlist_file_count (self->file))
    {
      const gsize index = self->next++;

      id = lineup_playlist_file_get (self->file, index, &text, &row);
      if (id == 0 || row.kind != kind
          || (kind == LINEUP_ENTRY_EPISODE && (row.flags & LINEUP_ENTRY_FIRST_OF_SERIES) == 0))
        continue;
      /* Of a long list, no more is in memory than what is being read. */
      if (row.offset - self->released >= LINEUP_MAPPED_MEMORY_STEP)
        {
          lineup_playlist_file_release (self->file);
          self->released = row.offset;
        }
      self->index = (guint32)index;
      element->data = (const char *)&self->index;
      element->length = sizeof self->index;
      element->fingerprint = make_fingerprint (
          text, self->seed + (guint64)(kind == LINEUP_ENTRY_EPISODE ? row.series : id));
      return LINEUP_ITEM_SOURCE_ELEMENT;
    }
  return LINEUP_ITEM_SOURCE_END;
}

static LineupItemSourceState
lineup_playlist_list_next (LineupItemSource *source, LineupElement *element, GError **error)
{
  LineupPlaylistList *self = LINEUP_PLAYLIST_LIST (source);
  LineupItemSourceState state = LINEUP_ITEM_SOURCE_ELEMENT;
  g_autoptr (GError) own_error = NULL;

  if (self->file == NULL)
    state = read_some (self, &own_error);
  if (own_error != NULL)
    {
      lineup_playlist_shelf_fail (
          self->shelf, own_error, self->list, lineup_clock_get_seconds (self->clock));
      g_propagate_error (error, g_steal_pointer (&own_error));
    }
  if (state != LINEUP_ITEM_SOURCE_ELEMENT)
    return state;
  state = lineup_list_has_categories (self->list) ? next_category (self, element)
                                                  : next_item (self, element);
  if (state == LINEUP_ITEM_SOURCE_ELEMENT)
    __atomic_fetch_add (&self->n_items, 1, __ATOMIC_RELAXED);
  return state;
}

static void
lineup_playlist_list_wait (LineupItemSource *source, LineupReadyFunc ready, gpointer user_data)
{
  LineupPlaylistList *self = LINEUP_PLAYLIST_LIST (source);

  lineup_byte_queue_wait (lineup_download_get_queue (self->download), ready, user_data);
}

static gboolean
lineup_playlist_list_decode_item (LineupItemSource *source,
                                  const LineupElement *element,
                                  LineupItem *item)
{
  LineupPlaylistList *self = LINEUP_PLAYLIST_LIST (source);
  guint32 index = 0;

  memcpy (&index, element->data, sizeof index);
  if (lineup_entry_reader_read_item (
          self->reader, index, lineup_list_get_kind (self->list) == LINEUP_KIND_SERIES, item))
    return TRUE;
  self->n_rejected++;
  return FALSE;
}

static gboolean
lineup_playlist_list_decode_category (LineupItemSource *source,
                                      const LineupElement *element,
                                      LineupCategory *category)
{
  LineupPlaylistList *self = LINEUP_PLAYLIST_LIST (source);

  lineup_entry_reader_read_category (
      self->reader, (LineupM3uText){ element->data, element->length }, category);
  return TRUE;
}

static guint64
lineup_playlist_list_get_rejected (LineupItemSource *source)
{
  return LINEUP_PLAYLIST_LIST (source)->n_rejected;
}

static guint64
lineup_playlist_list_get_version (LineupItemSource *source)
{
  return VERSION;
}

static void
lineup_playlist_list_item_source_iface_init (LineupItemSourceInterface *iface)
{
  iface->next = lineup_playlist_list_next;
  iface->wait = lineup_playlist_list_wait;
  iface->decode_item = lineup_playlist_list_decode_item;
  iface->decode_category = lineup_playlist_list_decode_category;
  iface->get_rejected = lineup_playlist_list_get_rejected;
  iface->get_version = lineup_playlist_list_get_version;
}
