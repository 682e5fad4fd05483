/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-search.h"

#include "lineup-best-hits.h"
#include "lineup-index-text.h"
#include "lineup-index-window.h"
#include "lineup-near-word.h"

/* Letters: of a word that may be one letter off. */
#define MIN_NEAR 4

/* Words: that may be a letter off in one search; the others are to be as typed. */
#define MAX_NEAR 16

/* Sets: of rows that are kept in case they are asked for again, of an eighth of a byte a row each.
 */
#define MAX_KEPT 16

/* Where words are looked for. */
typedef enum
{
  IN_NAME,
  NEAR_NAME, /* likewise, but for a letter */
  ANYWHERE,
} Scope;

/* A word that may be a letter off. */
typedef struct
{
  const LineupTypedTerm *term; /* (unowned) */
  gboolean is_beginning;
} NearTerm;

typedef struct
{
  NearTerm terms[MAX_NEAR];
  LineupRowSet *sets[MAX_NEAR]; /* (owned): rows whose names have them */
  guint n_terms;
} Near;

static void
near_clear (Near *self)
{
  for (guint i = 0; i < self->n_terms; i++)
    lineup_row_set_free (self->sets[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Near, near_clear)

typedef struct
{
  const LineupIndexSearch *search; /* (unowned) */
  LineupIndex *index;              /* (unowned) */
  LineupBestHits *hits;            /* (owned) */
  LineupRowSet *done;              /* (owned): rows that were looked at */
  GHashTable *kept;                /* (owned) (element-type LineupRowSet): by what was asked for */
  LineupIndexWindow *window;       /* (owned): at hand */
  const Near *near;                /* (unowned) (nullable): while words may be a letter off */
  gboolean is_stopped;
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->hits, lineup_best_hits_free);
  g_clear_pointer (&self->done, lineup_row_set_free);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->window, lineup_index_window_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

int
lineup_index_hit_compare (gconstpointer a, gconstpointer b)
{
  const LineupIndexHit *hit = a;
  const LineupIndexHit *other = b;

  if (hit->tier != other->tier)
    return hit->tier < other->tier ? -1 : 1;
  if (hit->merit != other->merit)
    return hit->merit > other->merit ? -1 : 1;
  return hit->id < other->id ? -1 : hit->id > other->id;
}

static LineupRowSet *
make_set (Run *self)
{
  return lineup_row_set_new (lineup_index_get_n_windows (self->index));
}

static gboolean
is_stopped (Run *self)
{
  const LineupIndexSearch *search = self->search;

  self->is_stopped = self->is_stopped || (search->stop != NULL && search->stop (search->user_data));
  return self->is_stopped;
}

/* Sets of rows. Each function returns NULL with an error. */

static void
free_set (gpointer rows)
{
  lineup_row_set_free (rows);
}

/* The rows that have a term in an area: several tiers ask for the same. */
static LineupRowSet *
find (Run *self,
      LineupIndexArea area,
      const LineupTypedTerm *term,
      gboolean is_beginning,
      GError **error)
{
  g_autofree char *key = g_strdup_printf ("%d %d %s", area, is_beginning, term->text);
  const LineupRowSet *kept = g_hash_table_lookup (self->kept, key);
  g_autoptr (LineupRowSet) rows = NULL;

  if (kept != NULL)
    return lineup_row_set_copy (kept);
  rows = make_set (self);
  if (!lineup_index_find (self->index, area, term->text, term->length, is_beginning, rows, error))
    return NULL;
  if (g_hash_table_size (self->kept) < MAX_KEPT)
    g_hash_table_insert (self->kept, g_steal_pointer (&key), lineup_row_set_copy (rows));
  return g_steal_pointer (&rows);
}

/* Words that are a letter off. */

static gboolean
can_be_near (const LineupTypedTerm *term)
{
  return term != NULL && !term->is_gram && term->n_characters >= MIN_NEAR;
}

static void
add_near_term (Run *run, Near *self, const LineupTypedTerm *term, gboolean is_beginning)
{
  if (!can_be_near (term) || self->n_terms == MAX_NEAR)
    return;
  self->terms[self->n_terms] = (NearTerm){ term, is_beginning };
  self->sets[self->n_terms++] = make_set (run);
}

static void
add_near_terms (Run *run, Near *self)
{
  const LineupTyped *typed = run->search->typed;

  for (guint i = 0; i < typed->n_chunks; i++)
    {
      const LineupTypedChunk *chunk = &typed->chunks[i];
      const gboolean is_last = i + 1 == typed->n_chunks;

      for (guint j = 0; j < chunk->n_words; j++)
        add_near_term (run, self, &chunk->words[j], is_last && j + 1 == chunk->n_words);
      add_near_term (run, self, chunk->joined, is_last);
      add_near_term (run, self, chunk->bare, is_last);
    }
}

static guint64
match_near (const char *term, gsize n_bytes, gpointer user_data)
{
  const Near *self = user_data;
  guint64 bits = 0;

  for (guint i = 0; i < self->n_terms; i++)
    {
      const NearTerm *near = &self->terms[i];

      if (lineup_near_word_is (
              near->term->text, near->term->length, term, n_bytes, near->is_beginning))
        bits |= G_GUINT64_CONSTANT (1) << i;
    }
  return bits;
}

static const LineupRowSet *
get_near (const Near *self, const LineupTypedTerm *term)
{
  for (guint i = 0; i < self->n_terms; i++)
    {
      if (self->terms[i].term == term)
        return self->sets[i];
    }
  return NULL;
}

/* Of a gram it is known whether it may be the beginning of one. */
static LineupRowSet *
find_term (
    Run *self, Scope scope, const LineupTypedTerm *term, gboolean is_beginning, GError **error)
{
  const gboolean goes_on = term->is_gram ? term->is_beginning : is_beginning;
  g_autoptr (LineupRowSet) rows = find (self, LINEUP_INDEX_NAME, term, goes_on, error);
  g_autoptr (LineupRowSet) elsewhere = NULL;
  const LineupRowSet *near = scope == NEAR_NAME ? get_near (self->near, term) : NULL;

  if (rows != NULL && near != NULL)
    lineup_row_set_unite (rows, near);
  if (rows == NULL || scope != ANYWHERE)
    return g_steal_pointer (&rows);
  elsewhere = find (self, LINEUP_INDEX_ELSEWHERE, term, goes_on, error);
  if (elsewhere == NULL)
    return NULL;
  lineup_row_set_unite (rows, elsewhere);
  return g_steal_pointer (&rows);
}

/* Adds what has another form of a chunk. */
static gboolean
unite_form (Run *self,
            Scope scope,
            const LineupTypedTerm *form,
            gboolean is_beginning,
            LineupRowSet *rows,
            GError **error)
{
  g_autoptr (LineupRowSet) found = NULL;

  if (form == NULL)
    return TRUE;
  found = find_term (self, scope, form, is_beginning, error);
  if (found == NULL)
    return FALSE;
  lineup_row_set_unite (rows, found);
  return TRUE;
}

/* Leaves the rows that are in both; at first there are none. */
static void
narrow (LineupRowSet **rows, LineupRowSet *owned_found)
{
  g_autoptr (LineupRowSet) found = owned_found;

  if (*rows == NULL)
    *rows = g_steal_pointer (&found);
  else
    lineup_row_set_intersect (*rows, found);
}

/* The rows that have a chunk; its last word may be the beginning of a longer one. */
static LineupRowSet *
find_chunk (
    Run *self, Scope scope, const LineupTypedChunk *chunk, gboolean is_beginning, GError **error)
{
  g_autoptr (LineupRowSet) rows = NULL;

  for (guint i = 0; i < chunk->n_words; i++)
    {
      g_autoptr (LineupRowSet) found = find_term (
          self, scope, &chunk->words[i], is_beginning && i + 1 == chunk->n_words, error);

      if (found == NULL)
        return NULL;
      narrow (&rows, g_steal_pointer (&found));
    }
  if (!unite_form (self, scope, chunk->joined, is_beginning, rows, error)
      || !unite_form (self, scope, chunk->bare, is_beginning, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

static LineupRowSet *
find_all (Run *self, Scope scope, gboolean is_beginning, GError **error)
{
  const LineupTyped *typed = self->search->typed;
  g_autoptr (LineupRowSet) rows = NULL;

  for (guint i = 0; i < typed->n_chunks; i++)
    {
      g_autoptr (LineupRowSet) found = find_chunk (
          self, scope, &typed->chunks[i], is_beginning && i + 1 == typed->n_chunks, error);

      if (found == NULL)
        return NULL;
      narrow (&rows, g_steal_pointer (&found));
    }
  return g_steal_pointer (&rows);
}

/* Keeps the rows whose names have the words of a reading at their places. */
static gboolean
keep_places (Run *self,
             const LineupTypedReading *reading,
             gboolean is_beginning,
             LineupRowSet *rows,
             GError **error)
{
  for (guint i = 0; i < MIN (reading->n_terms, LINEUP_INDEX_N_PLACES); i++)
    {
      const LineupTypedTerm *term = reading->terms[i];
      const gboolean is_last = i + 1 == reading->n_terms;
      g_autoptr (LineupRowSet) found = find (self,
                                             (LineupIndexArea)(LINEUP_INDEX_PLACE + i),
                                             term,
                                             term->is_gram ? term->is_beginning
                                                           : is_beginning && is_last,
                                             error);

      if (found == NULL)
        return FALSE;
      lineup_row_set_intersect (rows, found);
    }
  return TRUE;
}

/* Of rows whose names have all words, those that begin with them. */
static LineupRowSet *
find_beginning (Run *self, const LineupRowSet *in_name, gboolean is_beginning, GError **error)
{
  const LineupTyped *typed = self->search->typed;
  g_autoptr (LineupRowSet) rows = lineup_row_set_copy (in_name);
  g_autoptr (LineupRowSet) by_chunks = NULL;

  if (!keep_places (self, &typed->by_words, is_beginning, rows, error))
    return NULL;
  if (typed->by_chunks.n_terms == 0)
    return g_steal_pointer (&rows);
  by_chunks = lineup_row_set_copy (in_name);
  if (!keep_places (self, &typed->by_chunks, is_beginning, by_chunks, error))
    return NULL;
  lineup_row_set_unite (rows, by_chunks);
  return g_steal_pointer (&rows);
}

static LineupRowSet *
find_near (Run *self, GError **error)
{
  g_auto (Near) near = { .n_terms = 0 };
  g_autoptr (LineupRowSet) rows = NULL;

  add_near_terms (self, &near);
  if (near.n_terms == 0)
    return make_set (self);
  if (!lineup_index_find_near (self->index, match_near, &near, near.sets, error))
    return NULL;
  self->near = &near;
  rows = find_all (self, NEAR_NAME, TRUE, error);
  self->near = NULL;
  return g_steal_pointer (&rows);
}

/* Ranking. */

static gboolean
has_bit (guint lengths, guint length)
{
  return length > 0 && length <= LINEUP_INDEX_TEXT_MAX_LENGTH && (lengths >> length & 1) != 0;
}

/* Where one reading of what was typed is all that there is, chunks are as many as words. */
static gboolean
has_length (Run *self, guint32 lengths)
{
  const LineupTyped *typed = self->search->typed;
  const guint n_words = typed->by_words.n_terms;
  const guint n_chunks = typed->by_chunks.n_terms > 0 ? typed->by_chunks.n_terms : n_words;

  return has_bit (lengths & 0xffff, n_words) || has_bit (lengths >> 16, n_chunks);
}

/* Adds a row, whose id is asked for only if its merit is high enough. */
static gboolean
rank_row (Run *self, LineupIndexHit *hit, GError **error)
{
  const gint64 *ids = NULL;

  if (!lineup_best_hits_takes (self->hits, hit))
    return TRUE;
  ids = lineup_index_window_get (self->window, LINEUP_INDEX_IDS, error);
  if (ids == NULL)
    return FALSE;
  hit->id = ids[hit->row % LINEUP_ROW_SET_WINDOW];
  lineup_best_hits_add (self->hits, hit);
  return TRUE;
}

static gboolean
rank (Run *self, LineupIndexTier tier, guint window, const guint64 *bits, GError **error)
{
  const guint16 *merits = lineup_index_window_get (self->window, LINEUP_INDEX_MERITS, error);
  const guint32 *lengths = lineup_index_window_get (self->window, LINEUP_INDEX_LENGTHS, error);

  if (merits == NULL || lengths == NULL)
    return FALSE;
  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    {
      for (guint64 word = bits[i]; word != 0; word &= word - 1)
        {
          const guint place = i * 64 + (guint)__builtin_ctzll (word);
          LineupIndexHit hit = {
            .tier = tier,
            .merit = merits[place],
            .id = G_MININT64,
            .row = window * LINEUP_ROW_SET_WINDOW + place,
          };

          if (tier == LINEUP_INDEX_TIER_BEGINS_WHOLE && has_length (self, lengths[place]))
            hit.tier = LINEUP_INDEX_TIER_EXACT;
          if (!rank_row (self, &hit, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Leaves what was not looked at. */
static void
drop_done (LineupRowSet *done, guint window, guint64 *bits)
{
  guint64 *seen = lineup_row_set_get_window (done, window);

  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    {
      bits[i] &= ~seen[i];
      seen[i] |= bits[i];
    }
}

static gboolean
has_any (const guint64 *bits)
{
  guint64 all = 0;

  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    all |= bits[i];
  return all != 0;
}

static gboolean
take_window (Run *self, LineupIndexTier tier, guint window, guint64 *bits, GError **error)
{
  const LineupIndexSearch *search = self->search;

  drop_done (self->done, window, bits);
  if (!has_any (bits))
    return TRUE;
  lineup_index_window_go_to (self->window, window);
  if (search->filter != NULL
      && !search->filter (self->window, window, bits, search->user_data, error))
    return FALSE;
  return !has_any (bits) || rank (self, tier, window, bits, error);
}

static gboolean
take_rows (Run *self, LineupIndexTier tier, LineupRowSet *rows, GError **error)
{
  const guint n_windows = lineup_row_set_get_n_windows (rows);

  for (guint i = 0; i < n_windows && !is_stopped (self); i++)
    {
      if (!take_window (self, tier, i, lineup_row_set_get_window (rows, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_full (Run *self)
{
  return lineup_best_hits_is_full (self->hits) || is_stopped (self);
}

/* A name that has all words, and before that one that begins with them. */
static gboolean
search_names (Run *self, gboolean is_beginning, GError **error)
{
  const LineupIndexTier begins = is_beginning ? LINEUP_INDEX_TIER_BEGINS
                                              : LINEUP_INDEX_TIER_BEGINS_WHOLE;
  g_autoptr (LineupRowSet) in_name = find_all (self, IN_NAME, is_beginning, error);
  g_autoptr (LineupRowSet) beginning = NULL;

  if (in_name == NULL)
    return FALSE;
  beginning = find_beginning (self, in_name, is_beginning, error);
  return beginning != NULL && take_rows (self, begins, beginning, error);
}

/* Tiers, the best first: none is worth a look when those before have filled the answer. */
static gboolean
search_tier (Run *self, LineupIndexTier tier, GError **error)
{
  g_autoptr (LineupRowSet) rows = NULL;

  switch (tier)
    {
    case LINEUP_INDEX_TIER_EXACT: /* is told among those that begin so */
      return TRUE;
    case LINEUP_INDEX_TIER_BEGINS_WHOLE:
      return search_names (self, FALSE, error);
    case LINEUP_INDEX_TIER_BEGINS:
      return search_names (self, TRUE, error);
    case LINEUP_INDEX_TIER_NAME_WHOLE:
      rows = find_all (self, IN_NAME, FALSE, error);
      break;
    case LINEUP_INDEX_TIER_NAME:
      rows = find_all (self, IN_NAME, TRUE, error);
      break;
    case LINEUP_INDEX_TIER_WHOLE:
      rows = find_all (self, ANYWHERE, FALSE, error);
      break;
    case LINEUP_INDEX_TIER_PREFIX:
      rows = find_all (self, ANYWHERE, TRUE, error);
      break;
    case LINEUP_INDEX_TIER_NEAR:
    default:
      rows = self->search->near ? find_near (self, error) : make_set (self);
      break;
    }
  return rows != NULL && take_rows (self, tier, rows, error);
}

/* Returns the first tier that is worth a look. */
static LineupIndexTier
pass_over_known (Run *self)
{
  const GArray *known = self->search->known;

  if (known == NULL)
    return LINEUP_INDEX_TIER_EXACT;
  for (guint i = 0; i < known->len; i++)
    lineup_row_set_add (self->done, g_array_index (known, LineupIndexHit, i).row);
  return LINEUP_INDEX_TIER_NEAR;
}

GArray *
lineup_index_search_run (const LineupIndexSearch *self,
                         LineupIndex *index,
                         gboolean *is_complete,
                         GError **error)
{
  g_auto (Run) run = { .search = self, .index = index };

  run.hits = lineup_best_hits_new (self->limit);
  run.done = make_set (&run);
  run.kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_set);
  run.window = lineup_index_open_window (index);
  for (LineupIndexTier tier = pass_over_known (&run); tier <= LINEUP_INDEX_TIER_NEAR; tier++)
    {
      if (is_full (&run))
        break;
      if (!search_tier (&run, tier, error))
        return NULL;
    }
  *is_complete = !run.is_stopped;
  return lineup_best_hits_steal (run.hits);
}
