/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search.h"

#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"
#include "lineup-reader-private.h"

/* What a search finds, and in which order. */

#define N_MANY 5000

#define import_array(fixture, list, items)                                                         \
  lineup_catalogue_fixture_import_items (fixture, list, items, G_N_ELEMENTS (items))

typedef struct
{
  LineupSearch search;
  GString *ids; /* (owned) */
} Search;

static void
append_id (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  static const char letters[LINEUP_N_KINDS] = { 'c', 'm', 's' };
  Search *search = user_data;

  g_string_append_printf (search->ids, "%c%" G_GINT64_FORMAT " ", letters[kind], item->id);
}

static gpointer
read_search (LineupReader *reader, gpointer user_data, GError **error)
{
  Search *search = user_data;

  return lineup_search_read (reader, &search->search, append_id, search, error) ? search : NULL;
}

/* The ids that are found, each after its kind's letter. */
static void
assert_search (LineupCatalogueFixture *fixture, const LineupSearch *query, const char *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Search search = { *query, ids };

  lineup_catalogue_read_async (
      fixture->catalogue, read_search, &search, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ids->str, ==, expected);
}

static LineupSearch
make_search (const char *text)
{
  return (LineupSearch){
    .text = text, .kinds = LINEUP_SEARCH_ALL_KINDS, .filter = LINEUP_FILTER_INIT, .limit = 50
  };
}

static void
assert_finds (LineupCatalogueFixture *fixture, const char *text, const char *expected)
{
  const LineupSearch search = make_search (text);

  g_test_message ("%s", text);
  assert_search (fixture, &search, expected);
}

/* Exactly the name, the name's beginning, whole words in it, beginnings of words, elsewhere. They
 * arrive the other way round, and the worse ones are rated better. */
static void
test_tiers (void)
{
  static const LineupItem movies[] = {
    { .id = 1, .name = "Prefix elsewhere", .plot = "They met in Starbridge", .rating = 9.9 },
    { .id = 2, .name = "Elsewhere", .cast = "A. Star", .rating = 9.8 },
    { .id = 3, .name = "The Starlight Hour", .rating = 9.7 },
    { .id = 4, .name = "A Star Is Born", .rating = 9.6 },
    { .id = 5, .name = "Stardust", .rating = 9.5 },
    { .id = 6, .name = "Star Trek", .rating = 9.4 },
    { .id = 7, .name = "STAR!", .rating = 1.0 },
    { .id = 8, .name = "Nothing of it", .rating = 10 },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupSearch search = make_search ("star");

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_search (fixture, &search, "m7 m6 m5 m4 m3 m2 m1 ");
  /* What comes first does not depend on how much is wanted. */
  for (search.limit = 1; search.limit < 7; search.limit++)
    {
      g_autofree char *expected = g_strndup ("m7 m6 m5 m4 m3 m2 m1 ", search.limit * 3);

      assert_search (fixture, &search, expected);
    }
}

/* Numbers that are still being typed, in names which are sorted as people count. */
static void
test_numbers (void)
{
  static const LineupItem movies[] = {
    { .id = 1, .name = "Channel 1" },
    { .id = 2, .name = "Channel 2" },
    { .id = 3, .name = "Channel 10" },
    { .id = 4, .name = "Channel 100 HD" },
    { .id = 5, .name = "Channel 01" },
    { .id = 6, .name = "Channel 20 and 1" },
    { .id = 7, .name = "Channel 20 and 12" },
    { .id = 8, .name = "007" },
    { .id = 9, .name = "0" },
    { .id = 10, .name = "1917" },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupSearch search = make_search ("channel 1");

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  /* The name itself, what begins so, and what has the word's beginning elsewhere. */
  assert_search (fixture, &search, "m1 m3 m4 m6 m7 ");
  search.filter.adult = LINEUP_ADULT_NO;
  assert_search (fixture, &search, "m1 m3 m4 m6 m7 ");
  assert_finds (fixture, "channel 10", "m3 m4 ");
  assert_finds (fixture, "channel 0", "m5 ");
  assert_finds (fixture, "channel 20 and 1", "m6 m7 ");
  assert_finds (fixture, "channel 20 a", "m6 m7 ");
  assert_finds (fixture, "0", "m9 m8 m5 ");
  assert_finds (fixture, "00", "m8 ");
  assert_finds (fixture, "007", "m8 ");
  assert_finds (fixture, "19", "m10 ");
}

static void
test_ties (void)
{
  static const LineupItem movies[] = {
    { .id = 1, .name = "Heat" },
    { .id = 2, .name = "Heat", .year = 1995 },
    { .id = 3, .name = "Heat", .rating = 7.9 },
    { .id = 4, .name = "Heat", .rating = 8.3, .year = 1986 },
    { .id = 5, .name = "Heat", .rating = 8.3, .year = 1995 },
    { .id = 6, .name = "Heat", .rating = 10 },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_finds (fixture, "heat", "m6 m5 m4 m3 m2 m1 ");
  assert_finds (fixture, "hea", "m6 m5 m4 m3 m2 m1 ");
}

/* Every word has to be there, in whichever fields; only the last may be cut short. */
static void
test_words (void)
{
  static const LineupItem movies[] = {
    { .id = 1, .name = "Inception", .director = "Christopher Nolan", .genre = "Sci-Fi" },
    { .id = 2, .name = "Interstellar", .director = "Christopher Nolan", .cast = "Anne Hathaway" },
    { .id = 3, .name = "Nolan's Game", .plot = "A game of chess" },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_finds (fixture, "nolan inception", "m1 ");
  assert_finds (fixture, "inception nolan", "m1 ");
  assert_finds (fixture, "nolan hathaway", "m2 ");
  assert_finds (fixture, "nolan", "m3 m1 m2 ");
  assert_finds (fixture, "chess gam", "m3 ");
  assert_finds (fixture, "che game", "");
  assert_finds (fixture, "sci fi", "m1 ");
  assert_finds (fixture, "nolan nolan", "m3 m1 m2 ");
  assert_finds (fixture, "nolan absent", "");
}

/* Whatever is typed is text. */
static void
test_no_syntax (void)
{
  static const LineupItem movies[] = {
    { .id = 1, .name = "AT&T" },
    { .id = 2, .name = "9-1-1" },
    { .id = 3, .name = "It's a Wonderful Life" },
    { .id = 4, .name = "100% Wolf" },
    { .id = 5, .name = "NOT Okay" },
    { .id = 6, .name = "This OR That" },
    { .id = 7, .name = "NEAR Dark" },
    { .id = 8, .name = "C++ (the \"film\")" },
    { .id = 9, .name = "name: plot" },
  };
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "AT&T", "m1 " },
    { "at t", "m1 " },
    { "9-1-1", "m2 " },
    { "it's", "m3 " },
    { "100%", "m4 " },
    { "NOT", "m5 " },
    { "not okay", "m5 " },
    { "OR", "m6 " },
    { "this OR that", "m6 " },
    { "okay OR dark", "" },
    { "NEAR(dark)", "m7 " },
    { "near dark", "m7 " },
    { "\"film\"", "m8 " },
    { "\"film", "m8 " },
    { "c++ (the", "m8 " },
    { "name : plot", "m9 " },
    { "name:plot", "m9 " },
    { "wo*", "m3 m4 " },
    { "^wolf", "m4 " },
    { "{name} : wolf", "" },
    { "wolf AND okay", "" },
    { "' OR 1=1 --", "" },
    { "", "" },
    { " ", "" },
    { "\"", "" },
    { "*", "" },
    { "(", "" },
    { "☃", "" },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_finds (fixture, cases[i].text, cases[i].expected);
}

/* Case, accents and width don't matter, on either side. */
static void
test_folding (void)
{
  static const struct
  {
    const char *name;
    const char *text;
  } pairs[] = {
    { "Amélie", "AMELIE" },     { "Strasse", "straße" },
    { "Łódź", "lodz" },         { "Ёлки", "ЕЛКИ" },
    { "Αθήνα", "αθηνα" },       { "İstanbul", "istanbul" },
    { "مُحَمَّد", "محمد" },         { "ＡＢＣ", "abc" },
    { "ｱﾆﾒ", "アニメ" },        { "千と千尋の神隠し", "神隠" },
    { "Việt Nam", "viet nam" }, { "한국", "하" },
  };
  LineupItem movies[G_N_ELEMENTS (pairs)];
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    movies[i] = (LineupItem){ .id = (gint64)i + 1, .name = pairs[i].name };
  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *expected = g_strdup_printf ("m%u ", (guint)i + 1);

      assert_finds (fixture, pairs[i].text, expected);
      assert_finds (fixture, pairs[i].name, expected);
    }
}

static void
test_kinds (void)
{
  static const LineupItem channels[] = {
    { .id = 1, .name = "Discovery" },
    { .id = 2, .name = "Discovery Science" },
  };
  static const LineupItem movies[] = {
    { .id = 1, .name = "Discovery", .rating = 5 },
  };
  static const LineupItem series[] = {
    { .id = 1, .name = "Star Trek: Discovery", .rating = 7 },
    { .id = 2, .name = "Discovery", .rating = 6 },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupSearch search = make_search ("discovery");

  import_array (fixture, LINEUP_LIST_CHANNELS, channels);
  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  import_array (fixture, LINEUP_LIST_SERIES, series);
  assert_search (fixture, &search, "s2 m1 c1 c2 s1 ");
  search.kinds = 1U << LINEUP_KIND_SERIES;
  assert_search (fixture, &search, "s2 s1 ");
  search.kinds = 1U << LINEUP_KIND_CHANNELS | 1U << LINEUP_KIND_MOVIES;
  assert_search (fixture, &search, "m1 c1 c2 ");
}

static void
test_filters (void)
{
  static const char *const old[] = { "old" };
  static const char *const both[] = { "new", "old" };
  static const LineupItem movies[] = {
    { .id = 1,
      .name = "Dune",
      .year = 1984,
      .rating = 6.3,
      .genre = "Science Fiction",
      .categories = old,
      .n_categories = 1,
      .added = 100 },
    { .id = 2,
      .name = "Dune",
      .year = 2021,
      .rating = 8,
      .genre = "Adventure / Science Fiction",
      .categories = both,
      .n_categories = 2,
      .added = 200 },
    { .id = 3, .name = "Dune Drifter", .adult = LINEUP_ADULT_YES },
    { .id = 4, .name = "Sand", .plot = "Dune after dune", .genre = "Drama|Science fiction" },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupSearch search = make_search ("dune");

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_search (fixture, &search, "m2 m1 m3 m4 ");
  search.filter.category = "old";
  assert_search (fixture, &search, "m2 m1 ");
  search.filter.category = "new";
  assert_search (fixture, &search, "m2 ");
  search.filter.category = "none";
  assert_search (fixture, &search, "");
  search.filter = (LineupFilter)LINEUP_FILTER_INIT;
  search.filter.genre = "science FICTION";
  assert_search (fixture, &search, "m2 m1 m4 ");
  search.filter.year_max = 2000;
  assert_search (fixture, &search, "m1 ");
  search.filter = (LineupFilter)LINEUP_FILTER_INIT;
  search.filter.min_rating = 6.4;
  assert_search (fixture, &search, "m2 ");
  search.filter = (LineupFilter)LINEUP_FILTER_INIT;
  search.filter.added_since = 101;
  assert_search (fixture, &search, "m2 ");
  search.filter = (LineupFilter)LINEUP_FILTER_INIT;
  search.filter.adult = LINEUP_ADULT_NO;
  assert_search (fixture, &search, "m2 m1 m4 ");
  search.filter.adult = LINEUP_ADULT_YES;
  assert_search (fixture, &search, "m3 ");
}

/* Thousands that are as good as each other, and a filter that only the last of them passes. */
static void
test_many (void)
{
  g_autofree LineupItem *movies = g_new0 (LineupItem, N_MANY);
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *expected = g_strdup_printf ("m%d ", N_MANY);
  LineupSearch search = make_search ("everything");

  for (guint i = 0; i < N_MANY; i++)
    movies[i] = (LineupItem){ .id = i + 1, .name = "Of everything", .year = 1990 };
  movies[N_MANY - 1].year = 1991;
  lineup_catalogue_fixture_import_items (fixture, LINEUP_LIST_MOVIES, movies, N_MANY);
  search.filter.year_min = 1991;
  assert_search (fixture, &search, expected);
  search.text = "of";
  assert_search (fixture, &search, expected);
}

/* All have a plot with a word that goes on from "family", each its own if @own; one of two rare
 * films has the word itself. */
static void
import_plots (LineupCatalogueFixture *fixture, gboolean own)
{
  g_autofree LineupItem *movies = g_new0 (LineupItem, N_MANY);
  g_autoptr (GPtrArray) plots = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_MANY; i++)
    {
      g_ptr_array_add (plots, g_strdup_printf ("family%c%u", own ? 'o' : 's', own ? i : 0));
      movies[i] = (LineupItem){ .id = i + 1, .name = "Film", .plot = plots->pdata[i] };
    }
  movies[9].name = "Rare";
  movies[N_MANY - 1].name = "Rare";
  movies[N_MANY - 1].plot = "The family";
  lineup_catalogue_fixture_import_items (fixture, LINEUP_LIST_MOVIES, movies, N_MANY);
}

/* Whether the words that go on from the last one are few or many, the same is found. */
static void
test_completions (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *family = g_strdup_printf ("m%d m10 ", N_MANY);
  g_autofree char *fami = g_strdup_printf ("m10 m%d ", N_MANY);

  for (guint own = 0; own < 2; own++)
    {
      import_plots (fixture, own > 0);
      assert_finds (fixture, "rare family", family);
      assert_finds (fixture, "rare fami", fami);
      assert_finds (fixture, "rare fam", fami);
      assert_finds (fixture, "rare familyx", "");
    }
}

/* What panels put around a name is no part of it; whole words come before longer ones. */
static void
test_names (void)
{
  static const LineupItem movies[] = {
    { .id = 1, .name = "It (2017)", .rating = 5 },
    { .id = 2, .name = "The Italian Job", .rating = 9 },
    { .id = 3, .name = "Italian Job", .rating = 9 },
    { .id = 4, .name = "Heathers", .rating = 9 },
    { .id = 5, .name = "EN - Heat (1995)", .rating = 5 },
    { .id = 6, .name = "|FR| Heat Wave", .rating = 8 },
    { .id = 7, .name = "The Heat", .rating = 10 },
    { .id = 8, .name = "4K-NF - Up (2009)", .rating = 5 },
    { .id = 9, .name = "Upgrade", .rating = 9 },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_finds (fixture, "it", "m1 m3 m2 ");
  assert_finds (fixture, "heat", "m5 m6 m4 m7 ");
  assert_finds (fixture, "up", "m8 m9 ");
  assert_finds (fixture, "heat 1995", "m5 ");
  assert_finds (fixture, "en heat", "m5 ");
}

/* As people type what has marks in it. */
static void
test_joined (void)
{
  static const struct
  {
    const char *name;
    const char *text;
  } pairs[] = {
    { "S.W.A.T.", "swat" },
    { "Spider-Man: Homecoming", "spiderman" },
    { "Marvel's Agents of S.H.I.E.L.D.", "marvels agents" },
    { "Marvel's Agents of S.H.I.E.L.D.", "agents of shield" },
    { "Ocean's Eleven", "oceans eleven" },
    { "X-Men", "xmen" },
    { "U.S. Marshals", "us marshals" },
    { "R.I.P.D.", "ripd" },
    { "AC/DC: Let There Be Rock", "acdc" },
    { "M*A*S*H", "mash" },
    { "9-1-1", "911" },
    { "WALL·E", "walle" },
    { "It's a Wonderful Life", "its a wonderful life" },
    { "Don't Look Up", "dont look up" },
    { "L'avventura", "lavventura" },
    { "영화기생충", "기생충" },
    { "กรุงเทพมหานคร", "เทพ" },
    { "千と千尋の神隠し", "千尋の" },
    { "الرسالة", "رسالة" },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupItem movies[G_N_ELEMENTS (pairs)];

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    movies[i] = (LineupItem){ .id = (gint64)i + 1, .name = pairs[i].name };
  movies[3].name = "Of Shields and Agents";
  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *expected = g_strdup_printf ("m%u ", i == 3 ? 3 : (guint)i + 1);
      LineupSearch search = make_search (pairs[i].text);

      search.limit = 1;
      assert_search (fixture, &search, expected);
    }
}

/* One letter off, after all that is as typed, and only where there is room. */
static void
test_fuzzy (void)
{
  static const LineupItem movies[] = {
    { .id = 1, .name = "Avengers", .rating = 9 },
    { .id = 2, .name = "Avangers", .rating = 1 },
    { .id = 3, .name = "Heat" },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  LineupSearch search = make_search ("avangers");

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_search (fixture, &search, "m2 ");
  search.fuzzy = TRUE;
  assert_search (fixture, &search, "m2 m1 ");
  search.limit = 1;
  assert_search (fixture, &search, "m2 ");
  search = make_search ("avengesr");
  search.fuzzy = TRUE;
  assert_search (fixture, &search, "m1 ");
  search.text = "haet";
  assert_search (fixture, &search, "m3 ");
  search.text = "het";
  assert_search (fixture, &search, "");
}

/* The best of thousands, wherever it is among them. */
static void
test_best (void)
{
  g_autofree LineupItem *movies = g_new0 (LineupItem, 3 * N_MANY);
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *expected = g_strdup_printf ("m%d m%d ", 3 * N_MANY, N_MANY);
  LineupSearch search = make_search ("love");

  for (guint i = 0; i < 3 * N_MANY; i++)
    movies[i] = (LineupItem){ .id = i + 1, .name = "EN - The love of it", .rating = 3 };
  movies[3 * N_MANY - 1].rating = 9;
  movies[N_MANY - 1].rating = 8;
  movies[N_MANY - 1].genre = "War";
  movies[3 * N_MANY - 1].year = 2024;
  lineup_catalogue_fixture_import_items (fixture, LINEUP_LIST_MOVIES, movies, 3 * N_MANY);
  lineup_catalogue_fixture_await_index (fixture);
  search.limit = 2;
  assert_search (fixture, &search, expected);
  search = make_search ("en");
  search.filter.year_min = search.filter.year_max = 2024;
  assert_search (fixture, &search, "m15000 ");
  search.filter = (LineupFilter)LINEUP_FILTER_INIT;
  search.filter.genre = "war";
  assert_search (fixture, &search, "m5000 ");
  search.filter = (LineupFilter)LINEUP_FILTER_INIT;
  search.filter.min_rating = 8;
  assert_search (fixture, &search, "m15000 m5000 ");
}

/* An item is found by what it is now. */
static void
test_changes (void)
{
  LineupItem movies[] = {
    { .id = 1, .name = "Before" },
    { .id = 2, .name = "Gone" },
    { .id = 3, .name = "Stays", .plot = "Before and after" },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_finds (fixture, "before", "m1 m3 ");
  movies[0].name = "After";
  movies[1] = (LineupItem){ .id = 4, .name = "Come" };
  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_finds (fixture, "before", "m3 ");
  assert_finds (fixture, "after", "m1 m3 ");
  assert_finds (fixture, "gone", "");
  assert_finds (fixture, "come", "m4 ");
}

/* So is its rank. */
static void
test_changed_merit (void)
{
  LineupItem movies[] = {
    { .id = 1, .name = "Heat", .rating = 6, .year = 1990 },
    { .id = 2, .name = "Heat", .rating = 7, .year = 1990 },
  };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_finds (fixture, "heat", "m2 m1 ");
  movies[0].rating = 7;
  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_finds (fixture, "heat", "m1 m2 ");
  movies[1].year = 1995;
  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  assert_finds (fixture, "hea", "m2 m1 ");
  lineup_catalogue_fixture_check (fixture);
}

/* Any text is taken, however long. */
static void
test_long_text (void)
{
  static const LineupItem movies[] = { { .id = 1, .name = "word" } };
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *one_word = g_strnfill (100000, 'x');

  import_array (fixture, LINEUP_LIST_MOVIES, movies);
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "word ");
  assert_finds (fixture, text->str, "m1 ");
  assert_finds (fixture, one_word, "");
}

/* A time that has come after so many looks at it. */
typedef struct
{
  guint n_looks;
  guint last; /* look, before time is over */
} Time;

static gint64
look_at_time (gpointer user_data)
{
  Time *time = user_data;

  return time->n_looks++ <= time->last ? 0 : LINEUP_SEARCH_MAX_TIME;
}

typedef struct
{
  LineupSearch search;
  GString *ids; /* (owned) */
  guint n_incomplete;
  guint n_found;
} TimedSearch;

static void
count_found (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  TimedSearch *self = user_data;

  self->n_found++;
  self->n_incomplete += !rank->is_complete;
  append_id (kind, item, rank, user_data);
}

static gpointer
read_timed_search (LineupReader *reader, gpointer user_data, GError **error)
{
  TimedSearch *self = user_data;

  return lineup_search_read (reader, &self->search, count_found, self, error) ? self : NULL;
}

/* Whenever its time is over, a search has found some of what there is, the best first, and says so.
 */
static void
test_time (void)
{
  g_autofree LineupItem *movies = g_new0 (LineupItem, 3 * N_MANY);
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  gboolean is_complete = FALSE;
  gboolean has_timed_out = FALSE;
  gboolean was_incomplete = FALSE;

  for (guint i = 0; i < 3 * N_MANY; i++)
    movies[i] = (LineupItem){ .id = i + 1, .name = i % 5000 == 0 ? "Star" : "Starlight" };
  lineup_catalogue_fixture_import_items (fixture, LINEUP_LIST_MOVIES, movies, 3 * N_MANY);
  lineup_catalogue_fixture_await_index (fixture);
  for (guint last = 0; !is_complete; last++)
    {
      g_autoptr (GString) ids = g_string_new (NULL);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      Time time = { 0, last };
      TimedSearch search = { make_search ("star"), ids, 0, 0 };

      search.search.limit = 4;
      search.search.get_time = look_at_time;
      search.search.time_data = &time;
      lineup_catalogue_read_async (fixture->catalogue,
                                   read_timed_search,
                                   &search,
                                   NULL,
                                   NULL,
                                   NULL,
                                   lineup_await_callback,
                                   &result);
      lineup_await (&result);
      lineup_catalogue_read_finish (fixture->catalogue, result, &error);
      if (error != NULL)
        {
          g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
          g_assert_cmpuint (search.n_found, ==, 0);
          has_timed_out = TRUE;
          continue;
        }
      is_complete = search.n_incomplete == 0;
      was_incomplete = was_incomplete || !is_complete;
      g_assert_cmpuint (search.n_found, >, 0);
      g_assert_true (is_complete || search.n_incomplete == search.n_found);
      g_assert_true (g_str_has_prefix (ids->str, "m1 "));
      if (is_complete)
        g_assert_cmpstr (ids->str, ==, "m1 m5001 m10001 m2 ");
    }
  g_assert_true (has_timed_out);
  g_assert_true (was_incomplete);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/tiers", test_tiers);
  g_test_add_func ("/search/numbers", test_numbers);
  g_test_add_func ("/search/ties", test_ties);
  g_test_add_func ("/search/words", test_words);
  g_test_add_func ("/search/no-syntax", test_no_syntax);
  g_test_add_func ("/search/folding", test_folding);
  g_test_add_func ("/search/kinds", test_kinds);
  g_test_add_func ("/search/filters", test_filters);
  g_test_add_func ("/search/many", test_many);
  g_test_add_func ("/search/completions", test_completions);
  g_test_add_func ("/search/names", test_names);
  g_test_add_func ("/search/joined", test_joined);
  g_test_add_func ("/search/fuzzy", test_fuzzy);
  g_test_add_func ("/search/best", test_best);
  g_test_add_func ("/search/changes", test_changes);
  g_test_add_func ("/search/changed-merit", test_changed_merit);
  g_test_add_func ("/search/long-text", test_long_text);

  g_test_add_func ("/search/time", test_time);
  return g_test_run ();
}
