/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-name-search.h"

#include "lineup-best-hits.h"
#include "lineup-genre-filter.h"
#include "lineup-index-writer.h"
#include "lineup-place-walk.h"
#include "lineup-row.h"
#include "lineup-word-reader.h"

#include <string.h>

/* Rating: one in millionths, as figures have it. */
#define MILLIONTHS 1e6

typedef struct
{
  const LineupNameSearch *search; /* (unowned) */
  LineupDatabase *database;       /* (unowned) */
  LineupKind kind;
  LineupWordReader *words;  /* (owned) */
  GString *text;            /* (owned): key of what was typed */
  LineupGenreFilter *genre; /* (owned) */
  GString *name;            /* (owned): key of the name at hand */
  LineupItemKeys keys;      /* of the item at hand */
  LineupBestHits *hits;     /* (owned) */
} Run;

static void
run_init (Run *self)
{
  const LineupNameSearch *search = self->search;

  self->words = lineup_word_reader_new ();
  self->text = g_string_new (NULL);
  self->name = g_string_new (NULL);
  self->hits = lineup_best_hits_new (search->limit);
  lineup_item_keys_init (&self->keys);
  lineup_word_reader_make_key (self->words, search->text, strlen (search->text), self->text);
  self->genre = lineup_genre_filter_new (search->filter->genre);
}

static void
run_clear (Run *self)
{
  lineup_word_reader_free (self->words);
  g_string_free (self->text, TRUE);
  g_string_free (self->name, TRUE);
  lineup_genre_filter_free (self->genre);
  lineup_item_keys_clear (&self->keys);
  g_clear_pointer (&self->hits, lineup_best_hits_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Reads the keys of an item. Whether it is wanted, they tell, but for its genre. */
static gboolean
takes_row (Run *self, gint64 row, gboolean *takes, GError **error)
{
  *takes = lineup_mark_filter_takes (self->search->marked, row);
  if (!*takes)
    return TRUE;
  if (!lineup_row_get_keys (self->database, self->kind, row, &self->keys, takes, error))
    return FALSE;
  *takes = *takes && lineup_filter_takes_figures (self->search->filter, &self->keys.figures);
  return !*takes
         || lineup_genre_filter_takes_row (
             self->genre, self->database, self->kind, row, takes, error);
}

/* Of a name that begins with what was typed. */
static LineupIndexTier
get_tier (const Run *self)
{
  const char end = self->name->str[self->text->len];

  if (end == '\0')
    return LINEUP_INDEX_TIER_EXACT;
  return end == ' ' ? LINEUP_INDEX_TIER_BEGINS_WHOLE : LINEUP_INDEX_TIER_BEGINS;
}

/* A range may have other names, too. */
static gboolean
take_place (Run *self, const LineupPlace *place, GError **error)
{
  LineupIndexHit hit = { .row = (guint32)place->row };
  gboolean takes = FALSE;

  lineup_sort_key_to_name_key (place->text, self->name);
  if (!g_str_has_prefix (self->name->str, self->text->str))
    return TRUE;
  if (!takes_row (self, place->row, &takes, error))
    return FALSE;
  if (!takes)
    return TRUE;
  hit.tier = get_tier (self);
  hit.merit = lineup_index_make_merit ((double)self->keys.figures.rating / MILLIONTHS,
                                       self->keys.figures.year);
  hit.id = self->keys.id;
  lineup_best_hits_add (self->hits, &hit);
  return TRUE;
}

static gboolean
is_in_range (const LineupPlace *place, const LineupSortKeyRange *range)
{
  return place->type == SQLITE_TEXT && strcmp (place->text, range->beyond) < 0;
}

static gboolean
search_range (Run *self, const LineupSortKeyRange *range, GError **error)
{
  const LineupNameSearch *search = self->search;
  g_autoptr (LineupPlaceWalk) walk = NULL;
  gboolean has_place = TRUE;
  LineupQuery query;
  LineupPlace place;

  lineup_query_init (&query, self->kind, 1);
  query.sort = LINEUP_SORT_NAME;
  query.descending = FALSE;
  lineup_place_set_text (&place, range->first, G_MININT64);
  walk = lineup_place_walk_new (self->database, &query, search->category, &place, NULL, error);
  while (walk != NULL && !search->stop (search->user_data))
    {
      if (!lineup_place_walk_next (walk, &place, &has_place, error))
        return FALSE;
      if (!has_place || !is_in_range (&place, range))
        return TRUE;
      if (!take_place (self, &place, error))
        return FALSE;
    }
  return walk != NULL;
}

GArray *
lineup_name_search_run (const LineupNameSearch *self,
                        LineupDatabase *database,
                        LineupKind kind,
                        GError **error)
{
  g_auto (Run) run = { .search = self, .database = database, .kind = kind };
  g_autoptr (GPtrArray) ranges = NULL;

  run_init (&run);
  ranges = lineup_sort_key_get_beginnings (run.text->str);
  for (guint i = 0; i < ranges->len; i++)
    {
      if (!search_range (&run, g_ptr_array_index (ranges, i), error))
        return NULL;
    }
  return lineup_best_hits_steal (run.hits);
}
