/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-removal.h"

#include "lineup-airing-writer.h"
#include "lineup-block-store.h"
#include "lineup-guide-meta.h"
#include "lineup-programme.h"
#include "lineup-transaction.h"

/* Channels, and programmes, of a piece at most. */
#define CHANNELS   256
#define PROGRAMMES 1000

/* One piece. */
typedef struct
{
  LineupDatabase *database;   /* (unowned) */
  LineupAiringWriter *writer; /* (owned) (nullable) */
  GArray *channels;           /* (owned) (element-type gint64) */
  gint64 source;
  guint64 generation;
  guint n_removed;
} Piece;

static void
piece_clear (Piece *self)
{
  g_clear_pointer (&self->writer, lineup_airing_writer_free);
  g_array_unref (self->channels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Piece, piece_clear)

static LineupStatement *
get_statement (Piece *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static gboolean
find_source (Piece *self, const char *name, gboolean *found, GError **error)
{
  LineupStatement *get = get_statement (self, "source-get", error);
  g_auto (LineupRows) rows = lineup_statement_query (get);

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_text (get, "name", name);
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (*found)
    self->source = lineup_rows_get_int (&rows, "source");
  return TRUE;
}

static gboolean
list_channels (Piece *self, GError **error)
{
  LineupStatement *list = get_statement (self, "channels-of-source", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "source", self->source);
  lineup_statement_bind_int (list, "count", CHANNELS);
  while (TRUE)
    {
      gint64 channel = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      channel = lineup_rows_get_int (&rows, "channel");
      g_array_append_val (self->channels, channel);
    }
}

static gboolean
run (Piece *self, const char *name, const char *parameter, gint64 value, GError **error)
{
  LineupStatement *statement = get_statement (self, name, error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, parameter, value);
  return lineup_statement_execute (statement, error);
}

/* Whoever has copied what was on at the channel has to read it again. */
static gboolean
note_change (Piece *self, gint64 channel, GError **error)
{
  LineupStatement *note = get_statement (self, "changes-of-channel", error);

  if (note == NULL)
    return FALSE;
  lineup_statement_bind_int (note, "generation", (gint64)self->generation);
  lineup_statement_bind_int (note, "first", 0);
  lineup_statement_bind_int (note, "last", LINEUP_PROGRAMME_MAX_START);
  lineup_statement_bind_int (note, "channel", channel);
  return lineup_statement_execute (note, error);
}

/* A channel that has more than there is room for is looked at again. */
static gboolean
remove_channel (Piece *self, gint64 channel, GError **error)
{
  const guint room = PROGRAMMES - self->n_removed;
  guint n_removed = 0;

  if (!note_change (self, channel, error)
      || !lineup_airing_writer_expire (
          self->writer, (guint32)channel, G_MAXINT64, room, &n_removed, error))
    return FALSE;
  self->n_removed += n_removed;
  return n_removed == room
         || (run (self, "matches-delete", "channel", channel, error)
             && run (self, "channel-delete", "channel", channel, error));
}

static gboolean
count (Piece *self, GError **error)
{
  LineupStatement *expired = get_statement (self, "source-expired", error);

  if (expired == NULL)
    return FALSE;
  lineup_statement_bind_int (expired, "source", self->source);
  lineup_statement_bind_int (expired, "count", self->n_removed);
  return lineup_statement_execute (expired, error);
}

static gboolean
remove_channels (Piece *self, GError **error)
{
  self->writer = lineup_airing_writer_new (self->database, NULL, error);
  if (self->writer == NULL
      || !lineup_guide_meta_begin_generation (self->database, &self->generation, error))
    return FALSE;
  for (guint i = 0; i < self->channels->len && self->n_removed < PROGRAMMES; i++)
    {
      if (!remove_channel (self, g_array_index (self->channels, gint64, i), error))
        return FALSE;
    }
  return count (self, error) && lineup_airing_writer_end (self->writer, error);
}

static gboolean
remove_rest (Piece *self, GError **error)
{
  g_autoptr (LineupBlockStore) blocks = lineup_block_store_new (self->database, self->source);

  return lineup_block_store_keep (blocks, 0, NULL, NULL, error)
         && run (self, "source-delete", "source", self->source, error);
}

gboolean
lineup_source_removal_go_on (LineupSourceRemoval *self,
                             LineupDatabase *database,
                             gboolean *is_done,
                             GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_auto (Piece) piece = { .database = database };
  gboolean found = FALSE;

  piece.channels = g_array_new (FALSE, FALSE, sizeof (gint64));
  *is_done = TRUE;
  if (!lineup_transaction_begin_write (&transaction, database, error)
      || !find_source (&piece, self->name, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (!list_channels (&piece, error))
    return FALSE;
  *is_done = piece.channels->len == 0;
  if (!(*is_done ? remove_rest (&piece, error) : remove_channels (&piece, error))
      || !lineup_transaction_commit (&transaction, error))
    return FALSE;
  if (piece.generation != 0)
    {
      self->generation = piece.generation;
      self->n_changes++;
    }
  return TRUE;
}
