/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-block-store.h"

#include "lineup-guide-source.h"

/* Bits: of a block's number in its place. */
#define BLOCK_BITS 32

/* Number: after those of all blocks. */
#define ALL_BLOCKS (G_GINT64_CONSTANT (1) << (BLOCK_BITS - 1))

struct _LineupBlockStore
{
  LineupDatabase *database; /* (unowned) */
  gint64 source;
  gint64 block;        /* the one at hand, -1 for none */
  GByteArray *keys;    /* (owned): of the block at hand */
  LineupBlockKey last; /* of them */
};

LineupBlockStore *
lineup_block_store_new (LineupDatabase *database, gint64 source)
{
  LineupBlockStore *self = g_new0 (LineupBlockStore, 1);

  self->database = database;
  self->source = source;
  self->block = -1;
  self->keys = g_byte_array_new ();
  return self;
}

void
lineup_block_store_free (LineupBlockStore *self)
{
  g_byte_array_unref (self->keys);
  g_free (self);
}

static LineupStatement *
get_statement (LineupBlockStore *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static gint64
get_place (const LineupBlockStore *self, gint64 block)
{
  return self->source << BLOCK_BITS | block;
}

/* Of blocks from one on, up to another one that is not meant any more. */
static void
bind_range (const LineupBlockStore *self, LineupStatement *statement, gint64 first, gint64 end)
{
  lineup_statement_bind_int (statement, "first", get_place (self, first));
  lineup_statement_bind_int (statement, "last", get_place (self, end) - 1);
}

GArray *
lineup_block_store_load (LineupBlockStore *self, GError **error)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (LineupGuideBlock));
  LineupStatement *list = get_statement (self, "blocks-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return NULL;
  bind_range (self, list, 0, ALL_BLOCKS);
  while (TRUE)
    {
      LineupGuideBlock block = { 0 };

      if (!lineup_rows_next (&rows, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&blocks);
      block.hash = (guint64)lineup_rows_get_int (&rows, "hash");
      block.begin = (guint64)lineup_rows_get_int (&rows, "begin");
      g_array_append_val (blocks, block);
    }
}

static gboolean
delete_from (LineupBlockStore *self, const char *statement_name, guint first, GError **error)
{
  LineupStatement *delete = get_statement (self, statement_name, error);

  if (delete == NULL)
    return FALSE;
  bind_range (self, delete, first, ALL_BLOCKS);
  return lineup_statement_execute (delete, error);
}

static gboolean
tell (LineupBlockStore *self,
      const LineupRows *rows,
      LineupBlockKeyFunc func,
      gpointer user_data,
      GError **error)
{
  LineupBlockKey key = { 0, 0 };
  gsize length = 0;
  const guint8 *at = lineup_rows_get_blob (rows, "keys", &length);
  const guint8 *end = at + length;

  while (at < end)
    {
      if (!lineup_block_keys_read (&at, end, &key))
        return lineup_database_fail_damaged (self->database, error);
      func (&key, user_data);
    }
  return TRUE;
}

static gboolean
tell_all (LineupBlockStore *self,
          guint n_blocks,
          LineupBlockKeyFunc func,
          gpointer user_data,
          GError **error)
{
  LineupStatement *list = get_statement (self, "block-keys-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  bind_range (self, list, 0, n_blocks);
  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!tell (self, &rows, func, user_data, error))
        return FALSE;
    }
}

gboolean
lineup_block_store_keep (LineupBlockStore *self,
                         guint n_blocks,
                         LineupBlockKeyFunc func,
                         gpointer user_data,
                         GError **error)
{
  return delete_from (self, "blocks-delete", n_blocks, error)
         && delete_from (self, "block-keys-delete", n_blocks, error)
         && tell_all (self, n_blocks, func, user_data, error);
}

static gboolean
end_block (LineupBlockStore *self, GError **error)
{
  LineupStatement *put = get_statement (self, "block-keys-put", error);

  if (put == NULL)
    return FALSE;
  if (self->keys->len > 0)
    {
      lineup_statement_bind_int (put, "place", get_place (self, self->block));
      lineup_statement_bind_blob (put, "keys", self->keys->data, self->keys->len);
      if (!lineup_statement_execute (put, error))
        return FALSE;
    }
  g_byte_array_set_size (self->keys, 0);
  self->last = (LineupBlockKey){ 0, 0 };
  return TRUE;
}

gboolean
lineup_block_store_add (LineupBlockStore *self,
                        guint block,
                        const LineupBlockKey *key,
                        GError **error)
{
  if (self->block != block && !end_block (self, error))
    return FALSE;
  self->block = block;
  /* A channel that has many that are not kept is told of once in a row. */
  if (key->start != 0 || self->keys->len == 0 || self->last.start != 0
      || self->last.channel != key->channel)
    lineup_block_keys_append (self->keys, &self->last, key);
  return TRUE;
}

gboolean
lineup_block_store_end (LineupBlockStore *self, guint first, const GArray *blocks, GError **error)
{
  LineupStatement *put = get_statement (self, "block-put", error);

  if (put == NULL || !end_block (self, error))
    return FALSE;
  for (guint i = first; i < blocks->len; i++)
    {
      const LineupGuideBlock *block = &g_array_index (blocks, LineupGuideBlock, i);

      lineup_statement_bind_int (put, "place", get_place (self, i));
      lineup_statement_bind_int (put, "hash", (gint64)block->hash);
      lineup_statement_bind_int (put, "begin", (gint64)block->begin);
      if (!lineup_statement_execute (put, error))
        return FALSE;
    }
  return TRUE;
}
