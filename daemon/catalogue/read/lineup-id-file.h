/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-query.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * lineup_id_file_make:
 * @reader: of the state to write
 * @query: a listing, whatever its cursor, its offset and its limit
 * @n_ids: (out): how many ids are in the file
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 *
 * Writes the ids of all that a listing has, in its order, as 64-bit integers, little-endian, to a
 * file without a name in the database's folder. It takes little memory, however many there are.
 *
 * Returns: the file, for reading only, at its start, for the caller to close; -1 on failure
 */
int
lineup_id_file_make (LineupReader *reader, const LineupQuery *query, guint *n_ids, GError **error);

G_END_DECLS
