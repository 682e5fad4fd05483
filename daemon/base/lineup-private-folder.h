/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_private_folder_make:
 * @path: a folder of ours
 *
 * Makes the folder (0700), with those above it, or takes away what rights others have to one that
 * is there, as after a backup was restored: nobody else gets at what is in it then, whatever the
 * modes of the files. Tells the log if it can't. Blocks: for start-up, before the main loop runs.
 */
void lineup_private_folder_make (const char *path);

G_END_DECLS
