/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item.h"

#define XXH_INLINE_ALL
#include <string.h>
#include <xxhash.h>

/* Each field is hashed by itself and its hash becomes the seed of the next, so that text can't move
 * from one field to its neighbour unnoticed. */

static guint64
hash_string (guint64 seed, const char *string)
{
  if (string == NULL)
    return XXH3_64bits_withSeed ("", 0, seed ^ 1);
  return XXH3_64bits_withSeed (string, strlen (string), seed);
}

/* Fields that came later count where an item has them, so that an upgrade changes no other. */
static guint64
hash_later_fields (guint64 hash, const LineupItem *item)
{
  if (item->channel_number != NULL)
    hash = hash_string (hash ^ 2, item->channel_number);
  if (item->radio)
    hash = hash_string (hash ^ 3, "");
  return hash;
}

guint64
lineup_item_hash (const LineupItem *item)
{
  /* Little-endian on every machine. A rating is read from its text in one way only, so its bits
   * are as good as the text. */
  guint64 rating = 0;
  guint64 numbers[9];
  guint64 hash = 0;

  memcpy (&rating, &item->rating, sizeof rating);
  numbers[0] = GUINT64_TO_LE ((guint64)item->id);
  numbers[1] = GUINT64_TO_LE ((guint64)item->position);
  numbers[2] = GUINT64_TO_LE ((guint64)item->year);
  numbers[3] = GUINT64_TO_LE (rating);
  numbers[4] = GUINT64_TO_LE ((guint64)item->added);
  numbers[5] = GUINT64_TO_LE ((guint64)item->modified);
  numbers[6] = GUINT64_TO_LE ((guint64)item->duration);
  numbers[7] = GUINT64_TO_LE ((guint64)item->archive_days);
  numbers[8] = GUINT64_TO_LE ((guint64)(gint64)item->adult);

  hash = XXH3_64bits (numbers, sizeof numbers);
  hash = hash_string (hash, item->name);
  hash = hash_string (hash, item->icon);
  hash = hash_string (hash, item->genre);
  hash = hash_string (hash, item->plot);
  hash = hash_string (hash, item->cast);
  hash = hash_string (hash, item->director);
  hash = hash_string (hash, item->release_date);
  hash = hash_string (hash, item->extension);
  hash = hash_string (hash, item->epg_id);
  hash = hash_string (hash, item->trailer);
  hash = hash_string (hash, item->tmdb_id);
  return hash_later_fields (hash, item);
}

guint64
lineup_item_hash_categories (const LineupItem *item)
{
  guint64 hash = 0;

  for (gsize i = 0; i < item->n_categories; i++)
    hash = hash_string (hash, item->categories[i]);
  return hash;
}
