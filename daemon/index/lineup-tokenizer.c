/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-tokenizer.h"

#include "lineup-error.h"
#include "lineup-sort-key.h"
#include "lineup-word-reader.h"

/* FTS5's way to refer to a tokenizer, which to us is a reader. */

static int
create (void *context, const char **arguments, int n_arguments, Fts5Tokenizer **tokenizer)
{
  if (n_arguments > 0)
    return SQLITE_ERROR;
  *tokenizer = (Fts5Tokenizer *)lineup_word_reader_new ();
  return SQLITE_OK;
}

static void delete (Fts5Tokenizer *tokenizer)
{
  lineup_word_reader_free ((LineupWordReader *)tokenizer);
}

/* Documents and queries are split alike, whatever the flags. */
static int
tokenize (Fts5Tokenizer *tokenizer,
          void *context,
          int flags,
          const char *text,
          int length,
          int (*on_token) (void *, int, const char *, int, int, int))
{
  LineupWordReader *reader = (LineupWordReader *)tokenizer;
  LineupWord word;
  int code = SQLITE_OK;

  lineup_word_reader_begin (reader, text, (gsize)length);
  while (code == SQLITE_OK && lineup_word_reader_next (reader, &word))
    code = on_token (context, 0, word.text, (int)word.length, (int)word.start, (int)word.end);
  return code;
}

/* The function lineup_name_key() of SQL. Of unknown it makes unknown. */
static void
make_name_key (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  LineupWordReader *reader = sqlite3_user_data (context);
  const char *text = (const char *)sqlite3_value_text (values[0]);
  g_autoptr (GString) key = NULL;

  if (text == NULL)
    return;
  key = g_string_sized_new (LINEUP_NAME_KEY_MAX_BYTES);
  lineup_word_reader_make_key (reader, text, (gsize)sqlite3_value_bytes (values[0]), key);
  sqlite3_result_text (context, key->str, (int)key->len, SQLITE_TRANSIENT);
}

/* The function lineup_sort_key() of SQL. What is no text stays what it is. */
static void
make_sort_key (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autoptr (GString) key = NULL;

  if (sqlite3_value_type (values[0]) != SQLITE_TEXT)
    {
      sqlite3_result_value (context, values[0]);
      return;
    }
  key = g_string_sized_new (LINEUP_SORT_KEY_MAX_BYTES);
  lineup_sort_key_make ((const char *)sqlite3_value_text (values[0]), key);
  sqlite3_result_text (context, key->str, (int)key->len, SQLITE_TRANSIENT);
}

static void
free_reader (void *reader)
{
  lineup_word_reader_free (reader);
}

/* FTS5 is asked for itself by a query. NULL if this SQLite is without. */
static fts5_api *
get_fts5 (sqlite3 *connection)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (connection, "SELECT fts5(?1)", -1, &statement, NULL) != SQLITE_OK)
    return NULL;
  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
  return api;
}

gboolean
lineup_tokenizer_register (sqlite3 *connection, GError **error)
{
  fts5_tokenizer tokenizer = { create, delete, tokenize };
  fts5_api *fts5 = get_fts5 (connection);

  if (fts5 != NULL && fts5->xCreateTokenizer (fts5, "lineup", NULL, &tokenizer, NULL) == SQLITE_OK
      && sqlite3_create_function_v2 (connection,
                                     "lineup_name_key",
                                     1,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                     lineup_word_reader_new (),
                                     make_name_key,
                                     NULL,
                                     NULL,
                                     free_reader)
             == SQLITE_OK
      && sqlite3_create_function_v2 (connection,
                                     "lineup_sort_key",
                                     1,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                     NULL,
                                     make_sort_key,
                                     NULL,
                                     NULL,
                                     NULL)
             == SQLITE_OK)
    return TRUE;

  g_set_error (error,
               LINEUP_ERROR,
               LINEUP_ERROR_DATABASE,
               "The search can't be set up: %s",
               sqlite3_errmsg (connection));
  return FALSE;
}
