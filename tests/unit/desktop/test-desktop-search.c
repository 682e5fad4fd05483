/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-search.h"
#include "lineup-error.h"
#include "lineup-read-threads.h"
#include "lineup-roster-fixture.h"
#include "lineup-test-launcher.h"

#include <sqlite3.h>
#include <string.h>

typedef struct
{
  LineupRosterFixture *roster;    /* (owned) */
  LineupTestLauncher *launcher;   /* (owned) */
  LineupPreferences *preferences; /* (owned) */
  LineupDesktopSearch *search;    /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->roster = lineup_roster_fixture_new ();
  fixture->launcher = lineup_test_launcher_new ();
  fixture->preferences = lineup_preferences_new ("/nonexistent/preferences");
  fixture->search = lineup_desktop_search_new (fixture->roster->roster,
                                               fixture->preferences,
                                               LINEUP_LAUNCHER (fixture->launcher),
                                               LINEUP_CLOCK (fixture->roster->clock));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (fixture->search);
  g_object_unref (fixture->preferences);
  g_object_unref (fixture->launcher);
  lineup_roster_fixture_free (fixture->roster);
}

static LineupItem
make_item (gint64 id, const char *name, double rating)
{
  LineupItem item = LINEUP_ITEM_INIT;

  item.id = id;
  item.name = name;
  item.rating = rating;
  return item;
}

static LineupSubscription *
add (Fixture *fixture, const char *id, const char *name)
{
  LineupSubscription *subscription = lineup_roster_fixture_add (fixture->roster, id);

  g_object_set (lineup_subscription_get_account (subscription), "name", name, NULL);
  return subscription;
}

/* Two accounts, each with films whose names have a word in common. */
static void
add_two (Fixture *fixture)
{
  const LineupItem first[] = { make_item (1, "Sea", 0), make_item (2, "The deep sea", 5) };
  const LineupItem second[]
      = { make_item (1, "Sea", 9), make_item (3, "Sea of trees", 0), make_item (4, "Mountain", 9) };

  lineup_roster_fixture_import (
      add (fixture, "first", "My first"), LINEUP_LIST_MOVIES, first, G_N_ELEMENTS (first));
  lineup_roster_fixture_import (
      add (fixture, "second", "My second"), LINEUP_LIST_MOVIES, second, G_N_ELEMENTS (second));
}

static GPtrArray *
find (Fixture *fixture, const char *text, GCancellable *cancellable)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_desktop_search_find_async (
      fixture->search, text, cancellable, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_desktop_search_find_finish (fixture->search, result);
}

static GPtrArray *
describe (Fixture *fixture, const char *const *references, GCancellable *cancellable)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_desktop_search_describe_async (
      fixture->search, references, cancellable, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_desktop_search_describe_finish (fixture->search, result);
}

static const LineupDesktopResult *
get (GPtrArray *results, guint index)
{
  g_assert_cmpuint (index, <, results->len);
  return results->pdata[index];
}

/* The references of what is found, with blanks between them. */
static void
assert_finds (Fixture *fixture, const char *text, const char *expected)
{
  g_autoptr (GPtrArray) results = find (fixture, text, NULL);
  g_autoptr (GString) references = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++)
    g_string_append_printf (references, "%s%s", i > 0 ? " " : "", get (results, i)->reference);
  g_assert_cmpstr (references->str, ==, expected);
}

/* Finding */

/* The best of all accounts comes first, wherever it is. */
static void
test_ranking (Fixture *fixture, gconstpointer data)
{
  add_two (fixture);
  assert_finds (fixture, "sea", "second/movies/1 first/movies/1 second/movies/3 first/movies/2");
  assert_finds (fixture, "mountain", "second/movies/4");
  assert_finds (fixture, "desert", "");
}

/* What is as good is in an order that does not change from key to key. */
static void
test_equals (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "b", "c", "a" };
  const LineupItem items[] = { make_item (2, "Sea", 5), make_item (1, "Sea", 5) };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    lineup_roster_fixture_import (
        add (fixture, ids[i], ids[i]), LINEUP_LIST_MOVIES, items, G_N_ELEMENTS (items));
  assert_finds (
      fixture, "sea", "a/movies/1 a/movies/2 b/movies/1 b/movies/2 c/movies/1 c/movies/2");
}

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  static const LineupList lists[]
      = { LINEUP_LIST_CHANNELS, LINEUP_LIST_MOVIES, LINEUP_LIST_SERIES };
  const LineupItem item = make_item (1, "Sea", 5);
  LineupSubscription *subscription = add (fixture, "home", "Home");

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    lineup_roster_fixture_import (subscription, lists[i], &item, 1);
  assert_finds (fixture, "sea", "home/channels/1 home/movies/1 home/series/1");
}

/* No more than a shell shows: of all the best ones. */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "first", "second" };
  g_autoptr (GPtrArray) results = NULL;
  LineupItem items[LINEUP_DESKTOP_SEARCH_LIMIT];

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (items); j++)
        items[j] = make_item (j + 1, "Sea", (double)(1 + j % 2 * 5) + (double)i / 2);
      lineup_roster_fixture_import (
          add (fixture, ids[i], ids[i]), LINEUP_LIST_MOVIES, items, G_N_ELEMENTS (items));
    }
  results = find (fixture, "sea", NULL);
  g_assert_cmpuint (results->len, ==, LINEUP_DESKTOP_SEARCH_LIMIT);
  for (guint i = 0; i < results->len; i++)
    {
      const LineupDesktopResult *result = get (results, i);
      const char *account = i < results->len / 2 ? "second/" : "first/";

      g_assert_true (g_str_has_prefix (result->reference, account));
      /* The better half of each. */
      g_assert_cmpint (g_ascii_strtoll (strrchr (result->reference, '/') + 1, NULL, 10) % 2, ==, 0);
    }
}

/* Where there are several accounts, each is told by its name. */
static void
test_labels (Fixture *fixture, gconstpointer data)
{
  const char *const references[] = { "first/movies/1", NULL };
  g_autoptr (GPtrArray) of_one = NULL;
  g_autoptr (GPtrArray) described = NULL;
  g_autoptr (GPtrArray) of_two = NULL;
  g_autoptr (GPtrArray) described_of_two = NULL;
  const LineupItem item = make_item (1, "Sea", 0);

  lineup_roster_fixture_import (add (fixture, "first", "My first"), LINEUP_LIST_MOVIES, &item, 1);
  of_one = find (fixture, "sea", NULL);
  described = describe (fixture, references, NULL);
  add (fixture, "second", "My second");
  of_two = find (fixture, "sea", NULL);
  described_of_two = describe (fixture, references, NULL);
  g_assert_cmpstr (get (of_one, 0)->description, ==, "Movie");
  g_assert_cmpstr (get (described, 0)->description, ==, "Movie");
  g_assert_cmpstr (get (of_two, 0)->description, ==, "Movie · My first");
  g_assert_cmpstr (get (described_of_two, 0)->description, ==, "Movie · My first");
}

/* Others may look over one's shoulder; what nobody says anything of is there. */
static void
test_adult (Fixture *fixture, gconstpointer data)
{
  LineupItem items[]
      = { make_item (1, "Sea", 1), make_item (2, "Sea", 2), make_item (3, "Sea", 3) };

  items[0].adult = LINEUP_ADULT_YES;
  items[1].adult = LINEUP_ADULT_NO;
  lineup_roster_fixture_import (
      add (fixture, "home", "Home"), LINEUP_LIST_MOVIES, items, G_N_ELEMENTS (items));
  assert_finds (fixture, "sea", "home/movies/3 home/movies/2");
}

/* A key that is pressed is no search yet, unless it is a word. */
static void
test_short_texts (Fixture *fixture, gconstpointer data)
{
  const LineupItem items[] = { make_item (1, "Sea", 0), make_item (2, "海", 0) };

  lineup_roster_fixture_import (
      add (fixture, "home", "Home"), LINEUP_LIST_MOVIES, items, G_N_ELEMENTS (items));
  assert_finds (fixture, "", "");
  assert_finds (fixture, "s", "");
  assert_finds (fixture, "   s ", "");
  assert_finds (fixture, "se", "home/movies/1");
  assert_finds (fixture, " sea ", "home/movies/1");
  assert_finds (fixture, "海", "home/movies/2");
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  const char *const references[] = { "home/movies/1", NULL };
  g_autoptr (GPtrArray) described = describe (fixture, references, NULL);

  assert_finds (fixture, "sea", "");
  g_assert_cmpstr (get (described, 0)->reference, ==, "home/movies/1");
}

/* What nobody waits for any more has found nothing. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  const char *const references[] = { "first/movies/1", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) described = NULL;
  g_autoptr (LineupDesktopResult) missing = lineup_desktop_result_new_missing ("any");

  add_two (fixture);
  g_cancellable_cancel (cancellable);
  found = find (fixture, "sea", cancellable);
  described = describe (fixture, references, cancellable);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (described->len, ==, 1);
  g_assert_cmpstr (get (described, 0)->name, ==, missing->name);
}

/* While it is closed, who searches the second account's catalogue waits, and whoever wants to. */
#define SQL_OF_A_SEARCH "SELECT segment, state, leaves FROM"

static GMutex gate_mutex;
static GCond gate_cond;
static gboolean gate_is_closed = FALSE;
static guint n_waiting = 0;

static void
pass_gate (void)
{
  g_mutex_lock (&gate_mutex);
  n_waiting++;
  while (gate_is_closed)
    g_cond_wait (&gate_cond, &gate_mutex);
  n_waiting--;
  g_mutex_unlock (&gate_mutex);
}

static void
set_gate (gboolean is_closed)
{
  g_mutex_lock (&gate_mutex);
  gate_is_closed = is_closed;
  g_cond_broadcast (&gate_cond);
  g_mutex_unlock (&gate_mutex);
}

static gboolean
are_waiting (gpointer user_data)
{
  gboolean enough = FALSE;

  g_mutex_lock (&gate_mutex);
  enough = n_waiting == GPOINTER_TO_UINT (user_data);
  g_mutex_unlock (&gate_mutex);
  return enough;
}

/* SQLite tells of a statement before it runs, on the thread that runs it. */
static int
on_statement (unsigned int type, void *user_data, void *statement, void *text)
{
  const char *file = sqlite3_db_filename (sqlite3_db_handle (statement), "main");

  if (g_str_has_suffix (file, "second.db")
      && strstr (sqlite3_sql (statement), SQL_OF_A_SEARCH) != NULL)
    pass_gate ();
  return SQLITE_OK;
}

static int
watch_connection (sqlite3 *connection, const char **message, const void *api)
{
  return sqlite3_trace_v2 (connection, SQLITE_TRACE_STMT, on_statement, NULL);
}

static gpointer
read_nothing (LineupReader *reader, gpointer user_data, GError **error)
{
  return reader;
}

static gpointer
hold_thread (LineupReader *reader, gpointer user_data, GError **error)
{
  pass_gate ();
  return reader;
}

static void
begin_read (LineupCatalogue *catalogue, LineupReadFunc func, LineupAwait **await)
{
  *await = NULL;
  lineup_catalogue_read_async (
      catalogue, func, NULL, NULL, NULL, NULL, lineup_await_callback, await);
}

static void
end_read (LineupCatalogue *catalogue, LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;

  lineup_catalogue_read_finish (catalogue, result, &error);
  g_assert_no_error (error);
}

/* One account has answered, and another has not, when nobody waits any more. */
static void
test_cancelled_between (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  LineupAwait *held[LINEUP_READ_THREADS_MAX - 2];
  LineupAwait *search = NULL;
  LineupAwait *next = NULL;
  LineupCatalogue *first = NULL;

  add_two (fixture);
  first = lineup_subscription_get_catalogue (
      lineup_roster_lookup (fixture->roster->roster, "first", NULL));
  set_gate (TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (held); i++)
    begin_read (first, hold_thread, &held[i]);
  lineup_await_until (are_waiting, GUINT_TO_POINTER (G_N_ELEMENTS (held)));

  lineup_desktop_search_find_async (
      fixture->search, "sea", cancellable, lineup_await_callback, &search);
  lineup_await_until (are_waiting, GUINT_TO_POINTER (G_N_ELEMENTS (held) + 1));
  /* One thread is left, and what it has read before has been taken when this has. */
  begin_read (first, read_nothing, &next);
  end_read (first, &next);
  g_assert_null (search);

  g_cancellable_cancel (cancellable);
  set_gate (FALSE);
  result = lineup_await (&search);
  found = lineup_desktop_search_find_finish (fixture->search, result);
  g_assert_cmpuint (found->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (held); i++)
    end_read (first, &held[i]);
}

/* Describing */

/* Each reference has its answer in its place, whatever it is. */
static void
test_describing (Fixture *fixture, gconstpointer data)
{
  static const char *const references[] = {
    "second/movies/4", "first/movies/99", "first/movies/2", "third/movies/1",
    "nonsense",        "second/series/4", "first/movies/2", NULL,
  };
  static const char *const names[] = { "Mountain", NULL, "The deep sea", NULL,
                                       NULL,       NULL, "The deep sea" };
  g_autoptr (LineupDesktopResult) missing = lineup_desktop_result_new_missing ("any");
  g_autoptr (GPtrArray) results = NULL;

  add_two (fixture);
  results = describe (fixture, references, NULL);
  g_assert_cmpuint (results->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < results->len; i++)
    {
      g_assert_cmpstr (get (results, i)->reference, ==, references[i]);
      g_assert_cmpstr (get (results, i)->name, ==, names[i] != NULL ? names[i] : missing->name);
    }
}

/* No shell shows more, and nothing else is read. */
static void
test_many_references (Fixture *fixture, gconstpointer data)
{
  const char *references[LINEUP_DESKTOP_SEARCH_LIMIT + 2];
  g_autoptr (LineupDesktopResult) missing = lineup_desktop_result_new_missing ("any");
  g_autoptr (GPtrArray) results = NULL;

  add_two (fixture);
  for (guint i = 0; i <= LINEUP_DESKTOP_SEARCH_LIMIT; i++)
    references[i] = "first/movies/1";
  references[LINEUP_DESKTOP_SEARCH_LIMIT + 1] = NULL;
  results = describe (fixture, references, NULL);
  g_assert_cmpuint (results->len, ==, LINEUP_DESKTOP_SEARCH_LIMIT + 1);
  g_assert_cmpstr (get (results, LINEUP_DESKTOP_SEARCH_LIMIT - 1)->name, ==, "Sea");
  g_assert_cmpstr (get (results, LINEUP_DESKTOP_SEARCH_LIMIT)->name, ==, missing->name);
}

/* Launching */

static void
open_result (Fixture *fixture, const char *reference, const char *token, GError **error)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gboolean told = FALSE;

  lineup_desktop_search_open_async (
      fixture->search, reference, token, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  told = lineup_desktop_search_launch_finish (fixture->search, result, error);
  g_assert_cmpint (told, ==, *error == NULL);
}

static void
assert_told (Fixture *fixture, const char *expected)
{
  g_autofree char *told = lineup_test_launcher_take_told (fixture->launcher);

  g_assert_cmpstr (told, ==, expected);
}

static void
test_opening (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add (fixture, "home", "Home");
  open_result (fixture, "home/movies/-7", "token", &error);
  g_assert_no_error (error);
  assert_told (fixture, "open lineup://home/movies/-7 token");
  open_result (fixture, "home/channels/7", NULL, &error);
  g_assert_no_error (error);
  assert_told (fixture, "open lineup://home/channels/7 (without)");
}

/* A player gets no other text than a reference to an account that is there. */
static void
test_not_opening (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *reference;
    int code;
  } others[] = {
    { "", LINEUP_ERROR_NOT_FOUND },
    { "home/movies/7/8", LINEUP_ERROR_NOT_FOUND },
    { "--help", LINEUP_ERROR_NOT_FOUND },
    { "other/movies/7", LINEUP_ERROR_UNKNOWN_ACCOUNT },
    { "../movies/7", LINEUP_ERROR_UNKNOWN_ACCOUNT },
  };

  add (fixture, "home", "Home");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      open_result (fixture, others[i].reference, "token", &error);
      g_assert_error (error, LINEUP_ERROR, others[i].code);
    }
  assert_told (fixture, "");
}

static void
test_no_player (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add (fixture, "home", "Home");
  lineup_test_launcher_fail (
      fixture->launcher,
      g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "There is no player"));
  open_result (fixture, "home/movies/7", NULL, &error);
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is no player");
}

static void
test_launching (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_desktop_search_launch_async (
      fixture->search, "the sea", "token", NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_desktop_search_launch_finish (fixture->search, result, &error));
  g_assert_no_error (error);
  assert_told (fixture, "search the sea token");
}

#define ADD(path, test)                                                                            \
  g_test_add ("/desktop/desktop-search/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  sqlite3_auto_extension ((void (*) (void))watch_connection);

  ADD ("ranking", test_ranking);
  ADD ("equals", test_equals);
  ADD ("kinds", test_kinds);
  ADD ("limit", test_limit);
  ADD ("labels", test_labels);
  ADD ("adult", test_adult);
  ADD ("short-texts", test_short_texts);
  ADD ("nobody", test_nobody);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-between", test_cancelled_between);
  ADD ("describing", test_describing);
  ADD ("many-references", test_many_references);
  ADD ("opening", test_opening);
  ADD ("not-opening", test_not_opening);
  ADD ("no-player", test_no_player);
  ADD ("launching", test_launching);

  return g_test_run ();
}
