/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-fake-titles.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_FAKE_CATALOGUE (lineup_fake_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (LineupFakeCatalogue, lineup_fake_catalogue, LINEUP, FAKE_CATALOGUE, GObject)

/**
 * LineupFakeCatalogue:
 *
 * A made-up catalogue of any size, written as real panels write theirs, while it is being made: the
 * same seed and sizes give the same bytes. About 290 bytes a channel, 900 a movie, 1,000 a series.
 *
 * To be set up before it is given to a panel, and not to be changed afterwards.
 */

/**
 * lineup_fake_catalogue_new:
 * @seed: decides about everything
 * @channels: how many; the first ones are the same in a catalogue of another size
 * @movies: how many
 * @series: how many
 *
 * Returns: (transfer full): a catalogue
 */
LineupFakeCatalogue *
lineup_fake_catalogue_new (guint64 seed, guint64 channels, guint64 movies, guint64 series);

/**
 * lineup_fake_catalogue_set_titles:
 * @self: a catalogue
 * @titles: (nullable): real titles to take instead of made-up ones
 */
void lineup_fake_catalogue_set_titles (LineupFakeCatalogue *self, LineupFakeTitles *titles);

/**
 * lineup_fake_catalogue_set_revision:
 * @self: a catalogue
 * @revision: 0 at first; each one changes about 1 % of the items
 */
void lineup_fake_catalogue_set_revision (LineupFakeCatalogue *self, guint revision);

/**
 * lineup_fake_catalogue_set_added:
 * @self: a catalogue
 * @added: how many more there are of each kind; they come first, so that the running number of all
 *   others changes
 */
void lineup_fake_catalogue_set_added (LineupFakeCatalogue *self, guint64 added);

/**
 * lineup_fake_catalogue_get_size:
 *
 * Returns: how many there are of a kind
 */
guint64 lineup_fake_catalogue_get_size (LineupFakeCatalogue *self, LineupKind kind);

/**
 * lineup_fake_catalogue_describe:
 * @self: a catalogue
 * @kind: a kind
 * @index: of an item, in the order of their ids; there may be fewer
 * @title: becomes what that item is about
 *
 * Returns: its id
 */
guint64 lineup_fake_catalogue_describe (LineupFakeCatalogue *self,
                                        LineupKind kind,
                                        guint64 index,
                                        LineupFakeTitle *title);

/**
 * lineup_fake_catalogue_find_channel:
 * @self: a catalogue
 * @id: of a channel
 * @title: becomes what that channel is, if there is one
 *
 * Returns: whether there is one
 */
gboolean lineup_fake_catalogue_find_channel (LineupFakeCatalogue *self,
                                             const char *id,
                                             LineupFakeTitle *title);

/**
 * lineup_fake_catalogue_has_list:
 *
 * Returns: whether @action is one that a list answers
 */
gboolean lineup_fake_catalogue_has_list (const char *action);

/**
 * lineup_fake_catalogue_write_list:
 * @self: a catalogue
 * @action: such as `get_vod_streams`
 * @stream: where to; may block
 * @error: of @stream
 *
 * Returns: whether the whole list was written
 */
gboolean lineup_fake_catalogue_write_list (LineupFakeCatalogue *self,
                                           const char *action,
                                           GOutputStream *stream,
                                           GError **error);

/**
 * lineup_fake_catalogue_has_details:
 *
 * Returns: whether @action is one that details of an item answer
 */
gboolean lineup_fake_catalogue_has_details (const char *action);

/**
 * lineup_fake_catalogue_make_details:
 * @self: (nullable): a catalogue
 * @action: `get_vod_info` or `get_series_info`
 * @id: (nullable): of the item
 *
 * Returns: (transfer full): the answer; what panels say of an item that they don't know, if it is
 *   none of the catalogue's
 */
char *
lineup_fake_catalogue_make_details (LineupFakeCatalogue *self, const char *action, const char *id);

G_END_DECLS
