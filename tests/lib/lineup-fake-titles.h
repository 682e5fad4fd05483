/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-fake-title.h"
#include "lineup-list.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_FAKE_TITLES (lineup_fake_titles_get_type ())
G_DECLARE_FINAL_TYPE (LineupFakeTitles, lineup_fake_titles, LINEUP, FAKE_TITLES, GObject)

/**
 * LineupFakeTitles:
 *
 * Real titles for a made-up catalogue: they compress, sort and search like the real thing.
 * Immutable once they are set up, so any thread may call any function.
 */

/**
 * lineup_fake_titles_load:
 * @folder: folder with `channels.tsv.gz`, `movies.tsv.gz` and `series.tsv.gz`, the first line of
 *   each naming its columns
 * @error: why they can't be read
 *
 * Returns: (transfer full): the titles, or %NULL with an error
 */
LineupFakeTitles *lineup_fake_titles_load (const char *folder, GError **error);

/**
 * lineup_fake_titles_set_distinct:
 * @self: real titles
 * @distinct: whether names past the last one are others, made of the same words and of new ones
 */
void lineup_fake_titles_set_distinct (LineupFakeTitles *self, gboolean distinct);

/**
 * lineup_fake_titles_fill:
 * @self: real titles
 * @kind: what is wanted
 * @index: which one; past the last one they come again, as another edition
 * @title: becomes that title, as far as the files tell
 */
void lineup_fake_titles_fill (LineupFakeTitles *self,
                              LineupKind kind,
                              guint64 index,
                              LineupFakeTitle *title);

/**
 * lineup_fake_titles_add_plot:
 * @self: real titles
 * @kind: what is wanted
 * @random: decides
 * @length: bytes
 * @title: a title, whose plot becomes at least so long if there are real ones to learn from
 */
void lineup_fake_titles_add_plot (LineupFakeTitles *self,
                                  LineupKind kind,
                                  LineupRandom *random,
                                  gsize length,
                                  LineupFakeTitle *title);

G_END_DECLS
