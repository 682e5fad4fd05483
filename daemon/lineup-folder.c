/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Of a dot and what makes a name unique. */
#define TAIL_LENGTH 7

void
lineup_folder_sync_around (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  g_close (fd, NULL);
}

static gboolean
is_temporary (const char *name, const char *suffix)
{
  const size_t length = strlen (name);
  g_autofree char *stem = NULL;

  if (length <= TAIL_LENGTH || name[length - TAIL_LENGTH] != '.')
    return FALSE;
  for (size_t i = length - TAIL_LENGTH + 1; i < length; i++)
    {
      if (!g_ascii_isalnum (name[i]))
        return FALSE;
    }
  stem = g_strndup (name, length - TAIL_LENGTH);
  return g_str_has_suffix (stem, suffix);
}

void
lineup_folder_remove_temporary_files (const char *path, const char *suffix)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (is_temporary (name, suffix))
        g_unlink (file);
    }
}
