/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-writer.h"

#include "lineup-log.h"

struct _LineupDetailsWriter
{
  char *account;              /* (owned) */
  LineupCatalogue *catalogue; /* (owned) */
  GPtrArray *writes;          /* (owned) (element-type Write): under way, the newest last */
};

/* Details on their way. */
typedef struct
{
  LineupDetailsWriter *writer; /* (owned) */
  LineupKind kind;
  gint64 id;
  LineupDetails *details; /* (owned) */
} Write;

LineupDetailsWriter *
lineup_details_writer_new (const char *account, LineupCatalogue *catalogue)
{
  LineupDetailsWriter *self = g_rc_box_new0 (LineupDetailsWriter);

  self->account = g_strdup (account);
  self->catalogue = g_object_ref (catalogue);
  self->writes = g_ptr_array_new ();
  return self;
}

LineupDetailsWriter *
lineup_details_writer_ref (LineupDetailsWriter *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LineupDetailsWriter *self = data;

  g_ptr_array_unref (self->writes);
  g_object_unref (self->catalogue);
  g_free (self->account);
}

void
lineup_details_writer_unref (LineupDetailsWriter *self)
{
  g_rc_box_release_full (self, clear);
}

static void
write_free (Write *write)
{
  lineup_details_unref (write->details);
  lineup_details_writer_unref (write->writer);
  g_free (write);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Write) write = user_data;
  const LineupLogContext context = { .account = write->writer->account };
  g_autoptr (GError) error = NULL;

  if (!lineup_catalogue_put_details_finish (LINEUP_CATALOGUE (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "details can't be stored");
  g_ptr_array_remove (write->writer->writes, write);
}

void
lineup_details_writer_put (LineupDetailsWriter *self,
                           LineupKind kind,
                           gint64 id,
                           LineupDetails *details)
{
  Write *write = g_new0 (Write, 1);

  write->writer = lineup_details_writer_ref (self);
  write->kind = kind;
  write->id = id;
  write->details = lineup_details_ref (details);
  g_ptr_array_add (self->writes, write);
  lineup_catalogue_put_details_async (self->catalogue, kind, id, details, NULL, on_written, write);
}

LineupDetails *
lineup_details_writer_peek (LineupDetailsWriter *self, LineupKind kind, gint64 id)
{
  for (guint i = self->writes->len; i > 0; i--)
    {
      const Write *write = self->writes->pdata[i - 1];

      if (write->kind == kind && write->id == id)
        return write->details;
    }
  return NULL;
}

const LineupEpisode *
lineup_details_writer_peek_episode (LineupDetailsWriter *self, gint64 id, gint64 *series)
{
  for (guint i = self->writes->len; i > 0; i--)
    {
      const Write *write = self->writes->pdata[i - 1];
      const LineupEpisode *episode = NULL;

      /* Older details of the series may have it, which count no more. */
      if (write->details == lineup_details_writer_peek (self, write->kind, write->id))
        episode = lineup_details_find_episode (write->details, id);
      if (episode != NULL)
        {
          *series = write->id;
          return episode;
        }
    }
  return NULL;
}
