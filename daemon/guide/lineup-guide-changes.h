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
