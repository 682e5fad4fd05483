/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-posting-mask.h"

typedef struct
{
  LineupPostingSource parent;

  LineupPostingSource *source; /* (owned) */
  LineupRowSet *stale;         /* (owned) */
  LineupDatabase *database;    /* (unowned) */
  guint set;
  GByteArray *rows; /* (owned): of the posting at hand, if some are gone */
} Mask;

/* Returns whether any row is left. */
static gboolean
drop_stale (Mask *self, guint64 *bits, guint window, gboolean *changed)
{
  const guint64 *stale = lineup_row_set_get_window (self->stale, window);
  guint64 all = 0;

  *changed = FALSE;
  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    {
      *changed = *changed || (bits[i] & stale[i]) != 0;
      bits[i] &= ~stale[i];
      all |= bits[i];
    }
  return all != 0;
}

static gboolean
mask_posting (Mask *self, LineupPosting *posting, gboolean *is_left, GError **error)
{
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };
  gboolean changed = FALSE;

  *is_left = TRUE;
  if (posting->window >= lineup_row_set_get_n_windows (self->stale))
    return TRUE;
  if (!lineup_posting_unpack (posting, bits))
    return lineup_database_fail_set_damaged (self->database, self->set, error);
  *is_left = drop_stale (self, bits, posting->window, &changed);
  if (!*is_left || !changed)
    return TRUE;
  g_byte_array_set_size (self->rows, 0);
  lineup_posting_pack_bits (bits, self->rows);
  posting->rows = self->rows->data;
  posting->n_rows = self->rows->len;
  return TRUE;
}

static gboolean
mask_next (LineupPostingSource *source,
           LineupPosting *posting,
           gboolean *has_posting,
           GError **error)
{
  Mask *self = (Mask *)source;
  gboolean is_left = FALSE;

  do
    {
      if (!lineup_posting_source_next (self->source, posting, has_posting, error)
          || (*has_posting && !mask_posting (self, posting, &is_left, error)))
        return FALSE;
    }
  while (*has_posting && !is_left);
  return TRUE;
}

static void
mask_free (LineupPostingSource *source)
{
  Mask *self = (Mask *)source;

  lineup_posting_source_free (self->source);
  lineup_row_set_free (self->stale);
  g_byte_array_unref (self->rows);
  g_free (self);
}

LineupPostingSource *
lineup_posting_mask_new (LineupPostingSource *owned_source,
                         LineupRowSet *owned_stale,
                         LineupDatabase *database,
                         guint set)
{
  Mask *self = g_new0 (Mask, 1);

  self->parent = (LineupPostingSource){ .next = mask_next, .free = mask_free };
  self->source = owned_source;
  self->stale = owned_stale;
  self->database = database;
  self->set = set;
  self->rows = g_byte_array_new ();
  return &self->parent;
}
