/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-addition.h"

#include "lineup-error.h"

typedef struct
{
  LineupRoster *roster;             /* (owned) */
  LineupAccountFile *file;          /* (owned) */
  LineupAccountEraser *eraser;      /* (owned) */
  LineupAccount *account;           /* (owned) (nullable): once the credentials are good */
  LineupSubscription *subscription; /* (owned) (nullable): once the settings are kept */
  GError *error;                    /* (owned) (nullable): why it failed */
} Addition;

static void
addition_free (Addition *addition)
{
  g_object_unref (addition->roster);
  g_object_unref (addition->file);
  g_object_unref (addition->eraser);
  g_clear_object (&addition->account);
  g_clear_object (&addition->subscription);
  g_clear_error (&addition->error);
  g_free (addition);
}

static const char *
get_id (GTask *task)
{
  return lineup_account_edit_get_id (g_task_get_source_object (task));
}

static void
end (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  Addition *addition = g_task_get_task_data (task);

  if (owned_error == NULL)
    g_task_return_pointer (task, g_steal_pointer (&addition->subscription), g_object_unref);
  else
    g_task_return_error (task, owned_error);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Addition *addition = g_task_get_task_data (task);

  /* Why it was undone counts; what is left is in the log. */
  lineup_account_eraser_erase_finish (LINEUP_ACCOUNT_ERASER (source), result, NULL);
  end (task, g_steal_pointer (&addition->error));
}

static void
undo (GTask *owned_task, GError *owned_error)
{
  Addition *addition = g_task_get_task_data (owned_task);
  LineupAccountStorage *storage = NULL;

  addition->error = owned_error;
  if (addition->subscription != NULL)
    storage = lineup_subscription_get_storage (addition->subscription);
  /* What is undone is undone to its end: see is_too_late(). */
  lineup_account_eraser_finish_async (addition->eraser,
                                      get_id (owned_task),
                                      storage,
                                      LINEUP_ERASER_NOTED_SETTINGS,
                                      NULL,
                                      on_undone,
                                      owned_task);
}

/* Whether there is no time left. Between two steps is where an addition can be ended: what it has
 * begun to write, or to undo, is not to be cut off, and so has no cancellable. */
static gboolean
is_too_late (GTask *task, GError **error)
{
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;
  g_clear_error (error);
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN, "lineupd is ending");
  return TRUE;
}

static void
on_note_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (lineup_account_journal_drop_finish (LINEUP_ACCOUNT_JOURNAL (source), result, &error))
    end (user_data, NULL);
  else
    /* The next start would take away what somebody was told is there. */
    undo (user_data, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Addition *addition = g_task_get_task_data (task);
  const guint address = lineup_account_edit_get_address (g_task_get_source_object (task));
  GError *error = NULL;

  addition->subscription = lineup_roster_open_finish (LINEUP_ROSTER (source), result, &error);
  if (addition->subscription != NULL && address > 0)
    lineup_failover_choose (lineup_account_source_get_failover (
                                lineup_subscription_get_source (addition->subscription)),
                            address);
  if (addition->subscription != NULL)
    /* From here on the account is there: see is_too_late(). */
    lineup_account_journal_drop_async (lineup_account_eraser_get_journal (addition->eraser),
                                       get_id (task),
                                       NULL,
                                       on_note_dropped,
                                       task);
  else
    undo (task, error);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Addition *addition = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_account_file_save_finish (LINEUP_ACCOUNT_FILE (source), result, &error))
    {
      /* Settings that are kept make an account: see is_too_late(). */
      lineup_roster_open_async (addition->roster, addition->account, NULL, on_opened, task);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      g_clear_error (&error);
      g_set_error (
          &error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXISTS, "There is an account of this id");
    }
  undo (task, error);
}

static void
on_secret_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Addition *addition = g_task_get_task_data (task);
  GError *error = NULL;

  lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error);
  if (is_too_late (task, &error) || error != NULL)
    undo (task, error);
  else
    /* Settings are kept whole: see is_too_late(). */
    lineup_account_file_save_async (addition->file, addition->account, NULL, on_saved, task);
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Addition *addition = g_task_get_task_data (task);
  LineupAccountEdit *edit = g_task_get_source_object (task);
  GError *error = NULL;

  lineup_account_journal_note_finish (LINEUP_ACCOUNT_JOURNAL (source), result, &error);
  if (is_too_late (task, &error) || error != NULL)
    undo (task, error);
  else
    lineup_secret_store_store_async (lineup_roster_get_secrets (addition->roster),
                                     lineup_account_get_secret (addition->account),
                                     lineup_account_edit_get_credentials (edit),
                                     g_task_get_cancellable (task),
                                     on_secret_stored,
                                     task);
}

static void
on_erased (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Addition *addition = g_task_get_task_data (task);
  g_autofree char *settings = NULL;
  GError *error = NULL;

  if (!lineup_account_eraser_erase_finish (LINEUP_ACCOUNT_ERASER (source), result, &error))
    {
      end (task, error);
      return;
    }
  settings = lineup_account_file_make_checksum (addition->account);
  /* Without its note nothing is begun: see is_too_late(). */
  lineup_account_journal_note_async (lineup_account_eraser_get_journal (addition->eraser),
                                     get_id (task),
                                     settings,
                                     NULL,
                                     on_noted,
                                     task);
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Addition *addition = g_task_get_task_data (task);
  LineupAccountEdit *edit = LINEUP_ACCOUNT_EDIT (source);
  GError *error = NULL;

  lineup_account_edit_prepare_finish (edit, result, &error);
  if (is_too_late (task, &error) || error != NULL)
    {
      end (task, error);
      return;
    }
  addition->account = lineup_account_edit_make_account (edit);
  /* There is no catalogue of another server when all that was left is gone. */
  g_object_set (
      addition->account, "catalogue-url", lineup_account_get_url (addition->account), NULL);
  /* What is left of another account goes: see is_too_late(). */
  lineup_account_eraser_erase_async (
      addition->eraser, get_id (task), NULL, LINEUP_ERASER_NOTED_SETTINGS, NULL, on_erased, task);
}

/* A file that could not be read is somebody's account, too; but not one that is left of an account
 * that was removed. */
static gboolean
is_taken (GTask *task, gboolean has_file)
{
  const Addition *addition = g_task_get_task_data (task);

  return has_file
         && !lineup_account_journal_has (lineup_account_eraser_get_journal (addition->eraser),
                                         get_id (task));
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const Addition *addition = g_task_get_task_data (task);
  GError *error = NULL;
  const gboolean has_file = lineup_account_file_exists_finish (
      LINEUP_ACCOUNT_FILE (source), result, &error);

  if (is_too_late (task, &error) || error != NULL)
    end (task, error);
  else if (is_taken (task, has_file))
    end (task,
         g_error_new (LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXISTS, "There is an account of this id"));
  else
    lineup_account_edit_prepare_async (g_task_get_source_object (task),
                                       lineup_roster_get_secrets (addition->roster),
                                       lineup_roster_get_hosts (addition->roster),
                                       g_task_get_cancellable (task),
                                       on_prepared,
                                       task);
}

void
lineup_account_addition_run_async (LineupAccountEdit *edit,
                                   LineupRoster *roster,
                                   LineupAccountFile *file,
                                   LineupAccountEraser *eraser,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (edit, cancellable, callback, user_data);
  Addition *addition = g_new0 (Addition, 1);

  addition->roster = g_object_ref (roster);
  addition->file = g_object_ref (file);
  addition->eraser = g_object_ref (eraser);
  /* What is on the disk is told, although nobody may care any more. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_account_addition_run_async);
  g_task_set_task_data (task, addition, (GDestroyNotify)addition_free);
  lineup_account_file_exists_async (file, cancellable, on_looked, task);
}

LineupSubscription *
lineup_account_addition_run_finish (LineupAccountEdit *edit, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, edit), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
