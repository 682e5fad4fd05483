/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * lineup_details_move:
 * @database: a connection that writes, without a transaction, to a catalogue of version 5
 * @error: %LINEUP_ERROR_DATABASE or %LINEUP_ERROR_DISK_FULL
 *
 * Moves the details that a catalogue had until version 5 into the file beside it, piece by piece.
 * They stay where they were: what was moved when it was interrupted is not moved again the next
 * time, and the migration to version 6, which drops them, begins when all are on the disk.
 */
gboolean lineup_details_move (LineupDatabase *database, GError **error);

G_END_DECLS
