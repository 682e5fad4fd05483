/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-file.h"
#include "lineup-catalogue-schema.h"
#include "lineup-dummy-item-source.h"
#include "lineup-error.h"
#include "lineup-listing.h"
#include "lineup-reader-private.h"
#include "lineup-step-counter.h"
#include "lineup-store.h"
#include "lineup-test-clock.h"
#include "lineup-test-files.h"

/* An import that is interrupted at any step of SQLite's virtual machine leaves nothing behind: what
 * was there stays, and the next import over the same connection does what it would have done. */

/* Points at which each shape of list is interrupted, and how many one after the other. */
#define N_POINTS          144
#define N_POINTS_IN_A_ROW 16

/* More than one chunk of what SQLite keeps in memory, fewer than take long. */
#define N_ITEMS 40

#define REAL_TIME (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

typedef struct
{
  char *directory;           /* (owned) */
  LineupTestClock *clock;    /* (owned) */
  LineupReaderPool *readers; /* (owned) */
  LineupStore *store;        /* (owned) */
} Fixture;

typedef GArray *(*MakeFunc) (void);

/* What is there, and what comes. */
typedef struct
{
  const char *name;
  MakeFunc before; /* (nullable) */
  MakeFunc list;
  guint n_imports_before; /* of the same list, once more than which makes repeated ids known */
} Shape;

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autofree char *path = NULL;
  LineupIdleFiles *idle_files = NULL;

  self->directory = g_dir_make_tmp ("lineup-interrupted-XXXXXX", NULL);
  path = lineup_database_file_get_path (lineup_catalogue_schema_get (), self->directory, "home");
  self->clock = lineup_test_clock_new (REAL_TIME);
  idle_files = lineup_idle_files_new ();
  self->readers = lineup_reader_pool_new (lineup_catalogue_schema_get (), path, idle_files);
  lineup_idle_files_unref (idle_files);
  self->store = lineup_store_new (
      self->directory, "home", 0, LINEUP_CLOCK (self->clock), self->readers);
  return self;
}

static void
fixture_free (Fixture *self)
{
  lineup_store_free (self->store);
  lineup_reader_pool_free (self->readers);
  g_object_unref (self->clock);
  lineup_test_files_remove (self->directory);
  g_free (self->directory);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static gboolean
import (Fixture *self, GArray *items, GCancellable *cancellable, GError **error)
{
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (
      &g_array_index (items, LineupDummyItem, 0), items->len);
  g_autoptr (LineupListImport) list_import = lineup_store_begin_import (self->store,
                                                                        LINEUP_LIST_MOVIES,
                                                                        LINEUP_ITEM_SOURCE (source),
                                                                        LINEUP_IMPORT_NONE,
                                                                        cancellable,
                                                                        error);
  g_autoptr (GError) import_error = NULL;

  if (list_import == NULL)
    return FALSE;
  while (lineup_list_import_go_on (list_import, &import_error) != LINEUP_WRITER_DONE)
    ;
  lineup_store_end_import (
      self->store, LINEUP_LIST_MOVIES, list_import, import_error == NULL ? &import_error : NULL);
  if (import_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&import_error));
  return FALSE;
}

static void
import_whole (Fixture *self, GArray *items)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (import (self, items, NULL, &error));
  g_assert_no_error (error);
  lineup_database_file_rest (lineup_store_get_file (self->store));
}

static void
prepare (Fixture *self, const Shape *shape)
{
  g_autoptr (GArray) before = shape->before != NULL ? shape->before () : NULL;

  for (guint i = 0; before != NULL && i < shape->n_imports_before; i++)
    import_whole (self, before);
}

static gboolean
describe_item (const LineupItem *item, gpointer user_data)
{
  GString *text = user_data;

  g_string_append_printf (text, "%" G_GINT64_FORMAT " %s", item->id, item->name);
  for (gsize i = 0; i < item->n_categories; i++)
    g_string_append_printf (text, " %s", item->categories[i]);
  g_string_append_printf (text, " %" G_GINT64_FORMAT "\n", item->added);
  return TRUE;
}

static gpointer
read_all (LineupDatabase *database, gpointer user_data, GError **error)
{
  g_autoptr (LineupReader) reader = lineup_reader_new (database, NULL, NULL, error);
  const LineupQuery query = {
    .kind = LINEUP_KIND_MOVIES,
    .sort = LINEUP_SORT_NAME,
    .limit = 1000,
    .patience = G_MAXUINT,
  };
  g_autofree char *next = NULL;

  if (reader == NULL
      || !lineup_listing_read (reader, &query, describe_item, user_data, &next, error))
    return NULL;
  return user_data;
}

/* What the catalogue says, to whoever reads it. */
static char *
describe (Fixture *self)
{
  g_autofree char *path = lineup_database_file_get_path (
      lineup_catalogue_schema_get (), self->directory, "home");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  LineupReaderTrouble trouble;

  lineup_catalogue_file_check (path);
  lineup_reader_pool_read (self->readers, read_all, text, NULL, &trouble, &error);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Shapes of lists */

static const char *const names[] = { "Heat", "Alien", "Ran", "Brazil", "M" };
static const char *const categories[] = { "a", "b", "a,c", NULL, "d" };

static void
add (GArray *items, gint64 id, guint variant)
{
  const LineupDummyItem item = {
    .id = id,
    .name = names[(guint)(id + variant) % G_N_ELEMENTS (names)],
    .categories = categories[(guint)(id + variant) % G_N_ELEMENTS (categories)],
    .order = id + variant,
  };

  g_array_append_val (items, item);
}

static GArray *
make_items (gint64 first, gint64 n_items, guint n_times)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (LineupDummyItem));

  for (guint i = 0; i < n_times; i++)
    {
      for (gint64 id = first; id < first + n_items; id++)
        add (items, id, i);
    }
  return items;
}

static GArray *
make_plain (void)
{
  return make_items (1, N_ITEMS, 1);
}

static GArray *
make_repeated (void)
{
  return make_items (1, N_ITEMS, 3);
}

static GArray *
make_changed (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (LineupDummyItem));

  for (gint64 id = 1; id <= N_ITEMS; id++)
    add (items, id, 7);
  return items;
}

static GArray *
make_shorter (void)
{
  return make_items (1, N_ITEMS * 2 / 3, 1);
}

static GArray *
make_shifted (void)
{
  return make_items (N_ITEMS / 3, N_ITEMS, 2);
}

static const Shape shapes[] = {
  { "first", NULL, make_plain, 0 },
  { "first-repeated", NULL, make_repeated, 0 },
  { "unchanged", make_plain, make_plain, 1 },
  { "changed", make_plain, make_changed, 1 },
  { "removed", make_plain, make_shorter, 1 },
  { "becoming-repeated", make_plain, make_repeated, 1 },
  { "repeated-again", make_repeated, make_repeated, 1 },
  { "repeated-changed", make_repeated, make_shifted, 2 },
  { "no-more-repeated", make_repeated, make_plain, 2 },
};

/* Interrupts the import after so many steps, unless it is whole before. */
static gboolean
interrupt (Fixture *self, GArray *items, guint64 n_steps)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  lineup_step_counter_begin (n_steps, cancellable);
  done = import (self, items, cancellable, &error);
  lineup_step_counter_end ();
  lineup_database_file_rest (lineup_store_get_file (self->store));
  if (!done)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return done;
}

static void
assert_described (Fixture *self, const char *expected)
{
  g_autofree char *text = describe (self);

  g_assert_cmpstr (text, ==, expected);
}

/* The steps that an import takes, and what comes of it. */
static guint64
count_steps (const Shape *shape, GArray *items, char **before, char **after)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  guint64 n_steps = 0;

  prepare (fixture, shape);
  *before = shape->before != NULL ? describe (fixture) : g_strdup ("");
  lineup_step_counter_begin (0, NULL);
  g_assert_true (import (fixture, items, NULL, NULL));
  n_steps = lineup_step_counter_end ();
  *after = describe (fixture);
  return n_steps;
}

/* Interrupts one import after the other over the same connection, each a little later, and lets
 * every so many be followed by whole ones. */
static void
test_shape (gconstpointer data)
{
  const Shape *shape = data;
  g_autoptr (GArray) items = shape->list ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const guint64 n_steps = count_steps (shape, items, &before, &after);
  guint n_interrupted = 0;

  for (guint first = 0; first < N_POINTS; first += N_POINTS_IN_A_ROW)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      gboolean done = FALSE;

      prepare (fixture, shape);
      for (guint i = first; i < first + N_POINTS_IN_A_ROW && !done; i++)
        {
          done = interrupt (fixture, items, 1 + n_steps * i / N_POINTS);
          n_interrupted += !done;
          if (!done && (i > 0 || shape->before != NULL))
            assert_described (fixture, before);
        }
      import_whole (fixture, items);
      import_whole (fixture, items);
      assert_described (fixture, after);
    }
  g_test_message ("interrupted %u times in %" G_GUINT64_FORMAT " steps", n_interrupted, n_steps);
  g_assert_cmpuint (n_interrupted, >, N_POINTS_IN_A_ROW);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strconcat ("/interrupted-import/", shapes[i].name, NULL);

      g_test_add_data_func (path, &shapes[i], test_shape);
    }
  return g_test_run ();
}
