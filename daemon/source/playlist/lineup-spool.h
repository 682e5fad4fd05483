/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupSpool:
 *
 * Bytes that are written one after the other and read at the end, in a file that nobody else sees
 * and that goes with the process: memory does not grow with them. As long as they are those of
 * another time nothing is written at all. Blocks as files do; for one thread at a time.
 */
typedef struct _LineupSpool LineupSpool;

/**
 * lineup_spool_new:
 * @folder: where the file is to be
 * @known: (array length=known_length) (nullable): what may be written again; has to outlive the
 *   spool
 * @known_length: its bytes
 *
 * Returns: (transfer full): an empty spool
 */
LineupSpool *lineup_spool_new (const char *folder, const char *known, gsize known_length);

/**
 * lineup_spool_free:
 * @self: (transfer full): a spool
 */
void lineup_spool_free (LineupSpool *self);

/**
 * lineup_spool_append:
 * @self: a spool that was not read yet
 * @data: (array length=length): what to write
 * @length: its bytes
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE
 *
 * Returns: %FALSE with an error
 */
gboolean lineup_spool_append (LineupSpool *self, gconstpointer data, gsize length, GError **error);

/**
 * lineup_spool_get_length:
 *
 * Returns: bytes that were written
 */
gsize lineup_spool_get_length (LineupSpool *self);

/**
 * lineup_spool_read:
 * @self: a spool
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE
 *
 * Returns: (transfer none): all that was written, which stays as long as the spool; or %NULL with
 *   an error
 */
gconstpointer lineup_spool_read (LineupSpool *self, GError **error);

/**
 * lineup_spool_is_known:
 *
 * Returns: whether all that was known, and nothing else, was written again
 */
gboolean lineup_spool_is_known (LineupSpool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupSpool, lineup_spool_free)

G_END_DECLS
