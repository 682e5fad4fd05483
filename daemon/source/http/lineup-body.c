/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-body.h"

#include "lineup-error.h"
#include "lineup-foreign-call.h"
#include "lineup-transport-error.h"
#include "lineup-unpacker.h"

/* Bytes that are read at once. */
#define READ_SIZE (64 * 1024)

struct _LineupBody
{
  GObject parent_instance;

  GInputStream *stream;       /* (owned) */
  LineupTransport *transport; /* (owned) (nullable) */
  LineupUnpacker *unpacker;   /* (owned) */
  LineupClock *clock;         /* (owned) */
  guint http_status;
  char *moved_to; /* (owned) (nullable) */
  char *address;  /* (owned) (nullable): a secret */
  gint64 length;
  guint64 n_received;
  guint64 stretch_began; /* when so much had been received */
  gint64 waited;         /* for bytes of this stretch */
  gint64 waits_since;    /* monotonic time, while a read is under way */
};

static void read_some (GTask *owned_task);
static void lineup_body_byte_stream_init (LineupByteStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupBody,
                               lineup_body,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_BYTE_STREAM,
                                                      lineup_body_byte_stream_init))

static void
lineup_body_finalize (GObject *object)
{
  LineupBody *self = LINEUP_BODY (object);

  g_clear_object (&self->stream);
  g_clear_pointer (&self->moved_to, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->unpacker, lineup_unpacker_free);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_body_parent_class)->finalize (object);
}

static void
lineup_body_class_init (LineupBodyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_body_finalize;
}

static void
lineup_body_init (LineupBody *self)
{
  self->unpacker = lineup_unpacker_new (LINEUP_PACKING_ANSWER);
}

LineupBody *
lineup_body_new (GInputStream *stream,
                 LineupTransport *transport,
                 LineupClock *clock,
                 guint http_status,
                 gint64 length)
{
  LineupBody *self = g_object_new (LINEUP_TYPE_BODY, NULL);

  self->stream = g_object_ref (stream);
  g_set_object (&self->transport, transport);
  self->clock = g_object_ref (clock);
  self->http_status = http_status;
  self->length = length;
  return self;
}

void
lineup_body_take_moved_to (LineupBody *self, char *owned_origin)
{
  g_return_if_fail (LINEUP_IS_BODY (self));

  g_free (self->moved_to);
  self->moved_to = owned_origin;
}

const char *
lineup_body_get_moved_to (LineupBody *self)
{
  g_return_val_if_fail (LINEUP_IS_BODY (self), NULL);

  return self->moved_to;
}

void
lineup_body_take_address (LineupBody *self, char *owned_address)
{
  g_return_if_fail (LINEUP_IS_BODY (self));

  g_free (self->address);
  self->address = owned_address;
}

const char *
lineup_body_get_address (LineupBody *self)
{
  g_return_val_if_fail (LINEUP_IS_BODY (self), NULL);

  return self->address;
}

static void
retire_transport (LineupBody *self)
{
  if (self->transport != NULL)
    lineup_transport_retire (self->transport);
}

static void
end_read (GTask *owned_task, GBytes *owned_output, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;

  if (owned_error == NULL)
    {
      g_task_return_pointer (task,
                             owned_output != NULL ? owned_output : g_bytes_new_static ("", 0),
                             (GDestroyNotify)g_bytes_unref);
      return;
    }
  /* Whom we talk to was found out before: here, it is only the connection that fails. */
  if (owned_error->domain == G_TLS_ERROR)
    {
      g_clear_error (&owned_error);
      g_set_error (&owned_error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "TLS broke off");
    }
  lineup_transport_error_translate (&owned_error);
  g_task_return_error (task, owned_error);
}

static void
give_up_read (GTask *owned_task, GError *owned_error)
{
  retire_transport (g_task_get_source_object (owned_task));
  end_read (owned_task, NULL, owned_error);
}

static void
count_received (LineupBody *self, gsize length)
{
  self->n_received += length;
  self->waited += lineup_clock_get_monotonic_time (self->clock) - self->waits_since;
  if (self->n_received - self->stretch_began < LINEUP_BODY_STRETCH)
    return;
  self->stretch_began = self->n_received;
  self->waited = 0;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GBytes *output = NULL;
  GError *error = NULL;
  g_autoptr (GBytes) input = g_input_stream_read_bytes_finish (
      G_INPUT_STREAM (source), result, &error);
  GTask *task = lineup_foreign_call_end (user_data, &error);
  LineupBody *self = NULL;

  if (task == NULL)
    {
      g_input_stream_close_async (G_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
      return;
    }
  self = g_task_get_source_object (task);
  if (input == NULL)
    {
      end_read (task, NULL, error);
      return;
    }
  if (g_bytes_get_size (input) == 0)
    {
      lineup_unpacker_end (self->unpacker);
      lineup_unpacker_pull (self->unpacker, &output, &error);
      end_read (task, output, error);
      return;
    }

  count_received (self, g_bytes_get_size (input));
  lineup_unpacker_push (self->unpacker, input);
  read_some (task);
}

static void
set_limit (LineupBody *self, LineupForeignCall *call)
{
  const gint64 left = MAX (LINEUP_BODY_STRETCH_LIMIT - self->waited, 0);

  self->waits_since = lineup_clock_get_monotonic_time (self->clock);
  if (left < LINEUP_BODY_IDLE_LIMIT)
    lineup_foreign_call_set_limit (call, left, "The answer came too slowly");
  else
    lineup_foreign_call_set_limit (
        call, LINEUP_BODY_IDLE_LIMIT, "The answer stood still for too long");
}

/* What arrives may not be enough to decompress any of it. */
static void
read_some (GTask *owned_task)
{
  LineupBody *self = g_task_get_source_object (owned_task);
  const gsize count = GPOINTER_TO_SIZE (g_task_get_task_data (owned_task));
  LineupForeignCall *call = NULL;
  GBytes *output = NULL;
  GError *error = NULL;

  if (!lineup_unpacker_pull (self->unpacker, &output, &error) || output != NULL)
    {
      end_read (owned_task, output, error);
      return;
    }
  call = lineup_foreign_call_new (owned_task, self->clock, give_up_read);
  set_limit (self, call);
  g_input_stream_read_bytes_async (self->stream,
                                   count,
                                   G_PRIORITY_DEFAULT,
                                   lineup_foreign_call_get_cancellable (call),
                                   on_read,
                                   call);
}

void
lineup_body_read_async (LineupBody *self,
                        gsize count,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_body_read_async);
  g_task_set_task_data (task, GSIZE_TO_POINTER (count), NULL);
  read_some (task);
}

GBytes *
lineup_body_read_finish (LineupBody *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  GByteArray *bytes; /* (owned) (nullable): NULL once it was handed out */
  gsize max_length;
} ReadAll;

static void
read_all_free (ReadAll *read_all)
{
  g_clear_pointer (&read_all->bytes, g_byte_array_unref);
  g_free (read_all);
}

static void read_more (GTask *owned_task);

static void
on_read_more (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReadAll *read_all = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = lineup_body_read_finish (LINEUP_BODY (source), result, &error);
  gsize length = 0;
  const guint8 *data = NULL;

  if (bytes == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  data = g_bytes_get_data (bytes, &length);
  if (length > read_all->max_length - read_all->bytes->len)
    {
      g_task_return_new_error (
          task, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA, "The answer is far too long");
      return;
    }
  if (length == 0)
    {
      g_task_return_pointer (task,
                             g_byte_array_free_to_bytes (g_steal_pointer (&read_all->bytes)),
                             (GDestroyNotify)g_bytes_unref);
      return;
    }

  g_byte_array_append (read_all->bytes, data, (guint)length);
  read_more (g_steal_pointer (&task));
}

static void
read_more (GTask *owned_task)
{
  lineup_body_read_async (g_task_get_source_object (owned_task),
                          READ_SIZE,
                          g_task_get_cancellable (owned_task),
                          on_read_more,
                          owned_task);
}

void
lineup_body_read_all_async (LineupBody *self,
                            gsize max_length,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  ReadAll *read_all = g_new (ReadAll, 1);

  read_all->bytes = g_byte_array_new ();
  read_all->max_length = max_length;
  g_task_set_source_tag (task, lineup_body_read_all_async);
  g_task_set_task_data (task, read_all, (GDestroyNotify)read_all_free);
  read_more (g_steal_pointer (&task));
}

GBytes *
lineup_body_read_all_finish (LineupBody *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
give_up_close (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;

  retire_transport (g_task_get_source_object (task));
  g_task_return_error (task, owned_error);
}

/* Whether it went well is of no use to anybody. */
static void
on_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  g_input_stream_close_finish (G_INPUT_STREAM (source), result, &error);
  task = lineup_foreign_call_end (user_data, &error);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

void
lineup_body_close (LineupBody *self)
{
  GTask *task = NULL;
  LineupForeignCall *call = NULL;

  g_return_if_fail (LINEUP_IS_BODY (self));

  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, lineup_body_close);
  call = lineup_foreign_call_new (task, self->clock, give_up_close);
  lineup_foreign_call_set_limit (call, LINEUP_BODY_CLOSE_LIMIT, "The answer could not be closed");
  g_input_stream_close_async (self->stream,
                              G_PRIORITY_DEFAULT,
                              lineup_foreign_call_get_cancellable (call),
                              on_closed,
                              call);
}

/* As a stream. */

static void
lineup_body_stream_read_async (LineupByteStream *stream,
                               gsize count,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  lineup_body_read_async (LINEUP_BODY (stream), count, cancellable, callback, user_data);
}

static GBytes *
lineup_body_stream_read_finish (LineupByteStream *stream, GAsyncResult *result, GError **error)
{
  return lineup_body_read_finish (LINEUP_BODY (stream), result, error);
}

static void
lineup_body_stream_close (LineupByteStream *stream)
{
  lineup_body_close (LINEUP_BODY (stream));
}

static LineupByteFigures
lineup_body_stream_get_figures (LineupByteStream *stream)
{
  LineupBody *self = LINEUP_BODY (stream);

  return (LineupByteFigures){
    .http_status = self->http_status,
    .length = self->length,
    .received = self->n_received,
  };
}

static void
lineup_body_byte_stream_init (LineupByteStreamInterface *iface)
{
  iface->read_async = lineup_body_stream_read_async;
  iface->read_finish = lineup_body_stream_read_finish;
  iface->close = lineup_body_stream_close;
  iface->get_figures = lineup_body_stream_get_figures;
}
