/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-index.h"

#include "lineup-hash.h"
#include "lineup-index-merger.h"
#include "lineup-index-segments.h"
#include "lineup-index-window.h"
#include "lineup-index-writer.h"
#include "lineup-row.h"

#include <string.h>

/* Leaves that are written before others are let in. */
#define PIECE 64

/* Rows: likewise. */
#define ROWS_PER_LOOK 256

/* Bits: of what is packed, above a rating in millionths. */
#define IS_ADULT (1U << 28)
#define IS_RADIO (1U << 29)
#define RATING   (IS_ADULT - 1)

/* What has become of an item, what tells more before what tells less. */
typedef enum
{
  ADDED,
  CHANGED,
  OTHER_FIGURES,
} Change;

typedef struct
{
  guint32 row;
  Change change;
} Entry;

struct _LineupItemIndex
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  LineupIndexWriter *load; /* (owned) (nullable): of a first load */
  GArray *entries;         /* (owned) (element-type Entry) */
  GArray *gone;            /* (owned) (element-type guint32): rows */
  LineupWordReader *words; /* (owned) */
  GString *genre;          /* (owned): key of the one at hand */
  GArray *tags;            /* (owned): of the item at hand, each in as many bytes */
  GPtrArray *tag_texts;    /* (owned) (element-type utf8): in @tags */
};

void
lineup_item_index_tag_category (guint32 category, char *tag)
{
  g_snprintf (tag, LINEUP_ITEM_INDEX_TAG_BYTES, "c%u", category);
}

void
lineup_item_index_tag_genre (const char *key, char *tag)
{
  g_snprintf (
      tag, LINEUP_ITEM_INDEX_TAG_BYTES, "g%016" G_GINT64_MODIFIER "x", lineup_hash_text (key, 0));
}

void
lineup_item_index_pack_figures (const LineupFigures *figures, guint8 *extra)
{
  const guint32 rating = GUINT32_TO_LE ((guint32)CLAMP (figures->rating + 1, 0, RATING)
                                        | (lineup_figures_is_adult (figures) ? IS_ADULT : 0)
                                        | (figures->radio ? IS_RADIO : 0));
  const guint32 year = GUINT32_TO_LE ((guint32)CLAMP (figures->year + 1, 0, G_MAXINT32));
  const guint64 moment = GUINT64_TO_LE ((guint64)MAX (figures->time + 1, 0));

  memcpy (extra, &rating, sizeof rating);
  memcpy (extra + 4, &year, sizeof year);
  memcpy (extra + 8, &moment, sizeof moment);
}

void
lineup_item_index_unpack_figures (const guint8 *extra, LineupFigures *figures)
{
  guint32 rating = 0;
  guint32 year = 0;
  guint64 moment = 0;

  memcpy (&rating, extra, sizeof rating);
  memcpy (&year, extra + 4, sizeof year);
  memcpy (&moment, extra + 8, sizeof moment);
  rating = GUINT32_FROM_LE (rating);
  *figures = (LineupFigures){
    .position = LINEUP_FIGURE_UNKNOWN,
    .rating = (gint64)(rating & RATING) - 1,
    .year = (gint64)GUINT32_FROM_LE (year) - 1,
    .time = (gint64)(GUINT64_FROM_LE (moment) - 1),
    .adult = LINEUP_ADULT_UNKNOWN,
    .in_adult = (rating & IS_ADULT) != 0,
    .radio = (rating & IS_RADIO) != 0,
  };
}

LineupItemIndex *
lineup_item_index_new (LineupDatabase *database, LineupKind kind)
{
  LineupItemIndex *self = g_new0 (LineupItemIndex, 1);

  self->database = database;
  self->kind = kind;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->gone = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->words = lineup_word_reader_new ();
  self->genre = g_string_sized_new (LINEUP_NAME_KEY_MAX_BYTES);
  self->tags = g_array_new (FALSE, FALSE, LINEUP_ITEM_INDEX_TAG_BYTES);
  self->tag_texts = g_ptr_array_new ();
  return self;
}

void
lineup_item_index_free (LineupItemIndex *self)
{
  g_clear_pointer (&self->load, lineup_index_writer_free);
  g_array_unref (self->entries);
  g_array_unref (self->gone);
  lineup_word_reader_free (self->words);
  g_string_free (self->genre, TRUE);
  g_array_unref (self->tags);
  g_ptr_array_unref (self->tag_texts);
  g_free (self);
}

static void
tag_genre (const char *genre, gsize length, gpointer user_data)
{
  LineupItemIndex *self = user_data;
  char tag[LINEUP_ITEM_INDEX_TAG_BYTES];

  lineup_word_reader_make_key (self->words, genre, length, self->genre);
  if (self->genre->len == 0)
    return;
  lineup_item_index_tag_genre (self->genre->str, tag);
  g_array_append_vals (self->tags, tag, 1);
}

/* What the item is picked by. */
static void
make_tags (LineupItemIndex *self, const LineupItemKeys *keys, const LineupItem *item)
{
  char tag[LINEUP_ITEM_INDEX_TAG_BYTES];

  g_array_set_size (self->tags, 0);
  for (guint i = 0; i < keys->categories->len; i++)
    {
      lineup_item_index_tag_category (g_array_index (keys->categories, guint32, i), tag);
      g_array_append_vals (self->tags, tag, 1);
    }
  lineup_filter_foreach_genre (item->genre, tag_genre, self);
  g_ptr_array_set_size (self->tag_texts, 0);
  for (guint i = 0; i < self->tags->len; i++)
    g_ptr_array_add (self->tag_texts, self->tags->data + i * LINEUP_ITEM_INDEX_TAG_BYTES);
}

static gboolean
write_item (LineupItemIndex *self,
            LineupIndexWriter *writer,
            const LineupItemKeys *keys,
            const LineupItem *item,
            gboolean is_new,
            GError **error)
{
  const char *const texts[] = { item->genre, item->cast, item->director, item->plot };
  LineupIndexRow row = {
    .row = (guint32)keys->row,
    .id = keys->id,
    .merit = lineup_index_make_merit (item->rating, item->year),
    .name = item->name,
    .texts = texts,
    .n_texts = G_N_ELEMENTS (texts),
    .is_new = is_new,
  };

  make_tags (self, keys, item);
  row.tags = (const char *const *)self->tag_texts->pdata;
  row.n_tags = self->tag_texts->len;
  lineup_item_index_pack_figures (&keys->figures, row.extra);
  return lineup_index_writer_add (writer, &row, error);
}

static LineupIndexWriter *
begin_writer (LineupItemIndex *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (lineup_database_get_path (self->database));

  return lineup_index_writer_begin (self->database, self->kind, folder, error);
}

gboolean
lineup_item_index_load (LineupItemIndex *self,
                        const LineupItemKeys *keys,
                        const LineupItem *item,
                        GError **error)
{
  if (self->load == NULL)
    self->load = begin_writer (self, error);
  return self->load != NULL && write_item (self, self->load, keys, item, TRUE, error);
}

static void
add_entry (LineupItemIndex *self, gint64 row, Change change)
{
  const Entry entry = { (guint32)row, change };

  g_array_append_val (self->entries, entry);
}

void
lineup_item_index_add (LineupItemIndex *self, gint64 row)
{
  add_entry (self, row, ADDED);
}

void
lineup_item_index_change (LineupItemIndex *self, gint64 row)
{
  add_entry (self, row, CHANGED);
}

void
lineup_item_index_change_figures (LineupItemIndex *self, gint64 row)
{
  add_entry (self, row, OTHER_FIGURES);
}

void
lineup_item_index_remove (LineupItemIndex *self, gint64 row)
{
  const guint32 gone = (guint32)row;

  g_array_append_val (self->gone, gone);
}

/* Lets others in. Returns whether to go on. */
static gboolean
look_up (LineupItemIndex *self, GError **error)
{
  lineup_database_yield (self->database);
  return lineup_database_check_cancelled (self->database, error);
}

static gboolean
end_writer (LineupItemIndex *self, LineupIndexWriter *writer, GError **error)
{
  gboolean is_done = FALSE;

  while (!is_done)
    {
      if (!look_up (self, error) || !lineup_index_writer_write (writer, PIECE, &is_done, error))
        return FALSE;
    }
  return lineup_index_writer_end (writer, error);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *entry = a;
  const Entry *other = b;

  if (entry->row != other->row)
    return entry->row < other->row ? -1 : 1;
  return (int)entry->change - (int)other->change;
}

/* Reads an item as it is now. Returns whether that could be done; it may be gone again. */
typedef struct
{
  LineupItemKeys keys;
  LineupRows rows; /* of the item: its texts last as long */
  LineupItem item;
} Stored;

static void
stored_clear (Stored *self)
{
  lineup_item_keys_clear (&self->keys);
  lineup_rows_clear (&self->rows);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stored, stored_clear)

static gboolean
read_keys (
    LineupItemIndex *self, guint32 row, LineupItemKeys *keys, gboolean *found, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "keys-get", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (*found)
    lineup_row_read_keys (&rows, keys);
  return TRUE;
}

static gboolean
read_item (LineupItemIndex *self, guint32 row, Stored *stored, gboolean *found, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "item-at", self->kind, error);

  if (get == NULL)
    return FALSE;
  stored->rows = lineup_statement_query (get);
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&stored->rows, found, error))
    return FALSE;
  if (*found)
    lineup_row_read (&stored->rows, &stored->item);
  return TRUE;
}

static gboolean
write_entry (LineupItemIndex *self, LineupIndexWriter *writer, const Entry *entry, GError **error)
{
  g_auto (Stored) stored = { .rows = { NULL } };
  gboolean found = FALSE;

  lineup_item_keys_init (&stored.keys);
  if (!read_keys (self, entry->row, &stored.keys, &found, error))
    return FALSE;
  if (found && !read_item (self, entry->row, &stored, &found, error))
    return FALSE;
  return !found
         || write_item (self, writer, &stored.keys, &stored.item, entry->change == ADDED, error);
}

static gboolean
write_entries (LineupItemIndex *self, LineupIndexWriter *writer, GError **error)
{
  gint64 last_row = -1;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (i % ROWS_PER_LOOK == 0 && !look_up (self, error))
        return FALSE;
      if (entry->change != OTHER_FIGURES && entry->row != last_row
          && !write_entry (self, writer, entry, error))
        return FALSE;
      last_row = entry->row;
    }
  return TRUE;
}

static gboolean
write_figures (LineupItemIndex *self, LineupIndexWindow *window, guint32 row, GError **error)
{
  g_auto (LineupItemKeys) keys = { 0 };
  guint8 extra[LINEUP_INDEX_EXTRA_BYTES];
  gboolean found = FALSE;

  lineup_item_keys_init (&keys);
  if (!read_keys (self, row, &keys, &found, error))
    return FALSE;
  lineup_item_index_pack_figures (&keys.figures, extra);
  return !found
         || lineup_index_window_set (
             window, LINEUP_INDEX_EXTRAS, row % LINEUP_ROW_SET_WINDOW, extra, error);
}

static gboolean
write_all_figures (LineupItemIndex *self, GError **error)
{
  g_autoptr (LineupIndexWindow) window = lineup_index_window_new (self->database, self->kind);
  gint64 number = -1;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->change != OTHER_FIGURES)
        continue;
      if (entry->row / LINEUP_ROW_SET_WINDOW != number)
        {
          if (!lineup_index_window_write (window, error) || !look_up (self, error))
            return FALSE;
          number = entry->row / LINEUP_ROW_SET_WINDOW;
          lineup_index_window_go_to (window, (guint)number);
        }
      if (!write_figures (self, window, entry->row, error))
        return FALSE;
    }
  return lineup_index_window_write (window, error);
}

static gboolean
has_words (LineupItemIndex *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      if (g_array_index (self->entries, Entry, i).change != OTHER_FIGURES)
        return TRUE;
    }
  return self->gone->len > 0;
}

static gboolean
write_changes (LineupItemIndex *self, GError **error)
{
  g_autoptr (LineupIndexWriter) writer = NULL;

  if (!has_words (self))
    return TRUE;
  writer = begin_writer (self, error);
  if (writer == NULL || !write_entries (self, writer, error))
    return FALSE;
  for (guint i = 0; i < self->gone->len; i++)
    lineup_index_writer_remove (writer, g_array_index (self->gone, guint32, i));
  return end_writer (self, writer, error);
}

/* Few segments are left, so that a search has few to look at. */
static gboolean
merge (LineupItemIndex *self, GError **error)
{
  g_autoptr (LineupIndexMerger) merger = NULL;
  gboolean is_done = FALSE;

  if (!lineup_index_merger_begin (self->database, self->kind, &merger, error))
    return FALSE;
  while (merger != NULL && !is_done)
    {
      if (!look_up (self, error) || !lineup_index_merger_go_on (merger, PIECE, &is_done, error))
        return FALSE;
    }
  is_done = FALSE;
  while (!is_done)
    {
      if (!look_up (self, error)
          || !lineup_index_segments_tidy (self->database, self->kind, PIECE, &is_done, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_item_index_end (LineupItemIndex *self, GError **error)
{
  if (self->load != NULL && !end_writer (self, self->load, error))
    return FALSE;
  g_clear_pointer (&self->load, lineup_index_writer_free);
  if (self->entries->len == 0 && self->gone->len == 0)
    return TRUE;
  g_array_sort (self->entries, compare_entries);
  if (!write_changes (self, error) || !write_all_figures (self, error) || !merge (self, error))
    return FALSE;
  g_array_set_size (self->entries, 0);
  g_array_set_size (self->gone, 0);
  return TRUE;
}

static gboolean
load_row (LineupItemIndex *self, const LineupRows *rows, GError **error)
{
  g_auto (LineupItemKeys) keys = { 0 };
  gboolean found = FALSE;
  LineupItem item;

  lineup_item_keys_init (&keys);
  lineup_row_read (rows, &item);
  return read_keys (self, (guint32)lineup_rows_get_int (rows, "row"), &keys, &found, error)
         && (!found || lineup_item_index_load (self, &keys, &item, error));
}

static gboolean
load_all (LineupItemIndex *self, GError **error)
{
  LineupStatement *all = lineup_database_get_statement (
      self->database, "items-index", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (all);
  gboolean has_row = TRUE;

  if (all == NULL)
    return FALSE;
  while (TRUE)
    {
      if (!look_up (self, error) || !lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!load_row (self, &rows, error))
        return FALSE;
    }
}

gboolean
lineup_item_index_rebuild (LineupDatabase *database, LineupKind kind, GError **error)
{
  g_autoptr (LineupItemIndex) self = lineup_item_index_new (database, kind);

  return lineup_database_run (database, "index-drop-all", kind, error) && load_all (self, error)
         && lineup_item_index_end (self, error);
}
