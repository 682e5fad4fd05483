/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item.h"
#include "lineup-marks.h"

G_BEGIN_DECLS

/**
 * LineupLibraryEntry:
 * @number: by which it is kept, 0 of one that is not kept yet
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 * @id: in the catalogue, or what it was there when it was last seen
 * @name: as the panel says, of an episode its title
 * @year: 0 if unknown
 * @tmdb_id: (nullable): decimal digits
 * @series: of an episode, the number of its series' entry; else 0
 * @season: of an episode
 * @episode: number of an episode within its season
 * @gone: Unix seconds since when it is not in the catalogue, 0 if it is there
 * @place: its place among the favourites of its kind, from 1; 0 if it is none
 * @favourite_when: Unix seconds when it became one, or ceased to be one; 0 if it never was
 * @hidden: whether it is hidden
 * @hidden_when: Unix seconds when that was said last
 * @watched: whether it was seen to its end; of a series, whether its last known episode was
 * @resume: seconds at which to go on, 0 for the beginning
 * @length: seconds that all of it takes, as a player has said; 0 if unknown
 * @programme: id of the programme that @resume is in, of a channel's archive; 0 if there is none
 * @played: Unix seconds when that was said last
 *
 * What a person has said of one item, and by what it is known again if the panel gives it another
 * id. Once it was given to others it does not change any more, and any thread may read it.
 */
typedef struct
{
  gint64 number;
  guint kind;
  gint64 id;
  char *name; /* (owned) */
  guint year;
  char *tmdb_id; /* (owned) (nullable) */
  gint64 series;
  gint64 season;
  gint64 episode;
  gint64 gone;
  gint64 place;
  gint64 favourite_when;
  gboolean hidden;
  gint64 hidden_when;
  gboolean watched;
  gint64 resume;
  gint64 length;
  gint64 programme;
  gint64 played;
} LineupLibraryEntry;

/**
 * lineup_library_entry_new:
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 * @id: in the catalogue
 * @name: as the panel says
 *
 * Returns: (transfer full): an entry that says nothing yet
 */
LineupLibraryEntry *lineup_library_entry_new (guint kind, gint64 id, const char *name);

/**
 * lineup_library_entry_new_of_item:
 * @kind: of the item
 * @item: an item of the catalogue
 *
 * Returns: (transfer full): an entry that says nothing yet
 */
LineupLibraryEntry *lineup_library_entry_new_of_item (LineupKind kind, const LineupItem *item);

/**
 * lineup_library_entry_copy:
 *
 * Returns: (transfer full): an entry that says the same, to be changed
 */
LineupLibraryEntry *lineup_library_entry_copy (const LineupLibraryEntry *self);

LineupLibraryEntry *lineup_library_entry_ref (LineupLibraryEntry *self);

void lineup_library_entry_unref (gpointer self);

/**
 * lineup_library_entry_identify:
 * @self: an entry that nobody else has yet
 * @item: what it is in the catalogue
 *
 * Takes note of the item's id, and of what it is known by.
 */
void lineup_library_entry_identify (LineupLibraryEntry *self, const LineupItem *item);

/**
 * lineup_library_entry_says_anything:
 *
 * Returns: whether it says more than that something was taken back
 */
gboolean lineup_library_entry_says_anything (const LineupLibraryEntry *self);

/**
 * lineup_library_entry_get_time:
 *
 * Returns: Unix seconds when anything was said of it last
 */
gint64 lineup_library_entry_get_time (const LineupLibraryEntry *self);

/**
 * lineup_library_entry_merge:
 * @self: an entry that nobody else has yet
 * @other: what somebody else has said of the same; of each thing the newer counts
 *
 * Places stay: who was no favourite before has none yet, and a place of -1.
 *
 * Returns: whether anything has changed
 */
gboolean lineup_library_entry_merge (LineupLibraryEntry *self, const LineupLibraryEntry *other);

/**
 * lineup_library_entry_get_mark:
 * @self: an entry of something that is in the catalogue
 *
 * Returns: what readers of the catalogue have to know of it
 */
LineupMark lineup_library_entry_get_mark (const LineupLibraryEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryEntry, lineup_library_entry_unref)

G_END_DECLS
