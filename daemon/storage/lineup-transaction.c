/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-transaction.h"

#include "lineup-error.h"

static gboolean
begin (LineupTransaction *self, LineupDatabase *database, const char *statement, GError **error)
{
  self->database = NULL;
  if (lineup_database_run (database, statement, LINEUP_SCHEMA_ANY_SET, error))
    {
      self->database = database;
      return TRUE;
    }
  /* SQLite may have been interrupted when it had begun one already. */
  lineup_database_roll_back (database);
  return FALSE;
}

gboolean
lineup_transaction_begin_read (LineupTransaction *self, LineupDatabase *database, GError **error)
{
  return begin (self, database, "begin-read", error);
}

gboolean
lineup_transaction_begin_write (LineupTransaction *self, LineupDatabase *database, GError **error)
{
  return begin (self, database, "begin-write", error);
}

/* A file that was deleted under the connection would take the commit along into nothing. */
static gboolean
has_file (LineupTransaction *self, GError **error)
{
  if (!lineup_database_has_moved (self->database))
    return TRUE;
  g_set_error (error,
               LINEUP_ERROR,
               LINEUP_ERROR_DATABASE,
               "%s was deleted while it was written",
               lineup_database_get_schema (self->database)->title);
  return FALSE;
}

gboolean
lineup_transaction_commit (LineupTransaction *self, GError **error)
{
  if (!has_file (self, error))
    return FALSE;
  if (!lineup_database_run (self->database, "commit", LINEUP_SCHEMA_ANY_SET, error))
    return FALSE;
  self->database = NULL;
  return TRUE;
}

void
lineup_transaction_clear (LineupTransaction *self)
{
  LineupDatabase *database = g_steal_pointer (&self->database);

  if (database != NULL)
    lineup_database_roll_back (database);
}
