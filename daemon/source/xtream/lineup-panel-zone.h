/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_panel_zone_find:
 * @name: (nullable): what a panel calls its time zone, or what lineup_panel_zone_choose() said
 *
 * Knows the names of the zone database, such as `Europe/Paris`, and offsets: `UTC+3`, `GMT+3` and
 * `+03:00` are all east, whatever POSIX makes of them; also `(GMT+03:00) Istanbul` and `UTC+5:30`.
 *
 * Returns: (transfer full) (nullable): the zone, %NULL if it is unknown here
 */
GTimeZone *lineup_panel_zone_find (const char *name);

/**
 * lineup_panel_zone_choose:
 * @name: (nullable): what the panel calls its time zone
 * @time: the panel's clock (`timestamp_now`), Unix seconds, 0 if it has none
 * @clock: (nullable): the same moment as the panel's clock shows it (`time_now`)
 *
 * Finds out where a panel's clock is. Names are often no zones, or not the panel's: the difference
 * between @clock and @time is its offset at that moment. A zone that agrees is better, as it knows
 * of summer time at other dates. Where there is nothing to compare, the name is believed. Source:
 * xtream-wire-format, section 5.
 *
 * Returns: (transfer full) (nullable): a name for lineup_panel_zone_find(): the panel's own, or an
 *   offset such as `+03:00`; %NULL if there is none
 */
char *lineup_panel_zone_choose (const char *name, gint64 time, const char *clock);

G_END_DECLS
