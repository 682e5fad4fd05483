/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fallback-source.h"

#include "lineup-error.h"

struct _LineupFallbackSource
{
  GObject parent_instance;

  GPtrArray *sources;       /* (owned) (element-type LineupSource) */
  LineupFailover *failover; /* (owned) */
};

static void lineup_fallback_source_iface_init (LineupSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupFallbackSource,
                               lineup_fallback_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE,
                                                      lineup_fallback_source_iface_init))

static void
lineup_fallback_source_finalize (GObject *object)
{
  LineupFallbackSource *self = LINEUP_FALLBACK_SOURCE (object);

  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_object (&self->failover);

  G_OBJECT_CLASS (lineup_fallback_source_parent_class)->finalize (object);
}

static void
lineup_fallback_source_class_init (LineupFallbackSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_fallback_source_finalize;
}

static void
lineup_fallback_source_init (LineupFallbackSource *self)
{
}

LineupSource *
lineup_fallback_source_new (GPtrArray *sources, LineupFailover *failover)
{
  LineupFallbackSource *self = NULL;

  g_return_val_if_fail (sources->len > 0, NULL);

  self = g_object_new (LINEUP_TYPE_FALLBACK_SOURCE, NULL);
  self->sources = g_ptr_array_ref (sources);
  self->failover = g_object_ref (failover);
  return LINEUP_SOURCE (self);
}

/* Addresses may have come or gone since this was made, which makes another source of it. */
static guint
choose (LineupFallbackSource *self)
{
  return MIN (lineup_failover_get_current (self->failover), self->sources->len - 1);
}

static LineupSource *
get_source (LineupFallbackSource *self)
{
  return self->sources->pdata[choose (self)];
}

static LineupSourceCapabilities
lineup_fallback_source_get_capabilities (LineupSource *source)
{
  LineupSource *other = get_source (LINEUP_FALLBACK_SOURCE (source));

  return LINEUP_SOURCE_GET_IFACE (other)->get_capabilities (other);
}

/* One request, whatever for: how it is asked at a source, and what is taken of the answer. */

typedef struct _Request Request;

typedef struct
{
  void (*ask) (LineupSource *source, GTask *owned_task);
  gpointer (*finish) (LineupSource *source, GAsyncResult *result, GError **error);
  GDestroyNotify destroy;
  gboolean is_small;
} Way;

struct _Request
{
  const Way *way;
  LineupList list;
  LineupKind kind;
  gint64 id;
  char *timezone; /* (owned) (nullable) */
  guint address;  /* that was asked last */
  guint n_asked;
};

static void
request_free (Request *request)
{
  g_free (request->timezone);
  g_free (request);
}

static void
ask (GTask *owned_task)
{
  LineupFallbackSource *self = g_task_get_source_object (owned_task);
  Request *request = g_task_get_task_data (owned_task);

  request->address = choose (self);
  request->n_asked++;
  request->way->ask (self->sources->pdata[request->address], owned_task);
}

static gboolean
is_known (LineupFallbackSource *self, const Request *request)
{
  return request->address < lineup_failover_get_n_addresses (self->failover);
}

/* An answer that refuses is one, too. */
static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupFallbackSource *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = request->way->finish (LINEUP_SOURCE (source), result, &error);

  if (answer != NULL)
    {
      if (is_known (self, request))
        lineup_failover_succeed (self->failover, request->address);
      g_task_return_pointer (task, answer, request->way->destroy);
      return;
    }
  if (lineup_error_get_http_status (error) != 0 && is_known (self, request))
    lineup_failover_succeed (self->failover, request->address);
  else if (is_known (self, request)
           && lineup_failover_fail (self->failover, request->address, error))
    {
      if (request->way->is_small && request->n_asked < self->sources->len
          && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        {
          g_error_free (error);
          ask (g_steal_pointer (&task));
          return;
        }
      lineup_error_add_trait (error, LINEUP_ERROR_TRAIT_MOVED);
    }
  g_task_return_error (task, error);
}

static Request *
begin (LineupSource *source,
       const Way *way,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data,
       GTask **task)
{
  Request *request = g_new0 (Request, 1);

  *task = g_task_new (source, cancellable, callback, user_data);
  /* What has been opened is closed by whoever asked for it. */
  g_task_set_check_cancellable (*task, FALSE);
  g_task_set_source_tag (*task, tag);
  g_task_set_task_data (*task, request, (GDestroyNotify)request_free);
  request->way = way;
  return request;
}

static gpointer
finish (LineupSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Account */

static void
ask_account (LineupSource *source, GTask *owned_task)
{
  lineup_source_fetch_account_async (
      source, g_task_get_cancellable (owned_task), on_answered, owned_task);
}

static gpointer
finish_account (LineupSource *source, GAsyncResult *result, GError **error)
{
  return lineup_source_fetch_account_finish (source, result, error);
}

static void
lineup_fallback_source_fetch_account_async (LineupSource *source,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  static const Way way
      = { ask_account, finish_account, (GDestroyNotify)lineup_account_info_free, TRUE };
  GTask *task = NULL;

  begin (source,
         &way,
         lineup_fallback_source_fetch_account_async,
         cancellable,
         callback,
         user_data,
         &task);
  ask (task);
}

static LineupAccountInfo *
lineup_fallback_source_fetch_account_finish (LineupSource *source,
                                             GAsyncResult *result,
                                             GError **error)
{
  return finish (source, result, error);
}

/* Lists */

static void
ask_list (LineupSource *source, GTask *owned_task)
{
  const Request *request = g_task_get_task_data (owned_task);

  lineup_source_open_list_async (
      source, request->list, g_task_get_cancellable (owned_task), on_answered, owned_task);
}

static gpointer
finish_list (LineupSource *source, GAsyncResult *result, GError **error)
{
  return lineup_source_open_list_finish (source, result, error);
}

static void
lineup_fallback_source_open_list_async (LineupSource *source,
                                        LineupList list,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  static const Way way = { ask_list, finish_list, g_object_unref, FALSE };
  GTask *task = NULL;
  Request *request = begin (source,
                            &way,
                            lineup_fallback_source_open_list_async,
                            cancellable,
                            callback,
                            user_data,
                            &task);

  request->list = list;
  ask (task);
}

static LineupSourceList *
lineup_fallback_source_open_list_finish (LineupSource *source, GAsyncResult *result, GError **error)
{
  return finish (source, result, error);
}

/* Details */

static void
ask_details (LineupSource *source, GTask *owned_task)
{
  const Request *request = g_task_get_task_data (owned_task);

  lineup_source_fetch_details_async (source,
                                     request->kind,
                                     request->id,
                                     g_task_get_cancellable (owned_task),
                                     on_answered,
                                     owned_task);
}

static gpointer
finish_details (LineupSource *source, GAsyncResult *result, GError **error)
{
  return lineup_source_fetch_details_finish (source, result, error);
}

static void
lineup_fallback_source_fetch_details_async (LineupSource *source,
                                            LineupKind kind,
                                            gint64 id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  static const Way way
      = { ask_details, finish_details, (GDestroyNotify)lineup_details_unref, TRUE };
  GTask *task = NULL;
  Request *request = begin (source,
                            &way,
                            lineup_fallback_source_fetch_details_async,
                            cancellable,
                            callback,
                            user_data,
                            &task);

  request->kind = kind;
  request->id = id;
  ask (task);
}

static LineupDetails *
lineup_fallback_source_fetch_details_finish (LineupSource *source,
                                             GAsyncResult *result,
                                             GError **error)
{
  return finish (source, result, error);
}

/* Guides */

static void
ask_guide (LineupSource *source, GTask *owned_task)
{
  lineup_source_open_guide_async (
      source, g_task_get_cancellable (owned_task), on_answered, owned_task);
}

static gpointer
finish_guide (LineupSource *source, GAsyncResult *result, GError **error)
{
  return lineup_source_open_guide_finish (source, result, error);
}

static void
lineup_fallback_source_open_guide_async (LineupSource *source,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  static const Way way = { ask_guide, finish_guide, g_object_unref, FALSE };
  GTask *task = NULL;

  begin (source,
         &way,
         lineup_fallback_source_open_guide_async,
         cancellable,
         callback,
         user_data,
         &task);
  ask (task);
}

static LineupByteStream *
lineup_fallback_source_open_guide_finish (LineupSource *source,
                                          GAsyncResult *result,
                                          GError **error)
{
  return finish (source, result, error);
}

/* What is on at a channel */

static void
ask_short_guide (LineupSource *source, GTask *owned_task)
{
  const Request *request = g_task_get_task_data (owned_task);

  lineup_source_fetch_short_guide_async (source,
                                         request->id,
                                         request->timezone,
                                         g_task_get_cancellable (owned_task),
                                         on_answered,
                                         owned_task);
}

static gpointer
finish_short_guide (LineupSource *source, GAsyncResult *result, GError **error)
{
  return lineup_source_fetch_short_guide_finish (source, result, error);
}

static void
lineup_fallback_source_fetch_short_guide_async (LineupSource *source,
                                                gint64 channel,
                                                const char *panel_zone,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data)
{
  static const Way way = { ask_short_guide, finish_short_guide, g_object_unref, TRUE };
  GTask *task = NULL;
  Request *request = begin (source,
                            &way,
                            lineup_fallback_source_fetch_short_guide_async,
                            cancellable,
                            callback,
                            user_data,
                            &task);

  request->id = channel;
  request->timezone = g_strdup (panel_zone);
  ask (task);
}

static LineupShortGuide *
lineup_fallback_source_fetch_short_guide_finish (LineupSource *source,
                                                 GAsyncResult *result,
                                                 GError **error)
{
  return finish (source, result, error);
}

/* Streams */

static LineupStreamAddress *
lineup_fallback_source_get_stream_address (LineupSource *source,
                                           const LineupStream *stream,
                                           GError **error)
{
  return lineup_source_get_stream_address (
      get_source (LINEUP_FALLBACK_SOURCE (source)), stream, error);
}

static void
lineup_fallback_source_iface_init (LineupSourceInterface *iface)
{
  iface->get_capabilities = lineup_fallback_source_get_capabilities;
  iface->fetch_account_async = lineup_fallback_source_fetch_account_async;
  iface->fetch_account_finish = lineup_fallback_source_fetch_account_finish;
  iface->open_list_async = lineup_fallback_source_open_list_async;
  iface->open_list_finish = lineup_fallback_source_open_list_finish;
  iface->fetch_details_async = lineup_fallback_source_fetch_details_async;
  iface->fetch_details_finish = lineup_fallback_source_fetch_details_finish;
  iface->open_guide_async = lineup_fallback_source_open_guide_async;
  iface->open_guide_finish = lineup_fallback_source_open_guide_finish;
  iface->fetch_short_guide_async = lineup_fallback_source_fetch_short_guide_async;
  iface->fetch_short_guide_finish = lineup_fallback_source_fetch_short_guide_finish;
  iface->get_stream_address = lineup_fallback_source_get_stream_address;
}
