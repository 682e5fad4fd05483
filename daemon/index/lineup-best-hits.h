/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-search.h"

G_BEGIN_DECLS

/**
 * LineupBestHits:
 *
 * The best of all hits that are added, up to a number.
 */
typedef struct _LineupBestHits LineupBestHits;

/**
 * lineup_best_hits_new:
 * @limit: hits that are kept
 *
 * Returns: (transfer full): no hit
 */
LineupBestHits *lineup_best_hits_new (guint limit);

/**
 * lineup_best_hits_free:
 * @self: (transfer full): hits
 */
void lineup_best_hits_free (LineupBestHits *self);

/**
 * lineup_best_hits_takes:
 * @self: hits
 * @hit: one more, with the lowest id that it could have
 *
 * Returns: whether it may be among the best
 */
gboolean lineup_best_hits_takes (LineupBestHits *self, const LineupIndexHit *hit);

/**
 * lineup_best_hits_add:
 * @self: hits
 * @hit: one more, which is kept if it is among the best
 */
void lineup_best_hits_add (LineupBestHits *self, const LineupIndexHit *hit);

/**
 * lineup_best_hits_is_full:
 * @self: hits
 *
 * Returns: whether only a better one is still kept
 */
gboolean lineup_best_hits_is_full (const LineupBestHits *self);

/**
 * lineup_best_hits_steal:
 * @self: hits, of which none are left
 *
 * Returns: (transfer full) (element-type LineupIndexHit): the best, in their order
 */
GArray *lineup_best_hits_steal (LineupBestHits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupBestHits, lineup_best_hits_free)

G_END_DECLS
