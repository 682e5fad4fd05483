/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-subscription.h"

#include "lineup-log.h"
#include "lineup-playlist-watch.h"
#include "lineup-source-factory.h"

struct _LineupSubscription
{
  GObject parent_instance;

  LineupAccount *account;          /* (owned) */
  LineupLeases *leases;            /* (owned) */
  LineupAccountSource *source;     /* (owned) */
  LineupPlaylistWatch *watch;      /* (owned) */
  LineupAccountStorage *storage;   /* (owned) */
  LineupAccountSync *sync;         /* (owned) */
  LineupAccountSchedule *schedule; /* (owned) */
  LineupDetailsKeeper *details;    /* (owned) */
  LineupAccountGuides *guides;     /* (owned) */
  LineupLibrarian *librarian;      /* (owned) */
  GPtrArray *clearers; /* (owned) (element-type GTask): wait for the catalogue to be empty */
  gboolean forgetting; /* and the syncs with it */
  gboolean again;      /* what runs was begun for the account that is to be forgotten */
  gboolean held;
  GPtrArray *settlers; /* (owned) (element-type GTask): wait for all of this to end */
  GTask *closer;       /* (owned) (nullable): likewise, for the process to end */
};

G_DEFINE_FINAL_TYPE (LineupSubscription, lineup_subscription, G_TYPE_OBJECT)

static void
lineup_subscription_finalize (GObject *object)
{
  LineupSubscription *self = LINEUP_SUBSCRIPTION (object);

  /* The details keeper may live on for a moment, but not ask for the panel. */
  if (self->details != NULL)
    lineup_details_keeper_stop (self->details);
  g_clear_object (&self->details);
  g_clear_object (&self->librarian);
  g_clear_object (&self->guides);
  g_clear_object (&self->watch);
  g_clear_object (&self->schedule);
  g_clear_object (&self->sync);
  g_clear_object (&self->storage);
  g_clear_object (&self->source);
  g_clear_object (&self->account);
  g_clear_object (&self->leases);
  g_clear_pointer (&self->clearers, g_ptr_array_unref);
  g_clear_pointer (&self->settlers, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_subscription_parent_class)->finalize (object);
}

static void
lineup_subscription_class_init (LineupSubscriptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_subscription_finalize;
}

static void
lineup_subscription_init (LineupSubscription *self)
{
  self->clearers = g_ptr_array_new_with_free_func (g_object_unref);
  self->settlers = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Another address is in use, or for longer. */
static void
on_failover_changed (LineupSubscription *self, LineupFailover *failover)
{
  gint64 until = 0;
  const char *origin = lineup_failover_get_memory (failover, &until);

  lineup_account_sync_set_server (self->sync, origin, origin != NULL ? (guint64)until : 0);
}

static void
restore_address (LineupSubscription *self)
{
  LineupFailover *failover = lineup_account_source_get_failover (self->source);
  const LineupSyncState *state = lineup_account_sync_get_state (self->sync);

  lineup_failover_restore (failover, state->server, (gint64)state->server_until);
  g_signal_connect_object (
      failover, "changed", G_CALLBACK (on_failover_changed), self, G_CONNECT_SWAPPED);
}

static void
update_enabled (LineupSubscription *self)
{
  const gboolean enabled = lineup_account_get_enabled (self->account) && !self->held;

  g_object_set (self->sync, "enabled", enabled, NULL);
  lineup_guide_keeper_set_hold (lineup_account_guides_get_keeper (self->guides),
                                enabled,
                                !lineup_subscription_is_settled (self));
}

static void
make_schedule (LineupSubscription *self, const LineupSubscriptionParts *parts)
{
  /* Syncing by itself comes last: before, the schedule would not know when it may. */
  static const char *const settings[]
      = { "enabled", "sync-interval", "unmetered-only", "auto-sync" };

  self->schedule = lineup_account_schedule_new (
      LINEUP_SCHEDULED (self->sync), parts->conditions, parts->hosts);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    g_object_bind_property (
        self->account, settings[i], self->schedule, settings[i], G_BINDING_SYNC_CREATE);
  g_object_bind_property (
      self->leases, "inhibited", self->schedule, "inhibited", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->source, "locked", self->schedule, "locked", G_BINDING_SYNC_CREATE);
}

static void
make_guides (LineupSubscription *self, const LineupSubscriptionParts *parts)
{
  self->guides = lineup_account_guides_new (&(LineupAccountGuidesParts){
      .account = self->account,
      .storage = self->storage,
      .source = self->source,
      .secrets = parts->secrets,
      .sync = self->sync,
      .schedule = self->schedule,
      .leases = self->leases,
      .conditions = parts->conditions,
      .hosts = parts->hosts,
      .jobs = parts->jobs,
  });
}

/* A series that has another id now has its episodes known by those that the panel tells of. */
static void
on_details_stored (LineupDetailsKeeper *details, guint kind, LineupLibrarian *librarian)
{
  if (kind == LINEUP_KIND_SERIES)
    lineup_librarian_look_again (librarian, 0);
}

LineupSubscription *
lineup_subscription_new (LineupAccount *account,
                         LineupAccountStorage *storage,
                         const LineupSubscriptionParts *parts,
                         GError **error)
{
  g_autoptr (LineupSubscription) self = g_object_new (LINEUP_TYPE_SUBSCRIPTION, NULL);
  const char *id = lineup_account_get_id (account);
  LineupCatalogue *catalogue = lineup_account_storage_get_catalogue (storage);

  self->source = lineup_account_source_new (account,
                                            parts->secrets,
                                            parts->hosts,
                                            lineup_account_storage_get_playlist_path (storage),
                                            error);
  if (self->source == NULL)
    return NULL;

  self->account = g_object_ref (account);
  self->leases = lineup_leases_new ();
  self->storage = g_object_ref (storage);
  lineup_catalogue_set_read_threads (catalogue, parts->threads);
  self->sync = lineup_account_sync_new (id,
                                        lineup_account_storage_get_state (self->storage),
                                        LINEUP_SOURCE_PROVIDER (self->source),
                                        catalogue,
                                        parts->hosts,
                                        parts->jobs);
  restore_address (self);
  make_schedule (self, parts);
  self->watch = lineup_playlist_watch_new (
      account, self->source, self->sync, self->schedule, lineup_hosts_get_clock (parts->hosts));
  make_guides (self, parts);
  self->details = lineup_details_keeper_new (
      id, LINEUP_SOURCE_PROVIDER (self->source), catalogue, parts->hosts);
  self->librarian = lineup_librarian_new (lineup_account_storage_get_library (storage),
                                          catalogue,
                                          lineup_hosts_get_clock (parts->hosts));
  g_signal_connect_object (
      self->details, "stored", G_CALLBACK (on_details_stored), self->librarian, 0);
  update_enabled (self);
  g_object_bind_property (account, "enabled", self->details, "enabled", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (
      account, "notify::enabled", G_CALLBACK (update_enabled), self, G_CONNECT_SWAPPED);
  return g_steal_pointer (&self);
}

LineupAccount *
lineup_subscription_get_account (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return self->account;
}

LineupLeases *
lineup_subscription_get_leases (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return self->leases;
}

LineupAccountStorage *
lineup_subscription_get_storage (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return self->storage;
}

LineupCatalogue *
lineup_subscription_get_catalogue (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return lineup_account_storage_get_catalogue (self->storage);
}

LineupGuide *
lineup_subscription_get_guide (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return lineup_account_storage_get_guide (self->storage);
}

LineupGuideChoices *
lineup_subscription_get_guide_choices (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return lineup_account_storage_get_guide_choices (self->storage);
}

LineupLibrarian *
lineup_subscription_get_librarian (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return self->librarian;
}

LineupAccountGuides *
lineup_subscription_get_guides (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return self->guides;
}

LineupAccountSync *
lineup_subscription_get_sync (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return self->sync;
}

LineupAccountSchedule *
lineup_subscription_get_schedule (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return self->schedule;
}

LineupDetailsKeeper *
lineup_subscription_get_details (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return self->details;
}

LineupServerUrl *
lineup_subscription_get_server_url (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return lineup_account_source_get_url (self->source);
}

LineupSecretStore *
lineup_subscription_get_secrets (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return lineup_account_source_get_secrets (self->source);
}

LineupAccountSource *
lineup_subscription_get_source (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), NULL);

  return self->source;
}

void
lineup_subscription_start_first_sync (LineupSubscription *self, gboolean account_known)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS,
                                      .account_known = account_known };
  guint64 job = 0;

  g_return_if_fail (LINEUP_IS_SUBSCRIPTION (self));

  /* Where it may not start, an account that is disabled, nobody waits for it. */
  if (lineup_account_get_auto_sync (self->account))
    lineup_account_sync_start (self->sync, &options, &job, NULL);
}

/* Moments in which no sync is to begin. */

gboolean
lineup_subscription_is_settled (LineupSubscription *self)
{
  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), FALSE);

  return self->clearers->len == 0 && !self->held;
}

static void
update_hold (LineupSubscription *self)
{
  update_enabled (self);
  lineup_account_source_set_held (self->source, self->held);
  g_object_set (self->schedule, "on-hold", !lineup_subscription_is_settled (self), NULL);
}

static void
settle (LineupSubscription *self)
{
  g_autoptr (GPtrArray) settlers = NULL;

  update_hold (self);
  if (!lineup_subscription_is_settled (self))
    return;
  settlers = g_steal_pointer (&self->settlers);
  self->settlers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < settlers->len; i++)
    g_task_return_boolean (settlers->pdata[i], TRUE);
}

void
lineup_subscription_settle_async (LineupSubscription *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_SUBSCRIPTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_subscription_settle_async);
  if (lineup_subscription_is_settled (self))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else
    g_ptr_array_add (self->settlers, task);
}

void
lineup_subscription_settle_finish (LineupSubscription *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
lineup_subscription_hold (LineupSubscription *self)
{
  g_return_if_fail (LINEUP_IS_SUBSCRIPTION (self));

  self->held = TRUE;
  update_hold (self);
}

void
lineup_subscription_release (LineupSubscription *self)
{
  g_return_if_fail (LINEUP_IS_SUBSCRIPTION (self));

  self->held = FALSE;
  settle (self);
}

/* An empty catalogue. Whoever asks for one while it is being emptied waits for the same. */

static void begin_clearing (LineupSubscription *self);
static void close_databases (LineupSubscription *self, GTask *owned_task);

static void
end_clearing (LineupSubscription *self, const GError *error)
{
  g_autoptr (GPtrArray) clearers = g_steal_pointer (&self->clearers);

  self->clearers = g_ptr_array_new_with_free_func (g_object_unref);
  self->forgetting = FALSE;
  for (guint i = 0; i < clearers->len; i++)
    {
      if (error != NULL)
        g_task_return_error (clearers->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (clearers->pdata[i], TRUE);
    }
  settle (self);
  if (self->closer != NULL)
    close_databases (self, g_steal_pointer (&self->closer));
}

static void
on_reset_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSubscription) self = user_data;

  /* A file that could not be written was told of when it was tried. */
  lineup_state_file_flush_finish (LINEUP_STATE_FILE (source), result, NULL);
  if (self->again)
    begin_clearing (self);
  else
    end_clearing (self, NULL);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSubscription) self = user_data;
  g_autoptr (GError) error = NULL;

  lineup_account_storage_job_finish (LINEUP_ACCOUNT_STORAGE (source), result, &error);
  if (self->again)
    begin_clearing (self);
  else if (error == NULL && self->forgetting)
    {
      /* After a power cut, too, nothing is known of the syncs of what is no more there. */
      lineup_account_sync_reset (self->sync);
      lineup_account_guide_reset (
          lineup_guide_keeper_get_syncs (lineup_account_guides_get_keeper (self->guides)));
      /* All that wait for an empty catalogue wait for this. */
      lineup_state_file_flush_async (lineup_account_storage_get_state (self->storage),
                                     NULL,
                                     on_reset_flushed,
                                     g_object_ref (self));
    }
  else
    end_clearing (self, error);
}

static void
on_guide_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSubscription *self = user_data;

  /* No sync that runs is as well. */
  lineup_job_runner_cancel_finish (LINEUP_JOB_RUNNER (source), result, NULL);
  /* All that wait for an empty catalogue wait for this. */
  lineup_account_storage_clear_async (self->storage, NULL, on_cleared, self);
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSubscription *self = user_data;

  /* No sync that runs is as well. */
  lineup_job_runner_cancel_finish (LINEUP_JOB_RUNNER (source), result, NULL);
  /* All that wait for an empty catalogue wait for this. */
  lineup_job_runner_cancel_async (
      lineup_account_guides_get_runner (self->guides), NULL, on_guide_cancelled, self);
}

static void
begin_clearing (LineupSubscription *self)
{
  self->again = FALSE;
  /* All that wait for an empty catalogue wait for this. */
  lineup_job_runner_cancel_async (
      lineup_account_sync_get_runner (self->sync), NULL, on_cancelled, g_object_ref (self));
}

static void
clear (LineupSubscription *self, GTask *owned_task)
{
  g_ptr_array_add (self->clearers, owned_task);
  update_hold (self);
  lineup_details_keeper_cancel (self->details);
  if (self->clearers->len == 1)
    begin_clearing (self);
}

void
lineup_subscription_clear_async (LineupSubscription *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_SUBSCRIPTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_subscription_clear_async);
  clear (self, task);
}

gboolean
lineup_subscription_clear_finish (LineupSubscription *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Another account under the same id. */

gboolean
lineup_subscription_has_other_catalogue (LineupSubscription *self)
{
  const char *text = NULL;
  g_autoptr (LineupServerUrl) url = NULL;

  g_return_val_if_fail (LINEUP_IS_SUBSCRIPTION (self), FALSE);

  text = lineup_account_get_catalogue_url (self->account);
  if (text != NULL)
    url = lineup_source_factory_parse_url (
        lineup_account_get_source_type (self->account), text, NULL);
  return url == NULL
         || !lineup_server_url_equal (url, lineup_account_source_get_url (self->source));
}

void
lineup_subscription_forget_async (LineupSubscription *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_SUBSCRIPTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_subscription_forget_async);
  self->forgetting = TRUE;
  /* A sync may have begun since, whose rows would stay. */
  self->again = self->clearers->len > 0;
  clear (self, task);
}

gboolean
lineup_subscription_forget_finish (LineupSubscription *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The end of the process. */

/* The first error is told. */
static void
on_guide_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSubscription *self = g_task_get_source_object (task);
  GError *error = g_steal_pointer ((GError **)g_task_get_task_data (task));

  lineup_job_runner_stop_finish (LINEUP_JOB_RUNNER (source), result, error == NULL ? &error : NULL);
  lineup_guide_keeper_end (lineup_account_guides_get_keeper (self->guides));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_library_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupSubscription *self = g_task_get_source_object (task);
  const LineupLogContext context = { .account = lineup_account_get_id (self->account) };
  g_autoptr (GError) error = NULL;

  if (!lineup_librarian_finish (LINEUP_LIBRARIAN (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its library can't be closed");
  lineup_account_storage_close (self->storage, task);
}

static void
on_sync_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupSubscription *self = g_task_get_source_object (task);

  lineup_job_runner_stop_finish (LINEUP_JOB_RUNNER (source), result, g_task_get_task_data (task));
  lineup_job_runner_stop_async (lineup_account_guides_get_runner (self->guides),
                                g_task_get_cancellable (task),
                                on_guide_stopped,
                                task);
}

void
lineup_subscription_stop_async (LineupSubscription *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_SUBSCRIPTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_subscription_stop_async);
  g_task_set_task_data (task, g_new0 (GError *, 1), g_free);
  lineup_account_schedule_stop (self->schedule);
  lineup_account_guides_stop (self->guides);
  lineup_details_keeper_stop (self->details);
  lineup_job_runner_stop_async (
      lineup_account_sync_get_runner (self->sync), cancellable, on_sync_stopped, task);
}

gboolean
lineup_subscription_stop_finish (LineupSubscription *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
close_databases (LineupSubscription *self, GTask *owned_task)
{
  lineup_librarian_close_async (
      self->librarian, g_task_get_cancellable (owned_task), on_library_closed, owned_task);
}

/* What is being cleared is cleared, and who asked for that has a reply. */
static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupSubscription *self = LINEUP_SUBSCRIPTION (source);
  const LineupLogContext context = { .account = lineup_account_get_id (self->account) };
  g_autoptr (GError) error = NULL;

  if (!lineup_subscription_stop_finish (self, result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "the state of its syncs is lost");
  if (self->clearers->len > 0)
    self->closer = task;
  else
    close_databases (self, task);
}

void
lineup_subscription_close_async (LineupSubscription *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_SUBSCRIPTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_subscription_close_async);
  lineup_subscription_stop_async (self, cancellable, on_stopped, task);
}

gboolean
lineup_subscription_close_finish (LineupSubscription *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
