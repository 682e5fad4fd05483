/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-soup-transport.h"

#include "lineup-pinned-database.h"
#include "lineup-user-agent.h"

#include <libsoup/soup.h>

/* Under which a body has its use. */
#define USE_KEY "lineup-use"

struct _LineupSoupTransport
{
  LineupTransport parent_instance;

  char *user_agent;            /* (owned) */
  GTlsDatabase *trust;         /* (owned) (nullable) */
  LineupKeptConnections *kept; /* (owned) */
  SoupSession *session;        /* (owned) (nullable): while used, and kept */
  guint n_uses; /* requests on their way, and bodies that are not read to their end */
};

G_DEFINE_FINAL_TYPE (LineupSoupTransport, lineup_soup_transport, LINEUP_TYPE_TRANSPORT)

void
lineup_soup_transport_prepare (void)
{
#if !SOUP_CHECK_VERSION(3, 4, 0)
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
#endif
}

static void
end_session (gpointer owner)
{
  LineupSoupTransport *self = owner;

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
}

static void
lineup_soup_transport_finalize (GObject *object)
{
  LineupSoupTransport *self = LINEUP_SOUP_TRANSPORT (object);

  lineup_kept_connections_take (self->kept, self);
  end_session (self);
  g_clear_object (&self->kept);
  g_clear_object (&self->trust);
  g_clear_pointer (&self->user_agent, g_free);

  G_OBJECT_CLASS (lineup_soup_transport_parent_class)->finalize (object);
}

static void
lineup_soup_transport_init (LineupSoupTransport *self)
{
}

LineupTransport *
lineup_soup_transport_new (const char *user_agent, GTlsDatabase *trust, LineupKeptConnections *kept)
{
  LineupSoupTransport *self = g_object_new (LINEUP_TYPE_SOUP_TRANSPORT, NULL);

  self->user_agent = lineup_user_agent_resolve (user_agent);
  self->kept = g_object_ref (kept);
  g_set_object (&self->trust, trust);
  return LINEUP_TRANSPORT (self);
}

LineupTransport *
lineup_soup_transport_new_pinned (const char *user_agent,
                                  const char *fingerprint,
                                  const char *hostname,
                                  LineupKeptConnections *kept)
{
  g_autoptr (GTlsDatabase) trust = NULL;

  if (fingerprint != NULL)
    trust = lineup_pinned_database_new (fingerprint, hostname);
  return lineup_soup_transport_new (user_agent, trust, kept);
}

/* No time limits of libsoup's own: they know nothing of a panel's phases, nor of our clock. Where
 * its limit of idle connections and a request come at the same moment, libsoup 3.2 never calls
 * back, or crashes. */
static SoupSession *
make_session (LineupSoupTransport *self)
{
  SoupSession *session = soup_session_new_with_options ("user-agent",
                                                        self->user_agent,
                                                        "timeout",
                                                        0,
                                                        "idle-timeout",
                                                        0,
                                                        "max-conns-per-host",
                                                        2,
                                                        NULL);

  if (self->trust != NULL)
    soup_session_set_tls_database (session, self->trust);
  /* Whether a body is compressed is told by the body, not by what is said of it. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  return session;
}

/* What uses the session, which ends only when nothing does: then no request can take a connection
 * that is being closed. */
typedef struct
{
  GWeakRef transport; /* of a #LineupSoupTransport */
} Use;

static Use *
use_new (LineupSoupTransport *transport)
{
  Use *use = g_new0 (Use, 1);

  g_weak_ref_init (&use->transport, transport);
  lineup_kept_connections_take (transport->kept, transport);
  if (transport->session == NULL)
    transport->session = make_session (transport);
  transport->n_uses++;
  return use;
}

static void
use_free (Use *use)
{
  g_autoptr (LineupSoupTransport) transport = g_weak_ref_get (&use->transport);

  g_weak_ref_clear (&use->transport);
  g_free (use);
  if (transport != NULL && --transport->n_uses == 0)
    lineup_kept_connections_add (transport->kept, transport, end_session);
}

/* A request on its way, which holds nothing of ours. */
typedef struct
{
  SoupMessage *message;      /* (owned) */
  Use *use;                  /* (owned) (nullable): until its body has it */
  GCancellable *cancellable; /* (owned): of libsoup's call */
  gulong outer_handler;      /* of the caller's cancellable */
  GSource *cancelling;       /* (owned) (nullable) */
  gboolean restarted;        /* whether libsoup was about to send it again */
  guint restarted_after;     /* the status that made it, 0 if there was no answer */
  LineupTransportStartedFunc on_started;
  gpointer user_data; /* for @on_started */
} Sending;

static void
sending_free (Sending *sending)
{
  if (sending->cancelling != NULL)
    g_source_destroy (sending->cancelling);
  g_clear_pointer (&sending->cancelling, g_source_unref);
  g_clear_object (&sending->message);
  g_clear_object (&sending->cancellable);
  g_clear_pointer (&sending->use, use_free);
  g_free (sending);
}

static gboolean
on_turn_to_cancel (gpointer user_data)
{
  Sending *sending = user_data;

  g_cancellable_cancel (sending->cancellable);
  return G_SOURCE_REMOVE;
}

/* A call that is cancelled between the arrival of an answer's head and the turn of who waits for
 * it is ended twice by libsoup (3.6.5), in freed memory. What has arrived has its turn first. */
static void
on_outer_cancelled (GCancellable *outer, gpointer user_data)
{
  GTask *task = user_data;
  Sending *sending = g_task_get_task_data (task);

  sending->cancelling = g_idle_source_new ();
  g_source_set_priority (sending->cancelling, G_PRIORITY_DEFAULT + 1);
  g_source_set_callback (sending->cancelling, on_turn_to_cancel, sending, NULL);
  g_source_attach (sending->cancelling, g_task_get_context (task));
}

static void
on_starting (SoupMessage *message, gpointer user_data)
{
  Sending *sending = user_data;

  sending->on_started (sending->user_data);
}

/* On a kept connection that has died, and after some answers, libsoup would ask again by itself.
 * Whether to is for others to say, and costs a token. */
static void
on_restarted (SoupMessage *message, gpointer user_data)
{
  Sending *sending = user_data;

  sending->restarted = TRUE;
  sending->restarted_after = soup_message_get_status (message);
  g_cancellable_cancel (sending->cancellable);
}

static LineupAnswer *
make_answer (SoupMessage *message, GInputStream *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  LineupAnswer *answer = g_new0 (LineupAnswer, 1);

  answer->status = soup_message_get_status (message);
  answer->location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  answer->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
  answer->length = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
                       ? soup_message_headers_get_content_length (headers)
                       : -1;
  answer->body = g_object_ref (body);
  return answer;
}

static LineupAnswer *
make_bare_answer (guint status)
{
  LineupAnswer *answer = g_new0 (LineupAnswer, 1);

  answer->status = status;
  answer->length = -1;
  return answer;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GInputStream) body = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  g_signal_handlers_disconnect_by_data (sending->message, sending);
  g_cancellable_disconnect (g_task_get_cancellable (task), sending->outer_handler);
  if (body != NULL)
    {
      g_object_set_data_full (
          G_OBJECT (body), USE_KEY, g_steal_pointer (&sending->use), (GDestroyNotify)use_free);
      g_task_return_pointer (
          task, make_answer (sending->message, body), (GDestroyNotify)lineup_answer_free);
      return;
    }
  if (!sending->restarted)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  if (sending->restarted_after != 0)
    g_task_return_pointer (
        task, make_bare_answer (sending->restarted_after), (GDestroyNotify)lineup_answer_free);
  else
    g_task_return_new_error (
        task, LINEUP_TRANSPORT_ERROR, LINEUP_TRANSPORT_ERROR_STALE, "The kept connection was dead");
}

static SoupMessage *
make_message (GUri *uri, gboolean fresh)
{
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);

  soup_message_add_flags (message,
                          SOUP_MESSAGE_NO_REDIRECT | (fresh ? SOUP_MESSAGE_NEW_CONNECTION : 0));
#if SOUP_CHECK_VERSION(3, 4, 0)
  soup_message_set_force_http1 (message, TRUE);
#endif
  soup_message_headers_replace (
      soup_message_get_request_headers (message), "Accept-Encoding", "gzip");
  return message;
}

static void
lineup_soup_transport_send_async (LineupTransport *transport,
                                  GUri *uri,
                                  gboolean fresh,
                                  LineupTransportStartedFunc on_started,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  LineupSoupTransport *self = LINEUP_SOUP_TRANSPORT (transport);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Sending *sending = g_new0 (Sending, 1);

  sending->message = make_message (uri, fresh);
  sending->use = use_new (self);
  sending->cancellable = g_cancellable_new ();
  sending->on_started = on_started;
  sending->user_data = user_data;
  g_task_set_source_tag (task, lineup_soup_transport_send_async);
  g_task_set_task_data (task, sending, (GDestroyNotify)sending_free);
  g_signal_connect (sending->message, "starting", G_CALLBACK (on_starting), sending);
  g_signal_connect (sending->message, "restarted", G_CALLBACK (on_restarted), sending);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (sending->cancellable);
  soup_session_send_async (
      self->session, sending->message, G_PRIORITY_DEFAULT, sending->cancellable, on_sent, task);
  sending->outer_handler = g_cancellable_connect (
      cancellable, G_CALLBACK (on_outer_cancelled), task, NULL);
}

static LineupTransport *
lineup_soup_transport_renew (LineupTransport *transport)
{
  LineupSoupTransport *self = LINEUP_SOUP_TRANSPORT (transport);

  return lineup_soup_transport_new (self->user_agent, self->trust, self->kept);
}

static void
lineup_soup_transport_class_init (LineupSoupTransportClass *klass)
{
  LineupTransportClass *transport_class = LINEUP_TRANSPORT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lineup_soup_transport_finalize;
  transport_class->send_async = lineup_soup_transport_send_async;
  transport_class->renew = lineup_soup_transport_renew;
}
