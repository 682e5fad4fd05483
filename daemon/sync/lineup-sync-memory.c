/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-memory.h"

#include "lineup-error.h"
#include "lineup-log.h"

struct _LineupSyncMemory
{
  GObject parent_instance;

  char *account;          /* (owned) */
  LineupStateFile *file;  /* (owned) */
  LineupSyncState *state; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupSyncMemory, lineup_sync_memory, G_TYPE_OBJECT)

static void
lineup_sync_memory_finalize (GObject *object)
{
  LineupSyncMemory *self = LINEUP_SYNC_MEMORY (object);

  g_clear_pointer (&self->account, g_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->state, lineup_sync_state_free);

  G_OBJECT_CLASS (lineup_sync_memory_parent_class)->finalize (object);
}

static void
lineup_sync_memory_class_init (LineupSyncMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_sync_memory_finalize;
}

static void
lineup_sync_memory_init (LineupSyncMemory *self)
{
}

static LineupSyncState *
load (LineupSyncMemory *self)
{
  g_autoptr (GKeyFile) contents = lineup_state_file_load_or_report (self->file, self->account);

  return lineup_sync_state_load (contents);
}

LineupSyncMemory *
lineup_sync_memory_new (const char *account, LineupStateFile *file)
{
  LineupSyncMemory *self = g_object_new (LINEUP_TYPE_SYNC_MEMORY, NULL);

  self->account = g_strdup (account);
  self->file = g_object_ref (file);
  self->state = load (self);
  return self;
}

const LineupSyncState *
lineup_sync_memory_get_state (LineupSyncMemory *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC_MEMORY (self), NULL);

  return self->state;
}

void
lineup_sync_memory_get_facts (LineupSyncMemory *self, LineupScheduleFacts *facts)
{
  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  facts->account = self->account;
  facts->last_attempt = self->state->last_attempt;
  facts->failures = self->state->failures;
  facts->refused = self->state->refused;
  facts->interrupted = self->state->interrupted;
}

/* Saving */

static void
finish_save (LineupSyncMemory *self, GAsyncResult *result)
{
  const LineupLogContext context = { .account = self->account };
  g_autoptr (GError) error = NULL;

  if (!lineup_state_file_save_finish (self->file, result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "the state of its syncs can't be saved");
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupSyncMemory) self = user_data;

  finish_save (self, result);
}

static void
save (LineupSyncMemory *self)
{
  g_autoptr (GKeyFile) contents = lineup_sync_state_save (self->state);

  /* What is known of the syncs is written down, or tried again. */
  lineup_state_file_save_async (self->file, contents, NULL, on_saved, g_object_ref (self));
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  finish_save (g_task_get_source_object (task), result);
  g_task_return_boolean (task, TRUE);
}

static void
note (LineupSyncMemory *self, GTask *owned_task)
{
  g_autoptr (GKeyFile) contents = lineup_sync_state_save (self->state);

  lineup_state_file_save_async (
      self->file, contents, g_task_get_cancellable (owned_task), on_noted, owned_task);
}

void
lineup_sync_memory_note_finish (LineupSyncMemory *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/* The course of a sync */

void
lineup_sync_memory_begin_async (LineupSyncMemory *self,
                                guint64 now,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_sync_memory_begin_async);
  self->state->last_attempt = now;
  self->state->interrupted = TRUE;
  note (self, task);
}

/* A sync that could not get at its credentials says nothing of the panel: with a keyring that is
 * locked it has as good as not been there, and credentials that are not found are no refusal. */
static void
draw_conclusions (LineupSyncState *state, LineupSync *sync, const GError *error)
{
  state->interrupted = g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED);
  if (state->interrupted)
    return;
  state->refused = lineup_sync_has_source (sync) && lineup_error_is_refusal (error);
  if (state->status == LINEUP_SYNC_STATUS_FAILED)
    state->failures++;
  else
    state->failures = 0;
}

void
lineup_sync_memory_end_async (LineupSyncMemory *self,
                              LineupSync *sync,
                              const GError *error,
                              gboolean stopped,
                              guint64 now,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;
  LineupSyncState *state = NULL;

  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_sync_memory_end_async);
  state = self->state;
  state->status = lineup_sync_get_status (sync);
  state->job = lineup_sync_get_job (sync);
  state->percentage = lineup_sync_get_percentage (sync);
  state->step = lineup_sync_get_step (sync);
  g_ptr_array_unref (state->reports);
  state->reports = g_ptr_array_ref (lineup_sync_get_reports (sync));
  if (state->status != LINEUP_SYNC_STATUS_FAILED)
    state->last_sync = now;
  if (!lineup_sync_is_cancelled (sync))
    draw_conclusions (state, sync, error);
  else if (!stopped)
    state->interrupted = FALSE;
  note (self, task);
}

/* What else there is to know */

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
lineup_sync_memory_take_account_info (LineupSyncMemory *self, const LineupAccountInfo *info)
{
  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  self->state->account_status = info->status;
  if (info->status == LINEUP_ACCOUNT_STATUS_ACTIVE)
    self->state->refused = FALSE;
  self->state->expires = (guint64)MAX (info->expires, 0);
  self->state->max_connections = info->max_connections;
  take_panel (self->state, info);
  save (self);
}

gboolean
lineup_sync_memory_check_time (LineupSyncMemory *self, guint64 now)
{
  g_return_val_if_fail (LINEUP_IS_SYNC_MEMORY (self), FALSE);

  if (self->state->last_attempt <= now)
    return FALSE;
  self->state->last_attempt = now;
  save (self);
  return TRUE;
}

void
lineup_sync_memory_set_generation (LineupSyncMemory *self, guint64 generation)
{
  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  if (generation == self->state->generation)
    return;
  self->state->generation = generation;
  save (self);
}

void
lineup_sync_memory_reset (LineupSyncMemory *self)
{
  LineupSyncState *state = NULL;

  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  state = lineup_sync_state_new ();
  state->job = self->state->job;
  state->generation = self->state->generation;
  lineup_sync_state_free (self->state);
  self->state = state;
  save (self);
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

void
lineup_sync_memory_flush (LineupSyncMemory *self, GTask *task)
{
  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  lineup_state_file_flush_async (self->file, g_task_get_cancellable (task), on_flushed, task);
}
