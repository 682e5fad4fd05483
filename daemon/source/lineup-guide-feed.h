/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-source.h"

G_BEGIN_DECLS

/**
 * LineupGuideFigures:
 * @http_status: status of the answer, 0 where no HTTP was spoken
 * @length: what is known beforehand of its length in bytes, as they travel, -1 if nothing
 * @bytes: how many have arrived so far, as they travelled
 * @programmes: how many were handed out so far
 *
 * How far a guide has come.
 */
typedef struct
{
  guint http_status;
  gint64 length;
  guint64 bytes;
  guint64 programmes;
} LineupGuideFigures;

#define LINEUP_TYPE_GUIDE_FEED (lineup_guide_feed_get_type ())
G_DECLARE_INTERFACE (LineupGuideFeed, lineup_guide_feed, LINEUP, GUIDE_FEED, LineupGuideSource)

/**
 * LineupGuideFeedInterface:
 * @close: see lineup_guide_feed_close()
 * @get_figures: see lineup_guide_feed_get_figures()
 * @get_setup: see lineup_guide_feed_get_setup()
 *
 * A guide that was opened: a #LineupGuideSource for a worker, which tells the main thread meanwhile
 * how far it has come.
 */
struct _LineupGuideFeedInterface
{
  GTypeInterface parent_iface;

  void (*close) (LineupGuideFeed *self);
  LineupGuideFigures (*get_figures) (LineupGuideFeed *self);
  guint64 (*get_setup) (LineupGuideFeed *self);
};

/**
 * lineup_guide_feed_close:
 *
 * Lets go of where the guide comes from, at its end or before; so does the end of the last
 * reference. To be called when the worker is through, or to make it end. Any thread.
 */
void lineup_guide_feed_close (LineupGuideFeed *self);

/**
 * lineup_guide_feed_get_figures:
 *
 * Returns: how far it has come; main thread
 */
LineupGuideFigures lineup_guide_feed_get_figures (LineupGuideFeed *self);

/**
 * lineup_guide_feed_get_setup:
 *
 * Returns: hash of what else makes another guide of the same bytes: the version of the reader, the
 *   zone of times without one
 */
guint64 lineup_guide_feed_get_setup (LineupGuideFeed *self);

G_END_DECLS
