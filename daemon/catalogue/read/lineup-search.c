/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search.h"

#include "lineup-compare.h"
#include "lineup-completion.h"
#include "lineup-place.h"
#include "lineup-reader-private.h"
#include "lineup-row.h"
#include "lineup-search-text.h"
#include "lineup-sort-key.h"

#include <string.h>

/* Items of one kind and tier that are compared with each other, at most: a few milliseconds. Names
 * that are or begin so need no look at the item; what is said elsewhere is rarely what is meant. */
#define MAX_NAMES     5000
#define MAX_IN_NAME   1000
#define MAX_ELSEWHERE 500

/* Items of one kind that are looked at for them, when a filter lets few pass. */
#define MAX_LOOKS 50000

/* What makes an item better than another, the best first. */
typedef enum
{
  TIER_EXACT_NAME = LINEUP_RANK_EXACT_NAME,
  TIER_NAME_BEGINS,
  TIER_WHOLE_IN_NAME,
  TIER_PREFIX_IN_NAME,
  TIER_WHOLE,
  TIER_PREFIX = LINEUP_RANK_LAST,
  N_TIERS,
} Tier;

/* An item that was found. */
typedef struct
{
  LineupKind kind;
  gint64 row;
  LineupRank rank;
} Hit;

typedef struct
{
  LineupReader *reader;              /* (unowned) */
  LineupDatabase *database;          /* (unowned) */
  const LineupSearch *search;        /* (unowned) */
  LineupSearchText *text;            /* (owned) */
  GPtrArray *names;                  /* (owned) (element-type LineupSortKeyRange): exactly so */
  GPtrArray *beginnings;             /* (owned) (element-type LineupSortKeyRange) */
  GString *name_key;                 /* (owned): of the item at hand */
  LineupWordReader *words;           /* (owned) */
  GString *genre;                    /* (owned): key of the one that is wanted, if there is */
  GArray *categories;                /* (owned) (element-type guint32): of the item at hand */
  GArray *hits;                      /* (owned) (element-type Hit) */
  GHashTable *found[LINEUP_N_KINDS]; /* (owned) (element-type gint64): rows of the hits */
  gint64 wanted_category[LINEUP_N_KINDS]; /* key, -1 for one that is not there */
  guint n_candidates;                     /* of the tier and kind at hand */
  guint n_looks;                          /* likewise */
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->text, lineup_search_text_free);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->beginnings, g_ptr_array_unref);
  g_string_free (self->name_key, TRUE);
  g_clear_pointer (&self->words, lineup_word_reader_free);
  g_string_free (self->genre, TRUE);
  g_array_unref (self->categories);
  g_array_unref (self->hits);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_hash_table_unref (self->found[kind]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
run_init (Run *self, LineupReader *reader, const LineupSearch *search)
{
  const char *genre = search->filter.genre;

  *self = (Run){ .reader = reader, .search = search };
  self->database = lineup_reader_get_database (reader);
  self->text = lineup_search_text_new (search->text);
  self->words = lineup_word_reader_new ();
  self->genre = g_string_new (NULL);
  if (genre != NULL)
    lineup_word_reader_make_key (self->words, genre, strlen (genre), self->genre);
  self->name_key = g_string_new (NULL);
  if (self->text != NULL)
    {
      self->names = lineup_sort_key_get_name (self->text->name);
      self->beginnings = lineup_sort_key_get_beginnings (self->text->name);
    }
  self->categories = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    self->found[kind] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/* Filters */

static gboolean
is_in_category (Run *self, LineupKind kind)
{
  const gint64 wanted = self->wanted_category[kind];

  if (wanted == LINEUP_PLACE_WHOLE_KIND)
    return TRUE;
  for (guint i = 0; i < self->categories->len; i++)
    {
      if (g_array_index (self->categories, guint32, i) == wanted)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_genre (Run *self, LineupKind kind, gint64 row, gboolean *has, GError **error)
{
  LineupStatement *get = NULL;
  g_auto (LineupRows) rows = { NULL };
  gboolean has_row = FALSE;

  *has = self->search->filter.genre == NULL;
  if (*has)
    return TRUE;
  get = lineup_database_get_statement (self->database, "genre-get", kind, error);
  if (get == NULL)
    return FALSE;
  rows = lineup_statement_query (get);
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *has = has_row
         && lineup_filter_has_genre (
             self->words, lineup_rows_get_text (&rows, "genre"), self->genre->str);
  return TRUE;
}

static void
add_hit (Run *self, Tier tier, LineupKind kind, gint64 row, gint64 merit)
{
  const Hit hit = { kind, row, { tier, merit } };

  self->n_candidates++;
  g_array_append_val (self->hits, hit);
  g_hash_table_add (self->found[kind], g_memdup2 (&row, sizeof row));
}

/* Looks a row up, and makes a hit of it if it passes the filter. */
static gboolean
look_up (Run *self, Tier tier, LineupKind kind, gint64 row, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (self->database, "figures-get", kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  LineupFigures figures;
  gboolean has_row = FALSE;
  gboolean passes = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  lineup_row_read_figures (&rows, &figures);
  lineup_row_read_categories (&rows, self->categories);

  if (!lineup_filter_takes_figures (&self->search->filter, &figures)
      || !is_in_category (self, kind))
    return TRUE;
  if (!has_genre (self, kind, row, &passes, error))
    return FALSE;
  if (passes)
    add_hit (self, tier, kind, row, lineup_figures_get_merit (&figures));
  return TRUE;
}

/* Makes a hit of a row that was not found before. */
static gboolean
take_row (Run *self, Tier tier, LineupKind kind, const LineupRows *rows, GError **error)
{
  const gint64 row = lineup_rows_get_int (rows, "row");

  if (g_hash_table_contains (self->found[kind], &row))
    return TRUE;
  /* Names are asked for in their category, and bring all that is compared. */
  if (tier > TIER_NAME_BEGINS || self->search->filter.genre != NULL
      || lineup_filter_needs_figures (&self->search->filter))
    return look_up (self, tier, kind, row, error);
  add_hit (self, tier, kind, row, lineup_rows_get_int (rows, "merit"));
  return TRUE;
}

/* Tiers */

static gboolean
begin_names (Run *self,
             LineupKind kind,
             const LineupSortKeyRange *range,
             LineupStatement **found,
             GError **error)
{
  *found = lineup_database_get_statement (self->database, "search-names", kind, error);
  if (*found == NULL)
    return FALSE;
  lineup_statement_bind_int (*found, "category", self->wanted_category[kind]);
  lineup_statement_bind_text (*found, "first", range->first);
  lineup_statement_bind_text (*found, "beyond", range->beyond);
  return TRUE;
}

static gboolean
begin_words (Run *self,
             LineupKind kind,
             const char *statement,
             const char *expression,
             LineupStatement **found,
             GError **error)
{
  *found = lineup_database_get_statement (self->database, statement, kind, error);
  if (*found == NULL)
    return FALSE;
  lineup_statement_bind_text_copy (*found, "expression", expression);
  return TRUE;
}

static gboolean
begin_completions (Run *self,
                   LineupKind kind,
                   LineupWordIndex index,
                   const char *statement,
                   LineupStatement **found,
                   GError **error)
{
  g_autofree char *expression = NULL;

  if (!lineup_completion_make_expression (
          self->database, kind, index, self->text, &expression, error))
    return FALSE;
  return expression == NULL || begin_words (self, kind, statement, expression, found, error);
}

/* Without a statement if there can be none. */
static gboolean
begin_tier (Run *self,
            Tier tier,
            LineupKind kind,
            const LineupSortKeyRange *range,
            LineupStatement **found,
            GError **error)
{
  *found = NULL;
  switch (tier)
    {
    case TIER_EXACT_NAME:
    case TIER_NAME_BEGINS:
      return begin_names (self, kind, range, found, error);
    case TIER_WHOLE_IN_NAME:
      return begin_words (self, kind, "search-words", self->text->whole, found, error);
    case TIER_PREFIX_IN_NAME:
      return begin_completions (self, kind, LINEUP_WORD_INDEX_NAMES, "search-words", found, error);
    case TIER_WHOLE:
      return begin_words (self, kind, "search-text", self->text->whole, found, error);
    case TIER_PREFIX:
    case N_TIERS:
    default:
      return begin_completions (self, kind, LINEUP_WORD_INDEX_TEXT, "search-text", found, error);
    }
}

/* Where a number is the beginning of another, other names are in the same ranges: see
 * lineup_sort_key_get_beginnings(). */
static gboolean
is_in_tier (Run *self, Tier tier, const LineupRows *rows)
{
  if (tier != TIER_NAME_BEGINS)
    return TRUE;
  lineup_sort_key_to_name_key (lineup_rows_get_text (rows, "key"), self->name_key);
  return g_str_has_prefix (self->name_key->str, self->text->name);
}

static guint
get_max_candidates (Tier tier)
{
  if (tier <= TIER_NAME_BEGINS)
    return MAX_NAMES;
  return tier <= TIER_PREFIX_IN_NAME ? MAX_IN_NAME : MAX_ELSEWHERE;
}

/* Takes what is in a range of names, or what there is of another tier. */
static gboolean
search_range (
    Run *self, Tier tier, LineupKind kind, const LineupSortKeyRange *range, GError **error)
{
  LineupStatement *found = NULL;
  g_auto (LineupRows) rows = { NULL };
  const guint max_candidates = get_max_candidates (tier);
  gboolean has_row = TRUE;

  if (!lineup_database_check_cancelled (self->database, error)
      || !begin_tier (self, tier, kind, range, &found, error))
    return FALSE;
  if (found == NULL)
    return TRUE;
  rows = lineup_statement_query (found);
  while (self->n_candidates < max_candidates && self->n_looks < MAX_LOOKS)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      self->n_looks++;
      if (is_in_tier (self, tier, &rows) && !take_row (self, tier, kind, &rows, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
search_kind (Run *self, Tier tier, LineupKind kind, GError **error)
{
  GPtrArray *names = tier == TIER_EXACT_NAME ? self->names : self->beginnings;

  self->n_candidates = 0;
  self->n_looks = 0;
  if (tier > TIER_NAME_BEGINS)
    return search_range (self, tier, kind, NULL, error);
  for (guint i = 0; i < names->len; i++)
    {
      if (!search_range (self, tier, kind, g_ptr_array_index (names, i), error))
        return FALSE;
    }
  return TRUE;
}

int
lineup_rank_compare (const LineupRank *self, const LineupRank *other)
{
  if (self->tier != other->tier)
    return self->tier < other->tier ? -1 : 1;
  return lineup_compare_numbers (other->merit, self->merit);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *hit = a;
  const Hit *other = b;
  int order = lineup_rank_compare (&hit->rank, &other->rank);

  if (order == 0)
    order = (int)hit->kind - (int)other->kind;
  if (order == 0)
    order = lineup_compare_numbers (hit->row, other->row);
  return order;
}

/* A tier is not worth a look when those before it have filled the answer. */
static gboolean
search_tiers (Run *self, GError **error)
{
  for (guint tier = 0; tier < N_TIERS && self->hits->len < self->search->limit; tier++)
    {
      for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
        {
          if ((self->search->kinds & (1U << kind)) == 0 || self->wanted_category[kind] < 0)
            continue;
          if (!search_kind (self, (Tier)tier, (LineupKind)kind, error))
            return FALSE;
        }
    }
  g_array_sort (self->hits, compare_hits);
  return TRUE;
}

static gboolean
hand_out (Run *self, const Hit *hit, LineupFoundFunc func, gpointer user_data, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "item-at", hit->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;
  gboolean read = FALSE;
  LineupItem item;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "row", hit->row);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  read = lineup_reader_read_item (self->reader, hit->kind, &rows, &item, error);
  if (read)
    func (hit->kind, &item, &hit->rank, user_data);
  return read;
}

gboolean
lineup_search_read (LineupReader *reader,
                    const LineupSearch *search,
                    LineupFoundFunc func,
                    gpointer user_data,
                    GError **error)
{
  g_auto (Run) self = { 0 };

  run_init (&self, reader, search);
  if (self.text == NULL)
    return TRUE;
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if (!lineup_reader_find_category (reader,
                                        (LineupKind)kind,
                                        search->filter.category,
                                        &self.wanted_category[kind],
                                        error))
        return FALSE;
    }
  if (!search_tiers (&self, error))
    return FALSE;
  for (guint i = 0; i < MIN (self.hits->len, search->limit); i++)
    {
      if (!lineup_database_check_cancelled (self.database, error)
          || !hand_out (&self, &g_array_index (self.hits, Hit, i), func, user_data, error))
        return FALSE;
    }
  return TRUE;
}
