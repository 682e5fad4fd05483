/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-transfer.h"

#include "lineup-error.h"
#include "lineup-library-identity.h"
#include "lineup-library-line.h"
#include "lineup-library-request.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Milliseconds for which nothing may come. */
#define PATIENCE 20000

/* Bytes that are read at once. */
#define PIECE (64 * 1024)

struct _LineupLibraryImport
{
  GArray *lines; /* (owned) (element-type LineupLibraryLine) */
  guint n_taken;
};

/* Writing */

typedef struct
{
  GPtrArray *entries;    /* (owned) (element-type LineupLibraryEntry) */
  GPtrArray *categories; /* (owned) (element-type LineupLibraryCategory) */
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->categories);
  g_free (self);
}

/* Favourites in their order, so that who reads it keeps it. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const LineupLibraryEntry *entry = *(const LineupLibraryEntry *const *)a;
  const LineupLibraryEntry *other = *(const LineupLibraryEntry *const *)b;

  if (entry->kind != other->kind)
    return (int)entry->kind - (int)other->kind;
  if (entry->place != other->place)
    return entry->place < other->place ? -1 : 1;
  return entry->number < other->number ? -1 : entry->number > other->number;
}

static GString *
make_text (Export *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GHashTable) by_number = g_hash_table_new (g_int64_hash, g_int64_equal);

  lineup_library_line_write_head (text);
  g_ptr_array_sort (self->entries, compare_entries);
  for (guint i = 0; i < self->entries->len; i++)
    {
      LineupLibraryEntry *entry = self->entries->pdata[i];

      g_hash_table_insert (by_number, &entry->number, entry);
    }
  for (guint i = 0; i < self->entries->len; i++)
    {
      LineupLibraryEntry *entry = self->entries->pdata[i];
      const LineupLibraryLine line = {
        .entry = entry,
        .series = g_hash_table_lookup (by_number, &entry->series),
      };

      if (lineup_library_entry_get_time (entry) != 0
          && (entry->kind != LINEUP_KIND_EPISODES || line.series != NULL))
        lineup_library_line_write (&line, text);
    }
  for (guint i = 0; i < self->categories->len; i++)
    {
      const LineupLibraryLine line = { .category = self->categories->pdata[i] };

      lineup_library_line_write (&line, text);
    }
  return text;
}

static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      const gssize n_written = write (fd, text, length);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      text += MAX (n_written, 0);
      length -= (gsize)MAX (n_written, 0);
    }
  return TRUE;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GString) text = make_text (task_data);
  const int fd = memfd_create ("lineup-library", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  GError *error = NULL;

  if (fd >= 0 && write_all (fd, text->str, text->len) && lseek (fd, 0, SEEK_SET) == 0
      && fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0)
    {
      g_task_return_int (task, fd);
      return;
    }
  lineup_error_set_errno (&error, LINEUP_ERROR_STORAGE, errno, "There is no room for an export");
  if (fd >= 0)
    close (fd);
  g_task_return_error (task, error);
}

void
lineup_library_transfer_write_async (LineupLibraryShelf *shelf,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Export *export = g_new0 (Export, 1);

  export->entries = lineup_library_shelf_list (shelf);
  export->categories = lineup_library_shelf_list_categories (shelf);
  g_task_set_source_tag (task, lineup_library_transfer_write_async);
  g_task_set_task_data (task, export, export_free);
  /* A descriptor that nobody takes would stay open. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, write_in_thread);
}

int
lineup_library_transfer_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return (int)g_task_propagate_int (G_TASK (result), error);
}

/* Reading */

void
lineup_library_import_free (gpointer data)
{
  LineupLibraryImport *self = data;

  g_array_unref (self->lines);
  g_free (self);
}

typedef struct
{
  int fd;                      /* (owned) */
  GString *text;               /* (owned): of which no line was read */
  gboolean has_head;           /* the first line was one of ours */
  gboolean ended;              /* there is no more, or it is none of ours */
  LineupLibraryImport *import; /* (owned) (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  close (self->fd);
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->import, lineup_library_import_free);
  g_free (self);
}

static gboolean
take_line (Reading *self, const char *text, gsize length, GError **error)
{
  LineupLibraryLine line;

  if (!self->has_head)
    {
      self->has_head = lineup_library_line_is_head (text, length);
      if (!self->has_head)
        g_set_error_literal (
            error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA, "This is no export of a library");
      return self->has_head;
    }
  if (self->import->lines->len < LINEUP_LIBRARY_MAX_ENTRIES
      && lineup_library_line_read (text, length, &line))
    g_array_append_val (self->import->lines, line);
  else
    self->ended = TRUE;
  return TRUE;
}

static gboolean
take_lines (Reading *self, gboolean is_end, GError **error)
{
  gsize start = 0;

  while (!self->ended && start < self->text->len)
    {
      const char *line = self->text->str + start;
      const gsize left = self->text->len - start;
      const char *end = memchr (line, '\n', left);
      const gsize length = end != NULL ? (gsize)(end - line) : left;

      if (end == NULL && !is_end && length <= LINEUP_LIBRARY_LINE_MAX)
        break;
      if (!take_line (self, line, length, error))
        return FALSE;
      start += length + (end != NULL);
    }
  g_string_erase (self->text, 0, (gssize)MIN (start, self->text->len));
  return TRUE;
}

/* Waits for more, but not for ever, nor for somebody who has left. */
static gboolean
wait_for_more (Reading *self, GCancellable *cancellable, GError **error)
{
  GPollFD files[2] = { { self->fd, G_IO_IN, 0 } };
  const gboolean can_end = g_cancellable_make_pollfd (cancellable, &files[1]);
  const int n_ready = g_poll (files, can_end ? 2 : 1, PATIENCE);

  if (can_end)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n_ready == 0)
    g_set_error_literal (
        error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT, "Nothing more came of what is to be read");
  return n_ready != 0;
}

static gboolean
read_piece (Reading *self, GCancellable *cancellable, GError **error)
{
  char bytes[PIECE];
  gssize n_bytes = 0;

  if (!wait_for_more (self, cancellable, error))
    return FALSE;
  n_bytes = read (self->fd, bytes, sizeof bytes);
  if (n_bytes < 0 && (errno == EINTR || errno == EAGAIN))
    return TRUE;
  if (n_bytes > 0)
    {
      g_string_append_len (self->text, bytes, n_bytes);
      return take_lines (self, FALSE, error);
    }
  /* What can't be read any further breaks off there. */
  if (!take_lines (self, TRUE, error))
    return FALSE;
  self->ended = TRUE;
  return self->has_head || take_line (self, "", 0, error);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *self = task_data;
  GError *error = NULL;

  while (!self->ended)
    {
      if (!read_piece (self, cancellable, &error))
        {
          g_task_return_error (task, error);
          return;
        }
    }
  g_task_return_pointer (task, g_steal_pointer (&self->import), lineup_library_import_free);
}

void
lineup_library_import_read_async (int fd,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->fd = fd;
  reading->text = g_string_new (NULL);
  reading->import = g_new0 (LineupLibraryImport, 1);
  reading->import->lines = g_array_new (FALSE, FALSE, sizeof (LineupLibraryLine));
  g_array_set_clear_func (reading->import->lines, lineup_library_line_clear);
  g_task_set_source_tag (task, lineup_library_import_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

LineupLibraryImport *
lineup_library_import_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Taking it */

/* What is on the shelf, by what it is known by. */
typedef struct
{
  LineupLibraryShelf *shelf;    /* (unowned) */
  GHashTable *by_key;           /* (owned) (element-type utf8 gint64): numbers of entries */
  LineupLibraryIdentity *one;   /* (owned) */
  LineupLibraryIdentity *other; /* (owned) */
  gint64 now;
} Merging;

static void
merging_clear (Merging *self)
{
  g_hash_table_unref (self->by_key);
  lineup_library_identity_free (self->one);
  lineup_library_identity_free (self->other);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merging, merging_clear)

static char *
make_key (Merging *self, const LineupLibraryEntry *entry)
{
  if (entry->kind == LINEUP_KIND_EPISODES)
    return g_strdup_printf ("e %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            entry->series,
                            entry->season,
                            entry->episode);
  lineup_library_identity_set (self->one, entry->name, entry->year, entry->tmdb_id);
  return g_strdup_printf ("%u %s", entry->kind, lineup_library_identity_get_title (self->one));
}

static void
file_entry (Merging *self, const LineupLibraryEntry *entry)
{
  g_hash_table_insert (
      self->by_key, make_key (self, entry), g_memdup2 (&entry->number, sizeof entry->number));
}

static gboolean
is_same (Merging *self, const LineupLibraryEntry *entry, const LineupLibraryEntry *other)
{
  lineup_library_identity_set (self->one, entry->name, entry->year, entry->tmdb_id);
  lineup_library_identity_set (self->other, other->name, other->year, other->tmdb_id);
  return lineup_library_identity_compare (self->one, self->other) == LINEUP_LIBRARY_SAME;
}

static LineupLibraryEntry *
find (Merging *self, const LineupLibraryEntry *entry)
{
  g_autofree char *key = make_key (self, entry);
  const gint64 *number = g_hash_table_lookup (self->by_key, key);
  LineupLibraryEntry *other = NULL;

  if (number != NULL)
    other = lineup_library_shelf_get (self->shelf, *number);
  if (other != NULL && (entry->kind == LINEUP_KIND_EPISODES || is_same (self, entry, other)))
    return other;
  other = entry->kind != LINEUP_KIND_EPISODES
              ? lineup_library_shelf_find (self->shelf, entry->kind, entry->id)
              : NULL;
  return other != NULL && is_same (self, entry, other) ? other : NULL;
}

/* Returns the number of what is kept, 0 if there is no room. */
static gint64
take_entry (Merging *self, LineupLibraryEntry *entry, gint64 series)
{
  LineupLibraryEntry *merged = NULL;
  const LineupLibraryEntry *known = NULL;

  /* Nobody has said anything that is still to come. */
  entry->favourite_when = MIN (entry->favourite_when, self->now);
  entry->hidden_when = MIN (entry->hidden_when, self->now);
  entry->played = MIN (entry->played, self->now);
  entry->series = series;
  known = find (self, entry);
  if (known == NULL && lineup_library_shelf_get_size (self->shelf) >= LINEUP_LIBRARY_MAX_ENTRIES)
    return 0;
  if (known != NULL)
    merged = lineup_library_entry_copy (known);
  else
    {
      merged = lineup_library_entry_new (entry->kind, entry->id, entry->name);
      merged->year = entry->year;
      merged->tmdb_id = g_strdup (entry->tmdb_id);
      merged->series = series;
      merged->season = entry->season;
      merged->episode = entry->episode;
      merged->gone = self->now;
    }
  if (!lineup_library_entry_merge (merged, entry) && known != NULL)
    {
      lineup_library_entry_unref (merged);
      return known->number;
    }
  if (merged->place < 0)
    merged->place = lineup_library_request_get_last_place (self->shelf, merged->kind) + 1;
  lineup_library_shelf_put (self->shelf, merged);
  file_entry (self, merged);
  return merged->number;
}

static gboolean
take_category (Merging *self, LineupLibraryCategory *category)
{
  const LineupLibraryCategory *known = lineup_library_shelf_find_category (
      self->shelf, category->kind, category->id);

  if (known == NULL || known->when < category->when)
    lineup_library_shelf_put_category (self->shelf, lineup_library_category_ref (category));
  return TRUE;
}

static gboolean
take (Merging *self, LineupLibraryLine *line)
{
  gint64 series = 0;

  if (line->category != NULL)
    return take_category (self, line->category);
  if (line->series != NULL)
    {
      series = take_entry (self, line->series, 0);
      if (series == 0)
        return FALSE;
    }
  return take_entry (self, line->entry, series) != 0;
}

gboolean
lineup_library_import_apply (LineupLibraryShelf *shelf, gint64 now, gpointer data, GError **error)
{
  LineupLibraryImport *self = data;
  g_auto (Merging) merging = { .shelf = shelf, .now = MAX (now, 1) };
  g_autoptr (GPtrArray) entries = lineup_library_shelf_list (shelf);

  merging.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  merging.one = lineup_library_identity_new ();
  merging.other = lineup_library_identity_new ();
  for (guint i = 0; i < entries->len; i++)
    file_entry (&merging, entries->pdata[i]);
  for (guint i = 0; i < self->lines->len; i++)
    {
      if (!take (&merging, &g_array_index (self->lines, LineupLibraryLine, i)))
        break;
      self->n_taken++;
    }
  return TRUE;
}

guint
lineup_library_import_get_taken (const LineupLibraryImport *self)
{
  return self->n_taken;
}
