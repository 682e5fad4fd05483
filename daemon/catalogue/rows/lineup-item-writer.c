/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-writer.h"

#include "lineup-error.h"
#include "lineup-index-due.h"
#include "lineup-item-index.h"
#include "lineup-load-index.h"
#include "lineup-place-writer.h"
#include "lineup-sort-key.h"
#include "lineup-word-reader.h"

#include <string.h>

/* Rows: of a first load whose index is made along with it, a twentieth of a second of work. */
#define MAX_INDEXED_AT_ONCE 8192

struct _LineupItemWriter
{
  LineupDatabase *database;      /* (unowned) */
  LineupCategoryMap *categories; /* (unowned) */
  LineupPlaceWriter *places;     /* (owned) */
  LineupItemIndex *index;        /* (owned) */
  LineupLoadIndex *load_index;   /* (owned) (nullable): while rows are as they were loaded */
  LineupIndexBuild *build;       /* (owned) (nullable): what goes on with that */
  LineupWordReader *words;       /* (owned) */
  GString *name_key;             /* (owned): of the name at hand */
  GString *sort_key;             /* (owned): likewise */
  LineupKind kind;
  gboolean loading;
  gint64 last_row;
  LineupItemKeys keys;     /* of the item that is being inserted or removed */
  LineupItemKeys target;   /* of the item that is being put into other categories */
  LineupCategorySet *from; /* (owned): where the item at hand is */
  LineupCategorySet *to;   /* (owned): where it will be */

  LineupStatement *item_at;         /* (unowned) */
  LineupStatement *item_insert;     /* (unowned) */
  LineupStatement *item_update;     /* (unowned) */
  LineupStatement *item_delete;     /* (unowned) */
  LineupStatement *keys_insert;     /* (unowned) */
  LineupStatement *keys_update;     /* (unowned) */
  LineupStatement *keys_delete;     /* (unowned) */
  LineupStatement *keys_find;       /* (unowned) */
  LineupStatement *keys_get;        /* (unowned) */
  LineupStatement *fingerprint_set; /* (unowned) */
  LineupStatement *name_get;        /* (unowned) */
  LineupStatement *text_get;        /* (unowned) */
};

static gboolean
prepare (LineupItemWriter *self, GError **error)
{
  const struct
  {
    const char *name;
    LineupStatement **statement;
  } statements[] = {
    { "item-at", &self->item_at },         { "item-insert", &self->item_insert },
    { "item-update", &self->item_update }, { "item-delete", &self->item_delete },
    { "keys-insert", &self->keys_insert }, { "keys-update", &self->keys_update },
    { "keys-delete", &self->keys_delete }, { "keys-find", &self->keys_find },
    { "keys-get", &self->keys_get },       { "fingerprint-set", &self->fingerprint_set },
    { "name-get", &self->name_get },       { "text-get", &self->text_get },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      *statements[i].statement = lineup_database_get_statement (
          self->database, statements[i].name, self->kind, error);
      if (*statements[i].statement == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_last_row (LineupItemWriter *self, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      self->database, "row-last", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (statement);
  gboolean has_row = FALSE;

  if (statement == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  self->last_row = lineup_rows_get_int (&rows, "row");
  return TRUE;
}

LineupItemWriter *
lineup_item_writer_new (LineupDatabase *database,
                        LineupKind kind,
                        LineupCategoryMap *categories,
                        gboolean loading,
                        GError **error)
{
  g_autoptr (LineupItemWriter) self = g_new0 (LineupItemWriter, 1);

  self->database = database;
  self->kind = kind;
  self->categories = categories;
  self->loading = loading;
  lineup_item_keys_init (&self->keys);
  lineup_item_keys_init (&self->target);
  self->from = lineup_category_set_new ();
  self->to = lineup_category_set_new ();
  self->words = lineup_word_reader_new ();
  self->name_key = g_string_sized_new (LINEUP_NAME_KEY_MAX_BYTES);
  self->sort_key = g_string_sized_new (LINEUP_SORT_KEY_MAX_BYTES);
  self->index = lineup_item_index_new (database, kind);
  self->places = lineup_place_writer_new (database, kind, error);
  if (self->places == NULL || !prepare (self, error) || !load_last_row (self, error))
    return NULL;
  if (loading)
    self->load_index = lineup_load_index_new (database, kind, error);
  if (loading && self->load_index == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

void
lineup_item_writer_free (LineupItemWriter *self)
{
  g_clear_pointer (&self->places, lineup_place_writer_free);
  g_clear_pointer (&self->index, lineup_item_index_free);
  g_clear_pointer (&self->load_index, lineup_load_index_free);
  g_clear_pointer (&self->build, lineup_index_build_free);
  g_clear_pointer (&self->words, lineup_word_reader_free);
  g_string_free (self->name_key, TRUE);
  g_string_free (self->sort_key, TRUE);
  lineup_item_keys_clear (&self->keys);
  lineup_item_keys_clear (&self->target);
  lineup_category_set_free (self->from);
  lineup_category_set_free (self->to);
  g_free (self);
}

/* Categories know how many items they have. */
static void
count_categories (LineupItemWriter *self,
                  const LineupCategorySet *set,
                  const LineupCategorySet *others,
                  int difference)
{
  const GArray *keys = lineup_category_set_get_keys (set);

  for (guint i = 0; i < keys->len; i++)
    {
      const guint32 category = g_array_index (keys, guint32, i);

      if (others == NULL || !lineup_category_set_has (others, category))
        lineup_category_map_count (self->categories, category, difference);
    }
}

static const char *
make_sort_key (LineupItemWriter *self, const char *name)
{
  lineup_word_reader_make_key (self->words, name, strlen (name), self->name_key);
  lineup_sort_key_make (self->name_key->str, self->sort_key);
  return self->sort_key->str;
}

static gboolean
place_new (LineupItemWriter *self,
           const LineupItemKeys *keys,
           const LineupItem *item,
           GError **error)
{
  const LineupPlaced placed = { keys, self->to, make_sort_key (self, item->name) };

  lineup_category_set_assign (self->to, keys->categories);
  count_categories (self, self->to, NULL, 1);
  return lineup_place_writer_move (self->places, NULL, &placed, error);
}

/* Moves a stored item to other places before it is written. @item is %NULL if its name stays, @keys
 * if it goes. */
static gboolean
place_stored (LineupItemWriter *self,
              const LineupItemKeys *stored,
              const LineupItemKeys *keys,
              const LineupItem *item,
              GError **error)
{
  LineupPlaced from = { stored, self->from, NULL };
  LineupPlaced to = { keys, self->to, NULL };
  g_auto (LineupRows) rows = lineup_statement_query (self->name_get);
  gboolean has_row = FALSE;

  lineup_category_set_assign (self->from, stored->categories);
  if (keys != NULL)
    lineup_category_set_assign (self->to, keys->categories);
  lineup_statement_bind_int (self->name_get, "row", stored->row);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  from.name = lineup_rows_get_text (&rows, "key");
  to.name = item != NULL ? make_sort_key (self, item->name) : from.name;
  if (!lineup_place_writer_move (self->places, &from, keys != NULL ? &to : NULL, error))
    return FALSE;

  count_categories (self, self->from, keys != NULL ? self->to : NULL, -1);
  if (keys != NULL)
    count_categories (self, self->to, self->from, 1);
  return TRUE;
}

static gboolean
write_item (LineupStatement *statement, gint64 row, const LineupItem *item, GError **error)
{
  lineup_row_bind (statement, row, item);
  return lineup_statement_execute (statement, error);
}

static gboolean
write_keys (LineupStatement *statement, const LineupItemKeys *keys, GError **error)
{
  lineup_row_bind_keys (statement, keys);
  return lineup_statement_execute (statement, error);
}

static gboolean
run_for_row (LineupStatement *statement, gint64 row, GError **error)
{
  lineup_statement_bind_int (statement, "row", row);
  return lineup_statement_execute (statement, error);
}

/* Whether the words of a stored item are those of @item, before it is rewritten. */
static gboolean
look_at_words (
    LineupItemWriter *self, gint64 row, const LineupItem *item, gboolean *same, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (self->text_get);
  gboolean has_row = FALSE;

  lineup_statement_bind_int (self->text_get, "row", row);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *same = has_row && lineup_row_has_words (&rows, item);
  return TRUE;
}

static gboolean
equal_categories (const GArray *a, const GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (guint32)) == 0;
}

/* Tells the search index what is other of a stored item. */
static gboolean
index_other (LineupItemWriter *self,
             const LineupItemKeys *stored,
             const LineupItemKeys *keys,
             const LineupItem *item,
             GError **error)
{
  gboolean same = FALSE;

  if (!look_at_words (self, stored->row, item, &same, error))
    return FALSE;
  if (same && equal_categories (stored->categories, keys->categories)
      && stored->figures.rating == keys->figures.rating
      && stored->figures.year == keys->figures.year)
    lineup_item_index_change_figures (self->index, stored->row);
  else
    lineup_item_index_change (self->index, stored->row);
  return TRUE;
}

static void
set_figures (LineupItemWriter *self, LineupItemKeys *keys, const LineupItem *item)
{
  keys->figures = lineup_figures_from_item (self->kind, item);
  keys->figures.in_adult = lineup_category_map_has_adult (self->categories, keys->categories);
}

gboolean
lineup_item_writer_insert (LineupItemWriter *self,
                           const LineupItem *item,
                           guint64 fingerprint,
                           GError **error)
{
  LineupItemKeys *keys = &self->keys;

  if (!lineup_category_map_resolve (self->categories, item, keys->categories, error))
    return FALSE;
  keys->row = ++self->last_row;
  keys->fingerprint = fingerprint;
  keys->hash = lineup_item_hash (item)
               ^ lineup_category_map_hash (self->categories, keys->categories);
  keys->id = item->id;
  set_figures (self, keys, item);
  if (!self->loading)
    lineup_item_index_add (self->index, keys->row);
  else if (!lineup_load_index_add (self->load_index, keys, item, error))
    return FALSE;
  return write_item (self->item_insert, keys->row, item, error)
         && write_keys (self->keys_insert, keys, error) && place_new (self, keys, item, error);
}

/* Makes what goes on with the index, of the rows where they are not what they were. */
static gboolean
begin_build (LineupItemWriter *self, GError **error)
{
  if (self->load_index != NULL)
    self->build = lineup_load_index_end (g_steal_pointer (&self->load_index), error);
  else if (lineup_index_due_set (self->database, self->kind, error))
    self->build = lineup_index_build_new (self->database, self->kind);
  return self->build != NULL;
}

/* What a first load brings can be listed before it can be searched: a few items are searched at
 * once. */
static gboolean
index_load (LineupItemWriter *self, GError **error)
{
  gboolean is_done = FALSE;

  if (!begin_build (self, error))
    return FALSE;
  if (self->last_row > MAX_INDEXED_AT_ONCE)
    return TRUE;
  if (!lineup_index_build_go_on (self->build, G_MAXINT64 / 2, &is_done, error))
    return FALSE;
  g_clear_pointer (&self->build, lineup_index_build_free);
  return TRUE;
}

gboolean
lineup_item_writer_end_load (LineupItemWriter *self, GError **error)
{
  return lineup_place_writer_store (self->places, error) && index_load (self, error);
}

LineupIndexBuild *
lineup_item_writer_steal_build (LineupItemWriter *self)
{
  return g_steal_pointer (&self->build);
}

gboolean
lineup_item_writer_end (LineupItemWriter *self, GError **error)
{
  return lineup_place_writer_store (self->places, error)
         && lineup_item_index_end (self->index, error);
}

gboolean
lineup_item_writer_rewrite (LineupItemWriter *self,
                            const LineupItemKeys *stored,
                            const LineupItem *item,
                            LineupItemKeys *keys,
                            GError **error)
{
  keys->row = stored->row;
  keys->id = stored->id;
  set_figures (self, keys, item);
  return place_stored (self, stored, keys, item, error)
         && index_other (self, stored, keys, item, error)
         && write_item (self->item_update, keys->row, item, error)
         && write_keys (self->keys_update, keys, error);
}

gboolean
lineup_item_writer_join (LineupItemWriter *self,
                         const LineupItemKeys *stored,
                         const LineupCategorySet *categories,
                         guint64 fingerprint,
                         gboolean *changed,
                         GError **error)
{
  LineupItemKeys *target = &self->target;

  g_clear_pointer (&self->load_index, lineup_load_index_free);
  lineup_item_keys_copy (target, stored);
  lineup_category_map_copy (self->categories, target->categories, categories);
  target->figures.in_adult = lineup_category_map_has_adult (self->categories, target->categories);
  target->fingerprint = fingerprint;
  *changed = !equal_categories (target->categories, stored->categories);
  if (!*changed)
    return fingerprint == stored->fingerprint
           || lineup_item_writer_set_fingerprint (self, stored->row, fingerprint, error);

  target->hash ^= lineup_category_map_hash (self->categories, stored->categories)
                  ^ lineup_category_map_hash (self->categories, target->categories);
  lineup_item_index_change (self->index, stored->row);
  return place_stored (self, stored, target, NULL, error)
         && write_keys (self->keys_update, target, error);
}

gboolean
lineup_item_writer_set_fingerprint (LineupItemWriter *self,
                                    gint64 row,
                                    guint64 fingerprint,
                                    GError **error)
{
  lineup_statement_bind_int (self->fingerprint_set, "fingerprint", (gint64)fingerprint);
  return run_for_row (self->fingerprint_set, row, error);
}

gboolean
lineup_item_writer_set_added (LineupItemWriter *self,
                              gint64 row,
                              gint64 added,
                              guint64 fingerprint,
                              gint64 *id,
                              GError **error)
{
  LineupItemKeys *target = &self->target;
  g_auto (LineupRows) rows = lineup_statement_query (self->item_at);
  gboolean has_row = FALSE;
  LineupItem item;

  lineup_statement_bind_int (self->item_at, "row", row);
  if (!lineup_rows_next (&rows, &has_row, error)
      || !lineup_item_writer_get (self, row, &self->keys, error))
    return FALSE;
  g_return_val_if_fail (has_row, FALSE);
  lineup_row_read (&rows, &item);
  lineup_item_keys_copy (target, &self->keys);
  target->fingerprint = fingerprint;
  target->hash ^= lineup_item_hash (&item);
  item.added = added;
  target->hash ^= lineup_item_hash (&item);
  *id = item.id;
  return lineup_item_writer_rewrite (self, &self->keys, &item, target, error);
}

gboolean
lineup_item_writer_remove (LineupItemWriter *self, gint64 row, GError **error)
{
  g_clear_pointer (&self->load_index, lineup_load_index_free);
  lineup_item_index_remove (self->index, row);
  return lineup_item_writer_get (self, row, &self->keys, error)
         && place_stored (self, &self->keys, NULL, NULL, error)
         && run_for_row (self->item_delete, row, error)
         && run_for_row (self->keys_delete, row, error);
}

static gboolean
read_keys (LineupStatement *statement, LineupItemKeys *keys, gboolean *found, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (statement);

  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (*found)
    lineup_row_read_keys (&rows, keys);
  return TRUE;
}

gboolean
lineup_item_writer_find (
    LineupItemWriter *self, gint64 id, LineupItemKeys *keys, gboolean *found, GError **error)
{
  lineup_statement_bind_int (self->keys_find, "id", id);
  return read_keys (self->keys_find, keys, found, error);
}

gboolean
lineup_item_writer_get (LineupItemWriter *self, gint64 row, LineupItemKeys *keys, GError **error)
{
  gboolean found = FALSE;

  lineup_statement_bind_int (self->keys_get, "row", row);
  if (!read_keys (self->keys_get, keys, &found, error))
    return FALSE;
  if (!found)
    g_set_error_literal (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "An item's keys are missing");
  return found;
}
