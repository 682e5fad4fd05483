/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-search-text.h"
#include "lineup-tokenizer.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A few rows to search in, as the catalogue's indices are made. */
static sqlite3 *
open_index (void)
{
  static const char sql[] = "CREATE VIRTUAL TABLE names USING fts5 (name, detail = none, "
                            "prefix = '1 2 3', tokenize = 'lineup');"
                            "INSERT INTO names (name) VALUES ('The Wire'), ('AT&T and NOT'), "
                            "('9-1-1'), ('Amélie'), ('七人の侍'), ('it''s \"quoted\"')";
  sqlite3 *index = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &index), ==, SQLITE_OK);
  g_assert_true (lineup_tokenizer_register (index, NULL));
  g_assert_cmpint (sqlite3_exec (index, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  return index;
}

static void
search (sqlite3 *index, const char *expression)
{
  sqlite3_stmt *statement = NULL;
  int status = SQLITE_ROW;

  sqlite3_prepare_v2 (index, "SELECT rowid FROM names WHERE names MATCH ?1", -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, expression, -1, SQLITE_STATIC);
  while (status == SQLITE_ROW)
    status = sqlite3_step (statement);
  if (status != SQLITE_DONE)
    g_error ("%s: %s", expression, sqlite3_errmsg (index));
  sqlite3_finalize (statement);
}

/* Whatever is typed is text: FTS5 takes what is made of it for an expression. D-Bus lets only UTF-8
 * through. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *bytes = g_strndup ((const char *)data, size);
  g_autofree char *typed = g_utf8_make_valid (bytes, -1);
  g_autoptr (LineupSearchText) text = lineup_search_text_new (typed);
  g_autofree char *completed = NULL;
  sqlite3 *index = NULL;

  if (text == NULL)
    return 0;
  g_assert_true (g_utf8_validate (text->name, -1, NULL));
  completed = g_strdup_printf ("%s(\"a\" OR \"%s\")", text->others, text->last);
  index = open_index ();
  search (index, text->whole);
  search (index, text->prefix);
  search (index, completed);
  sqlite3_close (index);
  return 0;
}
