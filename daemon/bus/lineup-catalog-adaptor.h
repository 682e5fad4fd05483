/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_catalog_adaptor_new:
 * @subscription: whose catalogue the interface reads from
 * @clock: tells what is on now
 *
 * Returns: (transfer full): the `Catalog` interface, to be exported
 */
LineupDBusCatalog *
lineup_catalog_adaptor_new (LineupSubscription *subscription, LineupClock *clock);

G_END_DECLS
