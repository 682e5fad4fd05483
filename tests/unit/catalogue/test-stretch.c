/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-sorter.h"
#include "lineup-stretch.h"
#include "lineup-test-files.h"

/* Places as bytes, one behind the other and sorted, against the places themselves. */

#define N_ROUNDS 200
#define N_PLACES 400

static const char *const TEXTS[] = {
  "",  "a",  "a b",           "ab",    "alpha",      "alpha 02",
  "я", "日", "alpha 02\x01!", "zebra", "0123456789", "the blob that is longer than fifteen bytes",
};

static void
make_place (LineupPlace *place)
{
  const gint64 row = g_test_rand_int_range (0, 5) == 0
                         ? (gint64)G_MAXUINT32 - g_test_rand_int_range (0, 9)
                         : g_test_rand_int_range (1, 600);

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      lineup_place_set_text (place, TEXTS[g_test_rand_int_range (0, G_N_ELEMENTS (TEXTS))], row);
      return;
    case 1:
      lineup_place_set_unknown (place, row);
      return;
    case 2:
      *place = (LineupPlace){ .type = SQLITE_INTEGER };
      place->number = g_test_rand_bit () ? G_MININT64 : G_MAXINT64;
      place->row = row;
      return;
    default:
      *place = (LineupPlace){ .type = SQLITE_INTEGER };
      place->number = g_test_rand_int_range (-300, 300);
      place->row = row;
    }
}

static int
compare_packed (const LineupPackedPlace *a, const LineupPackedPlace *b)
{
  return lineup_packed_place_compare (a->bytes, a->n_bytes, b->bytes, b->n_bytes);
}

static int
get_sign (int order)
{
  return (order > 0) - (order < 0);
}

static void
test_packed (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      LineupPlace place;
      LineupPlace other;
      LineupPlace read;
      LineupPackedPlace packed;
      LineupPackedPlace packed_other;

      make_place (&place);
      make_place (&other);
      lineup_packed_place_set (&packed, &place);
      lineup_packed_place_set (&packed_other, &other);
      g_assert_cmpint (get_sign (compare_packed (&packed, &packed_other)),
                       ==,
                       get_sign (lineup_place_compare (&place, &other)));
      g_assert_true (lineup_packed_place_read (packed.bytes, packed.n_bytes, &read));
      g_assert_cmpint (lineup_place_compare (&place, &read), ==, 0);
      g_assert_cmpint (lineup_packed_place_get_row (packed.bytes, packed.n_bytes), ==, place.row);

      lineup_packed_place_set_next (&packed);
      g_assert_cmpint (get_sign (compare_packed (&packed_other, &packed)),
                       ==,
                       lineup_place_compare (&other, &place) <= 0 ? -1 : 1);
      lineup_packed_place_set_unknown (&packed);
      g_assert_cmpint (get_sign (compare_packed (&packed_other, &packed)),
                       ==,
                       other.type == SQLITE_BLOB ? 1 : -1);
    }
}

/* Rows that no item has become the nearest that one may have. */
static void
test_rows (void)
{
  LineupPlace place;
  LineupPackedPlace packed;

  lineup_place_set_unknown (&place, G_MAXINT64);
  lineup_packed_place_set (&packed, &place);
  g_assert_cmpuint (lineup_packed_place_get_row (packed.bytes, packed.n_bytes), ==, G_MAXUINT32);
  lineup_place_set_unknown (&place, G_MININT64);
  lineup_packed_place_set (&packed, &place);
  g_assert_cmpuint (lineup_packed_place_get_row (packed.bytes, packed.n_bytes), ==, 0);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return lineup_place_compare (a, b);
}

/* Sorted, and each once. */
static GArray *
make_places (void)
{
  const guint n_places = (guint)g_test_rand_int_range (1, N_PLACES);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (LineupPlace));

  for (guint i = 0; i < n_places; i++)
    {
      LineupPlace place;

      make_place (&place);
      g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  for (guint i = places->len - 1; i > 0; i--)
    {
      if (compare_places (&g_array_index (places, LineupPlace, i),
                          &g_array_index (places, LineupPlace, i - 1))
          == 0)
        g_array_remove_index (places, i);
    }
  return places;
}

static void
assert_places (LineupStretch *stretch, GArray *places, guint first)
{
  g_assert_cmpuint (lineup_stretch_get_length (stretch), ==, places->len - first);
  for (guint i = first; i < places->len; i++)
    {
      LineupPackedPlace packed;
      gsize n_bytes = 0;
      const guint8 *bytes = lineup_stretch_get (stretch, i - first, &n_bytes);

      lineup_packed_place_set (&packed, &g_array_index (places, LineupPlace, i));
      g_assert_cmpmem (bytes, n_bytes, packed.bytes, packed.n_bytes);
      g_assert_cmpuint (lineup_stretch_find (stretch, &packed), ==, i - first);
      lineup_packed_place_set_next (&packed);
      g_assert_cmpuint (lineup_stretch_find (stretch, &packed), ==, i - first + 1);
    }
}

/* What is cut off and read again is what was there, whatever the size. */
static void
run_cuts (void)
{
  g_autoptr (LineupStretch) stretch = lineup_stretch_new ();
  g_autoptr (LineupStretch) read = lineup_stretch_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) places = make_places ();
  guint n_cut = 0;

  for (guint i = 0; i < places->len; i++)
    {
      LineupPackedPlace packed;

      lineup_packed_place_set (&packed, &g_array_index (places, LineupPlace, i));
      lineup_stretch_append (stretch, packed.bytes, packed.n_bytes);
    }
  while (lineup_stretch_get_length (stretch) > 0)
    {
      const gsize size = (gsize)g_test_rand_int_range (1, 3000);
      const gsize whole = lineup_stretch_get_size (stretch);
      LineupPackedPlace last;
      LineupPackedPlace expected;
      guint n = 0;

      assert_places (stretch, places, n_cut);
      n = lineup_stretch_cut (stretch, size, bytes, &last);
      g_assert_true (bytes->len <= size || n == 1);
      g_assert_true (whole > size || lineup_stretch_get_length (stretch) == 0);
      n_cut += n;
      lineup_packed_place_set (&expected, &g_array_index (places, LineupPlace, n_cut - 1));
      g_assert_cmpint (compare_packed (&last, &expected), ==, 0);
      g_assert_true (lineup_stretch_read (read, bytes->data, bytes->len));
    }
  assert_places (read, places, 0);
}

static void
test_cuts (void)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    run_cuts ();
}

/* Whatever a file has, it is read without harm; what is read is in its order. */
static void
test_garbage (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (LineupStretch) stretch = lineup_stretch_new ();
      guint8 bytes[64];
      const gsize n_bytes = (gsize)g_test_rand_int_range (0, sizeof bytes);
      LineupPlace place;

      for (guint j = 0; j < n_bytes; j++)
        bytes[j] = (guint8)g_test_rand_int_range (0, 4) * (guint8)g_test_rand_int_range (0, 64);
      lineup_stretch_read (stretch, bytes, n_bytes);
      for (guint j = 1; j < lineup_stretch_get_length (stretch); j++)
        {
          gsize n_before = 0;
          gsize n_place = 0;
          const guint8 *before = lineup_stretch_get (stretch, j - 1, &n_before);
          const guint8 *at = lineup_stretch_get (stretch, j, &n_place);

          g_assert_cmpint (lineup_packed_place_compare (before, n_before, at, n_place), <, 0);
          lineup_packed_place_read (at, n_place, &place);
        }
    }
}

/* The sorter */

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const LineupPlaceChange *change = a;
  const LineupPlaceChange *other = b;

  if (change->sort != other->sort)
    return (int)change->sort - (int)other->sort;
  if (change->category != other->category)
    return change->category < other->category ? -1 : 1;
  return compare_packed (&change->place, &other->place);
}

/* What comes later replaces what was said before. */
static void
remember (GArray *changes, const LineupPlaceChange *change)
{
  for (guint i = 0; i < changes->len; i++)
    {
      LineupPlaceChange *other = &g_array_index (changes, LineupPlaceChange, i);

      if (compare_changes (other, change) == 0)
        {
          *other = *change;
          return;
        }
    }
  g_array_append_vals (changes, change, 1);
}

static void
run_sorter (LineupPlaceSorter *sorter)
{
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (LineupPlaceChange));
  g_autoptr (GError) error = NULL;
  const guint n_changes = (guint)g_test_rand_int_range (0, N_PLACES);
  LineupPlaceChange change;
  gboolean has_change = FALSE;
  LineupPlace place;

  for (guint i = 0; i < n_changes; i++)
    {
      if (i == 0 || g_test_rand_bit ())
        make_place (&place);
      change.sort = (LineupSort)g_test_rand_int_range (0, LINEUP_N_SORTS);
      change.category = (guint32)g_test_rand_int_range (0, 3) * (G_MAXUINT32 / 2);
      change.comes = g_test_rand_bit ();
      lineup_packed_place_set (&change.place, &place);
      remember (expected, &change);
      lineup_place_sorter_add (sorter, &change, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (lineup_place_sorter_is_empty (sorter), ==, n_changes == 0);
  g_array_sort (expected, compare_changes);
  for (guint i = 0; i < expected->len; i++)
    {
      const LineupPlaceChange *one = &g_array_index (expected, LineupPlaceChange, i);

      lineup_place_sorter_next (sorter, &change, &has_change, &error);
      g_assert_no_error (error);
      g_assert_true (has_change);
      g_assert_cmpint (compare_changes (&change, one), ==, 0);
      g_assert_cmpint (change.comes, ==, one->comes);
    }
  lineup_place_sorter_next (sorter, &change, &has_change, &error);
  g_assert_no_error (error);
  g_assert_false (has_change);
  g_assert_true (lineup_place_sorter_is_empty (sorter));
}

static void
test_sorter (void)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-stretch-XXXXXX", NULL);
  g_autofree char *beside = g_build_filename (directory, "home.db", NULL);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (LineupPlaceSorter) sorter = lineup_place_sorter_new (beside);

      lineup_place_sorter_set_memory (sorter, (gsize)g_test_rand_int_range (1, 20000));
      run_sorter (sorter);
      run_sorter (sorter);
    }
  lineup_test_files_remove (directory);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stretch/packed", test_packed);
  g_test_add_func ("/stretch/rows", test_rows);
  g_test_add_func ("/stretch/cuts", test_cuts);
  g_test_add_func ("/stretch/garbage", test_garbage);
  g_test_add_func ("/stretch/sorter", test_sorter);

  return g_test_run ();
}
