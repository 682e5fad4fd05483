/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/* The words of names of a segment, in their order, and where the postings of each begin. Beside the
 * postings they are so few bytes that all can be looked at, for those that are near to another. */

/**
 * LineupWordList:
 *
 * Writes the words of a segment. For the connection's thread.
 */
typedef struct _LineupWordList LineupWordList;

/**
 * LineupWordListFunc:
 * @word: (array length=n_bytes): a word, until the function returns
 * @n_bytes: its bytes
 * @leaf: number of the leaf that has its first posting
 * @user_data: data of who asked
 * @error: what failed
 *
 * Returns: whether to go on
 */
typedef gboolean (*LineupWordListFunc) (
    const char *word, gsize n_bytes, guint32 leaf, gpointer user_data, GError **error);

/**
 * lineup_word_list_new:
 * @database: (transfer none): a connection that writes; outlives the list
 * @set: number of the set of tables whose index it is of
 * @segment: number of the segment
 *
 * Returns: (transfer full): a list without a word
 */
LineupWordList *lineup_word_list_new (LineupDatabase *database, guint set, guint32 segment);

/**
 * lineup_word_list_free:
 * @self: (transfer full): a list
 */
void lineup_word_list_free (LineupWordList *self);

/**
 * lineup_word_list_add:
 * @self: a list
 * @word: (array length=n_bytes): a word that comes after all that were added, or the last one again
 * @n_bytes: its bytes
 * @leaf: number of the leaf that has its first posting
 * @error: as lineup_database_run()
 */
gboolean lineup_word_list_add (
    LineupWordList *self, const char *word, gsize n_bytes, guint32 leaf, GError **error);

/**
 * lineup_word_list_end:
 * @self: a list, to which nothing is added any more
 * @error: as lineup_database_run()
 *
 * Writes what is not yet written, and that it is all.
 */
gboolean lineup_word_list_end (LineupWordList *self, GError **error);

/**
 * lineup_word_list_foreach:
 * @database: a connection, in a transaction
 * @set: number of the set of tables whose index it is of
 * @segment: number of the segment
 * @func: (scope call): is called for each word
 * @user_data: data for it
 * @error: the function's, or as lineup_database_run()
 */
gboolean lineup_word_list_foreach (LineupDatabase *database,
                                   guint set,
                                   guint32 segment,
                                   LineupWordListFunc func,
                                   gpointer user_data,
                                   GError **error);

/**
 * lineup_word_list_delete:
 * @database: a connection that writes, in a transaction
 * @set: number of the set of tables whose index it is of
 * @segment: number of the segment
 * @error: as lineup_database_run()
 */
gboolean
lineup_word_list_delete (LineupDatabase *database, guint set, guint32 segment, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupWordList, lineup_word_list_free)

G_END_DECLS
