/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-host-verdict.h"

#include "lineup-names.h"

static gboolean
has_error (GPtrArray *reports, const char *const *names)
{
  for (guint i = 0; i < reports->len; i++)
    {
      const LineupStepReport *report = reports->pdata[i];

      if (report->error_name != NULL && g_strv_contains (names, report->error_name))
        return TRUE;
    }
  return FALSE;
}

LineupHostVerdict
lineup_host_verdict_of_sync (LineupSync *sync)
{
  static const char *const refusals[] = {
    LINEUP_ERROR_NAME_PREFIX "AuthFailed",
    LINEUP_ERROR_NAME_PREFIX "AccountExpired",
    NULL,
  };
  static const char *const own[] = {
    LINEUP_ERROR_NAME_PREFIX "KeyringLocked",
    LINEUP_ERROR_NAME_PREFIX "Database",
    LINEUP_ERROR_NAME_PREFIX "DiskFull",
    LINEUP_ERROR_NAME_PREFIX "Storage",
    NULL,
  };
  GPtrArray *reports = lineup_sync_get_reports (sync);

  if (lineup_sync_is_cancelled (sync) || !lineup_sync_has_panel (sync))
    return LINEUP_HOST_VERDICT_NONE;
  if (lineup_sync_get_status (sync) != LINEUP_SYNC_STATUS_FAILED || has_error (reports, refusals))
    return LINEUP_HOST_VERDICT_WORKS;
  return has_error (reports, own) ? LINEUP_HOST_VERDICT_NONE : LINEUP_HOST_VERDICT_FAILS;
}
