/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_LIST_SOURCE (lineup_list_source_get_type ())
G_DECLARE_FINAL_TYPE (LineupListSource, lineup_list_source, LINEUP, LIST_SOURCE, GObject)

/**
 * LineupListSource:
 *
 * A panel's list that is in memory, read and decoded as one that arrives over the network.
 */

/**
 * lineup_list_source_new:
 * @list: which list
 * @text: the list, as the panel writes it
 *
 * Returns: (transfer full): a source that gives its elements
 */
LineupItemSource *lineup_list_source_new (LineupList list, const char *text);

G_END_DECLS
