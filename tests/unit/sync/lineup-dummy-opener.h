/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-opener.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DUMMY_OPENER (lineup_dummy_opener_get_type ())
G_DECLARE_FINAL_TYPE (LineupDummyOpener, lineup_dummy_opener, LINEUP, DUMMY_OPENER, GObject)

/**
 * LineupDummyOpener:
 *
 * Opens guides as a test tells: XMLTV, or an error, or nothing yet.
 */

LineupDummyOpener *lineup_dummy_opener_new (void);

/**
 * lineup_dummy_opener_set_text:
 * @self: an opener
 * @source: id of a source
 * @text: (nullable): its guide, which may break off; %NULL for one that never comes
 */
void lineup_dummy_opener_set_text (LineupDummyOpener *self, const char *source, const char *text);

/**
 * lineup_dummy_opener_set_error:
 * @self: an opener
 * @error: (nullable): what every opening fails with
 */
void lineup_dummy_opener_set_error (LineupDummyOpener *self, const GError *error);

/**
 * lineup_dummy_opener_get_asked:
 *
 * Returns: ids of the sources that were asked for, with a blank behind each, and `!` where a person
 *   might have been bothered
 */
const char *lineup_dummy_opener_get_asked (LineupDummyOpener *self);

G_END_DECLS
