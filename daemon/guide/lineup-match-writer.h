/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-match-plan.h"

G_BEGIN_DECLS

/**
 * lineup_match_writer_run:
 * @database: a connection that writes, without a transaction
 * @plan: what is matched
 * @generation: (out): number of the change, 0 if all is as it was
 * @error: as lineup_database_run()
 *
 * Finds which channels of guides are which of the catalogue's, by the rule of #LineupMatcher for
 * each source and by what a person has said, and writes what is not so already, in one transaction.
 * What is past at a channel is kept as long as the longest archive of those that have it.
 */
gboolean lineup_match_writer_run (LineupDatabase *database,
                                  const LineupMatchPlan *plan,
                                  guint64 *generation,
                                  GError **error);

G_END_DECLS
