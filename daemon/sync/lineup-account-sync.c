/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sync/lineup-account-sync.h"

#include "lineup-error.h"
#include "lineup-log.h"

struct _LineupAccountSync
{
  GObject parent_instance;

  char *account;                 /* (owned) */
  LineupStateFile *file;         /* (owned) */
  LineupPanelProvider *provider; /* (unowned): owns this object */
  LineupCatalogue *catalogue;    /* (owned) */
  LineupSyncQueue *queue;        /* (owned) */
  LineupJobCounter *jobs;        /* (owned) */
  LineupClock *clock;            /* (owned) */

  LineupSyncState *state;    /* (owned): as of the last sync that ended */
  LineupSync *sync;          /* (owned) (nullable): runs or waits */
  GCancellable *cancellable; /* (owned) (nullable): of @sync */
  char *host;                /* (owned) (nullable): under which @sync is in the queue */
  GPtrArray *cancellers;     /* (owned) (element-type GTask): wait for @sync to wind down */
  guint percentage;
  const char *step; /* (unowned): a token, "" before the first step */
  gboolean waiting; /* for its turn, as far as others can see */
  gboolean entered; /* owes the queue its leave */
  gboolean enabled;
  gboolean stopped;
};

enum
{
  PROP_ENABLED = 1,
  PROP_STATUS,
  PROP_WAITING,
  PROP_JOB,
  PROP_PERCENTAGE,
  PROP_STEP,
  PROP_STEPS,
  PROP_LAST_ATTEMPT,
  PROP_LAST_SYNC,
  PROP_ACCOUNT_STATUS,
  PROP_EXPIRES,
  PROP_MAX_CONNECTIONS,
  N_PROPERTIES,
};

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupAccountSync, lineup_account_sync, G_TYPE_OBJECT)

/* What the properties show: of the running sync, else of the last. */

static LineupSyncStatus
get_status (LineupAccountSync *self)
{
  return self->sync != NULL && !self->waiting ? LINEUP_SYNC_STATUS_SYNCING : self->state->status;
}

const char *
lineup_account_sync_get_account (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return self->account;
}

const char *
lineup_account_sync_get_timezone (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return self->state->timezone;
}

const char *const *
lineup_account_sync_get_formats (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return (const char *const *)self->state->formats;
}

GPtrArray *
lineup_account_sync_get_steps (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return self->sync != NULL ? lineup_sync_get_reports (self->sync) : self->state->reports;
}

gboolean
lineup_account_sync_is_running (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), FALSE);

  return self->sync != NULL;
}

static void
notify (LineupAccountSync *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
lineup_account_sync_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (object);
  const LineupSyncState *state = self->state;

  switch (property_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_STATUS:
      g_value_set_string (value, lineup_sync_status_to_string (get_status (self)));
      break;
    case PROP_WAITING:
      g_value_set_string (value, self->waiting ? "queued" : "");
      break;
    case PROP_JOB:
      g_value_set_uint64 (value,
                          self->sync != NULL ? lineup_sync_get_job (self->sync) : state->job);
      break;
    case PROP_PERCENTAGE:
      g_value_set_uint (value, self->sync != NULL ? self->percentage : state->percentage);
      break;
    case PROP_STEP:
      if (self->sync != NULL)
        g_value_set_string (value, self->step);
      else
        g_value_set_string (value, state->step != NULL ? state->step : "");
      break;
    case PROP_STEPS:
      g_value_set_boxed (value, lineup_account_sync_get_steps (self));
      break;
    case PROP_LAST_ATTEMPT:
      g_value_set_uint64 (value, state->last_attempt);
      break;
    case PROP_LAST_SYNC:
      g_value_set_uint64 (value, state->last_sync);
      break;
    case PROP_ACCOUNT_STATUS:
      g_value_set_string (value, lineup_account_status_to_string (state->account_status));
      break;
    case PROP_EXPIRES:
      g_value_set_uint64 (value, state->expires);
      break;
    case PROP_MAX_CONNECTIONS:
      g_value_set_uint (value, state->max_connections);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_account_sync_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (object);

  switch (property_id)
    {
    case PROP_ENABLED:
      self->enabled = g_value_get_boolean (value);
      if (!self->enabled && self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_account_sync_finalize (GObject *object)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (object);

  /* A running sync holds a reference. */
  g_assert (self->sync == NULL);
  g_clear_pointer (&self->account, g_free);
  g_clear_object (&self->file);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->queue);
  g_clear_object (&self->jobs);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->state, lineup_sync_state_free);
  g_clear_pointer (&self->cancellers, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_account_sync_parent_class)->finalize (object);
}

static void
lineup_account_sync_class_init (LineupAccountSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lineup_account_sync_get_property;
  object_class->set_property = lineup_account_sync_set_property;
  object_class->finalize = lineup_account_sync_finalize;

  properties[PROP_ENABLED] = g_param_spec_boolean (
      "enabled", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  properties[PROP_WAITING] = g_param_spec_string ("waiting", NULL, NULL, NULL, flags);
  properties[PROP_JOB] = g_param_spec_uint64 ("job", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_PERCENTAGE] = g_param_spec_uint ("percentage", NULL, NULL, 0, 100, 0, flags);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  properties[PROP_STEPS] = g_param_spec_boxed ("steps", NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  properties[PROP_LAST_ATTEMPT] = g_param_spec_uint64 (
      "last-attempt", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_LAST_SYNC] = g_param_spec_uint64 (
      "last-sync", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_ACCOUNT_STATUS] = g_param_spec_string ("account-status", NULL, NULL, NULL, flags);
  properties[PROP_EXPIRES] = g_param_spec_uint64 ("expires", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_MAX_CONNECTIONS] = g_param_spec_uint (
      "max-connections", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           4,
                                           LINEUP_TYPE_SYNC,
                                           G_TYPE_UINT,
                                           G_TYPE_UINT,
                                           G_TYPE_POINTER);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           LINEUP_TYPE_SYNC);
}

static void
lineup_account_sync_init (LineupAccountSync *self)
{
  self->cancellers = g_ptr_array_new_with_free_func (g_object_unref);
  self->enabled = TRUE;
}

/* What is remembered. */

static void
finish_save (LineupAccountSync *self, GAsyncResult *result)
{
  const LineupLogContext context = { .account = self->account };
  g_autoptr (GError) error = NULL;

  if (!lineup_state_file_save_finish (self->file, result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "the state of its syncs can't be saved");
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccountSync) self = user_data;

  finish_save (self, result);
}

static void
save (LineupAccountSync *self, GAsyncReadyCallback callback)
{
  g_autoptr (GKeyFile) contents = lineup_sync_state_save (self->state);

  lineup_state_file_save_async (self->file, contents, callback, g_object_ref (self));
}

static LineupSyncState *
load (LineupAccountSync *self)
{
  const LineupLogContext context = { .account = self->account };
  g_autoptr (GError) error = NULL;
  g_autoptr (GKeyFile) contents = lineup_state_file_load (self->file, &error);

  if (contents != NULL)
    return lineup_sync_state_load (contents);
  if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "the state of its syncs can't be read");
  return lineup_sync_state_new ();
}

static guint64
get_seconds (LineupAccountSync *self)
{
  return (guint64)(lineup_clock_get_real_time (self->clock) / G_USEC_PER_SEC);
}

static void
on_generation_changed (LineupCatalogue *catalogue, GParamSpec *pspec, gpointer user_data)
{
  LineupAccountSync *self = user_data;
  const guint64 generation = lineup_catalogue_get_generation (catalogue);

  if (generation == self->state->generation)
    return;
  self->state->generation = generation;
  save (self, on_saved);
}

LineupAccountSync *
lineup_account_sync_new (const char *account,
                         LineupStateFile *file,
                         LineupPanelProvider *provider,
                         LineupCatalogue *catalogue,
                         LineupSyncQueue *queue,
                         LineupJobCounter *jobs,
                         LineupClock *clock)
{
  LineupAccountSync *self = g_object_new (LINEUP_TYPE_ACCOUNT_SYNC, NULL);

  self->account = g_strdup (account);
  self->file = g_object_ref (file);
  self->provider = provider;
  self->catalogue = g_object_ref (catalogue);
  self->queue = g_object_ref (queue);
  self->jobs = g_object_ref (jobs);
  self->clock = g_object_ref (clock);
  self->state = load (self);
  g_signal_connect_object (
      catalogue, "notify::generation", G_CALLBACK (on_generation_changed), self, 0);
  return self;
}

/* A refusal says nothing of these, and what is known stays true. */
static void
take_panel (LineupSyncState *state, const LineupAccountInfo *info)
{
  if (info->timezone != NULL)
    {
      g_free (state->timezone);
      state->timezone = g_strdup (info->timezone);
    }
  if (info->formats[0] != NULL)
    {
      g_strfreev (state->formats);
      state->formats = g_strdupv (info->formats);
    }
}

void
lineup_account_sync_take_account_info (LineupAccountSync *self, const LineupAccountInfo *info)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  self->state->account_status = info->status;
  self->state->expires = (guint64)MAX (info->expires, 0);
  self->state->max_connections = info->max_connections;
  take_panel (self->state, info);
  save (self, on_saved);
  notify (self, PROP_ACCOUNT_STATUS);
  notify (self, PROP_EXPIRES);
  notify (self, PROP_MAX_CONNECTIONS);
}

void
lineup_account_sync_reset (LineupAccountSync *self)
{
  LineupSyncState *state = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));
  g_return_if_fail (self->sync == NULL);

  state = lineup_sync_state_new ();
  state->job = self->state->job;
  state->generation = self->state->generation;
  lineup_sync_state_free (self->state);
  self->state = state;
  save (self, on_saved);
  for (guint i = PROP_STATUS; i < N_PROPERTIES; i++)
    notify (self, i);
}

/* The course of a sync. */

static void
on_account (LineupSync *sync, gpointer info, gpointer user_data)
{
  lineup_account_sync_take_account_info (user_data, info);
}

static void
on_progress (LineupSync *sync, guint percentage, guint list, gpointer details, gpointer user_data)
{
  LineupAccountSync *self = user_data;

  self->percentage = percentage;
  self->step = lineup_list_to_string ((LineupList)list);
  notify (self, PROP_PERCENTAGE);
  notify (self, PROP_STEP);
  notify (self, PROP_STEPS);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, sync, percentage, list, details);
}

/* Everybody learns that the sync has ended when it can't be forgotten any more. */
static void
on_remembered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccountSync) self = user_data;
  g_autoptr (LineupSync) sync = g_steal_pointer (&self->sync);
  g_autoptr (GPtrArray) cancellers = g_steal_pointer (&self->cancellers);

  finish_save (self, result);
  self->cancellers = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_object (&self->cancellable);
  self->waiting = FALSE;
  if (self->entered)
    lineup_sync_queue_leave (self->queue, self->host);
  self->entered = FALSE;
  g_clear_pointer (&self->host, g_free);

  for (guint i = PROP_STATUS; i <= PROP_LAST_SYNC; i++)
    notify (self, i);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, sync);
  for (guint i = 0; i < cancellers->len; i++)
    g_task_return_boolean (cancellers->pdata[i], TRUE);
}

static void
remember (LineupAccountSync *self)
{
  LineupSyncState *state = self->state;

  state->status = lineup_sync_get_status (self->sync);
  state->job = lineup_sync_get_job (self->sync);
  state->percentage = self->percentage;
  g_free (state->step);
  state->step = g_strdup (self->step);
  g_ptr_array_unref (state->reports);
  state->reports = g_ptr_array_ref (lineup_sync_get_reports (self->sync));
  if (state->status != LINEUP_SYNC_STATUS_FAILED)
    state->last_sync = get_seconds (self);
  save (self, on_remembered);
}

static void
on_run (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccountSync) self = user_data;
  const LineupLogContext context = { .account = self->account,
                                     .job = lineup_sync_get_job (self->sync) };
  g_autoptr (GError) error = NULL;

  lineup_sync_run_finish (self->sync, result, &error);
  g_signal_handlers_disconnect_by_data (self->sync, self);
  remember (self);
  lineup_log (G_LOG_LEVEL_MESSAGE,
              &context,
              error,
              "sync %s after %.1f s",
              lineup_sync_status_to_string (self->state->status),
              (double)lineup_sync_get_duration_ms (self->sync) / 1000);
}

static void
run (LineupAccountSync *self)
{
  lineup_sync_run_async (self->sync, self->cancellable, on_run, g_object_ref (self));
}

/* That there was a sync is on the disk before it can store anything. */
static void
on_attempt_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccountSync) self = user_data;

  finish_save (self, result);
  run (self);
}

static void
on_entered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupAccountSync) self = user_data;
  const LineupLogContext context = { .account = self->account,
                                     .job = lineup_sync_get_job (self->sync) };

  /* Cancelled while it waited: the sync itself takes note and ends. */
  self->entered = lineup_sync_queue_enter_finish (LINEUP_SYNC_QUEUE (source), result, NULL);
  if (!self->entered)
    {
      run (self);
      return;
    }
  self->waiting = FALSE;
  self->state->last_attempt = get_seconds (self);
  save (self, on_attempt_saved);
  lineup_log (G_LOG_LEVEL_MESSAGE, &context, NULL, "sync begins");
  notify (self, PROP_STATUS);
  notify (self, PROP_WAITING);
  notify (self, PROP_LAST_ATTEMPT);
}

gboolean
lineup_account_sync_start (LineupAccountSync *self,
                           const LineupSyncOptions *options,
                           guint64 *job,
                           GError **error)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), FALSE);

  if (self->stopped)
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN, "lineupd is ending");
      return FALSE;
    }
  if (!self->enabled)
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_DISABLED, "The account is disabled");
      return FALSE;
    }
  if (self->sync != NULL)
    {
      *job = lineup_sync_get_job (self->sync);
      return TRUE;
    }

  *job = lineup_job_counter_next (self->jobs);
  self->sync = lineup_sync_new (
      self->account, *job, options, self->provider, self->catalogue, self->clock);
  g_signal_connect (self->sync, "account", G_CALLBACK (on_account), self);
  g_signal_connect (self->sync, "progress", G_CALLBACK (on_progress), self);
  self->cancellable = g_cancellable_new ();
  self->host = g_strdup (lineup_panel_provider_get_host (self->provider));
  self->percentage = 0;
  self->step = "";
  self->waiting = lineup_sync_queue_would_wait (self->queue, self->host);
  for (guint i = PROP_STATUS; i <= PROP_STEPS; i++)
    notify (self, i);
  lineup_sync_queue_enter_async (
      self->queue, self->host, self->cancellable, on_entered, g_object_ref (self));
  return TRUE;
}

void
lineup_account_sync_cancel_async (LineupAccountSync *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  g_task_set_source_tag (task, lineup_account_sync_cancel_async);
  if (self->sync == NULL)
    {
      g_task_return_new_error (
          task, LINEUP_ERROR, LINEUP_ERROR_NOT_RUNNING, "No sync of this account is running");
      return;
    }
  g_ptr_array_add (self->cancellers, g_steal_pointer (&task));
  g_cancellable_cancel (self->cancellable);
}

gboolean
lineup_account_sync_cancel_finish (LineupAccountSync *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_state_file_flush_finish (LINEUP_STATE_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (source);

  /* It is as well if none was running. */
  lineup_account_sync_cancel_finish (self, result, NULL);
  lineup_state_file_flush_async (self->file, on_flushed, g_steal_pointer (&task));
}

void
lineup_account_sync_stop_async (LineupAccountSync *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  g_task_set_source_tag (task, lineup_account_sync_stop_async);
  self->stopped = TRUE;
  lineup_account_sync_cancel_async (self, on_stopped, task);
}

gboolean
lineup_account_sync_stop_finish (LineupAccountSync *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
