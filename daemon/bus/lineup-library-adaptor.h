/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-skeletons.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * lineup_library_adaptor_new:
 * @subscription: whose library it is
 *
 * Returns: (transfer full): the `Library` interface, to be exported
 */
LineupDBusLibrary *lineup_library_adaptor_new (LineupSubscription *subscription);

G_END_DECLS
