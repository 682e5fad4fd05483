/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-entry-kind.h"

#include <string.h>

typedef struct
{
  const char *list; /* one entry */
  const char *expected;
} Case;

/* Kinds, and of episodes the series, the numbers and the title. */
static const Case kinds[] = {
  /* The path, `live` before all. */
  { "#EXTINF:-1,A\nhttp://h/live/u/p/1.ts", "channel" },
  { "#EXTINF:-1,A\nhttp://h/live/movie/1.mp4", "channel" },
  { "#EXTINF:-1,A\nhttp://h/movie/live/1.mp4", "channel" },
  { "#EXTINF:-1 group-title=\"VOD\",MTV S1 E1\nhttp://h/live/u/p/1.ts", "channel" },
  { "#EXTINF:-1,A\nhttp://h/movie/u/p/1.mkv", "movie" },
  { "#EXTINF:-1,A\nhttp://h/MOVIES/u/p/1", "movie" },
  { "#EXTINF:-1,A\nhttp://h/vod/1.ts", "movie" },
  { "#EXTINF:-1,Demo S01E02\nhttp://h/movie/u/p/1.mkv", "episode Demo|1|2|" },
  { "#EXTINF:-1,Demo S01 E02\nhttp://h/series/u/p/1.mkv", "episode Demo|1|2|" },
  { "#EXTINF:-1,Demo\nhttp://h/series/u/p/1.mkv", "episode Demo|1|1|Demo" },
  { "#EXTINF:-1,A\nhttp://h/u/p/1", "channel" },
  { "#EXTINF:-1,A\nhttp://movie/series", "channel" },
  { "#EXTINF:-1,A\nhttp://h/play?path=/movie/1", "channel" },

  /* `tvg-type` */
  { "#EXTINF:-1 tvg-type=\"movies\",A\nhttp://h/1", "movie" },
  { "#EXTINF:-1 tvg-type=\"VOD\",A\nhttp://h/1", "movie" },
  { "#EXTINF:-1 tvg-type=\"series\",Demo 1x02 Title\nhttp://h/1", "episode Demo|1|2|Title" },
  { "#EXTINF:-1 tvg-type=\"live\",Demo S01E02\nhttp://h/1.mkv", "channel" },
  { "#EXTINF:-1 tvg-type=\"movie\",A\nhttp://h/live/1", "channel" },

  /* What the address ends in */
  { "#EXTINF:-1,A\nhttp://h/a/1.mkv?token=.ts", "movie" },
  { "#EXTINF:-1,A\nhttp://h/a/1.MP4|User-Agent=X", "movie" },
  { "#EXTINF:-1,Demo.S01E02.Title\nhttp://h/a/1.avi", "episode Demo|1|2|Title" },
  { "#EXTINF:-1,Star Wars Episode 4\nhttp://h/a/1.mkv", "movie" },
  { "#EXTINF:-1,Demo 2 серия\nhttp://h/a/1.mkv", "episode Demo|1|2|" },
  { "#EXTINF:-1,Demo - Folge 3\nhttp://h/a/1.mkv", "episode Demo|1|3|" },
  { "#EXTINF:-1,Film S01E02\nhttp://h/a/1.ts", "channel" },
  { "#EXTINF:-1,Film\nhttp://h/a/1.m3u8", "channel" },
  { "#EXTINF:-1,Film\nhttp://h/a/1.mpd", "channel" },
  { "#EXTINF:-1,Radio\nhttp://h/a/1.mp3", "channel" },
  { "#EXTINF:-1 media=\"true\",Film\nhttp://h/a/1", "movie" },
  { "#EXTINF:-1,Film\n#EXT-X-PLAYLIST-TYPE:VOD\nhttp://h/a/1", "movie" },
  { "#EXTINF:-1,Film\n#EXT-X-PLAYLIST-TYPE:VOD\nhttp://h/a/1.ts", "channel" },
  { "#EXTINF:5400,Film\nhttp://h/a/1", "channel" },

  /* Never the group alone */
  { "#EXTINF:-1 group-title=\"TV VOD\",A\nhttp://h/1", "channel" },
  { "#EXTINF:-1 group-title=\"SERIES\",Demo S01E02\nhttp://h/1", "channel" },
  { "#EXTINF:-1 group-title=\"Demo\",S01E02 - Title\nhttp://h/1.mkv", "episode Demo|1|2|Title" },
};

static const Case marks[] = {
  { "Demo S01E02", "Demo|1|2|" },
  { "Demo (2020) S1 E2 - Title", "Demo (2020)|1|2|Title" },
  { "Demo s01.e02", "Demo|1|2|" },
  { "Demo S01EP02", "Demo|1|2|" },
  { "Demo S2024E365 x", "Demo|2024|365|x" },
  { "Demo S01E01E02 x", "Demo|1|1|x" },
  { "Demo S01E01-E02", "Demo|1|1|" },
  { "Demo [1x02] x", "Demo|1|2|x" },
  { "Demo Season 1 Episode 2", "Demo|1|2|" },
  { "Demo - Saison 1 Épisode 2", "Demo|1|2|" },
  { "Demo Staffel 1 Folge 2: x", "Demo|1|2|x" },
  { "Demo 12-я серия", "Demo|1|12|" },
  { "Demo 1920x1080", NULL },
  { "Demo 4x4", NULL },
  { "Maps1E2", NULL },
  { "ÉtéS1E2", NULL },
  { "Demo S1", NULL },
  { "Demo S01E02b", NULL },
  { "Demo S123456E1", NULL },
  { "Episode 4", NULL },
  { "", NULL },
};

static char *
print_mark (const LineupEpisodeMark *mark)
{
  return g_strdup_printf ("%.*s|%u|%u|%.*s",
                          (int)mark->before.length,
                          mark->before.data,
                          mark->season,
                          mark->number,
                          (int)mark->after.length,
                          mark->after.data);
}

static void
test_kinds (void)
{
  static const char *const names[] = { "channel", "movie", "episode" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (LineupM3uSplitter) splitter = lineup_m3u_splitter_new ();
      g_autoptr (LineupM3uDecoder) decoder = lineup_m3u_decoder_new (NULL);
      g_autofree char *list = g_strconcat (kinds[i].list, "\n", NULL);
      g_autofree char *seen = NULL;
      LineupM3uElement element;
      LineupM3uEntry entry;
      LineupEntryPath path;
      LineupEpisodeMark mark;
      LineupEntryKind kind = LINEUP_ENTRY_CHANNEL;

      lineup_m3u_splitter_push (splitter, list, strlen (list));
      g_assert_cmpint (lineup_m3u_splitter_next (splitter, &element, NULL), ==, LINEUP_M3U_ELEMENT);
      lineup_m3u_decoder_decode (decoder, &element, &entry);
      lineup_entry_path_parse (&path, entry.address);
      kind = lineup_entry_kind_find (&entry, &path, &mark);
      if (kind == LINEUP_ENTRY_EPISODE)
        {
          g_autofree char *printed = print_mark (&mark);

          seen = g_strconcat ("episode ", printed, NULL);
        }
      else
        seen = g_strdup (names[kind]);
      g_test_message ("%s", kinds[i].list);
      g_assert_cmpstr (seen, ==, kinds[i].expected);
    }
}

static void
test_marks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const LineupM3uText title = { marks[i].list, strlen (marks[i].list) };
      g_autofree char *seen = NULL;
      LineupEpisodeMark mark;

      if (lineup_episode_mark_find (title, &mark))
        seen = print_mark (&mark);
      g_assert_cmpstr (seen, ==, marks[i].expected);
    }
}

static char *
print (LineupM3uText text)
{
  return g_strndup (text.data, text.length);
}

static void
test_paths (void)
{
  static const struct
  {
    const char *address;
    const char *expected; /* host, number of segments, extension, stream, options, query */
  } paths[] = {
    { "http://h:80/live/u/p/4711.ts|User-Agent=X&R=Y", "h:80 4 ts 4711 User-Agent=X&R=Y " },
    { "http://h/a|b|c/1.ts", "h 2 ts   " },
    { "http://h/a?x=1|b=2", "h 1   b=2 x=1" },
    { "http://h/a?x=|y", "h 1    x=|y" },
    { "http://u:p@h/u/p/12#x", "h 3  12  " },
    { "http://h/movie/u/p/12.mkv?x", "h 4 mkv 12  x" },
    { "http://h/films/u/p/12.mkv", "h 4 mkv   " },
    { "http://h/u/p/12a", "h 3    " },
    { "http://h/u/p/12.", "h 3  12  " },
    { "http://h/u/p/12.3.4", "h 3 4   " },
    { "udp://@239.0.0.1:1234", "239.0.0.1:1234 0    " },
    { "a/b.ts", " 2 ts   " },
    { "http://h", "h 0    " },
    { "", " 0    " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const LineupM3uText address = { paths[i].address, strlen (paths[i].address) };
      LineupEntryPath path;
      g_autofree char *host = NULL;
      g_autofree char *extension = NULL;
      g_autofree char *stream = NULL;
      g_autofree char *options = NULL;
      g_autofree char *query = NULL;
      g_autofree char *seen = NULL;

      lineup_entry_path_parse (&path, address);
      host = print (path.host);
      extension = print (lineup_entry_path_get_extension (&path));
      stream = print (lineup_entry_path_get_stream (&path));
      options = print (path.options);
      query = print (path.query);
      seen = g_strdup_printf ("%s %" G_GSIZE_FORMAT " %s %s %s %s",
                              host,
                              path.n_segments,
                              extension,
                              stream,
                              options,
                              query);
      g_assert_cmpstr (seen, ==, paths[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entry-kind/kinds", test_kinds);
  g_test_add_func ("/entry-kind/marks", test_marks);
  g_test_add_func ("/entry-kind/paths", test_paths);

  return g_test_run ();
}
