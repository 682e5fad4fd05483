/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-silent-transport.h"

#include <string.h>

/* What a transport and its successors have in common. */
typedef struct
{
  GPtrArray *unheard; /* (owned) (element-type GTask) */
  guint n_sent;
  guint n_renewed;
} Record;

static void
record_clear (Record *record)
{
  g_ptr_array_unref (record->unheard);
}

static void
record_unref (Record *record)
{
  g_atomic_rc_box_release_full (record, (GDestroyNotify)record_clear);
}

/* A body that stops. */

#define LINEUP_TYPE_SILENT_STREAM (lineup_silent_stream_get_type ())
G_DECLARE_FINAL_TYPE (LineupSilentStream, lineup_silent_stream, LINEUP, SILENT_STREAM, GInputStream)

struct _LineupSilentStream
{
  GInputStream parent_instance;

  Record *record; /* (owned) */
  char *text;     /* (owned) */
  gsize position;
  gsize end; /* where it stops */
  gboolean closable;
};

G_DEFINE_FINAL_TYPE (LineupSilentStream, lineup_silent_stream, G_TYPE_INPUT_STREAM)

static void
lineup_silent_stream_finalize (GObject *object)
{
  LineupSilentStream *self = LINEUP_SILENT_STREAM (object);

  g_free (self->text);
  record_unref (self->record);
  G_OBJECT_CLASS (lineup_silent_stream_parent_class)->finalize (object);
}

static void
lineup_silent_stream_read_async (GInputStream *stream,
                                 void *buffer,
                                 gsize count,
                                 int priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  LineupSilentStream *self = LINEUP_SILENT_STREAM (stream);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  const gsize length = MIN (count, self->end - self->position);

  g_task_set_source_tag (task, lineup_silent_stream_read_async);
  if (length == 0 && self->text[self->end] != '\0')
    {
      g_ptr_array_add (self->record->unheard, g_steal_pointer (&task));
      return;
    }
  memcpy (buffer, self->text + self->position, length);
  self->position += length;
  g_task_return_int (task, (gssize)length);
}

static gssize
lineup_silent_stream_read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
lineup_silent_stream_close_async (GInputStream *stream,
                                  int priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LineupSilentStream *self = LINEUP_SILENT_STREAM (stream);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, lineup_silent_stream_close_async);
  if (self->closable)
    g_task_return_boolean (task, TRUE);
  else
    g_ptr_array_add (self->record->unheard, g_steal_pointer (&task));
}

static gboolean
lineup_silent_stream_close_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lineup_silent_stream_class_init (LineupSilentStreamClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lineup_silent_stream_finalize;
  stream_class->read_async = lineup_silent_stream_read_async;
  stream_class->read_finish = lineup_silent_stream_read_finish;
  stream_class->close_async = lineup_silent_stream_close_async;
  stream_class->close_finish = lineup_silent_stream_close_finish;
}

static void
lineup_silent_stream_init (LineupSilentStream *self)
{
}

/* The transport */

struct _LineupSilentTransport
{
  LineupTransport parent_instance;

  Record *record; /* (owned) */
  char *account;  /* (owned) */
  LineupSilence silence;
};

G_DEFINE_FINAL_TYPE (LineupSilentTransport, lineup_silent_transport, LINEUP_TYPE_TRANSPORT)

static void
lineup_silent_transport_finalize (GObject *object)
{
  LineupSilentTransport *self = LINEUP_SILENT_TRANSPORT (object);

  record_unref (self->record);
  g_free (self->account);
  G_OBJECT_CLASS (lineup_silent_transport_parent_class)->finalize (object);
}

static LineupAnswer *
make_answer (LineupSilentTransport *self, GUri *uri)
{
  LineupSilentStream *stream = g_object_new (LINEUP_TYPE_SILENT_STREAM, NULL);
  LineupAnswer *answer = g_new0 (LineupAnswer, 1);

  stream->record = g_atomic_rc_box_acquire (self->record);
  stream->text = strstr (g_uri_get_query (uri), "action=") != NULL
                     ? g_strdup (LINEUP_SILENT_TRANSPORT_HEAD LINEUP_SILENT_TRANSPORT_TAIL)
                     : g_strdup (self->account);
  stream->end = self->silence == LINEUP_SILENCE_BODY ? strlen (LINEUP_SILENT_TRANSPORT_HEAD)
                                                     : strlen (stream->text);
  stream->closable = self->silence != LINEUP_SILENCE_CLOSE;
  answer->status = 200;
  answer->length = -1;
  answer->body = G_INPUT_STREAM (stream);
  return answer;
}

static void
lineup_silent_transport_send_async (LineupTransport *transport,
                                    GUri *uri,
                                    gboolean fresh,
                                    LineupTransportStartedFunc on_started,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  LineupSilentTransport *self = LINEUP_SILENT_TRANSPORT (transport);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  self->record->n_sent++;
  if (self->silence != LINEUP_SILENCE_CONNECT)
    on_started (user_data);
  if (self->silence == LINEUP_SILENCE_CONNECT || self->silence == LINEUP_SILENCE_ANSWER)
    g_ptr_array_add (self->record->unheard, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, make_answer (self, uri), (GDestroyNotify)lineup_answer_free);
}

static LineupTransport *
lineup_silent_transport_renew (LineupTransport *transport)
{
  LineupSilentTransport *self = LINEUP_SILENT_TRANSPORT (transport);
  LineupSilentTransport *next = g_object_new (LINEUP_TYPE_SILENT_TRANSPORT, NULL);

  self->record->n_renewed++;
  next->record = g_atomic_rc_box_acquire (self->record);
  next->account = g_strdup (self->account);
  return LINEUP_TRANSPORT (next);
}

static void
lineup_silent_transport_class_init (LineupSilentTransportClass *klass)
{
  LineupTransportClass *transport_class = LINEUP_TRANSPORT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lineup_silent_transport_finalize;
  transport_class->send_async = lineup_silent_transport_send_async;
  transport_class->renew = lineup_silent_transport_renew;
}

static void
lineup_silent_transport_init (LineupSilentTransport *self)
{
}

LineupSilentTransport *
lineup_silent_transport_new (LineupSilence silence, const char *account)
{
  LineupSilentTransport *self = g_object_new (LINEUP_TYPE_SILENT_TRANSPORT, NULL);

  self->record = g_atomic_rc_box_new0 (Record);
  self->record->unheard = g_ptr_array_new_with_free_func (g_object_unref);
  self->account = g_strdup (account);
  self->silence = silence;
  return self;
}

void
lineup_silent_transport_set_silence (LineupSilentTransport *self, LineupSilence silence)
{
  self->silence = silence;
}

guint
lineup_silent_transport_get_sent (LineupSilentTransport *self)
{
  return self->record->n_sent;
}

guint
lineup_silent_transport_get_renewed (LineupSilentTransport *self)
{
  return self->record->n_renewed;
}

guint
lineup_silent_transport_get_unheard (LineupSilentTransport *self)
{
  return self->record->unheard->len;
}

static void
speak (GTask *task)
{
  static const char late[] = "late";
  const gpointer tag = g_task_get_source_tag (task);

  if (tag == lineup_silent_stream_read_async)
    g_task_return_int (task, 0);
  else if (tag == lineup_silent_stream_close_async)
    g_task_return_boolean (task, TRUE);
  else
    {
      LineupAnswer *answer = g_new0 (LineupAnswer, 1);

      answer->status = 200;
      answer->body = g_memory_input_stream_new_from_data (late, sizeof late - 1, NULL);
      g_task_return_pointer (task, answer, (GDestroyNotify)lineup_answer_free);
    }
}

void
lineup_silent_transport_speak (LineupSilentTransport *self)
{
  while (self->record->unheard->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->record->unheard, 0);

      speak (task);
    }
}
