/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_TOKEN_BUCKET (lineup_token_bucket_get_type ())
G_DECLARE_FINAL_TYPE (LineupTokenBucket, lineup_token_bucket, LINEUP, TOKEN_BUCKET, GObject)

/* Tokens of a full bucket, and microseconds until there is another one. xtream-wire-format, "Rate
 * limit / bans": what panels put up with. A sync is seven requests. */
#define LINEUP_TOKEN_BUCKET_SIZE     8
#define LINEUP_TOKEN_BUCKET_INTERVAL (G_USEC_PER_SEC / 2)

/* Microseconds between requests, before the next one, and until it goes faster again, once a host
 * has refused one. */
#define LINEUP_TOKEN_BUCKET_MAX_INTERVAL (30 * G_USEC_PER_SEC)
#define LINEUP_TOKEN_BUCKET_MAX_PAUSE    (60 * G_USEC_PER_SEC)
#define LINEUP_TOKEN_BUCKET_RECOVERY     (10 * G_TIME_SPAN_MINUTE)

/**
 * LineupTokenBucket:
 *
 * What one host gets of requests: a few at once, more only at a steady pace. Each request takes a
 * token; the bucket begins full and gets a new one every %LINEUP_TOKEN_BUCKET_INTERVAL until it is
 * full again. So no span of time sees more requests than %LINEUP_TOKEN_BUCKET_SIZE and one for each
 * interval in it. Who comes while there is none waits, first come, first served.
 *
 * A host that refuses has had too many: the interval doubles each time, up to
 * %LINEUP_TOKEN_BUCKET_MAX_INTERVAL, and nothing is saved up any more. Only when it has refused
 * nothing for %LINEUP_TOKEN_BUCKET_RECOVERY, which is longer than a slow sync takes for its
 * requests, the interval is halved again, and so on.
 *
 * For the main thread.
 */

/**
 * lineup_token_bucket_new:
 * @clock: measures the pace
 *
 * Returns: (transfer full): a full bucket
 */
LineupTokenBucket *lineup_token_bucket_new (LineupClock *clock);

/**
 * lineup_token_bucket_is_full:
 *
 * Returns: whether it is as good as new
 */
gboolean lineup_token_bucket_is_full (LineupTokenBucket *self);

/**
 * lineup_token_bucket_refuse:
 * @self: a bucket
 * @pause: microseconds that the host wants to be left alone, of which up to
 *   %LINEUP_TOKEN_BUCKET_MAX_PAUSE is honoured; 0 if it did not say
 *
 * The host has refused a request. The next one, whoever's it is, leaves after an interval and
 * @pause at the earliest.
 */
void lineup_token_bucket_refuse (LineupTokenBucket *self, gint64 pause);

/**
 * lineup_token_bucket_take_async:
 * @self: a bucket
 * @cancellable: (nullable): gives up waiting, and takes nothing
 * @callback: called when there was a token
 * @user_data: for @callback
 *
 * Takes a token, or waits for one.
 */
void lineup_token_bucket_take_async (LineupTokenBucket *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_token_bucket_take_finish:
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the request may leave
 */
gboolean
lineup_token_bucket_take_finish (LineupTokenBucket *self, GAsyncResult *result, GError **error);

G_END_DECLS
