/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-standing.h"

/* What is amiss: what counts first is the highest. */
enum
{
  USED_UP = 1 << 0,
  SILENT = 1 << 1,
  ENDED = 1 << 2,
};

static gboolean
is_alive (LineupSubscription *subscription, gint64 now)
{
  gboolean enabled = FALSE;
  guint64 expires = 0;
  LineupAccountStatus status = LINEUP_ACCOUNT_STATUS_UNKNOWN;

  g_object_get (lineup_subscription_get_sync (subscription),
                "enabled",
                &enabled,
                "expires",
                &expires,
                "account-status",
                &status,
                NULL);
  return enabled && (expires == 0 || expires > (guint64)now)
         && (status == LINEUP_ACCOUNT_STATUS_UNKNOWN || status == LINEUP_ACCOUNT_STATUS_ACTIVE);
}

/* Each lease is somebody who plays. */
static gboolean
is_used_up (LineupSubscription *subscription)
{
  guint max_connections = 0;

  g_object_get (
      lineup_subscription_get_sync (subscription), "max-connections", &max_connections, NULL);
  return max_connections != 0
         && lineup_leases_count (lineup_subscription_get_leases (subscription), NULL)
                >= max_connections;
}

guint
lineup_standing_get (LineupSubscription *subscription, LineupHosts *hosts)
{
  const gint64 now = lineup_clock_get_seconds (lineup_hosts_get_clock (hosts));
  const char *host = lineup_server_url_get_host (lineup_subscription_get_server_url (subscription));
  guint standing = 0;

  if (!is_alive (subscription, now))
    standing |= ENDED;
  if (lineup_circuits_get_due (lineup_hosts_get_circuits (hosts), host) != 0)
    standing |= SILENT;
  if (is_used_up (subscription))
    standing |= USED_UP;
  return standing;
}
