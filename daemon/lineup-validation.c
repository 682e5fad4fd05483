/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-validation.h"

#include "lineup-deadline.h"
#include "panel/lineup-xtream-panel.h"
#include "sync/lineup-account-check.h"
#include "sync/lineup-polite-panel.h"

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LineupAccountInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean usable = lineup_account_check_finish (
      LINEUP_PANEL (source), result, &info, &error);

  lineup_deadline_finish (g_task_get_task_data (task), &error);
  if (usable)
    g_task_return_pointer (task, g_steal_pointer (&info), (GDestroyNotify)lineup_account_info_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_validation_run_async (LineupServerUrl *url,
                             LineupCredentials *credentials,
                             const char *user_agent,
                             const char *accept_certificate,
                             LineupSyncQueue *requests,
                             LineupHostBuckets *buckets,
                             LineupClock *clock,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  LineupDeadline *deadline = lineup_deadline_new (clock, cancellable);
  g_autoptr (LineupPanel) xtream_panel = lineup_xtream_panel_new (url,
                                                                  credentials->username,
                                                                  credentials->password,
                                                                  user_agent,
                                                                  accept_certificate,
                                                                  buckets,
                                                                  clock);
  g_autoptr (LineupPanel) panel = lineup_polite_panel_new (
      xtream_panel, lineup_server_url_get_host (url), requests);

  g_task_set_source_tag (task, lineup_validation_run_async);
  g_task_set_task_data (task, deadline, g_object_unref);
  lineup_deadline_set (
      deadline, LINEUP_VALIDATION_LIMIT, "The panel did not answer the account request in time");
  lineup_account_check_async (panel,
                              clock,
                              1,
                              lineup_deadline_get_cancellable (deadline),
                              on_checked,
                              g_steal_pointer (&task));
}

LineupAccountInfo *
lineup_validation_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
