/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-details.h"

G_BEGIN_DECLS

/**
 * lineup_episode_title_make:
 * @episode: an episode
 * @series: (nullable): name of its series
 *
 * Makes what an episode is called where it stands alone: `Series – S01E02 – Title`. Panels often
 * write the name of the series and the number into the title, which are not said twice.
 *
 * Returns: (transfer full): the title
 */
char *lineup_episode_title_make (const LineupEpisode *episode, const char *series);

G_END_DECLS
