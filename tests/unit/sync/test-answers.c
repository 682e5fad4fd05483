/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-listing.h"
#include "lineup-await.h"
#include "lineup-names.h"
#include "lineup-sync-fixture.h"

#include <string.h>

/* What panels answer when they are asked for a list (see xtream-wire-format), through to what is in
 * the catalogue then and what the step reports. What a single field may look like is in
 * test-item-decoder.c, and how answers end and break in test-list-reader.c. */

#define CATEGORIES                                                                                 \
  "[{\"category_id\":\"1\",\"category_name\":\"Drama\"},"                                          \
  "{\"category_id\":\"2\",\"category_name\":\"Crime\"}]"

#define STEPS ((1U << LINEUP_LIST_MOVIE_CATEGORIES) | (1U << LINEUP_LIST_MOVIES))

/* A list that is stored before another answer comes. */
#define STORED                                                                                     \
  "[{\"stream_id\":1,\"name\":\"One\",\"category_id\":\"1\"},"                                     \
  "{\"stream_id\":2,\"name\":\"Two\",\"category_id\":null}]"
#define STORED_ROWS "1 One [1]; 2 Two [uncategorized]; "

static void
append_item (const LineupItem *item, gpointer user_data)
{
  GString *rows = user_data;

  g_string_append_printf (rows, "%" G_GINT64_FORMAT " %s [", item->id, item->name);
  for (gsize i = 0; i < item->n_categories; i++)
    g_string_append_printf (rows, "%s%s", i > 0 ? "," : "", item->categories[i]);
  g_string_append (rows, item->n_categories > 0 ? "]" : LINEUP_UNCATEGORIZED "]");
  if (item->rating > 0)
    g_string_append_printf (rows, " %g", item->rating);
  g_string_append (rows, "; ");
}

static gpointer
read_items (LineupReader *reader, gpointer user_data, GError **error)
{
  g_autofree char *next = NULL;
  LineupQuery query;

  lineup_query_init (&query, LINEUP_KIND_MOVIES, LINEUP_QUERY_MAX_LIMIT);
  query.sort = LINEUP_SORT_NAME;
  query.descending = FALSE;
  return lineup_listing_read (reader, &query, append_item, user_data, &next, error) ? user_data
                                                                                    : NULL;
}

/* All movies by name, such as `1 One [1,2] 7.5; `. */
static char *
list_movies (LineupSyncFixture *fixture)
{
  GString *rows = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_read_async (
      fixture->catalogue, read_items, rows, NULL, NULL, NULL, lineup_await_callback, &result);
  lineup_await (&result);
  lineup_catalogue_read_finish (fixture->catalogue, result, &error);
  g_assert_no_error (error);
  return g_string_free (rows, FALSE);
}

static void
assert_movies (LineupSyncFixture *fixture, const char *expected)
{
  g_autofree char *rows = list_movies (fixture);

  g_assert_cmpstr (rows, ==, expected);
}

/* Syncs the movies with this answer. Returns the step's report. */
static const LineupStepReport *
sync_movies (LineupSyncFixture *fixture, const char *answer)
{
  g_autofree char *escaped = g_strescape (answer, "\"");

  g_test_message ("%.200s", escaped);
  lineup_dummy_panel_set_text (fixture->panel, LINEUP_LIST_MOVIES, answer);
  lineup_sync_fixture_start (fixture, STEPS);
  lineup_sync_fixture_finish (fixture);
  return lineup_sync_fixture_get_report (fixture, 1);
}

/* Lists */

typedef struct
{
  const char *answer;
  const char *rows;
  guint rejected;
} List;

static const List lists[] = {
  /* Categories as number, string, list or null, both sorts merged; unknown ones are their own. */
  { "[{\"stream_id\":1,\"category_id\":1},{\"stream_id\":2,\"category_id\":\"1\"},"
    "{\"stream_id\":3,\"category_ids\":[2,\"1\"]},{\"stream_id\":4,\"category_id\":null},"
    "{\"stream_id\":5,\"category_id\":\"1\",\"category_ids\":[1,2]},"
    "{\"stream_id\":6,\"category_id\":\"77\"},{\"stream_id\":7,\"category_ids\":[]}]",
    "1 1 [1]; 2 2 [1]; 3 3 [2,1]; 4 4 [uncategorized]; 5 5 [1,2]; 6 6 [77]; 7 7 [uncategorized]; ",
    0 },

  /* Items repeated for each category, merged; what else differs comes from the first. */
  { "[{\"stream_id\":1,\"name\":\"A\",\"category_id\":1},"
    "{\"stream_id\":2,\"name\":\"B\",\"category_id\":2},"
    "{\"stream_id\":1,\"name\":\"C\",\"category_id\":2}]",
    "1 A [1,2]; 2 B [2]; ",
    0 },

  /* Ids as strings, of 64 bits, and none */
  { "[{\"stream_id\":\"12\",\"name\":\"A\"},{\"stream_id\":2707855417,\"name\":\"B\"},"
    "{\"stream_id\":9223372036854775807,\"name\":\"C\"},{\"stream_id\":\"abc\"},"
    "{\"stream_id\":null},{\"name\":\"D\"},{\"stream_id\":1.5},{\"stream_id\":-3}]",
    "12 A [uncategorized]; 2707855417 B [uncategorized]; "
    "9223372036854775807 C [uncategorized]; ",
    5 },

  /* Elements that are no items, and such that are broken inside */
  { "[null,{\"stream_id\":1},7,\"x\",[{\"stream_id\":2}],true,{},{\"stream_id\":3,},"
    "{\"stream_id\":4,\"name\":oops},{\"stream_id\":5],{\"stream_id\":6}]",
    "1 1 [uncategorized]; 6 6 [uncategorized]; ",
    9 },

  /* An object for a list, and an empty one for an empty one */
  { "{\"0\":{\"stream_id\":1},\"2\":{\"stream_id\":3}}",
    "1 1 [uncategorized]; 3 3 [uncategorized]; ",
    0 },
  { "{\"streams\":[{\"stream_id\":1},{\"stream_id\":2}]}",
    "1 1 [uncategorized]; 2 2 [uncategorized]; ",
    0 },

  /* Null, empty and sentinels where a name or a number is meant; a decimal comma */
  { "[{\"stream_id\":1,\"name\":null,\"rating\":\"N/A\"},"
    "{\"stream_id\":2,\"name\":\"\",\"rating\":\"\",\"added\":\"\"},"
    "{\"stream_id\":3,\"name\":\"A\",\"rating\":\"7,5\"},"
    "{\"stream_id\":4,\"name\":\"B\",\"rating\":8.2}]",
    "1 1 [uncategorized]; 2 2 [uncategorized]; 3 A [uncategorized] 7.5; "
    "4 B [uncategorized] 8.2; ",
    0 },

  /* HTML entities are left alone, as a name may well mean them. */
  { "[{\"stream_id\":1,\"name\":\"Tom &amp; Jerry\"}]", "1 Tom &amp; Jerry [uncategorized]; ", 0 },

  /* Broken UTF-8, lone surrogates, escaped NULs */
  { "[{\"stream_id\":1,\"name\":\"A\xff\xc3\"},{\"stream_id\":2,\"name\":\"B\\ud83d\"},"
    "{\"stream_id\":3,\"name\":\"C\\u0000D\"}]",
    "1 A\xef\xbf\xbd\xef\xbf\xbd [uncategorized]; 2 B\xef\xbf\xbd [uncategorized]; "
    "3 CD [uncategorized]; ",
    0 },

  /* Before the JSON */
  { "\xef\xbb\xbf\n[{\"stream_id\":1}]\n", "1 1 [uncategorized]; ", 0 },
  { "<br />\n<b>Warning</b>:  foo [x] in <b>/a[1]/b.php</b> on line <b>3</b><br />\n"
    "[{\"stream_id\":1}]",
    "1 1 [uncategorized]; ",
    0 },
};

/* Each in a catalogue of its own. */
static void
test_list (LineupSyncFixture *fixture, gconstpointer data)
{
  const List *list = data;
  const LineupStepReport *report = NULL;

  lineup_dummy_panel_set_text (fixture->panel, LINEUP_LIST_MOVIE_CATEGORIES, CATEGORIES);
  report = sync_movies (fixture, list->answer);
  assert_movies (fixture, list->rows);
  g_assert_cmpint (report->outcome, ==, LINEUP_OUTCOME_OK);
  g_assert_cmpuint (report->rejected, ==, list->rejected);
  g_assert_null (report->error_name);
  lineup_sync_fixture_assert (fixture, "status", "completed");

  /* The same again is nothing new, whatever it looks like. */
  report = sync_movies (fixture, list->answer);
  g_assert_cmpint (report->outcome, ==, LINEUP_OUTCOME_UNCHANGED);
  g_assert_cmpuint (report->rejected, ==, list->rejected);
  assert_movies (fixture, list->rows);
}

/* Other answers */

static const char *const others[] = {
  /* An account object, as of an unknown action or an inactive line; errors as 200 */
  "{\"user_info\":{\"auth\":1,\"status\":\"Expired\"},\"server_info\":{}}",
  "{\"user_info\":{\"auth\":0}}",
  "{\"error\":\"MySQL: Cannot connect\"}",
  "{\"error\":[{\"stream_id\":1}]}",

  /* No JSON */
  "<html><head><title>404 Not Found</title></head><body>[{}]</body></html>",
  "<html><style>a{b:c}</style><script>var x=[];f({});</script></html>",
  "Blocked",
  "null",
  "false",
  "true",
  "0",
  "\"\"",

  /* Nothing */
  "",
  " \r\n",
  "\xef\xbb\xbf",

  /* More than a list */
  STORED STORED,
  STORED "{\"error\":\"x\"}",
  STORED "<br />",
  "[]]",
  "[{\"stream_id\":1}{\"stream_id\":2}]",
  "[{\"stream_id\":1},]",
};

static void
assert_failed (const LineupStepReport *report)
{
  g_assert_cmpint (report->outcome, ==, LINEUP_OUTCOME_FAILED);
  g_assert_cmpstr (report->error_name, ==, LINEUP_ERROR_NAME_PREFIX "MalformedData");
  g_assert_cmpuint (report->added + report->changed + report->removed, ==, 0);
}

static void
store (LineupSyncFixture *fixture)
{
  lineup_dummy_panel_set_text (fixture->panel, LINEUP_LIST_MOVIE_CATEGORIES, CATEGORIES);
  sync_movies (fixture, STORED);
  assert_movies (fixture, STORED_ROWS);
}

static void
test_others (LineupSyncFixture *fixture, gconstpointer data)
{
  store (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      assert_failed (sync_movies (fixture, others[i]));
      lineup_sync_fixture_assert (fixture, "status", "partial");
      assert_movies (fixture, STORED_ROWS);
    }
  g_assert_cmpint (sync_movies (fixture, STORED)->outcome, ==, LINEUP_OUTCOME_UNCHANGED);
}

/* A list that ends early at any of its bytes, whatever the catalogue has: other items, or none. */
static void
test_truncated (LineupSyncFixture *fixture, gconstpointer data)
{
  static const char list[] = "[{\"num\":1,\"stream_id\":\"7\",\"name\":\"Se\\u0076en [\\\"]\","
                             "\"category_ids\":[1,2],\"rating\":7.5},null,"
                             "{\"stream_id\":8,\"info\":{\"a\":[{}]},\"name\":\"\xc3\x89ight\"}]";
  const gboolean filled = data != NULL;

  if (filled)
    store (fixture);
  for (gsize length = 0; length < strlen (list); length++)
    {
      g_autofree char *beginning = g_strndup (list, length);

      assert_failed (sync_movies (fixture, beginning));
      assert_movies (fixture, filled ? STORED_ROWS : "");
    }
  g_assert_cmpint (sync_movies (fixture, list)->outcome, ==, LINEUP_OUTCOME_OK);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Steps that fail warn of it. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

#define ADD(path, data, func)                                                                      \
  g_test_add (path,                                                                                \
              LineupSyncFixture,                                                                   \
              data,                                                                                \
              lineup_sync_fixture_set_up,                                                          \
              func,                                                                                \
              lineup_sync_fixture_tear_down)
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strdup_printf ("/answers/list/%" G_GSIZE_FORMAT, i);

      ADD (path, &lists[i], test_list);
    }
  ADD ("/answers/others", NULL, test_others);
  ADD ("/answers/truncated/empty", NULL, test_truncated);
  ADD ("/answers/truncated/filled", "filled", test_truncated);
#undef ADD

  return g_test_run ();
}
