/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search-oracle.h"

#include "lineup-name.h"
#include "lineup-term-reader.h"
#include "lineup-typed.h"

#include <string.h>

/* So many places at a name's beginning are compared, and names up to so long are exact. */
#define N_PLACES   4
#define MAX_LENGTH 15

#define MIN_FUZZY_CHARACTERS 4

/* A term, with its text; where it counts. */
typedef struct
{
  LineupTerm term;
  char *text; /* (owned) */
} Term;

typedef struct
{
  LineupOracleItem item;
  char *name;                             /* (owned) */
  char *elsewhere[LINEUP_ORACLE_N_TEXTS]; /* (owned) (nullable) */
  GArray *in_name;                        /* (owned) (element-type Term) */
  GArray *anywhere;                       /* (owned) (element-type Term) */
} Entry;

typedef struct
{
  const Entry *entry; /* (unowned) */
  LineupSearchTier tier;
} Found;

struct _LineupSearchOracle
{
  LineupTermReader *reader; /* (owned) */
  GPtrArray *entries;       /* (owned) (element-type Entry) */
};

static void
clear_term (gpointer term)
{
  g_free (((Term *)term)->text);
}

static GArray *
new_terms (void)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (Term));

  g_array_set_clear_func (terms, clear_term);
  return terms;
}

static void
free_entry (gpointer data)
{
  Entry *self = data;

  g_free (self->name);
  for (guint i = 0; i < LINEUP_ORACLE_N_TEXTS; i++)
    g_free (self->elsewhere[i]);
  g_array_unref (self->in_name);
  g_array_unref (self->anywhere);
  g_free (self);
}

LineupSearchOracle *
lineup_search_oracle_new (void)
{
  LineupSearchOracle *self = g_new0 (LineupSearchOracle, 1);

  self->reader = lineup_term_reader_new ();
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  return self;
}

void
lineup_search_oracle_free (LineupSearchOracle *self)
{
  lineup_term_reader_free (self->reader);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static void
read_terms (LineupSearchOracle *self, const char *text, GArray *terms)
{
  Term term;

  if (text == NULL)
    return;
  lineup_term_reader_begin (self->reader, text, strlen (text));
  while (lineup_term_reader_next (self->reader, &term.term))
    {
      term.text = g_strndup (term.term.text, term.term.length);
      g_array_append_val (terms, term);
    }
}

void
lineup_search_oracle_put (LineupSearchOracle *self, const LineupOracleItem *item)
{
  Entry *entry = g_new0 (Entry, 1);

  lineup_search_oracle_remove (self, item->kind, item->id);
  entry->item = *item;
  entry->item.name = entry->name = g_strdup (item->name);
  entry->in_name = new_terms ();
  entry->anywhere = new_terms ();
  read_terms (self, entry->name, entry->in_name);
  read_terms (self, entry->name, entry->anywhere);
  for (guint i = 0; i < LINEUP_ORACLE_N_TEXTS; i++)
    {
      entry->item.elsewhere[i] = entry->elsewhere[i] = g_strdup (item->elsewhere[i]);
      read_terms (self, entry->elsewhere[i], entry->anywhere);
    }
  g_ptr_array_add (self->entries, entry);
}

void
lineup_search_oracle_remove (LineupSearchOracle *self, guint kind, gint64 id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = self->entries->pdata[i];

      if (entry->item.kind == kind && entry->item.id == id)
        {
          g_ptr_array_remove_index (self->entries, i);
          return;
        }
    }
}

/* Whether a text's term is what was typed, or begins with it. */
static gboolean
fits (const char *text, const LineupTypedTerm *typed, gboolean as_beginning)
{
  return as_beginning || typed->is_beginning ? g_str_has_prefix (text, typed->text)
                                             : g_str_equal (text, typed->text);
}

static gboolean
has (const GArray *terms, const LineupTypedTerm *typed, gboolean as_beginning)
{
  for (guint i = 0; typed != NULL && i < terms->len; i++)
    {
      if (fits (g_array_index (terms, Term, i).text, typed, as_beginning))
        return TRUE;
    }
  return FALSE;
}

/* Whether one is the other with a letter replaced, missing, too many, or two neighbours swapped, or
 * the same. */
static gboolean
is_one_off (const gunichar *a, glong n_a, const gunichar *b, glong n_b)
{
  glong start = 0;
  glong end = 0;

  while (start < MIN (n_a, n_b) && a[start] == b[start])
    start++;
  while (end < MIN (n_a, n_b) - start && a[n_a - 1 - end] == b[n_b - 1 - end])
    end++;
  n_a -= start + end;
  n_b -= start + end;
  return (n_a <= 1 && n_b <= 1)
         || (n_a == 2 && n_b == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]);
}

static gboolean
is_near (const char *text, const LineupTypedTerm *typed, gboolean as_beginning)
{
  glong n_text;
  glong n_typed;
  g_autofree gunichar *of_text = g_utf8_to_ucs4_fast (text, -1, &n_text);
  g_autofree gunichar *of_typed = g_utf8_to_ucs4_fast (typed->text, -1, &n_typed);

  for (glong n = as_beginning ? 0 : n_text; n <= n_text; n++)
    {
      if (is_one_off (of_text, n, of_typed, n_typed))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_near (const GArray *terms, const LineupTypedTerm *typed, gboolean as_beginning)
{
  if (typed == NULL || typed->is_gram || typed->n_characters < MIN_FUZZY_CHARACTERS)
    return FALSE;
  for (guint i = 0; i < terms->len; i++)
    {
      const Term *term = &g_array_index (terms, Term, i);

      if (term->term.kind != LINEUP_TERM_GRAM && is_near (term->text, typed, as_beginning))
        return TRUE;
    }
  return FALSE;
}

/* The last word of the last chunk, and all of that, may be the beginning of a word. */
static gboolean
has_chunk (const GArray *terms,
           const LineupTypedChunk *chunk,
           gboolean as_beginning,
           gboolean fuzzy)
{
  gboolean has_words = TRUE;

  for (guint i = 0; i < chunk->n_words; i++)
    {
      const gboolean is_last = as_beginning && i == chunk->n_words - 1;

      has_words = has_words
                  && (has (terms, &chunk->words[i], is_last)
                      || (fuzzy && has_near (terms, &chunk->words[i], is_last)));
    }
  return has_words || has (terms, chunk->joined, as_beginning)
         || (fuzzy && has_near (terms, chunk->joined, as_beginning))
         || has (terms, chunk->bare, as_beginning)
         || (fuzzy && has_near (terms, chunk->bare, as_beginning));
}

static gboolean
has_all (const GArray *terms, const LineupTyped *typed, gboolean as_beginning, gboolean fuzzy)
{
  for (guint i = 0; i < typed->n_chunks; i++)
    {
      if (!has_chunk (terms, &typed->chunks[i], as_beginning && i == typed->n_chunks - 1, fuzzy))
        return FALSE;
    }
  return TRUE;
}

/* How many words, or chunks, begin in a part of a name. */
static guint
count (const Entry *entry, gboolean by_chunks, gsize start, gsize end)
{
  guint n = 0;

  for (guint i = 0; i < entry->in_name->len; i++)
    {
      const LineupTerm *term = &g_array_index (entry->in_name, Term, i).term;
      const gboolean counts = term->kind == LINEUP_TERM_WORD || term->kind == LINEUP_TERM_GRAM;
      const LineupTerm *before = i > 0 ? &g_array_index (entry->in_name, Term, i - 1).term : NULL;

      if (!counts || (by_chunks && before != NULL && before->chunk == term->chunk))
        continue;
      n += term->start >= start && term->start < end;
    }
  return n;
}

/* Whether a term is at a place of the name as it is read from a byte on: word by word, or chunk by
 * chunk. */
static gboolean
is_at (const Entry *entry,
       const LineupTypedTerm *typed,
       guint place,
       gboolean by_chunks,
       gsize start,
       gboolean as_beginning)
{
  const guint wanted = count (entry, by_chunks, 0, start) + place;

  for (guint i = 0; i < entry->in_name->len; i++)
    {
      const Term *term = &g_array_index (entry->in_name, Term, i);
      const LineupTermKind kind = term->term.kind;
      const gboolean is_read = by_chunks ? !term->term.is_part : kind != LINEUP_TERM_JOINED;

      if (is_read && (by_chunks ? term->term.chunk : term->term.place) == wanted
          && fits (term->text, typed, as_beginning))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_at_any (const Entry *entry,
           const LineupNameParts *parts,
           const LineupTypedTerm *typed,
           guint place,
           gboolean as_beginning)
{
  return is_at (entry, typed, place, FALSE, 0, as_beginning)
         || is_at (entry, typed, place, TRUE, 0, as_beginning)
         || is_at (entry, typed, place, FALSE, parts->core_start, as_beginning)
         || is_at (entry, typed, place, TRUE, parts->core_start, as_beginning);
}

static gboolean
begins_with (const Entry *entry,
             const LineupNameParts *parts,
             const LineupTypedReading *reading,
             gboolean as_beginning)
{
  for (guint i = 0; i < MIN (reading->n_terms, N_PLACES); i++)
    {
      if (!is_at_any (
              entry, parts, reading->terms[i], i, as_beginning && i == reading->n_terms - 1))
        return FALSE;
    }
  return reading->n_terms > 0;
}

static gboolean
begins (const Entry *entry,
        const LineupNameParts *parts,
        const LineupTyped *typed,
        gboolean as_beginning)
{
  return has_all (entry->in_name, typed, as_beginning, FALSE)
         && (begins_with (entry, parts, &typed->by_words, as_beginning)
             || begins_with (entry, parts, &typed->by_chunks, as_beginning));
}

static gboolean
is_as_long (const Entry *entry, const LineupNameParts *parts, gboolean by_chunks, guint n_terms)
{
  const guint before = count (entry, by_chunks, 0, parts->core_start);
  const guint core = count (entry, by_chunks, parts->core_start, parts->core_end);
  const guint year = count (entry, by_chunks, parts->year_start, parts->year_end);
  const guint all = count (entry, by_chunks, 0, G_MAXSIZE);

  return n_terms > 0 && n_terms <= MAX_LENGTH
         && (n_terms == core || n_terms == core + year || n_terms == before + core
             || n_terms == all);
}

/* Words are compared with words, chunks with chunks. */
static gboolean
is_exact (const Entry *entry, const LineupNameParts *parts, const LineupTyped *typed)
{
  const guint n_words = typed->by_words.n_terms;
  const guint n_chunks = typed->by_chunks.n_terms > 0 ? typed->by_chunks.n_terms : n_words;

  return is_as_long (entry, parts, FALSE, n_words) || is_as_long (entry, parts, TRUE, n_chunks);
}

static LineupSearchTier
get_tier (const Entry *entry, const LineupTyped *typed, gboolean fuzzy)
{
  LineupNameParts parts;

  lineup_name_split (entry->name, strlen (entry->name), &parts);
  if (begins (entry, &parts, typed, FALSE))
    return is_exact (entry, &parts, typed) ? LINEUP_SEARCH_EXACT : LINEUP_SEARCH_BEGINS_WHOLE;
  if (begins (entry, &parts, typed, TRUE))
    return LINEUP_SEARCH_BEGINS;
  if (has_all (entry->in_name, typed, FALSE, FALSE))
    return LINEUP_SEARCH_NAME_WHOLE;
  if (has_all (entry->in_name, typed, TRUE, FALSE))
    return LINEUP_SEARCH_NAME;
  if (has_all (entry->anywhere, typed, FALSE, FALSE))
    return LINEUP_SEARCH_WHOLE;
  if (has_all (entry->anywhere, typed, TRUE, FALSE))
    return LINEUP_SEARCH_PREFIX;
  if (fuzzy && has_all (entry->in_name, typed, TRUE, TRUE))
    return LINEUP_SEARCH_FUZZY;
  return LINEUP_SEARCH_NONE;
}

static int
get_tenths (const LineupOracleItem *item)
{
  return (int)(item->rating * 10 + 0.5);
}

static guint
get_year (const LineupOracleItem *item)
{
  return item->year == 0 ? 0 : CLAMP (item->year, 1888, 2398);
}

static int
compare (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *found_a = a;
  const Found *found_b = b;
  const LineupOracleItem *item_a = &found_a->entry->item;
  const LineupOracleItem *item_b = &found_b->entry->item;
  int order = compare (found_a->tier, found_b->tier);

  if (order == 0)
    order = compare (get_tenths (item_b), get_tenths (item_a));
  if (order == 0)
    order = compare (get_year (item_b), get_year (item_a));
  if (order == 0)
    order = compare (item_a->kind, item_b->kind);
  return order != 0 ? order : compare (item_a->id, item_b->id);
}

static void
find (LineupSearchOracle *self,
      const LineupTyped *typed,
      LineupOracleFilter filter,
      gpointer data,
      gboolean fuzzy,
      GArray *all)
{
  g_array_set_size (all, 0);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = self->entries->pdata[i];
      Found found = { .entry = entry };

      if (filter != NULL && !filter (&entry->item, data))
        continue;
      found.tier = get_tier (entry, typed, fuzzy);
      if (found.tier != LINEUP_SEARCH_NONE)
        g_array_append_val (all, found);
    }
}

GArray *
lineup_search_oracle_search (LineupSearchOracle *self,
                             const char *text,
                             LineupOracleFilter filter,
                             gpointer data,
                             guint limit,
                             gboolean fuzzy)
{
  g_autoptr (LineupTyped) typed = lineup_typed_new (text);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Found));
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (LineupOracleHit));

  if (typed == NULL)
    return hits;
  find (self, typed, filter, data, FALSE, all);
  if (fuzzy && all->len < limit)
    find (self, typed, filter, data, TRUE, all);
  g_array_sort (all, compare_found);
  for (guint i = 0; i < MIN (all->len, limit); i++)
    {
      const Found *found = &g_array_index (all, Found, i);
      const LineupOracleHit hit
          = { .kind = found->entry->item.kind, .id = found->entry->item.id, .tier = found->tier };

      g_array_append_val (hits, hit);
    }
  return hits;
}
