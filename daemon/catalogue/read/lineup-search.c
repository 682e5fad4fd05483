/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search.h"

#include "lineup-compare.h"
#include "lineup-error.h"
#include "lineup-index-due.h"
#include "lineup-index-search.h"
#include "lineup-item-filter.h"
#include "lineup-marked-rows.h"
#include "lineup-name-search.h"
#include "lineup-place.h"
#include "lineup-reader-private.h"
#include "lineup-row.h"

#include <time.h>

/* An item that was found. */
typedef struct
{
  LineupKind kind;
  LineupIndexHit hit;
} Found;

typedef struct
{
  LineupReader *reader;       /* (unowned) */
  LineupDatabase *database;   /* (unowned) */
  const LineupSearch *search; /* (unowned) */
  LineupTyped *typed;         /* (owned) (nullable) */
  GArray *found;              /* (owned) (element-type Found) */
  LineupItemFilter *filter;   /* (owned) (nullable): of the kind at hand */
  LineupMarkFilter *marked;   /* (owned) (nullable): likewise */
  gboolean near;              /* whether words may be a letter off */
  gint64 end;                 /* microseconds, see get_time() */
  gboolean is_over;           /* its time */
  gboolean is_complete;       /* all has been looked at */
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->typed, lineup_typed_free);
  g_clear_pointer (&self->filter, lineup_item_filter_free);
  g_clear_pointer (&self->marked, lineup_mark_filter_free);
  g_array_unref (self->found);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Microseconds: that a processor has spent on this thread. A machine that is busy with other things
 * is no reason to end. */
static gint64
get_time (const LineupSearch *search)
{
  struct timespec now = { 0, 0 };

  if (search->get_time != NULL)
    return search->get_time (search->time_data);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

static gboolean
is_over (gpointer user_data)
{
  Run *self = user_data;

  self->is_over = self->is_over || get_time (self->search) >= self->end;
  return self->is_over || !lineup_database_check_cancelled (self->database, NULL);
}

static void
keep_marked (const LineupMarkFilter *marked, guint window, guint64 *bits)
{
  const gint64 first = (gint64)window * LINEUP_ROW_SET_WINDOW;

  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    {
      for (guint64 left = bits[i]; left != 0; left &= left - 1)
        {
          const guint place = (guint)__builtin_ctzll (left);

          if (!lineup_mark_filter_takes (marked, first + i * 64 + place))
            bits[i] &= ~(G_GUINT64_CONSTANT (1) << place);
        }
    }
}

static gboolean
filter_window (
    LineupIndexWindow *columns, guint window, guint64 *bits, gpointer user_data, GError **error)
{
  Run *self = user_data;

  if (!lineup_item_filter_apply (self->filter, columns, window, bits, error))
    return FALSE;
  if (self->marked != NULL)
    keep_marked (self->marked, window, bits);
  return TRUE;
}

static void
add_hits (Run *self, LineupKind kind, const GArray *hits)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const Found found = { kind, g_array_index (hits, LineupIndexHit, i) };

      g_array_append_val (self->found, found);
    }
}

/* While there is no index, names are found by what they begin with, and none is near. */
static gboolean
search_names (Run *self, LineupKind kind, gint64 category, GError **error)
{
  const LineupNameSearch search = {
    .text = self->search->text,
    .filter = &self->search->filter,
    .category = category,
    .marked = self->marked,
    .limit = self->search->limit,
    .stop = is_over,
    .user_data = self,
  };
  g_autoptr (GArray) hits = lineup_name_search_run (&search, self->database, kind, error);

  if (hits == NULL)
    return FALSE;
  self->is_complete = FALSE;
  add_hits (self, kind, hits);
  return TRUE;
}

/* Hits of a kind. */
static GArray *
list_known (Run *self, LineupKind kind)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (LineupIndexHit));

  for (guint i = 0; i < self->found->len; i++)
    {
      const Found *found = &g_array_index (self->found, Found, i);

      if (found->kind == kind)
        g_array_append_val (hits, found->hit);
    }
  return hits;
}

static gboolean
search_index (Run *self, LineupKind kind, gint64 category, GError **error)
{
  const gboolean is_whole = category == LINEUP_PLACE_WHOLE_KIND;
  g_autoptr (LineupIndex) index = lineup_index_open (self->database, kind, error);
  g_autoptr (GArray) known = self->near ? list_known (self, kind) : NULL;
  g_autoptr (GArray) hits = NULL;
  gboolean is_complete = TRUE;
  const LineupIndexSearch search = {
    .typed = self->typed,
    .limit = self->search->limit + self->search->n_spare,
    .near = self->near,
    .known = known,
    .filter = filter_window,
    .stop = is_over,
    .user_data = self,
  };

  if (index == NULL)
    return FALSE;
  g_clear_pointer (&self->filter, lineup_item_filter_free);
  self->filter = lineup_item_filter_new (
      &self->search->filter, is_whole ? -1 : category, index, error);
  if (self->filter == NULL)
    return FALSE;
  hits = lineup_index_search_run (&search, index, &is_complete, error);
  if (hits == NULL)
    return FALSE;
  self->is_complete = self->is_complete && is_complete;
  add_hits (self, kind, hits);
  return TRUE;
}

static gboolean
search_kind (Run *self, LineupKind kind, GError **error)
{
  gint64 category = -1;
  guint64 due = 0;

  if ((self->search->kinds & (1U << kind)) == 0)
    return TRUE;
  if (!lineup_reader_find_category (
          self->reader, kind, self->search->filter.category, &category, error))
    return FALSE;
  if (category == -1)
    return TRUE;
  g_clear_pointer (&self->marked, lineup_mark_filter_free);
  if (!lineup_mark_filter_new (self->reader, kind, &self->search->filter, &self->marked, error))
    return FALSE;
  if (!lineup_index_due_get (self->database, kind, &due, error))
    return FALSE;
  if (lineup_index_due_is_odd (due))
    return self->near || search_names (self, kind, category, error);
  return search_index (self, kind, category, error);
}

int
lineup_rank_compare (const LineupRank *self, const LineupRank *other)
{
  if (self->tier != other->tier)
    return self->tier < other->tier ? -1 : 1;
  return lineup_compare_numbers (other->merit, self->merit);
}

static LineupRank
get_rank (const Run *self, const LineupIndexHit *hit)
{
  return (LineupRank){
    .tier = hit->tier,
    .merit = hit->merit,
    .is_complete = self->is_complete,
  };
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *found = a;
  const Found *other = b;

  if (found->hit.tier != other->hit.tier)
    return found->hit.tier < other->hit.tier ? -1 : 1;
  if (found->hit.merit != other->hit.merit)
    return found->hit.merit > other->hit.merit ? -1 : 1;
  if (found->kind != other->kind)
    return (int)found->kind - (int)other->kind;
  return lineup_compare_numbers (found->hit.id, other->hit.id);
}

/* Each kind has given its best. */
static void
cut (Run *self)
{
  g_array_sort (self->found, compare_found);
  g_array_set_size (self->found,
                    MIN (self->found->len, self->search->limit + self->search->n_spare));
}

static gboolean
hand_out (Run *self, const Found *found, LineupFoundFunc func, gpointer user_data, GError **error)
{
  g_auto (LineupRows) rows = { NULL };
  const LineupRank rank = get_rank (self, &found->hit);
  gboolean has_row = FALSE;
  gboolean read = FALSE;
  LineupItem item;

  if (!lineup_reader_query_row (self->reader, found->kind, found->hit.row, &rows, error))
    return FALSE;
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  read = lineup_reader_read_item (self->reader, found->kind, &rows, &item, error);
  if (read)
    func (found->kind, &item, &rank, user_data);
  return read;
}

static gboolean
search_kinds (Run *self, gboolean near, GError **error)
{
  self->near = near;
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if (!search_kind (self, (LineupKind)kind, error)
          || !lineup_database_check_cancelled (self->database, error))
        return FALSE;
    }
  return TRUE;
}

/* Words that are a letter off are looked for only where fewer fit as typed, of all kinds. */
static gboolean
run (Run *self, GError **error)
{
  if (!search_kinds (self, FALSE, error))
    return FALSE;
  if (self->search->fuzzy && !self->is_over && self->found->len < self->search->limit
      && !search_kinds (self, TRUE, error))
    return FALSE;
  if (!self->is_over || self->found->len > 0)
    return TRUE;
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT, "The search takes too long");
  return FALSE;
}

gboolean
lineup_search_read (LineupReader *reader,
                    const LineupSearch *search,
                    LineupFoundFunc func,
                    gpointer user_data,
                    GError **error)
{
  g_auto (Run) self = { .reader = reader, .search = search, .is_complete = TRUE };

  self.database = lineup_reader_get_database (reader);
  self.typed = lineup_typed_new (search->text);
  self.found = g_array_new (FALSE, FALSE, sizeof (Found));
  self.end = get_time (search) + LINEUP_SEARCH_MAX_TIME;
  if (self.typed == NULL)
    return TRUE;
  if (!run (&self, error))
    return FALSE;
  cut (&self);
  for (guint i = 0; i < self.found->len; i++)
    {
      if (!lineup_database_check_cancelled (self.database, error)
          || !hand_out (&self, &g_array_index (self.found, Found, i), func, user_data, error))
        return FALSE;
      if (search->has_enough != NULL && search->has_enough (search->enough_data))
        return TRUE;
    }
  return TRUE;
}
