/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-name-version.h"

#include "lineup-name.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *title;
  const char *quality;
  const char *language;
} Example;

/* Names of two real panels. */
static void
test_real_names (void)
{
  static const Example examples[] = {
    { "FR: SFR Sport 4 4K", "SFR Sport 4", "4k", "fr" },
    { "UK: Sony ESPN 4K HD", "Sony ESPN", "4k", "en" },
    { "VIP Sky Sports News FHD", "VIP Sky Sports News", "fhd", NULL },
    { "UK BT SPORTS 1 SD", "UK BT SPORTS 1", "sd", NULL },
    { "FR: ARTE HD ( 1080P )", "ARTE", "fhd", "fr" },
    { "DE: Sky Sport Bundesliga 3 HD (1080P)", "Sky Sport Bundesliga 3", "fhd", "de" },
    { "IT | Rai4 HD", "Rai4", "hd", "it" },
    { "AR1: Tunisia NAT 1", "Tunisia NAT 1", NULL, "ar" },
    { "VIP AR: OSN Movies Prem 2", "OSN Movies Prem 2", NULL, "ar" },
    { "Fox Life BR", "Fox Life BR", NULL, NULL },
    { "BBC America", "BBC America", NULL, NULL },
    { "LA: SUR Fox Channel", "SUR Fox Channel", NULL, NULL },
    { "Wreck It Ralph 2012.", "Wreck It Ralph 2012.", NULL, NULL },
    { "CANADA", "CANADA", NULL, NULL },
    { "HD", "HD", NULL, NULL },
    { "", "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      const char *name = examples[i].name;
      LineupNameVersion version;
      g_autofree char *title = NULL;

      lineup_name_version_read (name, strlen (name), &version);
      title = g_strndup (name + version.title_start, version.title_end - version.title_start);
      g_assert_cmpstr (title, ==, examples[i].title);
      g_assert_cmpstr (lineup_quality_to_string (version.quality), ==, examples[i].quality);
      g_assert_cmpstr (version.language, ==, examples[i].language);
    }
}

/* Names as the contract writes them. */
static void
test_films (void)
{
  static const Example examples[] = {
    { "EN - Dune (2021)", "Dune", NULL, "en" },
    { "|FR| Dune (2021) [4K]", "Dune", "4k", "fr" },
    { "[VOSTFR] Akira (1988)", "Akira", NULL, NULL },
    { "Akira VOSTFR", "Akira", NULL, NULL },
    { "UHD | EN | Dune", "Dune", "4k", "en" },
    { "Asia uhd", "Asia uhd", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      const char *name = examples[i].name;
      LineupNameVersion version;
      g_autofree char *title = NULL;

      lineup_name_version_read (name, strlen (name), &version);
      title = g_strndup (name + version.title_start, version.title_end - version.title_start);
      g_assert_cmpstr (title, ==, examples[i].title);
      g_assert_cmpstr (lineup_quality_to_string (version.quality), ==, examples[i].quality);
      g_assert_cmpstr (version.language, ==, examples[i].language);
    }
}

/* All words are found, are in order, and are marks of names. */
static void
test_table (void)
{
  gsize n_words = 0;
  const LineupNameWord *words = lineup_name_word_list (&n_words);

  for (gsize i = 0; i < n_words; i++)
    {
      g_autofree char *name = g_strconcat (words[i].word, ": Heat", NULL);
      LineupNameParts parts;

      g_assert_true (lineup_name_word_find (words[i].word, strlen (words[i].word)) == &words[i]);
      g_assert_true (words[i].n_names > 0 || g_str_equal (words[i].word, "VOSTFR"));
      g_assert_true (i == 0 || strcmp (words[i - 1].word, words[i].word) < 0);
      lineup_name_split (name, strlen (name), &parts);
      g_assert_cmpstr (name + parts.core_start, ==, "Heat");
    }
  g_assert_null (lineup_name_word_find ("HDX", 3));
  g_assert_null (lineup_name_word_find ("H", 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/name-version/real-names", test_real_names);
  g_test_add_func ("/text/name-version/films", test_films);
  g_test_add_func ("/text/name-version/table", test_table);
  return g_test_run ();
}
