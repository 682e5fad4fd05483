/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-categories.h"

static LineupLibraryCategory *
find_category (const GPtrArray *categories, const char *id)
{
  for (guint i = 0; i < categories->len; i++)
    {
      LineupLibraryCategory *category = categories->pdata[i];

      if (g_str_equal (category->id, id))
        return category;
    }
  return NULL;
}

static LineupLibraryCategory *
find_renumbered (LineupLibraryShelf *shelf, const GPtrArray *categories, const char *name)
{
  LineupLibraryCategory *found = NULL;

  for (guint i = 0; i < categories->len; i++)
    {
      LineupLibraryCategory *category = categories->pdata[i];

      if (!g_str_equal (category->name, name)
          || lineup_library_shelf_find_category (shelf, category->kind, category->id) != NULL)
        continue;
      if (found != NULL)
        return NULL;
      found = category;
    }
  return found;
}

static void
move_category (LineupLibraryShelf *shelf,
               const GPtrArray *categories,
               LineupLibraryCategory *category)
{
  const LineupLibraryCategory *now = find_category (categories, category->id);

  if (now == NULL)
    now = find_renumbered (shelf, categories, category->name);
  if (now == NULL
      || (g_str_equal (now->id, category->id) && g_str_equal (now->name, category->name)))
    return;
  if (!g_str_equal (now->id, category->id))
    lineup_library_shelf_remove_category (shelf, category->kind, category->id);
  lineup_library_shelf_put_category (
      shelf,
      lineup_library_category_new (
          category->kind, now->id, now->name, category->hidden, category->when));
}

/* Where none is known the first list has come, and none of it is new. */
static void
hide_new (LineupLibraryShelf *shelf, const GPtrArray *categories, gboolean knows_any)
{
  for (guint i = 0; i < categories->len; i++)
    {
      const LineupLibraryCategory *category = categories->pdata[i];

      if (lineup_library_shelf_find_category (shelf, category->kind, category->id) == NULL)
        lineup_library_shelf_put_category (
            shelf,
            lineup_library_category_new (
                category->kind, category->id, category->name, knows_any, 0));
    }
}

void
lineup_library_categories_update (LineupLibraryShelf *shelf,
                                  LineupKind kind,
                                  const GPtrArray *categories)
{
  g_autoptr (GPtrArray) known = lineup_library_shelf_list_categories (shelf);
  gboolean knows_any = FALSE;

  for (guint i = 0; i < known->len; i++)
    {
      LineupLibraryCategory *category = known->pdata[i];

      if (category->kind != kind)
        continue;
      knows_any = TRUE;
      move_category (shelf, categories, category);
    }
  if (lineup_library_shelf_get_hide_new (shelf))
    hide_new (shelf, categories, knows_any);
}
