/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-match-writer.h"

#include "lineup-compare.h"
#include "lineup-guide-meta.h"
#include "lineup-matcher.h"
#include "lineup-transaction.h"

/* Channels between two looks at whether to go on. */
#define CHANNELS_PER_LOOK 64

/* A row of the matches. */
typedef struct
{
  gint64 item;
  gint64 place;
  gint64 channel;
  gint64 how;
  gint64 shift;
  gint64 archive;
} Match;

typedef struct
{
  LineupDatabase *database;    /* (unowned) */
  const LineupMatchPlan *plan; /* (unowned) */
  GArray *matches;             /* (owned) (element-type Match): as they are to be */
  GArray *put;                 /* (owned) (element-type Match): that are not so yet */
  GArray *gone;                /* (owned) (element-type Match): that are no more */
} Run;

static void
run_clear (Run *self)
{
  g_array_unref (self->matches);
  g_array_unref (self->put);
  g_array_unref (self->gone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static LineupStatement *
get_statement (Run *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->database, name, LINEUP_SCHEMA_ANY_SET, error);
}

/* Guides */

typedef struct
{
  LineupMatcher *matcher; /* (owned) */
  GHashTable *by_id;      /* (owned) (element-type utf8 gint64) */
} Guide;

static void
guide_clear (Guide *self)
{
  lineup_matcher_free (self->matcher);
  g_hash_table_unref (self->by_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Guide, guide_clear)

static void
add_to_guide (Guide *guide, const LineupRows *rows)
{
  const char *names = lineup_rows_get_text (rows, "names");
  g_auto (GStrv) split = g_strsplit (names, "\n", -1);
  const gint64 channel = lineup_rows_get_int (rows, "channel");
  const LineupGuideChannel view = {
    .id = lineup_rows_get_text (rows, "id"),
    .names = (const char *const *)split,
    .n_names = *names != '\0' ? g_strv_length (split) : 0,
  };

  lineup_matcher_add (guide->matcher, (guint32)channel, &view);
  g_hash_table_insert (guide->by_id, g_strdup (view.id), g_memdup2 (&channel, sizeof channel));
}

static gboolean
find_source (Run *self, const char *name, gint64 *source, gboolean *found, GError **error)
{
  LineupStatement *get = get_statement (self, "source-get", error);
  g_auto (LineupRows) rows = lineup_statement_query (get);

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_text (get, "name", name);
  if (!lineup_rows_next (&rows, found, error))
    return FALSE;
  if (*found)
    *source = lineup_rows_get_int (&rows, "source");
  return TRUE;
}

static gboolean
load_guide (Run *self, const char *name, Guide *guide, GError **error)
{
  LineupStatement *list = get_statement (self, "channels-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = FALSE;
  gint64 source = 0;

  if (list == NULL || !find_source (self, name, &source, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  lineup_statement_bind_int (list, "source", source);
  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      add_to_guide (guide, &rows);
    }
}

/* The rule */

static gboolean
find_chosen (const Guide *guide, const char *name, const LineupMatchChoice *choice, gint64 *channel)
{
  const gint64 *found = NULL;

  if (g_str_equal (choice->source, name))
    found = g_hash_table_lookup (guide->by_id, choice->guide_channel);
  if (found != NULL)
    *channel = *found;
  return found != NULL;
}

static gboolean
find_by_rule (const Guide *guide, const LineupMatchChannel *channel, Match *match)
{
  LineupMatchHow how = LINEUP_MATCH_HOW_NONE;
  const guint32 found = lineup_matcher_find (guide->matcher, channel, &how);

  match->channel = found;
  match->how = how;
  return found != LINEUP_MATCHER_NO_CHANNEL;
}

static gboolean
find (Run *self,
      const Guide *guide,
      const char *name,
      const LineupMatchChannel *channel,
      Match *match)
{
  const LineupMatchChoice *choice = lineup_match_plan_get_choice (self->plan, channel->id);

  match->item = channel->id;
  match->archive = channel->archive_days;
  if (choice == NULL)
    return find_by_rule (guide, channel, match);
  match->shift += choice->shift;
  if (choice->none)
    return FALSE;
  if (choice->source == NULL || choice->guide_channel == NULL)
    return find_by_rule (guide, channel, match);
  match->how = LINEUP_MATCH_HOW_PERSON;
  return find_chosen (guide, name, choice, &match->channel);
}

static gboolean
match_source (Run *self, guint place, GError **error)
{
  const GArray *channels = lineup_match_plan_get_channels (self->plan);
  gint64 shift = 0;
  const char *name = lineup_match_plan_get_source (self->plan, place, &shift);
  g_auto (Guide) guide = {
    .matcher = lineup_matcher_new (),
    .by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  if (!load_guide (self, name, &guide, error))
    return FALSE;
  for (guint i = 0; i < channels->len; i++)
    {
      Match match = { .place = place, .shift = shift };

      if (i % CHANNELS_PER_LOOK == 0 && !lineup_database_give_way (self->database, error))
        return FALSE;
      if (find (self, &guide, name, &g_array_index (channels, LineupMatchChannel, i), &match))
        g_array_append_val (self->matches, match);
    }
  return TRUE;
}

/* Channels that have the catalogue's own ids. */
static gboolean
match_direct (Run *self, GError **error)
{
  const GArray *channels = lineup_match_plan_get_channels (self->plan);
  const char *name = lineup_match_plan_get_direct (self->plan);
  g_auto (Guide) guide = {
    .matcher = lineup_matcher_new (),
    .by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  if (name == NULL)
    return TRUE;
  if (!load_guide (self, name, &guide, error))
    return FALSE;
  if (g_hash_table_size (guide.by_id) == 0)
    return TRUE;
  for (guint i = 0; i < channels->len; i++)
    {
      const LineupMatchChannel *channel = &g_array_index (channels, LineupMatchChannel, i);
      const LineupMatchChoice *choice = lineup_match_plan_get_choice (self->plan, channel->id);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, channel->id);
      const gint64 *found = g_hash_table_lookup (guide.by_id, id);
      const Match match = {
        .item = channel->id,
        .place = lineup_match_plan_get_n_sources (self->plan),
        .channel = found != NULL ? *found : 0,
        .how = LINEUP_MATCH_HOW_ID,
        .shift = choice != NULL ? choice->shift : 0,
        .archive = channel->archive_days,
      };

      /* A person who wants another channel's, or none, does not want this. */
      if (found != NULL && (choice == NULL || (!choice->none && choice->source == NULL)))
        g_array_append_val (self->matches, match);
    }
  return TRUE;
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *match = a;
  const Match *other = b;

  if (match->item != other->item)
    return lineup_compare_numbers (match->item, other->item);
  return lineup_compare_numbers (match->place, other->place);
}

static gboolean
is_same (const Match *match, const Match *other)
{
  return match->channel == other->channel && match->how == other->how
         && match->shift == other->shift && match->archive == other->archive;
}

/* Writing */

static void
read_match (const LineupRows *rows, Match *match)
{
  match->item = lineup_rows_get_int (rows, "item");
  match->place = lineup_rows_get_int (rows, "place");
  match->channel = lineup_rows_get_int (rows, "channel");
  match->how = lineup_rows_get_int (rows, "how");
  match->shift = lineup_rows_get_int (rows, "shift");
  match->archive = lineup_rows_get_int (rows, "archive");
}

/* Takes what comes before a stored one. */
static void
put_before (Run *self, const Match *stored, guint *next)
{
  while (*next < self->matches->len)
    {
      const Match *match = &g_array_index (self->matches, Match, *next);

      if (stored != NULL && compare_matches (match, stored) >= 0)
        return;
      g_array_append_vals (self->put, match, 1);
      (*next)++;
    }
}

static void
compare_with_stored (Run *self, const Match *stored, guint *next)
{
  const Match *match = NULL;

  put_before (self, stored, next);
  if (*next < self->matches->len)
    match = &g_array_index (self->matches, Match, *next);
  if (match == NULL || compare_matches (match, stored) != 0)
    {
      g_array_append_vals (self->gone, stored, 1);
      return;
    }
  (*next)++;
  if (!is_same (match, stored))
    g_array_append_vals (self->put, match, 1);
}

static gboolean
compare (Run *self, GError **error)
{
  LineupStatement *list = get_statement (self, "matches-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;
  guint next = 0;

  if (list == NULL)
    return FALSE;
  while (TRUE)
    {
      Match stored = { 0 };

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      read_match (&rows, &stored);
      compare_with_stored (self, &stored, &next);
    }
  put_before (self, NULL, &next);
  return TRUE;
}

static gboolean
put (Run *self, const Match *match, GError **error)
{
  LineupStatement *statement = get_statement (self, "match-put", error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "item", match->item);
  lineup_statement_bind_int (statement, "place", match->place);
  lineup_statement_bind_int (statement, "channel", match->channel);
  lineup_statement_bind_int (statement, "how", match->how);
  lineup_statement_bind_int (statement, "shift", match->shift);
  lineup_statement_bind_int (statement, "archive", match->archive);
  return lineup_statement_execute (statement, error);
}

static gboolean delete (Run *self, const Match *match, GError **error)
{
  LineupStatement *statement = get_statement (self, "match-delete", error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "item", match->item);
  lineup_statement_bind_int (statement, "place", match->place);
  return lineup_statement_execute (statement, error);
}

static gboolean
note_change (Run *self, gint64 item, guint64 generation, GError **error)
{
  LineupStatement *statement = get_statement (self, "change-of-item", error);

  if (statement == NULL)
    return FALSE;
  lineup_statement_bind_int (statement, "generation", (gint64)generation);
  lineup_statement_bind_int (statement, "item", item);
  lineup_statement_bind_int (statement, "last", G_MAXUINT32);
  return lineup_statement_execute (statement, error);
}

typedef gboolean (*WriteFunc) (Run *self, const Match *match, GError **error);

static gboolean
write_all (Run *self, const GArray *matches, WriteFunc func, guint64 generation, GError **error)
{
  for (guint i = 0; i < matches->len; i++)
    {
      const Match *match = &g_array_index (matches, Match, i);

      if ((i % CHANNELS_PER_LOOK == 0 && !lineup_database_give_way (self->database, error))
          || !func (self, match, error) || !note_change (self, match->item, generation, error))
        return FALSE;
    }
  return TRUE;
}

/* How long what is past stays. */

typedef struct
{
  gint64 channel;
  gint64 keep;
} Keep;

static gboolean
list_keeps (Run *self, GArray *keeps, GError **error)
{
  LineupStatement *list = get_statement (self, "keeps-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = TRUE;

  if (list == NULL)
    return FALSE;
  while (TRUE)
    {
      Keep keep = { 0, 0 };

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      keep.channel = lineup_rows_get_int (&rows, "channel");
      keep.keep = lineup_rows_get_int (&rows, "keep");
      g_array_append_val (keeps, keep);
    }
}

static gboolean
store_keeps (Run *self, GError **error)
{
  g_autoptr (GArray) keeps = g_array_new (FALSE, FALSE, sizeof (Keep));
  LineupStatement *set = get_statement (self, "channel-keep-set", error);

  if (set == NULL || !list_keeps (self, keeps, error))
    return FALSE;
  for (guint i = 0; i < keeps->len; i++)
    {
      const Keep *keep = &g_array_index (keeps, Keep, i);

      lineup_statement_bind_int (set, "channel", keep->channel);
      lineup_statement_bind_int (set, "keep", keep->keep);
      if (!lineup_statement_execute (set, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store (Run *self, guint64 *generation, GError **error)
{
  return lineup_guide_meta_begin_generation (self->database, generation, error)
         && write_all (self, self->gone, delete, *generation, error)
         && write_all (self, self->put, put, *generation, error) && store_keeps (self, error);
}

static gboolean
match_all (Run *self, GError **error)
{
  for (guint i = 0; i < lineup_match_plan_get_n_sources (self->plan); i++)
    {
      if (!match_source (self, i, error))
        return FALSE;
    }
  if (!match_direct (self, error))
    return FALSE;
  g_array_sort (self->matches, compare_matches);
  return compare (self, error);
}

gboolean
lineup_match_writer_run (LineupDatabase *database,
                         const LineupMatchPlan *plan,
                         guint64 *generation,
                         GError **error)
{
  g_auto (LineupTransaction) transaction = { NULL };
  g_auto (Run) self = {
    .database = database,
    .plan = plan,
    .matches = g_array_new (FALSE, FALSE, sizeof (Match)),
    .put = g_array_new (FALSE, FALSE, sizeof (Match)),
    .gone = g_array_new (FALSE, FALSE, sizeof (Match)),
  };

  *generation = 0;
  if (!lineup_transaction_begin_write (&transaction, database, error) || !match_all (&self, error))
    return FALSE;
  if (self.put->len == 0 && self.gone->len == 0)
    return TRUE;
  return store (&self, generation, error) && lineup_transaction_commit (&transaction, error);
}
