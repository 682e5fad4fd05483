/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-short-guide.h"

G_BEGIN_DECLS

/**
 * lineup_short_guide_decode:
 * @body: what a panel answers to `get_short_epg` or `get_simple_data_table`
 * @channel: the catalogue's id of the channel that was asked for
 * @panel_zone: (nullable): of the panel, see lineup_panel_zone_find()
 * @error: %LINEUP_ERROR_MALFORMED_DATA: it is none of that
 *
 * Reads what is on at a channel (xtream-wire-format, sections 1 and 5). Texts are base64, or as
 * they are: that of all of them that they are the same tells. Of the two ways in which a time is
 * written, the clock that the panel shows is right where they differ.
 *
 * Returns: (transfer full): what it says, which may be nothing; or %NULL with an error
 */
LineupShortGuide *
lineup_short_guide_decode (GBytes *body, gint64 channel, const char *panel_zone, GError **error);

G_END_DECLS
