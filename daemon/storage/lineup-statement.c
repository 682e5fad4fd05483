/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-statement.h"

#include "lineup-error.h"
#include "lineup-statement-private.h"

struct _LineupStatement
{
  LineupDatabase *database; /* (unowned) */
  sqlite3_stmt *handle;     /* (owned) */
  int bind_code;            /* of the first value that could not be bound, else SQLITE_OK */
};

LineupStatement *
lineup_statement_new (LineupDatabase *database, sqlite3_stmt *handle)
{
  LineupStatement *self = g_new0 (LineupStatement, 1);

  self->database = database;
  self->handle = handle;
  return self;
}

void
lineup_statement_free (LineupStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

sqlite3_stmt *
lineup_statement_get_handle (LineupStatement *self)
{
  return self->handle;
}

/* Binding */

static void
check_bind (LineupStatement *self, int code)
{
  if (self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

void
lineup_statement_bind_int (LineupStatement *self, int parameter, gint64 value)
{
  check_bind (self, sqlite3_bind_int64 (self->handle, parameter, value));
}

void
lineup_statement_bind_double (LineupStatement *self, int parameter, double value)
{
  check_bind (self, sqlite3_bind_double (self->handle, parameter, value));
}

void
lineup_statement_bind_null (LineupStatement *self, int parameter)
{
  check_bind (self, sqlite3_bind_null (self->handle, parameter));
}

void
lineup_statement_bind_text (LineupStatement *self, int parameter, const char *text)
{
  check_bind (self, sqlite3_bind_text (self->handle, parameter, text, -1, SQLITE_STATIC));
}

void
lineup_statement_bind_text_copy (LineupStatement *self, int parameter, const char *text)
{
  check_bind (self, sqlite3_bind_text (self->handle, parameter, text, -1, SQLITE_TRANSIENT));
}

void
lineup_statement_bind_blob (LineupStatement *self, int parameter, const void *data, gsize length)
{
  check_bind (self, sqlite3_bind_blob64 (self->handle, parameter, data, length, SQLITE_STATIC));
}

void
lineup_statement_bind_blob_copy (LineupStatement *self,
                                 int parameter,
                                 const void *data,
                                 gsize length)
{
  check_bind (self, sqlite3_bind_blob64 (self->handle, parameter, data, length, SQLITE_TRANSIENT));
}

void
lineup_statement_bind_empty_blob (LineupStatement *self, int parameter)
{
  check_bind (self, sqlite3_bind_zeroblob (self->handle, parameter, 0));
}

void
lineup_statement_bind_column (LineupStatement *self,
                              int parameter,
                              const LineupRows *rows,
                              int column)
{
  check_bind (self,
              sqlite3_bind_value (
                  self->handle, parameter, sqlite3_column_value (rows->statement->handle, column)));
}

/* Running */

static gboolean
is_bound (LineupStatement *self, GError **error)
{
  const int code = self->bind_code;

  self->bind_code = SQLITE_OK;
  if (code != SQLITE_OK)
    g_set_error (error,
                 LINEUP_ERROR,
                 LINEUP_ERROR_DATABASE,
                 "The catalogue's database takes a value for none: %s",
                 sqlite3_errstr (code));
  return code == SQLITE_OK;
}

gboolean
lineup_statement_execute (LineupStatement *self, GError **error)
{
  int code = SQLITE_ROW;

  if (!is_bound (self, error))
    return FALSE;
  while (code == SQLITE_ROW)
    code = sqlite3_step (self->handle);
  if (code != SQLITE_DONE)
    lineup_database_fail (self->database, error);
  sqlite3_reset (self->handle);
  return code == SQLITE_DONE;
}

LineupRows
lineup_statement_query (LineupStatement *self)
{
  const LineupRows rows = { self };

  g_warn_if_fail (self == NULL || !sqlite3_stmt_busy (self->handle));
  return rows;
}

gboolean
lineup_rows_next (LineupRows *self, gboolean *has_row, GError **error)
{
  LineupStatement *statement = self->statement;
  int code = SQLITE_DONE;

  *has_row = FALSE;
  if (!is_bound (statement, error))
    return FALSE;
  code = sqlite3_step (statement->handle);
  *has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    lineup_database_fail (statement->database, error);
  sqlite3_reset (statement->handle);
  return code == SQLITE_DONE;
}

void
lineup_rows_clear (LineupRows *self)
{
  if (self->statement == NULL)
    return;
  sqlite3_reset (self->statement->handle);
  sqlite3_clear_bindings (self->statement->handle);
  self->statement = NULL;
}

/* The row at hand */

int
lineup_rows_get_n_columns (const LineupRows *self)
{
  return sqlite3_column_count (self->statement->handle);
}

int
lineup_rows_get_type (const LineupRows *self, int column)
{
  return sqlite3_column_type (self->statement->handle, column);
}

gboolean
lineup_rows_is_null (const LineupRows *self, int column)
{
  return lineup_rows_get_type (self, column) == SQLITE_NULL;
}

gint64
lineup_rows_get_int (const LineupRows *self, int column)
{
  return sqlite3_column_int64 (self->statement->handle, column);
}

double
lineup_rows_get_double (const LineupRows *self, int column)
{
  return sqlite3_column_double (self->statement->handle, column);
}

const char *
lineup_rows_get_text (const LineupRows *self, int column)
{
  return (const char *)sqlite3_column_text (self->statement->handle, column);
}

const void *
lineup_rows_get_blob (const LineupRows *self, int column, gsize *length)
{
  const void *data = sqlite3_column_blob (self->statement->handle, column);

  *length = (gsize)sqlite3_column_bytes (self->statement->handle, column);
  return data;
}
