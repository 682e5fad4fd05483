/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/**
 * lineup_ctl_file_add:
 * @settings: what a method is given, as `a{sv}`
 * @path: of a file
 * @hint: (nullable): why it is taken for one, to be told where there is none
 * @files: what goes with the call
 * @error: why it can't be opened
 *
 * Opens a file and adds it as `file`. The daemon reads what the person can open, and nothing else
 * that has a path.
 *
 * Returns: whether it was opened
 */
gboolean lineup_ctl_file_add (
    GVariantDict *settings, const char *path, const char *hint, GUnixFDList *files, GError **error);

G_END_DECLS
