/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search-oracle.h"

/* What was typed, and names in the order in which they are found, with the sign of each one's tier:
 * "=" exact, "^" begins, "<" begins with the last word cut short, "w" in the name, "n" that cut
 * short, "e" elsewhere, "p" that cut short, "~" fuzzy. */
typedef struct
{
  const char *text;
  const char *found;
} Example;

static const char *const NAMES[] = {
  "It (2017)",
  "The Italian Job",
  "Italian Job",
  "Up (2009)",
  "Upgrade",
  "EN - Heat (1995)",
  "Heathers",
  "Heat Wave",
  "S.W.A.T.",
  "Spider-Man: No Way Home",
  "Marvel's Agents of S.H.I.E.L.D.",
  "Ocean's Eleven",
  "|FR| X-Men",
  "U.S. Marshals",
  "R.I.P.D.",
  "AC/DC",
  "M*A*S*H",
  "9-1-1",
  "9-1-1: Lone Star",
  "WALL·E",
  "It's a Wonderful Life",
  "Don't Look Up",
  "L'avventura",
  "기생충",
  "신과함께2",
  "七人の侍",
  "الكتاب",
  "100% Wolf",
};

static const Example EXAMPLES[] = {
  { "it", "=It (2017); ^It's a Wonderful Life; <Italian Job; nThe Italian Job" },
  { "up", "=Up (2009); <Upgrade; wDon't Look Up" },
  { "heat", "=EN - Heat (1995); ^Heat Wave; <Heathers" },
  { "heat 1995", "=EN - Heat (1995)" },
  { "en heat", "=EN - Heat (1995)" },
  { "en heat 1995", "=EN - Heat (1995)" },
  { "EN - Heat (1995)", "=EN - Heat (1995)" },
  { "1995 heat", "wEN - Heat (1995)" },
  { "swat", "=S.W.A.T." },
  { "s.w.a.t.", "=S.W.A.T." },
  { "spiderman", "^Spider-Man: No Way Home" },
  { "spider man", "^Spider-Man: No Way Home" },
  { "spiderm", "<Spider-Man: No Way Home" },
  { "marvels agents", "^Marvel's Agents of S.H.I.E.L.D." },
  { "marvels agents of shield", "=Marvel's Agents of S.H.I.E.L.D." },
  { "agents of shield", "wMarvel's Agents of S.H.I.E.L.D." },
  { "oceans eleven", "=Ocean's Eleven" },
  { "ocean eleven", "=Ocean's Eleven" },
  { "xmen", "=|FR| X-Men" },
  { "us marshals", "=U.S. Marshals" },
  { "ripd", "=R.I.P.D." },
  { "acdc", "=AC/DC" },
  { "mash", "=M*A*S*H" },
  { "911", "=9-1-1; ^9-1-1: Lone Star" },
  { "walle", "=WALL·E" },
  { "its a wonderful life", "=It's a Wonderful Life" },
  { "dont look up", "=Don't Look Up" },
  { "lavventura", "=L'avventura" },
  { "100%", "^100% Wolf" },
  { "기생", "^기생충" },
  { "기생충", "=기생충" },
  { "생충", "w기생충" },
  { "함께", "w신과함께2" },
  { "の侍", "w七人の侍" },
  { "كتاب", "=الكتاب" },
  { "کتاب", "=الكتاب" },
  { "xxx", "" },
  { "", "" },
};

/* The same, where words may be a letter off, or the beginning of one that is. */
static const Example FUZZY_EXAMPLES[] = {
  { "heta wave", "~Heat Wave" },
  { "haet", "~EN - Heat (1995); ~Heathers; ~Heat Wave" },
  { "marshls", "~U.S. Marshals" },
  { "spidreman", "~Spider-Man: No Way Home" },
  { "mash", "=M*A*S*H; ~U.S. Marshals" },
  { "hea", "<EN - Heat (1995); <Heathers; <Heat Wave" },
  { "hae", "" },
  { "七人の待", "" },
  { "xxx", "" },
  { "", "" },
};

static const char SIGNS[] = "=^<wnep~";

static char *
search (LineupSearchOracle *oracle, const char *text, gboolean fuzzy)
{
  g_autoptr (GArray) hits = lineup_search_oracle_search (oracle, text, NULL, NULL, 100, fuzzy);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const LineupOracleHit *hit = &g_array_index (hits, LineupOracleHit, i);

      g_string_append_printf (found, "%s%c%s", i > 0 ? "; " : "", SIGNS[hit->tier], NAMES[hit->id]);
    }
  return g_string_free (g_steal_pointer (&found), FALSE);
}

static void
check_examples (const Example *examples, gsize n_examples, gboolean fuzzy)
{
  g_autoptr (LineupSearchOracle) oracle = lineup_search_oracle_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    lineup_search_oracle_put (oracle, &(LineupOracleItem){ .id = (gint64)i, .name = NAMES[i] });
  for (gsize i = 0; i < n_examples; i++)
    {
      g_autofree char *found = search (oracle, examples[i].text, fuzzy);

      g_test_message ("%s", examples[i].text);
      g_assert_cmpstr (found, ==, examples[i].found);
    }
}

static void
test_tiers (void)
{
  check_examples (EXAMPLES, G_N_ELEMENTS (EXAMPLES), FALSE);
}

static void
test_fuzzy (void)
{
  check_examples (FUZZY_EXAMPLES, G_N_ELEMENTS (FUZZY_EXAMPLES), TRUE);
}

static char *
search_ids (LineupSearchOracle *oracle,
            const char *text,
            LineupOracleFilter filter,
            guint limit,
            gboolean fuzzy)
{
  g_autoptr (GArray) hits = lineup_search_oracle_search (oracle, text, filter, NULL, limit, fuzzy);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const LineupOracleHit *hit = &g_array_index (hits, LineupOracleHit, i);

      g_string_append_printf (found, "%s%u/%d", i > 0 ? " " : "", hit->kind, (int)hit->id);
    }
  return g_string_free (g_steal_pointer (&found), FALSE);
}

static gboolean
is_of_2000 (const LineupOracleItem *item, gpointer data)
{
  return item->year == 2000;
}

/* Within a tier: the rating to a tenth, the year, the kind, the id. */
static void
test_order (void)
{
  static const LineupOracleItem items[] = {
    { .kind = 1, .id = 1, .name = "Love", .rating = 7.44, .year = 2000 },
    { .kind = 1, .id = 2, .name = "Love", .rating = 7.36, .year = 2001 },
    { .kind = 1, .id = 3, .name = "Love", .rating = 7.5 },
    { .kind = 2, .id = 4, .name = "Love", .rating = 7.4, .year = 2000 },
    { .kind = 1, .id = 6, .name = "Love", .rating = 7.4, .year = 2000 },
    { .kind = 1, .id = 7, .name = "Love Actually", .rating = 9 },
    { .kind = 1, .id = 8, .name = "Actually", .elsewhere = { NULL, "Courtney Love" } },
    { .kind = 1, .id = 9, .name = "Actually", .elsewhere = { "x", "y", "z", "lovers" } },
    { .kind = 1, .id = 10, .name = "Lave", .rating = 9.9 },
  };
  g_autoptr (LineupSearchOracle) oracle = lineup_search_oracle_new ();
  g_autofree char *all = NULL;
  g_autofree char *some = NULL;
  g_autofree char *exactly = NULL;
  g_autofree char *filtered = NULL;
  g_autofree char *removed = NULL;

  for (gsize i = G_N_ELEMENTS (items); i > 0; i--)
    {
      lineup_search_oracle_put (oracle, &items[i - 1]);
      lineup_search_oracle_put (oracle, &items[i - 1]);
    }
  all = search_ids (oracle, "love", NULL, 50, TRUE);
  g_assert_cmpstr (all, ==, "1/3 1/2 1/1 1/6 2/4 1/7 1/8 1/9 1/10");
  some = search_ids (oracle, "love", NULL, 3, TRUE);
  g_assert_cmpstr (some, ==, "1/3 1/2 1/1");
  /* As many as were asked for fit without. */
  exactly = search_ids (oracle, "love", NULL, 8, TRUE);
  g_assert_cmpstr (exactly, ==, "1/3 1/2 1/1 1/6 2/4 1/7 1/8 1/9");
  filtered = search_ids (oracle, "love", is_of_2000, 50, FALSE);
  g_assert_cmpstr (filtered, ==, "1/1 1/6 2/4");

  lineup_search_oracle_remove (oracle, 1, 1);
  lineup_search_oracle_remove (oracle, 1, 4);
  removed = search_ids (oracle, "love", is_of_2000, 50, FALSE);
  g_assert_cmpstr (removed, ==, "1/6 2/4");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-oracle/tiers", test_tiers);
  g_test_add_func ("/search-oracle/fuzzy", test_fuzzy);
  g_test_add_func ("/search-oracle/order", test_order);
  return g_test_run ();
}
