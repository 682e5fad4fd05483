/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catch-up-template.h"
#include "lineup-details.h"
#include "lineup-playlist-file.h"
#include "lineup-stream.h"

G_BEGIN_DECLS

/**
 * LineupEntryReader:
 *
 * Makes items, details and addresses out of the entries of a #LineupPlaylistFile. For one thread at
 * a time.
 */
typedef struct _LineupEntryReader LineupEntryReader;

/**
 * lineup_entry_reader_new:
 * @file: (transfer none): the entries
 * @encoding: (nullable): in which they were read
 * @base: (nullable): as of lineup_entry_address_resolve()
 *
 * Returns: (transfer full): a reader
 */
LineupEntryReader *
lineup_entry_reader_new (LineupPlaylistFile *file, const char *encoding, const char *base);

/**
 * lineup_entry_reader_free:
 * @self: (transfer full): a reader
 */
void lineup_entry_reader_free (LineupEntryReader *self);

/**
 * lineup_entry_reader_read_item:
 * @self: a reader
 * @index: number of an entry
 * @as_series: whether the series is asked for that it is an episode of
 * @item: (out caller-allocates): the item; its strings stay until the next call
 *
 * Returns: whether there is such an entry
 */
gboolean lineup_entry_reader_read_item (LineupEntryReader *self,
                                        gsize index,
                                        gboolean as_series,
                                        LineupItem *item);

/**
 * lineup_entry_reader_read_category:
 * @self: a reader
 * @name: of a group
 * @category: (out caller-allocates): the category; its strings stay until the next call
 */
void lineup_entry_reader_read_category (LineupEntryReader *self,
                                        LineupM3uText name,
                                        LineupCategory *category);

/**
 * lineup_entry_reader_make_details:
 * @self: a reader
 * @series: id of a series
 *
 * Returns: (transfer full): its seasons and episodes; none if there is no such series
 */
LineupDetails *lineup_entry_reader_make_details (LineupEntryReader *self, gint64 series);

/**
 * lineup_entry_reader_make_address:
 * @self: a reader
 * @id: of an entry
 * @past: (nullable): what of a channel's past to play, %NULL for what is on
 * @error: %LINEUP_ERROR_NOT_FOUND: there is no such entry, or nobody knows how to ask for its past
 *
 * Returns: (transfer full): where it is, and how to ask for it, secrets; or %NULL with an error
 */
LineupStreamAddress *lineup_entry_reader_make_address (LineupEntryReader *self,
                                                       gint64 id,
                                                       const LineupCatchUpTime *past,
                                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupEntryReader, lineup_entry_reader_free)

G_END_DECLS
