/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-programme-search-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-call-reading.h"
#include "lineup-channel-ids.h"
#include "lineup-gate.h"
#include "lineup-lookup.h"
#include "lineup-programme-search.h"
#include "lineup-reply.h"
#include "lineup-schedule-variants.h"

/* Programmes that a search finds, unless it is said how many. */
#define DEFAULT_LIMIT 50

#define LINEUP_TYPE_PROGRAMME_SEARCH_ADAPTOR (lineup_programme_search_adaptor_get_type ())
G_DECLARE_FINAL_TYPE (LineupProgrammeSearchAdaptor,
                      lineup_programme_search_adaptor,
                      LINEUP,
                      PROGRAMME_SEARCH_ADAPTOR,
                      GObject)

struct _LineupProgrammeSearchAdaptor
{
  GObject parent_instance;

  LineupSubscription *subscription; /* (owned) */
  LineupClock *clock;               /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupProgrammeSearchAdaptor, lineup_programme_search_adaptor, G_TYPE_OBJECT)

static void
lineup_programme_search_adaptor_finalize (GObject *object)
{
  LineupProgrammeSearchAdaptor *self = LINEUP_PROGRAMME_SEARCH_ADAPTOR (object);

  g_clear_object (&self->subscription);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_programme_search_adaptor_parent_class)->finalize (object);
}

static void
lineup_programme_search_adaptor_class_init (LineupProgrammeSearchAdaptorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_programme_search_adaptor_finalize;
}

static void
lineup_programme_search_adaptor_init (LineupProgrammeSearchAdaptor *self)
{
}

/* A search: the catalogue says which channels a category has, the guide what is on at them, and the
 * catalogue what they are called. */
typedef struct
{
  LineupProgrammeSearchAdaptor *adaptor; /* (owned) */
  GVariant *options;                     /* (owned): has the strings of what is below */
  const char **fields;      /* (owned) (array zero-terminated=1) (nullable): %NULL for all */
  const char *category;     /* (unowned) (nullable) */
  char *text;               /* (owned) */
  GArray *items;            /* (owned) (element-type gint64): channels that are asked for */
  LineupGuideQuery query;   /* its items are set when it is run */
  guint limit;              /* broadcasts */
  LineupSchedule *schedule; /* (owned) (nullable): what was found */
  LineupCall *call;         /* (owned) (nullable): once it is its turn */
} Search;

static Search *
search_new (LineupProgrammeSearchAdaptor *adaptor, const char *text, GVariant *options)
{
  Search *self = g_new0 (Search, 1);

  self->adaptor = g_object_ref (adaptor);
  self->options = g_variant_ref (options);
  self->text = g_strdup (text);
  self->items = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->limit = DEFAULT_LIMIT;
  self->query.now = lineup_clock_get_seconds (adaptor->clock);
  self->query.from = self->query.now;
  self->query.until = LINEUP_PROGRAMME_MAX_START;
  self->query.max_bytes = LINEUP_REPLY_MAX_SIZE;
  return self;
}

static void
search_free (Search *self)
{
  g_clear_pointer (&self->schedule, lineup_schedule_unref);
  g_array_unref (self->items);
  g_free (self->text);
  g_free (self->fields);
  g_variant_unref (self->options);
  g_object_unref (self->adaptor);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static LineupCatalogue *
get_catalogue (Search *self)
{
  return lineup_subscription_get_catalogue (self->adaptor->subscription);
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
  lineup_reply_add (
      reply, lineup_schedule_variants_make_hit (schedule, place, name, hits->search->fields));
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

  return list != NULL ? g_variant_ref_sink (g_variant_new ("(@aa{sv})", list)) : NULL;
}

/* What is on at them. */

static void
fail (Search *owned_self, GError *owned_error)
{
  LineupCall *call = owned_self->call;

  search_free (owned_self);
  lineup_call_return_error (call, owned_error);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *self = user_data;
  GError *error = NULL;

  self->schedule = lineup_guide_read_finish (LINEUP_GUIDE (source), result, &error);
  if (self->schedule == NULL)
    fail (self, error);
  else
    lineup_call_reading_run (
        self->call, get_catalogue (self), make_reply, self, (GDestroyNotify)search_free);
}

static gpointer
search (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Search *self = user_data;
  LineupSchedule *schedule = lineup_programme_search_read (
      database, self->text, &self->query, self->limit, error);

  if (schedule != NULL)
    *generation = schedule->generation;
  return schedule;
}

static void
run (Search *self)
{
  self->query.items = (const gint64 *)(gpointer)self->items->data;
  self->query.n_items = self->items->len;
  lineup_guide_read_async (lineup_subscription_get_guide (self->adaptor->subscription),
                           search,
                           self,
                           NULL,
                           (GDestroyNotify)lineup_schedule_unref,
                           lineup_call_get_cancellable (self->call),
                           on_searched,
                           self);
}

/* Which channels a category has. */

static void
on_category (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *self = user_data;
  GError *error = NULL;
  g_autoptr (GArray) items = lineup_catalogue_read_finish (
      LINEUP_CATALOGUE (source), result, &error);

  if (items == NULL)
    {
      fail (self, error);
      return;
    }
  lineup_channel_ids_intersect (items, self->items);
  if (items->len == 0)
    {
      LineupCall *call = self->call;

      search_free (self);
      lineup_call_return_value (call, g_variant_new ("(@aa{sv})", g_variant_new ("aa{sv}", NULL)));
      return;
    }
  g_array_unref (self->items);
  self->items = g_steal_pointer (&items);
  run (self);
}

static void
begin (LineupCall *call, gpointer user_data)
{
  Search *self = user_data;

  self->call = call;
  if (self->category == NULL)
    run (self);
  else
    lineup_catalogue_read_async (get_catalogue (self),
                                 lineup_channel_ids_read,
                                 g_strdup (self->category),
                                 g_free,
                                 (GDestroyNotify)g_array_unref,
                                 lineup_call_get_cancellable (call),
                                 on_category,
                                 self);
}

static gboolean
parse_channels (Search *self, GError **error)
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
parse (Search *self, const char **word, GError **error)
{
  if (!lineup_arguments_check_text (self->text, error) || !parse_channels (self, error)
      || !lineup_lookup_time (self->options, "from", &self->query.from, error)
      || !lineup_lookup_time (self->options, "until", &self->query.until, error)
      || !lineup_lookup_text (self->options, "category", &self->category, error)
      || !lineup_lookup_text (self->options, "replaces", word, error)
      || !lineup_lookup_uint (self->options, "limit", &self->limit, error)
      || !lineup_arguments_check_limit (self->limit, error)
      || !lineup_arguments_parse_fields (self->options, &self->fields, error))
    return FALSE;
  self->query.whole = lineup_schedule_variants_keep_known (self->fields) || self->fields == NULL;
  return TRUE;
}

static gboolean
on_search_programmes (LineupDBusGuide *interface,
                      GDBusMethodInvocation *invocation,
                      const char *text,
                      GVariant *options,
                      LineupProgrammeSearchAdaptor *adaptor)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (Search) self = search_new (adaptor, text, options);
  const char *word = NULL;
  GError *error = NULL;

  if (!parse (self, &word, &error))
    {
      lineup_call_return_error (call, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  if (word != NULL)
    {
      g_autofree char *own_word = g_strconcat ("SearchProgrammes ", word, NULL);

      lineup_call_replace (call, own_word);
    }
  lineup_call_queue (
      call, LINEUP_LANE_READING, begin, g_steal_pointer (&self), (GDestroyNotify)search_free);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
lineup_programme_search_adaptor_attach (LineupDBusGuide *interface,
                                        LineupSubscription *subscription,
                                        LineupClock *clock)
{
  LineupProgrammeSearchAdaptor *self = g_object_new (LINEUP_TYPE_PROGRAMME_SEARCH_ADAPTOR, NULL);

  self->subscription = g_object_ref (subscription);
  self->clock = g_object_ref (clock);
  g_object_set_data_full (
      G_OBJECT (interface), "lineup-programme-search-adaptor", self, g_object_unref);
  g_signal_connect_object (
      interface, "handle-search-programmes", G_CALLBACK (on_search_programmes), self, 0);
}
