/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-reader.h"

G_BEGIN_DECLS

/* Ids of channels, for whoever asks something else of them. */

/**
 * lineup_channel_ids_read:
 * @reader: a reader
 * @category: (type utf8): id of a category
 * @error: %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 *
 * A #LineupReadFunc.
 *
 * Returns: (transfer full) (type GArray) (element-type gint64): all channels that are in it, none
 * if there is no such category
 */
gpointer lineup_channel_ids_read (LineupReader *reader, gpointer category, GError **error);

/**
 * lineup_channel_ids_intersect:
 * @ids: (element-type gint64): ids, of which those stay that are in @others
 * @others: (element-type gint64): ids; none for all
 */
void lineup_channel_ids_intersect (GArray *ids, const GArray *others);

G_END_DECLS
