/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupCtlProgress:
 *
 * A line that tells how far a sync is, and is written anew when it is further. As wide as the
 * terminal, whatever width that comes to have.
 */
typedef struct _LineupCtlProgress LineupCtlProgress;

/**
 * lineup_ctl_progress_new:
 *
 * Returns: (transfer full): a line that does not show yet
 */
LineupCtlProgress *lineup_ctl_progress_new (void);

/**
 * lineup_ctl_progress_free:
 * @self: (transfer full): a line
 */
void lineup_ctl_progress_free (LineupCtlProgress *self);

/**
 * lineup_ctl_progress_update:
 * @self: a line
 * @percentage: of the sync
 * @step: the step that runs, or the source that is read
 * @details: as of the signals `Progress` and `GuideProgress`
 *
 * Shows how far the sync is.
 */
void lineup_ctl_progress_update (LineupCtlProgress *self,
                                 guint percentage,
                                 const char *step,
                                 GVariant *details);

/**
 * lineup_ctl_progress_tell:
 * @self: a line
 * @text: what there is to say while nothing moves
 */
void lineup_ctl_progress_tell (LineupCtlProgress *self, const char *text);

/**
 * lineup_ctl_progress_hide:
 *
 * Takes the line away, for another one to be printed in its place.
 */
void lineup_ctl_progress_hide (LineupCtlProgress *self);

/**
 * lineup_ctl_progress_show:
 *
 * Writes the line anew.
 */
void lineup_ctl_progress_show (LineupCtlProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCtlProgress, lineup_ctl_progress_free)

G_END_DECLS
