/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-fixture.h"

#include "lineup-guide-schema.h"
#include "lineup-index-search.h"
#include "lineup-test-files.h"
#include "lineup-transaction.h"
#include "lineup-typed.h"

#include <sqlite3.h>

static const LineupMatchChannel channels[] = {
  { .id = 1, .epg_id = "a", .name = "1" }, { .id = 2, .epg_id = "b", .name = "2" },
  { .id = 3, .epg_id = "c", .name = "3" }, { .id = 4, .epg_id = "d", .name = "4" },
  { .id = 5, .epg_id = "e", .name = "5" }, { .id = 6, .name = "FR: Named HD" },
};

LineupGuideFixture *
lineup_guide_fixture_new (void)
{
  static const LineupDatabaseFileFunctions functions = { NULL, NULL };
  LineupGuideFixture *self = g_new0 (LineupGuideFixture, 1);
  const LineupSchema *schema = lineup_guide_schema_get ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("lineup-guide-XXXXXX", &error);
  g_assert_no_error (error);
  path = lineup_database_file_get_path (schema, self->folder, "home");
  self->writers = lineup_writer_pool_new ();
  self->readers = lineup_reader_pool_new (
      schema, path, lineup_writer_pool_get_idle_files (self->writers));
  self->file = lineup_database_file_new (
      schema, self->folder, "home", &functions, NULL, self->readers);
  self->database = lineup_database_file_open (self->file, &error);
  g_assert_no_error (error);
  self->wanted = lineup_wanted_channels_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    lineup_wanted_channels_add (self->wanted, &channels[i]);
  lineup_wanted_channels_complete (self->wanted);
  self->now = 1000;
  return self;
}

void
lineup_guide_fixture_free (LineupGuideFixture *self)
{
  lineup_database_file_free (self->file);
  lineup_reader_pool_free (self->readers);
  lineup_writer_pool_unref (self->writers);
  lineup_wanted_channels_unref (self->wanted);
  lineup_test_files_remove (self->folder);
  g_free (self->folder);
  g_free (self);
}

LineupGuideImportReport
lineup_guide_fixture_import (LineupGuideFixture *self, const char *name, const char *text)
{
  g_autoptr (LineupDummyGuide) guide = lineup_dummy_guide_new (text);
  const LineupGuideImportPlan plan = {
    .name = name,
    .source = LINEUP_GUIDE_SOURCE (guide),
    .wanted = self->wanted,
    .flags = self->flags,
    .now = self->now,
  };
  g_autoptr (LineupGuideImport) import = lineup_guide_import_new (self->database, &plan);
  g_autoptr (GError) error = NULL;

  lineup_dummy_guide_wait_at (guide, 1);
  while (lineup_guide_import_go_on (import, &error) != LINEUP_WRITER_DONE)
    ;
  g_assert_cmpint (error == NULL, ==, !g_str_has_suffix (text, "…"));
  self->n_decoded = lineup_dummy_guide_count_decoded (guide);
  self->n_told = lineup_dummy_guide_count_told (guide);
  return *lineup_guide_import_get_report (import);
}

/* Nothing of ours looks at what is stored. */
static char *
ask (LineupGuideFixture *self, const char *sql)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  sqlite3 *connection = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (
      sqlite3_open (lineup_database_get_path (self->database), &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (answer,
                            "%s%s",
                            answer->len > 0 ? " " : "",
                            (const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

char *
lineup_guide_fixture_dump (LineupGuideFixture *self)
{
  return ask (self,
              "SELECT id || ' ' || start || '-' || ifnull (stop, 0) || ' ' || title"
              " FROM airings JOIN texts USING (text) JOIN channels USING (channel)"
              " ORDER BY id, start");
}

gint64
lineup_guide_fixture_count (LineupGuideFixture *self, const char *sql)
{
  g_autofree char *answer = ask (self, sql);

  return g_ascii_strtoll (answer, NULL, 10);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const LineupIndexHit *hit = a;
  const LineupIndexHit *other = b;

  return hit->row < other->row ? -1 : hit->row > other->row;
}

char *
lineup_guide_fixture_search (LineupGuideFixture *self, const char *text)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_autoptr (LineupTyped) typed = lineup_typed_new (text);
  g_autoptr (LineupIndex) index = NULL;
  g_autoptr (GArray) hits = NULL;
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const LineupIndexSearch search = { .typed = typed, .limit = 100 };
  gboolean is_complete = FALSE;

  lineup_transaction_begin_read (&transaction, self->database, &error);
  g_assert_no_error (error);
  index = lineup_index_open (self->database, LINEUP_GUIDE_TEXTS, &error);
  g_assert_no_error (error);
  hits = lineup_index_search_run (&search, index, &is_complete, &error);
  g_assert_no_error (error);
  g_array_sort (hits, compare_rows);
  for (guint i = 0; i < hits->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT title FROM texts WHERE text = %u",
                                              g_array_index (hits, LineupIndexHit, i).row);
      g_autofree char *title = ask (self, sql);

      g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", title);
    }
  return g_string_free (g_steal_pointer (&titles), FALSE);
}
