/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What takes the place of libFuzzer's main(): gives the target each file named on the command line,
 * and each file in a directory named there, once. */

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static guint
run_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &contents, &length, &error))
    {
      g_printerr ("%s\n", error->message);
      return 0;
    }

  /* Without the NUL that GLib adds, a step too far is one. */
  data = g_memdup2 (contents, length);
  LLVMFuzzerTestOneInput (data, length);
  return 1;
}

static guint
run_directory (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      n += run_file (file);
    }
  return n;
}

int
main (int argc, char *argv[])
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    n += g_file_test (argv[i], G_FILE_TEST_IS_DIR) ? run_directory (argv[i]) : run_file (argv[i]);

  g_print ("%u inputs\n", n);
  return n > 0 ? 0 : 1;
}
