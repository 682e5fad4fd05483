/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-snapshot.h"

#include "lineup-error.h"
#include "lineup-item-field.h"
#include "lineup-line-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Mode of a file that nobody opens again for writing, not even through /proc. */
#define MODE 0400

/* One file, open twice: what is handed out can't be written to, and has an offset of its own. */
typedef struct
{
  int writer;
  int reader;
} File;

/* A file that never has a name, where the file system can make one. */
static gboolean
open_nameless (File *file, const char *directory)
{
  g_autofree char *path = NULL;

  file->writer = open (directory, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, MODE);
  if (file->writer < 0)
    return FALSE;
  path = g_strdup_printf ("/proc/self/fd/%d", file->writer);
  file->reader = open (path, O_RDONLY | O_CLOEXEC);
  if (file->reader >= 0)
    return TRUE;
  close (file->writer);
  return FALSE;
}

/* A file that loses its name before anything is written to it. */
static gboolean
open_and_unlink (File *file, const char *directory)
{
  g_autofree char *path = g_build_filename (directory, ".snapshot-XXXXXX", NULL);
  int code = 0;

  file->writer = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, MODE);
  if (file->writer < 0)
    return FALSE;
  file->reader = open (path, O_RDONLY | O_CLOEXEC);
  code = errno;
  g_unlink (path);
  if (file->reader >= 0)
    return TRUE;
  close (file->writer);
  errno = code;
  return FALSE;
}

typedef struct
{
  LineupKind kind;
  LineupLineWriter *writer; /* (unowned) */
} Snapshot;

static void
write_categories (LineupLineWriter *writer, const char *key, const LineupItem *item)
{
  gsize n_categories = 0;
  const char *const *categories = lineup_item_field_get_categories (item, &n_categories);

  lineup_line_writer_add_strings (writer, key, categories, n_categories);
}

static void
write_field (LineupLineWriter *writer, const LineupItemField *field, const LineupItem *item)
{
  if (field->type == LINEUP_FIELD_TYPE_CATEGORIES)
    write_categories (writer, field->name, item);
  else if (!lineup_item_field_is_known (field, item))
    return;
  else if (lineup_item_field_is_text (field))
    lineup_line_writer_add_string (writer, field->name, lineup_item_field_get_text (field, item));
  else if (field->type == LINEUP_FIELD_TYPE_RATING)
    lineup_line_writer_add_double (writer, field->name, item->rating);
  else if (field->type == LINEUP_FIELD_TYPE_FLAG || field->type == LINEUP_FIELD_TYPE_ADULT)
    lineup_line_writer_add_boolean (
        writer, field->name, lineup_item_field_get_number (field, item) == TRUE);
  else
    lineup_line_writer_add_integer (
        writer, field->name, lineup_item_field_get_number (field, item));
}

static gboolean
write_item (const LineupItem *item, gpointer user_data, GError **error)
{
  const Snapshot *snapshot = user_data;
  LineupLineWriter *writer = snapshot->writer;

  lineup_line_writer_add_string (writer, "kind", lineup_kind_to_string (snapshot->kind));
  lineup_line_writer_add_integer (writer, "id", item->id);
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      if (lineup_item_field_is_of (field, snapshot->kind))
        write_field (writer, field, item);
    }
  return lineup_line_writer_end_line (writer, error);
}

static gboolean
write_all (LineupReader *reader, LineupKind kind, int fd, GError **error)
{
  g_autoptr (LineupLineWriter) writer = lineup_line_writer_new (fd);
  Snapshot snapshot = { kind, writer };

  return lineup_reader_visit_items (reader, kind, write_item, &snapshot, error)
         && lineup_line_writer_flush (writer, error);
}

int
lineup_snapshot_make (LineupReader *reader, LineupKind kind, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (lineup_reader_get_path (reader));
  File file = { -1, -1 };
  gboolean is_written = FALSE;

  if (!open_nameless (&file, directory) && !open_and_unlink (&file, directory))
    {
      lineup_error_set_errno (error, LINEUP_ERROR_DATABASE, errno, "A snapshot can't be made");
      return -1;
    }
  is_written = write_all (reader, kind, file.writer, error);
  close (file.writer);
  if (is_written)
    return file.reader;
  close (file.reader);
  return -1;
}
