/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-application.h"

#include "accounts/lineup-file-secret-store.h"
#include "lineup-account-edit.h"
#include "lineup-account-reloader.h"
#include "lineup-error.h"
#include "lineup-log.h"

struct _LineupApplication
{
  GObject parent_instance;

  LineupClock *clock;              /* (owned) */
  LineupAccountStore *store;       /* (owned) */
  LineupSecretStore *secrets;      /* (owned) */
  LineupJobCounter *jobs;          /* (owned) */
  LineupRoster *roster;            /* (owned) */
  LineupAccountReloader *reloader; /* (owned) */
  GHashTable *pending; /* (owned) (element-type utf8): ids that are being added or removed */
};

G_DEFINE_FINAL_TYPE (LineupApplication, lineup_application, G_TYPE_OBJECT)

static void
lineup_application_finalize (GObject *object)
{
  LineupApplication *self = LINEUP_APPLICATION (object);

  /* It may be reading a file, and live on for a moment. */
  g_object_run_dispose (G_OBJECT (self->reloader));
  g_clear_object (&self->reloader);
  g_clear_pointer (&self->pending, g_hash_table_unref);
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
}

LineupApplication *
lineup_application_new (const char *config_directory,
                        const char *cache_directory,
                        LineupConditions *conditions,
                        LineupClock *clock)
{
  LineupApplication *self = g_object_new (LINEUP_TYPE_APPLICATION, NULL);
  g_autofree char *accounts = g_build_filename (config_directory, "accounts", NULL);
  g_autofree char *secrets = g_build_filename (config_directory, "secrets", NULL);
  g_autofree char *state = g_build_filename (config_directory, "state", NULL);
  g_autofree char *jobs = g_build_filename (config_directory, "jobs", NULL);

  self->clock = g_object_ref (clock);
  self->store = lineup_account_store_new (accounts);
  self->secrets = lineup_file_secret_store_new (secrets);
  self->jobs = lineup_job_counter_new (jobs);
  self->roster = lineup_roster_new (
      self->store, self->secrets, state, cache_directory, self->jobs, conditions, clock);
  self->reloader = lineup_account_reloader_new (self, accounts);
  return self;
}

LineupRoster *
lineup_application_get_roster (LineupApplication *self)
{
  g_return_val_if_fail (LINEUP_IS_APPLICATION (self), NULL);

  return self->roster;
}

static void
start_first_sync (LineupSubscription *subscription)
{
  LineupAccount *account = lineup_subscription_get_account (subscription);
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  guint64 job = 0;

  /* Where it may not start, an account that is disabled, nobody waits for it. */
  if (lineup_account_get_auto_sync (account))
    lineup_account_sync_start (lineup_subscription_get_sync (subscription), &options, &job, NULL);
}

/* Adding: the credentials are tried out and kept, then the settings, and only then it is shown. */

typedef struct
{
  LineupAccountEdit *edit;          /* (owned) */
  LineupAccount *account;           /* (owned) (nullable): once the credentials are good */
  LineupSubscription *subscription; /* (owned) (nullable): once the settings are kept */
} Add;

static void
add_free (Add *add)
{
  g_clear_object (&add->edit);
  g_clear_object (&add->account);
  g_clear_object (&add->subscription);
  g_free (add);
}

/* Takes the task over, and the error. */
static void
end_add (GTask *owned_task, GError *error)
{
  g_autoptr (GTask) task = owned_task;
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);

  g_hash_table_remove (self->pending, lineup_account_edit_get_id (add->edit));
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
  start_first_sync (add->subscription);
  end_add (task, NULL);
}

static void
on_add_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const LineupLogContext context = { 0 };
  g_autoptr (GError) error = NULL;

  if (!lineup_subscription_forget_finish (LINEUP_SUBSCRIPTION (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "an old catalogue can't be dropped");
  complete_add (user_data);
}

/* Takes the task over, and the error. */
static void
fail_add (GTask *task, GError *error)
{
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);

  lineup_secret_store_store_async (
      self->secrets, lineup_account_edit_get_id (add->edit), NULL, NULL, NULL, NULL);
  end_add (task, error);
}

static void
on_add_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Add *add = g_task_get_task_data (task);
  GError *error = NULL;
  LineupCatalogue *catalogue = NULL;

  add->subscription = lineup_roster_open_finish (LINEUP_ROSTER (source), result, &error);
  if (add->subscription == NULL)
    {
      fail_add (task, error);
      return;
    }

  /* Files of another account that once had this id, and was not removed to its end. */
  catalogue = lineup_subscription_get_catalogue (add->subscription);
  if (lineup_catalogue_get_generation (catalogue) > 0)
    lineup_subscription_forget_async (add->subscription, on_add_forgotten, task);
  else
    complete_add (task);
}

static void
on_add_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_account_store_write_finish (LINEUP_ACCOUNT_STORE (source), result, &error))
    lineup_roster_open_async (self->roster, add->account, on_add_opened, task);
  else
    fail_add (task, error);
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
  add->account = lineup_account_new (
      lineup_account_edit_get_id (edit),
      lineup_server_url_get_base (lineup_account_edit_get_url (edit)));
  lineup_account_apply (add->account, lineup_account_edit_get_change (edit));
  lineup_account_store_save_async (self->store, add->account, on_add_saved, task);
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
      || g_hash_table_contains (self->pending, id) || lineup_account_store_has (self->store, id))
    {
      g_set_error (
          error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXISTS, "There is an account of this id");
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

  g_hash_table_add (self->pending, g_strdup (id));
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

/* Changing: the same, but the catalogue of another account goes before the new settings come. */

typedef struct
{
  LineupAccountEdit *edit;          /* (owned) */
  LineupSubscription *subscription; /* (owned) */
} Update;

static void
update_free (Update *update)
{
  g_clear_object (&update->edit);
  g_clear_object (&update->subscription);
  g_free (update);
}

static void
on_update_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Update *update = g_task_get_task_data (task);
  const LineupAccountInfo *info = lineup_account_edit_get_info (update->edit);
  g_autoptr (GError) error = NULL;

  if (!lineup_account_store_write_finish (LINEUP_ACCOUNT_STORE (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (info != NULL)
    lineup_account_sync_take_account_info (lineup_subscription_get_sync (update->subscription),
                                           info);
  if (lineup_account_edit_is_other_account (update->edit))
    start_first_sync (update->subscription);
  g_task_return_boolean (task, TRUE);
}

/* Takes the task over. */
static void
apply_update (GTask *task)
{
  LineupApplication *self = g_task_get_source_object (task);
  Update *update = g_task_get_task_data (task);
  LineupAccount *account = lineup_subscription_get_account (update->subscription);

  lineup_subscription_set_url (update->subscription, lineup_account_edit_get_url (update->edit));
  lineup_account_apply (account, lineup_account_edit_get_change (update->edit));
  lineup_account_store_save_async (self->store, account, on_update_saved, task);
}

static void
on_update_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_subscription_forget_finish (LINEUP_SUBSCRIPTION (source), result, &error))
    apply_update (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_update_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Update *update = g_task_get_task_data (task);
  LineupAccountEdit *edit = LINEUP_ACCOUNT_EDIT (source);
  g_autoptr (GError) error = NULL;

  if (!lineup_account_edit_prepare_finish (edit, result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (lineup_account_edit_is_other_account (edit))
    lineup_subscription_forget_async (
        update->subscription, on_update_forgotten, g_steal_pointer (&task));
  else
    apply_update (g_steal_pointer (&task));
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
  LineupSubscription *subscription = NULL;
  LineupAccountEdit *edit = NULL;
  GError *error = NULL;
  Update *update = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  g_task_set_source_tag (task, lineup_application_update_account_async);
  subscription = lineup_roster_lookup (self->roster, id, &error);
  if (subscription != NULL)
    edit = lineup_account_edit_new (id,
                                    g_steal_pointer (&owned_change),
                                    lineup_subscription_get_account (subscription),
                                    &error);
  if (edit == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  update = g_new0 (Update, 1);
  update->edit = edit;
  update->subscription = g_object_ref (subscription);
  g_task_set_task_data (task, update, (GDestroyNotify)update_free);
  lineup_account_edit_prepare_async (edit,
                                     self->secrets,
                                     lineup_roster_get_requests (self->roster),
                                     lineup_roster_get_buckets (self->roster),
                                     self->clock,
                                     on_update_prepared,
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

/* Removing: the settings go first, so that an account can't come back without its secret. */

/* Takes the task over, and the error. */
static void
end_remove (GTask *owned_task, GError *error)
{
  g_autoptr (GTask) task = owned_task;
  LineupApplication *self = g_task_get_source_object (task);
  LineupSubscription *subscription = g_task_get_task_data (task);

  g_hash_table_remove (self->pending,
                       lineup_account_get_id (lineup_subscription_get_account (subscription)));
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_secret_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error);
  end_remove (user_data, error);
}

static void
on_subscription_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  LineupSubscription *subscription = LINEUP_SUBSCRIPTION (source);
  const char *id = lineup_account_get_id (lineup_subscription_get_account (subscription));
  GError *error = NULL;

  if (lineup_subscription_delete_finish (subscription, result, &error))
    lineup_secret_store_store_async (self->secrets, id, NULL, NULL, on_secret_removed, task);
  else
    end_remove (task, error);
}

static void
on_account_file_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (lineup_account_store_write_finish (LINEUP_ACCOUNT_STORE (source), result, &error))
    lineup_subscription_delete_async (g_task_get_task_data (task), on_subscription_deleted, task);
  else
    end_remove (task, error);
}

static void
on_syncs_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  LineupSubscription *subscription = g_task_get_task_data (task);
  LineupAccount *account = lineup_subscription_get_account (subscription);

  /* What could not be written is deleted in a moment. */
  lineup_account_sync_stop_finish (LINEUP_ACCOUNT_SYNC (source), result, NULL);
  lineup_roster_forget (self->roster, subscription);
  lineup_account_store_remove_async (self->store,
                                     lineup_account_get_id (account),
                                     on_account_file_removed,
                                     g_steal_pointer (&task));
}

void
lineup_application_remove_account_async (LineupApplication *self,
                                         const char *id,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  LineupSubscription *subscription = NULL;
  GError *error = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  g_task_set_source_tag (task, lineup_application_remove_account_async);
  subscription = lineup_roster_lookup (self->roster, id, &error);
  if (subscription == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, g_object_ref (subscription), g_object_unref);
  g_hash_table_add (self->pending, g_strdup (id));
  lineup_roster_withdraw (self->roster, subscription);
  lineup_details_keeper_stop (lineup_subscription_get_details (subscription));
  lineup_account_sync_stop_async (
      lineup_subscription_get_sync (subscription), on_syncs_stopped, g_steal_pointer (&task));
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

void
lineup_application_shut_down_async (LineupApplication *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  guint *n_open = g_new (guint, 1);
  g_autoptr (GList) subscriptions = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  /* One more until all are told. */
  subscriptions = lineup_roster_get_subscriptions (self->roster);
  *n_open = g_list_length (subscriptions) + 1;
  g_task_set_source_tag (task, lineup_application_shut_down_async);
  g_task_set_task_data (task, n_open, g_free);
  for (GList *item = subscriptions; item != NULL; item = item->next)
    lineup_subscription_close_async (item->data, on_subscription_closed, g_object_ref (task));
  count_down (task);
}

gboolean
lineup_application_shut_down_finish (LineupApplication *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
