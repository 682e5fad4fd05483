/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-job-record.h"
#include "lineup-step-report.h"

G_BEGIN_DECLS

/**
 * LineupGuideState:
 * @record: of the guide's syncs
 * @reports: (element-type LineupStepReport): the last of each source that was read
 *
 * What is remembered of the syncs of an account's guide over restarts. It is written when a sync
 * ends: a daemon that was killed in one comes back with what was true before it.
 */
typedef struct
{
  LineupJobRecord record;
  GPtrArray *reports; /* (owned) (element-type LineupStepReport) */
} LineupGuideState;

/**
 * lineup_guide_state_new:
 *
 * Returns: (transfer full): the state of a guide that never synced
 */
LineupGuideState *lineup_guide_state_new (void);

/**
 * lineup_guide_state_free:
 * @self: (transfer full): a state
 */
void lineup_guide_state_free (LineupGuideState *self);

/**
 * lineup_guide_state_take_report:
 * @self: a state
 * @report: of a source, copied; takes the place of what was known of it
 */
void lineup_guide_state_take_report (LineupGuideState *self, const LineupStepReport *report);

/**
 * lineup_guide_state_find_report:
 * @self: a state
 * @source: id of a source
 *
 * Returns: (transfer none) (nullable): the last report of a source that was read
 */
const LineupStepReport *
lineup_guide_state_find_report (const LineupGuideState *self, const char *source);

/**
 * lineup_guide_state_save:
 *
 * Returns: (transfer full): the state as a key file
 */
GKeyFile *lineup_guide_state_save (const LineupGuideState *self);

/**
 * lineup_guide_state_load:
 * @file: what lineup_guide_state_save() made; whatever is missing or broken counts as never seen
 *
 * Returns: (transfer full): the state
 */
LineupGuideState *lineup_guide_state_load (GKeyFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupGuideState, lineup_guide_state_free)

G_END_DECLS
