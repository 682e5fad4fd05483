/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-lookup.h"

#include "lineup-error.h"

void
lineup_library_finding_free (gpointer data)
{
  LineupLibraryFinding *self = data;

  g_clear_pointer (&self->entry, lineup_library_entry_unref);
  g_clear_pointer (&self->series, lineup_library_entry_unref);
  g_ptr_array_unref (self->episodes);
  g_free (self);
}

static LineupLibraryEntry *
make_episode (const LineupEpisode *episode)
{
  LineupLibraryEntry *entry = lineup_library_entry_new (
      LINEUP_KIND_EPISODES, episode->id, episode->title != NULL ? episode->title : "");

  entry->season = episode->season;
  entry->episode = episode->number;
  return entry;
}

static void
take_item (const LineupItem *item, gpointer user_data)
{
  LineupLibraryEntry *entry = user_data;

  lineup_library_entry_identify (entry, item);
}

static void
take_episode (const LineupEpisode *episode, const LineupItem *series, gpointer user_data)
{
  LineupLibraryFinding *finding = user_data;

  finding->entry = make_episode (episode);
  finding->series = lineup_library_entry_new_of_item (LINEUP_KIND_SERIES, series);
}

static gboolean
find_episode (LineupReader *reader, gint64 id, LineupLibraryFinding *finding, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (lineup_reader_get_episode (reader, id, take_episode, finding, &reason)
      || g_error_matches (reason, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
find_item (
    LineupReader *reader, LineupKind kind, gint64 id, LineupLibraryFinding *finding, GError **error)
{
  g_autoptr (LineupLibraryEntry) entry = lineup_library_entry_new (kind, id, "");
  gboolean found = FALSE;

  if (!lineup_reader_find_item (reader, kind, id, &found, take_item, entry, error))
    return FALSE;
  if (found)
    finding->entry = g_steal_pointer (&entry);
  return TRUE;
}

gboolean
lineup_library_lookup_list_episodes (LineupReader *reader,
                                     gint64 series,
                                     GPtrArray *episodes,
                                     GError **error)
{
  g_autoptr (LineupDetails) details = NULL;

  if (!lineup_reader_get_details (reader, LINEUP_KIND_SERIES, series, &details, error))
    return FALSE;
  for (guint i = 0; details != NULL && i < details->episodes->len; i++)
    g_ptr_array_add (episodes, make_episode (&g_array_index (details->episodes, LineupEpisode, i)));
  return TRUE;
}

LineupLibraryFinding *
lineup_library_lookup_read (LineupReader *reader, guint kind, gint64 id, GError **error)
{
  g_autoptr (LineupLibraryFinding) finding = g_new0 (LineupLibraryFinding, 1);
  const LineupLibraryEntry *series = NULL;

  finding->episodes = g_ptr_array_new_with_free_func (lineup_library_entry_unref);
  if (!(kind == LINEUP_KIND_EPISODES ? find_episode (reader, id, finding, error)
                                     : find_item (reader, (LineupKind)kind, id, finding, error)))
    return NULL;
  series = kind == LINEUP_KIND_SERIES ? finding->entry : finding->series;
  if (series != NULL
      && !lineup_library_lookup_list_episodes (reader, series->id, finding->episodes, error))
    return NULL;
  return g_steal_pointer (&finding);
}
