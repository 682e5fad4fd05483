/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-application.h"

#include "lineup-account-edit.h"
#include "lineup-account-editor.h"
#include "lineup-account-removal.h"
#include "lineup-error.h"
#include "lineup-log.h"

struct _LineupApplication
{
  GObject parent_instance;

  LineupClock *clock;         /* (owned) */
  LineupAccountStore *store;  /* (owned) */
  LineupSecretStore *secrets; /* (owned) */
  LineupJobCounter *jobs;     /* (owned) */
  LineupRoster *roster;       /* (owned) */
  GHashTable *editors;        /* (owned) (element-type utf8 LineupAccountEditor): by id */
  GHashTable *pending; /* (owned) (element-type utf8 gboolean): ids that are being added or removed,
                          and whether somebody has touched their files meanwhile */
  gboolean ending;
};

G_DEFINE_FINAL_TYPE (LineupApplication, lineup_application, G_TYPE_OBJECT)

static void
lineup_application_finalize (GObject *object)
{
  LineupApplication *self = LINEUP_APPLICATION (object);

  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->editors, g_hash_table_unref);
  g_clear_object (&self->roster);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  g_clear_object (&self->jobs);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_application_parent_class)->finalize (object);
}

static void
lineup_application_class_init (LineupApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_application_finalize;
}

static void
lineup_application_init (LineupApplication *self)
{
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->editors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* Files that persons write. */

static void touch (LineupApplication *self, const char *id);

/* Nobody else adds or removes an account of this id until end_pending(). */
static void
begin_pending (LineupApplication *self, const char *id)
{
  g_hash_table_insert (self->pending, g_strdup (id), GINT_TO_POINTER (FALSE));
}

static void
end_pending (LineupApplication *self, const char *id)
{
  const gboolean touched = GPOINTER_TO_INT (g_hash_table_lookup (self->pending, id));

  g_hash_table_remove (self->pending, id);
  if (touched)
    touch (self, id);
}

/* An account that a person has made by writing its file. */
typedef struct
{
  LineupApplication *application; /* (owned) */
  char *id;                       /* (owned) */
} NewFile;

/* Takes it over. */
static void
end_new_file (NewFile *file, const GError *error)
{
  const LineupLogContext context = { .account = file->id };

  if (error != NULL)
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its file can't be read and is skipped");
  end_pending (file->application, file->id);
  g_object_unref (file->application);
  g_free (file->id);
  g_free (file);
}

static void
on_new_account_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NewFile *file = user_data;
  const LineupLogContext context = { .account = file->id };
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSubscription) subscription = lineup_roster_open_finish (
      LINEUP_ROSTER (source), result, &error);

  if (subscription != NULL)
    {
      lineup_log (G_LOG_LEVEL_MESSAGE, &context, NULL, "its file is new, and so is the account");
      lineup_roster_list (file->application->roster, subscription);
    }
  end_new_file (file, error);
}

static void
on_new_file_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NewFile *file = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupAccount) account = lineup_account_file_look_finish (
      LINEUP_ACCOUNT_FILE (source), result, &error);

  /* A broken one that was taken away is as good as none. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_clear_error (&error);
  if (account != NULL)
    lineup_roster_open_async (file->application->roster, account, on_new_account_opened, file);
  else
    end_new_file (file, error);
}

/* Somebody may have written or deleted a file. */
static void
touch (LineupApplication *self, const char *id)
{
  LineupAccountEditor *editor = g_hash_table_lookup (self->editors, id);
  LineupAccountFile *account_file = NULL;
  NewFile *file = NULL;

  if (editor != NULL)
    {
      lineup_account_editor_reload (editor);
      return;
    }
  if (g_hash_table_contains (self->pending, id))
    {
      g_hash_table_insert (self->pending, g_strdup (id), GINT_TO_POINTER (TRUE));
      return;
    }
  /* One that is being opened will be looked at when it is listed. */
  if (self->ending || lineup_roster_is_opening (self->roster, id))
    return;
  /* That of an account which was removed is heard of when its id is free again. */
  account_file = lineup_account_store_get_file (self->store, id);
  if (!lineup_account_file_exists (account_file))
    return;
  begin_pending (self, id);
  file = g_new0 (NewFile, 1);
  file->application = g_object_ref (self);
  file->id = g_strdup (id);
  lineup_account_file_look_async (account_file, self->clock, NULL, on_new_file_read, file);
}

static void
on_deleted_account_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *id = user_data;
  const LineupLogContext context = { .account = id };
  g_autoptr (GError) error = NULL;

  if (!lineup_application_remove_account_finish (LINEUP_APPLICATION (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "not all of it could be removed");
}

static void
on_account_deleted (LineupAccountEditor *editor, LineupApplication *self)
{
  LineupSubscription *subscription = lineup_account_editor_get_subscription (editor);
  const char *id = lineup_account_get_id (lineup_subscription_get_account (subscription));
  const LineupLogContext context = { .account = id };

  /* One that is being removed is on its way out already, and there is no time for it at the end. */
  if (self->ending || g_hash_table_lookup (self->editors, id) != editor)
    return;
  lineup_log (G_LOG_LEVEL_MESSAGE, &context, NULL, "its file was deleted, and so is the account");
  lineup_application_remove_account_async (self, id, on_deleted_account_removed, g_strdup (id));
}

static void
on_account_added (LineupRoster *roster, LineupSubscription *subscription, LineupApplication *self)
{
  const char *id = lineup_account_get_id (lineup_subscription_get_account (subscription));
  LineupAccountEditor *editor = lineup_account_editor_new (
      subscription,
      lineup_account_store_get_file (self->store, id),
      lineup_roster_get_requests (roster),
      lineup_roster_get_buckets (roster),
      self->clock);

  g_hash_table_insert (self->editors, g_strdup (id), editor);
  g_signal_connect_object (editor, "deleted", G_CALLBACK (on_account_deleted), self, 0);
  /* While it was not listed, nobody looked. */
  lineup_account_editor_reload (editor);
}

static void
on_file_touched (LineupAccountStore *store, const char *id, LineupApplication *self)
{
  touch (self, id);
}

static void
watch_files (LineupApplication *self)
{
  const LineupLogContext context = { 0 };
  g_autoptr (GError) error = NULL;

  g_signal_connect_object (self->store, "touched", G_CALLBACK (on_file_touched), self, 0);
  if (!lineup_account_store_watch (self->store, &error))
    lineup_log (G_LOG_LEVEL_WARNING,
                &context,
                error,
                "what is written by hand takes effect at the next start");
}

LineupApplication *
lineup_application_new (const char *config_directory,
                        const char *cache_directory,
                        LineupSecretStore *secrets,
                        LineupConditions *conditions,
                        LineupClock *clock)
{
  LineupApplication *self = g_object_new (LINEUP_TYPE_APPLICATION, NULL);
  g_autofree char *accounts = g_build_filename (config_directory, "accounts", NULL);
  g_autofree char *state = g_build_filename (config_directory, "state", NULL);
  g_autofree char *jobs = g_build_filename (config_directory, "jobs", NULL);

  self->clock = g_object_ref (clock);
  self->store = lineup_account_store_new (accounts);
  self->secrets = g_object_ref (secrets);
  self->jobs = lineup_job_counter_new (jobs);
  self->roster = lineup_roster_new (
      self->store, self->secrets, state, cache_directory, self->jobs, conditions, clock);
  g_signal_connect_object (self->roster, "account-added", G_CALLBACK (on_account_added), self, 0);
  watch_files (self);
  return self;
}

LineupRoster *
lineup_application_get_roster (LineupApplication *self)
{
  g_return_val_if_fail (LINEUP_IS_APPLICATION (self), NULL);

  return self->roster;
}

/* Adding: the credentials are tried out and kept, then the settings, and only then it is shown. */

typedef struct
{
  LineupAccountEdit *edit;          /* (owned) */
  LineupAccount *account;           /* (owned) (nullable): once the credentials are good */
  LineupSubscription *subscription; /* (owned) (nullable): once the settings are kept */
  GError *error;                    /* (owned) (nullable): why it failed */
} Add;

static void
add_free (Add *add)
{
  g_clear_object (&add->edit);
  g_clear_object (&add->account);
  g_clear_object (&add->subscription);
  g_clear_error (&add->error);
  g_free (add);
}

static LineupAccountFile *
get_file (LineupApplication *self, Add *add)
{
  return lineup_account_store_get_file (self->store, lineup_account_edit_get_id (add->edit));
}

static void
set_exists (GError **error)
{
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXISTS, "There is an account of this id");
}

/* Takes the task over, and the error. */
static void
end_add (GTask *owned_task, GError *error)
{
  g_autoptr (GTask) task = owned_task;
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);

  end_pending (self, lineup_account_edit_get_id (add->edit));
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes the task over. */
static void
complete_add (GTask *task)
{
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);
  const LineupAccountInfo *info = lineup_account_edit_get_info (add->edit);

  if (info != NULL)
    lineup_account_sync_take_account_info (lineup_subscription_get_sync (add->subscription), info);
  lineup_roster_list (self->roster, add->subscription);
  lineup_subscription_start_first_sync (add->subscription, info != NULL);
  end_add (task, NULL);
}

static void
on_add_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);

  /* Why it was undone counts. */
  lineup_account_file_remove_finish (LINEUP_ACCOUNT_FILE (source), result, NULL);
  lineup_secret_store_store_async (
      self->secrets, lineup_account_get_secret (add->account), NULL, NULL, NULL, NULL);
  end_add (task, g_steal_pointer (&add->error));
}

/* Takes the task over, and the error. What was kept of it goes. */
static void
fail_add (GTask *task, GError *error)
{
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);

  add->error = error;
  lineup_account_file_remove_async (get_file (self, add), on_add_undone, task);
}

static void
on_add_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Add *add = g_task_get_task_data (task);
  GError *error = NULL;

  add->subscription = lineup_roster_open_finish (LINEUP_ROSTER (source), result, &error);
  if (add->subscription != NULL)
    complete_add (task);
  else
    fail_add (task, error);
}

static void
on_add_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_account_file_save_finish (LINEUP_ACCOUNT_FILE (source), result, &error))
    {
      lineup_roster_open_async (self->roster, add->account, on_add_opened, task);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    {
      g_clear_error (&error);
      set_exists (&error);
    }
  fail_add (task, error);
}

static void
on_add_secret_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    lineup_account_file_save_async (get_file (self, add), add->account, on_add_saved, task);
  else
    end_add (task, error);
}

static void
on_add_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);
  LineupAccountEdit *edit = LINEUP_ACCOUNT_EDIT (source);
  GError *error = NULL;

  if (!lineup_account_edit_prepare_finish (edit, result, &error))
    {
      end_add (task, error);
      return;
    }
  add->account = lineup_account_edit_make_account (edit);
  lineup_secret_store_store_async (self->secrets,
                                   lineup_account_get_secret (add->account),
                                   lineup_account_edit_get_credentials (edit),
                                   NULL,
                                   on_add_secret_stored,
                                   task);
}

static LineupAccountEdit *
begin_add (LineupApplication *self, const char *id, LineupAccountChange *change, GError **error)
{
  g_autoptr (LineupAccountChange) owned_change = change;

  if (!lineup_account_is_valid_id (id))
    {
      g_set_error (error,
                   LINEUP_ERROR,
                   LINEUP_ERROR_INVALID_ACCOUNT,
                   "An account's id is 1 to 64 of a to z, 0 to 9 and _");
      return NULL;
    }
  /* A file that could not be read is somebody's account, too. */
  if (lineup_roster_lookup (self->roster, id, NULL) != NULL
      || g_hash_table_contains (self->pending, id)
      || lineup_account_file_exists (lineup_account_store_get_file (self->store, id)))
    {
      set_exists (error);
      return NULL;
    }
  return lineup_account_edit_new (id, g_steal_pointer (&owned_change), NULL, error);
}

void
lineup_application_add_account_async (LineupApplication *self,
                                      const char *id,
                                      LineupAccountChange *change,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  LineupAccountEdit *edit = NULL;
  GError *error = NULL;
  Add *add = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  g_task_set_source_tag (task, lineup_application_add_account_async);
  edit = begin_add (self, id, change, &error);
  if (edit == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  begin_pending (self, id);
  add = g_new0 (Add, 1);
  add->edit = edit;
  g_task_set_task_data (task, add, (GDestroyNotify)add_free);
  lineup_account_edit_prepare_async (edit,
                                     self->secrets,
                                     lineup_roster_get_requests (self->roster),
                                     lineup_roster_get_buckets (self->roster),
                                     self->clock,
                                     on_add_prepared,
                                     g_steal_pointer (&task));
}

gboolean
lineup_application_add_account_finish (LineupApplication *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Changing: the account's editor does that. */

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (lineup_account_editor_change_finish (LINEUP_ACCOUNT_EDITOR (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN) && !self->ending)
    g_task_return_new_error (
        task, LINEUP_ERROR, LINEUP_ERROR_UNKNOWN_ACCOUNT, "The account was removed");
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_application_update_account_async (LineupApplication *self,
                                         const char *id,
                                         LineupAccountChange *change,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (LineupAccountChange) owned_change = change;
  GError *error = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  g_task_set_source_tag (task, lineup_application_update_account_async);
  if (lineup_roster_lookup (self->roster, id, &error) == NULL)
    g_task_return_error (task, error);
  else
    lineup_account_editor_change_async (g_hash_table_lookup (self->editors, id),
                                        g_steal_pointer (&owned_change),
                                        on_changed,
                                        g_steal_pointer (&task));
}

gboolean
lineup_application_update_account_finish (LineupApplication *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Removing. */

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountEditor *editor = LINEUP_ACCOUNT_EDITOR (source);
  g_autoptr (GError) error = NULL;
  const gboolean removed = lineup_account_removal_run_finish (editor, result, &error);

  end_pending (g_task_get_source_object (task), g_task_get_task_data (task));
  if (removed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_application_remove_account_async (LineupApplication *self,
                                         const char *id,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  LineupSubscription *subscription = NULL;
  g_autoptr (LineupAccountEditor) editor = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  g_task_set_source_tag (task, lineup_application_remove_account_async);
  subscription = lineup_roster_lookup (self->roster, id, &error);
  if (subscription == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_set_task_data (task, g_strdup (id), g_free);
  begin_pending (self, id);
  editor = g_object_ref (g_hash_table_lookup (self->editors, id));
  lineup_roster_withdraw (self->roster, subscription);
  g_hash_table_remove (self->editors, id);
  lineup_account_removal_run_async (editor,
                                    self->roster,
                                    lineup_account_store_get_file (self->store, id),
                                    on_removed,
                                    g_steal_pointer (&task));
}

gboolean
lineup_application_remove_account_finish (LineupApplication *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The end. */

static void
on_jobs_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_job_counter_close_finish (LINEUP_JOB_COUNTER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* All accounts are closed at once; the last one to be closed goes on. */

/* Takes the task over. */
static void
count_down (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  LineupApplication *self = g_task_get_source_object (task);
  guint *n_open = g_task_get_task_data (task);

  if (--*n_open == 0)
    lineup_job_counter_close_async (self->jobs, on_jobs_closed, g_steal_pointer (&task));
}

static void
on_subscription_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSubscription *subscription = LINEUP_SUBSCRIPTION (source);
  LineupAccount *account = lineup_subscription_get_account (subscription);
  const LineupLogContext context = { .account = lineup_account_get_id (account) };
  g_autoptr (GError) error = NULL;

  if (!lineup_subscription_close_finish (subscription, result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "it could not be closed");
  count_down (user_data);
}

static void
on_editor_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupAccountEditor *editor = LINEUP_ACCOUNT_EDITOR (source);

  lineup_account_editor_close_finish (editor, result);
  lineup_subscription_close_async (
      lineup_account_editor_get_subscription (editor), on_subscription_closed, user_data);
}

void
lineup_application_shut_down_async (LineupApplication *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  guint *n_open = g_new (guint, 1);
  GHashTableIter iter;
  gpointer editor = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  self->ending = TRUE;
  /* One more until all are told. */
  *n_open = g_hash_table_size (self->editors) + 1;
  g_task_set_source_tag (task, lineup_application_shut_down_async);
  g_task_set_task_data (task, n_open, g_free);
  g_hash_table_iter_init (&iter, self->editors);
  while (g_hash_table_iter_next (&iter, NULL, &editor))
    lineup_account_editor_close_async (editor, on_editor_closed, g_object_ref (task));
  count_down (task);
}

gboolean
lineup_application_shut_down_finish (LineupApplication *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
