/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-job-memory.h"

#include "lineup-log.h"

G_DEFINE_INTERFACE (LineupJobMemory, lineup_job_memory, G_TYPE_OBJECT)

static void
lineup_job_memory_default_init (LineupJobMemoryInterface *iface)
{
}

static LineupStateFile *
get_file (LineupJobMemory *self)
{
  return LINEUP_JOB_MEMORY_GET_IFACE (self)->get_file (self);
}

static LineupJobRecord *
get_record (LineupJobMemory *self)
{
  return LINEUP_JOB_MEMORY_GET_IFACE (self)->get_record (self);
}

const LineupJobRecord *
lineup_job_memory_get_record (LineupJobMemory *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB_MEMORY (self), NULL);

  return get_record (self);
}

void
lineup_job_memory_get_facts (LineupJobMemory *self, LineupScheduleFacts *facts)
{
  g_return_if_fail (LINEUP_IS_JOB_MEMORY (self));

  facts->account = LINEUP_JOB_MEMORY_GET_IFACE (self)->get_account (self);
  lineup_job_record_get_facts (get_record (self), facts);
}

static void
finish_save (LineupJobMemory *self, GAsyncResult *result)
{
  const LineupLogContext context = {
    .account = LINEUP_JOB_MEMORY_GET_IFACE (self)->get_account (self),
  };
  g_autoptr (GError) error = NULL;

  if (!lineup_state_file_save_finish (get_file (self), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "the state of its syncs can't be saved");
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupJobMemory) self = user_data;

  finish_save (self, result);
}

void
lineup_job_memory_save (LineupJobMemory *self)
{
  g_autoptr (GKeyFile) contents = NULL;

  g_return_if_fail (LINEUP_IS_JOB_MEMORY (self));

  contents = LINEUP_JOB_MEMORY_GET_IFACE (self)->save (self);
  /* What is known of the syncs is written down, or tried again. */
  lineup_state_file_save_async (get_file (self), contents, NULL, on_saved, g_object_ref (self));
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  finish_save (g_task_get_source_object (task), result);
  g_task_return_boolean (task, TRUE);
}

static void
note (LineupJobMemory *self, GTask *owned_task)
{
  g_autoptr (GKeyFile) contents = LINEUP_JOB_MEMORY_GET_IFACE (self)->save (self);

  lineup_state_file_save_async (
      get_file (self), contents, g_task_get_cancellable (owned_task), on_noted, owned_task);
}

void
lineup_job_memory_note_finish (LineupJobMemory *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
lineup_job_memory_begin_async (LineupJobMemory *self,
                               guint64 now,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_JOB_MEMORY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_job_memory_begin_async);
  lineup_job_record_begin (get_record (self), now);
  note (self, task);
}

void
lineup_job_memory_end_async (LineupJobMemory *self,
                             LineupJob *job,
                             const GError *error,
                             gboolean stopped,
                             guint64 now,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;
  LineupJobFacts facts = { 0 };

  g_return_if_fail (LINEUP_IS_JOB_MEMORY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_job_memory_end_async);
  facts = lineup_job_get_facts (job);
  lineup_job_record_end (get_record (self), &facts, error, stopped, now);
  LINEUP_JOB_MEMORY_GET_IFACE (self)->take_job (self, job, error, now);
  note (self, task);
}

gboolean
lineup_job_memory_check_time (LineupJobMemory *self, guint64 now)
{
  g_return_val_if_fail (LINEUP_IS_JOB_MEMORY (self), FALSE);

  if (!lineup_job_record_check_time (get_record (self), now))
    return FALSE;
  lineup_job_memory_save (self);
  return TRUE;
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
lineup_job_memory_flush (LineupJobMemory *self, GTask *task)
{
  g_return_if_fail (LINEUP_IS_JOB_MEMORY (self));

  lineup_state_file_flush_async (get_file (self), g_task_get_cancellable (task), on_flushed, task);
}
