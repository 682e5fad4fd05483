/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-lookup.h"
#include "lineup-library-shelf.h"

G_BEGIN_DECLS

/**
 * LINEUP_LIBRARY_MAX_SECONDS:
 *
 * Seconds that anything takes to play, at most: some ten years.
 */
#define LINEUP_LIBRARY_MAX_SECONDS (10 * 366 * 24 * 60 * 60)

/**
 * LineupLibraryVerb:
 * @LINEUP_LIBRARY_FAVOURITE: it is one of the favourites, or none
 * @LINEUP_LIBRARY_MOVE: it is to be at another place among them
 * @LINEUP_LIBRARY_HIDE: it is hidden, or not
 * @LINEUP_LIBRARY_WATCH: it was seen to its end, or not; of a series, all that is known of it
 * @LINEUP_LIBRARY_RESUME: it was played up to a position
 * @LINEUP_LIBRARY_FORGET: nothing was ever said of it
 *
 * What a person says of an item.
 */
typedef enum
{
  LINEUP_LIBRARY_FAVOURITE,
  LINEUP_LIBRARY_MOVE,
  LINEUP_LIBRARY_HIDE,
  LINEUP_LIBRARY_WATCH,
  LINEUP_LIBRARY_RESUME,
  LINEUP_LIBRARY_FORGET,
} LineupLibraryVerb;

/**
 * LineupLibraryRequest:
 * @verb: what is said
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 * @id: of the item
 * @on: whether it is so, or is no more so
 * @place: among the favourites of its kind, from 0; behind the last one is the last
 * @resume: seconds, at most %LINEUP_LIBRARY_MAX_SECONDS
 * @length: seconds, likewise; 0 if unknown
 * @programme: id of the programme that @resume is in, 0 if there is none
 */
typedef struct
{
  LineupLibraryVerb verb;
  guint kind;
  gint64 id;
  gboolean on;
  guint place;
  gint64 resume;
  gint64 length;
  gint64 programme;
} LineupLibraryRequest;

/**
 * lineup_library_request_apply:
 * @self: what a person says
 * @finding: what the catalogue knows of the item
 * @shelf: gets it
 * @now: Unix seconds
 * @error: %LINEUP_ERROR_NOT_FOUND if neither the catalogue nor the shelf has the item, or if it is
 *   to be moved and is no favourite; %LINEUP_ERROR_STORAGE if there is no room for more. Nothing
 *   has changed then
 *
 * A position of less than 30 seconds changes nothing, one of 95 % of the length or more tells that
 * it was seen to its end. What is live has no position: that it was played is all that is kept.
 */
gboolean lineup_library_request_apply (const LineupLibraryRequest *self,
                                       const LineupLibraryFinding *finding,
                                       LineupLibraryShelf *shelf,
                                       gint64 now,
                                       GError **error);

/**
 * lineup_library_request_list_favourites:
 * @shelf: a shelf
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 *
 * Returns: (transfer full) (element-type LineupLibraryEntry): the favourites of a kind in their
 *   order
 */
GPtrArray *lineup_library_request_list_favourites (LineupLibraryShelf *shelf, guint kind);

/**
 * lineup_library_request_get_last_place:
 *
 * Returns: the last place among the favourites of a kind, 0 if there are none
 */
gint64 lineup_library_request_get_last_place (LineupLibraryShelf *shelf, guint kind);

/**
 * lineup_library_request_update_series:
 * @shelf: a shelf
 * @series: number of a series' entry
 * @episodes: (element-type LineupLibraryEntry): all that are known of it
 * @now: Unix seconds
 *
 * Whether a series was seen to its end its last episode tells, if any is known.
 */
void lineup_library_request_update_series (LineupLibraryShelf *shelf,
                                           gint64 series,
                                           const GPtrArray *episodes,
                                           gint64 now);

G_END_DECLS
