/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_test_files_collect:
 * @path: a file or folder
 *
 * Returns: (transfer full) (element-type utf8): paths of all files and folders below @path, and
 *   @path itself; nothing if it is not there
 */
GPtrArray *lineup_test_files_collect (const char *path);

/**
 * lineup_test_files_find:
 * @path: a folder
 * @text: to look for
 *
 * Returns: (transfer full) (nullable): path of a file below @path with @text in its name or
 *   contents
 */
char *lineup_test_files_find (const char *path, const char *text);

/**
 * lineup_test_files_remove:
 * @path: a folder
 *
 * Removes a folder with all that is in it.
 */
void lineup_test_files_remove (const char *path);

G_END_DECLS
