/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-host-verdict.h"

#include "lineup-error.h"

/* We failed, not the panel. */
static gboolean
is_own_fault (const GError *error)
{
  return g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED)
         || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE)
         || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_DISK_FULL)
         || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
}

static gboolean
has_error (GPtrArray *reports, gboolean (*is_of_kind) (const GError *error))
{
  for (guint i = 0; i < reports->len; i++)
    {
      const LineupStepReport *report = reports->pdata[i];

      if (is_of_kind (report->error))
        return TRUE;
    }
  return FALSE;
}

LineupHostVerdict
lineup_host_verdict_of_sync (LineupSync *sync)
{
  GPtrArray *reports = lineup_sync_get_reports (sync);

  if (lineup_sync_is_cancelled (sync) || !lineup_sync_has_source (sync))
    return LINEUP_HOST_VERDICT_NONE;
  if (lineup_sync_get_status (sync) != LINEUP_SYNC_STATUS_FAILED
      || has_error (reports, lineup_error_is_refusal))
    return LINEUP_HOST_VERDICT_WORKS;
  return has_error (reports, is_own_fault) ? LINEUP_HOST_VERDICT_NONE : LINEUP_HOST_VERDICT_FAILS;
}
