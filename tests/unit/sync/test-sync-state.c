/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-state.h"

#include "lineup-clock.h"
#include "lineup-key-file.h"
#include "lineup-obstacle.h"
#include "lineup-token.h"

static LineupSyncState *
load (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_true (g_key_file_load_from_data (file, text, (gsize)-1, G_KEY_FILE_NONE, NULL));
  return lineup_sync_state_load (file);
}

static LineupSyncState *
save_and_load (const LineupSyncState *state)
{
  g_autoptr (GKeyFile) file = lineup_sync_state_save (state);
  g_autofree char *text = g_key_file_to_data (file, NULL, NULL);

  return load (text);
}

static void
check_equal (const LineupSyncState *a, const LineupSyncState *b)
{
  g_assert_cmpint (a->record.status, ==, b->record.status);
  g_assert_cmpuint (a->record.job, ==, b->record.job);
  g_assert_cmpuint (a->record.percentage, ==, b->record.percentage);
  g_assert_cmpint (a->step, ==, b->step);
  g_assert_cmpuint (a->record.last_attempt, ==, b->record.last_attempt);
  g_assert_cmpuint (a->record.last_sync, ==, b->record.last_sync);
  g_assert_cmpint (a->account_status, ==, b->account_status);
  g_assert_cmpuint (a->expires, ==, b->expires);
  g_assert_cmpuint (a->max_connections, ==, b->max_connections);
  g_assert_cmpstr (a->timezone, ==, b->timezone);
  g_assert_cmpstrv (a->formats, b->formats);
  g_assert_cmpuint (a->generation, ==, b->generation);
  g_assert_cmpuint (a->reports->len, ==, b->reports->len);
  for (guint i = 0; i < a->reports->len; i++)
    {
      const LineupStepReport *report = a->reports->pdata[i];
      const LineupStepReport *other = b->reports->pdata[i];

      g_assert_cmpint (report->list, ==, other->list);
      g_assert_cmpint (report->outcome, ==, other->outcome);
    }
}

static void
test_new (void)
{
  g_autoptr (LineupSyncState) state = lineup_sync_state_new ();
  g_autoptr (LineupSyncState) loaded = save_and_load (state);

  g_assert_cmpint (state->record.status, ==, LINEUP_SYNC_STATUS_PENDING);
  g_assert_cmpuint (state->record.job, ==, 0);
  g_assert_cmpuint (state->reports->len, ==, 0);
  check_equal (loaded, state);
}

static void
test_round_trip (void)
{
  const LineupSyncStatus statuses[] = { LINEUP_SYNC_STATUS_PENDING,
                                        LINEUP_SYNC_STATUS_COMPLETED,
                                        LINEUP_SYNC_STATUS_PARTIAL,
                                        LINEUP_SYNC_STATUS_FAILED };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      for (guint account = 0; account < LINEUP_N_ACCOUNT_STATUSES; account++)
        {
          g_autoptr (LineupSyncState) state = lineup_sync_state_new ();
          g_autoptr (LineupSyncState) loaded = NULL;

          state->record.status = statuses[i];
          state->record.job = LINEUP_KEY_FILE_MAX_NUMBER;
          state->record.percentage = 42;
          state->step = LINEUP_LIST_MOVIES;
          state->record.last_attempt = G_GUINT64_CONSTANT (4102444800);
          state->record.last_sync = G_GUINT64_CONSTANT (4102444801);
          state->account_status = (LineupAccountStatus)account;
          state->expires = LINEUP_CLOCK_LAST_SECOND;
          state->max_connections = G_MAXUINT;
          state->timezone = g_strdup (" Europe/\xc3\x8ele;\n");
          g_strfreev (state->formats);
          state->formats = g_strsplit ("ts a;b\\|c\n m3u8", " ", -1);
          state->generation = LINEUP_KEY_FILE_MAX_NUMBER;
          g_ptr_array_add (state->reports,
                           lineup_step_report_new (LINEUP_LIST_CHANNELS, LINEUP_OUTCOME_OK));
          g_ptr_array_add (state->reports,
                           lineup_step_report_new (LINEUP_LIST_SERIES, LINEUP_OUTCOME_SKIPPED));
          loaded = save_and_load (state);
          check_equal (loaded, state);
        }
    }
}

static void
test_garbage (void)
{
  g_autoptr (LineupSyncState) fresh = lineup_sync_state_new ();
  const char *const texts[] = {
    "",
    "[Other]\nStatus=completed\n",
    "[Sync]\n",
    "[Sync]\nStatus=splendid\nJob=first\nPercentage=half\nLastSync=yesterday\nGeneration=x\n"
    "AccountStatus=famous\nExpires=never\nMaxConnections=all\nLastAttempt=\nFormats=\n",
    "[Step movies]\nOutcome=perfect\n[Step shows]\n"
    "Outcome=ok\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LineupSyncState) state = load (texts[i]);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      check_equal (state, fresh);
    }
}

static void
test_percentage (void)
{
  g_autoptr (LineupSyncState) low = load ("[Sync]\nPercentage=-7\n");
  g_autoptr (LineupSyncState) high = load ("[Sync]\nPercentage=700\n");

  g_assert_cmpuint (low->record.percentage, ==, 0);
  g_assert_cmpuint (high->record.percentage, ==, 100);
}

/* However far beyond what can be counted a number is, nothing overflows that is made of it. */
static void
test_ranges (void)
{
  static const char *const numbers[] = {
    "4611686018427387905",  "9223372036854775807",  "9223372036854775808",
    "18446744073709551615", "18446744073709551616", "99999999999999999999999999999999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = g_strdup_printf ("[Sync]\nJob=%s\nLastAttempt=%s\nLastSync=%s\n"
                                               "Failures=%s\nExpires=%s\nMaxConnections=%s\n"
                                               "Generation=%s\n",
                                               numbers[i],
                                               numbers[i],
                                               numbers[i],
                                               numbers[i],
                                               numbers[i],
                                               numbers[i],
                                               numbers[i]);
      g_autoptr (LineupSyncState) state = load (text);

      g_assert_cmpuint (state->record.job, ==, LINEUP_KEY_FILE_MAX_NUMBER);
      g_assert_cmpuint (state->record.last_attempt, ==, LINEUP_CLOCK_LAST_SECOND);
      g_assert_cmpuint (state->record.last_sync, ==, LINEUP_CLOCK_LAST_SECOND);
      g_assert_cmpuint (state->record.failures, ==, G_MAXINT);
      g_assert_cmpuint (state->expires, ==, LINEUP_CLOCK_LAST_SECOND);
      g_assert_cmpuint (state->max_connections, ==, G_MAXUINT);
      g_assert_cmpuint (state->generation, ==, LINEUP_KEY_FILE_MAX_NUMBER);
    }
}

/* The key is there as soon as there was a sync, and empty after one that began no step. */
static void
test_step (void)
{
  static const struct
  {
    const char *text;
    LineupList step;
    const char *saved;
  } files[] = {
    { "[Sync]\n", LINEUP_LIST_NONE, NULL },
    { "[Sync]\nJob=3\nStep=\n", LINEUP_LIST_NONE, "" },
    { "[Sync]\nJob=3\nStep=channel-categories\n",
      LINEUP_LIST_CHANNEL_CATEGORIES,
      "channel-categories" },
    { "[Sync]\nJob=3\nStep=series\n", LINEUP_LIST_SERIES, "series" },
    /* Of another version, which has more of them. */
    { "[Sync]\nJob=3\nStep=guide\n", LINEUP_LIST_NONE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (LineupSyncState) state = load (files[i].text);
      g_autoptr (GKeyFile) file = lineup_sync_state_save (state);
      g_autofree char *saved = g_key_file_get_value (file, "Sync", "Step", NULL);

      g_test_message ("%s", files[i].text);
      g_assert_cmpint (state->step, ==, files[i].step);
      g_assert_cmpstr (saved, ==, files[i].saved);
    }
}

/* Nothing runs when a daemon starts, whoever wrote this. */
static void
test_never_syncing (void)
{
  g_autoptr (LineupSyncState) state = load ("[Sync]\nStatus=syncing\nJob=3\n");

  g_assert_cmpint (state->record.status, ==, LINEUP_SYNC_STATUS_PENDING);
  g_assert_cmpuint (state->record.job, ==, 3);
}

/* Whatever a file's order, the steps have the contract's. */
static void
test_order (void)
{
  g_autoptr (LineupSyncState) state = load ("[Step series]\nOutcome=ok\n[Step channels]\n"
                                            "Outcome=failed\n[Step movies]\nOutcome=ok\n");
  const LineupList lists[] = { LINEUP_LIST_CHANNELS, LINEUP_LIST_MOVIES, LINEUP_LIST_SERIES };

  g_assert_cmpuint (state->reports->len, ==, G_N_ELEMENTS (lists));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_assert_cmpint (((LineupStepReport *)state->reports->pdata[i])->list, ==, lists[i]);
}

/* The contract's words, each for one value and back. */
static void
check_tokens (GType type, const char *const *tokens)
{
  const guint n_tokens = g_strv_length ((char **)tokens);
  g_autoptr (GTypeClass) type_class = g_type_class_ref (type);
  int value = -1;

  g_assert_cmpuint (G_ENUM_CLASS (type_class)->n_values, ==, n_tokens);
  for (guint i = 0; i < n_tokens; i++)
    {
      g_assert_cmpstr (lineup_token_from_enum (type, (int)i), ==, tokens[i]);
      g_assert_true (lineup_token_to_enum (type, tokens[i], &value));
      g_assert_cmpint (value, ==, (int)i);
    }
  g_assert_false (lineup_token_to_enum (type, "splendid", &value));
  g_assert_false (lineup_token_to_enum (type, NULL, &value));
}

static void
test_tokens (void)
{
  const char *const statuses[] = { "pending", "syncing", "completed", "partial", "failed", NULL };
  const char *const words[] = { "unknown", "active", "expired", "banned", "disabled", NULL };
  const char *const obstacles[] = { "",        "queued", "inhibited", "keyring", "network",
                                    "metered", "power",  "panel",     NULL };
  LineupList list = LINEUP_LIST_SERIES;

  check_tokens (LINEUP_TYPE_SYNC_STATUS, statuses);
  check_tokens (LINEUP_TYPE_ACCOUNT_STATUS, words);
  check_tokens (LINEUP_TYPE_OBSTACLE, obstacles);
  g_assert_cmpstr (lineup_token_from_enum (LINEUP_TYPE_LIST, LINEUP_LIST_NONE), ==, "");
  for (int i = 0; i < LINEUP_N_LISTS; i++)
    g_assert_cmpstr (
        lineup_token_from_enum (LINEUP_TYPE_LIST, i), ==, lineup_list_to_string ((LineupList)i));
  g_assert_false (lineup_list_from_string ("", &list));
  g_assert_false (lineup_list_from_string (NULL, &list));
  g_assert_cmpint (list, ==, LINEUP_LIST_SERIES);
  g_assert_cmpint (lineup_account_status_from_string ("Active"), ==, LINEUP_ACCOUNT_STATUS_ACTIVE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync-state/new", test_new);
  g_test_add_func ("/sync-state/round-trip", test_round_trip);
  g_test_add_func ("/sync-state/garbage", test_garbage);
  g_test_add_func ("/sync-state/percentage", test_percentage);
  g_test_add_func ("/sync-state/ranges", test_ranges);
  g_test_add_func ("/sync-state/step", test_step);
  g_test_add_func ("/sync-state/never-syncing", test_never_syncing);
  g_test_add_func ("/sync-state/order", test_order);
  g_test_add_func ("/sync-state/tokens", test_tokens);

  return g_test_run ();
}
