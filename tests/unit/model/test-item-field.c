/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item-field.h"

#include <string.h>

static const char *const categories[] = { "7", "9" };

/* Has an item say something in one field only. */
static LineupItem
make_item_with (const LineupItemField *field)
{
  LineupItem item = LINEUP_ITEM_INIT;

  item.name = NULL;
  if (lineup_item_field_is_text (field))
    G_STRUCT_MEMBER (const char *, &item, field->offset) = "x";
  else if (field->type == LINEUP_FIELD_TYPE_RATING)
    G_STRUCT_MEMBER (double, &item, field->offset) = 5.5;
  else if (lineup_item_field_is_number (field))
    lineup_item_field_set_number (field, &item, 1);
  else
    {
      item.categories = categories;
      item.n_categories = G_N_ELEMENTS (categories);
    }
  return item;
}

static void
check_known (const LineupItemField *known)
{
  const LineupItem item = make_item_with (known);

  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      g_test_message ("%s, of %s", field->name, known->name);
      g_assert_true (lineup_item_field_is_known (field, &item) == (field == known));
    }
}

/* Each field is its own: what is said there is said nowhere else. */
static void
test_known (void)
{
  LINEUP_FOREACH_ITEM_FIELD (field)
    check_known (field);
}

static void
test_copy (void)
{
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      const LineupItem from = make_item_with (field);
      LineupItem item = LINEUP_ITEM_INIT;

      item.name = NULL;
      lineup_item_field_copy (field, &item, &from);
      g_assert_cmpmem (&item, sizeof item, &from, sizeof from);
    }
}

/* Whoever tells of an item tells of a category. */
static void
test_categories (void)
{
  const LineupItem none = LINEUP_ITEM_INIT;
  const LineupItem some = { .categories = categories, .n_categories = G_N_ELEMENTS (categories) };
  gsize n_categories = 0;

  g_assert_cmpstr (lineup_item_field_get_categories (&none, &n_categories)[0], ==, "uncategorized");
  g_assert_cmpuint (n_categories, ==, 1);
  g_assert_true (lineup_item_field_get_categories (&some, &n_categories) == categories);
  g_assert_cmpuint (n_categories, ==, G_N_ELEMENTS (categories));
}

/* Another value is another hash, but for the categories, which have one of their own. */
static void
test_hash (void)
{
  LineupItem nothing = LINEUP_ITEM_INIT;

  nothing.name = NULL;
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      const LineupItem item = make_item_with (field);
      const gboolean is_same = lineup_item_hash (&item) == lineup_item_hash (&nothing);

      g_test_message ("%s", field->name);
      g_assert_true (is_same == (field->type == LINEUP_FIELD_TYPE_CATEGORIES));
    }
}

/* Every member of the struct but for the id and the version is some field's. */
static void
test_complete (void)
{
  for (gsize offset = 0; offset + sizeof (guint32) <= sizeof (LineupItem);
       offset += sizeof (guint32))
    {
      const gboolean is_apart = offset < G_STRUCT_OFFSET (LineupItem, name)
                                || offset >= G_STRUCT_OFFSET (LineupItem, version);
      gboolean is_field = FALSE;

      LINEUP_FOREACH_ITEM_FIELD (field)
        is_field = is_field || offset == field->offset;
      if (is_field || is_apart)
        continue;
      /* The second half of a field, the number of categories, or nothing at all. */
      g_assert_true (offset % sizeof (gpointer) != 0
                     || offset == G_STRUCT_OFFSET (LineupItem, n_categories));
    }
}

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_fields = 0;

  lineup_item_fields (&n_fields);
  LINEUP_FOREACH_ITEM_FIELD (field)
    {
      g_autofree char *column = g_strdelimit (g_strdup (field->name), "-", '_');

      g_assert_true (g_hash_table_add (names, (gpointer)field->name));
      if (field->column != NULL)
        g_assert_cmpstr (field->column, ==, column);
    }
  g_assert_cmpuint (g_hash_table_size (names), ==, n_fields);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/item-field/known", test_known);
  g_test_add_func ("/item-field/copy", test_copy);
  g_test_add_func ("/item-field/categories", test_categories);
  g_test_add_func ("/item-field/hash", test_hash);
  g_test_add_func ("/item-field/complete", test_complete);
  g_test_add_func ("/item-field/names", test_names);

  return g_test_run ();
}
