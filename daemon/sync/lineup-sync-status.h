/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_SYNC_STATUS (lineup_sync_status_get_type ())

/**
 * LineupSyncStatus:
 * @LINEUP_SYNC_STATUS_PENDING: never synced
 * @LINEUP_SYNC_STATUS_SYNCING: a sync is running
 * @LINEUP_SYNC_STATUS_COMPLETED: every step succeeded
 * @LINEUP_SYNC_STATUS_PARTIAL: some steps did
 * @LINEUP_SYNC_STATUS_FAILED: none did
 *
 * How the syncs of an account are. The nicks are the contract's tokens.
 */
typedef enum
{
  LINEUP_SYNC_STATUS_PENDING,
  LINEUP_SYNC_STATUS_SYNCING,
  LINEUP_SYNC_STATUS_COMPLETED,
  LINEUP_SYNC_STATUS_PARTIAL,
  LINEUP_SYNC_STATUS_FAILED,
} LineupSyncStatus;

GType lineup_sync_status_get_type (void);

/**
 * lineup_sync_status_to_string:
 *
 * Returns: the token, such as `completed`
 */
const char *lineup_sync_status_to_string (LineupSyncStatus status);

/**
 * lineup_sync_status_from_string:
 * @token: (nullable): a token
 *
 * Returns: the status, %LINEUP_SYNC_STATUS_PENDING for anything unknown
 */
LineupSyncStatus lineup_sync_status_from_string (const char *token);

/**
 * lineup_sync_status_of_reports:
 * @reports: (element-type LineupStepReport): of a sync that has ended
 * @n_steps: that it was to take
 *
 * Returns: how it has ended
 */
LineupSyncStatus lineup_sync_status_of_reports (GPtrArray *reports, guint n_steps);

G_END_DECLS
