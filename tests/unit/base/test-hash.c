/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-hash.h"

/* Hashes are stored: what they are is what `xxhsum -H3` says, for ever. */

#define TEXT "The quick brown fox"

static void
test_known (void)
{
  guint8 bytes[300];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8)i;
  g_assert_cmphex (lineup_hash (bytes, sizeof bytes, 0), ==, 0xd44052f5a3485425);
  g_assert_cmphex (lineup_hash_text (TEXT, 0), ==, 0xf8b92649fd8122b4);
  g_assert_cmphex (lineup_hash_text (TEXT, 7), ==, 0xbff5d56ef75ff109);
}

static void
test_nothing (void)
{
  g_assert_cmphex (lineup_hash (NULL, 0, 0), ==, 0x2d06800538d394c2);
  g_assert_cmphex (lineup_hash (NULL, 0, 7), ==, 0x913ae0873e9b7eb8);
  g_assert_cmphex (lineup_hash_text ("", 7), ==, 0x913ae0873e9b7eb8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hash/known", test_known);
  g_test_add_func ("/hash/nothing", test_nothing);
  return g_test_run ();
}
