/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-import.h"

#include "lineup-added-changes.h"
#include "lineup-aside.h"
#include "lineup-item-writer.h"
#include "lineup-key-set.h"

/* Rows that are looked for before they are removed: the one must not run during the other. */
#define REMOVE_BATCH 65536

typedef struct
{
  const LineupImportContext *context; /* (unowned) */
  LineupImportReport *report;         /* (unowned) */
  LineupCategoryMap *categories;      /* (owned) */
  LineupItemWriter *writer;           /* (owned) */
  LineupKeySet *fingerprints;         /* (owned) */
  LineupAddedChanges *added_changes;  /* (owned) */
  LineupAside *aside;                 /* (owned) */
  LineupItemKeys stored;              /* of the item at hand */
  LineupItemKeys arrived;             /* of the item at hand */
  LineupCategorySet *all;             /* (owned): categories of the item at hand, of all elements */
  guint64 n_kept;                     /* stored items that have arrived */
  gboolean dirty;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->added_changes, lineup_added_changes_free);
  g_clear_pointer (&self->aside, lineup_aside_free);
  g_clear_pointer (&self->fingerprints, lineup_key_set_free);
  g_clear_pointer (&self->writer, lineup_item_writer_free);
  g_clear_pointer (&self->categories, lineup_category_map_free);
  lineup_item_keys_clear (&self->stored);
  lineup_item_keys_clear (&self->arrived);
  lineup_category_set_free (self->all);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static gboolean
load_fingerprints (Import *self, GError **error)
{
  LineupDatabase *database = self->context->database;
  LineupStatement *list = lineup_database_get_statement (
      database, "keys-fingerprints", self->context->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  self->fingerprints = lineup_key_set_new ((gsize)self->context->n_stored);
  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      lineup_key_set_append (self->fingerprints,
                             (guint64)lineup_rows_get_int (&rows, "fingerprint"),
                             LINEUP_KEY_KNOWN);
    }
}

static gboolean
is_forced (const Import *self)
{
  return (self->context->flags & LINEUP_IMPORT_FORCE) != 0;
}

static gboolean
add_item (Import *self, const LineupItem *item, guint64 fingerprint, GError **error)
{
  self->dirty = TRUE;
  self->report->seen++;
  self->report->added++;
  lineup_key_set_put (self->fingerprints, fingerprint, LINEUP_KEY_WRITTEN);
  return lineup_item_writer_insert (self->writer, item, fingerprint, error)
         && lineup_change_log_add (self->context->changes, LINEUP_CHANGE_ADDED, item->id, error);
}

/* A stored item becomes another, which is counted once however many elements add to it. */
static gboolean
count_change (Import *self, GError **error)
{
  self->report->changed++;
  return lineup_change_log_add (
      self->context->changes, LINEUP_CHANGE_CHANGED, self->stored.id, error);
}

/* self->stored is what is there, self->arrived has the new fingerprint, hash and categories. */
static gboolean
rewrite_item (Import *self, const LineupItem *item, GError **error)
{
  self->dirty = TRUE;
  return lineup_item_writer_rewrite (self->writer, &self->stored, item, &self->arrived, error)
         && count_change (self, error);
}

/* A stored item arrives otherwise. Where that is only when it was added, the list's end tells what
 * that means: the item is @settled until then. */
static gboolean
keep_added (
    Import *self, const LineupItem *item, guint64 fingerprint, gboolean *settled, GError **error)
{
  LineupAddedChange change = LINEUP_ADDED_STAYS;

  *settled = FALSE;
  if (is_forced (self))
    return TRUE;
  if (!lineup_added_changes_look (
          self->added_changes, &self->stored, item, &self->arrived, &change, error))
    return FALSE;
  *settled = change == LINEUP_ADDED_ALONE;
  return change == LINEUP_ADDED_STAYS
         || lineup_added_changes_keep (self->added_changes, change, fingerprint, error);
}

/* An item arrives for the first time, in an element that is not known. */
static gboolean
compare_item (Import *self, const LineupItem *item, guint64 fingerprint, GError **error)
{
  gboolean settled = self->arrived.hash == self->stored.hash && !is_forced (self);

  self->report->seen++;
  self->n_kept++;
  if (!settled && !keep_added (self, item, fingerprint, &settled, error))
    return FALSE;
  if (settled)
    {
      /* Only the panel's wording is new: not worth a write. */
      lineup_key_set_put (self->fingerprints, self->stored.fingerprint, LINEUP_KEY_SEEN);
      return TRUE;
    }

  /* The element that was stored is unknown from now on: if it also arrives, it adds to the item. */
  lineup_key_set_remove (self->fingerprints, self->stored.fingerprint);
  lineup_key_set_put (self->fingerprints, fingerprint, LINEUP_KEY_WRITTEN);
  self->arrived.fingerprint = fingerprint;
  return rewrite_item (self, item, error);
}

/* An item arrives again. What its elements add to it is written once, when all have arrived. */
static gboolean
put_aside (Import *self, const LineupItem *item, const LineupElement *element, GError **error)
{
  LineupAddedChange change = LINEUP_ADDED_STAYS;

  if (self->arrived.hash == self->stored.hash)
    return TRUE;
  if (!lineup_added_changes_look (
          self->added_changes, &self->stored, item, &self->arrived, &change, error))
    return FALSE;
  return change == LINEUP_ADDED_ALONE
         || lineup_aside_put (self->aside, self->stored.id, element, error);
}

static gboolean
hash_item (Import *self, const LineupItem *item, GError **error)
{
  LineupItemKeys *arrived = &self->arrived;

  if (!lineup_category_map_resolve (self->categories, item, arrived->categories, error))
    return FALSE;
  arrived->hash = lineup_item_hash (item)
                  ^ lineup_category_map_hash (self->categories, arrived->categories);
  return TRUE;
}

static gboolean
take (gpointer importer, const LineupElement *element, GError **error)
{
  Import *self = importer;
  const LineupKeyState state = lineup_key_set_look_up (self->fingerprints, element->fingerprint);
  gboolean found = FALSE;
  LineupItem item;

  if (state == LINEUP_KEY_SEEN || state == LINEUP_KEY_WRITTEN)
    return TRUE;
  if (state == LINEUP_KEY_KNOWN && !is_forced (self) && !self->context->other_version)
    {
      lineup_key_set_put (self->fingerprints, element->fingerprint, LINEUP_KEY_SEEN);
      self->report->seen++;
      self->n_kept++;
      return TRUE;
    }

  if (!lineup_item_source_decode_item (self->context->source, element, &item))
    return TRUE;
  if (!lineup_item_writer_find (self->writer, item.id, &self->stored, &found, error))
    return FALSE;
  if (!found)
    return add_item (self, &item, element->fingerprint, error);
  if (self->stored.fingerprint == 0)
    return lineup_aside_put (self->aside, item.id, element, error);
  if (!hash_item (self, &item, error))
    return FALSE;
  if (lineup_key_set_look_up (self->fingerprints, self->stored.fingerprint) == LINEUP_KEY_KNOWN)
    return compare_item (self, &item, element->fingerprint, error);
  return put_aside (self, &item, element, error);
}

/* A stored item turned out to arrive in several elements: those that were put aside add to it. */
static gboolean
join_item (Import *self, const LineupAsideItem *aside, GError **error)
{
  const guint64 fingerprint = self->stored.fingerprint;
  gboolean joined = FALSE;

  self->dirty = TRUE;
  lineup_category_set_assign (self->all, self->stored.categories);
  lineup_category_set_add (self->all, lineup_category_set_get_keys (aside->categories));
  if (!lineup_aside_remember (self->aside, self->stored.row, error)
      || !lineup_item_writer_join (
          self->writer, &self->stored, self->all, fingerprint, &joined, error))
    return FALSE;
  if (!joined || lineup_key_set_look_up (self->fingerprints, fingerprint) != LINEUP_KEY_SEEN)
    return TRUE;
  lineup_key_set_put (self->fingerprints, fingerprint, LINEUP_KEY_WRITTEN);
  return count_change (self, error);
}

/* Merges the elements of one item that were put aside. Its categories come from all of them, its
 * fields from the first. */
static gboolean
merge_item (const LineupAsideItem *aside, gpointer user_data, GError **error)
{
  Import *self = user_data;
  gboolean found = FALSE;
  gboolean settled = FALSE;
  LineupItem item;

  if (!lineup_item_source_decode_item (self->context->source, &aside->first, &item))
    return TRUE;
  if (!lineup_item_writer_find (self->writer, item.id, &self->stored, &found, error))
    return FALSE;
  g_return_val_if_fail (found, TRUE);
  if (self->stored.fingerprint != 0)
    return join_item (self, aside, error);

  self->report->seen++;
  self->n_kept++;
  self->arrived.fingerprint = aside->alone ? aside->first.fingerprint : 0;
  lineup_category_map_copy (self->categories, self->arrived.categories, aside->categories);
  self->arrived.hash = lineup_item_hash (&item)
                       ^ lineup_category_map_hash (self->categories, self->arrived.categories);
  if (aside->alone)
    lineup_key_set_put (self->fingerprints, self->arrived.fingerprint, LINEUP_KEY_WRITTEN);

  if (self->arrived.hash != self->stored.hash || is_forced (self))
    return keep_added (self, &item, self->arrived.fingerprint, &settled, error)
           && (settled || rewrite_item (self, &item, error));
  if (!aside->alone)
    return TRUE;
  self->dirty = TRUE;
  return lineup_item_writer_set_fingerprint (
      self->writer, self->stored.row, self->arrived.fingerprint, error);
}

/* Finds up to a batch of items that are stored but did not arrive. */
static gboolean
find_missing (Import *self, gint64 *last_row, GArray *missing, GError **error)
{
  LineupDatabase *database = self->context->database;
  LineupStatement *list = lineup_database_get_statement (
      database, "keys-missing", self->context->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  g_array_set_size (missing, 0);
  lineup_statement_bind_int (list, "last_row", *last_row);
  while (missing->len < REMOVE_BATCH)
    {
      guint64 fingerprint = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      *last_row = lineup_rows_get_int (&rows, "row");
      fingerprint = (guint64)lineup_rows_get_int (&rows, "fingerprint");
      if (fingerprint == 0
          || lineup_key_set_look_up (self->fingerprints, fingerprint) == LINEUP_KEY_KNOWN)
        g_array_append_val (missing, *last_row);
    }
  return TRUE;
}

static gboolean
remove_item (Import *self, gint64 row, GError **error)
{
  self->dirty = TRUE;
  self->report->removed++;
  return lineup_item_writer_get (self->writer, row, &self->stored, error)
         && lineup_item_writer_remove (self->writer, row, error)
         && lineup_change_log_add (
             self->context->changes, LINEUP_CHANGE_REMOVED, self->stored.id, error);
}

static gboolean
remove_missing (Import *self, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last_row = 0;

  if (self->n_kept == self->context->n_stored)
    return TRUE;
  do
    {
      if (!find_missing (self, &last_row, rows, error))
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          if (!remove_item (self, g_array_index (rows, gint64, i), error))
            return FALSE;
        }
    }
  while (rows->len == REMOVE_BATCH);
  return TRUE;
}

static gpointer
begin (const LineupImportContext *context, LineupImportReport *report, GError **error)
{
  g_autoptr (Import) self = g_new0 (Import, 1);
  LineupDatabase *database = context->database;

  self->context = context;
  self->report = report;
  lineup_item_keys_init (&self->stored);
  lineup_item_keys_init (&self->arrived);
  self->all = lineup_category_set_new ();
  self->categories = lineup_category_map_load (database, context->kind, error);
  if (self->categories == NULL)
    return NULL;
  self->writer = lineup_item_writer_new (database, context->kind, self->categories, FALSE, error);
  if (self->writer == NULL)
    return NULL;
  self->added_changes = lineup_added_changes_new (context, self->writer, error);
  if (self->added_changes == NULL)
    return NULL;
  self->aside = lineup_aside_new (context, self->categories, error);
  return self->aside != NULL && load_fingerprints (self, error) ? g_steal_pointer (&self) : NULL;
}

/* Tells the quarantine what has arrived: all but what find_missing() finds. */
static gboolean
tell_ids (Import *self, GError **error)
{
  LineupDatabase *database = self->context->database;
  LineupStatement *list = lineup_database_get_statement (
      database, "keys-list", self->context->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  while (TRUE)
    {
      gint64 id = 0;
      guint64 fingerprint = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      id = lineup_rows_get_int (&rows, "id");
      fingerprint = (guint64)lineup_rows_get_int (&rows, "fingerprint");
      if (lineup_rows_get_int (&rows, "missing") == 0
          && (fingerprint == 0
              || lineup_key_set_look_up (self->fingerprints, fingerprint) != LINEUP_KEY_KNOWN))
        lineup_quarantine_add_id (self->context->quarantine, &id, sizeof id);
    }
}

/* A list that stays short is believed after a while. */
static gboolean
check_length (Import *self, GError **error)
{
  LineupQuarantine *quarantine = self->context->quarantine;
  gboolean believed = FALSE;

  self->report->quarantined = FALSE;
  if (lineup_import_context_is_suspicious (self->context, self->report->seen, self->n_kept))
    {
      if (!tell_ids (self, error) || !lineup_quarantine_judge (quarantine, &believed, error))
        return FALSE;
      self->report->quarantined = !believed;
    }
  return self->report->quarantined || lineup_quarantine_end (quarantine, &self->dirty, error);
}

static gboolean
count_added (gint64 id, gpointer user_data, GError **error)
{
  Import *self = user_data;

  self->report->changed++;
  return lineup_change_log_add (self->context->changes, LINEUP_CHANGE_CHANGED, id, error);
}

static gboolean
end (gpointer importer, gboolean *dirty, GError **error)
{
  Import *self = importer;

  if (!lineup_aside_merge (self->aside, merge_item, self, error) || !check_length (self, error))
    return FALSE;
  if (!self->report->quarantined
      && (!lineup_added_changes_settle (
              self->added_changes, self->n_kept, count_added, self, &self->dirty, error)
          || !remove_missing (self, error) || !lineup_item_writer_end (self->writer, error)
          || !lineup_aside_store (self->aside, error)
          || !lineup_category_map_store (self->categories, error)))
    return FALSE;
  if (!self->report->quarantined)
    self->report->categories = lineup_category_map_list_changed (self->categories);
  *dirty = self->dirty;
  return TRUE;
}

const LineupImporter *
lineup_item_import_get_importer (void)
{
  static const LineupImporter importer = { begin, take, end, NULL, import_free };

  return &importer;
}
