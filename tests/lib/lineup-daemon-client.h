/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-daemon-fixture.h"

G_BEGIN_DECLS

/* How many categories a made-up catalogue has, whatever its size. */
#define LINEUP_CLIENT_CHANNEL_CATEGORIES 24
#define LINEUP_CLIENT_MOVIE_CATEGORIES   17
#define LINEUP_CLIENT_SERIES_CATEGORIES  11

/* All six steps of a sync, and the requests that a sync makes when all goes well. */
#define LINEUP_CLIENT_ALL(outcome)                                                                 \
  outcome " " outcome " " outcome " " outcome " " outcome " " outcome
#define LINEUP_CLIENT_REQUESTS                                                                     \
  "account get_live_categories get_live_streams get_vod_categories get_vod_streams "               \
  "get_series_categories get_series"

/* What players do, in the words of a test. Where options or a filter are taken, they are a vardict
 * in GVariant's text format, such as `{'force': <true>}`; %NULL is an empty one. */

/**
 * lineup_client_path:
 *
 * Returns: (transfer full): object path of an account
 */
char *lineup_client_path (const char *account);

/**
 * lineup_client_give_catalogue:
 * @revision: see lineup_fake_catalogue_set_revision()
 * @added: see lineup_fake_catalogue_set_added()
 *
 * Gives the fixture's panel a made-up catalogue.
 */
void lineup_client_give_catalogue (LineupDaemonFixture *fixture,
                                   guint64 channels,
                                   guint64 movies,
                                   guint64 series,
                                   guint revision,
                                   guint64 added);

/**
 * lineup_client_make_settings:
 * @fixture: a fixture
 * @more: (nullable): further settings, which go before those that are made up
 *
 * Makes settings for an account of the fixture's panel that does not sync by itself.
 *
 * Returns: (transfer floating): settings for `AddAccount`
 */
GVariant *lineup_client_make_settings (LineupDaemonFixture *fixture, const char *more);

/**
 * lineup_client_add:
 * @settings: (nullable): see lineup_client_make_settings()
 * @error_name: (nullable): D-Bus name of the error that is expected
 *
 * Calls `AddAccount`.
 */
void lineup_client_add (LineupDaemonFixture *fixture,
                        const char *account,
                        const char *settings,
                        const char *error_name);

/**
 * lineup_client_update:
 * @settings: those that are to change
 * @error_name: (nullable): D-Bus name of the error that is expected
 *
 * Calls `UpdateAccount`.
 */
void lineup_client_update (LineupDaemonFixture *fixture,
                           const char *account,
                           const char *settings,
                           const char *error_name);

/**
 * lineup_client_remove:
 * @error_name: (nullable): D-Bus name of the error that is expected
 *
 * Calls `RemoveAccount`.
 */
void
lineup_client_remove (LineupDaemonFixture *fixture, const char *account, const char *error_name);

/**
 * lineup_client_call_manager:
 * @error_name: (nullable): D-Bus name of the error that is expected
 *
 * Calls a method of the `Manager` interface.
 */
void lineup_client_call_manager (LineupDaemonFixture *fixture,
                                 const char *method,
                                 GVariant *parameters,
                                 const char *error_name);

/**
 * lineup_client_get_objects:
 *
 * Returns: (transfer full): what `GetManagedObjects` says, `a{oa{sa{sv}}}`
 */
GVariant *lineup_client_get_objects (LineupDaemonFixture *fixture);

/**
 * lineup_client_has_account:
 *
 * Returns: whether `GetManagedObjects` lists an account
 */
gboolean lineup_client_has_account (LineupDaemonFixture *fixture, const char *account);

/**
 * lineup_client_add_account:
 *
 * Adds an account of the fixture's panel that does not sync by itself.
 */
void lineup_client_add_account (LineupDaemonFixture *fixture, const char *account);

/**
 * lineup_client_start:
 *
 * Calls `StartSync`.
 *
 * Returns: job id
 */
guint64
lineup_client_start (LineupDaemonFixture *fixture, const char *account, const char *options);

/**
 * lineup_client_wait:
 *
 * Waits for a job's `Finished`.
 *
 * Returns: (transfer full): its arguments, `(tsa{sv})`
 */
GVariant *lineup_client_wait (LineupDaemonFixture *fixture, guint64 job);

/**
 * lineup_client_wait_status:
 *
 * Waits for a job's `Finished`.
 *
 * Returns: (transfer full): its status
 */
char *lineup_client_wait_status (LineupDaemonFixture *fixture, guint64 job);

/**
 * lineup_client_make_item_call:
 * @kind: of an item
 * @id: of an item
 * @options: (nullable): an `a{sv}` as text, %NULL for none
 *
 * Returns: (transfer floating): arguments of a call that is about an item, `(sxa{sv})`
 */
GVariant *lineup_client_make_item_call (const char *kind, gint64 id, const char *options);

/**
 * lineup_client_is_search_complete:
 *
 * Returns: the property of the `Catalog` interface
 */
gboolean lineup_client_is_search_complete (LineupDaemonFixture *fixture, const char *account);

/**
 * lineup_client_wait_search_complete:
 *
 * Waits until a search finds all that is there, also where nobody listened when that was told.
 */
void lineup_client_wait_search_complete (LineupDaemonFixture *fixture, const char *account);

/**
 * lineup_client_sync:
 *
 * Starts a sync, and waits for its end.
 *
 * Returns: (transfer full): its status
 */
char *lineup_client_sync (LineupDaemonFixture *fixture, const char *account, const char *options);

/**
 * lineup_client_get:
 *
 * Returns: (transfer full): a property of the `Account` interface
 */
GVariant *lineup_client_get (LineupDaemonFixture *fixture, const char *account, const char *name);

/**
 * lineup_client_get_text:
 *
 * Returns: (transfer full): a property of the `Account` interface that is a string
 */
char *lineup_client_get_text (LineupDaemonFixture *fixture, const char *account, const char *name);

/**
 * lineup_client_get_time:
 *
 * Returns: a property of the `Account` interface that is a `t`
 */
guint64
lineup_client_get_time (LineupDaemonFixture *fixture, const char *account, const char *name);

/**
 * lineup_client_set:
 * @value: (transfer floating): the new value
 * @error_name: (nullable): the D-Bus name of the error that is expected
 *
 * Sets a property of the `Account` interface.
 */
void lineup_client_set (LineupDaemonFixture *fixture,
                        const char *account,
                        const char *name,
                        GVariant *value,
                        const char *error_name);

/**
 * lineup_client_get_step:
 *
 * Returns: (transfer full): what `Steps` says of a step, `a{sv}`
 */
GVariant *
lineup_client_get_step (LineupDaemonFixture *fixture, const char *account, const char *step);

/**
 * lineup_client_get_step_number:
 *
 * Returns: a number that `Steps` has for a step, of type `t` or `u`
 */
guint64 lineup_client_get_step_number (LineupDaemonFixture *fixture,
                                       const char *account,
                                       const char *step,
                                       const char *key);

/**
 * lineup_client_get_step_text:
 *
 * Returns: (transfer full) (nullable): a string that `Steps` has for a step
 */
char *lineup_client_get_step_text (LineupDaemonFixture *fixture,
                                   const char *account,
                                   const char *step,
                                   const char *key);

/**
 * lineup_client_get_outcomes:
 *
 * Returns: (transfer full): the outcomes in `Steps`, in order, such as `ok ok failed ok ok ok`
 */
char *lineup_client_get_outcomes (LineupDaemonFixture *fixture, const char *account);

/**
 * lineup_client_get_count:
 *
 * Returns: what `Counts` says of a list
 */
guint64
lineup_client_get_count (LineupDaemonFixture *fixture, const char *account, const char *list);

/**
 * lineup_client_get_counts:
 *
 * Returns: (transfer full): all of `Counts`, in the order of the steps, such as `1 2 0 0 0 0`
 */
char *lineup_client_get_counts (LineupDaemonFixture *fixture, const char *account);

/**
 * lineup_client_list_categories:
 *
 * Returns: (transfer full): what `ListCategories` says, `aa{sv}`
 */
GVariant *
lineup_client_list_categories (LineupDaemonFixture *fixture, const char *account, const char *kind);

/**
 * lineup_client_list_items:
 *
 * Pages through `ListItems` to its end.
 *
 * Returns: (transfer full) (element-type GVariant): the items, each `a{sv}`
 */
GPtrArray *lineup_client_list_items (LineupDaemonFixture *fixture,
                                     const char *account,
                                     const char *kind,
                                     const char *filter);

/**
 * lineup_client_get_names:
 *
 * Returns: (transfer full): names of all items of a kind by rising id, parted by `, `
 */
char *lineup_client_get_names (LineupDaemonFixture *fixture, const char *account, const char *kind);

/**
 * lineup_client_assert_call:
 *
 * Makes a call on an account that has to succeed, or to fail with the error of that D-Bus name.
 */
void lineup_client_assert_call (LineupDaemonFixture *fixture,
                                const char *account,
                                const char *interface,
                                const char *method,
                                GVariant *parameters,
                                const char *error_name);

/**
 * lineup_client_call_with_file:
 * @parameters: (transfer floating): a tuple, in which the file is handle 0
 * @file: path of the file that goes with it
 * @flags: to open it with, such as `O_RDONLY`
 * @error: what went wrong, with the remote error's name in front
 *
 * Makes a call.
 *
 * Returns: (transfer full): the reply, or %NULL with an error
 */
GVariant *lineup_client_call_with_file (LineupDaemonFixture *fixture,
                                        const char *path,
                                        const char *interface,
                                        const char *method,
                                        GVariant *parameters,
                                        const char *file,
                                        int flags,
                                        GError **error);

G_END_DECLS
