/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"

G_BEGIN_DECLS

/**
 * LineupDetailsWriter:
 *
 * Hands details to one account's catalogue, whose writer may be busy with an import for minutes,
 * and has them until they are stored. Has a reference count; for the main thread.
 */
typedef struct _LineupDetailsWriter LineupDetailsWriter;

/**
 * lineup_details_writer_new:
 * @account: account id
 * @catalogue: where they are stored
 *
 * Returns: (transfer full): a writer
 */
LineupDetailsWriter *lineup_details_writer_new (const char *account, LineupCatalogue *catalogue);

/**
 * lineup_details_writer_ref:
 *
 * Returns: (transfer full): @self
 */
LineupDetailsWriter *lineup_details_writer_ref (LineupDetailsWriter *self);

/**
 * lineup_details_writer_unref:
 * @self: (transfer full): a writer; what it has been given is still stored
 */
void lineup_details_writer_unref (LineupDetailsWriter *self);

/**
 * lineup_details_writer_put:
 * @self: a writer
 * @kind: movies or series
 * @id: of the item
 * @details: what is known of it, in place of what was
 *
 * Stores details when it can. That they can't be is logged.
 */
void lineup_details_writer_put (LineupDetailsWriter *self,
                                LineupKind kind,
                                gint64 id,
                                LineupDetails *details);

/**
 * lineup_details_writer_peek:
 * @self: a writer
 * @kind: movies or series
 * @id: of the item
 *
 * Returns: (transfer none) (nullable): details that are not stored yet
 */
LineupDetails *lineup_details_writer_peek (LineupDetailsWriter *self, LineupKind kind, gint64 id);

/**
 * lineup_details_writer_peek_episode:
 * @self: a writer
 * @id: of an episode
 * @series: (out): id of its series, if there is such an episode
 *
 * Returns: (transfer none) (nullable): the episode, of details that are not stored yet
 */
const LineupEpisode *
lineup_details_writer_peek_episode (LineupDetailsWriter *self, gint64 id, gint64 *series);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupDetailsWriter, lineup_details_writer_unref)

G_END_DECLS
