/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-shelf.h"

/* Something that was changed, as it was before: nothing where it was not there. */
typedef struct
{
  gpointer before; /* (owned) (nullable) */
  GDestroyNotify unref;
} Old;

struct _LineupLibraryShelf
{
  GHashTable *entries; /* (owned) (element-type gint64 LineupLibraryEntry): by number */
  GHashTable *here[LINEUP_N_MARKED_KINDS]; /* (owned) (element-type gint64 LineupLibraryEntry):
                                             those that are in the catalogue, by id; of `entries` */
  GHashTable *categories;  /* (owned) (element-type LineupLibraryCategory): a set, by kind and id */
  GHashTable *old_entries; /* (owned) (element-type gint64 Old): by number */
  GHashTable *old_categories; /* (owned) (element-type LineupLibraryCategory Old) */
  gint64 last_number;
  gboolean hide_new;
  gboolean old_hide_new;
};

/* Categories */

LineupLibraryCategory *
lineup_library_category_new (
    LineupKind kind, const char *id, const char *name, gboolean hidden, gint64 when)
{
  LineupLibraryCategory *self = g_atomic_rc_box_new0 (LineupLibraryCategory);

  self->kind = kind;
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->hidden = hidden;
  self->when = when;
  return self;
}

LineupLibraryCategory *
lineup_library_category_ref (LineupLibraryCategory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_category (gpointer data)
{
  LineupLibraryCategory *self = data;

  g_free (self->id);
  g_free (self->name);
}

void
lineup_library_category_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, clear_category);
}

static guint
hash_category (gconstpointer data)
{
  const LineupLibraryCategory *category = data;

  return g_str_hash (category->id) + category->kind;
}

static gboolean
is_same_category (gconstpointer a, gconstpointer b)
{
  const LineupLibraryCategory *category = a;
  const LineupLibraryCategory *other = b;

  return category->kind == other->kind && g_str_equal (category->id, other->id);
}

/* Batches */

LineupLibraryBatch *
lineup_library_batch_new (void)
{
  LineupLibraryBatch *self = g_new0 (LineupLibraryBatch, 1);

  self->entries = g_ptr_array_new_with_free_func (lineup_library_entry_unref);
  self->removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->categories = g_ptr_array_new_with_free_func (lineup_library_category_unref);
  self->removed_categories = g_ptr_array_new_with_free_func (lineup_library_category_unref);
  return self;
}

void
lineup_library_batch_free (gpointer data)
{
  LineupLibraryBatch *self = data;

  g_ptr_array_unref (self->entries);
  g_array_unref (self->removed);
  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->removed_categories);
  g_free (self);
}

/* The shelf */

static void
old_free (gpointer data)
{
  Old *self = data;

  if (self->before != NULL)
    self->unref (self->before);
  g_free (self);
}

LineupLibraryShelf *
lineup_library_shelf_new (void)
{
  LineupLibraryShelf *self = g_new0 (LineupLibraryShelf, 1);

  self->entries = g_hash_table_new_full (
      g_int64_hash, g_int64_equal, NULL, lineup_library_entry_unref);
  for (guint kind = 0; kind < LINEUP_N_MARKED_KINDS; kind++)
    self->here[kind] = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->categories = g_hash_table_new_full (
      hash_category, is_same_category, NULL, lineup_library_category_unref);
  self->old_entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, old_free);
  self->old_categories = g_hash_table_new_full (
      hash_category, is_same_category, lineup_library_category_unref, old_free);
  return self;
}

void
lineup_library_shelf_free (LineupLibraryShelf *self)
{
  for (guint kind = 0; kind < LINEUP_N_MARKED_KINDS; kind++)
    g_hash_table_unref (self->here[kind]);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->categories);
  g_hash_table_unref (self->old_entries);
  g_hash_table_unref (self->old_categories);
  g_free (self);
}

/* Takes note of what was there when something changes for the first time. */
static void
keep_old_entry (LineupLibraryShelf *self, gint64 number)
{
  LineupLibraryEntry *before = g_hash_table_lookup (self->entries, &number);
  Old *old = NULL;

  if (g_hash_table_contains (self->old_entries, &number))
    return;
  old = g_new0 (Old, 1);
  old->before = before != NULL ? lineup_library_entry_ref (before) : NULL;
  old->unref = lineup_library_entry_unref;
  g_hash_table_insert (self->old_entries, g_memdup2 (&number, sizeof number), old);
}

static void
take_out (LineupLibraryShelf *self, gint64 number)
{
  LineupLibraryEntry *entry = g_hash_table_lookup (self->entries, &number);

  if (entry == NULL)
    return;
  if (g_hash_table_lookup (self->here[entry->kind], &entry->id) == entry)
    g_hash_table_remove (self->here[entry->kind], &entry->id);
  g_hash_table_remove (self->entries, &number);
}

static void
put_in (LineupLibraryShelf *self, LineupLibraryEntry *owned_entry)
{
  take_out (self, owned_entry->number);
  g_hash_table_insert (self->entries, &owned_entry->number, owned_entry);
  if (owned_entry->gone == 0)
    g_hash_table_replace (self->here[owned_entry->kind], &owned_entry->id, owned_entry);
}

void
lineup_library_shelf_put (LineupLibraryShelf *self, LineupLibraryEntry *owned_entry)
{
  if (owned_entry->number == 0)
    owned_entry->number = self->last_number + 1;
  self->last_number = MAX (self->last_number, owned_entry->number);
  keep_old_entry (self, owned_entry->number);
  put_in (self, owned_entry);
}

void
lineup_library_shelf_remove (LineupLibraryShelf *self, gint64 number)
{
  keep_old_entry (self, number);
  take_out (self, number);
}

LineupLibraryEntry *
lineup_library_shelf_get (LineupLibraryShelf *self, gint64 number)
{
  return g_hash_table_lookup (self->entries, &number);
}

LineupLibraryEntry *
lineup_library_shelf_find (LineupLibraryShelf *self, guint kind, gint64 id)
{
  return g_hash_table_lookup (self->here[kind], &id);
}

GPtrArray *
lineup_library_shelf_list (LineupLibraryShelf *self)
{
  GPtrArray *entries = g_ptr_array_new_full (g_hash_table_size (self->entries),
                                             lineup_library_entry_unref);
  GHashTableIter iter;
  gpointer entry = NULL;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (entries, lineup_library_entry_ref (entry));
  return entries;
}

guint
lineup_library_shelf_get_size (LineupLibraryShelf *self)
{
  return g_hash_table_size (self->entries);
}

gboolean
lineup_library_shelf_is_empty (LineupLibraryShelf *self)
{
  return g_hash_table_size (self->entries) == 0 && g_hash_table_size (self->categories) == 0
         && !self->hide_new;
}

static void
keep_old_category (LineupLibraryShelf *self, LineupLibraryCategory *category)
{
  LineupLibraryCategory *before = g_hash_table_lookup (self->categories, category);
  Old *old = NULL;

  if (g_hash_table_contains (self->old_categories, category))
    return;
  old = g_new0 (Old, 1);
  old->before = before != NULL ? lineup_library_category_ref (before) : NULL;
  old->unref = lineup_library_category_unref;
  g_hash_table_insert (self->old_categories, lineup_library_category_ref (category), old);
}

void
lineup_library_shelf_put_category (LineupLibraryShelf *self, LineupLibraryCategory *owned_category)
{
  keep_old_category (self, owned_category);
  g_hash_table_replace (self->categories, owned_category, owned_category);
}

void
lineup_library_shelf_remove_category (LineupLibraryShelf *self, LineupKind kind, const char *id)
{
  LineupLibraryCategory *category = lineup_library_shelf_find_category (self, kind, id);

  if (category == NULL)
    return;
  keep_old_category (self, category);
  g_hash_table_remove (self->categories, category);
}

LineupLibraryCategory *
lineup_library_shelf_find_category (LineupLibraryShelf *self, LineupKind kind, const char *id)
{
  const LineupLibraryCategory key = { .kind = kind, .id = (char *)id };

  return g_hash_table_lookup (self->categories, &key);
}

GPtrArray *
lineup_library_shelf_list_categories (LineupLibraryShelf *self)
{
  GPtrArray *categories = g_ptr_array_new_with_free_func (lineup_library_category_unref);
  GHashTableIter iter;
  gpointer category = NULL;

  g_hash_table_iter_init (&iter, self->categories);
  while (g_hash_table_iter_next (&iter, NULL, &category))
    g_ptr_array_add (categories, lineup_library_category_ref (category));
  return categories;
}

gboolean
lineup_library_shelf_get_hide_new (LineupLibraryShelf *self)
{
  return self->hide_new;
}

void
lineup_library_shelf_set_hide_new (LineupLibraryShelf *self, gboolean hide_new)
{
  self->hide_new = hide_new;
}

/* Changes */

gboolean
lineup_library_shelf_has_changed (LineupLibraryShelf *self)
{
  return self->hide_new != self->old_hide_new || g_hash_table_size (self->old_entries) > 0
         || g_hash_table_size (self->old_categories) > 0;
}

static void
add_changes (LineupLibraryShelf *self, LineupLibraryBatch *batch)
{
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, self->old_entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      LineupLibraryEntry *entry = g_hash_table_lookup (self->entries, key);

      if (entry != NULL)
        g_ptr_array_add (batch->entries, lineup_library_entry_ref (entry));
      else
        g_array_append_vals (batch->removed, key, 1);
    }
  g_hash_table_iter_init (&iter, self->old_categories);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      LineupLibraryCategory *category = g_hash_table_lookup (self->categories, key);

      if (category != NULL)
        g_ptr_array_add (batch->categories, lineup_library_category_ref (category));
      else
        g_ptr_array_add (batch->removed_categories, lineup_library_category_ref (key));
    }
}

LineupLibraryBatch *
lineup_library_shelf_make_batch (LineupLibraryShelf *self, gboolean all)
{
  LineupLibraryBatch *batch = lineup_library_batch_new ();

  batch->hide_new = self->hide_new;
  batch->is_all = all;
  if (!all)
    {
      add_changes (self, batch);
      return batch;
    }
  g_ptr_array_unref (batch->entries);
  g_ptr_array_unref (batch->categories);
  batch->entries = lineup_library_shelf_list (self);
  batch->categories = lineup_library_shelf_list_categories (self);
  return batch;
}

void
lineup_library_shelf_foreach_change (LineupLibraryShelf *self,
                                     LineupLibraryShelfFunc func,
                                     gpointer user_data)
{
  GHashTableIter iter;
  gpointer number = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->old_entries);
  while (g_hash_table_iter_next (&iter, &number, &value))
    {
      const Old *old = value;

      func (old->before, g_hash_table_lookup (self->entries, number), user_data);
    }
}

guint
lineup_library_shelf_count_changed_categories (LineupLibraryShelf *self)
{
  return g_hash_table_size (self->old_categories);
}

void
lineup_library_shelf_commit (LineupLibraryShelf *self)
{
  g_hash_table_remove_all (self->old_entries);
  g_hash_table_remove_all (self->old_categories);
  self->old_hide_new = self->hide_new;
}

void
lineup_library_shelf_roll_back (LineupLibraryShelf *self)
{
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer value = NULL;

  /* Whoever has taken an id from another goes first. */
  g_hash_table_iter_init (&iter, self->old_entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    take_out (self, *(const gint64 *)key);
  g_hash_table_iter_init (&iter, self->old_entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Old *old = value;

      if (old->before != NULL)
        put_in (self, lineup_library_entry_ref (old->before));
    }
  g_hash_table_iter_init (&iter, self->old_categories);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Old *old = value;

      g_hash_table_remove (self->categories, key);
      if (old->before != NULL)
        g_hash_table_replace (
            self->categories, old->before, lineup_library_category_ref (old->before));
    }
  self->hide_new = self->old_hide_new;
  lineup_library_shelf_commit (self);
}
