/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupCtlGrid:
 *
 * What is on at channels, side by side: a line a channel, as wide as a screen, on which each
 * programme has room for as long as it takes. What has no room at all is left out.
 */
typedef struct _LineupCtlGrid LineupCtlGrid;

/**
 * lineup_ctl_grid_new:
 * @width: columns of the screen
 * @from: Unix seconds: where it begins; taken back to the half of an hour
 * @hours: how long it is; 0 for what there is room for
 *
 * Returns: (transfer full): a grid without channels
 */
LineupCtlGrid *lineup_ctl_grid_new (guint width, guint64 from, guint hours);

/**
 * lineup_ctl_grid_free:
 * @self: (transfer full): a grid
 */
void lineup_ctl_grid_free (LineupCtlGrid *self);

/**
 * lineup_ctl_grid_get_from:
 *
 * Returns: Unix seconds: where it begins
 */
guint64 lineup_ctl_grid_get_from (LineupCtlGrid *self);

/**
 * lineup_ctl_grid_get_until:
 *
 * Returns: Unix seconds: where it ends
 */
guint64 lineup_ctl_grid_get_until (LineupCtlGrid *self);

/**
 * lineup_ctl_grid_draw_head:
 * @self: a grid
 * @zone: whose hours it shows
 *
 * Returns: (transfer full): the line above the channels: the day, and each half of an hour
 */
char *lineup_ctl_grid_draw_head (LineupCtlGrid *self, GTimeZone *zone);

/**
 * lineup_ctl_grid_begin_row:
 * @self: a grid
 * @name: of a channel, in whatever characters
 */
void lineup_ctl_grid_begin_row (LineupCtlGrid *self, const char *name);

/**
 * lineup_ctl_grid_add:
 * @self: a grid, of which a row was begun
 * @start: Unix seconds
 * @end: Unix seconds
 * @title: of a programme, in whatever characters
 *
 * Adds what is on next at the channel.
 */
void lineup_ctl_grid_add (LineupCtlGrid *self, guint64 start, guint64 end, const char *title);

/**
 * lineup_ctl_grid_end_row:
 *
 * Returns: (transfer full): the channel's line
 */
char *lineup_ctl_grid_end_row (LineupCtlGrid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCtlGrid, lineup_ctl_grid_free)

G_END_DECLS
