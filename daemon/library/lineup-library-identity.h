/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-entry.h"

G_BEGIN_DECLS

/**
 * LineupLibraryIdentity:
 *
 * By what an item is known again when a panel has given it another id: its TMDB id, else its title,
 * whatever its case, accents and width, and its year. For one thread at a time.
 */
typedef struct _LineupLibraryIdentity LineupLibraryIdentity;

/**
 * lineup_library_identity_new:
 *
 * Returns: (transfer full): an identity, of nothing yet
 */
LineupLibraryIdentity *lineup_library_identity_new (void);

void lineup_library_identity_free (LineupLibraryIdentity *self);

/**
 * lineup_library_identity_set:
 * @self: becomes what an item is known by
 * @name: as the panel says; has to stay as long as it is needed, as all text here
 * @year: 0 if unknown
 * @tmdb_id: (nullable): decimal digits
 */
void lineup_library_identity_set (LineupLibraryIdentity *self,
                                  const char *name,
                                  guint year,
                                  const char *tmdb_id);

/**
 * lineup_library_identity_get_title:
 *
 * Returns: (transfer none): the whole name, folded; until another one is set
 */
const char *lineup_library_identity_get_title (LineupLibraryIdentity *self);

/**
 * lineup_library_identity_get_core:
 *
 * Returns: (transfer none): the name without what panels put around it, folded; likewise
 */
const char *lineup_library_identity_get_core (LineupLibraryIdentity *self);

/**
 * LineupLibraryLikeness:
 * @LINEUP_LIBRARY_OTHER: this is something else
 * @LINEUP_LIBRARY_SIMILAR: one name has all words of the other: the panel may have renamed it
 * @LINEUP_LIBRARY_SAME: this is it
 */
typedef enum
{
  LINEUP_LIBRARY_OTHER,
  LINEUP_LIBRARY_SIMILAR,
  LINEUP_LIBRARY_SAME,
} LineupLibraryLikeness;

/**
 * lineup_library_identity_compare:
 * @self: what an item was known by
 * @other: what is at its id now
 *
 * Returns: whether that may be the same
 */
LineupLibraryLikeness
lineup_library_identity_compare (LineupLibraryIdentity *self, LineupLibraryIdentity *other);

/**
 * lineup_library_identity_fits:
 * @self: what an item was known by
 * @year: of another one of the same title, 0 if unknown
 * @tmdb_id: (nullable): of the other one
 *
 * Returns: whether what is known beside their titles leaves it possible that they are the same
 */
gboolean
lineup_library_identity_fits (LineupLibraryIdentity *self, guint year, const char *tmdb_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryIdentity, lineup_library_identity_free)

G_END_DECLS
