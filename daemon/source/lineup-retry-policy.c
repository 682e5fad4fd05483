/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-retry-policy.h"

#include "lineup-clock.h"
#include "lineup-error.h"
#include "lineup-token-bucket.h"

/* Microseconds before the second attempt. */
#define FIRST_DELAY (G_USEC_PER_SEC / 2)

gint64
lineup_retry_policy_get_delay (const GError *error, guint attempts, double jitter)
{
  const gint64 retry_after = lineup_clock_from_seconds (lineup_error_get_retry_after (error));
  gint64 delay = 0;

  g_return_val_if_fail (attempts >= 1, -1);

  /* Whoever is asked next was not asked before. */
  if (attempts < LINEUP_RETRY_POLICY_MAX_ATTEMPTS
      && lineup_error_has_trait (error, LINEUP_ERROR_TRAIT_MOVED))
    return 0;
  if (attempts >= LINEUP_RETRY_POLICY_MAX_ATTEMPTS || !lineup_error_is_transient (error))
    return -1;

  delay = (gint64)(FIRST_DELAY * (double)(1U << (attempts - 1)) * (0.8 + 0.4 * jitter));
  return MAX (delay, MIN (retry_after, LINEUP_TOKEN_BUCKET_MAX_PAUSE));
}
