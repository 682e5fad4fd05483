/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-programme-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-call-reading.h"
#include "lineup-gate.h"
#include "lineup-guide-reader.h"
#include "lineup-listing.h"
#include "lineup-lookup.h"
#include "lineup-reply.h"
#include "lineup-schedule-variants.h"

/* Channels of a grid that may be asked for, most of which are told to be missing. */
#define MAX_GRID_CHANNELS 10000

/* Channels of a listing, and programmes after what is on now, unless it is said how many. */
#define DEFAULT_LIMIT     100
#define DEFAULT_FOLLOWING 1
#define MAX_FOLLOWING     10

#define LINEUP_TYPE_PROGRAMME_ADAPTOR (lineup_programme_adaptor_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupProgrammeAdaptor, lineup_programme_adaptor, LINEUP, PROGRAMME_ADAPTOR, GObject)

struct _LineupProgrammeAdaptor
{
  GObject parent_instance;

  LineupSubscription *subscription; /* (owned) */
  LineupClock *clock;               /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupProgrammeAdaptor, lineup_programme_adaptor, G_TYPE_OBJECT)

static void
lineup_programme_adaptor_finalize (GObject *object)
{
  LineupProgrammeAdaptor *self = LINEUP_PROGRAMME_ADAPTOR (object);

  g_clear_object (&self->subscription);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_programme_adaptor_parent_class)->finalize (object);
}

static void
lineup_programme_adaptor_class_init (LineupProgrammeAdaptorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_programme_adaptor_finalize;
}

static void
lineup_programme_adaptor_init (LineupProgrammeAdaptor *self)
{
}

/* A call that reads the guide, and the catalogue before where it says which channels. */
typedef struct
{
  LineupProgrammeAdaptor *adaptor; /* (owned) */
  LineupGuideReadFunc func;        /* reads the guide */
  GVariant *options;               /* (owned): has the strings of what is below */
  const char **fields; /* (owned) (array zero-terminated=1) (nullable): wanted, %NULL for none */
  LineupQuery listing; /* which channels, where that is to be found out */
  LineupGuideQuery query;
  GVariant *channels; /* (owned) (nullable): has the query's items */
  GArray *items;      /* (owned) (nullable) (element-type gint64): has them else */
  gint64 id;          /* of a programme */
  LineupCall *call;   /* (owned) (nullable): while the catalogue is read */
} Read;

static Read *
read_new (LineupProgrammeAdaptor *adaptor, LineupGuideReadFunc func, GVariant *options)
{
  Read *self = g_new0 (Read, 1);

  self->adaptor = g_object_ref (adaptor);
  self->func = func;
  self->options = g_variant_ref (options);
  self->query.now = lineup_clock_get_seconds (adaptor->clock);
  self->query.max_bytes = LINEUP_REPLY_MAX_SIZE;
  return self;
}

static void
read_free (Read *self)
{
  g_variant_unref (self->options);
  g_clear_pointer (&self->channels, g_variant_unref);
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self->fields);
  g_object_unref (self->adaptor);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, read_free)

static void
set_channels (Read *self, GVariant *channels)
{
  self->channels = g_variant_ref (channels);
  self->query.items = g_variant_get_fixed_array (channels, &self->query.n_items, sizeof (gint64));
}

static gboolean
parse_fields (Read *self, GError **error)
{
  if (!lineup_arguments_parse_fields (self->options, &self->fields, error))
    return FALSE;
  self->query.whole = lineup_schedule_variants_keep_known (self->fields);
  if (!self->query.whole)
    g_clear_pointer (&self->fields, g_free);
  return TRUE;
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, message);
  return FALSE;
}

static void
begin (LineupCall *call, gpointer user_data)
{
  Read *self = user_data;

  lineup_call_reading_run_guide (call,
                                 lineup_subscription_get_guide (self->adaptor->subscription),
                                 self->func,
                                 self,
                                 (GDestroyNotify)read_free);
}

static void
queue (LineupCall *owned_call, LineupCallFunc func, Read *owned_self)
{
  lineup_call_queue (owned_call, LINEUP_LANE_READING, func, owned_self, (GDestroyNotify)read_free);
}

/* What is on now. Which channels that is about the catalogue may have to say first. */

static gpointer
read_now (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Read *self = user_data;
  g_autoptr (LineupSchedule) schedule = lineup_guide_read_now (database, &self->query, error);

  if (schedule == NULL)
    return NULL;
  *generation = schedule->generation;
  return g_variant_ref_sink (
      g_variant_new ("(@a(xa(xttsa{sv}))t)",
                     lineup_schedule_variants_make_channels (schedule, self->fields),
                     (guint64)schedule->valid_until));
}

static gboolean
add_item (const LineupItem *item, gpointer user_data)
{
  Read *self = user_data;

  g_array_append_val (self->items, item->id);
  return TRUE;
}

static gpointer
read_listing (LineupReader *reader, gpointer user_data, GError **error)
{
  static const char *const no_fields[] = { NULL };
  Read *self = user_data;
  g_autofree char *next = NULL;

  g_array_set_size (self->items, 0);
  lineup_reader_set_fields (reader, no_fields);
  return lineup_listing_read (reader, &self->listing, add_item, self, &next, error) ? self : NULL;
}

static void
on_listing (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Read *self = user_data;
  LineupCall *call = g_steal_pointer (&self->call);
  GError *error = NULL;

  if (lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error) == NULL)
    {
      read_free (self);
      lineup_call_return_error (call, error);
      return;
    }
  self->query.items = (const gint64 *)(gpointer)self->items->data;
  self->query.n_items = self->items->len;
  begin (call, self);
}

static void
begin_listing (LineupCall *call, gpointer user_data)
{
  Read *self = user_data;

  self->call = call;
  self->items = g_array_new (FALSE, FALSE, sizeof (gint64));
  lineup_catalogue_read_async (lineup_subscription_get_catalogue (self->adaptor->subscription),
                               read_listing,
                               self,
                               NULL,
                               NULL,
                               lineup_call_get_cancellable (call),
                               on_listing,
                               self);
}

static gboolean
parse_listing (Read *self, GError **error)
{
  guint limit = DEFAULT_LIMIT;

  if (!lineup_lookup_uint (self->options, "limit", &limit, error)
      || !lineup_arguments_check_limit (limit, error))
    return FALSE;
  lineup_query_init (&self->listing, LINEUP_KIND_CHANNELS, limit);
  return lineup_arguments_parse_query (self->options, &self->listing, error);
}

static gboolean
parse_now (Read *self, GVariant *channels, GError **error)
{
  self->query.from = self->query.now;
  self->query.following = DEFAULT_FOLLOWING;
  if (!lineup_arguments_check_ids (channels, error) || !parse_fields (self, error)
      || !lineup_lookup_time (self->options, "at", &self->query.from, error)
      || !lineup_lookup_uint (self->options, "following", &self->query.following, error))
    return FALSE;
  if (self->query.following > MAX_FOLLOWING)
    return fail (error, "At most 10 programmes that follow are told");
  self->query.from = MIN (self->query.from, LINEUP_PROGRAMME_MAX_START);
  return g_variant_n_children (channels) > 0 || parse_listing (self, error);
}

/* Who asks for one channel has opened it. */
static void
note_opened (const Read *self)
{
  if (self->query.n_items == 1)
    lineup_short_guide_keeper_open (
        lineup_account_guides_get_short_guides (
            lineup_subscription_get_guides (self->adaptor->subscription)),
        self->query.items[0]);
}

static gboolean
on_list_now (LineupDBusGuide *interface,
             GDBusMethodInvocation *invocation,
             GVariant *channels,
             GVariant *options,
             LineupProgrammeAdaptor *adaptor)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (Read) self = read_new (adaptor, read_now, options);
  GError *error = NULL;

  set_channels (self, channels);
  if (parse_now (self, channels, &error))
    {
      const LineupCallFunc func = self->query.n_items > 0 ? begin : begin_listing;

      note_opened (self);
      queue (call, func, g_steal_pointer (&self));
    }
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* The grid */

static gpointer
read_grid (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Read *self = user_data;
  g_autoptr (LineupSchedule) schedule = lineup_guide_read_grid (database, &self->query, error);

  if (schedule == NULL)
    return NULL;
  *generation = schedule->generation;
  return g_variant_ref_sink (g_variant_new (
      "(@a(xa(xttsa{sv}))@axt)",
      lineup_schedule_variants_make_channels (schedule, self->fields),
      g_variant_new_fixed_array (
          G_VARIANT_TYPE_INT64, schedule->missing->data, schedule->missing->len, sizeof (gint64)),
      schedule->generation));
}

static gboolean
parse_grid (Read *self, guint64 from, guint64 until, GError **error)
{
  if (self->query.n_items > MAX_GRID_CHANNELS)
    return fail (error, "At most 10000 channels are asked for at once");
  if (from > until)
    return fail (error, "A time ends after it begins");
  self->query.from = (gint64)MIN (from, (guint64)LINEUP_PROGRAMME_MAX_START);
  self->query.until = (gint64)MIN (until, (guint64)LINEUP_PROGRAMME_MAX_START);
  return parse_fields (self, error);
}

static gboolean
on_list_programmes (LineupDBusGuide *interface,
                    GDBusMethodInvocation *invocation,
                    GVariant *channels,
                    guint64 from,
                    guint64 until,
                    GVariant *options,
                    LineupProgrammeAdaptor *adaptor)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (Read) self = read_new (adaptor, read_grid, options);
  GError *error = NULL;

  set_channels (self, channels);
  if (parse_grid (self, from, until, &error))
    {
      note_opened (self);
      queue (call, begin, g_steal_pointer (&self));
    }
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* One programme */

static gpointer
read_programme (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Read *self = user_data;
  g_autoptr (LineupSchedule) schedule = lineup_guide_read_programme (
      database, self->query.items[0], self->id, self->query.now, error);

  if (schedule == NULL)
    return NULL;
  *generation = schedule->generation;
  return g_variant_ref_sink (
      g_variant_new ("(@a{sv})",
                     lineup_schedule_variants_make_programme (
                         &g_array_index (schedule->programmes, LineupProgramme, 0))));
}

static gboolean
on_get_programme (LineupDBusGuide *interface,
                  GDBusMethodInvocation *invocation,
                  gint64 channel,
                  gint64 id,
                  GVariant *options,
                  LineupProgrammeAdaptor *adaptor)
{
  LineupCall *call = lineup_gate_receive (invocation);
  Read *self = read_new (adaptor, read_programme, options);
  g_autoptr (GVariant) channels = g_variant_ref_sink (
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &channel, 1, sizeof channel));

  set_channels (self, channels);
  self->id = id;
  queue (call, begin, self);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
lineup_programme_adaptor_attach (LineupDBusGuide *interface,
                                 LineupSubscription *subscription,
                                 LineupClock *clock)
{
  LineupProgrammeAdaptor *self = g_object_new (LINEUP_TYPE_PROGRAMME_ADAPTOR, NULL);

  self->subscription = g_object_ref (subscription);
  self->clock = g_object_ref (clock);
  g_object_set_data_full (G_OBJECT (interface), "lineup-programme-adaptor", self, g_object_unref);
  g_signal_connect_object (interface, "handle-list-now", G_CALLBACK (on_list_now), self, 0);
  g_signal_connect_object (
      interface, "handle-list-programmes", G_CALLBACK (on_list_programmes), self, 0);
  g_signal_connect_object (
      interface, "handle-get-programme", G_CALLBACK (on_get_programme), self, 0);
}
