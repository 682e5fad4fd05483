/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-posting-merge.h"

#include "lineup-error.h"

/* A source, and the posting that it gave last. */
typedef struct
{
  LineupPostingSource *source; /* (unowned) */
  LineupPosting posting;
} Head;

typedef struct
{
  LineupPostingSource parent;

  GPtrArray *sources;       /* (owned) (element-type LineupPostingSource) */
  LineupDatabase *database; /* (unowned) (nullable) */
  guint set;                /* of @database */
  Head *heads;              /* (owned): a heap, of which the first one's posting comes first */
  guint n_heads;            /* sources that have not ended */
  gboolean is_begun;
  gboolean is_given; /* the first one's posting; the source is to go on */
  GByteArray *key;   /* (owned): of postings that are united */
  GByteArray *rows;  /* (owned): likewise */
} Merge;

static gboolean
comes_before (const Head *head, const Head *other)
{
  return lineup_posting_compare (&head->posting, &other->posting) < 0;
}

/* Puts a head in its place among those below it. */
static void
sift_down (Merge *self, guint at)
{
  const Head head = self->heads[at];

  for (guint child = 2 * at + 1; child < self->n_heads; child = 2 * at + 1)
    {
      if (child + 1 < self->n_heads && comes_before (&self->heads[child + 1], &self->heads[child]))
        child++;
      if (!comes_before (&self->heads[child], &head))
        break;
      self->heads[at] = self->heads[child];
      at = child;
    }
  self->heads[at] = head;
}

static gboolean
begin (Merge *self, GError **error)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      Head head = { .source = g_ptr_array_index (self->sources, i) };
      gboolean has_posting = FALSE;

      if (!lineup_posting_source_next (head.source, &head.posting, &has_posting, error))
        return FALSE;
      if (has_posting)
        self->heads[self->n_heads++] = head;
    }
  for (guint i = self->n_heads / 2; i > 0; i--)
    sift_down (self, i - 1);
  self->is_begun = TRUE;
  return TRUE;
}

/* What was given last is not needed any more. */
static gboolean
go_on (Merge *self, GError **error)
{
  Head *first = self->heads;
  gboolean has_posting = FALSE;

  if (!lineup_posting_source_next (first->source, &first->posting, &has_posting, error))
    return FALSE;
  if (!has_posting)
    *first = self->heads[--self->n_heads];
  if (self->n_heads > 0)
    sift_down (self, 0);
  return TRUE;
}

/* Whether two sources have a posting of one key and window. */
static gboolean
is_repeated (const Merge *self)
{
  for (guint i = 1; i <= 2 && i < self->n_heads; i++)
    {
      if (lineup_posting_compare (&self->heads[0].posting, &self->heads[i].posting) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
unpack (Merge *self, const LineupPosting *posting, guint64 *bits, GError **error)
{
  if (lineup_posting_unpack (posting, bits))
    return TRUE;
  if (self->database != NULL)
    return lineup_database_fail_set_damaged (self->database, self->set, error);
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "The search can't be prepared");
  return FALSE;
}

/* Makes one posting of those that come first. */
static gboolean
unite (Merge *self, LineupPosting *posting, GError **error)
{
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };

  *posting = self->heads[0].posting;
  g_byte_array_set_size (self->key, 0);
  g_byte_array_append (self->key, posting->key, (guint)posting->n_key);
  posting->key = self->key->data;
  do
    {
      if (!unpack (self, &self->heads[0].posting, bits, error) || !go_on (self, error))
        return FALSE;
    }
  while (self->n_heads > 0 && lineup_posting_compare (&self->heads[0].posting, posting) == 0);

  g_byte_array_set_size (self->rows, 0);
  lineup_posting_pack_bits (bits, self->rows);
  posting->rows = self->rows->data;
  posting->n_rows = self->rows->len;
  return TRUE;
}

static gboolean
merge_next (LineupPostingSource *source,
            LineupPosting *posting,
            gboolean *has_posting,
            GError **error)
{
  Merge *self = (Merge *)source;

  if (!self->is_begun && !begin (self, error))
    return FALSE;
  if (self->is_given && !go_on (self, error))
    return FALSE;
  *has_posting = self->n_heads > 0;
  self->is_given = *has_posting && !is_repeated (self);
  if (self->is_given)
    *posting = self->heads[0].posting;
  return self->is_given || !*has_posting || unite (self, posting, error);
}

static void
merge_free (LineupPostingSource *source)
{
  Merge *self = (Merge *)source;

  g_ptr_array_unref (self->sources);
  g_free (self->heads);
  g_byte_array_unref (self->key);
  g_byte_array_unref (self->rows);
  g_free (self);
}

LineupPostingSource *
lineup_posting_merge_new (GPtrArray *owned_sources, LineupDatabase *database, guint set)
{
  Merge *self = g_new0 (Merge, 1);

  self->parent = (LineupPostingSource){ .next = merge_next, .free = merge_free };
  self->sources = owned_sources;
  self->database = database;
  self->set = set;
  self->heads = g_new0 (Head, owned_sources->len);
  self->key = g_byte_array_new ();
  self->rows = g_byte_array_new ();
  return &self->parent;
}
