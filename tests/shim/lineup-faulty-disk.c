/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-faulty-disk.h"

#include "lineup-fault-shim.h"

#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define LIBRARY_VARIABLE "LINEUP_FAULT_SHIM_LIBRARY"
#define WRAPPER_VARIABLE "LINEUPD_WRAPPER"

struct _LineupFaultyDisk
{
  char *path;            /* (owned): of the file that is mapped */
  char *wrapper;         /* (owned) (nullable): what there was before */
  LineupFaultShim *shim; /* (owned) */
};

static void
set_wrapper (LineupFaultyDisk *self)
{
  const char *library = g_getenv (LIBRARY_VARIABLE);
  g_autofree char *wrapper = NULL;

  if (library == NULL)
    g_error (LIBRARY_VARIABLE " is not set: the tests are to be run by meson");
  self->wrapper = g_strdup (g_getenv (WRAPPER_VARIABLE));
  wrapper = g_strdup_printf ("env LD_PRELOAD='%s' " LINEUP_FAULT_SHIM_VARIABLE "='%s' %s",
                             library,
                             self->path,
                             self->wrapper != NULL ? self->wrapper : "");
  g_setenv (WRAPPER_VARIABLE, wrapper, TRUE);
}

LineupFaultyDisk *
lineup_faulty_disk_new (void)
{
  LineupFaultyDisk *self = g_new0 (LineupFaultyDisk, 1);
  g_autoptr (GError) error = NULL;
  const int fd = g_file_open_tmp ("lineupd-shim-XXXXXX", &self->path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (fd, sizeof *self->shim), ==, 0);
  self->shim = mmap (NULL, sizeof *self->shim, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (self->shim != MAP_FAILED);
  g_close (fd, NULL);
  set_wrapper (self);
  return self;
}

void
lineup_faulty_disk_free (LineupFaultyDisk *self)
{
  if (self->wrapper != NULL)
    g_setenv (WRAPPER_VARIABLE, self->wrapper, TRUE);
  else
    g_unsetenv (WRAPPER_VARIABLE);
  munmap (self->shim, sizeof *self->shim);
  g_unlink (self->path);
  g_free (self->path);
  g_free (self->wrapper);
  g_free (self);
}

static void
set_up (
    LineupFaultyDisk *self, const char *directory, int first, int last, int code, gboolean kills)
{
  /* Nothing is to fail by half of the old and half of the new. */
  g_atomic_int_set (&self->shim->first, 0);
  g_atomic_int_set (&self->shim->watches, 0);
  g_strlcpy (self->shim->directory, directory, sizeof self->shim->directory);
  g_atomic_int_set (&self->shim->n_calls, 0);
  g_atomic_int_set (&self->shim->n_failed, 0);
  g_atomic_int_set (&self->shim->last, last);
  g_atomic_int_set (&self->shim->code, code);
  g_atomic_int_set (&self->shim->kills, kills);
  g_atomic_int_set (&self->shim->first, first);
}

void
lineup_faulty_disk_fail (
    LineupFaultyDisk *self, const char *directory, int first, int last, int code)
{
  set_up (self, directory, first, last, code, FALSE);
}

void
lineup_faulty_disk_kill (LineupFaultyDisk *self, const char *directory, int step)
{
  set_up (self, directory, step, step, 0, TRUE);
}

void
lineup_faulty_disk_count (LineupFaultyDisk *self, const char *directory)
{
  lineup_faulty_disk_fail (self, directory, 0, 0, 0);
}

void
lineup_faulty_disk_watch (LineupFaultyDisk *self, const char *directory)
{
  lineup_faulty_disk_count (self, directory);
  self->shim->seen[0] = '\0';
  g_atomic_int_set (&self->shim->watches, 1);
}

const char *
lineup_faulty_disk_get_seen (LineupFaultyDisk *self)
{
  return self->shim->seen;
}

int
lineup_faulty_disk_get_calls (LineupFaultyDisk *self)
{
  return g_atomic_int_get (&self->shim->n_calls);
}

int
lineup_faulty_disk_get_failed (LineupFaultyDisk *self)
{
  return g_atomic_int_get (&self->shim->n_failed);
}
