/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-reader.h"

#include "lineup-catalogue-meta.h"
#include "lineup-details-table.h"
#include "lineup-error.h"
#include "lineup-item-columns.h"
#include "lineup-names.h"
#include "lineup-place.h"
#include "lineup-reader-private.h"
#include "lineup-row.h"
#include "lineup-transaction.h"

struct _LineupReader
{
  LineupDatabase *database;                 /* (unowned) */
  LineupReaderPool *details;                /* (unowned) */
  LineupReaderTrouble details_trouble;      /* what is wrong with their file */
  GCancellable *cancellable;                /* (unowned) (nullable): for the details */
  LineupTransaction transaction;            /* (owned) */
  GHashTable *category_ids[LINEUP_N_KINDS]; /* (owned) (element-type guint32 utf8): as read */
  GArray *keys;              /* (owned) (element-type guint32): of the item at hand */
  GPtrArray *ids;            /* (owned) (element-type utf8): of the item at hand */
  guint64 wanted;            /* fields of items, see lineup_item_columns_get_mask() */
  gboolean wants_categories; /* whether they are among these */
  gboolean wants_keys;       /* whether any is that an item's keys tell */
  gboolean wants_hidden;     /* whether it is wanted that an item is */
  const LineupMarks *marks;  /* (unowned) (nullable) */
  LineupMarkedCache *cache;  /* (unowned) (nullable): there with the marks */
};

static gboolean
has_field (guint64 wanted, const char *field)
{
  const char *const fields[] = { field, NULL };

  return (wanted & lineup_item_columns_get_mask (fields)) != 0;
}

/* Whether an item is adult, its keys tell, too. */
static void
set_wanted (LineupReader *self, guint64 wanted)
{
  self->wanted = wanted;
  self->wants_categories = has_field (wanted, "categories");
  self->wants_keys = self->wants_categories || has_field (wanted, "adult");
}

LineupReader *
lineup_reader_new (LineupDatabase *database,
                   LineupReaderPool *details,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (LineupReader) self = g_new0 (LineupReader, 1);

  self->database = database;
  self->details = details;
  self->cancellable = cancellable;
  lineup_reader_set_fields (self, NULL);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    self->category_ids[kind] = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->keys = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ids = g_ptr_array_new ();
  if (!lineup_transaction_begin_read (&self->transaction, database, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lineup_reader_free (LineupReader *self)
{
  lineup_transaction_clear (&self->transaction);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_hash_table_unref (self->category_ids[kind]);
  g_array_unref (self->keys);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

gboolean
lineup_reader_list_categories (LineupReader *self,
                               LineupKind kind,
                               LineupCategoryFunc func,
                               gpointer user_data,
                               GError **error)
{
  LineupStatement *list = lineup_database_get_statement (
      self->database, "category-list", kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_text (list, "uncategorized", LINEUP_UNCATEGORIZED);
  while (TRUE)
    {
      LineupCategory category = { 0 };

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      category.id = lineup_rows_get_text (&rows, "id");
      category.name = lineup_rows_get_text (&rows, "name");
      category.parent = lineup_rows_get_text (&rows, "parent");
      category.adult = lineup_rows_get_int (&rows, "adult") == 1;
      category.hidden = category.id != NULL
                        && lineup_marks_is_category_hidden (self->marks, kind, category.id);
      func (&category, (guint)lineup_rows_get_int (&rows, "items"), user_data);
    }
}

/* The id of a category, %NULL if a damaged database does not have it. */
static gboolean
get_category_id (LineupReader *self, LineupKind kind, guint32 key, const char **id, GError **error)
{
  GHashTable *ids = self->category_ids[kind];
  LineupStatement *get = NULL;
  g_auto (LineupRows) rows = { NULL };
  gboolean has_row = FALSE;

  *id = g_hash_table_lookup (ids, GUINT_TO_POINTER (key));
  if (*id != NULL)
    return TRUE;
  get = lineup_database_get_statement (self->database, "category-id", kind, error);
  if (get == NULL)
    return FALSE;
  rows = lineup_statement_query (get);
  lineup_statement_bind_int (get, "key", key);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (has_row)
    {
      g_hash_table_insert (
          ids, GUINT_TO_POINTER (key), g_strdup (lineup_rows_get_text (&rows, "id")));
      *id = g_hash_table_lookup (ids, GUINT_TO_POINTER (key));
    }
  return TRUE;
}

void
lineup_reader_set_fields (LineupReader *self, const char *const *fields)
{
  self->wants_hidden = fields == NULL || g_strv_contains (fields, "hidden");
  set_wanted (self,
              fields != NULL ? lineup_item_columns_get_mask (fields) : LINEUP_ITEM_COLUMNS_ALL);
}

void
lineup_reader_add_field (LineupReader *self, const char *field)
{
  const char *const fields[] = { field, NULL };

  set_wanted (self, self->wanted | lineup_item_columns_get_mask (fields));
}

/* Whether an item's categories tell that it is hidden. */
static gboolean
hides_categories (LineupReader *self, LineupKind kind)
{
  return self->wants_hidden && self->marks != NULL
         && lineup_marks_count_hidden_categories (self->marks, kind) > 0;
}

static gboolean
query (LineupReader *self,
       LineupKind kind,
       const char *all,
       const char *some,
       const char *by,
       gint64 number,
       LineupRows *rows,
       GError **error)
{
  const gboolean is_all = self->wanted == LINEUP_ITEM_COLUMNS_ALL;
  LineupStatement *statement = lineup_database_get_statement (
      self->database, is_all ? all : some, kind, error);

  if (statement == NULL)
    return FALSE;
  *rows = lineup_statement_query (statement);
  lineup_statement_bind_int (statement, by, number);
  if (!is_all)
    {
      lineup_statement_bind_int (
          statement, "keys", self->wants_keys || hides_categories (self, kind));
      lineup_statement_bind_int (statement, "wanted", (gint64)self->wanted);
    }
  return TRUE;
}

gboolean
lineup_reader_query_row (
    LineupReader *self, LineupKind kind, gint64 row, LineupRows *rows, GError **error)
{
  return query (self, kind, "item-at", "item-at-some", "row", row, rows, error);
}

static void
read_mark (LineupReader *self, LineupKind kind, LineupItem *item)
{
  const LineupMark *mark = lineup_marks_get (self->marks, kind, item->id);

  item->mark = mark != NULL ? *mark : (LineupMark){ .id = item->id };
}

static gboolean
is_in_hidden_categories (LineupReader *self, LineupKind kind)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (!lineup_marks_is_category_hidden (self->marks, kind, self->ids->pdata[i]))
        return FALSE;
    }
  return self->ids->len > 0
         || lineup_marks_is_category_hidden (self->marks, kind, LINEUP_UNCATEGORIZED);
}

gboolean
lineup_reader_read_item (
    LineupReader *self, LineupKind kind, const LineupRows *rows, LineupItem *item, GError **error)
{
  lineup_row_read_some (rows, self->wanted, item);
  if (lineup_rows_get_int_or (rows, "in_adult", FALSE) != FALSE)
    item->adult = LINEUP_ADULT_YES;
  read_mark (self, kind, item);
  if (!self->wants_categories && !hides_categories (self, kind))
    return TRUE;
  lineup_row_read_categories (rows, self->keys);
  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < self->keys->len; i++)
    {
      const char *id = NULL;

      if (!get_category_id (self, kind, g_array_index (self->keys, guint32, i), &id, error))
        return FALSE;
      if (id != NULL)
        g_ptr_array_add (self->ids, (gpointer)id);
    }
  if (hides_categories (self, kind) && is_in_hidden_categories (self, kind))
    item->mark.flags |= LINEUP_MARK_HIDDEN;
  if (!self->wants_categories)
    return TRUE;
  item->categories = (const char *const *)self->ids->pdata;
  item->n_categories = self->ids->len;
  return TRUE;
}

gboolean
lineup_reader_find_category (
    LineupReader *self, LineupKind kind, const char *id, gint64 *key, GError **error)
{
  LineupStatement *find = NULL;
  g_auto (LineupRows) rows = { NULL };
  gboolean has_row = FALSE;

  *key = LINEUP_PLACE_WHOLE_KIND;
  if (id == NULL)
    return TRUE;
  find = lineup_database_get_statement (self->database, "category-find", kind, error);
  if (find == NULL)
    return FALSE;
  rows = lineup_statement_query (find);
  lineup_statement_bind_text (find, "id", id);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *key = has_row ? lineup_rows_get_int (&rows, "key") : -1;
  return TRUE;
}

gboolean
lineup_reader_visit_items (
    LineupReader *self, LineupKind kind, LineupItemVisitor func, gpointer user_data, GError **error)
{
  LineupStatement *all = lineup_database_get_statement (self->database, "items-all", kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (all);
  gboolean has_row = TRUE;

  if (all == NULL)
    return FALSE;
  while (TRUE)
    {
      LineupItem item;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!lineup_reader_read_item (self, kind, &rows, &item, error)
          || !func (&item, user_data, error))
        return FALSE;
    }
}

void
lineup_reader_set_marks (LineupReader *self, const LineupMarks *marks, LineupMarkedCache *cache)
{
  self->marks = marks;
  self->cache = cache;
}

const LineupMarks *
lineup_reader_get_marks (LineupReader *self)
{
  return self->marks;
}

LineupMarkedCache *
lineup_reader_get_marked_cache (LineupReader *self)
{
  return self->cache;
}

LineupDatabase *
lineup_reader_get_database (LineupReader *self)
{
  return self->database;
}

const char *
lineup_reader_get_path (LineupReader *self)
{
  return lineup_database_get_path (self->database);
}

gboolean
lineup_reader_get_generation (LineupReader *self, guint64 *generation, GError **error)
{
  return lineup_meta_get (self->database, LINEUP_META_GENERATION, generation, error);
}

gboolean
lineup_reader_find_item (LineupReader *self,
                         LineupKind kind,
                         gint64 id,
                         gboolean *found,
                         LineupItemFunc func,
                         gpointer user_data,
                         GError **error)
{
  g_auto (LineupRows) rows = { NULL };
  LineupItem item;

  if (!query (self, kind, "item-get", "item-get-some", "id", id, &rows, error))
    return FALSE;
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  if (!lineup_reader_read_item (self, kind, &rows, &item, error))
    return FALSE;
  func (&item, user_data);
  return TRUE;
}

gboolean
lineup_reader_get_item (LineupReader *self,
                        LineupKind kind,
                        gint64 id,
                        LineupItemFunc func,
                        gpointer user_data,
                        GError **error)
{
  gboolean found = FALSE;

  if (!lineup_reader_find_item (self, kind, id, &found, func, user_data, error))
    return FALSE;
  if (!found)
    g_set_error_literal (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "There is no such item");
  return found;
}

/* What is known of single items, in a file of its own. */

LineupReaderTrouble
lineup_reader_get_details_trouble (LineupReader *self)
{
  return self->details_trouble;
}

/* A file that is not there says nothing. */
static gboolean
read_details (LineupReader *self, LineupReaderPoolFunc func, gpointer user_data, GError **error)
{
  LineupReaderTrouble trouble = LINEUP_READER_FINE;
  g_autoptr (GError) reason = NULL;

  if (lineup_reader_pool_read (self->details, func, user_data, self->cancellable, &trouble, &reason)
          != NULL
      || trouble == LINEUP_READER_GONE)
    return TRUE;
  self->details_trouble = trouble;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

typedef struct
{
  LineupKind kind;
  gint64 id;
  LineupDetails **details; /* (unowned) */
} WantedDetails;

static gpointer
read_item_details (LineupDatabase *database, gpointer user_data, GError **error)
{
  const WantedDetails *wanted = user_data;

  return lineup_details_table_read (database, wanted->kind, wanted->id, wanted->details, error)
             ? user_data
             : NULL;
}

gboolean
lineup_reader_get_details (
    LineupReader *self, LineupKind kind, gint64 id, LineupDetails **details, GError **error)
{
  WantedDetails wanted = { kind, id, details };
  gboolean exists = FALSE;

  *details = NULL;
  if (!lineup_row_exists (self->database, kind, id, &exists, error))
    return FALSE;
  return !exists || read_details (self, read_item_details, &wanted, error);
}

typedef struct
{
  LineupReader *reader; /* (unowned) */
  gint64 id;
  LineupEpisodeFunc func;
  gpointer user_data;           /* (unowned): for the function */
  const LineupEpisode *episode; /* (unowned): of a series that may be gone */
  gboolean found;
} WantedEpisode;

static void
take_series (const LineupItem *series, gpointer user_data)
{
  WantedEpisode *wanted = user_data;

  wanted->func (wanted->episode, series, wanted->user_data);
  wanted->found = TRUE;
}

static gboolean
take_episode (const LineupEpisode *episode,
              gint64 series,
              gboolean *goes_on,
              gpointer user_data,
              GError **error)
{
  WantedEpisode *wanted = user_data;
  g_autoptr (GError) reason = NULL;

  wanted->episode = episode;
  *goes_on = !lineup_reader_get_item (
      wanted->reader, LINEUP_KIND_SERIES, series, take_series, wanted, &reason);
  if (reason == NULL || g_error_matches (reason, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gpointer
read_episode (LineupDatabase *database, gpointer user_data, GError **error)
{
  const WantedEpisode *wanted = user_data;

  return lineup_details_table_find_episode (database, wanted->id, take_episode, user_data, error)
             ? user_data
             : NULL;
}

gboolean
lineup_reader_get_episode (
    LineupReader *self, gint64 id, LineupEpisodeFunc func, gpointer user_data, GError **error)
{
  WantedEpisode wanted = { self, id, func, user_data, NULL, FALSE };

  if (!read_details (self, read_episode, &wanted, error))
    return FALSE;
  if (!wanted.found)
    g_set_error_literal (
        error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "No known series has such an episode");
  return wanted.found;
}
