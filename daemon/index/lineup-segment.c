/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-segment.h"

#include "lineup-index-area.h"
#include "lineup-posting-stream.h"
#include "lineup-word-list.h"

#include <string.h>

/* Bytes: of a leaf, of which two fit in a page. */
#define LEAF 1990

static gint64
get_leaf (guint32 segment, guint32 number)
{
  return (gint64)segment << 32 | number;
}

/* Writing. */

struct _LineupSegmentWriter
{
  LineupDatabase *database; /* (unowned) */
  guint set;
  guint32 segment;
  guint32 n_leaves;           /* that are written */
  LineupPostingStream stream; /* of the leaf at hand */
  GByteArray *leaf;           /* (owned): the leaf at hand */
  GByteArray *first;          /* (owned): what is said of where it begins */
  LineupPostingStream probe;  /* as @stream, one posting further */
  GByteArray *posting;        /* (owned): the posting at hand, as it is written */
  LineupWordList *words;      /* (owned): of names */
};

LineupSegmentWriter *
lineup_segment_writer_new (LineupDatabase *database, guint set, guint32 segment)
{
  LineupSegmentWriter *self = g_new0 (LineupSegmentWriter, 1);

  self->database = database;
  self->set = set;
  self->segment = segment;
  self->leaf = g_byte_array_new ();
  self->first = g_byte_array_new ();
  self->posting = g_byte_array_new ();
  self->words = lineup_word_list_new (database, set, segment);
  return self;
}

void
lineup_segment_writer_free (LineupSegmentWriter *self)
{
  g_byte_array_unref (self->leaf);
  g_byte_array_unref (self->first);
  g_byte_array_unref (self->posting);
  lineup_word_list_free (self->words);
  g_free (self);
}

/* Nothing is there yet, unless it has been forgotten that there is a segment. */
static gboolean
insert (LineupSegmentWriter *self, LineupStatement *statement, GError **error)
{
  if (lineup_statement_execute (statement, error))
    return TRUE;
  if (!lineup_database_is_misfit (self->database))
    return FALSE;
  g_clear_error (error);
  return lineup_database_fail_set_damaged (self->database, self->set, error);
}

static gboolean
write_leaf (LineupSegmentWriter *self, GError **error)
{
  LineupStatement *add = lineup_database_get_statement (
      self->database, "index-leaf-add", self->set, error);

  if (add == NULL)
    return FALSE;
  lineup_statement_bind_int (add, "leaf", get_leaf (self->segment, self->n_leaves));
  lineup_statement_bind_blob (add, "postings", self->leaf->data, self->leaf->len);
  return insert (self, add, error);
}

static gboolean
write_first (LineupSegmentWriter *self, GError **error)
{
  LineupStatement *add = lineup_database_get_statement (
      self->database, "index-first-add", self->set, error);

  if (add == NULL)
    return FALSE;
  lineup_statement_bind_int (add, "segment", self->segment);
  lineup_statement_bind_blob (add, "first", self->first->data, self->first->len);
  lineup_statement_bind_int (add, "leaf", get_leaf (self->segment, self->n_leaves));
  return insert (self, add, error);
}

static gboolean
flush_leaf (LineupSegmentWriter *self, GError **error)
{
  if (self->leaf->len == 0)
    return TRUE;
  if (!write_leaf (self, error) || !write_first (self, error))
    return FALSE;
  self->n_leaves++;
  g_byte_array_set_size (self->leaf, 0);
  return TRUE;
}

gboolean
lineup_segment_writer_end (LineupSegmentWriter *self, GError **error)
{
  return flush_leaf (self, error) && lineup_word_list_end (self->words, error);
}

/* What parts two leaves is as much of a key as differs from the one before. Where a key goes on
 * from leaf to leaf, the leaf's number comes behind a NUL, which no key has in it. */
static void
begin_leaf (LineupSegmentWriter *self, const LineupPosting *posting)
{
  const LineupPostingStream *before = &self->stream;
  const gsize length = MIN (before->n_key, posting->n_key);
  const guint32 number = GUINT32_TO_BE (self->n_leaves);
  gsize n_same = 0;

  while (n_same < length && before->key[n_same] == posting->key[n_same])
    n_same++;
  g_byte_array_set_size (self->first, 0);
  g_byte_array_append (self->first, posting->key, (guint)MIN (n_same + 1, posting->n_key));
  if (n_same == posting->n_key)
    {
      g_byte_array_append (self->first, (const guint8 *)"", 1);
      g_byte_array_append (self->first, (const guint8 *)&number, sizeof number);
    }
  self->stream = (LineupPostingStream){ .n_key = 0 };
}

static void
pack (LineupSegmentWriter *self, const LineupPosting *posting)
{
  self->probe = self->stream;
  g_byte_array_set_size (self->posting, 0);
  lineup_posting_stream_write (&self->probe, posting, self->posting);
}

gboolean
lineup_segment_writer_add (LineupSegmentWriter *self, const LineupPosting *posting, GError **error)
{
  pack (self, posting);
  if (self->leaf->len > 0 && self->leaf->len + self->posting->len > LEAF
      && !flush_leaf (self, error))
    return FALSE;
  if (self->leaf->len == 0)
    {
      begin_leaf (self, posting);
      pack (self, posting);
    }
  self->stream = self->probe;
  g_byte_array_append (self->leaf, self->posting->data, self->posting->len);
  return posting->key[0] != LINEUP_INDEX_NAME || posting->n_key == 1
         || lineup_word_list_add (self->words,
                                  (const char *)posting->key + 1,
                                  posting->n_key - 1,
                                  self->n_leaves,
                                  error);
}

gboolean
lineup_segment_writer_copy (LineupSegmentWriter *self,
                            LineupPostingSource *source,
                            guint32 n_leaves,
                            gboolean *is_done,
                            GError **error)
{
  const guint32 before = self->n_leaves;
  LineupPosting posting;
  gboolean has_posting = TRUE;

  while (self->n_leaves - before < n_leaves)
    {
      if (!lineup_posting_source_next (source, &posting, &has_posting, error)
          || (has_posting && !lineup_segment_writer_add (self, &posting, error)))
        return FALSE;
      if (!has_posting)
        break;
    }
  *is_done = !has_posting;
  return !*is_done || lineup_segment_writer_end (self, error);
}

guint32
lineup_segment_writer_get_n_leaves (const LineupSegmentWriter *self)
{
  return self->n_leaves;
}

gboolean
lineup_segment_delete (LineupDatabase *database,
                       guint set,
                       guint32 segment,
                       guint32 first,
                       guint32 beyond,
                       GError **error)
{
  LineupStatement *delete = lineup_database_get_statement (
      database, "index-leaves-delete", set, error);

  if (delete == NULL)
    return FALSE;
  lineup_statement_bind_int (delete, "first", get_leaf (segment, first));
  lineup_statement_bind_int (delete, "beyond", get_leaf (segment, beyond));
  return lineup_statement_execute (delete, error);
}

/* Reading. */

typedef struct
{
  LineupPostingSource parent;

  LineupDatabase *database; /* (unowned) */
  guint set;
  guint32 segment;
  guint32 n_leaves;
  guint32 next_leaf;          /* number of the one after that at hand */
  GByteArray *leaf;           /* (owned): the leaf at hand */
  const guint8 *at;           /* in it; NULL before the first one */
  const guint8 *end;          /* of it, likewise */
  LineupPostingStream stream; /* likewise */
  GByteArray *key;            /* (owned) (nullable): what is looked for, until it is found */
} Reader;

static gboolean
find_leaf (Reader *self, GError **error)
{
  LineupStatement *find = lineup_database_get_statement (
      self->database, "index-first-find", self->set, error);
  g_auto (LineupRows) rows = lineup_statement_query (find);
  gboolean has_row = FALSE;
  gint64 leaf = 0;

  if (find == NULL)
    return FALSE;
  lineup_statement_bind_int (find, "segment", self->segment);
  lineup_statement_bind_blob (find, "key", self->key->data, self->key->len);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  leaf = has_row ? lineup_rows_get_int (&rows, "leaf") : get_leaf (self->segment, 0);
  if (leaf < get_leaf (self->segment, 0) || leaf >= get_leaf (self->segment, self->n_leaves))
    return lineup_database_fail_set_damaged (self->database, self->set, error);
  self->next_leaf = (guint32)leaf;
  return TRUE;
}

static gboolean
load_leaf (Reader *self, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "index-leaf-get", self->set, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;
  const void *postings = NULL;
  gsize length = 0;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "leaf", get_leaf (self->segment, self->next_leaf));
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (has_row)
    postings = lineup_rows_get_blob (&rows, "postings", &length);
  if (postings == NULL || length == 0)
    return lineup_database_fail_set_damaged (self->database, self->set, error);
  g_byte_array_set_size (self->leaf, 0);
  g_byte_array_append (self->leaf, postings, (guint)length);
  self->at = self->leaf->data;
  self->end = self->at + length;
  self->stream = (LineupPostingStream){ .n_key = 0 };
  self->next_leaf++;
  return TRUE;
}

static gboolean
read_posting (Reader *self, LineupPosting *posting, gboolean *has_posting, GError **error)
{
  if (self->at == self->end && self->next_leaf < self->n_leaves && !load_leaf (self, error))
    return FALSE;
  *has_posting = self->at < self->end;
  if (*has_posting && !lineup_posting_stream_read (&self->stream, &self->at, self->end, posting))
    return lineup_database_fail_set_damaged (self->database, self->set, error);
  return TRUE;
}

static gboolean
is_before_key (Reader *self, const LineupPosting *posting)
{
  const LineupPosting wanted = { .key = self->key->data, .n_key = self->key->len };

  return lineup_posting_compare (posting, &wanted) < 0;
}

static gboolean
reader_next (LineupPostingSource *source,
             LineupPosting *posting,
             gboolean *has_posting,
             GError **error)
{
  Reader *self = (Reader *)source;

  if (self->key == NULL)
    return read_posting (self, posting, has_posting, error);
  if (!find_leaf (self, error))
    return FALSE;
  do
    {
      if (!read_posting (self, posting, has_posting, error))
        return FALSE;
    }
  while (*has_posting && is_before_key (self, posting));
  g_clear_pointer (&self->key, g_byte_array_unref);
  return TRUE;
}

static void
reader_free (LineupPostingSource *source)
{
  Reader *self = (Reader *)source;

  g_byte_array_unref (self->leaf);
  g_clear_pointer (&self->key, g_byte_array_unref);
  g_free (self);
}

static Reader *
reader_new (LineupDatabase *database, guint set, guint32 segment, guint32 n_leaves)
{
  Reader *self = g_new0 (Reader, 1);

  self->parent = (LineupPostingSource){ .next = reader_next, .free = reader_free };
  self->database = database;
  self->set = set;
  self->segment = segment;
  self->n_leaves = n_leaves;
  self->leaf = g_byte_array_new ();
  return self;
}

LineupPostingSource *
lineup_segment_open (LineupDatabase *database,
                     guint set,
                     guint32 segment,
                     guint32 n_leaves,
                     const guint8 *key,
                     gsize n_key)
{
  Reader *self = reader_new (database, set, segment, n_leaves);

  if (key != NULL)
    self->key = g_byte_array_append (g_byte_array_new (), key, (guint)n_key);
  return &self->parent;
}

LineupPostingSource *
lineup_segment_open_leaf (
    LineupDatabase *database, guint set, guint32 segment, guint32 n_leaves, guint32 leaf)
{
  Reader *self = reader_new (database, set, segment, n_leaves);

  self->next_leaf = leaf;
  return &self->parent;
}
