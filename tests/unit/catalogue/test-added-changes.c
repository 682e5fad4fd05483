/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-catalogue-fixture.h"
#include "lineup-reader.h"

/* Lists of which nearly all items say that they were added at another time. */

#define N_ITEMS 20

/* The kind's list and, of the items below, when each was added. */
typedef struct
{
  LineupCatalogueFixture *catalogue; /* (owned) */
  LineupList list;
  char *names[N_ITEMS]; /* (owned) */
  LineupItem items[N_ITEMS];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->catalogue = lineup_catalogue_fixture_new ();
  fixture->list = (LineupList)GPOINTER_TO_UINT (data);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      LineupItem *item = &fixture->items[i];

      fixture->names[i] = g_strdup_printf ("Item %u", i + 1);
      *item = (LineupItem)LINEUP_ITEM_INIT;
      item->id = i + 1;
      item->name = fixture->names[i];
      item->added = 1600000000 + i;
    }
  lineup_catalogue_fixture_import_items (
      fixture->catalogue, fixture->list, fixture->items, N_ITEMS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_catalogue_fixture_check (fixture->catalogue);
  for (guint i = 0; i < N_ITEMS; i++)
    g_free (fixture->names[i]);
  lineup_catalogue_fixture_free (fixture->catalogue);
}

/* All items from @first on are added later. */
static void
move (Fixture *fixture, guint first)
{
  for (guint i = first; i < N_ITEMS; i++)
    fixture->items[i].added += 86400;
}

/* Imports the first items, and asserts how many changed. */
static void
import (Fixture *fixture, guint n_items, guint64 changed)
{
  const guint64 before = lineup_catalogue_get_generation (fixture->catalogue->catalogue);

  lineup_catalogue_fixture_import_items (
      fixture->catalogue, fixture->list, fixture->items, n_items);
  lineup_catalogue_fixture_assert_report (fixture->catalogue, n_items, 0, changed, 0);
  g_assert_cmpuint (
      lineup_catalogue_get_generation (fixture->catalogue->catalogue), ==, before + changed);
}

typedef struct
{
  LineupKind kind;
  gint64 id;
  gint64 added;
  char *name; /* (owned) */
} Read;

static void
take_item (const LineupItem *item, gpointer user_data)
{
  Read *read = user_data;

  read->added = item->added;
  read->name = g_strdup (item->name);
}

static gpointer
read_item (LineupReader *reader, gpointer user_data, GError **error)
{
  Read *read = user_data;

  return lineup_reader_get_item (reader, read->kind, read->id, take_item, read, error) ? read
                                                                                       : NULL;
}

static void
assert_stored (Fixture *fixture, gint64 id, const char *name, gint64 added)
{
  Read read = { .kind = lineup_list_get_kind (fixture->list), .id = id };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *stored_name = NULL;
  LineupAwait *await = NULL;

  lineup_catalogue_read_async (fixture->catalogue->catalogue,
                               read_item,
                               &read,
                               NULL,
                               NULL,
                               NULL,
                               lineup_await_callback,
                               &await);
  result = lineup_await (&await);
  g_assert_nonnull (lineup_catalogue_read_finish (fixture->catalogue->catalogue, result, NULL));
  stored_name = read.name;
  g_assert_cmpstr (stored_name, ==, name);
  g_assert_cmpint (read.added, ==, added);
}

/* Nothing has changed and not one byte is written, however often that happens. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lineup_catalogue_fixture_settle (fixture->catalogue);
  before = lineup_catalogue_fixture_checksum (fixture->catalogue);
  for (guint i = 0; i < 3; i++)
    {
      move (fixture, 0);
      import (fixture, N_ITEMS, 0);
    }
  lineup_catalogue_fixture_settle (fixture->catalogue);
  after = lineup_catalogue_fixture_checksum (fixture->catalogue);
  g_assert_cmpstr (after, ==, before);
  assert_stored (fixture, 5, "Item 5", 1600000004);
}

/* What has changed besides is a change, which leaves alone when the item was added. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  move (fixture, 0);
  fixture->items[4].name = "Renamed";
  import (fixture, N_ITEMS, 1);
  assert_stored (fixture, 5, "Renamed", 1600000004);
  move (fixture, 0);
  import (fixture, N_ITEMS, 0);

  /* What is new was added when it says, and what is gone is gone. */
  fixture->items[4].id = 99;
  move (fixture, 0);
  lineup_catalogue_fixture_import_items (
      fixture->catalogue, fixture->list, fixture->items, N_ITEMS);
  lineup_catalogue_fixture_assert_report (fixture->catalogue, N_ITEMS, 1, 0, 1);
  assert_stored (fixture, 99, "Renamed", fixture->items[4].added);
  assert_stored (fixture, 4, "Item 4", 1600000003);
}

/* A few items are believed, nine of ten are not. */
static void
test_share (Fixture *fixture, gconstpointer data)
{
  move (fixture, N_ITEMS - 1);
  import (fixture, N_ITEMS, 1);
  assert_stored (fixture, N_ITEMS, "Item 20", fixture->items[N_ITEMS - 1].added);
  import (fixture, N_ITEMS, 0);

  move (fixture, 3);
  import (fixture, N_ITEMS, 17);
  assert_stored (fixture, 4, "Item 4", fixture->items[3].added);
  import (fixture, N_ITEMS, 0);

  move (fixture, 2);
  import (fixture, N_ITEMS, 0);
  assert_stored (fixture, 4, "Item 4", fixture->items[3].added - 86400);
}

/* Together with other changes, and in the places of their sorts. */
static void
test_sorted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *listing = NULL;

  fixture->items[0].added = 1700000000;
  fixture->items[1].added = 1700000001;
  fixture->items[1].name = "Both";
  import (fixture, N_ITEMS, 2);
  assert_stored (fixture, 1, "Item 1", 1700000000);
  assert_stored (fixture, 2, "Both", 1700000001);
  listing = lineup_catalogue_fixture_list (
      fixture->catalogue, lineup_list_get_kind (fixture->list), NULL, 7);
  if (fixture->list == LINEUP_LIST_MOVIES)
    g_assert_true (g_str_has_prefix (listing, "2 Both"));
}

/* A single item is not nearly all of them. */
static void
test_single (Fixture *fixture, gconstpointer data)
{
  lineup_catalogue_fixture_import_items (fixture->catalogue, fixture->list, fixture->items, 1);
  move (fixture, 0);
  import (fixture, 1, 1);
  assert_stored (fixture, 1, "Item 1", fixture->items[0].added);
}

/* A panel that begins to tell is believed. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_ITEMS; i++)
    fixture->items[i].added = 0;
  import (fixture, N_ITEMS, N_ITEMS);
  move (fixture, 0);
  import (fixture, N_ITEMS, N_ITEMS);
  assert_stored (fixture, 1, "Item 1", 86400);
}

/* So is one whose list is to be stored again. */
static void
test_force (Fixture *fixture, gconstpointer data)
{
  LineupDummyItem elements[N_ITEMS] = { { 0 } };
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (elements, N_ITEMS);

  move (fixture, 0);
  lineup_dummy_item_source_set_items (source, fixture->items);
  g_assert_true (lineup_catalogue_fixture_run (
      fixture->catalogue, fixture->list, source, LINEUP_IMPORT_FORCE, NULL, NULL));
  lineup_catalogue_fixture_assert_report (fixture->catalogue, N_ITEMS, 0, N_ITEMS, 0);
  assert_stored (fixture, 1, "Item 1", fixture->items[0].added);
}

/* Items that arrive twice, in two categories, and both times at another time. */
static void
test_repeated (Fixture *fixture, gconstpointer data)
{
  static const char *const first[] = { "a" };
  static const char *const second[] = { "b" };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const guint half = N_ITEMS / 2;

  for (guint i = 0; i < N_ITEMS; i++)
    {
      LineupItem *item = &fixture->items[i];

      item->id = i % half + 1;
      item->name = fixture->names[i % half];
      item->categories = i < half ? first : second;
      item->n_categories = 1;
      item->added = 1600000000;
    }
  lineup_catalogue_fixture_import_items (
      fixture->catalogue, fixture->list, fixture->items, N_ITEMS);
  lineup_catalogue_fixture_import_items (
      fixture->catalogue, fixture->list, fixture->items, N_ITEMS);
  lineup_catalogue_fixture_assert_report (fixture->catalogue, half, 0, 0, 0);
  lineup_catalogue_fixture_settle (fixture->catalogue);
  before = lineup_catalogue_fixture_checksum (fixture->catalogue);
  move (fixture, 0);
  lineup_catalogue_fixture_import_items (
      fixture->catalogue, fixture->list, fixture->items, N_ITEMS);
  lineup_catalogue_fixture_assert_report (fixture->catalogue, half, 0, 0, 0);
  lineup_catalogue_fixture_settle (fixture->catalogue);
  after = lineup_catalogue_fixture_checksum (fixture->catalogue);
  g_assert_cmpstr (after, ==, before);
}

#define ADD(path, test)                                                                            \
  add ("/added-changes/channels/" path, LINEUP_LIST_CHANNELS, test);                               \
  add ("/added-changes/movies/" path, LINEUP_LIST_MOVIES, test);                                   \
  add ("/added-changes/series/" path, LINEUP_LIST_SERIES, test)

static void
add (const char *path, LineupList list, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, GUINT_TO_POINTER (list), set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("all", test_all);
  ADD ("others", test_others);
  ADD ("share", test_share);
  ADD ("sorted", test_sorted);
  ADD ("single", test_single);
  ADD ("unknown", test_unknown);
  ADD ("force", test_force);
  ADD ("repeated", test_repeated);

  return g_test_run ();
}
