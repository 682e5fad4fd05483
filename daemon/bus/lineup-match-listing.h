/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-call.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_match_listing_run:
 * @call: (transfer full): a call that has not been queued yet
 * @subscription: whose channels are matched
 * @filter: an `a{sv}`
 * @cursor: where the page begins
 * @limit: channels, at most
 *
 * Replies with a page of the channels and which channel of a guide each is, `(aa{sv}s)`.
 */
void lineup_match_listing_run (LineupCall *call,
                               LineupSubscription *subscription,
                               GVariant *filter,
                               const char *cursor,
                               guint limit);

G_END_DECLS
