/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-desktop-probe.h"
#include "lineup-launcher.h"
#include "lineup-preferences.h"
#include "lineup-roster.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DESKTOP_SEARCH (lineup_desktop_search_get_type ())
G_DECLARE_FINAL_TYPE (LineupDesktopSearch, lineup_desktop_search, LINEUP, DESKTOP_SEARCH, GObject)

/* Characters below which a text is no search, unless it is of a script that writes words so. */
#define LINEUP_DESKTOP_SEARCH_MIN_LENGTH 2

/**
 * LineupDesktopSearch:
 *
 * What the search of a desktop's shell gets: the best of all accounts, and channels at which
 * something is on that is called so, without what panels mark as for adults unless a person wants
 * that. Channels tell what is on. For the main thread; the catalogues and the guides are read on
 * their own.
 */

/**
 * lineup_desktop_search_new:
 * @roster: the accounts
 * @preferences: tell whether to show what is for adults
 * @launcher: plays what a person chooses
 * @clock: tells what is on
 *
 * Returns: (transfer full): the search
 */
LineupDesktopSearch *lineup_desktop_search_new (LineupRoster *roster,
                                                LineupPreferences *preferences,
                                                LineupLauncher *launcher,
                                                LineupClock *clock);

/**
 * lineup_desktop_search_find_async:
 * @self: the search
 * @text: what was typed so far
 * @cancellable: (nullable): ends the search, which then has found nothing
 * @callback: called when all accounts have been searched
 * @user_data: for @callback
 */
void lineup_desktop_search_find_async (LineupDesktopSearch *self,
                                       const char *text,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_desktop_search_find_finish:
 *
 * An account that can't be searched is reported in the log, and has nothing to offer.
 *
 * Returns: (transfer full) (element-type LineupDesktopResult): at most
 *   %LINEUP_DESKTOP_SEARCH_LIMIT results, the best first
 */
GPtrArray *lineup_desktop_search_find_finish (LineupDesktopSearch *self, GAsyncResult *result);

/**
 * lineup_desktop_search_describe_async:
 * @self: the search
 * @references: (array zero-terminated=1): what to describe
 * @cancellable: (nullable): ends the reading; what was not read is not there then
 * @callback: called when all have been looked up
 * @user_data: for @callback
 */
void lineup_desktop_search_describe_async (LineupDesktopSearch *self,
                                           const char *const *references,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

/**
 * lineup_desktop_search_describe_finish:
 *
 * Returns: (transfer full) (element-type LineupDesktopResult): a result for each reference, in
 * their order, also where there is no such item
 */
GPtrArray *lineup_desktop_search_describe_finish (LineupDesktopSearch *self, GAsyncResult *result);

/**
 * lineup_desktop_search_open_async:
 * @self: the search
 * @reference: of a result
 * @token: (nullable): lets a window come to the front
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when a player has been told
 * @user_data: for @callback
 */
void lineup_desktop_search_open_async (LineupDesktopSearch *self,
                                       const char *reference,
                                       const char *token,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_desktop_search_launch_async:
 * @self: the search
 * @text: what was typed
 * @token: (nullable): lets a window come to the front
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when a player has been told to show all that is found
 * @user_data: for @callback
 */
void lineup_desktop_search_launch_async (LineupDesktopSearch *self,
                                         const char *text,
                                         const char *token,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/**
 * lineup_desktop_search_launch_finish:
 * @self: the search
 * @result: what the callback of one of the two before got
 * @error: %LINEUP_ERROR_NOT_FOUND for a reference that is none, or without a player;
 *   %LINEUP_ERROR_UNKNOWN_ACCOUNT; why the player can't be told
 *
 * Returns: whether a player has been told
 */
gboolean lineup_desktop_search_launch_finish (LineupDesktopSearch *self,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
