/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-test-limits.h"

/* Microseconds that a test waits for anything, at most. */
#define WATCHDOG (60 * G_USEC_PER_SEC)

gint64
lineup_test_limit (gint64 microseconds)
{
  const char *text = g_getenv ("LINEUP_TEST_SLOWDOWN");
  double factor = text != NULL ? g_ascii_strtod (text, NULL) : 1;

  return (gint64)((double)microseconds * MAX (factor, 1));
}

gint64
lineup_test_watchdog (void)
{
  return g_get_monotonic_time () + lineup_test_limit (WATCHDOG);
}

char *
lineup_test_shared (const char *first, ...)
{
  const char *shared = g_getenv ("LINEUP_SHARED");
  g_autofree char *rest = NULL;
  g_autofree char *path = NULL;
  va_list args;

  if (shared == NULL)
    return NULL;

  va_start (args, first);
  rest = g_build_filename_valist (first, &args);
  va_end (args);

  path = g_build_filename (shared, rest, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}
