/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* With these, one of two names for a call would stand for the other, or be a function of the
 * header's. */
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE

#include "lineup-fault-shim.h"

#include <dirent.h>
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
 * written, and has them fail when a test wants it; and of those by which they are looked at, to
 * tell which of them the main thread makes. It is asked before there is anything else, and hence
 * knows nobody but the C library; what it has mapped stays for as long as the process. */

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
static void
get_path (int fd, char path[PATH_MAX])
{
  char link[64];
  ssize_t length = -1;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = REAL (readlink) (link, path, PATH_MAX - 1);
  path[length > 0 ? length : 0] = '\0';
}

static bool
is_file_below (int fd)
{
  char path[PATH_MAX];

  if (shim == NULL)
    return false;
  get_path (fd, path);
  return is_below (path);
}

/* Watching. */

static bool
is_watched (void)
{
  return shim != NULL && __atomic_load_n (&shim->watches, __ATOMIC_SEQ_CST) != 0
         && gettid () == getpid ();
}

/* The main thread alone gets here, one call after the other. */
static void
write_down (const char *call, const char *path)
{
  const size_t length = strlen (shim->seen);

  snprintf (shim->seen + length, sizeof shim->seen - length, "%s %s\n", call, path);
}

static void
watch (const char *call, const char *path)
{
  const int saved_errno = errno;

  if (is_watched () && is_below (path))
    write_down (call, path);
  errno = saved_errno;
}

static void
watch_fd (const char *call, int fd)
{
  const int saved_errno = errno;
  char path[PATH_MAX];

  if (is_watched ())
    {
      get_path (fd, path);
      if (is_below (path))
        write_down (call, path);
    }
  errno = saved_errno;
}

/* A path that is relative to a folder is told by the folder. */
static void
watch_at (const char *call, int folder, const char *path)
{
  if (path[0] == '/')
    watch (call, path);
  else if (folder != AT_FDCWD)
    watch_fd (call, folder);
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
  const bool is_there = is_below (path) && REAL (access) (path, F_OK) == 0;
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
    watch (#name, path);                                                                           \
    return open_fails (path, flags) ? -1 : REAL (name) (path, flags, mode);                        \
  }

#define DEFINE_FD_CALL(type, name, parameters, fd, arguments, is_step)                             \
  type name parameters                                                                             \
  {                                                                                                \
    watch_fd (#name, fd);                                                                          \
    return fails (is_file_below (fd), is_step) ? (type)-1 : REAL (name) arguments;                 \
  }

#define DEFINE_PATH_CALL(name, parameters, path, arguments, is_step)                               \
  int name parameters                                                                              \
  {                                                                                                \
    watch (#name, path);                                                                           \
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

  watch ("unlink", path);
  return fails (can_fail && is_below (path), true) ? -1 : REAL (unlink) (path);
}

/* Calls that only look, or that no test has fail. */

#define DEFINE_WATCHED(type, name, parameters, path, arguments)                                    \
  type name parameters                                                                             \
  {                                                                                                \
    watch (#name, path);                                                                           \
    return REAL (name) arguments;                                                                  \
  }

#define DEFINE_WATCHED_FD(type, name, parameters, fd, arguments)                                   \
  type name parameters                                                                             \
  {                                                                                                \
    watch_fd (#name, fd);                                                                          \
    return REAL (name) arguments;                                                                  \
  }

/* The names that the C library's headers give to calls whose arguments they have checked. */
int __open_2 (const char *path, int flags);
int __open64_2 (const char *path, int flags);
ssize_t __read_chk (int fd, void *data, size_t n, size_t size);
ssize_t __pread64_chk (int fd, void *data, size_t n, off64_t at, size_t size);

DEFINE_WATCHED (int, __open_2, (const char *path, int flags), path, (path, flags))
DEFINE_WATCHED (int, __open64_2, (const char *path, int flags), path, (path, flags))
DEFINE_WATCHED (FILE *, fopen, (const char *path, const char *mode), path, (path, mode))
DEFINE_WATCHED (FILE *, fopen64, (const char *path, const char *mode), path, (path, mode))
DEFINE_WATCHED (DIR *, opendir, (const char *path), path, (path))
DEFINE_WATCHED (int, stat, (const char *path, struct stat *status), path, (path, status))
DEFINE_WATCHED (int, stat64, (const char *path, struct stat64 *status), path, (path, status))
DEFINE_WATCHED (int, lstat, (const char *path, struct stat *status), path, (path, status))
DEFINE_WATCHED (int, lstat64, (const char *path, struct stat64 *status), path, (path, status))
DEFINE_WATCHED (int, access, (const char *path, int mode), path, (path, mode))
DEFINE_WATCHED (int, chmod, (const char *path, mode_t mode), path, (path, mode))
DEFINE_WATCHED (int, rmdir, (const char *path), path, (path))
DEFINE_WATCHED (ssize_t, readlink, (const char *path, char *link, size_t n), path, (path, link, n))

DEFINE_WATCHED_FD (int, fstat, (int fd, struct stat *status), fd, (fd, status))
DEFINE_WATCHED_FD (int, fstat64, (int fd, struct stat64 *status), fd, (fd, status))
DEFINE_WATCHED_FD (ssize_t, read, (int fd, void *data, size_t n), fd, (fd, data, n))
DEFINE_WATCHED_FD (
    ssize_t, __read_chk, (int fd, void *data, size_t n, size_t size), fd, (fd, data, n, size))
DEFINE_WATCHED_FD (ssize_t, pread, (int fd, void *data, size_t n, off_t at), fd, (fd, data, n, at))
DEFINE_WATCHED_FD (
    ssize_t, pread64, (int fd, void *data, size_t n, off64_t at), fd, (fd, data, n, at))
DEFINE_WATCHED_FD (ssize_t,
                   __pread64_chk,
                   (int fd, void *data, size_t n, off64_t at, size_t size),
                   fd,
                   (fd, data, n, at, size))

int
fstatat (int folder, const char *path, struct stat *status, int flags)
{
  watch_at ("fstatat", folder, path);
  return REAL (fstatat) (folder, path, status, flags);
}

int
fstatat64 (int folder, const char *path, struct stat64 *status, int flags)
{
  watch_at ("fstatat64", folder, path);
  return REAL (fstatat64) (folder, path, status, flags);
}

int
statx (int folder, const char *path, int flags, unsigned int mask, struct statx *status)
{
  watch_at ("statx", folder, path);
  return REAL (statx) (folder, path, flags, mask, status);
}
