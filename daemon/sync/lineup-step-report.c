/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-step-report.h"

#include "lineup-error.h"
#include "lineup-key-file.h"

#include <string.h>

/* Status, the largest that HTTP has. */
#define MAX_HTTP_STATUS 999

static const char *const outcomes[] = { "ok",        "unchanged", "failed",
                                        "cancelled", "skipped",   "quarantined" };

G_STATIC_ASSERT (G_N_ELEMENTS (outcomes) == LINEUP_N_OUTCOMES);

/* What groups' names begin with. */
#define STEP_PREFIX   "Step "
#define SOURCE_PREFIX "Source "

/* The figures of a report by the names that they are saved under. */
static const struct
{
  const char *key;
  gsize offset;
} figures[] = {
  { "Seen", G_STRUCT_OFFSET (LineupStepReport, seen) },
  { "Added", G_STRUCT_OFFSET (LineupStepReport, added) },
  { "Changed", G_STRUCT_OFFSET (LineupStepReport, changed) },
  { "Removed", G_STRUCT_OFFSET (LineupStepReport, removed) },
  { "Rejected", G_STRUCT_OFFSET (LineupStepReport, rejected) },
  { "Bytes", G_STRUCT_OFFSET (LineupStepReport, bytes) },
  { "DurationMs", G_STRUCT_OFFSET (LineupStepReport, duration_ms) },
};

const char *
lineup_outcome_to_string (LineupOutcome outcome)
{
  g_return_val_if_fail ((guint)outcome < LINEUP_N_OUTCOMES, NULL);

  return outcomes[outcome];
}

gboolean
lineup_outcome_from_string (const char *token, LineupOutcome *outcome)
{
  for (guint i = 0; i < LINEUP_N_OUTCOMES; i++)
    {
      if (g_str_equal (outcomes[i], token))
        {
          *outcome = (LineupOutcome)i;
          return TRUE;
        }
    }
  return FALSE;
}

LineupStepReport *
lineup_step_report_new (LineupList list, LineupOutcome outcome)
{
  LineupStepReport *self = g_new0 (LineupStepReport, 1);

  self->list = list;
  self->outcome = outcome;
  return self;
}

LineupStepReport *
lineup_step_report_new_for_source (const char *source, LineupOutcome outcome)
{
  LineupStepReport *self = lineup_step_report_new (LINEUP_LIST_NONE, outcome);

  self->source = g_strdup (source);
  return self;
}

const char *
lineup_step_report_get_name (const LineupStepReport *self)
{
  return self->source != NULL ? self->source : lineup_list_to_string (self->list);
}

void
lineup_step_report_set_error (LineupStepReport *self, const GError *error)
{
  const guint http_status = lineup_error_get_http_status (error);

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  /* What went wrong with an answer's body does not know the answer's status. */
  if (http_status != 0)
    self->http_status = http_status;
}

LineupStepReport *
lineup_step_report_copy (const LineupStepReport *self)
{
  LineupStepReport *copy = g_new (LineupStepReport, 1);

  *copy = *self;
  copy->source = g_strdup (self->source);
  copy->error = self->error != NULL ? g_error_copy (self->error) : NULL;
  return copy;
}

void
lineup_step_report_free (LineupStepReport *self)
{
  g_clear_error (&self->error);
  g_free (self->source);
  g_free (self);
}

static char *
get_group (const LineupStepReport *self)
{
  return g_strconcat (
      self->source != NULL ? SOURCE_PREFIX : STEP_PREFIX, lineup_step_report_get_name (self), NULL);
}

void
lineup_step_report_save (const LineupStepReport *self, GKeyFile *file)
{
  g_autofree char *group = get_group (self);

  if (self->source != NULL)
    g_key_file_set_uint64 (file, group, "Began", self->began);
  g_key_file_set_string (file, group, "Outcome", lineup_outcome_to_string (self->outcome));
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    g_key_file_set_uint64 (
        file, group, figures[i].key, G_STRUCT_MEMBER (guint64, self, figures[i].offset));
  g_key_file_set_integer (file, group, "Attempts", (int)self->attempts);
  g_key_file_set_integer (file, group, "HttpStatus", (int)self->http_status);
  if (self->error != NULL)
    {
      g_autofree char *name = lineup_error_get_dbus_name (self->error);

      g_key_file_set_string (file, group, "ErrorName", name);
      g_key_file_set_string (file, group, "ErrorMessage", self->error->message);
    }
}

/* Whether a report of its list, or its source, is there; it gets what is known then. */
static gboolean
load (LineupStepReport *self, GKeyFile *file)
{
  g_autofree char *group = get_group (self);
  g_autofree char *token = g_key_file_get_string (file, group, "Outcome", NULL);
  g_autofree char *error_name = g_key_file_get_string (file, group, "ErrorName", NULL);
  g_autofree char *error_message = g_key_file_get_string (file, group, "ErrorMessage", NULL);

  if (token == NULL || !lineup_outcome_from_string (token, &self->outcome))
    return FALSE;

  if (self->source != NULL)
    self->began = lineup_key_file_get_time (file, group, "Began");
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    G_STRUCT_MEMBER (guint64, self, figures[i].offset) = lineup_key_file_get_count (
        file, group, figures[i].key);
  self->attempts = (guint)lineup_key_file_get_number (file, group, "Attempts", 0, G_MAXINT, NULL);
  self->http_status = (guint)lineup_key_file_get_number (
      file, group, "HttpStatus", 0, MAX_HTTP_STATUS, NULL);
  if (error_name != NULL)
    self->error = lineup_error_new_for_dbus_name (error_name,
                                                  error_message != NULL ? error_message : "");
  return TRUE;
}

LineupStepReport *
lineup_step_report_load (GKeyFile *file, LineupList list)
{
  g_autoptr (LineupStepReport) self = lineup_step_report_new (list, LINEUP_OUTCOME_OK);

  return load (self, file) ? g_steal_pointer (&self) : NULL;
}

GPtrArray *
lineup_step_report_load_sources (GKeyFile *file)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_step_report_free);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (gsize i = 0; groups[i] != NULL; i++)
    {
      g_autoptr (LineupStepReport) report = NULL;

      if (!g_str_has_prefix (groups[i], SOURCE_PREFIX))
        continue;
      report = lineup_step_report_new_for_source (groups[i] + strlen (SOURCE_PREFIX),
                                                  LINEUP_OUTCOME_OK);
      if (load (report, file))
        g_ptr_array_add (reports, g_steal_pointer (&report));
    }
  return reports;
}
