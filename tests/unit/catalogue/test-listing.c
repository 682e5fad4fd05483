/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-catalogue-schema.h"
#include "lineup-database.h"
#include "lineup-listing.h"
#include "lineup-place.h"
#include "lineup-reader-private.h"
#include "lineup-statement-private.h"

#include <string.h>

/* Listings in every order and through every filter, against a plain sort of the same items; and
 * what becomes of one that is read while its items change. */

#define N_ITEMS      150
#define N_CATEGORIES 4
#define N_ROUNDS     60
#define N_LISTINGS   40

/* Items that change from import to import. The id is the place in the array, plus one. */
typedef struct
{
  LineupItem items[N_ITEMS];
  gboolean there[N_ITEMS];
  gint64 arrivals[N_ITEMS]; /* which one comes before which */
  gint64 n_arrivals;
  const char *categories[N_ITEMS][2];
  guint subchannels[N_ITEMS]; /* in CHANNEL_NUMBERS */
} Model;

static const char *const CATEGORIES[N_CATEGORIES] = { "a", "b", "c", "d" };

static const char *const NAMES[] = {
  "Alpha",  "alpha 2",  "Álpha", "beta", "BETA!",    "Ёлки",      "alpha 10",
  "елки 2", "千と千尋", "Ωmega", "***",  "alpha 02", "Alpha 2 b", "zeta",
};

/* With the key that they are sorted by, in their order; numbers as if all were as long, and the
 * zeros of one that has too many at the end. */
static const char *const NAME_KEYS[] = {
  "alpha",   "alpha 02",    "alpha", "beta", "beta",          "елки",       "alpha 10",
  "елки 02", "千 と 千 尋", "ωmega", "",     "alpha 02\x01!", "alpha 02 b", "zeta",
};

/* Only what is behind the point counts: what is before it is the position. */
static const char *const CHANNEL_NUMBERS[]
    = { NULL, "1.1", "1.2", "1.10", "1.9999999999999999999" };

static const char *const GENRES[] = {
  NULL, "Drama", "drama, Comedy", "Comédie/DRAMA", "Sci-Fi | Drama", "Dramatic", "",
};

static void
change_item (Model *model, guint i, LineupKind kind)
{
  LineupItem *item = &model->items[i];

  *item = (LineupItem)LINEUP_ITEM_INIT;
  item->id = (gint64)i + 1;
  item->name = NAMES[g_test_rand_int_range (0, G_N_ELEMENTS (NAMES))];
  if (kind == LINEUP_KIND_CHANNELS)
    {
      item->position = g_test_rand_int_range (-1, 30);
      model->subchannels[i] = (guint)g_test_rand_int_range (0, G_N_ELEMENTS (CHANNEL_NUMBERS));
      item->channel_number = CHANNEL_NUMBERS[model->subchannels[i]];
      item->radio = g_test_rand_bit ();
    }
  item->rating = g_test_rand_int_range (0, 8) / 2.0;
  item->year = (guint)g_test_rand_int_range (0, 3) * 1000;
  item->genre = GENRES[g_test_rand_int_range (0, G_N_ELEMENTS (GENRES))];
  item->added = g_test_rand_int_range (0, 10);
  item->modified = g_test_rand_int_range (0, 10);
  item->adult = (LineupAdult)g_test_rand_int_range (-1, 2);
  item->n_categories = (gsize)g_test_rand_int_range (0, 3);
  model->categories[i][0] = CATEGORIES[g_test_rand_int_range (0, 2)];
  model->categories[i][1] = CATEGORIES[g_test_rand_int_range (2, 4)];
  item->categories = model->categories[i];
}

static void
add_item (Model *model, guint i, LineupKind kind)
{
  model->there[i] = TRUE;
  change_item (model, i, kind);
}

/* New items are stored in the order of the list. */
static void
import (LineupCatalogueFixture *fixture, Model *model, LineupKind kind)
{
  static const LineupList lists[]
      = { LINEUP_LIST_CHANNELS, LINEUP_LIST_MOVIES, LINEUP_LIST_SERIES };
  LineupItem items[N_ITEMS];
  gsize n_items = 0;

  for (guint i = 0; i < N_ITEMS; i++)
    {
      if (model->there[i])
        items[n_items++] = model->items[i];
      if (model->there[i] && model->arrivals[i] == 0)
        model->arrivals[i] = ++model->n_arrivals;
      else if (!model->there[i])
        model->arrivals[i] = 0;
    }
  lineup_catalogue_fixture_import_items (fixture, lists[kind], items, n_items);
}

/* The order, told once more */

typedef struct
{
  const Model *model;       /* (unowned) */
  const LineupQuery *query; /* (unowned) */
} Order;

static gint64
get_number (const Order *order, const LineupItem *item)
{
  const LineupQuery *query = order->query;

  switch (query->sort)
    {
    case LINEUP_SORT_POSITION:
      if (item->position < 0)
        return -1;
      return item->position * (gint64)G_N_ELEMENTS (CHANNEL_NUMBERS)
             + order->model->subchannels[item->id - 1];
    case LINEUP_SORT_RATING:
      return item->rating > 0 ? (gint64)(item->rating * 2) : -1;
    case LINEUP_SORT_YEAR:
      return item->year > 0 ? (gint64)item->year : -1;
    case LINEUP_SORT_ADDED:
      {
        const gint64 time = query->kind == LINEUP_KIND_SERIES ? item->modified : item->added;

        return time > 0 ? time : -1;
      }
    case LINEUP_SORT_NAME:
    default:
      g_assert_not_reached ();
    }
}

static const char *
get_name_key (const LineupItem *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      if (g_str_equal (NAMES[i], item->name))
        return NAME_KEYS[i];
    }
  g_assert_not_reached ();
}

static int
compare_keys (const Order *model_order, const LineupItem *a, const LineupItem *b)
{
  const LineupQuery *query = model_order->query;
  gint64 left = 0;
  gint64 right = 0;

  if (query->sort == LINEUP_SORT_NAME)
    {
      const char *left_key = get_name_key (a);
      const char *right_key = get_name_key (b);
      const int order = strcmp (left_key, right_key);

      if ((*left_key == '\0') != (*right_key == '\0'))
        return *left_key == '\0' ? 1 : -1;
      return query->descending ? -order : order;
    }
  left = get_number (model_order, a);
  right = get_number (model_order, b);
  if ((left < 0) != (right < 0))
    return left < 0 ? 1 : -1;
  if (left == right)
    return 0;
  return (left < right) != query->descending ? -1 : 1;
}

/* Among equals, the order of arrival, and the other way round where the direction is. */
static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Order *order = user_data;
  const gint64 left = *(const gint64 *)a;
  const gint64 right = *(const gint64 *)b;
  const int keys = compare_keys (
      order, &order->model->items[left - 1], &order->model->items[right - 1]);
  const gint64 arrivals = order->model->arrivals[left - 1] - order->model->arrivals[right - 1];

  if (keys != 0)
    return keys;
  return (arrivals < 0) != lineup_query_is_backward (order->query) ? -1 : 1;
}

static gboolean
is_in (const LineupItem *item, const char *category)
{
  if (category == NULL)
    return TRUE;
  if (item->n_categories == 0)
    return g_str_equal (category, "uncategorized");
  return g_str_equal (item->categories[0], category)
         || (item->n_categories == 2 && g_str_equal (item->categories[1], category));
}

static gboolean
passes (const LineupQuery *query, const LineupItem *item)
{
  const LineupFilter *filter = &query->filter;
  const gint64 time = query->kind == LINEUP_KIND_SERIES ? item->modified : item->added;
  const char *genre = item->genre != NULL ? item->genre : "";

  if (!is_in (item, filter->category))
    return FALSE;
  if ((filter->year_min > 0 || filter->year_max > 0) && item->year == 0)
    return FALSE;
  if (item->year < filter->year_min || (filter->year_max > 0 && item->year > filter->year_max))
    return FALSE;
  if (filter->min_rating > 0 && item->rating < filter->min_rating)
    return FALSE;
  if (filter->added_since > 0 && time < filter->added_since)
    return FALSE;
  if (filter->adult != LINEUP_ADULT_UNKNOWN
      && (item->adult == LINEUP_ADULT_YES) != (filter->adult == LINEUP_ADULT_YES))
    return FALSE;
  if (filter->radio != LINEUP_RADIO_ANY && item->radio != (filter->radio == LINEUP_RADIO_ONLY))
    return FALSE;
  /* The one that is asked for is drama. */
  return filter->genre == NULL
         || ((strstr (genre, "rama") != NULL || strstr (genre, "RAMA") != NULL)
             && strstr (genre, "Dramatic") == NULL);
}

static char *
expect (const Model *model, const LineupQuery *query)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) text = g_string_new (NULL);
  Order order = { model, query };

  for (guint i = 0; i < N_ITEMS; i++)
    {
      if (model->there[i] && passes (query, &model->items[i]))
        g_array_append_val (ids, model->items[i].id);
    }
  g_array_sort_with_data (ids, compare, &order);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", g_array_index (ids, gint64, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the catalogue says */

typedef struct
{
  const LineupQuery *query; /* (unowned) */
  GString *ids;             /* (owned) */
  char *next;               /* (owned) */
  guint n_items;
} Page;

static gboolean
append_id (const LineupItem *item, gpointer user_data)
{
  Page *page = user_data;

  g_string_append_printf (page->ids, "%" G_GINT64_FORMAT " ", item->id);
  page->n_items++;
  return TRUE;
}

static gpointer
read_page (LineupReader *reader, gpointer user_data, GError **error)
{
  Page *page = user_data;

  return lineup_listing_read (reader, page->query, append_id, page, &page->next, error) ? page
                                                                                        : NULL;
}

/* Appends a page to @ids. Returns the next one's cursor. */
static char *
list_page (LineupCatalogueFixture *fixture, const LineupQuery *query, GString *ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Page page = { query, ids, NULL, 0 };

  lineup_catalogue_read_async (
      fixture->catalogue, read_page, &page, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page.n_items, <=, query->limit);
  g_assert_true (page.n_items == query->limit || *page.next == '\0');
  return page.next;
}

static char *
list_all (LineupCatalogueFixture *fixture, LineupQuery query)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *cursor = g_strdup ("");

  do
    {
      g_autofree char *last = g_steal_pointer (&cursor);

      query.cursor = last;
      cursor = list_page (fixture, &query, ids);
    }
  while (*cursor != '\0');
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_listing (LineupCatalogueFixture *fixture, const Model *model, const LineupQuery *query)
{
  g_autofree char *expected = expect (model, query);
  g_autofree char *actual = list_all (fixture, *query);

  if (!g_str_equal (actual, expected))
    g_error ("sort %u, %s, category %s, pages of %u: %s\nhas to be %s",
             query->sort,
             query->descending ? "descending" : "ascending",
             query->filter.category,
             query->limit,
             actual,
             expected);
}

/* Every order, in the whole kind and in each category. */
static void
assert_orders (LineupCatalogueFixture *fixture, const Model *model, LineupKind kind)
{
  static const char *const categories[] = { NULL, "a", "b", "c", "d", "uncategorized", "none" };

  for (guint sort = 0; sort < LINEUP_N_SORTS; sort++)
    {
      for (guint i = 0; i < 2 * G_N_ELEMENTS (categories); i++)
        {
          LineupQuery query;

          lineup_query_init (&query, kind, (guint)g_test_rand_int_range (1, 40));
          query.sort = (LineupSort)sort;
          query.descending = i % 2 == 0;
          query.filter.category = categories[i / 2];
          if (lineup_sort_is_for (query.sort, kind))
            assert_listing (fixture, model, &query);
        }
    }
}

static void
choose_filter (LineupFilter *filter)
{
  if (g_test_rand_bit ())
    filter->year_min = (guint)g_test_rand_int_range (0, 3) * 1000;
  if (g_test_rand_bit ())
    filter->year_max = (guint)g_test_rand_int_range (0, 3) * 1000;
  if (g_test_rand_bit ())
    filter->min_rating = g_test_rand_int_range (0, 8) / 2.0;
  if (g_test_rand_bit ())
    filter->added_since = g_test_rand_int_range (0, 10);
  if (g_test_rand_bit ())
    filter->adult = (LineupAdult)g_test_rand_int_range (-1, 2);
  if (g_test_rand_bit ())
    filter->radio = (LineupRadio)g_test_rand_int_range (LINEUP_RADIO_ANY, LINEUP_RADIO_ONLY + 1);
  if (g_test_rand_bit ())
    filter->genre = "DRÁMA";
}

static void
choose_order (LineupQuery *query)
{
  do
    query->sort = (LineupSort)g_test_rand_int_range (0, LINEUP_N_SORTS);
  while (!lineup_sort_is_for (query->sort, query->kind));
  query->descending = g_test_rand_bit ();
  if (g_test_rand_bit ())
    query->filter.category = CATEGORIES[g_test_rand_int_range (0, N_CATEGORIES)];
}

static void
change_some (Model *model, LineupKind kind)
{
  const int n_changes = g_test_rand_int_range (0, N_ITEMS / 3);

  for (int k = 0; k < n_changes; k++)
    {
      const guint i = (guint)g_test_rand_int_range (0, N_ITEMS);
      const int what = g_test_rand_int_range (0, 4);

      if (!model->there[i])
        add_item (model, i, kind);
      else if (what == 0)
        model->there[i] = FALSE;
      else
        change_item (model, i, kind);
    }
  /* Another channel on top, and every number is another. */
  for (guint i = 0; i < N_ITEMS && kind == LINEUP_KIND_CHANNELS && n_changes % 3 == 0; i++)
    model->items[i].position += model->items[i].position >= 0;
}

static void
test_oracle (void)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
      Model model = { 0 };

      for (guint i = 0; i < N_ITEMS; i += 1 + i % 2)
        add_item (&model, i, (LineupKind)kind);
      for (guint round = 0; round < 4; round++)
        {
          import (fixture, &model, (LineupKind)kind);
          if (round == 2)
            lineup_catalogue_fixture_reopen (fixture, 0);
          assert_orders (fixture, &model, (LineupKind)kind);
          for (guint i = 0; i < N_LISTINGS; i++)
            {
              LineupQuery query;

              lineup_query_init (&query, (LineupKind)kind, (guint)g_test_rand_int_range (1, 40));
              query.patience = (guint)g_test_rand_int_range (1, 20);
              choose_order (&query);
              choose_filter (&query.filter);
              assert_listing (fixture, &model, &query);
            }
          change_some (&model, (LineupKind)kind);
        }
      lineup_catalogue_fixture_check (fixture);
    }
}

/* An item that was in the listing at its first page, and in its category ever since. */
typedef struct
{
  gboolean stayed[N_ITEMS];
  guint n_met[N_ITEMS];
} Watch;

static void
watch (Watch *self, const Model *model, const LineupQuery *query)
{
  for (guint i = 0; i < N_ITEMS; i++)
    self->stayed[i] = self->stayed[i] && model->there[i] && passes (query, &model->items[i]);
}

static void
count (Watch *self, const char *ids)
{
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    self->n_met[g_ascii_strtoull (words[i], NULL, 10) - 1]++;
}

/* The ids that have stayed, in the order of @ids. */
static char *
keep_stayed (const Watch *self, const char *ids)
{
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      if (self->stayed[g_ascii_strtoull (words[i], NULL, 10) - 1])
        g_string_append_printf (text, "%s ", words[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whatever happens between two pages, what was there all along is met once, in the order in which
 * the listing began. */
static void
read_while_changing (LineupCatalogueFixture *fixture, Model *model, LineupKind kind)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *cursor = g_strdup ("");
  g_autofree char *expected = NULL;
  g_autofree char *stayed = NULL;
  g_autofree char *expected_stayed = NULL;
  LineupQuery query;
  Watch self = { 0 };

  lineup_query_init (&query, kind, (guint)g_test_rand_int_range (1, 30));
  query.patience = (guint)g_test_rand_int_range (1, 20);
  choose_order (&query);
  if (g_test_rand_bit ())
    choose_filter (&query.filter);
  expected = expect (model, &query);
  memset (self.stayed, TRUE, sizeof self.stayed);
  for (guint i = 0; i < N_ITEMS; i++)
    self.stayed[i] = TRUE;
  watch (&self, model, &query);
  do
    {
      g_autofree char *last = g_steal_pointer (&cursor);

      query.cursor = last;
      cursor = list_page (fixture, &query, ids);
      if (g_test_rand_int_range (0, 3) > 0)
        {
          change_some (model, kind);
          import (fixture, model, kind);
          watch (&self, model, &query);
        }
      if (g_test_rand_int_range (0, 20) == 0)
        lineup_catalogue_fixture_reopen (fixture, 0);
    }
  while (*cursor != '\0');

  count (&self, ids->str);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      if (self.stayed[i])
        g_assert_cmpuint (self.n_met[i], ==, 1);
    }
  stayed = keep_stayed (&self, ids->str);
  expected_stayed = keep_stayed (&self, expected);
  g_assert_cmpstr (stayed, ==, expected_stayed);
}

static void
test_while_changing (void)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
      Model model = { 0 };

      for (guint i = 0; i < N_ITEMS; i++)
        add_item (&model, i, (LineupKind)kind);
      import (fixture, &model, (LineupKind)kind);
      for (guint round = 0; round < N_ROUNDS / 3; round++)
        read_while_changing (fixture, &model, (LineupKind)kind);
      lineup_catalogue_fixture_check (fixture);
    }
}

/* How many items are looked at. */

#define N_MANY 3000

typedef struct
{
  Page page;
  int n_looks;
} Effort;

static gpointer
read_effort (LineupReader *reader, gpointer user_data, GError **error)
{
  Effort *effort = user_data;
  LineupStatement *get = NULL;

  if (read_page (reader, &effort->page, error) == NULL)
    return NULL;
  get = lineup_database_get_statement (
      lineup_reader_get_database (reader), "figures-get", LINEUP_KIND_MOVIES, error);
  effort->n_looks = sqlite3_stmt_status (
      lineup_statement_get_handle (get), SQLITE_STMTSTATUS_RUN, TRUE);
  return effort;
}

static int
count_looks (LineupCatalogueFixture *fixture, const LineupQuery *query, const char *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Effort effort = { .page = { query, ids, NULL, 0 } };

  lineup_catalogue_read_async (
      fixture->catalogue, read_effort, &effort, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ids->str, ==, expected);
  g_free (effort.page.next);
  return effort.n_looks;
}

/* Two of thousands pass: the others are not looked at one by one, whatever the order. */
static void
test_effort (void)
{
  g_autofree LineupItem *movies = g_new0 (LineupItem, N_MANY);
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *expected = g_strdup_printf ("%d %d ", N_MANY - 1, N_MANY);
  LineupQuery query;

  for (guint i = 0; i < N_MANY; i++)
    movies[i] = (LineupItem){ .id = i + 1, .name = "Film", .year = 1990 + i % 30, .added = 1 };
  movies[N_MANY - 2].year = 1931;
  movies[N_MANY - 1].year = 1931;
  lineup_catalogue_fixture_import_items (fixture, LINEUP_LIST_MOVIES, movies, N_MANY);

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 10);
  query.patience = 20;
  query.filter.year_max = 1980;
  query.sort = LINEUP_SORT_NAME;
  query.descending = FALSE;
  g_assert_cmpint (count_looks (fixture, &query, expected), <, 50);
  query.sort = LINEUP_SORT_ADDED;
  query.descending = TRUE;
  g_assert_cmpint (count_looks (fixture, &query, expected), <, 50);
  query.patience = N_MANY;
  query.sort = LINEUP_SORT_YEAR;
  g_assert_cmpint (count_looks (fixture, &query, expected), <, 50);
}

/* How SQLite goes about it. */

static void
assert_plan (LineupDatabase *database, const char *name, LineupKind kind, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) plan = g_string_new (NULL);
  g_autofree char *sql = NULL;
  LineupStatement *statement = lineup_database_get_statement (database, name, kind, &error);
  sqlite3_stmt *handle = NULL;
  sqlite3_stmt *explain = NULL;

  g_assert_no_error (error);
  handle = lineup_statement_get_handle (statement);
  sql = g_strconcat ("EXPLAIN QUERY PLAN ", strstr (sqlite3_sql (handle), "SELECT"), NULL);
  g_assert_cmpint (
      sqlite3_prepare_v2 (sqlite3_db_handle (handle), sql, -1, &explain, NULL), ==, SQLITE_OK);
  while (sqlite3_step (explain) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", (const char *)sqlite3_column_text (explain, 3));
  sqlite3_finalize (explain);
  g_assert_cmpstr (plan->str, ==, expected);
}

/* Each is a search along an index: nothing is scanned, nothing is sorted. */
static void
test_plans (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  g_autoptr (LineupDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  const LineupKind kind = LINEUP_KIND_MOVIES;

  g_assert_true (lineup_catalogue_fixture_open (fixture, NULL));
  database = lineup_database_open (
      lineup_catalogue_schema_get (), path, LINEUP_DATABASE_READER, &error);
  g_assert_no_error (error);
  assert_plan (database,
               "stretch-find",
               kind,
               "SEARCH movies_orders USING PRIMARY KEY (sort=? AND category=? AND first<?)\n");
  assert_plan (database,
               "stretch-next",
               kind,
               "SEARCH movies_orders USING PRIMARY KEY (sort=? AND category=? AND first>?)\n");
  assert_plan (database,
               "stretch-previous",
               kind,
               "SEARCH movies_orders USING PRIMARY KEY (sort=? AND category=? AND first<?)\n");
  assert_plan (database,
               "stretches-before",
               kind,
               "SEARCH movies_orders USING PRIMARY KEY (sort=? AND category=? AND first<?)\n");
  assert_plan (database,
               "stretches-list",
               kind,
               "SEARCH movies_orders USING PRIMARY KEY (sort=? AND category=?)\n");
  assert_plan (database,
               "stretches-count",
               kind,
               "SEARCH movies_orders USING PRIMARY KEY (sort=? AND category=?)\n");
  assert_plan (database,
               "stretch-get",
               kind,
               "SEARCH movies_stretches USING INTEGER PRIMARY KEY (rowid=?)\n");
  assert_plan (
      database, "moves-since", kind, "SEARCH movies_moves USING PRIMARY KEY (sort=? AND base>?)\n");
  assert_plan (
      database, "figures-get", kind, "SEARCH movies_keys USING INTEGER PRIMARY KEY (rowid=?)\n");
  assert_plan (database, "genre-get", kind, "SEARCH movies USING INTEGER PRIMARY KEY (rowid=?)\n");
  assert_plan (database,
               "item-at",
               kind,
               "SEARCH k USING INTEGER PRIMARY KEY (rowid=?)\n"
               "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)\n");
}

static void
test_invalid (void)
{
  g_autoptr (GError) error = NULL;
  LineupQuery query;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, 1);
  g_assert_true (lineup_query_check (&query, NULL));
  query.sort = LINEUP_SORT_POSITION;
  g_assert_false (lineup_query_check (&query, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/listing/oracle", test_oracle);
  g_test_add_func ("/listing/while-changing", test_while_changing);
  g_test_add_func ("/listing/effort", test_effort);
  g_test_add_func ("/listing/plans", test_plans);
  g_test_add_func ("/listing/invalid", test_invalid);

  return g_test_run ();
}
