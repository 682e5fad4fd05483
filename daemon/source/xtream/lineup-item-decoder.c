/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-decoder.h"

#include "lineup-hash.h"
#include "lineup-panel-key.h"

#include <string.h>

/* Categories of an item: one in more of them stays in the first ones. */
#define MAX_CATEGORIES 256

/* Days: more is nonsense, ten years. */
#define MAX_ARCHIVE_DAYS 3650

/* Bytes of the longest key. */
#define MAX_KEY 31

/* What a key of an element is to us: one whose value tells a field, or one of our own. */
typedef struct
{
  const char *text;             /* (unowned) */
  const LineupPanelKey *key;    /* (unowned) (nullable) */
  const LineupItemField *field; /* (unowned) (nullable): of @key */
  gboolean has_others;          /* @field goes by several names */
  void (*set) (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value);
} Entry;

struct _LineupItemDecoder
{
  LineupList list;

  LineupFieldReader reader;
  GArray *entries; /* (owned) (element-type Entry): of this list, by their length, so that few
                      are compared */
  guint starts[MAX_KEY + 2]; /* where the entries of each length begin */

  /* What is known of the element so far and is not in the item itself */
  gboolean has_id;
  const char *title;                      /* (unowned) (nullable) */
  const char *categories[MAX_CATEGORIES]; /* (unowned): the first one is the item's
                                             own, the others are from its list */
  gsize n_categories;                     /* with the first one, known or not */
  gboolean has_archive;
  gint64 archive_days;
};

/* --- What takes more than a value, or is no field --- */

static void
set_id (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->id = lineup_field_to_integer (value);
  self->has_id = item->id >= 0;
}

static void
set_title (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  self->title = lineup_field_reader_copy_name (&self->reader, value);
}

static void
set_position (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->channel_number = lineup_field_reader_copy_channel_number (
      &self->reader, value, &item->position);
}

/* `radio_streams` is what the original server says; others shorten it. */
static void
set_stream_type (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  const char *type = lineup_field_reader_copy_text (&self->reader, value);

  item->radio = type != NULL && g_ascii_strncasecmp (type, "radio", strlen ("radio")) == 0;
}

static void
set_categories (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  self->n_categories += lineup_field_reader_copy_categories (&self->reader,
                                                             value,
                                                             self->categories + self->n_categories,
                                                             MAX_CATEGORIES - self->n_categories);
}

/* A category that stands alone is the item's own; so is the first of several in one text. */
static void
set_category (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  const char *ids[MAX_CATEGORIES];
  gsize n = 0;

  if (value->type == LINEUP_JSON_ARRAY || value->type == LINEUP_JSON_OBJECT)
    {
      set_categories (self, item, value);
      return;
    }

  n = lineup_field_reader_copy_categories (&self->reader, value, ids, G_N_ELEMENTS (ids));
  self->categories[0] = n > 0 ? ids[0] : NULL;
  for (gsize i = 1; i < n && self->n_categories < MAX_CATEGORIES; i++)
    self->categories[self->n_categories++] = ids[i];
}

static void
set_archive (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  self->has_archive = lineup_field_to_flag (value) == 1;
}

static void
set_archive_days (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  self->archive_days = lineup_field_to_integer (value);
}

static const struct
{
  const char *text;
  guint answers; /* flags of LineupPanelAnswer */
  void (*set) (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value);
} own_keys[] = {
  { "num", LINEUP_PANEL_ANSWER_CHANNELS, set_position },
  { "title", LINEUP_PANEL_ANSWER_LISTS, set_title },
  { "series_id", LINEUP_PANEL_ANSWER_SERIES, set_id },
  { "stream_id", LINEUP_PANEL_ANSWER_CHANNELS | LINEUP_PANEL_ANSWER_MOVIES, set_id },
  { "tv_archive", LINEUP_PANEL_ANSWER_CHANNELS, set_archive },
  { "category_id", LINEUP_PANEL_ANSWER_LISTS, set_category },
  { "stream_type", LINEUP_PANEL_ANSWER_CHANNELS, set_stream_type },
  { "category_ids", LINEUP_PANEL_ANSWER_LISTS, set_categories },
  { "tv_archive_duration", LINEUP_PANEL_ANSWER_CHANNELS, set_archive_days },
};

/* --- Keys --- */

static gboolean
has_others (const LineupPanelKey *key, guint answer)
{
  gsize n_keys = 0;
  const LineupPanelKey *keys = lineup_panel_keys (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      if (&keys[i] != key && keys[i].offset == key->offset && (keys[i].answers & answer) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_entries (LineupItemDecoder *self, gsize length)
{
  const guint answer = 1U << lineup_list_get_kind (self->list);
  gsize n_keys = 0;
  const LineupPanelKey *keys = lineup_panel_keys (&n_keys);

  for (gsize i = 0; i < n_keys; i++)
    {
      const Entry entry = { .text = keys[i].key,
                            .key = &keys[i],
                            .field = lineup_item_field_at (keys[i].offset),
                            .has_others = has_others (&keys[i], answer) };

      if ((keys[i].answers & answer) != 0 && strlen (entry.text) == length)
        g_array_append_val (self->entries, entry);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (own_keys); i++)
    {
      const Entry entry = { .text = own_keys[i].text, .set = own_keys[i].set };

      if ((own_keys[i].answers & answer) != 0 && strlen (entry.text) == length)
        g_array_append_val (self->entries, entry);
    }
}

LineupItemDecoder *
lineup_item_decoder_new (LineupList list)
{
  LineupItemDecoder *self = g_new0 (LineupItemDecoder, 1);

  self->list = list;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (gsize length = 0; length <= MAX_KEY; length++)
    {
      self->starts[length] = self->entries->len;
      add_entries (self, length);
    }
  self->starts[MAX_KEY + 1] = self->entries->len;
  return self;
}

void
lineup_item_decoder_free (LineupItemDecoder *self)
{
  lineup_field_reader_clear (&self->reader);
  g_array_unref (self->entries);
  g_free (self);
}

static void
begin_element (LineupItemDecoder *self, gsize length)
{
  lineup_field_reader_begin (&self->reader, length);
  self->has_id = FALSE;
  self->title = NULL;
  self->categories[0] = NULL;
  self->n_categories = 1;
  self->has_archive = FALSE;
  self->archive_days = 0;
}

static const Entry *
find_entry (LineupItemDecoder *self, const LineupJsonValue *key)
{
  if (key->length > MAX_KEY)
    return NULL;
  for (guint i = self->starts[key->length]; i < self->starts[key->length + 1]; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (memcmp (entry->text, key->text, key->length) == 0)
        return entry;
    }
  return NULL;
}

/* Of a field that goes by several names, the first that says something is taken. */
static void
read_value (LineupItemDecoder *self,
            const Entry *entry,
            LineupItem *item,
            const LineupJsonValue *value)
{
  if (entry->set != NULL)
    entry->set (self, item, value);
  else if (!entry->has_others || !lineup_item_field_is_known (entry->field, item))
    lineup_panel_key_read (entry->key, entry->field, &self->reader, value, item);
}

/* The item's own category comes first; each is there once. */
static void
finish_categories (LineupItemDecoder *self, LineupItem *item)
{
  const gsize first = self->categories[0] != NULL ? 0 : 1;
  gsize n = first;

  for (gsize i = first; i < self->n_categories; i++)
    {
      gboolean known = FALSE;

      for (gsize k = first; k < n && !known; k++)
        known = g_str_equal (self->categories[k], self->categories[i]);
      if (!known)
        self->categories[n++] = self->categories[i];
    }
  item->categories = self->categories + first;
  item->n_categories = n - first;
}

/* What one field alone does not tell. */
static void
finish_item (LineupItemDecoder *self, LineupItem *item)
{
  finish_categories (self, item);

  if (item->name == NULL)
    item->name = self->title;
  if (item->name == NULL)
    item->name = lineup_field_reader_print_integer (&self->reader, item->id);

  /* What is listed as `Demo (2020)` is of 2020, wherever it came out later. */
  if (item->year == 0 && lineup_list_get_kind (self->list) != LINEUP_KIND_CHANNELS)
    item->year = lineup_scalar_to_year_at_end (item->name);
  if (item->year == 0 && item->release_date != NULL)
    item->year = lineup_scalar_to_year (item->release_date, strlen (item->release_date));
  if (self->has_archive)
    item->archive_days = (guint)CLAMP (self->archive_days, 1, MAX_ARCHIVE_DAYS);
}

gboolean
lineup_item_decoder_decode_item (LineupItemDecoder *self,
                                 const char *element,
                                 gsize length,
                                 LineupItem *item)
{
  LineupJson walk;
  LineupJsonValue key;
  LineupJsonValue value;

  g_return_val_if_fail (!lineup_list_has_categories (self->list), FALSE);

  if (!lineup_json_init_object (&walk, element, length))
    return FALSE;

  begin_element (self, length);
  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->name = NULL;
  while (lineup_json_next (&walk, &key, &value))
    {
      const Entry *entry = find_entry (self, &key);

      if (entry != NULL)
        read_value (self, entry, item, &value);
    }
  if (!lineup_json_is_closed (&walk) || !self->has_id)
    return FALSE;

  finish_item (self, item);
  return TRUE;
}

static const char *
copy_parent (LineupItemDecoder *self, const LineupJsonValue *value)
{
  const char *id = lineup_field_reader_copy_category (&self->reader, value);

  return id != NULL && !g_str_equal (id, "0") ? id : NULL;
}

gboolean
lineup_item_decoder_decode_category (LineupItemDecoder *self,
                                     const char *element,
                                     gsize length,
                                     LineupCategory *category)
{
  LineupJson walk;
  LineupJsonValue key;
  LineupJsonValue value;

  g_return_val_if_fail (lineup_list_has_categories (self->list), FALSE);

  if (!lineup_json_init_object (&walk, element, length))
    return FALSE;

  begin_element (self, length);
  *category = (LineupCategory){ 0 };
  while (lineup_json_next (&walk, &key, &value))
    {
      if (lineup_json_value_is (&key, "category_id"))
        category->id = lineup_field_reader_copy_category (&self->reader, &value);
      else if (lineup_json_value_is (&key, "category_name"))
        category->name = lineup_field_reader_copy_name (&self->reader, &value);
      else if (lineup_json_value_is (&key, "parent_id"))
        category->parent = copy_parent (self, &value);
      else if (lineup_json_value_is (&key, "is_adult"))
        category->adult = lineup_field_to_flag (&value) == 1;
    }
  if (!lineup_json_is_closed (&walk) || category->id == NULL)
    return FALSE;

  if (category->name == NULL)
    category->name = lineup_field_reader_join (&self->reader, LINEUP_CATEGORY_PREFIX, category->id);
  return TRUE;
}

/* --- Fingerprints --- */

/* Returns where an element goes on after a leading running number, or its beginning. */
static const char *
skip_running_number (const char *element, gsize length)
{
  LineupJson walk;
  LineupJsonValue key;
  LineupJsonValue value;

  if (!lineup_json_init_object (&walk, element, length) || !lineup_json_next (&walk, &key, &value)
      || !lineup_json_value_is (&key, "num"))
    return element;
  return value.text + value.length;
}

guint64
lineup_item_decoder_fingerprint (LineupItemDecoder *self, const char *element, gsize length)
{
  const char *start = element;
  guint64 hash = 0;

  /* Channels have it for their position. */
  if (!lineup_list_has_categories (self->list)
      && lineup_list_get_kind (self->list) != LINEUP_KIND_CHANNELS)
    start = skip_running_number (element, length);

  hash = lineup_hash (start, (gsize)(element + length - start), 0);
  return hash != 0 ? hash : 1;
}
