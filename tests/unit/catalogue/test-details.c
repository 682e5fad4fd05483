/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"
#include "lineup-failing-disk.h"
#include "lineup-reader.h"
#include "lineup-writer-pool.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>

/* Details of single items: kept beside what the lists say, and gone with their item. */

static const LineupDummyItem SERIES[] = {
  { 1, "One", "a", 100 },
  { 2, "Two", "a", 200 },
  { 3, "Three", NULL, 300 },
};

static void
put (LineupCatalogueFixture *fixture, LineupKind kind, gint64 id, LineupDetails *details)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  lineup_catalogue_put_details_async (
      fixture->catalogue, kind, id, details, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_catalogue_put_details_finish (fixture->catalogue, result, &error));
  g_assert_no_error (error);
}

/* Details of which one field tells who they are. */
static void
put_plot (LineupCatalogueFixture *fixture, LineupKind kind, gint64 id, const char *plot)
{
  g_autoptr (LineupDetails) details = lineup_details_new ();

  details->fetched = 1;
  details->item.plot = plot;
  put (fixture, kind, id, details);
}

typedef struct
{
  LineupKind kind;
  gint64 id;
} Wanted;

static gpointer
read_details (LineupReader *reader, gpointer user_data, GError **error)
{
  const Wanted *wanted = user_data;
  LineupDetails *details = NULL;

  if (!lineup_reader_get_details (reader, wanted->kind, wanted->id, &details, error))
    return NULL;
  /* To say that there are none takes a pointer that is not NULL. */
  return details != NULL ? details : lineup_details_new ();
}

/* Details that were never fetched stand for none. */
static LineupDetails *
get (LineupCatalogueFixture *fixture, LineupKind kind, gint64 id)
{
  Wanted wanted = { kind, id };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;
  LineupDetails *details = NULL;

  lineup_catalogue_read_async (
      fixture->catalogue, read_details, &wanted, NULL, NULL, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  details = lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  return details;
}

static void
assert_plot (LineupCatalogueFixture *fixture, LineupKind kind, gint64 id, const char *plot)
{
  g_autoptr (LineupDetails) details = get (fixture, kind, id);

  g_assert_cmpstr (details->item.plot, ==, plot);
  g_assert_cmpint (details->fetched, ==, plot != NULL ? 1 : 0);
}

static void
take_episode (const LineupEpisode *episode, const LineupItem *series, gpointer user_data)
{
  char **text = user_data;

  *text = episode->title != NULL ? g_strdup_printf ("%s %ux%" G_GINT64_FORMAT " %s.%s",
                                                    series->name,
                                                    episode->season,
                                                    episode->number,
                                                    episode->title,
                                                    episode->extension)
                                 : g_strdup ("unknown");
}

static gpointer
read_episode (LineupReader *reader, gpointer user_data, GError **error)
{
  const gint64 *id = user_data;
  char *text = NULL;

  return lineup_reader_get_episode (reader, *id, take_episode, &text, error) ? text : NULL;
}

/* What is known of an episode, %NULL if it is not there. */
static void
assert_episode (LineupCatalogueFixture *fixture, gint64 id, const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *extension = NULL;
  LineupAwait *await = NULL;

  lineup_catalogue_read_async (
      fixture->catalogue, read_episode, &id, NULL, g_free, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  extension = lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_cmpstr (extension, ==, expected);
  if (expected == NULL)
    g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
}

static void
import (LineupCatalogueFixture *fixture, const LineupDummyItem *items, gsize n_items)
{
  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_SERIES, items, n_items);
}

static LineupCatalogueFixture *
new_with_series (void)
{
  LineupCatalogueFixture *fixture = lineup_catalogue_fixture_new ();

  import (fixture, SERIES, G_N_ELEMENTS (SERIES));
  return fixture;
}

static LineupDetails *
new_full (void)
{
  LineupDetails *details = lineup_details_new ();
  const LineupSeason seasons[] = {
    { 0, NULL, 0, NULL, NULL, NULL },
    { 2, "Second", 8, "http://x/c", "2020-01-01", "Overview" },
  };
  const LineupEpisode episodes[] = {
    { 71, 0, -1, NULL, 0, NULL, NULL, NULL, 0 },
    { 2707855417, 2, 0, "Title", 1459, "Plot", "mkv", "http://x/e", 1650000000 },
  };

  details->version = 0xfedcba9876543210;
  details->fetched = 1760000000;
  details->asked = 1760000900;
  details->asked_version = 0x123456789abcdef0;
  details->item.name = "Name";
  details->item.icon = "http://x/i";
  details->item.year = 2020;
  details->item.rating = 6.5;
  details->item.genre = "Genre";
  details->item.plot = "Plot";
  details->item.cast = "Cast";
  details->item.director = "Director";
  details->item.release_date = "2020-01-01";
  details->item.duration = 6120;
  details->item.extension = "mp4";
  details->item.trailer = "Trailer";
  details->item.country = "US";
  details->item.tmdb_id = "550";
  g_array_append_vals (details->seasons, seasons, G_N_ELEMENTS (seasons));
  g_array_append_vals (details->episodes, episodes, G_N_ELEMENTS (episodes));
  return details;
}

static void
assert_same_season (const LineupSeason *a, const LineupSeason *b)
{
  g_assert_cmpuint (a->number, ==, b->number);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpuint (a->episode_count, ==, b->episode_count);
  g_assert_cmpstr (a->cover, ==, b->cover);
  g_assert_cmpstr (a->air_date, ==, b->air_date);
  g_assert_cmpstr (a->overview, ==, b->overview);
}

static void
assert_same_episode (const LineupEpisode *a, const LineupEpisode *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpuint (a->season, ==, b->season);
  g_assert_cmpint (a->number, ==, b->number);
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpint (a->duration, ==, b->duration);
  g_assert_cmpstr (a->plot, ==, b->plot);
  g_assert_cmpstr (a->extension, ==, b->extension);
  g_assert_cmpstr (a->icon, ==, b->icon);
  g_assert_cmpint (a->added, ==, b->added);
}

static void
assert_same (const LineupDetails *a, const LineupDetails *b)
{
  g_assert_cmpuint (lineup_item_hash (&a->item), ==, lineup_item_hash (&b->item));
  g_assert_cmpuint (a->version, ==, b->version);
  g_assert_cmpint (a->fetched, ==, b->fetched);
  g_assert_cmpint (a->asked, ==, b->asked);
  g_assert_cmpuint (a->asked_version, ==, b->asked_version);
  g_assert_cmpuint (a->seasons->len, ==, b->seasons->len);
  for (guint i = 0; i < a->seasons->len; i++)
    assert_same_season (&g_array_index (a->seasons, LineupSeason, i),
                        &g_array_index (b->seasons, LineupSeason, i));
  g_assert_cmpuint (a->episodes->len, ==, b->episodes->len);
  for (guint i = 0; i < a->episodes->len; i++)
    assert_same_episode (&g_array_index (a->episodes, LineupEpisode, i),
                         &g_array_index (b->episodes, LineupEpisode, i));
}

/* Everything comes back, also from the disk; and the catalogue has not changed. */
static void
test_round_trip (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  g_autoptr (LineupDetails) details = new_full ();
  g_autoptr (LineupDetails) read = NULL;
  g_autoptr (LineupDetails) reopened = NULL;

  put (fixture, LINEUP_KIND_SERIES, 2, details);
  read = get (fixture, LINEUP_KIND_SERIES, 2);
  assert_same (read, details);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, 3);

  lineup_catalogue_fixture_reopen (fixture, 0);
  reopened = get (fixture, LINEUP_KIND_SERIES, 2);
  assert_same (reopened, details);
  assert_plot (fixture, LINEUP_KIND_SERIES, 1, NULL);
  assert_plot (fixture, LINEUP_KIND_MOVIES, 2, NULL);
  lineup_catalogue_fixture_check (fixture);
}

static void
test_episodes (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  g_autoptr (LineupDetails) details = new_full ();

  assert_episode (fixture, 71, NULL);
  put (fixture, LINEUP_KIND_SERIES, 2, details);
  assert_episode (fixture, 71, "unknown");
  assert_episode (fixture, 2707855417, "Two 2x0 Title.mkv");
  assert_episode (fixture, 2, NULL);
}

/* What comes later takes the place of what was there, seasons and episodes and all. */
static void
test_replaced (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  g_autoptr (LineupDetails) details = new_full ();
  g_autoptr (LineupDetails) nothing = lineup_details_new ();
  g_autoptr (LineupDetails) read = NULL;

  nothing->fetched = 1770000000;
  put (fixture, LINEUP_KIND_SERIES, 2, details);
  put (fixture, LINEUP_KIND_SERIES, 2, details);
  put (fixture, LINEUP_KIND_SERIES, 2, nothing);
  read = get (fixture, LINEUP_KIND_SERIES, 2);
  assert_same (read, nothing);
  assert_episode (fixture, 71, NULL);
}

/* A resync that keeps or changes the item keeps its details. */
static void
test_survives_resync (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  LineupDummyItem changed[G_N_ELEMENTS (SERIES)];
  g_autoptr (LineupDetails) details = new_full ();

  put (fixture, LINEUP_KIND_SERIES, 2, details);
  import (fixture, SERIES, G_N_ELEMENTS (SERIES));
  assert_episode (fixture, 71, "unknown");

  memcpy (changed, SERIES, sizeof changed);
  changed[1].name = "Two again";
  changed[1].categories = "b";
  changed[1].order = 900;
  import (fixture, changed, G_N_ELEMENTS (changed));
  lineup_catalogue_fixture_assert_report (fixture, 3, 0, 1, 0);
  assert_episode (fixture, 71, "unknown");

  lineup_catalogue_fixture_reopen (fixture, 0);
  import (fixture, SERIES, G_N_ELEMENTS (SERIES));
  assert_episode (fixture, 71, "unknown");
}

static void
take_version (const LineupItem *item, gpointer user_data)
{
  guint64 *version = user_data;

  *version = item->version;
}

static gpointer
read_version (LineupReader *reader, gpointer user_data, GError **error)
{
  guint64 *version = user_data;

  return lineup_reader_get_item (reader, LINEUP_KIND_SERIES, 2, take_version, version, error)
             ? version
             : NULL;
}

static guint64
get_version (LineupCatalogueFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *await = NULL;
  guint64 version = 0;

  lineup_catalogue_read_async (
      fixture->catalogue, read_version, &version, NULL, NULL, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_nonnull (lineup_catalogue_read_finish (fixture->catalogue, result, NULL));
  return version;
}

/* An item has another version whenever something of it has changed, and the same one as long as it
 * is the same, also when it is stored again. */
static void
test_version (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  const guint64 version = get_version (fixture);
  LineupDummyItem items[G_N_ELEMENTS (SERIES)];
  LineupDummyItemSource *source = NULL;

  g_assert_cmpuint (version, !=, 0);
  memcpy (items, SERIES, sizeof items);
  items[1].wording = 1;
  import (fixture, items, G_N_ELEMENTS (items));
  g_assert_cmpuint (get_version (fixture), ==, version);
  source = lineup_dummy_item_source_new (items, G_N_ELEMENTS (items));
  g_assert_true (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_SERIES, source, LINEUP_IMPORT_FORCE, NULL, NULL));
  g_object_unref (source);
  g_assert_cmpuint (get_version (fixture), ==, version);

  items[1].order = 201;
  import (fixture, items, G_N_ELEMENTS (items));
  g_assert_cmpuint (get_version (fixture), !=, version);
  items[1].order = SERIES[1].order;
  import (fixture, items, G_N_ELEMENTS (items));
  g_assert_cmpuint (get_version (fixture), ==, version);
}

/* Of an older daemon's it is not known which version they are of. */
static void
test_version_2 (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  g_autofree char *path = g_build_filename (fixture->directory, "home.details.db", NULL);
  g_autoptr (LineupDetails) read = NULL;
  sqlite3 *connection = NULL;

  put_plot (fixture, LINEUP_KIND_SERIES, 2, "Plot");
  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  /* The writer may be tidying up. */
  sqlite3_busy_timeout (connection, 60 * 1000);
  g_assert_cmpint (sqlite3_exec (connection,
                                 "UPDATE details SET version = NULL, name = NULL, "
                                 "asked = NULL, asked_version = NULL",
                                 NULL,
                                 NULL,
                                 NULL),
                   ==,
                   SQLITE_OK);
  sqlite3_close (connection);
  read = get (fixture, LINEUP_KIND_SERIES, 2);
  g_assert_cmpstr (read->item.plot, ==, "Plot");
  g_assert_cmpstr (read->item.name, ==, "");
  g_assert_cmpuint (read->version, ==, 0);
  g_assert_cmpint (read->asked, ==, 0);
}

/* An import that drops the item drops them, and whoever comes after it, under its id or in its row,
 * does not inherit. */
static void
test_goes_with_item (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  const LineupDummyItem other[] = { SERIES[0], SERIES[1], { 4, "Four", NULL, 400 } };
  g_autoptr (LineupDetails) details = new_full ();

  put (fixture, LINEUP_KIND_SERIES, 3, details);
  put_plot (fixture, LINEUP_KIND_SERIES, 2, "Two's");
  import (fixture, SERIES, 2);
  lineup_catalogue_fixture_assert_report (fixture, 2, 0, 0, 1);
  assert_plot (fixture, LINEUP_KIND_SERIES, 3, NULL);
  assert_episode (fixture, 71, NULL);

  import (fixture, other, G_N_ELEMENTS (other));
  assert_plot (fixture, LINEUP_KIND_SERIES, 4, NULL);
  import (fixture, SERIES, G_N_ELEMENTS (SERIES));
  assert_plot (fixture, LINEUP_KIND_SERIES, 3, NULL);
  assert_episode (fixture, 71, NULL);
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, "Two's");
  lineup_catalogue_fixture_check (fixture);
}

/* Nothing is stored for an item that is not there, and none comes to it. */
static void
test_unknown_item (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (LineupDetails) details = new_full ();

  put (fixture, LINEUP_KIND_SERIES, 2, details);
  import (fixture, SERIES, G_N_ELEMENTS (SERIES));
  put (fixture, LINEUP_KIND_SERIES, 9, details);
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, NULL);
  assert_plot (fixture, LINEUP_KIND_SERIES, 9, NULL);
  assert_episode (fixture, 71, NULL);
}

static void
test_kinds (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();

  lineup_catalogue_fixture_import_array (fixture, LINEUP_LIST_MOVIES, SERIES);
  put_plot (fixture, LINEUP_KIND_MOVIES, 1, "Movie");
  put_plot (fixture, LINEUP_KIND_SERIES, 1, "Series");
  assert_plot (fixture, LINEUP_KIND_MOVIES, 1, "Movie");
  assert_plot (fixture, LINEUP_KIND_SERIES, 1, "Series");
}

static void
test_cleared (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();

  put_plot (fixture, LINEUP_KIND_SERIES, 1, "Plot");
  g_assert_true (lineup_catalogue_fixture_clear (fixture, NULL));
  import (fixture, SERIES, G_N_ELEMENTS (SERIES));
  assert_plot (fixture, LINEUP_KIND_SERIES, 1, NULL);
}

/* A disk that is full takes nothing of them, and what was there stays. */
static void
test_full_disk (void)
{
  g_autoptr (LineupDetails) details = new_full ();

  for (gint n_writes = 0;; n_writes++)
    {
      g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      LineupAwait *await = NULL;
      gboolean done = FALSE;

      put_plot (fixture, LINEUP_KIND_SERIES, 1, "Old");
      lineup_catalogue_fixture_settle (fixture);
      lineup_failing_disk_set_room (n_writes);
      lineup_catalogue_put_details_async (
          fixture->catalogue, LINEUP_KIND_SERIES, 1, details, NULL, lineup_await_callback, &await);
      result = lineup_await (&await);
      done = lineup_catalogue_put_details_finish (fixture->catalogue, result, &error);
      lineup_catalogue_fixture_settle (fixture);
      lineup_failing_disk_set_room (-1);
      if (done)
        {
          g_assert_cmpint (n_writes, >, 0);
          assert_episode (fixture, 71, "unknown");
          return;
        }
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL);
      assert_plot (fixture, LINEUP_KIND_SERIES, 1, "Old");
      put (fixture, LINEUP_KIND_SERIES, 1, details);
      assert_episode (fixture, 71, "unknown");
      lineup_catalogue_fixture_check (fixture);
    }
}

static gboolean
is_blocked (gpointer source)
{
  return lineup_dummy_item_source_is_blocked (source);
}

/* A list that hangs in the middle: the catalogue's writer has it in hand. */
static LineupDummyItemSource *
begin_import (LineupCatalogue *catalogue, LineupAwait **await)
{
  LineupDummyItemSource *source = lineup_dummy_item_source_new (SERIES, 2);

  lineup_dummy_item_source_block_at (source, 1);
  lineup_catalogue_import_async (catalogue,
                                 LINEUP_LIST_SERIES,
                                 LINEUP_ITEM_SOURCE (source),
                                 LINEUP_IMPORT_NONE,
                                 NULL,
                                 lineup_await_callback,
                                 await);
  lineup_await_until (is_blocked, source);
  return source;
}

/* Details are on the disk, and can be read, before the list that comes in has ended; those of an
 * item that it removes go with the item. */
static void
test_beside_import (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  g_autoptr (LineupDummyItemSource) source = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LineupDetails) details = new_full ();
  g_autoptr (GError) error = NULL;
  LineupImportReport report;
  LineupAwait *await = NULL;

  source = begin_import (fixture->catalogue, &await);
  put_plot (fixture, LINEUP_KIND_SERIES, 2, "Two's");
  put (fixture, LINEUP_KIND_SERIES, 3, details);
  g_assert_null (await);
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, "Two's");
  assert_episode (fixture, 71, "unknown");

  lineup_dummy_item_source_release (source);
  result = lineup_await (&await);
  g_assert_true (lineup_catalogue_import_finish (fixture->catalogue, result, &report, &error));
  g_assert_cmpuint (report.removed, ==, 1);
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, "Two's");
  assert_episode (fixture, 71, NULL);
  import (fixture, SERIES, G_N_ELEMENTS (SERIES));
  assert_episode (fixture, 71, NULL);
}

/* More than are swept away at once. */
static void
test_many_go (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree LineupDummyItem *items = g_new0 (LineupDummyItem, 1200);
  g_autoptr (LineupDummyItemSource) source = NULL;

  for (guint i = 0; i < 1200; i++)
    items[i] = (LineupDummyItem){ i + 1, "Some", NULL, i };
  import (fixture, items, 1200);
  for (guint i = 0; i < 1200; i++)
    put_plot (fixture, LINEUP_KIND_SERIES, i + 1, "Plot");
  source = lineup_dummy_item_source_new (items, 601);
  g_assert_true (lineup_catalogue_fixture_run (
      fixture, LINEUP_LIST_SERIES, source, LINEUP_IMPORT_FORCE, NULL, NULL));
  import (fixture, items, 1200);
  for (guint i = 0; i < 1200; i += 50)
    assert_plot (fixture, LINEUP_KIND_SERIES, i + 1, i < 601 ? "Plot" : NULL);
}

#define DIRECTORY "LINEUP_TEST_DIRECTORY"

/* The process that is killed while a list comes in, with details stored already. */
static void
store_and_die (void)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (0);
  g_autoptr (LineupWriterPool) writers = lineup_writer_pool_new ();
  g_autoptr (LineupCatalogue) catalogue = lineup_catalogue_new (
      g_getenv (DIRECTORY), "home", 0, LINEUP_CLOCK (clock), writers);
  g_autoptr (LineupDetails) details = new_full ();
  g_autoptr (GAsyncResult) result = NULL;
  LineupAwait *import_await = NULL;
  LineupAwait *await = NULL;

  begin_import (catalogue, &import_await);
  lineup_catalogue_put_details_async (
      catalogue, LINEUP_KIND_SERIES, 3, details, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_catalogue_put_details_finish (catalogue, result, NULL));
  raise (SIGKILL);
}

/* Both files are as they were committed: the old list, and the new details. */
static void
test_killed (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();

  lineup_catalogue_fixture_settle (fixture);
  g_setenv (DIRECTORY, fixture->directory, TRUE);
  g_test_trap_subprocess ("/catalogue/details/killed/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_assert_false (g_test_trap_has_passed ());
  lineup_catalogue_fixture_check (fixture);
  assert_episode (fixture, 71, "unknown");
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, NULL);
}

static guint n_warnings;

/* Warnings, which would end the test, are part of what is tested. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (!(level & G_LOG_LEVEL_WARNING))
    return g_log_writer_default (level, fields, n_fields, NULL);
  n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

/* A file that is of no use is set aside and begun anew, and the catalogue is as it was. */
static void
assert_begun_anew (const char *contents)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  g_autofree char *path = g_build_filename (fixture->directory, "home.details.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lineup_catalogue_fixture_settle (fixture);
  before = lineup_catalogue_fixture_checksum (fixture);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  n_warnings = 0;
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, NULL);
  put_plot (fixture, LINEUP_KIND_SERIES, 2, "Two's");
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, "Two's");
  g_assert_cmpuint (n_warnings, ==, *contents != '\0');
  after = lineup_catalogue_fixture_checksum (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
test_damaged (void)
{
  assert_begun_anew ("This is no database, but long enough to be taken for one by whoever looks at "
                     "its first hundred bytes only, of which none is right.");
  assert_begun_anew ("");
}

/* What somebody has deleted is made again. */
static void
test_deleted_file (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = new_with_series ();
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  put_plot (fixture, LINEUP_KIND_SERIES, 2, "Old");
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, "Old");
  lineup_catalogue_fixture_settle (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat ("home.details.db", suffixes[i], NULL);
      g_autofree char *path = g_build_filename (fixture->directory, file, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, NULL);
  put_plot (fixture, LINEUP_KIND_SERIES, 2, "New");
  assert_plot (fixture, LINEUP_KIND_SERIES, 2, "New");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  lineup_failing_disk_install ();

  g_test_add_func ("/catalogue/details/round-trip", test_round_trip);
  g_test_add_func ("/catalogue/details/episodes", test_episodes);
  g_test_add_func ("/catalogue/details/replaced", test_replaced);
  g_test_add_func ("/catalogue/details/survives-resync", test_survives_resync);
  g_test_add_func ("/catalogue/details/version", test_version);
  g_test_add_func ("/catalogue/details/version-2", test_version_2);
  g_test_add_func ("/catalogue/details/goes-with-item", test_goes_with_item);
  g_test_add_func ("/catalogue/details/unknown-item", test_unknown_item);
  g_test_add_func ("/catalogue/details/kinds", test_kinds);
  g_test_add_func ("/catalogue/details/cleared", test_cleared);
  g_test_add_func ("/catalogue/details/full-disk", test_full_disk);
  g_test_add_func ("/catalogue/details/beside-import", test_beside_import);
  g_test_add_func ("/catalogue/details/many-go", test_many_go);
  g_test_add_func ("/catalogue/details/damaged", test_damaged);
  g_test_add_func ("/catalogue/details/deleted-file", test_deleted_file);
  g_test_add_func ("/catalogue/details/killed", test_killed);
  g_test_add_func ("/catalogue/details/killed/subprocess", store_and_die);

  return g_test_run ();
}
