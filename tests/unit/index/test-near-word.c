/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-near-word.h"

#include <string.h>

/* One letter off is what a table of all changes says it is. */

static gboolean
is_near (const char *word, const char *other, gboolean is_beginning)
{
  return lineup_near_word_is (word, strlen (word), other, strlen (other), is_beginning);
}

static void
test_examples (void)
{
  g_assert_true (is_near ("avengers", "avengers", FALSE));
  g_assert_true (is_near ("avengrs", "avengers", FALSE));
  g_assert_true (is_near ("aavengers", "avengers", FALSE));
  g_assert_true (is_near ("avenhers", "avengers", FALSE));
  g_assert_true (is_near ("avnegers", "avengers", FALSE));
  g_assert_true (is_near ("vaengers", "avengers", FALSE));
  g_assert_true (is_near ("avenger", "avengers", FALSE));
  g_assert_true (is_near ("avengersx", "avengers", FALSE));
  g_assert_false (is_near ("avneegrs", "avengers", FALSE));
  g_assert_false (is_near ("avenge", "avengers", FALSE));
  g_assert_true (is_near ("avenge", "avengers", TRUE));
  g_assert_true (is_near ("avemge", "avengers", TRUE));
  g_assert_true (is_near ("avegn", "avengers", TRUE));
  g_assert_false (is_near ("avemgw", "avengers", TRUE));
}

/* Letters are characters, of which two may begin alike. */
static void
test_characters (void)
{
  g_assert_true (is_near ("амели", "амеля", FALSE));
  g_assert_true (is_near ("амлеи", "амели", FALSE));
  g_assert_true (is_near ("аели", "амели", FALSE));
  g_assert_false (is_near ("ямелю", "амели", FALSE));
  g_assert_true (is_near ("ελαδα", "ελλαδα", FALSE));
}

/* All words that are one change off, of an alphabet of three letters. */
static void
add_changes (GHashTable *words, const char *word)
{
  static const char letters[] = "abc";
  const gsize length = strlen (word);

  g_hash_table_add (words, g_strdup (word));
  for (gsize i = 0; i <= length; i++)
    {
      for (guint j = 0; j < 3; j++)
        g_hash_table_add (words, g_strdup_printf ("%.*s%c%s", (int)i, word, letters[j], word + i));
      if (i == length)
        break;
      g_hash_table_add (words, g_strdup_printf ("%.*s%s", (int)i, word, word + i + 1));
      for (guint j = 0; j < 3; j++)
        g_hash_table_add (words,
                          g_strdup_printf ("%.*s%c%s", (int)i, word, letters[j], word + i + 1));
      if (i + 1 < length)
        g_hash_table_add (
            words,
            g_strdup_printf ("%.*s%c%c%s", (int)i, word, word[i + 1], word[i], word + i + 2));
    }
}

static void
make_word (char *word, guint number, guint length)
{
  for (guint i = 0; i < length; i++, number /= 3)
    word[i] = (char)('a' + number % 3);
  word[length] = '\0';
}

static gboolean
begins_near (GHashTable *near, const char *other)
{
  const gsize length = strlen (other);

  for (gsize i = 0; i <= length; i++)
    {
      g_autofree char *beginning = g_strndup (other, i);

      if (g_hash_table_contains (near, beginning))
        return TRUE;
    }
  return FALSE;
}

static void
test_all (void)
{
  char word[8];
  char other[8];

  for (guint number = 0; number < 81; number++)
    {
      g_autoptr (GHashTable) near = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      make_word (word, number, 4);
      add_changes (near, word);
      for (guint length = 1; length <= 6; length++)
        {
          for (guint i = 0; i < 729; i++)
            {
              make_word (other, i, length);
              g_assert_cmpint (
                  is_near (word, other, FALSE), ==, g_hash_table_contains (near, other));
              g_assert_cmpint (is_near (word, other, TRUE), ==, begins_near (near, other));
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/near-word/examples", test_examples);
  g_test_add_func ("/near-word/characters", test_characters);
  g_test_add_func ("/near-word/all", test_all);
  return g_test_run ();
}
