/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-category-request.h"

#include "lineup-error.h"

struct _LineupLibraryCategoryRequest
{
  LineupKind kind;
  char *category; /* (owned) (nullable): id of one; of all that come else */
  gboolean hidden;
  GPtrArray *categories; /* (owned) (element-type LineupLibraryCategory): that there are */
};

LineupLibraryCategoryRequest *
lineup_library_category_request_new (LineupKind kind, const char *category, gboolean hidden)
{
  LineupLibraryCategoryRequest *self = g_new0 (LineupLibraryCategoryRequest, 1);

  self->kind = kind;
  self->category = g_strdup (category);
  self->hidden = hidden;
  self->categories = g_ptr_array_new_with_free_func (lineup_library_category_unref);
  return self;
}

LineupLibraryCategoryRequest *
lineup_library_category_request_new_for_all (gboolean hide_new)
{
  return lineup_library_category_request_new (LINEUP_KIND_CHANNELS, NULL, hide_new);
}

void
lineup_library_category_request_free (LineupLibraryCategoryRequest *self)
{
  g_free (self->category);
  g_ptr_array_unref (self->categories);
  g_free (self);
}

static void
take_category (const LineupCategory *category, guint n_items, gpointer user_data)
{
  LineupLibraryCategoryRequest *self = user_data;

  if (self->category == NULL || g_str_equal (self->category, category->id))
    g_ptr_array_add (
        self->categories,
        lineup_library_category_new (self->kind, category->id, category->name, FALSE, 0));
}

static gboolean
list_categories (LineupLibraryCategoryRequest *self, LineupReader *reader, GError **error)
{
  return lineup_reader_list_categories (reader, self->kind, take_category, self, error);
}

gboolean
lineup_library_category_request_look_up (LineupLibraryCategoryRequest *self,
                                         LineupReader *reader,
                                         GError **error)
{
  if (self->category != NULL)
    return list_categories (self, reader, error);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      self->kind = (LineupKind)kind;
      if (!list_categories (self, reader, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
hide_one (const LineupLibraryCategoryRequest *self,
          LineupLibraryShelf *shelf,
          gint64 now,
          GError **error)
{
  const LineupLibraryCategory *known = lineup_library_shelf_find_category (
      shelf, self->kind, self->category);
  g_autofree char *name = NULL;

  if (self->categories->len > 0)
    known = self->categories->pdata[0];
  if (known == NULL)
    {
      g_set_error_literal (
          error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "The catalogue has no such category");
      return FALSE;
    }
  name = g_strdup (known->name);
  lineup_library_shelf_put_category (
      shelf, lineup_library_category_new (self->kind, self->category, name, self->hidden, now));
  return TRUE;
}

gboolean
lineup_library_category_request_apply (const LineupLibraryCategoryRequest *self,
                                       LineupLibraryShelf *shelf,
                                       gint64 now,
                                       GError **error)
{
  if (self->category != NULL)
    return hide_one (self, shelf, now, error);
  for (guint i = 0; self->hidden && i < self->categories->len; i++)
    {
      LineupLibraryCategory *category = self->categories->pdata[i];

      if (lineup_library_shelf_find_category (shelf, category->kind, category->id) == NULL)
        lineup_library_shelf_put_category (shelf, lineup_library_category_ref (category));
    }
  lineup_library_shelf_set_hide_new (shelf, self->hidden);
  return TRUE;
}
