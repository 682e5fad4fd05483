/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-commit.h"

#include "lineup-log.h"

/* A change on its way. */
typedef struct
{
  LineupSubscription *subscription; /* (owned) */
  LineupAccountFile *file;          /* (owned) */
  LineupAccount *target;            /* (owned): what the account is to be */
  GError *error;                    /* (owned) (nullable): why it stays what it is */
  gboolean is_saved;
  gboolean is_held;      /* the subscription */
  gboolean is_forgotten; /* the catalogue, of whichever account there is in the end */
} Commit;

static void
commit_free (Commit *commit)
{
  g_object_unref (commit->subscription);
  g_object_unref (commit->file);
  g_object_unref (commit->target);
  g_clear_error (&commit->error);
  g_free (commit);
}

static LineupAccount *
get_account (Commit *commit)
{
  return lineup_subscription_get_account (commit->subscription);
}

static void
end (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  Commit *commit = g_task_get_task_data (task);

  if (commit->error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&commit->error));
}

static void
on_secret_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Commit *commit = g_task_get_task_data (task);
  const LineupLogContext context = { .account = lineup_account_get_id (get_account (commit)) };
  g_autoptr (GError) error = NULL;

  if (!lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    lineup_log (
        G_LOG_LEVEL_WARNING, &context, error, "credentials of no more use can't be deleted");
  end (task);
}

/* What is written is carried through, and so has no cancellable. Whichever way it went, one of the
 * two places is of no more use. */
static void
wind_up (GTask *owned_task)
{
  LineupAccountEdit *edit = g_task_get_source_object (owned_task);
  Commit *commit = g_task_get_task_data (owned_task);

  if (commit->is_held)
    lineup_subscription_release (commit->subscription);
  if (commit->is_forgotten)
    lineup_subscription_start_first_sync (
        commit->subscription, commit->error == NULL && lineup_account_edit_get_info (edit) != NULL);
  if (lineup_account_edit_get_credentials (edit) == NULL)
    end (owned_task);
  else
    /* Credentials of no more use go, however long it takes. */
    lineup_secret_store_store_async (lineup_subscription_get_secrets (commit->subscription),
                                     lineup_account_get_other_secret (get_account (commit)),
                                     NULL,
                                     NULL,
                                     on_secret_dropped,
                                     owned_task);
}

static void
apply (GTask *owned_task)
{
  LineupAccountEdit *edit = g_task_get_source_object (owned_task);
  Commit *commit = g_task_get_task_data (owned_task);
  const LineupAccountInfo *info = lineup_account_edit_get_info (edit);

  lineup_account_assign (get_account (commit), commit->target);
  if (lineup_account_edit_get_address (edit) > 0)
    lineup_failover_choose (
        lineup_account_source_get_failover (lineup_subscription_get_source (commit->subscription)),
        lineup_account_edit_get_address (edit));
  if (info != NULL)
    lineup_account_sync_take_account_info (lineup_subscription_get_sync (commit->subscription),
                                           info);
  wind_up (owned_task);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Commit *commit = g_task_get_task_data (task);

  if (lineup_account_file_save_finish (LINEUP_ACCOUNT_FILE (source), result, &commit->error))
    apply (task);
  else
    wind_up (task);
}

static void
save (GTask *owned_task)
{
  Commit *commit = g_task_get_task_data (owned_task);

  if (commit->is_saved)
    apply (owned_task);
  else
    /* Carried through, as the credentials are there already. */
    lineup_account_file_save_async (commit->file, commit->target, NULL, on_saved, owned_task);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Commit *commit = g_task_get_task_data (task);

  commit->is_forgotten = lineup_subscription_forget_finish (
      LINEUP_SUBSCRIPTION (source), result, &commit->error);
  if (commit->is_forgotten)
    save (task);
  else
    wind_up (task);
}

static void
on_secret_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupAccountEdit *edit = g_task_get_source_object (task);
  Commit *commit = g_task_get_task_data (task);
  const gboolean stored = lineup_secret_store_store_finish (
      LINEUP_SECRET_STORE (source), result, &commit->error);

  if (stored && lineup_account_edit_is_other_account (edit))
    {
      commit->is_held = TRUE;
      lineup_subscription_hold (commit->subscription);
      /* Carried through, as the credentials are there already. */
      lineup_subscription_forget_async (commit->subscription, NULL, on_forgotten, task);
    }
  else if (stored)
    save (task);
  else
    wind_up (task);
}

void
lineup_account_commit_run_async (LineupAccountEdit *edit,
                                 LineupSubscription *subscription,
                                 LineupAccountFile *file,
                                 gboolean is_saved,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (edit, cancellable, callback, user_data);
  LineupCredentials *credentials = lineup_account_edit_get_credentials (edit);
  Commit *commit = g_new0 (Commit, 1);

  commit->subscription = g_object_ref (subscription);
  commit->file = g_object_ref (file);
  commit->target = lineup_account_edit_make_account (edit);
  /* What is not for persons to write is not there yet. */
  commit->is_saved = is_saved && credentials == NULL;
  /* What is on the disk is told, although nobody may care any more. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_account_commit_run_async);
  g_task_set_task_data (task, commit, (GDestroyNotify)commit_free);
  if (credentials == NULL)
    save (task);
  else
    lineup_secret_store_store_async (lineup_subscription_get_secrets (subscription),
                                     lineup_account_get_secret (commit->target),
                                     credentials,
                                     cancellable,
                                     on_secret_stored,
                                     task);
}

gboolean
lineup_account_commit_run_finish (LineupAccountEdit *edit, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, edit), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
