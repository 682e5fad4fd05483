/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-file-stream.h"

#include "lineup-error.h"
#include "lineup-foreign-call.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <sys/stat.h>
#include <unistd.h>

struct _LineupFileStream
{
  GObject parent_instance;

  GInputStream *input; /* (owned) */
  LineupClock *clock;  /* (owned) */
  gint64 length;
  guint64 received;
};

static void lineup_file_stream_iface_init (LineupByteStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupFileStream,
                               lineup_file_stream,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_BYTE_STREAM,
                                                      lineup_file_stream_iface_init))

static void
lineup_file_stream_finalize (GObject *object)
{
  LineupFileStream *self = LINEUP_FILE_STREAM (object);

  g_clear_object (&self->input);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_file_stream_parent_class)->finalize (object);
}

static void
lineup_file_stream_class_init (LineupFileStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_file_stream_finalize;
}

static void
lineup_file_stream_init (LineupFileStream *self)
{
}

/* Opening: by a thread, which a file system may hold up for as long as it likes. */

/* Returns the file's descriptor; -1 with an error. */
static int
open_file (const char *path, gint64 *length, GError **error)
{
  const int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
  struct stat status;

  if (fd < 0)
    {
      lineup_error_set_errno (error, LINEUP_ERROR_STORAGE, errno, "The file can't be opened");
      return -1;
    }
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    {
      *length = status.st_size;
      return fd;
    }
  close (fd);
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE, "The file is no regular one");
  return -1;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (LineupFileStream) self = g_object_new (LINEUP_TYPE_FILE_STREAM, NULL);
  GError *error = NULL;
  const int fd = open_file (task_data, &self->length, &error);

  if (fd < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  self->input = g_unix_input_stream_new (fd, TRUE);
  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (LineupFileStream) self = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GTask) task = lineup_foreign_call_end (user_data, &error);

  if (task == NULL)
    return;
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->clock = g_object_ref (g_task_get_task_data (task));
  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

static void
give_up (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;

  g_task_return_error (task, owned_error);
}

void
lineup_file_stream_open_async (const char *path,
                               LineupClock *clock,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;
  LineupForeignCall *call = NULL;
  g_autoptr (GTask) opening = NULL;

  g_return_if_fail (g_path_is_absolute (path));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_file_stream_open_async);
  g_task_set_task_data (task, g_object_ref (clock), g_object_unref);
  call = lineup_foreign_call_new (task, clock, give_up);
  lineup_foreign_call_set_limit (
      call, LINEUP_FILE_STREAM_LIMIT, "The file could not be opened in time");
  opening = g_task_new (NULL, lineup_foreign_call_get_cancellable (call), on_opened, call);
  g_task_set_source_tag (opening, lineup_file_stream_open_async);
  g_task_set_task_data (opening, g_strdup (path), g_free);
  g_task_run_in_thread (opening, open_in_thread);
}

LineupByteStream *
lineup_file_stream_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Reading */

/* What GIO says of a file has no path in it, but is of a domain that means networks elsewhere. */
static void
translate (GError **error)
{
  g_autoptr (GError) system_error = *error;

  if (system_error->domain == LINEUP_ERROR || lineup_error_is_cancelled (system_error))
    {
      g_steal_pointer (&system_error);
      return;
    }
  *error = g_error_new (
      LINEUP_ERROR, LINEUP_ERROR_STORAGE, "The file can't be read: %s", system_error->message);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (
      G_INPUT_STREAM (source), result, &error);
  g_autoptr (GTask) task = lineup_foreign_call_end (user_data, &error);
  LineupFileStream *self = NULL;

  if (task == NULL)
    return;
  if (error != NULL)
    {
      translate (&error);
      g_task_return_error (task, error);
      return;
    }
  self = g_task_get_source_object (task);
  self->received += g_bytes_get_size (bytes);
  g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify)g_bytes_unref);
}

static void
lineup_file_stream_read_async (LineupByteStream *stream,
                               gsize count,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  LineupFileStream *self = LINEUP_FILE_STREAM (stream);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  LineupForeignCall *call = NULL;

  g_task_set_source_tag (task, lineup_file_stream_read_async);
  call = lineup_foreign_call_new (task, self->clock, give_up);
  lineup_foreign_call_set_limit (
      call, LINEUP_FILE_STREAM_LIMIT, "The file could not be read in time");
  g_input_stream_read_bytes_async (self->input,
                                   count,
                                   G_PRIORITY_DEFAULT,
                                   lineup_foreign_call_get_cancellable (call),
                                   on_read,
                                   call);
}

static GBytes *
lineup_file_stream_read_finish (LineupByteStream *stream, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_file_stream_close (LineupByteStream *stream)
{
  /* Nobody waits for it, nor has to know how it went. */
  g_input_stream_close_async (
      LINEUP_FILE_STREAM (stream)->input, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static LineupByteFigures
lineup_file_stream_get_figures (LineupByteStream *stream)
{
  LineupFileStream *self = LINEUP_FILE_STREAM (stream);

  return (LineupByteFigures){ .length = self->length, .received = self->received };
}

static void
lineup_file_stream_iface_init (LineupByteStreamInterface *iface)
{
  iface->read_async = lineup_file_stream_read_async;
  iface->read_finish = lineup_file_stream_read_finish;
  iface->close = lineup_file_stream_close;
  iface->get_figures = lineup_file_stream_get_figures;
}
