/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-info.h"
#include "lineup-job-record.h"
#include "lineup-sync.h"

G_BEGIN_DECLS

/**
 * LineupSyncState:
 * @record: of the syncs
 * @step: the last step that the last sync began, or none
 * @reports: (element-type LineupStepReport): of the last sync, in order
 * @account_status: what the panel calls the account
 * @expires: Unix seconds, 0 for never or unknown
 * @max_connections: 0 for unlimited or unknown
 * @timezone: (nullable): of the panel, such as `Europe/Paris` or `+03:00`
 * @formats: (array zero-terminated=1): output formats that the account allows; empty if unknown
 * @moved_to: (nullable): scheme, host and port to which the panel redirects for good
 * @server: (nullable): origin of the address that is asked instead of the first
 * @server_until: Unix seconds until which it is
 * @generation: of the catalogue, so that it never falls although the catalogue is a cache
 *
 * What is remembered of an account's syncs over restarts. It is written when a sync ends: a daemon
 * that was killed in one comes back with what was true before it.
 */
typedef struct
{
  LineupJobRecord record;
  LineupList step;
  GPtrArray *reports; /* (owned) (element-type LineupStepReport) */
  LineupAccountStatus account_status;
  guint64 expires;
  guint max_connections;
  char *timezone; /* (owned) (nullable) */
  char **formats; /* (owned) */
  char *moved_to; /* (owned) (nullable) */
  char *server;   /* (owned) (nullable) */
  guint64 server_until;
  guint64 generation;
} LineupSyncState;

/**
 * lineup_sync_state_new:
 *
 * Returns: (transfer full): the state of an account that never synced
 */
LineupSyncState *lineup_sync_state_new (void);

/**
 * lineup_sync_state_free:
 * @self: (transfer full): a state
 */
void lineup_sync_state_free (LineupSyncState *self);

/**
 * lineup_sync_state_save:
 *
 * Returns: (transfer full): the state as a key file
 */
GKeyFile *lineup_sync_state_save (const LineupSyncState *self);

/**
 * lineup_sync_state_load:
 * @file: what lineup_sync_state_save() made; whatever is missing or broken counts as never seen
 *
 * Returns: (transfer full): the state
 */
LineupSyncState *lineup_sync_state_load (GKeyFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupSyncState, lineup_sync_state_free)

G_END_DECLS
