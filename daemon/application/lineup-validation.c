/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-validation.h"

#include "lineup-account-check.h"
#include "lineup-deadline.h"
#include "lineup-error.h"
#include "lineup-list-probe.h"

typedef struct
{
  LineupSource *source; /* (owned) (nullable): if the account is of one */
  LineupSourceType type;
  char *host;               /* (owned) */
  LineupHosts *hosts;       /* (owned) */
  LineupDeadline *deadline; /* (owned) */
  LineupAccountInfo *info;  /* (owned) (nullable): once the panel has told */
} Validation;

static void
validation_free (Validation *validation)
{
  g_clear_object (&validation->source);
  g_free (validation->host);
  g_object_unref (validation->hosts);
  g_object_unref (validation->deadline);
  g_clear_pointer (&validation->info, lineup_account_info_free);
  g_free (validation);
}

static void
end (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  Validation *validation = g_task_get_task_data (task);

  lineup_host_queue_leave (lineup_hosts_get_requests (validation->hosts), validation->host);
  lineup_deadline_finish (validation->deadline, &owned_error);
  if (owned_error != NULL)
    g_task_return_error (task, owned_error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Only an account object tells of the account. Whatever else is wrong with a list is for a sync to
 * find out, which tries again. */
static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const Validation *validation = g_task_get_task_data (task);
  GError *error = NULL;

  lineup_list_probe_finish (LINEUP_SOURCE (source), result, &error);
  if (validation->type == LINEUP_SOURCE_TYPE_PLAYLIST)
    {
      /* There is nothing else to ask: what begins as none is no playlist. */
      end (task, error);
      return;
    }
  if (lineup_error_has_trait (error, LINEUP_ERROR_TRAIT_ACCOUNT))
    {
      g_clear_error (&error);
      g_set_error_literal (
          &error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXPIRED, LINEUP_ACCOUNT_CHECK_NO_LISTS);
    }
  else if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_clear_error (&error);
  end (task, error);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Validation *validation = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_account_check_finish (LINEUP_SOURCE (source), result, &validation->info, &error))
    lineup_list_probe_async (validation->source,
                             LINEUP_LIST_CHANNEL_CATEGORIES,
                             lineup_deadline_get_cancellable (validation->deadline),
                             on_probed,
                             task);
  else
    end (task, error);
}

static void
on_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Validation *validation = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_host_queue_enter_finish (LINEUP_HOST_QUEUE (source), result, &error))
    {
      lineup_account_check_async (validation->source,
                                  lineup_hosts_get_clock (validation->hosts),
                                  1,
                                  lineup_deadline_get_cancellable (validation->deadline),
                                  on_checked,
                                  task);
      return;
    }
  lineup_deadline_finish (validation->deadline, &error);
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
lineup_validation_run_async (const LineupSourceAccess *access,
                             LineupHosts *hosts,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Validation *validation = g_new0 (Validation, 1);
  GError *error = NULL;

  validation->source = lineup_source_factory_make (access, hosts, &error);
  validation->type = access->type;
  validation->host = g_strdup (lineup_server_url_get_host (access->url));
  validation->hosts = g_object_ref (hosts);
  validation->deadline = lineup_deadline_new (lineup_hosts_get_clock (hosts), cancellable);
  g_task_set_source_tag (task, lineup_validation_run_async);
  g_task_set_task_data (task, validation, (GDestroyNotify)validation_free);
  if (validation->source == NULL)
    {
      lineup_deadline_finish (validation->deadline, &error);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  lineup_deadline_set (validation->deadline,
                       LINEUP_VALIDATION_LIMIT,
                       access->type == LINEUP_SOURCE_TYPE_PLAYLIST
                           ? "The playlist did not begin to come in time"
                           : "The panel did not answer the account request in time");
  lineup_host_queue_enter_async (lineup_hosts_get_requests (hosts),
                                 validation->host,
                                 LINEUP_GUEST_ATTENDED,
                                 lineup_deadline_get_cancellable (validation->deadline),
                                 on_turn,
                                 task);
}

gboolean
lineup_validation_run_finish (GAsyncResult *result, LineupAccountInfo **info, GError **error)
{
  Validation *validation = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  validation = g_task_get_task_data (G_TASK (result));
  *info = g_steal_pointer (&validation->info);
  return TRUE;
}
