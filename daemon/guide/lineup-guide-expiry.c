/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-expiry.h"

#include "lineup-airing-writer.h"
#include "lineup-transaction.h"

/* Channels, and programmes, of a piece at most. */
#define CHANNELS   256
#define PROGRAMMES 1000

/* Seconds of a day. */
#define DAY (24 * 60 * 60)

typedef struct
{
  gint64 channel;
  gint64 source;
  gint64 keep; /* days */
} Channel;

static LineupStatement *
get_statement (LineupDatabase *database, const char *name, GError **error)
{
  return lineup_database_get_statement (database, name, LINEUP_SCHEMA_ANY_SET, error);
}

static gboolean
list_channels (LineupDatabase *database, gint64 after, GArray *channels, GError **error)
{
  LineupStatement *list = get_statement (database, "channels-keep", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "after", after);
  lineup_statement_bind_int (list, "count", CHANNELS);
  while (TRUE)
    {
      Channel channel = { 0, 0, 0 };

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      channel.channel = lineup_rows_get_int (&rows, "channel");
      channel.source = lineup_rows_get_int (&rows, "source");
      channel.keep = lineup_rows_get_int (&rows, "keep");
      g_array_append_val (channels, channel);
    }
}

static gboolean
count (LineupDatabase *database, gint64 source, guint n_expired, GError **error)
{
  LineupStatement *expired = NULL;

  if (n_expired == 0)
    return TRUE;
  expired = get_statement (database, "source-expired", error);
  if (expired == NULL)
    return FALSE;
  lineup_statement_bind_int (expired, "source", source);
  lineup_statement_bind_int (expired, "count", n_expired);
  return lineup_statement_execute (expired, error);
}

/* A channel that has more than there is room for is looked at again. */
static gboolean
expire_channels (LineupGuideExpiry *self,
                 LineupDatabase *database,
                 LineupAiringWriter *writer,
                 const GArray *channels,
                 guint *n_all,
                 GError **error)
{
  for (guint i = 0; i < channels->len && *n_all < PROGRAMMES; i++)
    {
      const Channel *channel = &g_array_index (channels, Channel, i);
      guint n_expired = 0;

      if (!lineup_database_give_way (database, error)
          || !lineup_airing_writer_expire (writer,
                                           (guint32)channel->channel,
                                           self->now - channel->keep * DAY,
                                           PROGRAMMES - *n_all,
                                           &n_expired,
                                           error)
          || !count (database, channel->source, n_expired, error))
        return FALSE;
      *n_all += n_expired;
      if (*n_all < PROGRAMMES)
        self->after = channel->channel;
    }
  return TRUE;
}

gboolean
lineup_guide_expiry_go_on (LineupGuideExpiry *self,
                           LineupDatabase *database,
                           gboolean *is_done,
                           GError **error)
{
  g_autoptr (GArray) channels = g_array_new (FALSE, FALSE, sizeof (Channel));
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupAiringWriter) writer = NULL;
  guint n_expired = 0;

  if (!lineup_transaction_begin_write (&transaction, database, error)
      || !list_channels (database, self->after, channels, error))
    return FALSE;
  writer = lineup_airing_writer_new (database, NULL, error);
  if (writer == NULL || !expire_channels (self, database, writer, channels, &n_expired, error))
    return FALSE;
  *is_done = channels->len < CHANNELS && n_expired < PROGRAMMES;
  self->n_expired += n_expired;
  return n_expired == 0
         || (lineup_airing_writer_end (writer, error)
             && lineup_transaction_commit (&transaction, error));
}
