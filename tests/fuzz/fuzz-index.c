/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-index-merger.h"
#include "lineup-index-search.h"
#include "lineup-index-segments.h"
#include "lineup-segment.h"
#include "lineup-shelf.h"
#include "lineup-test-files.h"
#include "lineup-transaction.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Rows that are there before anything is damaged; the first are in two segments, the very first in
 * three. */
#define N_ROWS    150
#define N_CHANGED 20

/* Rows: from one to the next, so that there are several windows. */
#define DISTANCE 60

/* Leaves: that are written at once. */
#define PIECE 3

typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Input;

static guint8
take_byte (Input *self)
{
  return self->at < self->end ? *self->at++ : 0;
}

/* Any number, small ones more often than others. */
static gint64
take_number (Input *self)
{
  guint64 number = 0;

  for (guint n_bytes = take_byte (self) % 9; n_bytes > 0; n_bytes--)
    number = number << 8 | take_byte (self);
  return (gint64)number;
}

static GByteArray *
take_bytes (Input *self)
{
  GByteArray *bytes = g_byte_array_new ();
  const gsize wanted = take_byte (self);
  const gsize n_bytes = MIN (wanted, (gsize)(self->end - self->at));

  g_byte_array_append (bytes, self->at, (guint)n_bytes);
  self->at += n_bytes;
  return bytes;
}

static void
write_rows (LineupShelf *shelf, guint n_rows, gboolean is_new)
{
  static const char *const names[] = {
    "EN - Heat (1995)",
    "Spider-Man",
    "กรุงเทพ",
    "Love, actually",
  };
  static const char *const plots[] = { "A love story", "In the heat of the moment", "기생충" };
  static const char *const tag = "c1";
  g_autofree LineupIndexRow *rows = g_new0 (LineupIndexRow, n_rows);

  for (guint i = 0; i < n_rows; i++)
    rows[i] = (LineupIndexRow){
      .row = (i + 1) * DISTANCE,
      .id = i,
      .merit = lineup_index_make_merit (i % 100 / 10.0, 1990 + i % 30),
      .name = names[i % G_N_ELEMENTS (names)],
      .texts = &plots[i % G_N_ELEMENTS (plots)],
      .n_texts = 1,
      .tags = &tag,
      .n_tags = 1,
      .is_new = is_new,
    };
  lineup_shelf_add (shelf, rows, n_rows);
}

/* Makes it once, in a folder that is gone before anybody could forget it. What becomes of it is not
 * kept. */
static LineupShelf *
get_shelf (void)
{
  static LineupShelf *shelf = NULL;

  if (shelf == NULL)
    {
      shelf = lineup_shelf_new ();
      write_rows (shelf, N_ROWS, TRUE);
      write_rows (shelf, N_CHANGED, FALSE);
      write_rows (shelf, N_CHANGED / 2, FALSE);
      lineup_test_files_remove (shelf->directory);
    }
  return shelf;
}

/* Damaging. */

static LineupStatement *
get_statement (LineupShelf *shelf, const char *name)
{
  g_autoptr (GError) error = NULL;
  LineupStatement *statement = lineup_database_get_statement (
      shelf->database, name, LINEUP_SHELF_BOOKS, &error);

  g_assert_no_error (error);
  return statement;
}

/* Runs it, if what it needs is not there already. */
static void
write_blob (LineupStatement *statement, const char *parameter, const GByteArray *bytes)
{
  lineup_statement_bind_blob_copy (statement, parameter, bytes->data, bytes->len);
  lineup_statement_execute (statement, NULL);
}

static GByteArray *
read_blob (LineupStatement *statement, const char *column)
{
  g_auto (LineupRows) rows = lineup_statement_query (statement);
  GByteArray *bytes = g_byte_array_new ();
  gboolean has_row = FALSE;

  if (lineup_rows_next (&rows, &has_row, NULL) && has_row)
    {
      gsize length = 0;
      const void *blob = lineup_rows_get_blob (&rows, column, &length);

      g_byte_array_append (bytes, blob, (guint)length);
    }
  return bytes;
}

/* Puts others in place of some of the bytes, or of all. */
static void
spoil (Input *input, GByteArray *bytes)
{
  const guint8 how = take_byte (input);
  const guint place = take_byte (input) * 8U + how % 8;
  g_autoptr (GByteArray) others = take_bytes (input);

  if (others->len > 0 && how < 0x80 && place < bytes->len)
    memcpy (bytes->data + place, others->data, MIN (others->len, bytes->len - place));
  else
    {
      g_byte_array_set_size (bytes, 0);
      g_byte_array_append (bytes, others->data, others->len);
    }
}

static void
spoil_leaf (LineupShelf *shelf, Input *input, const LineupIndexSegment *segment)
{
  const guint32 number = take_byte (input) % MAX (segment->n_leaves, 1U);
  const gint64 leaf = (gint64)segment->number << 32 | number;
  LineupStatement *statement = get_statement (shelf, "index-leaf-get");
  g_autoptr (GByteArray) bytes = NULL;

  lineup_statement_bind_int (statement, "leaf", leaf);
  bytes = read_blob (statement, "postings");
  spoil (input, bytes);
  lineup_segment_delete (
      shelf->database, LINEUP_SHELF_BOOKS, segment->number, number, number + 1, NULL);
  statement = get_statement (shelf, "index-leaf-add");
  lineup_statement_bind_int (statement, "leaf", leaf);
  write_blob (statement, "postings", bytes);
}

static void
spoil_first (LineupShelf *shelf, Input *input, const LineupIndexSegment *segment)
{
  LineupStatement *add = get_statement (shelf, "index-first-add");
  g_autoptr (GByteArray) bytes = take_bytes (input);

  lineup_statement_bind_int (add, "segment", segment->number);
  lineup_statement_bind_int (
      add, "leaf", (gint64)((guint64)segment->number << 32 ^ (guint64)take_number (input)));
  write_blob (add, "first", bytes);
}

static void
spoil_segment (LineupShelf *shelf, Input *input, const LineupIndexSegment *segment)
{
  LineupStatement *put = get_statement (shelf, "index-segment-put");

  lineup_statement_bind_int (put, "segment", segment->number ^ take_number (input));
  lineup_statement_bind_int (put, "state", take_number (input));
  lineup_statement_bind_int (put, "leaves", take_number (input));
  lineup_statement_execute (put, NULL);
}

static void
spoil_stale (LineupShelf *shelf, Input *input, const LineupIndexSegment *segment)
{
  LineupStatement *put = get_statement (shelf, "index-stale-put");
  g_autoptr (GByteArray) bytes = take_bytes (input);

  lineup_statement_bind_int (put, "segment", segment->number);
  lineup_statement_bind_int (put, "window", take_number (input));
  write_blob (put, "rows", bytes);
}

static void
spoil_column (LineupShelf *shelf, Input *input, const LineupIndexSegment *segment)
{
  LineupStatement *statement = get_statement (shelf, "index-column-get");
  const gint64 window = take_number (input) >> 2;
  const guint column = take_byte (input) % LINEUP_INDEX_N_COLUMNS;
  g_autoptr (GByteArray) bytes = NULL;

  lineup_statement_bind_int (statement, "window", window);
  lineup_statement_bind_int (statement, "column", column);
  bytes = read_blob (statement, "bytes");
  spoil (input, bytes);
  statement = get_statement (shelf, "index-column-put");
  lineup_statement_bind_int (statement, "window", window);
  lineup_statement_bind_int (statement, "column", column);
  write_blob (statement, "bytes", bytes);
}

static void
spoil_all (LineupShelf *shelf, Input *input)
{
  static void (*const ways[]) (LineupShelf *, Input *, const LineupIndexSegment *)
      = { spoil_leaf, spoil_first, spoil_segment, spoil_stale, spoil_column };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) segments = lineup_index_segments_list (
      shelf->database, LINEUP_SHELF_BOOKS, &error);

  g_assert_no_error (error);
  while (input->at < input->end)
    {
      const guint8 way = take_byte (input);
      const LineupIndexSegment *segment = &g_array_index (
          segments, LineupIndexSegment, take_byte (input) % segments->len);

      ways[way % G_N_ELEMENTS (ways)](shelf, input, segment);
    }
}

/* Using what is left. */

/* What is damaged is said to be, and nothing else goes wrong. */
static void
check_error (GError *owned_error)
{
  g_autoptr (GError) error = owned_error;

  if (error != NULL && strstr (error->message, "is damaged") == NULL)
    g_error ("%s", error->message);
}

static gboolean
look_at_extras (
    LineupIndexWindow *columns, guint window, guint64 *bits, gpointer user_data, GError **error)
{
  return lineup_index_window_get (columns, LINEUP_INDEX_EXTRAS, error) != NULL;
}

static void
search (LineupShelf *shelf, const char *text)
{
  GError *error = NULL;
  g_autoptr (LineupIndex) index = lineup_index_open (shelf->database, LINEUP_SHELF_BOOKS, &error);
  g_autoptr (LineupTyped) typed = lineup_typed_new (text);
  const LineupIndexSearch wanted
      = { .typed = typed, .limit = 1000, .near = TRUE, .filter = look_at_extras };
  gboolean is_complete = FALSE;
  g_autoptr (GArray) hits = NULL;

  if (index != NULL)
    hits = lineup_index_search_run (&wanted, index, &is_complete, &error);
  g_assert_cmpint (hits != NULL, ==, error == NULL);
  for (guint i = 1; hits != NULL && i < hits->len; i++)
    g_assert_cmpint (lineup_index_hit_compare (&g_array_index (hits, LineupIndexHit, i - 1),
                                               &g_array_index (hits, LineupIndexHit, i)),
                     <=,
                     0);
  check_error (error);
}

static void
change (LineupShelf *shelf)
{
  const LineupIndexRow row = { .row = 3 * DISTANCE, .id = 2, .name = "Heathers" };
  GError *error = NULL;
  g_autoptr (LineupIndexWriter) writer = lineup_index_writer_begin (
      shelf->database, LINEUP_SHELF_BOOKS, shelf->directory, &error);
  gboolean is_done = FALSE;

  if (writer != NULL && lineup_index_writer_add (writer, &row, &error))
    {
      lineup_index_writer_remove (writer, 2 * DISTANCE);
      if (lineup_index_writer_write (writer, G_MAXUINT32, &is_done, &error))
        lineup_index_writer_end (writer, &error);
    }
  check_error (error);
}

static void
merge (LineupShelf *shelf)
{
  GError *error = NULL;
  g_autoptr (LineupIndexMerger) merger = NULL;
  gboolean is_done = FALSE;

  lineup_index_merger_begin (shelf->database, LINEUP_SHELF_BOOKS, &merger, &error);
  while (merger != NULL && !is_done && error == NULL)
    lineup_index_merger_go_on (merger, PIECE, &is_done, &error);
  check_error (error);
}

static void
tidy (LineupShelf *shelf)
{
  GError *error = NULL;
  gboolean is_done = FALSE;

  lineup_index_segments_recover (shelf->database, LINEUP_SHELF_BOOKS, &error);
  if (error == NULL)
    lineup_index_segments_tidy (shelf->database, LINEUP_SHELF_BOOKS, PIECE, &is_done, &error);
  check_error (error);
}

/* Whatever the tables of an index have become, using it ends, with what there is or because they
 * are damaged. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  LineupShelf *shelf = get_shelf ();
  g_auto (LineupTransaction) transaction = { NULL };
  Input input = { data, data + size };

  lineup_transaction_begin_write (&transaction, shelf->database, &error);
  g_assert_no_error (error);
  spoil_all (shelf, &input);
  search (shelf, "heat");
  search (shelf, "spidrman");
  search (shelf, "เ");
  change (shelf);
  search (shelf, "heathers");
  merge (shelf);
  tidy (shelf);
  search (shelf, "love a");
  return 0;
}
