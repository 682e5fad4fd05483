/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-memory.h"

#include "lineup-error.h"
#include "lineup-guide-sync.h"

struct _LineupGuideMemory
{
  GObject parent_instance;

  char *account;           /* (owned) */
  LineupStateFile *file;   /* (owned) */
  LineupGuideState *state; /* (owned) */
};

static void lineup_guide_memory_iface_init (LineupJobMemoryInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupGuideMemory,
                               lineup_guide_memory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_JOB_MEMORY,
                                                      lineup_guide_memory_iface_init))

static void
lineup_guide_memory_finalize (GObject *object)
{
  LineupGuideMemory *self = LINEUP_GUIDE_MEMORY (object);

  g_clear_pointer (&self->account, g_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->state, lineup_guide_state_free);

  G_OBJECT_CLASS (lineup_guide_memory_parent_class)->finalize (object);
}

static void
lineup_guide_memory_class_init (LineupGuideMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_guide_memory_finalize;
}

static void
lineup_guide_memory_init (LineupGuideMemory *self)
{
}

LineupGuideMemory *
lineup_guide_memory_new (const char *account, LineupStateFile *file)
{
  LineupGuideMemory *self = g_object_new (LINEUP_TYPE_GUIDE_MEMORY, NULL);
  g_autoptr (GKeyFile) contents = lineup_state_file_load_or_report (file, account);

  self->account = g_strdup (account);
  self->file = g_object_ref (file);
  self->state = lineup_guide_state_load (contents);
  return self;
}

const LineupGuideState *
lineup_guide_memory_get_state (LineupGuideMemory *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_MEMORY (self), NULL);

  return self->state;
}

void
lineup_guide_memory_forget_source (LineupGuideMemory *self, const char *source)
{
  const LineupStepReport *report = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE_MEMORY (self));

  report = lineup_guide_state_find_report (self->state, source);
  if (report == NULL)
    return;
  g_ptr_array_remove (self->state->reports, (gpointer)report);
  lineup_job_memory_save (LINEUP_JOB_MEMORY (self));
}

void
lineup_guide_memory_reset (LineupGuideMemory *self)
{
  LineupGuideState *state = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE_MEMORY (self));

  state = lineup_guide_state_new ();
  state->record.job = self->state->record.job;
  lineup_guide_state_free (self->state);
  self->state = state;
  lineup_job_memory_save (LINEUP_JOB_MEMORY (self));
}

/* As a job's memory. */

static const char *
lineup_guide_memory_get_account (LineupJobMemory *memory)
{
  return LINEUP_GUIDE_MEMORY (memory)->account;
}

static LineupStateFile *
lineup_guide_memory_get_file (LineupJobMemory *memory)
{
  return LINEUP_GUIDE_MEMORY (memory)->file;
}

static LineupJobRecord *
lineup_guide_memory_get_record (LineupJobMemory *memory)
{
  return &LINEUP_GUIDE_MEMORY (memory)->state->record;
}

/* Whether there is no guide where it was looked for, so that looking again soon would be in vain.
 */
static gboolean
has_no_guide (const GError *error)
{
  return g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND)
         || (g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA)
             && !lineup_error_is_transient (error));
}

/* What a source was asked for, and did not come to, is as it was. */
static void
lineup_guide_memory_take_job (LineupJobMemory *memory,
                              LineupJob *job,
                              const GError *error,
                              guint64 now)
{
  LineupGuideState *state = LINEUP_GUIDE_MEMORY (memory)->state;
  GPtrArray *reports = lineup_guide_sync_get_reports (LINEUP_GUIDE_SYNC (job));

  for (guint i = 0; i < reports->len; i++)
    {
      const LineupStepReport *report = reports->pdata[i];

      if (report->outcome != LINEUP_OUTCOME_SKIPPED && report->outcome != LINEUP_OUTCOME_CANCELLED)
        lineup_guide_state_take_report (state, report);
    }
  if (state->record.status == LINEUP_SYNC_STATUS_FAILED && has_no_guide (error))
    state->record.refused = TRUE;
}

static GKeyFile *
lineup_guide_memory_save (LineupJobMemory *memory)
{
  return lineup_guide_state_save (LINEUP_GUIDE_MEMORY (memory)->state);
}

static void
lineup_guide_memory_iface_init (LineupJobMemoryInterface *iface)
{
  iface->get_account = lineup_guide_memory_get_account;
  iface->get_file = lineup_guide_memory_get_file;
  iface->get_record = lineup_guide_memory_get_record;
  iface->take_job = lineup_guide_memory_take_job;
  iface->save = lineup_guide_memory_save;
}
