/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-name-word.h"

#include <string.h>

/* Evidence: 109,582 real names were looked at, those of the answers of two panels (13,998) and of
 * lists of channels, films and series (95,584). Counted is a quality wherever it is a word of its
 * own, in capitals (in any case where it begins with a number), and a language or country where it
 * begins a name before a colon, a bar or a dash, ends it, or stands alone in brackets. What was not
 * seen is not here, but for VOSTFR, which the contract names: a film with subtitles, whose sound it
 * does not tell. Countries count for the language that their channels have: BR for Portuguese. Left
 * out are those with several, such as CA, CH and BE, and what means other things, such as LA, IN,
 * AF and ID. In the order of their bytes. */
static const LineupNameWord words[] = {
  { "1080I", LINEUP_QUALITY_FHD, NULL, 1 },      { "1080P", LINEUP_QUALITY_FHD, NULL, 402 },
  { "4K", LINEUP_QUALITY_4K, NULL, 152 },        { "720P", LINEUP_QUALITY_HD, NULL, 35 },
  { "8K", LINEUP_QUALITY_8K, NULL, 1 },          { "AL", LINEUP_QUALITY_UNKNOWN, "sq", 283 },
  { "AR", LINEUP_QUALITY_UNKNOWN, "ar", 1427 },  { "ARAB", LINEUP_QUALITY_UNKNOWN, "ar", 1 },
  { "ARABIC", LINEUP_QUALITY_UNKNOWN, "ar", 4 }, { "BG", LINEUP_QUALITY_UNKNOWN, "bg", 73 },
  { "BR", LINEUP_QUALITY_UNKNOWN, "pt", 88 },    { "CN", LINEUP_QUALITY_UNKNOWN, "zh", 37 },
  { "CRO", LINEUP_QUALITY_UNKNOWN, "hr", 11 },   { "CZ", LINEUP_QUALITY_UNKNOWN, "cs", 93 },
  { "DE", LINEUP_QUALITY_UNKNOWN, "de", 606 },   { "DK", LINEUP_QUALITY_UNKNOWN, "da", 150 },
  { "EN", LINEUP_QUALITY_UNKNOWN, "en", 1 },     { "ENG", LINEUP_QUALITY_UNKNOWN, "en", 1 },
  { "ES", LINEUP_QUALITY_UNKNOWN, "es", 251 },   { "ESP", LINEUP_QUALITY_UNKNOWN, "es", 3 },
  { "FHD", LINEUP_QUALITY_FHD, NULL, 288 },      { "FI", LINEUP_QUALITY_UNKNOWN, "fi", 6 },
  { "FR", LINEUP_QUALITY_UNKNOWN, "fr", 398 },   { "GR", LINEUP_QUALITY_UNKNOWN, "el", 338 },
  { "HD", LINEUP_QUALITY_HD, NULL, 3071 },       { "HINDI", LINEUP_QUALITY_UNKNOWN, "hi", 3 },
  { "HR", LINEUP_QUALITY_UNKNOWN, "hr", 2 },     { "HU", LINEUP_QUALITY_UNKNOWN, "hu", 227 },
  { "IL", LINEUP_QUALITY_UNKNOWN, "he", 48 },    { "IR", LINEUP_QUALITY_UNKNOWN, "fa", 99 },
  { "IT", LINEUP_QUALITY_UNKNOWN, "it", 493 },   { "JP", LINEUP_QUALITY_UNKNOWN, "ja", 8 },
  { "KOR", LINEUP_QUALITY_UNKNOWN, "ko", 22 },   { "KR", LINEUP_QUALITY_UNKNOWN, "ko", 2 },
  { "KRD", LINEUP_QUALITY_UNKNOWN, "ku", 51 },   { "LATAM", LINEUP_QUALITY_UNKNOWN, "es", 2 },
  { "LATINO", LINEUP_QUALITY_UNKNOWN, "es", 4 }, { "NL", LINEUP_QUALITY_UNKNOWN, "nl", 275 },
  { "NO", LINEUP_QUALITY_UNKNOWN, "no", 11 },    { "NOR", LINEUP_QUALITY_UNKNOWN, "no", 125 },
  { "PK", LINEUP_QUALITY_UNKNOWN, "ur", 94 },    { "PL", LINEUP_QUALITY_UNKNOWN, "pl", 222 },
  { "POL", LINEUP_QUALITY_UNKNOWN, "pl", 4 },    { "POR", LINEUP_QUALITY_UNKNOWN, "pt", 2 },
  { "PT", LINEUP_QUALITY_UNKNOWN, "pt", 288 },   { "RO", LINEUP_QUALITY_UNKNOWN, "ro", 150 },
  { "RU", LINEUP_QUALITY_UNKNOWN, "ru", 355 },   { "SD", LINEUP_QUALITY_SD, NULL, 354 },
  { "SE", LINEUP_QUALITY_UNKNOWN, "sv", 127 },   { "SR", LINEUP_QUALITY_UNKNOWN, "sr", 8 },
  { "SWE", LINEUP_QUALITY_UNKNOWN, "sv", 5 },    { "TAM", LINEUP_QUALITY_UNKNOWN, "ta", 3 },
  { "TH", LINEUP_QUALITY_UNKNOWN, "th", 74 },    { "THAI", LINEUP_QUALITY_UNKNOWN, "th", 34 },
  { "TR", LINEUP_QUALITY_UNKNOWN, "tr", 368 },   { "UA", LINEUP_QUALITY_UNKNOWN, "uk", 1 },
  { "UHD", LINEUP_QUALITY_4K, NULL, 113 },       { "UK", LINEUP_QUALITY_UNKNOWN, "en", 637 },
  { "UKR", LINEUP_QUALITY_UNKNOWN, "uk", 9 },    { "US", LINEUP_QUALITY_UNKNOWN, "en", 271 },
  { "USA", LINEUP_QUALITY_UNKNOWN, "en", 306 },  { "VIE", LINEUP_QUALITY_UNKNOWN, "vi", 3 },
  { "VN", LINEUP_QUALITY_UNKNOWN, "vi", 81 },    { "VOSTFR", LINEUP_QUALITY_UNKNOWN, NULL, 0 },
};

const char *
lineup_quality_to_string (LineupQuality self)
{
  switch (self)
    {
    case LINEUP_QUALITY_SD:
      return "sd";
    case LINEUP_QUALITY_HD:
      return "hd";
    case LINEUP_QUALITY_FHD:
      return "fhd";
    case LINEUP_QUALITY_4K:
      return "4k";
    case LINEUP_QUALITY_8K:
      return "8k";
    case LINEUP_QUALITY_UNKNOWN:
    default:
      return NULL;
    }
}

const LineupNameWord *
lineup_name_word_find (const char *word, gsize length)
{
  gsize first = 0;
  gsize end = G_N_ELEMENTS (words);

  while (first < end)
    {
      const gsize middle = first + (end - first) / 2;
      const gsize n_bytes = strlen (words[middle].word);
      int order = memcmp (word, words[middle].word, MIN (length, n_bytes));

      if (order == 0)
        order = (length > n_bytes) - (length < n_bytes);
      if (order == 0)
        return &words[middle];
      if (order < 0)
        end = middle;
      else
        first = middle + 1;
    }
  return NULL;
}

const LineupNameWord *
lineup_name_word_list (gsize *n_words)
{
  *n_words = G_N_ELEMENTS (words);
  return words;
}
