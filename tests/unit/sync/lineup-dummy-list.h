/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"
#include "lineup-source-list.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DUMMY_LIST (lineup_dummy_list_get_type ())
G_DECLARE_FINAL_TYPE (LineupDummyList, lineup_dummy_list, LINEUP, DUMMY_LIST, GObject)

/**
 * LineupDummyList:
 *
 * A list that a #LineupDummySource has opened, of as much text as was sent: flat objects in
 * brackets. Of each it knows the id, the name and the extension.
 */

/**
 * lineup_dummy_list_new:
 * @list: what it holds
 * @length: in bytes, as it is announced; -1 if it is not
 *
 * Returns: (transfer full): a list of which nothing has come
 */
LineupDummyList *lineup_dummy_list_new (LineupList list, gint64 length);

/* Some more of it comes. */
void lineup_dummy_list_send (LineupDummyList *self, const char *text);

/* No more of it comes. */
void lineup_dummy_list_end (LineupDummyList *self);

G_END_DECLS
