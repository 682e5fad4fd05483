/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupIdleFiles:
 *
 * How many databases are kept open by those who do nothing with them. To open one again takes a
 * millisecond, but each takes three descriptors, of which there are few for many accounts. For any
 * thread.
 */
typedef struct _LineupIdleFiles LineupIdleFiles;

/* Files of all databases together. */
#define LINEUP_IDLE_FILES_MAX 24

/**
 * lineup_idle_files_new:
 *
 * Returns: (transfer full): none so far
 */
LineupIdleFiles *lineup_idle_files_new (void);

LineupIdleFiles *lineup_idle_files_ref (LineupIdleFiles *self);

void lineup_idle_files_unref (LineupIdleFiles *self);

/**
 * lineup_idle_files_keep:
 * @self: the files
 *
 * Returns: whether one more may be kept open; it then is, until lineup_idle_files_drop()
 */
gboolean lineup_idle_files_keep (LineupIdleFiles *self);

/**
 * lineup_idle_files_drop:
 * @self: the files
 *
 * One that was kept open is used again, or was closed.
 */
void lineup_idle_files_drop (LineupIdleFiles *self);

G_END_DECLS
