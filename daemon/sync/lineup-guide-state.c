/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-state.h"

#define GROUP "Guide"

LineupGuideState *
lineup_guide_state_new (void)
{
  LineupGuideState *self = g_new0 (LineupGuideState, 1);

  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_step_report_free);
  return self;
}

void
lineup_guide_state_free (LineupGuideState *self)
{
  g_ptr_array_unref (self->reports);
  g_free (self);
}

static gboolean
is_of_source (gconstpointer report, gconstpointer source)
{
  return g_str_equal (((const LineupStepReport *)report)->source, source);
}

void
lineup_guide_state_take_report (LineupGuideState *self, const LineupStepReport *report)
{
  guint index = 0;

  if (g_ptr_array_find_with_equal_func (self->reports, report->source, is_of_source, &index))
    g_ptr_array_remove_index (self->reports, index);
  g_ptr_array_add (self->reports, lineup_step_report_copy (report));
}

const LineupStepReport *
lineup_guide_state_find_report (const LineupGuideState *self, const char *source)
{
  guint index = 0;

  if (!g_ptr_array_find_with_equal_func (self->reports, source, is_of_source, &index))
    return NULL;
  return self->reports->pdata[index];
}

GKeyFile *
lineup_guide_state_save (const LineupGuideState *self)
{
  GKeyFile *file = g_key_file_new ();

  lineup_job_record_save (&self->record, file, GROUP);
  for (guint i = 0; i < self->reports->len; i++)
    lineup_step_report_save (self->reports->pdata[i], file);
  return file;
}

LineupGuideState *
lineup_guide_state_load (GKeyFile *file)
{
  LineupGuideState *self = g_new0 (LineupGuideState, 1);

  lineup_job_record_load (&self->record, file, GROUP);
  self->reports = lineup_step_report_load_sources (file);
  return self;
}
