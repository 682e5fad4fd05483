/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-merger.h"
#include "lineup-index-search.h"
#include "lineup-index-segments.h"
#include "lineup-search-oracle.h"
#include "lineup-shelf.h"
#include "lineup-transaction.h"

#include <locale.h>
#include <string.h>

/* Whatever has happened to an index, a search of it gives what a look at every item gives, in the
 * same order. */

/* Rounds of a history: each changes something and searches several times. */
#define ROUNDS   60
#define SEARCHES 25

/* Items, at most: few enough to be looked at one by one. */
#define MAX_ITEMS 150

static const char *const words[] = {
  "it",       "up",      "heat",     "heater", "Heathers",   "the",       "The",      "of",
  "love",     "lover",   "a",        "an",     "Spider-Man", "spiderman", "S.W.A.T.", "swat",
  "X-Men",    "Ocean's", "oceans",   "AT&T",   "9-1-1",      "911",       "Don't",    "dont",
  "WALL·E",   "Amélie",  "amelie",   "Москва", "москве",     "기생충",    "기생",     "영화기생충",
  "千と千尋", "千尋",    "กรุงเทพ",   "กรุง",    "الرسالة",    "رسالة",     "2012",     "1995",
  "avengers", "avenger", "avengres", "xyzzy",
};

static const char *const before[] = { "", "", "", "EN - ", "|FR| ", "4K-NF - " };
static const char *const after[] = { "", "", " (1995)", " (2012)", " [4K]" };

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
set_up (Fixture *self, gconstpointer data)
{
  self->shelf = lineup_shelf_new ();
  self->oracle = lineup_search_oracle_new ();
  self->items = g_ptr_array_new_with_free_func (item_free);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->build, lineup_index_writer_free);
  g_clear_pointer (&self->merger, lineup_index_merger_free);
  lineup_shelf_free (self->shelf);
  lineup_search_oracle_free (self->oracle);
  g_ptr_array_unref (self->items);
}

static guint
roll (guint n)
{
  return (guint)g_test_rand_int_range (0, (gint32)n);
}

static char *
make_text (guint max_words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint n = roll (max_words + 1);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (text, roll (8) == 0 ? ", " : " ");
      g_string_append (text, words[roll (G_N_ELEMENTS (words))]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill (Item *item)
{
  g_autofree char *core = make_text (5);

  g_free (item->name);
  g_free (item->genre);
  g_free (item->plot);
  item->name = g_strconcat (
      before[roll (G_N_ELEMENTS (before))], core, after[roll (G_N_ELEMENTS (after))], NULL);
  item->genre = roll (2) == 0 ? NULL : make_text (2);
  item->plot = roll (2) == 0 ? NULL : make_text (12);
  item->year = roll (3) == 0 ? 0 : 1990 + roll (5);
  item->rating = roll (3) == 0 ? 0 : roll (40) / 4.0;
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

      switch (roll (12))
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
  for (guint n = roll (20); n > 0 && self->items->len < MAX_ITEMS; n--)
    {
      Item *item = g_new0 (Item, 1);

      /* Sometimes far from those before, so that there are several windows. */
      self->last_row += roll (10) == 0 ? 1 + roll (6000) : 1;
      item->row = self->last_row;
      item->id = roll (2) == 0 ? ++self->last_id : -(++self->last_id);
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
    lineup_index_merger_go_on (self->merger, 1 + roll (3), &is_done, &error);
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
      self->shelf->database, LINEUP_SHELF_BOOKS, 1 + roll (5), &is_done, &error);
  g_assert_no_error (error);
  commit (&transaction);
}

static void
restart (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (LineupTransaction) transaction = { NULL };

  if (self->build != NULL)
    return;
  g_clear_pointer (&self->merger, lineup_index_merger_free);
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
  for (guint n = 1 + roll (60); n > 0 && self->n_built < self->items->len; n--)
    write_item (self->build, self->items->pdata[self->n_built++], TRUE);
  lineup_index_writer_pause (self->build, &error);
  g_assert_no_error (error);
  if (self->n_built == self->items->len && write_piece (self->build, G_MAXUINT32))
    g_clear_pointer (&self->build, lineup_index_writer_free);
  commit (&transaction);
}

/* Some of what names have, with and without mistakes. */
static char *
make_query (void)
{
  g_autofree char *text = make_text (1 + roll (3));
  gsize length = strlen (text);

  if (roll (3) == 0 && length > 1)
    text[g_utf8_offset_to_pointer (text, 1 + roll ((guint)g_utf8_strlen (text, -1))) - text] = '\0';
  length = strlen (text);
  if (roll (4) == 0 && length > 3 && g_str_is_ascii (text))
    text[roll ((guint)length)] = "aeilnorst"[roll (9)];
  return g_strdup (text);
}

/* An even id, or a good one. */
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
  GArray *hits = NULL;
  gboolean is_complete = FALSE;

  if (typed == NULL)
    return g_array_new (FALSE, FALSE, sizeof (LineupIndexHit));
  lineup_transaction_begin_read (&transaction, self->shelf->database, &error);
  g_assert_no_error (error);
  index = lineup_index_open (self->shelf->database, LINEUP_SHELF_BOOKS, &error);
  g_assert_no_error (error);
  hits = lineup_index_search_run (&wanted, index, &is_complete, &error);
  g_assert_no_error (error);
  g_assert_true (is_complete);
  return hits;
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
  g_autofree char *text = make_query ();
  const gboolean filtered = roll (3) == 0;
  const gboolean near = roll (2) == 0;
  const guint limit = roll (2) == 0 ? 1 + roll (5) : 1000;
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
test_history (Fixture *self, gconstpointer data)
{
  void (*const acts[]) (Fixture *) = { change_items, change_items, change_items, fail_to_change,
                                       merge,        merge,        merge,        tidy,
                                       restart,      rebuild,      rebuild };

  for (guint i = 0; i < ROUNDS; i++)
    {
      acts[roll (G_N_ELEMENTS (acts))](self);
      for (guint j = 0; j < SEARCHES; j++)
        assert_search (self);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/index/history", Fixture, NULL, set_up, test_history, tear_down);
  return g_test_run ();
}
