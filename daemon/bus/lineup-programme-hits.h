/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * LineupProgrammeQuery:
 * @accounts: (array zero-terminated=1) (nullable): ids of accounts, for who searches several
 * @replaces: (nullable): what the caller calls the search that this one replaces
 * @limit: broadcasts, at most
 * @tells_account: whether hits say of which account they are; to be set before it is run
 *
 * What a caller looks for in guides. Has a reference count; may be run for several accounts.
 */
typedef struct
{
  const char **accounts; /* (owned) (nullable) */
  const char *replaces;  /* (unowned) (nullable) */
  guint limit;
  gboolean tells_account;
  /*< private >*/
  GVariant *options;    /* (owned): has the strings of what is here */
  char *text;           /* (owned) */
  const char **fields;  /* (owned) (nullable): %NULL for all */
  const char *category; /* (unowned) (nullable) */
  GArray *items;        /* (owned) (element-type gint64): channels that are asked for */
  LineupGuideQuery query;
} LineupProgrammeQuery;

/**
 * lineup_programme_query_new:
 * @text: what is typed
 * @options: an `a{sv}`
 * @now: Unix seconds
 * @error: a key has the wrong type, a number is out of range, or the text is longer than anybody
 *   types
 *
 * Returns: (transfer full): what is looked for
 */
LineupProgrammeQuery *
lineup_programme_query_new (const char *text, GVariant *options, gint64 now, GError **error);

LineupProgrammeQuery *lineup_programme_query_ref (LineupProgrammeQuery *self);

void lineup_programme_query_unref (LineupProgrammeQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupProgrammeQuery, lineup_programme_query_unref)

/**
 * lineup_programme_query_widen:
 * @self: a query that was not run
 *
 * Forgets channels and category: their ids are an account's own.
 */
void lineup_programme_query_widen (LineupProgrammeQuery *self);

/**
 * lineup_programme_hits_find_async:
 * @subscription: whose guide is searched
 * @query: what is looked for
 * @cancellable: (nullable): interrupts it
 * @callback: called when it has been searched
 * @user_data: for @callback
 */
void lineup_programme_hits_find_async (LineupSubscription *subscription,
                                       LineupProgrammeQuery *query,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_programme_hits_find_finish:
 * @error: %LINEUP_ERROR_TIMEOUT, %LINEUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED,
 *   %G_DBUS_ERROR_LIMITS_EXCEEDED
 *
 * Returns: (transfer full): what was found, an `aa{sv}`
 */
GVariant *lineup_programme_hits_find_finish (LineupSubscription *subscription,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
