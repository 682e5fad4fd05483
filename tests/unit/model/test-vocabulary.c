/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-list-set.h"
#include "lineup-list.h"
#include "lineup-names.h"

static void
test_kinds (void)
{
  const char *const tokens[] = { "channels", "movies", "series" };
  LineupKind kind;

  G_STATIC_ASSERT (G_N_ELEMENTS (tokens) == LINEUP_N_KINDS);
  for (guint i = 0; i < LINEUP_N_KINDS; i++)
    {
      g_assert_cmpstr (lineup_kind_to_string ((LineupKind)i), ==, tokens[i]);
      g_assert_true (lineup_kind_from_string (tokens[i], &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_cmpuint (lineup_list_get_kind (lineup_list_of_items ((LineupKind)i)), ==, i);
      g_assert_cmpuint (lineup_list_get_kind (lineup_list_of_categories ((LineupKind)i)), ==, i);
    }
  g_assert_false (lineup_kind_from_string ("episodes", &kind));
  g_assert_false (lineup_kind_from_string ("", &kind));
}

/* Each kind has one list of categories and one of items, and no list is of more than one kind. */
static void
test_pairs (void)
{
  LineupListSet left = LINEUP_LIST_SET_ALL;

  for (guint i = 0; i < LINEUP_N_KINDS; i++)
    {
      const LineupKind kind = (LineupKind)i;
      const LineupList lists[] = { lineup_list_of_categories (kind), lineup_list_of_items (kind) };

      for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
        {
          g_assert_true (lineup_list_set_has (left, lists[k]));
          g_assert_cmpint (lineup_list_get_kind (lists[k]), ==, kind);
          g_assert_cmpint (lineup_list_has_categories (lists[k]), ==, k == 0);
          g_assert_cmpuint (lineup_list_get_usual_size (lists[k]), >, 0);
          left &= ~LINEUP_LIST_SET_OF (lists[k]);
        }
    }
  g_assert_cmpuint (left, ==, 0);
}

/* A sync takes its steps in the order of the lists, whichever they are. */
static void
test_list_sets (void)
{
  for (LineupListSet set = 0; set <= LINEUP_LIST_SET_ALL; set++)
    {
      LineupListSet left = set;
      LineupListSet taken = 0;
      LineupList list = LINEUP_LIST_CHANNEL_CATEGORIES;
      guint n = 0;

      for (; lineup_list_set_take_first (&left, &list); n++)
        {
          g_assert_true (lineup_list_set_has (set, list));
          g_assert_false (lineup_list_set_has (left, list));
          g_assert_cmpuint (taken, <, LINEUP_LIST_SET_OF (list));
          taken |= LINEUP_LIST_SET_OF (list);
        }
      g_assert_cmpuint (taken, ==, set);
      g_assert_cmpuint (left, ==, 0);
      g_assert_cmpuint (lineup_list_set_count (set), ==, n);
    }
}

static void
test_lists (void)
{
  /* The contract's six steps, in its order. */
  const char *const tokens[] = { "channel-categories", "channels", "movie-categories", "movies",
                                 "series-categories",  "series" };
  LineupList list;

  G_STATIC_ASSERT (G_N_ELEMENTS (tokens) == LINEUP_N_LISTS);
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      g_assert_cmpstr (lineup_list_to_string ((LineupList)i), ==, tokens[i]);
      g_assert_true (lineup_list_from_string (tokens[i], &list));
      g_assert_cmpuint (list, ==, i);
      g_assert_cmpint (lineup_list_has_categories ((LineupList)i),
                       ==,
                       g_str_has_suffix (tokens[i], "-categories"));
    }
  g_assert_false (lineup_list_from_string ("Movies", &list));
}

/* Each error keeps its name over the bus, there and back. */
static void
test_error_names (void)
{
  const char *const names[]
      = { "AuthFailed",  "AccountExpired", "AccountExists", "UnknownAccount", "InvalidAccount",
          "NotRunning",  "Cancelled",      "Offline",       "Timeout",        "Certificate",
          "RateLimited", "Server",         "MalformedData", "NotFound",       "KeyringLocked",
          "Disabled",    "Database",       "DiskFull",      "ShuttingDown",   "Storage" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == LINEUP_N_ERRORS);
  lineup_error_register ();
  lineup_error_register ();
  for (guint i = 0; i < LINEUP_N_ERRORS; i++)
    {
      g_autofree char *name = g_strconcat (LINEUP_ERROR_NAME_PREFIX, names[i], NULL);
      g_autoptr (GError) sent = g_error_new_literal (LINEUP_ERROR, (int)i, "Why");
      g_autofree char *sent_name = lineup_error_get_dbus_name (sent);
      g_autoptr (GError) received = g_dbus_error_new_for_dbus_error (name, "Why");

      g_autoptr (GError) remembered = lineup_error_new_for_dbus_name (name, "Why: so");

      g_assert_cmpstr (sent_name, ==, name);
      g_assert_error (received, LINEUP_ERROR, (int)i);
      g_assert_error (remembered, LINEUP_ERROR, (int)i);
      g_assert_cmpstr (remembered->message, ==, "Why: so");
    }
}

/* A panel's word on the account, and nothing else, is a refusal. */
static void
test_refusals (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (
      G_IO_ERROR, LINEUP_ERROR_ACCOUNT_EXPIRED, "Why");

  for (guint i = 0; i < LINEUP_N_ERRORS; i++)
    {
      g_autoptr (GError) error = g_error_new_literal (LINEUP_ERROR, (int)i, "Why");

      g_assert_cmpint (lineup_error_is_refusal (error),
                       ==,
                       i == LINEUP_ERROR_AUTH_FAILED || i == LINEUP_ERROR_ACCOUNT_EXPIRED);
    }
  g_assert_false (lineup_error_is_refusal (foreign));
  g_assert_false (lineup_error_is_refusal (NULL));
}

static void
test_error_answer (void)
{
  g_autoptr (GError) error = lineup_error_new_answer (
      LINEUP_ERROR_RATE_LIMITED, 429, 7, TRUE, "Wait %d", 7);
  g_autoptr (GError) copy = g_error_copy (error);

  g_assert_error (copy, LINEUP_ERROR, LINEUP_ERROR_RATE_LIMITED);
  g_assert_cmpstr (copy->message, ==, "Wait 7");
  g_assert_cmpuint (lineup_error_get_http_status (copy), ==, 429);
  g_assert_cmpuint (lineup_error_get_retry_after (copy), ==, 7);
  g_assert_true (lineup_error_is_transient (copy));
}

static void
test_foreign_error (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Late");
  g_autoptr (GError) plain = g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_SERVER, "No");

  g_assert_cmpuint (lineup_error_get_http_status (error), ==, 0);
  g_assert_cmpuint (lineup_error_get_retry_after (error), ==, 0);
  g_assert_false (lineup_error_is_transient (error));
  g_assert_false (lineup_error_is_transient (plain));
}

static void
test_cancellation (void)
{
  g_autoptr (GError) theirs = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Off");
  g_autoptr (GError) ours = g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_CANCELLED, "Off");
  g_autoptr (GError) other = g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_TIMEOUT, "Late");
  g_autofree char *name = lineup_error_get_dbus_name (theirs);

  g_assert_true (lineup_error_is_cancelled (theirs));
  g_assert_true (lineup_error_is_cancelled (ours));
  g_assert_false (lineup_error_is_cancelled (other));
  g_assert_false (lineup_error_is_cancelled (NULL));
  g_assert_cmpstr (name, ==, LINEUP_ERROR_NAME_PREFIX "Cancelled");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vocabulary/kinds", test_kinds);
  g_test_add_func ("/vocabulary/lists", test_lists);
  g_test_add_func ("/vocabulary/lists/pairs", test_pairs);
  g_test_add_func ("/vocabulary/lists/sets", test_list_sets);
  g_test_add_func ("/vocabulary/error/names", test_error_names);
  g_test_add_func ("/vocabulary/error/refusals", test_refusals);
  g_test_add_func ("/vocabulary/error/answer", test_error_answer);
  g_test_add_func ("/vocabulary/error/foreign", test_foreign_error);
  g_test_add_func ("/vocabulary/error/cancellation", test_cancellation);

  return g_test_run ();
}
