/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-variants.h"

#include "lineup-error.h"
#include "lineup-names.h"

#include <string.h>

/* Dictionaries are compared as texts, in the order of their keys: callers know none. */

#define LONG_TEXT 100 /* bytes */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  const char *const *text = a;
  const char *const *other = b;

  return strcmp (*text, *other);
}

static char *
describe (GVariant *dictionary)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  GVariantIter iter;
  const char *key = NULL;
  GVariant *value = NULL;

  g_assert_true (g_variant_is_of_type (dictionary, G_VARIANT_TYPE_VARDICT));
  g_variant_iter_init (&iter, dictionary);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autofree char *text = g_variant_print (value, TRUE);

      g_ptr_array_add (entries, g_strdup_printf ("%s: %s", key, text));
    }
  g_ptr_array_sort (entries, compare_texts);
  g_ptr_array_add (entries, NULL);
  return g_strjoinv ("\n", (char **)entries->pdata);
}

static void
assert_child_is (GVariant *dictionary, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) wanted = g_variant_parse (
      G_VARIANT_TYPE_VARDICT, expected, NULL, NULL, &error);
  g_autofree char *text = describe (dictionary);
  g_autofree char *wanted_text = NULL;

  g_assert_no_error (error);
  wanted_text = describe (wanted);
  g_assert_cmpstr (text, ==, wanted_text);
}

/* Takes the floating reference. */
static void
assert_is (GVariant *dictionary, const char *expected)
{
  g_autoptr (GVariant) owned_dictionary = g_variant_ref_sink (dictionary);

  assert_child_is (owned_dictionary, expected);
}

/* Takes the floating reference. */
static void
assert_has (GVariant *dictionary, const char *key, const char *expected)
{
  g_autoptr (GVariant) owned_dictionary = g_variant_ref_sink (dictionary);
  g_autoptr (GVariant) value = g_variant_lookup_value (owned_dictionary, key, NULL);
  g_autofree char *text = value != NULL ? g_variant_print (value, TRUE) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

/* Items */

static const char *const categories[] = { "7", "all", NULL };

/* All that can be known of one, of whatever kind. */
static const LineupItem full = {
  .id = -5,
  .name = "Name",
  .categories = categories,
  .n_categories = 2,
  .position = 5,
  .channel_number = "5.1",
  .radio = TRUE,
  .icon = "http://icon.example/",
  .year = 1999,
  .rating = 7.5,
  .genre = "Drama",
  .plot = "Plot",
  .cast = "Cast",
  .director = "Director",
  .release_date = "1999-12-31",
  .added = 1600000000,
  .modified = 1600000001,
  .duration = 5400,
  .extension = "mkv",
  .epg_id = "one.example",
  .archive_days = 7,
  .adult = LINEUP_ADULT_YES,
  .trailer = "dQw4",
  .tmdb_id = "603",
  .country = "US",
  .version = 1,
};

#define FULL_WITHOUT_POSITION                                                                      \
  "'id': <int64 -5>, 'name': <'Name'>, 'channel-number': <'5.1'>, 'radio': <true>,"                \
  "'categories': <['7', 'all']>, 'icon': <'http://icon.example/'>, 'year': <uint32 1999>,"         \
  "'rating': <7.5>, 'genre': <'Drama'>, 'plot': <'Plot'>, 'cast': <'Cast'>,"                       \
  "'director': <'Director'>, 'release-date': <'1999-12-31'>, 'added': <uint64 1600000000>,"        \
  "'modified': <uint64 1600000001>, 'duration': <uint64 5400>, 'extension': <'mkv'>,"              \
  "'epg-id': <'one.example'>, 'archive-days': <uint32 7>, 'adult': <true>,"                        \
  "'trailer': <'dQw4'>, 'tmdb-id': <'603'>, 'country': <'US'>"

static void
test_full_item (void)
{
  assert_is (lineup_variants_from_item (LINEUP_KIND_CHANNELS, &full, NULL, G_MAXSIZE),
             "{'kind': <'channels'>, 'position': <uint32 5>, " FULL_WITHOUT_POSITION "}");
  assert_is (lineup_variants_from_item (LINEUP_KIND_MOVIES, &full, NULL, G_MAXSIZE),
             "{'kind': <'movies'>, " FULL_WITHOUT_POSITION "}");
  assert_is (lineup_variants_from_item (LINEUP_KIND_SERIES, &full, NULL, G_MAXSIZE),
             "{'kind': <'series'>, " FULL_WITHOUT_POSITION "}");
}

/* Absent means unknown: no 0 and no empty text stands for it. */
static void
test_unknown (void)
{
  LineupItem item = LINEUP_ITEM_INIT;

  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      g_autofree char *expected = g_strdup_printf (
          "{'kind': <'%s'>, 'id': <int64 0>, 'name': <''>, 'categories': <['uncategorized']>}",
          lineup_kind_to_string ((LineupKind)kind));

      assert_is (lineup_variants_from_item ((LineupKind)kind, &item, NULL, G_MAXSIZE), expected);
    }
}

/* What is known to be none is not unknown. */
static void
test_known (void)
{
  LineupItem item = LINEUP_ITEM_INIT;

  item.position = 0;
  item.adult = LINEUP_ADULT_NO;
  item.plot = "";
  assert_is (lineup_variants_from_item (LINEUP_KIND_CHANNELS, &item, NULL, G_MAXSIZE),
             "{'kind': <'channels'>, 'id': <int64 0>, 'name': <''>, 'position': <uint32 0>, "
             "'categories': <['uncategorized']>, 'adult': <false>, 'plot': <''>}");
}

static void
test_fields (void)
{
  static const char *const some[] = { "year", "name", "year", "trailers", "episodes", NULL };
  static const char *const none[] = { NULL };
  static const char *const own[] = { "kind", "id", "categories", NULL };

  assert_is (lineup_variants_from_item (LINEUP_KIND_MOVIES, &full, some, G_MAXSIZE),
             "{'kind': <'movies'>, 'id': <int64 -5>, 'name': <'Name'>, 'year': <uint32 1999>}");
  assert_is (lineup_variants_from_item (LINEUP_KIND_MOVIES, &full, none, G_MAXSIZE),
             "{'kind': <'movies'>, 'id': <int64 -5>}");
  assert_is (lineup_variants_from_item (LINEUP_KIND_MOVIES, &full, own, G_MAXSIZE),
             "{'kind': <'movies'>, 'id': <int64 -5>, 'categories': <['7', 'all']>}");
}

/* Each field by itself is the one that there is among all. */
/* A hit that nobody takes over would stay for ever. */
static void
assert_hit (const LineupRank *rank, const char *expected)
{
  const LineupItem item = { .id = 5, .name = "Five" };
  const char *const fields[] = { "name", NULL };
  GVariant *hit = lineup_variants_from_hit (LINEUP_KIND_MOVIES, &item, rank, fields, G_MAXSIZE);

  g_assert_true (g_variant_is_floating (hit));
  assert_is (hit, expected);
}

static void
test_hits (void)
{
  const LineupRank plain = { .is_complete = TRUE };
  const LineupRank fuzzy = { .tier = LINEUP_RANK_FUZZY, .is_complete = TRUE };
  const LineupRank incomplete = { .is_complete = FALSE };

  assert_hit (&plain, "{'kind': <'movies'>, 'id': <int64 5>, 'name': <'Five'>}");
  assert_hit (&fuzzy, "{'kind': <'movies'>, 'id': <int64 5>, 'name': <'Five'>, 'fuzzy': <true>}");
  assert_hit (&incomplete,
              "{'kind': <'movies'>, 'id': <int64 5>, 'name': <'Five'>, 'incomplete': <true>}");
}

static void
test_each_field (void)
{
  g_autoptr (GVariant) all = g_variant_ref_sink (
      lineup_variants_from_item (LINEUP_KIND_CHANNELS, &full, NULL, G_MAXSIZE));
  GVariantIter iter;
  const char *key = NULL;
  GVariant *value = NULL;
  guint n = 0;

  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      const char *const fields[] = { key, NULL };
      const gboolean is_own = g_str_equal (key, "kind") || g_str_equal (key, "id");
      g_autoptr (GVariant) one = g_variant_ref_sink (
          lineup_variants_from_item (LINEUP_KIND_CHANNELS, &full, fields, G_MAXSIZE));
      g_autoptr (GVariant) found = g_variant_lookup_value (one, key, NULL);

      g_assert_nonnull (found);
      g_assert_true (g_variant_equal (found, value));
      g_assert_cmpuint (g_variant_n_children (one), ==, is_own ? 2 : 3);
      n++;
    }
  g_assert_cmpuint (n, ==, 25);
}

/* What somebody reads is shortened, and what is of no use in part left out. */
static void
test_long_texts (void)
{
  static const char *const read[] = { "name", "genre", "plot", "cast", "director" };
  static const char *const used[] = { "channel-number", "icon",    "release-date", "extension",
                                      "epg-id",         "trailer", "tmdb-id" };
  g_autofree char *longest = g_strnfill (LONG_TEXT, 'x');
  g_autofree char *longer = g_strnfill (LONG_TEXT + 1, 'x');
  g_autofree char *whole = g_strdup_printf ("'%s'", longest);
  g_autofree char *shortened = g_strdup_printf ("'%.*s…'", LONG_TEXT - 3, longest);
  LineupItem item = full;
  const char **const texts[] = { &item.name,   &item.genre,        &item.plot,
                                 &item.cast,   &item.director,     &item.channel_number,
                                 &item.icon,   &item.release_date, &item.extension,
                                 &item.epg_id, &item.trailer,      &item.tmdb_id };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const gboolean is_read = i < G_N_ELEMENTS (read);
      const char *key = is_read ? read[i] : used[i - G_N_ELEMENTS (read)];

      *texts[i] = longest;
      assert_has (
          lineup_variants_from_item (LINEUP_KIND_CHANNELS, &item, NULL, LONG_TEXT), key, whole);
      *texts[i] = longer;
      assert_has (lineup_variants_from_item (LINEUP_KIND_CHANNELS, &item, NULL, LONG_TEXT),
                  key,
                  is_read ? shortened : NULL);
    }
}

/* A character is not parted, and a bus takes nothing but UTF-8. */
static void
test_long_characters (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LineupItem item = LINEUP_ITEM_INIT;

  for (guint i = 0; i < LONG_TEXT; i++)
    g_string_append (text, i % 3 == 0 ? "ä" : i % 3 == 1 ? "語" : "😀");
  item.name = text->str;
  for (gsize max_text = 64; max_text < 64 + 9; max_text++)
    {
      g_autoptr (GVariant) dictionary = g_variant_ref_sink (
          lineup_variants_from_item (LINEUP_KIND_MOVIES, &item, NULL, max_text));
      const char *name = NULL;
      gsize length = 0;

      g_assert_true (g_variant_lookup (dictionary, "name", "&s", &name));
      length = strlen (name) - strlen ("…");
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_true (g_str_has_suffix (name, "…"));
      g_assert_cmpuint (strlen (name), <=, max_text);
      g_assert_cmpuint (strlen (name), >, max_text - 4);
      g_assert_true (strncmp (name, text->str, length) == 0);
    }
}

/* Details */

static LineupDetails *
make_details (guint64 version)
{
  LineupDetails *details = lineup_details_new ();
  const LineupSeason seasons[] = {
    { .number = 0 },
    { 1, "Season", 10, "http://cover.example/", "2001-02-03", "Overview" },
  };
  const LineupEpisode episodes[] = {
    { .id = 9, .season = 0, .number = -1 },
    { 8, 1, 0, "Title", 2700, "Plot", "mkv", "http://icon.example/", 1600000000 },
  };

  details->version = version;
  details->item.name = "Name";
  details->item.director = "Somebody";
  g_array_append_vals (details->seasons, seasons, G_N_ELEMENTS (seasons));
  g_array_append_vals (details->episodes, episodes, G_N_ELEMENTS (episodes));
  return details;
}

static LineupItem
make_item (guint64 version)
{
  LineupItem item = LINEUP_ITEM_INIT;

  item.id = 4;
  item.name = "Name";
  item.version = version;
  return item;
}

#define ITEM "'id': <int64 4>, 'name': <'Name'>, 'categories': <['uncategorized']>"

#define NOTHING "'seasons': <@aa{sv} []>, 'episodes': <@aa{sv} []>"

static void
test_movie (void)
{
  g_autoptr (LineupDetails) details = make_details (1);
  const LineupItem item = make_item (1);

  assert_is (
      lineup_variants_from_full_item (LINEUP_KIND_MOVIES, &item, details, NULL, NULL, G_MAXSIZE),
      "{'kind': <'movies'>, " ITEM ", 'director': <'Somebody'>}");
}

static void
test_series (void)
{
  g_autoptr (LineupDetails) details = make_details (1);
  const LineupItem item = make_item (1);

  assert_is (
      lineup_variants_from_full_item (LINEUP_KIND_SERIES, &item, details, NULL, NULL, G_MAXSIZE),
      "{'kind': <'series'>, " ITEM ", 'director': <'Somebody'>,"
      "'seasons': <[{'number': <uint32 0>},"
      "             {'number': <uint32 1>, 'name': <'Season'>, 'episode-count': <uint32 10>,"
      "              'cover': <'http://cover.example/'>, 'air-date': <'2001-02-03'>,"
      "              'overview': <'Overview'>}]>,"
      "'episodes': <[{'id': <int64 9>, 'season': <uint32 0>},"
      "              {'id': <int64 8>, 'season': <uint32 1>, 'number': <uint32 0>,"
      "               'title': <'Title'>, 'duration': <uint64 2700>, 'plot': <'Plot'>,"
      "               'extension': <'mkv'>, 'icon': <'http://icon.example/'>,"
      "               'added': <uint64 1600000000>}]>}");
}

static void
test_stale (void)
{
  g_autoptr (LineupDetails) details = make_details (1);
  g_autoptr (LineupDetails) others = make_details (1);
  const LineupItem current = make_item (1);
  const LineupItem item = make_item (2);

  others->item.name = "Another film";

  /* The item has changed since. */
  assert_is (
      lineup_variants_from_full_item (LINEUP_KIND_MOVIES, &item, details, NULL, NULL, G_MAXSIZE),
      "{'kind': <'movies'>, " ITEM ", 'director': <'Somebody'>, 'stale': <true>}");
  /* Nothing is known, or of another film only. */
  assert_is (
      lineup_variants_from_full_item (LINEUP_KIND_MOVIES, &item, NULL, NULL, NULL, G_MAXSIZE),
      "{'kind': <'movies'>, " ITEM ", 'stale': <true>}");
  assert_is (
      lineup_variants_from_full_item (LINEUP_KIND_SERIES, &item, others, NULL, NULL, G_MAXSIZE),
      "{'kind': <'series'>, " ITEM ", " NOTHING ", 'stale': <true>}");
  /* The panel had no news. */
  assert_is (lineup_variants_from_full_item (
                 LINEUP_KIND_MOVIES, &current, details, NULL, "an.Error", G_MAXSIZE),
             "{'kind': <'movies'>, " ITEM
             ", 'director': <'Somebody'>, 'stale': <true>, 'error-name': <'an.Error'>}");
}

/* Takes the floating reference. */
static void
assert_first_is (GVariant *dictionary, const char *key, const char *expected)
{
  g_autoptr (GVariant) owned_dictionary = g_variant_ref_sink (dictionary);
  g_autoptr (GVariant) list = g_variant_lookup_value (
      owned_dictionary, key, G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GVariant) first = NULL;

  g_assert_nonnull (list);
  first = g_variant_get_child_value (list, 0);
  assert_child_is (first, expected);
}

static void
test_long_details (void)
{
  g_autoptr (LineupDetails) details = lineup_details_new ();
  g_autofree char *text = g_strnfill (LONG_TEXT, 'x');
  g_autofree char *season = g_strdup_printf (
      "{'number': <uint32 1>, 'name': <'%.61s…'>, 'overview': <'%.61s…'>}", text, text);
  g_autofree char *episode = g_strdup_printf (
      "{'id': <int64 8>, 'season': <uint32 1>, 'title': <'%.61s…'>, 'plot': <'%.61s…'>}",
      text,
      text);
  const LineupSeason long_season = { 1, text, 0, text, text, text };
  const LineupEpisode long_episode = { 8, 1, -1, text, 0, text, text, text, 0 };
  const LineupItem item = make_item (0);

  g_array_append_val (details->seasons, long_season);
  g_array_append_val (details->episodes, long_episode);
  assert_first_is (
      lineup_variants_from_full_item (LINEUP_KIND_SERIES, &item, details, NULL, NULL, 64),
      "seasons",
      season);
  assert_first_is (
      lineup_variants_from_full_item (LINEUP_KIND_SERIES, &item, details, NULL, NULL, 64),
      "episodes",
      episode);
}

/* Others */

static void
test_category (void)
{
  g_autofree char *text = g_strnfill (LONG_TEXT, 'x');
  g_autofree char *shortened = g_strdup_printf (
      "{'id': <'%s'>, 'name': <'%.61s…'>, 'items': <uint32 0>}", text, text);
  const LineupCategory category = { "7", "News", "1", TRUE };
  const LineupCategory top = { "8", "", NULL, FALSE };
  const LineupCategory long_category = { text, text, text, FALSE };

  assert_is (lineup_variants_from_category (&category, 3, G_MAXSIZE),
             "{'id': <'7'>, 'name': <'News'>, 'parent': <'1'>, 'adult': <true>,"
             "'items': <uint32 3>}");
  assert_is (lineup_variants_from_category (&top, 0, G_MAXSIZE),
             "{'id': <'8'>, 'name': <''>, 'items': <uint32 0>}");
  /* An id that is not whole is none. */
  assert_is (lineup_variants_from_category (&long_category, 0, 64), shortened);
}

static void
test_changes (void)
{
  static const char *const changes[LINEUP_N_CHANGE_TYPES] = { "added", "changed", "removed" };

  for (guint i = 0; i < LINEUP_N_CHANGE_TYPES; i++)
    {
      const LineupChange change
          = { G_MAXUINT64, LINEUP_KIND_SERIES, G_MININT64, (LineupChangeType)i };
      g_autofree char *expected = g_strdup_printf ("{'kind': <'series'>,"
                                                   "'id': <int64 -9223372036854775808>,"
                                                   "'change': <'%s'>,"
                                                   "'generation': <uint64 18446744073709551615>}",
                                                   changes[i]);

      assert_is (lineup_variants_from_change (&change), expected);
    }
}

static GHashTable *
make_table (const char *name, const char *value)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  if (name != NULL)
    g_hash_table_insert (table, (gpointer)name, (gpointer)value);
  return table;
}

static void
test_playable (void)
{
  g_autoptr (GHashTable) agent = make_table ("User-Agent", "Player/1.0");
  g_autoptr (GHashTable) referrer = make_table ("Referer", "http://r/");
  g_autoptr (GHashTable) nothing = make_table (NULL, NULL);
  g_autoptr (GHashTable) adaptive = make_table ("inputstream", "inputstream.adaptive");
  const LineupPlayable listed = {
    .url = (char *)"http://h/1.m3u8",
    .format = (char *)"m3u8",
    .headers = referrer,
    .properties = adaptive,
    .live = TRUE,
  };
  const LineupPlayable live = {
    .url = (char *)"http://panel.example/live/u/p/5.ts",
    .title = (char *)"One",
    .format = (char *)"ts",
    .headers = agent,
    .properties = nothing,
    .live = TRUE,
  };
  const LineupPlayable catch_up = {
    .url = (char *)"http://panel.example/timeshift/u/p/30/5.xyz",
    .format = (char *)"xyz",
    .headers = agent,
    .properties = nothing,
    .start = 1600000000,
    .end = 1600001800,
  };

  assert_is (lineup_variants_from_playable (&live, 0, 0),
             "{'url': <'http://panel.example/live/u/p/5.ts'>, 'title': <'One'>, 'format': <'ts'>,"
             "'mime-type': <'video/mp2t'>, 'user-agent': <'Player/1.0'>,"
             "'headers': <{'User-Agent': 'Player/1.0'}>, 'live': <true>}");
  assert_is (lineup_variants_from_playable (&catch_up, 0, 7),
             "{'url': <'http://panel.example/timeshift/u/p/30/5.xyz'>, 'format': <'xyz'>,"
             "'user-agent': <'Player/1.0'>, 'headers': <{'User-Agent': 'Player/1.0'}>,"
             "'live': <false>, 'start': <uint64 1600000000>, 'end': <uint64 1600001800>,"
             "'cookie': <uint32 7>}");
  assert_is (lineup_variants_from_playable (&listed, 0, 0),
             "{'url': <'http://h/1.m3u8'>, 'format': <'m3u8'>,"
             "'mime-type': <'application/vnd.apple.mpegurl'>, 'referrer': <'http://r/'>,"
             "'headers': <{'Referer': 'http://r/'}>,"
             "'properties': <{'inputstream': 'inputstream.adaptive'}>, 'live': <true>}");
}

/* Jobs */

#define FIGURES                                                                                    \
  "'seen': <uint64 1>, 'added': <uint64 2>, 'changed': <uint64 3>, 'removed': <uint64 4>,"         \
  "'rejected': <uint64 5>, 'bytes': <uint64 6>, 'duration-ms': <uint64 7>,"                        \
  "'attempts': <uint32 8>"

static LineupStepReport *
add_report (GPtrArray *reports, LineupList list, LineupOutcome outcome)
{
  LineupStepReport *report = lineup_step_report_new (list, outcome);

  report->seen = 1;
  report->added = 2;
  report->changed = 3;
  report->removed = 4;
  report->rejected = 5;
  report->bytes = 6;
  report->duration_ms = 7;
  report->attempts = 8;
  g_ptr_array_add (reports, report);
  return report;
}

static void
test_reports (void)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (
      (GDestroyNotify)lineup_step_report_free);
  g_autoptr (GVariant) none = g_variant_ref_sink (lineup_variants_from_reports (reports));
  g_autoptr (GVariant) all = NULL;
  g_autoptr (GVariant) good = NULL;
  g_autoptr (GVariant) bad = NULL;
  LineupStepReport *report = NULL;

  add_report (reports, LINEUP_LIST_MOVIES, LINEUP_OUTCOME_OK);
  report = add_report (reports, LINEUP_LIST_SERIES, LINEUP_OUTCOME_FAILED);
  report->error = g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_SERVER, "A message");
  report->http_status = 503;
  all = g_variant_ref_sink (lineup_variants_from_reports (reports));
  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
  g_assert_cmpstr (g_variant_get_type_string (none), ==, "aa{sv}");
  g_assert_cmpuint (g_variant_n_children (all), ==, 2);
  good = g_variant_get_child_value (all, 0);
  bad = g_variant_get_child_value (all, 1);
  assert_child_is (good,
                   "{'step': <'movies'>, 'outcome': <'ok'>, " FIGURES
                   ", 'error-name': <''>, 'error-message': <''>, 'http-status': <uint32 0>}");
  assert_child_is (bad,
                   "{'step': <'series'>, 'outcome': <'failed'>, " FIGURES
                   ", 'error-name': <'" LINEUP_ERROR_NAME_PREFIX "Server'>,"
                   "'error-message': <'A message'>,"
                   "'http-status': <uint32 503>}");
}

/* Messages may quote a panel, and everybody is told. */
static void
test_long_message (void)
{
  static const gsize lengths[] = { 1024, 1025, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (
          (GDestroyNotify)lineup_step_report_free);
      g_autoptr (GVariant) all = NULL;
      g_autoptr (GVariant) first = NULL;
      g_autofree char *text = g_strnfill (lengths[i], 'x');
      const char *message = NULL;

      add_report (reports, LINEUP_LIST_MOVIES, LINEUP_OUTCOME_FAILED)->error = g_error_new_literal (
          LINEUP_ERROR, LINEUP_ERROR_SERVER, text);
      all = g_variant_ref_sink (lineup_variants_from_reports (reports));
      first = g_variant_get_child_value (all, 0);
      g_assert_true (g_variant_lookup (first, "error-message", "&s", &message));
      g_assert_cmpuint (strlen (message), ==, 1024);
      g_assert_cmpint (g_str_has_suffix (message, "x…"), ==, lengths[i] > 1024);
    }
}

static void
test_progress (void)
{
  const LineupSyncFigures figures = {
    .step_index = 2,
    .step_count = 6,
    .items = 100,
    .expected_items = 5000000000,
    .bytes = 3,
    .kinds = { 11, 12, 13 },
    .errors = 1,
  };

  assert_is (lineup_variants_from_sync_figures (&figures),
             "{'step-index': <uint32 2>, 'step-count': <uint32 6>, 'items': <uint64 100>,"
             "'expected-items': <uint64 5000000000>, 'bytes': <uint64 3>,"
             "'channels': <uint64 11>, 'movies': <uint64 12>, 'series': <uint64 13>,"
             "'errors': <uint32 1>}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bus/variants/full-item", test_full_item);
  g_test_add_func ("/bus/variants/unknown", test_unknown);
  g_test_add_func ("/bus/variants/known", test_known);
  g_test_add_func ("/bus/variants/fields", test_fields);
  g_test_add_func ("/bus/variants/each-field", test_each_field);
  g_test_add_func ("/bus/variants/hits", test_hits);
  g_test_add_func ("/bus/variants/long-texts", test_long_texts);
  g_test_add_func ("/bus/variants/long-characters", test_long_characters);
  g_test_add_func ("/bus/variants/movie", test_movie);
  g_test_add_func ("/bus/variants/series", test_series);
  g_test_add_func ("/bus/variants/stale", test_stale);
  g_test_add_func ("/bus/variants/long-details", test_long_details);
  g_test_add_func ("/bus/variants/category", test_category);
  g_test_add_func ("/bus/variants/changes", test_changes);
  g_test_add_func ("/bus/variants/playable", test_playable);
  g_test_add_func ("/bus/variants/reports", test_reports);
  g_test_add_func ("/bus/variants/long-message", test_long_message);
  g_test_add_func ("/bus/variants/progress", test_progress);

  return g_test_run ();
}
