/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-completion.h"

#include "lineup-word-reader.h"

/* Characters of the beginnings that FTS5 has an index of, at most: see version-2-kind.sql. */
#define MAX_INDEXED 3

/* Rows that cost about as much to gather as to begin to look for one word in all pieces of the
 * index. */
#define ROWS_PER_WORD 250

/* Words that are named in any case: the word itself, whose rows are not counted here because that
 * takes long, would be gathered with them. */
#define FEW_WORDS 40

/* Words, at most: more are no expression for FTS5. */
#define MAX_WORDS 200

/* Before the first word that goes on from another one, and after the last. */
#define FIRST_CHARACTER "\x01"
#define LAST_CHARACTER  "\xf4\x8f\xbf\xbf"

/* Statements of each LineupWordIndex. */
static const char *const STATEMENTS[] = { "names-words-from", "text-words-from" };

typedef struct
{
  GString *words; /* (owned): "a" OR "b" */
  guint n_words;
  gint64 n_rows;
} Completions;

static gboolean
find (LineupDatabase *database,
      LineupKind kind,
      LineupWordIndex index,
      const char *beginning,
      Completions *found,
      GError **error)
{
  LineupStatement *words = lineup_database_get_statement (database, STATEMENTS[index], kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (words);
  g_autofree char *first = g_strconcat (beginning, FIRST_CHARACTER, NULL);
  g_autofree char *last = g_strconcat (beginning, LAST_CHARACTER, NULL);
  gboolean has_row = FALSE;

  if (words == NULL)
    return FALSE;
  lineup_statement_bind_text (words, "first", first);
  lineup_statement_bind_text (words, "beyond", last);
  while (found->n_words <= MAX_WORDS)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      g_string_append_printf (found->words,
                              "%s\"%s\"",
                              found->n_words > 0 ? " OR " : "",
                              lineup_rows_get_text (&rows, "term"));
      found->n_words++;
      found->n_rows += lineup_rows_get_int (&rows, "doc");
    }
  return TRUE;
}

gboolean
lineup_completion_make_expression (LineupDatabase *database,
                                   LineupKind kind,
                                   LineupWordIndex index,
                                   const LineupSearchText *text,
                                   char **expression,
                                   GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);
  Completions found = { .words = words };

  *expression = NULL;
  if (g_utf8_strlen (text->last, -1) <= MAX_INDEXED)
    {
      *expression = g_strdup (text->prefix);
      return TRUE;
    }
  if (!find (database, kind, index, text->last, &found, error))
    return FALSE;
  if (found.n_words == 0)
    return TRUE;
  if (found.n_words <= FEW_WORDS
      || (found.n_words <= MAX_WORDS && found.n_rows > (gint64)found.n_words * ROWS_PER_WORD))
    *expression = g_strdup_printf ("%s(%s)", text->others, words->str);
  else
    *expression = g_strdup (text->prefix);
  return TRUE;
}
