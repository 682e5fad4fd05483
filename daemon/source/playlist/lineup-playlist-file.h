/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-entry-ids.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupEntryRow:
 * @offset: where the lines of the entry begin in the text
 * @series: of an episode, the id of its series; else 0
 * @length: bytes of its lines
 * @kind: a #LineupEntryKind
 * @flags: a #LineupEntryFlags
 *
 * What is known of an entry besides its lines, its keys and its id.
 */
typedef struct
{
  guint64 offset;
  gint64 series;
  guint32 length;
  guint16 kind;
  guint16 flags;
} LineupEntryRow;

/**
 * LineupEntryFlags:
 * @LINEUP_ENTRY_CARRIED_GROUP: its lines begin with a group that an earlier entry has named
 * @LINEUP_ENTRY_FIRST_OF_SERIES: it is the first episode of its series
 */
typedef enum
{
  LINEUP_ENTRY_CARRIED_GROUP = 1 << 0,
  LINEUP_ENTRY_FIRST_OF_SERIES = 1 << 1,
} LineupEntryFlags;

/**
 * LineupPlaylistSection:
 * @LINEUP_PLAYLIST_HEADER: what the list says of itself
 * @LINEUP_PLAYLIST_TEXT: lines of the entries, as they came
 * @LINEUP_PLAYLIST_GROUPS: names of groups: a #LineupEntryKind as a digit, the name, the end of a
 *   line; in the order in which they came
 * @LINEUP_PLAYLIST_GUIDES: addresses of guides that the list names, each with the end of a line
 * @LINEUP_PLAYLIST_PLACE: where the list came from, in the end; empty for a file
 * @LINEUP_PLAYLIST_KEYS: a #LineupEntryKeys for each entry
 * @LINEUP_PLAYLIST_ROWS: a #LineupEntryRow for each entry
 * @LINEUP_PLAYLIST_IDS: an id for each entry
 * @LINEUP_PLAYLIST_BY_ID: 32-bit numbers of the entries, by their ids
 * @LINEUP_PLAYLIST_BY_SERIES: 32-bit numbers of the episodes, by their series, then in order
 *
 * What a file has.
 */
typedef enum
{
  LINEUP_PLAYLIST_HEADER,
  LINEUP_PLAYLIST_TEXT,
  LINEUP_PLAYLIST_GROUPS,
  LINEUP_PLAYLIST_GUIDES,
  LINEUP_PLAYLIST_PLACE,
  LINEUP_PLAYLIST_KEYS,
  LINEUP_PLAYLIST_ROWS,
  LINEUP_PLAYLIST_IDS,
  LINEUP_PLAYLIST_BY_ID,
  LINEUP_PLAYLIST_BY_SERIES,
} LineupPlaylistSection;

#define LINEUP_N_PLAYLIST_SECTIONS (LINEUP_PLAYLIST_BY_SERIES + 1)

/**
 * LineupPlaylistContents:
 * @sections: by #LineupPlaylistSection: what is in it
 * @lengths: bytes of each
 * @common: what all entries have in common, as a part of their keys
 * @has_group_titles: whether groups that were carried on don't count
 * @in_files: (element-type LineupPlaylistSection): bits of those that are mapped from files
 */
typedef struct
{
  gconstpointer sections[LINEUP_N_PLAYLIST_SECTIONS]; /* (unowned) */
  gsize lengths[LINEUP_N_PLAYLIST_SECTIONS];
  guint64 common;
  gboolean has_group_titles;
  guint in_files;
} LineupPlaylistContents;

/**
 * lineup_playlist_contents_release:
 * @contents: what is in a file
 * @section: a part of it that is mapped from a file, or is none
 *
 * Gives back the memory that a part of a file takes while it is read. It may be read again.
 */
void lineup_playlist_contents_release (const LineupPlaylistContents *contents,
                                       LineupPlaylistSection section);

/**
 * LineupPlaylistFile:
 *
 * The entries of a playlist as it was the last time that it came whole, in a file that only its
 * owner may read: there are addresses in it. What is in such a file may be anything, so each place
 * that it names is looked at before it is used. Has a reference count, and may be shared between
 * threads. It is a cache: one that is gone, or is not understood, is made anew.
 */
typedef struct _LineupPlaylistFile LineupPlaylistFile;

/**
 * lineup_playlist_file_open:
 * @path: of the file
 *
 * Returns: (transfer full) (nullable): what is in it; %NULL if there is none that is understood
 */
LineupPlaylistFile *lineup_playlist_file_open (const char *path);

/**
 * lineup_playlist_file_write:
 * @path: of the file
 * @contents: what is to be in it
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_DATABASE
 *
 * Writes a file in the place of the one that may be there, whole or not at all.
 *
 * Returns: (transfer full): the file, opened; or %NULL with an error
 */
LineupPlaylistFile *lineup_playlist_file_write (const char *path,
                                                const LineupPlaylistContents *contents,
                                                GError **error);

LineupPlaylistFile *lineup_playlist_file_ref (LineupPlaylistFile *self);

void lineup_playlist_file_unref (LineupPlaylistFile *self);

/**
 * lineup_playlist_file_delete_async:
 * @path: of a file, which need not be there
 * @cancellable: (nullable): no longer waits for it; it is deleted all the same
 * @callback: called when nothing of it is left
 * @user_data: for @callback
 *
 * Who reads it goes on.
 */
void lineup_playlist_file_delete_async (const char *path,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_playlist_file_delete_finish:
 * @error: %LINEUP_ERROR_DATABASE
 *
 * Returns: whether nothing is left
 */
gboolean lineup_playlist_file_delete_finish (GAsyncResult *result, GError **error);

/**
 * lineup_playlist_file_get_contents:
 *
 * Returns: (transfer none): what is in it; stays as long as the file
 */
const LineupPlaylistContents *lineup_playlist_file_get_contents (LineupPlaylistFile *self);

/**
 * lineup_playlist_file_release:
 *
 * Gives back the memory that a file takes while it is read: as much of it as was read would be in
 * memory else. It may be read again, and be read by others meanwhile.
 */
void lineup_playlist_file_release (LineupPlaylistFile *self);

/**
 * lineup_playlist_file_count:
 *
 * Returns: how many entries there are
 */
gsize lineup_playlist_file_count (LineupPlaylistFile *self);

/**
 * lineup_playlist_file_get:
 * @self: a file
 * @index: number of an entry
 * @text: (out): its lines
 * @row: (out): what else is known of it
 *
 * Returns: its id, 0 if there is no such entry
 */
gint64 lineup_playlist_file_get (LineupPlaylistFile *self,
                                 gsize index,
                                 LineupM3uText *text,
                                 LineupEntryRow *row);

/**
 * lineup_playlist_file_find:
 * @self: a file
 * @id: of an entry
 * @index: (out): its number
 *
 * Returns: whether there is one
 */
gboolean lineup_playlist_file_find (LineupPlaylistFile *self, gint64 id, gsize *index);

/**
 * lineup_playlist_file_find_series:
 * @self: a file
 * @series: id of a series
 * @n: (out): how many episodes it has
 *
 * Returns: (transfer none) (array length=n): numbers of its episodes, in their order
 */
const guint32 *lineup_playlist_file_find_series (LineupPlaylistFile *self, gint64 series, gsize *n);

/**
 * lineup_playlist_file_get_guides:
 * @self: a file
 * @base: (nullable): address of the list, a secret
 *
 * Returns: (transfer full) (array zero-terminated=1): addresses of guides that the list names, in
 *   its order; they may hold secrets
 */
GStrv lineup_playlist_file_get_guides (LineupPlaylistFile *self, const char *base);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupPlaylistFile, lineup_playlist_file_unref)

G_END_DECLS
