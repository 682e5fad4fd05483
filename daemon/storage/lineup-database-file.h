/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-reader-pool.h"

G_BEGIN_DECLS

/**
 * LineupDatabaseFile:
 *
 * The file of one database, as its writer sees it: opens it, sets it aside when it is of no use,
 * begins it anew, and tidies it up. What it does may take long, so it is for the writer's thread
 * only.
 */
typedef struct _LineupDatabaseFile LineupDatabaseFile;

/**
 * LineupDatabaseFileFunctions:
 * @load: (nullable): called with each new connection, which is closed again if it fails
 * @forget: (nullable): called when what was in the file is lost, before it is begun anew
 *
 * What whoever uses a file has to do about it.
 */
typedef struct
{
  gboolean (*load) (LineupDatabase *database, gpointer user_data, GError **error);
  void (*forget) (gpointer user_data);
} LineupDatabaseFileFunctions;

/**
 * lineup_database_file_new:
 * @schema: (transfer none): what is in the file; lasts longer than it
 * @directory: folder for the file, made when needed (0700)
 * @name: of the file, without what its schema adds
 * @functions: (transfer none): last as long as the file
 * @user_data: for @functions
 * @readers: (transfer none): readers of the same file, lasting longer than this
 *
 * Returns: (transfer full): a file that was not touched yet
 */
LineupDatabaseFile *lineup_database_file_new (const LineupSchema *schema,
                                              const char *directory,
                                              const char *name,
                                              const LineupDatabaseFileFunctions *functions,
                                              gpointer user_data,
                                              LineupReaderPool *readers);

/**
 * lineup_database_file_free:
 * @self: (transfer full): a file
 */
void lineup_database_file_free (LineupDatabaseFile *self);

/**
 * lineup_database_file_get_path:
 * @schema: what is in the file
 * @directory: folder for the file
 * @name: of the file, without what its schema adds
 *
 * Returns: (transfer full): the file's path
 */
char *
lineup_database_file_get_path (const LineupSchema *schema, const char *directory, const char *name);

/**
 * lineup_database_file_open:
 * @self: a file
 * @error: %LINEUP_ERROR_DATABASE or %LINEUP_ERROR_DISK_FULL
 *
 * Makes sure that there is a file to write to. One that was deleted meanwhile is begun anew, one
 * that is damaged is set aside first.
 *
 * Returns: (transfer none): a connection that writes, for as long as nothing else is done here
 */
LineupDatabase *lineup_database_file_open (LineupDatabaseFile *self, GError **error);

/**
 * lineup_database_file_exists:
 *
 * Returns: whether there is a file, be it opened or not
 */
gboolean lineup_database_file_exists (LineupDatabaseFile *self);

/**
 * lineup_database_file_begin_load:
 * @self: a file that is open
 * @error: as lineup_database_file_open()
 *
 * Much is going to be written to a file that has little: the connection goes on with a copy beside
 * it, which needs no log, so that all is written once. Others read the file as it was. Where that
 * is not worth a copy, nothing changes. Nothing else is done with the file before
 * lineup_database_file_end_load().
 */
gboolean lineup_database_file_begin_load (LineupDatabaseFile *self, GError **error);

/**
 * lineup_database_file_end_load:
 * @self: a file
 * @is_whole: whether what was to be written is committed
 * @error: as lineup_database_file_open(), or %LINEUP_ERROR_STORAGE
 *
 * The copy, if there is one, takes the file's place, whole and on the disk, or goes. The connection
 * goes on with the file.
 *
 * Returns: whether what was committed is in the file
 */
gboolean
lineup_database_file_end_load (LineupDatabaseFile *self, gboolean is_whole, GError **error);

/**
 * lineup_database_file_rest:
 * @self: a file
 *
 * Tidies up after something was written: moves it from the write-ahead log into the database, and
 * frees memory. May take as long as it has taken to write.
 */
void lineup_database_file_rest (LineupDatabaseFile *self);

/**
 * lineup_database_file_pause:
 * @self: a file
 *
 * There is nothing to do. The file stays open if it may.
 */
void lineup_database_file_pause (LineupDatabaseFile *self);

/**
 * lineup_database_file_close:
 * @self: a file
 *
 * Nobody has done anything for long, readers neither: gives the file's descriptors and memory back
 * until it is opened again.
 */
void lineup_database_file_close (LineupDatabaseFile *self);

/**
 * lineup_database_file_hurry:
 * @self: a file
 *
 * Leaves all tidying up to the next time the file is opened. Any thread.
 */
void lineup_database_file_hurry (LineupDatabaseFile *self);

/**
 * lineup_database_file_clear:
 * @self: a file
 * @begins_anew: whether there is to be an empty one at once, and not only when it is opened
 * @error: as lineup_database_file_open()
 *
 * Deletes the file with all that was in it.
 */
gboolean
lineup_database_file_clear (LineupDatabaseFile *self, gboolean begins_anew, GError **error);

/**
 * lineup_database_file_delete:
 * @self: a file
 * @error: %LINEUP_ERROR_DATABASE
 *
 * Deletes the file for good. It is not opened again.
 */
gboolean lineup_database_file_delete (LineupDatabaseFile *self, GError **error);

/**
 * lineup_database_file_get_size:
 *
 * Returns: bytes on disk, with what SQLite keeps beside it and what was set aside
 */
guint64 lineup_database_file_get_size (LineupDatabaseFile *self);

/**
 * lineup_database_file_measure:
 * @schema: what is in the file
 * @directory: folder for the file
 * @name: of the file, without what its schema adds
 *
 * Returns: the size of a file that another one may have in hand. Any thread but the main one
 */
guint64
lineup_database_file_measure (const LineupSchema *schema, const char *directory, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupDatabaseFile, lineup_database_file_free)

G_END_DECLS
