/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue-fixture.h"
#include "lineup-change.h"

G_BEGIN_DECLS

/**
 * LineupFollower:
 * @rows: items of each kind, whole rows as text by their id
 * @generation: what the rows are from, 0 at first
 * @n_fresh_starts: how often history did not reach back to @generation
 *
 * A client that keeps a copy of a catalogue, in the way that is described at `ListChanges`.
 */
typedef struct
{
  GHashTable *rows[LINEUP_N_KINDS]; /* (owned) (element-type gint64 utf8) */
  guint64 generation;
  guint n_fresh_starts;
} LineupFollower;

LineupFollower *lineup_follower_new (void);
void lineup_follower_free (LineupFollower *self);

/* Makes up for all changes, in pages of @limit. */
void lineup_follower_catch_up (LineupFollower *self, LineupCatalogueFixture *fixture, guint limit);

/* Reads all anew, without asking what has changed. */
void lineup_follower_read_all (LineupFollower *self, LineupCatalogueFixture *fixture);

/* The copy has to be that of @other, row by row. */
void lineup_follower_assert_equal (LineupFollower *self, LineupFollower *other);

/* A page of changes: (element-type LineupChange). */
GArray *lineup_follower_list_changes (LineupCatalogueFixture *fixture,
                                      guint64 since,
                                      guint limit,
                                      guint64 *generation,
                                      gboolean *complete);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFollower, lineup_follower_free)

G_END_DECLS
