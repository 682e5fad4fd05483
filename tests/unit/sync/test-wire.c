/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-names.h"
#include "lineup-quirks.h"
#include "lineup-servers.h"
#include "lineup-wire-fixture.h"

#include <string.h>

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Returns rows in an order of its own, one a line. */
static char *
join_sorted (char **rows)
{
  qsort (rows, g_strv_length (rows), sizeof *rows, compare_text);
  return g_strjoinv ("\n", rows);
}

/* Returns what a list stores, sorted, without the category of items that have none. */
static char *
get_rows (LineupWireFixture *fixture, LineupList list)
{
  g_auto (GStrv) rows = lineup_wire_fixture_get_rows (fixture, list);
  g_autofree char *text = join_sorted (rows);
  g_auto (GStrv) parts = g_strsplit (text, " category=" LINEUP_UNCATEGORIZED, -1);

  return g_strjoinv (NULL, parts);
}

/* Without items that name categories of their own. */
static void
empty_items (LineupWireFixture *fixture, LineupKind kind)
{
  static const char *const actions[] = { "get_live_streams", "get_vod_streams", "get_series" };

  lineup_fake_panel_set_text (fixture->fake, actions[kind], "[]");
  g_assert_cmpint (
      lineup_wire_fixture_run (fixture, lineup_list_of_items (kind), LINEUP_IMPORT_ACCEPT_SHRINK),
      !=,
      LINEUP_OUTCOME_FAILED);
}

static void
check_quirk (LineupWireFixture *fixture, const LineupQuirk *quirk, LineupList list)
{
  g_autoptr (GBytes) body = g_bytes_new_static (quirk->answer, quirk->length);
  g_auto (GStrv) outcome = g_strsplit (quirk->outcome, "\n", -1);
  g_autofree char *expected = join_sorted (outcome);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const LineupStepReport *report = NULL;

  if (lineup_list_has_categories (list))
    empty_items (fixture, lineup_list_get_kind (list));
  before = get_rows (fixture, list);

  lineup_fake_panel_set_body (fixture->fake, quirk->action, body);
  lineup_wire_fixture_run (fixture, list, LINEUP_IMPORT_ACCEPT_SHRINK);
  report = fixture->report;
  after = get_rows (fixture, list);

  g_assert_cmpuint (report->http_status, ==, 200);
  if (quirk->error != NULL)
    {
      /* What comes after the fault need not have arrived. */
      g_assert_cmpuint (report->bytes, <=, quirk->length);
      g_assert_cmpint (report->outcome, ==, LINEUP_OUTCOME_FAILED);
      g_assert_error (report->error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      g_assert_cmpstr (after, ==, before);
      return;
    }
  g_assert_cmpuint (report->bytes, ==, quirk->length);
  g_assert_cmpint (report->outcome, !=, LINEUP_OUTCOME_FAILED);
  g_assert_cmpstr (after, ==, expected);
  g_assert_cmpuint (report->seen, ==, g_strv_length (outcome));
  g_assert_cmpuint (report->rejected, ==, quirk->rejected);
}

/* Whatever is understood of an answer is what is stored, and whatever is no list changes nothing.
 */
static void
check_quirks (LineupWireFixture *fixture, const LineupQuirk *quirks, gsize n_quirks)
{
  for (gsize i = 0; i < n_quirks; i++)
    {
      LineupList list;

      /* What becomes of several elements that are one item is below. */
      if (!lineup_quirk_get_list (&quirks[i], &list)
          || g_str_equal (quirks[i].name, "Item repeated per category"))
        continue;
      g_test_message ("%s: %s", quirks[i].name, quirks[i].action);
      check_quirk (fixture, &quirks[i], list);
    }
}

static void
test_quirks (LineupWireFixture *fixture, gconstpointer data)
{
  gsize n_quirks = 0;
  const LineupQuirk *quirks = lineup_quirks_get (&n_quirks);

  check_quirks (fixture, quirks, n_quirks);
}

static void
test_servers (LineupWireFixture *fixture, gconstpointer data)
{
  gsize n_answers = 0;
  const LineupQuirk *answers = lineup_servers_get (&n_answers);

  check_quirks (fixture, answers, n_answers);
}

/* --- What more than one element has a part in --- */

typedef struct
{
  const char *name;
  const char *categories; /* the panel's list */
  const char *movies;     /* the panel's list */
  const char *category_rows;
  const char *movie_rows;
  guint seen; /* movies */
  guint rejected;
} Together;

static const Together togethers[] = {
  { "categories that the panel does not list",
    "[{\"category_id\":\"3\",\"category_name\":\"Drama\"}]",
    "[{\"stream_id\":1,\"name\":\"A\",\"category_id\":\"3\"},"
    "{\"stream_id\":2,\"name\":\"B\",\"category_id\":99},"
    "{\"stream_id\":3,\"name\":\"C\",\"category_ids\":[99,\"news\"]},"
    "{\"stream_id\":4,\"name\":\"D\",\"category_id\":null}]",
    "3 Drama\n99 Category 99\nnews Category news\nuncategorized Uncategorized",
    "1 A category=3\n2 B category=99\n3 C category=99 category=news\n4 D category=uncategorized",
    4,
    0 },
  { "an item once for each of its categories",
    "[{\"category_id\":3,\"category_name\":\"Drama\"}]",
    "[{\"stream_id\":1,\"name\":\"A\",\"category_id\":\"3\"},"
    "{\"stream_id\":2,\"name\":\"B\"},"
    "{\"stream_id\":1,\"name\":\"A\",\"category_id\":\"5\"},"
    "{\"stream_id\":\"1\",\"name\":\"A\",\"category_ids\":[5,7]},"
    "{\"stream_id\":2,\"name\":\"B\",\"category_id\":5}]",
    "3 Drama\n5 Category 5\n7 Category 7",
    "1 A category=3 category=5 category=7\n2 B category=5",
    2,
    0 },
  { "a category that is there twice",
    "[{\"category_id\":\"3\",\"category_name\":\"Drama\"},"
    "{\"category_id\":3,\"category_name\":\"Again\"},{\"category_id\":null},7]",
    "[{\"stream_id\":1,\"name\":\"A\",\"category_id\":3,\"category_ids\":[\"3\",3]}]",
    "3 Drama",
    "1 A category=3",
    1,
    0 },
  { "bad elements between good ones",
    "[]",
    "[{\"stream_id\":1,\"name\":\"A\"},null,{\"stream_id\":\"x\"},{\"stream_id\":2,\"name\":\"B\"],"
    "{\"stream_id\":1,\"name\":},{\"stream_id\":3,\"name\":\"C\"}]",
    "uncategorized Uncategorized",
    "1 A category=uncategorized\n3 C category=uncategorized",
    2,
    4 },
};

static char *
get_sorted_rows (LineupWireFixture *fixture, LineupList list)
{
  g_auto (GStrv) rows = lineup_wire_fixture_get_rows (fixture, list);

  return join_sorted (rows);
}

static void
test_together (LineupWireFixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (togethers); i++)
    {
      const Together *together = &togethers[i];
      g_autofree char *categories = NULL;
      g_autofree char *movies = NULL;

      g_test_message ("%s", together->name);
      lineup_fake_panel_set_text (fixture->fake, "get_vod_categories", together->categories);
      lineup_fake_panel_set_text (fixture->fake, "get_vod_streams", together->movies);
      lineup_wire_fixture_run (fixture, LINEUP_LIST_MOVIE_CATEGORIES, LINEUP_IMPORT_ACCEPT_SHRINK);
      lineup_wire_fixture_run (fixture, LINEUP_LIST_MOVIES, LINEUP_IMPORT_ACCEPT_SHRINK);
      g_assert_cmpuint (fixture->report->seen, ==, together->seen);
      g_assert_cmpuint (fixture->report->rejected, ==, together->rejected);

      categories = get_sorted_rows (fixture, LINEUP_LIST_MOVIE_CATEGORIES);
      g_assert_cmpstr (categories, ==, together->category_rows);
      movies = get_sorted_rows (fixture, LINEUP_LIST_MOVIES);
      g_assert_cmpstr (movies, ==, together->movie_rows);
    }
}

/* Ids and categories belong to a kind. */
static void
test_kinds (LineupWireFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *action;
    LineupList list;
    const char *answer;
    const char *row;
  } lists[] = {
    { "get_live_streams",
      LINEUP_LIST_CHANNELS,
      "[{\"stream_id\":77,\"name\":\"News\",\"category_id\":3}]",
      "77 News category=3" },
    { "get_vod_streams",
      LINEUP_LIST_MOVIES,
      "[{\"stream_id\":77,\"name\":\"Heat\",\"category_id\":3}]",
      "77 Heat category=3" },
    { "get_series",
      LINEUP_LIST_SERIES,
      "[{\"series_id\":77,\"name\":\"Lost\",\"category_id\":5}]",
      "77 Lost category=5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      lineup_fake_panel_set_text (fixture->fake, lists[i].action, lists[i].answer);
      lineup_wire_fixture_run (fixture, lists[i].list, LINEUP_IMPORT_NONE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *rows = get_sorted_rows (fixture, lists[i].list);

      g_assert_cmpstr (rows, ==, lists[i].row);
    }
}

/* Numbers that only count the answer's rows, and bytes that mean the same, change nothing. */
static void
test_unchanged (LineupWireFixture *fixture, gconstpointer data)
{
  static const char *const answers[] = {
    "[{\"num\":1,\"stream_id\":1,\"name\":\"A\",\"rating\":\"7.5\",\"added\":\"1610000000\"}]",
    "[{\"num\":2,\"stream_id\":1,\"name\":\"A\",\"rating\":\"7.5\",\"added\":\"1610000000\"}]",
    ("{\"5\":{\"num\":2,\"stream_id\":\"1\",\"name\":\" A \",\"rating\":\"7,5\","
     "\"added\":1610000000000,\"plot\":\"N\\/A\",\"category_id\":null}}"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      lineup_fake_panel_set_text (fixture->fake, "get_vod_streams", answers[i]);
      g_assert_cmpint (lineup_wire_fixture_run (fixture, LINEUP_LIST_MOVIES, LINEUP_IMPORT_NONE),
                       ==,
                       i == 0 ? LINEUP_OUTCOME_OK : LINEUP_OUTCOME_UNCHANGED);
    }
}

/* A single request for a whole list, whose filters panels ignore, and to the host by its name,
 * which panels compare with theirs. */
static void
test_request (LineupWireFixture *fixture, gconstpointer data)
{
  g_autofree char *host = g_strdup_printf ("localhost:%u",
                                           lineup_fake_panel_get_port (fixture->fake));
  g_autoptr (LineupServerUrl) url = lineup_server_url_parse (host, NULL, NULL, NULL);
  g_autoptr (GPtrArray) requests = NULL;
  const LineupRequest *request = NULL;

  lineup_await_finalize (fixture->panel);
  fixture->panel = lineup_xtream_source_new (
      url, "user", "secret", NULL, NULL, NULL, fixture->hosts);
  lineup_fake_panel_set_text (fixture->fake, "get_series", "[{\"series_id\":1,\"category_id\":5}]");
  lineup_wire_fixture_run (fixture, LINEUP_LIST_SERIES, LINEUP_IMPORT_NONE);

  requests = lineup_request_log_get_all (lineup_fake_panel_get_log (fixture->fake), NULL);
  g_assert_cmpuint (requests->len, ==, 1);
  request = g_ptr_array_index (requests, 0);
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (request->action, ==, "get_series");
  g_assert_cmpuint (g_hash_table_size (request->params), ==, 3);
  g_assert_cmpstr (lineup_request_get_param (request, "username"), ==, "user");
  g_assert_cmpstr (lineup_request_get_param (request, "password"), ==, "secret");
  g_assert_cmpstr (lineup_request_get_header (request, "host"), ==, host);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/wire/" path,                                                                       \
              LineupWireFixture,                                                                   \
              NULL,                                                                                \
              lineup_wire_fixture_set_up,                                                          \
              test,                                                                                \
              lineup_wire_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("quirks", test_quirks);
  ADD ("servers", test_servers);
  ADD ("together", test_together);
  ADD ("kinds", test_kinds);
  ADD ("unchanged", test_unchanged);
  ADD ("request", test_request);

  return g_test_run ();
}
