/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-call.h"
#include "lineup-roster.h"

G_BEGIN_DECLS

/**
 * LineupGatheringParts:
 * @begin: asks one account: as all asynchronous functions, whose source is the subscription
 * @finish: returns what an account has, with a full reference, or %NULL with an error
 * @free_part: frees what @finish returns
 * @answer: makes a reply out of what all accounts have, those in the order of their ids; or %NULL
 *   with an error
 * @free_query: frees the query
 *
 * How all accounts are asked for the same.
 */
typedef struct
{
  void (*begin) (LineupSubscription *subscription,
                 gpointer query,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data);
  gpointer (*finish) (LineupSubscription *subscription, GAsyncResult *result, GError **error);
  GDestroyNotify free_part;
  GVariant *(*answer) (GPtrArray *parts, gpointer query, GError **error);
  GDestroyNotify free_query;
} LineupGatheringParts;

/**
 * lineup_gathering_queue:
 * @call: (transfer full): a call that was received
 * @roster: the accounts
 * @accounts: (nullable) (array zero-terminated=1): ids of those that are asked, %NULL for all
 * @parts: static; how they are asked
 * @query: (transfer full): what for
 *
 * Has a call read all accounts at once when its turn has come, each on its own threads, and reply
 * with what they have together. One that fails does not keep the others from being told; where all
 * that were asked fail, the first error is the reply. For the main thread.
 */
void lineup_gathering_queue (LineupCall *call,
                             LineupRoster *roster,
                             const char *const *accounts,
                             const LineupGatheringParts *parts,
                             gpointer query);

G_END_DECLS
