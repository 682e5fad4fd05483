/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_instance_lock_take:
 * @directory: a folder that only one daemon may write to, made when needed (0700)
 * @error: %G_IO_ERROR_BUSY if another daemon has it, else why it can't be written
 *
 * Locks a folder until the process ends, however it ends. The bus can't do this: the same folder
 * may be reached from two buses, and a name is taken only after the files have been read.
 *
 * Returns: a file descriptor to be kept open, or -1 with an error
 */
int lineup_instance_lock_take (const char *directory, GError **error);

G_END_DECLS
