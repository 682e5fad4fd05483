/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-roster.h"

#include "lineup-countdown.h"
#include "lineup-error.h"
#include "lineup-log.h"
#include "lineup-read-threads.h"
#include "lineup-writer-pool.h"

/* Microseconds: a shell that is searched in asks again within seconds. */
#define READ_THREAD_IDLE_TIME (5 * G_TIME_SPAN_SECOND)

struct _LineupRoster
{
  GObject parent_instance;

  LineupAccountStore *store;    /* (owned) */
  LineupSecretStore *secrets;   /* (owned) */
  char *state_directory;        /* (owned) */
  char *cache_directory;        /* (owned) */
  char *data_directory;         /* (owned) */
  LineupJobCounter *jobs;       /* (owned) */
  LineupConditions *conditions; /* (owned) */
  LineupHosts *hosts;           /* (owned) */
  LineupWriterPool *writers;    /* (owned) */
  LineupReadThreads *threads;   /* (owned) */
  GHashTable *subscriptions;    /* (owned) (element-type utf8 LineupSubscription): by account id */
  GHashTable *opening;          /* (owned) (element-type utf8): ids */
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

G_DEFINE_FINAL_TYPE (LineupRoster, lineup_roster, G_TYPE_OBJECT)

static void
lineup_roster_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  LineupRoster *self = LINEUP_ROSTER (object);

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
lineup_roster_finalize (GObject *object)
{
  LineupRoster *self = LINEUP_ROSTER (object);

  g_clear_pointer (&self->subscriptions, g_hash_table_unref);
  g_clear_pointer (&self->opening, g_hash_table_unref);
  g_clear_pointer (&self->state_directory, g_free);
  g_clear_pointer (&self->cache_directory, g_free);
  g_clear_pointer (&self->data_directory, g_free);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  g_clear_object (&self->jobs);
  g_clear_object (&self->conditions);
  g_clear_object (&self->hosts);
  g_clear_pointer (&self->threads, lineup_read_threads_unref);
  g_clear_pointer (&self->writers, lineup_writer_pool_unref);

  G_OBJECT_CLASS (lineup_roster_parent_class)->finalize (object);
}

static guint
new_account_signal (LineupRosterClass *klass, const char *name)
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
lineup_roster_class_init (LineupRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_roster_get_property;
  object_class->finalize = lineup_roster_finalize;

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
lineup_roster_init (LineupRoster *self)
{
  self->subscriptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->opening = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->writers = lineup_writer_pool_new ();
  self->threads = lineup_read_threads_new (READ_THREAD_IDLE_TIME);
}

LineupRoster *
lineup_roster_new (LineupAccountStore *store,
                   LineupSecretStore *secrets,
                   const char *state_directory,
                   const char *cache_directory,
                   const char *data_directory,
                   LineupJobCounter *jobs,
                   LineupConditions *conditions,
                   LineupClock *clock)
{
  LineupRoster *self = g_object_new (LINEUP_TYPE_ROSTER, NULL);

  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  self->state_directory = g_strdup (state_directory);
  self->cache_directory = g_strdup (cache_directory);
  self->data_directory = g_strdup (data_directory);
  self->jobs = g_object_ref (jobs);
  self->conditions = g_object_ref (conditions);
  self->hosts = lineup_hosts_new (clock);
  return self;
}

/* Listing */

static const char *
get_id (LineupSubscription *subscription)
{
  return lineup_account_get_id (lineup_subscription_get_account (subscription));
}

LineupSubscription *
lineup_roster_lookup (LineupRoster *self, const char *id, GError **error)
{
  LineupSubscription *subscription = NULL;

  g_return_val_if_fail (LINEUP_IS_ROSTER (self), NULL);

  subscription = g_hash_table_lookup (self->subscriptions, id);
  if (subscription == NULL)
    g_set_error (
        error, LINEUP_ERROR, LINEUP_ERROR_UNKNOWN_ACCOUNT, "There is no account of this id");
  return subscription;
}

GList *
lineup_roster_get_subscriptions (LineupRoster *self)
{
  g_return_val_if_fail (LINEUP_IS_ROSTER (self), NULL);

  return g_hash_table_get_values (self->subscriptions);
}

LineupSecretStore *
lineup_roster_get_secrets (LineupRoster *self)
{
  g_return_val_if_fail (LINEUP_IS_ROSTER (self), NULL);

  return self->secrets;
}

LineupWriterPool *
lineup_roster_get_writers (LineupRoster *self)
{
  g_return_val_if_fail (LINEUP_IS_ROSTER (self), NULL);

  return self->writers;
}

LineupHosts *
lineup_roster_get_hosts (LineupRoster *self)
{
  g_return_val_if_fail (LINEUP_IS_ROSTER (self), NULL);

  return self->hosts;
}

static gboolean
is_busy (LineupAccountSync *sync)
{
  return lineup_account_sync_is_running (sync)
         && !lineup_job_runner_is_put_off (lineup_account_sync_get_runner (sync));
}

static void
update_busy (LineupRoster *self)
{
  GHashTableIter iter;
  gpointer subscription = NULL;
  gboolean busy = FALSE;

  g_hash_table_iter_init (&iter, self->subscriptions);
  while (g_hash_table_iter_next (&iter, NULL, &subscription))
    busy |= is_busy (lineup_subscription_get_sync (subscription));

  if (busy == self->busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
lineup_roster_list (LineupRoster *self, LineupSubscription *subscription)
{
  g_return_if_fail (LINEUP_IS_ROSTER (self));

  g_hash_table_insert (
      self->subscriptions, g_strdup (get_id (subscription)), g_object_ref (subscription));
  g_signal_connect_object (lineup_subscription_get_sync (subscription),
                           "notify::status",
                           G_CALLBACK (update_busy),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[SIGNAL_ACCOUNT_ADDED], 0, subscription);
}

void
lineup_roster_withdraw (LineupRoster *self, LineupSubscription *subscription)
{
  g_return_if_fail (LINEUP_IS_ROSTER (self));

  g_hash_table_remove (self->subscriptions, get_id (subscription));
}

void
lineup_roster_forget (LineupRoster *self, LineupSubscription *subscription)
{
  g_return_if_fail (LINEUP_IS_ROSTER (self));

  g_signal_handlers_disconnect_by_data (lineup_subscription_get_sync (subscription), self);
  update_busy (self);
  g_signal_emit (self, signals[SIGNAL_ACCOUNT_REMOVED], 0, subscription);
}

/* Opening */

gboolean
lineup_roster_is_opening (LineupRoster *self, const char *id)
{
  g_return_val_if_fail (LINEUP_IS_ROSTER (self), FALSE);

  return g_hash_table_contains (self->opening, id);
}

/* Whoever opens an account has its catalogue, and none of what once had its id, or of the server
 * whose address somebody has replaced in the file while nobody looked. */

typedef struct
{
  LineupAccount *account;           /* (owned) */
  LineupSubscription *subscription; /* (owned) (nullable): once there is one */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->account);
  g_clear_object (&opening->subscription);
  g_free (opening);
}

static LineupSubscription *
get_subscription (GTask *task)
{
  const Opening *opening = g_task_get_task_data (task);

  return opening->subscription;
}

static void
end_open (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  LineupRoster *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  g_hash_table_remove (self->opening, lineup_account_get_id (opening->account));
  if (owned_error == NULL)
    g_task_return_pointer (task, g_steal_pointer (&opening->subscription), g_object_unref);
  else
    g_task_return_error (task, owned_error);
}

static void
on_account_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const LineupLogContext context = { .account = get_id (get_subscription (task)) };
  g_autoptr (GError) error = NULL;

  /* The next start finds the same, and an empty catalogue is easily dropped. */
  if (!lineup_account_file_save_finish (LINEUP_ACCOUNT_FILE (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its settings can't be saved");
  end_open (task, NULL);
}

static void
claim_catalogue (GTask *owned_task)
{
  LineupRoster *self = g_task_get_source_object (owned_task);
  LineupSubscription *subscription = get_subscription (owned_task);
  LineupAccount *account = lineup_subscription_get_account (subscription);

  g_object_set (account, "catalogue-url", lineup_account_get_url (account), NULL);
  lineup_account_file_save_async (
      lineup_account_store_get_file (self->store, get_id (subscription)),
      account,
      g_task_get_cancellable (owned_task),
      on_account_saved,
      owned_task);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (lineup_subscription_forget_finish (LINEUP_SUBSCRIPTION (source), result, &error))
    claim_catalogue (user_data);
  else
    end_open (user_data, error);
}

/* Whether anything is kept that may be of another account. */
static gboolean
has_rows (LineupSubscription *subscription)
{
  LineupCatalogue *catalogue = lineup_subscription_get_catalogue (subscription);
  LineupGuide *guide = lineup_subscription_get_guide (subscription);

  return lineup_catalogue_get_generation (catalogue) > 0
         || lineup_guide_get_totals (guide)->generation > 0;
}

static void
on_library_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupSubscription *subscription = get_subscription (task);

  /* What can't be read was told of, and is tried again when it is asked for. */
  lineup_library_change_finish (LINEUP_LIBRARY (source), result, NULL);
  if (!lineup_subscription_has_other_catalogue (subscription))
    end_open (task, NULL);
  else if (has_rows (subscription))
    lineup_subscription_forget_async (
        subscription, g_task_get_cancellable (task), on_forgotten, task);
  else
    claim_catalogue (task);
}

static void
on_guide_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupSubscription *subscription = get_subscription (task);
  const LineupLogContext context = { .account = get_id (subscription) };
  g_autoptr (GError) error = NULL;

  if (!lineup_guide_job_finish (LINEUP_GUIDE (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its guide can't be opened");
  /* What was opened has to be closed, so it is known when it is open. */
  lineup_library_open_async (
      lineup_librarian_get_library (lineup_subscription_get_librarian (subscription)),
      NULL,
      on_library_opened,
      task);
}

static void
on_catalogue_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupSubscription *subscription = get_subscription (task);
  const LineupLogContext context = { .account = get_id (subscription) };
  g_autoptr (GError) error = NULL;

  if (!lineup_catalogue_open_finish (LINEUP_CATALOGUE (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its catalogue can't be opened");
  /* What was opened has to be closed, so it is known when it is open. */
  lineup_guide_open_async (
      lineup_subscription_get_guide (subscription), NULL, on_guide_opened, task);
}

static void
on_storage_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupRoster *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  const LineupSubscriptionParts parts = {
    .secrets = self->secrets,
    .hosts = self->hosts,
    .jobs = self->jobs,
    .conditions = self->conditions,
    .threads = self->threads,
  };
  GError *error = NULL;
  g_autoptr (LineupAccountStorage) storage = lineup_account_storage_open_finish (result, &error);

  if (storage != NULL)
    opening->subscription = lineup_subscription_new (opening->account, storage, &parts, &error);
  if (opening->subscription == NULL)
    end_open (task, error);
  else
    /* What was opened has to be closed, so it is known when it is open. */
    lineup_catalogue_open_async (
        lineup_subscription_get_catalogue (opening->subscription), NULL, on_catalogue_opened, task);
}

void
lineup_roster_open_async (LineupRoster *self,
                          LineupAccount *account,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = NULL;
  Opening *opening = NULL;

  g_return_if_fail (LINEUP_IS_ROSTER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_roster_open_async);
  opening = g_new0 (Opening, 1);
  opening->account = g_object_ref (account);
  g_task_set_task_data (task, opening, (GDestroyNotify)opening_free);
  g_hash_table_add (self->opening, g_strdup (lineup_account_get_id (account)));
  lineup_account_storage_open_async (lineup_account_get_id (account),
                                     self->state_directory,
                                     self->cache_directory,
                                     self->data_directory,
                                     lineup_hosts_get_clock (self->hosts),
                                     self->writers,
                                     self->threads,
                                     cancellable,
                                     on_storage_opened,
                                     task);
}

LineupSubscription *
lineup_roster_open_finish (LineupRoster *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Loading: all catalogues are opened at once; the last one to be there ends it. */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupRoster *self = LINEUP_ROSTER (source);
  const LineupLogContext context = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSubscription) subscription = lineup_roster_open_finish (self, result, &error);

  if (subscription != NULL)
    lineup_roster_list (self, subscription);
  else
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "an account is skipped");
  lineup_countdown_end (user_data);
}

void
lineup_roster_load_async (LineupRoster *self,
                          LineupAccountJournal *journal,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  g_return_if_fail (LINEUP_IS_ROSTER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  accounts = lineup_account_store_load (self->store);
  g_task_set_source_tag (task, lineup_roster_load_async);
  lineup_countdown_begin (task);
  for (guint i = 0; i < accounts->len; i++)
    {
      if (!lineup_account_journal_has (journal, lineup_account_get_id (accounts->pdata[i])))
        lineup_roster_open_async (
            self, accounts->pdata[i], cancellable, on_loaded, lineup_countdown_add (task));
    }
  lineup_countdown_end (task);
}

void
lineup_roster_load_finish (LineupRoster *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
