/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-text-check.h"

#include <string.h>
#include <time.h>

#define N_RANDOM_TEXTS 20000

/* A text, and its terms with spaces between them: a word as it is, "+" before a joined form, "~"
 * before a word without its article, "<" before a gram that the run goes on after, "=" before one
 * that has its end. */
typedef LineupTextExample Example;

static const char *
get_sign (const LineupTerm *term)
{
  switch (term->kind)
    {
    case LINEUP_TERM_JOINED:
      return "+";
    case LINEUP_TERM_BARE:
      return "~";
    case LINEUP_TERM_GRAM:
      return term->is_last ? "=" : "<";
    case LINEUP_TERM_WORD:
    default:
      return "";
    }
}

static char *
read_terms (gpointer reader, const char *text)
{
  g_autoptr (GString) terms = g_string_new (NULL);
  LineupTerm term;

  lineup_term_reader_begin (reader, text, strlen (text));
  while (lineup_term_reader_next (reader, &term))
    {
      g_string_append_printf (terms, "%s%s", terms->len > 0 ? " " : "", get_sign (&term));
      g_string_append_len (terms, term.text, (gssize)term.length);
    }
  return g_string_free (g_steal_pointer (&terms), FALSE);
}

static void
check_examples (const Example *examples, gsize n_examples)
{
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();

  lineup_text_check_examples (read_terms, reader, examples, n_examples);
}

static void
test_words (void)
{
  static const Example examples[] = {
    { "", "" },
    { " ", "" },
    { "'", "" },
    { "-- '' ...", "" },
    { "The Matrix", "the matrix" },
    { "Wham!", "wham" },
    { "100%", "100" },
    { "Canal+ Sport", "canal sport" },
    { "'Tis", "tis" },
    { "The Boys' Club", "the boys club" },
    { "Batman & Robin", "batman robin" },
    { "The Good, the Bad", "the good the bad" },
    { "Heat (1995)", "heat 1995" },
    { "Heat(1995)", "heat 1995" },
    { "EN|Heat", "en heat" },
    { "UK:Sky_News", "uk sky news" },
    { "the end...begins", "the end begins" },
    { "wait--what", "wait what" },
    { "rock 'n' roll", "rock n roll" },
    { "a -b- c", "a b c" },
    { "nobody—not even you", "nobody not even you" },
    { "½", "1 2" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_joined (void)
{
  static const Example examples[] = {
    { "S.W.A.T.", "s w a t +swat" },
    { "Spider-Man", "spider man +spiderman" },
    { "Spider-Man: No Way Home", "spider man +spiderman no way home" },
    { "Marvel's Agents of S.H.I.E.L.D.", "marvel s +marvels agents of s h i e l d +shield" },
    { "Ocean's Eleven", "ocean s +oceans eleven" },
    { "X-Men", "x men +xmen" },
    { "U.S. Marshals", "u s +us marshals" },
    { "R.I.P.D.", "r i p d +ripd" },
    { "AC/DC", "ac dc +acdc" },
    { "M*A*S*H", "m a s h +mash" },
    { "9-1-1", "9 1 1 +911" },
    { "9-1-1: Lone Star", "9 1 1 +911 lone star" },
    { "WALL·E", "wall e +walle" },
    { "WALL•E", "wall e +walle" },
    { "It's a Wonderful Life", "it s +its a wonderful life" },
    { "Don't Look Up", "don t +dont look up" },
    { "Don’t Don‘t Don`t Don´t Don＇t",
      "don t +dont don t +dont don t +dont don t +dont don t +dont" },
    { "L'avventura", "l avventura +lavventura" },
    { "AT&T", "at t +att" },
    { "Face/Off", "face off +faceoff" },
    { "F/X", "f x +fx" },
    { "1+1", "1 1 +11" },
    { "Lucky☆Star", "lucky star +luckystar" },
    { "15‑17 15–17 15-17", "15 17 +1517 15 17 +1517 15 17 +1517" },
    { "20,000 Leagues", "20 000 +20000 leagues" },
    { "2,a", "2 a" },
    { "Action,Drama", "action drama" },
    { "3:10 to Yuma", "3 10 +310 to yuma" },
    { "2:a b:2 2: 3", "2 a b 2 2 3" },
    { "The.Matrix.1999", "the matrix 1999 +thematrix1999" },
    { "O'Brien-Smith's", "o brien +obrien smith s +smiths +obriensmiths" },
    { "Qu'est-ce qu'on", "qu est +quest ce +questce qu on +quon" },
    { "Arc-en-l’Air-x", "arc en l air +lair x +arcenlairx" },
    { "l'd'a-b-c'", "l d a +lda b c +ldabc" },
    { "Сан-Франциско", "сан франциско +санфранциско" },
    { "L’Été", "l ete +lete" },
    { "Памʼять Пам'ять", "пам ять +память пам ять +память" },
    { "Hawaiʻi", "hawai i +hawaii" },
    { "צה״ל צה\"ל", "צה ל +צהל צה ל +צהל" },
    { "יום־טוב", "יום טוב +יוםטוב" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_arabic (void)
{
  static const Example examples[] = {
    { "الكتاب", "الكتاب ~كتاب" },
    { "باب الحارة", "باب الحاره ~حاره" },
    /* Two letters are too few to be a word without its article. */
    { "الله الدم الا ال", "الله الدم الا ال" },
    { "الأب-الكتاب", "الاب الكتاب ~كتاب +الابالكتاب" },
    { "ألف", "الف" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_runs (void)
{
  static const Example examples[] = {
    { "기생충", "=기생충 =생충 =충" },
    { "신과함께2", "<신과함 =과함께 =함께 =께 2" },
    { "BTS 월드", "bts =월드 =드" },
    { "BTS월드", "bts =월드 =드" },
    { "20세기 소녀", "20 =세기 =기 =소녀 =녀" },
    { "ㅂ", "=ᄇ" },
    { "X-파일", "x =파일 =일" },
    { "千と千尋", "<千と千 =と千尋 =千尋 =尋" },
    { "影2", "=影 2" },
    { "2影", "2 =影" },
    { "映 画", "=映 =画" },
    { "映！画", "=映 =画" },
    /* A mark that joins is no end of a run. */
    { "ハリー・ポッ", "<ハリー <リーポ =ーポッ =ポッ =ッ" },
    { "스파이더-맨", "<스파이 <파이더 =이더맨 =더맨 =맨" },
    { "CCTV综合HD", "cctv =综合 =合 hd" },
    { "กู้ภัย", "=กู้ภัย =ภัย =ย" },
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
assert_term (LineupTermReader *reader, const LineupTerm *expected)
{
  LineupTerm term;

  g_assert_true (lineup_term_reader_next (reader, &term));
  g_assert_cmpint (term.kind, ==, expected->kind);
  g_assert_cmpmem (term.text, term.length, expected->text, strlen (expected->text));
  g_assert_cmpuint (term.start, ==, expected->start);
  g_assert_cmpuint (term.end, ==, expected->end);
  g_assert_cmpuint (term.place, ==, expected->place);
  g_assert_cmpuint (term.n_words, ==, expected->n_words);
  g_assert_cmpuint (term.chunk, ==, expected->chunk);
  g_assert_cmpint (term.is_part, ==, expected->is_part);
  g_assert_cmpuint (term.n_letters, ==, expected->n_letters);
  g_assert_cmpint (term.is_last, ==, expected->is_last);
}

/* Kind, text, start, end, place, words, chunk, whether it is a part, letters, whether it is last.
 */
static void
test_places (void)
{
  static const char text[] = "A X-Men: 影法師- 2\xff.b";
  static const LineupTerm terms[] = {
    { LINEUP_TERM_WORD, "a", 0, 0, 1, 0, 1, 0, FALSE, 0, FALSE },
    { LINEUP_TERM_WORD, "x", 0, 2, 3, 1, 1, 1, TRUE, 0, FALSE },
    { LINEUP_TERM_WORD, "men", 0, 4, 7, 2, 1, 1, TRUE, 0, FALSE },
    { LINEUP_TERM_JOINED, "xmen", 0, 2, 7, 1, 2, 1, FALSE, 0, FALSE },
    { LINEUP_TERM_GRAM, "影法師", 0, 9, 12, 3, 1, 2, FALSE, 3, TRUE },
    { LINEUP_TERM_GRAM, "法師", 0, 12, 15, 4, 1, 3, FALSE, 2, TRUE },
    { LINEUP_TERM_GRAM, "師", 0, 15, 18, 5, 1, 4, FALSE, 1, TRUE },
    { LINEUP_TERM_WORD, "2", 0, 20, 21, 6, 1, 5, FALSE, 0, FALSE },
    { LINEUP_TERM_WORD, "b", 0, 23, 24, 7, 1, 6, FALSE, 0, FALSE },
  };
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();
  LineupTerm term;

  for (guint round = 0; round < 2; round++)
    {
      lineup_term_reader_begin (reader, text, strlen (text));
      for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
        assert_term (reader, &terms[i]);
      g_assert_false (lineup_term_reader_next (reader, &term));
      g_assert_false (lineup_term_reader_next (reader, &term));
    }
}

/* Nothing of the text before is left, wherever the reader was in it; no further than the length. */
static void
test_begin (void)
{
  static const char text[] = "a-b-c الكتاب-x 映画映画";
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();
  LineupTerm term;

  for (gsize n = 0; n < 14; n++)
    {
      lineup_term_reader_begin (reader, text, strlen (text));
      for (gsize i = 0; i < n; i++)
        lineup_term_reader_next (reader, &term);
      lineup_term_reader_begin (reader, "x-y-z", 3);
      assert_term (reader, &(LineupTerm){ LINEUP_TERM_WORD, "x", 0, 0, 1, 0, 1, 0, TRUE, 0, 0 });
      assert_term (reader, &(LineupTerm){ LINEUP_TERM_WORD, "y", 0, 2, 3, 1, 1, 0, TRUE, 0, 0 });
      assert_term (reader, &(LineupTerm){ LINEUP_TERM_JOINED, "xy", 0, 0, 3, 0, 2, 0, 0, 0, 0 });
      g_assert_false (lineup_term_reader_next (reader, &term));
    }
  lineup_term_reader_begin (reader, NULL, 0);
  g_assert_false (lineup_term_reader_next (reader, &term));
}

static char *
repeat (const char *text, gsize n)
{
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

/* What would be longer than a word may be is no joined form. */
static void
test_long_chunks (void)
{
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();

  for (gsize n = LINEUP_WORD_MAX_BYTES - 2; n < LINEUP_WORD_MAX_BYTES + 3; n++)
    {
      g_autofree char *letters = repeat ("a.", n);
      g_autofree char *text = g_strconcat (letters, " b", NULL);
      gsize n_joined = 0;
      LineupTerm term = { 0 };

      lineup_term_reader_begin (reader, text, strlen (text));
      while (lineup_term_reader_next (reader, &term))
        n_joined += term.kind == LINEUP_TERM_JOINED;
      g_assert_cmpuint (n_joined, ==, n <= LINEUP_WORD_MAX_BYTES ? 1 : 0);
      g_assert_cmpuint (term.place, ==, n);
      g_assert_cmpuint (term.chunk, ==, 1);
    }
}

/* A run of any length is cut into all of its letters. */
static void
test_long_runs (void)
{
  g_autofree char *text = repeat ("기생충", 100);
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();
  guint n_terms = 0;
  LineupTerm term = { 0 };

  lineup_term_reader_begin (reader, text, strlen (text));
  for (; lineup_term_reader_next (reader, &term); n_terms++)
    {
      g_assert_cmpint (term.kind, ==, LINEUP_TERM_GRAM);
      g_assert_cmpuint (term.place, ==, n_terms);
      g_assert_cmpuint (term.n_letters, ==, MIN (3, 300 - n_terms));
      g_assert_cmpint (term.is_last, ==, n_terms >= 297);
    }
  g_assert_cmpuint (n_terms, ==, 300);
}

/* What the place of a term, and what is before it, say of one another. */
static void
check_text (LineupTermReader *reader, const char *text, gsize length)
{
  LineupTerm before = { 0 };
  LineupTerm term = { 0 };
  guint n_words = 0;

  lineup_term_reader_begin (reader, text, length);
  for (; lineup_term_reader_next (reader, &term); before = term)
    {
      g_assert_cmpuint (term.length, >, 0);
      g_assert_cmpuint (term.length, <=, LINEUP_WORD_MAX_BYTES);
      g_assert_true (g_utf8_validate (term.text, (gssize)term.length, NULL));
      g_assert_cmpuint (term.start, <, term.end);
      g_assert_cmpuint (term.end, <=, length);
      g_assert_cmpuint (term.end, >=, before.end);
      g_assert_cmpuint (term.chunk, <=, term.place);
      g_assert_cmpuint (
          term.place + term.n_words,
          ==,
          term.kind == LINEUP_TERM_JOINED || term.kind == LINEUP_TERM_BARE ? n_words : n_words + 1);
      if (term.kind == LINEUP_TERM_JOINED)
        g_assert_true (term.n_words > 1 && before.is_part && before.chunk == term.chunk);
      if (term.kind == LINEUP_TERM_JOINED && term.is_part)
        g_assert_cmpuint (before.kind, !=, LINEUP_TERM_JOINED);
      if (term.is_part && before.is_part && before.chunk != term.chunk)
        g_assert_cmpuint (term.chunk, ==, before.chunk + 1);
      if (term.kind == LINEUP_TERM_GRAM)
        g_assert_true (term.is_last || term.n_letters == LINEUP_GRAM_MAX_LETTERS);
      n_words = term.place + term.n_words;
    }
}

static void
test_random (void)
{
  static const char *const pieces[] = { "a",  "b", "É", "映", "画", "기", "ᅡ", "ᆨ",   "그",
                                        "그", "-", "'", "’",  "・", " ",  " ",  "\xff", "ال",
                                        "م",  "1", ",", ":",  "ก",  "้",   "½",  "*",    "\u200d" };
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();

  for (guint i = 0; i < N_RANDOM_TEXTS; i++)
    {
      const gint32 n_pieces = g_test_rand_int_range (0, 40);
      g_autoptr (GString) text = g_string_new (NULL);

      for (gint32 j = 0; j < n_pieces; j++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      check_text (reader, text->str, text->len);
    }
}

/* The words are those of the word reader, where there is no Hangul. */
static void
test_same_words (void)
{
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();
  g_autoptr (LineupWordReader) words = lineup_word_reader_new ();

  for (guint i = 0; i < N_RANDOM_TEXTS; i++)
    {
      char text[200];
      gsize length = 0;
      LineupTerm term;
      LineupWord word;

      while (length + 4 <= sizeof text)
        length += (gsize)g_unichar_to_utf8 ((gunichar)g_test_rand_int_range (1, 0x1100) >> (i % 6),
                                            text + length);
      lineup_term_reader_begin (reader, text, length);
      lineup_word_reader_begin (words, text, length);
      while (lineup_term_reader_next (reader, &term))
        {
          if (term.kind == LINEUP_TERM_JOINED || term.kind == LINEUP_TERM_BARE)
            continue;
          g_assert_true (lineup_word_reader_next (words, &word));
          g_assert_cmpuint (term.start, ==, word.start);
          g_assert_cmpuint (term.end, ==, word.end);
          g_assert_cmpuint (term.length, >=, word.length);
          g_assert_cmpmem (term.text, word.length, word.text, word.length);
        }
      g_assert_false (lineup_word_reader_next (words, &word));
    }
}

/* Returns how many seconds of CPU some text takes. */
static double
measure (LineupTermReader *terms, LineupWordReader *words, const char *text)
{
  const gsize length = strlen (text);
  const clock_t start = clock ();
  LineupTerm term;
  LineupWord word;

  for (gsize n_bytes = 0; n_bytes < 10 * 1000 * 1000; n_bytes += length)
    {
      if (terms != NULL)
        {
          lineup_term_reader_begin (terms, text, length);
          while (lineup_term_reader_next (terms, &term))
            ;
          continue;
        }
      lineup_word_reader_begin (words, text, length);
      while (lineup_word_reader_next (words, &word))
        ;
    }
  return (double)(clock () - start) / CLOCKS_PER_SEC;
}

/* With `-m perf`: how quick it is, beside the reader that it is built on. */
static void
test_speed (void)
{
  static const Example texts[] = {
    { "ASCII", "A young man, who has lost everything, returns to the town of his birth in 1984. " },
    { "marks",
      "It's the well-known U.S. drama: a man's long-lost step-sister doesn't come home. " },
    { "French", "Un été à Genève, où l’on découvre qu’une héroïne française s’est échappée. " },
    { "Russian", "Молодой человек, потерявший всё, возвращается в город своего детства. " },
    { "Arabic", "شاب فقد كل شيء يعود إلى المدينة التي وُلِدَ فيها، فيجد أن كل شيء قد تغيّر. " },
    { "Japanese", "すべてを失った青年が、生まれ故郷の町に戻ってくる。ドラマ映画。 " },
    { "Korean", "모든 것을 잃은 청년이 자신이 태어난 마을로 돌아온다. 한국 영화. " },
  };
  g_autoptr (LineupTermReader) terms = lineup_term_reader_new ();
  g_autoptr (LineupWordReader) words = lineup_word_reader_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = repeat (texts[i].expected, 10);
      double of_words = G_MAXDOUBLE;
      double of_terms = G_MAXDOUBLE;

      /* The least of some, as others use the machine, too. */
      for (guint round = 0; round < 9; round++)
        {
          of_words = MIN (of_words, measure (NULL, words, text));
          of_terms = MIN (of_terms, measure (terms, NULL, text));
        }
      g_test_minimized_result (
          of_terms / of_words, "%-8s %.2f times as long", texts[i].text, of_terms / of_words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/term-reader/words", test_words);
  g_test_add_func ("/term-reader/joined", test_joined);
  g_test_add_func ("/term-reader/arabic", test_arabic);
  g_test_add_func ("/term-reader/runs", test_runs);
  g_test_add_func ("/term-reader/places", test_places);
  g_test_add_func ("/term-reader/begin", test_begin);
  g_test_add_func ("/term-reader/long-chunks", test_long_chunks);
  g_test_add_func ("/term-reader/long-runs", test_long_runs);
  g_test_add_func ("/term-reader/random", test_random);
  g_test_add_func ("/term-reader/same-words", test_same_words);
  if (g_test_perf ())
    g_test_add_func ("/term-reader/speed", test_speed);
  return g_test_run ();
}
