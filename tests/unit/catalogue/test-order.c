/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"
#include "lineup-failing-files.h"
#include "lineup-id-file.h"
#include "lineup-listing.h"
#include "lineup-order.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Listings by number: how many items one has, their ids in a file, and where a page begins that
 * leaves some out. A walk with cursors tells what is right; test-listing.c tells whether that is.
 */

#define N_ITEMS   400
#define N_INDEXED 9001
#define N_ROUNDS  3
#define N_QUERIES 60

/* More rows than are known at once, and than are buffered. */
#define N_MANY 220000

static const char *const CATEGORIES[] = { "a", "b", "c" };

static const char *const NAMES[]
    = { "Alpha", "alpha 2", "Álpha", "beta", "***", "Ёлки", "alpha 10" };

static const char *const GENRES[] = { NULL, "Drama", "drama, Comedy", "Dramatic", "War" };

static const LineupList LISTS[LINEUP_N_KINDS]
    = { LINEUP_LIST_CHANNELS, LINEUP_LIST_MOVIES, LINEUP_LIST_SERIES };

static void
change_item (LineupItem *item, gint64 id)
{
  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = id;
  item->name = NAMES[g_test_rand_int_range (0, G_N_ELEMENTS (NAMES))];
  item->position = g_test_rand_int_range (-1, 30);
  item->radio = g_test_rand_bit ();
  item->rating = g_test_rand_int_range (0, 8) / 2.0;
  item->year = (guint)g_test_rand_int_range (0, 3) * 1000;
  item->genre = GENRES[g_test_rand_int_range (0, G_N_ELEMENTS (GENRES))];
  item->added = g_test_rand_int_range (0, 10);
  item->modified = g_test_rand_int_range (0, 10);
  item->adult = (LineupAdult)g_test_rand_int_range (-1, 2);
  item->n_categories = (gsize)g_test_rand_int_range (0, 3);
  item->categories = &CATEGORIES[g_test_rand_int_range (0, 2)];
}

static void
choose_query (LineupQuery *query, LineupKind kind)
{
  LineupFilter *filter = &query->filter;

  lineup_query_init (query, kind, (guint)g_test_rand_int_range (1, 60));
  do
    query->sort = (LineupSort)g_test_rand_int_range (0, LINEUP_N_SORTS);
  while (!lineup_sort_is_for (query->sort, kind));
  query->descending = g_test_rand_bit ();
  query->patience = (guint)g_test_rand_int_range (1, 20);
  if (g_test_rand_bit ())
    filter->category = g_test_rand_int_range (0, 8) == 0
                           ? "none"
                           : CATEGORIES[g_test_rand_int_range (0, G_N_ELEMENTS (CATEGORIES))];
  if (g_test_rand_int_range (0, 3) == 0)
    filter->year_min = (guint)g_test_rand_int_range (0, 3) * 1000;
  if (g_test_rand_int_range (0, 3) == 0)
    filter->year_max = (guint)g_test_rand_int_range (0, 3) * 1000;
  if (g_test_rand_int_range (0, 3) == 0)
    filter->min_rating = g_test_rand_int_range (0, 8) / 2.0;
  if (g_test_rand_int_range (0, 3) == 0)
    filter->added_since = g_test_rand_int_range (0, 10);
  if (g_test_rand_int_range (0, 3) == 0)
    filter->adult = (LineupAdult)g_test_rand_int_range (-1, 2);
  if (g_test_rand_int_range (0, 3) == 0)
    filter->radio = (LineupRadio)g_test_rand_int_range (LINEUP_RADIO_ANY, LINEUP_RADIO_ONLY + 1);
  if (g_test_rand_int_range (0, 3) == 0)
    filter->genre = "DRÁMA";
}

/* What the catalogue says */

typedef struct
{
  const LineupQuery *query; /* (unowned) */
  GArray *ids;              /* (owned) (nullable) (element-type gint64) */
  char *next;               /* (owned) (nullable) */
  guint n_items;
  int fd;
  guint64 generation;
  GCancellable *cancellable; /* (unowned) (nullable): cancelled before anything is read */
  gint reads;                /* atomic: whether its first query has been made */
  gint goes_on;              /* atomic: whether it may make others */
} Reading;

static gboolean
add_id (const LineupItem *item, gpointer user_data)
{
  Reading *reading = user_data;

  g_array_append_val (reading->ids, item->id);
  return TRUE;
}

static gpointer
read_page (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *self = user_data;

  return lineup_listing_read (reader, self->query, add_id, self, &self->next, error) ? self : NULL;
}

static gpointer
read_count (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  g_autoptr (LineupOrder) order = lineup_order_new (reader, self->query, error);

  return order != NULL && lineup_order_count (order, &self->n_items, error) ? self : NULL;
}

static gpointer
read_file (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *self = user_data;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  self->fd = lineup_id_file_make (reader, self->query, &self->n_items, error);
  return self->fd >= 0 ? self : NULL;
}

static gboolean
run (LineupCatalogueFixture *fixture, LineupReadFunc func, Reading *reading, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lineup_catalogue_read_async (fixture->catalogue,
                               func,
                               reading,
                               NULL,
                               NULL,
                               reading->cancellable,
                               lineup_await_callback,
                               &result);
  lineup_await (&result);
  return lineup_catalogue_read_finish (fixture->catalogue, result, error) != NULL;
}

/* Goes on with what @query begins with, to the end. */
static GArray *
walk (LineupCatalogueFixture *fixture, LineupQuery query)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *cursor = NULL;

  do
    {
      g_autofree char *last = g_steal_pointer (&cursor);
      g_autoptr (GError) error = NULL;
      Reading reading = { .query = &query, .ids = ids };

      query.cursor = last;
      if (last != NULL)
        query.offset = 0;
      run (fixture, read_page, &reading, &error);
      g_assert_no_error (error);
      cursor = reading.next;
    }
  while (*cursor != '\0');
  return ids;
}

static guint
count (LineupCatalogueFixture *fixture, const LineupQuery *query)
{
  Reading reading = { .query = query };
  g_autoptr (GError) error = NULL;

  run (fixture, read_count, &reading, &error);
  g_assert_no_error (error);
  return reading.n_items;
}

/* The ids in a file, after checks that hold for every one. */
static GArray *
take_ids (int fd)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  struct stat info;

  g_assert_cmpint (lseek (fd, 0, SEEK_CUR), ==, 0);
  g_assert_cmpint (fcntl (fd, F_GETFL) & O_ACCMODE, ==, O_RDONLY);
  g_assert_cmpint (fcntl (fd, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
  g_assert_cmpint (fstat (fd, &info), ==, 0);
  g_assert_cmpint (info.st_nlink, ==, 0);
  g_assert_cmpint (info.st_size % (gssize)sizeof (gint64), ==, 0);
  g_array_set_size (ids, (guint)info.st_size / (guint)sizeof (gint64));
  g_assert_cmpint (read (fd, ids->data, (gsize)info.st_size), ==, info.st_size);
  close (fd);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 *id = &g_array_index (ids, gint64, i);

      *id = GINT64_FROM_LE (*id);
    }
  return ids;
}

static GArray *
list_file (LineupCatalogueFixture *fixture, const LineupQuery *query)
{
  Reading reading = { .query = query };
  g_autoptr (GError) error = NULL;
  GArray *ids = NULL;

  run (fixture, read_file, &reading, &error);
  g_assert_no_error (error);
  ids = take_ids (reading.fd);
  g_assert_cmpuint (ids->len, ==, reading.n_items);
  return ids;
}

static void
assert_ids (const GArray *ids, const GArray *expected, guint first)
{
  first = MIN (first, expected->len);
  g_assert_cmpmem (ids->data,
                   ids->len * sizeof (gint64),
                   &g_array_index (expected, gint64, first),
                   (expected->len - first) * sizeof (gint64));
}

static void
assert_all (LineupCatalogueFixture *fixture, LineupQuery query)
{
  g_autoptr (GArray) expected = walk (fixture, query);
  g_autoptr (GArray) ids = list_file (fixture, &query);
  g_autoptr (GArray) rest = NULL;

  g_test_message ("sort %u, %s, category %s",
                  query.sort,
                  query.descending ? "descending" : "ascending",
                  query.filter.category);
  assert_ids (ids, expected, 0);
  g_assert_cmpuint (count (fixture, &query), ==, expected->len);
  query.offset = (guint)g_test_rand_int_range (0, (gint)expected->len + 3);
  rest = walk (fixture, query);
  assert_ids (rest, expected, query.offset);
}

static void
change_third (LineupItem *items, guint n_items)
{
  for (guint i = 0; i < n_items / 3; i++)
    {
      LineupItem *item = &items[g_test_rand_int_range (0, (gint32)n_items)];

      change_item (item, item->id);
    }
}

static void
assert_kind (LineupKind kind, guint n_items, guint n_queries, guint limit)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree LineupItem *items = g_new (LineupItem, n_items);

  for (guint i = 0; i < n_items; i++)
    change_item (&items[i], 1 + i * 7 % n_items);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      lineup_catalogue_fixture_import_items (
          fixture, LISTS[kind], items, n_items - round * n_items / 8);
      for (guint i = 0; i < n_queries; i++)
        {
          LineupQuery query;

          choose_query (&query, kind);
          query.limit = MAX (query.limit, limit);
          assert_all (fixture, query);
        }
      change_third (items, n_items);
    }
}

static void
test_random (void)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    assert_kind ((LineupKind)kind, N_ITEMS, N_QUERIES, 1);
}

/* More than are few: what passes a filter is told by the search index. */
static void
test_indexed (void)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    assert_kind ((LineupKind)kind, N_INDEXED, N_QUERIES / 4, 1000);
}

/* Ids that are large, and rows that have gone. */
static LineupDummyItem *
make_many (guint step)
{
  LineupDummyItem *movies = g_new0 (LineupDummyItem, N_MANY);

  for (guint i = 0; i < N_MANY; i++)
    movies[i] = (LineupDummyItem){ .id = G_GINT64_CONSTANT (5000000000) + i * step % N_MANY,
                                   .name = "Film",
                                   .categories = i % 2 == 0 ? "a" : "b",
                                   .order = 1 + i * 7919 % N_MANY };
  return movies;
}

static void
test_many (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree LineupDummyItem *movies = make_many (1);
  const guint n_fewer = N_MANY - N_MANY / 10;
  LineupQuery query;

  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, movies, N_MANY);
  lineup_query_init (&query, LINEUP_KIND_MOVIES, 1000);
  assert_all (fixture, query);

  /* The first tenth goes. */
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, movies + N_MANY - n_fewer, n_fewer);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) ids = NULL;
      guint n_expected = n_fewer;

      lineup_query_init (&query, LINEUP_KIND_MOVIES, 1000);
      query.descending = i != 1;
      query.filter.category = i == 2 ? "a" : NULL;
      query.filter.added_since = i == 1 ? N_MANY / 2 : 0;
      assert_all (fixture, query);
      ids = list_file (fixture, &query);
      if (i == 2)
        n_expected /= 2;
      if (i != 1)
        g_assert_cmpuint (ids->len, ==, n_expected);
    }
}

static void
test_offset (void)
{
  const LineupDummyItem movies[] = { { 1, "A", "a", 3 }, { 2, "B", "a", 2 }, { 3, "C", "b", 1 } };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  static const guint beyond[] = { 3, 4, G_MAXUINT };
  g_autoptr (GError) error = NULL;
  LineupQuery query;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_query_init (&query, LINEUP_KIND_MOVIES, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (beyond); i++)
    {
      g_autofree char *next = NULL;
      g_autofree char *page = NULL;

      query.offset = beyond[i];
      page = lineup_catalogue_fixture_page (fixture, &query, &next, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (page, ==, "");
      g_assert_cmpstr (next, ==, "");
    }

  query.offset = 1;
  query.cursor = "AAAA";
  g_assert_false (lineup_query_check (&query, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  query.cursor = "";
  g_assert_true (lineup_query_check (&query, &error));
}

/* A page that begins at a number goes on in the order in which it began. */
static void
test_cursor_after_offset (void)
{
  LineupDummyItem channels[]
      = { { 1, "A", "a", 1 }, { 2, "B", "a", 2 }, { 3, "C", "a", 3 }, { 4, "D", "a", 4 } };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *next = NULL;
  LineupQuery query;

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_CHANNELS, channels);
  lineup_query_init (&query, LINEUP_KIND_CHANNELS, 1);
  query.offset = 1;
  first = lineup_catalogue_fixture_page (fixture, &query, &cursor, NULL);
  g_assert_cmpstr (first, ==, "2 B [a] 2\n");

  /* The third channel comes before the first one. */
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    channels[i].order += 10;
  channels[2].order = 1;
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_CHANNELS, channels);
  query.offset = 0;
  query.cursor = cursor;
  query.limit = 2;
  second = lineup_catalogue_fixture_page (fixture, &query, &next, NULL);
  g_assert_cmpstr (second, ==, "3 C [a] 1\n4 D [a] 14\n");
}

/* A read that waits between its first query and the others. */
static gpointer
read_slowly (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  guint n_ids = 0;

  if (!lineup_reader_get_generation (reader, &self->generation, error))
    return NULL;
  g_atomic_int_set (&self->reads, TRUE);
  while (!g_atomic_int_get (&self->goes_on))
    g_thread_yield ();
  self->fd = lineup_id_file_make (reader, self->query, &n_ids, error);
  if (self->fd < 0 || read_count (reader, self, error) == NULL)
    return NULL;
  g_assert_cmpuint (n_ids, ==, self->n_items);
  return self;
}

/* A list that is committed meanwhile is seen by nobody who has begun. */
static void
test_one_state (void)
{
  const LineupDummyItem old[] = { { 1, "A", "a", 3 }, { 2, "B", "a", 2 }, { 3, "C", "b", 1 } };
  const LineupDummyItem new[] = { { 3, "C", "b", 5 },
                                  { 2, "B", "a", 2 },
                                  { 4, "D", "b", 1 },
                                  { 1, "A", "a", 1 },
                                  { 5, "E", "a", 9 } };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) expected = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  guint64 generation = 0;
  LineupQuery query;
  Reading reading = { .query = &query };

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 10);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, old);
  generation = lineup_catalogue_get_generation (fixture->catalogue);
  expected = walk (fixture, query);
  lineup_catalogue_read_async (
      fixture->catalogue, read_slowly, &reading, NULL, NULL, NULL, lineup_await_callback, &result);
  while (!g_atomic_int_get (&reading.reads))
    g_thread_yield ();
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, new);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), >, generation);

  g_atomic_int_set (&reading.goes_on, TRUE);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reading.generation, ==, generation);
  g_assert_cmpuint (reading.n_items, ==, G_N_ELEMENTS (old));
  ids = take_ids (reading.fd);
  assert_ids (ids, expected, 0);
}

/* Neither under a name nor in this process. */
static void
assert_nothing_left (LineupCatalogueFixture *fixture)
{
  g_autoptr (GDir) directory = g_dir_open (fixture->directory, 0, NULL);
  g_autoptr (GDir) fds = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (directory)) != NULL)
    g_assert_true (g_str_has_prefix (name, "home.db"));
  while ((name = g_dir_read_name (fds)) != NULL)
    {
      g_autofree char *link = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      g_assert_false (target != NULL && g_str_has_prefix (target, fixture->directory)
                      && g_str_has_suffix (target, " (deleted)"));
    }
}

/* Whatever can't be made or written is told, and nothing is left of it. */
static void
test_trouble (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree LineupDummyItem *movies = make_many (1);
  static const gsize rooms[] = { 0, 1000, 100000, 4 * N_MANY, (4 + 8) * N_MANY + 1 };
  LineupQuery query;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 10);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, movies, N_MANY);
  lineup_catalogue_fixture_settle (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autoptr (GError) error = NULL;
      Reading reading = { .query = &query };

      lineup_failing_files_set_room (rooms[i]);
      g_assert_false (run (fixture, read_file, &reading, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
      lineup_failing_files_reset ();
      assert_nothing_left (fixture);
    }
}

static void
test_cancel (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree LineupDummyItem *movies = make_many (1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LineupQuery query;
  Reading reading = { .query = &query, .cancellable = cancellable };

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 10);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, movies, N_MANY);
  g_assert_false (run (fixture, read_file, &reading, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (reading.fd, ==, -1);
  assert_nothing_left (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/order/random", test_random);
  g_test_add_func ("/catalogue/order/indexed", test_indexed);
  g_test_add_func ("/catalogue/order/many", test_many);
  g_test_add_func ("/catalogue/order/offset", test_offset);
  g_test_add_func ("/catalogue/order/cursor-after-offset", test_cursor_after_offset);
  g_test_add_func ("/catalogue/order/one-state", test_one_state);
  g_test_add_func ("/catalogue/order/trouble", test_trouble);
  g_test_add_func ("/catalogue/order/cancel", test_cancel);

  return g_test_run ();
}
