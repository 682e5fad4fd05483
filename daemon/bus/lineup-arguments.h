/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-change.h"
#include "lineup-library-request.h"
#include "lineup-query.h"
#include "lineup-search.h"
#include "lineup-stream-lookup.h"
#include "lineup-sync.h"

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/* What callers pass in, read with care. All errors here are %G_DBUS_ERROR_INVALID_ARGS, or become
 * that with lineup_arguments_return_error(); unknown keys of dictionaries are ignored. */

/**
 * lineup_arguments_parse_kind:
 * @token: such as `movies`
 * @kind: (out): the kind
 * @error: it is none
 */
gboolean lineup_arguments_parse_kind (const char *token, LineupKind *kind, GError **error);

/**
 * lineup_arguments_parse_marked_kind:
 * @token: such as `episodes`
 * @kind: (out): a #LineupKind, or %LINEUP_KIND_EPISODES
 * @error: it is none
 */
gboolean lineup_arguments_parse_marked_kind (const char *token, guint *kind, GError **error);

/**
 * lineup_arguments_parse_resume:
 * @token: of the kind of what was played
 * @resume: where to go on
 * @length: what all of it takes
 * @options: an `a{sv}`
 * @request: (inout): gets what they say
 * @error: a number is out of range, a key has the wrong type, the kind is `series`
 */
gboolean lineup_arguments_parse_resume (const char *token,
                                        guint64 resume,
                                        guint64 length,
                                        GVariant *options,
                                        LineupLibraryRequest *request,
                                        GError **error);

/**
 * lineup_arguments_parse_library_options:
 * @options: an `a{sv}`
 * @kinds: (out): bits `1 << kind` of kinds, with %LINEUP_KIND_EPISODES among them
 * @limit: (out): how many lines are wanted
 * @gone: (out): whether also of what the catalogue does not have
 * @error: a key has the wrong type, a kind is none, there are no kinds, the limit is out of range
 */
gboolean lineup_arguments_parse_library_options (
    GVariant *options, guint *kinds, guint *limit, gboolean *gone, GError **error);

/**
 * lineup_arguments_parse_file:
 * @dictionary: an `a{sv}`
 * @files: (nullable): what came with the call
 * @fd: (out): descriptor of `file`, which stays theirs; -1 if it was not given
 * @error: the key has the wrong type, or is none of @files
 */
gboolean
lineup_arguments_parse_file (GVariant *dictionary, GUnixFDList *files, int *fd, GError **error);

/**
 * lineup_arguments_parse_new_options:
 * @options: an `a{sv}`
 * @kinds: (out): bits `1 << kind` of kinds
 * @limit: (out): how many items are wanted
 * @error: a key has the wrong type, a kind is none, there are no kinds, the limit is out of range
 */
gboolean
lineup_arguments_parse_new_options (GVariant *options, guint *kinds, guint *limit, GError **error);

/**
 * lineup_arguments_parse_accounts:
 * @options: an `a{sv}`
 * @accounts: (out) (transfer full) (array zero-terminated=1) (nullable): ids of accounts, whether
 *   they are there or not; %NULL for all
 * @error: the key has the wrong type
 */
gboolean lineup_arguments_parse_accounts (GVariant *options, char ***accounts, GError **error);

/**
 * lineup_arguments_parse_settings:
 * @settings: an `a{sv}`
 * @files: (nullable): what came with the call
 * @error: a key has the wrong type
 *
 * Returns: (transfer full): the change of an account that it asks for, or %NULL with an error
 */
LineupAccountChange *
lineup_arguments_parse_settings (GVariant *settings, GUnixFDList *files, GError **error);

/**
 * lineup_arguments_parse_property:
 * @name: of a property of the `Account` interface that can be written
 * @value: what it is to be, of its type
 * @error: it is out of range
 *
 * Returns: (transfer full): the change of an account that it asks for, or %NULL with an error
 */
LineupAccountChange *
lineup_arguments_parse_property (const char *name, GVariant *value, GError **error);

/**
 * lineup_arguments_parse_sync_options:
 * @options: an `a{sv}`
 * @sync_options: (out caller-allocates): the options
 * @error: a key has the wrong type, a step is none, there are no steps
 */
gboolean lineup_arguments_parse_sync_options (GVariant *options,
                                              LineupSyncOptions *sync_options,
                                              GError **error);

/**
 * lineup_arguments_parse_guide_sync_options:
 * @options: an `a{sv}`
 * @sources: (out) (transfer full) (nullable): ids of the sources to read, %NULL for all
 * @flags: (out): for the guide
 * @error: a key has the wrong type, there are no sources
 */
gboolean lineup_arguments_parse_guide_sync_options (GVariant *options,
                                                    char ***sources,
                                                    LineupImportFlags *flags,
                                                    GError **error);

/**
 * lineup_arguments_parse_filter:
 * @options: an `a{sv}`
 * @filter: (inout): gets what it says; strings stay with @options
 * @error: a key has the wrong type
 */
gboolean lineup_arguments_parse_filter (GVariant *options, LineupFilter *filter, GError **error);

/**
 * lineup_arguments_parse_query:
 * @options: an `a{sv}`
 * @query: (inout): gets filter, order and offset; strings stay with @options
 * @error: a key has the wrong type, the order is none, or none for items of this kind; the limit is
 *   out of range; there is an offset beside a cursor
 */
gboolean lineup_arguments_parse_query (GVariant *options, LineupQuery *query, GError **error);

/**
 * lineup_arguments_parse_search:
 * @options: an `a{sv}`
 * @search: (out caller-allocates): a search without text; strings stay with @options
 * @replaces: (out) (transfer none) (nullable): what the caller calls the search that this one
 *   replaces
 * @error: a key has the wrong type, a kind is none, there are no kinds, the limit is out of range
 */
gboolean lineup_arguments_parse_search (GVariant *options,
                                        LineupSearch *search,
                                        const char **replaces,
                                        GError **error);

/**
 * lineup_arguments_check_text:
 * @text: what is to be looked for
 * @error: it is longer than anybody types
 */
gboolean lineup_arguments_check_text (const char *text, GError **error);

/**
 * lineup_arguments_parse_fields:
 * @options: an `a{sv}`
 * @fields: (out) (transfer container) (nullable): which keys of items are wanted, %NULL for all;
 *   strings stay with @options
 * @error: the key has the wrong type
 */
gboolean lineup_arguments_parse_fields (GVariant *options, const char ***fields, GError **error);

/**
 * lineup_arguments_parse_stream_options:
 * @options: an `a{sv}`
 * @request: (inout): gets what it says; strings stay with @options
 * @error: a key has the wrong type, a format is none, catch-up has only one of its keys, or 0
 */
gboolean lineup_arguments_parse_stream_options (GVariant *options,
                                                LineupStreamRequest *request,
                                                GError **error);

/**
 * lineup_arguments_parse_play_options:
 * @options: an `a{sv}`
 * @request: (inout): gets what it says; strings stay with @options
 * @inhibit: (out) (nullable): who wants a lease, %NULL for nobody; stays with @options
 * @error: as of lineup_arguments_parse_stream_options(), or catch-up has an end and a duration,
 *   or a programme and a time
 */
gboolean lineup_arguments_parse_play_options (GVariant *options,
                                              LineupStreamRequest *request,
                                              const char **inhibit,
                                              GError **error);

/**
 * lineup_arguments_parse_details_options:
 * @options: an `a{sv}`
 * @refresh: (out): whether the panel is to be asked in any case
 * @error: a key has the wrong type
 */
gboolean
lineup_arguments_parse_details_options (GVariant *options, gboolean *refresh, GError **error);

/**
 * lineup_arguments_check_ids:
 * @ids: an `ax`
 * @error: they are more than 1000
 */
gboolean lineup_arguments_check_ids (GVariant *ids, GError **error);

/**
 * lineup_arguments_check_limit:
 * @limit: how many items are wanted
 * @error: it is not 1 to %LINEUP_QUERY_MAX_LIMIT
 */
gboolean lineup_arguments_check_limit (guint limit, GError **error);

/**
 * lineup_arguments_return_error:
 * @invocation: (transfer full): a call
 * @error: (transfer full): what it failed with
 *
 * Replies with an error, under the name that callers know.
 */
void lineup_arguments_return_error (GDBusMethodInvocation *invocation, GError *error);

G_END_DECLS
