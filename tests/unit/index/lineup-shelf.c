/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-shelf.h"

#include "lineup-index-merger.h"
#include "lineup-index-schema.h"
#include "lineup-index-segments.h"
#include "lineup-migration.h"
#include "lineup-shelf-sql.h"
#include "lineup-test-files.h"
#include "lineup-transaction.h"

static const char *const sets[] = { "books", NULL };

static const LineupSchema schema = {
  .title = "The shelf's database",
  .get_resource = lineup_shelf_sql_get_resource,
  .folder = "/io/github/lineupd/Lineup1/tests/shelf/",
  .application_id = 0x5368656c,
  .version = 1,
  .part = &lineup_index_schema_part,
  .word = "shelf",
  .sets = sets,
};

static void
open_database (LineupShelf *self)
{
  g_autofree char *path = g_build_filename (self->directory, "shelf.db", NULL);
  g_autoptr (GError) error = NULL;

  self->database = lineup_database_open (&schema, path, LINEUP_DATABASE_WRITER, &error);
  g_assert_no_error (error);
}

void
lineup_shelf_reopen (LineupShelf *self)
{
  lineup_database_close (self->database);
  open_database (self);
}

LineupShelf *
lineup_shelf_new (void)
{
  LineupShelf *self = g_new0 (LineupShelf, 1);
  g_autoptr (GError) error = NULL;
  gboolean usable = FALSE;

  self->directory = g_dir_make_tmp ("lineup-shelf-XXXXXX", NULL);
  open_database (self);
  lineup_migration_run (self->database, &usable, &error);
  g_assert_no_error (error);
  lineup_database_run (self->database, "index-make", LINEUP_SHELF_BOOKS, &error);
  g_assert_no_error (error);
  return self;
}

void
lineup_shelf_free (LineupShelf *self)
{
  lineup_database_close (self->database);
  lineup_test_files_remove (self->directory);
  g_free (self->directory);
  g_free (self);
}

void
lineup_shelf_add (LineupShelf *self, const LineupIndexRow *rows, gsize n_rows)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupIndexWriter) writer = NULL;
  gboolean is_done = FALSE;

  lineup_transaction_begin_write (&transaction, self->database, &error);
  g_assert_no_error (error);
  writer = lineup_index_writer_begin (self->database, LINEUP_SHELF_BOOKS, self->directory, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < n_rows; i++)
    {
      lineup_index_writer_add (writer, &rows[i], &error);
      g_assert_no_error (error);
    }
  lineup_index_writer_write (writer, G_MAXUINT32, &is_done, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  lineup_index_writer_end (writer, &error);
  g_assert_no_error (error);
  lineup_transaction_commit (&transaction, &error);
  g_assert_no_error (error);
}

/* Goes on with a piece in a transaction of its own. Returns whether that was all. */
static gboolean
merge_piece (LineupShelf *self, LineupIndexMerger **merger, guint32 n_leaves)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };
  gboolean is_done = TRUE;

  lineup_transaction_begin_write (&transaction, self->database, &error);
  g_assert_no_error (error);
  if (*merger == NULL)
    lineup_index_merger_begin (self->database, LINEUP_SHELF_BOOKS, merger, &error);
  g_assert_no_error (error);
  if (*merger != NULL)
    lineup_index_merger_go_on (*merger, n_leaves, &is_done, &error);
  g_assert_no_error (error);
  lineup_transaction_commit (&transaction, &error);
  g_assert_no_error (error);
  return is_done;
}

static gboolean
tidy_piece (LineupShelf *self, guint32 n_leaves)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };
  gboolean is_done = TRUE;

  lineup_transaction_begin_write (&transaction, self->database, &error);
  g_assert_no_error (error);
  lineup_index_segments_tidy (self->database, LINEUP_SHELF_BOOKS, n_leaves, &is_done, &error);
  g_assert_no_error (error);
  lineup_transaction_commit (&transaction, &error);
  g_assert_no_error (error);
  return is_done;
}

gboolean
lineup_shelf_merge (LineupShelf *self, guint32 n_leaves)
{
  g_autoptr (LineupIndexMerger) merger = NULL;

  while (!merge_piece (self, &merger, n_leaves))
    continue;
  while (!tidy_piece (self, n_leaves))
    continue;
  return merger != NULL;
}
