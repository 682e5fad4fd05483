/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-programme.h"

G_BEGIN_DECLS

/**
 * LineupTextWriter:
 *
 * Writes what programmes say, once for all that say the same, and the index that finds it. A text
 * that nothing says any more is dropped. For the connection's thread, within one transaction.
 */
typedef struct _LineupTextWriter LineupTextWriter;

/**
 * lineup_text_writer_new:
 * @database: (transfer none): a connection that writes, in a transaction; outlives the writer
 * @languages: (array zero-terminated=1) (nullable): see lineup_programme_choose_text()
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): a writer
 */
LineupTextWriter *
lineup_text_writer_new (LineupDatabase *database, const char *const *languages, GError **error);

/**
 * lineup_text_writer_free:
 * @self: (transfer full): a writer
 */
void lineup_text_writer_free (LineupTextWriter *self);

/**
 * lineup_text_writer_find:
 * @self: a writer
 * @body: hash of what a programme says
 * @text: (out): the text's row, 0 if there is none
 * @error: as lineup_database_run()
 */
gboolean
lineup_text_writer_find (LineupTextWriter *self, guint64 body, gint64 *text, GError **error);

/**
 * lineup_text_writer_add:
 * @self: a writer
 * @body: hash of what a programme says, which no text has
 * @size: bytes of that
 * @programme: what it says
 * @text: (out): the text's row
 * @error: as lineup_database_run()
 */
gboolean lineup_text_writer_add (LineupTextWriter *self,
                                 guint64 body,
                                 gsize size,
                                 const LineupProgramme *programme,
                                 gint64 *text,
                                 GError **error);

/**
 * lineup_text_writer_release:
 * @self: a writer
 * @text: a text's row, which one programme less says
 */
void lineup_text_writer_release (LineupTextWriter *self, gint64 text);

/**
 * lineup_text_writer_store:
 * @self: a writer
 * @error: as lineup_database_run()
 *
 * Stores what is held back, and its memory is free.
 */
gboolean lineup_text_writer_store (LineupTextWriter *self, GError **error);

/**
 * lineup_text_writer_end:
 * @self: a writer that holds nothing back
 * @error: as lineup_database_run()
 *
 * Drops texts that nothing says, and completes the index. To be called before the commit.
 */
gboolean lineup_text_writer_end (LineupTextWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupTextWriter, lineup_text_writer_free)

G_END_DECLS
