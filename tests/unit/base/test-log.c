/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error.h"
#include "lineup-log.h"

/* What the journal gets to know of an entry. */

static GLogWriterOutput
collect (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GHashTable *entry = user_data;

  for (gsize i = 0; i < n_fields; i++)
    {
      g_assert_cmpint (fields[i].length, ==, -1);
      g_hash_table_insert (entry, g_strdup (fields[i].key), g_strdup (fields[i].value));
    }
  return G_LOG_WRITER_HANDLED;
}

static void
assert_field (GHashTable *entry, const char *key, const char *value)
{
  g_assert_cmpstr (g_hash_table_lookup (entry, key), ==, value);
}

static void
test_fields (gconstpointer data)
{
  GHashTable *entry = (gpointer)data;
  g_autoptr (GError) error = g_error_new_literal (
      LINEUP_ERROR, LINEUP_ERROR_OFFLINE, "Nobody is there");
  const LineupLogContext all = { .account = "home", .job = 7, .step = "movies" };
  const LineupLogContext nothing = { 0 };
  g_autofree char *line = NULL;

  /* Only once in a process, and for the rest of it. */
  g_log_set_writer_func (collect, entry, NULL);

  line = g_strdup_printf ("%d", __LINE__ + 1);
  lineup_log (G_LOG_LEVEL_WARNING, &all, error, "%d attempts failed", 4);
  assert_field (entry, "MESSAGE", "home: movies: 4 attempts failed: Nobody is there");
  assert_field (entry, "PRIORITY", "4");
  assert_field (entry, "GLIB_DOMAIN", "lineupd");
  g_assert_true (g_str_has_suffix (g_hash_table_lookup (entry, "CODE_FILE"), "/test-log.c"));
  g_assert_cmpstr (g_hash_table_lookup (entry, "CODE_LINE"), ==, line);
  assert_field (entry, "CODE_FUNC", "test_fields");
  assert_field (entry, "LINEUP_ACCOUNT", "home");
  assert_field (entry, "LINEUP_JOB", "7");
  assert_field (entry, "LINEUP_STEP", "movies");
  assert_field (entry, "LINEUP_ERROR", "io.github.lineupd.Lineup1.Error.Offline");

  g_hash_table_remove_all (entry);
  lineup_log (G_LOG_LEVEL_INFO, &nothing, NULL, "All is well");
  assert_field (entry, "MESSAGE", "All is well");
  assert_field (entry, "PRIORITY", "6");
  assert_field (entry, "LINEUP_ACCOUNT", NULL);
  assert_field (entry, "LINEUP_JOB", NULL);
  assert_field (entry, "LINEUP_STEP", NULL);
  assert_field (entry, "LINEUP_ERROR", NULL);
}

/* Another process says something in two rooms, while G_MESSAGES_DEBUG is @wanted. Returns: whether
 * this is the one that listens to it. */
static gboolean
listen_while (const char *wanted)
{
  const LineupLogContext context = { 0 };

  if (g_test_subprocess ())
    {
      if (wanted != NULL)
        g_setenv ("G_MESSAGES_DEBUG", wanted, TRUE);
      else
        g_unsetenv ("G_MESSAGES_DEBUG");
      lineup_log_set_up ();
      g_log_structured ("lineupd-sync", G_LOG_LEVEL_DEBUG, "MESSAGE", "Said in sync");
      g_log_structured ("lineupd-bus", G_LOG_LEVEL_INFO, "MESSAGE", "Said in bus");
      g_log_structured ("elsewhere", G_LOG_LEVEL_INFO, "MESSAGE", "Said elsewhere");
      lineup_log (G_LOG_LEVEL_MESSAGE, &context, NULL, "Always said");
      return FALSE;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*lineupd-Message*Always said*");
  g_test_trap_assert_stderr_unmatched ("*elsewhere*");
  return TRUE;
}

static void
test_all_rooms (void)
{
  if (listen_while ("other lineupd"))
    g_test_trap_assert_stderr ("*lineupd-sync-DEBUG*Said in sync*lineupd-bus-INFO*Said in bus*");
}

static void
test_one_room (void)
{
  if (!listen_while ("lineupd-sync"))
    return;
  g_test_trap_assert_stderr ("*Said in sync*");
  g_test_trap_assert_stderr_unmatched ("*Said in bus*");
}

static void
test_no_room (void)
{
  if (listen_while (NULL))
    g_test_trap_assert_stderr_unmatched ("*Said in*");
}

int
main (int argc, char **argv)
{
  g_autoptr (GHashTable) entry = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/all-rooms", test_all_rooms);
  g_test_add_func ("/log/one-room", test_one_room);
  g_test_add_func ("/log/no-room", test_no_room);
  g_test_add_data_func ("/log/fields", entry, test_fields);
  return g_test_run ();
}
