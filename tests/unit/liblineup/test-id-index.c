/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-id-sequence-private.h"

/* How one list becomes another: held to a list that only hears of the changes. */

#define ROUNDS 2000
#define NO_MAX G_MAXUINT

static LineupIdIndex *
make_index (const gint64 *ids, guint n_known, guint n)
{
  g_auto (GVariantBuilder) items = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GVariant) built = NULL;

  for (guint i = 0; i < n_known; i++)
    {
      g_variant_builder_open (&items, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&items, "{sv}", "kind", g_variant_new_string ("movies"));
      g_variant_builder_add (&items, "{sv}", "id", g_variant_new_int64 (ids[i]));
      g_variant_builder_close (&items);
    }
  built = g_variant_ref_sink (g_variant_builder_end (&items));
  return lineup_id_index_new_for_items (built, n, LINEUP_KIND_MOVIES);
}

static gint64
look_up (const LineupIdSequence *sequence, guint position)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  const LineupIdIndex *index = lineup_id_sequence_locate (sequence, &position);
  gint64 id = lineup_id_index_look_up (index, position, &kind);

  g_assert_cmpint (kind, ==, LINEUP_KIND_MOVIES);
  return id;
}

/* Follows changes as a widget does. Returns: how many items were told of as new */
static guint
follow (LineupIdSequence *sequence, GArray *seen)
{
  LineupIdChange change;
  guint n_added = 0;

  while (lineup_id_sequence_step (sequence, &change))
    {
      g_assert_cmpuint (change.position + change.removed, <=, seen->len);
      g_array_remove_range (seen, change.position, change.removed);
      for (guint i = 0; i < change.added; i++)
        {
          gint64 id = look_up (sequence, change.position + i);

          g_array_insert_val (seen, change.position + i, id);
        }
      n_added += change.added;
      /* In between, too, all is what was told. */
      g_assert_cmpuint (lineup_id_sequence_get_length (sequence), ==, seen->len);
      for (guint i = 0; i < seen->len; i++)
        g_assert_cmpint (look_up (sequence, i), ==, g_array_index (seen, gint64, i));
    }
  g_assert_false (lineup_id_sequence_is_changing (sequence));
  return n_added;
}

/* Some are taken away, some put in, some moved. */
static void
disturb (GArray *ids, gint64 *next)
{
  guint n = g_test_rand_int_range (0, 6);

  for (guint i = 0; i < n; i++)
    {
      guint place = g_test_rand_int_range (0, ids->len + 1);
      gint64 id = 0;

      switch (g_test_rand_int_range (0, 3))
        {
        case 0:
          if (place < ids->len)
            g_array_remove_index (ids, place);
          break;
        case 1:
          id = (*next)++;
          g_array_insert_val (ids, place, id);
          break;
        default:
          if (place >= ids->len)
            break;
          id = g_array_index (ids, gint64, place);
          g_array_remove_index (ids, place);
          place = g_test_rand_int_range (0, ids->len + 1);
          g_array_insert_val (ids, place, id);
          break;
        }
    }
}

static void
test_random (void)
{
  g_autoptr (LineupIdSequence) sequence = lineup_id_sequence_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 next = 1;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LineupIdIndex) after = NULL;
      LineupIdIndex *before = lineup_id_sequence_get_index (sequence);

      disturb (ids, &next);
      after = make_index (&g_array_index (ids, gint64, 0), ids->len, ids->len);
      lineup_id_sequence_begin (
          sequence, after, before != NULL ? lineup_id_index_compare (before, after, NO_MAX) : NULL);
      follow (sequence, seen);
      g_assert_cmpmem (
          seen->data, seen->len * sizeof (gint64), ids->data, ids->len * sizeof (gint64));
    }
}

static void
assert_changes (const gint64 *before,
                guint n_before,
                const gint64 *after,
                guint n_after,
                guint max,
                const char *expected)
{
  g_autoptr (LineupIdIndex) old = make_index (before, n_before, n_before);
  g_autoptr (LineupIdIndex) new = make_index (after, n_after, n_after);
  g_autoptr (GArray) changes = lineup_id_index_compare (old, new, max);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const LineupIdChange *change = &g_array_index (changes, LineupIdChange, i);

      g_string_append_printf (text, "%u-%u+%u ", change->position, change->removed, change->added);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

#define ASSERT_CHANGES(before, after, max, expected)                                               \
  assert_changes (before, G_N_ELEMENTS (before), after, G_N_ELEMENTS (after), max, expected)

/* What stays in its order is not touched. */
static void
test_exact (void)
{
  const gint64 one[] = { 1, 2, 3, 4, 5, 6 };
  const gint64 less[] = { 1, 2, 4, 6 };
  const gint64 moved[] = { 6, 1, 2, 3, 4, 5 };
  const gint64 other[] = { 1, 7, 3, 4, 5, 6 };

  ASSERT_CHANGES (one, one, NO_MAX, "");
  ASSERT_CHANGES (one, less, NO_MAX, "2-1+0 3-1+0 ");
  ASSERT_CHANGES (less, one, NO_MAX, "2-0+1 4-0+1 ");
  ASSERT_CHANGES (one, moved, NO_MAX, "0-0+1 6-1+0 ");
  ASSERT_CHANGES (one, other, NO_MAX, "1-1+1 ");
  ASSERT_CHANGES (one, less, 1, "2-3+1 ");
}

/* Of a list whose end is not known yet the beginning stays. */
static void
test_beginning (void)
{
  const gint64 ids[] = { 1, 2, 3, 4, 5 };
  g_autoptr (LineupIdSequence) sequence = lineup_id_sequence_new ();
  g_autoptr (LineupIdIndex) part = make_index (ids, 2, 5);
  g_autoptr (LineupIdIndex) whole = make_index (ids, 5, 5);
  LineupIdChange change;
  guint position = 2;

  lineup_id_sequence_begin (sequence, part, NULL);
  g_assert_true (lineup_id_sequence_step (sequence, &change));
  g_assert_cmpuint (lineup_id_sequence_get_length (sequence), ==, 5);
  g_assert_null (lineup_id_sequence_locate (sequence, &position));
  lineup_id_sequence_begin (sequence, whole, lineup_id_index_compare (part, whole, NO_MAX));
  g_assert_true (lineup_id_sequence_step (sequence, &change));
  g_assert_cmpuint (change.position, ==, 2);
  g_assert_cmpuint (change.removed, ==, 3);
  g_assert_cmpuint (change.added, ==, 3);
  g_assert_cmpint (look_up (sequence, 4), ==, 5);
  g_assert_true (lineup_id_sequence_contains (sequence, LINEUP_KIND_MOVIES, 5));
  g_assert_false (lineup_id_sequence_contains (sequence, LINEUP_KIND_SERIES, 5));
}

/* Another list may be wanted in the midst of telling of one. */
static void
test_overtaken (void)
{
  const gint64 one[] = { 1, 2, 3, 4 };
  const gint64 two[] = { 5, 1, 2, 3, 6 };
  const gint64 three[] = { 9, 8 };
  g_autoptr (LineupIdSequence) sequence = lineup_id_sequence_new ();
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LineupIdIndex) first = make_index (one, 4, 4);
  g_autoptr (LineupIdIndex) second = make_index (two, 5, 5);
  g_autoptr (LineupIdIndex) third = make_index (three, 2, 2);
  LineupIdChange change;

  lineup_id_sequence_begin (sequence, first, NULL);
  follow (sequence, seen);
  lineup_id_sequence_begin (sequence, second, lineup_id_index_compare (first, second, NO_MAX));
  g_assert_true (lineup_id_sequence_step (sequence, &change));
  g_array_insert_val (seen, 0, two[0]);
  g_assert_cmpuint (lineup_id_sequence_get_length (sequence), ==, 5);
  lineup_id_sequence_begin (sequence, third, NULL);
  g_assert_cmpuint (follow (sequence, seen), ==, 2);
  g_assert_cmpmem (seen->data, seen->len * sizeof (gint64), three, sizeof three);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/liblineup/id-index/random", test_random);
  g_test_add_func ("/liblineup/id-index/exact", test_exact);
  g_test_add_func ("/liblineup/id-index/beginning", test_beginning);
  g_test_add_func ("/liblineup/id-index/overtaken", test_overtaken);
  return g_test_run ();
}
