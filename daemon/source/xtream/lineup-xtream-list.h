/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-body.h"
#include "lineup-source-list.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_XTREAM_LIST (lineup_xtream_list_get_type ())
G_DECLARE_FINAL_TYPE (LineupXtreamList, lineup_xtream_list, LINEUP, XTREAM_LIST, GObject)

/**
 * LineupXtreamList:
 *
 * A list on its way: downloads on the main thread, while a worker splits and decodes. What is
 * between the two is bounded.
 *
 * An error of the download reaches the worker after all that came before it, unless the list was
 * whole by then: only its closed top-level array proves that, and it is proof enough.
 */

/**
 * lineup_xtream_list_new:
 * @body: (transfer none): the answer's body
 * @list: what it holds
 *
 * Returns: (transfer full): a stream that is downloading
 */
LineupSourceList *lineup_xtream_list_new (LineupBody *body, LineupList list);

G_END_DECLS
