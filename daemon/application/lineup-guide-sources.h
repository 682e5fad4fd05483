/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account.h"
#include "lineup-clock.h"
#include "lineup-guide-choices.h"
#include "lineup-guide-proposals.h"
#include "lineup-guide-source-change.h"
#include "lineup-guide.h"
#include "lineup-secret-store.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_SOURCES (lineup_guide_sources_get_type ())
G_DECLARE_FINAL_TYPE (LineupGuideSources, lineup_guide_sources, LINEUP, GUIDE_SOURCES, GObject)

/* Number of sources that there can be. */
#define LINEUP_GUIDE_SOURCES_MAX 32

/**
 * LineupGuideSources:
 *
 * Where the guide of an account comes from, as a person changes it: a source is a choice, see
 * #LineupGuideChoices, and an address, which is a secret. Files are watched. Changes are made one
 * after the other, each wholly or not at all. For the main thread.
 *
 * Signal `wanted`, with the id of a source for which a person waits, or %NULL where a file has
 * changed: something of a guide may be other than what was read, so that it is to be read.
 */

/**
 * lineup_guide_sources_new:
 * @account: the settings
 * @secrets: has addresses
 * @choices: what a person has said so far
 * @proposals: what a playlist names, which a person may turn on
 * @guide: what has come of it
 * @clock: measures pauses
 *
 * Returns: (transfer full): the sources
 */
LineupGuideSources *lineup_guide_sources_new (LineupAccount *account,
                                              LineupSecretStore *secrets,
                                              LineupGuideChoices *choices,
                                              LineupGuideProposals *proposals,
                                              LineupGuide *guide,
                                              LineupClock *clock);

/**
 * lineup_guide_sources_get_choices:
 *
 * Returns: (transfer none): what a person has said so far
 */
LineupGuideChoices *lineup_guide_sources_get_choices (LineupGuideSources *self);

/**
 * lineup_guide_sources_get_proposals:
 *
 * Returns: (transfer none): what a playlist names
 */
LineupGuideProposals *lineup_guide_sources_get_proposals (LineupGuideSources *self);

/**
 * lineup_guide_sources_is_full:
 *
 * Returns: whether there are as many as can be
 */
gboolean lineup_guide_sources_is_full (LineupGuideSources *self);

/**
 * lineup_guide_sources_add_async:
 * @self: the sources
 * @change: what is to be added; all of it is copied
 * @cancellable: (nullable): ends the waiting for a keyring; what is being written is written
 * @callback: called when it is there
 * @user_data: for @callback
 */
void lineup_guide_sources_add_async (LineupGuideSources *self,
                                     const LineupGuideSourceChange *change,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_guide_sources_add_finish:
 * @error: %G_IO_ERROR_INVALID_ARGUMENT, which says what is wrong without a word of an address;
 *   %LINEUP_ERROR_KEYRING_LOCKED, %LINEUP_ERROR_STORAGE, %LINEUP_ERROR_DISK_FULL
 *
 * Returns: (transfer full): its id, or %NULL with an error
 */
char *
lineup_guide_sources_add_finish (LineupGuideSources *self, GAsyncResult *result, GError **error);

/**
 * lineup_guide_sources_update_async:
 * @self: the sources
 * @id: of a source
 * @change: what is to be another; all of it is copied
 * @cancellable: (nullable): as of lineup_guide_sources_add_async()
 * @callback: called when it is so
 * @user_data: for @callback
 */
void lineup_guide_sources_update_async (LineupGuideSources *self,
                                        const char *id,
                                        const LineupGuideSourceChange *change,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_guide_sources_remove_async:
 * @self: the sources
 * @id: of a source that a person has added
 * @cancellable: (nullable): as of lineup_guide_sources_add_async()
 * @callback: called when it is gone, and, unless the guide is busy, what it has brought, too
 * @user_data: for @callback
 */
void lineup_guide_sources_remove_async (LineupGuideSources *self,
                                        const char *id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_guide_sources_change_finish:
 * @self: the sources
 * @result: of an update or a removal
 * @error: %LINEUP_ERROR_NOT_FOUND, and as of lineup_guide_sources_add_finish()
 *
 * Returns: whether it is so
 */
gboolean
lineup_guide_sources_change_finish (LineupGuideSources *self, GAsyncResult *result, GError **error);

G_END_DECLS
