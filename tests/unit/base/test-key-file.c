/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-key-file.h"

#include "lineup-clock.h"

#include <string.h>

static GKeyFile *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GKeyFile *file = lineup_key_file_parse (text, &error);

  g_assert_no_error (error);
  return file;
}

/* Empty lines between groups are GLib's. */
static void
assert_left (const char *text, const char *expected)
{
  g_autoptr (GKeyFile) file = parse (text);
  g_autofree char *written = g_key_file_to_data (file, NULL, NULL);
  g_autoptr (GString) left = g_string_new (written);

  g_string_replace (left, "\n\n", "\n", 0);
  g_assert_cmpstr (left->str, ==, expected);
}

/* Of several lines of a key, the last is all that there is, and what a person has noted stays. */
static void
test_repeated (void)
{
  assert_left ("[A]\nx=1\ny=2\nx=3\n", "[A]\ny=2\nx=3\n");
  assert_left ("[A]\nx=1\n x =2\n\tx\t=3", "[A]\nx=3\n");
  assert_left ("[A]\r\nx=1\r\nx=2\r\n", "[A]\nx=2\n");
  assert_left ("# top\n[A]\n# one\nx=1\n# two\nx=2\n# end\n",
               "# top\n[A]\n# one\n# two\nx=2\n# end\n");
  /* Another group's, another language's, and what only looks alike. */
  assert_left ("[A]\nx=1\n[B]\nx=2\n", "[A]\nx=1\n[B]\nx=2\n");
  assert_left ("[A]\nx=1\nx[de]=2\nX=3\n#x=4\n", "[A]\nx=1\nx[de]=2\nX=3\n#x=4\n");
  assert_left ("[A]\nx=[A]\nx==2\n", "[A]\nx==2\n");
}

/* Groups of one name are one. */
static void
test_repeated_group (void)
{
  g_autoptr (GKeyFile) file = parse ("[A]\nx=1\ny=1\n[B]\nx=2\n[A] \nx=3\n");

  g_assert_cmpuint (lineup_key_file_get_count (file, "A", "x"), ==, 3);
  g_assert_cmpuint (lineup_key_file_get_count (file, "A", "y"), ==, 1);
  g_assert_cmpuint (lineup_key_file_get_count (file, "B", "x"), ==, 2);
  g_assert_true (g_key_file_remove_key (file, "A", "x", NULL));
  g_assert_false (g_key_file_has_key (file, "A", "x", NULL));
}

/* A key that is removed does not come back as what it was before. */
static void
test_removed (void)
{
  g_autoptr (GKeyFile) file = parse ("[A]\nx=1\n# of mine\nx=2\n[A]\nx=3\n");
  g_autoptr (GKeyFile) again = NULL;
  g_autofree char *text = NULL;

  g_key_file_remove_key (file, "A", "x", NULL);
  text = g_key_file_to_data (file, NULL, NULL);
  g_assert_nonnull (strstr (text, "# of mine"));
  again = parse (text);
  g_assert_false (g_key_file_has_key (again, "A", "x", NULL));
}

/* What can't be read is not repeated: a secret may be in it. */
static void
test_broken (void)
{
  static const char *const texts[]
      = { "hush", "[A]\nhush\n", "x=hush\n", "[A\nx=hush\n", "[A]\n=hush\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lineup_key_file_parse (texts[i], &error));
      g_assert_true (error->domain == G_KEY_FILE_ERROR);
      g_assert_cmpstr (error->message, ==, "it is no key file");
    }
}

/* Random texts */

static char *
make_text (GRand *rand)
{
  static const char *const pieces[] = { "x",      "y",     "x ",      "=",     "=",     "1",
                                        "[",      "]",     "\n",      "\n",    "\n",    "#",
                                        " ",      "\t",    "\r\n",    "[A]\n", "[B]\n", "[A] \n",
                                        " [A]\n", "x=1\n", "x = 2\n", "y=\n",  "\f",    "\v" };
  g_autoptr (GString) text = g_string_new (NULL);
  const int n_pieces = g_rand_int_range (rand, 0, 24);

  if (g_rand_boolean (rand))
    g_string_append (text, "[A]\n");
  for (int i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_group (GKeyFile *file, GKeyFile *plain, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (file, group, keys[i], NULL);
      g_autofree char *expected = g_key_file_get_value (plain, group, keys[i], NULL);

      g_assert_cmpstr (value, ==, expected);
      g_assert_true (g_key_file_remove_key (file, group, keys[i], NULL));
      g_assert_true (g_key_file_remove_key (plain, group, keys[i], NULL));
      g_assert_false (g_key_file_has_key (file, group, keys[i], NULL));
    }
}

/* Whatever GKeyFile can read says the same, but once. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint n_read = 0;

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *text = make_text (rand);
      g_autoptr (GKeyFile) plain = g_key_file_new ();
      g_autoptr (GKeyFile) file = NULL;
      g_auto (GStrv) groups = NULL;
      g_auto (GStrv) expected = NULL;

      if (!g_key_file_load_from_data (
              plain, text, strlen (text), G_KEY_FILE_KEEP_TRANSLATIONS, NULL))
        continue;
      n_read++;
      file = parse (text);
      groups = g_key_file_get_groups (file, NULL);
      expected = g_key_file_get_groups (plain, NULL);
      g_assert_cmpstrv (groups, expected);
      for (guint g = 0; groups[g] != NULL; g++)
        check_group (file, plain, groups[g]);
    }
  g_assert_cmpuint (n_read, >, 1000);
}

/* Numbers */

static void
assert_number (const char *value, guint64 expected, gboolean is_valid)
{
  g_autofree char *text = g_strdup_printf ("[A]\nx=%s\n", value);
  g_autoptr (GKeyFile) file = parse (text);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", value);
  g_assert_cmpuint (lineup_key_file_get_number (file, "A", "x", 5, 50, &error), ==, expected);
  if (is_valid)
    g_assert_no_error (error);
  else
    g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE);
}

static void
test_numbers (void)
{
  g_autoptr (GKeyFile) empty = parse ("[A]\n");
  g_autoptr (GError) error = NULL;

  assert_number ("5", 5, TRUE);
  assert_number ("+50 ", 50, TRUE);
  assert_number ("007", 7, TRUE);
  assert_number ("4", 5, FALSE);
  assert_number ("0", 5, FALSE);
  assert_number ("-0", 5, FALSE);
  assert_number ("-7", 5, FALSE);
  assert_number ("51", 50, FALSE);
  assert_number ("9223372036854775808", 50, FALSE);
  assert_number ("18446744073709551616", 50, FALSE);
  assert_number ("-18446744073709551616", 5, FALSE);
  assert_number ("", 5, FALSE);
  assert_number ("many", 5, FALSE);
  assert_number ("7 or so", 5, FALSE);
  assert_number ("0x7", 5, FALSE);
  assert_number ("- 7", 5, FALSE);
  assert_number ("1e1", 5, FALSE);

  g_assert_cmpuint (lineup_key_file_get_number (empty, "A", "x", 5, 50, &error), ==, 5);
  g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND);
}

/* No number that is read, or made of one by counting on or by going to microseconds, overflows. */
static void
test_largest (void)
{
  g_autoptr (GKeyFile) file = parse ("[A]\nx=18446744073709551615\n");
  const guint64 count = lineup_key_file_get_count (file, "A", "x");
  const guint64 time = lineup_key_file_get_time (file, "A", "x");

  g_assert_cmpuint (count, ==, LINEUP_KEY_FILE_MAX_NUMBER);
  g_assert_cmpint ((gint64)count + G_MAXUINT, >, 0);
  g_assert_cmpuint (time, ==, LINEUP_CLOCK_LAST_SECOND);
  g_assert_cmpint (lineup_clock_from_seconds (time), ==, (gint64)time * G_USEC_PER_SEC);
  g_assert_cmpint (lineup_clock_from_seconds (time), >, 0);
  g_assert_cmpint (lineup_clock_from_seconds (G_MAXUINT64), ==, lineup_clock_from_seconds (time));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key-file/repeated", test_repeated);
  g_test_add_func ("/key-file/repeated-group", test_repeated_group);
  g_test_add_func ("/key-file/removed", test_removed);
  g_test_add_func ("/key-file/broken", test_broken);
  g_test_add_func ("/key-file/random", test_random);
  g_test_add_func ("/key-file/numbers", test_numbers);
  g_test_add_func ("/key-file/largest", test_largest);

  return g_test_run ();
}
