/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-http.h"

#include "lineup-error.h"
#include "lineup-foreign-call.h"
#include "lineup-page-probe.h"
#include "lineup-server-url.h"
#include "lineup-transport-error.h"

#include <libsoup/soup.h>

struct _LineupHttp
{
  GObject parent_instance;

  LineupClock *clock;         /* (owned) */
  LineupHosts *hosts;         /* (owned) */
  LineupTransport *transport; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupHttp, lineup_http, G_TYPE_OBJECT)

static void
lineup_http_finalize (GObject *object)
{
  LineupHttp *self = LINEUP_HTTP (object);

  g_clear_object (&self->transport);
  g_clear_object (&self->clock);
  g_clear_object (&self->hosts);

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

static void take_transport (LineupHttp *self, LineupTransport *owned_transport);

/* What came to no end may hold one of the few connections that there are to a host, for ever. */
static void
on_retired (LineupHttp *self)
{
  g_autoptr (LineupTransport) old = g_steal_pointer (&self->transport);

  g_signal_handlers_disconnect_by_data (old, self);
  take_transport (self, lineup_transport_renew (old));
}

static void
take_transport (LineupHttp *self, LineupTransport *owned_transport)
{
  self->transport = owned_transport;
  g_signal_connect_object (
      owned_transport, "retired", G_CALLBACK (on_retired), self, G_CONNECT_SWAPPED);
}

LineupHttp *
lineup_http_new (LineupTransport *transport, LineupHosts *hosts)
{
  LineupHttp *self = g_object_new (LINEUP_TYPE_HTTP, NULL);

  self->clock = g_object_ref (lineup_hosts_get_clock (hosts));
  self->hosts = g_object_ref (hosts);
  take_transport (self, g_object_ref (transport));
  return self;
}

/* One request, and those to which its answers redirect. */
typedef struct
{
  GUri *uri;       /* (owned): where to ask next */
  GUri *first;     /* (owned): where it began */
  GUri *lasting;   /* (owned): to where it was redirected for good, or where it began */
  GError *refusal; /* (owned) (nullable): while it is looked at */
  guint n_redirects;
  gboolean fresh;             /* whether a kept connection has failed it */
  LineupTransport *transport; /* (owned) (nullable): of the request that was sent last */
} Open;

static void
open_free (Open *open)
{
  g_clear_pointer (&open->uri, g_uri_unref);
  g_clear_pointer (&open->first, g_uri_unref);
  g_clear_pointer (&open->lasting, g_uri_unref);
  g_clear_error (&open->refusal);
  g_clear_object (&open->transport);
  g_free (open);
}

static void take_token (GTask *owned_task);

static LineupTokenBucket *
get_bucket (LineupHttp *self, Open *open)
{
  g_autofree char *host = lineup_server_url_get_host_of (open->uri);

  return lineup_hosts_get_bucket (self->hosts, host);
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
is_lasting (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_PERMANENT_REDIRECT;
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

static void
follow (GTask *owned_task, guint status, const char *location)
{
  g_autoptr (GTask) task = owned_task;
  Open *open = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GUri *target = resolve_redirect (open, status, location, &error);

  if (target == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* What follows one that is for now only is for now, too. */
  if (is_lasting (status) && open->lasting == open->uri)
    {
      g_uri_unref (open->lasting);
      open->lasting = g_uri_ref (target);
    }
  g_uri_unref (open->uri);
  open->uri = target;
  open->n_redirects++;
  take_token (g_steal_pointer (&task));
}

static void
fail (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;

  /* Hung up before the headers: that is no answer that ended early, but none. */
  if (g_error_matches (owned_error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
      || owned_error->domain == LINEUP_TRANSPORT_ERROR)
    {
      g_clear_error (&owned_error);
      owned_error = lineup_error_new_answer (
          LINEUP_ERROR_OFFLINE, 0, 0, TRUE, "The panel hung up without an answer");
    }
  lineup_transport_error_translate (&owned_error);
  g_task_return_error (task, owned_error);
}

static void
give_up (GTask *owned_task, GError *owned_error)
{
  Open *open = g_task_get_task_data (owned_task);

  lineup_transport_retire (open->transport);
  fail (owned_task, owned_error);
}

/* Nobody has read the request that a dead connection has swallowed. */
static void
send_again (GTask *owned_task)
{
  Open *open = g_task_get_task_data (owned_task);

  open->fresh = TRUE;
  take_token (owned_task);
}

/* A refusal that says it was too much: for one who asks too often, or for a server that has too
 * much to do. */
static gboolean
is_refusal (const LineupAnswer *answer)
{
  return answer->status == 429 || answer->status == 503 || answer->retry_after != NULL;
}

static void
on_looked_at (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Open *open = g_task_get_task_data (task);

  if (lineup_page_probe_finish (result))
    lineup_error_add_trait (open->refusal, LINEUP_ERROR_TRAIT_PAGE);
  g_task_return_error (task, g_steal_pointer (&open->refusal));
}

static gboolean
is_elsewhere (Open *open)
{
  g_autofree char *first = lineup_server_url_get_host_of (open->first);
  g_autofree char *last = lineup_server_url_get_host_of (open->uri);

  return g_strcmp0 (first, last) != 0;
}

/* A person is told better what it may be when it is known who has refused. */
static void
tell_refusal (GTask *owned_task, LineupBody *body, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  LineupHttp *self = g_task_get_source_object (task);
  Open *open = g_task_get_task_data (task);
  const guint status = lineup_error_get_http_status (owned_error);

  if (is_elsewhere (open))
    lineup_error_add_trait (owned_error, LINEUP_ERROR_TRAIT_ELSEWHERE);
  if (body != NULL && (status == 401 || status == 403 || status == 404))
    {
      GCancellable *cancellable = g_task_get_cancellable (task);

      open->refusal = owned_error;
      lineup_page_probe_async (
          body, self->clock, cancellable, on_looked_at, g_steal_pointer (&task));
      return;
    }
  /* Nothing in such a body is of use, and it may be long. */
  if (body != NULL)
    lineup_body_close (body);
  g_task_return_error (task, owned_error);
}

/* Whoever asks this host next has to know of a refusal. */
static void
fail_status (GTask *owned_task, LineupBody *body, const LineupAnswer *answer)
{
  g_autoptr (GTask) task = owned_task;
  LineupHttp *self = g_task_get_source_object (task);
  GError *error = lineup_transport_error_new_status (
      answer->status, answer->retry_after, self->clock);

  if (is_refusal (answer))
    lineup_token_bucket_refuse (get_bucket (self, g_task_get_task_data (task)),
                                lineup_clock_from_seconds (lineup_error_get_retry_after (error)));
  tell_refusal (g_steal_pointer (&task), body, error);
}

/* Without path and query: they are a secret. */
static char *
make_origin (GUri *uri)
{
  return g_uri_join (G_URI_FLAGS_NONE,
                     g_uri_get_scheme (uri),
                     NULL,
                     g_uri_get_host (uri),
                     g_uri_get_port (uri),
                     "",
                     NULL,
                     NULL);
}

static LineupBody *
make_body (LineupHttp *self, Open *open, const LineupAnswer *answer)
{
  g_autofree char *first = make_origin (open->first);
  g_autofree char *lasting = make_origin (open->lasting);
  LineupBody *body = lineup_body_new (
      answer->body, open->transport, self->clock, answer->status, answer->length);

  lineup_body_take_address (body, g_uri_to_string (open->uri));
  if (!g_str_equal (first, lasting))
    lineup_body_take_moved_to (body, g_steal_pointer (&lasting));
  return body;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (LineupAnswer) answer = lineup_transport_send_finish (result, &error);
  g_autoptr (GTask) task = lineup_foreign_call_end (user_data, &error);
  g_autoptr (LineupBody) body = NULL;
  LineupHttp *self = NULL;
  Open *open = NULL;

  if (task == NULL)
    return;
  self = g_task_get_source_object (task);
  open = g_task_get_task_data (task);
  if (answer == NULL)
    {
      if (!open->fresh
          && g_error_matches (error, LINEUP_TRANSPORT_ERROR, LINEUP_TRANSPORT_ERROR_STALE))
        {
          g_error_free (error);
          send_again (g_steal_pointer (&task));
        }
      else
        fail (g_steal_pointer (&task), error);
      return;
    }

  if (answer->body != NULL)
    body = make_body (self, open, answer);
  if (body != NULL && SOUP_STATUS_IS_SUCCESSFUL (answer->status))
    {
      g_task_return_pointer (task, g_steal_pointer (&body), g_object_unref);
      return;
    }
  if (!is_redirect (answer->status) || answer->location == NULL)
    {
      fail_status (g_steal_pointer (&task), body, answer);
      return;
    }
  if (body != NULL)
    lineup_body_close (body);
  follow (g_steal_pointer (&task), answer->status, answer->location);
}

static void
on_started (gpointer user_data)
{
  lineup_foreign_call_set_limit (
      user_data, LINEUP_HTTP_FIRST_BYTE_LIMIT, "The panel took the request and did not answer");
}

static void
send (GTask *owned_task)
{
  LineupHttp *self = g_task_get_source_object (owned_task);
  Open *open = g_task_get_task_data (owned_task);
  LineupForeignCall *call = lineup_foreign_call_new (owned_task, self->clock, give_up);

  g_set_object (&open->transport, self->transport);
  lineup_foreign_call_set_limit (
      call, LINEUP_HTTP_CONNECT_LIMIT, "The panel did not take the connection in time");
  lineup_transport_send_async (open->transport,
                               open->uri,
                               open->fresh,
                               on_started,
                               lineup_foreign_call_get_cancellable (call),
                               on_sent,
                               call);
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

static void
take_token (GTask *owned_task)
{
  LineupHttp *self = g_task_get_source_object (owned_task);

  lineup_token_bucket_take_async (get_bucket (self, g_task_get_task_data (owned_task)),
                                  g_task_get_cancellable (owned_task),
                                  on_token,
                                  owned_task);
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

  g_task_set_source_tag (task, lineup_http_open_async);
  if (uri == NULL)
    {
      /* What is wrong with it would tell what it is. */
      g_task_return_new_error (
          task, LINEUP_ERROR, LINEUP_ERROR_INVALID_ACCOUNT, "The server's address is none");
      return;
    }
  open = g_new0 (Open, 1);
  open->first = g_uri_ref (uri);
  open->lasting = g_uri_ref (uri);
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
