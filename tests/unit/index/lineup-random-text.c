/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-random-text.h"

#include <string.h>

/* Words that begin like others, are a letter from others, have marks inside, or are written without
 * blanks between them. */
static const char *const words[] = {
  "it",
  "It",
  "up",
  "Upgrade",
  "heat",
  "heater",
  "Heathers",
  "the",
  "The",
  "of",
  "love",
  "lover",
  "glove",
  "a",
  "an",
  "I",
  "italian",
  "avengers",
  "avenger",
  "avengres",
  "xyzzy",
  /* Marks. */
  "Spider-Man",
  "spiderman",
  "S.W.A.T.",
  "swat",
  "X-Men",
  "xmen",
  "Ocean's",
  "Ocean’s",
  "oceans",
  "AT&T",
  "9-1-1",
  "911",
  "Don't",
  "dont",
  "M*A*S*H",
  "AC/DC",
  "WALL·E",
  "L'avventura",
  "Wham!",
  "100%",
  "The.Matrix.1999.1080p",
  "rock’n’roll",
  /* Numbers. */
  "2012",
  "1995",
  "007",
  "7",
  "10,000",
  "3:10",
  "٢٠١٢",
  "２０１２",
  "½",
  /* Accents, and letters that are two. */
  "Amélie",
  "amelie",
  "Ame\u0301lie",
  "ÉTÉ",
  "straße",
  "STRASSE",
  "Żołnierz",
  "İstanbul",
  "ısı",
  "Kuruluş",
  "Việt",
  "ﬁlm",
  "ＦＩＬＭ",
  "Œuvre",
  /* Other alphabets. */
  "Москва",
  "москве",
  "Ёлки",
  "Οδυσσέας",
  "ΟΔΥΣΣΕΑΣ",
  "שלום",
  "צה״ל",
  "الرسالة",
  "رسالة",
  "الرساله",
  "فارسی",
  "فارسي",
  "مُحَمَّد",
  "हिन्दी",
  "फ़िल्म",
  "தமிழ்",
  "ქართული",
  /* No blanks between words, or syllables. */
  "기생충",
  "기생",
  "영화기생충",
  "신과함께2",
  "20세기",
  "소녀",
  "千と千尋",
  "千尋",
  "千と千尋の神隠し",
  "卧虎藏龙",
  "藏龙",
  "ガンダム",
  "ｶﾞﾝﾀﾞﾑ",
  "CCTV综合HD",
  "กรุงเทพ",
  "กรุง",
  "ช่อง3",
  "ภาพยนตร์ไทย",
  "ລາວ",
  "ខ្មែរ",
  "မြန်မာ",
  /* No words, or hardly. */
  "-",
  "…",
  "😀",
  "\u200b",
  "a\u00adb",
  "\xff\xfe",
  /* Longer than a term may be. */
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
};

static const char *const joints[] = { "-", "'", ".", "·", "&", "/", "", "_", ":" };
static const char *const gaps[] = { " ", " ", " ", " ", " ", ", ", " - ", "  ", ": ", " | " };
static const char *const before[] = {
  "",      "",     "",      "",         "",          "EN - ",
  "|FR| ", "UK: ", "┃AR┃ ", "4K-NF - ", "[VOSTFR] ", "UHD | EN | ",
  "It - ",
};
static const char *const after[] = {
  "", "", "", "", " (1995)", " [2012]", " (1995) [4K]", " [4K]", " (US)", " 2012", "（1993）",
};

guint
lineup_random_text_roll (guint n)
{
  return (guint)g_test_rand_int_range (0, (gint32)n);
}

static const char *
pick (const char *const *texts, guint n)
{
  return texts[lineup_random_text_roll (n)];
}

#define PICK(texts) pick (texts, G_N_ELEMENTS (texts))

char *
lineup_random_text_words (guint max_words)
{
  GString *text = g_string_new (NULL);

  for (guint n = lineup_random_text_roll (max_words + 1); n > 0; n--)
    {
      if (text->len > 0)
        g_string_append (text, lineup_random_text_roll (10) == 0 ? PICK (joints) : PICK (gaps));
      g_string_append (text, PICK (words));
    }
  return g_string_free (text, FALSE);
}

char *
lineup_random_text_name (void)
{
  g_autofree char *core = lineup_random_text_words (5);

  return g_strconcat (PICK (before), core, PICK (after), NULL);
}

/* Returns where one of its characters is; of a text without any its end. */
static const char *
pick_character (const char *text)
{
  const glong length = g_utf8_strlen (text, -1);

  return length > 0 ? g_utf8_offset_to_pointer (text, lineup_random_text_roll ((guint)length))
                    : text;
}

static const char *
skip_character (const char *text)
{
  return *text != '\0' ? g_utf8_next_char (text) : text;
}

/* Some of a text, from its beginning, that of its last word, or anywhere. */
static char *
cut (char *owned_text)
{
  g_autofree char *text = owned_text;
  const char *blank = strrchr (text, ' ');
  const char *start = text;

  if (blank != NULL && lineup_random_text_roll (2) == 0)
    start = blank + 1;
  else if (lineup_random_text_roll (2) == 0)
    start = pick_character (text);
  return g_strndup (start, (gsize)(skip_character (pick_character (start)) - start));
}

/* A letter replaced, missing, too many, or two neighbours swapped. */
static char *
misspell (char *owned_text)
{
  static const char *const letters[] = { "a", "e", "l", "n", "o", "é", "и", "ا", "ム" };
  g_autofree char *text = (char *)owned_text;
  const char *at = text;
  const char *next = text;
  GString *wrong = g_string_new (NULL);

  if (*text != '\0')
    at = g_utf8_offset_to_pointer (text, lineup_random_text_roll ((guint)g_utf8_strlen (text, -1)));
  next = *at != '\0' ? g_utf8_next_char (at) : at;
  g_string_append_len (wrong, text, at - text);
  switch (lineup_random_text_roll (4))
    {
    case 0:
      g_string_append (wrong, PICK (letters));
      break;
    case 1:
      break;
    case 2:
      g_string_append (wrong, PICK (letters));
      next = at;
      break;
    default:
      g_string_append_len (wrong, next, skip_character (next) - next);
      g_string_append_len (wrong, at, next - at);
      next = skip_character (next);
      break;
    }
  g_string_append (wrong, next);
  return g_string_free (wrong, FALSE);
}

char *
lineup_random_text_query (const char *text)
{
  g_autofree char *words_of_it = text != NULL && lineup_random_text_roll (3) > 0
                                     ? g_strdup (text)
                                     : lineup_random_text_words (3);
  char *query = g_utf8_make_valid (words_of_it, -1);

  if (lineup_random_text_roll (3) > 0)
    query = cut (query);
  if (lineup_random_text_roll (3) == 0)
    query = misspell (query);
  if (lineup_random_text_roll (6) == 0)
    {
      g_autofree char *lower = query;

      query = g_utf8_strup (lower, -1);
    }
  return query;
}
