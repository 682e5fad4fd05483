/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-batch.h"

#include <string.h>

/* Bytes: of a batch that is full, some hundred rows. */
#define FULL (32 * 1024)

/* A row is: its number; how many texts it has, the name among them, and how many tags; and all of
 * these, each a byte that says whether it is there, and then itself, with its NUL. */
typedef struct
{
  guint32 row;
  guint32 n_texts;
  guint32 n_tags;
} Head;

struct _LineupIndexBatch
{
  GByteArray *bytes;  /* (owned) */
  guint at;           /* where the next row is */
  GPtrArray *strings; /* (owned) (element-type utf8): of the row at hand, in @bytes */
  LineupIndexRow row; /* at hand */
};

LineupIndexBatch *
lineup_index_batch_new (void)
{
  LineupIndexBatch *self = g_new0 (LineupIndexBatch, 1);

  self->bytes = g_byte_array_new ();
  self->strings = g_ptr_array_new ();
  return self;
}

void
lineup_index_batch_free (LineupIndexBatch *self)
{
  g_byte_array_unref (self->bytes);
  g_ptr_array_unref (self->strings);
  g_free (self);
}

static void
add_string (LineupIndexBatch *self, const char *string)
{
  const guint8 is_there = string != NULL;

  g_byte_array_append (self->bytes, &is_there, 1);
  if (string != NULL)
    g_byte_array_append (self->bytes, (const guint8 *)string, (guint)strlen (string) + 1);
}

void
lineup_index_batch_add (LineupIndexBatch *self, const LineupIndexRow *row)
{
  const Head head = { row->row, row->n_texts, row->n_tags };

  g_byte_array_append (self->bytes, (const guint8 *)&head, sizeof head);
  add_string (self, row->name);
  for (guint i = 0; i < row->n_texts; i++)
    add_string (self, row->texts[i]);
  for (guint i = 0; i < row->n_tags; i++)
    add_string (self, row->tags[i]);
}

gboolean
lineup_index_batch_is_empty (const LineupIndexBatch *self)
{
  return self->bytes->len == 0;
}

gboolean
lineup_index_batch_is_full (const LineupIndexBatch *self)
{
  return self->bytes->len >= FULL;
}

static void
read_string (LineupIndexBatch *self)
{
  char *string = NULL;

  if (self->bytes->data[self->at++] != 0)
    {
      string = (char *)self->bytes->data + self->at;
      self->at += (guint)strlen (string) + 1;
    }
  g_ptr_array_add (self->strings, string);
}

const LineupIndexRow *
lineup_index_batch_next (LineupIndexBatch *self)
{
  Head head = { 0 };

  if (self->at == self->bytes->len)
    {
      g_byte_array_set_size (self->bytes, 0);
      self->at = 0;
      return NULL;
    }
  memcpy (&head, self->bytes->data + self->at, sizeof head);
  self->at += sizeof head;
  g_ptr_array_set_size (self->strings, 0);
  for (guint i = 0; i < 1 + head.n_texts + head.n_tags; i++)
    read_string (self);
  self->row = (LineupIndexRow){
    .row = head.row,
    .name = self->strings->pdata[0],
    .texts = (const char *const *)self->strings->pdata + 1,
    .n_texts = head.n_texts,
    .tags = (const char *const *)self->strings->pdata + 1 + head.n_texts,
    .n_tags = head.n_tags,
    .is_new = TRUE,
  };
  return &self->row;
}
