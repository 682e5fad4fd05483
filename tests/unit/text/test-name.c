/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-name.h"

#include "lineup-text-check.h"

#include <string.h>

/* A name, and its parts: what is before it, itself, its year. */
typedef struct
{
  const char *name;
  const char *before;
  const char *core;
  guint year;
} Example;

static void
check_examples (const Example *examples, gsize n_examples)
{
  for (gsize i = 0; i < n_examples; i++)
    {
      const char *name = examples[i].name;
      LineupNameParts parts;
      g_autofree char *before = NULL;
      g_autofree char *core = NULL;

      lineup_name_split (name, strlen (name), &parts);
      before = g_strndup (name, parts.core_start);
      core = g_strndup (name + parts.core_start, parts.core_end - parts.core_start);
      g_assert_cmpstr (before, ==, examples[i].before);
      g_assert_cmpstr (core, ==, examples[i].core);
      g_assert_cmpuint (parts.year, ==, examples[i].year);
    }
}

static void
test_before (void)
{
  static const Example examples[] = {
    { "EN - Heat", "EN - ", "Heat", 0 },
    { "EN – Heat", "EN – ", "Heat", 0 },
    { "|FR| Amélie", "|FR| ", "Amélie", 0 },
    { "|FR| - Amélie", "|FR| - ", "Amélie", 0 },
    { "|FR|Amélie", "|FR|", "Amélie", 0 },
    { "| FR | Amélie", "| FR | ", "Amélie", 0 },
    { "4K-NF - Disenchantment", "4K-NF - ", "Disenchantment", 0 },
    { "4k-nf - Disenchantment", "4k-nf - ", "Disenchantment", 0 },
    { "4K-DE  - Dune", "4K-DE  - ", "Dune", 0 },
    { "4K-FR-HDR - Dune", "4K-FR-HDR - ", "Dune", 0 },
    { "4K-OSN+ - Dune", "4K-OSN+ - ", "Dune", 0 },
    { "D+ - EN - Loki", "D+ - EN - ", "Loki", 0 },
    { "A+ - Severance", "A+ - ", "Severance", 0 },
    { "[VOSTFR] Akira", "[VOSTFR] ", "Akira", 0 },
    { "[FR] [4K] Akira", "[FR] [4K] ", "Akira", 0 },
    { "[MULTI-SUB] Akira", "[MULTI-SUB] ", "Akira", 0 },
    { "(FR) Akira", "(FR) ", "Akira", 0 },
    { "FR| TF1", "FR| ", "TF1", 0 },
    { "4K| Dune", "4K| ", "Dune", 0 },
    { "HDR10+| Dune", "HDR10+| ", "Dune", 0 },
    { "UHD | EN | Dune", "UHD | EN | ", "Dune", 0 },
    { "┃AR┃ MBC", "┃AR┃ ", "MBC", 0 },
    { "┃CA FR┃ TVA", "┃CA FR┃ ", "TVA", 0 },
    { "UK: Sky One", "UK: ", "Sky One", 0 },
    { "UK:Sky One", "UK:", "Sky One", 0 },
    { "DK : TV 2", "DK : ", "TV 2", 0 },
    { "AR1: MBC", "AR1: ", "MBC", 0 },
    { "VIP AR: MBC", "VIP AR: ", "MBC", 0 },
    { "EX-YU: Pink", "EX-YU: ", "Pink", 0 },
    { "24/7: Friends", "24/7: ", "Friends", 0 },
    { "24/7 | DALLAS", "24/7 | ", "DALLAS", 0 },
    { "  EN - Heat", "  EN - ", "Heat", 0 },
    { "TR - Kuruluş", "TR - ", "Kuruluş", 0 },
    { "JP: 映画", "JP: ", "映画", 0 },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

/* Real titles, and what has nothing else. */
static void
test_nothing_before (void)
{
  static const Example examples[] = {
    { "", "", "", 0 },
    { "***", "", "***", 0 },
    { "Heat", "", "Heat", 0 },
    { "It - Chapter Two", "", "It - Chapter Two", 0 },
    { "It: Chapter Two", "", "It: Chapter Two", 0 },
    { "Up - Là-haut", "", "Up - Là-haut", 0 },
    { "UP - Là-haut", "", "UP - Là-haut", 0 },
    { "X-Men", "", "X-Men", 0 },
    { "WALL·E", "", "WALL·E", 0 },
    { "M*A*S*H", "", "M*A*S*H", 0 },
    { "24: Legacy", "", "24: Legacy", 0 },
    { "3:10 to Yuma", "", "3:10 to Yuma", 0 },
    { "24/7:20 Minutes", "", "24/7:20 Minutes", 0 },
    { "ER: Emergency Room", "", "ER: Emergency Room", 0 },
    { "CSI: Miami", "", "CSI: Miami", 0 },
    { "NOVA: Killer Floods", "", "NOVA: Killer Floods", 0 },
    { "LOL - Last One Laughing Spain", "", "LOL - Last One Laughing Spain", 0 },
    { "H2O: Just Add Water", "", "H2O: Just Add Water", 0 },
    { "Max Payne", "", "Max Payne", 0 },
    { "Mad Max - Fury Road", "", "Mad Max - Fury Road", 0 },
    { "MAD MAX - FURY ROAD", "", "MAD MAX - FURY ROAD", 0 },
    { "A-Team", "", "A-Team", 0 },
    { "EN-Heat", "", "EN-Heat", 0 },
    { "4K-Ultra Nature", "", "4K-Ultra Nature", 0 },
    { "FR Titre", "", "FR Titre", 0 },
    { "[Rec]", "", "[Rec]", 0 },
    { "(500) Days of Summer", "", "(500) Days of Summer", 0 },
    { "BBC - Radio 6", "", "BBC - Radio 6", 0 },
    /* Something is left. */
    { "UK:", "", "UK:", 0 },
    { "US", "", "US", 0 },
    { "|FR|", "", "|FR|", 0 },
    { "EN - ***", "", "EN - ***", 0 },
    { "4K | UHD |", "4K | ", "UHD |", 0 },
    { "[4K]", "", "[4K]", 0 },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_year (void)
{
  static const Example examples[] = {
    { "Heat (1995)", "", "Heat", 1995 },
    { "Heat [1995]", "", "Heat", 1995 },
    { "Heat(1995)", "", "Heat", 1995 },
    { "Heat (1995) ", "", "Heat", 1995 },
    { "The Boss Baby (2017).", "", "The Boss Baby", 2017 },
    { "EN - Heat (1995)", "EN - ", "Heat", 1995 },
    { "霸王别姬（1993）", "", "霸王别姬", 1993 },
    { "Casino Royale (2006) (4K UHD)", "", "Casino Royale", 2006 },
    { "4K-NF - Mating Season (2026) (US)", "4K-NF - ", "Mating Season", 2026 },
    { "Heat (1995) [MULTI-SUB]", "", "Heat", 1995 },
    { "Heat [4K] (1995)", "", "Heat", 1995 },
    { "Sky Sport HD ( 1080P )", "", "Sky Sport HD", 0 },
    { "The Equalizer 2 (CAM)", "", "The Equalizer 2", 0 },
    { "Dark (DE)", "", "Dark", 0 },
    { "The Sopranos (1999-2007)", "", "The Sopranos", 1999 },
    { "The Simpsons (1989– )", "", "The Simpsons", 1989 },
    { "1917 (2019)", "", "1917", 2019 },
    { "2012 (2009)", "", "2012", 2009 },
    { "[Rec] (2007)", "", "[Rec]", 2007 },
    /* None, or all that there is. */
    { "(1995)", "", "(1995)", 0 },
    { "EN - (1995)", "EN - ", "(1995)", 0 },
    { "*** (1995)", "", "*** (1995)", 0 },
    { "Up 2009.", "", "Up 2009.", 0 },
    { "Blade Runner 2049", "", "Blade Runner 2049", 0 },
    { "Room (1408)", "", "Room (1408)", 0 },
    { "Archer (2009) Season 3", "", "Archer (2009) Season 3", 0 },
    { "Heat (1995]", "", "Heat (1995]", 0 },
    { "Heat 1995)", "", "Heat 1995)", 0 },
    { "Heat (19955)", "", "Heat (19955)", 0 },
    { "Butter (aka Never 2 Big)", "", "Butter (aka Never 2 Big)", 0 },
    { "Heat (1995) (1996)", "", "Heat (1995)", 1996 },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

/* Where the year is, also with marks on either side. */
static void
test_year_place (void)
{
  static const char name[] = "EN - Heat [4K] (1995) (US)";
  LineupNameParts parts;

  lineup_name_split (name, strlen (name), &parts);
  g_assert_cmpuint (parts.core_end, ==, 9);
  g_assert_cmpuint (parts.year_start, ==, 15);
  g_assert_cmpuint (parts.year_end, ==, 21);

  lineup_name_split ("Heat (US)", 9, &parts);
  g_assert_cmpuint (parts.core_end, ==, 4);
  g_assert_cmpuint (parts.year_start, ==, parts.year_end);

  /* No further than the length. */
  lineup_name_split ("Heat (1995)", 10, &parts);
  g_assert_cmpuint (parts.core_end, ==, 10);
  lineup_name_split (NULL, 0, &parts);
  g_assert_cmpuint (parts.core_end, ==, 0);
}

static void
test_random (void)
{
  static const char *const pieces[] = { "EN",   "4K",   "FR", " - ", "-", "|", "┃",    "[",
                                        "]",    "(",    ")",  ":",   " ", " ", "1995", "(1995)",
                                        "Heat", "映",   "（", "）",  ".", "'", "é",    "\xff",
                                        "한",   "24/7", "US", "–",   "ال" };
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();

  for (guint i = 0; i < 50000; i++)
    {
      const gint32 n_pieces = g_test_rand_int_range (0, 12);
      g_autoptr (GString) name = g_string_new (NULL);

      for (gint32 k = 0; k < n_pieces; k++)
        g_string_append (name, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      lineup_text_check_name (reader, name->str, name->len);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name/before", test_before);
  g_test_add_func ("/name/nothing-before", test_nothing_before);
  g_test_add_func ("/name/year", test_year);
  g_test_add_func ("/name/year-place", test_year_place);
  g_test_add_func ("/name/random", test_random);
  return g_test_run ();
}
