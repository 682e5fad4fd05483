/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-hit-merger.h"

static LineupHitCopy *
make (const char *account, gint64 id, const char *name, const char *tmdb_id, guint tier)
{
  LineupItem item = LINEUP_ITEM_INIT;
  const LineupRank rank = { .tier = tier, .merit = 0, .is_complete = TRUE };

  item.id = id;
  item.name = name;
  item.tmdb_id = tmdb_id;
  return lineup_hit_copy_new (account, LINEUP_KIND_MOVIES, &item, &rank);
}

/* Hits as `home/1 work/2, home/3`. */
static char *
describe (GPtrArray *copies, const char *wanted, guint limit)
{
  g_autoptr (LineupWishList) wishes = lineup_wish_list_parse (wanted, NULL);
  g_autoptr (GPtrArray) hits = lineup_hit_merger_run (copies, wishes, limit);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const GPtrArray *hit = hits->pdata[i];

      g_string_append (text, i > 0 ? "," : "");
      for (guint j = 0; j < hit->len; j++)
        {
          const LineupHitCopy *copy = hit->pdata[j];

          g_string_append_printf (
              text, "%s%s/%" G_GINT64_FORMAT, text->len > 0 ? " " : "", copy->account, copy->id);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GPtrArray *
make_dunes (void)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (lineup_hit_copy_free);

  g_ptr_array_add (copies, make ("work", 1, "EN - Dune (2021)", "438631", 0));
  g_ptr_array_add (copies, make ("home", 2, "FR - Dune (2021) [4K]", NULL, 0));
  g_ptr_array_add (copies, make ("home", 3, "Dune (1984)", NULL, 0));
  g_ptr_array_add (copies, make ("home", 4, "Dune: Part One (2021)", "438631", 1));
  g_ptr_array_add (copies, make ("work", 5, "Dune Drifter (2020)", NULL, 1));
  return copies;
}

static void
test_merged (void)
{
  g_autoptr (GPtrArray) copies = make_dunes ();
  g_autofree char *plain = describe (copies, "", 10);
  g_autofree char *four_k = describe (copies, "4k;en", 10);
  g_autofree char *english = describe (copies, ";en", 10);
  g_autofree char *first = describe (copies, "", 1);

  g_assert_cmpstr (plain, ==, "home/2 work/1 home/4, home/3, work/5");
  g_assert_cmpstr (four_k, ==, "home/2 work/1 home/4, home/3, work/5");
  /* The best by rank, then by account: the other film is of another one now. */
  g_assert_cmpstr (english, ==, "home/3, work/1 home/2 home/4, work/5");
  g_assert_cmpstr (first, ==, "home/2 work/1 home/4");
}

static void
test_standing (void)
{
  g_autoptr (GPtrArray) copies = make_dunes ();
  LineupHitCopy *copy = copies->pdata[1];
  g_autofree char *text = NULL;

  copy->standing = 4;
  text = describe (copies, "4k", 1);
  g_assert_cmpstr (text, ==, "home/3");
  g_free (text);
  text = describe (copies, "4k", 2);
  g_assert_cmpstr (text, ==, "home/3, work/1 home/4 home/2");
}

/* Two films of one title and year: what does not say which it is of is neither. */
static void
test_ambiguous (void)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (lineup_hit_copy_free);
  g_autofree char *text = NULL;

  g_ptr_array_add (copies, make ("a", 1, "Home (2015)", "1", 0));
  g_ptr_array_add (copies, make ("b", 2, "Home (2015)", "2", 0));
  g_ptr_array_add (copies, make ("c", 3, "Home (2015)", NULL, 0));
  text = describe (copies, "", 10);
  g_assert_cmpstr (text, ==, "a/1, b/2, c/3");
}

static void
test_channels (void)
{
  g_autoptr (GPtrArray) copies = make_dunes ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < copies->len; i++)
    {
      LineupHitCopy *copy = copies->pdata[i];

      copy->kind = LINEUP_KIND_CHANNELS;
      copy->guide_channel = g_strdup (i == 4 ? "TF1.fr" : i == 0 ? "tf1.FR" : NULL);
    }
  text = describe (copies, "", 10);
  g_assert_cmpstr (text, ==, "home/2, home/3, work/1 work/5, home/4");
}

static LineupHitCopy *
make_random (GRand *rand, guint id)
{
  static const char *const names[] = {
    "Dune (2021)", "EN - Dune (2021)", "|FR| DUNE [4K] (2021)", "Dune (1984)", "Heat", "Heat HD",
    "!!!",         "Up (2009)",        "DE - Up (2009)"
  };
  static const char *const ids[] = { NULL, NULL, "1", "2", "3" };
  static const char *const accounts[] = { "a", "b", "c" };
  LineupHitCopy *copy = make (accounts[g_rand_int_range (rand, 0, 3)],
                              id,
                              names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))],
                              ids[g_rand_int_range (rand, 0, G_N_ELEMENTS (ids))],
                              (guint)g_rand_int_range (rand, 0, 8));

  copy->kind = (LineupKind)g_rand_int_range (rand, 0, LINEUP_N_KINDS);
  copy->standing = (guint)g_rand_int_range (rand, 0, 8);
  return copy;
}

static void
shuffle (GRand *rand, GPtrArray *copies)
{
  for (guint i = copies->len; i > 1; i--)
    {
      const gint32 other = g_rand_int_range (rand, 0, (gint32)i);
      gpointer copy = copies->pdata[i - 1];

      copies->pdata[i - 1] = copies->pdata[other];
      copies->pdata[other] = copy;
    }
}

static void
assert_none_lost (GPtrArray *copies)
{
  g_autoptr (LineupWishList) wishes = lineup_wish_list_parse ("4k;de", NULL);
  g_autoptr (GPtrArray) hits = lineup_hit_merger_run (copies, wishes, G_MAXINT);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const GPtrArray *hit = hits->pdata[i];

      for (guint j = 0; j < hit->len; j++)
        g_assert_true (g_hash_table_add (seen, hit->pdata[j]));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, copies->len);
}

/* What comes out depends on what is there, not on its order, and nothing is lost or there twice. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int () & G_MAXUINT);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (lineup_hit_copy_free);
      const guint n_copies = (guint)g_rand_int_range (rand, 0, 40);
      g_autofree char *expected = NULL;

      for (guint i = 0; i < n_copies; i++)
        g_ptr_array_add (copies, make_random (rand, i));
      expected = describe (copies, "4k;de", 20);
      assert_none_lost (copies);
      for (guint i = 0; i < 5; i++)
        {
          g_autofree char *text = NULL;

          shuffle (rand, copies);
          text = describe (copies, "4k;de", 20);
          g_assert_cmpstr (text, ==, expected);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/application/hit-merger/merged", test_merged);
  g_test_add_func ("/application/hit-merger/standing", test_standing);
  g_test_add_func ("/application/hit-merger/ambiguous", test_ambiguous);
  g_test_add_func ("/application/hit-merger/channels", test_channels);
  g_test_add_func ("/application/hit-merger/random", test_random);
  return g_test_run ();
}
