/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "panel/lineup-http.h"

#include "lineup-deadline.h"
#include "lineup-error.h"
#include "panel/lineup-server-url.h"
#include "panel/lineup-transport-error.h"
#include "panel/lineup-user-agent.h"

#include <libsoup/soup.h>

struct _LineupHttp
{
  GObject parent_instance;

  LineupClock *clock;         /* (owned) */
  LineupHostBuckets *buckets; /* (owned) */
  SoupSession *session;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupHttp, lineup_http, G_TYPE_OBJECT)

static void
lineup_http_finalize (GObject *object)
{
  LineupHttp *self = LINEUP_HTTP (object);

  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_object (&self->buckets);

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

LineupHttp *
lineup_http_new (LineupClock *clock,
                 LineupHostBuckets *buckets,
                 const char *user_agent,
                 GTlsDatabase *trust)
{
  LineupHttp *self = g_object_new (LINEUP_TYPE_HTTP, NULL);
  g_autofree char *own = user_agent != NULL ? lineup_user_agent_parse (user_agent) : NULL;

  self->clock = g_object_ref (clock);
  self->buckets = g_object_ref (buckets);
  /* No time limits of libsoup's own: they know nothing of a panel's phases, nor of our clock. */
  self->session = soup_session_new_with_options (
      "user-agent",
      own != NULL && *own != '\0' ? own : LINEUP_USER_AGENT_DEFAULT,
      "timeout",
      0,
      "idle-timeout",
      30,
      "max-conns-per-host",
      2,
      NULL);
  if (trust != NULL)
    soup_session_set_tls_database (self->session, trust);
  /* Whether a body is compressed is told by the body, not by what is said of it. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  return self;
}

/* One request, and those to which its answers redirect. */
typedef struct
{
  GUri *uri; /* (owned): where to ask next */
  guint n_redirects;
  SoupMessage *message;     /* (owned) (nullable): the request under way */
  LineupDeadline *deadline; /* (owned) (nullable): its own */
  gboolean restarted;       /* whether libsoup was about to send it again */
  guint restarted_after;    /* the status that made it, 0 if there was no answer */
} Open;

static void
end_hop (Open *open)
{
  if (open->message != NULL)
    g_signal_handlers_disconnect_by_data (open->message, open);
  g_clear_object (&open->message);
  g_clear_object (&open->deadline);
}

static void
open_free (Open *open)
{
  end_hop (open);
  g_clear_pointer (&open->uri, g_uri_unref);
  g_free (open);
}

static void take_token (GTask *task);

/* The connection is there and the request is on its way. */
static void
on_starting (SoupMessage *message, gpointer user_data)
{
  Open *open = user_data;

  lineup_deadline_set (open->deadline,
                       LINEUP_HTTP_FIRST_BYTE_LIMIT,
                       "The panel took the request and did not answer");
}

/* On a kept connection that has died, and after some answers, libsoup would ask again by itself.
 * Whether to is for the retry policy to say, and costs a token. */
static void
on_restarted (SoupMessage *message, gpointer user_data)
{
  Open *open = user_data;

  open->restarted = TRUE;
  open->restarted_after = soup_message_get_status (message);
  g_cancellable_cancel (lineup_deadline_get_cancellable (open->deadline));
}

/* Redirects, one by one: each is a request that the next host counts, and may be none of ours. */

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND
         || status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT
         || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

static gboolean
has_scheme (GUri *uri, const char *scheme)
{
  return g_str_equal (g_uri_get_scheme (uri), scheme);
}

static GUri *
refuse_redirect (LineupError code, guint status, const char *message, GError **error)
{
  g_propagate_error (error, lineup_error_new_answer (code, status, 0, FALSE, "%s", message));
  return NULL;
}

/* Returns where a redirect leads; %NULL if we don't go there. */
static GUri *
resolve_redirect (Open *open, guint status, const char *location, GError **error)
{
  g_autoptr (GUri) target = g_uri_parse_relative (open->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *host = NULL;

  if (target != NULL && (has_scheme (target, "http") || has_scheme (target, "https")))
    host = lineup_server_url_get_host_of (target);
  if (host == NULL)
    return refuse_redirect (LINEUP_ERROR_SERVER, status, "The panel redirects to nowhere", error);
  if (has_scheme (open->uri, "https") && has_scheme (target, "http"))
    return refuse_redirect (
        LINEUP_ERROR_CERTIFICATE, status, "The panel redirects from https to http", error);
  if (open->n_redirects == LINEUP_HTTP_MAX_REDIRECTS)
    return refuse_redirect (
        LINEUP_ERROR_SERVER, status, "The panel redirects too many times", error);

  /* With a user in the address, libsoup would answer a 401 by asking again. */
  return soup_uri_copy (target, SOUP_URI_USER, NULL, SOUP_URI_PASSWORD, NULL, SOUP_URI_NONE);
}

/* Takes the task over. */
static void
follow (GTask *owned_task, guint status, const char *location)
{
  g_autoptr (GTask) task = owned_task;
  Open *open = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GUri *target = resolve_redirect (open, status, location, &error);

  end_hop (open);
  if (target == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_uri_unref (open->uri);
  open->uri = target;
  open->n_redirects++;
  take_token (g_steal_pointer (&task));
}

static void
translate_error (LineupHttp *self, Open *open, GError **error)
{
  if (open->restarted && open->restarted_after != 0)
    {
      g_clear_error (error);
      *error = lineup_transport_error_new_status (open->restarted_after, NULL, self->clock);
    }
  /* Hung up before the headers: that is no answer that ended early, but none. */
  else if (open->restarted || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    {
      g_clear_error (error);
      *error = lineup_error_new_answer (
          LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "The panel hung up without an answer");
    }
  lineup_transport_error_translate (error);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupHttp *self = g_task_get_source_object (task);
  Open *open = g_task_get_task_data (task);
  g_autoptr (SoupMessage) message = g_object_ref (open->message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const guint status = soup_message_get_status (message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (
      SOUP_SESSION (source), result, &error);

  lineup_deadline_finish (open->deadline, &error);
  if (stream == NULL)
    {
      translate_error (self, open, &error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      /* Nothing in such a body is of use, and it may be long. */
      g_input_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
      if (is_redirect (status) && location != NULL)
        follow (g_steal_pointer (&task), status, location);
      else
        g_task_return_error (
            task,
            lineup_transport_error_new_status (
                status, soup_message_headers_get_one (headers, "Retry-After"), self->clock));
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

/* Takes the task over. */
static void
send (GTask *task)
{
  LineupHttp *self = g_task_get_source_object (task);
  Open *open = g_task_get_task_data (task);

  open->message = soup_message_new_from_uri (SOUP_METHOD_GET, open->uri);
  open->deadline = lineup_deadline_new (self->clock, g_task_get_cancellable (task));

  soup_message_add_flags (open->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (
      soup_message_get_request_headers (open->message), "Accept-Encoding", "gzip");
  g_signal_connect (open->message, "starting", G_CALLBACK (on_starting), open);
  g_signal_connect (open->message, "restarted", G_CALLBACK (on_restarted), open);

  lineup_deadline_set (
      open->deadline, LINEUP_HTTP_CONNECT_LIMIT, "The panel did not take the connection in time");
  soup_session_send_async (self->session,
                           open->message,
                           G_PRIORITY_DEFAULT,
                           lineup_deadline_get_cancellable (open->deadline),
                           on_sent,
                           task);
}

static void
on_token (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_token_bucket_take_finish (LINEUP_TOKEN_BUCKET (source), result, &error))
    send (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes the task over. */
static void
take_token (GTask *task)
{
  LineupHttp *self = g_task_get_source_object (task);
  Open *open = g_task_get_task_data (task);
  g_autofree char *host = lineup_server_url_get_host_of (open->uri);

  lineup_token_bucket_take_async (
      lineup_host_buckets_get (self->buckets, host), g_task_get_cancellable (task), on_token, task);
}

void
lineup_http_open_async (LineupHttp *self,
                        const char *url,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  Open *open = NULL;

  g_return_if_fail (uri != NULL);

  g_task_set_source_tag (task, lineup_http_open_async);
  open = g_new0 (Open, 1);
  open->uri = g_steal_pointer (&uri);
  g_task_set_task_data (task, open, (GDestroyNotify)open_free);
  take_token (g_steal_pointer (&task));
}

LineupBody *
lineup_http_open_finish (LineupHttp *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
