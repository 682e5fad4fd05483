/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-body.h"

G_BEGIN_DECLS

/**
 * lineup_playlist_probe_async:
 * @body: a body, which is closed
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when its beginning is there
 * @user_data: for @callback
 *
 * Finds out whether a body is an M3U playlist with something in it: panels give empty ones to
 * accounts that have ended.
 */
void lineup_playlist_probe_async (LineupBody *body,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * lineup_playlist_probe_finish:
 * @error: as of lineup_body_read_finish()
 *
 * Returns: whether it is one, as far as its beginning tells
 */
gboolean lineup_playlist_probe_finish (GAsyncResult *result, GError **error);

G_END_DECLS
