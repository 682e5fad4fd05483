/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"
#include "lineup-marks.h"

G_BEGIN_DECLS

/**
 * LineupAdult:
 *
 * Whether a panel marks an item as for adults; many don't say.
 */
typedef enum
{
  LINEUP_ADULT_UNKNOWN = -1,
  LINEUP_ADULT_NO = 0,
  LINEUP_ADULT_YES = 1,
} LineupAdult;

/**
 * LineupItem:
 * @id: the panel's id, unique within the kind
 * @name: never %NULL, valid UTF-8, like every string here
 * @categories: (array length=n_categories): ids of its categories, in the panel's order, each once
 * @n_categories: 0 for an item without a category
 * @position: the whole part of the panel's channel number; channels only, -1 if unknown
 * @channel_number: (nullable): the panel's channel number where @position is not all of it: digits,
 *   a point, digits, such as `5.1`
 * @radio: whether the panel says that it is a radio station; channels only
 * @icon: (nullable): http or https URL of its picture
 * @year: 0 if unknown; that of the name, such as `Demo (2020)`, or of the release date where the
 *   panel does not say
 * @rating: 0 to 10; 0 if unknown
 * @genre: (nullable): as somebody typed it
 * @plot: (nullable): as somebody typed it
 * @cast: (nullable): as somebody typed it
 * @director: (nullable): as somebody typed it
 * @release_date: (nullable): `YYYY-MM-DD` where it could be read, else as the panel wrote it
 * @added: Unix seconds, 0 if unknown
 * @modified: Unix seconds, 0 if unknown
 * @duration: seconds, 0 if unknown
 * @extension: (nullable): of the file, such as `mkv`
 * @epg_id: (nullable): XMLTV id of a channel
 * @archive_days: days of catch-up, 0 if there is none
 * @adult: a #LineupAdult; on its way from a panel what its element says, to a player what any of
 * its categories says, too
 * @trailer: (nullable): as the panel wrote it
 * @tmdb_id: (nullable): decimal digits
 * @country: (nullable): where it was made, as the panel wrote it
 * @version: of an item that the catalogue has: another one whenever a sync has changed it, and the
 *   same again when it is as it was; 0 on its way there
 * @mark: of an item that the catalogue has: what a person has said of it, where anything was
 *
 * One channel, movie or series, on its way from a panel into the catalogue or from there to a
 * player.
 *
 * A view: the strings belong to whoever filled it in, who says for how long they stay. Copying the
 * struct copies nothing else.
 */
typedef struct
{
  gint64 id;
  const char *name;              /* (unowned) */
  const char *const *categories; /* (unowned) */
  gsize n_categories;
  gint64 position;
  const char *channel_number; /* (unowned) (nullable) */
  gboolean radio;
  const char *icon; /* (unowned) (nullable) */
  guint year;
  double rating;
  const char *genre;        /* (unowned) (nullable) */
  const char *plot;         /* (unowned) (nullable) */
  const char *cast;         /* (unowned) (nullable) */
  const char *director;     /* (unowned) (nullable) */
  const char *release_date; /* (unowned) (nullable) */
  gint64 added;
  gint64 modified;
  gint64 duration;
  const char *extension; /* (unowned) (nullable) */
  const char *epg_id;    /* (unowned) (nullable) */
  guint archive_days;
  LineupAdult adult;
  const char *trailer; /* (unowned) (nullable) */
  const char *tmdb_id; /* (unowned) (nullable) */
  const char *country; /* (unowned) (nullable) */
  guint64 version;
  LineupMark mark;
} LineupItem;

/**
 * LINEUP_ITEM_INIT:
 *
 * An item of which nothing is known.
 */
#define LINEUP_ITEM_INIT                                                                           \
  {                                                                                                \
    .name = "", .position = -1, .adult = LINEUP_ADULT_UNKNOWN                                      \
  }

/* Before the id of a category that is called by that alone: an id says nothing to a person. */
#define LINEUP_CATEGORY_PREFIX "Category "

/**
 * LineupCategory:
 * @id: the panel's id as text, never empty
 * @name: never %NULL; of one without a name %LINEUP_CATEGORY_PREFIX and its id
 * @parent: (nullable): id of the category above it
 * @adult: whether the panel marks it as for adults: all items in it are, then
 * @hidden: of one that the catalogue has: whether a person has hidden it
 *
 * One category. A view, as #LineupItem is.
 */
typedef struct
{
  const char *id;     /* (unowned) */
  const char *name;   /* (unowned) */
  const char *parent; /* (unowned) (nullable) */
  gboolean adult;
  gboolean hidden;
} LineupCategory;

/**
 * lineup_item_hash:
 *
 * Hashes all of an item that is stored, except its categories. The same item has the same hash on
 * every machine, and in every version that knows the fields that it has: one that came later
 * changes nothing of an item without it.
 *
 * Returns: a 64-bit hash
 */
guint64 lineup_item_hash (const LineupItem *item);

/**
 * lineup_item_hash_categories:
 *
 * Hashes an item's categories, whose order counts.
 *
 * Returns: a 64-bit hash
 */
guint64 lineup_item_hash_categories (const LineupItem *item);

G_END_DECLS
