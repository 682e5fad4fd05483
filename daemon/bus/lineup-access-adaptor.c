/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-access-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-call-reading.h"
#include "lineup-gate.h"
#include "lineup-id-file.h"
#include "lineup-now-call.h"
#include "lineup-order.h"
#include "lineup-reply.h"
#include "lineup-variants.h"

#include <gio/gunixfdlist.h>

/* A call that waits for its turn, and then reads. */
typedef struct
{
  LineupCatalogue *catalogue; /* (owned) */
  LineupQuery query;
  GVariant *options;      /* (owned): has the strings of the query and of the fields */
  const char **fields;    /* (owned) (array zero-terminated=1) (nullable): wanted, %NULL for all */
  GVariant *ids;          /* (owned) (nullable): of items */
  LineupDBusCatalog *now; /* (owned) (nullable): knows what is on now, where that is wanted */
} Access;

static Access *
access_new (LineupCatalogue *catalogue, GVariant *options)
{
  Access *self = g_new0 (Access, 1);

  self->catalogue = g_object_ref (catalogue);
  self->options = g_variant_ref (options);
  return self;
}

static void
access_free (Access *self)
{
  g_free (self->fields);
  g_variant_unref (self->options);
  g_clear_pointer (&self->ids, g_variant_unref);
  g_clear_object (&self->now);
  g_object_unref (self->catalogue);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Access, access_free)

/* All of a listing, in pages of no size. */
static gboolean
parse_listing (Access *self, const char *token, GError **error)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;

  if (!lineup_arguments_parse_kind (token, &kind, error))
    return FALSE;
  lineup_query_init (&self->query, kind, 1);
  return lineup_arguments_parse_query (self->options, &self->query, error);
}

/* Takes a call that is about a listing. */
static gboolean
receive (GDBusMethodInvocation *invocation,
         LineupCatalogue *catalogue,
         const char *token,
         GVariant *filter,
         LineupLane lane,
         LineupCallFunc begin)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (Access) self = access_new (catalogue, filter);
  GError *error = NULL;

  if (parse_listing (self, token, &error))
    lineup_call_queue (call, lane, begin, g_steal_pointer (&self), (GDestroyNotify)access_free);
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Counting */

static gpointer
count_items (LineupReader *reader, gpointer user_data, GError **error)
{
  const Access *self = user_data;
  g_autoptr (LineupOrder) order = lineup_order_new (reader, &self->query, error);
  guint64 generation = 0;
  guint n_items = 0;

  if (order == NULL || !lineup_order_count (order, &n_items, error)
      || !lineup_reader_get_generation (reader, &generation, error))
    return NULL;
  return g_variant_ref_sink (g_variant_new ("(ut)", n_items, generation));
}

static void
begin_count (LineupCall *call, gpointer user_data)
{
  Access *self = user_data;

  lineup_call_reading_run (call, self->catalogue, count_items, self, (GDestroyNotify)access_free);
}

static gboolean
on_count_items (LineupDBusCatalog *interface,
                GDBusMethodInvocation *invocation,
                const char *token,
                GVariant *filter,
                LineupCatalogue *catalogue)
{
  return receive (invocation, catalogue, token, filter, LINEUP_LANE_READING, begin_count);
}

/* Items by their ids */

typedef struct
{
  LineupReader *reader; /* (unowned) */
  const Access *access; /* (unowned) */
  LineupReply *reply;   /* (unowned) */
} Items;

static void
add_item (const LineupItem *item, gpointer user_data)
{
  const Items *items = user_data;

  lineup_reply_add (
      items->reply,
      lineup_variants_from_item (
          items->access->query.kind, item, items->access->fields, items->reply->max_text));
}

static gboolean
add_items (LineupReply *reply, gpointer user_data, GError **error)
{
  Items *items = user_data;
  gsize n_ids = 0;
  const gint64 *ids = g_variant_get_fixed_array (items->access->ids, &n_ids, sizeof *ids);

  items->reply = reply;
  lineup_reader_set_fields (items->reader, items->access->fields);
  for (gsize i = 0; i < n_ids; i++)
    {
      gboolean found = FALSE;

      if (!lineup_reader_find_item (
              items->reader, items->access->query.kind, ids[i], &found, add_item, items, error))
        return FALSE;
      if (!found)
        lineup_reply_add (reply, g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
    }
  return TRUE;
}

static gpointer
get_items (LineupReader *reader, gpointer user_data, GError **error)
{
  Items items = { .reader = reader, .access = user_data };
  GVariant *list = lineup_reply_make_all (add_items, &items, error);

  return list != NULL ? g_variant_ref_sink (g_variant_new ("(@aa{sv})", list)) : NULL;
}

static void
begin_items (LineupCall *call, gpointer user_data)
{
  Access *self = user_data;

  if (self->now != NULL)
    lineup_now_call_run (
        call, self->now, self->catalogue, get_items, self, (GDestroyNotify)access_free);
  else
    lineup_call_reading_run (call, self->catalogue, get_items, self, (GDestroyNotify)access_free);
}

static gboolean
on_get_items (LineupDBusCatalog *interface,
              GDBusMethodInvocation *invocation,
              const char *token,
              GVariant *ids,
              GVariant *options,
              LineupCatalogue *catalogue)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (Access) self = access_new (catalogue, options);
  GError *error = NULL;

  self->ids = g_variant_ref (ids);
  if (lineup_arguments_parse_kind (token, &self->query.kind, &error)
      && lineup_arguments_check_ids (ids, &error)
      && lineup_arguments_parse_fields (options, &self->fields, &error))
    {
      if (lineup_now_call_is_wanted (self->query.kind, self->fields))
        self->now = g_object_ref (interface);
      lineup_call_queue (call,
                         LINEUP_LANE_READING,
                         begin_items,
                         g_steal_pointer (&self),
                         (GDestroyNotify)access_free);
    }
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Ids in order */

typedef struct
{
  GUnixFDList *files; /* (owned) */
  guint n_ids;
  guint64 generation;
} Index;

static void
index_free (Index *self)
{
  g_object_unref (self->files);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Index, index_free)

static gpointer
make_index (LineupReader *reader, gpointer user_data, GError **error)
{
  const Access *self = user_data;
  Index *made = NULL;
  guint64 generation = 0;
  guint n_ids = 0;
  int fd = -1;

  if (!lineup_reader_get_generation (reader, &generation, error))
    return NULL;
  fd = lineup_id_file_make (reader, &self->query, &n_ids, error);
  if (fd < 0)
    return NULL;
  made = g_new0 (Index, 1);
  made->files = g_unix_fd_list_new_from_array (&fd, 1);
  made->n_ids = n_ids;
  made->generation = generation;
  return made;
}

/* The file is closed here when it has been sent, with the last reference to its list. */
static void
on_index (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  GError *error = NULL;
  g_autoptr (Index) made = lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);

  if (made != NULL)
    lineup_call_return_files (
        call, g_variant_new ("(hut)", 0, made->n_ids, made->generation), made->files);
  else
    lineup_call_return_error (call, error);
}

static void
begin_index (LineupCall *call, gpointer user_data)
{
  Access *self = user_data;

  lineup_catalogue_read_async (self->catalogue,
                               make_index,
                               self,
                               (GDestroyNotify)access_free,
                               (GDestroyNotify)index_free,
                               lineup_call_get_cancellable (call),
                               on_index,
                               call);
}

static gboolean
on_open_index (LineupDBusCatalog *interface,
               GDBusMethodInvocation *invocation,
               GUnixFDList *files,
               const char *token,
               GVariant *filter,
               LineupCatalogue *catalogue)
{
  return receive (invocation, catalogue, token, filter, LINEUP_LANE_COPYING, begin_index);
}

void
lineup_access_adaptor_attach (LineupDBusCatalog *interface, LineupCatalogue *catalogue)
{
  g_signal_connect_object (
      interface, "handle-count-items", G_CALLBACK (on_count_items), catalogue, 0);
  g_signal_connect_object (interface, "handle-get-items", G_CALLBACK (on_get_items), catalogue, 0);
  g_signal_connect_object (
      interface, "handle-open-index", G_CALLBACK (on_open_index), catalogue, 0);
}
