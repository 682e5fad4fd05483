/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-removal.h"

#include "lineup-log.h"

typedef struct
{
  LineupSubscription *subscription; /* (owned) */
  LineupRoster *roster;             /* (owned) */
  LineupAccountFile *file;          /* (owned) */
  LineupAccountEraser *eraser;      /* (owned) */
  char *settings;                   /* (owned) (nullable): checksum of the account's */
  gboolean is_noted;                /* on the disk */
  GError *error;                    /* (owned) (nullable): why something is left */
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->subscription);
  g_object_unref (removal->roster);
  g_object_unref (removal->file);
  g_object_unref (removal->eraser);
  g_free (removal->settings);
  g_clear_error (&removal->error);
  g_free (removal);
}

static const char *
get_id (const Removal *removal)
{
  return lineup_account_get_id (lineup_subscription_get_account (removal->subscription));
}

static void
note (GTask *task, GAsyncReadyCallback callback)
{
  const Removal *removal = g_task_get_task_data (task);

  lineup_account_journal_note_async (lineup_account_eraser_get_journal (removal->eraser),
                                     get_id (removal),
                                     removal->settings,
                                     g_task_get_cancellable (task),
                                     callback,
                                     task);
}

/* What is logged is nobody's error: there may be nothing left for the next start to do. */
static void
take_note (Removal *removal, GObject *source, GAsyncResult *result)
{
  const LineupLogContext context = { .account = get_id (removal) };
  g_autoptr (GError) error = NULL;

  removal->is_noted = lineup_account_journal_note_finish (
      LINEUP_ACCOUNT_JOURNAL (source), result, &error);
  if (!removal->is_noted)
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its removal can't be noted");
}

static void
on_noted_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);

  take_note (removal, source, result);
  g_task_return_error (task, g_steal_pointer (&removal->error));
}

static void
on_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);

  if (lineup_account_eraser_erase_finish (LINEUP_ACCOUNT_ERASER (source), result, &removal->error))
    g_task_return_boolean (task, TRUE);
  else if (removal->is_noted)
    g_task_return_error (task, g_steal_pointer (&removal->error));
  else
    /* There may be room now. */
    note (g_steal_pointer (&task), on_noted_again);
}

static void
on_syncs_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Removal *removal = g_task_get_task_data (task);

  /* What could not be written is deleted in a moment. */
  lineup_subscription_stop_finish (LINEUP_SUBSCRIPTION (source), result, NULL);
  lineup_roster_forget (removal->roster, removal->subscription);
  /* Where a person has deleted the file, one that is there is another account's. */
  lineup_account_eraser_finish_async (removal->eraser,
                                      get_id (removal),
                                      lineup_subscription_get_storage (removal->subscription),
                                      removal->settings != NULL ? LINEUP_ERASER_ALL_SETTINGS
                                                                : LINEUP_ERASER_NOTED_SETTINGS,
                                      g_task_get_cancellable (task),
                                      on_erased,
                                      task);
}

/* However long the syncs take to stop, the next start would know. */
static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Removal *removal = g_task_get_task_data (task);

  take_note (removal, source, result);
  lineup_subscription_stop_async (
      removal->subscription, g_task_get_cancellable (task), on_syncs_stopped, task);
}

static void
on_editor_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Removal *removal = g_task_get_task_data (task);

  lineup_account_editor_close_finish (LINEUP_ACCOUNT_EDITOR (source), result);
  removal->settings = lineup_account_file_get_checksum (removal->file);
  note (task, on_noted);
}

void
lineup_account_removal_run_async (LineupAccountEditor *editor,
                                  LineupRoster *roster,
                                  LineupAccountFile *file,
                                  LineupAccountEraser *eraser,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (editor, cancellable, callback, user_data);
  Removal *removal = g_new0 (Removal, 1);

  removal->subscription = g_object_ref (lineup_account_editor_get_subscription (editor));
  removal->roster = g_object_ref (roster);
  removal->file = g_object_ref (file);
  removal->eraser = g_object_ref (eraser);
  g_task_set_source_tag (task, lineup_account_removal_run_async);
  g_task_set_task_data (task, removal, (GDestroyNotify)removal_free);
  lineup_details_keeper_stop (lineup_subscription_get_details (removal->subscription));
  lineup_account_editor_close_async (editor, g_task_get_cancellable (task), on_editor_closed, task);
}

gboolean
lineup_account_removal_run_finish (LineupAccountEditor *editor,
                                   GAsyncResult *result,
                                   GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, editor), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
