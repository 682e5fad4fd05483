/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-figures.h"
#include "lineup-rendered-lists.h"

G_BEGIN_DECLS

/* Calls whose times lineup_daemon_run() measures. */
#define LINEUP_DAEMON_RUN_GET        "Get of a property, account that syncs"
#define LINEUP_DAEMON_RUN_LIST_SAME  "ListItems of 50, account that syncs"
#define LINEUP_DAEMON_RUN_LIST_OTHER "ListItems of 50, other account"
#define LINEUP_DAEMON_RUN_GET_ITEM   "GetItem, other account"

/**
 * lineup_daemon_run:
 * @lists: what the panel has
 * @figures: where the figures go
 *
 * Starts the daemon with nothing, and lets it sync each list after the other; then a second account
 * for the first time, while it is called all the time; and starts it again. Then it has the first
 * sync anew, over TLS from an nginx that offers HTTP/2. Figures are memory after the first and the
 * last start as `idle-empty` and `idle-full`, a cost for each of `first`, `unchanged`, `changed`,
 * `added`, `gzip` and `tls`, the number of rows that were added and changed as
 * `added.rows-added` and so on, and times of the calls.
 */
void lineup_daemon_run (LineupRenderedLists *lists, LineupFigures *figures);

G_END_DECLS
