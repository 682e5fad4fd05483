/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How fast a playlist is split and decoded: megabytes a second of processor time, the best of some
 * runs, over a list that is named, or a made-up one, in chunks as they come from the network. The
 * first line is the floor: the ends of its lines, and nothing made of them. The last two read it
 * into a file, and again while it is the same. */

#include "lineup-m3u-decoder.h"
#include "lineup-playlist-reading.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#define N_ENTRIES  100000
#define N_RUNS     7
#define CHUNK_SIZE (64 * 1024)

typedef enum
{
  FLOOR,
  SPLIT,
  DECODE,
  READ,
  AGAIN,
} Depth;

static GString *
make_list (void)
{
  GString *list = g_string_new ("#EXTM3U url-tvg=\"http://panel.example.org/guide.xml\"\n");

  for (guint i = 0; i < N_ENTRIES; i++)
    g_string_append_printf (
        list,
        "#EXTINF:-1 tvg-id=\"Demo%u.fr\" tvg-name=\"FR: Démo %u HD\" "
        "tvg-logo=\"https://image.example.org/t/p/w600/a%u.png\" group-title=\"FR | News\",FR: "
        "Démo %u HD\nhttp://panel.example.org:8080/user0000/pass0000/%u\n",
        i,
        i,
        i,
        i,
        i);
  return list;
}

static guint64
count_lines (const char *data, gsize length)
{
  const char *end = data + length;
  guint64 n = 0;

  for (const char *p = data; p < end && (p = memchr (p, '\n', (gsize)(end - p))) != NULL; p++)
    n++;
  return n;
}

static guint64
read_list (const char *data, gsize length, Depth depth)
{
  g_autoptr (LineupM3uSplitter) splitter = lineup_m3u_splitter_new ();
  g_autoptr (LineupM3uDecoder) decoder = lineup_m3u_decoder_new (NULL);
  LineupM3uElement element;
  LineupM3uEntry entry;
  guint64 sum = 0;

  for (gsize offset = 0; offset < length; offset += CHUNK_SIZE)
    {
      lineup_m3u_splitter_push (splitter, data + offset, MIN (CHUNK_SIZE, length - offset));
      while (lineup_m3u_splitter_next (splitter, &element, NULL) == LINEUP_M3U_ELEMENT)
        {
          sum++;
          if (depth == SPLIT)
            continue;
          lineup_m3u_decoder_decode (decoder, &element, &entry);
          sum += entry.n_groups;
        }
    }
  return sum;
}

static guint64
write_list (const char *data, gsize length, const char *path, LineupPlaylistFile *known)
{
  const LineupPlaylistPlan plan = { .path = path, .known = known };
  g_autoptr (LineupPlaylistReading) reading = lineup_playlist_reading_new (&plan);
  g_autoptr (LineupPlaylistFile) file = NULL;

  for (gsize offset = 0; offset < length; offset += CHUNK_SIZE)
    g_assert_true (lineup_playlist_reading_push (
        reading, data + offset, MIN (CHUNK_SIZE, length - offset), NULL));
  file = lineup_playlist_reading_finish (reading, NULL);
  return lineup_playlist_file_count (file);
}

static double
measure (const char *data, gsize length, Depth depth, const char *path)
{
  g_autoptr (LineupPlaylistFile) known = depth == AGAIN ? lineup_playlist_file_open (path) : NULL;
  const clock_t start = clock ();
  guint64 sum = 0;

  if (depth == FLOOR)
    sum = count_lines (data, length);
  else if (depth < READ)
    sum = read_list (data, length, depth);
  else
    sum = write_list (data, length, path, known);
  g_assert_cmpuint (sum, >, 0);
  return (double)(clock () - start) / CLOCKS_PER_SEC;
}

int
main (int argc, char *argv[])
{
  static const char *const names[]
      = { "ends of lines", "split", "split and decode", "read", "read, unchanged" };
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autofree char *folder = g_dir_make_tmp ("bench-m3u-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "playlist", NULL);
  double floor = 0;

  if (argc > 1)
    g_assert_true (g_file_get_contents (argv[1], &data, &length, NULL));
  else
    {
      GString *list = make_list ();

      length = list->len;
      data = g_string_free (list, FALSE);
    }
  g_print ("%" G_GSIZE_FORMAT " bytes\n", length);
  for (guint depth = FLOOR; depth <= AGAIN; depth++)
    {
      double best = G_MAXDOUBLE;

      for (guint run = 0; run < N_RUNS; run++)
        best = MIN (best, measure (data, length, (Depth)depth, path));
      if (depth == FLOOR)
        floor = best;
      g_print ("%-20s %6.0f MB/s %7.3f s %5.1f times the floor\n",
               names[depth],
               (double)length / 1e6 / MAX (best, 1e-6),
               best,
               best / MAX (floor, 1e-6));
    }
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
