/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-job-record.h"

#include "lineup-error.h"
#include "lineup-key-file.h"

void
lineup_job_record_begin (LineupJobRecord *self, guint64 now)
{
  self->last_attempt = now;
  self->interrupted = TRUE;
}

/* A sync that could not get at its credentials says nothing of the panel: with a keyring that is
 * locked it has as good as not been there, and credentials that are not found are no refusal. */
static void
draw_conclusions (LineupJobRecord *self, const LineupJobFacts *facts, const GError *error)
{
  self->interrupted = g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED);
  if (self->interrupted)
    return;
  self->refused = facts->has_source && lineup_error_is_refusal (error);
  if (self->status == LINEUP_SYNC_STATUS_FAILED)
    self->failures++;
  else
    self->failures = 0;
}

void
lineup_job_record_end (LineupJobRecord *self,
                       const LineupJobFacts *facts,
                       const GError *error,
                       gboolean stopped,
                       guint64 now)
{
  self->status = facts->status;
  self->job = facts->id;
  self->percentage = facts->percentage;
  if (self->status != LINEUP_SYNC_STATUS_FAILED)
    self->last_sync = now;
  if (!facts->is_cancelled)
    draw_conclusions (self, facts, error);
  else if (!stopped)
    self->interrupted = FALSE;
}

gboolean
lineup_job_record_check_time (LineupJobRecord *self, guint64 now)
{
  if (self->last_attempt <= now)
    return FALSE;
  self->last_attempt = now;
  return TRUE;
}

void
lineup_job_record_get_facts (const LineupJobRecord *self, LineupScheduleFacts *facts)
{
  facts->last_attempt = self->last_attempt;
  facts->failures = self->failures;
  facts->refused = self->refused;
  facts->interrupted = self->interrupted;
}

void
lineup_job_record_save (const LineupJobRecord *self, GKeyFile *file, const char *group)
{
  g_key_file_set_string (file, group, "Status", lineup_sync_status_to_string (self->status));
  g_key_file_set_uint64 (file, group, "Job", self->job);
  g_key_file_set_integer (file, group, "Percentage", (int)self->percentage);
  g_key_file_set_uint64 (file, group, "LastAttempt", self->last_attempt);
  g_key_file_set_uint64 (file, group, "LastSync", self->last_sync);
  g_key_file_set_uint64 (file, group, "Failures", self->failures);
  g_key_file_set_boolean (file, group, "Refused", self->refused);
  g_key_file_set_boolean (file, group, "Interrupted", self->interrupted);
}

void
lineup_job_record_load (LineupJobRecord *self, GKeyFile *file, const char *group)
{
  g_autofree char *status = g_key_file_get_string (file, group, "Status", NULL);

  self->status = lineup_sync_status_from_string (status);
  /* No sync has begun yet, whatever somebody wrote here. */
  if (self->status == LINEUP_SYNC_STATUS_SYNCING)
    self->status = LINEUP_SYNC_STATUS_PENDING;
  self->job = lineup_key_file_get_count (file, group, "Job");
  self->percentage = (guint)lineup_key_file_get_number (file, group, "Percentage", 0, 100, NULL);
  self->last_attempt = lineup_key_file_get_time (file, group, "LastAttempt");
  self->last_sync = lineup_key_file_get_time (file, group, "LastSync");
  self->failures = (guint)lineup_key_file_get_number (file, group, "Failures", 0, G_MAXINT, NULL);
  self->refused = g_key_file_get_boolean (file, group, "Refused", NULL);
  self->interrupted = g_key_file_get_boolean (file, group, "Interrupted", NULL);
}
