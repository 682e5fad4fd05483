/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-private-folder.h"

#include "lineup-error.h"
#include "lineup-log.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

/* Mode of a folder for us alone, and all bits that a mode may have. */
#define PRIVATE_MODE 0700
#define MODE_OF_ALL  07777

void
lineup_private_folder_make (const char *path)
{
  const LineupLogContext context = { 0 };
  g_autoptr (GError) error = NULL;
  GStatBuf status = { 0 };

  if (g_mkdir_with_parents (path, PRIVATE_MODE) == 0 && g_stat (path, &status) == 0
      && ((status.st_mode & MODE_OF_ALL) == PRIVATE_MODE || g_chmod (path, PRIVATE_MODE) == 0))
    return;
  lineup_error_set_errno (&error, LINEUP_ERROR_STORAGE, errno, "%s", path);
  lineup_log (G_LOG_LEVEL_WARNING, &context, error, "a folder is not there for us alone");
}
