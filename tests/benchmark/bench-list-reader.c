/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How fast a list is split, hashed and decoded: megabytes a second of CPU, the best of some runs
 * over a made-up list of movies, in chunks as they come from the network. */

#include "lineup-item-decoder.h"
#include "lineup-list-reader.h"
#include "lineup-splitter.h"

#include <time.h>

#define N_MOVIES   1000
#define N_RUNS     200
#define CHUNK_SIZE (64 * 1024)

typedef enum
{
  SPLIT,
  HASH,
  DECODE,
} Depth;

static GString *
make_list (void)
{
  GString *list = g_string_new ("[");

  for (guint i = 0; i < N_MOVIES; i++)
    {
      if (i > 0)
        g_string_append_c (list, ',');
      g_string_append_printf (
          list,
          "{\"num\":%u,\"name\":\"Les Fabuleux \\u00c9t\\u00e9s %u (20%02u)\",\"stream_type\":"
          "\"movie\",\"stream_id\":%u,\"stream_icon\":\"https:\\/\\/image.example.org\\/t\\/p\\/"
          "w600_and_h900_bestv2\\/"
          "a%uGjHdIcHcvQ3Zy.jpg\",\"rating\":\"%u.%u\",\"rating_5based\":3.2,"
          "\"added\":\"%u\",\"category_id\":\"%u\",\"category_ids\":[%u],\"container_extension\":"
          "\"mkv\",\"custom_sid\":\"\",\"direct_source\":\"\",\"plot\":\"Une jeune femme revient "
          "dans "
          "la ville o\\u00f9 elle a grandi et d\\u00e9couvre que rien n'y est rest\\u00e9 comme "
          "elle "
          "l'avait laiss\\u00e9. Entre les secrets de sa famille et un amour d'autrefois, elle "
          "devra "
          "choisir ce qu'elle veut garder, et ce qu'elle doit laisser partir pour de "
          "bon.\",\"cast\":"
          "\"Ana Demo, Bruno Exemple, Chlo\\u00e9 Test, David Muster\",\"director\":\"Jean "
          "Example\",\"genre\":\"Drama, "
          "Romance\",\"release_date\":\"20%02u-04-01\",\"youtube_trailer"
          "\":\"dQw4w9WgXcQ\",\"episode_run_time\":\"%u\",\"tmdb\":\"0%u\"}",
          i + 1,
          i,
          i % 26,
          100000 + i,
          i,
          1 + i % 9,
          i % 10,
          1600000000 + i * 61,
          i % 90,
          i % 90,
          i % 26,
          70 + i % 80,
          1000 + i);
    }
  return g_string_append_c (list, ']');
}

/* Nanoseconds: of this thread alone, whatever else the machine does. */
static gint64
get_cpu_time (void)
{
  struct timespec time = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* The elements alone, one after the other, each of which begins two bytes after the end of the one
 * before. */
static gint64
measure_splitter (const GString *list, LineupSplitterWay way)
{
  LineupSplitter splitter = { .way = way };
  const gint64 start = get_cpu_time ();
  const char *end = list->str + list->len;
  guint n = 0;

  for (const char *next = list->str; next != NULL && next + 1 < end; n++)
    {
      lineup_splitter_begin (&splitter);
      next = lineup_splitter_find_end (&splitter, next + 1, end);
    }
  g_assert_cmpuint (n, ==, N_MOVIES);
  return get_cpu_time () - start;
}

static gint64
measure (const GString *list, Depth depth)
{
  g_autoptr (LineupListReader) reader = lineup_list_reader_new ();
  g_autoptr (LineupItemDecoder) decoder = lineup_item_decoder_new (LINEUP_LIST_MOVIES);
  const gint64 start = get_cpu_time ();
  guint64 sum = 0;
  guint n = 0;

  for (gsize offset = 0; offset < list->len; offset += CHUNK_SIZE)
    {
      const char *element = NULL;
      gsize length = 0;

      lineup_list_reader_push (reader, list->str + offset, MIN (CHUNK_SIZE, list->len - offset));
      while (lineup_list_reader_next (reader, &element, &length, NULL)
             == LINEUP_LIST_READER_ELEMENT)
        {
          LineupItem item;

          n++;
          if (depth == HASH)
            sum += lineup_item_decoder_fingerprint (decoder, element, length);
          else if (depth == DECODE
                   && lineup_item_decoder_decode_item (decoder, element, length, &item))
            sum += (guint64)item.id;
        }
    }

  g_assert_true (lineup_list_reader_finish (reader, NULL));
  g_assert_cmpuint (n, ==, N_MOVIES);
  g_assert_true (depth == SPLIT || sum != 0);
  return get_cpu_time () - start;
}

static void
print (const char *name, const GString *list, gint64 best)
{
  g_print ("%-16s %5.0f MB/s\n", name, (double)list->len * 1000 / (double)MAX (best, 1));
}

int
main (void)
{
  static const char *const ways[] = { "plain", "SSE2", "AVX2", "NEON" };
  static const char *const names[] = { "split", "split and hash", "split and decode" };
  g_autoptr (GString) list = make_list ();

  g_print ("%u movies of %" G_GSIZE_FORMAT " bytes\n", N_MOVIES, list->len / N_MOVIES);
  for (guint way = 0; way < LINEUP_N_SPLITTER_WAYS; way++)
    {
      gint64 best = G_MAXINT64;

      if (!lineup_splitter_has_way ((LineupSplitterWay)way))
        continue;
      for (guint run = 0; run < N_RUNS; run++)
        best = MIN (best, measure_splitter (list, (LineupSplitterWay)way));
      print (ways[way], list, best);
    }
  for (guint depth = SPLIT; depth <= DECODE; depth++)
    {
      gint64 best = G_MAXINT64;

      for (guint run = 0; run < N_RUNS; run++)
        best = MIN (best, measure (list, (Depth)depth));
      print (names[depth], list, best);
    }
  return 0;
}
