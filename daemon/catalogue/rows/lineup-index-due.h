/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-list.h"

G_BEGIN_DECLS

/* Whether a kind's search index is whole, or due: to be made of the kind's rows. It is said in the
 * transaction of the rows, so that no crash leaves an index behind that lacks some.
 *
 * The number of a kind is odd while its index is due, and never comes again: whoever makes an index
 * in several transactions knows by it that there are other rows. */

/**
 * lineup_index_due_is_odd:
 * @number: of a kind
 *
 * Returns: whether its index is due
 */
gboolean lineup_index_due_is_odd (guint64 number);

/**
 * lineup_index_due_get:
 * @database: a connection
 * @kind: a kind
 * @number: (out): its number
 * @error: as lineup_database_run()
 */
gboolean
lineup_index_due_get (LineupDatabase *database, LineupKind kind, guint64 *number, GError **error);

/**
 * lineup_index_due_set:
 * @database: a connection that writes
 * @kind: a kind, whose index lacks something from now on, or something else than before
 * @error: as lineup_database_run()
 */
gboolean lineup_index_due_set (LineupDatabase *database, LineupKind kind, GError **error);

/**
 * lineup_index_due_end:
 * @database: a connection that writes
 * @kind: a kind, whose index is whole
 * @error: as lineup_database_run()
 */
gboolean lineup_index_due_end (LineupDatabase *database, LineupKind kind, GError **error);

G_END_DECLS
