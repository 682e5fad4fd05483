/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"

G_BEGIN_DECLS

/**
 * LineupListSet:
 *
 * Some of the lists, each a bit; 0 is none of them.
 */
typedef guint LineupListSet;

/* A set of one list, also for constants. */
#define LINEUP_LIST_SET_OF(list) (1U << (list))

/* Bits of all lists. */
#define LINEUP_LIST_SET_ALL (LINEUP_LIST_SET_OF (LINEUP_N_LISTS) - 1)

/**
 * lineup_list_set_has:
 *
 * Returns: whether @list is one of @set
 */
gboolean lineup_list_set_has (LineupListSet set, LineupList list);

/**
 * lineup_list_set_count:
 *
 * Returns: how many lists there are in @set
 */
guint lineup_list_set_count (LineupListSet set);

/**
 * lineup_list_set_take_first:
 * @set: (inout): loses a list
 * @list: (out): the first of them, in the order in which a sync fetches them
 *
 * Returns: whether there was one
 */
gboolean lineup_list_set_take_first (LineupListSet *set, LineupList *list);

G_END_DECLS
