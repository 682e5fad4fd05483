/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-key-set.h"

/* Spreads small numbers over 64 bits, each to another one. */
static guint64
get_key (guint64 number)
{
  number = (number ^ (number >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  number = (number ^ (number >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return number ^ (number >> 31);
}

static void
test_states (void)
{
  g_autoptr (LineupKeySet) set = lineup_key_set_new (0);

  g_assert_cmpint (lineup_key_set_look_up (set, 7), ==, LINEUP_KEY_UNKNOWN);
  lineup_key_set_put (set, 7, LINEUP_KEY_KNOWN);
  g_assert_cmpint (lineup_key_set_look_up (set, 7), ==, LINEUP_KEY_KNOWN);
  lineup_key_set_put (set, 7, LINEUP_KEY_WRITTEN);
  lineup_key_set_put (set, 7, LINEUP_KEY_SEEN);
  g_assert_cmpint (lineup_key_set_look_up (set, 7), ==, LINEUP_KEY_SEEN);
  lineup_key_set_remove (set, 8);
  lineup_key_set_remove (set, 7);
  g_assert_cmpint (lineup_key_set_look_up (set, 7), ==, LINEUP_KEY_UNKNOWN);
}

/* Growing from nothing keeps every key and its state. */
static void
test_growth (void)
{
  g_autoptr (LineupKeySet) set = lineup_key_set_new (0);
  const guint64 n_keys = 100000;

  for (guint64 i = 1; i <= n_keys; i++)
    lineup_key_set_put (set, get_key (i), (LineupKeyState)(1 + i % 3));
  for (guint64 i = 1; i <= n_keys; i++)
    g_assert_cmpint (lineup_key_set_look_up (set, get_key (i)), ==, 1 + i % 3);
  for (guint64 i = n_keys + 1; i <= 2 * n_keys; i++)
    g_assert_cmpint (lineup_key_set_look_up (set, get_key (i)), ==, LINEUP_KEY_UNKNOWN);
}

/* Keys that crowd at one place, at the end of a table: removing one must not hide another. */
static void
test_crowd (void)
{
  for (guint removed = 0; removed < 12; removed++)
    {
      g_autoptr (LineupKeySet) set = lineup_key_set_new (0);

      for (guint i = 0; i < 12; i++)
        lineup_key_set_put (set, G_MAXUINT64 - i, LINEUP_KEY_SEEN);
      lineup_key_set_put (set, G_MAXUINT64 - (G_GUINT64_CONSTANT (0xff) << 50), LINEUP_KEY_KNOWN);
      lineup_key_set_remove (set, G_MAXUINT64 - removed);
      for (guint i = 0; i < 12; i++)
        g_assert_cmpint (lineup_key_set_look_up (set, G_MAXUINT64 - i),
                         ==,
                         i == removed ? LINEUP_KEY_UNKNOWN : LINEUP_KEY_SEEN);
    }
}

/* Anything may happen in any order: compare with a hash table. */
static void
test_random (void)
{
  g_autoptr (LineupKeySet) set = lineup_key_set_new (10);
  g_autoptr (GHashTable) model = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 200000; i++)
    {
      const guint number = (guint)g_test_rand_int_range (1, 3000);
      const guint state = (guint)g_test_rand_int_range (0, 4);

      if (state == LINEUP_KEY_UNKNOWN)
        {
          lineup_key_set_remove (set, get_key (number));
          g_hash_table_remove (model, GUINT_TO_POINTER (number));
        }
      else
        {
          lineup_key_set_put (set, get_key (number), (LineupKeyState)state);
          g_hash_table_insert (model, GUINT_TO_POINTER (number), GUINT_TO_POINTER (state));
        }
    }
  for (guint number = 1; number < 3000; number++)
    g_assert_cmpuint (lineup_key_set_look_up (set, get_key (number)),
                      ==,
                      GPOINTER_TO_UINT (g_hash_table_lookup (model, GUINT_TO_POINTER (number))));
}

/* A list arrives much as it did: some keys come late or twice, some are new, some do not come, and
 * some take the place of others. */
static void
test_order (void)
{
  for (guint round = 0; round < 300; round++)
    {
      const guint n_keys = (guint)g_test_rand_int_range (1, 200);
      const gint32 odds = g_test_rand_int_range (2, 60);
      g_autoptr (LineupKeySet) set = lineup_key_set_new (round % 2 == 0 ? n_keys : 0);
      g_autoptr (GHashTable) model = g_hash_table_new (NULL, NULL);

      for (guint number = 1; number <= n_keys; number++)
        {
          lineup_key_set_append (set, get_key (number), LINEUP_KEY_KNOWN);
          g_hash_table_insert (
              model, GUINT_TO_POINTER (number), GUINT_TO_POINTER (LINEUP_KEY_KNOWN));
        }
      for (guint number = 1; number <= n_keys; number++)
        {
          const gboolean in_order = g_test_rand_int_range (0, odds) > 0;
          const guint key = in_order ? number : (guint)g_test_rand_int_range (1, 400);
          const guint expected = GPOINTER_TO_UINT (
              g_hash_table_lookup (model, GUINT_TO_POINTER (key)));

          g_assert_cmpuint (lineup_key_set_look_up (set, get_key (key)), ==, expected);
          if (!in_order && g_test_rand_bit ())
            {
              lineup_key_set_remove (set, get_key (key));
              g_hash_table_remove (model, GUINT_TO_POINTER (key));
              continue;
            }
          lineup_key_set_put (set, get_key (key), LINEUP_KEY_SEEN);
          g_hash_table_insert (model, GUINT_TO_POINTER (key), GUINT_TO_POINTER (LINEUP_KEY_SEEN));
        }
      for (guint number = 1; number < 400; number++)
        g_assert_cmpuint (
            lineup_key_set_look_up (set, get_key (number)),
            ==,
            GPOINTER_TO_UINT (g_hash_table_lookup (model, GUINT_TO_POINTER (number))));
    }
}

/* Keys that come in their order need no tables; one that does not has them made. */
static void
test_memory (void)
{
  const gsize n_keys = 1000000;
  g_autoptr (LineupKeySet) set = lineup_key_set_new (n_keys);

  for (gsize i = 1; i <= n_keys; i++)
    lineup_key_set_append (set, get_key (i), LINEUP_KEY_KNOWN);
  for (gsize i = 1; i <= n_keys; i++)
    {
      g_assert_cmpint (lineup_key_set_look_up (set, get_key (i)), ==, LINEUP_KEY_KNOWN);
      lineup_key_set_put (set, get_key (i), LINEUP_KEY_SEEN);
    }
  g_assert_cmpuint (lineup_key_set_get_memory (set), <, n_keys * 9);
  g_assert_cmpint (lineup_key_set_look_up (set, get_key (n_keys + 1)), ==, LINEUP_KEY_UNKNOWN);
  g_assert_cmpuint (lineup_key_set_get_memory (set), <, n_keys * 15);
  g_assert_cmpint (lineup_key_set_look_up (set, get_key (7)), ==, LINEUP_KEY_SEEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key-set/states", test_states);
  g_test_add_func ("/key-set/growth", test_growth);
  g_test_add_func ("/key-set/crowd", test_crowd);
  g_test_add_func ("/key-set/random", test_random);
  g_test_add_func ("/key-set/order", test_order);
  g_test_add_func ("/key-set/memory", test_memory);

  return g_test_run ();
}
