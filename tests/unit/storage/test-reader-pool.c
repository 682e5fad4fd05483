/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-reader-pool.h"

#include "lineup-error.h"
#include "lineup-garden.h"
#include "lineup-migration.h"

#include <glib/gstdio.h>

#define N_READERS 4

typedef struct
{
  LineupGarden *garden;        /* (owned) */
  LineupDatabase *writer;      /* (owned) */
  LineupIdleFiles *idle_files; /* (owned) */
  LineupReaderPool *pool;      /* (owned) */
  GThread *readers[N_READERS]; /* (owned) */

  GMutex mutex; /* guards what follows */
  GCond changed;
  guint n_begun;
  gboolean replaced;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->garden = lineup_garden_new ();
  self->writer = lineup_garden_open (self->garden);
  lineup_garden_plant (self->writer, LINEUP_GARDEN_NORTH, 1, "rose");
  self->idle_files = lineup_idle_files_new ();
  self->pool = lineup_reader_pool_new (
      lineup_garden_get_schema (LINEUP_GARDEN_VERSION), self->garden->path, self->idle_files);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  lineup_reader_pool_free (self->pool);
  lineup_idle_files_unref (self->idle_files);
  g_clear_pointer (&self->writer, lineup_database_close);
  lineup_garden_free (self->garden);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
}

static void
tell_begun (Fixture *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_begun++;
  g_cond_broadcast (&self->changed);
}

static void
wait_for_begun (Fixture *self, guint n)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (self->n_begun < n)
    g_cond_wait (&self->changed, &self->mutex);
}

/* How many files may be kept open beside those that are. */
static guint
count_free (Fixture *self)
{
  guint n = 0;

  while (lineup_idle_files_keep (self->idle_files))
    n++;
  for (guint i = 0; i < n; i++)
    lineup_idle_files_drop (self->idle_files);
  return n;
}

static gpointer
describe (LineupDatabase *database, gpointer user_data, GError **error)
{
  return lineup_garden_describe (database, LINEUP_GARDEN_NORTH);
}

static void
assert_read (Fixture *self, const char *expected)
{
  g_autoptr (GError) error = NULL;
  LineupReaderTrouble trouble = LINEUP_READER_FINE;
  g_autofree char *text = lineup_reader_pool_read (
      self->pool, describe, NULL, NULL, &trouble, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (trouble, ==, LINEUP_READER_FINE);
}

static void
test_read (Fixture *self, gconstpointer data)
{
  assert_read (self, "1 rose -");
  lineup_garden_plant (self->writer, LINEUP_GARDEN_NORTH, 2, "oak");
  assert_read (self, "1 rose -, 2 oak -");
}

/* A reader has tables of its own, and writes nothing into anybody's. */
static gpointer
try_to_write (LineupDatabase *database, gpointer user_data, GError **error)
{
  LineupStatement *notes = lineup_database_get_statement (
      database, "notes-count", LINEUP_SCHEMA_ANY_SET, NULL);

  g_assert_true (lineup_statement_execute (notes, NULL));
  g_assert_false (lineup_database_run (database, "old-plants", LINEUP_GARDEN_SOUTH, error));
  return NULL;
}

static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LineupReaderTrouble trouble = LINEUP_READER_DAMAGED;

  g_assert_null (lineup_reader_pool_read (self->pool, try_to_write, NULL, NULL, &trouble, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_cmpint (trouble, ==, LINEUP_READER_FINE);
}

/* Connections are kept, if they may be. */
static void
test_idle (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (count_free (self), ==, LINEUP_IDLE_FILES_MAX);
  assert_read (self, "1 rose -");
  assert_read (self, "1 rose -");
  g_assert_cmpuint (count_free (self), ==, LINEUP_IDLE_FILES_MAX - 1);
  lineup_reader_pool_close_idle (self->pool);
  g_assert_cmpuint (count_free (self), ==, LINEUP_IDLE_FILES_MAX);

  while (lineup_idle_files_keep (self->idle_files))
    continue;
  assert_read (self, "1 rose -");
  lineup_reader_pool_close_idle (self->pool);
  g_assert_cmpuint (count_free (self), ==, 0);
  for (guint i = 0; i < LINEUP_IDLE_FILES_MAX; i++)
    lineup_idle_files_drop (self->idle_files);
}

/* Ending early */

static gpointer
count_forever (LineupDatabase *database, gpointer user_data, GError **error)
{
  LineupStatement *count = lineup_database_get_statement (
      database, "last-number", LINEUP_SCHEMA_ANY_SET, NULL);

  tell_begun (user_data);
  g_assert_false (lineup_statement_execute (count, error));
  return NULL;
}

typedef struct
{
  Fixture *fixture;          /* (unowned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GError *error;             /* (owned) */
} EndlessRead;

static gpointer
read_forever (gpointer user_data)
{
  EndlessRead *self = user_data;
  LineupReaderTrouble trouble = LINEUP_READER_FINE;

  g_assert_null (lineup_reader_pool_read (self->fixture->pool,
                                          count_forever,
                                          self->fixture,
                                          self->cancellable,
                                          &trouble,
                                          &self->error));
  return NULL;
}

/* Each is ended by itself. */
static void
test_cancel (Fixture *self, gconstpointer data)
{
  EndlessRead reads[N_READERS] = { { NULL } };
  GThread *threads[N_READERS];

  for (guint i = 0; i < N_READERS; i++)
    {
      reads[i].fixture = self;
      reads[i].cancellable = g_cancellable_new ();
      threads[i] = g_thread_new ("read", read_forever, &reads[i]);
    }
  wait_for_begun (self, N_READERS);
  for (guint i = 0; i < N_READERS; i++)
    {
      g_assert_true (
          lineup_right_of_way_is_taken (lineup_reader_pool_get_right_of_way (self->pool)));
      g_cancellable_cancel (reads[i].cancellable);
      g_thread_join (threads[i]);
      g_assert_error (reads[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&reads[i].error);
      g_object_unref (reads[i].cancellable);
    }
  g_assert_false (lineup_right_of_way_is_taken (lineup_reader_pool_get_right_of_way (self->pool)));
  assert_read (self, "1 rose -");
}

/* All of them, and all that come. */
static void
test_hurry (Fixture *self, gconstpointer data)
{
  EndlessRead reads[N_READERS] = { { NULL } };
  GThread *threads[N_READERS];

  for (guint i = 0; i < N_READERS; i++)
    {
      reads[i].fixture = self;
      threads[i] = g_thread_new ("read", read_forever, &reads[i]);
    }
  wait_for_begun (self, N_READERS - 1);
  lineup_reader_pool_hurry (self->pool);
  for (guint i = 0; i < N_READERS; i++)
    {
      g_thread_join (threads[i]);
      g_assert_error (reads[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&reads[i].error);
    }
}

/* Files that are lost */

static void
delete_garden (Fixture *self)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  g_clear_pointer (&self->writer, lineup_database_close);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (self->garden->path, suffixes[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
assert_trouble (Fixture *self, LineupReaderTrouble expected)
{
  g_autoptr (GError) error = NULL;
  LineupReaderTrouble trouble = LINEUP_READER_FINE;

  g_assert_null (lineup_reader_pool_read (self->pool, describe, NULL, NULL, &trouble, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_cmpint (trouble, ==, expected);
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  assert_read (self, "1 rose -");
  delete_garden (self);
  assert_trouble (self, LINEUP_READER_GONE);
  g_assert_false (lineup_reader_pool_is_damaged (self->pool));
}

static gboolean
replace_garden (gpointer user_data, GError **error)
{
  Fixture *self = user_data;

  delete_garden (self);
  self->writer = lineup_garden_open (self->garden);
  lineup_garden_plant (self->writer, LINEUP_GARDEN_NORTH, 9, "fern");
  return TRUE;
}

/* What one file was like says nothing of the next. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  delete_garden (self);
  g_assert_true (g_file_set_contents (
      self->garden->path, "No garden, and far too long for an empty file", -1, NULL));
  assert_trouble (self, LINEUP_READER_DAMAGED);
  g_assert_true (lineup_reader_pool_is_damaged (self->pool));

  g_assert_cmpint (g_unlink (self->garden->path), ==, 0);
  self->writer = lineup_garden_open (self->garden);
  g_assert_true (lineup_reader_pool_replace (self->pool, replace_garden, self, NULL));
  g_assert_false (lineup_reader_pool_is_damaged (self->pool));
  assert_read (self, "9 fern -");
}

/* A file is of no use to readers before one who writes has opened it. */
static void
test_unfit (Fixture *self, gconstpointer data)
{
  LineupDatabase *old = NULL;
  gboolean usable = FALSE;

  delete_garden (self);
  g_assert_true (g_file_set_contents (self->garden->path, "", 0, NULL));
  assert_trouble (self, LINEUP_READER_UNFIT);

  old = lineup_database_open (lineup_garden_get_schema (LINEUP_GARDEN_VERSION - 1),
                              self->garden->path,
                              LINEUP_DATABASE_WRITER,
                              NULL);
  g_assert_true (lineup_migration_run (old, &usable, NULL));
  lineup_database_close (old);
  assert_trouble (self, LINEUP_READER_UNFIT);
  g_assert_false (lineup_reader_pool_is_damaged (self->pool));

  self->writer = lineup_garden_open (self->garden);
  lineup_garden_plant (self->writer, LINEUP_GARDEN_NORTH, 9, "fern");
  assert_read (self, "9 fern -");
}

static gpointer
read_replaced (gpointer user_data)
{
  Fixture *self = user_data;

  tell_begun (self);
  assert_read (self, "9 fern -");
  g_assert_true (self->replaced);
  return NULL;
}

/* Asks of the pool what any thread may, while reads wait. */
static gboolean
replace_slowly (gpointer user_data, GError **error)
{
  Fixture *self = user_data;

  wait_for_begun (self, N_READERS);
  g_assert_false (lineup_reader_pool_is_damaged (self->pool));
  lineup_reader_pool_close_idle (self->pool);
  replace_garden (self, error);
  self->replaced = TRUE;
  return TRUE;
}

static gpointer
replace (gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_true (lineup_reader_pool_replace (self->pool, replace_slowly, self, NULL));
  return NULL;
}

static gboolean
start_readers (gpointer user_data, GError **error)
{
  Fixture *self = user_data;

  for (guint i = 0; i < N_READERS; i++)
    self->readers[i] = g_thread_new ("read", read_replaced, self);
  return replace_slowly (self, error);
}

/* Whoever comes meanwhile reads the new file, and sees nothing of there being none for a moment. */
static void
test_replace (Fixture *self, gconstpointer data)
{
  assert_read (self, "1 rose -");
  g_assert_true (lineup_reader_pool_replace (self->pool, start_readers, self, NULL));
  for (guint i = 0; i < N_READERS; i++)
    g_thread_join (self->readers[i]);
}

static gboolean
fail_to_replace (gpointer user_data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No other garden");
  return FALSE;
}

/* Reads go on all the same. */
static void
test_not_replaced (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_read (self, "1 rose -");
  g_assert_false (lineup_reader_pool_replace (self->pool, fail_to_replace, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_read (self, "1 rose -");
}

static gpointer
read_while_replaced (LineupDatabase *database, gpointer user_data, GError **error)
{
  Fixture *self = user_data;

  self->n_begun = N_READERS;
  g_thread_join (g_thread_new ("replace", replace, self));
  return lineup_garden_describe (database, LINEUP_GARDEN_NORTH);
}

/* A read that runs ends with the old file, and its connection with it. */
static void
test_old_read (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LineupReaderTrouble trouble = LINEUP_READER_FINE;
  g_autofree char *text = lineup_reader_pool_read (
      self->pool, read_while_replaced, self, NULL, &trouble, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "1 rose -");
  g_assert_cmpuint (count_free (self), ==, LINEUP_IDLE_FILES_MAX);
  assert_read (self, "9 fern -");
  g_assert_cmpuint (count_free (self), ==, LINEUP_IDLE_FILES_MAX - 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/reader-pool/read", test_read);
  ADD ("/reader-pool/read-only", test_read_only);
  ADD ("/reader-pool/idle", test_idle);
  ADD ("/reader-pool/cancel", test_cancel);
  ADD ("/reader-pool/hurry", test_hurry);
  ADD ("/reader-pool/gone", test_gone);
  ADD ("/reader-pool/damaged", test_damaged);
  ADD ("/reader-pool/unfit", test_unfit);
  ADD ("/reader-pool/replace", test_replace);
  ADD ("/reader-pool/not-replaced", test_not_replaced);
  ADD ("/reader-pool/old-read", test_old_read);
  return g_test_run ();
}
