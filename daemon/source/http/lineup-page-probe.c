/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-page-probe.h"

#include "lineup-deadline.h"

#include <string.h>

/* Bytes of a body's beginning that are looked at. */
#define LENGTH 512

/* With a byte order mark or without one. */
static gboolean
is_page (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize i = 0;

  while (i < length && strchr (" \t\r\n\xef\xbb\xbf", data[i]) != NULL)
    i++;
  return i < length && data[i] == '<';
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GBytes) bytes = lineup_body_read_finish (LINEUP_BODY (source), result, NULL);

  lineup_deadline_finish (g_task_get_task_data (task), NULL);
  lineup_body_close (LINEUP_BODY (source));
  g_task_return_boolean (task, bytes != NULL && is_page (bytes));
}

void
lineup_page_probe_async (LineupBody *body,
                         LineupClock *clock,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  LineupDeadline *deadline = lineup_deadline_new (clock, cancellable);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_page_probe_async);
  g_task_set_task_data (task, deadline, g_object_unref);
  lineup_deadline_set (
      deadline, LINEUP_PAGE_PROBE_LIMIT, "The refusal's text did not come in time");
  lineup_body_read_async (body, LENGTH, lineup_deadline_get_cancellable (deadline), on_read, task);
}

gboolean
lineup_page_probe_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
