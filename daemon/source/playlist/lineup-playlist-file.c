/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist-file.h"

#include "lineup-address-mask.h"
#include "lineup-error.h"
#include "lineup-hash.h"
#include "lineup-mapped-memory.h"
#include "lineup-private-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What a file of this form begins with: another form has another number, and is none of ours. */
static const char magic[8] = "LUPLAY\0\3";

/* Bytes between which sections begin, so that their numbers lie where numbers have to. */
#define ALIGNMENT 8

typedef struct
{
  char magic[sizeof magic];
  guint64 common;
  guint64 has_group_titles;
  guint64 lengths[LINEUP_N_PLAYLIST_SECTIONS];
  guint64 hash; /* of what is before it */
} FileHead;

struct _LineupPlaylistFile
{
  GMappedFile *mapped; /* (owned) */
  LineupPlaylistContents contents;
};

static void
file_clear (LineupPlaylistFile *self)
{
  g_mapped_file_unref (self->mapped);
}

LineupPlaylistFile *
lineup_playlist_file_ref (LineupPlaylistFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lineup_playlist_file_unref (LineupPlaylistFile *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)file_clear);
}

static gsize
get_padding (gsize length)
{
  return (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
}

static guint64
hash_head (const FileHead *head)
{
  return lineup_hash (head, G_STRUCT_OFFSET (FileHead, hash), 0);
}

/* --- Memory --- */

void
lineup_playlist_contents_release (const LineupPlaylistContents *contents,
                                  LineupPlaylistSection section)
{
  if ((contents->in_files & (1u << section)) != 0)
    lineup_mapped_memory_release (contents->sections[section], contents->lengths[section]);
}

void
lineup_playlist_file_release (LineupPlaylistFile *self)
{
  lineup_mapped_memory_release (g_mapped_file_get_contents (self->mapped),
                                g_mapped_file_get_length (self->mapped));
}

/* --- Reading --- */

static gboolean
read_contents (LineupPlaylistContents *contents, const char *data, gsize size)
{
  FileHead head;
  gsize offset = sizeof head;
  gsize n = 0;

  if (size < sizeof head)
    return FALSE;
  memcpy (&head, data, sizeof head);
  if (memcmp (head.magic, magic, sizeof magic) != 0 || head.hash != hash_head (&head))
    return FALSE;
  contents->common = head.common;
  contents->has_group_titles = head.has_group_titles != 0;
  for (gsize i = 0; i < LINEUP_N_PLAYLIST_SECTIONS; i++)
    {
      if (offset > size || head.lengths[i] > size - offset)
        return FALSE;
      contents->sections[i] = data + offset;
      contents->lengths[i] = head.lengths[i];
      offset += head.lengths[i] + get_padding (head.lengths[i]);
    }
  n = contents->lengths[LINEUP_PLAYLIST_IDS] / sizeof (gint64);
  return n <= G_MAXUINT32 && contents->lengths[LINEUP_PLAYLIST_KEYS] == n * sizeof (LineupEntryKeys)
         && contents->lengths[LINEUP_PLAYLIST_ROWS] == n * sizeof (LineupEntryRow)
         && contents->lengths[LINEUP_PLAYLIST_BY_ID] == n * sizeof (guint32);
}

static LineupPlaylistFile *
take_mapped (GMappedFile *owned_mapped)
{
  g_autoptr (LineupPlaylistFile) self = g_atomic_rc_box_new0 (LineupPlaylistFile);

  self->mapped = owned_mapped;
  if (!read_contents (&self->contents,
                      g_mapped_file_get_contents (owned_mapped),
                      g_mapped_file_get_length (owned_mapped)))
    return NULL;
  return g_steal_pointer (&self);
}

LineupPlaylistFile *
lineup_playlist_file_open (const char *path)
{
  const int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  GMappedFile *mapped = NULL;
  struct stat status;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    mapped = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  close (fd);
  return mapped != NULL ? take_mapped (mapped) : NULL;
}

const LineupPlaylistContents *
lineup_playlist_file_get_contents (LineupPlaylistFile *self)
{
  return &self->contents;
}

gsize
lineup_playlist_file_count (LineupPlaylistFile *self)
{
  return self->contents.lengths[LINEUP_PLAYLIST_IDS] / sizeof (gint64);
}

gint64
lineup_playlist_file_get (LineupPlaylistFile *self,
                          gsize index,
                          LineupM3uText *text,
                          LineupEntryRow *row)
{
  const LineupPlaylistContents *contents = &self->contents;
  const LineupEntryRow *rows = contents->sections[LINEUP_PLAYLIST_ROWS];
  const gint64 *ids = contents->sections[LINEUP_PLAYLIST_IDS];
  const char *data = contents->sections[LINEUP_PLAYLIST_TEXT];
  const gsize length = contents->lengths[LINEUP_PLAYLIST_TEXT];

  if (index >= lineup_playlist_file_count (self))
    return 0;
  *row = rows[index];
  if (row->offset > length || row->length > length - row->offset)
    return 0;
  *text = (LineupM3uText){ data + row->offset, row->length };
  return ids[index];
}

gboolean
lineup_playlist_file_find (LineupPlaylistFile *self, gint64 id, gsize *index)
{
  const guint32 *by_id = self->contents.sections[LINEUP_PLAYLIST_BY_ID];
  const gint64 *ids = self->contents.sections[LINEUP_PLAYLIST_IDS];
  const gsize n = lineup_playlist_file_count (self);
  gsize first = 0;
  gsize last = n;

  while (first < last)
    {
      const gsize middle = first + (last - first) / 2;

      *index = by_id[middle];
      if (*index >= n)
        return FALSE;
      if (ids[*index] == id)
        return TRUE;
      if (ids[*index] < id)
        first = middle + 1;
      else
        last = middle;
    }
  return FALSE;
}

/* Returns the series of the episode at a place among the episodes. */
static gint64
get_series (LineupPlaylistFile *self, gsize place)
{
  const guint32 *by_series = self->contents.sections[LINEUP_PLAYLIST_BY_SERIES];
  const LineupEntryRow *rows = self->contents.sections[LINEUP_PLAYLIST_ROWS];
  const gsize index = by_series[place];

  return index < lineup_playlist_file_count (self) ? rows[index].series : 0;
}

const guint32 *
lineup_playlist_file_find_series (LineupPlaylistFile *self, gint64 series, gsize *n)
{
  const guint32 *by_series = self->contents.sections[LINEUP_PLAYLIST_BY_SERIES];
  const gsize count = self->contents.lengths[LINEUP_PLAYLIST_BY_SERIES] / sizeof (guint32);
  gsize first = 0;
  gsize last = count;

  while (first < last)
    {
      const gsize middle = first + (last - first) / 2;

      if (get_series (self, middle) < series)
        first = middle + 1;
      else
        last = middle;
    }
  while (last < count && get_series (self, last) == series)
    last++;
  *n = last - first;
  return by_series + first;
}

GStrv
lineup_playlist_file_get_guides (LineupPlaylistFile *self, const char *base)
{
  g_autoptr (LineupAddressMask) mask = base != NULL ? lineup_address_mask_new (base) : NULL;
  g_autoptr (GString) buffer = g_string_new (NULL);
  LineupM3uText guides = { self->contents.sections[LINEUP_PLAYLIST_GUIDES],
                           self->contents.lengths[LINEUP_PLAYLIST_GUIDES] };
  g_autofree char *text = NULL;

  if (mask != NULL)
    guides = lineup_address_mask_reveal (mask, guides, buffer);
  text = g_strndup (guides.data, guides.length);

  return g_strsplit (g_strchomp (text), "\n", -1);
}

/* --- Writing --- */

static gboolean
write_all (int fd, gconstpointer data, gsize length)
{
  const char *p = data;

  while (length > 0)
    {
      const gssize n = write (fd, p, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      p += n;
      length -= (gsize)n;
    }
  return TRUE;
}

static gboolean
write_section (int fd, const LineupPlaylistContents *contents, LineupPlaylistSection section)
{
  const char *data = contents->sections[section];
  const gsize length = contents->lengths[section];

  for (gsize done = 0; done < length; done += LINEUP_MAPPED_MEMORY_STEP)
    {
      const gsize n = MIN (length - done, LINEUP_MAPPED_MEMORY_STEP);

      if (!write_all (fd, data + done, n))
        return FALSE;
      if ((contents->in_files & (1u << section)) != 0)
        lineup_mapped_memory_release (data + done, n);
    }
  return TRUE;
}

static gboolean
write_contents (int fd, const LineupPlaylistContents *contents)
{
  static const char padding[ALIGNMENT] = { 0 };
  FileHead head = { .common = contents->common, .has_group_titles = contents->has_group_titles };

  memcpy (head.magic, magic, sizeof magic);
  for (gsize i = 0; i < LINEUP_N_PLAYLIST_SECTIONS; i++)
    head.lengths[i] = contents->lengths[i];
  head.hash = hash_head (&head);
  if (!write_all (fd, &head, sizeof head))
    return FALSE;
  for (gsize i = 0; i < LINEUP_N_PLAYLIST_SECTIONS; i++)
    {
      if (!write_section (fd, contents, (LineupPlaylistSection)i)
          || !write_all (fd, padding, get_padding (contents->lengths[i])))
        return FALSE;
    }
  /* What is renamed before it is on the disk may be empty after a power cut. */
  return fdatasync (fd) == 0;
}

static char *
make_new_path (const char *path)
{
  return g_strconcat (path, ".new", NULL);
}

LineupPlaylistFile *
lineup_playlist_file_write (const char *path,
                            const LineupPlaylistContents *contents,
                            GError **error)
{
  g_autofree char *new_path = make_new_path (path);
  g_autofree char *folder = g_path_get_dirname (path);
  LineupPlaylistFile *self = NULL;
  int fd = -1;

  /* A cache may be deleted at any time. */
  lineup_private_folder_make (folder);
  /* One that was left by a process that was killed. */
  g_unlink (new_path);
  fd = open (new_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0 && write_contents (fd, contents) && g_rename (new_path, path) == 0)
    self = lineup_playlist_file_open (path);
  if (self == NULL)
    {
      lineup_error_set_errno (
          error, LINEUP_ERROR_DATABASE, errno, "What a playlist has can't be written");
      g_unlink (new_path);
    }
  if (fd >= 0)
    close (fd);
  return self;
}

/* Deleting */

static gboolean
is_gone (const char *path)
{
  return g_unlink (path) == 0 || errno == ENOENT;
}

static void
delete_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = task_data;
  g_autofree char *new_path = make_new_path (path);
  GError *error = NULL;

  if (is_gone (path) && is_gone (new_path))
    g_task_return_boolean (task, TRUE);
  else
    {
      lineup_error_set_errno (
          &error, LINEUP_ERROR_DATABASE, errno, "What a playlist had can't be deleted");
      g_task_return_error (task, error);
    }
}

void
lineup_playlist_file_delete_async (const char *path,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_playlist_file_delete_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, delete_in_thread);
}

gboolean
lineup_playlist_file_delete_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
