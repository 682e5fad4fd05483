/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-status.h"

#include "lineup-step-report.h"
#include "lineup-token.h"

G_DEFINE_ENUM_TYPE (LineupSyncStatus,
                    lineup_sync_status,
                    G_DEFINE_ENUM_VALUE (LINEUP_SYNC_STATUS_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (LINEUP_SYNC_STATUS_SYNCING, "syncing"),
                    G_DEFINE_ENUM_VALUE (LINEUP_SYNC_STATUS_COMPLETED, "completed"),
                    G_DEFINE_ENUM_VALUE (LINEUP_SYNC_STATUS_PARTIAL, "partial"),
                    G_DEFINE_ENUM_VALUE (LINEUP_SYNC_STATUS_FAILED, "failed"))

const char *
lineup_sync_status_to_string (LineupSyncStatus status)
{
  return lineup_token_from_enum (LINEUP_TYPE_SYNC_STATUS, (int)status);
}

LineupSyncStatus
lineup_sync_status_from_string (const char *token)
{
  int status = LINEUP_SYNC_STATUS_PENDING;

  lineup_token_to_enum (LINEUP_TYPE_SYNC_STATUS, token, &status);
  return (LineupSyncStatus)status;
}

/* A list in quarantine is no success, but the old one is served, so it is no failure either. */
LineupSyncStatus
lineup_sync_status_of_reports (GPtrArray *reports, guint n_steps)
{
  guint n_succeeded = 0;
  guint n_quarantined = 0;

  for (guint i = 0; i < reports->len; i++)
    {
      const LineupStepReport *report = reports->pdata[i];

      n_succeeded += report->outcome == LINEUP_OUTCOME_OK
                     || report->outcome == LINEUP_OUTCOME_UNCHANGED;
      n_quarantined += report->outcome == LINEUP_OUTCOME_QUARANTINED;
    }
  if (n_succeeded == n_steps)
    return LINEUP_SYNC_STATUS_COMPLETED;
  return n_succeeded + n_quarantined > 0 ? LINEUP_SYNC_STATUS_PARTIAL : LINEUP_SYNC_STATUS_FAILED;
}
