/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-schema.h"
#include "lineup-migration.h"
#include "lineup-packed-order.h"
#include "lineup-stretch-writer.h"
#include "lineup-test-files.h"
#include "lineup-transaction.h"

/* Orders in a database, against a list of all places that there can be and which of them are there,
 * over random histories. */

#define N_HISTORIES 6
#define N_ROUNDS    40
#define N_PLACES    6000
#define N_LOOKS     40
#define N_ORDERS    3

/* Bytes: of a stretch on a page of its own, and of one that is joined with the one behind. */
#define PAGE  4061
#define SMALL 1000

static const struct
{
  LineupSort sort;
  gint64 category;
} ORDERS[N_ORDERS] = {
  { LINEUP_SORT_NAME, LINEUP_PLACE_WHOLE_KIND },
  { LINEUP_SORT_NAME, 7 },
  { LINEUP_SORT_YEAR, LINEUP_PLACE_WHOLE_KIND },
};

typedef struct
{
  char *directory;                    /* (owned) */
  LineupDatabase *database;           /* (owned) */
  GArray *places;                     /* (owned) (element-type LineupPackedPlace): sorted */
  gboolean there[N_ORDERS][N_PLACES]; /* those that an order has */
} Fixture;

static int
compare_packed (gconstpointer a, gconstpointer b)
{
  const LineupPackedPlace *place = a;
  const LineupPackedPlace *other = b;

  return lineup_packed_place_compare (place->bytes, place->n_bytes, other->bytes, other->n_bytes);
}

static void
add_place (GArray *places, gint64 row)
{
  static const char *const words[] = { "alpha", "the ", "of", "\0011", "é", "zz", "x" };
  g_autoptr (GString) text = g_string_new (NULL);
  const guint n_words = (guint)g_test_rand_int_range (0, 8);
  LineupPackedPlace packed;
  LineupPlace place;

  place = (LineupPlace){ .type = SQLITE_INTEGER };
  place.number = -g_test_rand_int_range (1900, 2030);
  place.row = row;
  for (guint i = 0; i < n_words; i++)
    g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  if (g_test_rand_int_range (0, 4) > 0)
    lineup_place_set_text (&place, text->str, row);
  lineup_packed_place_set (&packed, &place);
  g_array_append_val (places, packed);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  gboolean usable = FALSE;

  self->directory = g_dir_make_tmp ("lineup-order-XXXXXX", NULL);
  path = g_build_filename (self->directory, "home.db", NULL);
  self->database = lineup_database_open (
      lineup_catalogue_schema_get (), path, LINEUP_DATABASE_WRITER, &error);
  g_assert_no_error (error);
  lineup_migration_run (self->database, &usable, &error);
  g_assert_no_error (error);
  self->places = g_array_new (FALSE, FALSE, sizeof (LineupPackedPlace));
  for (guint row = 1; row <= N_PLACES; row++)
    add_place (self->places, row);
  g_array_sort (self->places, compare_packed);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  lineup_database_close (self->database);
  lineup_test_files_remove (self->directory);
  g_array_unref (self->places);
  g_free (self->directory);
}

static void
change (Fixture *self, LineupPlaceSorter *sorter, guint order, guint place, gboolean comes)
{
  g_autoptr (GError) error = NULL;
  const LineupPlaceChange one = {
    .sort = ORDERS[order].sort,
    .category = (guint32)ORDERS[order].category,
    .place = g_array_index (self->places, LineupPackedPlace, place),
    .comes = comes,
  };

  self->there[order][place] = comes;
  lineup_place_sorter_add (sorter, &one, &error);
  g_assert_no_error (error);
}

/* A few here and there, or many that lie together, as after a first load or a panel's mistake. */
static void
change_some (Fixture *self, LineupPlaceSorter *sorter)
{
  const guint order = (guint)g_test_rand_int_range (0, N_ORDERS);
  const gboolean together = g_test_rand_int_range (0, 3) == 0;
  const guint n = (guint)g_test_rand_int_range (0, together ? N_PLACES : 60);
  const guint first = (guint)g_test_rand_int_range (0, N_PLACES);
  const gboolean comes = g_test_rand_bit ();

  for (guint i = 0; i < n; i++)
    {
      if (together)
        change (self, sorter, order, (first + i) % N_PLACES, comes);
      else
        change (
            self, sorter, order, (guint)g_test_rand_int_range (0, N_PLACES), g_test_rand_bit ());
    }
}

static void
store (Fixture *self, LineupPlaceSorter *sorter)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupStretchWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_change = TRUE;

  lineup_transaction_begin_write (&transaction, self->database, &error);
  g_assert_no_error (error);
  writer = lineup_stretch_writer_new (self->database, LINEUP_KIND_MOVIES, &error);
  g_assert_no_error (error);
  while (has_change)
    {
      LineupPlaceChange one;

      lineup_place_sorter_next (sorter, &one, &has_change, &error);
      g_assert_no_error (error);
      if (has_change)
        lineup_stretch_writer_apply (writer, &one, &error);
      g_assert_no_error (error);
    }
  lineup_stretch_writer_end (writer, &error);
  g_assert_no_error (error);
  lineup_transaction_commit (&transaction, &error);
  g_assert_no_error (error);
}

/* Looking */

static void
assert_place (const LineupPackedPlace *expected, const guint8 *bytes, gsize n_bytes)
{
  g_assert_cmpint (expected != NULL, ==, bytes != NULL);
  if (bytes != NULL)
    g_assert_cmpmem (bytes, n_bytes, expected->bytes, expected->n_bytes);
}

static void
assert_next (LineupPackedOrder *order, const LineupPackedPlace *expected)
{
  const guint8 *bytes = NULL;
  gsize n_bytes = 0;
  g_autoptr (GError) error = NULL;

  lineup_packed_order_next (order, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  assert_place (expected, bytes, n_bytes);
}

static void
assert_previous (LineupPackedOrder *order, const LineupPackedPlace *expected)
{
  const guint8 *bytes = NULL;
  gsize n_bytes = 0;
  g_autoptr (GError) error = NULL;

  lineup_packed_order_previous (order, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  assert_place (expected, bytes, n_bytes);
}

/* @expected has those that are there, by their numbers. */
static const LineupPackedPlace *
get (GPtrArray *expected, guint i)
{
  return i < expected->len ? expected->pdata[i] : NULL;
}

static void
assert_around (LineupPackedOrder *order, GPtrArray *expected, guint n_before)
{
  for (guint i = n_before; i < n_before + 3; i++)
    assert_next (order, get (expected, i));
  for (guint i = MIN (n_before + 3, expected->len); i + 3 > n_before && i > 0; i--)
    assert_previous (order, get (expected, i - 1));
}

static void
look_at_number (LineupPackedOrder *order, GPtrArray *expected)
{
  const guint n_before = (guint)g_test_rand_int_range (0, (gint32)expected->len + 3);
  g_autoptr (GError) error = NULL;

  lineup_packed_order_go_to (order, n_before, &error);
  g_assert_no_error (error);
  assert_around (order, expected, MIN (n_before, expected->len));
}

static void
look_at_place (Fixture *self, LineupPackedOrder *order, guint number, GPtrArray *expected)
{
  const guint place = (guint)g_test_rand_int_range (0, N_PLACES);
  LineupPackedPlace start = g_array_index (self->places, LineupPackedPlace, place);
  const gboolean next = g_test_rand_bit ();
  g_autoptr (GError) error = NULL;
  guint n_expected = 0;
  guint n_before = 0;

  for (guint i = 0; i < place + next; i++)
    n_expected += self->there[number][i];
  if (next)
    lineup_packed_place_set_next (&start);
  lineup_packed_order_get_number (order, &start, &n_before, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_before, ==, n_expected);
  lineup_packed_order_seek (order, &start, &error);
  g_assert_no_error (error);
  assert_around (order, expected, n_expected);
}

static void
assert_order (Fixture *self, guint number)
{
  g_autoptr (LineupPackedOrder) order = lineup_packed_order_new (
      self->database, LINEUP_KIND_MOVIES, ORDERS[number].sort, ORDERS[number].category);
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint n_places = 0;

  for (guint i = 0; i < N_PLACES; i++)
    {
      if (self->there[number][i])
        g_ptr_array_add (expected, &g_array_index (self->places, LineupPackedPlace, i));
    }
  lineup_packed_order_count (order, &n_places, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_places, ==, expected->len);
  for (guint i = 0; i <= expected->len; i++)
    assert_next (order, get (expected, i));
  for (guint i = expected->len; i > 0; i--)
    assert_previous (order, get (expected, i - 1));
  assert_previous (order, NULL);
  for (guint i = 0; i < N_LOOKS; i++)
    {
      look_at_number (order, expected);
      look_at_place (self, order, number, expected);
    }
}

static gsize
get_size (Fixture *self, gint64 stretch)
{
  g_autoptr (GError) error = NULL;
  LineupStatement *statement = lineup_database_get_statement (
      self->database, "stretch-get", LINEUP_KIND_MOVIES, &error);
  g_auto (LineupRows) rows = lineup_statement_query (statement);
  gboolean has_row = FALSE;
  gsize n_bytes = 0;

  lineup_statement_bind_int (statement, "stretch", stretch);
  lineup_rows_next (&rows, &has_row, &error);
  g_assert_no_error (error);
  g_assert_true (has_row);
  lineup_rows_get_blob (&rows, "places", &n_bytes);
  return n_bytes;
}

/* None is larger than a page, and only the last may be small. */
static void
assert_sizes (Fixture *self, guint number)
{
  g_autoptr (GError) error = NULL;
  LineupStatement *list = lineup_database_get_statement (
      self->database, "stretches-list", LINEUP_KIND_MOVIES, &error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gsize last_size = SMALL;

  lineup_statement_bind_int (list, "sort", ORDERS[number].sort);
  lineup_statement_bind_int (list, "category", ORDERS[number].category);
  while (TRUE)
    {
      gboolean has_row = FALSE;

      lineup_rows_next (&rows, &has_row, &error);
      g_assert_no_error (error);
      if (!has_row)
        return;
      g_assert_cmpuint (last_size, >=, SMALL);
      last_size = get_size (self, lineup_rows_get_int (&rows, "stretch"));
      g_assert_cmpuint (last_size, <=, PAGE);
    }
}

static void
test_history (Fixture *self, gconstpointer data)
{
  g_autofree char *beside = g_build_filename (self->directory, "home.db", NULL);
  g_autoptr (LineupPlaceSorter) sorter = lineup_place_sorter_new (beside);

  lineup_place_sorter_set_memory (sorter, 20000);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const guint n_changes = (guint)g_test_rand_int_range (1, 4);

      for (guint i = 0; i < n_changes; i++)
        change_some (self, sorter);
      store (self, sorter);
      for (guint i = 0; i < N_ORDERS; i++)
        {
          assert_order (self, i);
          assert_sizes (self, i);
        }
    }
}

/* Stretches and what is in them. */
static GHashTable *
list_stretches (Fixture *self, guint number)
{
  g_autoptr (GError) error = NULL;
  LineupStatement *list = lineup_database_get_statement (
      self->database, "stretches-list", LINEUP_KIND_MOVIES, &error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  GHashTable *stretches = g_hash_table_new (NULL, NULL);
  gboolean has_row = TRUE;

  lineup_statement_bind_int (list, "sort", ORDERS[number].sort);
  lineup_statement_bind_int (list, "category", ORDERS[number].category);
  while (lineup_rows_next (&rows, &has_row, &error) && has_row)
    g_hash_table_insert (stretches,
                         GINT_TO_POINTER (lineup_rows_get_int (&rows, "stretch")),
                         GINT_TO_POINTER (lineup_rows_get_int (&rows, "length")));
  g_assert_no_error (error);
  return stretches;
}

static guint
count_others (GHashTable *stretches, GHashTable *before)
{
  GHashTableIter iter;
  gpointer number = NULL;
  gpointer length = NULL;
  guint n_others = 0;

  g_hash_table_iter_init (&iter, stretches);
  while (g_hash_table_iter_next (&iter, &number, &length))
    n_others += g_hash_table_lookup (before, number) != length;
  return n_others;
}

/* A place that comes or goes changes one stretch, or two. */
static void
test_effort (Fixture *self, gconstpointer data)
{
  g_autofree char *beside = g_build_filename (self->directory, "home.db", NULL);
  g_autoptr (LineupPlaceSorter) sorter = lineup_place_sorter_new (beside);

  for (guint i = 0; i < N_PLACES; i++)
    change (self, sorter, 0, i, TRUE);
  store (self, sorter);
  for (guint i = 0; i < N_PLACES; i++)
    {
      const guint place = (guint)g_test_rand_int_range (0, N_PLACES);
      g_autoptr (GHashTable) before = list_stretches (self, 0);
      g_autoptr (GHashTable) after = NULL;

      change (self, sorter, 0, place, !self->there[0][place]);
      store (self, sorter);
      after = list_stretches (self, 0);
      g_assert_cmpuint (count_others (after, before), <=, 2);
    }
  assert_order (self, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < N_HISTORIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("/order-history/random/%u", i);

      g_test_add (name, Fixture, NULL, set_up, test_history, tear_down);
    }
  g_test_add ("/order-history/effort", Fixture, NULL, set_up, test_effort, tear_down);

  return g_test_run ();
}
