/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-term-reader.h"

#include <string.h>

/* What is between two words that follow one another. */
typedef enum
{
  LINK_NONE,
  LINK_MARK,    /* a single mark that joins */
  LINK_NOTHING, /* not a byte */
} Link;

/* Letters of a run that are kept before they are moved to the beginning again. */
#define MAX_LETTERS 32

typedef struct
{
  gsize offset; /* in what is kept of the run */
  gsize start;  /* in the text */
  gsize end;
} Letter;

struct _LineupTermReader
{
  LineupWordReader *words; /* (owned) */
  const char *text;        /* (unowned) (nullable) */
  gsize length;

  /* The word that is next, if it has been read already. */
  LineupWord word;
  gboolean has_word;
  gsize previous_end; /* of the word before that */
  gboolean is_idle;   /* nothing is kept but what comes next in the text */

  guint place;
  guint chunk;

  /* The chunk that is open: it has several words, and may have more. */
  guint n_parts;
  gsize chunk_start;
  gsize joined_length; /* more than fits if it does not fit */
  char joined[LINEUP_WORD_MAX_BYTES];

  /* Its last words, which apostrophes join. */
  guint n_elided;
  gsize elided_start;  /* in the text */
  gsize elided_offset; /* in @joined */

  LineupTerm bare; /* comes next, if it has text */

  /* A run's letters, of which those before the first have been told of. */
  Letter letters[MAX_LETTERS];
  guint first;
  guint n_letters; /* from the first */
  gsize run_end;
  char run[MAX_LETTERS * LINEUP_WORD_MAX_BYTES];

  guchar may_join[256]; /* whether a mark that joins begins with a byte */
};

LineupTermReader *
lineup_term_reader_new (void)
{
  static const char marks[] = "'\"`-./*&+,:";
  LineupTermReader *self = g_new0 (LineupTermReader, 1);

  self->words = lineup_word_reader_new_cutting_hangul ();
  for (const char *mark = marks; *mark != '\0'; mark++)
    self->may_join[(guchar)*mark] = TRUE;
  memset (self->may_join + 0x80, TRUE, 0x80);
  return self;
}

void
lineup_term_reader_free (LineupTermReader *self)
{
  lineup_word_reader_free (self->words);
  g_free (self);
}

void
lineup_term_reader_begin (LineupTermReader *self, const char *text, gsize length)
{
  lineup_word_reader_begin (self->words, text, length);
  self->text = text;
  self->length = length;
  self->has_word = FALSE;
  self->previous_end = 0;
  self->is_idle = TRUE;
  self->place = 0;
  self->chunk = 0;
  self->n_parts = 0;
  self->bare.text = NULL;
  self->n_letters = 0;
}

/* Marks for letters that are left out. */
static gboolean
is_apostrophe (gunichar mark)
{
  switch (mark)
    {
    case '\'':
    case '`':
    case 0x00b4: /* acute accent */
    case 0x02b9: /* letters that are apostrophes */
    case 0x02ba:
    case 0x02bb:
    case 0x02bc:
    case 0x02bd:
    case 0x02be:
    case 0x02bf:
    case 0x02c8:
    case 0x2018: /* quotation marks */
    case 0x2019:
    case 0x201b:
    case 0x2032: /* prime */
    case 0xff07:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Marks that are written within a word, or in place of nothing between two. */
static gboolean
is_joining (gunichar mark)
{
  switch (mark)
    {
    case 0x05be: /* Hebrew's hyphen, and what it writes in acronyms */
    case 0x05f3:
    case 0x05f4:
      return TRUE;

    case 0x2010: /* hyphens, and dashes as long as a hyphen or a digit */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
    case 0x30a0:
    case 0xfe63:
    case 0xff0d:
      return TRUE;

    case 0x00b7: /* dots in the middle, as in "WALL·E" */
    case 0x2022:
    case 0x2027:
    case 0x2219:
    case 0x22c5:
    case 0x30fb:
    case 0xff0e:
    case 0xff65:
      return TRUE;

    case 0x2044: /* a fraction's slash */
    case 0x2605: /* stars, as in "Lucky☆Star" */
    case 0x2606:
    case 0xff06: /* the wide forms of what ASCII has */
    case 0xff0a:
    case 0xff0b:
    case 0xff0f:
      return TRUE;

    default:
      return FALSE;
    }
}

/* What is between the last word and the next one, which are not far from one another. */
static Link
get_link (const LineupTermReader *self)
{
  const char *at = self->text + self->previous_end;
  const gsize n_bytes = self->word.start - self->previous_end;
  gunichar mark;

  /* A character that is two words, as a fraction, is not parted. */
  if (self->word.start < self->previous_end)
    return LINK_NONE;
  if (n_bytes == 0)
    return LINK_NOTHING;
  if (n_bytes > 3 || !self->may_join[(guchar)*at])
    return LINK_NONE;
  /* A comma only in a number, and a colon in a time of day. */
  if (*at == ',' || *at == ':')
    return n_bytes == 1 && g_ascii_isdigit (at[-1]) && g_ascii_isdigit (at[1]) ? LINK_MARK
                                                                               : LINK_NONE;
  if ((guchar)*at < 0x80)
    return n_bytes == 1 ? LINK_MARK : LINK_NONE;
  mark = g_utf8_get_char_validated (at, (gssize)n_bytes);
  return (is_joining (mark) || is_apostrophe (mark)) && g_utf8_next_char (at) == at + n_bytes
             ? LINK_MARK
             : LINK_NONE;
}

/* Has the next word read, if it was not yet. Returns whether there is one. */
static gboolean
peek_word (LineupTermReader *self)
{
  if (!self->has_word)
    self->has_word = lineup_word_reader_next (self->words, &self->word);
  return self->has_word;
}

/* Whether a mark may join what is around it. Most are at the end of something, before a blank. */
static gboolean
may_join (const LineupTermReader *self, gsize position)
{
  if (position + 1 >= self->length)
    return FALSE;
  return self->may_join[(guchar)self->text[position]]
         & ((guchar)self->text[position + 1] > (guchar)' ');
}

/* Whether the next word goes on with the last one's chunk. */
static gboolean
chunk_goes_on (LineupTermReader *self)
{
  return may_join (self, self->previous_end) && peek_word (self) && !self->word.is_letter
         && get_link (self) == LINK_MARK;
}

/* Whether the next word goes on with a run. */
static gboolean
run_goes_on (LineupTermReader *self)
{
  return peek_word (self) && self->word.is_letter && get_link (self) != LINK_NONE;
}

/* Arabic writes its article together with the word. Shorter words that begin so are others. */
static void
read_bare (LineupTermReader *self, const LineupTerm *word)
{
  static const char article[] = "\u0627\u0644";
  const gsize length = sizeof article - 1;

  if (word->length <= length || memcmp (word->text, article, length) != 0
      || g_utf8_strlen (word->text + length, (gssize)(word->length - length)) < 3)
    return;
  self->bare = *word;
  self->bare.kind = LINEUP_TERM_BARE;
  self->bare.text += length;
  self->bare.length -= length;
}

static void
append_part (LineupTermReader *self, const char *text, gsize length)
{
  if (self->joined_length + length <= sizeof self->joined)
    memcpy (self->joined + self->joined_length, text, length);
  self->joined_length += length;
  self->n_parts++;
  self->n_elided++;
}

/* The next word is here, and may be the first of a chunk of several. It is kept while the one after
 * is read to where it was. */
static void
open_chunk (LineupTermReader *self, LineupTerm *term)
{
  self->joined_length = 0;
  self->chunk_start = term->start;
  self->n_elided = 0;
  self->elided_start = term->start;
  self->elided_offset = 0;
  append_part (self, term->text, term->length);
  term->text = self->joined;
  if (!chunk_goes_on (self))
    self->n_parts = 0;
}

/* The next word, which is here, is the term. It counts. */
static void
fill_word (LineupTermReader *self, LineupTerm *term)
{
  term->kind = LINEUP_TERM_WORD;
  term->text = self->word.text;
  term->length = self->word.length;
  term->start = self->word.start;
  term->end = self->word.end;
  term->place = self->place++;
  term->n_words = 1;
  term->chunk = self->chunk;
  term->is_part = FALSE;
  term->n_letters = 0;
  term->is_last = FALSE;
  self->previous_end = term->end;
}

/* The next word is here, and is no letter. */
static void
take_word (LineupTermReader *self, LineupTerm *term)
{
  self->has_word = FALSE;
  fill_word (self, term);
  if (self->n_parts > 0)
    {
      if (self->n_elided == 0)
        self->elided_start = term->start;
      append_part (self, term->text, term->length);
    }
  else if (may_join (self, term->end))
    open_chunk (self, term);
  term->is_part = self->n_parts > 0;
  if (!term->is_part)
    self->chunk++;
  read_bare (self, term);
}

/* Words that apostrophes join are typed as one, also where other marks join that to more:
 * "Qu'est-ce" is "quest ce". Returns whether there are such. */
static gboolean
end_elided (LineupTermReader *self, LineupTerm *term)
{
  const gboolean goes_on = chunk_goes_on (self);
  const guint n_parts = self->n_elided;
  const gsize offset = self->elided_offset;

  if (goes_on && is_apostrophe (g_utf8_get_char (self->text + self->previous_end)))
    return FALSE;
  self->n_elided = 0;
  self->elided_offset = self->joined_length;
  if (n_parts < 2 || (n_parts == self->n_parts && !goes_on)
      || self->joined_length > sizeof self->joined)
    return FALSE;

  *term = (LineupTerm){
    .kind = LINEUP_TERM_JOINED,
    .text = self->joined + offset,
    .length = self->joined_length - offset,
    .start = self->elided_start,
    .end = self->previous_end,
    .place = self->place - n_parts,
    .n_words = n_parts,
    .chunk = self->chunk,
    .is_part = TRUE,
  };
  return TRUE;
}

/* Returns whether the chunk has a joined form. */
static gboolean
end_chunk (LineupTermReader *self, LineupTerm *term)
{
  const guint n_parts = self->n_parts;

  self->n_parts = 0;
  self->chunk++;
  if (self->joined_length > sizeof self->joined)
    return FALSE;

  *term = (LineupTerm){
    .kind = LINEUP_TERM_JOINED,
    .text = self->joined,
    .length = self->joined_length,
    .start = self->chunk_start,
    .end = self->previous_end,
    .place = self->place - n_parts,
    .n_words = n_parts,
    .chunk = self->chunk - 1,
  };
  return TRUE;
}

/* What has been told of is no longer kept. */
static void
move_letters (LineupTermReader *self)
{
  const gsize offset = self->letters[self->first].offset;

  self->run_end -= offset;
  memmove (self->run, self->run + offset, self->run_end);
  for (guint i = 0; i < self->n_letters; i++)
    {
      self->letters[i] = self->letters[self->first + i];
      self->letters[i].offset -= offset;
    }
  self->first = 0;
}

static void
begin_run (LineupTermReader *self)
{
  self->first = 0;
  self->run_end = 0;
}

/* The next word is here, and is a letter. */
static void
take_letter (LineupTermReader *self)
{
  Letter *letter = &self->letters[self->first + self->n_letters++];

  letter->offset = self->run_end;
  letter->start = self->word.start;
  letter->end = self->word.end;
  memcpy (self->run + self->run_end, self->word.text, self->word.length);
  self->run_end += self->word.length;
  self->previous_end = self->word.end;
  self->has_word = FALSE;
}

/* There is a letter, at which the gram is. */
static void
take_gram (LineupTermReader *self, LineupTerm *term)
{
  const Letter *letter;

  if (self->first + LINEUP_GRAM_MAX_LETTERS > MAX_LETTERS)
    move_letters (self);
  while (self->n_letters < LINEUP_GRAM_MAX_LETTERS && run_goes_on (self))
    take_letter (self);

  letter = &self->letters[self->first];
  term->kind = LINEUP_TERM_GRAM;
  term->text = self->run + letter->offset;
  term->length = lineup_word_reader_cut (
      term->text, self->run_end - letter->offset, LINEUP_WORD_MAX_BYTES);
  term->start = letter->start;
  term->end = letter->end;
  term->place = self->place++;
  term->n_words = 1;
  term->chunk = self->chunk++;
  term->is_part = FALSE;
  term->n_letters = self->n_letters;
  term->is_last = self->n_letters < LINEUP_GRAM_MAX_LETTERS || !run_goes_on (self);
  self->first++;
  self->n_letters--;
}

static gboolean
next_of_any_kind (LineupTermReader *self, LineupTerm *term)
{
  if (self->bare.text != NULL)
    {
      *term = self->bare;
      self->bare.text = NULL;
      return TRUE;
    }
  if (self->n_parts > 0 && end_elided (self, term))
    return TRUE;
  if (self->n_parts > 0 && !chunk_goes_on (self) && end_chunk (self, term))
    return TRUE;
  if (self->n_letters == 0)
    {
      if (!peek_word (self))
        return FALSE;
      if (!self->word.is_letter)
        {
          take_word (self, term);
          return TRUE;
        }
      begin_run (self);
      take_letter (self);
    }
  take_gram (self, term);
  return TRUE;
}

static G_GNUC_NO_INLINE gboolean
next_slowly (LineupTermReader *self, LineupTerm *term)
{
  const gboolean found = next_of_any_kind (self, term);

  self->is_idle = !self->has_word && self->bare.text == NULL && self->n_parts == 0
                  && self->n_letters == 0;
  return found;
}

/* Nearly all of what there is in Latin letters are words that nothing more is to be known of. */
gboolean
lineup_term_reader_next (LineupTermReader *self, LineupTerm *term)
{
  if (!self->is_idle)
    return next_slowly (self, term);
  if (!lineup_word_reader_next (self->words, &self->word))
    return FALSE;
  if (self->word.is_letter || (guchar)self->word.text[0] >= 0x80 || may_join (self, self->word.end))
    {
      self->has_word = TRUE;
      return next_slowly (self, term);
    }
  fill_word (self, term);
  self->chunk++;
  return TRUE;
}
