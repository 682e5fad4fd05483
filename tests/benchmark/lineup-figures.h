/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-meter.h"

G_BEGIN_DECLS

/**
 * LineupFigures:
 *
 * Everything that was measured for lists of one size: under each name one number a run, or many.
 */
typedef struct _LineupFigures LineupFigures;

/**
 * lineup_figures_new:
 *
 * Returns: (transfer full): no figures
 */
LineupFigures *lineup_figures_new (void);

/**
 * lineup_figures_free:
 * @self: (transfer full): figures
 */
void lineup_figures_free (LineupFigures *self);

/**
 * lineup_figures_add:
 * @self: figures
 * @name: what was measured
 * @value: what came of it
 */
void lineup_figures_add (LineupFigures *self, const char *name, double value);

/**
 * lineup_figures_add_cost:
 * @self: figures
 * @name: what it was that cost so much
 * @cost: adds `NAME.wall`, `NAME.cpu` and so on
 */
void lineup_figures_add_cost (LineupFigures *self, const char *name, const LineupCost *cost);

/**
 * lineup_figures_get_last:
 *
 * Returns: what was added last under a name, NaN if nothing was
 */
double lineup_figures_get_last (LineupFigures *self, const char *name);

/**
 * lineup_figures_get_median:
 *
 * Returns: the median of what was added under a name, NaN if nothing was
 */
double lineup_figures_get_median (LineupFigures *self, const char *name);

/**
 * lineup_figures_get_percentile:
 * @self: figures
 * @name: what was measured
 * @percent: 0 to 100
 *
 * Returns: a percentile of what was added under a name, NaN if nothing was
 */
double lineup_figures_get_percentile (LineupFigures *self, const char *name, guint percent);

/**
 * lineup_figures_get_count:
 *
 * Returns: how much was added under a name
 */
guint lineup_figures_get_count (LineupFigures *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFigures, lineup_figures_free)

G_END_DECLS
