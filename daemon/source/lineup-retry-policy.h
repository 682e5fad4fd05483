/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Attempts: the first one and three more. */
#define LINEUP_RETRY_POLICY_MAX_ATTEMPTS 4

/**
 * lineup_retry_policy_get_delay:
 * @error: what the last attempt ended with
 * @attempts: how many there have been, at least 1
 * @jitter: a random number from 0 up to 1
 *
 * How long to wait before the next attempt: half a second, doubled each time, times 0.8 to 1.2, and
 * no less than a panel's `Retry-After`, of which up to a minute is honoured. No time at all where
 * the next attempt is at another address.
 *
 * Returns: microseconds, or -1 when there is to be no other attempt
 */
gint64 lineup_retry_policy_get_delay (const GError *error, guint attempts, double jitter);

G_END_DECLS
