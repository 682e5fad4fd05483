/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-polite-source.h"

struct _LineupPolitePanel
{
  GObject parent_instance;

  LineupPanel *panel;        /* (owned) */
  char *host;                /* (owned) */
  LineupSyncQueue *requests; /* (owned) */
};

static void lineup_polite_panel_iface_init (LineupPanelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupPolitePanel,
                               lineup_polite_panel,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_PANEL,
                                                      lineup_polite_panel_iface_init))

static void
lineup_polite_panel_finalize (GObject *object)
{
  LineupPolitePanel *self = LINEUP_POLITE_PANEL (object);

  g_clear_object (&self->panel);
  g_clear_object (&self->requests);
  g_clear_pointer (&self->host, g_free);

  G_OBJECT_CLASS (lineup_polite_panel_parent_class)->finalize (object);
}

static void
lineup_polite_panel_class_init (LineupPolitePanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_polite_panel_finalize;
}

static void
lineup_polite_panel_init (LineupPolitePanel *self)
{
}

LineupPanel *
lineup_polite_panel_new (LineupPanel *panel, const char *host, LineupSyncQueue *requests)
{
  LineupPolitePanel *self = g_object_new (LINEUP_TYPE_POLITE_PANEL, NULL);

  self->panel = g_object_ref (panel);
  self->host = g_strdup (host);
  self->requests = g_object_ref (requests);
  return LINEUP_PANEL (self);
}

/* Waits for the host's turn, with a task that goes on when it has come. Takes the task over. */
static void
wait_for_turn (GTask *task, GAsyncReadyCallback on_turn)
{
  LineupPolitePanel *self = g_task_get_source_object (task);

  lineup_sync_queue_enter_async (
      self->requests, self->host, TRUE, g_task_get_cancellable (task), on_turn, task);
}

/* Whether the turn has come. If not, the task has ended; nor is anybody asked for a caller who has
 * gone meanwhile. */
static gboolean
begin_turn (GTask *task, GAsyncResult *result)
{
  LineupPolitePanel *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!lineup_sync_queue_enter_finish (self->requests, result, &error))
    {
      g_task_return_error (task, error);
      return FALSE;
    }
  if (!g_task_return_error_if_cancelled (task))
    return TRUE;
  lineup_sync_queue_leave (self->requests, self->host);
  return FALSE;
}

/* Account */

static void
on_account_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPolitePanel *self = g_task_get_source_object (task);
  GError *error = NULL;
  LineupAccountInfo *info = lineup_panel_fetch_account_finish (
      LINEUP_PANEL (source), result, &error);

  lineup_sync_queue_leave (self->requests, self->host);
  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify)lineup_account_info_free);
  else
    g_task_return_error (task, error);
}

static void
on_account_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPolitePanel *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (begin_turn (task, result))
    lineup_panel_fetch_account_async (
        self->panel, cancellable, on_account_fetched, g_steal_pointer (&task));
}

static void
lineup_polite_panel_fetch_account_async (LineupPanel *panel,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = g_task_new (panel, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_polite_panel_fetch_account_async);
  wait_for_turn (task, on_account_turn);
}

static LineupAccountInfo *
lineup_polite_panel_fetch_account_finish (LineupPanel *panel, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, panel), NULL);

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
  LineupPolitePanel *self = g_task_get_source_object (task);
  GError *error = NULL;
  LineupDetails *details = lineup_panel_fetch_details_finish (
      LINEUP_PANEL (source), result, &error);

  lineup_sync_queue_leave (self->requests, self->host);
  if (details != NULL)
    g_task_return_pointer (task, details, (GDestroyNotify)lineup_details_unref);
  else
    g_task_return_error (task, error);
}

static void
on_details_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPolitePanel *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  const Wanted *wanted = g_task_get_task_data (task);

  if (begin_turn (task, result))
    lineup_panel_fetch_details_async (self->panel,
                                      wanted->kind,
                                      wanted->id,
                                      cancellable,
                                      on_details_fetched,
                                      g_steal_pointer (&task));
}

static void
lineup_polite_panel_fetch_details_async (LineupPanel *panel,
                                         LineupKind kind,
                                         gint64 id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = g_task_new (panel, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->kind = kind;
  wanted->id = id;
  g_task_set_source_tag (task, lineup_polite_panel_fetch_details_async);
  g_task_set_task_data (task, wanted, g_free);
  wait_for_turn (task, on_details_turn);
}

static LineupDetails *
lineup_polite_panel_fetch_details_finish (LineupPanel *panel, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, panel), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Lists: the panel's own answer is good enough, for whoever finishes with this panel. */

static void
on_list_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, g_object_ref (result), g_object_unref);
}

static void
lineup_polite_panel_open_list_async (LineupPanel *panel,
                                     LineupList list,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  LineupPolitePanel *self = LINEUP_POLITE_PANEL (panel);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, lineup_polite_panel_open_list_async);
  lineup_panel_open_list_async (self->panel, list, cancellable, on_list_opened, task);
}

static LineupSourceList *
lineup_polite_panel_open_list_finish (LineupPanel *panel, GAsyncResult *result, GError **error)
{
  LineupPolitePanel *self = LINEUP_POLITE_PANEL (panel);
  g_autoptr (GAsyncResult) own_result = NULL;

  g_return_val_if_fail (g_task_is_valid (result, panel), NULL);

  own_result = g_task_propagate_pointer (G_TASK (result), NULL);
  return lineup_panel_open_list_finish (self->panel, own_result, error);
}

static void
lineup_polite_panel_iface_init (LineupPanelInterface *iface)
{
  iface->fetch_account_async = lineup_polite_panel_fetch_account_async;
  iface->fetch_account_finish = lineup_polite_panel_fetch_account_finish;
  iface->open_list_async = lineup_polite_panel_open_list_async;
  iface->open_list_finish = lineup_polite_panel_open_list_finish;
  iface->fetch_details_async = lineup_polite_panel_fetch_details_async;
  iface->fetch_details_finish = lineup_polite_panel_fetch_details_finish;
}
