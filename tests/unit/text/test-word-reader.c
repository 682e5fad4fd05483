/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-text-check.h"
#include "lineup-word-reader.h"

#include <string.h>

#define N_RANDOM_TEXTS 20000

/* A text, and its words with spaces between them. */
typedef LineupTextExample Example;

/* Returns the words with spaces between them; there is none in a word. */
static char *
read_words (gpointer reader, const char *text)
{
  g_autoptr (GString) words = g_string_new (NULL);
  LineupWord word;

  lineup_word_reader_begin (reader, text, strlen (text));
  while (lineup_word_reader_next (reader, &word))
    {
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append_len (words, word.text, (gssize)word.length);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
check_examples (const Example *examples, gsize n_examples)
{
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();

  lineup_text_check_examples (read_words, reader, examples, n_examples);
}

static void
test_ascii (void)
{
  static const Example examples[] = {
    { "", "" },
    { " ", "" },
    { "... -- !", "" },
    { "The Matrix", "the matrix" },
    { "  The\tMATRIX\n", "the matrix" },
    { "AT&T", "at t" },
    { "9-1-1", "9 1 1" },
    { "it's", "it s" },
    { "100%", "100" },
    { "[4K] UK| BBC_One (HD)*", "4k uk bbc one hd" },
    { "S01E02", "s01e02" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_latin (void)
{
  static const Example examples[] = {
    { "Amélie à Paris", "amelie a paris" },
    { "STRASSE Straße STRAẞE", "strasse strasse strasse" },
    { "Ärger Öl Übung", "arger ol ubung" },
    { "İstanbul ISPARTA ısparta", "istanbul isparta isparta" },
    { "Łódź, Żółć", "lodz zolc" },
    { "Smørrebrød på Åland", "smorrebrod pa aland" },
    { "Đặng Thị Ngọc Thịnh Trường", "dang thi ngoc thinh truong" },
    { "Œuvre Æon Þórr Ðð ħŧŋ", "oeuvre aeon thorr dd htn" },
    { "Dvořák Škoda ČT", "dvorak skoda ct" },
    { "Əli Heydər", "eli heyder" },
    { "Fußball Ǆ ŉ", "fussball dz n" },
    /* Letters to Unicode, apostrophes to who writes them. */
    { "Памʼять Oʻahu qurʾan", "пам ять o ahu qur an" },
    { "L’été « tout » – fin…", "l ete tout fin" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_forms (void)
{
  static const Example examples[] = {
    { "ＣＮＮ　ＨＤ１", "cnn hd1" },
    { "ﬁlm ﬂoﬀ ﬃ", "film floff ffi" },
    { "CNN ᴴᴰ Alien²", "cnn hd alien2" },
    { "Rocky Ⅳ ⅷ", "rocky iv viii" },
    { "𝐅𝐮𝐥𝐥 𝕳𝕯", "full hd" },
    { "½ ① ⑴", "1 2 1 1" },
    /* Symbols are no words, also where letters could stand for them. */
    { "Disney™ ©2020 Sony® ㌀ Ⓐ", "disney 2020 sony" },
    { "Nº 5", "no 5" },
    /* Soft hyphen, joiners, a selector of a variant and a direction don't part, a space does. */
    { "co\u00adop a\u200db a\u200cb a\ufe0fb a\u200eb", "coop ab ab ab ab" },
    { "a\u200bb", "a b" },
    { "a\u00a0b", "a b" },
    /* A blank that is a letter, as it is found in names of channels. */
    { "\u3164", "" },
    /* Emoji: a face, a family with joiners, a flag, a key, a heart. */
    { "😀 Fun", "fun" },
    { "👨‍👩‍👧", "" },
    { "🇩🇪 ARD", "ard" },
    { "1️⃣", "1" },
    { "❤️ Love", "love" },
    /* Private use, an overlong sum of marks, marks without a letter. */
    { "a\ue000b", "a\ue000b" },
    { "a\u0301\u0302\u0303\u0327\u0328", "a" },
    { "\u0301 \u0338 \u3099", "" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_alphabets (void)
{
  static const Example examples[] = {
    /* Greek, with a sigma at the end, tones and breathings. */
    { "Οδυσσέας ΟΔΥΣΣΕΑΣ", "οδυσσεασ οδυσσεασ" },
    { "ᾳ ᾼ ΐ Ὦ", "α α ι ω" },
    { "Ёлки Й й", "елки и и" },
    { "Їжак ҐЄ", "іжак ґє" },
    { "Љубав Ђ", "љубав ђ" },
    { "ԵՒ և Հայ", "եւ եւ հայ" },
    { "ᏣᎳᎩ ꮳꮃꭹ", "ᏣᎳᎩ ᏣᎳᎩ" },
    /* Hebrew with points, and with their precomposed forms. */
    { "שָׁלוֹם שׁלום", "שלום שלום" },
    { "יום־טוב", "יום טוב" },
    /* Arabic with points, tatweel, hamza, presentation forms, and the name of Persian. */
    { "مُحَمَّد محـــمد", "محمد محمد" },
    { "أإآا ئ", "اااا ي" },
    { "ﻣﺤﻤﺪ ﻻ", "محمد لا" },
    { "م\ufe76ن", "من" },
    { "فارسی می\u200cخواهم", "فارسي ميخواهم" },
    /* The same to who searches, whichever keyboard they were typed on. */
    { "كتاب کتاب ڪتاب", "كتاب كتاب كتاب" },
    { "ليلى لیلی لیلے", "ليلي ليلي ليلي" },
    { "مدينة مدینه مدینہ مدینۃ مدینھ مدینە", "مدينه مدينه مدينه مدينه مدينه مدينه" },
    { "خانهٔ خانۀ خانۂ", "خانه خانه خانه" },
    { "ٱلأم الأم الآم الإم", "الام الام الام الام" },
    { "ماں مان", "مان مان" },
    { "کوردی سۆران ڕۆژ دڵ دێ", "كوردي سوران روژ دل دي" },
    { "ﻛﺘﺎﺑﺔ ﮐﺘﺎﺑﮫ ﯼ", "كتابه كتابه ي" },
    { "\ufdfa", "صلي الله عليه وسلم" },
    /* Devanagari: vowel signs, nukta and virama make another letter. */
    { "हिन्दी फ़िल्म", "हिन्दी फ़िल्म" },
    { "\u0958", "\u0915\u093c" },
    { "বোন", "বোন" },
    { "తెలుగు தமிழ்", "తెలుగు தமிழ்" },
    { "ქართული", "ქართული" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

/* A number is one, whatever digits it is written in. */
static void
test_digits (void)
{
  static const Example examples[] = {
    { "قناة ١٢٣", "قناه 123" }, { "شبکه ۴۵۶", "شبكه 456" }, { "चैनल २४", "चैनल 24" },
    { "ช่อง ๓", "ช่ อ ง 3" },     { "２４ 𝟚", "24 2" },       { "S٠١E٠٢", "s01e02" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_unspaced (void)
{
  static const Example examples[] = {
    { "千と千尋の神隠し", "千 と 千 尋 の 神 隠 し" },
    { "卧虎藏龙2000", "卧 虎 藏 龙 2000" },
    { "CCTV综合HD", "cctv 综 合 hd" },
    { "ガンダム", "ガ ン ダ ム" },
    { "ｶﾞﾝﾀﾞﾑ", "ガ ン ダ ム" },
    { "ﾊﾟﾗｰ パラー", "パ ラ ー パ ラ ー" },
    { "か が", "か が" },
    { "時々", "時 々" },
    /* A compatibility ideograph is the one that it is. */
    { "\ufa1b", "\u798f" },
    { "กู้น้ำ", "กู้ น้\u0e4d า" },
    { "ช่อง 3", "ช่ อ ง 3" },
    { "ລາວ", "ລ າ ວ" },
    { "ខ្មែរ", "ខ្ មែ រ" },
    { "မြန်မာ", "မြ န် မာ" },
    { "한국 영화", "한국 영화" },
    { "ﾡﾢ", "ᄀᄁ" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

/* Hangul is the same whether a syllable comes as one character or as its jamo, and a syllable that
 * is being typed is the beginning of the whole one. */
static void
test_hangul (void)
{
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  g_autofree char *composed = read_words (reader, "한국");
  g_autofree char *jamo = read_words (reader, "\u1112\u1161\u11ab\u1100\u116e\u11a8");
  g_autofree char *beginning = read_words (reader, "하");

  g_assert_cmpstr (composed, ==, jamo);
  g_assert_true (g_str_has_prefix (composed, beginning));
}

static void
assert_word (LineupWordReader *reader, const char *text, gsize length, gsize start, gsize end)
{
  LineupWord word;

  g_assert_true (lineup_word_reader_next (reader, &word));
  g_assert_cmpmem (word.text, word.length, text, length);
  g_assert_cmpuint (word.start, ==, start);
  g_assert_cmpuint (word.end, ==, end);
}

static void
test_offsets (void)
{
  /* A composed accent, a loose one, a letter that becomes two words, kana with a mark. */
  static const char text[] = "-É, e\u0301! \u00bd \uff76\uff9ex";
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  LineupWord word;

  lineup_word_reader_begin (reader, text, strlen (text));
  assert_word (reader, "e", 1, 1, 3);
  assert_word (reader, "e", 1, 5, 8);
  assert_word (reader, "1", 1, 10, 12);
  assert_word (reader, "2", 1, 10, 12);
  assert_word (reader, "\u30ab\u3099", 6, 13, 19);
  assert_word (reader, "x", 1, 19, 20);
  g_assert_false (lineup_word_reader_next (reader, &word));
  g_assert_false (lineup_word_reader_next (reader, &word));

  /* No further than the length that was given. */
  lineup_word_reader_begin (reader, "abc\u00e9", 4);
  assert_word (reader, "abc", 3, 0, 3);
  g_assert_false (lineup_word_reader_next (reader, &word));

  lineup_word_reader_begin (reader, "a\0b", 3);
  assert_word (reader, "a", 1, 0, 1);
  assert_word (reader, "b", 1, 2, 3);
}

static char *
repeat (const char *text, gsize n)
{
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_long_words (void)
{
  static const char *const letters[] = { "x", "é", "д", "ქ", "한", "\u1112\u1161\u11ab", "𐐨", "ß" };
  static const char *const shifts[] = { "", "a", "bc", "def" };
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (letters) * G_N_ELEMENTS (shifts); i++)
    {
      g_autofree char *many = repeat (letters[i % G_N_ELEMENTS (letters)], 200);
      g_autofree char *text = g_strconcat (shifts[i / G_N_ELEMENTS (letters)], many, "z 2", NULL);
      LineupWord word;

      lineup_word_reader_begin (reader, text, strlen (text));
      g_assert_true (lineup_word_reader_next (reader, &word));
      g_assert_cmpuint (word.length, <=, LINEUP_WORD_MAX_BYTES);
      g_assert_cmpuint (word.length, >, LINEUP_WORD_MAX_BYTES - 4);
      g_assert_true (g_utf8_validate (word.text, (gssize)word.length, NULL));
      g_assert_cmpuint (word.end, ==, strlen (text) - 2);
      assert_word (reader, "2", 1, strlen (text) - 1, strlen (text));
    }
}

/* Where a long word is cut does not depend on how it was composed. */
static void
test_long_words_alike (void)
{
  static const char *const letters[] = { "한", "하", "\u0958" };
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autofree char *text = repeat (letters[i], 100);
      g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);
      g_autofree char *word = read_words (reader, text);
      g_autofree char *same = read_words (reader, decomposed);

      g_assert_cmpstr (word, ==, same);
    }
}

/* What is not valid parts words and is in none. */
static void
test_invalid (void)
{
  static const Example examples[] = {
    { "a\xff"
      "b",
      "a b" },
    { "a\xc3", "a" },
    { "\xe3\x82", "" },
    { "a\xc0\x80"
      "b",
      "a b" },
    { "a\xed\xa0\x80"
      "b",
      "a b" },
    { "a\xf5\x80\x80\x80"
      "b",
      "a b" },
  };
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *words = read_words (reader, examples[i].text);

      g_assert_cmpstr (words, ==, examples[i].expected);
    }
}

/* A folded word is one that is folded to itself. */
static void
check_word (LineupWordReader *checker, const LineupWord *word)
{
  g_assert_cmpuint (word->length, >, 0);
  g_assert_cmpuint (word->length, <=, LINEUP_WORD_MAX_BYTES);
  g_assert_true (g_utf8_validate (word->text, (gssize)word->length, NULL));

  lineup_word_reader_begin (checker, word->text, word->length);
  assert_word (checker, word->text, word->length, 0, word->length);
}

static void
check_text (LineupWordReader *reader, LineupWordReader *checker, const char *text, gsize length)
{
  LineupWord word;
  gsize end = 0;
  gsize start = 0;
  gsize n_words = 0;

  lineup_word_reader_begin (reader, text, length);
  while (lineup_word_reader_next (reader, &word))
    {
      check_word (checker, &word);
      /* Words come one after the other, but for two that have their share of a character such as
       * "½". */
      g_assert_cmpuint (word.start, >=, start);
      g_assert_cmpuint (word.end, >=, end);
      g_assert_cmpuint (word.start, <, word.end);
      g_assert_cmpuint (word.end, <=, length);
      start = word.start;
      end = word.end;
      g_assert_cmpuint (++n_words, <=, 10 * length);
    }
}

static void
test_all_characters (void)
{
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  g_autoptr (LineupWordReader) checker = lineup_word_reader_new ();

  for (gunichar character = 1; character <= 0x10ffff; character++)
    {
      char text[16] = "a";
      gsize length;
      g_autofree char *decomposed = NULL;
      g_autofree char *words = NULL;
      g_autofree char *same = NULL;

      if (!g_unichar_validate (character))
        continue;
      length = 1 + (gsize)g_unichar_to_utf8 (character, text + 1);
      text[length++] = 'b';
      check_text (reader, checker, text, length);
      check_text (reader, checker, text + 1, length - 1);
      check_text (reader, checker, text + 1, length - 2);

      decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);
      words = read_words (reader, text);
      same = read_words (reader, decomposed);
      g_assert_cmpstr (words, ==, same);
    }
}

static void
test_random (void)
{
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  g_autoptr (LineupWordReader) checker = lineup_word_reader_new ();

  for (guint i = 0; i < N_RANDOM_TEXTS; i++)
    {
      const gsize length = (gsize)g_test_rand_int_range (0, 200);
      g_autofree char *text = g_malloc (length + 1);
      gsize used = 0;

      /* Any bytes, or any characters of the first planes and an end that may be cut off. */
      for (gsize j = 0; j < length; j++)
        text[j] = (char)g_test_rand_int ();
      while (i % 2 == 0 && used + 4 <= length)
        used += (gsize)g_unichar_to_utf8 ((gunichar)g_test_rand_int_range (1, 0x20000) >> (i % 9),
                                          text + used);
      check_text (reader, checker, text, length);
    }
}

static void
test_key (void)
{
  static const Example examples[] = {
    { "", "" },
    { "***", "" },
    { "  Amélie, à PARIS! ", "amelie a paris" },
    { "影2", "影 2" },
  };
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  g_autoptr (GString) key = g_string_new ("left over");
  LineupWord word;

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      lineup_word_reader_make_key (reader, examples[i].text, strlen (examples[i].text), key);
      g_assert_cmpstr (key->str, ==, examples[i].expected);
      g_assert_false (lineup_word_reader_next (reader, &word));
    }
  lineup_word_reader_make_key (reader, NULL, 0, key);
  g_assert_cmpstr (key->str, ==, "");
}

/* A long key is cut at a character's border, does not end with a space, and is its own key. */
static void
test_long_keys (void)
{
  static const char *const words[] = { "x", "ab ", "abcdefg ", "д", "映", "映a", "дж, ", "한국 " };
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (gsize n = 1; n < 100; n++)
        {
          g_autofree char *text = repeat (words[i], n);
          g_autoptr (GString) key = g_string_new (NULL);
          g_autoptr (GString) same = g_string_new (NULL);

          lineup_word_reader_make_key (reader, text, strlen (text), key);
          g_assert_cmpuint (key->len, >, 0);
          g_assert_cmpuint (key->len, <=, LINEUP_NAME_KEY_MAX_BYTES);
          g_assert_cmpint (key->str[key->len - 1], !=, ' ');
          g_assert_true (g_utf8_validate (key->str, (gssize)key->len, NULL));
          lineup_word_reader_make_key (reader, key->str, key->len, same);
          g_assert_cmpstr (same->str, ==, key->str);
        }
    }
}

/* With `-m perf`: how quick it is. */
static void
test_speed (void)
{
  static const Example texts[] = {
    { "ASCII", "A young man, who has lost everything, returns to the town of his birth in 1984. " },
    { "French", "Un été à Genève, où l’on découvre qu’une héroïne française s’est échappée. " },
    { "Polish", "Żołnierz, który wrócił z wojny, próbuje odnaleźć swoją rodzinę w Łodzi. " },
    { "Russian", "Молодой человек, потерявший всё, возвращается в город своего детства. " },
    { "Greek", "Ένας νεαρός που έχασε τα πάντα επιστρέφει στην πόλη όπου γεννήθηκε. " },
    { "Arabic", "شاب فقد كل شيء يعود إلى المدينة التي وُلِدَ فيها، فيجد أن كل شيء قد تغيّر. " },
    { "Hindi", "एक युवक जिसने सब कुछ खो दिया है, अपने जन्म के शहर में लौटता है। " },
    { "Thai", "ชายหนุ่มผู้สูญเสียทุกสิ่งกลับมายังเมืองที่เขาเกิด " },
    { "Japanese", "すべてを失った青年が、生まれ故郷の町に戻ってくる。ドラマ映画。 " },
    { "Chinese", "一个失去一切的年轻人回到了他出生的小镇，却发现一切都已改变。 " },
    { "Korean", "모든 것을 잃은 청년이 자신이 태어난 마을로 돌아온다. 한국 영화. " },
  };
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = repeat (texts[i].expected, 10);
      const gsize length = strlen (text);
      LineupWord word;
      gsize n_bytes = 0;
      gsize n_words = 0;
      double seconds;

      g_test_timer_start ();
      for (; n_bytes < 50 * 1000 * 1000; n_bytes += length)
        {
          lineup_word_reader_begin (reader, text, length);
          while (lineup_word_reader_next (reader, &word))
            n_words++;
        }
      seconds = g_test_timer_elapsed ();
      g_test_maximized_result ((double)n_bytes / 1e6 / seconds,
                               "%-8s %6.0f MB/s, %5.1f million words/s",
                               texts[i].text,
                               (double)n_bytes / 1e6 / seconds,
                               (double)n_words / 1e6 / seconds);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-reader/ascii", test_ascii);
  g_test_add_func ("/word-reader/latin", test_latin);
  g_test_add_func ("/word-reader/forms", test_forms);
  g_test_add_func ("/word-reader/alphabets", test_alphabets);
  g_test_add_func ("/word-reader/digits", test_digits);
  g_test_add_func ("/word-reader/unspaced", test_unspaced);
  g_test_add_func ("/word-reader/hangul", test_hangul);
  g_test_add_func ("/word-reader/offsets", test_offsets);
  g_test_add_func ("/word-reader/long-words", test_long_words);
  g_test_add_func ("/word-reader/long-words-alike", test_long_words_alike);
  g_test_add_func ("/word-reader/invalid", test_invalid);
  g_test_add_func ("/word-reader/all-characters", test_all_characters);
  g_test_add_func ("/word-reader/random", test_random);
  g_test_add_func ("/word-reader/key", test_key);
  g_test_add_func ("/word-reader/long-keys", test_long_keys);
  if (g_test_perf ())
    g_test_add_func ("/word-reader/speed", test_speed);
  return g_test_run ();
}
