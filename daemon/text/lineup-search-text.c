/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search-text.h"

#include "lineup-word-reader.h"

#include <string.h>

/* Words, far more than any title has. */
#define MAX_WORDS 64

LineupSearchText *
lineup_search_text_new (const char *text)
{
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  g_autoptr (LineupSearchText) self = NULL;
  g_autoptr (GString) others = g_string_new (NULL);
  g_autoptr (GString) last = g_string_new (NULL);
  g_autoptr (GString) name = g_string_new (NULL);
  LineupWord word;

  /* Quoted, as FTS5 wants them. No word has a quotation mark in it. */
  lineup_word_reader_begin (reader, text, strlen (text));
  for (guint i = 0; i < MAX_WORDS && lineup_word_reader_next (reader, &word); i++)
    {
      if (i > 0)
        g_string_append_printf (others, "\"%s\" AND ", last->str);
      g_string_truncate (last, 0);
      g_string_append_len (last, word.text, (gssize)word.length);
    }
  if (last->len == 0)
    return NULL;

  lineup_word_reader_make_key (reader, text, strlen (text), name);
  self = g_new0 (LineupSearchText, 1);
  self->name = g_strdup (name->str);
  self->whole = g_strdup_printf ("%s\"%s\"", others->str, last->str);
  self->prefix = g_strdup_printf ("%s\"%s\"*", others->str, last->str);
  self->others = g_strdup (others->str);
  self->last = g_strdup (last->str);
  return g_steal_pointer (&self);
}

void
lineup_search_text_free (LineupSearchText *self)
{
  g_free (self->name);
  g_free (self->whole);
  g_free (self->prefix);
  g_free (self->others);
  g_free (self->last);
  g_free (self);
}
