/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-job-memory.h"
#include "lineup-sync-state.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SYNC_MEMORY (lineup_sync_memory_get_type ())
G_DECLARE_FINAL_TYPE (LineupSyncMemory, lineup_sync_memory, LINEUP, SYNC_MEMORY, GObject)

/**
 * LineupSyncMemory:
 *
 * What is known of the syncs of an account's catalogue, a #LineupSyncState: a #LineupJobMemory. For
 * the main thread.
 */

/**
 * lineup_sync_memory_new:
 * @account: account id
 * @file: remembers; read at once, which blocks
 *
 * Returns: (transfer full): what is known
 */
LineupSyncMemory *lineup_sync_memory_new (const char *account, LineupStateFile *file);

/**
 * lineup_sync_memory_get_state:
 *
 * Returns: (transfer none): as of the last sync that ended, until lineup_sync_memory_reset()
 */
const LineupSyncState *lineup_sync_memory_get_state (LineupSyncMemory *self);

/**
 * lineup_sync_memory_take_account_info:
 * @self: a memory
 * @info: what the panel says of the account
 *
 * Where it says nothing of the time zone or the formats, as with a refusal, what is known stays.
 */
void lineup_sync_memory_take_account_info (LineupSyncMemory *self, const LineupAccountInfo *info);

/**
 * lineup_sync_memory_set_server:
 * @self: a memory
 * @origin: (nullable): of the address that is asked instead of the first
 * @until: Unix seconds until which it is, 0 for none
 */
void lineup_sync_memory_set_server (LineupSyncMemory *self, const char *origin, guint64 until);

/**
 * lineup_sync_memory_set_generation:
 * @self: a memory
 * @generation: of the catalogue
 */
void lineup_sync_memory_set_generation (LineupSyncMemory *self, guint64 generation);

/**
 * lineup_sync_memory_reset:
 * @self: a memory
 *
 * Forgets all but the last job's id, the generation and the address in use, because the account is
 * another one now.
 */
void lineup_sync_memory_reset (LineupSyncMemory *self);

G_END_DECLS
