/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-selection.h"

#include "lineup-packed-order.h"
#include "lineup-reader-private.h"
#include "lineup-row.h"

#include <string.h>

/* Wordings of genres that are remembered: lists have a few hundred. */
#define MAX_WORDINGS 4096

typedef struct
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  LineupPickedRows *rows;  /* (owned) (nullable) */
  LineupWordReader *words; /* (owned) */
  GString *genre;          /* (owned) (nullable): key of the one that is wanted */
  GHashTable *wordings;    /* (owned) (element-type utf8 gboolean): whether it is among them */
} Selection;

static void
selection_clear (Selection *self)
{
  g_clear_pointer (&self->rows, lineup_picked_rows_free);
  g_clear_pointer (&self->words, lineup_word_reader_free);
  g_clear_pointer (&self->wordings, g_hash_table_unref);
  if (self->genre != NULL)
    g_string_free (g_steal_pointer (&self->genre), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Selection, selection_clear)

static void
set_genre (Selection *self, const char *genre)
{
  self->words = lineup_word_reader_new ();
  self->genre = g_string_new (NULL);
  self->wordings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lineup_word_reader_make_key (self->words, genre, strlen (genre), self->genre);
}

static gboolean
has_genre (Selection *self, const char *genres)
{
  gpointer known = NULL;
  gboolean has = FALSE;

  if (genres == NULL)
    return FALSE;
  if (g_hash_table_lookup_extended (self->wordings, genres, NULL, &known))
    return GPOINTER_TO_INT (known);
  has = lineup_filter_has_genre (self->words, genres, self->genre->str);
  if (g_hash_table_size (self->wordings) == MAX_WORDINGS)
    g_hash_table_remove_all (self->wordings);
  g_hash_table_insert (self->wordings, g_strdup (genres), GINT_TO_POINTER (has));
  return has;
}

static gboolean
takes_genre (Selection *self, gint64 row, gboolean *takes, GError **error)
{
  LineupStatement *get = NULL;
  g_auto (LineupRows) rows = { NULL };

  *takes = TRUE;
  if (self->genre == NULL)
    return TRUE;
  get = lineup_database_get_statement (self->database, "genre-get", self->kind, error);
  if (get == NULL)
    return FALSE;
  rows = lineup_statement_query (get);
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, takes, error))
    return FALSE;
  *takes = *takes && has_genre (self, lineup_rows_get_text (&rows, "genre"));
  return TRUE;
}

static gboolean
take_row (Selection *self, gint64 row, GError **error)
{
  gboolean takes = FALSE;

  if (!takes_genre (self, row, &takes, error))
    return FALSE;
  if (takes)
    lineup_picked_rows_add (self->rows, row);
  return TRUE;
}

static gboolean
take_rows (Selection *self, LineupStatement *taken, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (taken);
  gboolean has_row = TRUE;

  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!take_row (self, lineup_rows_get_int (&rows, "row"), error))
        return FALSE;
    }
}

static gboolean
take_all (Selection *self, const LineupFilter *filter, GError **error)
{
  LineupStatement *taken = lineup_database_get_statement (
      self->database, "rows-taken", self->kind, error);

  if (taken == NULL)
    return FALSE;
  lineup_row_bind_filter (taken, filter);
  return take_rows (self, taken, error);
}

static gboolean
takes_figures (
    Selection *self, const LineupFilter *filter, gint64 row, gboolean *takes, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "figures-get", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  LineupFigures figures;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, takes, error))
    return FALSE;
  if (!*takes)
    return TRUE;
  lineup_row_read_figures (&rows, &figures);
  *takes = lineup_filter_takes_figures (filter, &figures);
  return TRUE;
}

/* Rows of a category, in their order: what they have is read as it lies. */
static gboolean
take_members (Selection *self, const LineupFilter *filter, gint64 category, GError **error)
{
  g_autoptr (LineupPackedOrder) order = lineup_packed_order_new (
      self->database, self->kind, LINEUP_SORT_YEAR, category);
  g_autoptr (LineupPickedRows) members = lineup_picked_rows_new ();
  gboolean takes = FALSE;

  if (!lineup_packed_order_pick (order, members, error))
    return FALSE;
  for (gint64 row = 0; lineup_picked_rows_next (members, &row); row++)
    {
      if (!takes_figures (self, filter, row, &takes, error)
          || (takes && !take_row (self, row, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_selection_read (LineupReader *reader,
                       LineupKind kind,
                       const LineupFilter *filter,
                       gint64 category,
                       LineupPickedRows **rows,
                       GError **error)
{
  g_auto (Selection) self = { .database = lineup_reader_get_database (reader), .kind = kind };

  *rows = NULL;
  if (!lineup_filter_needs_figures (filter) && filter->genre == NULL)
    return TRUE;
  self.rows = lineup_picked_rows_new ();
  if (filter->genre != NULL)
    set_genre (&self, filter->genre);
  if (!(category == LINEUP_PLACE_WHOLE_KIND ? take_all (&self, filter, error)
                                            : take_members (&self, filter, category, error)))
    return FALSE;
  *rows = g_steal_pointer (&self.rows);
  return TRUE;
}
