/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-field.h"

#include "lineup-names.h"

#define DETAILS LINEUP_FIELD_USE_DETAILS
#define FILE    (LINEUP_FIELD_USE_DETAILS | LINEUP_FIELD_USE_FILE)
#define LISTS   LINEUP_FIELD_USE_LISTS

/* Bits of kinds. */
#define CHANNELS (1U << LINEUP_KIND_CHANNELS)
#define ALL      (CHANNELS | 1U << LINEUP_KIND_MOVIES | 1U << LINEUP_KIND_SERIES)

#define FIELD(name, member, column, type, use, kinds, late)                                        \
  {                                                                                                \
    name, column, LINEUP_FIELD_TYPE_##type, use, kinds, G_STRUCT_OFFSET (LineupItem, member), late \
  }

static const LineupItemField fields[] = {
  FIELD ("name", name, "name", PROSE, LISTS, ALL, 0),
  FIELD ("position", position, "position", ORDINAL, LISTS, CHANNELS, 0),
  FIELD ("channel-number", channel_number, "channel_number", TEXT, LISTS, ALL, 2),
  FIELD ("radio", radio, "radio", FLAG, LISTS, ALL, 3),
  FIELD ("categories", categories, NULL, CATEGORIES, LISTS, ALL, 0),
  FIELD ("icon", icon, "icon", TEXT, DETAILS, ALL, 0),
  FIELD ("year", year, "year", UINT, DETAILS, ALL, 0),
  FIELD ("rating", rating, "rating", RATING, DETAILS, ALL, 0),
  FIELD ("genre", genre, "genre", PROSE, DETAILS, ALL, 0),
  FIELD ("plot", plot, "plot", PROSE, DETAILS, ALL, 0),
  FIELD ("cast", cast, "cast", PROSE, DETAILS, ALL, 0),
  FIELD ("director", director, "director", PROSE, DETAILS, ALL, 0),
  FIELD ("release-date", release_date, "release_date", TEXT, DETAILS, ALL, 0),
  FIELD ("added", added, "added", SECONDS, LISTS, ALL, 0),
  FIELD ("modified", modified, "modified", SECONDS, LISTS, ALL, 0),
  FIELD ("duration", duration, "duration", SECONDS, DETAILS, ALL, 0),
  FIELD ("extension", extension, "extension", TEXT, FILE, ALL, 0),
  FIELD ("epg-id", epg_id, "epg_id", TEXT, LISTS, ALL, 0),
  FIELD ("archive-days", archive_days, "archive_days", UINT, LISTS, ALL, 0),
  FIELD ("adult", adult, "adult", ADULT, LISTS, ALL, 0),
  FIELD ("trailer", trailer, "trailer", TEXT, DETAILS, ALL, 0),
  FIELD ("tmdb-id", tmdb_id, "tmdb_id", TEXT, DETAILS, ALL, 0),
  FIELD ("country", country, "country", PROSE, DETAILS, ALL, 4),
  { NULL, NULL, LINEUP_FIELD_TYPE_TEXT, 0, 0, 0, 0 },
};

const LineupItemField *
lineup_item_fields (gsize *n_fields)
{
  if (n_fields != NULL)
    *n_fields = G_N_ELEMENTS (fields) - 1;
  return fields;
}

const LineupItemField *
lineup_item_field_at (gsize offset)
{
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (field->offset == offset)
        return field;
    }
  return NULL;
}

gint64
lineup_item_field_get_number (const LineupItemField *field, const LineupItem *item)
{
  switch (field->type)
    {
    case LINEUP_FIELD_TYPE_UINT:
      return G_STRUCT_MEMBER (guint, item, field->offset);
    case LINEUP_FIELD_TYPE_ORDINAL:
    case LINEUP_FIELD_TYPE_SECONDS:
      return G_STRUCT_MEMBER (gint64, item, field->offset);
    case LINEUP_FIELD_TYPE_FLAG:
      return G_STRUCT_MEMBER (gboolean, item, field->offset) ? TRUE : FALSE;
    case LINEUP_FIELD_TYPE_ADULT:
      return G_STRUCT_MEMBER (LineupAdult, item, field->offset);
    case LINEUP_FIELD_TYPE_PROSE:
    case LINEUP_FIELD_TYPE_TEXT:
    case LINEUP_FIELD_TYPE_RATING:
    case LINEUP_FIELD_TYPE_CATEGORIES:
    default:
      g_return_val_if_reached (0);
    }
}

void
lineup_item_field_set_number (const LineupItemField *field, LineupItem *item, gint64 number)
{
  switch (field->type)
    {
    case LINEUP_FIELD_TYPE_UINT:
      G_STRUCT_MEMBER (guint, item, field->offset) = (guint)number;
      break;
    case LINEUP_FIELD_TYPE_ORDINAL:
    case LINEUP_FIELD_TYPE_SECONDS:
      G_STRUCT_MEMBER (gint64, item, field->offset) = number;
      break;
    case LINEUP_FIELD_TYPE_FLAG:
      G_STRUCT_MEMBER (gboolean, item, field->offset) = number != 0;
      break;
    case LINEUP_FIELD_TYPE_ADULT:
      G_STRUCT_MEMBER (LineupAdult, item, field->offset) = (LineupAdult)number;
      break;
    case LINEUP_FIELD_TYPE_PROSE:
    case LINEUP_FIELD_TYPE_TEXT:
    case LINEUP_FIELD_TYPE_RATING:
    case LINEUP_FIELD_TYPE_CATEGORIES:
    default:
      g_return_if_reached ();
    }
}

gint64
lineup_item_field_get_unknown (const LineupItemField *field)
{
  if (field->type == LINEUP_FIELD_TYPE_ORDINAL)
    return -1;
  return field->type == LINEUP_FIELD_TYPE_ADULT ? LINEUP_ADULT_UNKNOWN : 0;
}

const char *const *
lineup_item_field_get_categories (const LineupItem *item, gsize *n_categories)
{
  static const char *const uncategorized[] = { LINEUP_UNCATEGORIZED };

  *n_categories = MAX (item->n_categories, 1);
  return item->n_categories > 0 ? item->categories : uncategorized;
}

gboolean
lineup_item_field_is_known (const LineupItemField *field, const LineupItem *item)
{
  if (lineup_item_field_is_text (field))
    return lineup_item_field_get_text (field, item) != NULL;
  if (field->type == LINEUP_FIELD_TYPE_RATING)
    return G_STRUCT_MEMBER (double, item, field->offset) > 0;
  if (field->type == LINEUP_FIELD_TYPE_CATEGORIES)
    return item->n_categories > 0;
  return lineup_item_field_get_number (field, item) != lineup_item_field_get_unknown (field);
}

void
lineup_item_field_copy (const LineupItemField *field, LineupItem *item, const LineupItem *from)
{
  if (lineup_item_field_is_text (field))
    G_STRUCT_MEMBER (const char *, item, field->offset) = lineup_item_field_get_text (field, from);
  else if (field->type == LINEUP_FIELD_TYPE_RATING)
    G_STRUCT_MEMBER (double, item, field->offset) = G_STRUCT_MEMBER (double, from, field->offset);
  else if (lineup_item_field_is_number (field))
    lineup_item_field_set_number (field, item, lineup_item_field_get_number (field, from));
  else
    {
      item->categories = from->categories;
      item->n_categories = from->n_categories;
    }
}
