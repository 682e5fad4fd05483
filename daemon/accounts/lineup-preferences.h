/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-wish-list.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_PREFERENCES (lineup_preferences_get_type ())
G_DECLARE_FINAL_TYPE (LineupPreferences, lineup_preferences, LINEUP, PREFERENCES, GObject)

/**
 * LineupPreferences:
 *
 * What a person has set for all accounts together. It is kept in a key file, 0600, replaced
 * atomically; one that can't be read is left as it is. For the main thread.
 *
 * Property `desktop-shows-adult`: whether desktops' searches show what is for adults. Notifies.
 *
 * Property `preferred`: the wishes as text, see lineup_wish_list_get_text(). Notifies.
 */

/**
 * lineup_preferences_new:
 * @path: the file; its folder is made when needed (0700)
 *
 * Reads the file, and reports in the log what it has to skip. Blocks: for start-up.
 *
 * Returns: (transfer full): the preferences
 */
LineupPreferences *lineup_preferences_new (const char *path);

/**
 * lineup_preferences_get_shows_adult:
 *
 * Returns: whether desktops' searches show what is for adults
 */
gboolean lineup_preferences_get_shows_adult (LineupPreferences *self);

/**
 * lineup_preferences_get_wishes:
 *
 * Returns: (transfer none): which qualities and languages are wanted
 */
LineupWishList *lineup_preferences_get_wishes (LineupPreferences *self);

/**
 * lineup_preferences_set_shows_adult_async:
 * @self: the preferences
 * @shows_adult: what it is to be
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 */
void lineup_preferences_set_shows_adult_async (LineupPreferences *self,
                                               gboolean shows_adult,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

/**
 * lineup_preferences_set_preferred_async:
 * @self: the preferences
 * @preferred: what it is to be, see lineup_wish_list_parse()
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: called when it is on the disk
 * @user_data: for @callback
 */
void lineup_preferences_set_preferred_async (LineupPreferences *self,
                                             const char *preferred,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/**
 * lineup_preferences_set_finish:
 * @error: %G_IO_ERROR_INVALID_ARGUMENT; %LINEUP_ERROR_DISK_FULL or %LINEUP_ERROR_STORAGE: then all
 *   is as it was
 */
gboolean
lineup_preferences_set_finish (LineupPreferences *self, GAsyncResult *result, GError **error);

G_END_DECLS
