/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* With it, one of two names for a call would stand for the other. */
#undef _FILE_OFFSET_BITS

#include "lineup-fault-shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* To be preloaded: takes the place of the calls of the C library by which files are made and
 * written, and has them fail when a test wants it. It is asked before there is anything else, and
 * hence knows nobody but the C library; what it has mapped stays for as long as the process. */

#define REAL(name) ((__typeof__ (&name))dlsym (RTLD_NEXT, #name))

static LineupFaultShim *shim; /* (owned) (nullable) */

__attribute__ ((constructor)) static void
map_shim (void)
{
  const char *path = getenv (LINEUP_FAULT_SHIM_VARIABLE);
  const int fd = path != NULL ? REAL (open) (path, O_RDWR | O_CLOEXEC) : -1;
  void *memory = MAP_FAILED;

  if (fd >= 0)
    memory = mmap (NULL, sizeof (LineupFaultShim), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (fd >= 0)
    close (fd);
  if (memory != MAP_FAILED)
    shim = memory;
}

static bool
is_below (const char *path)
{
  const size_t length = shim != NULL ? strlen (shim->directory) : 0;

  return length > 0 && strncmp (path, shim->directory, length) == 0 && path[length] == '/';
}

/* Also of one that was deleted, as temporary files are. */
static bool
is_file_below (int fd)
{
  char link[64];
  char path[PATH_MAX];
  ssize_t length = -1;

  if (shim == NULL)
    return false;
  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  path[length > 0 ? length : 0] = '\0';
  return is_below (path);
}

/* Counts a call. A step is what a file can be found before, or after. */
static bool
fails (bool is_meant, bool is_step)
{
  const int saved_errno = errno;
  bool kills = false;
  int first = 0;
  int n = 0;

  if (!is_meant)
    return false;
  kills = __atomic_load_n (&shim->kills, __ATOMIC_SEQ_CST) != 0;
  if (kills && !is_step)
    return false;
  n = __atomic_add_fetch (&shim->n_calls, 1, __ATOMIC_SEQ_CST);
  first = __atomic_load_n (&shim->first, __ATOMIC_SEQ_CST);
  errno = saved_errno;
  if (first == 0 || n < first || n > __atomic_load_n (&shim->last, __ATOMIC_SEQ_CST))
    return false;
  if (kills)
    kill (getpid (), SIGKILL);
  __atomic_add_fetch (&shim->n_failed, 1, __ATOMIC_SEQ_CST);
  errno = __atomic_load_n (&shim->code, __ATOMIC_SEQ_CST);
  return true;
}

/* Files that are there can be opened for writing on a full disk, but not on one that is read-only.
 */
static bool
open_fails (const char *path, int flags)
{
  const int saved_errno = errno;
  const bool is_there = is_below (path) && access (path, F_OK) == 0;
  const bool writes = (flags & O_ACCMODE) != O_RDONLY;

  errno = saved_errno;
  if (!is_below (path) || (is_there && !writes) || (!is_there && (flags & O_CREAT) == 0))
    return false;
  if (is_there && __atomic_load_n (&shim->code, __ATOMIC_SEQ_CST) != EROFS)
    return false;
  return fails (true, false);
}

/* The calls themselves. Those that go by two names are the same on machines of 64 bits. */

#define DEFINE_OPEN(name)                                                                          \
  int name (const char *path, int flags, ...)                                                      \
  {                                                                                                \
    mode_t mode = 0;                                                                               \
    va_list args;                                                                                  \
                                                                                                   \
    va_start (args, flags);                                                                        \
    if ((flags & (O_CREAT | O_TMPFILE)) != 0)                                                      \
      mode = va_arg (args, mode_t);                                                                \
    va_end (args);                                                                                 \
    return open_fails (path, flags) ? -1 : REAL (name) (path, flags, mode);                        \
  }

#define DEFINE_FD_CALL(type, name, parameters, fd, arguments, is_step)                             \
  type name parameters                                                                             \
  {                                                                                                \
    return fails (is_file_below (fd), is_step) ? (type)-1 : REAL (name) arguments;                 \
  }

#define DEFINE_PATH_CALL(name, parameters, path, arguments, is_step)                               \
  int name parameters                                                                              \
  {                                                                                                \
    return fails (is_below (path), is_step) ? -1 : REAL (name) arguments;                          \
  }

#define DEFINE_FD(type, name, parameters, fd, arguments)                                           \
  DEFINE_FD_CALL (type, name, parameters, fd, arguments, false)
#define DEFINE_FD_STEP(name, fd) DEFINE_FD_CALL (int, name, (int fd), fd, (fd), true)

DEFINE_OPEN (open)
DEFINE_OPEN (open64)

DEFINE_FD (ssize_t, write, (int fd, const void *data, size_t n), fd, (fd, data, n))
DEFINE_FD (ssize_t, writev, (int fd, const struct iovec *vector, int n), fd, (fd, vector, n))
DEFINE_FD (ssize_t, pwrite, (int fd, const void *data, size_t n, off_t at), fd, (fd, data, n, at))
DEFINE_FD (
    ssize_t, pwrite64, (int fd, const void *data, size_t n, off64_t at), fd, (fd, data, n, at))
DEFINE_FD_STEP (fsync, fd)
DEFINE_FD_STEP (fdatasync, fd)
DEFINE_FD (int, ftruncate, (int fd, off_t length), fd, (fd, length))
DEFINE_FD (int, ftruncate64, (int fd, off64_t length), fd, (fd, length))
DEFINE_FD (int, fallocate64, (int fd, int mode, off64_t at, off64_t n), fd, (fd, mode, at, n))

DEFINE_PATH_CALL (mkdir, (const char *path, mode_t mode), path, (path, mode), false)
DEFINE_PATH_CALL (rename, (const char *from, const char *to), to, (from, to), true)
DEFINE_PATH_CALL (renameat2,
                  (int from_fd, const char *from, int to_fd, const char *to, unsigned int flags),
                  to,
                  (from_fd, from, to_fd, to, flags),
                  true)

/* A full disk does not keep anybody from deleting. */
int
unlink (const char *path)
{
  const bool can_fail = shim != NULL && __atomic_load_n (&shim->code, __ATOMIC_SEQ_CST) != ENOSPC
                        && __atomic_load_n (&shim->code, __ATOMIC_SEQ_CST) != EDQUOT;

  return fails (can_fail && is_below (path), true) ? -1 : REAL (unlink) (path);
}
