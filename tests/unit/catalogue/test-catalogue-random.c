/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-fixture.h"
#include "lineup-error.h"

/* Random lists, one after the other, against a model that is too simple to be wrong. */

#define N_LISTS      40
#define MAX_ELEMENTS 40
#define MAX_ID       25

typedef struct
{
  gint64 id;
  char *name;            /* (owned) */
  GPtrArray *categories; /* (owned) (element-type utf8) */
  gint64 order;
  guint arrival;  /* when it was first stored */
  gboolean again; /* arrives in several elements */
} ModelItem;

static void
model_item_free (gpointer data)
{
  ModelItem *item = data;

  g_free (item->name);
  g_ptr_array_unref (item->categories);
  g_free (item);
}

static char *
join_categories (const ModelItem *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->categories->len; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? "," : "", (char *)g_ptr_array_index (item->categories, i));
  if (text->len == 0)
    g_string_append (text, "uncategorized");
  return g_string_free (text, FALSE);
}

static char *
model_item_to_string (const ModelItem *item)
{
  g_autofree char *categories = join_categories (item);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s [%s] %" G_GINT64_FORMAT "\n",
                          item->id,
                          item->name,
                          categories,
                          item->order);
}

static void
add_categories (ModelItem *item, const char *categories)
{
  g_auto (GStrv) ids = g_strsplit (categories != NULL ? categories : "", ",", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (!g_ptr_array_find_with_equal_func (item->categories, ids[i], g_str_equal, NULL))
        g_ptr_array_add (item->categories, g_strdup (ids[i]));
    }
}

/* What a list of elements means: each item once, with the categories of all of its elements. */
static GHashTable *
merge (const LineupDummyItem *elements, guint n_elements)
{
  GHashTable *items = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, model_item_free);

  for (guint i = 0; i < n_elements; i++)
    {
      ModelItem *item = g_hash_table_lookup (items, &elements[i].id);

      if (elements[i].id == 0)
        continue;
      if (item != NULL)
        item->again = TRUE;
      else
        {
          item = g_new0 (ModelItem, 1);
          item->id = elements[i].id;
          item->name = g_strdup (elements[i].name);
          item->order = elements[i].order;
          item->arrival = i;
          item->categories = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (items, &item->id, item);
        }
      add_categories (item, elements[i].categories);
    }
  return items;
}

typedef struct
{
  guint64 added;
  guint64 changed;
  guint64 maybe_changed;
  guint64 removed;
} Difference;

/* What changes from one model to the next. Arrivals go on from the last one. An item that begins to
 * arrive in several elements may count as changed although all of them together say what the one
 * had said. */
static Difference
compare (GHashTable *before, GHashTable *after, gboolean force, guint *last_arrival)
{
  Difference difference = { 0 };
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ModelItem *item = value;
      const ModelItem *old = g_hash_table_lookup (before, &item->id);
      g_autofree char *text = model_item_to_string (item);
      g_autofree char *old_text = old != NULL ? model_item_to_string (old) : NULL;

      if (old == NULL)
        difference.added++;
      else if (force || !g_str_equal (text, old_text))
        difference.changed++;
      else if (item->again)
        difference.maybe_changed++;
      item->arrival = old != NULL ? old->arrival : *last_arrival + 1 + item->arrival;
    }
  *last_arrival += MAX_ELEMENTS + 1;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    difference.removed += !g_hash_table_contains (after, &((ModelItem *)value)->id);
  return difference;
}

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const ModelItem *first = *(const ModelItem *const *)a;
  const ModelItem *second = *(const ModelItem *const *)b;

  /* The newest first, those without a time last. */
  if (first->order != second->order)
    return first->order > second->order ? -1 : 1;
  return first->arrival < second->arrival ? -1 : 1;
}

static char *
list_model (GHashTable *items, const char *category)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GString *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (sorted, value);

  g_ptr_array_sort (sorted, compare_order);
  for (guint i = 0; i < sorted->len; i++)
    {
      const ModelItem *item = g_ptr_array_index (sorted, i);
      g_autofree char *line = model_item_to_string (item);

      if (category == NULL
          || g_ptr_array_find_with_equal_func (item->categories, category, g_str_equal, NULL))
        g_string_append (text, line);
    }
  return g_string_free (text, FALSE);
}

static void
assert_equal (LineupCatalogueFixture *fixture, GHashTable *model)
{
  const char *const categories[] = { NULL, "a", "b", "c", "d" };

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      g_autofree char *expected = list_model (model, categories[i]);
      g_autofree char *items = lineup_catalogue_fixture_list (
          fixture, LINEUP_KIND_MOVIES, categories[i], 3);

      g_assert_cmpstr (items, ==, expected);
    }
  lineup_catalogue_fixture_check (fixture);
}

static LineupDummyItem
make_element (guint max_id)
{
  static const char *const names[] = { "One", "Two" };
  static const char *const categories[] = { NULL, "a", "b", "c", "a,b", "b,a", "d,c,a" };

  return (LineupDummyItem){
    .id = g_test_rand_int_range (0, (gint32)max_id),
    .name = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))],
    .categories = categories[g_test_rand_int_range (0, G_N_ELEMENTS (categories))],
    .order = g_test_rand_int_range (0, 4),
    .wording = (guint)g_test_rand_int_range (0, 2),
  };
}

/* Some of the list is new, some changes, some goes, some is in another place. */
static guint
change_list (LineupDummyItem *elements, guint n_elements)
{
  const guint n_changes = (guint)g_test_rand_int_range (0, 12);

  for (guint i = 0; i < n_changes; i++)
    {
      const guint place = (guint)g_test_rand_int_range (0, MAX_ELEMENTS);
      const guint other = (guint)g_test_rand_int_range (0, MAX_ELEMENTS);

      if (place >= n_elements && n_elements < MAX_ELEMENTS)
        elements[n_elements++] = make_element (MAX_ID);
      else if (place < n_elements && other < n_elements && i % 3 == 0)
        {
          const LineupDummyItem element = elements[place];

          elements[place] = elements[other];
          elements[other] = element;
        }
      else if (place < n_elements && i % 3 == 1)
        elements[place] = elements[--n_elements];
      else if (place < n_elements)
        elements[place] = make_element (MAX_ID);
    }
  return n_elements;
}

static void
assert_nothing_written (LineupCatalogueFixture *fixture,
                        const LineupDummyItem *elements,
                        guint n_elements)
{
  g_autofree char *before = lineup_catalogue_fixture_checksum (fixture);
  g_autofree char *after = NULL;

  lineup_catalogue_fixture_import (fixture, LINEUP_LIST_MOVIES, elements, n_elements);
  if (fixture->report.quarantined)
    return;
  g_assert_cmpuint (
      fixture->report.added + fixture->report.changed + fixture->report.removed, ==, 0);
  after = lineup_catalogue_fixture_checksum (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
run_lists (void)
{
  g_autoptr (LineupCatalogueFixture) fixture = lineup_catalogue_fixture_new ();
  g_autoptr (GHashTable) model = merge (NULL, 0);
  LineupDummyItem elements[MAX_ELEMENTS];
  guint n_elements = (guint)g_test_rand_int_range (0, MAX_ELEMENTS);
  guint last_arrival = 0;
  guint64 generation = 0;

  for (guint i = 0; i < n_elements; i++)
    elements[i] = make_element (MAX_ID);
  for (guint i = 0; i < N_LISTS; i++)
    {
      const gboolean force = g_test_rand_int_range (0, 6) == 0;
      const gboolean fails = g_test_rand_int_range (0, 5) == 0;
      g_autoptr (GHashTable) next = NULL;
      g_autoptr (LineupDummyItemSource) source = NULL;
      Difference difference;

      n_elements = change_list (elements, n_elements);
      next = merge (elements, n_elements);
      source = lineup_dummy_item_source_new (elements, n_elements);
      if (fails)
        lineup_dummy_item_source_fail_at (source,
                                          (gsize)g_test_rand_int_range (0, (gint32)n_elements + 1));
      g_assert_cmpint (
          lineup_catalogue_fixture_run (fixture,
                                        LINEUP_LIST_MOVIES,
                                        source,
                                        LINEUP_IMPORT_ACCEPT_SHRINK
                                            | (force ? LINEUP_IMPORT_FORCE : LINEUP_IMPORT_NONE),
                                        NULL,
                                        NULL),
          ==,
          !fails);
      if (!fails)
        {
          difference = compare (model, next, force, &last_arrival);
          g_assert_cmpuint (fixture->report.seen, ==, g_hash_table_size (next));
          g_assert_cmpuint (fixture->report.added, ==, difference.added);
          g_assert_cmpuint (fixture->report.removed, ==, difference.removed);
          g_assert_cmpuint (fixture->report.changed, >=, difference.changed);
          g_assert_cmpuint (
              fixture->report.changed, <=, difference.changed + difference.maybe_changed);
          generation += difference.added + fixture->report.changed + difference.removed;
          g_hash_table_unref (model);
          model = g_steal_pointer (&next);
          assert_nothing_written (fixture, elements, n_elements);
        }
      g_assert_cmpuint (lineup_catalogue_get_generation (fixture->catalogue), ==, generation);
      assert_equal (fixture, model);
    }
}

static void
test_random (void)
{
  const guint n_runs = g_test_thorough () ? 200 : 5;

  for (guint i = 0; i < n_runs; i++)
    run_lists ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/random", test_random);

  return g_test_run ();
}
