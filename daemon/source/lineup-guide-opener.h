/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-feed.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_OPENER (lineup_guide_opener_get_type ())
G_DECLARE_INTERFACE (LineupGuideOpener, lineup_guide_opener, LINEUP, GUIDE_OPENER, GObject)

/**
 * LineupGuideOpenerInterface:
 *
 * Who opens the guides of an account's sources, wherever they are: a seam, as #LineupSource is.
 * Each opening is one request, one attempt. For the main thread.
 */
struct _LineupGuideOpenerInterface
{
  GTypeInterface parent_iface;

  void (*open_async) (LineupGuideOpener *self,
                      const char *source,
                      gint64 patience,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  LineupGuideFeed *(*open_finish) (LineupGuideOpener *self, GAsyncResult *result, GError **error);
};

/**
 * lineup_guide_opener_open_async:
 * @self: an opener
 * @source: id of one of the account's sources, such as `panel`
 * @patience: microseconds that a person has to unlock the keyring, if it has to be; 0 to ask nobody
 * @cancellable: (nullable): ends the waiting for the answer, not what comes after it
 * @callback: called when the guide begins to arrive
 * @user_data: for @callback
 *
 * Asks for a guide. Whoever asks has the turn of the account's panel; where the source is at
 * another host, the opener waits for that one's, and has it until the feed is closed.
 */
void lineup_guide_opener_open_async (LineupGuideOpener *self,
                                     const char *source,
                                     gint64 patience,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_guide_opener_open_finish:
 * @error: %LINEUP_ERROR_NOT_FOUND if there is no guide, as an answer of 404 says, or no such
 * source; %LINEUP_ERROR_KEYRING_LOCKED, %LINEUP_ERROR_AUTH_FAILED if there are no credentials;
 *   %LINEUP_ERROR_STORAGE for a file that can't be read; or as of lineup_source_open_list_finish()
 *
 * Returns: (transfer full): the guide, which closes when it is dropped; or %NULL with an error
 */
LineupGuideFeed *
lineup_guide_opener_open_finish (LineupGuideOpener *self, GAsyncResult *result, GError **error);

G_END_DECLS
