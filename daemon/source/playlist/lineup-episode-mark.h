/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-m3u-splitter.h"

G_BEGIN_DECLS

/**
 * LineupEpisodeMark:
 * @before: what stands before it, without separators: the name of a series
 * @after: what stands behind it, without separators: the title of an episode
 * @season: its season, 1 if it tells none
 * @number: its number
 *
 * What in a title says that it is of an episode, such as `Demo S01E02 - Title`.
 */
typedef struct
{
  LineupM3uText before;
  LineupM3uText after;
  guint season;
  guint number;
} LineupEpisodeMark;

/**
 * lineup_episode_mark_find:
 * @title: a title, in UTF-8
 * @mark: (out): what it says
 *
 * Finds `S01E02`, `S1 E2`, `1x02`, `Season 1 Episode 2` in some languages, `Folge 3` and `2 серия`.
 * `Episode 4` alone is in names of movies, too, and is none.
 *
 * Returns: whether there is one
 */
gboolean lineup_episode_mark_find (LineupM3uText title, LineupEpisodeMark *mark);

G_END_DECLS
