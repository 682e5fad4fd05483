/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search.h"

#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"
#include "lineup-indexed-item.h"
#include "lineup-random-text.h"

#include <sqlite3.h>

/* Whatever becomes of a search index in its file, items are what they were, or are there again
 * after the next sync; what is found is one of them; and nothing worse happens. */

#define N_ROUNDS   3
#define N_ITEMS    200
#define N_SEARCHES 6

/* Bytes: that something is overwritten with, at most. */
#define MAX_BYTES 40

#define roll lineup_random_text_roll

static const char *const names[] = { "Heat", "Spider-Man", "EN - Up (2009)", "기생충", "Amélie" };

/* Each has a number and bytes of its own. */
static const char *const damages[] = {
  "UPDATE movies_leaves SET postings = :bytes",
  "UPDATE movies_leaves SET postings = substr (postings, 1, :number % length (postings)) || :bytes",
  ("UPDATE movies_leaves SET postings = substr (postings, 1, :number % length (postings)) || "
   ":bytes "
   "|| substr (postings, :number % length (postings) + length (:bytes))"),
  "DELETE FROM movies_leaves WHERE (leaf + :number) % 2 = 0",
  "UPDATE movies_firsts SET leaf = leaf + :number % 5 - 2",
  "UPDATE movies_firsts SET leaf = :number",
  "UPDATE OR IGNORE movies_firsts SET first = :bytes",
  "UPDATE movies_words SET words = :bytes",
  "UPDATE movies_words SET words = substr (words, 1, :number % length (words)) || :bytes",
  "UPDATE OR IGNORE movies_words SET piece = piece + :number",
  "UPDATE movies_segments SET state = :number % 4",
  "UPDATE movies_segments SET leaves = leaves + :number % 5 - 2",
  "UPDATE movies_segments SET leaves = -:number",
  "UPDATE OR IGNORE movies_segments SET segment = segment + :number",
  "INSERT OR REPLACE INTO movies_stale SELECT segment, 0, :bytes FROM movies_segments",
  "INSERT OR REPLACE INTO movies_stale SELECT segment, :number, :bytes FROM movies_segments",
  "UPDATE movies_columns SET bytes = :bytes",
  "UPDATE movies_columns SET bytes = :bytes || substr (bytes, length (:bytes) + 1)",
  "UPDATE OR IGNORE movies_columns SET place = place + :number",
  "DELETE FROM movies_columns WHERE place % 4 = :number % 4",
  "DELETE FROM movies_segments",
};

typedef struct
{
  LineupCatalogueFixture *catalogue; /* (owned) */
  LineupItem items[N_ITEMS];
  GPtrArray *texts; /* (owned) (element-type utf8): of the items */
} Films;

/* Warnings, which would end the test, are part of what is tested. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  return level & G_LOG_LEVEL_WARNING ? G_LOG_WRITER_HANDLED
                                     : g_log_writer_default (level, fields, n_fields, NULL);
}

static void
rename_film (Films *self, guint i)
{
  char *name = g_strdup_printf ("%s %u", names[roll (G_N_ELEMENTS (names))], i + 1);

  g_ptr_array_add (self->texts, name);
  self->items[i].name = name;
}

/* Returns whether the items could be stored. */
static gboolean
sync_films (Films *self)
{
  g_autofree LineupDummyItem *elements = g_new0 (LineupDummyItem, N_ITEMS);
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (elements, N_ITEMS);
  g_autoptr (GError) error = NULL;

  lineup_dummy_item_source_set_items (source, self->items);
  if (lineup_catalogue_fixture_run (
          self->catalogue, LINEUP_LIST_MOVIES, source, LINEUP_IMPORT_ACCEPT_SHRINK, NULL, &error))
    return TRUE;
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  return FALSE;
}

static void
set_up (Films *self)
{
  self->catalogue = lineup_catalogue_fixture_new ();
  self->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      self->items[i] = (LineupItem)LINEUP_ITEM_INIT;
      self->items[i].id = i + 1;
      rename_film (self, i);
    }
  g_assert_true (sync_films (self));
  for (guint i = 0; i < N_ITEMS; i += 9)
    rename_film (self, i);
  g_assert_true (sync_films (self));
}

static void
tear_down (Films *self)
{
  lineup_catalogue_fixture_free (self->catalogue);
  g_ptr_array_unref (self->texts);
}

static void
damage (Films *self, const char *sql)
{
  g_autofree char *path = lineup_catalogue_fixture_get_path (self->catalogue, "");
  sqlite3 *connection = NULL;
  sqlite3_stmt *statement = NULL;
  guint8 bytes[MAX_BYTES];

  for (guint i = 0; i < MAX_BYTES; i++)
    bytes[i] = (guint8)(roll (2) == 0 ? roll (8) : roll (256));
  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (connection));
  sqlite3_bind_int64 (statement,
                      sqlite3_bind_parameter_index (statement, ":number"),
                      roll (2) == 0 ? roll (20) : roll (G_MAXINT32));
  sqlite3_bind_blob (statement,
                     sqlite3_bind_parameter_index (statement, ":bytes"),
                     bytes,
                     (int)roll (MAX_BYTES + 1),
                     SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  sqlite3_close (connection);
}

/* What is found is an item as it is. */
static void
check_hit (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  const Films *films = user_data;

  g_assert_cmpint (kind, ==, LINEUP_KIND_MOVIES);
  g_assert_cmpint (item->id, >, 0);
  g_assert_cmpint (item->id, <=, N_ITEMS);
  g_assert_cmpstr (item->name, ==, films->items[item->id - 1].name);
}

static gpointer
read_searches (LineupReader *reader, gpointer user_data, GError **error)
{
  Films *films = user_data;

  for (guint i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *text = lineup_random_text_query (films->items[roll (N_ITEMS)].name);
      LineupSearch search = {
        .text = text,
        .kinds = LINEUP_SEARCH_ALL_KINDS,
        .filter = LINEUP_FILTER_INIT,
        .limit = 1000,
        .fuzzy = TRUE,
      };

      if (roll (2) == 0)
        {
          search.filter.adult = LINEUP_ADULT_NO;
          search.filter.added_since = roll (2);
          search.filter.min_rating = roll (2);
          search.filter.year_max = roll (2) * 3000;
        }
      if (!lineup_search_read (reader, &search, check_hit, films, error))
        return NULL;
    }
  return films;
}

static void
search (Films *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_read_async (self->catalogue->catalogue,
                               read_searches,
                               self,
                               NULL,
                               NULL,
                               NULL,
                               lineup_await_callback,
                               &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (self->catalogue->catalogue, result, &error);
  if (error != NULL && !g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT))
    g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
}

static char *
list (Films *self)
{
  return lineup_catalogue_fixture_list (self->catalogue, LINEUP_KIND_MOVIES, NULL, 1000);
}

static void
test_damage (gconstpointer data)
{
  const char *const sql = data;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Films films = { NULL };
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *again = NULL;

      set_up (&films);
      before = list (&films);
      lineup_catalogue_fixture_reopen (films.catalogue, 0);
      damage (&films, sql);
      search (&films);
      after = list (&films);
      if (*after != '\0')
        g_assert_cmpstr (after, ==, before);

      /* A sync that changes nothing, and one that changes the index. */
      if (!sync_films (&films))
        g_assert_true (sync_films (&films));
      again = list (&films);
      g_assert_cmpstr (again, ==, before);
      search (&films);
      rename_film (&films, roll (N_ITEMS));
      if (!sync_films (&films))
        g_assert_true (sync_films (&films));
      search (&films);
      tear_down (&films);
    }
}

/* What an index keeps of an item's figures is some figures, whatever the bytes are. */
static void
test_figures (void)
{
  guint8 extra[LINEUP_INDEX_EXTRA_BYTES] = { [LINEUP_INDEX_EXTRA_BYTES - 1] = 0x80 };
  LineupFigures figures;

  lineup_indexed_item_unpack_figures (extra, &figures);
  g_assert_cmpint (figures.rating, ==, LINEUP_FIGURE_UNKNOWN);
  g_assert_cmpint (figures.year, ==, LINEUP_FIGURE_UNKNOWN);
  g_assert_cmpint (figures.time, ==, G_MAXINT64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/search/damage/%u", i);

      g_test_add_data_func (path, damages[i], test_damage);
    }
  g_test_add_func ("/search/damage/figures", test_figures);
  return g_test_run ();
}
