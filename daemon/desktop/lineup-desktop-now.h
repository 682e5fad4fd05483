/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide.h"

G_BEGIN_DECLS

/**
 * lineup_desktop_now_find_async:
 * @guide: an account's guide
 * @text: what was typed so far
 * @now: Unix seconds
 * @cancellable: (nullable): ends it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Finds what is on by its title. A guide without anything in it is not asked.
 */
void lineup_desktop_now_find_async (LineupGuide *guide,
                                    const char *text,
                                    gint64 now,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_desktop_now_read_async:
 * @guide: an account's guide
 * @channels: (element-type gint64): the catalogue's ids
 * @now: Unix seconds
 * @cancellable: (nullable): ends it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads what is on at channels. A guide without anything in it is not asked.
 */
void lineup_desktop_now_read_async (LineupGuide *guide,
                                    const GArray *channels,
                                    gint64 now,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_desktop_now_finish:
 * @guide: an account's guide
 * @result: of either of the two
 * @error: as lineup_guide_read_finish()
 *
 * Returns: (transfer full) (element-type gint64 utf8): titles of what is on, by the channels' ids;
 *   channels of which nothing is known are not there
 */
GHashTable *lineup_desktop_now_finish (LineupGuide *guide, GAsyncResult *result, GError **error);

G_END_DECLS
