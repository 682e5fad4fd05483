/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-opened-file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return NULL;
}

/* Returns where the link of a descriptor leads; it is the kernel's. */
static char *
read_link (int fd)
{
  g_autofree char *link_path = g_strdup_printf ("/proc/self/fd/%d", fd);

  return g_file_read_link (link_path, NULL);
}

/* One that was opened only to name a file proves nothing, as anybody may open it so. */
static gboolean
can_be_read (int fd)
{
  const int flags = fcntl (fd, F_GETFL);

  return flags >= 0 && (flags & O_PATH) == 0 && (flags & O_ACCMODE) != O_WRONLY;
}

/* What a sandbox has at a path may be another file, or none, where we look for it. */
static gboolean
is_file_there (const char *path, const struct stat *status)
{
  struct stat found;

  return path != NULL && g_path_is_absolute (path) && lstat (path, &found) == 0
         && found.st_dev == status->st_dev && found.st_ino == status->st_ino;
}

static char *
find_file (int fd, GError **error)
{
  struct stat status;
  g_autofree char *path = NULL;

  if (!can_be_read (fd))
    return refuse (error, "The file is not open for reading");
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    return refuse (error, "The file is no regular one");
  path = read_link (fd);
  if (!is_file_there (path, &status))
    return refuse (error, "The file is not where it was");
  return g_filename_to_uri (path, NULL, error);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *address = find_file (GPOINTER_TO_INT (task_data), &error);

  close (GPOINTER_TO_INT (task_data));
  if (address != NULL)
    g_task_return_pointer (task, address, g_free);
  else
    g_task_return_error (task, error);
}

void
lineup_opened_file_find_async (int fd,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const int own_fd = fcntl (fd, F_DUPFD_CLOEXEC, 0);

  g_task_set_source_tag (task, lineup_opened_file_find_async);
  if (own_fd < 0)
    {
      g_task_return_new_error (
          task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "There is no such file");
      return;
    }
  g_task_set_task_data (task, GINT_TO_POINTER (own_fd), NULL);
  g_task_run_in_thread (task, find_in_thread);
}

char *
lineup_opened_file_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
