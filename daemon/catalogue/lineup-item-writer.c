/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-item-writer.h"

#include "lineup-error.h"

/* Category 0 has all items of the kind. */
#define WHOLE_KIND 0

struct _LineupItemWriter
{
  LineupDatabase *database;      /* (unowned) */
  LineupCategoryMap *categories; /* (unowned) */
  LineupKind kind;
  gboolean loading;
  gint64 last_row;
  LineupItemKeys keys;   /* of the item that is being inserted or removed */
  LineupItemKeys target; /* of the item that is being put into other categories */

  sqlite3_stmt *item_insert;     /* (unowned) */
  sqlite3_stmt *item_update;     /* (unowned) */
  sqlite3_stmt *item_delete;     /* (unowned) */
  sqlite3_stmt *keys_insert;     /* (unowned) */
  sqlite3_stmt *keys_update;     /* (unowned) */
  sqlite3_stmt *keys_delete;     /* (unowned) */
  sqlite3_stmt *keys_find;       /* (unowned) */
  sqlite3_stmt *keys_get;        /* (unowned) */
  sqlite3_stmt *fingerprint_set; /* (unowned) */
  sqlite3_stmt *member_insert;   /* (unowned) */
  sqlite3_stmt *member_delete;   /* (unowned) */
  sqlite3_stmt *arrival_insert;  /* (unowned) */
  sqlite3_stmt *text_get;        /* (unowned) */
  sqlite3_stmt *text_insert;     /* (unowned) */
  sqlite3_stmt *text_delete;     /* (unowned) */
};

static gboolean
prepare (LineupItemWriter *self, GError **error)
{
  const struct
  {
    const char *name;
    sqlite3_stmt **statement;
  } statements[] = {
    { "item-insert", &self->item_insert },
    { "item-update", &self->item_update },
    { "item-delete", &self->item_delete },
    { "keys-insert", &self->keys_insert },
    { "keys-update", &self->keys_update },
    { "keys-delete", &self->keys_delete },
    { "keys-find", &self->keys_find },
    { "keys-get", &self->keys_get },
    { "fingerprint-set", &self->fingerprint_set },
    { "member-insert", &self->member_insert },
    { "member-delete", &self->member_delete },
    { "arrival-insert", &self->arrival_insert },
    { "text-get", &self->text_get },
    { "text-insert", &self->text_insert },
    { "text-delete", &self->text_delete },
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
  sqlite3_stmt *statement = lineup_database_get_statement (
      self->database, "row-last", self->kind, error);
  gboolean has_row = FALSE;

  if (statement == NULL || !lineup_database_step (self->database, statement, &has_row, error))
    return FALSE;
  self->last_row = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
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
  if (!prepare (self, error) || !load_last_row (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lineup_item_writer_free (LineupItemWriter *self)
{
  lineup_item_keys_clear (&self->keys);
  lineup_item_keys_clear (&self->target);
  g_free (self);
}

static gboolean
run_for_member (LineupItemWriter *self,
                sqlite3_stmt *statement,
                guint32 category,
                const LineupItemKeys *keys,
                GError **error)
{
  sqlite3_bind_int64 (statement, 1, category);
  sqlite3_bind_int64 (statement, 2, keys->rank);
  sqlite3_bind_int64 (statement, 3, keys->row);
  return lineup_database_execute (self->database, statement, error);
}

/* Runs @statement for each category of @keys that @others do not have at the same rank. */
static gboolean
run_for_members_without (LineupItemWriter *self,
                         sqlite3_stmt *statement,
                         const LineupItemKeys *keys,
                         const LineupItemKeys *others,
                         int difference,
                         GError **error)
{
  const gboolean moved = others == NULL || others->rank != keys->rank;

  if (moved && !run_for_member (self, statement, WHOLE_KIND, keys, error))
    return FALSE;
  for (guint i = 0; i < keys->categories->len; i++)
    {
      const guint32 category = g_array_index (keys->categories, guint32, i);

      if (!moved && lineup_item_keys_have (others, category))
        continue;
      if (!run_for_member (self, statement, category, keys, error))
        return FALSE;
      lineup_category_map_count (self->categories, category, difference);
    }
  return TRUE;
}

static gboolean
move_members (LineupItemWriter *self,
              const LineupItemKeys *from,
              const LineupItemKeys *to,
              GError **error)
{
  return (from == NULL || run_for_members_without (self, self->member_delete, from, to, -1, error))
         && (to == NULL || run_for_members_without (self, self->member_insert, to, from, 1, error));
}

/* During a first load the members come in no useful order, so they are only noted down. */
static gboolean
note_members (LineupItemWriter *self, const LineupItemKeys *keys, GError **error)
{
  for (guint i = 0; i < keys->categories->len; i++)
    {
      const guint32 category = g_array_index (keys->categories, guint32, i);

      if (!run_for_member (self, self->arrival_insert, category, keys, error))
        return FALSE;
      lineup_category_map_count (self->categories, category, 1);
    }
  return TRUE;
}

static gboolean
write_item (LineupItemWriter *self,
            sqlite3_stmt *statement,
            gint64 row,
            const LineupItem *item,
            GError **error)
{
  lineup_row_bind (statement, row, item);
  return lineup_database_execute (self->database, statement, error);
}

static gboolean
write_keys (LineupItemWriter *self,
            sqlite3_stmt *statement,
            const LineupItemKeys *keys,
            GError **error)
{
  lineup_row_bind_keys (statement, keys);
  return lineup_database_execute (self->database, statement, error);
}

static gboolean
run_for_row (LineupItemWriter *self, sqlite3_stmt *statement, gint64 row, GError **error)
{
  sqlite3_bind_int64 (statement, 1, row);
  return lineup_database_execute (self->database, statement, error);
}

static gboolean
add_words (LineupItemWriter *self, gint64 row, const LineupItem *item, GError **error)
{
  lineup_row_bind_words (self->text_insert, row, item);
  return lineup_database_execute (self->database, self->text_insert, error);
}

/* Takes the words of a stored item out of the search index, unless they are those of @successor. */
static gboolean
drop_words (LineupItemWriter *self,
            gint64 row,
            const LineupItem *successor,
            gboolean *dropped,
            GError **error)
{
  gboolean has_row = FALSE;

  sqlite3_bind_int64 (self->text_get, 1, row);
  if (!lineup_database_step (self->database, self->text_get, &has_row, error))
    return FALSE;
  *dropped = has_row && (successor == NULL || !lineup_row_has_words (self->text_get, successor));
  if (*dropped)
    lineup_row_copy_words (self->text_get, self->text_delete, row);
  sqlite3_reset (self->text_get);
  return !*dropped || lineup_database_execute (self->database, self->text_delete, error);
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
  keys->rank = lineup_row_get_rank (self->kind, item);
  if (!write_item (self, self->item_insert, keys->row, item, error)
      || !write_keys (self, self->keys_insert, keys, error))
    return FALSE;
  if (self->loading)
    return note_members (self, keys, error);
  return add_words (self, keys->row, item, error) && move_members (self, NULL, keys, error);
}

gboolean
lineup_item_writer_rewrite (LineupItemWriter *self,
                            const LineupItemKeys *stored,
                            const LineupItem *item,
                            LineupItemKeys *keys,
                            GError **error)
{
  gboolean dropped = FALSE;

  keys->row = stored->row;
  keys->id = stored->id;
  keys->rank = lineup_row_get_rank (self->kind, item);
  /* The search index is told what it knew before it is told what to know. */
  return drop_words (self, keys->row, item, &dropped, error)
         && write_item (self, self->item_update, keys->row, item, error)
         && (!dropped || add_words (self, keys->row, item, error))
         && write_keys (self, self->keys_update, keys, error)
         && move_members (self, stored, keys, error);
}

static gboolean
equal_categories (const GArray *a, const GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (guint32)) == 0;
}

gboolean
lineup_item_writer_join (LineupItemWriter *self,
                         LineupItemKeys *stored,
                         const GArray *others,
                         gboolean *changed,
                         GError **error)
{
  LineupItemKeys *target = &self->target;

  lineup_item_keys_copy (target, stored);
  lineup_category_map_join (self->categories, target->categories, others);
  *changed = !equal_categories (target->categories, stored->categories);
  if (!*changed)
    return TRUE;

  target->hash ^= lineup_category_map_hash (self->categories, stored->categories)
                  ^ lineup_category_map_hash (self->categories, target->categories);
  if (!write_keys (self, self->keys_update, target, error)
      || !move_members (self, stored, target, error))
    return FALSE;
  lineup_item_keys_copy (stored, target);
  return TRUE;
}

gboolean
lineup_item_writer_set_fingerprint (LineupItemWriter *self,
                                    gint64 row,
                                    guint64 fingerprint,
                                    GError **error)
{
  sqlite3_bind_int64 (self->fingerprint_set, 2, (gint64)fingerprint);
  return run_for_row (self, self->fingerprint_set, row, error);
}

gboolean
lineup_item_writer_remove (LineupItemWriter *self, gint64 row, GError **error)
{
  gboolean dropped = FALSE;

  return lineup_item_writer_get (self, row, &self->keys, error)
         && drop_words (self, row, NULL, &dropped, error)
         && run_for_row (self, self->item_delete, row, error)
         && run_for_row (self, self->keys_delete, row, error)
         && move_members (self, &self->keys, NULL, error);
}

static gboolean
read_keys (LineupItemWriter *self,
           sqlite3_stmt *statement,
           LineupItemKeys *keys,
           gboolean *found,
           GError **error)
{
  if (!lineup_database_step (self->database, statement, found, error))
    return FALSE;
  if (*found)
    lineup_row_read_keys (statement, keys);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lineup_item_writer_find (
    LineupItemWriter *self, gint64 id, LineupItemKeys *keys, gboolean *found, GError **error)
{
  sqlite3_bind_int64 (self->keys_find, 1, id);
  return read_keys (self, self->keys_find, keys, found, error);
}

gboolean
lineup_item_writer_get (LineupItemWriter *self, gint64 row, LineupItemKeys *keys, GError **error)
{
  gboolean found = FALSE;

  sqlite3_bind_int64 (self->keys_get, 1, row);
  if (!read_keys (self, self->keys_get, keys, &found, error))
    return FALSE;
  if (!found)
    g_set_error_literal (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "An item's keys are missing");
  return found;
}
