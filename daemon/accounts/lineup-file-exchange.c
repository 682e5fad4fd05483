/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-file-exchange.h"

#include "lineup-error.h"
#include "lineup-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>

void
lineup_file_exchange_free (LineupFileExchange *self)
{
  g_free (self->path);
  g_free (self->draft);
  g_free (self->known);
  g_free (self->contents);
  g_free (self);
}

static gboolean
holds (const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = lineup_file_read (path, &error);

  if (contents != NULL)
    return g_strcmp0 (contents, expected) == 0;
  return expected == NULL && g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static int
move_draft (const LineupFileExchange *self, guint flags)
{
  return renameat2 (AT_FDCWD, self->draft, AT_FDCWD, self->path, flags) == 0 ? 0 : errno;
}

/* Somebody has written after all, and may do so again before it is back: that comes out in turn, in
 * place of what we have put in, until nobody is faster. What can't be read is put back as it is. */
static void
put_back (const LineupFileExchange *self)
{
  g_autofree char *put_in = g_strdup (self->contents);
  gboolean is_back = FALSE;

  while (!is_back)
    {
      g_autofree char *theirs = lineup_file_read (self->draft, NULL);

      if (move_draft (self, RENAME_EXCHANGE) != 0)
        return;
      is_back = theirs == NULL || holds (self->draft, put_in);
      g_free (put_in);
      put_in = g_steal_pointer (&theirs);
    }
}

/* Returns 0 or an error number: EEXIST and ENOENT if there is not what we know. */
static int
put_in_place (const LineupFileExchange *self)
{
  const int result = move_draft (self, self->known != NULL ? RENAME_EXCHANGE : RENAME_NOREPLACE);

  /* Not every file system can do that: then the moment between the look and the move is short. */
  if (result == EINVAL || result == ENOSYS)
    return holds (self->path, self->known) ? move_draft (self, 0) : EEXIST;
  if (result != 0 || self->known == NULL || holds (self->draft, self->known))
    return result;
  put_back (self);
  return EEXIST;
}

/* What can't be read is nothing that a later look would take, so whoever asks is told at once. */
static gboolean
check_readable (const LineupFileExchange *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *present = lineup_file_read (self->path, &local_error);

  if (present != NULL || g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
lineup_file_exchange_run (const LineupFileExchange *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const int result = check_readable (self, &local_error) ? put_in_place (self) : 0;

  g_unlink (self->draft);
  lineup_file_sync_folder (self->path);
  if (result == EEXIST || result == ENOENT)
    g_set_error (
        &local_error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, "Somebody else has changed the file");
  else if (result != 0)
    lineup_file_set_error (&local_error, self->path, LINEUP_ERROR_STORAGE, result, "written");
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
