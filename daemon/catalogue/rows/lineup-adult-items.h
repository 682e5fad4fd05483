/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-change-log.h"
#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * lineup_adult_items_follow:
 * @database: a connection that writes
 * @kind: of the items
 * @categories: (element-type guint32): keys of categories that have come to be marked as for
 * adults, or to be so no more; what they are now is stored
 * @changes: where the items' changes are added
 * @n_changed: (out): how many items are adult now and were not, or the other way round
 * @error: as lineup_database_run()
 *
 * An item is adult when its element or any of its categories says so. Makes the items of categories
 * follow what these have come to say, although nothing of the items themselves has arrived.
 */
gboolean lineup_adult_items_follow (LineupDatabase *database,
                                    LineupKind kind,
                                    const GArray *categories,
                                    LineupChangeLog *changes,
                                    guint64 *n_changed,
                                    GError **error);

G_END_DECLS
