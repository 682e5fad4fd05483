/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-decoder.h"

#include "lineup-field-reader.h"
#include "lineup-hash.h"
#include "lineup-json.h"
#include "lineup-scalar.h"

#include <string.h>

/* An item in more categories than this stays in the first ones. */
#define MAX_CATEGORIES 256

/* More is nonsense: ten years. */
#define MAX_ARCHIVE_DAYS 3650

/* The longest key in item_fields. */
#define MAX_KEY 19

struct _LineupItemDecoder
{
  LineupList list;

  LineupFieldReader reader;
  guint8 first_fields[MAX_KEY + 2]; /* where the keys of each length begin in item_fields */

  /* What is known of the element so far and is not in the item itself */
  gboolean has_id;
  const char *title;                      /* (unowned) (nullable) */
  const char *categories[MAX_CATEGORIES]; /* (unowned): the first one is the item's
                                             own, the others are from its list */
  gsize n_categories;                     /* with the first one, known or not */
  gboolean has_archive;
  gint64 archive_days;
};

/* --- Fields --- */

static LineupAdult
to_adult (const LineupJsonValue *value)
{
  const int adult = lineup_field_to_flag (value);

  return adult == 0 ? LINEUP_ADULT_NO : adult == 1 ? LINEUP_ADULT_YES : LINEUP_ADULT_UNKNOWN;
}

static void
set_id (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->id = lineup_field_to_integer (value);
  self->has_id = item->id >= 0;
}

static void
set_name (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->name = lineup_field_reader_copy_name (&self->reader, value);
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

/* One that stands alone is the item's own; so is the first of several in one text. */
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
set_icon (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->icon = lineup_field_reader_copy_url (&self->reader, value);
}

static void
set_year (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->year = lineup_field_to_year (value);
}

static void
set_rating (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->rating = lineup_field_to_rating (value);
}

static void
set_genre (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->genre = lineup_field_reader_copy_list (&self->reader, value);
}

static void
set_plot (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->plot = lineup_field_reader_copy_prose (&self->reader, value);
}

static void
set_cast (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->cast = lineup_field_reader_copy_list (&self->reader, value);
}

static void
set_director (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->director = lineup_field_reader_copy_list (&self->reader, value);
}

/* Some fields go by several names; the first that says something is taken. */
static void
set_release_date (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  if (item->release_date == NULL)
    item->release_date = lineup_field_reader_copy_date (&self->reader, value);
}

static void
set_trailer (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  if (item->trailer == NULL)
    item->trailer = lineup_field_reader_copy_text (&self->reader, value);
}

static void
set_tmdb_id (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  if (item->tmdb_id == NULL)
    item->tmdb_id = lineup_field_reader_copy_number (&self->reader, value);
}

static void
set_country (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->country = lineup_field_reader_copy_list (&self->reader, value);
}

static void
set_added (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->added = lineup_field_to_time (value);
}

static void
set_modified (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->modified = lineup_field_to_time (value);
}

static void
set_duration (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  if (item->duration == 0)
    item->duration = lineup_field_to_duration (value, LINEUP_TIME_UNIT_MINUTES);
}

static void
set_seconds (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  if (item->duration == 0)
    item->duration = lineup_field_to_duration (value, LINEUP_TIME_UNIT_SECONDS);
}

static void
set_extension (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->extension = lineup_field_reader_copy_extension (&self->reader, value);
}

static void
set_epg_id (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->epg_id = lineup_field_reader_copy_text (&self->reader, value);
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

static void
set_adult (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value)
{
  item->adult = to_adult (value);
}

typedef struct
{
  const char *key;
  guint kinds; /* 1 << LineupKind */
  void (*set) (LineupItemDecoder *self, LineupItem *item, const LineupJsonValue *value);
} ItemField;

#define CHANNELS (1U << LINEUP_KIND_CHANNELS)
#define MOVIES   (1U << LINEUP_KIND_MOVIES)
#define SERIES   (1U << LINEUP_KIND_SERIES)
#define ALL      (CHANNELS | MOVIES | SERIES)

/* By the length of the key, so that few are compared. `direct_source` is missing for a reason: it
 * is a URL with somebody's credentials. */
static const ItemField item_fields[] = {
  { "num", CHANNELS, set_position },
  { "cast", MOVIES | SERIES, set_cast },
  { "name", ALL, set_name },
  { "plot", MOVIES | SERIES, set_plot },
  { "tmdb", MOVIES | SERIES, set_tmdb_id },
  { "year", MOVIES | SERIES, set_year },
  { "added", ALL, set_added },
  { "cover", SERIES, set_icon },
  { "genre", MOVIES | SERIES, set_genre },
  { "title", ALL, set_title },
  { "rating", MOVIES | SERIES, set_rating },
  { "country", MOVIES | SERIES, set_country },
  { "tmdb_id", MOVIES | SERIES, set_tmdb_id },
  { "trailer", MOVIES | SERIES, set_trailer },
  { "director", MOVIES | SERIES, set_director },
  { "duration", MOVIES | SERIES, set_duration },
  { "is_adult", ALL, set_adult },
  { "series_id", SERIES, set_id },
  { "stream_id", CHANNELS | MOVIES, set_id },
  { "tv_archive", CHANNELS, set_archive },
  { "category_id", ALL, set_category },
  { "stream_type", CHANNELS, set_stream_type },
  { "releaseDate", MOVIES | SERIES, set_release_date },
  { "stream_icon", CHANNELS | MOVIES, set_icon },
  { "category_ids", ALL, set_categories },
  { "release_date", MOVIES | SERIES, set_release_date },
  { "duration_secs", MOVIES | SERIES, set_seconds },
  { "last_modified", SERIES, set_modified },
  { "epg_channel_id", CHANNELS, set_epg_id },
  { "youtube_trailer", MOVIES | SERIES, set_trailer },
  { "episode_runtime", MOVIES | SERIES, set_duration },
  { "episode_run_time", MOVIES | SERIES, set_duration },
  { "container_extension", MOVIES, set_extension },
  { "tv_archive_duration", CHANNELS, set_archive_days },
};

LineupItemDecoder *
lineup_item_decoder_new (LineupList list)
{
  LineupItemDecoder *self = g_new0 (LineupItemDecoder, 1);
  guint8 i = 0;

  self->list = list;
  for (gsize length = 0; length < G_N_ELEMENTS (self->first_fields); length++)
    {
      while (i < G_N_ELEMENTS (item_fields) && strlen (item_fields[i].key) < length)
        i++;
      self->first_fields[length] = i;
    }
  return self;
}

void
lineup_item_decoder_free (LineupItemDecoder *self)
{
  lineup_field_reader_clear (&self->reader);
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

static const ItemField *
find_item_field (LineupItemDecoder *self, const LineupJsonValue *key)
{
  const guint kind = 1U << lineup_list_get_kind (self->list);

  if (key->length > MAX_KEY)
    return NULL;
  for (gsize i = self->first_fields[key->length]; i < self->first_fields[key->length + 1]; i++)
    {
      if (memcmp (item_fields[i].key, key->text, key->length) == 0)
        return (item_fields[i].kinds & kind) != 0 ? &item_fields[i] : NULL;
    }
  return NULL;
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
      const ItemField *field = find_item_field (self, &key);

      if (field != NULL)
        field->set (self, item, &value);
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
        category->adult = to_adult (&value) == LINEUP_ADULT_YES;
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
