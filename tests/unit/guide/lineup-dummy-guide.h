/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DUMMY_GUIDE (lineup_dummy_guide_get_type ())
G_DECLARE_FINAL_TYPE (LineupDummyGuide, lineup_dummy_guide, LINEUP, DUMMY_GUIDE, GObject)

/**
 * LineupDummyGuide:
 *
 * A made-up guide. Its blocks have a few bytes only.
 */

/**
 * lineup_dummy_guide_new:
 * @text: a line for each element: `id=name,name` for a channel, `id start-stop title/subtitle` for
 * a programme, `!` for an element that is none; `…` at its end for one that breaks off
 *
 * Returns: (transfer full): a guide
 */
LineupDummyGuide *lineup_dummy_guide_new (const char *text);

/**
 * lineup_dummy_guide_count_told:
 *
 * Returns: how many elements it was asked for
 */
guint lineup_dummy_guide_count_told (LineupDummyGuide *self);

/**
 * lineup_dummy_guide_count_decoded:
 *
 * Returns: how many programmes it has decoded
 */
guint lineup_dummy_guide_count_decoded (LineupDummyGuide *self);

/**
 * lineup_dummy_guide_wait_at:
 * @self: a guide
 * @place: of an element before which it has nothing for once
 */
void lineup_dummy_guide_wait_at (LineupDummyGuide *self, guint place);

/**
 * lineup_dummy_guide_block_after:
 * @self: a guide
 *
 * Lets its import get no further than its commit.
 */
void lineup_dummy_guide_block_after (LineupDummyGuide *self);

/**
 * lineup_dummy_guide_is_blocked:
 *
 * Returns: whether its import has got there
 */
gboolean lineup_dummy_guide_is_blocked (LineupDummyGuide *self);

/**
 * lineup_dummy_guide_release:
 * @self: a guide
 *
 * Lets its import go on.
 */
void lineup_dummy_guide_release (LineupDummyGuide *self);

G_END_DECLS
