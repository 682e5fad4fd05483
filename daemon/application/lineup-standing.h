/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_standing_get:
 * @subscription: an account
 * @hosts: know which panels are left alone for a while
 *
 * Tells how likely an account is to play something now. First counts whether it is enabled and has
 * not ended, then whether its panel answers, then whether it has connections left, as far as who
 * plays from it has said so.
 *
 * Returns: 0 for the best, more for what is worse
 */
guint lineup_standing_get (LineupSubscription *subscription, LineupHosts *hosts);

G_END_DECLS
