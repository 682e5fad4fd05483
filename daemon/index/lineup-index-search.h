/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index.h"
#include "lineup-typed.h"

G_BEGIN_DECLS

/**
 * LineupIndexTier:
 * @LINEUP_INDEX_TIER_EXACT: the name is what was typed
 * @LINEUP_INDEX_TIER_BEGINS_WHOLE: it begins with it
 * @LINEUP_INDEX_TIER_BEGINS: likewise, and the last word goes on
 * @LINEUP_INDEX_TIER_NAME_WHOLE: it has all words
 * @LINEUP_INDEX_TIER_NAME: likewise, and the last one goes on
 * @LINEUP_INDEX_TIER_WHOLE: all words are somewhere
 * @LINEUP_INDEX_TIER_PREFIX: likewise, and the last one goes on
 * @LINEUP_INDEX_TIER_NEAR: the name has all words but for a letter of each
 *
 * How well a row is what is searched, the best first. A name's place and length are as
 * lineup_index_text_add_name() reads it; whether it begins with what was typed is told by as many
 * words as there are places.
 */
typedef enum
{
  LINEUP_INDEX_TIER_EXACT,
  LINEUP_INDEX_TIER_BEGINS_WHOLE,
  LINEUP_INDEX_TIER_BEGINS,
  LINEUP_INDEX_TIER_NAME_WHOLE,
  LINEUP_INDEX_TIER_NAME,
  LINEUP_INDEX_TIER_WHOLE,
  LINEUP_INDEX_TIER_PREFIX,
  LINEUP_INDEX_TIER_NEAR,
} LineupIndexTier;

/**
 * LineupIndexHit:
 * @tier: how well it fits
 * @merit: the higher the better, among those that fit as well
 * @id: what ties are broken by, the lower first
 * @row: its row
 *
 * What a search has found.
 */
typedef struct
{
  LineupIndexTier tier;
  guint16 merit;
  gint64 id;
  guint32 row;
} LineupIndexHit;

/**
 * LineupIndexFilterFunc:
 * @columns: what is known of the rows of a window
 * @window: its number
 * @bits: (inout) (array fixed-size=LINEUP_ROW_SET_WINDOW_WORDS): rows of it that fit; those that
 *   are not wanted are to be dropped
 * @user_data: data of who asked
 * @error: what keeps it from being told
 *
 * Returns: whether it could be told
 */
typedef gboolean (*LineupIndexFilterFunc) (
    LineupIndexWindow *columns, guint window, guint64 *bits, gpointer user_data, GError **error);

/**
 * LineupIndexStopFunc:
 * @user_data: data of who asked
 *
 * Returns: whether the search is to end with what it has, as it has taken too long
 */
typedef gboolean (*LineupIndexStopFunc) (gpointer user_data);

/**
 * LineupIndexSearch:
 * @typed: what is searched
 * @limit: hits, at most
 * @near: whether words of a name may be a letter off, where fewer hits than @limit fit as typed
 * @known: (nullable) (element-type LineupIndexHit): with @near, all that fit as typed, if they are
 *   known: only others are looked for
 * @filter: (nullable): drops what is not wanted, before it is counted
 * @stop: (nullable): ends it
 * @user_data: data for both
 *
 * What is searched for, and how.
 */
typedef struct
{
  const LineupTyped *typed;
  guint limit;
  gboolean near;
  const GArray *known;
  LineupIndexFilterFunc filter;
  LineupIndexStopFunc stop;
  gpointer user_data;
} LineupIndexSearch;

/**
 * lineup_index_hit_compare:
 * @a: a #LineupIndexHit
 * @b: another one
 *
 * Returns: below or above 0, as the first is better or worse than the other
 */
int lineup_index_hit_compare (gconstpointer a, gconstpointer b);

/**
 * lineup_index_search_run:
 * @self: what is searched for
 * @index: where
 * @is_complete: (out): whether it was not ended before its time
 * @error: as lineup_database_run()
 *
 * Looks at all that fits before it takes the best: none of these is missing, however many fit.
 *
 * Returns: (transfer full) (element-type LineupIndexHit): the best, in their order
 */
GArray *lineup_index_search_run (const LineupIndexSearch *self,
                                 LineupIndex *index,
                                 gboolean *is_complete,
                                 GError **error);

G_END_DECLS
