/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-plots.h"

/* Where plots begin and end is a word, too: the first. */
#define EDGE 0

typedef struct
{
  char *text;        /* (owned) */
  GArray *followers; /* (owned) (element-type guint): each as often as it was seen */
} Word;

struct _LineupFakePlots
{
  GPtrArray *words;    /* (owned) (element-type Word) */
  GHashTable *numbers; /* (owned) (element-type utf8 guint), the texts are the words' */
};

static void
word_free (gpointer data)
{
  Word *word = data;

  g_array_unref (word->followers);
  g_free (word->text);
  g_free (word);
}

static guint
find_word (LineupFakePlots *self, const char *text)
{
  gpointer number = NULL;
  Word *word = NULL;

  if (g_hash_table_lookup_extended (self->numbers, text, NULL, &number))
    return GPOINTER_TO_UINT (number);
  word = g_new0 (Word, 1);
  word->text = g_strdup (text);
  word->followers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_insert (self->numbers, word->text, GUINT_TO_POINTER (self->words->len));
  g_ptr_array_add (self->words, word);
  return self->words->len - 1;
}

LineupFakePlots *
lineup_fake_plots_new (void)
{
  LineupFakePlots *self = g_new0 (LineupFakePlots, 1);

  self->words = g_ptr_array_new_with_free_func (word_free);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  find_word (self, "");
  return self;
}

void
lineup_fake_plots_free (LineupFakePlots *self)
{
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->words);
  g_free (self);
}

static void
learn_pair (LineupFakePlots *self, guint first, guint second)
{
  const Word *word = g_ptr_array_index (self->words, first);

  g_array_append_val (word->followers, second);
}

void
lineup_fake_plots_learn (LineupFakePlots *self, const char *plot)
{
  g_auto (GStrv) texts = g_strsplit (plot, " ", -1);
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
lineup_fake_plots_add (LineupFakePlots *self, LineupRandom *random, gsize length, GString *plot)
{
  const Word *word = g_ptr_array_index (self->words, EDGE);

  while (plot->len < length && word->followers->len > 0)
    {
      const guint chosen = lineup_random_below (random, word->followers->len);

      word = g_ptr_array_index (self->words, g_array_index (word->followers, guint, chosen));
      if (word->text[0] == '\0')
        continue;
      if (plot->len > 0)
        g_string_append_c (plot, ' ');
      g_string_append (plot, word->text);
    }
}
