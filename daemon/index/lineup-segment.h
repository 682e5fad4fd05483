/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-posting-source.h"

G_BEGIN_DECLS

/**
 * LINEUP_SEGMENT_PIECE:
 *
 * Leaves: as many as are written before others are let in.
 */
#define LINEUP_SEGMENT_PIECE 64

/* A segment of an index: postings that are written once, in leaves of some 2,000 bytes, and read
 * from any key on. */

/**
 * LineupSegmentWriter:
 *
 * Writes a segment, in one transaction or several: until its number is listed nobody reads it. For
 * the connection's thread.
 */
typedef struct _LineupSegmentWriter LineupSegmentWriter;

/**
 * lineup_segment_writer_new:
 * @database: (transfer none): a connection that writes; outlives the writer
 * @set: number of the set of tables whose index it is of
 * @segment: its number, from 1, which no other has
 *
 * Returns: (transfer full): a writer without a posting
 */
LineupSegmentWriter *
lineup_segment_writer_new (LineupDatabase *database, guint set, guint32 segment);

/**
 * lineup_segment_writer_free:
 * @self: (transfer full): a writer
 */
void lineup_segment_writer_free (LineupSegmentWriter *self);

/**
 * lineup_segment_writer_add:
 * @self: a writer
 * @posting: what comes after all that was added
 * @error: as lineup_database_run()
 */
gboolean
lineup_segment_writer_add (LineupSegmentWriter *self, const LineupPosting *posting, GError **error);

/**
 * lineup_segment_writer_copy:
 * @self: a writer
 * @source: what it is written from
 * @n_leaves: how many leaves are written at most
 * @is_done: (out): whether that was all; it is ended then
 * @error: as lineup_database_run(), or what keeps the source from being read
 */
gboolean lineup_segment_writer_copy (LineupSegmentWriter *self,
                                     LineupPostingSource *source,
                                     guint32 n_leaves,
                                     gboolean *is_done,
                                     GError **error);

/**
 * lineup_segment_writer_end:
 * @self: a writer, to which nothing is added any more
 * @error: as lineup_database_run()
 *
 * Writes what is not yet written.
 */
gboolean lineup_segment_writer_end (LineupSegmentWriter *self, GError **error);

/**
 * lineup_segment_writer_get_n_leaves:
 * @self: a writer
 *
 * Returns: how many leaves are written
 */
guint32 lineup_segment_writer_get_n_leaves (const LineupSegmentWriter *self);

/**
 * lineup_segment_open:
 * @database: (transfer none): a connection, in a transaction; outlives the source
 * @set: number of the set of tables whose index it is of
 * @segment: its number
 * @n_leaves: how many leaves it has
 * @key: (array length=n_key) (nullable): what no posting that is given comes before, %NULL for all
 * @n_key: bytes of it
 *
 * Returns: (transfer full): a source with its postings, stale rows too
 */
LineupPostingSource *lineup_segment_open (LineupDatabase *database,
                                          guint set,
                                          guint32 segment,
                                          guint32 n_leaves,
                                          const guint8 *key,
                                          gsize n_key);

/**
 * lineup_segment_open_leaf:
 * @database: (transfer none): a connection, in a transaction; outlives the source
 * @set: number of the set of tables whose index it is of
 * @segment: its number
 * @n_leaves: how many leaves it has
 * @leaf: number of one, from which on postings are read
 *
 * Returns: (transfer full): a source, as of lineup_segment_open()
 */
LineupPostingSource *lineup_segment_open_leaf (
    LineupDatabase *database, guint set, guint32 segment, guint32 n_leaves, guint32 leaf);

/**
 * lineup_segment_delete:
 * @database: a connection that writes, in a transaction
 * @set: number of the set of tables whose index it is of
 * @segment: its number
 * @first: the first of the leaves that are dropped
 * @beyond: the first that is not
 * @error: as lineup_database_run()
 *
 * Drops some leaves of a segment that nobody reads.
 */
gboolean lineup_segment_delete (LineupDatabase *database,
                                guint set,
                                guint32 segment,
                                guint32 first,
                                guint32 beyond,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupSegmentWriter, lineup_segment_writer_free)

G_END_DECLS
