/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-statement.h"

#include "lineup-error.h"
#include "lineup-statement-private.h"

#include <string.h>

/* Parameters: there is a bit for each to tell whether it is bound. */
#define MAX_PARAMETERS (8 * (int)sizeof (gulong))

/* The names of parameters, or of columns, by their numbers from 0. */
typedef struct
{
  char **names; /* (owned) */
  guint n_names;
  guint next; /* after the one that was asked for last: they are bound and read in their order */
} Names;

struct _LineupStatement
{
  LineupDatabase *database; /* (unowned) */
  char *name;               /* (owned): of the SQL */
  sqlite3_stmt *handle;     /* (owned) */
  Names parameters;         /* (owned) */
  Names columns;            /* (owned) */
  gulong all;               /* a bit for each parameter */
  gulong bound;             /* those that were bound since the statement last ran */
  int bind_code;            /* of the first value that could not be bound, else SQLITE_OK */
  gboolean running;         /* in the middle of its rows */
};

/* Names */

static gboolean
names_find (Names *self, const char *name, guint *number)
{
  guint candidate = self->next;

  for (guint i = 0; i < self->n_names; i++)
    {
      const guint next = candidate + 1 < self->n_names ? candidate + 1 : 0;

      if (strcmp (self->names[candidate], name) == 0)
        {
          self->next = next;
          *number = candidate;
          return TRUE;
        }
      candidate = next;
    }
  return FALSE;
}

static void
names_add (Names *self, const char *name)
{
  self->names[self->n_names++] = g_strdup (name);
}

static void
names_clear (Names *self)
{
  for (guint i = 0; i < self->n_names; i++)
    g_free (self->names[i]);
  g_free (self->names);
}

static void
learn_parameters (LineupStatement *self)
{
  const int n = sqlite3_bind_parameter_count (self->handle);

  if (n > MAX_PARAMETERS)
    g_error ("%s.sql has too many parameters", self->name);
  self->parameters.names = g_new0 (char *, (gsize)n);
  for (int i = 1; i <= n; i++)
    {
      const char *name = sqlite3_bind_parameter_name (self->handle, i);

      if (name == NULL || name[0] != ':')
        g_error ("%s.sql has a parameter without a name", self->name);
      names_add (&self->parameters, name + 1);
      self->all |= 1UL << (i - 1);
    }
}

static void
learn_columns (LineupStatement *self)
{
  const int n = sqlite3_column_count (self->handle);

  self->columns.names = g_new0 (char *, (gsize)n);
  for (int i = 0; i < n; i++)
    {
      const char *name = sqlite3_column_name (self->handle, i);
      guint number = 0;

      if (name == NULL || name[strspn (name, G_CSET_a_2_z "_")] != '\0')
        g_error ("%s.sql has a column without a name", self->name);
      if (names_find (&self->columns, name, &number))
        g_error ("%s.sql has two columns %s", self->name, name);
      names_add (&self->columns, name);
    }
}

LineupStatement *
lineup_statement_new (LineupDatabase *database, const char *name, sqlite3_stmt *handle)
{
  LineupStatement *self = g_new0 (LineupStatement, 1);

  self->database = database;
  self->name = g_strdup (name);
  self->handle = handle;
  learn_parameters (self);
  learn_columns (self);
  return self;
}

void
lineup_statement_free (LineupStatement *self)
{
  sqlite3_finalize (self->handle);
  names_clear (&self->parameters);
  names_clear (&self->columns);
  g_free (self->name);
  g_free (self);
}

sqlite3_stmt *
lineup_statement_get_handle (LineupStatement *self)
{
  return self->handle;
}

/* The number of a column. */
static int
get_number (const LineupRows *rows, const char *column)
{
  LineupStatement *statement = rows->statement;
  guint number = 0;

  if (!names_find (&statement->columns, column, &number))
    g_error ("%s.sql has no column %s", statement->name, column);
  return (int)number;
}

/* Binding */

/* A parameter's number, which is bound now. */
static int
bind (LineupStatement *self, const char *parameter)
{
  guint number = 0;

  if (!names_find (&self->parameters, parameter, &number))
    g_error ("%s.sql has no parameter %s", self->name, parameter);
  self->bound |= 1UL << number;
  return (int)number + 1;
}

static void
check_bind (LineupStatement *self, int code)
{
  if (self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

void
lineup_statement_bind_int (LineupStatement *self, const char *parameter, gint64 value)
{
  check_bind (self, sqlite3_bind_int64 (self->handle, bind (self, parameter), value));
}

void
lineup_statement_bind_int_or_null (LineupStatement *self,
                                   const char *parameter,
                                   gint64 value,
                                   gint64 null_value)
{
  if (value == null_value)
    lineup_statement_bind_null (self, parameter);
  else
    lineup_statement_bind_int (self, parameter, value);
}

void
lineup_statement_bind_double (LineupStatement *self, const char *parameter, double value)
{
  check_bind (self, sqlite3_bind_double (self->handle, bind (self, parameter), value));
}

void
lineup_statement_bind_null (LineupStatement *self, const char *parameter)
{
  check_bind (self, sqlite3_bind_null (self->handle, bind (self, parameter)));
}

void
lineup_statement_bind_text (LineupStatement *self, const char *parameter, const char *text)
{
  check_bind (self,
              sqlite3_bind_text (self->handle, bind (self, parameter), text, -1, SQLITE_STATIC));
}

void
lineup_statement_bind_text_copy (LineupStatement *self, const char *parameter, const char *text)
{
  check_bind (self,
              sqlite3_bind_text (self->handle, bind (self, parameter), text, -1, SQLITE_TRANSIENT));
}

void
lineup_statement_bind_blob (LineupStatement *self,
                            const char *parameter,
                            const void *data,
                            gsize length)
{
  check_bind (
      self,
      sqlite3_bind_blob64 (self->handle, bind (self, parameter), data, length, SQLITE_STATIC));
}

void
lineup_statement_bind_blob_copy (LineupStatement *self,
                                 const char *parameter,
                                 const void *data,
                                 gsize length)
{
  check_bind (
      self,
      sqlite3_bind_blob64 (self->handle, bind (self, parameter), data, length, SQLITE_TRANSIENT));
}

void
lineup_statement_bind_empty_blob (LineupStatement *self, const char *parameter)
{
  check_bind (self, sqlite3_bind_zeroblob (self->handle, bind (self, parameter), 0));
}

void
lineup_statement_bind_column (LineupStatement *self,
                              const char *parameter,
                              const LineupRows *rows,
                              const char *column)
{
  check_bind (self,
              sqlite3_bind_value (
                  self->handle,
                  bind (self, parameter),
                  sqlite3_column_value (rows->statement->handle, get_number (rows, column))));
}

/* Running */

/* Whether each parameter was bound since the statement last ran. */
static gboolean
is_complete (const LineupStatement *self, GError **error)
{
  const int unbound = g_bit_nth_lsf (~self->bound & self->all, -1);

  if (unbound < 0)
    return TRUE;
  g_critical ("%s.sql is run without %s", self->name, self->parameters.names[unbound]);
  g_set_error (error,
               LINEUP_ERROR,
               LINEUP_ERROR_DATABASE,
               "%s was not given %s",
               lineup_database_get_schema (self->database)->title,
               self->parameters.names[unbound]);
  return FALSE;
}

static gboolean
is_bound (LineupStatement *self, GError **error)
{
  const int code = self->bind_code;

  if (!self->running && self->bound != self->all && !is_complete (self, error))
    return FALSE;
  self->bind_code = SQLITE_OK;
  if (code != SQLITE_OK)
    g_set_error (error,
                 LINEUP_ERROR,
                 LINEUP_ERROR_DATABASE,
                 "%s takes a value for none: %s",
                 lineup_database_get_schema (self->database)->title,
                 sqlite3_errstr (code));
  return code == SQLITE_OK;
}

/* Whatever runs next has to be given its values anew. */
static void
reset (LineupStatement *self)
{
  sqlite3_reset (self->handle);
  self->running = FALSE;
  self->bound = 0;
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
  reset (self);
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
  statement->running = TRUE;
  code = sqlite3_step (statement->handle);
  *has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    lineup_database_fail (statement->database, error);
  reset (statement);
  return code == SQLITE_DONE;
}

void
lineup_rows_clear (LineupRows *self)
{
  if (self->statement == NULL)
    return;
  reset (self->statement);
  sqlite3_clear_bindings (self->statement->handle);
  self->statement = NULL;
}

/* The row at hand */

int
lineup_rows_get_type (const LineupRows *self, const char *column)
{
  const int number = get_number (self, column);

  return sqlite3_column_type (self->statement->handle, number);
}

gboolean
lineup_rows_is_null (const LineupRows *self, const char *column)
{
  return lineup_rows_get_type (self, column) == SQLITE_NULL;
}

gint64
lineup_rows_get_int (const LineupRows *self, const char *column)
{
  const int number = get_number (self, column);

  return sqlite3_column_int64 (self->statement->handle, number);
}

gint64
lineup_rows_get_int_or (const LineupRows *self, const char *column, gint64 null_value)
{
  return lineup_rows_is_null (self, column) ? null_value : lineup_rows_get_int (self, column);
}

double
lineup_rows_get_double (const LineupRows *self, const char *column)
{
  const int number = get_number (self, column);

  return sqlite3_column_double (self->statement->handle, number);
}

const char *
lineup_rows_get_text (const LineupRows *self, const char *column)
{
  const int number = get_number (self, column);

  return (const char *)sqlite3_column_text (self->statement->handle, number);
}

const void *
lineup_rows_get_blob (const LineupRows *self, const char *column, gsize *length)
{
  const int number = get_number (self, column);
  const void *data = sqlite3_column_blob (self->statement->handle, number);

  *length = (gsize)sqlite3_column_bytes (self->statement->handle, number);
  return data;
}
