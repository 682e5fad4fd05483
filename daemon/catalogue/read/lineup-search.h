/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-filter.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/* Bits of all kinds. */
#define LINEUP_SEARCH_ALL_KINDS ((1U << LINEUP_N_KINDS) - 1)

/* Microseconds: of a processor, after which a search ends with what it has. */
#define LINEUP_SEARCH_MAX_TIME (50 * G_TIME_SPAN_MILLISECOND)

/**
 * LineupSearchTimeFunc:
 * @user_data: what was given with it
 *
 * Returns: microseconds that the calling thread has taken of a processor, since any moment
 */
typedef gint64 (*LineupSearchTimeFunc) (gpointer user_data);

/**
 * LineupSearchEnoughFunc:
 * @user_data: what was given with it
 *
 * Returns: whether nobody wants any more of what was found
 */
typedef gboolean (*LineupSearchEnoughFunc) (gpointer user_data);

/**
 * LineupSearch:
 * @text: what was typed: text, never syntax
 * @kinds: bits of #LineupKind: which are wanted
 * @filter: which of them
 * @limit: at most so many items
 * @n_spare: items beyond @limit that are found, too, where some of them may count as one
 * @has_enough: (nullable): asked after each item whether the others are wanted
 * @enough_data: for @has_enough
 * @fuzzy: whether words of names may be a letter off, where fewer items than that are as typed
 * @get_time: (nullable): tells the time that it takes, %NULL for the system's
 * @time_data: for @get_time
 *
 * A search over name, genre, cast, director and plot. Every word has to be there, the last may be
 * the beginning of one; case, accents and width make no difference.
 */
typedef struct
{
  const char *text; /* (unowned) */
  guint kinds;
  LineupFilter filter;
  guint limit;
  guint n_spare;
  LineupSearchEnoughFunc has_enough;
  gpointer enough_data;
  gboolean fuzzy;
  LineupSearchTimeFunc get_time;
  gpointer time_data;
} LineupSearch;

/* Tier of an item whose name is exactly what was typed. */
#define LINEUP_RANK_EXACT_NAME 0

/* Tier of an item that has it beside its name, and only as the beginning of a word. */
#define LINEUP_RANK_LAST 6

/* Tier of an item whose name is a letter off. */
#define LINEUP_RANK_FUZZY 7

/**
 * LineupRank:
 * @tier: how what was typed is in it, from %LINEUP_RANK_EXACT_NAME to %LINEUP_RANK_LAST for what is
 *   worse, and %LINEUP_RANK_FUZZY
 * @merit: that of its figures, higher for what is better
 * @is_complete: whether all was looked at: a search that takes too long ends with what it has, and
 *   where there is no index yet names are found by what they begin with
 *
 * How good a find is, in whichever catalogue.
 */
typedef struct
{
  guint tier;
  gint64 merit;
  gboolean is_complete;
} LineupRank;

/**
 * lineup_rank_compare:
 *
 * Returns: less than 0 if @self is better than @other, more than 0 if it is worse, 0 if they are
 *   equal
 */
int lineup_rank_compare (const LineupRank *self, const LineupRank *other);

/**
 * LineupFoundFunc:
 * @kind: of the item
 * @item: an item, valid for this call
 * @rank: how good it is
 * @user_data: what was given with it
 */
typedef void (*LineupFoundFunc) (LineupKind kind,
                                 const LineupItem *item,
                                 const LineupRank *rank,
                                 gpointer user_data);

/**
 * lineup_search_read:
 * @reader: a reader
 * @search: what to look for
 * @func: called for each item that is found, the best first
 * @user_data: for @func
 * @error: %LINEUP_ERROR_DATABASE, %LINEUP_ERROR_TIMEOUT if it took too long to find anything,
 *   %G_IO_ERROR_CANCELLED
 *
 * The best are those with exactly this name, then those whose name begins so, then those with all
 * words in their name, then the others; whole words before beginnings of words. Among equals the
 * best rated comes first, then the latest, then by kind and id. What a panel puts around a name is
 * no part of it: see lineup_name_split(). All that fit are compared, however many these are.
 *
 * A kind whose index is due, see lineup_index_due_get(), is searched by what names begin with.
 */
gboolean lineup_search_read (LineupReader *reader,
                             const LineupSearch *search,
                             LineupFoundFunc func,
                             gpointer user_data,
                             GError **error);

G_END_DECLS
