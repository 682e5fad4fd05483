/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist-source.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-fake-panel.h"
#include "lineup-playlist-shelf.h"
#include "lineup-soup-transport.h"
#include "lineup-test-clock.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <string.h>

#define LIST "/lists/mine.m3u"

static const char *const text
    = "#EXTM3U\n#EXTINF:-1 group-title=\"News;FR\" catchup=\"shift\",One\n"
      "http://h/live/u/s3cr3t/1.ts|Referer=http://r/\n"
      "#EXTINF:-1 group-title=\"Films\",Film (2020)\nhttp://h/movie/u/s3cr3t/2.mkv\n"
      "#EXTINF:-1 group-title=\"Shows\",Demo S01E01 A\nhttp://h/series/u/s3cr3t/3.mkv\n"
      "#EXTINF:-1 group-title=\"Shows\",Demo S01E02 B\nhttp://h/series/u/s3cr3t/4.mkv\n"
      "#EXTINF:-1,Two\nfile:///etc/passwd\n";

typedef struct
{
  LineupTestClock *clock; /* (owned) */
  LineupHosts *hosts;     /* (owned) */
  LineupFakePanel *fake;  /* (owned) */
  LineupRequestLog *log;  /* (unowned) */
  char *folder;           /* (owned) */
  char *store;            /* (owned) */
  char *path;             /* (owned): of a file */
  LineupSource *source;   /* (owned) (nullable) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = lineup_test_clock_new (0);
  fixture->hosts = lineup_hosts_new (LINEUP_CLOCK (fixture->clock));
  fixture->fake = lineup_fake_panel_new ();
  fixture->log = lineup_fake_panel_get_log (fixture->fake);
  g_assert_true (lineup_fake_panel_listen (fixture->fake, 0, NULL));
  fixture->folder = g_dir_make_tmp ("lineup-playlist-XXXXXX", NULL);
  fixture->store = g_build_filename (fixture->folder, "playlist", NULL);
  fixture->path = g_build_filename (fixture->folder, "mine.m3u", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->source != NULL)
    lineup_await_finalize (fixture->source);
  lineup_await_nothing ();
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  lineup_fake_panel_release (fixture->fake);
  g_object_unref (fixture->fake);
  lineup_await_finalize (fixture->hosts);
  g_object_unref (fixture->clock);
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->store);
  g_free (fixture->path);
}

static void
use_access (Fixture *fixture, const char *url, const char *path)
{
  const LineupPlaylistAccess access
      = { .url = url, .path = path, .store = fixture->store, .user_agent = "Player/1" };
  g_autoptr (LineupTransport) transport = lineup_soup_transport_new (
      NULL, NULL, lineup_hosts_get_kept_connections (fixture->hosts));

  if (fixture->source != NULL)
    lineup_await_finalize (fixture->source);
  fixture->source = lineup_playlist_source_new (&access, transport, fixture->hosts);
}

static void
use_url (Fixture *fixture)
{
  g_autofree char *base = lineup_fake_panel_get_url (fixture->fake);
  g_autofree char *url = g_strconcat (base, LIST, NULL);

  lineup_fake_panel_set_text (fixture->fake, LIST, text);
  use_access (fixture, url, NULL);
}

static void
on_ready (gpointer user_data)
{
  __atomic_store_n ((gboolean *)user_data, TRUE, __ATOMIC_SEQ_CST);
  g_main_context_wakeup (NULL);
}

static gboolean
is_ready (gpointer user_data)
{
  return __atomic_load_n ((gboolean *)user_data, __ATOMIC_SEQ_CST);
}

/* Returns what is in a list: names, with categories; %NULL with an error. */
static char *
read_list (Fixture *fixture, LineupList list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LineupSourceList) opened = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);
  LineupAwait *await = NULL;
  LineupItemSourceState state = LINEUP_ITEM_SOURCE_WAIT;
  LineupElement element;

  lineup_source_open_list_async (fixture->source, list, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  opened = lineup_source_open_list_finish (fixture->source, result, error);
  if (opened == NULL)
    return NULL;
  while ((state = lineup_item_source_next (LINEUP_ITEM_SOURCE (opened), &element, error))
             == LINEUP_ITEM_SOURCE_ELEMENT
         || state == LINEUP_ITEM_SOURCE_WAIT)
    {
      LineupItemSource *items = LINEUP_ITEM_SOURCE (opened);
      LineupCategory category;
      LineupItem item;
      gboolean ready = FALSE;

      if (state == LINEUP_ITEM_SOURCE_WAIT)
        {
          lineup_item_source_wait (items, on_ready, &ready);
          lineup_await_until (is_ready, &ready);
        }
      else if (lineup_list_has_categories (list))
        {
          g_assert_true (lineup_item_source_decode_category (items, &element, &category));
          g_string_append_printf (seen, "%s;", category.name);
        }
      else
        {
          g_assert_true (lineup_item_source_decode_item (items, &element, &item));
          g_string_append_printf (seen, "%s %" G_GSIZE_FORMAT ";", item.name, item.n_categories);
        }
    }
  if (lineup_item_source_get_rejected (LINEUP_ITEM_SOURCE (opened)) > 0)
    g_string_append_printf (seen,
                            "rejected %" G_GUINT64_FORMAT,
                            lineup_item_source_get_rejected (LINEUP_ITEM_SOURCE (opened)));
  lineup_source_list_close (opened);
  return state == LINEUP_ITEM_SOURCE_END ? g_strdup (seen->str) : NULL;
}

static void
check_list (Fixture *fixture, LineupList list, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = read_list (fixture, list, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (seen, ==, expected);
}

static void
check_others (Fixture *fixture)
{
  check_list (fixture, LINEUP_LIST_CHANNELS, "One 2;");
  check_list (fixture, LINEUP_LIST_MOVIE_CATEGORIES, "Films;");
  check_list (fixture, LINEUP_LIST_MOVIES, "Film (2020) 1;");
  check_list (fixture, LINEUP_LIST_SERIES_CATEGORIES, "Shows;");
  check_list (fixture, LINEUP_LIST_SERIES, "Demo 1;");
}

/* One download, all kinds; and another one when they are asked for again. */
static void
test_lists (Fixture *fixture, gconstpointer data)
{
  use_url (fixture);
  for (guint run = 1; run <= 2; run++)
    {
      check_list (fixture, LINEUP_LIST_CHANNEL_CATEGORIES, "News;FR;rejected 1");
      check_others (fixture);
      g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, run);
    }
  /* One step alone carries it, too. */
  check_list (fixture, LINEUP_LIST_MOVIES, "Film (2020) 1;rejected 1");
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 3);
  check_list (fixture, LINEUP_LIST_SERIES, "Demo 1;");
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 3);

  /* What came long ago is not served any more. */
  lineup_test_clock_advance (fixture->clock, LINEUP_PLAYLIST_SHELF_TIME * G_USEC_PER_SEC);
  check_list (fixture, LINEUP_LIST_CHANNELS, "One 2;rejected 1");
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 4);
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  use_access (fixture, NULL, fixture->path);
  check_list (fixture, LINEUP_LIST_CHANNEL_CATEGORIES, "News;FR;rejected 1");
  check_others (fixture);
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 0);
}

static GBytes *
compress (const char *plain)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));

  g_output_stream_write_all (stream, plain, strlen (plain), NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* Whatever it is called; one that is cut off is no list. */
static void
test_compressed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) packed = compress (text);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *bytes = g_bytes_get_data (packed, &length);

  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)length, NULL));
  use_access (fixture, NULL, fixture->path);
  check_list (fixture, LINEUP_LIST_CHANNEL_CATEGORIES, "News;FR;rejected 1");
  check_others (fixture);

  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)length - 20, NULL));
  g_assert_null (read_list (fixture, LINEUP_LIST_CHANNELS, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
}

static LineupStreamAddress *
find_address (Fixture *fixture, LineupStreamType type, const char *name, GError **error)
{
  g_autoptr (LineupPlaylistShelf) shelf = lineup_playlist_shelf_new (fixture->store, NULL, NULL);
  g_autoptr (LineupEntryReader) reader = lineup_playlist_shelf_make_reader (shelf);
  LineupStream stream = { .type = type, .start = 60, .duration = 2 };
  LineupItem item;

  for (gsize i = 0; reader != NULL && lineup_entry_reader_read_item (reader, i, FALSE, &item); i++)
    {
      if (g_str_equal (item.name, name))
        stream.id = item.id;
    }
  return lineup_source_get_stream_address (fixture->source, &stream, error);
}

static void
test_streams (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupStreamAddress) live = NULL;
  g_autoptr (LineupStreamAddress) past = NULL;
  g_autoptr (LineupStreamAddress) movie = NULL;
  g_autoptr (GError) error = NULL;

  use_url (fixture);
  g_assert_null (find_address (fixture, LINEUP_STREAM_TYPE_LIVE, "One", &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
  g_clear_error (&error);

  check_list (fixture, LINEUP_LIST_CHANNELS, "One 2;rejected 1");
  /* Another source of the same account knows it, too. */
  use_url (fixture);
  live = find_address (fixture, LINEUP_STREAM_TYPE_LIVE, "One", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (live->url, ==, "http://h/live/u/s3cr3t/1.ts");
  g_assert_cmpstr (lineup_stream_address_get_header (live, "Referer"), ==, "http://r/");
  g_assert_cmpstr (
      lineup_stream_address_get_header (live, LINEUP_STREAM_USER_AGENT), ==, "Player/1");
  past = find_address (fixture, LINEUP_STREAM_TYPE_CATCH_UP, "One", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (past->url, "http://h/live/u/s3cr3t/1.ts?utc=60&lutc="));
  movie = find_address (fixture, LINEUP_STREAM_TYPE_MOVIE, "Film (2020)", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (movie->url, ==, "http://h/movie/u/s3cr3t/2.mkv");
}

static LineupDetails *
fetch_details (Fixture *fixture, LineupKind kind, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupDetails *details = NULL;
  LineupAwait *await = NULL;

  lineup_source_fetch_details_async (
      fixture->source, kind, id, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  details = lineup_source_fetch_details_finish (fixture->source, result, &error);
  g_assert_no_error (error);
  return details;
}

/* Nobody is asked for details. */
static void
test_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupPlaylistShelf) shelf = lineup_playlist_shelf_new (fixture->store, NULL, NULL);
  g_autoptr (LineupEntryReader) reader = NULL;
  g_autoptr (LineupDetails) details = NULL;
  g_autoptr (LineupDetails) movie = NULL;
  LineupItem item;

  use_url (fixture);
  check_list (fixture, LINEUP_LIST_SERIES, "Demo 1;rejected 1");
  reader = lineup_playlist_shelf_make_reader (shelf);
  g_assert_true (lineup_entry_reader_read_item (reader, 2, TRUE, &item));
  details = fetch_details (fixture, LINEUP_KIND_SERIES, item.id);
  g_assert_cmpuint (details->seasons->len, ==, 1);
  g_assert_cmpuint (details->episodes->len, ==, 2);
  g_assert_cmpstr (g_array_index (details->episodes, LineupEpisode, 1).title, ==, "B");
  movie = fetch_details (fixture, LINEUP_KIND_MOVIES, 1);
  g_assert_true (lineup_details_are_empty (movie));
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 1);
}

/* What is no list changes nothing, and is not repeated to anybody. */
static void
test_no_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupStreamAddress) live = NULL;
  guint64 n_requests = 0;
  const char *const answers[] = { "<html>s3cr3t</html>", "{\"s3cr3t\":1}", "s3cr3t", "" };

  use_url (fixture);
  check_list (fixture, LINEUP_LIST_CHANNELS, "One 2;rejected 1");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      lineup_fake_panel_set_text (fixture->fake, LIST, answers[i]);
      lineup_test_clock_advance (fixture->clock, LINEUP_PLAYLIST_SHELF_TIME * G_USEC_PER_SEC);
      g_assert_null (read_list (fixture, LINEUP_LIST_CHANNEL_CATEGORIES, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      g_assert_null (strstr (error->message, "s3cr3t"));

      /* For the others, too, without asking for each of them. */
      g_clear_error (&error);
      n_requests = lineup_request_log_count (fixture->log, NULL);
      g_assert_null (read_list (fixture, LINEUP_LIST_SERIES, &error));
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, n_requests);
    }
  live = find_address (fixture, LINEUP_STREAM_TYPE_LIVE, "One", NULL);
  g_assert_nonnull (live);
}

static guint
count_items (const char *seen)
{
  guint n = 0;

  for (const char *p = seen; (p = strchr (p, ';')) != NULL; p++)
    n++;
  return n;
}

/* What a panel makes of its catalogue. */
static void
test_panel (Fixture *fixture, gconstpointer data)
{
  static const guint expected[LINEUP_N_LISTS] = {
    [LINEUP_LIST_CHANNEL_CATEGORIES] = 20, [LINEUP_LIST_CHANNELS] = 100, [LINEUP_LIST_MOVIES] = 50
  };
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (22, 100, 50, 10);
  g_autofree char *base = lineup_fake_panel_get_url (fixture->fake);
  g_autofree char *url = g_strconcat (
      base, "/get.php?username=user&password=secret&type=m3u_plus&output=ts", NULL);
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_set_catalogue (fixture->fake, catalogue);
  use_access (fixture, url, NULL);
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      g_autofree char *seen = read_list (fixture, (LineupList)list, &error);

      g_assert_no_error (error);
      g_assert_null (strstr (seen, "rejected"));
      if (expected[list] > 0)
        g_assert_cmpuint (count_items (seen), ==, expected[list]);
      else
        g_assert_cmpuint (count_items (seen), >, 0);
    }
}

/* Whether there is a list, told by its beginning. */
static void
test_probe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *base = lineup_fake_panel_get_url (fixture->fake);
  g_autofree char *url = g_strconcat (base, LIST, NULL);
  g_autofree char *store = g_steal_pointer (&fixture->store);
  g_autofree char *seen = NULL;
  g_autoptr (GString) long_text = g_string_new (text);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (long_text, "#EXTINF:-1,Channel %u\nhttp://h/%u\n", i, i);
  lineup_fake_panel_set_text (fixture->fake, LIST, long_text->str);
  use_access (fixture, url, NULL);
  seen = read_list (fixture, LINEUP_LIST_CHANNEL_CATEGORIES, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seen, ==, "");

  lineup_fake_panel_set_text (fixture->fake, LIST, "#");
  use_access (fixture, url, NULL);
  g_assert_null (read_list (fixture, LINEUP_LIST_CHANNEL_CATEGORIES, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_clear_error (&error);
  lineup_fake_panel_set_text (fixture->fake, LIST, "<html></html>");
  use_access (fixture, url, NULL);
  g_assert_null (read_list (fixture, LINEUP_LIST_CHANNEL_CATEGORIES, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  fixture->store = g_steal_pointer (&store);
}

/* A file that is gone, or was never there. */
static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  use_access (fixture, NULL, fixture->path);
  g_assert_null (read_list (fixture, LINEUP_LIST_CHANNELS, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/playlist-source/lists", test_lists },
    { "/playlist-source/file", test_file },
    { "/playlist-source/compressed", test_compressed },
    { "/playlist-source/streams", test_streams },
    { "/playlist-source/details", test_details },
    { "/playlist-source/no-list", test_no_list },
    { "/playlist-source/no-file", test_no_file },
    { "/playlist-source/panel", test_panel },
    { "/playlist-source/probe", test_probe },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
