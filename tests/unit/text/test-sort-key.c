/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sort-key.h"

#include <string.h>

/* Names in the order in which people count them, and the ranges in which a beginning finds them. */

/* In order. */
static const char *const NAMES[] = {
  "***",
  "0",
  "00",
  "1",
  "01",
  "001",
  "1 2",
  "1 10",
  "1 a",
  "1a",
  "2",
  "02",
  "2 fast 2 furious",
  "9-1-1",
  "9-1-1: Lone Star",
  "10",
  "010",
  "12 Angry Men",
  "99999999999999999999",
  "100000000000000000000",
  "Channel",
  "Channel 1",
  "Channel 1 HD",
  "Channel 2",
  "channel 10",
  "Channel 10 HD",
  "Channel 100",
  "CHANNEL A",
  "Channels",
  "Épisode 1, partie 2",
  "Episode 1, partie 02",
  "Episode 01, partie 2",
  "Episode 01, partie 10",
  "Episode 1, partie 11",
  "MP",
  "MP3",
  "MP10",
  "MPA",
  "S1E2",
  "S01E02",
  "S1E10",
  "S2E1",
  "S10E1",
  "Zoo",
  "Цифра 2",
  "Цифра 10",
  "قناة ٢",
  "قناة ٠٣",
  "قناة ١٠",
};

static char *
make_name_key (LineupWordReader *reader, const char *name)
{
  g_autoptr (GString) key = g_string_new ("what was there");

  lineup_word_reader_make_key (reader, name, strlen (name), key);
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static char *
make_sort_key (const char *name_key)
{
  g_autoptr (GString) key = g_string_new ("what was there");

  lineup_sort_key_make (name_key, key);
  g_assert_cmpuint (key->len, <=, LINEUP_SORT_KEY_MAX_BYTES);
  g_assert_true (g_utf8_validate (key->str, (gssize)key->len, NULL));
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static void
assert_returns (const char *name_key)
{
  g_autofree char *sort_key = make_sort_key (name_key);
  g_autoptr (GString) again = g_string_new ("what was there");

  lineup_sort_key_to_name_key (sort_key, again);
  g_assert_cmpstr (again->str, ==, name_key);
}

static void
test_order (void)
{
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  g_autofree char *before = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *name_key = make_name_key (reader, NAMES[i]);
      g_autofree char *sort_key = make_sort_key (name_key);

      g_test_message ("%s", NAMES[i]);
      assert_returns (name_key);
      if (before != NULL)
        g_assert_cmpstr (before, <, sort_key);
      g_free (before);
      before = g_steal_pointer (&sort_key);
    }
}

/* The longest there are. */
static void
test_long (void)
{
  static const char *const patterns[] = { "0 ", "00 ",  "1",  "0",
                                          "1٢", "01٠٢", "a1", "1\xf0\x9d\x9f\x8f" };
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *name_key = NULL;

      while (name->len < 2 * LINEUP_NAME_KEY_MAX_BYTES)
        g_string_append (name, patterns[i]);
      name_key = make_name_key (reader, name->str);
      assert_returns (name_key);
    }
}

static gboolean
is_in (GPtrArray *ranges, const char *sort_key)
{
  guint n_in = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const LineupSortKeyRange *range = g_ptr_array_index (ranges, i);

      n_in += strcmp (range->first, sort_key) <= 0 && strcmp (sort_key, range->beyond) < 0;
    }
  g_assert_cmpuint (n_in, <=, 1);
  return n_in > 0;
}

/* Each name is found by all that it begins with, and by no other where there is no number. */
static void
assert_ranges (const char *name_key, const char *beginning)
{
  g_autofree char *sort_key = make_sort_key (name_key);
  g_autoptr (GPtrArray) names = lineup_sort_key_get_name (beginning);
  g_autoptr (GPtrArray) beginnings = lineup_sort_key_get_beginnings (beginning);
  g_autofree char *beginning_key = make_sort_key (beginning);
  const gboolean has_number = !g_str_equal (beginning_key, beginning);

  g_assert_cmpint (is_in (names, sort_key), ==, g_str_equal (name_key, beginning));
  if (g_str_has_prefix (name_key, beginning))
    g_assert_true (is_in (beginnings, sort_key));
  else if (!has_number)
    g_assert_false (is_in (beginnings, sort_key));
}

static void
test_ranges (void)
{
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    g_ptr_array_add (keys, make_name_key (reader, NAMES[i]));
  for (guint i = 0; i < keys->len; i++)
    {
      const char *name_key = keys->pdata[i];

      for (const char *end = name_key; *end != '\0';)
        {
          g_autofree char *beginning = NULL;

          end = g_utf8_next_char (end);
          beginning = g_strndup (name_key, (gsize)(end - name_key));
          for (guint k = 0; k < keys->len; k++)
            assert_ranges (keys->pdata[k], beginning);
        }
    }
}

/* Short names over few letters meet in many ways. */
static void
test_random (void)
{
  static const char letters[] = "0012a ";
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();

  for (guint round = 0; round < 20000; round++)
    {
      char texts[2][8] = { { 0 }, { 0 } };
      g_autofree char *name_key = NULL;
      g_autofree char *beginning = NULL;

      for (guint i = 0; i < 2; i++)
        {
          const int length = g_test_rand_int_range (1, (gint32)sizeof texts[i]);

          for (int k = 0; k < length; k++)
            texts[i][k] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
        }
      name_key = make_name_key (reader, texts[0]);
      beginning = make_name_key (reader, texts[1]);
      assert_returns (name_key);
      if (*beginning != '\0')
        assert_ranges (name_key, beginning);
    }
}

/* What lies in a damaged database is read to its end and no further. */
static void
test_damaged (void)
{
  static const char *const texts[] = { "$1",     "!",       "!\xf0", "`\xf0\x9f", "a\x01",
                                       "!1\x01", "\x01!!!", "1\xd9", "\xd9" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strdup (texts[i]);
      g_autoptr (GString) key = g_string_new (NULL);

      lineup_sort_key_to_name_key (text, key);
      lineup_sort_key_make (text, key);
      g_assert_cmpuint (key->len, <=, LINEUP_SORT_KEY_MAX_BYTES);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sort-key/order", test_order);
  g_test_add_func ("/sort-key/long", test_long);
  g_test_add_func ("/sort-key/ranges", test_ranges);
  g_test_add_func ("/sort-key/random", test_random);
  g_test_add_func ("/sort-key/damaged", test_damaged);

  return g_test_run ();
}
