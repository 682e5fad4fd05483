/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-application.h"

#include "accounts/lineup-account-store.h"
#include "accounts/lineup-file-secret-store.h"
#include "lineup-account-edit.h"
#include "lineup-error.h"
#include "lineup-log.h"

struct _LineupApplication
{
  GObject parent_instance;

  char *state_directory;      /* (owned) */
  char *cache_directory;      /* (owned) */
  LineupClock *clock;         /* (owned) */
  LineupAccountStore *store;  /* (owned) */
  LineupSecretStore *secrets; /* (owned) */
  LineupSyncQueue *queue;     /* (owned) */
  LineupJobCounter *jobs;     /* (owned) */

  GHashTable *subscriptions; /* (owned) (element-type utf8 LineupSubscription): by account id */
  GHashTable *pending;       /* (owned) (element-type utf8): ids that are being added or removed */
  gboolean busy;
};

enum
{
  PROP_BUSY = 1,
  N_PROPERTIES,
};

enum
{
  SIGNAL_ACCOUNT_ADDED,
  SIGNAL_ACCOUNT_REMOVED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupApplication, lineup_application, G_TYPE_OBJECT)

static void
lineup_application_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  LineupApplication *self = LINEUP_APPLICATION (object);

  switch (property_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_application_finalize (GObject *object)
{
  LineupApplication *self = LINEUP_APPLICATION (object);

  g_clear_pointer (&self->subscriptions, g_hash_table_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->state_directory, g_free);
  g_clear_pointer (&self->cache_directory, g_free);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  g_clear_object (&self->queue);
  g_clear_object (&self->jobs);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_application_parent_class)->finalize (object);
}

static guint
new_account_signal (LineupApplicationClass *klass, const char *name)
{
  return g_signal_new (name,
                       G_TYPE_FROM_CLASS (klass),
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       1,
                       LINEUP_TYPE_SUBSCRIPTION);
}

static void
lineup_application_class_init (LineupApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_application_get_property;
  object_class->finalize = lineup_application_finalize;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy",
                                                NULL,
                                                NULL,
                                                FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                    | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_ACCOUNT_ADDED] = new_account_signal (klass, "account-added");
  signals[SIGNAL_ACCOUNT_REMOVED] = new_account_signal (klass, "account-removed");
}

static void
lineup_application_init (LineupApplication *self)
{
  self->subscriptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

LineupApplication *
lineup_application_new (const char *config_directory,
                        const char *cache_directory,
                        LineupClock *clock)
{
  LineupApplication *self = g_object_new (LINEUP_TYPE_APPLICATION, NULL);
  g_autofree char *accounts = g_build_filename (config_directory, "accounts", NULL);
  g_autofree char *secrets = g_build_filename (config_directory, "secrets", NULL);
  g_autofree char *jobs = g_build_filename (config_directory, "jobs", NULL);

  self->state_directory = g_build_filename (config_directory, "state", NULL);
  self->cache_directory = g_strdup (cache_directory);
  self->clock = g_object_ref (clock);
  self->store = lineup_account_store_new (accounts);
  self->secrets = lineup_file_secret_store_new (secrets);
  self->queue = lineup_sync_queue_new ();
  self->jobs = lineup_job_counter_new (jobs);
  return self;
}

/* The accounts that are there. */

static void
on_sync_status_changed (LineupApplication *self)
{
  GHashTableIter iter;
  gpointer subscription = NULL;
  gboolean busy = FALSE;

  g_hash_table_iter_init (&iter, self->subscriptions);
  while (g_hash_table_iter_next (&iter, NULL, &subscription))
    busy |= lineup_account_sync_is_running (lineup_subscription_get_sync (subscription));

  if (busy == self->busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
on_account_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccount) account = user_data;
  const LineupLogContext context = { .account = lineup_account_get_id (account) };
  g_autoptr (GError) error = NULL;

  if (!lineup_account_store_write_finish (LINEUP_ACCOUNT_STORE (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its settings can't be saved");
}

static void
on_account_changed (LineupAccount *account, GParamSpec *pspec, gpointer user_data)
{
  LineupApplication *self = user_data;

  lineup_account_store_save_async (self->store, account, on_account_saved, g_object_ref (account));
}

static void
on_catalogue_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccount) account = user_data;
  const LineupLogContext context = { .account = lineup_account_get_id (account) };
  g_autoptr (GError) error = NULL;

  if (!lineup_catalogue_open_finish (LINEUP_CATALOGUE (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its catalogue can't be opened");
}

static LineupSubscription *
make_subscription (LineupApplication *self, LineupAccount *account, GError **error)
{
  const LineupSubscriptionPlace place = {
    .state_directory = self->state_directory,
    .cache_directory = self->cache_directory,
    .secrets = self->secrets,
    .queue = self->queue,
    .jobs = self->jobs,
    .clock = self->clock,
  };
  LineupSubscription *subscription = lineup_subscription_new (account, &place, error);

  if (subscription == NULL)
    return NULL;

  g_hash_table_insert (
      self->subscriptions, g_strdup (lineup_account_get_id (account)), subscription);
  g_signal_connect_object (account, "notify", G_CALLBACK (on_account_changed), self, 0);
  g_signal_connect_object (lineup_subscription_get_sync (subscription),
                           "notify::status",
                           G_CALLBACK (on_sync_status_changed),
                           self,
                           G_CONNECT_SWAPPED);
  lineup_catalogue_open_async (lineup_subscription_get_catalogue (subscription),
                               NULL,
                               on_catalogue_opened,
                               g_object_ref (account));
  g_signal_emit (self, signals[SIGNAL_ACCOUNT_ADDED], 0, subscription);
  return subscription;
}

void
lineup_application_load (LineupApplication *self)
{
  g_autoptr (GPtrArray) accounts = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  accounts = lineup_account_store_load (self->store);
  for (guint i = 0; i < accounts->len; i++)
    {
      LineupAccount *account = accounts->pdata[i];
      const LineupLogContext context = { .account = lineup_account_get_id (account) };
      g_autoptr (GError) error = NULL;

      if (make_subscription (self, account, &error) == NULL)
        lineup_log (G_LOG_LEVEL_WARNING, &context, error, "it is skipped");
    }
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
  LineupAccountEdit *edit; /* (owned) */
  LineupAccount *account;  /* (owned) (nullable): once the credentials are good */
} Add;

static void
add_free (Add *add)
{
  g_clear_object (&add->edit);
  g_clear_object (&add->account);
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

static void
on_add_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  Add *add = g_task_get_task_data (task);
  const LineupAccountInfo *info = lineup_account_edit_get_info (add->edit);
  LineupSubscription *subscription = NULL;
  GError *error = NULL;

  if (lineup_account_store_write_finish (LINEUP_ACCOUNT_STORE (source), result, &error))
    subscription = make_subscription (self, add->account, &error);
  if (subscription == NULL)
    {
      lineup_secret_store_store_async (
          self->secrets, lineup_account_edit_get_id (add->edit), NULL, NULL, NULL, NULL);
      end_add (task, error);
      return;
    }

  if (info != NULL)
    lineup_account_sync_take_account_info (lineup_subscription_get_sync (subscription), info);
  start_first_sync (subscription);
  end_add (task, NULL);
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
  if (g_hash_table_contains (self->subscriptions, id) || g_hash_table_contains (self->pending, id)
      || lineup_account_store_has (self->store, id))
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
  lineup_account_edit_prepare_async (
      edit, self->secrets, self->clock, on_add_prepared, g_steal_pointer (&task));
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

static LineupSubscription *
lookup (LineupApplication *self, const char *id, GError **error)
{
  LineupSubscription *subscription = g_hash_table_lookup (self->subscriptions, id);

  if (subscription == NULL)
    g_set_error (
        error, LINEUP_ERROR, LINEUP_ERROR_UNKNOWN_ACCOUNT, "There is no account of this id");
  return subscription;
}

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
  subscription = lookup (self, id, &error);
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
  lineup_account_edit_prepare_async (
      edit, self->secrets, self->clock, on_update_prepared, g_steal_pointer (&task));
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
  g_signal_handlers_disconnect_by_data (account, self);
  g_signal_emit (self, signals[SIGNAL_ACCOUNT_REMOVED], 0, subscription);
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
  subscription = lookup (self, id, &error);
  if (subscription == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, g_object_ref (subscription), g_object_unref);
  g_hash_table_add (self->pending, g_strdup (id));
  g_hash_table_remove (self->subscriptions, id);
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

/* All syncs are stopped at once; the last one to end goes on. */
static void
on_sync_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  guint *n_running = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (source != NULL
      && !lineup_account_sync_stop_finish (LINEUP_ACCOUNT_SYNC (source), result, &error))
    {
      const LineupLogContext context = { 0 };

      lineup_log (G_LOG_LEVEL_WARNING, &context, error, "the state of a sync is lost");
    }
  if (--*n_running == 0)
    lineup_job_counter_close_async (self->jobs, on_jobs_closed, g_steal_pointer (&task));
}

void
lineup_application_shut_down_async (LineupApplication *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  guint *n_running = g_new (guint, 1);
  GHashTableIter iter;
  gpointer subscription = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  /* One more until all are started. */
  *n_running = 1;
  g_task_set_source_tag (task, lineup_application_shut_down_async);
  g_task_set_task_data (task, n_running, g_free);
  g_hash_table_iter_init (&iter, self->subscriptions);
  while (g_hash_table_iter_next (&iter, NULL, &subscription))
    {
      ++*n_running;
      lineup_account_sync_stop_async (
          lineup_subscription_get_sync (subscription), on_sync_stopped, g_object_ref (task));
    }
  on_sync_stopped (NULL, NULL, task);
}

gboolean
lineup_application_shut_down_finish (LineupApplication *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
