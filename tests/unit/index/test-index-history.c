/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-merger.h"
#include "lineup-index-search.h"
#include "lineup-index-segments.h"
#include "lineup-random-text.h"
#include "lineup-search-oracle.h"
#include "lineup-shelf.h"
#include "lineup-test-limits.h"
#include "lineup-transaction.h"

#include <locale.h>
#include <string.h>

/* Whatever has happened to an index, a search of it gives what a look at every item gives, in the
 * same order. */

/* How many rounds: each changes something and searches several times. */
#define ROUNDS_VARIABLE "LINEUP_INDEX_ROUNDS"
#define DEFAULT_ROUNDS  10000
#define SEARCHES        4

/* Rounds: of a history, which begins with an empty index. */
#define ROUNDS_OF_ONE 100

/* Items, at most: few enough to be looked at one by one. */
#define MAX_ITEMS 120

typedef struct
{
  guint32 row;
  gint64 id;
  char *name;    /* (owned) */
  char *genre;   /* (owned) */
  char *plot;    /* (owned) */
  guint year;    /* 0 for unknown */
  double rating; /* 0 for unknown */
} Item;

typedef struct
{
  LineupShelf *shelf;         /* (owned) */
  LineupSearchOracle *oracle; /* (owned) */
  GPtrArray *items;           /* (owned) (element-type Item): by their rows */
  LineupIndexWriter *build;   /* (owned) (nullable): of a segment that is written in pieces */
  guint n_built;              /* items that it has read */
  LineupIndexMerger *merger;  /* (owned) (nullable) */
  guint32 last_row;
  gint64 last_id;
} Fixture;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->name);
  g_free (item->genre);
  g_free (item->plot);
  g_free (item);
}

static void
set_up (Fixture *self)
{
  self->shelf = lineup_shelf_new ();
  self->oracle = lineup_search_oracle_new ();
  self->items = g_ptr_array_new_with_free_func (item_free);
}

static void
tear_down (Fixture *self)
{
  g_clear_pointer (&self->build, lineup_index_writer_free);
  g_clear_pointer (&self->merger, lineup_index_merger_free);
  lineup_shelf_free (self->shelf);
  lineup_search_oracle_free (self->oracle);
  g_ptr_array_unref (self->items);
}

static void
fill (Item *item)
{
  g_free (item->name);
  g_free (item->genre);
  g_free (item->plot);
  item->name = lineup_random_text_name ();
  item->genre = lineup_random_text_roll (2) == 0 ? NULL : lineup_random_text_words (2);
  item->plot = lineup_random_text_roll (2) == 0 ? NULL : lineup_random_text_words (12);
  item->year = lineup_random_text_roll (3) == 0 ? 0 : 1990 + lineup_random_text_roll (5);
  item->rating = lineup_random_text_roll (3) == 0 ? 0 : lineup_random_text_roll (400) / 40.0;
}

static void
tell_oracle (Fixture *self, const Item *item)
{
  const LineupOracleItem told = {
    .id = item->id,
    .name = item->name,
    .elsewhere = { item->genre, item->plot },
    .year = item->year,
    .rating = item->rating,
  };

  lineup_search_oracle_put (self->oracle, &told);
}

static void
write_item (LineupIndexWriter *writer, const Item *item, gboolean is_new)
{
  g_autoptr (GError) error = NULL;
  const char *const texts[] = { item->genre, item->plot };
  const LineupIndexRow row = {
    .row = item->row,
    .id = item->id,
    .merit = lineup_index_make_merit (item->rating, item->year),
    .name = item->name,
    .texts = texts,
    .n_texts = G_N_ELEMENTS (texts),
    .is_new = is_new,
  };

  lineup_index_writer_add (writer, &row, &error);
  g_assert_no_error (error);
}

static LineupIndexWriter *
begin_writer (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  LineupIndexWriter *writer = lineup_index_writer_begin (
      self->shelf->database, LINEUP_SHELF_BOOKS, self->shelf->directory, &error);

  g_assert_no_error (error);
  return writer;
}

/* Returns whether that was all. */
static gboolean
write_piece (LineupIndexWriter *writer, guint32 n_leaves)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = FALSE;

  lineup_index_writer_write (writer, n_leaves, &is_done, &error);
  g_assert_no_error (error);
  if (is_done)
    lineup_index_writer_end (writer, &error);
  g_assert_no_error (error);
  return is_done;
}

static void
begin (Fixture *self, LineupTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  lineup_transaction_begin_write (transaction, self->shelf->database, &error);
  g_assert_no_error (error);
}

static void
commit (LineupTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  lineup_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

/* A sync: some items change, some go, some come. */
static void
change_items (Fixture *self)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupIndexWriter) writer = NULL;

  begin (self, &transaction);
  writer = begin_writer (self);
  for (guint i = 0; i < self->items->len;)
    {
      Item *item = self->items->pdata[i];

      switch (lineup_random_text_roll (12))
        {
        case 0:
          lineup_index_writer_remove (writer, item->row);
          lineup_search_oracle_remove (self->oracle, 0, item->id);
          g_ptr_array_remove_index (self->items, i);
          self->n_built -= i < self->n_built;
          continue;
        case 1:
          fill (item);
          write_item (writer, item, FALSE);
          tell_oracle (self, item);
          break;
        default:
          break;
        }
      i++;
    }
  for (guint n = lineup_random_text_roll (20); n > 0 && self->items->len < MAX_ITEMS; n--)
    {
      Item *item = g_new0 (Item, 1);

      /* Sometimes far from those before, so that there are several windows. */
      self->last_row += lineup_random_text_roll (10) == 0 ? 1 + lineup_random_text_roll (6000) : 1;
      item->row = self->last_row;
      item->id = lineup_random_text_roll (2) == 0 ? ++self->last_id : -(++self->last_id);
      fill (item);
      write_item (writer, item, TRUE);
      tell_oracle (self, item);
      g_ptr_array_add (self->items, item);
    }
  g_assert_true (write_piece (writer, G_MAXUINT32));
  commit (&transaction);
}

/* A sync that fails, which changes nothing. */
static void
fail_to_change (Fixture *self)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupIndexWriter) writer = NULL;
  Item item = { .row = self->last_row + 1, .id = 999999 };

  begin (self, &transaction);
  writer = begin_writer (self);
  for (guint i = 0; i < self->items->len; i += 3)
    lineup_index_writer_remove (writer, ((const Item *)self->items->pdata[i])->row);
  fill (&item);
  write_item (writer, &item, TRUE);
  g_assert_true (write_piece (writer, G_MAXUINT32));
  lineup_transaction_clear (&transaction);
  g_free (item.name);
  g_free (item.genre);
  g_free (item.plot);
}

/* Another piece of a merge. A daemon that ends in the middle begins anew. */
static void
merge (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };
  gboolean is_done = TRUE;

  begin (self, &transaction);
  if (self->merger == NULL)
    lineup_index_merger_begin (self->shelf->database, LINEUP_SHELF_BOOKS, &self->merger, &error);
  g_assert_no_error (error);
  if (self->merger != NULL)
    lineup_index_merger_go_on (self->merger, 1 + lineup_random_text_roll (3), &is_done, &error);
  g_assert_no_error (error);
  commit (&transaction);
  if (is_done)
    g_clear_pointer (&self->merger, lineup_index_merger_free);
}

static void
tidy (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };
  gboolean is_done = FALSE;

  begin (self, &transaction);
  lineup_index_segments_tidy (
      self->shelf->database, LINEUP_SHELF_BOOKS, 1 + lineup_random_text_roll (5), &is_done, &error);
  g_assert_no_error (error);
  commit (&transaction);
}

/* What was going on is left as it is. To open a database takes a while. */
static void
restart (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };

  g_clear_pointer (&self->build, lineup_index_writer_free);
  g_clear_pointer (&self->merger, lineup_index_merger_free);
  if (lineup_random_text_roll (8) == 0)
    lineup_shelf_reopen (self->shelf);
  begin (self, &transaction);
  lineup_index_segments_recover (self->shelf->database, LINEUP_SHELF_BOOKS, &error);
  g_assert_no_error (error);
  commit (&transaction);
}

/* All anew, in pieces, while other things go on: what there was stays until it is whole. */
static void
rebuild (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };

  begin (self, &transaction);
  if (self->build == NULL)
    {
      self->build = begin_writer (self);
      self->n_built = 0;
    }
  for (guint n = 1 + lineup_random_text_roll (60); n > 0 && self->n_built < self->items->len; n--)
    write_item (self->build, self->items->pdata[self->n_built++], TRUE);
  lineup_index_writer_pause (self->build, &error);
  g_assert_no_error (error);
  if (self->n_built == self->items->len && write_piece (self->build, G_MAXUINT32))
    g_clear_pointer (&self->build, lineup_index_writer_free);
  commit (&transaction);
}

/* Mostly for some of what an item has. */
static char *
make_query (Fixture *self)
{
  const Item *item = self->items->len > 0
                         ? self->items->pdata[lineup_random_text_roll (self->items->len)]
                         : NULL;

  if (item == NULL)
    return lineup_random_text_query (NULL);
  return lineup_random_text_query (lineup_random_text_roll (4) > 0 ? item->name : item->plot);
}

/* An even id. */
static gboolean
is_wanted (const LineupOracleItem *item, gpointer data)
{
  return item->id % 2 == 0;
}

static gboolean
drop_unwanted (
    LineupIndexWindow *columns, guint window, guint64 *bits, gpointer user_data, GError **error)
{
  Fixture *self = user_data;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];
      const guint place = item->row % LINEUP_ROW_SET_WINDOW;

      if (item->row / LINEUP_ROW_SET_WINDOW == window && item->id % 2 != 0)
        bits[place / 64] &= ~(G_GUINT64_CONSTANT (1) << place % 64);
    }
  return TRUE;
}

static GArray *
run (const LineupIndexSearch *wanted, LineupIndex *index)
{
  g_autoptr (GError) error = NULL;
  gboolean is_complete = FALSE;
  GArray *hits = lineup_index_search_run (wanted, index, &is_complete, &error);

  g_assert_no_error (error);
  g_assert_true (is_complete);
  return hits;
}

/* As whoever wants to know what fits as typed first. */
static GArray *
run_in_turn (LineupIndexSearch *wanted, LineupIndex *index)
{
  GArray *hits = NULL;
  g_autoptr (GArray) others = NULL;

  wanted->near = FALSE;
  hits = run (wanted, index);
  if (hits->len == wanted->limit)
    return hits;
  wanted->near = TRUE;
  wanted->known = hits;
  wanted->limit -= hits->len;
  others = run (wanted, index);
  g_array_append_vals (hits, others->data, others->len);
  return hits;
}

static GArray *
search (Fixture *self, const char *text, gboolean filtered, guint limit, gboolean near)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupTyped) typed = lineup_typed_new (text);
  g_autoptr (LineupIndex) index = NULL;
  LineupIndexSearch wanted = {
    .typed = typed,
    .limit = limit,
    .near = near,
    .filter = filtered ? drop_unwanted : NULL,
    .user_data = self,
  };

  if (typed == NULL)
    return g_array_new (FALSE, FALSE, sizeof (LineupIndexHit));
  lineup_transaction_begin_read (&transaction, self->shelf->database, &error);
  g_assert_no_error (error);
  index = lineup_index_open (self->shelf->database, LINEUP_SHELF_BOOKS, &error);
  g_assert_no_error (error);
  return near && filtered ? run_in_turn (&wanted, index) : run (&wanted, index);
}

static const char *
get_name (Fixture *self, gint64 id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];

      if (item->id == id)
        return item->name;
    }
  return "nothing";
}

static void
assert_search (Fixture *self)
{
  g_autofree char *text = make_query (self);
  const gboolean filtered = lineup_random_text_roll (3) == 0;
  const gboolean near = lineup_random_text_roll (2) == 0;
  const guint limit = lineup_random_text_roll (2) == 0 ? 1 + lineup_random_text_roll (5) : 1000;
  g_autoptr (GArray) hits = search (self, text, filtered, limit, near);
  g_autoptr (GArray) expected = lineup_search_oracle_search (
      self->oracle, text, filtered ? is_wanted : NULL, NULL, limit, near);

  for (guint i = 0; i < MAX (hits->len, expected->len); i++)
    {
      const LineupIndexHit *hit = &g_array_index (hits, LineupIndexHit, i);
      const LineupOracleHit *other = &g_array_index (expected, LineupOracleHit, i);

      if (i >= hits->len || i >= expected->len || hit->id != other->id
          || (guint)hit->tier != (guint)other->tier)
        g_error ("“%s”, filtered %d, near %d, limit %u: hit %u of %u is “%s” in tier %u, and not "
                 "“%s” in tier %u of %u",
                 text,
                 filtered,
                 near,
                 limit,
                 i,
                 hits->len,
                 i < hits->len ? get_name (self, hit->id) : "none",
                 i < hits->len ? hit->tier : 99,
                 i < expected->len ? get_name (self, other->id) : "none",
                 i < expected->len ? other->tier : 99,
                 expected->len);
    }
}

static void
run_history (guint n_rounds)
{
  void (*const acts[]) (Fixture *) = { change_items, change_items, change_items, fail_to_change,
                                       merge,        merge,        merge,        tidy,
                                       restart,      rebuild,      rebuild };
  Fixture self = { NULL };

  set_up (&self);
  for (guint i = 0; i < n_rounds; i++)
    {
      acts[lineup_random_text_roll (G_N_ELEMENTS (acts))](&self);
      for (guint j = 0; j < SEARCHES; j++)
        assert_search (&self);
    }
  tear_down (&self);
}

/* Where everything is slower there are fewer. */
static guint
count_rounds (void)
{
  const char *wanted = g_getenv (ROUNDS_VARIABLE);

  return wanted != NULL ? (guint)g_ascii_strtoull (wanted, NULL, 10)
                        : (guint)(DEFAULT_ROUNDS / lineup_test_limit (1));
}

static void
test_history (void)
{
  const guint n_rounds = count_rounds ();

  for (guint n = 0; n < n_rounds; n += ROUNDS_OF_ONE)
    run_history (MIN (n_rounds - n, ROUNDS_OF_ONE));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/index/history", test_history);
  return g_test_run ();
}
