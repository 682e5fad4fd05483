/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How long a search takes, over D-Bus, from the call to the reply with 50 whole items: for
 * beginnings of one, two and three letters, whole words, and two words, all taken from titles that
 * are there; while the daemon is idle, and while it imports a list of which 1 % is new. The limit
 * is 10 ms where all words have three letters, and 50 ms otherwise, as in "Clara's".
 *
 * With "desktop", as GNOME Shell asks: for what is found, then for what to show of the first five;
 * the limit is 30 ms. One letter alone finds nothing there.
 *
 * Usage: bench-search [MOVIES [desktop]]; the titles are real ones where they are found. */

#include "lineup-daemon-client.h"
#include "lineup-figures.h"
#include "lineup-rendered-lists.h"
#include "lineup-test-files.h"
#include "lineup-test-limits.h"

#define DEFAULT_MOVIES 20000
#define N_QUERIES      400
#define PAGE           1000

/* What fits in GNOME Shell's overview. */
#define N_SHOWN 5

#define SEARCH_PROVIDER "org.gnome.Shell.SearchProvider2"

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

typedef enum
{
  SHAPE_LETTER,
  SHAPE_TWO_LETTERS,
  SHAPE_THREE_LETTERS,
  SHAPE_WORD,
  SHAPE_TWO_WORDS,
  SHAPE_WITH_SHORT_WORD,
  N_SHAPES,
  SHAPE_ALL_LONG = N_SHAPES, /* all that have the limit of 10 ms, together */
} Shape;

static const char *const SHAPES[N_SHAPES + 1] = {
  "1 letter", "2 letters", "3 letters", "a word", "2 words", "a short", "3 or more",
};

static LineupRenderedLists *
render (const char *directory, guint64 n_movies)
{
  g_autofree char *folder = lineup_test_shared ("catalogue", NULL);
  g_autoptr (LineupFakeTitles) titles = NULL;
  g_autoptr (GError) error = NULL;

  if (folder != NULL && (titles = lineup_fake_titles_load (folder, &error)) == NULL)
    g_error ("No titles: %s", error->message);
  return lineup_rendered_lists_new (directory, n_movies, titles);
}

/* Whether the index finds a word of less than three letters in it, like the "s" in "Clara's". */
static gboolean
has_short_word (const char *text)
{
  guint n_letters = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_isalnum (g_utf8_get_char (text)))
        n_letters++;
      else if (n_letters == 1 || n_letters == 2)
        return TRUE;
      else
        n_letters = 0;
    }
  return n_letters == 1 || n_letters == 2;
}

/* The first words of a title, as somebody who looks for it would type. */
static char *
type_words (char **words, Shape shape)
{
  const char *word = words[0];

  switch (shape)
    {
    case SHAPE_LETTER:
    case SHAPE_TWO_LETTERS:
    case SHAPE_THREE_LETTERS:
      return g_utf8_substring (word, 0, (glong)shape + 1);
    case SHAPE_TWO_WORDS:
    case SHAPE_WITH_SHORT_WORD:
      return g_strjoin (" ", word, words[1], NULL);
    case SHAPE_WORD:
    case N_SHAPES:
    default:
      return g_strdup (word);
    }
}

/* %NULL if a title has none of that shape, or begins with a mark, which nothing is found by. */
static char *
make_query (const char *title, Shape shape)
{
  g_auto (GStrv) words = g_strsplit (title, " ", 3);
  g_autofree char *query = NULL;

  if (words[0] == NULL || g_utf8_strlen (words[0], -1) < 4
      || !g_unichar_isalnum (g_utf8_get_char (words[0])))
    return NULL;
  if (shape >= SHAPE_TWO_WORDS && words[1] == NULL)
    return NULL;
  query = type_words (words, shape);
  if (shape >= SHAPE_THREE_LETTERS && has_short_word (query) != (shape == SHAPE_WITH_SHORT_WORD))
    return NULL;
  return g_steal_pointer (&query);
}

/* Titles from all over the catalogue: by name, a page of every so many. */
static GPtrArray *
get_titles (LineupDaemonFixture *fixture)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (
      fixture, "home", "movies", "{'sort': <'rating'>, 'fields': <['name']>}");
  GPtrArray *titles = g_ptr_array_new_with_free_func (g_free);
  const guint pace = MAX (items->len / N_QUERIES, 1);

  for (guint i = 0; i < items->len && titles->len < N_QUERIES; i += pace)
    {
      char *name = NULL;

      g_variant_lookup (g_ptr_array_index (items, i), "name", "s", &name);
      g_ptr_array_add (titles, name);
    }
  return titles;
}

typedef void (*SearchFunc) (LineupDaemonFixture *fixture, const char *text);

static void
search_desktop (LineupDaemonFixture *fixture, const char *text)
{
  g_auto (GStrv) terms = g_strsplit (text, " ", -1);
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (fixture,
                                                             LINEUP_SEARCH_PROVIDER_PATH,
                                                             SEARCH_PROVIDER,
                                                             "GetInitialResultSet",
                                                             g_variant_new ("(^as)", terms));
  g_auto (GStrv) references = NULL;

  g_variant_get (reply, "(^as)", &references);
  g_assert_nonnull (references[0]);
  for (guint i = 0; references[i] != NULL; i++)
    {
      if (i >= N_SHOWN)
        g_clear_pointer (&references[i], g_free);
    }
  g_variant_unref (lineup_daemon_fixture_expect (fixture,
                                                 LINEUP_SEARCH_PROVIDER_PATH,
                                                 SEARCH_PROVIDER,
                                                 "GetResultMetas",
                                                 g_variant_new ("(^as)", references)));
}

static void
search (LineupDaemonFixture *fixture, const char *text)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "Search", g_variant_new ("(sa{sv})", text, NULL));
  g_autoptr (GVariant) items = g_variant_get_child_value (reply, 0);

  /* The text was made from a title that is there. */
  g_assert_cmpuint (g_variant_n_children (items), >, 0);
}

static void
add_figure (LineupFigures *figures, Shape shape, const char *when, double milliseconds)
{
  g_autofree char *name = g_strdup_printf ("%s %s", SHAPES[shape], when);

  lineup_figures_add (figures, name, milliseconds);
}

static void
measure (LineupDaemonFixture *fixture,
         SearchFunc func,
         const char *title,
         const char *when,
         LineupFigures *figures)
{
  for (guint shape = func == search ? SHAPE_LETTER : SHAPE_TWO_LETTERS; shape < N_SHAPES; shape++)
    {
      g_autofree char *query = make_query (title, (Shape)shape);
      const gint64 begin = g_get_monotonic_time ();
      double milliseconds = 0;

      if (query == NULL)
        continue;
      func (fixture, query);
      milliseconds = (double)(g_get_monotonic_time () - begin) / 1000;
      add_figure (figures, (Shape)shape, when, milliseconds);
      if (shape >= SHAPE_THREE_LETTERS && shape <= SHAPE_TWO_WORDS)
        add_figure (figures, SHAPE_ALL_LONG, when, milliseconds);
    }
}

static void
print_figures (LineupFigures *figures, const char *when)
{
  for (guint shape = 0; shape <= N_SHAPES; shape++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", SHAPES[shape], when);

      if (lineup_figures_get_count (figures, name) == 0)
        continue;
      g_print ("| %-9s | %-6s | %5u | %6.2f | %6.2f | %6.2f |\n",
               SHAPES[shape],
               when,
               lineup_figures_get_count (figures, name),
               lineup_figures_get_median (figures, name),
               lineup_figures_get_percentile (figures, name, 99),
               lineup_figures_get_percentile (figures, name, 100));
    }
}

static gboolean
is_syncing (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_get_text (fixture, "home", "Status");

  return g_str_equal (status, "syncing");
}

int
main (int argc, char *argv[])
{
  const SearchFunc func = argc > 2 && g_str_equal (argv[2], "desktop") ? search_desktop : search;
  const guint64 n_movies = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : DEFAULT_MOVIES;
  g_autofree char *directory = g_dir_make_tmp ("lineup-lists-XXXXXX", NULL);
  g_autoptr (LineupRenderedLists) lists = render (directory, n_movies);
  LineupDaemonFixture fixture = { 0 };
  g_autoptr (LineupFigures) figures = lineup_figures_new ();
  g_autoptr (GPtrArray) titles = NULL;
  guint n_titles = 0;

  lineup_daemon_fixture_set_up (&fixture, NULL);
  lineup_client_add_account (&fixture, "home");
  lineup_rendered_lists_give (lists, fixture.panel, LINEUP_RENDERED_FIRST);
  g_free (lineup_client_sync (&fixture, "home", NULL));
  lineup_client_wait_search_complete (&fixture, "home");
  lineup_client_wait_search_complete (&fixture, "home");
  titles = get_titles (&fixture);

  g_print ("%" G_GUINT64_FORMAT " movies\n", n_movies);
  g_print ("| typed     | daemon | calls | median |    p99 |    max | ms\n");
  g_print ("|-----------|--------|-------|--------|--------|--------|\n");
  for (guint i = 0; i < titles->len; i++)
    measure (&fixture, func, g_ptr_array_index (titles, i), "idle", figures);
  print_figures (figures, "idle");

  lineup_rendered_lists_give (lists, fixture.panel, LINEUP_RENDERED_CHANGED);
  lineup_client_start (&fixture, "home", NULL);
  for (; is_syncing (&fixture); n_titles++)
    measure (&fixture, func, g_ptr_array_index (titles, n_titles % titles->len), "import", figures);
  print_figures (figures, "import");

  lineup_daemon_fixture_tear_down (&fixture, NULL);
  g_clear_pointer (&lists, lineup_rendered_lists_free);
  lineup_test_files_remove (directory);
  return 0;
}
