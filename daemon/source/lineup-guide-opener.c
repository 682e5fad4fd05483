/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-opener.h"

G_DEFINE_INTERFACE (LineupGuideOpener, lineup_guide_opener, G_TYPE_OBJECT)

static void
lineup_guide_opener_default_init (LineupGuideOpenerInterface *iface)
{
}

void
lineup_guide_opener_open_async (LineupGuideOpener *self,
                                const char *source,
                                gint64 patience,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE_OPENER (self));
  g_return_if_fail (source != NULL);

  LINEUP_GUIDE_OPENER_GET_IFACE (self)->open_async (
      self, source, patience, cancellable, callback, user_data);
}

LineupGuideFeed *
lineup_guide_opener_open_finish (LineupGuideOpener *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_OPENER (self), NULL);

  return LINEUP_GUIDE_OPENER_GET_IFACE (self)->open_finish (self, result, error);
}
