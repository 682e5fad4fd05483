/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-source.h"
#include "lineup-guide-choices.h"
#include "lineup-guide-opener.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_GUIDE_OPENER (lineup_account_guide_opener_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupAccountGuideOpener, lineup_account_guide_opener, LINEUP, ACCOUNT_GUIDE_OPENER, GObject)

/**
 * lineup_account_guide_opener_new:
 * @account: the settings
 * @source: has the panel
 * @choices: which sources there are
 * @hosts: tells whom it may ask when
 *
 * Makes what opens the guides of an account, wherever they are: at the panel, at an address that a
 * person has added, or in a file.
 *
 * Returns: (transfer full): the opener
 */
LineupGuideOpener *lineup_account_guide_opener_new (LineupAccount *account,
                                                    LineupAccountSource *source,
                                                    LineupGuideChoices *choices,
                                                    LineupHosts *hosts);

G_END_DECLS
