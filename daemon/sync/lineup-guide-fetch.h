/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-fetch.h"
#include "lineup-guide-opener.h"
#include "lineup-guide.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_FETCH (lineup_guide_fetch_get_type ())
G_DECLARE_FINAL_TYPE (LineupGuideFetch, lineup_guide_fetch, LINEUP, GUIDE_FETCH, GObject)

/**
 * lineup_guide_fetch_new:
 * @source: id of the source
 * @patience: see lineup_guide_opener_open_async()
 * @opener: opens it
 * @guide: where to put it
 * @plan: which channels are wanted
 * @clock: tells what is past
 * @flags: for the guide
 *
 * Returns: (transfer full): a fetch of one source's guide
 */
LineupGuideFetch *lineup_guide_fetch_new (const char *source,
                                          gint64 patience,
                                          LineupGuideOpener *opener,
                                          LineupGuide *guide,
                                          LineupMatchPlan *plan,
                                          LineupClock *clock,
                                          LineupImportFlags flags);

/**
 * lineup_guide_fetch_has_names:
 *
 * Returns: whether it has brought other names of channels than before, so that matches may be
 * others
 */
gboolean lineup_guide_fetch_has_names (LineupGuideFetch *self);

G_END_DECLS
