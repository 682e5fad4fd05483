/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-merged-search.h"

#include "lineup-arguments.h"
#include "lineup-error.h"
#include "lineup-gate.h"
#include "lineup-gathering.h"
#include "lineup-hit-merger.h"
#include "lineup-match-reader.h"
#include "lineup-reply.h"
#include "lineup-standing.h"
#include "lineup-variants.h"

/* Items beyond the limit that one account finds, as several of them may be one hit: so many times
 * the limit, and at least so many. Reading ends when there are so many hits more than are wanted.
 */
#define SPARE_FACTOR 3
#define MIN_SPARE    50
#define MORE_HITS    8

typedef struct
{
  LineupRoster *roster;           /* (owned) */
  LineupPreferences *preferences; /* (owned) */
} Searcher;

static void
searcher_free (gpointer data, GClosure *closure)
{
  Searcher *self = data;

  g_object_unref (self->roster);
  g_object_unref (self->preferences);
  g_free (self);
}

/* What is asked for. Once it was made it does not change, and threads have it. */
typedef struct
{
  LineupRoster *roster;    /* (owned): for the main thread alone */
  LineupWishList *wishes;  /* (owned) */
  GVariant *options;       /* (owned): has the strings of the filter and of the fields */
  char *text;              /* (owned) */
  const char **fields;     /* (owned) (array zero-terminated=1) (nullable): wanted, %NULL for all */
  const char **own_fields; /* (owned) (array zero-terminated=1) (nullable): and what we look at */
  LineupSearch search;
} Query;

static void
query_clear (gpointer data)
{
  Query *self = data;

  g_object_unref (self->roster);
  lineup_wish_list_unref (self->wishes);
  g_variant_unref (self->options);
  g_free (self->text);
  g_free (self->fields);
  g_free (self->own_fields);
}

static void
query_unref (gpointer data)
{
  g_rc_box_release_full (data, query_clear);
}

static const char **
add_own_fields (const char **fields)
{
  static const char *const own[] = { "name", "year", "tmdb-id" };
  const guint n_fields = g_strv_length ((char **)fields);
  const char **all = g_new0 (const char *, n_fields + G_N_ELEMENTS (own) + 1);

  for (guint i = 0; i < n_fields; i++)
    all[i] = fields[i];
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    all[n_fields + i] = own[i];
  return all;
}

static gboolean
parse (Query *self, const char **replaces, GError **error)
{
  if (!lineup_arguments_check_text (self->text, error)
      || !lineup_arguments_parse_search (self->options, &self->search, replaces, error)
      || !lineup_arguments_parse_fields (self->options, &self->fields, error))
    return FALSE;
  self->search.text = self->text;
  /* Ids of categories are an account's own. */
  self->search.filter.category = NULL;
  self->search.n_spare = MAX (self->search.limit * SPARE_FACTOR, MIN_SPARE);
  if (self->fields != NULL)
    self->own_fields = add_own_fields (self->fields);
  return TRUE;
}

static Query *
query_new (const Searcher *searcher,
           const char *text,
           GVariant *options,
           const char **replaces,
           GError **error)
{
  Query *self = g_rc_box_new0 (Query);

  self->roster = g_object_ref (searcher->roster);
  self->wishes = lineup_wish_list_ref (lineup_preferences_get_wishes (searcher->preferences));
  self->options = g_variant_ref (options);
  self->text = g_strdup (text);
  if (parse (self, replaces, error))
    return self;
  query_unref (self);
  return NULL;
}

/* What one account has found. */
typedef struct
{
  GPtrArray *copies; /* (owned) (element-type LineupHitCopy) */
  gboolean is_over;  /* its time, before there was anything */
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_ptr_array_unref (self->copies);
  g_free (self);
}

/* One account, while it is searched: by the catalogue, then the guide says what channels are. */
typedef struct
{
  Query *query;             /* (owned) */
  char *account;            /* (owned): its id */
  guint standing;           /* of it */
  GHashTable *keys;         /* (owned) (element-type utf8): of hits so far */
  LineupMatchPlan *choices; /* (owned) (nullable): what a person has said of channels */
  GHashTable *channels;     /* (owned) (element-type gint64 LineupHitCopy): by ids, while matched */
  Part *part;               /* (owned) (nullable): until it is returned */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  query_unref (self->query);
  g_free (self->account);
  g_hash_table_unref (self->keys);
  g_clear_pointer (&self->choices, lineup_match_plan_unref);
  g_hash_table_unref (self->channels);
  g_clear_pointer (&self->part, part_free);
  g_free (self);
}

static void
end_reading (GTask *task)
{
  Reading *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&self->part), part_free);
}

/* Channels. One whose guide can't be read is one by itself. */

static void
take_match (const LineupMatch *match, gpointer user_data)
{
  const Reading *self = user_data;
  LineupHitCopy *copy = g_hash_table_lookup (self->channels, &match->item);

  if (copy != NULL && copy->guide_channel == NULL)
    copy->guide_channel = g_strdup (match->guide_channel);
}

static gpointer
read_matches (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  Reading *self = user_data;
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, self->channels);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_val (items, *(gint64 *)id);
  return lineup_match_reader_list (database,
                                   (const gint64 *)(gpointer)items->data,
                                   items->len,
                                   self->choices,
                                   take_match,
                                   self,
                                   generation,
                                   error)
             ? self
             : NULL;
}

static void
on_matches (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  lineup_guide_read_finish (LINEUP_GUIDE (source), result, &error);
  if (error != NULL && lineup_error_is_cancelled (error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    end_reading (task);
}

/* The catalogue */

static gboolean
has_enough (gpointer user_data)
{
  const Reading *self = user_data;

  return g_hash_table_size (self->keys) >= self->query->search.limit + MORE_HITS;
}

static void
add_found (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  Reading *self = user_data;
  const Query *query = self->query;
  LineupHitCopy *copy = lineup_hit_copy_new (self->account, kind, item, rank);

  copy->standing = self->standing;
  copy->item = g_variant_ref_sink (lineup_variants_from_hit (
      kind, item, rank, query->fields, lineup_reply_get_max_text (query->search.limit)));
  g_ptr_array_add (self->part->copies, copy);
  g_hash_table_add (self->keys, lineup_hit_copy_get_key (copy));
  if (kind == LINEUP_KIND_CHANNELS)
    g_hash_table_insert (self->channels, &copy->id, copy);
}

static gpointer
read_found (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  LineupSearch search = self->query->search;

  /* Who reads may have to begin anew. */
  g_hash_table_remove_all (self->keys);
  g_hash_table_remove_all (self->channels);
  g_ptr_array_set_size (self->part->copies, 0);
  search.has_enough = has_enough;
  search.enough_data = self;
  lineup_reader_set_fields (reader, self->query->own_fields);
  return lineup_search_read (reader, &search, add_found, self, error) ? self : NULL;
}

static void
match (GTask *owned_task)
{
  LineupSubscription *subscription = g_task_get_source_object (owned_task);
  Reading *self = g_task_get_task_data (owned_task);

  self->choices = lineup_match_plan_new ();
  lineup_guide_choices_fill (lineup_subscription_get_guide_choices (subscription), self->choices);
  lineup_guide_read_async (lineup_subscription_get_guide (subscription),
                           read_matches,
                           self,
                           NULL,
                           NULL,
                           g_task_get_cancellable (owned_task),
                           on_matches,
                           owned_task);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error) != NULL)
    {
      if (g_hash_table_size (self->channels) == 0)
        end_reading (task);
      else
        match (g_steal_pointer (&task));
      return;
    }
  self->part->is_over = g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
  if (self->part->is_over)
    end_reading (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
begin (LineupSubscription *subscription,
       gpointer data,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (subscription, cancellable, callback, user_data);
  LineupAccount *account = lineup_subscription_get_account (subscription);
  Query *query = data;
  Reading *self = g_new0 (Reading, 1);

  self->query = g_rc_box_acquire (query);
  self->account = g_strdup (lineup_account_get_id (account));
  self->standing = lineup_standing_get (subscription, lineup_roster_get_hosts (query->roster));
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->channels = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->part = g_new0 (Part, 1);
  self->part->copies = g_ptr_array_new_with_free_func (lineup_hit_copy_free);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, self, reading_free);
  lineup_catalogue_read_async (lineup_subscription_get_catalogue (subscription),
                               read_found,
                               self,
                               NULL,
                               NULL,
                               cancellable,
                               on_found,
                               task);
}

static gpointer
finish (LineupSubscription *subscription, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* All accounts */

static GVariant *
make_copy (const LineupHitCopy *copy)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "account", "s", copy->account);
  g_variant_dict_insert (&dict, "kind", "s", lineup_kind_to_string (copy->kind));
  g_variant_dict_insert (&dict, "id", "x", copy->id);
  g_variant_dict_insert (&dict, "name", "s", copy->name);
  return g_variant_dict_end (&dict);
}

/* Fuzzy is what no copy has as it was typed. */
static gboolean
is_fuzzy (const GPtrArray *hit)
{
  for (guint i = 0; i < hit->len; i++)
    {
      const LineupHitCopy *copy = hit->pdata[i];

      if (copy->rank.tier != LINEUP_RANK_FUZZY)
        return FALSE;
    }
  return TRUE;
}

static GVariant *
make_hit (const GPtrArray *hit, gboolean is_complete)
{
  const LineupHitCopy *first = hit->pdata[0];
  GVariantBuilder copies;
  GVariantDict dict;

  g_variant_builder_init (&copies, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < hit->len; i++)
    g_variant_builder_add_value (&copies, make_copy (hit->pdata[i]));
  g_variant_dict_init (&dict, first->item);
  g_variant_dict_insert (&dict, "account", "s", first->account);
  g_variant_dict_insert_value (&dict, "copies", g_variant_builder_end (&copies));
  g_variant_dict_remove (&dict, "fuzzy");
  if (is_fuzzy (hit))
    g_variant_dict_insert (&dict, "fuzzy", "b", TRUE);
  if (!is_complete)
    g_variant_dict_insert (&dict, "incomplete", "b", TRUE);
  return g_variant_dict_end (&dict);
}

static gboolean
is_whole (const Part *part)
{
  for (guint i = 0; i < part->copies->len; i++)
    {
      const LineupHitCopy *copy = part->copies->pdata[i];

      if (!copy->rank.is_complete)
        return FALSE;
    }
  return !part->is_over;
}

static GVariant *
answer (GPtrArray *parts, gpointer data, GError **error)
{
  const Query *query = data;
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  g_autoptr (GPtrArray) hits = NULL;
  gboolean is_complete = TRUE;
  LineupReply reply;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];

      is_complete = is_complete && is_whole (part);
      g_ptr_array_extend (copies, part->copies, NULL, NULL);
    }
  if (copies->len == 0 && !is_complete)
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT, "The search takes too long");
      return NULL;
    }
  hits = lineup_hit_merger_run (copies, query->wishes, query->search.limit);
  lineup_reply_init (&reply);
  for (guint i = 0; i < hits->len; i++)
    {
      if (!lineup_reply_add (&reply, make_hit (hits->pdata[i], is_complete)))
        break;
    }
  return g_variant_new ("(@aa{sv})", lineup_reply_end (&reply));
}

static const LineupGatheringParts parts = {
  .begin = begin,
  .finish = finish,
  .free_part = part_free,
  .answer = answer,
  .free_query = query_unref,
};

static gboolean
on_search (LineupDBusManager *interface,
           GDBusMethodInvocation *invocation,
           const char *text,
           GVariant *options,
           const Searcher *searcher)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_auto (GStrv) accounts = NULL;
  const char *replaces = NULL;
  Query *query = NULL;
  GError *error = NULL;

  if (lineup_arguments_parse_accounts (options, &accounts, &error))
    query = query_new (searcher, text, options, &replaces, &error);
  if (query == NULL)
    {
      lineup_call_return_error (call, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  if (replaces != NULL)
    {
      g_autofree char *word = g_strconcat ("Search ", replaces, NULL);

      lineup_call_replace (call, word);
    }
  lineup_gathering_queue (call, searcher->roster, (const char *const *)accounts, &parts, query);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
lineup_merged_search_attach (LineupDBusManager *interface,
                             LineupRoster *roster,
                             LineupPreferences *preferences)
{
  Searcher *self = g_new0 (Searcher, 1);

  self->roster = g_object_ref (roster);
  self->preferences = g_object_ref (preferences);
  g_signal_connect_data (
      interface, "handle-search", G_CALLBACK (on_search), self, searcher_free, 0);
}
