/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-entry.h"

G_BEGIN_DECLS

/**
 * LINEUP_LIBRARY_MAX_ENTRIES:
 *
 * Items of an account that a person can say something of: some 30 megabytes of memory, and more
 * than anybody has.
 */
#define LINEUP_LIBRARY_MAX_ENTRIES 100000

/**
 * LineupLibraryCategory:
 * @kind: of its items
 * @id: in the catalogue
 * @name: as the panel says
 * @hidden: whether it is hidden
 * @when: Unix seconds when that was said last, 0 if never: it is known, and that is all
 *
 * What a person has said of a category. Does not change once it was given to others.
 */
typedef struct
{
  LineupKind kind;
  char *id;   /* (owned) */
  char *name; /* (owned) */
  gboolean hidden;
  gint64 when;
} LineupLibraryCategory;

LineupLibraryCategory *lineup_library_category_new (
    LineupKind kind, const char *id, const char *name, gboolean hidden, gint64 when);

LineupLibraryCategory *lineup_library_category_ref (LineupLibraryCategory *self);

void lineup_library_category_unref (gpointer self);

/**
 * LineupLibraryBatch:
 * @entries: entries as they are now
 * @removed: numbers of those that are no more there
 * @categories: categories as they are now
 * @removed_categories: those that are no more there
 * @hide_new: whether new categories are hidden
 * @is_all: whether nothing else is to be kept
 *
 * What is to be written.
 */
typedef struct
{
  GPtrArray *entries;            /* (owned) (element-type LineupLibraryEntry) */
  GArray *removed;               /* (owned) (element-type gint64) */
  GPtrArray *categories;         /* (owned) (element-type LineupLibraryCategory) */
  GPtrArray *removed_categories; /* (owned) (element-type LineupLibraryCategory) */
  gboolean hide_new;
  gboolean is_all;
} LineupLibraryBatch;

LineupLibraryBatch *lineup_library_batch_new (void);

void lineup_library_batch_free (gpointer self);

/**
 * LineupLibraryShelf:
 *
 * All that a person has said of one account, in memory. What is changed can be taken back until
 * lineup_library_shelf_commit(). For one thread at a time.
 */
typedef struct _LineupLibraryShelf LineupLibraryShelf;

/**
 * lineup_library_shelf_new:
 *
 * Returns: (transfer full): a shelf with nothing on it
 */
LineupLibraryShelf *lineup_library_shelf_new (void);

void lineup_library_shelf_free (LineupLibraryShelf *self);

/**
 * lineup_library_shelf_put:
 * @self: a shelf
 * @owned_entry: what is said of an item, in place of what was; one without a number is new, and
 *   gets one
 */
void lineup_library_shelf_put (LineupLibraryShelf *self, LineupLibraryEntry *owned_entry);

/**
 * lineup_library_shelf_remove:
 * @self: a shelf
 * @number: of an entry
 */
void lineup_library_shelf_remove (LineupLibraryShelf *self, gint64 number);

/**
 * lineup_library_shelf_get:
 *
 * Returns: (transfer none) (nullable): the entry of a number
 */
LineupLibraryEntry *lineup_library_shelf_get (LineupLibraryShelf *self, gint64 number);

/**
 * lineup_library_shelf_find:
 *
 * Returns: (transfer none) (nullable): what is said of an item that is in the catalogue
 */
LineupLibraryEntry *lineup_library_shelf_find (LineupLibraryShelf *self, guint kind, gint64 id);

/**
 * lineup_library_shelf_list:
 *
 * Returns: (transfer full) (element-type LineupLibraryEntry): all entries, in no order
 */
GPtrArray *lineup_library_shelf_list (LineupLibraryShelf *self);

/**
 * lineup_library_shelf_get_size:
 *
 * Returns: how many entries there are
 */
guint lineup_library_shelf_get_size (LineupLibraryShelf *self);

/**
 * lineup_library_shelf_is_empty:
 *
 * Returns: whether nothing was said, not even that new categories are hidden
 */
gboolean lineup_library_shelf_is_empty (LineupLibraryShelf *self);

/**
 * lineup_library_shelf_put_category:
 * @self: a shelf
 * @owned_category: what is said of it, in place of what was
 */
void
lineup_library_shelf_put_category (LineupLibraryShelf *self, LineupLibraryCategory *owned_category);

/**
 * lineup_library_shelf_remove_category:
 * @self: a shelf
 * @kind: of its items
 * @id: of the category
 */
void
lineup_library_shelf_remove_category (LineupLibraryShelf *self, LineupKind kind, const char *id);

/**
 * lineup_library_shelf_find_category:
 *
 * Returns: (transfer none) (nullable): what is said of a category
 */
LineupLibraryCategory *
lineup_library_shelf_find_category (LineupLibraryShelf *self, LineupKind kind, const char *id);

/**
 * lineup_library_shelf_list_categories:
 *
 * Returns: (transfer full) (element-type LineupLibraryCategory): all categories, in no order
 */
GPtrArray *lineup_library_shelf_list_categories (LineupLibraryShelf *self);

gboolean lineup_library_shelf_get_hide_new (LineupLibraryShelf *self);

void lineup_library_shelf_set_hide_new (LineupLibraryShelf *self, gboolean hide_new);

/**
 * lineup_library_shelf_has_changed:
 *
 * Returns: whether there is something to be written
 */
gboolean lineup_library_shelf_has_changed (LineupLibraryShelf *self);

/**
 * lineup_library_shelf_make_batch:
 * @self: a shelf
 * @all: whether all that there is is to be written, and not only what has changed
 *
 * Returns: (transfer full): what is to be written
 */
LineupLibraryBatch *lineup_library_shelf_make_batch (LineupLibraryShelf *self, gboolean all);

/**
 * LineupLibraryShelfFunc:
 * @before: (nullable): an entry as it was
 * @after: (nullable): as it is
 * @user_data: data of who asked
 */
typedef void (*LineupLibraryShelfFunc) (const LineupLibraryEntry *before,
                                        const LineupLibraryEntry *after,
                                        gpointer user_data);

/**
 * lineup_library_shelf_foreach_change:
 * @self: a shelf
 * @func: (scope call): is told of each entry that has changed since the last commit
 * @user_data: for it
 */
void lineup_library_shelf_foreach_change (LineupLibraryShelf *self,
                                          LineupLibraryShelfFunc func,
                                          gpointer user_data);

/**
 * lineup_library_shelf_count_changed_categories:
 *
 * Returns: how many categories have changed since the last commit
 */
guint lineup_library_shelf_count_changed_categories (LineupLibraryShelf *self);

/**
 * lineup_library_shelf_commit:
 * @self: a shelf
 *
 * What has changed is written, and stays.
 */
void lineup_library_shelf_commit (LineupLibraryShelf *self);

/**
 * lineup_library_shelf_roll_back:
 * @self: a shelf
 *
 * Takes all changes since the last commit back.
 */
void lineup_library_shelf_roll_back (LineupLibraryShelf *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryBatch, lineup_library_batch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryCategory, lineup_library_category_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryShelf, lineup_library_shelf_free)

G_END_DECLS
