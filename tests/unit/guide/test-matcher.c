/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-channel-key.h"
#include "lineup-match-suggestion.h"
#include "lineup-matcher.h"
#include "lineup-wanted-channels.h"

/* A guide's channel with up to three names. */
typedef struct
{
  const char *id;
  const char *names[3];
} Guide;

#define MAX_GUIDE 6

typedef struct
{
  const char *what;
  LineupMatchChannel channel;
  Guide guide[MAX_GUIDE];
  int expected; /* place in the guide, -1 for none */
  LineupMatchHow how;
} Case;

static LineupGuideChannel
view (const Guide *guide)
{
  gsize n_names = 0;

  while (n_names < G_N_ELEMENTS (guide->names) && guide->names[n_names] != NULL)
    n_names++;
  return (LineupGuideChannel){ .id = guide->id, .names = guide->names, .n_names = n_names };
}

static const Case cases[] = {
  { "id",
    { .epg_id = "TF1.fr", .name = "X" },
    { { "TF2.fr", { "X" } }, { "TF1.fr", { NULL } } },
    1,
    LINEUP_MATCH_HOW_ID },
  { "id with blanks inside and around",
    { .epg_id = " 21 Junior.al", .name = "X" },
    { { "21 Junior.al", { NULL } } },
    0,
    LINEUP_MATCH_HOW_ID },
  { "id with a colon",
    { .epg_id = "UK: alibi", .name = "X" },
    { { "UK: alibi", { NULL } } },
    0,
    LINEUP_MATCH_HOW_ID },
  { "id with an ampersand",
    { .epg_id = "A&E.us", .name = "X" },
    { { "A&E.us", { NULL } } },
    0,
    LINEUP_MATCH_HOW_ID },
  { "case",
    { .epg_id = "tf1.fr", .name = "X" },
    { { "TF1.fr", { NULL } } },
    0,
    LINEUP_MATCH_HOW_ID },
  { "both cases, exact",
    { .epg_id = "RTL", .name = "X" },
    { { "rtl", { NULL } }, { "RTL", { NULL } } },
    1,
    LINEUP_MATCH_HOW_ID },
  { "both cases, neither exact",
    { .epg_id = "Rtl", .name = "X" },
    { { "rtl", { NULL } }, { "RTL", { NULL } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "suffix of the catalogue's",
    { .epg_id = "Canal4.co@SD", .name = "X" },
    { { "Canal4.co", { NULL } } },
    0,
    LINEUP_MATCH_HOW_ID },
  { "suffix of the guide's",
    { .epg_id = "canal4.co", .name = "X" },
    { { "Canal4.co@HD", { NULL } } },
    0,
    LINEUP_MATCH_HOW_ID },
  { "two suffixes",
    { .epg_id = "canal4.co", .name = "X" },
    { { "Canal4.co@HD", { NULL } }, { "Canal4.co@SD", { NULL } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "two suffixes, one exact",
    { .epg_id = "Canal4.co@SD", .name = "X" },
    { { "Canal4.co@HD", { NULL } }, { "Canal4.co@SD", { NULL } } },
    1,
    LINEUP_MATCH_HOW_ID },
  { "no id",
    { .epg_id = "none", .name = "X" },
    { { "none", { NULL } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "no id but a name",
    { .epg_id = "TS", .name = "FR: TF1" },
    { { "TS", { NULL } }, { "TF1.fr", { "TF1" } } },
    1,
    LINEUP_MATCH_HOW_NAME },
  { "a playlist's name is a name",
    { .guide_name = "TVP_1", .name = "X" },
    { { "1", { "x", "TVP 1" } } },
    0,
    LINEUP_MATCH_HOW_NAME },
  { "a playlist's name is an id",
    { .guide_name = "tvp_1.PL", .name = "X" },
    { { "TVP 1.pl", { NULL } } },
    0,
    LINEUP_MATCH_HOW_NAME },
  { "a playlist's name is two",
    { .guide_name = "TVP_1", .name = "X" },
    { { "a", { "TVP 1" } }, { "b", { "TVP 1" } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "a number is no name",
    { .guide_name = "201", .name = "PL: 201" },
    { { "a.pl", { "201" } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "name and country",
    { .name = "FR: TF1 HD" },
    { { "be", { "BE | TF1" } }, { "tf1.fr", { "TF1" } } },
    1,
    LINEUP_MATCH_HOW_NAME },
  { "name and country in front",
    { .name = "|FR| TF1 FHD" },
    { { "1", { "FR - TF1" } }, { "2", { "BE - TF1" } } },
    0,
    LINEUP_MATCH_HOW_NAME },
  { "country of the group",
    { .name = "TF1", .group = "FR | TNT" },
    { { "1.fr", { "TF1" } }, { "2.be", { "TF1" } } },
    0,
    LINEUP_MATCH_HOW_NAME },
  { "country of the id",
    { .name = "TF1", .epg_id = "TFX.fr" },
    { { "1.fr", { "TF1" } }, { "2.be", { "TF1" } } },
    0,
    LINEUP_MATCH_HOW_NAME },
  { "the guide's only country",
    { .name = "FR: TF1" },
    { { "1", { "TF1" } }, { "2.fr", { "M6" } } },
    0,
    LINEUP_MATCH_HOW_NAME },
  { "not the guide's only country",
    { .name = "FR: TF1" },
    { { "1", { "TF1" } }, { "2.fr", { "M6" } }, { "3.be", { "RTL" } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "another country",
    { .name = "FR: RTL" },
    { { "1.be", { "RTL" } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "no country", { .name = "TF1" }, { { "1.fr", { "TF1" } } }, -1, LINEUP_MATCH_HOW_NONE },
  { "a plus",
    { .name = "FR: Canal+" },
    { { "1.fr", { "Canal" } }, { "2.fr", { "Canal +" } } },
    1,
    LINEUP_MATCH_HOW_NAME },
  { "an hour later",
    { .name = "UK: ITV +1" },
    { { "1.uk", { "ITV" } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "tv stays", { .name = "FR: Demo TV" }, { { "1.fr", { "Demo" } } }, -1, LINEUP_MATCH_HOW_NONE },
  { "nothing is near enough",
    { .name = "FR: TF1 Series" },
    { { "1.fr", { "TF1 Serie" } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "one channel by two names",
    { .name = "FR: TF1" },
    { { "1.fr", { "TF1", "TF1 HD", "tf1 4K" } } },
    0,
    LINEUP_MATCH_HOW_NAME },
  { "two channels by one name",
    { .name = "FR: TF1" },
    { { "1.fr", { "TF1" } }, { "2.fr", { "TF1 HD" } } },
    -1,
    LINEUP_MATCH_HOW_NONE },
  { "the id before the name",
    { .epg_id = "2.fr", .name = "FR: TF1" },
    { { "1.fr", { "TF1" } }, { "2.fr", { "M6" } } },
    1,
    LINEUP_MATCH_HOW_ID },
};

static guint32
find (const Case *test, gboolean backwards, LineupMatchHow *how)
{
  g_autoptr (LineupMatcher) matcher = lineup_matcher_new ();

  for (gsize i = 0; i < MAX_GUIDE; i++)
    {
      const gsize place = backwards ? MAX_GUIDE - 1 - i : i;
      const LineupGuideChannel channel = view (&test->guide[place]);

      if (channel.id != NULL)
        lineup_matcher_add (matcher, (guint32)place, &channel);
    }
  return lineup_matcher_find (matcher, &test->channel, how);
}

static void
test_rule (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint backwards = 0; backwards < 2; backwards++)
        {
          LineupMatchHow how = LINEUP_MATCH_HOW_PERSON;
          const guint32 found = find (&cases[i], backwards != 0, &how);

          g_test_message ("%s", cases[i].what);
          g_assert_cmpint ((int)found, ==, cases[i].expected);
          g_assert_cmpint (how, ==, cases[i].how);
        }
    }
}

/* What the rule finds is never missing among what is read at all. */
static void
test_wanted (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LineupWantedChannels) wanted = lineup_wanted_channels_new ();
      LineupGuideChannel channel = { 0 };

      lineup_wanted_channels_add (wanted, &cases[i].channel);
      lineup_wanted_channels_complete (wanted);
      g_test_message ("%s", cases[i].what);
      if (cases[i].expected < 0)
        continue;
      channel = view (&cases[i].guide[cases[i].expected]);
      g_assert_true (lineup_wanted_channels_have (wanted, &channel));
    }
}

static void
test_unwanted (void)
{
  g_autoptr (LineupWantedChannels) wanted = lineup_wanted_channels_new ();
  g_autoptr (LineupWantedChannels) other = lineup_wanted_channels_new ();
  const LineupMatchChannel channel = { .name = "FR: TF1", .epg_id = "none" };
  const char *const names[] = { "M6", "6" };
  const LineupGuideChannel guide = { .id = "none", .names = names, .n_names = 2 };

  lineup_wanted_channels_add (wanted, &channel);
  lineup_wanted_channels_add (wanted, &channel);
  lineup_wanted_channels_complete (wanted);
  g_assert_false (lineup_wanted_channels_have (wanted, &guide));
  lineup_wanted_channels_add (other, &channel);
  lineup_wanted_channels_complete (other);
  g_assert_cmpuint (lineup_wanted_channels_hash (wanted), ==, lineup_wanted_channels_hash (other));
  lineup_wanted_channels_add_id (other, "None");
  lineup_wanted_channels_complete (other);
  g_assert_cmpuint (lineup_wanted_channels_hash (wanted), !=, lineup_wanted_channels_hash (other));
  g_assert_true (lineup_wanted_channels_have (other, &guide));
}

/* Random lists, of which the rule is told in other words. */

#define N_GUIDE 12

static const char *const some_ids[] = { "a.fr", "A.fr", "a.fr@HD", "A.FR@sd",
                                        "b.fr", "b.be", "one",     "TF_1" };
static const char *const some_names[] = { "FR: TF1", "TF1", "tf 1",   "BE: TF1",
                                          "TF1 HD",  "M6",  "FR | M6" };

static gboolean
answers (const LineupMatchChannel *channel, const LineupGuideChannel *guide, guint step)
{
  g_autofree char *id = g_utf8_casefold (channel->epg_id, -1);
  g_autofree char *other = g_utf8_casefold (guide->id, -1);

  if (step == 0)
    return g_str_equal (channel->epg_id, guide->id);
  if (step == 2)
    {
      id[strcspn (id, "@")] = '\0';
      other[strcspn (other, "@")] = '\0';
    }
  return g_str_equal (id, other);
}

/* By an id: exactly one answers to the first step to which exactly one does. */
static int
find_slowly (const LineupMatchChannel *channel, const LineupGuideChannel *guide, gsize n_guide)
{
  for (guint step = 0; step < 3; step++)
    {
      int found = -1;
      guint n_found = 0;

      for (gsize i = 0; i < n_guide; i++)
        {
          if (!answers (channel, &guide[i], step))
            continue;
          n_found++;
          found = (int)i;
        }
      if (n_found == 1)
        return found;
    }
  return -1;
}

static void
test_random_lists (void)
{
  guint n_matched = 0;

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (LineupMatcher) matcher = lineup_matcher_new ();
      g_autoptr (LineupMatcher) backwards = lineup_matcher_new ();
      LineupGuideChannel guide[N_GUIDE] = { { 0 } };
      const gsize n_guide = (gsize)g_test_rand_int_range (0, N_GUIDE);
      const LineupMatchChannel channel = {
        .epg_id = some_ids[g_test_rand_int_range (0, G_N_ELEMENTS (some_ids))],
        .name = some_names[g_test_rand_int_range (0, G_N_ELEMENTS (some_names))],
      };
      LineupMatchHow how = LINEUP_MATCH_HOW_NONE;
      LineupMatchHow other_how = LINEUP_MATCH_HOW_NONE;
      guint32 found = 0;
      int expected = 0;

      for (gsize j = 0; j < n_guide; j++)
        {
          guide[j].id = some_ids[g_test_rand_int_range (0, G_N_ELEMENTS (some_ids))];
          guide[j].names = &some_names[g_test_rand_int_range (0, G_N_ELEMENTS (some_names))];
          guide[j].n_names = 1;
          lineup_matcher_add (matcher, (guint32)j, &guide[j]);
        }
      for (gsize j = n_guide; j > 0; j--)
        lineup_matcher_add (backwards, (guint32)(j - 1), &guide[j - 1]);
      found = lineup_matcher_find (matcher, &channel, &how);
      g_assert_cmpuint (lineup_matcher_find (backwards, &channel, &other_how), ==, found);
      g_assert_cmpint (how, ==, other_how);
      g_assert_cmpint (how == LINEUP_MATCH_HOW_NONE, ==, found == LINEUP_MATCHER_NO_CHANNEL);
      expected = find_slowly (&channel, guide, n_guide);
      g_assert_cmpint (how == LINEUP_MATCH_HOW_ID ? (int)found : -1, ==, expected);
      if (how != LINEUP_MATCH_HOW_NONE)
        {
          g_autoptr (LineupWantedChannels) wanted = lineup_wanted_channels_new ();

          lineup_wanted_channels_add (wanted, &channel);
          lineup_wanted_channels_complete (wanted);
          g_assert_true (lineup_wanted_channels_have (wanted, &guide[found]));
          n_matched++;
        }
    }
  g_assert_cmpuint (n_matched, >, 100);
}

/* Suggestions */

static void
test_suggestions (void)
{
  const char *const names[][1]
      = { { "TF1 Series Films" }, { "TF1" }, { "M6" }, { "TF1 Serie Film" }, { "Arte" } };
  const LineupMatchChannel channel = { .name = "FR: TF1 Séries Films HD" };
  g_autoptr (LineupMatchSuggestions) suggestions = lineup_match_suggestions_new (&channel, 2);
  GArray *found = NULL;

  for (guint32 i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const LineupGuideChannel guide = { .id = "x", .names = names[i], .n_names = 1 };

      lineup_match_suggestions_offer (suggestions, i, &guide);
    }
  found = lineup_match_suggestions_get (suggestions);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (g_array_index (found, LineupMatchSuggestion, 0).number, ==, 0);
  g_assert_cmpfloat (g_array_index (found, LineupMatchSuggestion, 0).score, >, 0.999);
  g_assert_cmpuint (g_array_index (found, LineupMatchSuggestion, 1).number, ==, 3);
  g_assert_cmpint (g_array_index (found, LineupMatchSuggestion, 1).shift, ==, 0);
}

static void
test_suggestion_later (void)
{
  const char *const names[] = { "ITV" };
  const LineupMatchChannel channel = { .name = "UK: ITV +1" };
  const LineupGuideChannel guide = { .id = "itv.uk", .names = names, .n_names = 1 };
  const LineupGuideChannel nameless = { .id = "ITV.uk@HD" };
  g_autoptr (LineupMatchSuggestions) suggestions = lineup_match_suggestions_new (&channel, 5);
  GArray *found = lineup_match_suggestions_get (suggestions);

  lineup_match_suggestions_offer (suggestions, 7, &guide);
  lineup_match_suggestions_offer (suggestions, 5, &nameless);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (g_array_index (found, LineupMatchSuggestion, 0).number, ==, 5);
  g_assert_cmpint (g_array_index (found, LineupMatchSuggestion, 0).shift, ==, 60);
  g_assert_cmpuint (g_array_index (found, LineupMatchSuggestion, 1).number, ==, 7);
  g_assert_cmpint (g_array_index (found, LineupMatchSuggestion, 1).shift, ==, 60);
}

static void
test_no_suggestions (void)
{
  const char *const names[] = { "Arte", "" };
  const LineupMatchChannel channel = { .name = "HD" };
  const LineupGuideChannel guide = { .id = "arte.fr", .names = names, .n_names = 2 };
  g_autoptr (LineupMatchSuggestions) suggestions = lineup_match_suggestions_new (&channel, 0);

  lineup_match_suggestions_offer (suggestions, 1, &guide);
  g_assert_cmpuint (lineup_match_suggestions_get (suggestions)->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/matcher/rule", test_rule);
  g_test_add_func ("/guide/matcher/wanted", test_wanted);
  g_test_add_func ("/guide/matcher/unwanted", test_unwanted);
  g_test_add_func ("/guide/matcher/random-lists", test_random_lists);
  g_test_add_func ("/guide/suggestions/nearest", test_suggestions);
  g_test_add_func ("/guide/suggestions/later", test_suggestion_later);
  g_test_add_func ("/guide/suggestions/none", test_no_suggestions);
  return g_test_run ();
}
