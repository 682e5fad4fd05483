/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-floor-load.h"
#include "lineup-catalogue-schema.h"

#include "lineup-category-map.h"
#include "lineup-database.h"
#include "lineup-item-index.h"
#include "lineup-migration.h"
#include "lineup-place-writer.h"
#include "lineup-row.h"
#include "lineup-sort-key.h"
#include "lineup-word-reader.h"

#include <string.h>

#define KIND LINEUP_KIND_MOVIES

struct _LineupFloorLoad
{
  LineupDatabase *database;      /* (owned) */
  LineupCategoryMap *categories; /* (owned) */
  LineupWordReader *words;       /* (owned) */
  GString *name;                 /* (owned): key of a name */
  GString *sort_key;             /* (owned): what it is sorted by */
  gint64 n_rows;
  LineupPlaceWriter *places;  /* (owned) */
  LineupCategorySet *members; /* (owned): categories of the item at hand */
  LineupStatement *item;      /* (unowned) */
  LineupStatement *keys;      /* (unowned) */
};

static void
run (LineupFloorLoad *self, const char *name)
{
  g_autoptr (GError) error = NULL;

  if (!lineup_database_run (self->database, name, KIND, &error))
    g_error ("%s: %s", name, error->message);
}

static LineupStatement *
get_statement (LineupFloorLoad *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  LineupStatement *statement = lineup_database_get_statement (self->database, name, KIND, &error);

  if (statement == NULL)
    g_error ("%s: %s", name, error->message);
  return statement;
}

static void
execute (LineupStatement *statement)
{
  g_autoptr (GError) error = NULL;

  if (!lineup_statement_execute (statement, &error))
    g_error ("%s", error->message);
}

LineupFloorLoad *
lineup_floor_load_new (const char *path)
{
  static const char *const steps[] = { "schema-temp", "load-setup", "begin-write", "by-id-drop" };
  LineupFloorLoad *self = g_new0 (LineupFloorLoad, 1);
  g_autoptr (GError) error = NULL;
  gboolean usable = FALSE;

  self->database = lineup_database_open (
      lineup_catalogue_schema_get (), path, LINEUP_DATABASE_WRITER, &error);
  if (self->database == NULL || !lineup_migration_run (self->database, &usable, &error))
    g_error ("%s", error->message);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    run (self, steps[i]);
  self->categories = lineup_category_map_load (self->database, KIND, &error);
  if (self->categories == NULL)
    g_error ("%s", error->message);
  self->words = lineup_word_reader_new ();
  self->name = g_string_new (NULL);
  self->sort_key = g_string_new (NULL);
  self->item = get_statement (self, "item-insert");
  self->keys = get_statement (self, "keys-insert");
  self->members = lineup_category_set_new ();
  self->places = lineup_place_writer_new (self->database, KIND, &error);
  if (self->places == NULL)
    g_error ("%s", error->message);
  return self;
}

void
lineup_floor_load_free (LineupFloorLoad *self)
{
  lineup_place_writer_free (self->places);
  lineup_category_set_free (self->members);
  lineup_category_map_free (self->categories);
  lineup_word_reader_free (self->words);
  g_string_free (self->name, TRUE);
  g_string_free (self->sort_key, TRUE);
  lineup_database_close (self->database);
  g_free (self);
}

void
lineup_floor_load_prepare (LineupFloorLoad *self, const LineupItem *item, LineupItemKeys *keys)
{
  g_autoptr (GError) error = NULL;

  if (!lineup_category_map_resolve (self->categories, item, keys->categories, &error))
    g_error ("%s", error->message);
  keys->row = ++self->n_rows;
  keys->id = item->id;
  keys->figures = lineup_figures_from_item (KIND, item);
  keys->hash = lineup_item_hash (item);
  keys->fingerprint = keys->hash;
}

void
lineup_floor_load_add (LineupFloorLoad *self, const LineupItem *item, const LineupItemKeys *keys)
{
  LineupPlaced placed = { keys, self->members, NULL };
  g_autoptr (GError) error = NULL;

  lineup_row_bind (self->item, keys->row, item);
  execute (self->item);
  lineup_row_bind_keys (self->keys, keys);
  execute (self->keys);
  lineup_word_reader_make_key (self->words, item->name, strlen (item->name), self->name);
  lineup_sort_key_make (self->name->str, self->sort_key);
  placed.name = self->sort_key->str;
  lineup_category_set_assign (self->members, keys->categories);
  if (!lineup_place_writer_move (self->places, NULL, &placed, &error))
    g_error ("%s", error->message);
}

void
lineup_floor_load_commit (LineupFloorLoad *self)
{
  g_autoptr (GError) error = NULL;

  if (!lineup_item_index_rebuild (self->database, KIND, &error))
    g_error ("%s", error->message);
  if (!lineup_place_writer_store (self->places, &error))
    g_error ("%s", error->message);
  run (self, "by-id-make");
  run (self, "commit");
}

void
lineup_floor_load_tidy_up (LineupFloorLoad *self)
{
  run (self, "checkpoint");
}
