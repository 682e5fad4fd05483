/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playable.h"

static const struct
{
  const char *format;
  const char *mime_type;
} types[] = {
  { "ts", "video/mp2t" },
  { "m3u8", "application/vnd.apple.mpegurl" },
  { "mp4", "video/mp4" },
  { "m4v", "video/mp4" },
  { "mkv", "video/x-matroska" },
  { "webm", "video/webm" },
  { "avi", "video/vnd.avi" },
  { "mov", "video/quicktime" },
  { "mpg", "video/mpeg" },
  { "mpeg", "video/mpeg" },
  { "flv", "video/x-flv" },
  { "wmv", "video/x-ms-wmv" },
  { "3gp", "video/3gpp" },
  { "mp3", "audio/mpeg" },
  { "aac", "audio/aac" },
  /* As panels write it. */
  { "MKV", "video/x-matroska" },
  /* Nothing is guessed. */
  { "mk", NULL },
  { "mkvx", NULL },
  { "iso", NULL },
  { "", NULL },
};

static void
test_mime_types (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const LineupPlayable playable = { .format = (char *)types[i].format };

      g_assert_cmpstr (lineup_playable_get_mime_type (&playable), ==, types[i].mime_type);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/application/playable/mime-types", test_mime_types);

  return g_test_run ();
}
