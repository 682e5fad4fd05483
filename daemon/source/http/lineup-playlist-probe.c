/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist-probe.h"

#include <string.h>

/* Bytes of a body's beginning that are looked at. */
#define LENGTH 4096

/* What each entry of a playlist begins with. */
#define ENTRY "#EXTINF"

typedef struct
{
  LineupBody *body;  /* (owned) */
  GByteArray *bytes; /* (owned): that are there */
} Probe;

static void
probe_free (Probe *probe)
{
  lineup_body_close (probe->body);
  g_object_unref (probe->body);
  g_byte_array_unref (probe->bytes);
  g_free (probe);
}

/* With a byte order mark or without one. */
static gboolean
is_comment (const GByteArray *bytes)
{
  gsize i = 0;

  while (i < bytes->len && strchr (" \t\r\n\xef\xbb\xbf", bytes->data[i]) != NULL)
    i++;
  return i < bytes->len && bytes->data[i] == '#';
}

static void read_some (GTask *owned_task);

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = lineup_body_read_finish (LINEUP_BODY (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_byte_array_append (
      probe->bytes, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
  if (memmem (probe->bytes->data, probe->bytes->len, ENTRY, strlen (ENTRY)) != NULL)
    g_task_return_boolean (task, is_comment (probe->bytes));
  else if (g_bytes_get_size (bytes) == 0 || probe->bytes->len >= LENGTH)
    g_task_return_boolean (task, FALSE);
  else
    read_some (g_steal_pointer (&task));
}

static void
read_some (GTask *owned_task)
{
  const Probe *probe = g_task_get_task_data (owned_task);

  lineup_body_read_async (
      probe->body, LENGTH, g_task_get_cancellable (owned_task), on_read, owned_task);
}

void
lineup_playlist_probe_async (LineupBody *body,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Probe *probe = g_new0 (Probe, 1);

  probe->body = g_object_ref (body);
  probe->bytes = g_byte_array_new ();
  g_task_set_source_tag (task, lineup_playlist_probe_async);
  g_task_set_task_data (task, probe, (GDestroyNotify)probe_free);
  read_some (task);
}

gboolean
lineup_playlist_probe_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
