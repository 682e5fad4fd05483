/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account.h"
#include "lineup-clock.h"
#include "lineup-guide-choices.h"
#include "lineup-secret-store.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_WATCHES (lineup_guide_watches_get_type ())
G_DECLARE_FINAL_TYPE (LineupGuideWatches, lineup_guide_watches, LINEUP, GUIDE_WATCHES, GObject)

/**
 * LineupGuideWatches:
 *
 * Watches the files that guides of an account are in, as far as their paths are known: where they
 * lie in a keyring, once it is open. For the main thread.
 *
 * Signal `changed`: somebody has written one of them.
 */

/**
 * lineup_guide_watches_new:
 * @account: the settings
 * @secrets: has the paths
 * @choices: which sources there are
 * @clock: measures pauses
 *
 * Returns: (transfer full): the watches, which begin in a moment
 */
LineupGuideWatches *lineup_guide_watches_new (LineupAccount *account,
                                              LineupSecretStore *secrets,
                                              LineupGuideChoices *choices,
                                              LineupClock *clock);

G_END_DECLS
