/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-fake-panel.h"

G_BEGIN_DECLS

/**
 * LineupRenderedList:
 * @LINEUP_RENDERED_FIRST: as it is in the beginning
 * @LINEUP_RENDERED_CHANGED: 1 % of the movies are different
 * @LINEUP_RENDERED_ADDED: the same, and one new movie on top, so that every `num` is another
 * @LINEUP_RENDERED_GZIP: the same, compressed
 */
typedef enum
{
  LINEUP_RENDERED_FIRST,
  LINEUP_RENDERED_CHANGED,
  LINEUP_RENDERED_ADDED,
  LINEUP_RENDERED_GZIP,
} LineupRenderedList;

#define LINEUP_N_RENDERED_LISTS (LINEUP_RENDERED_GZIP + 1)

/**
 * LineupRenderedLists:
 *
 * Lists of movies in files, so that a panel that serves them has nothing to do but to send.
 */
typedef struct _LineupRenderedLists LineupRenderedLists;

/**
 * lineup_rendered_lists_new:
 * @directory: where the files go
 * @n_movies: how many movies a list has
 * @titles: (nullable): real titles
 *
 * Returns: (transfer full): the lists
 */
LineupRenderedLists *
lineup_rendered_lists_new (const char *directory, guint64 n_movies, LineupFakeTitles *titles);

/**
 * lineup_rendered_lists_free:
 * @self: (transfer full): lists, whose files go, too
 */
void lineup_rendered_lists_free (LineupRenderedLists *self);

/**
 * lineup_rendered_lists_give:
 * @self: lists
 * @panel: a panel
 * @list: what it is to answer from now on, when it is asked for its movies
 */
void lineup_rendered_lists_give (LineupRenderedLists *self,
                                 LineupFakePanel *panel,
                                 LineupRenderedList list);

/**
 * lineup_rendered_lists_get_n_movies:
 *
 * Returns: how many movies the first list has
 */
guint64 lineup_rendered_lists_get_n_movies (LineupRenderedLists *self);

/**
 * lineup_rendered_lists_get_length:
 *
 * Returns: bytes of a list, as it travels
 */
gsize lineup_rendered_lists_get_length (LineupRenderedLists *self, LineupRenderedList list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupRenderedLists, lineup_rendered_lists_free)

G_END_DECLS
