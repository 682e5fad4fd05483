/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-source.h"
#include "lineup-sync-queue.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_POLITE_PANEL (lineup_polite_panel_get_type ())
G_DECLARE_FINAL_TYPE (LineupPolitePanel, lineup_polite_panel, LINEUP, POLITE_PANEL, GObject)

/**
 * lineup_polite_panel_new:
 * @panel: a panel
 * @host: what its patience is counted by
 * @requests: in which small requests wait for one another, over all accounts
 *
 * Makes a panel that asks @panel for accounts and details when it is @host's turn: one such request
 * at a time. A cancellable ends the waiting, too. Lists are left alone: whole syncs wait for one
 * another.
 *
 * Returns: (transfer full): the panel
 */
LineupPanel *
lineup_polite_panel_new (LineupPanel *panel, const char *host, LineupSyncQueue *requests);

G_END_DECLS
