/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-guide-choices.h"
#include "lineup-guide.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_MATCHING (lineup_guide_matching_get_type ())
G_DECLARE_FINAL_TYPE (LineupGuideMatching, lineup_guide_matching, LINEUP, GUIDE_MATCHING, GObject)

/**
 * LineupGuideMatching:
 *
 * Keeps the channels of an account's catalogue matched with those of its guide: whenever the
 * catalogue's channels, or what a person has said of the guide, are others. Runs follow one
 * another, and each takes things as they are when it begins. For the main thread; what it reads is
 * read on others.
 */

/**
 * lineup_guide_matching_new:
 * @account: account id, for the log
 * @catalogue: has the channels
 * @guide: has the guide's
 * @choices: what a person has said
 *
 * Returns: (transfer full): a matching that follows them from now on
 */
LineupGuideMatching *lineup_guide_matching_new (const char *account,
                                                LineupCatalogue *catalogue,
                                                LineupGuide *guide,
                                                LineupGuideChoices *choices);

/**
 * lineup_guide_matching_make_plan_async:
 * @self: a matching
 * @cancellable: (nullable): interrupts the reading
 * @callback: called when it is made
 * @user_data: for @callback
 *
 * Makes a plan of the catalogue and the choices as they are now.
 */
void lineup_guide_matching_make_plan_async (LineupGuideMatching *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/**
 * lineup_guide_matching_make_plan_finish:
 * @error: %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the plan
 */
LineupMatchPlan *lineup_guide_matching_make_plan_finish (LineupGuideMatching *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/**
 * lineup_guide_matching_run_async:
 * @self: a matching
 * @cancellable: (nullable): waits no longer; it is done all the same
 * @callback: called when channels are matched as things are now
 * @user_data: for @callback
 */
void lineup_guide_matching_run_async (LineupGuideMatching *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_guide_matching_run_finish:
 * @error: %LINEUP_ERROR_DATABASE, %LINEUP_ERROR_DISK_FULL, %G_IO_ERROR_CANCELLED
 */
gboolean
lineup_guide_matching_run_finish (LineupGuideMatching *self, GAsyncResult *result, GError **error);

/**
 * lineup_guide_matching_stop:
 * @self: a matching
 *
 * Follows nothing any more, and gives up what runs, as the account's databases are to be closed.
 */
void lineup_guide_matching_stop (LineupGuideMatching *self);

G_END_DECLS
