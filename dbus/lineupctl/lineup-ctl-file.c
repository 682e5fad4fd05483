/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-file.h"

#include "lineup-ctl-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

gboolean
lineup_ctl_file_add (
    GVariantDict *settings, const char *path, const char *hint, GUnixFDList *files, GError **error)
{
  const int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);
  const int number = errno;
  int index = -1;

  if (fd < 0)
    {
      g_set_error (error,
                   LINEUP_CTL_ERROR,
                   number == ENOENT ? LINEUP_CTL_ERROR_NOT_FOUND : LINEUP_CTL_ERROR_FAILED,
                   _ ("%s can't be opened: %s."),
                   path,
                   g_strerror (number));
      if (hint != NULL)
        g_prefix_error (error, "%s ", hint);
      return FALSE;
    }
  index = g_unix_fd_list_append (files, fd, error);
  close (fd);
  if (index < 0)
    return FALSE;
  g_variant_dict_insert (settings, "file", "h", index);
  return TRUE;
}
