/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-polite-source.h"

struct _LineupPoliteSource
{
  GObject parent_instance;

  LineupSource *source;      /* (owned) */
  char *host;                /* (owned) */
  LineupHostQueue *requests; /* (owned) */
};

static void lineup_polite_source_iface_init (LineupSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupPoliteSource,
                               lineup_polite_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE,
                                                      lineup_polite_source_iface_init))

static void
lineup_polite_source_finalize (GObject *object)
{
  LineupPoliteSource *self = LINEUP_POLITE_SOURCE (object);

  g_clear_object (&self->source);
  g_clear_object (&self->requests);
  g_clear_pointer (&self->host, g_free);

  G_OBJECT_CLASS (lineup_polite_source_parent_class)->finalize (object);
}

static void
lineup_polite_source_class_init (LineupPoliteSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_polite_source_finalize;
}

static void
lineup_polite_source_init (LineupPoliteSource *self)
{
}

LineupSource *
lineup_polite_source_new (LineupSource *source, const char *host, LineupHosts *hosts)
{
  LineupPoliteSource *self = g_object_new (LINEUP_TYPE_POLITE_SOURCE, NULL);

  self->source = g_object_ref (source);
  self->host = g_strdup (host);
  self->requests = g_object_ref (lineup_hosts_get_requests (hosts));
  return LINEUP_SOURCE (self);
}

static LineupSourceCapabilities
lineup_polite_source_get_capabilities (LineupSource *source)
{
  LineupSource *other = LINEUP_POLITE_SOURCE (source)->source;

  return LINEUP_SOURCE_GET_IFACE (other)->get_capabilities (other);
}

/* Waits for the host's turn, with a task that goes on when it has come. */
static void
wait_for_turn (GTask *owned_task, GAsyncReadyCallback on_turn)
{
  LineupPoliteSource *self = g_task_get_source_object (owned_task);

  lineup_host_queue_enter_async (self->requests,
                                 self->host,
                                 LINEUP_GUEST_ATTENDED,
                                 g_task_get_cancellable (owned_task),
                                 on_turn,
                                 owned_task);
}

/* Whether the turn has come. If not, the task has ended; nor is anybody asked for a caller who has
 * gone meanwhile. */
static gboolean
begin_turn (GTask *task, GAsyncResult *result)
{
  LineupPoliteSource *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!lineup_host_queue_enter_finish (self->requests, result, &error))
    {
      g_task_return_error (task, error);
      return FALSE;
    }
  if (!g_task_return_error_if_cancelled (task))
    return TRUE;
  lineup_host_queue_leave (self->requests, self->host);
  return FALSE;
}

/* Account */

static void
on_account_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPoliteSource *self = g_task_get_source_object (task);
  GError *error = NULL;
  LineupAccountInfo *info = lineup_source_fetch_account_finish (
      LINEUP_SOURCE (source), result, &error);

  lineup_host_queue_leave (self->requests, self->host);
  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify)lineup_account_info_free);
  else
    g_task_return_error (task, error);
}

static void
on_account_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPoliteSource *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (begin_turn (task, result))
    lineup_source_fetch_account_async (
        self->source, cancellable, on_account_fetched, g_steal_pointer (&task));
}

static void
lineup_polite_source_fetch_account_async (LineupSource *source,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_polite_source_fetch_account_async);
  wait_for_turn (task, on_account_turn);
}

static LineupAccountInfo *
lineup_polite_source_fetch_account_finish (LineupSource *source,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Details */

typedef struct
{
  LineupKind kind;
  gint64 id;
} Wanted;

static void
on_details_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPoliteSource *self = g_task_get_source_object (task);
  GError *error = NULL;
  LineupDetails *details = lineup_source_fetch_details_finish (
      LINEUP_SOURCE (source), result, &error);

  lineup_host_queue_leave (self->requests, self->host);
  if (details != NULL)
    g_task_return_pointer (task, details, (GDestroyNotify)lineup_details_unref);
  else
    g_task_return_error (task, error);
}

static void
on_details_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPoliteSource *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  const Wanted *wanted = g_task_get_task_data (task);

  if (begin_turn (task, result))
    lineup_source_fetch_details_async (self->source,
                                       wanted->kind,
                                       wanted->id,
                                       cancellable,
                                       on_details_fetched,
                                       g_steal_pointer (&task));
}

static void
lineup_polite_source_fetch_details_async (LineupSource *source,
                                          LineupKind kind,
                                          gint64 id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->kind = kind;
  wanted->id = id;
  g_task_set_source_tag (task, lineup_polite_source_fetch_details_async);
  g_task_set_task_data (task, wanted, g_free);
  wait_for_turn (task, on_details_turn);
}

static LineupDetails *
lineup_polite_source_fetch_details_finish (LineupSource *source,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is on at a channel */

typedef struct
{
  gint64 channel;
  char *timezone; /* (owned) (nullable) */
} Asked;

static void
asked_free (Asked *asked)
{
  g_free (asked->timezone);
  g_free (asked);
}

static void
on_short_guide_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPoliteSource *self = g_task_get_source_object (task);
  GError *error = NULL;
  LineupShortGuide *guide = lineup_source_fetch_short_guide_finish (
      LINEUP_SOURCE (source), result, &error);

  lineup_host_queue_leave (self->requests, self->host);
  if (guide != NULL)
    g_task_return_pointer (task, guide, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_short_guide_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPoliteSource *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  const Asked *asked = g_task_get_task_data (task);

  if (begin_turn (task, result))
    lineup_source_fetch_short_guide_async (self->source,
                                           asked->channel,
                                           asked->timezone,
                                           cancellable,
                                           on_short_guide_fetched,
                                           g_steal_pointer (&task));
}

static void
lineup_polite_source_fetch_short_guide_async (LineupSource *source,
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
  g_task_set_source_tag (task, lineup_polite_source_fetch_short_guide_async);
  g_task_set_task_data (task, asked, (GDestroyNotify)asked_free);
  wait_for_turn (task, on_short_guide_turn);
}

static LineupShortGuide *
lineup_polite_source_fetch_short_guide_finish (LineupSource *source,
                                               GAsyncResult *result,
                                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Lists and guides: the other source's own answer is good enough, for whoever finishes with this
 * one. */

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, g_object_ref (result), g_object_unref);
}

static void
lineup_polite_source_open_list_async (LineupSource *source,
                                      LineupList list,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  LineupPoliteSource *self = LINEUP_POLITE_SOURCE (source);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, lineup_polite_source_open_list_async);
  lineup_source_open_list_async (self->source, list, cancellable, on_opened, task);
}

static LineupSourceList *
lineup_polite_source_open_list_finish (LineupSource *source, GAsyncResult *result, GError **error)
{
  LineupPoliteSource *self = LINEUP_POLITE_SOURCE (source);
  g_autoptr (GAsyncResult) own_result = NULL;

  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  own_result = g_task_propagate_pointer (G_TASK (result), NULL);
  return lineup_source_open_list_finish (self->source, own_result, error);
}

static void
lineup_polite_source_open_guide_async (LineupSource *source,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  LineupPoliteSource *self = LINEUP_POLITE_SOURCE (source);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, lineup_polite_source_open_guide_async);
  lineup_source_open_guide_async (self->source, cancellable, on_opened, task);
}

static LineupByteStream *
lineup_polite_source_open_guide_finish (LineupSource *source, GAsyncResult *result, GError **error)
{
  LineupPoliteSource *self = LINEUP_POLITE_SOURCE (source);
  g_autoptr (GAsyncResult) own_result = NULL;

  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  own_result = g_task_propagate_pointer (G_TASK (result), NULL);
  return lineup_source_open_guide_finish (self->source, own_result, error);
}

static LineupStreamAddress *
lineup_polite_source_get_stream_address (LineupSource *source,
                                         const LineupStream *stream,
                                         GError **error)
{
  return lineup_source_get_stream_address (LINEUP_POLITE_SOURCE (source)->source, stream, error);
}

static void
lineup_polite_source_iface_init (LineupSourceInterface *iface)
{
  iface->get_capabilities = lineup_polite_source_get_capabilities;
  iface->fetch_account_async = lineup_polite_source_fetch_account_async;
  iface->fetch_account_finish = lineup_polite_source_fetch_account_finish;
  iface->open_list_async = lineup_polite_source_open_list_async;
  iface->open_list_finish = lineup_polite_source_open_list_finish;
  iface->fetch_details_async = lineup_polite_source_fetch_details_async;
  iface->fetch_details_finish = lineup_polite_source_fetch_details_finish;
  iface->open_guide_async = lineup_polite_source_open_guide_async;
  iface->open_guide_finish = lineup_polite_source_open_guide_finish;
  iface->fetch_short_guide_async = lineup_polite_source_fetch_short_guide_async;
  iface->fetch_short_guide_finish = lineup_polite_source_fetch_short_guide_finish;
  iface->get_stream_address = lineup_polite_source_get_stream_address;
}
