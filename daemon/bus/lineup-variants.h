/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-change.h"
#include "lineup-details.h"
#include "lineup-library-list.h"
#include "lineup-playable.h"
#include "lineup-search.h"
#include "lineup-sync.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What callers get, as the contract writes it down. Where texts may have so many bytes and no more,
 * those that somebody reads are shortened, and others left out. */

/**
 * lineup_variants_from_item:
 * @kind: of the item
 * @item: an item
 * @fields: (nullable): the keys that are wanted beside `kind` and `id`, %NULL for all
 * @max_text: bytes of a text, at most
 *
 * Returns: (transfer floating): an `a{sv}`
 */
GVariant *lineup_variants_from_item (LineupKind kind,
                                     const LineupItem *item,
                                     const char *const *fields,
                                     gsize max_text);

/**
 * lineup_variants_from_hit:
 * @kind: of the item
 * @item: what a search has found
 * @rank: how good it is
 * @fields: (nullable) (array zero-terminated=1): as of lineup_variants_from_item()
 * @max_text: likewise
 *
 * Returns: (transfer floating): the item, `a{sv}`, which says `fuzzy` where it is a letter off, and
 *   `incomplete` where better ones may be missing
 */
GVariant *lineup_variants_from_hit (LineupKind kind,
                                    const LineupItem *item,
                                    const LineupRank *rank,
                                    const char *const *fields,
                                    gsize max_text);

/**
 * lineup_variants_from_lone_episode:
 * @episode: an episode
 * @series: its series
 * @mark: (nullable): what a person has said of it
 * @max_text: bytes of a text, at most
 *
 * Returns: (transfer floating): an `a{sv}`, which tells its series
 */
GVariant *lineup_variants_from_lone_episode (const LineupEpisode *episode,
                                             const LineupItem *series,
                                             const LineupMark *mark,
                                             gsize max_text);

/**
 * lineup_variants_from_full_item:
 * @kind: movies or series
 * @item: as its list has it
 * @details: (nullable): what is known of it beyond that
 * @marks: (nullable): what a person has said, of its episodes, too
 * @error_name: (nullable): why the panel had no news
 * @max_text: bytes of a text, at most
 *
 * Returns: (transfer floating): an `a{sv}`
 */
GVariant *lineup_variants_from_full_item (LineupKind kind,
                                          const LineupItem *item,
                                          const LineupDetails *details,
                                          const LineupMarks *marks,
                                          const char *error_name,
                                          gsize max_text);

/**
 * lineup_variants_from_library_hit:
 * @hit: what was said
 * @when: Unix seconds when
 * @item: (nullable): the item, of an episode its series; %NULL if it is gone
 * @episode: (nullable): of an episode, what is known of it
 * @mark: (nullable): what was said of @episode
 * @max_text: bytes of a text, at most
 *
 * Returns: (transfer floating): an `a{sv}`
 */
GVariant *lineup_variants_from_library_hit (const LineupLibraryHit *hit,
                                            gint64 when,
                                            const LineupItem *item,
                                            const LineupEpisode *episode,
                                            const LineupMark *mark,
                                            gsize max_text);

/**
 * lineup_variants_tell_account:
 * @item: an `a{sv}`; a floating reference is taken
 * @account: id of its account
 *
 * Returns: (transfer floating): the same, with `account`
 */
GVariant *lineup_variants_tell_account (GVariant *item, const char *account);

/**
 * lineup_variants_from_library_state:
 * @entry: what is said of an item
 *
 * Returns: (transfer floating): an `a{sv}`, as `LibraryChanged` has it
 */
GVariant *lineup_variants_from_library_state (const LineupLibraryEntry *entry);

/**
 * lineup_variants_from_category:
 * @category: a category
 * @n_items: how many items it has
 * @max_text: bytes of a text, at most
 *
 * Returns: (transfer floating): an `a{sv}`
 */
GVariant *
lineup_variants_from_category (const LineupCategory *category, guint n_items, gsize max_text);

/**
 * lineup_variants_from_change:
 * @change: an item's change
 *
 * Returns: (transfer floating): an `a{sv}`
 */
GVariant *lineup_variants_from_change (const LineupChange *change);

/**
 * lineup_variants_from_playable:
 * @playable: what a player needs to play
 * @resume: seconds at which to go on, 0 for the beginning
 * @cookie: of the lease that was taken for it, 0 for none
 *
 * Returns: (transfer floating): an `a{sv}`, as of `GetStream`
 */
GVariant *
lineup_variants_from_playable (const LineupPlayable *playable, gint64 resume, guint cookie);

/**
 * lineup_variants_from_reports:
 * @reports: (element-type LineupStepReport): of the steps of a sync
 *
 * Returns: (transfer floating): an `aa{sv}`
 */
GVariant *lineup_variants_from_reports (GPtrArray *reports);

/**
 * lineup_variants_from_sync_figures:
 *
 * Returns: (transfer floating): an `a{sv}`
 */
GVariant *lineup_variants_from_sync_figures (const LineupSyncFigures *figures);

G_END_DECLS
