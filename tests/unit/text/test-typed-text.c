/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-typed-text.h"

#define ZERO_WIDTH "\342\200\213" /* U+200B */
#define JOINER     "\342\200\214" /* U+200C */
#define BOM        "\357\273\277" /* U+FEFF */
#define NO_BREAK   "\302\240"     /* U+00A0 */
#define HYPHEN     "\302\255"     /* U+00AD */
#define LEFT       "\342\200\216" /* U+200E */

static const struct
{
  const char *text;
  const char *meant;
  const char *ascii;
} cases[] = {
  { "", "", "" },
  { "s3cr3t", "s3cr3t", "s3cr3t" },
  { "  \t\r\n ", "", "" },
  { " s3cr3t\r\n", "s3cr3t", "s3cr3t" },
  { "a b\tc", "a b\tc", "a b\tc" },
  { NO_BREAK "s3cr3t\343\200\200", "s3cr3t", "s3cr3t" },
  { ZERO_WIDTH "s3" ZERO_WIDTH "cr" BOM "3" HYPHEN "t" ZERO_WIDTH, "s3cr3t", "s3cr3t" },
  { LEFT " " ZERO_WIDTH " x " JOINER LEFT, "x", "x" },
  { "\331\205" JOINER "\331\207", "\331\205" JOINER "\331\207", "\331\205\331\207" },
  { "a" LEFT "b", "a" LEFT "b", "ab" },
  { ZERO_WIDTH BOM, "", "" },
  { "\303\251t\303\251", "\303\251t\303\251", "\303\251t\303\251" },
  { " \xff ", "\xff", "\xff" },
};

static void
test_clean (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *meant = lineup_typed_text_clean (cases[i].text);
      g_autofree char *ascii = lineup_typed_text_clean_ascii (cases[i].text);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (meant, ==, cases[i].meant);
      g_assert_cmpstr (ascii, ==, cases[i].ascii);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/typed-text/clean", test_clean);

  return g_test_run ();
}
