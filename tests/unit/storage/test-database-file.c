/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-database-file.h"

#include "lineup-error.h"
#include "lineup-garden.h"

#include <glib/gstdio.h>

#define NAME "garden"

typedef struct
{
  LineupGarden *garden;     /* (owned): has the folder */
  LineupReaderPool *pool;   /* (owned) */
  LineupDatabaseFile *file; /* (owned) */
  char *path;               /* (owned) */
  guint n_loaded;
  guint n_forgotten;
  guint n_warnings;
} Fixture;

static gboolean
load (LineupDatabase *database, gpointer user_data, GError **error)
{
  Fixture *self = user_data;

  self->n_loaded++;
  return TRUE;
}

static void
forget (gpointer user_data)
{
  Fixture *self = user_data;

  self->n_forgotten++;
}

/* Warnings, which would end the test, are part of what is tested. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  Fixture **fixture = user_data;

  if (!(level & G_LOG_LEVEL_WARNING) || *fixture == NULL)
    return g_log_writer_default (level, fields, n_fields, NULL);
  (*fixture)->n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const LineupDatabaseFileFunctions functions = { load, forget };
  const LineupSchema *schema = lineup_garden_get_schema (LINEUP_GARDEN_VERSION);
  LineupIdleFiles *idle_files = lineup_idle_files_new ();
  Fixture **fixture = (Fixture **)data;

  *fixture = self;
  self->garden = lineup_garden_new ();
  self->path = lineup_database_file_get_path (schema, self->garden->directory, NAME);
  self->pool = lineup_reader_pool_new (schema, self->path, idle_files);
  lineup_idle_files_unref (idle_files);
  self->file = lineup_database_file_new (
      schema, self->garden->directory, NAME, &functions, self, self->pool);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  lineup_database_file_free (self->file);
  lineup_reader_pool_free (self->pool);
  lineup_garden_free (self->garden);
  g_free (self->path);
}

static LineupDatabase *
open_file (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  LineupDatabase *database = lineup_database_file_open (self->file, &error);

  g_assert_no_error (error);
  return database;
}

static void
assert_plants (Fixture *self, const char *expected)
{
  g_autofree char *text = lineup_garden_describe (open_file (self), LINEUP_GARDEN_NORTH);

  g_assert_cmpstr (text, ==, expected);
}

static void
plant (Fixture *self)
{
  lineup_garden_plant (open_file (self), LINEUP_GARDEN_NORTH, 1, "rose");
}

/* Nothing is there before it is opened; what is written stays, over a rest. */
static void
test_open (Fixture *self, gconstpointer data)
{
  g_assert_false (lineup_database_file_exists (self->file));
  g_assert_cmpuint (lineup_database_file_get_size (self->file), ==, 0);
  plant (self);
  g_assert_true (lineup_database_file_exists (self->file));
  g_assert_cmpuint (lineup_database_file_get_size (self->file), >, 0);
  lineup_database_file_rest (self->file);
  lineup_database_file_pause (self->file);
  assert_plants (self, "1 rose -");
  g_assert_cmpuint (self->n_loaded, ==, 1);
  lineup_database_file_close (self->file);
  assert_plants (self, "1 rose -");
  g_assert_cmpuint (self->n_loaded, ==, 2);
  g_assert_cmpuint (self->n_forgotten, ==, 1);
}

/* One that somebody deletes is begun anew, and is known to be another one. */
static void
test_lost (Fixture *self, gconstpointer data)
{
  plant (self);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  assert_plants (self, "");
  g_assert_cmpuint (self->n_loaded, ==, 2);
  g_assert_cmpuint (self->n_forgotten, ==, 2);
}

/* One of no use is set aside. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autofree char *prefix = g_strconcat (NAME, ".db.broken-", NULL);
  g_autoptr (GDir) folder = NULL;
  const char *name = NULL;
  guint n_broken = 0;

  g_assert_true (g_file_set_contents (self->path, "No garden, but far too long", -1, NULL));
  assert_plants (self, "");
  g_assert_cmpuint (self->n_warnings, ==, 1);
  folder = g_dir_open (self->garden->directory, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    n_broken += g_str_has_prefix (name, prefix);
  g_assert_cmpuint (n_broken, ==, 1);
  g_assert_true (lineup_database_file_delete (self->file, NULL));
  g_assert_cmpuint (lineup_database_file_get_size (self->file), ==, 0);
}

static void
test_clear (Fixture *self, gconstpointer data)
{
  plant (self);
  g_assert_true (lineup_database_file_clear (self->file, TRUE, NULL));
  g_assert_true (lineup_database_file_exists (self->file));
  assert_plants (self, "");
  plant (self);
  g_assert_true (lineup_database_file_clear (self->file, FALSE, NULL));
  g_assert_false (lineup_database_file_exists (self->file));
  g_assert_cmpuint (lineup_database_file_get_size (self->file), ==, 0);
  assert_plants (self, "");
}

static void
test_delete (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  plant (self);
  g_assert_true (lineup_database_file_delete (self->file, NULL));
  g_assert_false (lineup_database_file_exists (self->file));
  g_assert_null (lineup_database_file_open (self->file, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_clear_error (&error);
  g_assert_false (lineup_database_file_clear (self->file, TRUE, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_false (lineup_database_file_exists (self->file));
}

/* Loading */

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

static gboolean
has_copy (Fixture *self)
{
  g_autofree char *path = g_strconcat (self->path, "-load", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
begin_load (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  plant (self);
  assert_read (self, "1 rose -");
  g_assert_true (lineup_database_file_begin_load (self->file, &error));
  g_assert_no_error (error);
  g_assert_true (has_copy (self));
  lineup_garden_plant (open_file (self), LINEUP_GARDEN_NORTH, 2, "oak");
  assert_read (self, "1 rose -");
}

/* What is written goes into the file at once, and into its log from then on. */
static void
test_load (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LineupDatabase *database = NULL;

  begin_load (self);
  database = open_file (self);
  g_assert_true (lineup_database_file_end_load (self->file, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (has_copy (self));
  assert_read (self, "1 rose -, 2 oak -");
  g_assert_true (open_file (self) == database);
  lineup_garden_plant (database, LINEUP_GARDEN_NORTH, 3, "ivy");
  assert_read (self, "1 rose -, 2 oak -, 3 ivy -");
  lineup_database_file_rest (self->file);
  lineup_database_file_close (self->file);
  assert_plants (self, "1 rose -, 2 oak -, 3 ivy -");
  g_assert_cmpuint (self->n_forgotten, ==, 1);
}

static void
test_load_given_up (Fixture *self, gconstpointer data)
{
  begin_load (self);
  g_assert_true (lineup_database_file_end_load (self->file, FALSE, NULL));
  g_assert_false (has_copy (self));
  assert_read (self, "1 rose -");
  assert_plants (self, "1 rose -");
  g_assert_cmpuint (self->n_loaded, ==, 1);
}

/* A file that somebody deletes takes along what would have been in it. */
static void
test_load_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  begin_load (self);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_false (lineup_database_file_end_load (self->file, TRUE, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  g_assert_false (has_copy (self));
  assert_plants (self, "");
}

/* Nothing is left of one that was killed. */
static void
test_load_killed (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_strconcat (self->path, "-load", NULL);

  g_assert_true (g_file_set_contents (path, "Half a garden", -1, NULL));
  assert_plants (self, "");
  g_assert_false (has_copy (self));
}

/* Where there is much to be copied, all goes through the log. */
static void
test_load_beside_much (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (9 * 1024 * 1024, 'r');

  lineup_garden_plant (open_file (self), LINEUP_GARDEN_NORTH, 1, name);
  g_assert_true (lineup_database_file_begin_load (self->file, NULL));
  g_assert_false (has_copy (self));
  lineup_garden_plant (open_file (self), LINEUP_GARDEN_SOUTH, 1, "rose");
  g_assert_true (lineup_database_file_end_load (self->file, TRUE, NULL));
}

#define ADD(path, test)                                                                            \
  g_test_add ("/database-file/" path, Fixture, &fixture, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  Fixture *fixture = NULL;

  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, &fixture, NULL);
  ADD ("open", test_open);
  ADD ("lost", test_lost);
  ADD ("damaged", test_damaged);
  ADD ("clear", test_clear);
  ADD ("delete", test_delete);
  ADD ("load", test_load);
  ADD ("load-given-up", test_load_given_up);
  ADD ("load-lost", test_load_lost);
  ADD ("load-killed", test_load_killed);
  ADD ("load-beside-much", test_load_beside_much);
  return g_test_run ();
}
