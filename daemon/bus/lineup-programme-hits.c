/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-programme-hits.h"

#include "lineup-arguments.h"
#include "lineup-channel-ids.h"
#include "lineup-lookup.h"
#include "lineup-programme-search.h"
#include "lineup-reply.h"
#include "lineup-schedule-variants.h"

/* Programmes that a search finds, unless it is said how many. */
#define DEFAULT_LIMIT 50

/* What is looked for */

static void
query_clear (gpointer data)
{
  LineupProgrammeQuery *self = data;

  g_free (self->accounts);
  g_free (self->fields);
  g_free (self->text);
  g_array_unref (self->items);
  g_variant_unref (self->options);
}

LineupProgrammeQuery *
lineup_programme_query_ref (LineupProgrammeQuery *self)
{
  return g_rc_box_acquire (self);
}

void
lineup_programme_query_unref (LineupProgrammeQuery *self)
{
  g_rc_box_release_full (self, query_clear);
}

static gboolean
parse_channels (LineupProgrammeQuery *self, GError **error)
{
  g_autoptr (GVariant) channels = NULL;
  const gint64 *items = NULL;
  gsize n_items = 0;

  if (!lineup_lookup_value (self->options, "channels", G_VARIANT_TYPE ("ax"), &channels, error)
      || (channels != NULL && !lineup_arguments_check_ids (channels, error)))
    return FALSE;
  if (channels == NULL)
    return TRUE;
  items = g_variant_get_fixed_array (channels, &n_items, sizeof *items);
  g_array_append_vals (self->items, items, (guint)n_items);
  return TRUE;
}

static gboolean
parse_accounts (LineupProgrammeQuery *self, GError **error)
{
  g_autoptr (GVariant) accounts = NULL;

  if (!lineup_lookup_value (
          self->options, "accounts", G_VARIANT_TYPE_STRING_ARRAY, &accounts, error))
    return FALSE;
  if (accounts != NULL)
    self->accounts = g_variant_get_strv (accounts, NULL);
  return TRUE;
}

static gboolean
parse (LineupProgrammeQuery *self, GError **error)
{
  if (!lineup_arguments_check_text (self->text, error) || !parse_channels (self, error)
      || !parse_accounts (self, error)
      || !lineup_lookup_time (self->options, "from", &self->query.from, error)
      || !lineup_lookup_time (self->options, "until", &self->query.until, error)
      || !lineup_lookup_text (self->options, "category", &self->category, error)
      || !lineup_lookup_text (self->options, "replaces", &self->replaces, error)
      || !lineup_lookup_uint (self->options, "limit", &self->limit, error)
      || !lineup_arguments_check_limit (self->limit, error)
      || !lineup_arguments_parse_fields (self->options, &self->fields, error))
    return FALSE;
  self->query.whole = lineup_schedule_variants_keep_known (self->fields) || self->fields == NULL;
  return TRUE;
}

LineupProgrammeQuery *
lineup_programme_query_new (const char *text, GVariant *options, gint64 now, GError **error)
{
  g_autoptr (LineupProgrammeQuery) self = g_rc_box_new0 (LineupProgrammeQuery);

  self->options = g_variant_ref (options);
  self->text = g_strdup (text);
  self->items = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->limit = DEFAULT_LIMIT;
  self->query.now = now;
  self->query.from = now;
  self->query.until = LINEUP_PROGRAMME_MAX_START;
  self->query.max_bytes = LINEUP_REPLY_MAX_SIZE;
  self->query.max_time = LINEUP_PROGRAMME_SEARCH_MAX_TIME;
  return parse (self, error) ? g_steal_pointer (&self) : NULL;
}

void
lineup_programme_query_widen (LineupProgrammeQuery *self)
{
  g_array_set_size (self->items, 0);
  self->category = NULL;
}

/* A search: the catalogue says which channels a category has, the guide what is on at them, and the
 * catalogue what they are called. */
typedef struct
{
  LineupProgrammeQuery *query; /* (owned) */
  char *account;               /* (owned) (nullable): its id, where hits tell it */
  GArray *items;               /* (owned) (element-type gint64): channels that are asked for */
  LineupSchedule *schedule;    /* (owned) (nullable): what was found */
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  g_clear_pointer (&self->schedule, lineup_schedule_unref);
  g_array_unref (self->items);
  g_free (self->account);
  lineup_programme_query_unref (self->query);
  g_free (self);
}

/* What they are called. */

typedef struct
{
  const Search *search; /* (unowned) */
  LineupReader *reader; /* (unowned) */
} Hits;

static void
take_name (const LineupItem *item, gpointer user_data)
{
  char **name = user_data;

  *name = g_strdup (item->name);
}

static gboolean
add_hit (LineupReply *reply, const Hits *hits, guint place, GError **error)
{
  const LineupSchedule *schedule = hits->search->schedule;
  const gint64 item = g_array_index (schedule->channels, LineupScheduleChannel, place).item;
  g_autofree char *name = NULL;
  gboolean found = FALSE;

  if (!lineup_reader_find_item (
          hits->reader, LINEUP_KIND_CHANNELS, item, &found, take_name, &name, error))
    return FALSE;
  lineup_reply_add (reply,
                    lineup_schedule_variants_make_hit (
                        schedule, place, name, hits->search->account, hits->search->query->fields));
  return TRUE;
}

static gboolean
add_hits (LineupReply *reply, gpointer user_data, GError **error)
{
  static const char *const fields[] = { "name", NULL };
  const Hits *hits = user_data;
  const GArray *channels = hits->search->schedule->channels;
  guint last = G_MAXUINT;

  lineup_reader_set_fields (hits->reader, fields);
  for (guint i = 0; i < channels->len; i++)
    {
      const guint first = g_array_index (channels, LineupScheduleChannel, i).first;

      if (first != last && !add_hit (reply, hits, i, error))
        return FALSE;
      last = first;
    }
  return TRUE;
}

static gpointer
make_reply (LineupReader *reader, gpointer user_data, GError **error)
{
  Hits hits = { .search = user_data, .reader = reader };
  GVariant *list = lineup_reply_make_all (add_hits, &hits, error);

  return list != NULL ? g_variant_ref_sink (list) : NULL;
}

static void
variant_free (gpointer variant)
{
  g_variant_unref (variant);
}

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GVariant *list = lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, variant_free);
  else
    g_task_return_error (task, error);
}

/* What is on at them. */

static void
schedule_free (gpointer schedule)
{
  lineup_schedule_unref (schedule);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupSubscription *subscription = g_task_get_source_object (task);
  Search *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->schedule = lineup_guide_read_finish (LINEUP_GUIDE (source), result, &error);
  if (self->schedule == NULL)
    g_task_return_error (task, error);
  else
    lineup_catalogue_read_async (lineup_subscription_get_catalogue (subscription),
                                 make_reply,
                                 self,
                                 NULL,
                                 variant_free,
                                 cancellable,
                                 on_reply,
                                 g_steal_pointer (&task));
}

static gpointer
search (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Search *self = user_data;
  LineupGuideQuery query = self->query->query;
  LineupSchedule *schedule = NULL;

  query.items = (const gint64 *)(gpointer)self->items->data;
  query.n_items = self->items->len;
  schedule = lineup_programme_search_read (
      database, self->query->text, &query, self->query->limit, error);
  if (schedule != NULL)
    *generation = schedule->generation;
  return schedule;
}

static void
run (GTask *owned_task)
{
  lineup_guide_read_async (lineup_subscription_get_guide (g_task_get_source_object (owned_task)),
                           search,
                           g_task_get_task_data (owned_task),
                           NULL,
                           schedule_free,
                           g_task_get_cancellable (owned_task),
                           on_searched,
                           owned_task);
}

/* Which channels a category has. */

static void
on_category (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GArray) items = lineup_catalogue_read_finish (
      LINEUP_CATALOGUE (source), result, &error);

  if (items == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lineup_channel_ids_intersect (items, self->items);
  g_array_unref (self->items);
  self->items = g_steal_pointer (&items);
  if (self->items->len > 0)
    run (g_steal_pointer (&task));
  else
    /* None would be any. */
    g_task_return_pointer (task, g_variant_ref_sink (g_variant_new ("aa{sv}", NULL)), variant_free);
}

static void
array_free (gpointer array)
{
  g_array_unref (array);
}

void
lineup_programme_hits_find_async (LineupSubscription *subscription,
                                  LineupProgrammeQuery *query,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (subscription, cancellable, callback, user_data);
  Search *self = g_new0 (Search, 1);
  LineupAccount *account = lineup_subscription_get_account (subscription);

  self->query = lineup_programme_query_ref (query);
  self->items = g_array_copy (query->items);
  if (query->tells_account)
    self->account = g_strdup (lineup_account_get_id (account));
  g_task_set_source_tag (task, lineup_programme_hits_find_async);
  g_task_set_task_data (task, self, search_free);
  if (query->category == NULL)
    run (task);
  else
    lineup_catalogue_read_async (lineup_subscription_get_catalogue (subscription),
                                 lineup_channel_ids_read,
                                 g_strdup (query->category),
                                 g_free,
                                 array_free,
                                 cancellable,
                                 on_category,
                                 task);
}

GVariant *
lineup_programme_hits_find_finish (LineupSubscription *subscription,
                                   GAsyncResult *result,
                                   GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, subscription), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
