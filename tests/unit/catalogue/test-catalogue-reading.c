/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"
#include "lineup-listing.h"

/* What readers see, and when. */

#define N_MOVIES 60

/* Many ties, and many unknown times, which come last. */
static void
fill (LineupDummyItem *movies)
{
  for (guint i = 0; i < N_MOVIES; i++)
    movies[i] = (LineupDummyItem){ .id = 1000 + i * 7 % N_MOVIES,
                                   .name = "Movie",
                                   .categories = i % 3 == 0 ? "a,b" : "a",
                                   .order = i % 4 == 0 ? 0 : 100 + i % 5 };
}

static void
test_page_sizes (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  const char *const categories[] = { NULL, "a", "b" };
  LineupDummyItem movies[N_MOVIES];

  fill (movies);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      g_autofree char *whole = lineup_catalogue_fixture_list (
          fixture, LINEUP_KIND_MOVIES, categories[i], 1000);
      g_auto (GStrv) lines = g_strsplit (whole, "\n", -1);

      g_assert_cmpuint (g_strv_length (lines) - 1, ==, i == 2 ? N_MOVIES / 3 : N_MOVIES);
      g_assert_true (g_str_has_suffix (lines[0], " 104"));
      g_assert_true (g_str_has_suffix (lines[g_strv_length (lines) - 2], " 0"));
      for (guint limit = 1; limit <= N_MOVIES + 1; limit++)
        {
          g_autofree char *pages = lineup_catalogue_fixture_list (
              fixture, LINEUP_KIND_MOVIES, categories[i], limit);

          g_assert_cmpstr (pages, ==, whole);
        }
    }
}

/* The end is told with the last item, not with an empty page after it. */
static void
test_end (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupQuery query;
  LineupDummyItem movies[N_MOVIES];
  g_autofree char *items = NULL;
  g_autofree char *fewer_items = NULL;
  g_autofree char *next = NULL;
  g_autofree char *fewer_next = NULL;

  fill (movies);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_query_init (&query, LINEUP_KIND_MOVIES, N_MOVIES);
  items = lineup_catalogue_fixture_page (fixture, &query, &next, NULL);
  g_assert_cmpstr (next, ==, "");
  query.limit--;
  fewer_items = lineup_catalogue_fixture_page (fixture, &query, &fewer_next, NULL);
  g_assert_cmpstr (fewer_next, !=, "");
}

/* Between all pages the list changes; what was there all the while is met once. */
static void
test_changes_between_pages (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *cursor = g_strdup ("");
  LineupDummyItem movies[N_MOVIES + 10];
  guint round = 0;

  fill (movies);
  for (guint i = 0; i < 10; i++)
    movies[N_MOVIES + i] = (LineupDummyItem){ 1 + i, "Passing", "a", 90 + i };
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  do
    {
      LineupQuery query;
      g_autoptr (GError) error = NULL;
      char *next = NULL;
      g_autofree char *items = NULL;
      g_auto (GStrv) lines = NULL;

      lineup_query_init (&query, LINEUP_KIND_MOVIES, 7);
      query.filter.category = "a";
      query.cursor = cursor;
      items = lineup_catalogue_fixture_page (fixture, &query, &next, &error);
      lines = g_strsplit (items, "\n", -1);
      g_assert_no_error (error);
      for (guint i = 0; lines[i][0] != '\0'; i++)
        {
          if (strstr (lines[i], "Passing") == NULL)
            g_assert_true (g_hash_table_add (met, g_strdup (lines[i])));
        }
      g_free (cursor);
      cursor = next;

      /* Others come and go, also the one that the page may have ended with. */
      round++;
      for (guint i = 0; i < 10; i++)
        movies[N_MOVIES + i]
            = (LineupDummyItem){ 1 + round * 10 + i, "Passing", "a", (round * 3 + i) % 4 * 35 };
      lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
      g_assert_cmpuint (round, <, 100);
    }
  while (*cursor != '\0');
  g_assert_cmpuint (g_hash_table_size (met), ==, N_MOVIES);
}

static void
assert_invalid (LineupCatalogueFixture *fixture, const LineupQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;

  g_assert_null (lineup_catalogue_fixture_page (fixture, query, &next, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_invalid (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupQuery query;
  LineupDummyItem movies[N_MOVIES];
  g_autofree char *items = NULL;
  g_autofree char *next = NULL;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 1);
  fill (movies);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  items = lineup_catalogue_fixture_page (fixture, &query, &next, NULL);
  g_assert_nonnull (items);

  query.cursor = next;
  query.filter.category = "a";
  assert_invalid (fixture, &query);
  query.filter.category = NULL;
  query.kind = LINEUP_KIND_SERIES;
  assert_invalid (fixture, &query);
  query.cursor = "nonsense";
  assert_invalid (fixture, &query);
  query.cursor = NULL;
  query.limit = 0;
  assert_invalid (fixture, &query);
  query.limit = 1001;
  assert_invalid (fixture, &query);
}

/* Nothing was opened, nothing imported: the answer is empty, not an error. */
static void
test_before_anything (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *items = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_CHANNELS, NULL, 10);
  g_autofree char *categories = lineup_catalogue_fixture_list_categories (fixture,
                                                                          LINEUP_KIND_CHANNELS);

  g_assert_cmpstr (items, ==, "");
  g_assert_cmpstr (categories, ==, "");
}

/* While an import runs, and has written already, readers see what was there before. */
static void
test_during_import (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupDummyItem movies[N_MOVIES];
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;
  LineupImportReport report;

  fill (movies);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  before = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 10);

  for (guint i = 0; i < N_MOVIES; i++)
    movies[i].name = "Another";
  source = lineup_dummy_item_source_new (movies, N_MOVIES);
  lineup_dummy_item_source_block_at (source, N_MOVIES);
  lineup_catalogue_import_async (fixture->catalogue,
                                 LINEUP_LIST_MOVIES,
                                 LINEUP_ITEM_SOURCE (source),
                                 LINEUP_IMPORT_NONE,
                                 NULL,
                                 lineup_await_callback,
                                 &result);
  while (!lineup_dummy_item_source_is_blocked (source))
    g_thread_yield ();
  during = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 10);
  g_assert_cmpstr (during, ==, before);

  lineup_dummy_item_source_release (source);
  lineup_await (&result);
  g_assert_true (lineup_catalogue_import_finish (fixture->catalogue, result, &report, NULL));
  after = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 10);
  g_assert_cmpstr (after, !=, before);
  lineup_catalogue_fixture_check (fixture);
}

/* The very first import opens the database too: reads wait for that, not for the import. */
static void
test_during_first_import (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupDummyItem movies[N_MOVIES];
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *during = NULL;
  LineupImportReport report;

  fill (movies);
  source = lineup_dummy_item_source_new (movies, N_MOVIES);
  lineup_dummy_item_source_block_at (source, N_MOVIES);
  lineup_catalogue_import_async (fixture->catalogue,
                                 LINEUP_LIST_MOVIES,
                                 LINEUP_ITEM_SOURCE (source),
                                 LINEUP_IMPORT_NONE,
                                 NULL,
                                 lineup_await_callback,
                                 &result);
  during = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 10);
  g_assert_cmpstr (during, ==, "");
  g_assert_null (result);

  lineup_dummy_item_source_release (source);
  lineup_await (&result);
  g_assert_true (lineup_catalogue_import_finish (fixture->catalogue, result, &report, NULL));
  g_assert_cmpuint (report.added, ==, N_MOVIES);
}

typedef struct
{
  gint64 id;
  LineupItem expected;
  gboolean found;
} Lookup;

static void
compare_item (const LineupItem *item, gpointer user_data)
{
  Lookup *lookup = user_data;
  const LineupItem *expected = &lookup->expected;

  g_assert_false (lookup->found);
  lookup->found = TRUE;
  g_assert_cmpint (item->id, ==, expected->id);
  g_assert_cmpstr (item->name, ==, expected->name);
  g_assert_cmpuint (item->n_categories, ==, expected->n_categories);
  for (gsize i = 0; i < item->n_categories; i++)
    g_assert_cmpstr (item->categories[i], ==, expected->categories[i]);
  /* All the rest, and the same again. */
  g_assert_cmphex (lineup_item_hash (item), ==, lineup_item_hash (expected));
}

static gpointer
get_item (LineupReader *reader, gpointer user_data, GError **error)
{
  Lookup *lookup = user_data;

  return lineup_reader_get_item (
             reader, LINEUP_KIND_SERIES, lookup->id, compare_item, lookup, error)
             ? lookup
             : NULL;
}

static void
assert_item (LineupCatalogueFixture *fixture, Lookup *lookup, gboolean found)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lookup->found = FALSE;
  lineup_catalogue_read_async (
      fixture->catalogue, get_item, lookup, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_cmpint (lookup->found, ==, found);
  if (found)
    g_assert_no_error (error);
  else
    g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
}

/* Every field comes back as it was given, whether it is known or not. */
static void
test_all_fields (void)
{
  const char *const categories[] = { "z", "10", "a" };
  const char *const uncategorized[] = { "uncategorized" };
  const LineupItem full = {
    .id = G_GINT64_CONSTANT (2707855417),
    .name = "Nämé “x” 'y' 日本",
    .categories = categories,
    .n_categories = 3,
    .position = 0,
    .channel_number = "0.1",
    .radio = TRUE,
    .icon = "http://example.org/a.png",
    .year = 2021,
    .rating = 7.3,
    .genre = "Drama",
    .plot = "",
    .cast = "A, B",
    .director = "C",
    .release_date = "2021-03-04",
    .added = 1600000000,
    .modified = 1700000000,
    .duration = 5400,
    .extension = "mkv",
    .epg_id = "x.example",
    .archive_days = 7,
    .adult = LINEUP_ADULT_NO,
    .trailer = "abc",
    .tmdb_id = "550",
    .country = "US",
  };
  const LineupDummyItem element = { .id = 1 };
  LineupItem items[3] = { full, LINEUP_ITEM_INIT, full };

  items[1].id = -5;
  items[2].adult = LINEUP_ADULT_YES;
  items[2].modified = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
      g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (&element, 1);
      Lookup lookup = { items[i].id, items[i] };

      if (items[i].n_categories == 0)
        {
          lookup.expected.categories = uncategorized;
          lookup.expected.n_categories = 1;
        }
      lineup_dummy_item_source_set_items (source, &items[i]);
      g_assert_true (lineup_catalogue_fixture_run (
          fixture, LINEUP_LIST_SERIES, source, LINEUP_IMPORT_NONE, NULL, NULL));
      assert_item (fixture, &lookup, TRUE);
      lookup.id = 4;
      assert_item (fixture, &lookup, FALSE);
    }
}

/* Two queries of one read see one state, although another one is committed between them. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean has_read;
  gboolean go_on;
  guint n_before;
  guint n_after;
} TwoQueries;

static gboolean
count_item (const LineupItem *item, gpointer user_data)
{
  (*(guint *)user_data)++;
  return TRUE;
}

static gpointer
query_twice (LineupReader *reader, gpointer user_data, GError **error)
{
  TwoQueries *two = user_data;
  LineupQuery query;
  g_autofree char *next = NULL;
  g_autofree char *next_again = NULL;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 1000);
  if (!lineup_listing_read (reader, &query, count_item, &two->n_before, &next, error))
    return NULL;
  g_mutex_lock (&two->mutex);
  two->has_read = TRUE;
  g_cond_signal (&two->cond);
  while (!two->go_on)
    g_cond_wait (&two->cond, &two->mutex);
  g_mutex_unlock (&two->mutex);
  return lineup_listing_read (reader, &query, count_item, &two->n_after, &next_again, error) ? two
                                                                                             : NULL;
}

static void
test_one_state (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupDummyItem movies[N_MOVIES];
  TwoQueries two = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *now = NULL;

  fill (movies);
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, movies, 10);
  lineup_catalogue_read_async (
      fixture->catalogue, query_twice, &two, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_catalogue_fixture_settle (fixture);
  g_mutex_lock (&two.mutex);
  while (!two.has_read)
    g_cond_wait (&two.cond, &two.mutex);
  g_mutex_unlock (&two.mutex);

  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, movies, 20);
  now = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, "b", 1000);
  g_assert_nonnull (now);

  g_mutex_lock (&two.mutex);
  two.go_on = TRUE;
  g_cond_signal (&two.cond);
  g_mutex_unlock (&two.mutex);
  lineup_await (&result);
  g_assert_nonnull (lineup_catalogue_read_finish (fixture->catalogue, result, NULL));
  g_assert_cmpuint (two.n_before, ==, 10);
  g_assert_cmpuint (two.n_after, ==, 10);
  lineup_catalogue_fixture_check (fixture);
}

/* Reads from one item to the next, until it is interrupted. */
static gpointer
read_for_ever (LineupReader *reader, gpointer user_data, GError **error)
{
  gint *n_rounds = user_data;
  LineupQuery query;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 1000);
  while (TRUE)
    {
      g_autofree char *next = NULL;
      guint n_items = 0;

      if (!lineup_listing_read (reader, &query, count_item, &n_items, &next, error))
        return NULL;
      g_atomic_int_inc (n_rounds);
    }
}

static void
test_cancel (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupDummyItem movies[N_MOVIES];
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *items = NULL;
  gint n_rounds = 0;

  fill (movies);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  lineup_catalogue_read_async (fixture->catalogue,
                               read_for_ever,
                               &n_rounds,
                               NULL,
                               NULL,
                               cancellable,
                               lineup_await_callback,
                               &result);
  lineup_catalogue_fixture_settle (fixture);
  while (g_atomic_int_get (&n_rounds) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  lineup_await (&result);
  g_assert_null (lineup_catalogue_read_finish (fixture->catalogue, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The connection is as good as new. */
  items = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 1000);
  g_assert_cmpstr (items, !=, "");
}

/* Descriptors of the catalogue's files that this process has. */
static guint
count_open (LineupCatalogueFixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name = NULL;
  guint n_open = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *link = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *path = g_file_read_link (link, NULL);

      n_open += path != NULL && g_str_has_prefix (path, fixture->directory);
    }
  return n_open;
}

static gboolean
is_closed (gpointer user_data)
{
  return count_open (user_data) == 0;
}

/* What nobody has asked for in a while takes no descriptors, and is there as before. */
static void
test_rest (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupDummyItem movies[N_MOVIES];
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint64 generation = 0;

  fill (movies);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  before = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 1000);
  generation = lineup_catalogue_get_generation (fixture->catalogue);
  g_assert_cmpuint (count_open (fixture), >, 0);
  lineup_test_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
  lineup_await_until (is_closed, fixture);

  after = lineup_catalogue_fixture_list (fixture, LINEUP_KIND_MOVIES, NULL, 1000);
  g_assert_cmpstr (after, ==, before);
  lineup_test_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
  lineup_await_until (is_closed, fixture);
  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, movies);
  g_assert_cmpuint (fixture->report.added + fixture->report.changed, ==, 0);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, generation);
}

/* What is not asked for is not read. */

static gboolean
take_some (const LineupItem *item, gpointer user_data)
{
  guint *n_items = user_data;

  g_assert_cmpint (item->id, ==, 7);
  g_assert_cmpuint (item->year, ==, 1999);
  g_assert_cmpstr (item->genre, ==, "Drama");
  g_assert_cmpstr (item->name, ==, "");
  g_assert_null (item->plot);
  g_assert_false (item->rating > 0);
  g_assert_cmpuint (item->n_categories, ==, 0);
  (*n_items)++;
  return TRUE;
}

static void
take_some_item (const LineupItem *item, gpointer user_data)
{
  take_some (item, user_data);
}

static gboolean
take_categories (const LineupItem *item, gpointer user_data)
{
  g_assert_cmpuint (item->n_categories, ==, 1);
  g_assert_cmpstr (item->name, ==, "Seven");
  g_assert_null (item->genre);
  return TRUE;
}

static gpointer
read_some (LineupReader *reader, gpointer user_data, GError **error)
{
  static const char *const fields[] = { "year", "genre", "nothing", NULL };
  static const char *const others[] = { "categories", "name", NULL };
  g_autofree char *next = NULL;
  g_autofree char *other_next = NULL;
  gboolean found = FALSE;
  guint n_items = 0;
  LineupQuery query;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 10);
  lineup_reader_set_fields (reader, others);
  g_assert_true (lineup_listing_read (reader, &query, take_categories, NULL, &other_next, error));
  /* The filter looks at the genre by itself. */
  query.filter.genre = "drama";
  lineup_reader_set_fields (reader, fields);
  g_assert_true (lineup_listing_read (reader, &query, take_some, &n_items, &next, error));
  g_assert_true (
      lineup_reader_find_item (reader, query.kind, 7, &found, take_some_item, &n_items, error));
  g_assert_cmpuint (n_items, ==, 2);
  return user_data;
}

static void
test_fields (void)
{
  static const char *const categories[] = { "a" };
  static const LineupItem movies[] = { { .id = 7,
                                         .name = "Seven",
                                         .genre = "Drama",
                                         .plot = "Nothing happens.",
                                         .year = 1999,
                                         .rating = 7,
                                         .categories = categories,
                                         .n_categories = 1 } };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_fixture_import_items (fixture, LINEUP_LIST_MOVIES, movies, 1);
  lineup_catalogue_read_async (
      fixture->catalogue, read_some, fixture, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/reading/page-sizes", test_page_sizes);
  g_test_add_func ("/catalogue/reading/end", test_end);
  g_test_add_func ("/catalogue/reading/changes-between-pages", test_changes_between_pages);
  g_test_add_func ("/catalogue/reading/invalid", test_invalid);
  g_test_add_func ("/catalogue/reading/before-anything", test_before_anything);
  g_test_add_func ("/catalogue/reading/during-import", test_during_import);
  g_test_add_func ("/catalogue/reading/during-first-import", test_during_first_import);
  g_test_add_func ("/catalogue/reading/all-fields", test_all_fields);
  g_test_add_func ("/catalogue/reading/one-state", test_one_state);
  g_test_add_func ("/catalogue/reading/cancel", test_cancel);
  g_test_add_func ("/catalogue/reading/rest", test_rest);
  g_test_add_func ("/catalogue/fields", test_fields);

  return g_test_run ();
}
