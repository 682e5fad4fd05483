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
};

void
lineup_item_filter_free (LineupItemFilter *self)
{
  g_clear_pointer (&self->picked, lineup_row_set_free);
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

static void
keep_picked (LineupItemFilter *self, guint window, guint64 *bits)
{
  const guint64 *picked = lineup_row_set_get_window (self->picked, window);

  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    bits[i] &= picked[i];
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

gboolean
lineup_item_filter_apply (
    LineupItemFilter *self, LineupIndexWindow *columns, guint window, guint64 *bits, GError **error)
{
  const guint8 *extras = NULL;

  if (self->picked != NULL)
    keep_picked (self, window, bits);
  if (!lineup_filter_needs_figures (self->filter))
    return TRUE;
  extras = lineup_index_window_get (columns, LINEUP_INDEX_EXTRAS, error);
  if (extras == NULL)
    return FALSE;
  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    bits[i] = drop_by_figures (self->filter, bits[i], extras + i * 64 * LINEUP_INDEX_EXTRA_BYTES);
  return TRUE;
}
