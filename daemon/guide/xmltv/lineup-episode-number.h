/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_episode_number_read_ns:
 * @text: season, episode and part, counted from 0, each with or without how many there are, as in
 *   `1 . 4/12 . 0/2`; all may be missing
 * @season: (out): 1 for the first, -1 if unknown
 * @episode: (out): likewise
 *
 * Reads the system `xmltv_ns`. Source: xmltv.dtd, `episode-num`.
 *
 * Returns: whether it tells one of them
 */
gboolean lineup_episode_number_read_ns (const char *text, gint64 *season, gint64 *episode);

/**
 * lineup_episode_number_read_shown:
 * @text: as it is shown, such as `S44 E7802`, `E124` or `2x05`
 * @season: (out): 1 for the first, -1 if unknown
 * @episode: (out): likewise
 *
 * Reads the system `onscreen`.
 *
 * Returns: whether it tells one of them
 */
gboolean lineup_episode_number_read_shown (const char *text, gint64 *season, gint64 *episode);

G_END_DECLS
