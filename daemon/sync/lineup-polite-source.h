/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-hosts.h"
#include "lineup-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_POLITE_SOURCE (lineup_polite_source_get_type ())
G_DECLARE_FINAL_TYPE (LineupPoliteSource, lineup_polite_source, LINEUP, POLITE_SOURCE, GObject)

/**
 * lineup_polite_source_new:
 * @source: a source
 * @host: what its patience is counted by
 * @hosts: has whose turn it is, over all accounts
 *
 * Makes a source that asks @source for accounts, details and single channels when it is @host's
 * turn: one such request at a time. A cancellable ends the waiting, too. Lists and guides are left
 * alone: whole syncs wait for one another.
 *
 * Returns: (transfer full): the source
 */
LineupSource *lineup_polite_source_new (LineupSource *source, const char *host, LineupHosts *hosts);

G_END_DECLS
