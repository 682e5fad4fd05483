/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_folder_sync_around:
 * @path: of a file, which need not be there any more
 *
 * Has the disk know which files the folder around @path has: after a power cut, what was deleted
 * there stays deleted. A folder that can't be opened is left alone. Blocks.
 */
void lineup_folder_sync_around (const char *path);

/**
 * lineup_folder_remove_temporary_files:
 * @path: a folder, which need not be there
 * @suffix: what the names of the files end in that are written there
 *
 * Deletes what a process that was killed has left beside files of such names: what
 * g_file_set_contents() was writing, which goes by the file's name, a dot, and six letters and
 * digits. Blocks; for start-up, before anything is written.
 */
void lineup_folder_remove_temporary_files (const char *path, const char *suffix);

G_END_DECLS
