/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-schedule.h"
#include "lineup-state-file.h"
#include "lineup-sync-state.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SYNC_MEMORY (lineup_sync_memory_get_type ())
G_DECLARE_FINAL_TYPE (LineupSyncMemory, lineup_sync_memory, LINEUP, SYNC_MEMORY, GObject)

/**
 * LineupSyncMemory:
 *
 * What is known of an account's syncs: a #LineupSyncState, and the file that has it over restarts.
 * What can't be saved is reported in the log, and known until the end of the process. For the main
 * thread.
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
 * lineup_sync_memory_get_facts:
 * @self: a memory
 * @facts: (inout): gets what is known here; the interval is not
 */
void lineup_sync_memory_get_facts (LineupSyncMemory *self, LineupScheduleFacts *facts);

/**
 * lineup_sync_memory_begin_async:
 * @self: a memory
 * @now: Unix seconds
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is on the disk, or can't be
 * @user_data: for @callback
 *
 * Notes that a sync begins.
 */
void lineup_sync_memory_begin_async (LineupSyncMemory *self,
                                     guint64 now,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_sync_memory_end_async:
 * @self: a memory
 * @sync: has ended
 * @error: (nullable): why it ended early
 * @stopped: whether the daemon ends, too
 * @now: Unix seconds
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is on the disk, or can't be
 * @user_data: for @callback
 *
 * Notes how a sync has ended, and what that means for the next: one that a person cancelled means
 * nothing, one that ended with the daemon is to be made up for.
 */
void lineup_sync_memory_end_async (LineupSyncMemory *self,
                                   LineupSync *sync,
                                   const GError *error,
                                   gboolean stopped,
                                   guint64 now,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * lineup_sync_memory_note_finish:
 *
 * Ends lineup_sync_memory_begin_async() and lineup_sync_memory_end_async().
 */
void lineup_sync_memory_note_finish (LineupSyncMemory *self, GAsyncResult *result);

/**
 * lineup_sync_memory_take_account_info:
 * @self: a memory
 * @info: what the panel says of the account
 *
 * Where it says nothing of the time zone or the formats, as with a refusal, what is known stays.
 */
void lineup_sync_memory_take_account_info (LineupSyncMemory *self, const LineupAccountInfo *info);

/**
 * lineup_sync_memory_check_time:
 * @self: a memory
 * @now: Unix seconds
 *
 * A last attempt that lies in the future, because the clock was set back since, counts as made now:
 * nobody knows better, and it must not keep the next one away for years.
 *
 * Returns: whether that was so
 */
gboolean lineup_sync_memory_check_time (LineupSyncMemory *self, guint64 now);

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
 * Forgets all but the last job's id and the generation, because the account is another one now.
 */
void lineup_sync_memory_reset (LineupSyncMemory *self);

/**
 * lineup_sync_memory_flush:
 * @self: a memory
 * @task: (transfer full): returns a boolean when all is on the disk, or the error
 */
void lineup_sync_memory_flush (LineupSyncMemory *self, GTask *task);

G_END_DECLS
