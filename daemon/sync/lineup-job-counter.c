/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-job-counter.h"

#include "lineup-key-file.h"
#include "lineup-log.h"
#include "lineup-state-file.h"

#define GROUP "Jobs"
#define KEY   "Reserved"

struct _LineupJobCounter
{
  GObject parent_instance;

  LineupStateFile *file; /* (owned) */
  guint64 last;          /* the last id that was given out */
  guint64 reserved;      /* ids up to this one are set aside */
};

G_DEFINE_FINAL_TYPE (LineupJobCounter, lineup_job_counter, G_TYPE_OBJECT)

static void
lineup_job_counter_finalize (GObject *object)
{
  LineupJobCounter *self = LINEUP_JOB_COUNTER (object);

  g_clear_object (&self->file);

  G_OBJECT_CLASS (lineup_job_counter_parent_class)->finalize (object);
}

static void
lineup_job_counter_class_init (LineupJobCounterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_job_counter_finalize;
}

static void
lineup_job_counter_init (LineupJobCounter *self)
{
}

static void
report (const GError *error)
{
  const LineupLogContext context = { 0 };

  lineup_log (G_LOG_LEVEL_WARNING, &context, error, "job ids may repeat after a restart");
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &error))
    report (error);
}

static GKeyFile *
get_contents (LineupJobCounter *self)
{
  GKeyFile *contents = g_key_file_new ();

  g_key_file_set_uint64 (contents, GROUP, KEY, self->reserved);
  return contents;
}

static void
save (LineupJobCounter *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GKeyFile) contents = get_contents (self);

  /* No id of a block that is given out comes again. */
  lineup_state_file_save_async (self->file, contents, NULL, callback, user_data);
}

/* The first block is on the disk before an id of it can be given out. */
static void
reserve_first (LineupJobCounter *self)
{
  g_autoptr (GKeyFile) contents = NULL;
  g_autoptr (GError) error = NULL;

  self->reserved = self->last + LINEUP_JOB_COUNTER_BLOCK;
  contents = get_contents (self);
  if (!lineup_state_file_save (self->file, contents, &error))
    report (error);
}

LineupJobCounter *
lineup_job_counter_new (const char *path)
{
  LineupJobCounter *self = g_object_new (LINEUP_TYPE_JOB_COUNTER, NULL);
  g_autoptr (GKeyFile) contents = NULL;

  self->file = lineup_state_file_new (path);
  contents = lineup_state_file_load_or_report (self->file, NULL);
  self->last = lineup_key_file_get_count (contents, GROUP, KEY);
  reserve_first (self);
  return self;
}

guint64
lineup_job_counter_next (LineupJobCounter *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB_COUNTER (self), 0);

  self->last++;
  if (self->reserved - self->last < LINEUP_JOB_COUNTER_BLOCK / 2)
    {
      self->reserved = self->last + LINEUP_JOB_COUNTER_BLOCK;
      save (self, on_saved, NULL);
    }
  return self->last;
}

void
lineup_job_counter_close_async (LineupJobCounter *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_JOB_COUNTER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_job_counter_close_async);
  self->reserved = self->last;
  save (self, lineup_state_file_forward, g_steal_pointer (&task));
}

gboolean
lineup_job_counter_close_finish (LineupJobCounter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
