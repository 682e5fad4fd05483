/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-entry.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupLibraryFinding:
 * @entry: (nullable): the item, as an entry that says nothing yet; %NULL if the catalogue does not
 *   have it
 * @series: (nullable): of an episode, its series, likewise
 * @episodes: of a series, or of an episode's series: all that are known, in their order, likewise
 *
 * What the catalogue knows of something that a person wants to say something of.
 */
typedef struct
{
  LineupLibraryEntry *entry;  /* (owned) (nullable) */
  LineupLibraryEntry *series; /* (owned) (nullable) */
  GPtrArray *episodes;        /* (owned) (element-type LineupLibraryEntry) */
} LineupLibraryFinding;

void lineup_library_finding_free (gpointer self);

/**
 * lineup_library_lookup_read:
 * @reader: a state of the catalogue
 * @kind: a #LineupKind, or %LINEUP_KIND_EPISODES
 * @id: of the item
 * @error: as of #LineupReader
 *
 * Returns: (transfer full): what is known of it
 */
LineupLibraryFinding *
lineup_library_lookup_read (LineupReader *reader, guint kind, gint64 id, GError **error);

/**
 * lineup_library_lookup_list_episodes:
 * @reader: a state of the catalogue
 * @series: id of a series
 * @episodes: (element-type LineupLibraryEntry): gets all that are known
 * @error: as of #LineupReader
 */
gboolean lineup_library_lookup_list_episodes (LineupReader *reader,
                                              gint64 series,
                                              GPtrArray *episodes,
                                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryFinding, lineup_library_finding_free)

G_END_DECLS
