/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Preloaded into the daemon, to have libsoup do the worst that it can: it takes a call and never
 * calls back, not even when the call is cancelled. */

#include "lineup-silent-soup.h"

#include <dlfcn.h>
#include <libsoup/soup.h>

typedef void (*SendFunc) (SoupSession *session,
                          SoupMessage *message,
                          int priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

typedef void (*ReadFunc) (GInputStream *stream,
                          gsize count,
                          int priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/* Whether a call is to be forgotten, as the test's file says; takes note when it is. */
static gboolean
is_silent (const char *call)
{
  const char *path = g_getenv (LINEUP_SILENT_SOUP_VARIABLE);
  g_autofree char *wanted = NULL;
  g_autofree char *reached = NULL;

  if (path == NULL || !g_file_get_contents (path, &wanted, NULL, NULL)
      || !g_str_equal (wanted, call))
    return FALSE;
  reached = g_strconcat (path, LINEUP_SILENT_SOUP_REACHED, NULL);
  return g_file_set_contents (reached, "", 0, NULL);
}

void
soup_session_send_async (SoupSession *session,
                         SoupMessage *message,
                         int priority,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const SendFunc send = (SendFunc)dlsym (RTLD_NEXT, "soup_session_send_async");

  if (!is_silent (LINEUP_SILENT_SOUP_SEND))
    send (session, message, priority, cancellable, callback, user_data);
}

void
g_input_stream_read_bytes_async (GInputStream *stream,
                                 gsize count,
                                 int priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const ReadFunc read = (ReadFunc)dlsym (RTLD_NEXT, "g_input_stream_read_bytes_async");

  if (!is_silent (LINEUP_SILENT_SOUP_READ))
    read (stream, count, priority, cancellable, callback, user_data);
}
