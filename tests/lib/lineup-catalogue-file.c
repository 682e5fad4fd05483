/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-file.h"

#include "lineup-catalogue-schema.h"
#include "lineup-hash.h"
#include "lineup-index-due.h"
#include "lineup-index.h"
#include "lineup-item-index.h"
#include "lineup-posting-merge.h"
#include "lineup-stretch.h"
#include "lineup-tokenizer.h"
#include "lineup-transaction.h"

#include <glib/gstdio.h>

/* Milliseconds; as good as for ever. The catalogue may be at its checkpoint. */
#define PATIENCE 60000

/* Each counts what breaks it. */
static const char *const rules[] = {
  /* Each item has a part in both tables. */
  "SELECT count(*) FROM {kind} FULL JOIN {kind}_keys USING (row) "
  "WHERE name IS NULL OR id IS NULL",
  /* Each item is at its place in the whole kind, and at one in each of its categories. */
  "SELECT (SELECT count(*) FROM {kind}_keys) * (4 + ('{kind}' = 'channels')) <> "
  "(SELECT count(*) FROM {kind}_places p JOIN {kind}_keys k USING (row) WHERE category = 0 AND "
  "CASE sort WHEN 0 THEN key = coalesce(position, x'') WHEN 1 THEN typeof(key) <> 'integer' "
  "AND (key IS lineup_sort_key(lineup_name_key((SELECT name FROM {kind} i WHERE i.row = k.row))) "
  "OR key = x'') "
  "WHEN 2 THEN key = coalesce(-rating, x'') WHEN 3 THEN key = coalesce(-year, x'') "
  "WHEN 4 THEN key = coalesce(-time, x'') END)",
  "SELECT (SELECT sum(length(categories) / 4 + 1) FROM {kind}_keys) "
  "* (4 + ('{kind}' = 'channels')) <> (SELECT count(*) FROM {kind}_places)",
  "SELECT count(*) FROM {kind}_places p WHERE NOT EXISTS (SELECT * FROM {kind}_places w "
  "WHERE w.category = 0 AND w.sort = p.sort AND w.key = p.key AND w.row = p.row)",
  "SELECT count(*) FROM {kind}_places WHERE row NOT IN (SELECT row FROM {kind}_keys)",
  /* What is sorted by is what is shown. */
  "SELECT count(*) FROM {kind} JOIN {kind}_keys k USING (row) WHERE {kind}.year IS NOT k.year "
  "OR CAST(round({kind}.rating * 1000000) AS INTEGER) IS NOT k.rating "
  "OR {kind}.adult IS NOT k.adult OR {kind}.radio IS NOT k.radio "
  "OR CASE '{kind}' WHEN 'series' THEN modified ELSE added END IS NOT time",
  "SELECT count(*) FROM {kind} JOIN {kind}_keys k USING (row) WHERE '{kind}' = 'channels' "
  "AND {kind}.position IS NOT k.position / 1000000",
  /* Who is in a category for adults knows it, and nobody else. */
  "SELECT (SELECT count(*) FROM {kind}_keys WHERE in_adult = 1) <> (SELECT count(DISTINCT p.row) "
  "FROM {kind}_places p JOIN {kind}_categories c ON c.key = p.category WHERE sort = 4 AND c.adult)",
  "SELECT count(*) FROM {kind}_places p JOIN {kind}_categories c ON c.key = p.category "
  "JOIN {kind}_keys k ON k.row = p.row WHERE sort = 4 AND c.adult AND k.in_adult IS NOT 1",
  /* The counts are right. */
  "SELECT count(*) FROM {kind}_categories c WHERE items <> "
  "(SELECT count(*) FROM {kind}_places p WHERE sort = 4 AND p.category = c.key)",
  "SELECT (SELECT value FROM meta WHERE name = '{kind}') <> (SELECT count(*) FROM {kind})",
  /* No category is left behind. */
  "SELECT count(*) FROM {kind}_categories WHERE place IS NULL AND items = 0",
};

/* Copying */

static void
copy_file (const char *path, const char *copy, const char *suffix)
{
  g_autofree char *from = g_strconcat (path, suffix, NULL);
  g_autofree char *to = g_strconcat (copy, suffix, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;

  g_remove (to);
  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return;
  g_file_get_contents (from, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, bytes, (gssize)n_bytes, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

void
lineup_catalogue_file_copy (const char *path, const char *copy)
{
  g_autofree char *index = g_strconcat (copy, "-shm", NULL);

  copy_file (path, copy, "");
  copy_file (path, copy, "-wal");
  /* The index of the log of what was here before. */
  g_remove (index);
}

/* Asking */

static sqlite3 *
connect_to (const char *path)
{
  sqlite3 *connection = NULL;

  g_assert_cmpint (
      sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
      ==,
      SQLITE_OK);
  g_assert_true (lineup_tokenizer_register (connection, NULL));
  sqlite3_busy_timeout (connection, PATIENCE);
  return connection;
}

static char *
fill_in (const char *sql, LineupKind kind)
{
  g_autoptr (GString) text = g_string_new (sql);

  g_string_replace (text, "{kind}", lineup_kind_to_string (kind), 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The one value that a statement gives. */
static char *
ask (sqlite3 *connection, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  char *answer = NULL;

  if (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL) != SQLITE_OK
      || sqlite3_step (statement) != SQLITE_ROW)
    g_error ("%s: %s", sql, sqlite3_errmsg (connection));
  answer = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return answer;
}

static void
expect (sqlite3 *connection, const char *sql, const char *expected)
{
  g_autofree char *answer = ask (connection, sql);

  if (g_strcmp0 (answer, expected) != 0)
    g_error ("%s: %s, not %s", sql, answer, expected);
}

static gboolean
has_tables (sqlite3 *connection)
{
  g_autofree char *n_tables = ask (connection, "SELECT count(*) FROM sqlite_schema");

  return !g_str_equal (n_tables, "0");
}

/* The search index */

static void
free_source (gpointer source)
{
  lineup_posting_source_free (source);
}

/* All that an index has of words, in whichever segments it is. */
static LineupPostingSource *
open_words (LineupIndex *index)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (free_source);
  GArray *segments = lineup_index_get_segments (index);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < segments->len; i++)
    {
      const LineupIndexSegment *segment = &g_array_index (segments, LineupIndexSegment, i);

      if (segment->state == LINEUP_INDEX_READY)
        g_ptr_array_add (sources, lineup_index_open_segment (index, segment, &error));
      g_assert_no_error (error);
    }
  return lineup_posting_merge_new (sources, NULL, 0);
}

static guint64
hash_words (LineupIndex *index)
{
  g_autoptr (LineupPostingSource) source = open_words (index);
  g_autoptr (GError) error = NULL;
  gboolean has_posting = FALSE;
  LineupPosting posting;
  guint64 hash = 0;

  while (lineup_posting_source_next (source, &posting, &has_posting, &error) && has_posting)
    {
      guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };

      g_assert_true (lineup_posting_unpack (&posting, bits));
      hash = lineup_hash (posting.key, posting.n_key, hash + posting.window);
      hash = lineup_hash (bits, sizeof bits, hash);
    }
  g_assert_no_error (error);
  return hash;
}

static gboolean
has_values (const guint8 *values, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (values[i] != 0)
        return TRUE;
    }
  return FALSE;
}

/* Windows that have become empty are as if they were not there. */
static guint64
hash_columns (LineupIndex *index, guint64 hash)
{
  g_autoptr (LineupIndexWindow) window = lineup_index_open_window (index);
  g_autoptr (GError) error = NULL;

  for (guint number = 0; number < lineup_index_get_n_windows (index); number++)
    {
      lineup_index_window_go_to (window, number);
      for (guint i = 0; i < LINEUP_INDEX_N_COLUMNS; i++)
        {
          const LineupIndexColumn column = (LineupIndexColumn)i;
          const gsize n_bytes = LINEUP_ROW_SET_WINDOW * lineup_index_column_get_width (column);
          const void *values = lineup_index_window_get (window, column, &error);

          g_assert_no_error (error);
          if (has_values (values, n_bytes))
            hash = lineup_hash (values, n_bytes, hash + number * LINEUP_INDEX_N_COLUMNS + i);
        }
    }
  return hash;
}

static guint64
hash_index (LineupDatabase *database, LineupKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupIndex) index = lineup_index_open (database, kind, &error);

  g_assert_no_error (error);
  return hash_columns (index, hash_words (index));
}

/* The index that there is, unless it is due, has all that one has which is made anew, and nothing
 * else. */
static void
check_indices (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupDatabase) database = lineup_database_open (
      lineup_catalogue_schema_get (), path, LINEUP_DATABASE_WRITER, &error);
  g_auto (LineupTransaction) transaction = { NULL };

  g_assert_no_error (error);
  lineup_database_set_patience (database, PATIENCE * G_TIME_SPAN_MILLISECOND);
  lineup_transaction_begin_write (&transaction, database, &error);
  g_assert_no_error (error);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      const guint64 hash = hash_index (database, (LineupKind)kind);
      guint64 due = 0;

      lineup_index_due_get (database, (LineupKind)kind, &due, &error);
      g_assert_no_error (error);
      if (lineup_index_due_is_odd (due))
        continue;
      lineup_item_index_rebuild (database, (LineupKind)kind, &error);
      g_assert_no_error (error);
      g_assert_cmphex (hash_index (database, (LineupKind)kind), ==, hash);
    }
}

/* Orders */

/* Each counts what is wrong with the stretches, but for what is in them. */
static const char *const stretch_rules[] = {
  "SELECT count(*) FROM {kind}_stretches WHERE stretch NOT IN (SELECT stretch FROM {kind}_orders)",
  "SELECT count(*) - count(DISTINCT stretch) FROM {kind}_orders",
  ("SELECT count(*) FROM (SELECT min(first) AS first FROM {kind}_orders GROUP BY sort, category) "
   "WHERE first <> x''"),
};

static sqlite3_stmt *
prepare (sqlite3 *connection, const char *sql, LineupKind kind)
{
  g_autofree char *text = fill_in (sql, kind);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (connection, text, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", text, sqlite3_errmsg (connection));
  return statement;
}

static void
insert_place (sqlite3_stmt *insert, sqlite3_stmt *list, const LineupPlace *place)
{
  sqlite3_bind_value (insert, 1, sqlite3_column_value (list, 0));
  sqlite3_bind_value (insert, 2, sqlite3_column_value (list, 1));
  if (place->type == SQLITE_INTEGER)
    sqlite3_bind_int64 (insert, 3, place->number);
  else if (place->type == SQLITE_TEXT)
    sqlite3_bind_text (insert, 3, place->text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_zeroblob (insert, 3, 0);
  sqlite3_bind_int64 (insert, 4, place->row);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_reset (insert);
}

/* The first ones lie between what is in a stretch and what is in the one before. */
static void
unpack_stretch (sqlite3_stmt *list, sqlite3_stmt *insert, LineupStretch *stretch)
{
  const guint length = (guint)sqlite3_column_int (list, 3);
  const gboolean goes_on = sqlite3_column_type (list, 5) != SQLITE_NULL;
  const guint8 *first = sqlite3_column_blob (list, 2);
  const guint8 *beyond = sqlite3_column_blob (list, 5);

  lineup_stretch_clear (stretch);
  g_assert_true (lineup_stretch_read (
      stretch, sqlite3_column_blob (list, 4), (gsize)sqlite3_column_bytes (list, 4)));
  g_assert_cmpuint (lineup_stretch_get_length (stretch), ==, length);
  g_assert_cmpuint (length, >, 0);
  for (guint i = 0; i < length; i++)
    {
      gsize n_bytes = 0;
      const guint8 *bytes = lineup_stretch_get (stretch, i, &n_bytes);
      LineupPlace place;

      g_assert_true (lineup_packed_place_read (bytes, n_bytes, &place));
      g_assert_true (first == NULL
                     || lineup_packed_place_compare (
                            first, (gsize)sqlite3_column_bytes (list, 2), bytes, n_bytes)
                            <= 0);
      g_assert_true (!goes_on
                     || lineup_packed_place_compare (
                            bytes, n_bytes, beyond, (gsize)sqlite3_column_bytes (list, 5))
                            < 0);
      insert_place (insert, list, &place);
    }
}

/* Puts all places into a table of the connection's own. */
static void
unpack_orders (sqlite3 *connection, LineupKind kind)
{
  g_autoptr (LineupStretch) stretch = lineup_stretch_new ();
  g_autofree char *make = fill_in ("CREATE TEMP TABLE {kind}_places (sort, category, key, row, "
                                   "PRIMARY KEY (sort, category, key, row)) WITHOUT ROWID",
                                   kind);
  sqlite3_stmt *insert = NULL;
  sqlite3_stmt *list = prepare (connection,
                                "SELECT sort, category, first, length, places, "
                                "lead(first) OVER (PARTITION BY sort, category ORDER BY first) "
                                "FROM {kind}_orders LEFT JOIN {kind}_stretches USING (stretch)",
                                kind);

  g_assert_cmpint (sqlite3_exec (connection, make, NULL, NULL, NULL), ==, SQLITE_OK);
  insert = prepare (connection, "INSERT INTO temp.{kind}_places VALUES (?, ?, ?, ?)", kind);
  while (sqlite3_step (list) == SQLITE_ROW)
    unpack_stretch (list, insert, stretch);
  sqlite3_finalize (list);
  sqlite3_finalize (insert);
}

static void
check_rules (sqlite3 *connection, LineupKind kind, const char *const *texts, gsize n_texts)
{
  for (gsize i = 0; i < n_texts; i++)
    {
      g_autofree char *rule = fill_in (texts[i], kind);
      g_autofree char *sql = g_strdup_printf ("SELECT coalesce((%s), 0)", rule);

      expect (connection, sql, "0");
    }
}

static void
check_kind (sqlite3 *connection, LineupKind kind)
{
  check_rules (connection, kind, stretch_rules, G_N_ELEMENTS (stretch_rules));
  unpack_orders (connection, kind);
  check_rules (connection, kind, rules, G_N_ELEMENTS (rules));
}

void
lineup_catalogue_file_check (const char *path)
{
  sqlite3 *connection = connect_to (path);
  const gboolean is_made = has_tables (connection);

  expect (connection, "PRAGMA integrity_check", "ok");
  for (guint kind = 0; kind < LINEUP_N_KINDS && is_made; kind++)
    check_kind (connection, (LineupKind)kind);
  sqlite3_close (connection);
  if (is_made)
    check_indices (path);
}

char *
lineup_catalogue_file_get_names (const char *path, LineupList list)
{
  const char *const query
      = lineup_list_has_categories (list)
            ? "SELECT name FROM {kind}_categories WHERE place IS NOT NULL "
              "ORDER BY place"
            : "SELECT name FROM {kind} JOIN {kind}_keys USING (row) ORDER BY id";
  g_autofree char *sql = fill_in (query, lineup_list_get_kind (list));
  g_autofree char *joined = g_strdup_printf (
      "SELECT coalesce(group_concat(name, ', '), '') FROM (%s)", sql);
  sqlite3 *connection = connect_to (path);
  char *names = has_tables (connection) ? ask (connection, joined) : g_strdup ("");

  sqlite3_close (connection);
  return names;
}

guint64
lineup_catalogue_file_get_generation (const char *path)
{
  sqlite3 *connection = connect_to (path);
  g_autofree char *generation = NULL;

  if (has_tables (connection))
    generation = ask (connection, "SELECT value FROM meta WHERE name = 'generation'");
  sqlite3_close (connection);
  return generation != NULL ? g_ascii_strtoull (generation, NULL, 10) : 0;
}

/* Details */

static const char *const details_rules[] = {
  "SELECT count(*) FROM seasons s WHERE NOT EXISTS "
  "(SELECT * FROM details d WHERE d.kind = s.kind AND d.item = s.item)",
  "SELECT count(*) FROM episodes e WHERE NOT EXISTS "
  "(SELECT * FROM details d WHERE d.kind = e.kind AND d.item = e.item)",
  "SELECT count(*) FROM (SELECT count(*) AS number, max(place) - min(place) + 1 AS places "
  "FROM episodes GROUP BY kind, item) WHERE number <> places",
};

char *
lineup_catalogue_file_get_details (const char *path)
{
  sqlite3 *connection = connect_to (path);
  char *details = NULL;

  expect (connection, "PRAGMA integrity_check", "ok");
  if (has_tables (connection))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (details_rules); i++)
        expect (connection, details_rules[i], "0");
      details = ask (
          connection,
          "SELECT coalesce(group_concat(kind || '/' || item || ': ' || (SELECT count(*) FROM "
          "seasons s WHERE s.kind = d.kind AND s.item = d.item) || ' ' || (SELECT count(*) FROM "
          "episodes e WHERE e.kind = d.kind AND e.item = d.item) || '; ', ''), '') FROM details d");
    }
  sqlite3_close (connection);
  return details != NULL ? details : g_strdup ("");
}
