/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-schema.h"
#include "lineup-right-of-way.h"

#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-reader-pool.h"

/* The one who writes waits for those who read, but not for long. Only what takes at least so long
 * is asserted, or at most a hundred times that. */

#define N_TRIES 100
#define N_ITEMS 500

static gint64
measure_yields (LineupRightOfWay *way, guint n_yields)
{
  const gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < n_yields; i++)
    lineup_right_of_way_yield (way);
  return g_get_monotonic_time () - begin;
}

static void
test_yield (void)
{
  LineupRightOfWay *way = lineup_right_of_way_new ();

  /* To nobody. */
  g_assert_cmpint (measure_yields (way, N_TRIES), <, N_TRIES * LINEUP_RIGHT_OF_WAY_PATIENCE);

  /* To two who don't leave: once, and then it is one's own turn. */
  lineup_right_of_way_take (way);
  lineup_right_of_way_take (way);
  g_assert_cmpint (measure_yields (way, 1), >=, LINEUP_RIGHT_OF_WAY_PATIENCE);
  g_assert_cmpint (measure_yields (way, N_TRIES), <, N_TRIES * LINEUP_RIGHT_OF_WAY_PATIENCE);

  /* A single one who does not leave is enough. */
  lineup_right_of_way_leave (way);
  while (measure_yields (way, 1) < LINEUP_RIGHT_OF_WAY_PATIENCE)
    continue;
  lineup_right_of_way_leave (way);
  g_assert_cmpint (measure_yields (way, N_TRIES), <, N_TRIES * LINEUP_RIGHT_OF_WAY_PATIENCE);
  lineup_right_of_way_free (way);
}

static gpointer
come_and_go (gpointer user_data)
{
  LineupRightOfWay *way = user_data;

  for (guint i = 0; i < N_TRIES * N_TRIES; i++)
    {
      lineup_right_of_way_take (way);
      lineup_right_of_way_leave (way);
    }
  return NULL;
}

static void
test_threads (void)
{
  LineupRightOfWay *way = lineup_right_of_way_new ();
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", come_and_go, way);
  measure_yields (way, N_TRIES * N_TRIES);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (measure_yields (way, N_TRIES), <, N_TRIES * LINEUP_RIGHT_OF_WAY_PATIENCE);
  lineup_right_of_way_free (way);
}

static gpointer
read_nothing (LineupDatabase *database, gpointer user_data, GError **error)
{
  g_assert_true (lineup_right_of_way_is_taken (user_data));
  return user_data;
}

static gpointer
fail_to_read (LineupDatabase *database, gpointer user_data, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Nothing there");
  return NULL;
}

/* Who reads has it, and only so long. */
static void
test_pool (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autofree char *path = lineup_catalogue_fixture_get_path (fixture, "");
  LineupIdleFiles *idle_files = lineup_idle_files_new ();
  LineupReaderPool *pool = lineup_reader_pool_new (
      lineup_catalogue_schema_get (), path, idle_files);
  LineupRightOfWay *way = lineup_reader_pool_get_right_of_way (pool);
  LineupReaderTrouble trouble = LINEUP_READER_FINE;

  g_assert_true (lineup_catalogue_fixture_open (fixture, NULL));
  g_assert_true (lineup_reader_pool_read (pool, read_nothing, way, NULL, &trouble, NULL) == way);
  g_assert_false (lineup_right_of_way_is_taken (way));
  g_assert_null (lineup_reader_pool_read (pool, fail_to_read, way, NULL, &trouble, NULL));
  g_assert_false (lineup_right_of_way_is_taken (way));
  lineup_reader_pool_free (pool);
  lineup_idle_files_unref (idle_files);
}

/* A read that goes on until it is told to end. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean begun;
  gboolean ending;
} SlowRead;

static gpointer
read_slowly (LineupReader *reader, gpointer user_data, GError **error)
{
  SlowRead *self = user_data;

  g_mutex_lock (&self->mutex);
  self->begun = TRUE;
  g_cond_signal (&self->cond);
  while (!self->ending)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

static void
end_read (SlowRead *self)
{
  g_mutex_lock (&self->mutex);
  self->ending = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* Returns how long it took. */
static gint64
import (LineupCatalogueFixture *fixture, guint first_id, guint n_items)
{
  g_autofree LineupItem *movies = g_new0 (LineupItem, n_items);
  const gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < n_items; i++)
    movies[i] = (LineupItem){ .id = first_id + i, .name = "Film" };
  lineup_catalogue_fixture_import_items (fixture, LINEUP_LIST_MOVIES, movies, n_items);
  return g_get_monotonic_time () - begin;
}

typedef struct
{
  LineupCatalogueFixture *catalogue; /* (owned) */
  GAsyncResult *result;              /* (owned) (nullable) */
  SlowRead slow;
} ReadFixture;

/* With a read that has begun. */
static void
set_up (ReadFixture *fixture, gconstpointer n_items)
{
  g_mutex_init (&fixture->slow.mutex);
  g_cond_init (&fixture->slow.cond);
  fixture->catalogue = lineup_catalogue_fixture_new ();
  import (fixture->catalogue, 1, GPOINTER_TO_UINT (n_items));
  lineup_catalogue_read_async (fixture->catalogue->catalogue,
                               read_slowly,
                               &fixture->slow,
                               NULL,
                               NULL,
                               NULL,
                               lineup_await_callback,
                               &fixture->result);
  g_mutex_lock (&fixture->slow.mutex);
  while (!fixture->slow.begun)
    g_cond_wait (&fixture->slow.cond, &fixture->slow.mutex);
  g_mutex_unlock (&fixture->slow.mutex);
}

static void
tear_down (ReadFixture *fixture, gconstpointer n_items)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture->result);
  end_read (&fixture->slow);
  lineup_await (&fixture->result);
  g_assert_true (
      lineup_catalogue_read_finish (fixture->catalogue->catalogue, fixture->result, &error)
      == &fixture->slow);
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
  lineup_catalogue_fixture_free (fixture->catalogue);
  g_mutex_clear (&fixture->slow.mutex);
  g_cond_clear (&fixture->slow.cond);
}

/* An import waits for a read, and goes on although that never ends. */
static void
test_import (ReadFixture *fixture, gconstpointer n_items)
{
  g_assert_cmpint (
      import (fixture->catalogue, N_ITEMS / 2, N_ITEMS), >=, LINEUP_RIGHT_OF_WAY_PATIENCE);
}

/* Also where its statements have next to nothing to do. */
static void
test_unchanged (ReadFixture *fixture, gconstpointer n_items)
{
  g_assert_cmpint (import (fixture->catalogue, 1, 1), >=, LINEUP_RIGHT_OF_WAY_PATIENCE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/right-of-way/yield", test_yield);
  g_test_add_func ("/right-of-way/threads", test_threads);
  g_test_add_func ("/right-of-way/pool", test_pool);
  g_test_add ("/right-of-way/import",
              ReadFixture,
              GUINT_TO_POINTER (N_ITEMS),
              set_up,
              test_import,
              tear_down);
  g_test_add ("/right-of-way/unchanged",
              ReadFixture,
              GUINT_TO_POINTER (1),
              set_up,
              test_unchanged,
              tear_down);

  return g_test_run ();
}
