/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-item.h"

#include <string.h>

/* The text fields in the order in which they are hashed, so that neighbours are neighbours. */
static const gsize texts[] = {
  G_STRUCT_OFFSET (LineupItem, name),         G_STRUCT_OFFSET (LineupItem, icon),
  G_STRUCT_OFFSET (LineupItem, genre),        G_STRUCT_OFFSET (LineupItem, plot),
  G_STRUCT_OFFSET (LineupItem, cast),         G_STRUCT_OFFSET (LineupItem, director),
  G_STRUCT_OFFSET (LineupItem, release_date), G_STRUCT_OFFSET (LineupItem, extension),
  G_STRUCT_OFFSET (LineupItem, epg_id),       G_STRUCT_OFFSET (LineupItem, trailer),
  G_STRUCT_OFFSET (LineupItem, tmdb_id),
};

static void
set_text (LineupItem *item, gsize field, const char *text)
{
  G_STRUCT_MEMBER (const char *, item, texts[field]) = text;
}

static guint64
hash_with_text (gsize field, const char *text)
{
  LineupItem item = LINEUP_ITEM_INIT;

  set_text (&item, field, text);
  return lineup_item_hash (&item);
}

static void
test_equal (void)
{
  g_autofree char *name = g_strdup ("A name");
  LineupItem item = LINEUP_ITEM_INIT;
  LineupItem same = LINEUP_ITEM_INIT;

  item.id = same.id = 7;
  item.rating = same.rating = 7.1;
  item.name = "A name";
  same.name = name;
  g_assert_cmpuint (lineup_item_hash (&item), ==, lineup_item_hash (&same));
}

/* The hash is stored, so it has to be the same in every version: another value here means that each
 * item of each catalogue is written anew. */
static void
test_stays_the_same (void)
{
  const char *const categories[] = { "1", "23" };
  LineupItem item = LINEUP_ITEM_INIT;

  item.id = 42;
  item.name = "Été";
  item.categories = categories;
  item.n_categories = G_N_ELEMENTS (categories);
  item.rating = 7.5;
  item.year = 1999;
  g_assert_cmphex (lineup_item_hash (&item), ==, G_GUINT64_CONSTANT (0x8d548ef32601d3f6));
  g_assert_cmphex (
      lineup_item_hash_categories (&item), ==, G_GUINT64_CONSTANT (0x3b8ee28ff42dbddd));
}

static void
test_each_text_counts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmphex (hash_with_text (i, "a"), !=, hash_with_text (i, "b"));
      g_assert_cmphex (hash_with_text (i, "a"), !=, hash_with_text (i, ""));
    }
}

static void
test_text_keeps_its_field (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      for (gsize j = 0; j < i; j++)
        g_assert_cmphex (hash_with_text (i, "x"), !=, hash_with_text (j, "x"));
    }

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (texts); i++)
    {
      LineupItem whole = LINEUP_ITEM_INIT;
      LineupItem parted = LINEUP_ITEM_INIT;

      set_text (&whole, i, "ab");
      set_text (&whole, i + 1, "c");
      set_text (&parted, i, "a");
      set_text (&parted, i + 1, "bc");
      g_assert_cmphex (lineup_item_hash (&whole), !=, lineup_item_hash (&parted));

      set_text (&whole, i + 1, "");
      set_text (&parted, i, "");
      set_text (&parted, i + 1, "ab");
      g_assert_cmphex (lineup_item_hash (&whole), !=, lineup_item_hash (&parted));
    }
}

static void
test_unknown_is_not_empty (void)
{
  /* The name is never unknown. */
  for (gsize i = 1; i < G_N_ELEMENTS (texts); i++)
    {
      LineupItem item = LINEUP_ITEM_INIT;

      g_assert_cmphex (hash_with_text (i, NULL), !=, hash_with_text (i, ""));
      if (i + 1 == G_N_ELEMENTS (texts))
        break;
      /* An empty field beside an unknown one, and the other way round. */
      set_text (&item, i, "");
      g_assert_cmphex (lineup_item_hash (&item), !=, hash_with_text (i + 1, ""));
    }
}

static void
test_each_number_counts (void)
{
  const LineupItem unknown = LINEUP_ITEM_INIT;
  LineupItem items[11];

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    items[i] = unknown;
  items[0].id = 1;
  items[1].position = 1;
  items[2].year = 1;
  items[3].rating = 1;
  items[4].added = 1;
  items[5].modified = 1;
  items[6].duration = 1;
  items[7].archive_days = 1;
  items[8].adult = LINEUP_ADULT_YES;
  items[9].channel_number = "5.1";
  items[10].radio = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_assert_cmphex (lineup_item_hash (&items[i]), !=, lineup_item_hash (&unknown));
      for (gsize j = 0; j < i; j++)
        g_assert_cmphex (lineup_item_hash (&items[i]), !=, lineup_item_hash (&items[j]));
    }
}

static guint64
hash_categories (const char *list)
{
  g_auto (GStrv) categories = g_strsplit (list, ",", -1);
  LineupItem item = LINEUP_ITEM_INIT;

  item.categories = (const char *const *)categories;
  item.n_categories = g_strv_length (categories);
  return lineup_item_hash_categories (&item);
}

static void
test_categories (void)
{
  const char *const lists[] = { "", "1", "2", "12", "1,2", "2,1", "1,2,3", "12,3", "1,23" };
  LineupItem item = LINEUP_ITEM_INIT;
  const char *const category = "1";

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_assert_cmphex (hash_categories (lists[i]), ==, hash_categories (lists[i]));
      for (gsize j = 0; j < i; j++)
        g_assert_cmphex (hash_categories (lists[i]), !=, hash_categories (lists[j]));
    }

  /* Categories have a hash of their own. */
  item.categories = &category;
  item.n_categories = 1;
  g_assert_cmphex (lineup_item_hash (&item), ==, hash_with_text (0, ""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/item-hash/equal", test_equal);
  g_test_add_func ("/item-hash/stays-the-same", test_stays_the_same);
  g_test_add_func ("/item-hash/each-text-counts", test_each_text_counts);
  g_test_add_func ("/item-hash/text-keeps-its-field", test_text_keeps_its_field);
  g_test_add_func ("/item-hash/unknown-is-not-empty", test_unknown_is_not_empty);
  g_test_add_func ("/item-hash/each-number-counts", test_each_number_counts);
  g_test_add_func ("/item-hash/categories", test_categories);

  return g_test_run ();
}
