/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xtream-source.h"

#include "lineup-account-decoder.h"
#include "lineup-details-decoder.h"
#include "lineup-error.h"
#include "lineup-http.h"
#include "lineup-playlist-probe.h"
#include "lineup-short-guide-decoder.h"
#include "lineup-soup-transport.h"
#include "lineup-user-agent.h"
#include "lineup-xtream-list.h"
#include "lineup-xtream-url.h"

/* Bytes: an account object has some five hundred. */
#define MAX_ACCOUNT_LENGTH (1024 * 1024)

/* Bytes: weeks of a channel have less. */
#define MAX_SHORT_GUIDE_LENGTH (4 * 1024 * 1024)

/* Bytes: a thousand episodes have less than a million. */
#define MAX_DETAILS_LENGTH (16 * 1024 * 1024)

struct _LineupXtreamSource
{
  GObject parent_instance;

  LineupHttp *http;     /* (owned) */
  LineupServerUrl *url; /* (owned) */
  char *username;       /* (owned) */
  char *password;       /* (owned) */
  char *user_agent;     /* (owned) (nullable): as it was set */
};

static void lineup_xtream_source_iface_init (LineupSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupXtreamSource,
                               lineup_xtream_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE,
                                                      lineup_xtream_source_iface_init))

static void
lineup_xtream_source_finalize (GObject *object)
{
  LineupXtreamSource *self = LINEUP_XTREAM_SOURCE (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->url, lineup_server_url_unref);
  g_clear_pointer (&self->username, g_free);
  g_clear_pointer (&self->password, g_free);
  g_clear_pointer (&self->user_agent, g_free);

  G_OBJECT_CLASS (lineup_xtream_source_parent_class)->finalize (object);
}

static void
lineup_xtream_source_class_init (LineupXtreamSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_xtream_source_finalize;
}

static void
lineup_xtream_source_init (LineupXtreamSource *self)
{
}

LineupSource *
lineup_xtream_source_new_with_transport (LineupServerUrl *url,
                                         const char *username,
                                         const char *password,
                                         LineupTransport *transport,
                                         LineupHosts *hosts)
{
  LineupXtreamSource *self = g_object_new (LINEUP_TYPE_XTREAM_SOURCE, NULL);

  self->http = lineup_http_new (transport, hosts);
  self->url = lineup_server_url_ref (url);
  self->username = g_strdup (username);
  self->password = g_strdup (password);
  return LINEUP_SOURCE (self);
}

LineupSource *
lineup_xtream_source_new (LineupServerUrl *url,
                          const char *username,
                          const char *password,
                          const char *user_agent,
                          const char *accept_certificate,
                          const char *pinned,
                          LineupHosts *hosts)
{
  g_autoptr (LineupTransport) transport = lineup_soup_transport_new_pinned (
      user_agent,
      accept_certificate,
      pinned != NULL ? pinned : lineup_server_url_get_hostname (url),
      lineup_hosts_get_kept_connections (hosts));
  LineupSource *source = NULL;

  source = lineup_xtream_source_new_with_transport (url, username, password, transport, hosts);
  LINEUP_XTREAM_SOURCE (source)->user_agent = g_strdup (user_agent);
  return source;
}

static const char *
get_action (LineupList list)
{
  static const char *const actions[] = {
    [LINEUP_LIST_CHANNEL_CATEGORIES] = "get_live_categories",
    [LINEUP_LIST_CHANNELS] = "get_live_streams",
    [LINEUP_LIST_MOVIE_CATEGORIES] = "get_vod_categories",
    [LINEUP_LIST_MOVIES] = "get_vod_streams",
    [LINEUP_LIST_SERIES_CATEGORIES] = "get_series_categories",
    [LINEUP_LIST_SERIES] = "get_series",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (actions) == LINEUP_N_LISTS);
  return actions[list];
}

static void
request (LineupXtreamSource *self,
         const char *action,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         GTask *task)
{
  g_autofree char *url = lineup_xtream_url_build_request (
      self->url, self->username, self->password, action);

  lineup_http_open_async (self->http, url, cancellable, callback, task);
}

static LineupSourceCapabilities
lineup_xtream_source_get_capabilities (LineupSource *source)
{
  return LINEUP_SOURCE_TELLS_ACCOUNT | LINEUP_SOURCE_TELLS_DETAILS | LINEUP_SOURCE_OPENS_GUIDE
         | LINEUP_SOURCE_TELLS_SHORT_GUIDE | LINEUP_SOURCE_HAS_PLAYLIST;
}

static void
on_account_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LineupAccountInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = lineup_body_read_all_finish (LINEUP_BODY (source), result, &error);

  lineup_body_close (LINEUP_BODY (source));
  if (body != NULL)
    info = lineup_account_decode (body, &error);
  if (info == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  info->moved_to = g_strdup (lineup_body_get_moved_to (LINEUP_BODY (source)));
  g_task_return_pointer (task, g_steal_pointer (&info), (GDestroyNotify)lineup_account_info_free);
}

/* xtream-wire-format, "Bad credentials" and "UA blocking": some panels play dead to strangers, and
 * so does what stands before them, to programs whose name it does not like. */
static GError *
make_refusal (const GError *error)
{
  const guint status = lineup_error_get_http_status (error);
  const gboolean is_elsewhere = lineup_error_has_trait (error, LINEUP_ERROR_TRAIT_ELSEWHERE);
  const gboolean is_page = lineup_error_has_trait (error, LINEUP_ERROR_TRAIT_PAGE);

  if (is_elsewhere)
    return lineup_error_new_answer (LINEUP_ERROR_AUTH_FAILED,
                                    status,
                                    0,
                                    FALSE,
                                    LINEUP_XTREAM_SOURCE_REFUSED
                                    ": it redirects to another host, which answers with status "
                                    "%u%s. The address may be an old one, the user agent may not "
                                    "be welcome, or the user name or the password is wrong",
                                    status,
                                    is_page ? " and a web page" : "");
  if (is_page && status != 404)
    return lineup_error_new_answer (LINEUP_ERROR_AUTH_FAILED,
                                    status,
                                    0,
                                    FALSE,
                                    LINEUP_XTREAM_SOURCE_REFUSED
                                    ": it answers with status %u and a web page. The user agent "
                                    "or our address may not be welcome, or the user name or the "
                                    "password is wrong",
                                    status);
  return lineup_error_new_answer (LINEUP_ERROR_AUTH_FAILED,
                                  status,
                                  0,
                                  FALSE,
                                  "The panel refused the account with status %u",
                                  status);
}

static void
on_account_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = lineup_http_open_finish (LINEUP_HTTP (source), result, &error);
  guint status = 0;

  if (body != NULL)
    {
      lineup_body_read_all_async (
          body, MAX_ACCOUNT_LENGTH, cancellable, on_account_read, g_steal_pointer (&task));
      return;
    }

  status = lineup_error_get_http_status (error);
  if (status == 401 || status == 403 || status == 404)
    g_task_return_error (task, make_refusal (error));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
lineup_xtream_source_fetch_account_async (LineupSource *source,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_xtream_source_fetch_account_async);
  request (
      LINEUP_XTREAM_SOURCE (source), NULL, cancellable, on_account_opened, g_steal_pointer (&task));
}

static LineupAccountInfo *
lineup_xtream_source_fetch_account_finish (LineupSource *source,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_playlist_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  const gboolean is_playlist = lineup_playlist_probe_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, is_playlist);
}

static void
on_playlist_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (LineupBody) body = lineup_http_open_finish (LINEUP_HTTP (source), result, &error);

  if (body != NULL)
    lineup_playlist_probe_async (body, cancellable, on_playlist_probed, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
lineup_xtream_source_look_for_playlist_async (LineupSource *source,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  LineupXtreamSource *self = LINEUP_XTREAM_SOURCE (source);
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  g_autofree char *url = lineup_xtream_url_build_playlist (
      self->url, self->username, self->password);

  g_task_set_source_tag (task, lineup_xtream_source_look_for_playlist_async);
  lineup_http_open_async (self->http, url, cancellable, on_playlist_opened, task);
}

static gboolean
lineup_xtream_source_look_for_playlist_finish (LineupSource *source,
                                               GAsyncResult *result,
                                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_list_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = lineup_http_open_finish (LINEUP_HTTP (source), result, &error);

  if (body == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (
        task,
        lineup_xtream_list_new (body, (LineupList)GPOINTER_TO_UINT (g_task_get_task_data (task))),
        g_object_unref);
}

static void
lineup_xtream_source_open_list_async (LineupSource *source,
                                      LineupList list,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_xtream_source_open_list_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (list), NULL);
  request (LINEUP_XTREAM_SOURCE (source),
           get_action (list),
           cancellable,
           on_list_opened,
           g_steal_pointer (&task));
}

static LineupSourceList *
lineup_xtream_source_open_list_finish (LineupSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_details_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const LineupKind kind = (LineupKind)GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = lineup_body_read_all_finish (LINEUP_BODY (source), result, &error);
  LineupDetails *details = NULL;

  lineup_body_close (LINEUP_BODY (source));
  if (body != NULL)
    details = lineup_details_decode (kind, body, &error);
  if (details != NULL)
    g_task_return_pointer (task, details, (GDestroyNotify)lineup_details_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_details_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupBody) body = lineup_http_open_finish (LINEUP_HTTP (source), result, &error);

  if (body != NULL)
    lineup_body_read_all_async (
        body, MAX_DETAILS_LENGTH, cancellable, on_details_read, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
lineup_xtream_source_fetch_details_async (LineupSource *source,
                                          LineupKind kind,
                                          gint64 id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  LineupXtreamSource *self = LINEUP_XTREAM_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const gboolean is_movie = kind == LINEUP_KIND_MOVIES;
  const char *action = is_movie ? "get_vod_info" : "get_series_info";
  g_autofree char *api = lineup_xtream_url_build_request (
      self->url, self->username, self->password, action);
  g_autofree char *url = g_strdup_printf (
      "%s&%s=%" G_GINT64_FORMAT, api, is_movie ? "vod_id" : "series_id", id);

  g_task_set_source_tag (task, lineup_xtream_source_fetch_details_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (kind), NULL);
  lineup_http_open_async (self->http, url, cancellable, on_details_opened, g_steal_pointer (&task));
}

static LineupDetails *
lineup_xtream_source_fetch_details_finish (LineupSource *source,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Of a guide, 404 says that none was made: whether the account is good was found out before. */
static GError *
make_guide_error (GError *owned_error)
{
  g_autoptr (GError) error = owned_error;

  if (lineup_error_get_http_status (error) != 404)
    return g_steal_pointer (&error);
  return lineup_error_new_answer (
      LINEUP_ERROR_NOT_FOUND, 404, 0, FALSE, "The panel has no guide: it answers with status 404");
}

static void
on_guide_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  LineupBody *body = lineup_http_open_finish (LINEUP_HTTP (source), result, &error);

  if (body != NULL)
    g_task_return_pointer (task, body, g_object_unref);
  else
    g_task_return_error (task, make_guide_error (error));
}

static void
lineup_xtream_source_open_guide_async (LineupSource *source,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  LineupXtreamSource *self = LINEUP_XTREAM_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *url = lineup_xtream_url_build_guide (self->url, self->username, self->password);

  g_task_set_source_tag (task, lineup_xtream_source_open_guide_async);
  lineup_http_open_async (self->http, url, cancellable, on_guide_opened, task);
}

static LineupByteStream *
lineup_xtream_source_open_guide_finish (LineupSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is on at a channel: of two calls, either may be empty where the other is not. */

typedef struct
{
  gint64 channel;
  char *timezone; /* (owned) (nullable) */
  gboolean is_second;
} Asked;

static void
asked_free (Asked *asked)
{
  g_free (asked->timezone);
  g_free (asked);
}

static void ask_short_guide (GTask *owned_task);

static void
on_short_guide_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asked *asked = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) body = lineup_body_read_all_finish (LINEUP_BODY (source), result, &error);
  g_autoptr (LineupShortGuide) guide = NULL;

  lineup_body_close (LINEUP_BODY (source));
  if (body != NULL)
    guide = lineup_short_guide_decode (body, asked->channel, asked->timezone, &error);
  if (guide == NULL)
    g_task_return_error (task, error);
  else if (lineup_short_guide_get_n_programmes (guide) > 0 || asked->is_second)
    g_task_return_pointer (task, g_steal_pointer (&guide), g_object_unref);
  else
    {
      asked->is_second = TRUE;
      ask_short_guide (g_steal_pointer (&task));
    }
}

static void
on_short_guide_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (LineupBody) body = lineup_http_open_finish (LINEUP_HTTP (source), result, &error);

  if (body != NULL)
    lineup_body_read_all_async (
        body, MAX_SHORT_GUIDE_LENGTH, cancellable, on_short_guide_read, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
ask_short_guide (GTask *owned_task)
{
  LineupXtreamSource *self = g_task_get_source_object (owned_task);
  const Asked *asked = g_task_get_task_data (owned_task);
  const char *action = asked->is_second ? "get_short_epg" : "get_simple_data_table";
  g_autofree char *api = lineup_xtream_url_build_request (
      self->url, self->username, self->password, action);
  g_autofree char *url = g_strdup_printf ("%s&stream_id=%" G_GINT64_FORMAT, api, asked->channel);

  lineup_http_open_async (
      self->http, url, g_task_get_cancellable (owned_task), on_short_guide_opened, owned_task);
}

static void
lineup_xtream_source_fetch_short_guide_async (LineupSource *source,
                                              gint64 channel,
                                              const char *panel_zone,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  Asked *asked = g_new0 (Asked, 1);

  asked->channel = channel;
  asked->timezone = g_strdup (panel_zone);
  g_task_set_source_tag (task, lineup_xtream_source_fetch_short_guide_async);
  g_task_set_task_data (task, asked, (GDestroyNotify)asked_free);
  ask_short_guide (task);
}

static LineupShortGuide *
lineup_xtream_source_fetch_short_guide_finish (LineupSource *source,
                                               GAsyncResult *result,
                                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static LineupStreamAddress *
lineup_xtream_source_get_stream_address (LineupSource *source,
                                         const LineupStream *stream,
                                         GError **error)
{
  LineupXtreamSource *self = LINEUP_XTREAM_SOURCE (source);
  LineupStreamAddress *address = lineup_stream_address_new (
      lineup_xtream_url_build_stream (self->url, self->username, self->password, stream));

  lineup_stream_address_add_header (
      address, LINEUP_STREAM_USER_AGENT, lineup_user_agent_resolve (self->user_agent));
  return address;
}

static void
lineup_xtream_source_iface_init (LineupSourceInterface *iface)
{
  iface->get_capabilities = lineup_xtream_source_get_capabilities;
  iface->fetch_account_async = lineup_xtream_source_fetch_account_async;
  iface->fetch_account_finish = lineup_xtream_source_fetch_account_finish;
  iface->look_for_playlist_async = lineup_xtream_source_look_for_playlist_async;
  iface->look_for_playlist_finish = lineup_xtream_source_look_for_playlist_finish;
  iface->open_list_async = lineup_xtream_source_open_list_async;
  iface->open_list_finish = lineup_xtream_source_open_list_finish;
  iface->fetch_details_async = lineup_xtream_source_fetch_details_async;
  iface->fetch_details_finish = lineup_xtream_source_fetch_details_finish;
  iface->open_guide_async = lineup_xtream_source_open_guide_async;
  iface->open_guide_finish = lineup_xtream_source_open_guide_finish;
  iface->fetch_short_guide_async = lineup_xtream_source_fetch_short_guide_async;
  iface->fetch_short_guide_finish = lineup_xtream_source_fetch_short_guide_finish;
  iface->get_stream_address = lineup_xtream_source_get_stream_address;
}
