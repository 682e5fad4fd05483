/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-list.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * LineupLibraryLines:
 * @listing: which list
 * @kinds: bits of kinds, with %LINEUP_KIND_EPISODES among them
 * @limit: lines, at most
 * @gone: whether also of what the catalogue does not have
 * @tells_account: whether each line has the id of its account
 *
 * A list of what a person has said, as callers ask for it.
 */
typedef struct
{
  LineupLibraryListing listing;
  guint kinds;
  guint limit;
  gboolean gone;
  gboolean tells_account;
} LineupLibraryLines;

/**
 * lineup_library_lines_parse:
 * @self: (inout): gets what they say
 * @options: an `a{sv}`
 * @error: as of lineup_arguments_parse_library_options()
 */
gboolean lineup_library_lines_parse (LineupLibraryLines *self, GVariant *options, GError **error);

/**
 * lineup_library_lines_read_async:
 * @subscription: an account
 * @lines: which list; copied
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it was read
 * @user_data: for @callback
 *
 * Reads a list: what was said is chosen on the main thread, what it is is read from the catalogue
 * on a thread of that.
 */
void lineup_library_lines_read_async (LineupSubscription *subscription,
                                      const LineupLibraryLines *lines,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_library_lines_read_finish:
 * @error: of the library or of the catalogue
 *
 * Returns: (transfer full): an `aa{sv}`, or %NULL with an error
 */
GVariant *lineup_library_lines_read_finish (LineupSubscription *subscription,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
