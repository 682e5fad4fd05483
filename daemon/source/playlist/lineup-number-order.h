/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupNumberFunc:
 * @data: of who sorts
 * @index: of an entry; asked for one after another, several times
 *
 * Returns: what the entry is sorted by, 0 for one that is left out
 */
typedef guint64 (*LineupNumberFunc) (gconstpointer data, gsize index);

/**
 * lineup_number_order_make:
 * @n: how many entries there are, less than 2^32
 * @func: (scope call): says what each is sorted by
 * @data: for @func
 * @max: what no number is above; numbers are spread evenly up to there
 * @n_sorted: (out): how many entries are sorted
 *
 * Sorts entries by numbers, and equal ones by their places, in parts: of much memory only what is
 * returned is needed.
 *
 * Returns: (transfer full) (array length=n_sorted): the entries in their order
 */
guint32 *lineup_number_order_make (
    gsize n, LineupNumberFunc func, gconstpointer data, guint64 max, gsize *n_sorted);

G_END_DECLS
