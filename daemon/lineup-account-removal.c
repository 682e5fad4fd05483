/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-removal.h"

typedef struct
{
  LineupSubscription *subscription; /* (owned) */
  LineupRoster *roster;             /* (owned) */
  LineupAccountFile *file;          /* (owned) */
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->subscription);
  g_object_unref (removal->roster);
  g_object_unref (removal->file);
  g_free (removal);
}

/* Takes the task over. */
static void
remove_secret (GTask *task, const char *secret, GAsyncReadyCallback callback)
{
  Removal *removal = g_task_get_task_data (task);

  lineup_secret_store_store_async (
      lineup_subscription_get_secrets (removal->subscription), secret, NULL, NULL, callback, task);
}

static void
on_secret_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_other_secret_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);
  LineupAccount *account = lineup_subscription_get_account (removal->subscription);
  g_autoptr (GError) error = NULL;

  if (lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    remove_secret (g_steal_pointer (&task), lineup_account_get_secret (account), on_secret_removed);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_subscription_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSubscription *subscription = LINEUP_SUBSCRIPTION (source);
  LineupAccount *account = lineup_subscription_get_account (subscription);
  g_autoptr (GError) error = NULL;

  /* A power cut may have left both. */
  if (lineup_subscription_delete_finish (subscription, result, &error))
    remove_secret (g_steal_pointer (&task),
                   lineup_account_get_other_secret (account),
                   on_other_secret_removed);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_file_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (lineup_account_file_remove_finish (LINEUP_ACCOUNT_FILE (source), result, &error))
    lineup_subscription_delete_async (
        removal->subscription, on_subscription_deleted, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_syncs_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Removal *removal = g_task_get_task_data (task);

  /* What could not be written is deleted in a moment. */
  lineup_account_sync_stop_finish (LINEUP_ACCOUNT_SYNC (source), result, NULL);
  lineup_roster_forget (removal->roster, removal->subscription);
  lineup_account_file_remove_async (removal->file, on_file_removed, task);
}

static void
on_editor_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Removal *removal = g_task_get_task_data (task);

  lineup_account_editor_close_finish (LINEUP_ACCOUNT_EDITOR (source), result);
  lineup_account_sync_stop_async (
      lineup_subscription_get_sync (removal->subscription), on_syncs_stopped, task);
}

void
lineup_account_removal_run_async (LineupAccountEditor *editor,
                                  LineupRoster *roster,
                                  LineupAccountFile *file,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (editor, NULL, callback, user_data);
  Removal *removal = g_new0 (Removal, 1);

  removal->subscription = g_object_ref (lineup_account_editor_get_subscription (editor));
  removal->roster = g_object_ref (roster);
  removal->file = g_object_ref (file);
  g_task_set_source_tag (task, lineup_account_removal_run_async);
  g_task_set_task_data (task, removal, (GDestroyNotify)removal_free);
  lineup_details_keeper_stop (lineup_subscription_get_details (removal->subscription));
  lineup_account_editor_close_async (editor, on_editor_closed, task);
}

gboolean
lineup_account_removal_run_finish (LineupAccountEditor *editor,
                                   GAsyncResult *result,
                                   GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, editor), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
