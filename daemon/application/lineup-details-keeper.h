/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-hosts.h"
#include "lineup-source-provider.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DETAILS_KEEPER (lineup_details_keeper_get_type ())
G_DECLARE_FINAL_TYPE (LineupDetailsKeeper, lineup_details_keeper, LINEUP, DETAILS_KEEPER, GObject)

/* Microseconds: a caller waits for it. */
#define LINEUP_DETAILS_KEEPER_LIMIT (20 * G_USEC_PER_SEC)

/* Microseconds for which the panel is not asked again. */
#define LINEUP_DETAILS_KEEPER_FRESH (24 * G_TIME_SPAN_HOUR)

/* Microseconds, likewise, when it had nothing to say. */
#define LINEUP_DETAILS_KEEPER_PATIENCE (15 * G_TIME_SPAN_MINUTE)

/**
 * LineupDetailsKeeper:
 *
 * Has the details of one account's movies and series: asks the panel when they are asked for first,
 * again after a day, or when a sync has changed the item, and keeps what it says in the catalogue.
 * An answer that says nothing leaves what was known; the panel is asked again after a quarter of an
 * hour. For the main thread.
 *
 * Whoever gets an answer finds it in the catalogue from then on, unless it could not be stored.
 *
 * Property `enabled`: whether the panel may be asked.
 */

/**
 * lineup_details_keeper_new:
 * @account: account id
 * @provider: has the panel; not referenced, has to outlive this object or its
 *   lineup_details_keeper_stop()
 * @catalogue: has the items
 * @hosts: have the clock, for all times
 *
 * Returns: (transfer full): a keeper
 */
LineupDetailsKeeper *lineup_details_keeper_new (const char *account,
                                                LineupSourceProvider *provider,
                                                LineupCatalogue *catalogue,
                                                LineupHosts *hosts);

/**
 * lineup_details_keeper_get_async:
 * @self: a keeper
 * @kind: movies or series
 * @id: of the item
 * @refresh: whether to ask the panel although what is known is fresh
 * @cancellable: (nullable): ends the waiting, and the request if nobody else waits for it
 * @callback: called within %LINEUP_DETAILS_KEEPER_LIMIT
 * @user_data: for @callback
 *
 * Gets what is known of an item beyond its list. Where the panel has to be asked it is asked once,
 * also for several callers.
 */
void lineup_details_keeper_get_async (LineupDetailsKeeper *self,
                                      LineupKind kind,
                                      gint64 id,
                                      gboolean refresh,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_details_keeper_get_finish:
 * @self: a keeper
 * @result: what the callback got
 * @details: (out) (transfer full) (nullable): the details, also old ones if the panel had no
 * others, and %NULL if none were ever known; for lineup_details_apply(), as they may be of another
 * version of the item
 * @reason: (out) (transfer full) (nullable): why the panel had no news: what
 *   lineup_source_fetch_details_finish() or lineup_source_provider_get_source_finish() says,
 *   %LINEUP_ERROR_DISABLED, or %LINEUP_ERROR_NOT_FOUND if it said nothing
 * @error: %LINEUP_ERROR_NOT_FOUND without a request; where nothing is known, what keeps us from
 *   asking, such as %LINEUP_ERROR_AUTH_FAILED, or from trusting the answer;
 *   %LINEUP_ERROR_DATABASE, %LINEUP_ERROR_CANCELLED, %LINEUP_ERROR_SHUTTING_DOWN
 */
gboolean lineup_details_keeper_get_finish (LineupDetailsKeeper *self,
                                           GAsyncResult *result,
                                           LineupDetails **details,
                                           GError **reason,
                                           GError **error);

/**
 * lineup_details_keeper_cancel:
 * @self: a keeper
 *
 * Ends all requests; who waits for one gets %LINEUP_ERROR_CANCELLED at once.
 */
void lineup_details_keeper_cancel (LineupDetailsKeeper *self);

/**
 * lineup_details_keeper_stop:
 * @self: a keeper
 *
 * The same, and nothing is asked any more.
 */
void lineup_details_keeper_stop (LineupDetailsKeeper *self);

/**
 * LineupDetailsKeeper::stored:
 * @self: the keeper
 * @kind: the #LineupKind of an item, as a guint
 *
 * More is known of an item, and is in the catalogue.
 */

G_END_DECLS
