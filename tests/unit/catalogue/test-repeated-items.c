/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-file.h"
#include "lineup-catalogue-schema.h"
#include "lineup-dummy-item-source.h"
#include "lineup-store.h"
#include "lineup-test-clock.h"
#include "lineup-test-files.h"

#include <time.h>

/* Items that arrive in several elements cost what their elements cost, however many belong to one
 * item. Times are compared within one run, and a noisy one is measured again. */

#define REAL_TIME (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

/* A second look is enough for a machine that was busy with something else. */
#define N_TRIES 3

typedef struct
{
  GArray *items;       /* (owned) (element-type LineupDummyItem) */
  GStringChunk *texts; /* (owned) */
} List;

static List *
list_new (void)
{
  List *self = g_new0 (List, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (LineupDummyItem));
  self->texts = g_string_chunk_new (4096);
  return self;
}

static void
list_free (List *self)
{
  g_array_unref (self->items);
  g_string_chunk_free (self->texts);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (List, list_free)

static void
add (List *self, gint64 id, guint category)
{
  g_autofree char *text = g_strdup_printf ("c%u", category);
  const LineupDummyItem item = {
    .id = id,
    .name = "Metropolis",
    .categories = g_string_chunk_insert_const (self->texts, text),
    .order = id,
  };

  g_array_append_val (self->items, item);
}

/* An item in so many elements, each in a category of its own. */
static List *
make_one_item (guint n_elements)
{
  List *list = list_new ();

  for (guint i = 0; i < n_elements; i++)
    add (list, 1, i);
  return list;
}

/* Each of so many items in so many elements. */
static List *
make_items (guint n_items, guint n_elements)
{
  List *list = list_new ();

  for (guint element = 0; element < n_elements; element++)
    {
      for (guint id = 1; id <= n_items; id++)
        add (list, id, element * 10 + id % 10);
    }
  return list;
}

static double
get_seconds (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now), ==, 0);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
import (LineupStore *store, const List *list)
{
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (
      &g_array_index (list->items, LineupDummyItem, 0), list->items->len);
  g_autoptr (LineupListImport) list_import = lineup_store_begin_import (
      store, LINEUP_LIST_MOVIES, LINEUP_ITEM_SOURCE (source), LINEUP_IMPORT_NONE, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (list_import);
  while (lineup_list_import_go_on (list_import, &error) != LINEUP_WRITER_DONE)
    ;
  g_assert_no_error (error);
  g_assert_true (lineup_store_end_import (store, LINEUP_LIST_MOVIES, list_import, &error));
  g_assert_no_error (error);
}

/* CPU seconds for @list after @before, and for the same list again. */
static double
measure (const List *before, const List *list)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-repeated-XXXXXX", NULL);
  g_autofree char *path = lineup_database_file_get_path (
      lineup_catalogue_schema_get (), directory, "home");
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (REAL_TIME);
  LineupIdleFiles *idle_files = lineup_idle_files_new ();
  LineupReaderPool *readers = lineup_reader_pool_new (
      lineup_catalogue_schema_get (), path, idle_files);
  LineupStore *store = lineup_store_new (directory, "home", 0, LINEUP_CLOCK (clock), readers);
  double begin = 0;
  double seconds = 0;

  if (before != NULL)
    import (store, before);
  begin = get_seconds ();
  import (store, list);
  import (store, list);
  seconds = get_seconds () - begin;
  lineup_store_free (store);
  lineup_reader_pool_free (readers);
  lineup_idle_files_unref (idle_files);
  lineup_catalogue_file_check (path);
  lineup_test_files_remove (directory);
  return seconds;
}

static void
check_ratio (const List *before, const List *list, const List *base, double limit)
{
  double ratio = G_MAXDOUBLE;

  for (guint i = 0; i < N_TRIES && ratio > limit; i++)
    ratio = measure (before, list) / measure (NULL, base);
  g_test_message ("%.1f times as long", ratio);
  g_assert_cmpfloat (ratio, <=, limit);
}

/* Four times as many elements: 4 where it is linear, 16 and 64 where it is not. */
static void
test_one_item (void)
{
  g_autoptr (List) base = make_one_item (1500);
  g_autoptr (List) list = make_one_item (6000);

  check_ratio (NULL, list, base, 8);
}

/* An item that was in one category before. */
static void
test_one_item_again (void)
{
  g_autoptr (List) before = make_one_item (1);
  g_autoptr (List) base = make_one_item (1500);
  g_autoptr (List) list = make_one_item (6000);

  check_ratio (before, list, base, 8);
}

/* As many elements in a third of the items. */
static void
test_many_items (void)
{
  g_autoptr (List) base = make_items (12000, 1);
  g_autoptr (List) list = make_items (4000, 3);

  check_ratio (NULL, list, base, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/repeated-items/one-item", test_one_item);
  g_test_add_func ("/repeated-items/one-item-again", test_one_item_again);
  g_test_add_func ("/repeated-items/many-items", test_many_items);

  return g_test_run ();
}
