/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-now-call.h"

#include "lineup-error.h"
#include "lineup-guide-reader.h"
#include "lineup-schedule-variants.h"

/* Keys of an item, and of what an interface knows. */
#define NOW  "now"
#define DATA "lineup-now"

/* What an interface knows. */
typedef struct
{
  LineupGuide *guide; /* (owned) */
  LineupClock *clock; /* (owned) */
} Knowledge;

static void
knowledge_free (gpointer data)
{
  Knowledge *self = data;

  g_object_unref (self->guide);
  g_object_unref (self->clock);
  g_free (self);
}

void
lineup_now_call_attach (LineupDBusCatalog *interface, LineupGuide *guide, LineupClock *clock)
{
  Knowledge *self = g_new0 (Knowledge, 1);

  self->guide = g_object_ref (guide);
  self->clock = g_object_ref (clock);
  g_object_set_data_full (G_OBJECT (interface), DATA, self, knowledge_free);
}

gboolean
lineup_now_call_is_wanted (LineupKind kind, const char *const *fields)
{
  return kind == LINEUP_KIND_CHANNELS && fields != NULL && g_strv_contains (fields, NOW);
}

/* A call, from the items on. */
typedef struct
{
  LineupCall *call;   /* (owned) */
  LineupGuide *guide; /* (owned) */
  gint64 now;         /* Unix seconds */
  GVariant *reply;    /* (owned) (nullable): once there are items */
} NowCall;

static void
now_call_free (NowCall *self)
{
  g_object_unref (self->guide);
  g_clear_pointer (&self->reply, g_variant_unref);
  g_free (self);
}

static LineupSchedule *
read_now (LineupDatabase *database, const NowCall *self, GVariant *items, GError **error)
{
  const gsize n_items = g_variant_n_children (items);
  g_autofree gint64 *ids = g_new0 (gint64, n_items);
  const LineupGuideQuery query
      = { .items = ids, .n_items = n_items, .from = self->now, .now = self->now };

  for (gsize i = 0; i < n_items; i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);

      g_variant_lookup (item, "id", "x", &ids[i]);
    }
  return lineup_guide_read_now (database, &query, error);
}

/* In a gap there is what comes next, which is not on now. */
static const LineupProgramme *
get_now (const NowCall *self, const LineupSchedule *schedule, guint place)
{
  const LineupScheduleChannel *channel = &g_array_index (
      schedule->channels, LineupScheduleChannel, place);
  const LineupProgramme *programme = NULL;

  if (channel->n_programmes == 0)
    return NULL;
  programme = &g_array_index (schedule->programmes, LineupProgramme, channel->first);
  return programme->start <= self->now ? programme : NULL;
}

static GVariant *
add_programme (GVariant *item, const LineupProgramme *programme)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, item);
  g_variant_dict_insert_value (&dict, NOW, lineup_schedule_variants_make_now (programme));
  return g_variant_dict_end (&dict);
}

static GVariant *
make_items (const NowCall *self, const LineupSchedule *schedule, GVariant *items)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      const LineupProgramme *programme = get_now (self, schedule, (guint)i);
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      const gboolean is_there = g_variant_n_children (item) > 0;

      g_variant_builder_add_value (
          &builder, programme != NULL && is_there ? add_programme (item, programme) : item);
    }
  return g_variant_builder_end (&builder);
}

/* All but the items stays as it is. */
static GVariant *
make_reply (const NowCall *self, GVariant *items)
{
  const gsize n_members = g_variant_n_children (self->reply);
  GVariantBuilder builder;
  GVariant *reply = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_TUPLE);
  g_variant_builder_add_value (&builder, items);
  for (gsize i = 1; i < n_members; i++)
    {
      g_autoptr (GVariant) member = g_variant_get_child_value (self->reply, i);

      g_variant_builder_add_value (&builder, member);
    }
  reply = g_variant_ref_sink (g_variant_builder_end (&builder));
  /* From here on there are bytes alone. */
  g_variant_get_data (reply);
  return reply;
}

static gpointer
add_now (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const NowCall *self = user_data;
  g_autoptr (GVariant) items = g_variant_get_child_value (self->reply, 0);
  g_autoptr (LineupSchedule) schedule = read_now (database, self, items, error);

  if (schedule == NULL)
    return NULL;
  *generation = schedule->generation;
  return make_reply (self, make_items (self, schedule, items));
}

/* A guide that can't be read keeps nobody from seeing channels. */
static void
on_now (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NowCall *self = user_data;
  LineupCall *call = g_steal_pointer (&self->call);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_guide_read_finish (LINEUP_GUIDE (source), result, &error);

  if (reply == NULL && lineup_error_is_cancelled (error))
    lineup_call_return_error (call, g_steal_pointer (&error));
  else
    lineup_call_return_value (call, reply != NULL ? reply : self->reply);
  now_call_free (self);
}

static void
on_items (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NowCall *self = user_data;
  LineupCall *call = self->call;
  GError *error = NULL;

  self->reply = lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);
  if (self->reply != NULL)
    {
      lineup_guide_read_async (self->guide,
                               add_now,
                               self,
                               NULL,
                               (GDestroyNotify)g_variant_unref,
                               lineup_call_get_cancellable (call),
                               on_now,
                               self);
      return;
    }
  now_call_free (self);
  lineup_call_return_error (call, error);
}

void
lineup_now_call_run (LineupCall *call,
                     LineupDBusCatalog *interface,
                     LineupCatalogue *catalogue,
                     LineupReadFunc func,
                     gpointer user_data,
                     GDestroyNotify free_func)
{
  const Knowledge *knowledge = g_object_get_data (G_OBJECT (interface), DATA);
  NowCall *self = g_new0 (NowCall, 1);

  self->call = call;
  self->guide = g_object_ref (knowledge->guide);
  self->now = lineup_clock_get_seconds (knowledge->clock);
  lineup_catalogue_read_async (catalogue,
                               func,
                               user_data,
                               free_func,
                               (GDestroyNotify)g_variant_unref,
                               lineup_call_get_cancellable (call),
                               on_items,
                               self);
}
