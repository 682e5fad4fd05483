/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-failing-files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

/* The linker has calls of X end up in __wrap_X, and those of __real_X in X. */
int __real_open64 (const char *path, int flags, mode_t mode);
int __wrap_open64 (const char *path, int flags, ...);
int __real_g_mkstemp_full (char *path, int flags, int mode);
int __wrap_g_mkstemp_full (char *path, int flags, int mode);
ssize_t __real_write (int fd, const void *data, size_t length);
ssize_t __wrap_write (int fd, const void *data, size_t length);
ssize_t __real_pwrite64 (int fd, const void *data, size_t length, off_t offset);
ssize_t __wrap_pwrite64 (int fd, const void *data, size_t length, off_t offset);

typedef struct
{
  gsize room;
  gboolean refuses_nameless;
  gboolean refuses_new;
  const char *refused; /* (unowned) (nullable) */
  gboolean holds;
  gboolean is_held;
} Files;

#define FINE                                                                                       \
  {                                                                                                \
    .room = G_MAXSIZE                                                                              \
  }

/* The system knows no owner either. */
static Files files = FINE;
static GMutex mutex;
static GCond cond;

void
lineup_failing_files_reset (void)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  files = (Files)FINE;
}

void
lineup_failing_files_set_room (gsize n_bytes)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  files.room = n_bytes;
}

void
lineup_failing_files_refuse_nameless (void)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  files.refuses_nameless = TRUE;
}

void
lineup_failing_files_refuse (const char *part)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  files.refused = part;
}

void
lineup_failing_files_refuse_new (void)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  files.refuses_new = TRUE;
}

void
lineup_failing_files_hold (void)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  files.holds = TRUE;
}

void
lineup_failing_files_wait_held (void)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  while (!files.is_held)
    g_cond_wait (&cond, &mutex);
}

void
lineup_failing_files_release (void)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  files.holds = FALSE;
  g_cond_broadcast (&cond);
}

int
__wrap_open64 (const char *path, int flags, ...)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  const gboolean is_nameless = (flags & O_TMPFILE) == O_TMPFILE;
  mode_t mode = 0;
  va_list arguments;

  if (is_nameless || (flags & O_CREAT) != 0)
    {
      va_start (arguments, flags);
      mode = va_arg (arguments, mode_t);
      va_end (arguments);
    }
  if (is_nameless && files.refuses_nameless)
    {
      errno = EOPNOTSUPP;
      return -1;
    }
  if (files.refused != NULL && strstr (path, files.refused) != NULL)
    {
      errno = EMFILE;
      return -1;
    }
  return __real_open64 (path, flags, mode);
}

int
__wrap_g_mkstemp_full (char *path, int flags, int mode)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (!files.refuses_new)
    return __real_g_mkstemp_full (path, flags, mode);
  errno = ENOSPC;
  return -1;
}

/* Waits while writes are held. Returns how much of what is to be written there is room for, with an
 * error of the system's where that is nothing. */
static size_t
take_room (size_t length)
{
  while (files.holds)
    {
      files.is_held = TRUE;
      g_cond_broadcast (&cond);
      g_cond_wait (&cond, &mutex);
    }
  files.is_held = FALSE;
  if (files.room == 0)
    errno = ENOSPC;
  length = MIN (length, files.room);
  files.room -= length;
  return length;
}

ssize_t
__wrap_write (int fd, const void *data, size_t length)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  const size_t room = take_room (length);

  return room > 0 ? __real_write (fd, data, room) : -1;
}

ssize_t
__wrap_pwrite64 (int fd, const void *data, size_t length, off_t offset)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  const size_t room = take_room (length);

  return room > 0 ? __real_pwrite64 (fd, data, room, offset) : -1;
}
