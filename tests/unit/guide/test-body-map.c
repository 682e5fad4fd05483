/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-body-map.h"
#include "lineup-guide-fixture.h"
#include "lineup-transaction.h"

/* More than are held back at once. */
#define N_BODIES 250000

/* The one at a place: some are what SQLite takes for negative, and one is 0. */
static guint64
make_body (guint i)
{
  return i * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
}

static void
assert_text (LineupBodyMap *map, guint64 body, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 text = -1;

  lineup_body_map_find (map, body, &text, &error);
  g_assert_no_error (error);
  g_assert_cmpint (text, ==, expected);
}

static void
add (LineupBodyMap *map, guint i)
{
  g_autoptr (GError) error = NULL;

  lineup_body_map_add (map, make_body (i), (gint64)i + 1, &error);
  g_assert_no_error (error);
}

/* Each is found whether it is still held back or not, and none that was not added. */
static void
test_many (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupBodyMap) map = NULL;
  g_autoptr (LineupBodyMap) again = NULL;
  g_autoptr (GError) error = NULL;

  lineup_transaction_begin_write (&transaction, fixture->database, &error);
  g_assert_no_error (error);
  map = lineup_body_map_new (fixture->database, TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_BODIES; i++)
    {
      assert_text (map, make_body (i), 0);
      add (map, i);
      assert_text (map, make_body (i), i + 1);
      assert_text (map, make_body (i / 2), i / 2 + 1);
    }
  lineup_body_map_store (map, &error);
  g_assert_no_error (error);

  again = lineup_body_map_new (fixture->database, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_BODIES; i += 99)
    {
      assert_text (map, make_body (i), i + 1);
      assert_text (again, make_body (i), i + 1);
      lineup_body_map_remove (again, make_body (i), &error);
      g_assert_no_error (error);
      assert_text (again, make_body (i), 0);
    }
  assert_text (again, make_body (1), 2);
}

/* What is added to what is stored is found with it. */
static void
test_both (void)
{
  g_autoptr (LineupGuideFixture) fixture = lineup_guide_fixture_new ();
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (GError) error = NULL;

  lineup_transaction_begin_write (&transaction, fixture->database, &error);
  g_assert_no_error (error);
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (LineupBodyMap) map = lineup_body_map_new (fixture->database, round == 0, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < 100; i++)
        add (map, round * 100 + i);
      for (guint i = 0; i < 400; i++)
        assert_text (map, make_body (i), i < round * 100 + 100 ? i + 1 : 0);
      lineup_body_map_store (map, &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/body-map/many", test_many);
  g_test_add_func ("/guide/body-map/both", test_both);
  return g_test_run ();
}
