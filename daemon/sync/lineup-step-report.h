/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"

G_BEGIN_DECLS

/**
 * LineupOutcome:
 * @LINEUP_OUTCOME_OK: the list was stored
 * @LINEUP_OUTCOME_UNCHANGED: the list arrived and was what is stored
 * @LINEUP_OUTCOME_FAILED: the list did not arrive; the old one stays
 * @LINEUP_OUTCOME_CANCELLED: the sync was cancelled in this step; the old list stays
 * @LINEUP_OUTCOME_SKIPPED: the sync ended before this step
 * @LINEUP_OUTCOME_QUARANTINED: the list was suspiciously short; the old one stays
 *
 * How a step ended.
 */
typedef enum
{
  LINEUP_OUTCOME_OK,
  LINEUP_OUTCOME_UNCHANGED,
  LINEUP_OUTCOME_FAILED,
  LINEUP_OUTCOME_CANCELLED,
  LINEUP_OUTCOME_SKIPPED,
  LINEUP_OUTCOME_QUARANTINED,
} LineupOutcome;

#define LINEUP_N_OUTCOMES (LINEUP_OUTCOME_QUARANTINED + 1)

/**
 * lineup_outcome_to_string:
 *
 * Returns: the token, such as `ok`
 */
const char *lineup_outcome_to_string (LineupOutcome outcome);

/**
 * lineup_outcome_from_string:
 * @token: a token, such as `ok`
 * @outcome: (out): the outcome
 *
 * Returns: whether @token names an outcome
 */
gboolean lineup_outcome_from_string (const char *token, LineupOutcome *outcome);

/**
 * LineupStepReport:
 * @list: which step of a sync of a catalogue, or none
 * @source: (nullable): id of the source that was read, of a guide's sync
 * @began: Unix seconds when it began, of a guide's sync
 * @outcome: how it ended
 * @seen: items that arrived, each counted once
 * @added: items that were new
 * @changed: items that differed
 * @removed: items that were stored and did not arrive
 * @rejected: elements that were no items
 * @bytes: of all attempts, as the answers' bodies were
 * @duration_ms: milliseconds, pauses included
 * @attempts: requests that were made
 * @error: (nullable): what it failed with
 * @http_status: of the last answer, 0 if there was none
 *
 * What one step of a sync did. Of a guide what is said of items is said of programmes.
 */
typedef struct
{
  LineupList list;
  char *source; /* (owned) (nullable) */
  guint64 began;
  LineupOutcome outcome;
  guint64 seen;
  guint64 added;
  guint64 changed;
  guint64 removed;
  guint64 rejected;
  guint64 bytes;
  guint64 duration_ms;
  guint attempts;
  GError *error; /* (owned) (nullable) */
  guint http_status;
} LineupStepReport;

/**
 * lineup_step_report_new:
 * @list: which step
 * @outcome: how it ended
 *
 * Returns: (transfer full): a report without figures
 */
LineupStepReport *lineup_step_report_new (LineupList list, LineupOutcome outcome);

/**
 * lineup_step_report_new_for_source:
 * @source: id of a source of a guide
 * @outcome: how it ended
 *
 * Returns: (transfer full): a report without figures
 */
LineupStepReport *lineup_step_report_new_for_source (const char *source, LineupOutcome outcome);

/**
 * lineup_step_report_get_name:
 *
 * Returns: (transfer none): the token of the list, or the id of the source
 */
const char *lineup_step_report_get_name (const LineupStepReport *self);

/**
 * lineup_step_report_set_error:
 * @self: a report
 * @error: what the step failed with
 */
void lineup_step_report_set_error (LineupStepReport *self, const GError *error);

/**
 * lineup_step_report_copy:
 *
 * Returns: (transfer full): a copy
 */
LineupStepReport *lineup_step_report_copy (const LineupStepReport *self);

/**
 * lineup_step_report_free:
 * @self: (transfer full): a report
 */
void lineup_step_report_free (LineupStepReport *self);

/**
 * lineup_step_report_save:
 * @self: a report
 * @file: gets a group for it
 */
void lineup_step_report_save (const LineupStepReport *self, GKeyFile *file);

/**
 * lineup_step_report_load:
 * @file: what lineup_step_report_save() wrote to
 * @list: which step
 *
 * Returns: (transfer full) (nullable): the report, %NULL if @file has none
 */
LineupStepReport *lineup_step_report_load (GKeyFile *file, LineupList list);

/**
 * lineup_step_report_load_sources:
 * @file: what lineup_step_report_save() wrote to
 *
 * Returns: (transfer full) (element-type LineupStepReport): the reports of all sources, in the
 * order in which they were saved
 */
GPtrArray *lineup_step_report_load_sources (GKeyFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupStepReport, lineup_step_report_free)

G_END_DECLS
