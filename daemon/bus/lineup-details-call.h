/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-call.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * LineupDetailsRequest:
 * @kind: movies or series
 * @id: of the item
 * @refresh: whether to ask the panel although what is known is fresh
 *
 * What `GetDetails` is called with.
 */
typedef struct
{
  LineupKind kind;
  gint64 id;
  gboolean refresh;
} LineupDetailsRequest;

/**
 * lineup_details_call_run:
 * @call: (transfer full): a call of `GetDetails`
 * @subscription: of the account
 * @request: what is called for
 *
 * Has the call wait for its turn, then for the panel where that is asked, and replies to it.
 */
void lineup_details_call_run (LineupCall *call,
                              LineupSubscription *subscription,
                              const LineupDetailsRequest *request);

G_END_DECLS
