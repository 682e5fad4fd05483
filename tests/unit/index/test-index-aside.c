/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-index.h"
#include "lineup-random-text.h"
#include "lineup-shelf.h"
#include "lineup-transaction.h"

#include <string.h>

/* Words that are cut on a thread of their own make the same index as those that are cut at once,
 * however far the thread is behind. */

/* Rows: of several windows. */
#define N_ROWS (5 * LINEUP_ROW_SET_WINDOW / 2)

/* Texts: beside the name. */
#define N_TEXTS 2

typedef struct
{
  char *name;           /* (owned) */
  char *texts[N_TEXTS]; /* (owned) (nullable) */
  char *tag;            /* (owned) */
} Book;

static void
book_clear (gpointer data)
{
  Book *self = data;

  g_free (self->name);
  g_free (self->tag);
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
}

static GArray *
make_books (void)
{
  GArray *books = g_array_new (FALSE, TRUE, sizeof (Book));

  g_array_set_clear_func (books, book_clear);
  for (guint i = 0; i < N_ROWS; i++)
    {
      const Book book = {
        .name = lineup_random_text_name (),
        .texts = { lineup_random_text_roll (2) == 0 ? lineup_random_text_words (8) : NULL,
                   lineup_random_text_words (20) },
        .tag = g_strdup_printf ("t%c", 'a' + (int)lineup_random_text_roll (20)),
      };

      g_array_append_val (books, book);
    }
  return books;
}

static void
add (LineupIndexWriter *writer, const GArray *books, guint32 row)
{
  const Book *book = &g_array_index (books, Book, row);
  g_autoptr (GError) error = NULL;
  const LineupIndexRow added = {
    .row = row,
    .id = row * 3,
    .merit = (guint16)(row % 1000),
    .name = book->name,
    .texts = (const char *const *)book->texts,
    .n_texts = N_TEXTS,
    .tags = (const char *const *)&book->tag,
    .n_tags = 1,
    .extra = { (guint8)row },
    .is_new = TRUE,
  };

  lineup_index_writer_add (writer, &added, &error);
  g_assert_no_error (error);
}

/* Returns how many windows were left out. */
static guint
add_left (LineupIndexWriter *writer, const GArray *books)
{
  guint n_windows = 0;
  guint window = 0;

  for (; lineup_index_writer_take_left (writer, &window); n_windows++)
    {
      const guint32 beyond = MIN ((window + 1) * LINEUP_ROW_SET_WINDOW, books->len);

      for (guint32 row = window * LINEUP_ROW_SET_WINDOW; row < beyond; row++)
        add (writer, books, row);
    }
  return n_windows;
}

static guint
fill (LineupShelf *shelf, const GArray *books, gboolean aside)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupIndexWriter) writer = NULL;
  guint n_left = 0;

  lineup_transaction_begin_write (&transaction, shelf->database, &error);
  g_assert_no_error (error);
  writer = lineup_index_writer_begin (
      shelf->database, LINEUP_SHELF_BOOKS, shelf->directory, &error);
  g_assert_no_error (error);
  if (aside)
    lineup_index_writer_cut_aside (writer);
  for (guint32 row = 0; row < books->len; row++)
    add (writer, books, row);
  lineup_index_writer_end_aside (writer, &error);
  g_assert_no_error (error);
  n_left = add_left (writer, books);
  lineup_index_writer_finish (writer, &error);
  g_assert_no_error (error);
  lineup_transaction_commit (&transaction, &error);
  g_assert_no_error (error);
  return n_left;
}

static void
compare_postings (LineupIndex *index, LineupIndex *other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupPostingSource) source = lineup_index_open_segment (
      index, &g_array_index (lineup_index_get_segments (index), LineupIndexSegment, 0), &error);
  g_autoptr (LineupPostingSource) expected = lineup_index_open_segment (
      other, &g_array_index (lineup_index_get_segments (other), LineupIndexSegment, 0), &error);
  gboolean has_posting = TRUE;
  gboolean is_expected = TRUE;

  g_assert_no_error (error);
  while (has_posting)
    {
      LineupPosting posting;
      LineupPosting wanted;

      lineup_posting_source_next (source, &posting, &has_posting, &error);
      g_assert_no_error (error);
      lineup_posting_source_next (expected, &wanted, &is_expected, &error);
      g_assert_no_error (error);
      g_assert_cmpint (has_posting, ==, is_expected);
      if (!has_posting)
        return;
      g_assert_cmpmem (posting.key, posting.n_key, wanted.key, wanted.n_key);
      g_assert_cmpuint (posting.window, ==, wanted.window);
      g_assert_cmpmem (posting.rows, posting.n_rows, wanted.rows, wanted.n_rows);
    }
}

static void
compare_columns (LineupIndex *index, LineupIndex *other)
{
  g_autoptr (LineupIndexWindow) window = lineup_index_open_window (index);
  g_autoptr (LineupIndexWindow) expected = lineup_index_open_window (other);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (lineup_index_get_n_windows (index), ==, lineup_index_get_n_windows (other));
  for (guint i = 0; i < lineup_index_get_n_windows (index); i++)
    {
      lineup_index_window_go_to (window, i);
      lineup_index_window_go_to (expected, i);
      for (guint column = 0; column < LINEUP_INDEX_N_COLUMNS; column++)
        {
          const gsize n_bytes = LINEUP_ROW_SET_WINDOW
                                * lineup_index_column_get_width ((LineupIndexColumn)column);
          const void *values = lineup_index_window_get (window, (LineupIndexColumn)column, &error);
          const void *wanted = lineup_index_window_get (
              expected, (LineupIndexColumn)column, &error);

          g_assert_no_error (error);
          g_assert_cmpmem (values, n_bytes, wanted, n_bytes);
        }
    }
}

static void
compare_shelves (LineupShelf *shelf, LineupShelf *other)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };
  g_auto (LineupTransaction) other_transaction = { NULL };
  g_autoptr (LineupIndex) index = NULL;
  g_autoptr (LineupIndex) other_index = NULL;

  lineup_transaction_begin_read (&transaction, shelf->database, &error);
  g_assert_no_error (error);
  lineup_transaction_begin_read (&other_transaction, other->database, &error);
  g_assert_no_error (error);
  index = lineup_index_open (shelf->database, LINEUP_SHELF_BOOKS, &error);
  g_assert_no_error (error);
  other_index = lineup_index_open (other->database, LINEUP_SHELF_BOOKS, &error);
  g_assert_no_error (error);
  compare_postings (index, other_index);
  compare_columns (index, other_index);
}

/* Rows come much faster than they are cut: a window or two are left out, if not always. */
static void
test_same (void)
{
  g_autoptr (GArray) books = make_books ();
  g_autoptr (LineupShelf) shelf = lineup_shelf_new ();
  g_autoptr (LineupShelf) plain = lineup_shelf_new ();
  const guint n_left = fill (shelf, books, TRUE);

  g_test_message ("%u windows were left out", n_left);
  g_assert_cmpuint (fill (plain, books, FALSE), ==, 0);
  compare_shelves (shelf, plain);
}

/* Whoever stops in the middle waits for nothing that is left. */
static void
test_stopped (void)
{
  g_autoptr (GArray) books = make_books ();
  g_autoptr (LineupShelf) shelf = lineup_shelf_new ();
  const guint n_rows[] = { 0, 1, 100, LINEUP_ROW_SET_WINDOW, LINEUP_ROW_SET_WINDOW + 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (n_rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (LineupTransaction) transaction = { NULL };
      g_autoptr (LineupIndexWriter) writer = NULL;

      lineup_transaction_begin_write (&transaction, shelf->database, &error);
      g_assert_no_error (error);
      writer = lineup_index_writer_begin (
          shelf->database, LINEUP_SHELF_BOOKS, shelf->directory, &error);
      g_assert_no_error (error);
      lineup_index_writer_cut_aside (writer);
      for (guint32 row = 0; row < n_rows[i]; row++)
        add (writer, books, row);
    }
}

/* Returns so many words that no other row has that those of a window don't fit in memory. */
static char *
make_rare_words (guint32 row)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (words, "rare%uth%u ", row, i);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* What the thread can't write is told to who gives it rows, at the end at the latest. */
static void
test_failure (void)
{
  g_autoptr (LineupShelf) shelf = lineup_shelf_new ();
  g_autofree char *folder = g_build_filename (shelf->directory, "none", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupIndexWriter) writer = NULL;
  gboolean is_fine = TRUE;

  lineup_transaction_begin_write (&transaction, shelf->database, &error);
  g_assert_no_error (error);
  writer = lineup_index_writer_begin (shelf->database, LINEUP_SHELF_BOOKS, folder, &error);
  g_assert_no_error (error);
  lineup_index_writer_cut_aside (writer);
  for (guint32 row = 0; row < N_ROWS && is_fine; row++)
    {
      g_autofree char *words = make_rare_words (row);
      const LineupIndexRow added = { .row = row, .name = words, .is_new = TRUE };

      is_fine = lineup_index_writer_add (writer, &added, &error);
    }
  g_assert_false (is_fine && lineup_index_writer_finish (writer, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/index/aside/same", test_same);
  g_test_add_func ("/index/aside/stopped", test_stopped);
  g_test_add_func ("/index/aside/failure", test_failure);
  return g_test_run ();
}
