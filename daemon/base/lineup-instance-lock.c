/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-instance-lock.h"

#include "lineup-error.h"
#include "lineup-private-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>

int
lineup_instance_lock_take (const char *directory, GError **error)
{
  g_autofree char *path = g_build_filename (directory, "lock", NULL);
  int saved_errno = 0;
  int fd = -1;

  lineup_private_folder_make (directory);
  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;

  saved_errno = errno;
  if (fd >= 0)
    g_close (fd, NULL);
  if (saved_errno == EWOULDBLOCK)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "Another lineupd is running");
  else
    lineup_error_set_errno (error, LINEUP_ERROR_STORAGE, saved_errno, "%s can't be written", path);
  return -1;
}
