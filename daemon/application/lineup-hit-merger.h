/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-name-word.h"
#include "lineup-search.h"
#include "lineup-wish-list.h"

G_BEGIN_DECLS

/**
 * LineupHitCopy:
 * @account: id of its account
 * @kind: of the item
 * @id: of the item
 * @rank: how good a find it is
 * @standing: of the account, see lineup_standing_get()
 * @name: as the panel says
 * @title: folded, without what is around it; empty if there is no word in it
 * @year: 0 if unknown
 * @tmdb_id: (nullable): decimal digits
 * @guide_channel: (nullable): of a channel, what its guide calls it
 * @quality: that the name tells
 * @language: (nullable): that the name tells
 * @item: (nullable): what callers get of it
 *
 * One item that a search has found in one account.
 */
typedef struct
{
  char *account; /* (owned) */
  LineupKind kind;
  gint64 id;
  LineupRank rank;
  guint standing;
  char *name;  /* (owned) */
  char *title; /* (owned) */
  guint year;
  char *tmdb_id;       /* (owned) (nullable) */
  char *guide_channel; /* (owned) (nullable) */
  LineupQuality quality;
  const char *language; /* (unowned) (nullable): static */
  GVariant *item;       /* (owned) (nullable) */
} LineupHitCopy;

/**
 * lineup_hit_copy_new:
 * @account: id of its account
 * @kind: of the item
 * @item: the item; of it, what is told of a copy is kept
 * @rank: how good a find it is
 *
 * Returns: (transfer full): the copy. Any thread
 */
LineupHitCopy *lineup_hit_copy_new (const char *account,
                                    LineupKind kind,
                                    const LineupItem *item,
                                    const LineupRank *rank);

void lineup_hit_copy_free (gpointer self);

/**
 * lineup_hit_copy_get_key:
 * @self: a copy
 *
 * Returns: (transfer full): what copies of one film, series or channel have in common, as far as
 *   can be told from one alone
 */
char *lineup_hit_copy_get_key (const LineupHitCopy *self);

/**
 * lineup_hit_merger_run:
 * @copies: (element-type LineupHitCopy): what was found in all accounts, in any order
 * @wishes: which qualities and languages are wanted
 * @limit: hits, at most
 *
 * Finds out which copies are one film, series or channel: movies and series of one TMDB id; of
 * those without one, of one title and year, whose id is that of others with these where there is
 * exactly one; channels of one channel of the guide, and all others by themselves. Hits are in the
 * order of their best copies, copies in the order in which they are to be tried. The result depends
 * on what is there, and not on its order. Any thread.
 *
 * Returns: (transfer container) (element-type GPtrArray): of each hit its copies, which stay with
 *   @copies
 */
GPtrArray *lineup_hit_merger_run (GPtrArray *copies, const LineupWishList *wishes, guint limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupHitCopy, lineup_hit_copy_free)

G_END_DECLS
