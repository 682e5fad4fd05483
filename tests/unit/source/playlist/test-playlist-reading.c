/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A list is read into a file, and all that is made of its entries is read from there. */

#include "lineup-entry-reader.h"
#include "lineup-error.h"
#include "lineup-playlist-reading.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <string.h>

#define BASE "http://list.example.org/a/list.m3u"

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("lineup-playlist-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "playlist", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static LineupPlaylistFile *
read_with (
    Fixture *fixture, LineupPlaylistFile *known, const char *base, const char *list, GError **error)
{
  const LineupPlaylistPlan plan = { .path = fixture->path, .known = known, .base = base };
  g_autoptr (LineupPlaylistReading) reading = lineup_playlist_reading_new (&plan);
  const gsize length = strlen (list);

  for (gsize offset = 0; offset < length; offset += 100)
    {
      if (!lineup_playlist_reading_push (reading, list + offset, MIN (100, length - offset), error))
        return NULL;
    }
  return lineup_playlist_reading_finish (reading, error);
}

static LineupPlaylistFile *
read_list (Fixture *fixture, LineupPlaylistFile *known, const char *list)
{
  g_autoptr (GError) error = NULL;
  LineupPlaylistFile *file = read_with (fixture, known, BASE, list, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);
  return file;
}

static void
append_item (GString *text, const LineupItem *item)
{
  g_string_append_printf (text, " %s", item->name);
  for (gsize i = 0; i < item->n_categories; i++)
    g_string_append_printf (text, " category:%s", item->categories[i]);
  if (item->position >= 0)
    g_string_append_printf (text, " position:%d", (int)item->position);
  if (item->channel_number != NULL)
    g_string_append_printf (text, " number:%s", item->channel_number);
  if (item->icon != NULL)
    g_string_append_printf (text, " icon:%s", item->icon);
  if (item->epg_id != NULL)
    g_string_append_printf (text, " epg:%s", item->epg_id);
  if (item->extension != NULL)
    g_string_append_printf (text, " extension:%s", item->extension);
  if (item->year != 0)
    g_string_append_printf (text, " year:%u", item->year);
  if (item->duration != 0)
    g_string_append_printf (text, " duration:%d", (int)item->duration);
  if (item->archive_days != 0)
    g_string_append_printf (text, " archive:%u", item->archive_days);
  if (item->radio)
    g_string_append (text, " radio");
  g_string_append_c (text, '\n');
}

/* All that is in a file, but for ids, in words. */
static char *
print (LineupPlaylistFile *file, const char *base)
{
  static const char *const kinds[] = { "channel", "movie", "episode" };
  g_autoptr (LineupEntryReader) reader = lineup_entry_reader_new (file, NULL, base);
  const LineupPlaylistContents *contents = lineup_playlist_file_get_contents (file);
  g_auto (GStrv) guides = lineup_playlist_file_get_guides (file, NULL);
  GString *text = g_string_new_len (contents->sections[LINEUP_PLAYLIST_GROUPS],
                                    (gssize)contents->lengths[LINEUP_PLAYLIST_GROUPS]);

  g_assert_nonnull (guides);
  for (gsize i = 0; i < lineup_playlist_file_count (file); i++)
    {
      LineupM3uText lines;
      LineupEntryRow row;
      LineupItem item;
      const gint64 id = lineup_playlist_file_get (file, i, &lines, &row);
      g_autoptr (LineupStreamAddress) address = NULL;

      if (id == 0 || !lineup_entry_reader_read_item (reader, i, FALSE, &item))
        continue;
      g_assert_cmpint (item.id, ==, id);
      g_string_append (text, kinds[row.kind]);
      append_item (text, &item);
      address = lineup_entry_reader_make_address (reader, id, NULL, NULL);
      if (address != NULL)
        g_string_append_printf (text, "  %s\n", address->url);
      if (row.kind == LINEUP_ENTRY_EPISODE && (row.flags & LINEUP_ENTRY_FIRST_OF_SERIES) != 0)
        {
          g_autoptr (LineupDetails) details = lineup_entry_reader_make_details (reader, row.series);

          g_assert_true (lineup_entry_reader_read_item (reader, i, TRUE, &item));
          g_assert_cmpint (item.id, ==, row.series);
          g_string_append (text, "series");
          append_item (text, &item);
          for (guint k = 0; k < details->episodes->len; k++)
            {
              const LineupEpisode *episode = &g_array_index (details->episodes, LineupEpisode, k);

              g_string_append_printf (text,
                                      "  %u x %d %s\n",
                                      episode->season,
                                      (int)episode->number,
                                      episode->title != NULL ? episode->title : "-");
            }
        }
    }
  return g_string_free (text, FALSE);
}

static const char *const all_kinds
    = "#EXTM3U catchup=\"shift\" catchup-days=\"5\"\n"
      "#EXTINF:-1 tvg-id=\"a.fr\" tvg-chno=\"5.1\" tvg-logo=\"http://h/l.png\","
      "\x1b[1mFR: A\nhttp://h/live/u/p/1.ts\n"
      "#EXTINF:-1 radio=\"true\" tvg-chno=\"7\" tvg-logo=\"data:x\" "
      "catchup=\"0\",R\nhttp://h/r.mp3\n"
      "#EXTINF:5400,Film (2020)\nhttp://h/movie/u/p/2.mkv\n"
      "#EXTINF:-1,Demo (2019) S01E02 Second\nhttp://h/series/u/p/4.mkv\n"
      "#EXTINF:-1,DEMO (2019) - S01E01 - First\nhttp://h/series/u/p/3.mkv\n"
      "#EXTINF:-1,Other S01E01\nhttp://h/series/u/p/5.mkv\n"
      "#EXTINF:-1,Relative\nch 1.ts\n"
      "#EXTINF:-1,Not allowed\nfile:///etc/passwd\n";

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupPlaylistFile) file = read_list (fixture, NULL, all_kinds);
  g_autofree char *seen = print (file, BASE);
  GStatBuf status;

  g_assert_cmpstr (seen,
                   ==,
                   "channel [1mFR: A position:5 number:5.1 icon:http://h/l.png epg:a.fr archive:5\n"
                   "  http://h/live/u/p/1.ts\n"
                   "channel R position:7 radio\n"
                   "  http://h/r.mp3\n"
                   "movie Film (2020) extension:mkv year:2020 duration:5400\n"
                   "  http://h/movie/u/p/2.mkv\n"
                   "episode Demo (2019) S01E02 Second extension:mkv\n"
                   "  http://h/series/u/p/4.mkv\n"
                   "series Demo (2019) year:2019\n"
                   "  1 x 1 First\n"
                   "  1 x 2 Second\n"
                   "episode DEMO (2019) - S01E01 - First extension:mkv\n"
                   "  http://h/series/u/p/3.mkv\n"
                   "episode Other S01E01 extension:mkv\n"
                   "  http://h/series/u/p/5.mkv\n"
                   "series Other\n"
                   "  1 x 1 -\n"
                   "channel Relative archive:5\n"
                   "  http://list.example.org/a/ch%201.ts\n");

  /* Nobody else reads addresses. */
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupPlaylistFile) file = read_list (
      fixture,
      NULL,
      "#EXTM3U\n#EXTINF:-1,A\n#EXTGRP:G;H\nhttp://h/1\n#EXTINF:-1,B\nhttp://h/2\n"
      "#EXTINF:-1,C\nhttp://h/3.mkv\n");
  const LineupPlaylistContents *contents = lineup_playlist_file_get_contents (file);
  g_autoptr (LineupEntryReader) reader = lineup_entry_reader_new (file, NULL, NULL);
  LineupCategory category;
  LineupItem item;

  g_assert_cmpmem (contents->sections[LINEUP_PLAYLIST_GROUPS],
                   contents->lengths[LINEUP_PLAYLIST_GROUPS],
                   "0G\n0H\n1G\n1H\n",
                   12);
  for (gsize i = 0; i < 3; i++)
    {
      g_autofree char *first = NULL;

      g_assert_true (lineup_entry_reader_read_item (reader, i, FALSE, &item));
      g_assert_cmpuint (item.n_categories, ==, 2);
      first = g_strdup (item.categories[0]);
      lineup_entry_reader_read_category (reader, (LineupM3uText){ "G", 1 }, &category);
      g_assert_cmpstr (first, ==, category.id);
      g_assert_cmpstr (category.name, ==, "G");
    }
}

/* One `group-title` is enough for groups not to be carried on, also of entries before it. */
static void
test_carried_group (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupPlaylistFile) file = read_list (
      fixture,
      NULL,
      "#EXTM3U\n#EXTINF:-1,A\n#EXTGRP:G\nhttp://h/1\n#EXTINF:-1,B\nhttp://h/2\n"
      "#EXTINF:-1 group-title=\"H\",C\nhttp://h/3\n#EXTINF:-1,D\nhttp://h/4\n");
  g_autoptr (LineupEntryReader) reader = lineup_entry_reader_new (file, NULL, NULL);
  static const gsize expected[] = { 1, 0, 1, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      LineupItem item;

      g_assert_true (lineup_entry_reader_read_item (reader, i, FALSE, &item));
      g_assert_cmpuint (item.n_categories, ==, expected[i]);
    }
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GPtrArray) files = lineup_test_files_collect (fixture->folder);

  return files->len - 1;
}

/* The same list again is the same file; one that is no list leaves it as it is. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupPlaylistFile) file = read_list (fixture, NULL, all_kinds);
  g_autoptr (LineupPlaylistFile) opened = lineup_playlist_file_open (fixture->path);
  g_autoptr (LineupPlaylistFile) again = NULL;
  g_autoptr (LineupPlaylistFile) cut = NULL;
  g_autofree char *expected = print (file, BASE);
  g_autofree char *seen = NULL;
  g_autoptr (GError) error = NULL;

  again = read_list (fixture, opened, all_kinds);
  g_assert_true (again == opened);
  seen = print (again, BASE);
  g_assert_cmpstr (seen, ==, expected);
  g_assert_cmpuint (count_files (fixture), ==, 1);

  g_assert_null (read_with (fixture, opened, BASE, "<html>", &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  cut = lineup_playlist_file_open (fixture->path);
  g_assert_cmpuint (lineup_playlist_file_count (cut), ==, lineup_playlist_file_count (file));
}

static gint64
find_id (LineupPlaylistFile *file, const char *name)
{
  g_autoptr (LineupEntryReader) reader = lineup_entry_reader_new (file, NULL, BASE);
  LineupItem item;

  for (gsize i = 0; lineup_entry_reader_read_item (reader, i, FALSE, &item); i++)
    {
      if (g_str_equal (item.name, name))
        return item.id;
    }
  return 0;
}

/* Another token, another name and another order: the ids stay, and there is the new address. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupPlaylistFile) before = read_list (
      fixture,
      NULL,
      "#EXTM3U\n#EXTINF:-1,A\nhttp://h/a?token=1\n#EXTINF:-1,B\nhttp://h/b?token=1\n");
  g_autoptr (LineupPlaylistFile) after = read_list (
      fixture,
      before,
      "#EXTM3U\n#EXTINF:-1,New\nhttp://h/n?token=2\n#EXTINF:-1,B\nhttp://h/b?token=2\n"
      "#EXTINF:-1,A HD\nhttp://h/a?token=2\n");
  g_autoptr (LineupEntryReader) reader = lineup_entry_reader_new (after, NULL, NULL);
  g_autoptr (LineupStreamAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (find_id (after, "A HD"), ==, find_id (before, "A"));
  g_assert_cmpint (find_id (after, "B"), ==, find_id (before, "B"));
  address = lineup_entry_reader_make_address (reader, find_id (before, "A"), NULL, NULL);
  g_assert_cmpstr (address->url, ==, "http://h/a?token=2");
  g_assert_null (lineup_entry_reader_make_address (reader, 1, NULL, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_past (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupPlaylistFile) file = read_list (fixture, NULL, all_kinds);
  g_autoptr (LineupEntryReader) reader = lineup_entry_reader_new (file, NULL, BASE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const LineupCatchUpTime past = { .start = 1000, .end = 2000, .now = 3000, .zone = zone };
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupStreamAddress) address = lineup_entry_reader_make_address (
      reader, find_id (file, "Relative"), &past, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (address->url, ==, "http://list.example.org/a/ch%201.ts?utc=1000&lutc=3000");
  g_assert_null (lineup_entry_reader_make_address (reader, find_id (file, "R"), &past, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
}

/* The address that was asked is to be played. */
static void
test_stream (Fixture *fixture, gconstpointer data)
{
  static const char *const stream = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n1.ts\n"
                                    "#EXTINF:10,\n2.ts\n#EXTINF:10,\n3.ts\n#EXTINF:10,\n4.ts\n"
                                    "#EXTINF:10,\n5.ts\n#EXTINF:10,\n6.ts\n#EXTINF:10,\n7.ts\n";
  g_autoptr (LineupPlaylistFile) file = read_list (fixture, NULL, stream);
  g_autofree char *seen = print (file, BASE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (seen, ==, "channel list.m3u\n  " BASE "\n");
  g_assert_null (read_with (fixture, NULL, NULL, stream, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
}

/* What is in a file may be anything: nothing of it is followed to where it is not. */
static void
test_broken_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupPlaylistFile) file = read_list (fixture, NULL, all_kinds);
  g_autoptr (GRand) rand = g_rand_new_with_seed (22);
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  for (guint run = 0; run < 3000; run++)
    {
      g_autofree char *broken = g_memdup2 (contents, length);
      const gsize cut = run % 3 == 0 ? (gsize)g_rand_int_range (rand, 0, (gint32)length) : length;
      g_autoptr (LineupPlaylistFile) opened = NULL;

      for (guint i = 0; i < 1 + run % 8; i++)
        broken[g_rand_int_range (rand, 0, (gint32)length)] = (char)g_rand_int_range (rand, 0, 256);
      g_assert_true (g_file_set_contents (fixture->path, broken, (gssize)cut, NULL));
      opened = lineup_playlist_file_open (fixture->path);
      if (opened != NULL)
        {
          g_autofree char *seen = print (opened, BASE);
          g_autoptr (LineupPlaylistFile) again = read_list (fixture, opened, all_kinds);

          g_assert_cmpuint (lineup_playlist_file_count (again), ==, 7);
        }
    }
}

/* Guides are named by the header, and by entries. */
static void
test_guides (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupPlaylistFile) file = read_list (
      fixture,
      NULL,
      "#EXTM3U url-tvg=\"http://h/a.xml,http://h/b.xml.gz\"\n"
      "#EXTINF:-1 tvg-url=\"http://h/c.xml\",A\nhttp://h/1\n");
  g_autoptr (LineupPlaylistFile) none = read_list (fixture, NULL, all_kinds);
  g_auto (GStrv) guides = lineup_playlist_file_get_guides (file, NULL);
  g_auto (GStrv) no_guides = lineup_playlist_file_get_guides (none, NULL);
  g_autofree char *seen = g_strjoinv (" ", guides);

  g_assert_cmpstr (seen, ==, "http://h/a.xml http://h/b.xml.gz http://h/c.xml");
  g_assert_cmpuint (g_strv_length (no_guides), ==, 0);
}

static void
test_many_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) list = g_string_new ("#EXTM3U\n");
  g_autoptr (LineupPlaylistFile) file = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (list, "#EXTINF:-1 group-title=\"Group %u\",A\nhttp://h/%u\n", i, i);
  file = read_list (fixture, NULL, list->str);
  g_assert_cmpuint (lineup_playlist_file_count (file), ==, 100000);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/playlist-reading/kinds", test_kinds },
    { "/playlist-reading/groups", test_groups },
    { "/playlist-reading/carried-group", test_carried_group },
    { "/playlist-reading/again", test_again },
    { "/playlist-reading/changed", test_changed },
    { "/playlist-reading/past", test_past },
    { "/playlist-reading/stream", test_stream },
    { "/playlist-reading/guides", test_guides },
    { "/playlist-reading/broken-file", test_broken_file },
    { "/playlist-reading/many-groups", test_many_groups },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
