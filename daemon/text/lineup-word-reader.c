/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-word-reader.h"

#include "lineup-fold.h"

#include <string.h>

/* Characters that are remembered: the alphabets of a text fit, and all of them into a processor's
 * fastest cache. */
#define N_REMEMBERED 1024

typedef enum
{
  BETWEEN_WORDS,
  IN_WORD,
  IN_LETTER, /* that is a word of its own, but for marks */
} State;

typedef struct
{
  gunichar character; /* 0 if the place is free: NUL is never asked for */
  LineupFold fold;
} Remembered;

struct _LineupWordReader
{
  const char *text; /* (unowned) (nullable) */
  gsize length;
  gsize position;

  /* What is left of the character before the position. */
  const LineupFold *parts; /* (unowned): in one of the arrays below */
  gsize n_parts;
  gsize character_start;

  State state;
  gsize start;
  gsize end;
  gsize n_bytes;
  gsize max_bytes;
  char word[LINEUP_WORD_MAX_BYTES + LINEUP_FOLD_MAX_BYTES];

  gboolean cuts_hangul;
  char ascii[256]; /* what a letter or digit is folded to, else 0 */
  LineupFold several[LINEUP_FOLD_MAX_PARTS];
  Remembered remembered[N_REMEMBERED];
};

LineupWordReader *
lineup_word_reader_new (void)
{
  LineupWordReader *self = g_new0 (LineupWordReader, 1);

  for (guint byte = 0; byte < 0x80; byte++)
    {
      if (g_ascii_isalnum ((char)byte))
        self->ascii[byte] = g_ascii_tolower ((char)byte);
    }
  return self;
}

LineupWordReader *
lineup_word_reader_new_cutting_hangul (void)
{
  LineupWordReader *self = lineup_word_reader_new ();

  self->cuts_hangul = TRUE;
  return self;
}

void
lineup_word_reader_free (LineupWordReader *self)
{
  g_free (self);
}

void
lineup_word_reader_begin (LineupWordReader *self, const char *text, gsize length)
{
  self->text = text;
  self->length = length;
  self->position = 0;
  self->n_parts = 0;
}

static guchar
get_byte (const LineupWordReader *self, gsize position)
{
  return (guchar)self->text[position];
}

gsize
lineup_word_reader_cut (const char *text, gsize length, gsize room)
{
  if (length <= room)
    return length;
  while (room > 0 && ((guchar)text[room] & 0xc0) == 0x80)
    room--;
  return room;
}

static void
begin_word (LineupWordReader *self, State state, gsize start)
{
  self->state = state;
  self->start = start;
}

/* The next character is ASCII. Takes all that are. Returns whether the word may go on. */
static gboolean
take_ascii (LineupWordReader *self)
{
  gsize position = self->position;
  gsize n_bytes = self->n_bytes;
  char folded = '\0';

  if (self->state == IN_LETTER)
    return FALSE;
  if (self->state == BETWEEN_WORDS)
    {
      while (position < self->length && get_byte (self, position) < 0x80
             && self->ascii[get_byte (self, position)] == '\0')
        position++;
      self->position = position;
      if (position == self->length || get_byte (self, position) >= 0x80)
        return TRUE;
      begin_word (self, IN_WORD, position);
    }

  for (; position < self->length; position++)
    {
      folded = self->ascii[get_byte (self, position)];
      if (folded == '\0')
        break;
      /* Whatever does not fit is written to the same place, which does not count. */
      self->word[n_bytes] = folded;
      n_bytes += n_bytes < self->max_bytes;
    }
  if (position > self->position)
    self->end = position;
  self->n_bytes = n_bytes;
  self->position = position;
  return position < self->length && get_byte (self, position) >= 0x80;
}

static const LineupFold *
remember (LineupWordReader *self, gunichar character)
{
  Remembered *remembered = &self->remembered[character % N_REMEMBERED];
  gsize n_parts;

  if (remembered->character == character)
    return &remembered->fold;

  n_parts = lineup_fold_character (character, self->several);
  remembered->character = character;
  if (n_parts == 1)
    remembered->fold = self->several[0];
  else
    remembered->fold = (LineupFold){
      .kind = n_parts == 0 ? LINEUP_FOLD_NOTHING : LINEUP_FOLD_SEVERAL,
    };
  return &remembered->fold;
}

/* The next character is not ASCII. */
static void
load_character (LineupWordReader *self)
{
  static const LineupFold gap = { .kind = LINEUP_FOLD_GAP };
  const char *at = self->text + self->position;
  const gunichar character = g_utf8_get_char_validated (at,
                                                        (gssize)(self->length - self->position));

  self->character_start = self->position;
  self->n_parts = 1;
  /* -1 and -2 stand for what is invalid. */
  if (character > G_MAXINT32)
    {
      self->parts = &gap;
      self->position++;
      return;
    }

  self->position += (gsize)(g_utf8_next_char (at) - at);
  self->parts = remember (self, character);
  if (self->parts->kind == LINEUP_FOLD_SEVERAL)
    {
      self->parts = self->several;
      self->n_parts = lineup_fold_character (character, self->several);
    }
}

static void
append (LineupWordReader *self, const LineupFold *part)
{
  const gsize room = self->max_bytes - self->n_bytes;

  /* All of it, as that is quicker than what counts. */
  memcpy (self->word + self->n_bytes, part->bytes, LINEUP_FOLD_MAX_BYTES);
  if (part->n_bytes > room)
    self->max_bytes = self->n_bytes + lineup_word_reader_cut (part->bytes, part->n_bytes, room);
  self->n_bytes = MIN (self->n_bytes + part->n_bytes, self->max_bytes);
}

/* A vowel or a final consonant does not begin a syllable but where there is none before it. */
static gboolean
begins_syllable (const LineupFold *hangul)
{
  const gunichar jamo = g_utf8_get_char (hangul->bytes);

  return jamo < 0x1160 || (jamo >= 0xa960 && jamo <= 0xa97c);
}

static gboolean
take_hangul (LineupWordReader *self, const LineupFold *part)
{
  if (self->state == IN_WORD || (self->state == IN_LETTER && begins_syllable (part)))
    return FALSE;
  if (self->state == BETWEEN_WORDS)
    begin_word (self, IN_LETTER, self->character_start);
  append (self, part);
  return TRUE;
}

static gboolean
take_letters (LineupWordReader *self, const LineupFold *part)
{
  if (self->state == IN_LETTER)
    return FALSE;
  if (self->state == BETWEEN_WORDS)
    begin_word (self, IN_WORD, self->character_start);
  append (self, part);
  return TRUE;
}

/* Returns whether the part was taken; if not, the word ends before it. */
static gboolean
take_part (LineupWordReader *self, const LineupFold *part)
{
  switch ((LineupFoldKind)part->kind)
    {
    case LINEUP_FOLD_NOTHING:
      break;
    case LINEUP_FOLD_GAP:
      return self->state == BETWEEN_WORDS;
    case LINEUP_FOLD_LETTERS:
      if (!take_letters (self, part))
        return FALSE;
      break;
    case LINEUP_FOLD_HANGUL:
      if (!(self->cuts_hangul ? take_hangul (self, part) : take_letters (self, part)))
        return FALSE;
      break;
    case LINEUP_FOLD_MARKS:
      if (self->state != BETWEEN_WORDS)
        append (self, part);
      break;
    case LINEUP_FOLD_ALONE:
      if (self->state != BETWEEN_WORDS)
        return FALSE;
      begin_word (self, IN_LETTER, self->character_start);
      append (self, part);
      break;
    case LINEUP_FOLD_SEVERAL:
    default:
      g_assert_not_reached ();
    }
  self->end = self->position;
  return TRUE;
}

gboolean
lineup_word_reader_next (LineupWordReader *self, LineupWord *word)
{
  gboolean goes_on = TRUE;

  self->state = BETWEEN_WORDS;
  self->n_bytes = 0;
  self->max_bytes = LINEUP_WORD_MAX_BYTES;
  while (goes_on && (self->n_parts > 0 || self->position < self->length))
    {
      if (self->n_parts == 0 && get_byte (self, self->position) < 0x80)
        {
          goes_on = take_ascii (self);
          continue;
        }
      if (self->n_parts == 0)
        load_character (self);
      goes_on = take_part (self, self->parts);
      if (goes_on)
        {
          self->parts++;
          self->n_parts--;
        }
    }
  if (self->state == BETWEEN_WORDS)
    return FALSE;

  *word = (LineupWord){
    .text = self->word,
    .length = self->n_bytes,
    .start = self->start,
    .end = self->end,
    .is_letter = self->state == IN_LETTER,
  };
  return TRUE;
}

void
lineup_word_reader_make_key (LineupWordReader *self, const char *text, gsize length, GString *key)
{
  LineupWord word;

  g_string_truncate (key, 0);
  lineup_word_reader_begin (self, text, length);
  while (key->len < LINEUP_NAME_KEY_MAX_BYTES && lineup_word_reader_next (self, &word))
    {
      const gsize gap = key->len > 0 ? 1 : 0;
      const gsize room = LINEUP_NAME_KEY_MAX_BYTES - key->len - gap;
      const gsize fitting = lineup_word_reader_cut (word.text, word.length, room);

      if (fitting > 0)
        g_string_append_len (g_string_append (key, gap > 0 ? " " : ""), word.text, (gssize)fitting);
      if (fitting < word.length)
        break;
    }
  lineup_word_reader_begin (self, NULL, 0);
}
