/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-near-word.h"

#include <string.h>

/* What is left of a word. */
typedef struct
{
  const char *text;
  gsize length;
} Rest;

static gboolean
is_character_start (char byte)
{
  return ((guchar)byte & 0xc0) != 0x80;
}

static gsize
get_character (Rest rest)
{
  gsize n = rest.length > 0;

  while (n < rest.length && !is_character_start (rest.text[n]))
    n++;
  return n;
}

static Rest
skip (Rest rest, gsize n_bytes)
{
  return (Rest){ rest.text + n_bytes, rest.length - n_bytes };
}

static gboolean
fits (Rest word, Rest other, gboolean is_beginning)
{
  return (is_beginning ? word.length <= other.length : word.length == other.length)
         && memcmp (word.text, other.text, word.length) == 0;
}

/* Goes behind what both have in common, which ends with a character. */
static void
skip_common (Rest *word, Rest *other)
{
  const gsize length = MIN (word->length, other->length);
  gsize n = 0;

  while (n < length && word->text[n] == other->text[n])
    n++;
  while (n > 0
         && ((n < word->length && !is_character_start (word->text[n]))
             || (n < other->length && !is_character_start (other->text[n]))))
    n--;
  *word = skip (*word, n);
  *other = skip (*other, n);
}

/* Whether the first two characters have changed places, and all else fits. */
static gboolean
is_swapped (Rest word, Rest other, gboolean is_beginning)
{
  const gsize first = get_character (word);
  const gsize second = get_character (skip (word, first));
  const gsize n = first + second;

  return second > 0 && other.length >= n && memcmp (word.text, other.text + second, first) == 0
         && memcmp (word.text + first, other.text, second) == 0
         && fits (skip (word, n), skip (other, n), is_beginning);
}

gboolean
lineup_near_word_is (
    const char *word, gsize n_word, const char *other, gsize n_other, gboolean is_beginning)
{
  Rest rest = { word, n_word };
  Rest other_rest = { other, n_other };
  gsize character = 0;
  gsize other_character = 0;

  skip_common (&rest, &other_rest);
  if (fits (rest, other_rest, is_beginning))
    return TRUE;
  character = get_character (rest);
  other_character = get_character (other_rest);
  return fits (skip (rest, character), skip (other_rest, other_character), is_beginning)
         || fits (skip (rest, character), other_rest, is_beginning)
         || fits (rest, skip (other_rest, other_character), is_beginning)
         || is_swapped (rest, other_rest, is_beginning);
}
