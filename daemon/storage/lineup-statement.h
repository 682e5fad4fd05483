/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * LineupStatement:
 *
 * SQL that a connection has prepared, and the values that are bound to it. It belongs to its
 * connection, see lineup_database_get_statement(), and is for the connection's thread.
 *
 * Parameters and columns go by the names that they have in the SQL, so that none can be taken for
 * another. A name that the SQL does not have is a mistake in the program, which ends there and
 * then. So is a parameter that was not bound since the statement last ran, whose next run fails.
 * What can't be bound is told then, too.
 */
typedef struct _LineupStatement LineupStatement;

/**
 * LineupRows:
 *
 * A statement that is being stepped through, with the row at hand. A statement that is left in the
 * middle would keep its transaction and its temporary tables from ending, so it is only ever
 * stepped through by rows: they reset it when they are cleared, which `g_auto` does on every way
 * out. One at a time for each statement.
 */
typedef struct
{
  LineupStatement *statement; /* (unowned) (nullable) */
} LineupRows;

/**
 * lineup_statement_bind_int:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 * @value: what it becomes
 */
void lineup_statement_bind_int (LineupStatement *self, const char *parameter, gint64 value);

/**
 * lineup_statement_bind_int_or_null:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 * @value: what it becomes
 * @null_value: becomes NULL
 */
void lineup_statement_bind_int_or_null (LineupStatement *self,
                                        const char *parameter,
                                        gint64 value,
                                        gint64 null_value);

/**
 * lineup_statement_bind_double:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 * @value: what it becomes
 */
void lineup_statement_bind_double (LineupStatement *self, const char *parameter, double value);

/**
 * lineup_statement_bind_null:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 */
void lineup_statement_bind_null (LineupStatement *self, const char *parameter);

/**
 * lineup_statement_bind_text:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 * @text: (nullable): what it becomes; it has to stay until the statement has run
 */
void lineup_statement_bind_text (LineupStatement *self, const char *parameter, const char *text);

/**
 * lineup_statement_bind_text_copy:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 * @text: (nullable): what it becomes
 */
void
lineup_statement_bind_text_copy (LineupStatement *self, const char *parameter, const char *text);

/**
 * lineup_statement_bind_blob:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 * @data: (nullable): what it becomes; it has to stay until the statement has run
 * @length: of @data, in bytes
 */
void lineup_statement_bind_blob (LineupStatement *self,
                                 const char *parameter,
                                 const void *data,
                                 gsize length);

/**
 * lineup_statement_bind_blob_copy:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 * @data: (nullable): what it becomes
 * @length: of @data, in bytes
 */
void lineup_statement_bind_blob_copy (LineupStatement *self,
                                      const char *parameter,
                                      const void *data,
                                      gsize length);

/**
 * lineup_statement_bind_empty_blob:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 */
void lineup_statement_bind_empty_blob (LineupStatement *self, const char *parameter);

/**
 * lineup_statement_bind_column:
 * @self: a statement that is not stepped through
 * @parameter: its name, without the colon
 * @rows: rows of another statement
 * @column: name of what the parameter becomes; copied
 */
void lineup_statement_bind_column (LineupStatement *self,
                                   const char *parameter,
                                   const LineupRows *rows,
                                   const char *column);

/**
 * lineup_statement_execute:
 * @self: a statement with what it needs bound
 * @error: as lineup_database_run()
 *
 * Runs a statement to its end; rows are skipped.
 */
gboolean lineup_statement_execute (LineupStatement *self, GError **error);

/**
 * lineup_statement_query:
 * @self: (nullable): a statement; what it needs may still be bound
 *
 * Returns: (transfer full): its rows, before the first one; to be kept in a `g_auto (LineupRows)`
 */
LineupRows lineup_statement_query (LineupStatement *self);

/**
 * lineup_rows_next:
 * @self: rows
 * @has_row: (out): whether there is one more; after the last one the statement is reset, and may be
 *   bound and stepped through again
 * @error: as lineup_database_run()
 */
gboolean lineup_rows_next (LineupRows *self, gboolean *has_row, GError **error);

/**
 * lineup_rows_clear:
 * @self: rows
 *
 * Resets the statement, and forgets what was bound to it.
 */
void lineup_rows_clear (LineupRows *self);

/**
 * lineup_rows_get_type:
 *
 * Returns: SQLite's type of a column of the row at hand, such as %SQLITE_INTEGER
 */
int lineup_rows_get_type (const LineupRows *self, const char *column);

/**
 * lineup_rows_is_null:
 *
 * Returns: whether a column of the row at hand is NULL
 */
gboolean lineup_rows_is_null (const LineupRows *self, const char *column);

/**
 * lineup_rows_get_int:
 *
 * Returns: a column of the row at hand, 0 if it is NULL
 */
gint64 lineup_rows_get_int (const LineupRows *self, const char *column);

/**
 * lineup_rows_get_int_or:
 * @self: rows
 * @column: its name
 * @null_value: what NULL becomes
 *
 * Returns: a column of the row at hand
 */
gint64 lineup_rows_get_int_or (const LineupRows *self, const char *column, gint64 null_value);

/**
 * lineup_rows_get_double:
 *
 * Returns: a column of the row at hand, 0 if it is NULL
 */
double lineup_rows_get_double (const LineupRows *self, const char *column);

/**
 * lineup_rows_get_text:
 *
 * Returns: (transfer none) (nullable): a column of the row at hand, until the next row
 */
const char *lineup_rows_get_text (const LineupRows *self, const char *column);

/**
 * lineup_rows_get_blob:
 * @self: rows
 * @column: its name
 * @length: (out): number of bytes
 *
 * Returns: (transfer none) (nullable): a column of the row at hand, until the next row
 */
const void *lineup_rows_get_blob (const LineupRows *self, const char *column, gsize *length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LineupRows, lineup_rows_clear)

G_END_DECLS
