/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-follower.h"

#include "lineup-await.h"
#include "lineup-search.h"

/* What is for adults: an item says so itself, or any of its categories does. */

#define MOVIES     LINEUP_LIST_MOVIES
#define CATEGORIES LINEUP_LIST_MOVIE_CATEGORIES

static const char *const in_a[] = { "a" };
static const char *const in_b[] = { "b" };
static const char *const in_both[] = { "a", "b" };

static const LineupItem ITEMS[] = {
  { .id = 1, .name = "Film 1", .categories = in_a, .n_categories = 1, .adult = LINEUP_ADULT_NO },
  { .id = 2,
    .name = "Film 2",
    .categories = in_b,
    .n_categories = 1,
    .adult = LINEUP_ADULT_UNKNOWN },
  { .id = 3, .name = "Film 3", .categories = in_both, .n_categories = 2, .adult = LINEUP_ADULT_NO },
  { .id = 4, .name = "Film 4", .categories = in_a, .n_categories = 1, .adult = LINEUP_ADULT_YES },
  { .id = 5, .name = "Film 5", .adult = LINEUP_ADULT_UNKNOWN },
};

static const LineupDummyCategory NEITHER[] = { { "a", "A", NULL, FALSE },
                                               { "b", "B", NULL, FALSE } };
static const LineupDummyCategory ONLY_A[] = { { "a", "A", NULL, TRUE }, { "b", "B", NULL, FALSE } };
static const LineupDummyCategory ONLY_B[] = { { "a", "A", NULL, FALSE }, { "b", "B", NULL, TRUE } };
static const LineupDummyCategory BOTH[] = { { "a", "A", NULL, TRUE }, { "b", "B", NULL, TRUE } };

#define import_items(fixture, items)                                                               \
  lineup_catalogue_fixture_import_items (fixture, MOVIES, items, G_N_ELEMENTS (items))
#define import_categories(fixture, categories)                                                     \
  lineup_catalogue_fixture_import_categories (                                                     \
      fixture, CATEGORIES, categories, G_N_ELEMENTS (categories))

typedef struct
{
  LineupAdult wanted;
  GString *text; /* (unowned) */
} Reading;

static gboolean
append_item (const LineupItem *item, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (item->adult == LINEUP_ADULT_YES)
    g_string_append_printf (reading->text, "%" G_GINT64_FORMAT " ", item->id);
  return TRUE;
}

static void
append_hit (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  Reading *reading = user_data;

  g_string_append_printf (reading->text, "%" G_GINT64_FORMAT " ", item->id);
}

static gpointer
read_all (LineupReader *reader, gpointer user_data, GError **error)
{
  return lineup_reader_visit_items (reader, LINEUP_KIND_MOVIES, append_item, user_data, error)
             ? user_data
             : NULL;
}

static gpointer
read_search (LineupReader *reader, gpointer user_data, GError **error)
{
  const Reading *reading = user_data;
  LineupSearch search = {
    .text = "film", .kinds = LINEUP_SEARCH_ALL_KINDS, .filter = LINEUP_FILTER_INIT, .limit = 50
  };

  search.filter.adult = reading->wanted;
  return lineup_search_read (reader, &search, append_hit, user_data, error) ? user_data : NULL;
}

static char *
read_ids (LineupCatalogueFixture *fixture, LineupReadFunc func, LineupAdult wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Reading reading = { wanted, text };

  lineup_catalogue_read_async (
      fixture->catalogue, func, &reading, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The ids that a listing gives, by name, which is by id. */
static char *
list_ids (LineupCatalogueFixture *fixture, LineupAdult wanted)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;
  g_autofree char *page = NULL;
  g_auto (GStrv) lines = NULL;
  LineupQuery query;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 100);
  query.sort = LINEUP_SORT_NAME;
  query.descending = FALSE;
  query.filter.adult = wanted;
  page = lineup_catalogue_fixture_page (fixture, &query, &next, &error);
  g_assert_no_error (error);
  lines = g_strsplit (page, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    g_string_append_printf (ids, "%" G_GINT64_FORMAT " ", g_ascii_strtoll (lines[i], NULL, 10));
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* In replies, in filters and in searches. */
static void
assert_adult (LineupCatalogueFixture *fixture, const char *adult, const char *others)
{
  g_autofree char *told = read_ids (fixture, read_all, LINEUP_ADULT_YES);
  g_autofree char *listed = list_ids (fixture, LINEUP_ADULT_YES);
  g_autofree char *listed_others = list_ids (fixture, LINEUP_ADULT_NO);
  g_autofree char *found = read_ids (fixture, read_search, LINEUP_ADULT_YES);
  g_autofree char *found_others = read_ids (fixture, read_search, LINEUP_ADULT_NO);

  g_assert_cmpstr (told, ==, adult);
  g_assert_cmpstr (listed, ==, adult);
  g_assert_cmpstr (listed_others, ==, others);
  g_assert_cmpstr (found, ==, adult);
  g_assert_cmpstr (found_others, ==, others);
  lineup_catalogue_fixture_check (fixture);
}

/* Which items have changed since the generation, which is moved on. */
static void
assert_changes (LineupCatalogueFixture *fixture, guint64 *generation, const char *expected)
{
  gboolean complete = FALSE;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GArray) changes = lineup_follower_list_changes (
      fixture, *generation, 100, generation, &complete);

  g_assert_true (complete);
  for (guint i = 0; i < changes->len; i++)
    {
      const LineupChange *change = &g_array_index (changes, LineupChange, i);

      g_assert_cmpint (change->type, ==, LINEUP_CHANGE_CHANGED);
      g_string_append_printf (ids, "%" G_GINT64_FORMAT " ", change->id);
    }
  g_assert_cmpstr (ids->str, ==, expected);
  *generation = lineup_catalogue_get_generation (fixture->catalogue);
}

static void
test_categories_first (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  import_categories (fixture, ONLY_A);
  import_items (fixture, ITEMS);
  assert_adult (fixture, "1 3 4 ", "2 5 ");
  lineup_catalogue_fixture_reopen (fixture, 0);
  assert_adult (fixture, "1 3 4 ", "2 5 ");
}

/* The first lists of categories may fail, and may change by themselves. */
static void
test_categories_later (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  guint64 generation = 0;
  guint n_changed = 0;

  import_items (fixture, ITEMS);
  assert_adult (fixture, "4 ", "1 2 3 5 ");
  generation = lineup_catalogue_get_generation (fixture->catalogue);

  import_categories (fixture, ONLY_A);
  assert_adult (fixture, "1 3 4 ", "2 5 ");
  assert_changes (fixture, &generation, "1 3 ");

  /* Both lists are told of. */
  n_changed = fixture->n_changed;
  import_categories (fixture, BOTH);
  g_assert_cmpuint (fixture->n_changed, ==, n_changed + 2);
  g_assert_cmpint (fixture->changed_list, ==, MOVIES);
  g_assert_cmpuint (fixture->report.changed, ==, 1);
  g_assert_cmpuint (fixture->report.items_changed, ==, 1);
  assert_adult (fixture, "1 2 3 4 ", "5 ");
  assert_changes (fixture, &generation, "2 ");

  /* In the one or the other, it is all the same to an item in both. */
  import_categories (fixture, ONLY_B);
  assert_adult (fixture, "2 3 4 ", "1 5 ");
  assert_changes (fixture, &generation, "1 ");
  n_changed = fixture->n_changed;
  import_categories (fixture, ONLY_A);
  assert_adult (fixture, "1 3 4 ", "2 5 ");
  assert_changes (fixture, &generation, "1 2 ");
  g_assert_cmpuint (fixture->n_changed, ==, n_changed + 2);

  import_categories (fixture, NEITHER);
  assert_adult (fixture, "4 ", "1 2 3 5 ");
  assert_changes (fixture, &generation, "1 3 ");
}

/* No item changes where a category has none, or those that it has are adult anyway. */
static void
test_no_change (void)
{
  static const LineupItem item = {
    .id = 4, .name = "Film", .categories = in_a, .n_categories = 1, .adult = LINEUP_ADULT_YES
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  guint64 generation = 0;
  guint n_changed = 0;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  import_categories (fixture, NEITHER);
  lineup_catalogue_fixture_import_items (fixture, MOVIES, &item, 1);
  generation = lineup_catalogue_get_generation (fixture->catalogue);
  n_changed = fixture->n_changed;
  import_categories (fixture, BOTH);
  g_assert_cmpuint (fixture->report.changed, ==, 2);
  g_assert_cmpuint (fixture->report.items_changed, ==, 0);
  g_assert_cmpuint (fixture->n_changed, ==, n_changed + 1);
  assert_adult (fixture, "4 ", "");
  assert_changes (fixture, &generation, "");

  /* What is known is not written. */
  lineup_catalogue_fixture_settle (fixture);
  before = lineup_catalogue_fixture_checksum (fixture);
  import_categories (fixture, BOTH);
  lineup_catalogue_fixture_import_items (fixture, MOVIES, &item, 1);
  after = lineup_catalogue_fixture_checksum (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
test_items_move (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupItem items[G_N_ELEMENTS (ITEMS)];
  guint64 generation = 0;

  memcpy (items, ITEMS, sizeof items);
  import_categories (fixture, ONLY_A);
  import_items (fixture, items);
  generation = lineup_catalogue_get_generation (fixture->catalogue);

  items[0].categories = in_b;
  items[1].categories = in_a;
  items[2].categories = in_both + 1;
  items[2].n_categories = 1;
  items[4].categories = in_a;
  items[4].n_categories = 1;
  import_items (fixture, items);
  assert_adult (fixture, "2 4 5 ", "1 3 ");
  assert_changes (fixture, &generation, "1 2 3 5 ");
}

/* An item that was added at another time is written again, and still doesn't say itself what only
 * its category says. */
static void
test_added (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupItem items[G_N_ELEMENTS (ITEMS)];
  guint64 generation = 0;

  memcpy (items, ITEMS, sizeof items);
  items[0].added = 1600000000;
  import_categories (fixture, ONLY_A);
  import_items (fixture, items);
  generation = lineup_catalogue_get_generation (fixture->catalogue);

  items[0].added++;
  import_items (fixture, items);
  assert_adult (fixture, "1 3 4 ", "2 5 ");
  assert_changes (fixture, &generation, "1 ");

  import_categories (fixture, NEITHER);
  assert_adult (fixture, "4 ", "1 2 3 5 ");
}

/* An item that comes once in each of its categories. */
static void
test_repeated (void)
{
  static const LineupDummyItem first[] = { { 1, "Film", "b", 1, 0 }, { 1, "Film", "a", 1, 0 } };
  static const LineupDummyItem later[] = { { 2, "Film", "b", 1, 0 }, { 2, "Film", "a", 1, 0 } };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (later,
                                                                           G_N_ELEMENTS (later));
  g_autoptr (GError) error = NULL;

  import_categories (fixture, ONLY_A);
  lineup_catalogue_fixture_import_array (fixture, MOVIES, first);
  assert_adult (fixture, "1 ", "");
  /* Items that came twice are loaded by themselves the first time only. */
  lineup_catalogue_fixture_run (fixture, MOVIES, source, LINEUP_IMPORT_ACCEPT_SHRINK, NULL, &error);
  g_assert_no_error (error);
  assert_adult (fixture, "2 ", "");
  import_categories (fixture, NEITHER);
  assert_adult (fixture, "", "2 ");
}

/* A list that is not believed, or that lacks a category with items, tells nothing of it. */
static void
test_missing (void)
{
  static const LineupDummyCategory none[] = { { NULL, NULL, NULL, FALSE } };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  guint64 generation = 0;

  import_categories (fixture, ONLY_A);
  import_items (fixture, ITEMS);
  generation = lineup_catalogue_get_generation (fixture->catalogue);

  import_categories (fixture, none);
  g_assert_true (fixture->report.quarantined);
  assert_adult (fixture, "1 3 4 ", "2 5 ");
  lineup_catalogue_fixture_import_categories (fixture, CATEGORIES, NEITHER + 1, 1);
  assert_adult (fixture, "1 3 4 ", "2 5 ");
  assert_changes (fixture, &generation, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/adult/categories-first", test_categories_first);
  g_test_add_func ("/adult/categories-later", test_categories_later);
  g_test_add_func ("/adult/no-change", test_no_change);
  g_test_add_func ("/adult/items-move", test_items_move);
  g_test_add_func ("/adult/added", test_added);
  g_test_add_func ("/adult/repeated", test_repeated);
  g_test_add_func ("/adult/missing", test_missing);

  return g_test_run ();
}
