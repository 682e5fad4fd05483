/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-source.h"

G_DEFINE_INTERFACE (LineupGuideSource, lineup_guide_source, G_TYPE_OBJECT)

static void
lineup_guide_source_default_init (LineupGuideSourceInterface *iface)
{
}

void
lineup_guide_source_set_known (LineupGuideSource *self,
                               const LineupGuideBlock *blocks,
                               guint n_blocks)
{
  g_return_if_fail (LINEUP_IS_GUIDE_SOURCE (self));

  LINEUP_GUIDE_SOURCE_GET_IFACE (self)->set_known (self, blocks, n_blocks);
}

LineupItemSourceState
lineup_guide_source_next (LineupGuideSource *self, LineupGuideElement *element, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SOURCE (self), LINEUP_ITEM_SOURCE_ERROR);

  return LINEUP_GUIDE_SOURCE_GET_IFACE (self)->next (self, element, error);
}

void
lineup_guide_source_wait (LineupGuideSource *self, LineupReadyFunc ready, gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE_SOURCE (self));

  LINEUP_GUIDE_SOURCE_GET_IFACE (self)->wait (self, ready, user_data);
}

gboolean
lineup_guide_source_decode_channel (LineupGuideSource *self,
                                    const LineupGuideElement *element,
                                    LineupGuideChannel *channel)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SOURCE (self), FALSE);

  return LINEUP_GUIDE_SOURCE_GET_IFACE (self)->decode_channel (self, element, channel);
}

gboolean
lineup_guide_source_decode_programme (LineupGuideSource *self,
                                      const LineupGuideElement *element,
                                      LineupProgramme *programme)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SOURCE (self), FALSE);

  return LINEUP_GUIDE_SOURCE_GET_IFACE (self)->decode_programme (self, element, programme);
}

guint
lineup_guide_source_get_n_same (LineupGuideSource *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SOURCE (self), 0);

  return LINEUP_GUIDE_SOURCE_GET_IFACE (self)->get_n_same (self);
}

GArray *
lineup_guide_source_get_blocks (LineupGuideSource *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SOURCE (self), NULL);

  return LINEUP_GUIDE_SOURCE_GET_IFACE (self)->get_blocks (self);
}

guint64
lineup_guide_source_get_rejected (LineupGuideSource *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SOURCE (self), 0);

  return LINEUP_GUIDE_SOURCE_GET_IFACE (self)->get_rejected (self);
}
