/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-discovery.h"

#include "lineup-log.h"

typedef struct
{
  char *id;                /* (owned) */
  LineupRoster *roster;    /* (owned) */
  LineupAccountFile *file; /* (owned) */
} Discovery;

static void
discovery_free (Discovery *discovery)
{
  g_free (discovery->id);
  g_object_unref (discovery->roster);
  g_object_unref (discovery->file);
  g_free (discovery);
}

static void
log_error (const Discovery *discovery, const GError *error)
{
  const LineupLogContext context = { .account = discovery->id };

  if (error != NULL)
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its file can't be read and is skipped");
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Discovery *discovery = g_task_get_task_data (task);
  const LineupLogContext context = { .account = discovery->id };
  g_autoptr (GError) error = NULL;
  LineupSubscription *subscription = lineup_roster_open_finish (
      LINEUP_ROSTER (source), result, &error);

  log_error (discovery, error);
  if (subscription != NULL)
    lineup_log (G_LOG_LEVEL_MESSAGE, &context, NULL, "its file is new, and so is the account");
  g_task_return_pointer (task, subscription, g_object_unref);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Discovery *discovery = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupAccount) account = lineup_account_file_look_finish (
      LINEUP_ACCOUNT_FILE (source), result, &error);

  if (account != NULL)
    {
      /* What was opened has to be closed, so whoever closes it is told of it. */
      lineup_roster_open_async (
          discovery->roster, account, NULL, on_opened, g_steal_pointer (&task));
      return;
    }
  /* A broken one that was taken away is as good as none, and at the end nobody cares. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    log_error (discovery, error);
  g_task_return_pointer (task, NULL, NULL);
}

static void
look (GTask *owned_task)
{
  const Discovery *discovery = g_task_get_task_data (owned_task);

  lineup_account_file_look_async (
      discovery->file,
      lineup_hosts_get_clock (lineup_roster_get_hosts (discovery->roster)),
      g_task_get_cancellable (owned_task),
      on_looked,
      owned_task);
}

static void
on_rest_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  /* Why not is in the log already. */
  if (lineup_account_eraser_erase_finish (LINEUP_ACCOUNT_ERASER (source), result, NULL))
    look (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, NULL, NULL);
}

void
lineup_account_discovery_run_async (const char *id,
                                    LineupRoster *roster,
                                    LineupAccountFile *file,
                                    LineupAccountEraser *eraser,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Discovery *discovery = g_new0 (Discovery, 1);

  discovery->id = g_strdup (id);
  discovery->roster = g_object_ref (roster);
  discovery->file = g_object_ref (file);
  /* What was opened has to be closed, although nobody may care any more. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_account_discovery_run_async);
  g_task_set_task_data (task, discovery, (GDestroyNotify)discovery_free);
  if (lineup_account_journal_has (lineup_account_eraser_get_journal (eraser), id))
    /* What is left of another account goes, whoever waits for it. */
    lineup_account_eraser_finish_async (
        eraser, id, NULL, LINEUP_ERASER_NOTED_SETTINGS, NULL, on_rest_erased, task);
  else
    look (task);
}

LineupSubscription *
lineup_account_discovery_run_finish (GAsyncResult *result, const char **id)
{
  const Discovery *discovery = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  discovery = g_task_get_task_data (G_TASK (result));
  *id = discovery->id;
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
