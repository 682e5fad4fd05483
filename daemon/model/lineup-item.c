/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item.h"

#include "lineup-hash.h"
#include "lineup-item-field.h"

#include <string.h>

/* Each field is hashed by itself and its hash becomes the seed of the next, so that text can't move
 * from one field to its neighbour unnoticed. */

static guint64
hash_string (guint64 seed, const char *string)
{
  if (string == NULL)
    return lineup_hash (NULL, 0, seed ^ 1);
  return lineup_hash_text (string, seed);
}

/* Fields, more than there are. */
#define MAX_NUMBERS 32

/* A rating is read from its text in one way only, so its bits are as good as the text. */
static guint64
get_bits (const LineupItemField *field, const LineupItem *item)
{
  guint64 rating = 0;

  if (field->type != LINEUP_FIELD_TYPE_RATING)
    return (guint64)lineup_item_field_get_number (field, item);
  memcpy (&rating, &item->rating, sizeof rating);
  return rating;
}

/* Little-endian on every machine. */
static guint64
hash_numbers (const LineupItem *item)
{
  guint64 numbers[MAX_NUMBERS];
  gsize n_numbers = 0;

  numbers[n_numbers++] = GUINT64_TO_LE ((guint64)item->id);
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (field->late == 0
          && (lineup_item_field_is_number (field) || field->type == LINEUP_FIELD_TYPE_RATING))
        numbers[n_numbers++] = GUINT64_TO_LE (get_bits (field, item));
    }
  return lineup_hash (numbers, n_numbers * sizeof numbers[0], 0);
}

static guint64
hash_texts (guint64 hash, const LineupItem *item)
{
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (field->late == 0 && lineup_item_field_is_text (field))
        hash = hash_string (hash, lineup_item_field_get_text (field, item));
    }
  return hash;
}

static guint64
hash_late_field (guint64 hash, const LineupItemField *field, const LineupItem *item)
{
  gint64 number = 0;

  hash ^= field->late;
  if (lineup_item_field_is_text (field))
    return hash_string (hash, lineup_item_field_get_text (field, item));
  if (field->type == LINEUP_FIELD_TYPE_FLAG)
    return hash_string (hash, "");
  number = GINT64_TO_LE ((gint64)get_bits (field, item));
  return lineup_hash (&number, sizeof number, hash);
}

/* Fields that came later count where an item has them, so that an upgrade changes no other. */
guint64
lineup_item_hash (const LineupItem *item)
{
  guint64 hash = hash_texts (hash_numbers (item), item);

  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (field->late != 0 && lineup_item_field_is_known (field, item))
        hash = hash_late_field (hash, field, item);
    }
  return hash;
}

guint64
lineup_item_hash_categories (const LineupItem *item)
{
  guint64 hash = 0;

  for (gsize i = 0; i < item->n_categories; i++)
    hash = hash_string (hash, item->categories[i]);
  return hash;
}
