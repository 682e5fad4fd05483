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
test_fields (void)
{
  g_autoptr (GHashTable) entry = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = g_error_new_literal (
      LINEUP_ERROR, LINEUP_ERROR_OFFLINE, "Nobody is there");
  const LineupLogContext all = { .account = "home", .job = 7, .step = "movies" };
  const LineupLogContext nothing = { 0 };

  /* Only once in a process. */
  g_log_set_writer_func (collect, entry, NULL);

  lineup_log (G_LOG_LEVEL_WARNING, &all, error, "%d attempts failed", 4);
  assert_field (entry, "MESSAGE", "home: movies: 4 attempts failed: Nobody is there");
  assert_field (entry, "PRIORITY", "4");
  assert_field (entry, "GLIB_DOMAIN", "lineupd");
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/fields", test_fields);
  return g_test_run ();
}
