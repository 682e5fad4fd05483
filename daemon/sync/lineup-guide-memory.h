/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-state.h"
#include "lineup-job-memory.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_MEMORY (lineup_guide_memory_get_type ())
G_DECLARE_FINAL_TYPE (LineupGuideMemory, lineup_guide_memory, LINEUP, GUIDE_MEMORY, GObject)

/**
 * LineupGuideMemory:
 *
 * What is known of the syncs of an account's guide, a #LineupGuideState: a #LineupJobMemory. For
 * the main thread.
 */

/**
 * lineup_guide_memory_new:
 * @account: account id
 * @file: remembers; read at once, which blocks unless it was read ahead
 *
 * Returns: (transfer full): what is known
 */
LineupGuideMemory *lineup_guide_memory_new (const char *account, LineupStateFile *file);

/**
 * lineup_guide_memory_get_state:
 *
 * Returns: (transfer none): as of the last sync that ended, until lineup_guide_memory_reset()
 */
const LineupGuideState *lineup_guide_memory_get_state (LineupGuideMemory *self);

/**
 * lineup_guide_memory_forget_source:
 * @self: a memory
 * @source: id of a source that is there no more, or is another one now
 */
void lineup_guide_memory_forget_source (LineupGuideMemory *self, const char *source);

/**
 * lineup_guide_memory_reset:
 * @self: a memory
 *
 * Forgets all but the last job's id, because the account is another one now.
 */
void lineup_guide_memory_reset (LineupGuideMemory *self);

G_END_DECLS
