/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * lineup_snapshot_make:
 * @reader: of the state to write
 * @kind: what to write
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 *
 * Writes all items of a kind as JSON Lines, in no particular order, to a file without a name in the
 * database's folder. Keys and values are those of an item on the bus.
 *
 * Returns: the file, for reading only, at its start, for the caller to close; -1 on failure
 */
int lineup_snapshot_make (LineupReader *reader, LineupKind kind, GError **error);

G_END_DECLS
