/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-feed.h"

G_DEFINE_INTERFACE (LineupGuideFeed, lineup_guide_feed, LINEUP_TYPE_GUIDE_SOURCE)

static void
lineup_guide_feed_default_init (LineupGuideFeedInterface *iface)
{
}

void
lineup_guide_feed_close (LineupGuideFeed *self)
{
  g_return_if_fail (LINEUP_IS_GUIDE_FEED (self));

  LINEUP_GUIDE_FEED_GET_IFACE (self)->close (self);
}

LineupGuideFigures
lineup_guide_feed_get_figures (LineupGuideFeed *self)
{
  const LineupGuideFigures none = { .length = -1 };

  g_return_val_if_fail (LINEUP_IS_GUIDE_FEED (self), none);

  return LINEUP_GUIDE_FEED_GET_IFACE (self)->get_figures (self);
}

guint64
lineup_guide_feed_get_setup (LineupGuideFeed *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_FEED (self), 0);

  return LINEUP_GUIDE_FEED_GET_IFACE (self)->get_setup (self);
}
