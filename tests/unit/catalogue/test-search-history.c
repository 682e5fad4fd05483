/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search.h"

#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-random-text.h"
#include "lineup-search-oracle.h"
#include "lineup-test-limits.h"

#include <locale.h>
#include <string.h>

/* Whatever has happened to a catalogue, a search of it gives what a look at every item gives, in
 * the same order, with any filter. */

/* How many rounds: each changes something and searches several times. */
#define ROUNDS_VARIABLE "LINEUP_SEARCH_ROUNDS"
#define DEFAULT_ROUNDS  1000
#define SEARCHES        10

/* Rounds: of a history, which begins without a catalogue. */
#define ROUNDS_OF_ONE 60

/* Items: of a kind, at most. */
#define MAX_ITEMS 40

/* Ids: of a kind, so that what is gone comes again. */
#define N_IDS 60

#define roll lineup_random_text_roll

#define N_CATEGORIES 4
static const char *const category_ids[N_CATEGORIES] = { "a", "b", "c", "d" };

static const char *const genres[] = {
  NULL,
  NULL,
  "Drama",
  "drama",
  "Action / Adventure",
  "Action,Drama|War",
  "Comédie",
  "comedie, Science Fiction",
  "/, |",
};
static const char *const wanted_genres[] = { "drama", "ACTION", "comedie", "science fiction",
                                             "war",   "fi",     "" };

typedef struct
{
  LineupKind kind;
  LineupItem item;
  const char *categories[N_CATEGORIES]; /* (unowned) */
  GPtrArray *texts;                     /* (owned) (element-type utf8): of the item */
} Film;

typedef struct
{
  LineupCatalogueFixture *catalogue;                       /* (owned) */
  LineupSearchOracle *oracle;                              /* (owned) */
  GPtrArray *films[LINEUP_N_KINDS];                        /* (owned) (element-type Film) */
  gboolean adult_categories[LINEUP_N_KINDS][N_CATEGORIES]; /* as the panel said last */
  gboolean known_categories[LINEUP_N_KINDS][N_CATEGORIES]; /* in the panel's list */
} History;

static void
film_free (gpointer data)
{
  Film *film = data;

  g_ptr_array_unref (film->texts);
  g_free (film);
}

static History *
history_new (void)
{
  History *self = g_new0 (History, 1);

  self->catalogue = lineup_catalogue_fixture_new ();
  self->oracle = lineup_search_oracle_new ();
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    self->films[kind] = g_ptr_array_new_with_free_func (film_free);
  return self;
}

static void
history_free (History *self)
{
  lineup_catalogue_fixture_free (self->catalogue);
  lineup_search_oracle_free (self->oracle);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_ptr_array_unref (self->films[kind]);
  g_free (self);
}

/* What the panel has. */

static const char *
keep (Film *film, char *owned_text)
{
  g_autofree char *text = owned_text;

  g_ptr_array_add (film->texts, g_utf8_make_valid (text, -1));
  return film->texts->pdata[film->texts->len - 1];
}

static const char *
make_text (Film *film, guint max_words)
{
  return roll (2) == 0 ? NULL : keep (film, lineup_random_text_words (max_words));
}

/* Quarters, and what is next to what is rounded. */
static double
make_rating (void)
{
  static const double others[] = { 0, 10, 7.95, 8.04, 8.05, 7.949999 };

  return roll (3) == 0 ? others[roll (G_N_ELEMENTS (others))] : roll (41) / 4.0;
}

static Film *
make_film (LineupKind kind, gint64 id)
{
  Film *film = g_new0 (Film, 1);

  film->kind = kind;
  film->texts = g_ptr_array_new_with_free_func (g_free);
  film->item = (LineupItem){
    .id = id,
    .name = keep (film, lineup_random_text_name ()),
    .position = roll (3) == 0 ? -1 : (gint64)roll (100),
    .radio = kind == LINEUP_KIND_CHANNELS && roll (4) == 0,
    .year = roll (3) == 0 ? 0 : 1990 + roll (5),
    .rating = make_rating (),
    .genre = genres[roll (G_N_ELEMENTS (genres))],
    .cast = make_text (film, 3),
    .director = make_text (film, 2),
    .plot = make_text (film, 10),
    .added = roll (3) == 0 ? 0 : (gint64)(100 + roll (5)),
    .modified = roll (3) == 0 ? 0 : (gint64)(100 + roll (5)),
    .adult = (LineupAdult)((int)roll (3) - 1),
  };
  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      if (roll (4) == 0)
        film->categories[film->item.n_categories++] = category_ids[i];
    }
  film->item.categories = film->categories;
  return film;
}

static Film *
find_film (GPtrArray *films, gint64 id)
{
  for (guint i = 0; i < films->len; i++)
    {
      Film *film = films->pdata[i];

      if (film->item.id == id)
        return film;
    }
  return NULL;
}

/* Some go, some are others, some come; in another order, perhaps. */
static void
change_films (GPtrArray *films, LineupKind kind)
{
  for (guint i = 0; i < films->len;)
    {
      switch (roll (10))
        {
        case 0:
          g_ptr_array_remove_index_fast (films, i);
          continue;
        case 1:
          {
            Film *film = make_film (kind, ((const Film *)films->pdata[i])->item.id);

            film_free (films->pdata[i]);
            films->pdata[i] = film;
          }
          break;
        default:
          break;
        }
      i++;
    }
  for (guint n = roll (12); n > 0 && films->len < MAX_ITEMS; n--)
    {
      const gint64 id = 1 + (gint64)roll (N_IDS);

      if (find_film (films, id) == NULL)
        g_ptr_array_add (films, make_film (kind, id));
    }
}

/* What happens. */

static void
tell_oracle (History *self, const Film *film)
{
  const LineupItem *item = &film->item;
  const LineupOracleItem told = {
    .kind = film->kind,
    .id = item->id,
    .name = item->name,
    .elsewhere = { item->genre, item->cast, item->director, item->plot },
    .year = item->year,
    .rating = item->rating,
  };

  lineup_search_oracle_put (self->oracle, &told);
}

static void
tell_all (History *self, LineupKind kind)
{
  for (gint64 id = 1; id <= N_IDS; id++)
    lineup_search_oracle_remove (self->oracle, kind, id);
  for (guint i = 0; i < self->films[kind]->len; i++)
    tell_oracle (self, self->films[kind]->pdata[i]);
}

static LineupItem *
collect (GPtrArray *films)
{
  LineupItem *items = g_new0 (LineupItem, films->len);

  for (guint i = 0; i < films->len; i++)
    items[i] = ((const Film *)films->pdata[i])->item;
  return items;
}

static gboolean
is_in_category (const Film *film, const char *id)
{
  for (gsize i = 0; i < film->item.n_categories; i++)
    {
      if (g_str_equal (film->categories[i], id))
        return TRUE;
    }
  return film->item.n_categories == 0 && g_str_equal (id, "uncategorized");
}

static gboolean
is_in_use (History *self, LineupKind kind, const char *category)
{
  for (guint i = 0; i < self->films[kind]->len; i++)
    {
      if (is_in_category (self->films[kind]->pdata[i], category))
        return TRUE;
    }
  return FALSE;
}

/* A category that is no longer listed stays what it was for as long as something is in it. */
static void
forget_categories (History *self, LineupKind kind)
{
  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      if (!self->known_categories[kind][i] && !is_in_use (self, kind, category_ids[i]))
        self->adult_categories[kind][i] = FALSE;
    }
}

static void
sync_items (History *self)
{
  const LineupKind kind = (LineupKind)roll (LINEUP_N_KINDS);
  g_autofree LineupItem *items = NULL;

  change_films (self->films[kind], kind);
  items = collect (self->films[kind]);
  lineup_catalogue_fixture_import_items (
      self->catalogue, lineup_list_of_items (kind), items, self->films[kind]->len);
  tell_all (self, kind);
  forget_categories (self, kind);
}

/* The panel falls silent in the middle of a list, of which nothing stays. */
static void
fail_to_sync (History *self)
{
  const LineupKind kind = (LineupKind)roll (LINEUP_N_KINDS);
  g_autoptr (GPtrArray) films = g_ptr_array_new_with_free_func (film_free);
  g_autofree LineupItem *items = NULL;
  g_autofree LineupDummyItem *elements = NULL;
  g_autoptr (LineupDummyItemSource) source = NULL;

  change_films (films, kind);
  items = collect (films);
  elements = g_new0 (LineupDummyItem, films->len);
  source = lineup_dummy_item_source_new (elements, films->len);
  lineup_dummy_item_source_set_items (source, items);
  lineup_dummy_item_source_fail_at (source, roll (films->len + 1));
  g_assert_false (lineup_catalogue_fixture_run (self->catalogue,
                                                lineup_list_of_items (kind),
                                                source,
                                                LINEUP_IMPORT_ACCEPT_SHRINK,
                                                NULL,
                                                NULL));
}

/* What is adult may be another then, though no item is. */
static void
sync_categories (History *self)
{
  const LineupKind kind = (LineupKind)roll (LINEUP_N_KINDS);
  LineupDummyCategory categories[N_CATEGORIES];
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      self->known_categories[kind][i] = roll (4) > 0;
      if (!self->known_categories[kind][i])
        continue;
      self->adult_categories[kind][i] = roll (3) == 0;
      categories[n++] = (LineupDummyCategory){
        category_ids[i], category_ids[i], NULL, self->adult_categories[kind][i]
      };
    }
  forget_categories (self, kind);
  source = lineup_dummy_item_source_new_categories (categories, n);
  lineup_catalogue_fixture_run (self->catalogue,
                                kind == LINEUP_KIND_CHANNELS ? LINEUP_LIST_CHANNEL_CATEGORIES
                                : kind == LINEUP_KIND_MOVIES ? LINEUP_LIST_MOVIE_CATEGORIES
                                                             : LINEUP_LIST_SERIES_CATEGORIES,
                                source,
                                LINEUP_IMPORT_ACCEPT_SHRINK,
                                NULL,
                                &error);
  g_assert_no_error (error);
}

static void
restart (History *self)
{
  lineup_catalogue_fixture_reopen (self->catalogue, 0);
}

static void
clear (History *self)
{
  g_autoptr (GError) error = NULL;

  if (roll (4) > 0)
    return;
  lineup_catalogue_fixture_clear (self->catalogue, &error);
  g_assert_no_error (error);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      g_ptr_array_set_size (self->films[kind], 0);
      tell_all (self, (LineupKind)kind);
      memset (self->adult_categories[kind], 0, sizeof self->adult_categories[kind]);
      memset (self->known_categories[kind], 0, sizeof self->known_categories[kind]);
    }
}

/* Filters, each as simple as it is said. */

typedef struct
{
  History *history;           /* (unowned) */
  const LineupSearch *search; /* (unowned) */
} Wish;

static guint
get_category (const char *id)
{
  guint i = 0;

  while (!g_str_equal (category_ids[i], id))
    i++;
  return i;
}

static gboolean
is_adult (const History *self, const Film *film)
{
  gboolean adult = film->item.adult == LINEUP_ADULT_YES;

  for (gsize i = 0; i < film->item.n_categories; i++)
    adult = adult || self->adult_categories[film->kind][get_category (film->categories[i])];
  return adult;
}

static char *
make_key (const char *text)
{
  g_autoptr (LineupWordReader) words = lineup_word_reader_new ();
  g_autoptr (GString) key = g_string_new (NULL);

  lineup_word_reader_make_key (words, text, strlen (text), key);
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static gboolean
has_genre (const Film *film, const char *wanted)
{
  g_auto (GStrv) each = g_strsplit_set (
      film->item.genre != NULL ? film->item.genre : "", ",/|", -1);
  g_autofree char *wanted_key = make_key (wanted);

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autofree char *key = make_key (each[i]);

      if (*key != '\0' && g_str_equal (key, wanted_key))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_range (const LineupFilter *filter, guint year)
{
  if (filter->year_min == 0 && filter->year_max == 0)
    return TRUE;
  return year != 0 && year >= filter->year_min
         && (filter->year_max == 0 || year <= filter->year_max);
}

static gboolean
is_wanted (const LineupOracleItem *told, gpointer data)
{
  const Wish *wish = data;
  const LineupFilter *filter = &wish->search->filter;
  const Film *film = find_film (wish->history->films[told->kind], told->id);
  const LineupItem *item = &film->item;
  const gint64 moment = film->kind == LINEUP_KIND_SERIES ? item->modified : item->added;

  return (wish->search->kinds & (1U << film->kind)) != 0
         && (filter->category == NULL || is_in_category (film, filter->category))
         && (filter->genre == NULL || has_genre (film, filter->genre))
         && is_in_range (filter, item->year) && item->rating >= filter->min_rating
         && moment >= filter->added_since
         && (filter->adult == LINEUP_ADULT_UNKNOWN
             || is_adult (wish->history, film) == (filter->adult == LINEUP_ADULT_YES))
         && (filter->radio == LINEUP_RADIO_ANY
             || item->radio == (filter->radio == LINEUP_RADIO_ONLY));
}

static LineupFilter
make_filter (void)
{
  static const double ratings[] = { 0.1, 2.5, 7.95, 8.05, 10 };
  static const char *const categories[] = { "a", "b", "c", "uncategorized", "none" };
  LineupFilter filter = LINEUP_FILTER_INIT;

  if (roll (6) == 0)
    filter.category = categories[roll (G_N_ELEMENTS (categories))];
  if (roll (6) == 0)
    filter.genre = wanted_genres[roll (G_N_ELEMENTS (wanted_genres))];
  if (roll (6) == 0)
    filter.year_min = 1989 + roll (6);
  if (roll (6) == 0)
    filter.year_max = 1989 + roll (6);
  if (roll (6) == 0)
    filter.min_rating = ratings[roll (G_N_ELEMENTS (ratings))];
  if (roll (6) == 0)
    filter.added_since = 100 + roll (5);
  if (roll (4) == 0)
    filter.adult = (LineupAdult)roll (2);
  if (roll (6) == 0)
    filter.radio = (LineupRadio)(1 + roll (2));
  return filter;
}

/* Searching. */

typedef struct
{
  const LineupSearch *search; /* (unowned) */
  GString *found;             /* (unowned) */
  gboolean is_complete;
} Finding;

static void
describe_hit (GString *text, guint kind, gint64 id, guint tier)
{
  g_string_append_printf (text, "%u:%" G_GINT64_FORMAT "(%u) ", kind, id, tier);
}

static void
append_found (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  Finding *finding = user_data;

  describe_hit (finding->found, kind, item->id, rank->tier);
  finding->is_complete = finding->is_complete && rank->is_complete;
}

static gpointer
read_search (LineupReader *reader, gpointer user_data, GError **error)
{
  Finding *finding = user_data;

  return lineup_search_read (reader, finding->search, append_found, finding, error) ? finding
                                                                                    : NULL;
}

/* Returns whether it came to its end: where everything is slower it may not have. */
static gboolean
search_catalogue (History *self, const LineupSearch *search, GString *found)
{
  Finding finding = { search, found, TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_read_async (self->catalogue->catalogue,
                               read_search,
                               &finding,
                               NULL,
                               NULL,
                               NULL,
                               lineup_await_callback,
                               &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (self->catalogue->catalogue, result, &error);
  if ((error != NULL || !finding.is_complete) && lineup_test_limit (1) > 1)
    return FALSE;
  g_assert_no_error (error);
  g_assert_true (finding.is_complete);
  return TRUE;
}

static char *
make_query (History *self)
{
  const GPtrArray *films = self->films[roll (LINEUP_N_KINDS)];
  const Film *film = films->len > 0 ? films->pdata[roll (films->len)] : NULL;

  if (film == NULL)
    return lineup_random_text_query (NULL);
  return lineup_random_text_query (film->texts->pdata[roll (film->texts->len)]);
}

static void
assert_search (History *self)
{
  g_autofree char *text = make_query (self);
  const LineupSearch search = {
    .text = text,
    .kinds = roll (2) == 0 ? LINEUP_SEARCH_ALL_KINDS : 1 + roll (LINEUP_SEARCH_ALL_KINDS),
    .filter = make_filter (),
    .limit = roll (2) == 0 ? 1 + roll (6) : 1000,
    .fuzzy = roll (2) == 0,
  };
  Wish wish = { self, &search };
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GArray) hits = NULL;

  if (!search_catalogue (self, &search, found))
    return;
  hits = lineup_search_oracle_search (
      self->oracle, text, is_wanted, &wish, search.limit, search.fuzzy);
  for (guint i = 0; i < hits->len; i++)
    {
      const LineupOracleHit *hit = &g_array_index (hits, LineupOracleHit, i);

      describe_hit (expected, hit->kind, hit->id, hit->tier);
    }
  if (!g_str_equal (found->str, expected->str))
    g_error ("“%s” (kinds %u, category %s, genre %s, years %u-%u, rating %g, since %d, adult %d, "
             "radio %d, limit %u, fuzzy %d) finds %s, and not %s",
             text,
             search.kinds,
             search.filter.category,
             search.filter.genre,
             search.filter.year_min,
             search.filter.year_max,
             search.filter.min_rating,
             (int)search.filter.added_since,
             search.filter.adult,
             search.filter.radio,
             search.limit,
             search.fuzzy,
             found->str,
             expected->str);
}

static void
run_history (guint n_rounds)
{
  void (*const acts[]) (History *) = {
    sync_items,   sync_items,      sync_items,      sync_items, sync_items,
    fail_to_sync, sync_categories, sync_categories, restart,    clear,
  };
  History *self = history_new ();

  for (guint i = 0; i < n_rounds; i++)
    {
      acts[roll (G_N_ELEMENTS (acts))](self);
      for (guint j = 0; j < SEARCHES; j++)
        assert_search (self);
    }
  lineup_catalogue_fixture_check (self->catalogue);
  history_free (self);
}

/* Where everything is slower there are fewer. */
static guint
count_rounds (void)
{
  const char *wanted = g_getenv (ROUNDS_VARIABLE);

  return wanted != NULL ? (guint)g_ascii_strtoull (wanted, NULL, 10)
                        : (guint)(DEFAULT_ROUNDS / lineup_test_limit (1));
}

static void
test_history (void)
{
  const guint n_rounds = count_rounds ();

  for (guint n = 0; n < n_rounds; n += ROUNDS_OF_ONE)
    run_history (MIN (n_rounds - n, ROUNDS_OF_ONE));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/history", test_history);
  return g_test_run ();
}
