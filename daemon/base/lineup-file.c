/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Modes of files and of folders that are ours alone. */
#define MODE        0600
#define FOLDER_MODE 0700

/* Bytes that are read at once. */
#define CHUNK 4096

/* Ends the name of a draft: the first half is nobody else's, the second makes it unique. */
#define DRAFT_MARK   ".lineupd-draft-"
#define DRAFT_UNIQUE "XXXXXX"

char *
lineup_file_describe (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *folder_name = g_path_get_basename (folder);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *whole = g_build_filename (folder_name, name, NULL);
  char *description = g_utf8_make_valid (whole, -1);

  /* Whoever names a file does not write lines of the log. */
  for (char *c = description; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        *c = '?';
    }
  return description;
}

/* Kinds of files */

static gboolean
check_kind (const struct stat *status, const char *path, LineupError code, GError **error)
{
  g_autofree char *name = NULL;

  if (S_ISREG (status->st_mode))
    return TRUE;
  name = lineup_file_describe (path);
  g_set_error (error,
               LINEUP_ERROR,
               (int)code,
               "%s can't be opened: it is %s",
               name,
               S_ISDIR (status->st_mode) ? "a folder" : "no regular file");
  return FALSE;
}

void
lineup_file_set_error (
    GError **error, const char *path, LineupError otherwise, int number, const char *done)
{
  g_autofree char *name = lineup_file_describe (path);

  lineup_error_set_errno (error, otherwise, number, "%s can't be %s", name, done);
}

void
lineup_file_set_unreadable (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = lineup_file_describe (path);

  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE, "%s can't be read: %s", name, reason);
}

gboolean
lineup_file_check_kind (const char *path, LineupError code, GError **error)
{
  struct stat status;

  if (stat (path, &status) == 0)
    return check_kind (&status, path, code, error);
  if (errno == ENOENT)
    return TRUE;
  lineup_file_set_error (error, path, code, errno, "opened");
  return FALSE;
}

/* Reading */

/* Waits for nobody: a FIFO, or a terminal that is none yet, does not hold us up. */
static int
open_to_read (const char *path, GError **error)
{
  const int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  struct stat status;

  if (fd >= 0 && fstat (fd, &status) == 0)
    {
      if (check_kind (&status, path, LINEUP_ERROR_STORAGE, error))
        return fd;
    }
  else if (errno == ENOENT)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s", g_strerror (errno));
  else
    lineup_file_set_error (error, path, LINEUP_ERROR_STORAGE, errno, "opened");
  if (fd >= 0)
    close (fd);
  return -1;
}

/* A file may grow while it is read, and what the system says of its size is not always true. */
static GString *
read_bounded (int fd, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char chunk[CHUNK];
  gssize n_read = 1;

  while (n_read != 0 && text->len <= LINEUP_FILE_MAX_SIZE)
    {
      n_read = read (fd, chunk, sizeof chunk);
      if (n_read > 0)
        g_string_append_len (text, chunk, n_read);
      else if (n_read < 0 && errno != EINTR)
        {
          lineup_file_set_error (error, path, LINEUP_ERROR_STORAGE, errno, "read");
          return NULL;
        }
    }

  if (text->len <= LINEUP_FILE_MAX_SIZE && memchr (text->str, '\0', text->len) == NULL)
    return g_steal_pointer (&text);
  lineup_file_set_unreadable (
      error, path, text->len > LINEUP_FILE_MAX_SIZE ? "it is larger than 1 MiB" : "it is no text");
  return NULL;
}

char *
lineup_file_read (const char *path, GError **error)
{
  const int fd = open_to_read (path, error);
  GString *text = NULL;

  if (fd < 0)
    return NULL;
  text = read_bounded (fd, path, error);
  close (fd);
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

/* Writing */

static gboolean
write_all (int fd, const char *contents, gsize length)
{
  while (length > 0)
    {
      const gssize n_written = write (fd, contents, length);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      contents += MAX (n_written, 0);
      length -= (gsize)MAX (n_written, 0);
    }
  return fsync (fd) == 0;
}

/* Returns 0 or an error number. */
static int
write_and_close (int fd, const char *contents, gsize length)
{
  const int number = write_all (fd, contents, length) ? 0 : errno;

  /* Some file systems tell of what went wrong only now. */
  if (close (fd) != 0 && number == 0)
    return errno;
  return number;
}

/* Returns 0 or an error number. */
static int
write_beside (const char *path, const char *contents, gsize length)
{
  g_autofree char *draft = g_strconcat (path, DRAFT_MARK DRAFT_UNIQUE, NULL);
  const int fd = g_mkstemp_full (draft, O_WRONLY | O_CLOEXEC, MODE);
  int number = 0;

  if (fd < 0)
    return errno;
  number = write_and_close (fd, contents, length);
  if (number == 0 && rename (draft, path) != 0)
    number = errno;
  if (number != 0)
    unlink (draft);
  return number;
}

gboolean
lineup_file_write (const char *path, const char *contents, gsize length, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int number = 0;

  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    number = errno;
  else
    number = write_beside (path, contents, length);
  if (number == 0)
    {
      lineup_file_sync_folder (path);
      return TRUE;
    }
  lineup_file_set_error (error, path, LINEUP_ERROR_STORAGE, number, "written");
  return FALSE;
}

gboolean
lineup_file_delete (const char *path, GError **error)
{
  int number = 0;

  if (unlink (path) == 0)
    {
      lineup_file_sync_folder (path);
      return TRUE;
    }
  number = errno;
  if (number == ENOENT)
    return TRUE;
  lineup_file_set_error (error, path, LINEUP_ERROR_STORAGE, number, "deleted");
  return FALSE;
}

gboolean
lineup_file_sync (const char *path, GError **error)
{
  const int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  int number = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0 && close (fd) != 0 && number == 0)
    number = errno;
  if (number == 0)
    return TRUE;
  lineup_file_set_error (error, path, LINEUP_ERROR_STORAGE, number, "written");
  return FALSE;
}

void
lineup_file_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  g_close (fd, NULL);
}

static gboolean
is_draft (const char *name, const char *suffix)
{
  g_autofree char *tail = g_strconcat (suffix, DRAFT_MARK, NULL);
  const char *unique = strstr (name, tail);

  if (unique == NULL)
    return FALSE;
  unique += strlen (tail);
  if (strlen (unique) != strlen (DRAFT_UNIQUE))
    return FALSE;
  for (const char *c = unique; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c))
        return FALSE;
    }
  return TRUE;
}

void
lineup_file_remove_drafts (const char *path, const char *suffix)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (is_draft (name, suffix))
        g_unlink (file);
    }
}
