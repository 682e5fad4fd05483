/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files that fail when a test says so, for the project's own code; libraries call the system
 * directly. Whoever uses it is linked with `failing_files`, see meson.build. */

/* Makes all as it should be. */
void lineup_failing_files_reset (void);

/* Takes so many more bytes; then no space is left on the device. */
void lineup_failing_files_set_room (gsize n_bytes);

/* Knows no O_TMPFILE, as some file systems. */
void lineup_failing_files_refuse_nameless (void);

/* Opens no file with @part in its path: too many are open. */
void lineup_failing_files_refuse (const char *part);

/* Makes no file under a name: no space is left on the device. */
void lineup_failing_files_refuse_new (void);

/* Keeps the next write waiting, and waits until there is one. */
void lineup_failing_files_hold (void);
void lineup_failing_files_wait_held (void);
void lineup_failing_files_release (void);

G_END_DECLS
