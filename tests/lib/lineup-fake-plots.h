/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-random.h"

G_BEGIN_DECLS

/**
 * LineupFakePlots:
 *
 * Plots in which words follow one another as they do in real ones, so that as many different words
 * come as often: what an index of words costs depends on that. Any thread may ask for some once all
 * are learnt.
 */
typedef struct _LineupFakePlots LineupFakePlots;

/**
 * lineup_fake_plots_new:
 *
 * Returns: (transfer full): no plots
 */
LineupFakePlots *lineup_fake_plots_new (void);

/**
 * lineup_fake_plots_free:
 * @self: (transfer full): plots
 */
void lineup_fake_plots_free (LineupFakePlots *self);

/**
 * lineup_fake_plots_learn:
 * @self: plots
 * @plot: a real one; if it is empty, nothing happens
 */
void lineup_fake_plots_learn (LineupFakePlots *self, const char *plot);

/**
 * lineup_fake_plots_add:
 * @self: plots
 * @random: decides
 * @length: bytes
 * @plot: becomes at least so long, unless nothing was learnt
 */
void
lineup_fake_plots_add (LineupFakePlots *self, LineupRandom *random, gsize length, GString *plot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFakePlots, lineup_fake_plots_free)

G_END_DECLS
