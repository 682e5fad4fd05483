/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-id-sequence-private.h"

struct _LineupIdSequence
{
  LineupIdIndex *index; /* (owned) (nullable) */
  LineupIdIndex *next;  /* (owned) (nullable): what it becomes */
  GArray *changes;      /* (owned) (nullable) (element-type LineupIdChange) */
  guint n_made;         /* of @changes */
  guint split;          /* items from @next */
  guint old_split;      /* items of @index that are no more there */
};

LineupIdSequence *
lineup_id_sequence_new (void)
{
  return g_new0 (LineupIdSequence, 1);
}

void
lineup_id_sequence_free (LineupIdSequence *self)
{
  g_clear_pointer (&self->index, lineup_id_index_unref);
  g_clear_pointer (&self->next, lineup_id_index_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

guint
lineup_id_sequence_get_length (const LineupIdSequence *self)
{
  return self->index == NULL
             ? self->split
             : self->split + lineup_id_index_get_length (self->index) - self->old_split;
}

LineupIdIndex *
lineup_id_sequence_get_index (const LineupIdSequence *self)
{
  return self->index;
}

LineupIdIndex *
lineup_id_sequence_locate (const LineupIdSequence *self, guint *position)
{
  LineupIdIndex *found = self->next;

  if (*position >= self->split)
    {
      *position += self->old_split - self->split;
      found = self->index;
    }
  return *position < lineup_id_index_get_n_known (found) ? found : NULL;
}

gboolean
lineup_id_sequence_contains (const LineupIdSequence *self, LineupKind kind, gint64 id)
{
  guint n = self->index != NULL ? lineup_id_index_get_n_known (self->index) : 0;

  for (guint i = 0; i < n; i++)
    {
      LineupKind found = kind;

      if (lineup_id_index_look_up (self->index, i, &found) == id && found == kind)
        return TRUE;
    }
  return FALSE;
}

void
lineup_id_sequence_begin (LineupIdSequence *self, LineupIdIndex *next, GArray *owned_changes)
{
  g_assert (owned_changes == NULL || self->changes == NULL);

  if (owned_changes == NULL)
    {
      LineupIdChange change
          = { 0, 0, lineup_id_sequence_get_length (self), lineup_id_index_get_length (next) };

      /* Whatever is shown goes, also what is half another. */
      owned_changes = g_array_new (FALSE, FALSE, sizeof (LineupIdChange));
      if (change.removed > 0 || change.added > 0)
        g_array_append_val (owned_changes, change);
    }
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->next, lineup_id_index_unref);
  self->changes = owned_changes;
  self->next = lineup_id_index_ref (next);
  self->n_made = 0;
}

static void
end (LineupIdSequence *self)
{
  g_clear_pointer (&self->index, lineup_id_index_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  self->index = g_steal_pointer (&self->next);
  self->split = 0;
  self->old_split = 0;
}

gboolean
lineup_id_sequence_step (LineupIdSequence *self, LineupIdChange *change)
{
  if (self->changes == NULL)
    return FALSE;
  if (self->n_made >= self->changes->len)
    {
      end (self);
      return FALSE;
    }
  *change = g_array_index (self->changes, LineupIdChange, self->n_made++);
  self->split = change->position + change->added;
  self->old_split = change->old_position + change->removed;
  /* Behind the last change both are one. */
  if (self->n_made >= self->changes->len)
    end (self);
  return TRUE;
}

gboolean
lineup_id_sequence_is_changing (const LineupIdSequence *self)
{
  return self->changes != NULL;
}
