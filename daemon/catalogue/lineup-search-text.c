/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-search-text.h"

#include "catalogue/lineup-word-reader.h"

#include <string.h>

/* Far more than any title has. */
#define MAX_WORDS 64

/* All words, quoted, as FTS5 wants them. No word has a quotation mark in it. */
static char *
make_expression (const GString *words)
{
  return g_strdup_printf ("(%s)", words->str);
}

LineupSearchText *
lineup_search_text_new (const char *text)
{
  g_autoptr (LineupWordReader) reader = lineup_word_reader_new ();
  g_autoptr (LineupSearchText) self = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) name = g_string_new (NULL);
  LineupWord word;

  lineup_word_reader_begin (reader, text, strlen (text));
  for (guint i = 0; i < MAX_WORDS && lineup_word_reader_next (reader, &word); i++)
    {
      g_string_append (words, i > 0 ? " AND \"" : "\"");
      g_string_append_len (words, word.text, (gssize)word.length);
      g_string_append_c (words, '"');
    }
  if (words->len == 0)
    return NULL;

  lineup_word_reader_make_key (reader, text, strlen (text), name);
  self = g_new0 (LineupSearchText, 1);
  self->name = g_strdup (name->str);
  self->whole = make_expression (words);
  g_string_append_c (words, '*');
  self->prefix = make_expression (words);
  return g_steal_pointer (&self);
}

void
lineup_search_text_free (LineupSearchText *self)
{
  g_free (self->name);
  g_free (self->whole);
  g_free (self->prefix);
  g_free (self);
}
