/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupNamelessFile:
 * @writer: a descriptor that reads and writes, -1 for none
 * @reader: a descriptor that only reads, with an offset of its own, -1 for none
 *
 * A file that a caller gets without its name, while it is written: what is handed out can't be
 * written to, and nothing is left of it when it is closed, whatever becomes of the daemon.
 */
typedef struct
{
  int writer;
  int reader;
} LineupNamelessFile;

#define LINEUP_NAMELESS_FILE_INIT                                                                  \
  {                                                                                                \
    -1, -1                                                                                         \
  }

/**
 * lineup_nameless_file_make:
 * @self: (out caller-allocates): becomes an empty file
 * @beside: path of a file, in whose folder it is
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE
 */
gboolean lineup_nameless_file_make (LineupNamelessFile *self, const char *beside, GError **error);

/**
 * lineup_nameless_file_write:
 * @self: a file
 * @bytes: what to write
 * @n_bytes: how much
 * @offset: where, in bytes
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE
 *
 * Writes all of it, whatever the offset of the descriptor is.
 */
gboolean lineup_nameless_file_write (
    LineupNamelessFile *self, gconstpointer bytes, gsize n_bytes, guint64 offset, GError **error);

/**
 * lineup_nameless_file_read:
 * @self: a file
 * @bytes: (out): becomes what was written
 * @n_bytes: how much, which has to be there
 * @offset: where, in bytes
 * @error: %LINEUP_ERROR_DATABASE
 */
gboolean lineup_nameless_file_read (
    LineupNamelessFile *self, gpointer bytes, gsize n_bytes, guint64 offset, GError **error);

/**
 * lineup_nameless_file_end:
 * @self: a file that is complete; nothing is left of it
 *
 * Returns: the descriptor that only reads, at its start, for the caller to close
 */
int lineup_nameless_file_end (LineupNamelessFile *self);

/**
 * lineup_nameless_file_clear:
 *
 * Closes what is open.
 */
void lineup_nameless_file_clear (LineupNamelessFile *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LineupNamelessFile, lineup_nameless_file_clear)

G_END_DECLS
