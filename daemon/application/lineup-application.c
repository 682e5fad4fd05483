/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-application.h"

#include "lineup-account-addition.h"
#include "lineup-account-discovery.h"
#include "lineup-account-editor.h"
#include "lineup-account-recovery.h"
#include "lineup-account-removal.h"
#include "lineup-error.h"
#include "lineup-log.h"

/* Microseconds that the end of the process waits for what is being added or removed, which the next
 * start would see to. */
#define PATIENCE G_TIME_SPAN_SECOND

struct _LineupApplication
{
  GObject parent_instance;

  LineupClock *clock;            /* (owned) */
  char *config_directory;        /* (owned) */
  LineupAccountStore *store;     /* (owned) */
  LineupAccountJournal *journal; /* (owned) */
  LineupAccountEraser *eraser;   /* (owned) */
  LineupJobCounter *jobs;        /* (owned) */
  LineupRoster *roster;          /* (owned) */
  GHashTable *editors;           /* (owned) (element-type utf8 LineupAccountEditor): by id */
  GHashTable *pending; /* (owned) (element-type utf8 gboolean): ids that are being added or removed,
                          and whether somebody has touched their files meanwhile */
  gboolean is_recovering; /* what somebody touches is read in a moment */
  GCancellable *ending;   /* (owned): cancelled when the process is to end */
  GTask *closing;         /* (owned) (nullable): waits for all to be closed */
  guint n_open;           /* what it waits for */
  GSource *patience;      /* (owned) (nullable): while it waits for @pending, too */
};

G_DEFINE_FINAL_TYPE (LineupApplication, lineup_application, G_TYPE_OBJECT)

static void
lineup_application_finalize (GObject *object)
{
  LineupApplication *self = LINEUP_APPLICATION (object);

  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->editors, g_hash_table_unref);
  g_clear_object (&self->roster);
  g_clear_object (&self->eraser);
  g_clear_object (&self->journal);
  g_clear_object (&self->store);
  g_clear_object (&self->jobs);
  g_clear_object (&self->clock);
  g_clear_object (&self->ending);
  g_clear_pointer (&self->config_directory, g_free);

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
  self->ending = g_cancellable_new ();
}

/* Files that persons write. */

static void touch (LineupApplication *self, const char *id);
static void close_account (LineupApplication *self, LineupAccountEditor *editor);
static void stop_waiting (LineupApplication *self);

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
  if (g_hash_table_size (self->pending) == 0)
    stop_waiting (self);
}

static void
on_discovered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupApplication) self = user_data;
  const char *id = NULL;
  g_autoptr (LineupSubscription) subscription = lineup_account_discovery_run_finish (result, &id);

  if (subscription != NULL)
    lineup_roster_list (self->roster, subscription);
  end_pending (self, id);
}

/* Has whoever has to do with the id look at its file, and says whether there is anybody. */
static gboolean
tell_owner (LineupApplication *self, const char *id)
{
  LineupAccountEditor *editor = g_hash_table_lookup (self->editors, id);

  if (editor != NULL)
    lineup_account_editor_reload (editor);
  else if (g_hash_table_contains (self->pending, id))
    g_hash_table_insert (self->pending, g_strdup (id), GINT_TO_POINTER (TRUE));
  else
    /* One that is being opened will be looked at when it is listed. */
    return g_cancellable_is_cancelled (self->ending) || self->is_recovering
           || lineup_roster_is_opening (self->roster, id);
  return TRUE;
}

/* A file of an account which was removed is heard of when its id is free again. */
static void
on_touched_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupApplication) self = user_data;
  LineupAccountFile *file = LINEUP_ACCOUNT_FILE (source);
  const char *id = lineup_account_file_get_id (file);

  if (!lineup_account_file_exists_finish (file, result, NULL) || tell_owner (self, id))
    return;
  begin_pending (self, id);
  lineup_account_discovery_run_async (
      id, self->roster, file, self->eraser, self->ending, on_discovered, g_object_ref (self));
}

/* Somebody may have written or deleted a file. */
static void
touch (LineupApplication *self, const char *id)
{
  if (!tell_owner (self, id))
    lineup_account_file_exists_async (lineup_account_store_get_file (self->store, id),
                                      self->ending,
                                      on_touched_found,
                                      g_object_ref (self));
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
  if (g_cancellable_is_cancelled (self->ending)
      || g_hash_table_lookup (self->editors, id) != editor)
    return;
  lineup_log (G_LOG_LEVEL_MESSAGE, &context, NULL, "its file was deleted, and so is the account");
  /* An account without a file is none, whatever comes. */
  lineup_application_remove_account_async (
      self, id, NULL, on_deleted_account_removed, g_strdup (id));
}

static void
on_account_added (LineupRoster *roster, LineupSubscription *subscription, LineupApplication *self)
{
  const char *id = lineup_account_get_id (lineup_subscription_get_account (subscription));
  LineupAccountEditor *editor = lineup_account_editor_new (
      subscription,
      lineup_account_store_get_file (self->store, id),
      lineup_roster_get_hosts (roster));

  g_hash_table_insert (self->editors, g_strdup (id), editor);
  g_signal_connect_object (editor, "deleted", G_CALLBACK (on_account_deleted), self, 0);
  /* While it was not listed, nobody looked. */
  if (self->closing != NULL)
    close_account (self, editor);
  else
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
                        const char *data_directory,
                        LineupSecretStore *secrets,
                        LineupConditions *conditions,
                        LineupClock *clock)
{
  LineupApplication *self = g_object_new (LINEUP_TYPE_APPLICATION, NULL);
  g_autofree char *accounts = g_build_filename (config_directory, "accounts", NULL);
  g_autofree char *state = g_build_filename (config_directory, "state", NULL);
  g_autofree char *jobs = g_build_filename (config_directory, "jobs", NULL);
  g_autofree char *journal = g_build_filename (config_directory, "unfinished", NULL);

  self->clock = g_object_ref (clock);
  self->config_directory = g_strdup (config_directory);
  self->store = lineup_account_store_new (accounts);
  self->journal = lineup_account_journal_new (journal);
  self->jobs = lineup_job_counter_new (jobs);
  self->roster = lineup_roster_new (
      self->store, secrets, state, cache_directory, data_directory, self->jobs, conditions, clock);
  self->eraser = lineup_account_eraser_new (self->journal,
                                            self->store,
                                            secrets,
                                            state,
                                            cache_directory,
                                            data_directory,
                                            clock,
                                            lineup_roster_get_writers (self->roster));
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

/* Loading: first what an earlier process has left goes, then the accounts come. */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  lineup_roster_load_finish (LINEUP_ROSTER (source), result);
  g_task_return_boolean (task, TRUE);
}

static void
on_recovered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupApplication *self = g_task_get_source_object (task);

  lineup_account_recovery_run_finish (LINEUP_ACCOUNT_ERASER (source), result);
  self->is_recovering = FALSE;
  if (g_cancellable_is_cancelled (self->ending))
    g_task_return_boolean (task, TRUE);
  else
    lineup_roster_load_async (
        self->roster, self->journal, cancellable, on_loaded, g_steal_pointer (&task));
}

void
lineup_application_load_async (LineupApplication *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_application_load_async);
  self->is_recovering = TRUE;
  lineup_account_recovery_run_async (
      self->config_directory, self->eraser, cancellable, on_recovered, task);
}

void
lineup_application_load_finish (LineupApplication *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/* Adding */

static void
set_exists (GError **error)
{
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXISTS, "There is an account of this id");
}

/* Whether there is no time left to begin anything. */
static gboolean
is_ending (LineupApplication *self, GError **error)
{
  if (!g_cancellable_is_cancelled (self->ending))
    return FALSE;
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN, "lineupd is ending");
  return TRUE;
}

static void
on_add_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupApplication *self = g_task_get_source_object (task);
  LineupAccountEdit *edit = LINEUP_ACCOUNT_EDIT (source);
  const LineupAccountInfo *info = lineup_account_edit_get_info (edit);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSubscription) subscription = lineup_account_addition_run_finish (
      edit, result, &error);

  if (subscription != NULL)
    {
      if (info != NULL)
        lineup_account_sync_take_account_info (lineup_subscription_get_sync (subscription), info);
      lineup_roster_list (self->roster, subscription);
      lineup_subscription_start_first_sync (subscription, info != NULL);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
  end_pending (self, lineup_account_edit_get_id (edit));
}

static gboolean
is_taken (LineupApplication *self, const char *id)
{
  return self->is_recovering || lineup_roster_lookup (self->roster, id, NULL) != NULL
         || g_hash_table_contains (self->pending, id);
}

static LineupAccountEdit *
begin_add (LineupApplication *self, const char *id, LineupAccountChange *change, GError **error)
{
  g_autoptr (LineupAccountChange) owned_change = change;

  if (is_ending (self, error))
    return NULL;
  if (!lineup_account_is_valid_id (id))
    {
      g_set_error (error,
                   LINEUP_ERROR,
                   LINEUP_ERROR_INVALID_ACCOUNT,
                   "An account's id is 1 to 64 of a to z, 0 to 9 and _");
      return NULL;
    }
  if (is_taken (self, id))
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
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (LineupAccountEdit) edit = NULL;
  GError *error = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_application_add_account_async);
  edit = begin_add (self, id, change, &error);
  if (edit == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  begin_pending (self, id);
  lineup_account_addition_run_async (edit,
                                     self->roster,
                                     lineup_account_store_get_file (self->store, id),
                                     self->eraser,
                                     self->ending,
                                     on_add_done,
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
  else if (g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN)
           && !g_cancellable_is_cancelled (self->ending))
    g_task_return_new_error (
        task, LINEUP_ERROR, LINEUP_ERROR_UNKNOWN_ACCOUNT, "The account was removed");
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_application_update_account_async (LineupApplication *self,
                                         const char *id,
                                         LineupAccountChange *change,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (LineupAccountChange) owned_change = change;
  GError *error = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_application_update_account_async);
  if (lineup_roster_lookup (self->roster, id, &error) == NULL)
    g_task_return_error (task, error);
  else
    lineup_account_editor_change_async (g_hash_table_lookup (self->editors, id),
                                        g_steal_pointer (&owned_change),
                                        cancellable,
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
end_removal (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;

  if (owned_error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, owned_error);
  end_pending (g_task_get_source_object (task), g_task_get_task_data (task));
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  lineup_account_removal_run_finish (LINEUP_ACCOUNT_EDITOR (source), result, &error);
  end_removal (user_data, error);
}

static void
on_rest_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  lineup_account_eraser_erase_finish (LINEUP_ACCOUNT_ERASER (source), result, &error);
  end_removal (user_data, error);
}

static void
begin_removal (LineupApplication *self, const char *id, GTask *owned_task)
{
  LineupSubscription *subscription = lineup_roster_lookup (self->roster, id, NULL);
  g_autoptr (LineupAccountEditor) editor = NULL;

  begin_pending (self, id);
  if (subscription == NULL)
    {
      lineup_account_eraser_finish_async (self->eraser,
                                          id,
                                          NULL,
                                          LINEUP_ERASER_ALL_SETTINGS,
                                          g_task_get_cancellable (owned_task),
                                          on_rest_removed,
                                          owned_task);
      return;
    }
  editor = g_object_ref (g_hash_table_lookup (self->editors, id));
  lineup_roster_withdraw (self->roster, subscription);
  g_hash_table_remove (self->editors, id);
  lineup_account_removal_run_async (editor,
                                    self->roster,
                                    lineup_account_store_get_file (self->store, id),
                                    self->eraser,
                                    g_task_get_cancellable (owned_task),
                                    on_removed,
                                    owned_task);
}

void
lineup_application_remove_account_async (LineupApplication *self,
                                         const char *id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_application_remove_account_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  /* What is left of one that was removed, or could not be added, can be removed, too. */
  if (!is_ending (self, &error)
      && (self->is_recovering || g_hash_table_contains (self->pending, id)
          || !lineup_account_journal_has (self->journal, id)))
    lineup_roster_lookup (self->roster, id, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    begin_removal (self, id, g_steal_pointer (&task));
}

gboolean
lineup_application_remove_account_finish (LineupApplication *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The end: all accounts are closed at once, and what is being added or removed may come to its own
 * end, for a moment. The last one goes on. */

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

static void
count_down (LineupApplication *self)
{
  if (--self->n_open == 0)
    /* The end itself ends by its patience alone. */
    lineup_job_counter_close_async (
        self->jobs, NULL, on_jobs_closed, g_steal_pointer (&self->closing));
}

static void
on_subscription_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupApplication) self = user_data;
  LineupSubscription *subscription = LINEUP_SUBSCRIPTION (source);
  LineupAccount *account = lineup_subscription_get_account (subscription);
  const LineupLogContext context = { .account = lineup_account_get_id (account) };
  g_autoptr (GError) error = NULL;

  if (!lineup_subscription_close_finish (subscription, result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "it could not be closed");
  count_down (self);
}

static void
on_editor_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupAccountEditor *editor = LINEUP_ACCOUNT_EDITOR (source);

  lineup_account_editor_close_finish (editor, result);
  /* The end itself ends by its patience alone. */
  lineup_subscription_close_async (
      lineup_account_editor_get_subscription (editor), NULL, on_subscription_closed, user_data);
}

static void
close_account (LineupApplication *self, LineupAccountEditor *editor)
{
  self->n_open++;
  /* The end itself ends by its patience alone. */
  lineup_account_editor_close_async (editor, NULL, on_editor_closed, g_object_ref (self));
}

static void
stop_waiting (LineupApplication *self)
{
  if (self->patience == NULL)
    return;
  g_source_destroy (self->patience);
  g_clear_pointer (&self->patience, g_source_unref);
  count_down (self);
}

static gboolean
on_impatient (gpointer user_data)
{
  LineupApplication *self = user_data;
  const LineupLogContext context = { 0 };

  lineup_log (G_LOG_LEVEL_WARNING,
              &context,
              NULL,
              "what is being added or removed is left to the next start");
  stop_waiting (self);
  return G_SOURCE_REMOVE;
}

void
lineup_application_shut_down_async (LineupApplication *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GHashTableIter iter;
  gpointer editor = NULL;

  g_return_if_fail (LINEUP_IS_APPLICATION (self));
  g_return_if_fail (!g_cancellable_is_cancelled (self->ending));

  self->closing = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->closing, lineup_application_shut_down_async);
  /* One more until all are told. */
  self->n_open = 1;
  if (g_hash_table_size (self->pending) > 0)
    {
      self->n_open++;
      self->patience = lineup_clock_add_timeout (self->clock, PATIENCE, on_impatient, self);
    }
  g_cancellable_cancel (self->ending);
  g_hash_table_iter_init (&iter, self->editors);
  while (g_hash_table_iter_next (&iter, NULL, &editor))
    close_account (self, editor);
  count_down (self);
}

gboolean
lineup_application_shut_down_finish (LineupApplication *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
