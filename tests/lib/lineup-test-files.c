/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <string.h>

static void
collect (const char *path, GPtrArray *paths)
{
  g_autoptr (GDir) directory = NULL;
  const char *name = NULL;

  g_ptr_array_add (paths, g_strdup (path));
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    directory = g_dir_open (path, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      collect (child, paths);
    }
}

GPtrArray *
lineup_test_files_collect (const char *path)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    collect (path, paths);
  return paths;
}

char *
lineup_test_files_find (const char *path, const char *text)
{
  g_autoptr (GPtrArray) paths = lineup_test_files_collect (path);

  for (guint i = 1; i < paths->len; i++)
    {
      const char *file = g_ptr_array_index (paths, i);
      g_autofree char *name = g_path_get_basename (file);
      g_autofree char *contents = NULL;
      gsize length = 0;

      if (strstr (name, text) != NULL)
        return g_strdup (file);
      if (g_file_test (file, G_FILE_TEST_IS_REGULAR)
          && g_file_get_contents (file, &contents, &length, NULL)
          && memmem (contents, length, text, strlen (text)) != NULL)
        return g_strdup (file);
    }
  return NULL;
}

void
lineup_test_files_remove (const char *path)
{
  g_autoptr (GPtrArray) paths = lineup_test_files_collect (path);

  for (guint i = paths->len; i > 0; i--)
    g_remove (g_ptr_array_index (paths, i - 1));
}
