/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-filter.h"

#include "lineup-indexed-item.h"

#include <string.h>

struct _LineupItemFilter
{
  const LineupFilter *filter; /* (unowned) */
  LineupIndex *index;         /* (unowned) */
  LineupRowSet *picked;       /* (owned) (nullable): rows of the category and the genre; NULL for
                                 any */
  LineupRowSet *taken;        /* (owned): rows that pass, of windows that were looked at */
  gboolean *is_looked_at;     /* (owned) (array): of each window */
};

void
lineup_item_filter_free (LineupItemFilter *self)
{
  g_clear_pointer (&self->picked, lineup_row_set_free);
  lineup_row_set_free (self->taken);
  g_free (self->is_looked_at);
  g_free (self);
}

static gboolean
pick (LineupItemFilter *self, const char *tag, GError **error)
{
  g_autoptr (LineupRowSet) rows = lineup_row_set_new (lineup_index_get_n_windows (self->index));

  if (!lineup_index_find (self->index, LINEUP_INDEX_TAG, tag, strlen (tag), FALSE, rows, error))
    return FALSE;
  if (self->picked == NULL)
    self->picked = g_steal_pointer (&rows);
  else
    lineup_row_set_intersect (self->picked, rows);
  return TRUE;
}

static gboolean
pick_genre (LineupItemFilter *self, const char *genre, GError **error)
{
  g_autoptr (LineupWordReader) words = lineup_word_reader_new ();
  g_autoptr (GString) key = g_string_new (NULL);
  char tag[LINEUP_INDEXED_ITEM_TAG_BYTES];

  lineup_word_reader_make_key (words, genre, strlen (genre), key);
  lineup_indexed_item_tag_genre (key->str, tag);
  return pick (self, tag, error);
}

LineupItemFilter *
lineup_item_filter_new (const LineupFilter *filter,
                        gint64 category,
                        LineupIndex *index,
                        GError **error)
{
  g_autoptr (LineupItemFilter) self = g_new0 (LineupItemFilter, 1);
  char tag[LINEUP_INDEXED_ITEM_TAG_BYTES];

  self->filter = filter;
  self->index = index;
  self->taken = lineup_row_set_new (lineup_index_get_n_windows (index));
  self->is_looked_at = g_new0 (gboolean, lineup_index_get_n_windows (index));
  if (category >= 0)
    {
      lineup_indexed_item_tag_category ((guint32)category, tag);
      if (!pick (self, tag, error))
        return NULL;
    }
  if (filter->genre != NULL && !pick_genre (self, filter->genre, error))
    return NULL;
  return g_steal_pointer (&self);
}

static guint64
drop_by_figures (const LineupFilter *filter, guint64 word, const guint8 *extras)
{
  for (guint64 left = word; left != 0; left &= left - 1)
    {
      const guint place = (guint)__builtin_ctzll (left);
      LineupFigures figures;

      lineup_indexed_item_unpack_figures (extras + place * LINEUP_INDEX_EXTRA_BYTES, &figures);
      if (!lineup_filter_takes_figures (filter, &figures))
        word &= ~(G_GUINT64_CONSTANT (1) << place);
    }
  return word;
}

static void
keep (LineupRowSet *rows, guint window, guint64 *bits)
{
  const guint64 *kept = lineup_row_set_get_window (rows, window);

  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    bits[i] &= kept[i];
}

/* Tells of all rows of a window whether they pass: it is asked about in each tier, and to read what
 * is known of its rows takes longer than to look at it. */
static gboolean
look_at (LineupItemFilter *self, LineupIndexWindow *columns, guint window, GError **error)
{
  const guint8 *extras = lineup_index_window_get (columns, LINEUP_INDEX_EXTRAS, error);
  guint64 *taken = lineup_row_set_get_window (self->taken, window);

  if (extras == NULL)
    return FALSE;
  memset (taken, 0xff, LINEUP_ROW_SET_WINDOW_WORDS * sizeof *taken);
  if (self->picked != NULL)
    keep (self->picked, window, taken);
  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    taken[i] = drop_by_figures (self->filter, taken[i], extras + i * 64 * LINEUP_INDEX_EXTRA_BYTES);
  self->is_looked_at[window] = TRUE;
  return TRUE;
}

static gboolean
has_any (const guint64 *bits)
{
  guint64 all = 0;

  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    all |= bits[i];
  return all != 0;
}

gboolean
lineup_item_filter_apply (
    LineupItemFilter *self, LineupIndexWindow *columns, guint window, guint64 *bits, GError **error)
{
  if (self->picked != NULL)
    keep (self->picked, window, bits);
  if (!lineup_filter_needs_figures (self->filter) || !has_any (bits))
    return TRUE;
  if (!self->is_looked_at[window] && !look_at (self, columns, window, error))
    return FALSE;
  keep (self->taken, window, bits);
  return TRUE;
}
