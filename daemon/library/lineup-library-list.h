/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-shelf.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupLibraryListing:
 * @LINEUP_LIBRARY_FAVOURITES: favourites, kind by kind, in their order
 * @LINEUP_LIBRARY_LATEST_FAVOURITES: favourites, the last that became one first
 * @LINEUP_LIBRARY_CONTINUE: what was begun and not seen to its end, the last first
 * @LINEUP_LIBRARY_HISTORY: what was played, the last first
 */
typedef enum
{
  LINEUP_LIBRARY_FAVOURITES,
  LINEUP_LIBRARY_LATEST_FAVOURITES,
  LINEUP_LIBRARY_CONTINUE,
  LINEUP_LIBRARY_HISTORY,
} LineupLibraryListing;

/**
 * LineupLibraryHit:
 * @entry: what was said
 * @series: (nullable): of an episode, what was said of its series
 *
 * One line of a list.
 */
typedef struct
{
  LineupLibraryEntry *entry;  /* (owned) */
  LineupLibraryEntry *series; /* (owned) (nullable) */
} LineupLibraryHit;

/**
 * LineupLibraryList:
 *
 * What was said and is to be listed, while the catalogue is read for it. Does not change, and any
 * thread may have it.
 */
typedef struct _LineupLibraryList LineupLibraryList;

/**
 * lineup_library_list_new:
 * @listing: which list
 * @kinds: bits `1 << kind` of the kinds that are wanted; episodes are wanted with series, too
 * @gone: whether also what the catalogue does not have now
 * @shelf: has what was said
 * @marks: (transfer none): of the same
 *
 * Returns: (transfer full): what is to be listed
 */
LineupLibraryList *lineup_library_list_new (LineupLibraryListing listing,
                                            guint kinds,
                                            gboolean gone,
                                            LineupLibraryShelf *shelf,
                                            LineupMarks *marks);

void lineup_library_list_free (gpointer self);

/**
 * lineup_library_list_get_when:
 * @self: a list
 * @hit: one line of it
 *
 * Returns: Unix seconds when that was said which it is listed for
 */
gint64 lineup_library_list_get_when (const LineupLibraryList *self, const LineupLibraryHit *hit);

/**
 * LineupLibraryListFunc:
 * @hit: what was said
 * @item: (nullable): the item, of an episode its series; %NULL if it is gone
 * @episode: (nullable): of an episode, what is known of it; in what one can go on with it may be
 *   the next one
 * @mark: (nullable): what was said of @episode
 * @user_data: what was given with it
 *
 * All that it gets is valid for this call.
 *
 * Returns: whether there is room for another one
 */
typedef gboolean (*LineupLibraryListFunc) (const LineupLibraryHit *hit,
                                           const LineupItem *item,
                                           const LineupEpisode *episode,
                                           const LineupMark *mark,
                                           gpointer user_data);

/**
 * lineup_library_list_read:
 * @self: what is to be listed
 * @reader: a state of the catalogue
 * @limit: lines, at most
 * @func: is told of each, in their order
 * @user_data: for @func
 * @error: as of #LineupReader
 *
 * Reads what is listed. What is hidden is left out.
 */
gboolean lineup_library_list_read (const LineupLibraryList *self,
                                   LineupReader *reader,
                                   guint limit,
                                   LineupLibraryListFunc func,
                                   gpointer user_data,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryList, lineup_library_list_free)

G_END_DECLS
