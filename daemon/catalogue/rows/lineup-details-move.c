/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-move.h"

#include "lineup-catalogue-schema.h"
#include "lineup-database-file.h"
#include "lineup-details-schema.h"
#include "lineup-list.h"
#include "lineup-transaction.h"

/* Items, each with its episodes, that are moved in one transaction. */
#define PIECE 100

/* Rows after one of them, up to another. */
typedef struct
{
  LineupKind kind;
  gint64 after;
  gint64 until;
} Piece;

static gboolean
find_next (LineupDatabase *database, Piece *piece, gboolean *found, GError **error)
{
  LineupStatement *next = lineup_database_get_statement (
      database, "details-next", piece->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (next);
  gboolean has_row = FALSE;

  if (next == NULL)
    return FALSE;
  lineup_statement_bind_int (next, "after", piece->after);
  lineup_statement_bind_int (next, "count", PIECE);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  piece->until = lineup_rows_get_int_or (&rows, "row", piece->after);
  *found = piece->until > piece->after;
  return TRUE;
}

static gboolean
run (LineupDatabase *database, const char *name, const Piece *piece, GError **error)
{
  LineupStatement *move = lineup_database_get_statement (database, name, piece->kind, error);

  if (move == NULL)
    return FALSE;
  lineup_statement_bind_int (move, "kind", piece->kind);
  lineup_statement_bind_int (move, "after", piece->after);
  lineup_statement_bind_int (move, "until", piece->until);
  return lineup_statement_execute (move, error);
}

/* Details come last, which say that their seasons and episodes are there already. */
static gboolean
move_piece (LineupDatabase *database, const Piece *piece, GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };

  return lineup_transaction_begin_write (&transaction, database, error)
         && run (database, "episodes-move", piece, error)
         && run (database, "seasons-move", piece, error)
         && run (database, "details-move", piece, error)
         && lineup_transaction_commit (&transaction, error);
}

static gboolean
move_kind (LineupDatabase *database, LineupKind kind, GError **error)
{
  Piece piece = { kind, G_MININT64, 0 };
  gboolean found = TRUE;

  while (found)
    {
      if (!find_next (database, &piece, &found, error)
          || (found && !move_piece (database, &piece, error)))
        return FALSE;
      piece.after = piece.until;
    }
  return TRUE;
}

static gboolean
has_any (LineupDatabase *database, gboolean *any, GError **error)
{
  *any = FALSE;
  for (guint kind = 0; kind < LINEUP_N_KINDS && !*any; kind++)
    {
      Piece piece = { (LineupKind)kind, G_MININT64, 0 };

      if (!find_next (database, &piece, any, error))
        return FALSE;
    }
  return TRUE;
}

/* Makes sure that there is a file beside @path, and tells where. */
static char *
make_file (const char *path, GError **error)
{
  static const LineupDatabaseFileFunctions functions = { NULL, NULL };
  const LineupSchema *schema = lineup_details_schema_get ();
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *details_path = NULL;
  g_autoptr (LineupReaderPool) readers = NULL;
  g_autoptr (LineupDatabaseFile) file = NULL;
  LineupIdleFiles *idle_files = lineup_idle_files_new ();

  name[strlen (name) - strlen (lineup_catalogue_schema_get ()->extension)] = '\0';
  details_path = lineup_database_file_get_path (schema, directory, name);
  readers = lineup_reader_pool_new (schema, details_path, idle_files);
  lineup_idle_files_unref (idle_files);
  file = lineup_database_file_new (schema, directory, name, &functions, NULL, readers);
  if (lineup_database_file_open (file, error) == NULL)
    return NULL;
  return g_steal_pointer (&details_path);
}

static gboolean
attach (LineupDatabase *database, const char *path, GError **error)
{
  LineupStatement *attach = lineup_database_get_statement (
      database, "details-attach", LINEUP_SCHEMA_ANY_SET, error);

  if (attach == NULL)
    return FALSE;
  lineup_statement_bind_text (attach, "path", path);
  return lineup_statement_execute (attach, error);
}

gboolean
lineup_details_move (LineupDatabase *database, GError **error)
{
  g_autofree char *path = NULL;
  gboolean any = FALSE;

  if (!has_any (database, &any, error))
    return FALSE;
  if (!any)
    return TRUE;
  path = make_file (lineup_database_get_path (database), error);
  if (path == NULL || !attach (database, path, error))
    return FALSE;
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if (!move_kind (database, (LineupKind)kind, error))
        return FALSE;
    }
  return lineup_database_run (database, "details-detach", LINEUP_SCHEMA_ANY_SET, error);
}
