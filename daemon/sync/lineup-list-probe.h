/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-source.h"

G_BEGIN_DECLS

/**
 * lineup_list_probe_async:
 * @panel: whom to ask
 * @list: for which list
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the answer has begun, or there is none
 * @user_data: for @callback
 *
 * Asks for a list, and reads no more of it than tells whether it is one.
 */
void lineup_list_probe_async (LineupPanel *panel,
                              LineupList list,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * lineup_list_probe_finish:
 * @panel: whom was asked
 * @result: what the callback got
 * @error: of lineup_panel_open_list_finish(), or why the answer is no list: see
 *   %LINEUP_ERROR_TRAIT_ACCOUNT
 *
 * Returns: whether a list has begun to arrive
 */
gboolean lineup_list_probe_finish (LineupPanel *panel, GAsyncResult *result, GError **error);

G_END_DECLS
