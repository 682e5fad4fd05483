/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-details.h"

G_BEGIN_DECLS

/* What is known of something as text, for a test to compare; what is unknown is not there. */

/**
 * lineup_item_to_text:
 *
 * Returns: (transfer full): such as `7 Heat category=3 category=5 year=1995`
 */
char *lineup_item_to_text (const LineupItem *item);

/**
 * lineup_category_to_text:
 *
 * Returns: (transfer full): such as `12 FR | Sport parent=3`
 */
char *lineup_category_to_text (const LineupCategory *category);

/**
 * lineup_details_to_text:
 *
 * Returns: (transfer full): the item, seasons and episodes, each in one line, such as `item plot=P`
 */
char *lineup_details_to_text (const LineupDetails *details);

G_END_DECLS
