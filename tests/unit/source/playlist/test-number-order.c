/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-number-order.h"

/* Entries in the order of their numbers, as sorting all of them at once has them. */

#define MAX_NUMBER ((G_GUINT64_CONSTANT (1) << 53) - 1)

static guint64
get (gconstpointer numbers, gsize index)
{
  return ((const guint64 *)numbers)[index];
}

static void
check (const guint64 *numbers, gsize n)
{
  gsize n_sorted = 0;
  gsize n_wanted = 0;
  g_autofree guint32 *order = lineup_number_order_make (n, get, numbers, MAX_NUMBER, &n_sorted);

  for (gsize i = 0; i < n; i++)
    n_wanted += numbers[i] != 0;
  g_assert_cmpuint (n_sorted, ==, n_wanted);
  for (gsize i = 0; i < n_sorted; i++)
    {
      g_assert_cmpuint (numbers[order[i]], !=, 0);
      if (i == 0)
        continue;
      if (numbers[order[i - 1]] == numbers[order[i]])
        g_assert_cmpuint (order[i - 1], <, order[i]);
      else
        g_assert_cmpuint (numbers[order[i - 1]], <, numbers[order[i]]);
    }
}

static void
test_few (void)
{
  const guint64 numbers[] = { 5, 0, MAX_NUMBER, 5, 1, 0, 2 };

  check (NULL, 0);
  for (gsize n = 1; n <= G_N_ELEMENTS (numbers); n++)
    check (numbers, n);
}

/* Several parts, with numbers on both sides of where they meet, and many equal ones. */
static void
test_many (void)
{
  const gsize n = 300000;
  g_autofree guint64 *numbers = g_new (guint64, n);

  for (gsize i = 0; i < n; i++)
    {
      numbers[i] = ((guint64)g_test_rand_int () << 21) | (g_test_rand_int () & 0x1fffff);
      if (i % 3 == 0)
        numbers[i] = (guint64)g_test_rand_int_range (0, 100);
      else if (i % 7 == 0)
        numbers[i] = MAX_NUMBER - (guint64)g_test_rand_int_range (0, 100);
    }
  check (numbers, n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-order/few", test_few);
  g_test_add_func ("/number-order/many", test_many);
  return g_test_run ();
}
