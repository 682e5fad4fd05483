/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-failing-disk.h"

#include <signal.h>
#include <sqlite3.h>

/* What SQLite does with a file, but for the writing. */
typedef struct
{
  sqlite3_io_methods methods;
  const sqlite3_io_methods *real; /* (unowned) (nullable) */
} FailingMethods;

/* SQLite wants plain functions and asks for a VFS by address, hence the variables of this file.
 * There is one set of methods for files that are locked, and another one for those that are not. */
static sqlite3_vfs failing_vfs;
static FailingMethods failing_methods[4];
static GMutex methods_mutex;
static gint room = -1;  /* atomic */
static gint has_failed; /* atomic */
static gint is_deadly;  /* atomic: the process ends where there is no room */

static int
write_or_fail (sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
  const FailingMethods *methods = (const FailingMethods *)file->pMethods;

  if (g_atomic_int_get (&room) == 0)
    {
      if (g_atomic_int_get (&is_deadly))
        raise (SIGKILL);
      g_atomic_int_set (&has_failed, TRUE);
      return SQLITE_FULL;
    }
  if (g_atomic_int_get (&room) > 0)
    g_atomic_int_add (&room, -1);
  return methods->real->xWrite (file, data, length, offset);
}

static const sqlite3_io_methods *
get_failing_methods (const sqlite3_io_methods *real)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&methods_mutex);
  gsize i = 0;

  while (failing_methods[i].real != NULL && failing_methods[i].real != real)
    g_assert_cmpuint (++i, <, G_N_ELEMENTS (failing_methods));
  if (failing_methods[i].real == NULL)
    {
      failing_methods[i].methods = *real;
      failing_methods[i].methods.xWrite = write_or_fail;
      failing_methods[i].real = real;
    }
  return &failing_methods[i].methods;
}

static int
open_file (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  sqlite3_vfs *real_vfs = vfs->pAppData;
  const int code = real_vfs->xOpen (real_vfs, name, file, flags, out_flags);

  if (code == SQLITE_OK && file->pMethods != NULL)
    file->pMethods = get_failing_methods (file->pMethods);
  return code;
}

void
lineup_failing_disk_install (void)
{
  sqlite3_vfs *real_vfs = sqlite3_vfs_find (NULL);

  failing_vfs = *real_vfs;
  failing_vfs.zName = "failing";
  failing_vfs.pAppData = real_vfs;
  failing_vfs.xOpen = open_file;
  g_assert_cmpint (sqlite3_vfs_register (&failing_vfs, 1), ==, SQLITE_OK);
}

void
lineup_failing_disk_set_room (gint n_writes)
{
  g_atomic_int_set (&has_failed, FALSE);
  g_atomic_int_set (&room, n_writes);
}

void
lineup_failing_disk_die_at (gint n_writes)
{
  g_atomic_int_set (&is_deadly, TRUE);
  lineup_failing_disk_set_room (n_writes);
}

gboolean
lineup_failing_disk_has_failed (void)
{
  return g_atomic_int_get (&has_failed);
}
