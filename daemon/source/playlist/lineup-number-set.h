/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupNumberSet:
 *
 * A set of numbers that are well spread over their bits, as hashes are: a million of them take
 * 16 MB, as there are no more than two places for each.
 */
typedef struct _LineupNumberSet LineupNumberSet;

/**
 * lineup_number_set_new:
 *
 * Returns: (transfer full): an empty set
 */
LineupNumberSet *lineup_number_set_new (void);

/**
 * lineup_number_set_free:
 * @self: (transfer full): a set
 */
void lineup_number_set_free (LineupNumberSet *self);

/**
 * lineup_number_set_add:
 * @self: a set
 * @number: any number
 *
 * Returns: whether it was not there yet
 */
gboolean lineup_number_set_add (LineupNumberSet *self, guint64 number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupNumberSet, lineup_number_set_free)

G_END_DECLS
