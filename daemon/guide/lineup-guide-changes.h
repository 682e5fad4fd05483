/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * LineupGuideChange:
 * @item: the catalogue's id of a channel
 * @from: Unix seconds from which on something has changed
 * @until: Unix seconds until which
 */
typedef struct
{
  gint64 item;
  gint64 from;
  gint64 until;
} LineupGuideChange;

/**
 * LINEUP_GUIDE_EXTENT_MAX_ITEMS:
 *
 * Channels that are told by their ids, at most.
 */
#define LINEUP_GUIDE_EXTENT_MAX_ITEMS 100

/**
 * LineupGuideExtent:
 * @from: Unix seconds from which on something has changed
 * @until: Unix seconds until which
 * @items: (element-type gint64): the catalogue's ids of channels, none if they are many
 *
 * What a change was of.
 */
typedef struct
{
  gint64 from;
  gint64 until;
  GArray *items; /* (owned) */
} LineupGuideExtent;

/**
 * lineup_guide_extent_init:
 * @self: (out caller-allocates): becomes that of a change of all
 */
void lineup_guide_extent_init (LineupGuideExtent *self);

void lineup_guide_extent_clear (LineupGuideExtent *self);

/**
 * lineup_guide_extent_read:
 * @self: an extent
 * @database: a connection
 * @generation: number of a change
 * @error: as lineup_database_run()
 *
 * Finds out what a change was of.
 */
gboolean lineup_guide_extent_read (LineupGuideExtent *self,
                                   LineupDatabase *database,
                                   guint64 generation,
                                   GError **error);

/**
 * lineup_guide_changes_list:
 * @database: a connection that reads, without a transaction
 * @since: number of the last change that a copy knows
 * @limit: channels, at most
 * @generation: (out): number of the last change that is told of, or the current one if that is all
 * @is_complete: (out): whether that is all of what was changed up to @generation; %FALSE if it is
 *   too long ago, or too much: a copy has to read all anew
 * @error: as lineup_database_run()
 *
 * Lists what a copy has to read again.
 *
 * Returns: (transfer full) (element-type LineupGuideChange): what has changed, the oldest first
 */
GArray *lineup_guide_changes_list (LineupDatabase *database,
                                   guint64 since,
                                   guint limit,
                                   guint64 *generation,
                                   gboolean *is_complete,
                                   GError **error);

G_END_DECLS
