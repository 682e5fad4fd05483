/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-playable.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * LineupStreamRequest:
 * @kind: of the item to play; of an episode, series
 * @is_episode: whether it is an episode
 * @id: of the item, or the episode, to play
 * @format: (nullable): `ts` or `m3u8`, for channels; %NULL for what the account allows
 * @start: for catch-up: Unix seconds; 0 for what a channel shows now
 * @end: for catch-up: Unix seconds; 0 if @duration says it
 * @duration: for catch-up: minutes; 0 if @end says it
 * @programme: for catch-up: id of a programme of the channel's, 0 if the times say what to play
 * @now: Unix seconds: tells what of the guide can be played
 *
 * What a player wants to play.
 */
typedef struct
{
  LineupKind kind;
  gboolean is_episode;
  gint64 id;
  const char *format; /* (unowned) (nullable) */
  guint64 start;
  guint64 end;
  guint duration;
  gint64 programme;
  gint64 now;
} LineupStreamRequest;

/**
 * lineup_stream_lookup_run_async:
 * @subscription: the account
 * @request: what to play; not needed after this returns
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all is known that a player needs
 * @user_data: for @callback
 *
 * Builds the URL of a stream and says how to play it, out of what the catalogue and the last sync
 * know: no panel is asked.
 */
void lineup_stream_lookup_run_async (LineupSubscription *subscription,
                                     const LineupStreamRequest *request,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_stream_lookup_run_finish:
 * @subscription: the account
 * @result: what the callback got
 * @error: %G_IO_ERROR_INVALID_ARGUMENT for a stream that can't be; %LINEUP_ERROR_NOT_FOUND for an
 *   item that is not in the catalogue, an episode of which no known details tell, or a programme
 * that is not in the guide, or not in the channel's archive any more; an error of
 *   lineup_guide_get_programme_finish(),
 * lineup_catalogue_read_finish() or lineup_secret_store_lookup_finish()
 *
 * Returns: (transfer full): what to play, with a secret in it: to be handed to the player and
 *   nobody else; or %NULL with an error
 */
LineupPlayable *lineup_stream_lookup_run_finish (LineupSubscription *subscription,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
