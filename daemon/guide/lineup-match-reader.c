/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-match-reader.h"

#include "lineup-guide-meta.h"
#include "lineup-match-suggestion.h"
#include "lineup-transaction.h"

/* Seconds of a minute. */
#define MINUTE 60

/* Channels between two looks at whether to go on. */
#define CHANNELS_PER_LOOK 64

static gboolean
begin (LineupTransaction *transaction,
       LineupDatabase *database,
       guint64 *generation,
       GError **error)
{
  return lineup_transaction_begin_read (transaction, database, error)
         && lineup_meta_get (database, LINEUP_GUIDE_META_GENERATION, generation, error);
}

/* Matches */

typedef struct
{
  LineupDatabase *database;       /* (unowned) */
  const LineupMatchPlan *choices; /* (unowned) */
  LineupMatchFunc func;
  gpointer user_data; /* (unowned) */
} List;

/* What no guide has. A person may wait for a channel all the same. */
static void
tell_unmatched (const List *self, gint64 item)
{
  const LineupMatchChoice *choice = lineup_match_plan_get_choice (self->choices, item);
  LineupMatch match = { .item = item, .how = LINEUP_MATCH_HOW_NONE };

  if (choice != NULL && !choice->none && choice->source != NULL && choice->guide_channel != NULL)
    {
      match.how = LINEUP_MATCH_HOW_PERSON;
      match.source = choice->source;
      match.guide_channel = choice->guide_channel;
      match.shift = choice->shift;
    }
  self->func (&match, self->user_data);
}

static gboolean
tell_matches (const List *self, gint64 item, GError **error)
{
  LineupStatement *list = lineup_database_get_statement (
      self->database, "matches-named", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = FALSE;
  guint n_matches = 0;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "item", item);
  for (;; n_matches++)
    {
      LineupMatch match = { .item = item };

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      match.how = (LineupMatchHow)lineup_rows_get_int (&rows, "how");
      match.source = lineup_rows_get_text (&rows, "source");
      match.guide_channel = lineup_rows_get_text (&rows, "id");
      match.shift = lineup_rows_get_int (&rows, "shift");
      self->func (&match, self->user_data);
    }
  if (n_matches == 0)
    tell_unmatched (self, item);
  return TRUE;
}

gboolean
lineup_match_reader_list (LineupDatabase *database,
                          const gint64 *items,
                          gsize n_items,
                          const LineupMatchPlan *choices,
                          LineupMatchFunc func,
                          gpointer user_data,
                          guint64 *generation,
                          GError **error)
{
  const List self = { database, choices, func, user_data };
  g_auto (LineupTransaction) transaction = { 0 };

  if (!begin (&transaction, database, generation, error))
    return FALSE;
  for (gsize i = 0; i < n_items; i++)
    {
      if (!lineup_database_check_cancelled (database, error)
          || !tell_matches (&self, items[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Suggestions */

static void
offer (LineupMatchSuggestions *suggestions, const LineupRows *rows)
{
  const char *names = lineup_rows_get_text (rows, "names");
  g_auto (GStrv) split = g_strsplit (names, "\n", -1);
  const LineupGuideChannel view = {
    .id = lineup_rows_get_text (rows, "id"),
    .names = (const char *const *)split,
    .n_names = *names != '\0' ? g_strv_length (split) : 0,
  };

  lineup_match_suggestions_offer (
      suggestions, (guint32)lineup_rows_get_int (rows, "channel"), &view);
}

static gboolean
offer_channels (LineupDatabase *database,
                LineupMatchSuggestions *suggestions,
                gint64 source,
                GError **error)
{
  LineupStatement *list = lineup_database_get_statement (
      database, "channels-list", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "source", source);
  for (guint i = 0;; i++)
    {
      if ((i % CHANNELS_PER_LOOK == 0 && !lineup_database_check_cancelled (database, error))
          || !lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      offer (suggestions, &rows);
    }
}

/* Finds the sources, all of which are few. */
static gboolean
list_sources (LineupDatabase *database, const char *name, GArray *sources, GError **error)
{
  LineupStatement *list = lineup_database_get_statement (
      database, "sources-list", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  while (TRUE)
    {
      gint64 source = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      source = lineup_rows_get_int (&rows, "source");
      if (name == NULL || g_str_equal (name, lineup_rows_get_text (&rows, "name")))
        g_array_append_val (sources, source);
    }
}

static gboolean
tell_suggestion (LineupDatabase *database,
                 const LineupMatchSuggestion *suggestion,
                 LineupNearChannelFunc func,
                 gpointer user_data,
                 GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      database, "channel-named", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  LineupNearChannel channel = { .score = suggestion->score,
                                .shift = (gint64)suggestion->shift * MINUTE };
  gboolean has_row = FALSE;
  g_auto (GStrv) names = NULL;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "channel", suggestion->number);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  names = g_strsplit (lineup_rows_get_text (&rows, "names"), "\n", 2);
  channel.source = lineup_rows_get_text (&rows, "source");
  channel.guide_channel = lineup_rows_get_text (&rows, "id");
  channel.name = names[0] != NULL && *names[0] != '\0' ? names[0] : channel.guide_channel;
  func (&channel, user_data);
  return TRUE;
}

gboolean
lineup_match_reader_suggest (LineupDatabase *database,
                             const LineupMatchChannel *channel,
                             const char *source,
                             guint limit,
                             LineupNearChannelFunc func,
                             gpointer user_data,
                             guint64 *generation,
                             GError **error)
{
  g_auto (LineupTransaction) transaction = { 0 };
  g_autoptr (LineupMatchSuggestions) suggestions = lineup_match_suggestions_new (channel, limit);
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (gint64));
  const GArray *best = NULL;

  if (!begin (&transaction, database, generation, error)
      || !list_sources (database, source, sources, error))
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    {
      if (!offer_channels (database, suggestions, g_array_index (sources, gint64, i), error))
        return FALSE;
    }
  best = lineup_match_suggestions_get (suggestions);
  for (guint i = 0; i < best->len; i++)
    {
      if (!tell_suggestion (
              database, &g_array_index (best, LineupMatchSuggestion, i), func, user_data, error))
        return FALSE;
    }
  return TRUE;
}
