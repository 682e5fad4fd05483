/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * LineupBodyMap:
 *
 * Which text says what has a given hash. What is new is held back until it is much, and then stored
 * in the order of the hashes: one by one, each would be written to another page. For the
 * connection's thread, within one transaction.
 */
typedef struct _LineupBodyMap LineupBodyMap;

/**
 * lineup_body_map_new:
 * @database: (transfer none): a connection that writes, in a transaction; outlives the map
 * @is_empty: whether there is no text yet
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a map of what is stored
 */
LineupBodyMap *lineup_body_map_new (LineupDatabase *database, gboolean is_empty, GError **error);

/**
 * lineup_body_map_free:
 * @self: (transfer full): a map
 */
void lineup_body_map_free (LineupBodyMap *self);

/**
 * lineup_body_map_find:
 * @self: a map
 * @body: hash of what a programme says
 * @text: (out): the text's row, 0 if there is none
 * @error: as lineup_database_run()
 */
gboolean lineup_body_map_find (LineupBodyMap *self, guint64 body, gint64 *text, GError **error);

/**
 * lineup_body_map_add:
 * @self: a map
 * @body: a hash that it does not have
 * @text: the text's row
 * @error: as lineup_database_run()
 */
gboolean lineup_body_map_add (LineupBodyMap *self, guint64 body, gint64 text, GError **error);

/**
 * lineup_body_map_store:
 * @self: a map
 * @error: as lineup_database_run()
 *
 * Stores what is held back. To be called before the commit.
 */
gboolean lineup_body_map_store (LineupBodyMap *self, GError **error);

/**
 * lineup_body_map_remove:
 * @self: a map that holds nothing back
 * @body: a hash that it has
 * @error: as lineup_database_run()
 */
gboolean lineup_body_map_remove (LineupBodyMap *self, guint64 body, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupBodyMap, lineup_body_map_free)

G_END_DECLS
