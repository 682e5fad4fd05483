/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a search has to find, and in which order: every item is looked at, each text word by word.
 * Nothing here is quick, and nothing is shared with what is, but how texts are split. */

/**
 * LineupSearchTier:
 *
 * How well an item fits what was typed, best first.
 */
typedef enum
{
  LINEUP_SEARCH_EXACT,        /* it is the name, but for what is around that */
  LINEUP_SEARCH_BEGINS_WHOLE, /* the name begins with the words */
  LINEUP_SEARCH_BEGINS,       /* the same, the last word is the beginning of one */
  LINEUP_SEARCH_NAME_WHOLE,   /* the words are in the name */
  LINEUP_SEARCH_NAME,         /* the same, the last word is the beginning of one */
  LINEUP_SEARCH_WHOLE,        /* the words are anywhere */
  LINEUP_SEARCH_PREFIX,       /* the same, the last word is the beginning of one */
  LINEUP_SEARCH_FUZZY,        /* words are in the name but for a letter */
  LINEUP_SEARCH_NONE,
} LineupSearchTier;

/* Genre, cast, director, plot. */
#define LINEUP_ORACLE_N_TEXTS 4

/**
 * LineupOracleItem:
 * @kind: a number
 * @id: its id within its kind
 * @name: its name
 * @elsewhere: (nullable): other texts that are searched
 * @year: 0 if it is not known
 * @rating: 0 if it is not known
 */
typedef struct
{
  guint kind;
  gint64 id;
  const char *name;
  const char *elsewhere[LINEUP_ORACLE_N_TEXTS];
  guint year;
  double rating;
} LineupOracleItem;

/**
 * LineupOracleHit:
 * @kind: the item's
 * @id: the item's
 * @tier: how well it fits
 */
typedef struct
{
  guint kind;
  gint64 id;
  LineupSearchTier tier;
} LineupOracleHit;

/**
 * LineupOracleFilter:
 *
 * Returns: whether an item may be found
 */
typedef gboolean (*LineupOracleFilter) (const LineupOracleItem *item, gpointer data);

typedef struct _LineupSearchOracle LineupSearchOracle;

LineupSearchOracle *lineup_search_oracle_new (void);

void lineup_search_oracle_free (LineupSearchOracle *self);

/**
 * lineup_search_oracle_put:
 * @self: an oracle
 * @item: an item, in place of the one of its kind and id; its texts are copied
 */
void lineup_search_oracle_put (LineupSearchOracle *self, const LineupOracleItem *item);

/**
 * lineup_search_oracle_remove:
 * @self: an oracle
 * @kind: a kind
 * @id: an item that need not be there
 */
void lineup_search_oracle_remove (LineupSearchOracle *self, guint kind, gint64 id);

/**
 * lineup_search_oracle_search:
 * @self: an oracle
 * @text: what was typed
 * @filter: (nullable): which items may be found
 * @data: for @filter
 * @limit: how many at most, 1 at least
 * @fuzzy: whether a word may be a letter off, where fewer than @limit fit without
 *
 * Returns: (transfer full) (element-type LineupOracleHit): what is found, best first
 */
GArray *lineup_search_oracle_search (LineupSearchOracle *self,
                                     const char *text,
                                     LineupOracleFilter filter,
                                     gpointer data,
                                     guint limit,
                                     gboolean fuzzy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupSearchOracle, lineup_search_oracle_free)

G_END_DECLS
