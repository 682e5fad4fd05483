/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-word-list.h"

#include "lineup-word-stream.h"

#include <string.h>

/* Bytes: of a piece, which fits in a page with what SQLite says of it. */
#define PIECE 8100

/* Bytes: the last one of the last piece, where no word can begin. */
#define END 0

struct _LineupWordList
{
  LineupDatabase *database; /* (unowned) */
  guint set;
  guint32 segment;
  guint32 n_pieces;        /* that are written */
  LineupWordStream stream; /* of the piece at hand */
  GByteArray *piece;       /* (owned): the piece at hand */
};

LineupWordList *
lineup_word_list_new (LineupDatabase *database, guint set, guint32 segment)
{
  LineupWordList *self = g_new0 (LineupWordList, 1);

  self->database = database;
  self->set = set;
  self->segment = segment;
  self->piece = g_byte_array_new ();
  return self;
}

void
lineup_word_list_free (LineupWordList *self)
{
  g_byte_array_unref (self->piece);
  g_free (self);
}

static gint64
get_piece (guint32 segment, guint32 number)
{
  return (gint64)segment << 32 | number;
}

static gboolean
write_piece (LineupWordList *self, GError **error)
{
  LineupStatement *put = lineup_database_get_statement (
      self->database, "index-words-put", self->set, error);

  if (put == NULL)
    return FALSE;
  lineup_statement_bind_int (put, "piece", get_piece (self->segment, self->n_pieces));
  lineup_statement_bind_blob (put, "words", self->piece->data, self->piece->len);
  if (!lineup_statement_execute (put, error))
    return FALSE;
  self->n_pieces++;
  self->stream = (LineupWordStream){ .n_word = 0 };
  g_byte_array_set_size (self->piece, 0);
  return TRUE;
}

gboolean
lineup_word_list_add (
    LineupWordList *self, const char *word, gsize n_bytes, guint32 leaf, GError **error)
{
  if (n_bytes == self->stream.n_word && memcmp (word, self->stream.word, n_bytes) == 0)
    return TRUE;
  if (self->piece->len + LINEUP_WORD_STREAM_MAX_BYTES + 1 > PIECE && !write_piece (self, error))
    return FALSE;
  lineup_word_stream_write (&self->stream, word, n_bytes, leaf, self->piece);
  return TRUE;
}

gboolean
lineup_word_list_end (LineupWordList *self, GError **error)
{
  const guint8 end = END;

  g_byte_array_append (self->piece, &end, 1);
  return write_piece (self, error);
}

/* Reading. */

typedef struct
{
  LineupDatabase *database; /* (unowned) */
  guint set;
  LineupWordListFunc func;
  gpointer user_data;
  gint64 next_piece;
  gboolean has_ended;
} Reader;

static gboolean
fail_damaged (Reader *self, GError **error)
{
  return lineup_database_fail_set_damaged (self->database, self->set, error);
}

static gboolean
read_words (Reader *self, const guint8 *at, const guint8 *end, GError **error)
{
  LineupWordStream stream = { .n_word = 0 };

  while (at < end && !self->has_ended)
    {
      self->has_ended = end - at == 1 && *at == END;
      if (self->has_ended)
        return TRUE;
      if (!lineup_word_stream_read (&stream, &at, end))
        return fail_damaged (self, error);
      if (!self->func (stream.word, stream.n_word, stream.leaf, self->user_data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_piece (Reader *self, const LineupRows *rows, GError **error)
{
  gsize length = 0;
  const guint8 *words = lineup_rows_get_blob (rows, "words", &length);

  if (self->has_ended || lineup_rows_get_int (rows, "piece") != self->next_piece++)
    return fail_damaged (self, error);
  return read_words (self, words, words + length, error);
}

gboolean
lineup_word_list_foreach (LineupDatabase *database,
                          guint set,
                          guint32 segment,
                          LineupWordListFunc func,
                          gpointer user_data,
                          GError **error)
{
  Reader reader = { database, set, func, user_data, get_piece (segment, 0), FALSE };
  LineupStatement *list = lineup_database_get_statement (database, "index-words-list", set, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "first", get_piece (segment, 0));
  lineup_statement_bind_int (list, "beyond", get_piece (segment + 1, 0));
  while (lineup_rows_next (&rows, &has_row, error))
    {
      if (!has_row)
        return reader.has_ended || fail_damaged (&reader, error);
      if (!read_piece (&reader, &rows, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
lineup_word_list_delete (LineupDatabase *database, guint set, guint32 segment, GError **error)
{
  LineupStatement *delete = lineup_database_get_statement (
      database, "index-words-delete", set, error);

  if (delete == NULL)
    return FALSE;
  lineup_statement_bind_int (delete, "first", get_piece (segment, 0));
  lineup_statement_bind_int (delete, "beyond", get_piece (segment + 1, 0));
  return lineup_statement_execute (delete, error);
}
