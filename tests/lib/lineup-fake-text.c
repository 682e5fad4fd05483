/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-text.h"

#include <string.h>

/* Where texts begin and end is a word, too: the first. */
#define EDGE 0

/* Words whose beginnings, and whose ends, new ones are made of: 360 times 360 of a million titles
 * is as many as there would be, as far as one can tell from 50,000 titles. */
#define N_PARTS 360

/* Letters that such a word has at least. */
#define LONG 6

typedef struct
{
  char *text;        /* (owned) */
  GArray *followers; /* (owned) (element-type guint): each as often as it was seen */
} Word;

struct _LineupFakeText
{
  GPtrArray *words;    /* (owned) (element-type Word) */
  GHashTable *numbers; /* (owned) (element-type utf8 guint), the texts are the words' */
  GArray *plain;       /* (owned) (element-type guint): long ones of ASCII letters alone */
};

static void
word_free (gpointer data)
{
  Word *word = data;

  g_array_unref (word->followers);
  g_free (word->text);
  g_free (word);
}

static gboolean
is_plain (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalpha (text[length]))
    length++;
  return text[length] == '\0' && length >= LONG;
}

static guint
find_word (LineupFakeText *self, const char *text)
{
  gpointer found = NULL;
  Word *word = NULL;
  guint number = 0;

  if (g_hash_table_lookup_extended (self->numbers, text, NULL, &found))
    return GPOINTER_TO_UINT (found);
  word = g_new0 (Word, 1);
  word->text = g_strdup (text);
  word->followers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_insert (self->numbers, word->text, GUINT_TO_POINTER (self->words->len));
  g_ptr_array_add (self->words, word);
  number = self->words->len - 1;
  if (is_plain (text))
    g_array_append_val (self->plain, number);
  return number;
}

LineupFakeText *
lineup_fake_text_new (void)
{
  LineupFakeText *self = g_new0 (LineupFakeText, 1);

  self->words = g_ptr_array_new_with_free_func (word_free);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->plain = g_array_new (FALSE, FALSE, sizeof (guint));
  find_word (self, "");
  return self;
}

void
lineup_fake_text_free (LineupFakeText *self)
{
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->words);
  g_array_unref (self->plain);
  g_free (self);
}

static void
learn_pair (LineupFakeText *self, guint first, guint second)
{
  const Word *word = g_ptr_array_index (self->words, first);

  g_array_append_val (word->followers, second);
}

void
lineup_fake_text_learn (LineupFakeText *self, const char *real)
{
  g_auto (GStrv) texts = g_strsplit (real, " ", -1);
  guint last = EDGE;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      const guint next = find_word (self, texts[i]);

      if (next == EDGE)
        continue;
      learn_pair (self, last, next);
      last = next;
    }
  if (last != EDGE)
    learn_pair (self, last, EDGE);
}

void
lineup_fake_text_add (LineupFakeText *self, LineupRandom *random, gsize length, GString *text)
{
  const Word *word = g_ptr_array_index (self->words, EDGE);

  while (text->len < length && word->followers->len > 0)
    {
      const guint chosen = lineup_random_below (random, word->followers->len);

      word = g_ptr_array_index (self->words, g_array_index (word->followers, guint, chosen));
      if (word->text[0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, word->text);
    }
}

static const char *
get_part (LineupFakeText *self, guint64 number)
{
  const guint place = (guint)(number % N_PARTS * self->plain->len / N_PARTS);
  const Word *word = g_ptr_array_index (self->words, g_array_index (self->plain, guint, place));

  return word->text;
}

void
lineup_fake_text_add_new_word (LineupFakeText *self, guint64 number, GString *text)
{
  const char *head = NULL;
  const char *tail = NULL;

  if (self->plain->len == 0)
    return;
  head = get_part (self, number);
  tail = get_part (self, number / N_PARTS);
  g_string_append_printf (
      text, " %.*s%s", (int)strlen (head) / 2 + 1, head, tail + strlen (tail) / 2);
}
