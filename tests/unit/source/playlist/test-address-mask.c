/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-address-mask.h"
#include "lineup-random.h"

#include <string.h>

/* What is kept has no secret, and what is read has each at its place. */

#define ADDRESS "http://host.example/lists/fold3r/get.php?username=maria&password=hush&output=ts"

static LineupM3uText
make_text (const char *text)
{
  return (LineupM3uText){ text, strlen (text) };
}

static void
assert_both_ways (const LineupAddressMask *mask, LineupM3uText text)
{
  g_autoptr (GString) hidden_buffer = g_string_new (NULL);
  g_autoptr (GString) buffer = g_string_new (NULL);
  const LineupM3uText hidden = lineup_address_mask_hide (mask, text, hidden_buffer);
  const LineupM3uText revealed = lineup_address_mask_reveal (mask, hidden, buffer);

  g_assert_cmpmem (revealed.data, revealed.length, text.data, text.length);
}

static void
test_entries (void)
{
  static const char *const texts[] = {
    "#EXTINF:-1,One\nhttp://host.example/live/maria/hush/1.ts",
    "#EXTINF:-1,maria\nhttp://host.example/mariamaria/hushhush?password=hush",
    "maria",
    "hush",
    "",
    "nothing",
    ("\x1a"
     "a\x1a\x1a maria\x1a"),
    "mariahushmaria\x1a",
  };
  g_autoptr (LineupAddressMask) mask = lineup_address_mask_new (ADDRESS);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) buffer = g_string_new (NULL);
      const LineupM3uText hidden = lineup_address_mask_hide (mask, make_text (texts[i]), buffer);

      g_assert_null (memmem (hidden.data, hidden.length, "maria", 5));
      g_assert_null (memmem (hidden.data, hidden.length, "hush", 4));
      assert_both_ways (mask, make_text (texts[i]));
    }
}

/* Another password at the same place makes the same text, and is what comes back. */
static void
test_another (void)
{
  g_autoptr (LineupAddressMask) mask = lineup_address_mask_new (ADDRESS);
  g_autoptr (LineupAddressMask) other = lineup_address_mask_new (
      "http://host.example/lists/fold3r/get.php?password=secret&username=maria");
  g_autoptr (GString) buffer = g_string_new (NULL);
  g_autoptr (GString) other_buffer = g_string_new (NULL);
  g_autoptr (GString) result = g_string_new (NULL);
  const LineupM3uText hidden = lineup_address_mask_hide (
      mask, make_text ("http://host.example/maria/hush/1.ts"), buffer);
  const LineupM3uText same = lineup_address_mask_hide (
      other, make_text ("http://host.example/maria/secret/1.ts"), other_buffer);
  LineupM3uText revealed;

  g_assert_cmpmem (hidden.data, hidden.length, same.data, same.length);
  revealed = lineup_address_mask_reveal (other, hidden, result);
  g_assert_cmpmem (revealed.data,
                   revealed.length,
                   "http://host.example/maria/secret/1.ts",
                   strlen ("http://host.example/maria/secret/1.ts"));
}

/* Texts of pieces of secrets, marks, and what is between them. */
static void
test_random (void)
{
  static const char *const pieces[] = { "maria", "hush", "mar", "ia",     "hu", "sh",
                                        "\x1a",  "a",    "A",   "fold3r", "/",  "\n" };
  g_autoptr (LineupAddressMask) mask = lineup_address_mask_new (
      "http://maria:hush@host.example/fold3r/mariahush/a.m3u?key=hushmaria");
  LineupRandom random;

  lineup_random_init (&random, (guint64)g_test_rand_int (), 0, 0);
  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      const guint n = lineup_random_below (&random, 12);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[lineup_random_below (&random, G_N_ELEMENTS (pieces))]);
      assert_both_ways (mask, (LineupM3uText){ text->str, text->len });
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address-mask/entries", test_entries);
  g_test_add_func ("/address-mask/another", test_another);
  g_test_add_func ("/address-mask/random", test_random);
  return g_test_run ();
}
