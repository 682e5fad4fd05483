/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "panel/lineup-http.h"

#include "lineup-error.h"
#include "panel/lineup-deadline.h"
#include "panel/lineup-transport-error.h"

#include <libsoup/soup.h>

/* xtream-wire-format, "UA blocking": panels refuse empty and unknown agents, and the firewalls in
 * front of them refuse browsers; a player passes both. */
#define DEFAULT_USER_AGENT "VLC/3.0.20 LibVLC/3.0.20"

struct _LineupHttp
{
  GObject parent_instance;

  LineupClock *clock;       /* (owned) */
  SoupSession *session;     /* (owned) */
  char *accept_certificate; /* (owned) (nullable): hexadecimal digits, lower case */
};

G_DEFINE_FINAL_TYPE (LineupHttp, lineup_http, G_TYPE_OBJECT)

static void
lineup_http_finalize (GObject *object)
{
  LineupHttp *self = LINEUP_HTTP (object);

  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->accept_certificate, g_free);

  G_OBJECT_CLASS (lineup_http_parent_class)->finalize (object);
}

static void
lineup_http_class_init (LineupHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_http_finalize;
}

static void
lineup_http_init (LineupHttp *self)
{
}

/* People write fingerprints with colons or blanks between the bytes, in either case. */
static char *
normalize_fingerprint (const char *fingerprint)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *c = fingerprint; *c != '\0'; c++)
    {
      if (g_ascii_isxdigit (*c))
        g_string_append_c (digits, g_ascii_tolower (*c));
    }
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

LineupHttp *
lineup_http_new (LineupClock *clock, const char *user_agent, const char *accept_certificate)
{
  LineupHttp *self = g_object_new (LINEUP_TYPE_HTTP, NULL);

  self->clock = g_object_ref (clock);
  /* No time limits of libsoup's own: they know nothing of a panel's phases, nor of our clock. */
  self->session = soup_session_new_with_options ("user-agent",
                                                 user_agent != NULL ? user_agent
                                                                    : DEFAULT_USER_AGENT,
                                                 "timeout",
                                                 0,
                                                 "idle-timeout",
                                                 30,
                                                 "max-conns-per-host",
                                                 2,
                                                 NULL);
  /* Whether a body is compressed is told by the body, not by what is said of it. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  if (accept_certificate != NULL)
    self->accept_certificate = normalize_fingerprint (accept_certificate);
  return self;
}

typedef struct
{
  SoupMessage *message;     /* (owned) */
  LineupDeadline *deadline; /* (owned) */
} Open;

static void
open_free (Open *open)
{
  g_signal_handlers_disconnect_by_data (open->message, open->deadline);
  g_clear_object (&open->message);
  g_clear_object (&open->deadline);
  g_free (open);
}

static gboolean
on_accept_certificate (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data)
{
  LineupHttp *self = user_data;
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *fingerprint = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return FALSE;
  fingerprint = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  return g_str_equal (fingerprint, self->accept_certificate);
}

/* The connection is there and the request is on its way; again after a redirect. */
static void
on_starting (SoupMessage *message, gpointer user_data)
{
  LineupDeadline *deadline = user_data;

  lineup_deadline_set (
      deadline, LINEUP_HTTP_FIRST_BYTE_LIMIT, "The panel took the request and did not answer");
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupHttp *self = g_task_get_source_object (task);
  Open *open = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (open->message);
  const guint status = soup_message_get_status (open->message);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (
      SOUP_SESSION (source), result, &error);

  lineup_deadline_finish (open->deadline, &error);
  if (stream == NULL)
    {
      /* Hung up before the headers: that is no answer that ended early, but none. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
        {
          g_clear_error (&error);
          error = lineup_error_new_answer (
              LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "The panel hung up without an answer");
        }
      lineup_transport_error_translate (&error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      /* Nothing in such a body is of use, and it may be long. */
      g_input_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
      g_task_return_error (task,
                           lineup_transport_error_new_status (
                               status, soup_message_headers_get_one (headers, "Retry-After")));
      return;
    }

  g_task_return_pointer (
      task,
      lineup_body_new (stream,
                       self->clock,
                       status,
                       soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
                           ? soup_message_headers_get_content_length (headers)
                           : -1),
      g_object_unref);
}

void
lineup_http_open_async (LineupHttp *self,
                        const char *url,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);
  Open *open = NULL;

  g_return_if_fail (message != NULL);

  g_task_set_source_tag (task, lineup_http_open_async);

  open = g_new0 (Open, 1);
  open->message = g_object_ref (message);
  open->deadline = lineup_deadline_new (self->clock, cancellable);
  g_task_set_task_data (task, open, (GDestroyNotify)open_free);

  soup_message_headers_replace (
      soup_message_get_request_headers (message), "Accept-Encoding", "gzip");
  g_signal_connect (message, "starting", G_CALLBACK (on_starting), open->deadline);
  if (self->accept_certificate != NULL)
    g_signal_connect_object (
        message, "accept-certificate", G_CALLBACK (on_accept_certificate), self, 0);

  lineup_deadline_set (
      open->deadline, LINEUP_HTTP_CONNECT_LIMIT, "The panel did not take the connection in time");
  soup_session_send_async (self->session,
                           message,
                           G_PRIORITY_DEFAULT,
                           lineup_deadline_get_cancellable (open->deadline),
                           on_sent,
                           g_steal_pointer (&task));
}

LineupBody *
lineup_http_open_finish (LineupHttp *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
