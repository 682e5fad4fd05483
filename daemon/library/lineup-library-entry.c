/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-entry.h"

LineupLibraryEntry *
lineup_library_entry_new (guint kind, gint64 id, const char *name)
{
  LineupLibraryEntry *self = g_atomic_rc_box_new0 (LineupLibraryEntry);

  self->kind = kind;
  self->id = id;
  self->name = g_strdup (name);
  return self;
}

LineupLibraryEntry *
lineup_library_entry_new_of_item (LineupKind kind, const LineupItem *item)
{
  LineupLibraryEntry *self = lineup_library_entry_new (kind, item->id, "");

  lineup_library_entry_identify (self, item);
  return self;
}

LineupLibraryEntry *
lineup_library_entry_copy (const LineupLibraryEntry *self)
{
  LineupLibraryEntry *copy = g_atomic_rc_box_new0 (LineupLibraryEntry);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->tmdb_id = g_strdup (self->tmdb_id);
  return copy;
}

LineupLibraryEntry *
lineup_library_entry_ref (LineupLibraryEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LineupLibraryEntry *self = data;

  g_free (self->name);
  g_free (self->tmdb_id);
}

void
lineup_library_entry_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
lineup_library_entry_identify (LineupLibraryEntry *self, const LineupItem *item)
{
  self->id = item->id;
  if (g_strcmp0 (self->name, item->name) != 0)
    {
      g_free (self->name);
      self->name = g_strdup (item->name);
    }
  if (item->year != 0)
    self->year = item->year;
  if (item->tmdb_id != NULL && g_strcmp0 (self->tmdb_id, item->tmdb_id) != 0)
    {
      g_free (self->tmdb_id);
      self->tmdb_id = g_strdup (item->tmdb_id);
    }
}

gboolean
lineup_library_entry_says_anything (const LineupLibraryEntry *self)
{
  return self->place != 0 || self->hidden || self->watched || self->resume != 0
         || self->played != 0;
}

gint64
lineup_library_entry_get_time (const LineupLibraryEntry *self)
{
  return MAX (MAX (self->favourite_when, self->hidden_when), self->played);
}

gboolean
lineup_library_entry_merge (LineupLibraryEntry *self, const LineupLibraryEntry *other)
{
  gboolean changed = FALSE;

  if (other->favourite_when > self->favourite_when)
    {
      if ((self->place != 0) != (other->place != 0))
        self->place = other->place != 0 ? -1 : 0;
      self->favourite_when = other->favourite_when;
      changed = TRUE;
    }
  if (other->hidden_when > self->hidden_when)
    {
      self->hidden = other->hidden;
      self->hidden_when = other->hidden_when;
      changed = TRUE;
    }
  if (other->played > self->played)
    {
      self->watched = other->watched;
      self->resume = other->resume;
      self->length = other->length;
      self->programme = other->programme;
      self->played = other->played;
      changed = TRUE;
    }
  return changed;
}

LineupMark
lineup_library_entry_get_mark (const LineupLibraryEntry *self)
{
  return (LineupMark){
    .id = self->id,
    .resume = self->programme == 0 ? self->resume : 0,
    .flags = (self->place != 0 ? LINEUP_MARK_FAVOURITE : 0u)
             | (self->watched ? LINEUP_MARK_WATCHED : 0u)
             | (self->hidden ? LINEUP_MARK_HIDDEN : 0u),
  };
}
