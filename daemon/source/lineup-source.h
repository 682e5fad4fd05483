/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-info.h"
#include "lineup-byte-stream.h"
#include "lineup-details.h"
#include "lineup-short-guide.h"
#include "lineup-source-list.h"
#include "lineup-stream.h"

G_BEGIN_DECLS

/**
 * LineupSourceCapabilities:
 * @LINEUP_SOURCE_TELLS_ACCOUNT: whether it says anything of the account
 * @LINEUP_SOURCE_TELLS_DETAILS: whether it says more of an item than its list does
 * @LINEUP_SOURCE_OPENS_GUIDE: whether it may have a guide for its channels
 * @LINEUP_SOURCE_HAS_PLAYLIST: whether it may give as a playlist what it does not tell otherwise
 * @LINEUP_SOURCE_TELLS_SHORT_GUIDE: whether it may say what is on at a single channel
 *
 * What a source can do beyond what all can: open lists, and tell where streams are.
 */
typedef enum
{
  LINEUP_SOURCE_TELLS_ACCOUNT = 1 << 0,
  LINEUP_SOURCE_TELLS_DETAILS = 1 << 1,
  LINEUP_SOURCE_OPENS_GUIDE = 1 << 2,
  LINEUP_SOURCE_TELLS_SHORT_GUIDE = 1 << 3,
  LINEUP_SOURCE_HAS_PLAYLIST = 1 << 4,
} LineupSourceCapabilities;

#define LINEUP_TYPE_SOURCE (lineup_source_get_type ())
G_DECLARE_INTERFACE (LineupSource, lineup_source, LINEUP, SOURCE, GObject)

/**
 * LineupSourceInterface:
 *
 * What a catalogue can be fetched from, as one account sees it: the network's seam. Each
 * asynchronous function is one request, one attempt. For the main thread, but where something else
 * is said.
 */
struct _LineupSourceInterface
{
  GTypeInterface parent_iface;

  LineupSourceCapabilities (*get_capabilities) (LineupSource *self);
  void (*fetch_account_async) (LineupSource *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  LineupAccountInfo *(*fetch_account_finish) (LineupSource *self,
                                              GAsyncResult *result,
                                              GError **error);
  void (*look_for_playlist_async) (LineupSource *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
  gboolean (*look_for_playlist_finish) (LineupSource *self, GAsyncResult *result, GError **error);
  void (*open_list_async) (LineupSource *self,
                           LineupList list,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  LineupSourceList *(*open_list_finish) (LineupSource *self, GAsyncResult *result, GError **error);
  void (*fetch_details_async) (LineupSource *self,
                               LineupKind kind,
                               gint64 id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  LineupDetails *(*fetch_details_finish) (LineupSource *self, GAsyncResult *result, GError **error);
  void (*open_guide_async) (LineupSource *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  LineupByteStream *(*open_guide_finish) (LineupSource *self, GAsyncResult *result, GError **error);
  void (*fetch_short_guide_async) (LineupSource *self,
                                   gint64 channel,
                                   const char *panel_zone,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
  LineupShortGuide *(*fetch_short_guide_finish) (LineupSource *self,
                                                 GAsyncResult *result,
                                                 GError **error);
  LineupStreamAddress *(*get_stream_address) (LineupSource *self,
                                              const LineupStream *stream,
                                              GError **error);
};

/**
 * lineup_source_can:
 * @self: a source
 * @capability: one of them
 *
 * Returns: whether it can do so; what it can't is not to be asked of it
 */
gboolean lineup_source_can (LineupSource *self, LineupSourceCapabilities capability);

/**
 * lineup_source_fetch_account_async:
 * @self: a source with %LINEUP_SOURCE_TELLS_ACCOUNT
 * @cancellable: (nullable): a #GCancellable
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what is said of the account.
 */
void lineup_source_fetch_account_async (LineupSource *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_source_fetch_account_finish:
 * @error: %LINEUP_ERROR_AUTH_FAILED for 401, 403 and 404, which panels answer to wrong credentials;
 *   %LINEUP_ERROR_OFFLINE, %LINEUP_ERROR_TIMEOUT, %LINEUP_ERROR_CERTIFICATE,
 *   %LINEUP_ERROR_RATE_LIMITED, %LINEUP_ERROR_SERVER, %LINEUP_ERROR_MALFORMED_DATA,
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what it says, which lineup_account_info_check() judges; or %NULL with
 *   an error
 */
LineupAccountInfo *
lineup_source_fetch_account_finish (LineupSource *self, GAsyncResult *result, GError **error);

/**
 * lineup_source_look_for_playlist_async:
 * @self: a source with %LINEUP_SOURCE_HAS_PLAYLIST
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks for the account's playlist, and hangs up when its beginning is there. For one whose account
 * request was refused.
 */
void lineup_source_look_for_playlist_async (LineupSource *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/**
 * lineup_source_look_for_playlist_finish:
 * @error: as of lineup_source_open_list_finish()
 *
 * Returns: whether what came begins as a playlist with an entry; %FALSE without an error if it is
 *   something else
 */
gboolean
lineup_source_look_for_playlist_finish (LineupSource *self, GAsyncResult *result, GError **error);

/**
 * lineup_source_open_list_async:
 * @self: a source
 * @list: which list
 * @cancellable: (nullable): ends the waiting for the answer, not what comes after it
 * @callback: called when the list begins to arrive
 * @user_data: for @callback
 *
 * Asks for a list.
 */
void lineup_source_open_list_async (LineupSource *self,
                                    LineupList list,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_source_open_list_finish:
 * @error: as of lineup_source_fetch_account_finish(), but for %LINEUP_ERROR_AUTH_FAILED: of a list,
 *   any refusal is %LINEUP_ERROR_SERVER
 *
 * Returns: (transfer full): the list, which closes when it is dropped; or %NULL with an error
 */
LineupSourceList *
lineup_source_open_list_finish (LineupSource *self, GAsyncResult *result, GError **error);

/**
 * lineup_source_fetch_details_async:
 * @self: a source with %LINEUP_SOURCE_TELLS_DETAILS
 * @kind: movies or series
 * @id: of the item
 * @cancellable: (nullable): a #GCancellable
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what there is to say of one item.
 */
void lineup_source_fetch_details_async (LineupSource *self,
                                        LineupKind kind,
                                        gint64 id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_source_fetch_details_finish:
 * @error: as of lineup_source_open_list_finish()
 *
 * Returns: (transfer full): what it says, which may be nothing; or %NULL with an error
 */
LineupDetails *
lineup_source_fetch_details_finish (LineupSource *self, GAsyncResult *result, GError **error);

/**
 * lineup_source_open_guide_async:
 * @self: a source with %LINEUP_SOURCE_OPENS_GUIDE
 * @cancellable: (nullable): ends the waiting for the answer, not what comes after it
 * @callback: called when the guide begins to arrive
 * @user_data: for @callback
 *
 * Asks for what is on at its channels.
 */
void lineup_source_open_guide_async (LineupSource *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_source_open_guide_finish:
 * @error: %LINEUP_ERROR_NOT_FOUND if it has none; else as of lineup_source_open_list_finish()
 *
 * Returns: (transfer full): XMLTV, packed or not, as far as anybody knows yet; or %NULL with an
 *   error
 */
LineupByteStream *
lineup_source_open_guide_finish (LineupSource *self, GAsyncResult *result, GError **error);

/**
 * lineup_source_fetch_short_guide_async:
 * @self: a source with %LINEUP_SOURCE_TELLS_SHORT_GUIDE
 * @channel: the catalogue's id of a channel
 * @panel_zone: (nullable): the time zone of the source, as of #LineupAccountInfo
 * @cancellable: (nullable): a #GCancellable
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what is on at one channel. Never to be done for many.
 */
void lineup_source_fetch_short_guide_async (LineupSource *self,
                                            gint64 channel,
                                            const char *panel_zone,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/**
 * lineup_source_fetch_short_guide_finish:
 * @error: as of lineup_source_open_list_finish()
 *
 * Returns: (transfer full): what it says, which may be nothing; or %NULL with an error
 */
LineupShortGuide *
lineup_source_fetch_short_guide_finish (LineupSource *self, GAsyncResult *result, GError **error);

/**
 * lineup_source_get_stream_address:
 * @self: a source
 * @stream: what to play
 * @error: %LINEUP_ERROR_NOT_FOUND: the source knows of no such stream, or not how to ask for it
 *
 * Tells where a stream is. Nobody is asked for it. Blocks as files do; for any thread.
 *
 * Returns: (transfer full): the address, a secret; or %NULL with an error
 */
LineupStreamAddress *
lineup_source_get_stream_address (LineupSource *self, const LineupStream *stream, GError **error);

G_END_DECLS
