/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-genre-filter.h"

#include "lineup-filter.h"
#include "lineup-word-reader.h"

#include <string.h>

/* Wordings of genres that are remembered: lists have a few hundred. */
#define MAX_WORDINGS 4096

/* Nothing but itself where none is wanted: each page of a list has one. */
struct _LineupGenreFilter
{
  GString *wanted;         /* (owned) (nullable): key of the one that is wanted */
  LineupWordReader *words; /* (owned) */
  GString *key;            /* (owned): of the genre at hand */
  gboolean has;            /* whether the wording at hand has it */
  GHashTable *wordings;    /* (owned) (element-type utf8 gboolean): whether each has it */
};

LineupGenreFilter *
lineup_genre_filter_new (const char *genre)
{
  LineupGenreFilter *self = g_new0 (LineupGenreFilter, 1);

  if (genre == NULL)
    return self;
  self->wanted = g_string_new (NULL);
  self->words = lineup_word_reader_new ();
  self->key = g_string_sized_new (LINEUP_NAME_KEY_MAX_BYTES);
  self->wordings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lineup_word_reader_make_key (self->words, genre, strlen (genre), self->wanted);
  return self;
}

void
lineup_genre_filter_free (LineupGenreFilter *self)
{
  if (self->wanted != NULL)
    {
      g_string_free (self->wanted, TRUE);
      lineup_word_reader_free (self->words);
      g_string_free (self->key, TRUE);
      g_hash_table_unref (self->wordings);
    }
  g_free (self);
}

static void
compare_genre (const char *genre, gsize length, gpointer user_data)
{
  LineupGenreFilter *self = user_data;

  lineup_word_reader_make_key (self->words, genre, length, self->key);
  self->has = self->has || (self->key->len > 0 && g_string_equal (self->key, self->wanted));
}

gboolean
lineup_genre_filter_takes (LineupGenreFilter *self, const char *genres)
{
  gpointer known = NULL;

  if (self->wanted == NULL || genres == NULL)
    return self->wanted == NULL;
  if (g_hash_table_lookup_extended (self->wordings, genres, NULL, &known))
    return GPOINTER_TO_INT (known);
  self->has = FALSE;
  lineup_filter_foreach_genre (genres, compare_genre, self);
  if (g_hash_table_size (self->wordings) == MAX_WORDINGS)
    g_hash_table_remove_all (self->wordings);
  g_hash_table_insert (self->wordings, g_strdup (genres), GINT_TO_POINTER (self->has));
  return self->has;
}

gboolean
lineup_genre_filter_takes_row (LineupGenreFilter *self,
                               LineupDatabase *database,
                               LineupKind kind,
                               gint64 row,
                               gboolean *takes,
                               GError **error)
{
  LineupStatement *get = NULL;
  g_auto (LineupRows) rows = { NULL };

  *takes = TRUE;
  if (self->wanted == NULL)
    return TRUE;
  get = lineup_database_get_statement (database, "genre-get", kind, error);
  if (get == NULL)
    return FALSE;
  rows = lineup_statement_query (get);
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, takes, error))
    return FALSE;
  *takes = *takes && lineup_genre_filter_takes (self, lineup_rows_get_text (&rows, "genre"));
  return TRUE;
}
