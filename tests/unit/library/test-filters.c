/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-library-fixture.h"
#include "lineup-listing.h"
#include "lineup-order.h"
#include "lineup-random.h"
#include "lineup-search.h"

/* What is hidden, a favourite or watched, against a look at every item: few of them, whose rows are
 * read one by one, and many, of which the search index tells. */

#define FEW          300
#define MANY         6000
#define N_CATEGORIES 12

typedef struct
{
  LineupLibraryFixture *library; /* (owned) */
  LineupMarks *marks;            /* (owned) */
  guint n_items;
  LineupDummyItem *items; /* (owned) */
  char **texts;           /* (owned): names and categories */
} Fixture;

static void
fixture_clear (Fixture *self)
{
  lineup_library_fixture_free (self->library);
  lineup_marks_unref (self->marks);
  g_strfreev (self->texts);
  g_free (self->items);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* Every seventh item is in two categories, every eleventh in none. */
static void
begin (Fixture *self, guint n_items)
{
  LineupDummyCategory categories[N_CATEGORIES] = { 0 };
  static const char *const ids[N_CATEGORIES] = { "c0", "c1", "c2", "c3", "c4",  "c5",
                                                 "c6", "c7", "c8", "c9", "c10", "c11" };

  self->library = lineup_library_fixture_new ();
  self->n_items = n_items;
  self->items = g_new0 (LineupDummyItem, n_items);
  self->texts = g_new0 (char *, 2 * n_items + 1);
  self->marks = lineup_marks_new ();
  for (guint i = 0; i < N_CATEGORIES; i++)
    categories[i] = (LineupDummyCategory){ ids[i], ids[i], NULL, FALSE };
  lineup_catalogue_fixture_import_categories (
      self->library->items, LINEUP_LIST_MOVIE_CATEGORIES, categories, N_CATEGORIES);
  for (guint i = 0; i < n_items; i++)
    {
      char *name = self->texts[2 * i] = g_strdup_printf ("Film number %u", i);
      char *in = self->texts[2 * i + 1] = i % 7 == 0 ? g_strdup_printf ("c%u,c%u", i % 5, 5 + i % 6)
                                                     : g_strdup_printf ("c%u", i % N_CATEGORIES);

      self->items[i] = (LineupDummyItem){ i + 1, name, i % 11 == 0 ? NULL : in, i + 1, 0 };
    }
  lineup_catalogue_fixture_import (self->library->items, LINEUP_LIST_MOVIES, self->items, n_items);
  lineup_catalogue_fixture_await_index (self->library->items);
}

static void
mark (Fixture *self, LineupRandom *random)
{
  LineupMarks *marks = lineup_marks_new ();

  for (guint i = 0; i < self->n_items; i++)
    {
      const LineupMark item = { .id = i + 1, .flags = lineup_random_below (random, 8) };

      if (lineup_random_below (random, 10) == 0)
        lineup_marks_put (marks, LINEUP_KIND_MOVIES, &item);
    }
  for (guint i = 0; i < N_CATEGORIES; i += 1 + lineup_random_below (random, 4))
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      lineup_marks_hide_category (marks, LINEUP_KIND_MOVIES, id, TRUE);
    }
  lineup_marks_unref (self->marks);
  self->marks = marks;
  lineup_catalogue_set_marks (self->library->items->catalogue, marks);
}

static gboolean
is_hidden (Fixture *self, const LineupDummyItem *item, guint flags)
{
  g_auto (GStrv) in = g_strsplit (item->categories != NULL ? item->categories : "", ",", -1);
  guint n_hidden = 0;

  for (guint i = 0; in[i] != NULL; i++)
    n_hidden += lineup_marks_is_category_hidden (self->marks, LINEUP_KIND_MOVIES, in[i]);
  return (flags & LINEUP_MARK_HIDDEN) != 0 || (n_hidden > 0 && n_hidden == g_strv_length (in));
}

static gboolean
fits (gboolean is, LineupMarked wanted)
{
  return wanted == LINEUP_MARKED_ANY || is == (wanted == LINEUP_MARKED_ONLY);
}

static gboolean
is_in (const LineupDummyItem *item, const char *category)
{
  g_auto (GStrv) in = g_strsplit (item->categories != NULL ? item->categories : "", ",", -1);

  return category == NULL || g_strv_contains ((const char *const *)in, category);
}

static char *
list_expected (Fixture *self, const LineupFilter *filter, guint *n_expected)
{
  GString *ids = g_string_new (NULL);

  *n_expected = 0;
  for (guint i = 0; i < self->n_items; i++)
    {
      const LineupDummyItem *item = &self->items[i];
      const LineupMark *said = lineup_marks_get (self->marks, LINEUP_KIND_MOVIES, item->id);
      const guint flags = said != NULL ? said->flags : 0;

      if (!is_in (item, filter->category) || !fits (is_hidden (self, item, flags), filter->hidden)
          || !fits ((flags & LINEUP_MARK_FAVOURITE) != 0, filter->favourite)
          || !fits ((flags & LINEUP_MARK_WATCHED) != 0, filter->watched))
        continue;
      g_string_append_printf (ids, " %" G_GINT64_FORMAT, item->id);
      (*n_expected)++;
    }
  return g_string_free (ids, FALSE);
}

typedef struct
{
  LineupQuery query;
  Fixture *fixture; /* (unowned) */
  GString *ids;     /* (owned) */
  guint n_items;
} Reading;

static gboolean
take_item (const LineupItem *item, gpointer user_data)
{
  Reading *self = user_data;
  const LineupDummyItem *expected = &self->fixture->items[item->id - 1];
  const LineupMark *said = lineup_marks_get (self->fixture->marks, LINEUP_KIND_MOVIES, item->id);
  const guint flags = said != NULL ? said->flags : 0;

  g_string_append_printf (self->ids, " %" G_GINT64_FORMAT, item->id);
  g_assert_cmpint (
      (item->mark.flags & LINEUP_MARK_HIDDEN) != 0, ==, is_hidden (self->fixture, expected, flags));
  g_assert_cmpuint (
      item->mark.flags & ~(guint)LINEUP_MARK_HIDDEN, ==, flags & ~(guint)LINEUP_MARK_HIDDEN);
  return TRUE;
}

static gpointer
read_all (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  g_autoptr (LineupOrder) order = lineup_order_new (reader, &self->query, error);
  g_autofree char *next = NULL;

  if (order == NULL || !lineup_order_count (order, &self->n_items, error))
    return NULL;
  do
    {
      g_autofree char *cursor = g_steal_pointer (&next);

      self->query.cursor = cursor;
      if (!lineup_listing_read (reader, &self->query, take_item, self, &next, error))
        return NULL;
    }
  while (*next != '\0');
  return self;
}

static void
add_hit (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  Reading *self = user_data;

  self->n_items++;
}

static gpointer
search_all (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  const LineupSearch search = {
    .text = "film number",
    .kinds = 1U << LINEUP_KIND_MOVIES,
    .filter = self->query.filter,
    .limit = MANY,
  };

  self->n_items = 0;
  return lineup_search_read (reader, &search, add_hit, self, error) ? self : NULL;
}

static void
run (Fixture *self, Reading *reading, LineupReadFunc func)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_read_async (self->library->items->catalogue,
                               func,
                               reading,
                               NULL,
                               NULL,
                               NULL,
                               lineup_await_callback,
                               &await);
  result = lineup_await (&await);
  g_assert_nonnull (lineup_catalogue_read_finish (self->library->items->catalogue, result, &error));
  g_assert_no_error (error);
}

static void
check (Fixture *self, const LineupFilter *filter)
{
  Reading reading = { .fixture = self };
  guint n_expected = 0;
  g_autofree char *expected = list_expected (self, filter, &n_expected);

  reading.ids = g_string_new (NULL);
  lineup_query_init (&reading.query, LINEUP_KIND_MOVIES, 1000);
  reading.query.filter = *filter;
  reading.query.sort = LINEUP_SORT_ADDED;
  reading.query.descending = FALSE;
  run (self, &reading, read_all);
  g_assert_cmpstr (reading.ids->str, ==, expected);
  g_assert_cmpuint (reading.n_items, ==, n_expected);
  run (self, &reading, search_all);
  g_assert_cmpuint (reading.n_items, ==, n_expected);
  g_string_free (reading.ids, TRUE);
}

static void
test_filters (gconstpointer data)
{
  static const char *const categories[] = { NULL, "c0", "c7" };
  g_auto (Fixture) fixture = { NULL };
  LineupRandom random;

  lineup_random_init (&random, 815, 0, 0);
  begin (&fixture, GPOINTER_TO_UINT (data));
  for (guint round = 0; round < 4; round++)
    {
      /* At first nothing was said. */
      if (round > 0)
        mark (&fixture, &random);
      for (guint i = 0; i < 27 * G_N_ELEMENTS (categories); i++)
        {
          LineupFilter filter = LINEUP_FILTER_INIT;

          filter.favourite = (LineupMarked)(i % 3);
          filter.watched = (LineupMarked)(i / 3 % 3);
          filter.hidden = (LineupMarked)(i / 9 % 3);
          filter.category = categories[i / 27];
          check (&fixture, &filter);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/library/filters/few", GUINT_TO_POINTER (FEW), test_filters);
  g_test_add_data_func ("/library/filters/many", GUINT_TO_POINTER (MANY), test_filters);
  return g_test_run ();
}
