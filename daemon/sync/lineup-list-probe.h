/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-source.h"

G_BEGIN_DECLS

/**
 * lineup_list_probe_async:
 * @source: whom to ask
 * @list: for which list
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the answer has begun, or there is none
 * @user_data: for @callback
 *
 * Asks for a list, and reads no more of it than tells whether it is one.
 */
void lineup_list_probe_async (LineupSource *source,
                              LineupList list,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * lineup_list_probe_finish:
 * @source: whom was asked
 * @result: what the callback got
 * @error: of lineup_source_open_list_finish(), or why the answer is no list: see
 *   %LINEUP_ERROR_TRAIT_ACCOUNT
 *
 * Returns: whether a list has begun to arrive
 */
gboolean lineup_list_probe_finish (LineupSource *source, GAsyncResult *result, GError **error);

G_END_DECLS
