/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-shelf.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupLibraryRelink:
 *
 * Finds out what has become of all that a person has said something of: what is still there, what
 * has come back, perhaps under another id, and what is gone. What is gone for longer than
 * %LINEUP_LIBRARY_PATIENCE is dropped. The catalogue is read on any thread, beside whatever is said
 * meanwhile.
 */
typedef struct _LineupLibraryRelink LineupLibraryRelink;

/* Seconds for which what was said of an item is kept while it is away: those of a year. */
#define LINEUP_LIBRARY_PATIENCE (365 * 24 * 60 * 60)

/**
 * lineup_library_relink_new:
 * @shelf: what was said
 * @kinds: bits `1 << kind` of kinds in which what was gone may have come back
 *
 * Returns: (transfer full): what is to be looked for
 */
LineupLibraryRelink *lineup_library_relink_new (LineupLibraryShelf *shelf, guint kinds);

void lineup_library_relink_free (gpointer self);

/**
 * lineup_library_relink_read:
 * @self: what is to be looked for
 * @reader: a state of the catalogue
 * @error: as of #LineupReader
 *
 * Looks for all of it. An item that is where it was costs a look at it; where any is not, its kind
 * is read once. What was gone before is looked for beyond its place in kinds that were named.
 */
gboolean
lineup_library_relink_read (LineupLibraryRelink *self, LineupReader *reader, GError **error);

/**
 * lineup_library_relink_apply:
 * @shelf: gets what was found out
 * @now: Unix seconds
 * @data: a #LineupLibraryRelink that was read
 * @error: not used
 *
 * A #LineupLibraryChangeFunc. Where two entries turn out to be of one item they become one, in
 * which of each thing the newer counts.
 */
gboolean
lineup_library_relink_apply (LineupLibraryShelf *shelf, gint64 now, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryRelink, lineup_library_relink_free)

G_END_DECLS
