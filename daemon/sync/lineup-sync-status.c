/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-status.h"

#include "lineup-step-report.h"

static const char *const statuses[] = { "pending", "syncing", "completed", "partial", "failed" };

G_STATIC_ASSERT (G_N_ELEMENTS (statuses) == LINEUP_N_SYNC_STATUSES);

const char *
lineup_sync_status_to_string (LineupSyncStatus status)
{
  g_return_val_if_fail ((guint)status < LINEUP_N_SYNC_STATUSES, NULL);

  return statuses[status];
}

LineupSyncStatus
lineup_sync_status_from_string (const char *token)
{
  for (guint i = 0; i < LINEUP_N_SYNC_STATUSES; i++)
    {
      if (g_strcmp0 (statuses[i], token) == 0)
        return (LineupSyncStatus)i;
    }
  return LINEUP_SYNC_STATUS_PENDING;
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
