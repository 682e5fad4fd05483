/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SHORT_GUIDE (lineup_short_guide_get_type ())
G_DECLARE_FINAL_TYPE (LineupShortGuide, lineup_short_guide, LINEUP, SHORT_GUIDE, GObject)

/**
 * LineupShortGuide:
 *
 * What a source says of one channel: a #LineupGuideSource that has all of it at once. The guide's
 * channel goes by the catalogue's id.
 */

/**
 * lineup_short_guide_new:
 * @channel: the catalogue's id of a channel
 *
 * Returns: (transfer full): a guide with nothing in it
 */
LineupShortGuide *lineup_short_guide_new (gint64 channel);

/**
 * lineup_short_guide_add:
 * @self: a guide that is being filled in
 * @start: Unix seconds
 * @stop: Unix seconds, 0 if unknown
 * @title: of the programme, valid UTF-8; nothing is added without one
 * @description: (nullable): likewise
 * @language: (nullable): of both
 */
void lineup_short_guide_add (LineupShortGuide *self,
                             gint64 start,
                             gint64 stop,
                             const char *title,
                             const char *description,
                             const char *language);

/**
 * lineup_short_guide_get_n_programmes:
 *
 * Returns: how many there are
 */
guint lineup_short_guide_get_n_programmes (LineupShortGuide *self);

G_END_DECLS
