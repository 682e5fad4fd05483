/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * lineup_tokenizer_register:
 * @connection: a connection to any database
 * @error: %LINEUP_ERROR_DATABASE
 *
 * Tells SQLite how we split and fold text, see #LineupWordReader: FTS5 by a tokenizer `lineup`,
 * which takes no arguments, and SQL by functions `lineup_name_key (text)` and `lineup_sort_key
 * (name_key)`. Without, a connection can't use what was made with them.
 */
gboolean lineup_tokenizer_register (sqlite3 *connection, GError **error);

G_END_DECLS
