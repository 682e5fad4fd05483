/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-snapshot.h"

#include "lineup-error.h"
#include "lineup-line-writer.h"
#include "lineup-names.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Nobody opens it again for writing, not even through /proc. */
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
add_known (LineupLineWriter *writer, const char *key, gint64 value)
{
  if (value > 0)
    lineup_line_writer_add_integer (writer, key, value);
}

static gboolean
write_item (const LineupItem *item, gpointer user_data, GError **error)
{
  static const char *const uncategorized[] = { LINEUP_UNCATEGORIZED };
  const Snapshot *snapshot = user_data;
  LineupLineWriter *writer = snapshot->writer;

  lineup_line_writer_add_string (writer, "kind", lineup_kind_to_string (snapshot->kind));
  lineup_line_writer_add_integer (writer, "id", item->id);
  lineup_line_writer_add_string (writer, "name", item->name);
  if (snapshot->kind == LINEUP_KIND_CHANNELS && item->position >= 0)
    lineup_line_writer_add_integer (writer, "position", item->position);
  lineup_line_writer_add_string (writer, "channel-number", item->channel_number);
  if (item->radio)
    lineup_line_writer_add_boolean (writer, "radio", TRUE);
  lineup_line_writer_add_strings (writer,
                                  "categories",
                                  item->n_categories > 0 ? item->categories : uncategorized,
                                  MAX (item->n_categories, 1));
  lineup_line_writer_add_string (writer, "icon", item->icon);
  add_known (writer, "year", item->year);
  if (item->rating > 0)
    lineup_line_writer_add_double (writer, "rating", item->rating);
  lineup_line_writer_add_string (writer, "genre", item->genre);
  lineup_line_writer_add_string (writer, "plot", item->plot);
  lineup_line_writer_add_string (writer, "cast", item->cast);
  lineup_line_writer_add_string (writer, "director", item->director);
  lineup_line_writer_add_string (writer, "release-date", item->release_date);
  add_known (writer, "added", item->added);
  add_known (writer, "modified", item->modified);
  add_known (writer, "duration", item->duration);
  lineup_line_writer_add_string (writer, "extension", item->extension);
  lineup_line_writer_add_string (writer, "epg-id", item->epg_id);
  add_known (writer, "archive-days", item->archive_days);
  if (item->adult != LINEUP_ADULT_UNKNOWN)
    lineup_line_writer_add_boolean (writer, "adult", item->adult == LINEUP_ADULT_YES);
  lineup_line_writer_add_string (writer, "trailer", item->trailer);
  lineup_line_writer_add_string (writer, "tmdb-id", item->tmdb_id);
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
