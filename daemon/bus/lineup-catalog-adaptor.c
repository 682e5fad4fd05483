/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bus/lineup-catalog-adaptor.h"

#include "bus/lineup-arguments.h"
#include "bus/lineup-variants.h"
#include "catalogue/lineup-change-list.h"
#include "catalogue/lineup-listing.h"
#include "catalogue/lineup-search.h"
#include "catalogue/lineup-snapshot.h"
#include "lineup-error.h"
#include "lineup-stream-lookup.h"

#include <gio/gunixfdlist.h>

/* A call that reads. Its arguments are read on the main thread; the catalogue is read, and the
 * reply made out of rows, on a thread of the catalogue's. */
typedef struct
{
  GVariant *options;   /* (owned) (nullable): has the strings of the query and of the fields */
  const char **fields; /* (owned) (array zero-terminated=1) (nullable): wanted, %NULL for all */
  char *cursor;        /* (owned) (nullable): is the query's cursor */
  LineupQuery query;
  char *text; /* (owned) (nullable): is the search's text */
  LineupSearch search;
  gint64 id;              /* of the item */
  LineupDetails *details; /* (owned) (nullable): what is known of it beyond the catalogue's items */
  guint64 since;          /* number of the last change that is known */
} Read;

static Read *
read_new (LineupKind kind)
{
  Read *read = g_new0 (Read, 1);

  lineup_query_init (&read->query, kind, 0);
  return read;
}

static void
read_free (Read *read)
{
  g_free (read->fields);
  g_clear_pointer (&read->options, g_variant_unref);
  g_free (read->cursor);
  g_free (read->text);
  g_clear_pointer (&read->details, lineup_details_unref);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, read_free)

/* The items or categories of a reply, while they are read. */
typedef struct
{
  LineupKind kind;
  const char *const *fields;    /* (unowned) (nullable) */
  const LineupDetails *details; /* (unowned) (nullable) */
  GVariantBuilder builder;
} Reply;

static void
add_category (const LineupCategory *category, guint n_items, gpointer user_data)
{
  Reply *reply = user_data;

  g_variant_builder_add_value (&reply->builder, lineup_variants_from_category (category, n_items));
}

static void
add_item (const LineupItem *item, gpointer user_data)
{
  Reply *reply = user_data;

  g_variant_builder_add_value (&reply->builder,
                               lineup_variants_from_item (reply->kind, item, reply->fields));
}

static void
take_item (const LineupItem *item, gpointer user_data)
{
  Reply *reply = user_data;

  g_variant_builder_add (&reply->builder,
                         "@a{sv}",
                         lineup_variants_from_full_item (reply->kind, item, reply->details));
}

static gpointer
read_categories (LineupReader *reader, gpointer user_data, GError **error)
{
  const Read *read = user_data;
  Reply reply = { .kind = read->query.kind };

  g_variant_builder_init (&reply.builder, G_VARIANT_TYPE ("aa{sv}"));
  if (!lineup_reader_list_categories (reader, reply.kind, add_category, &reply, error))
    {
      g_variant_builder_clear (&reply.builder);
      return NULL;
    }
  return g_variant_ref_sink (g_variant_new ("(aa{sv})", &reply.builder));
}

static gpointer
read_items (LineupReader *reader, gpointer user_data, GError **error)
{
  const Read *read = user_data;
  Reply reply = { .kind = read->query.kind, .fields = read->fields };
  g_autofree char *next = NULL;

  g_variant_builder_init (&reply.builder, G_VARIANT_TYPE ("aa{sv}"));
  if (!lineup_listing_read (reader, &read->query, add_item, &reply, &next, error))
    {
      g_variant_builder_clear (&reply.builder);
      return NULL;
    }
  return g_variant_ref_sink (g_variant_new ("(aa{sv}s)", &reply.builder, next));
}

static void
add_hit (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  Reply *reply = user_data;

  g_variant_builder_add_value (&reply->builder,
                               lineup_variants_from_item (kind, item, reply->fields));
}

static gpointer
read_search (LineupReader *reader, gpointer user_data, GError **error)
{
  const Read *read = user_data;
  Reply reply = { .fields = read->fields };

  g_variant_builder_init (&reply.builder, G_VARIANT_TYPE ("aa{sv}"));
  if (!lineup_search_read (reader, &read->search, add_hit, &reply, error))
    {
      g_variant_builder_clear (&reply.builder);
      return NULL;
    }
  return g_variant_ref_sink (g_variant_new ("(aa{sv})", &reply.builder));
}

static gpointer
read_item (LineupReader *reader, gpointer user_data, GError **error)
{
  const Read *read = user_data;
  Reply reply = { .kind = read->query.kind, .details = read->details };

  g_variant_builder_init (&reply.builder, G_VARIANT_TYPE ("(a{sv})"));
  if (!lineup_reader_get_item (reader, reply.kind, read->id, take_item, &reply, error))
    {
      g_variant_builder_clear (&reply.builder);
      return NULL;
    }
  return g_variant_ref_sink (g_variant_builder_end (&reply.builder));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) reply = lineup_catalogue_read_finish (
      LINEUP_CATALOGUE (source), result, &error);

  if (reply != NULL)
    g_dbus_method_invocation_return_value (invocation, reply);
  else
    lineup_arguments_return_error (invocation, error);
}

/* Takes the read and the invocation over. */
static void
run (LineupCatalogue *catalogue, LineupReadFunc func, Read *read, GDBusMethodInvocation *invocation)
{
  lineup_catalogue_read_async (catalogue,
                               func,
                               read,
                               (GDestroyNotify)read_free,
                               (GDestroyNotify)g_variant_unref,
                               NULL,
                               on_read,
                               invocation);
}

static gboolean
on_list_categories (LineupDBusCatalog *interface,
                    GDBusMethodInvocation *invocation,
                    const char *token,
                    LineupCatalogue *catalogue)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  GError *error = NULL;

  if (lineup_arguments_parse_kind (token, &kind, &error))
    run (catalogue, read_categories, read_new (kind), invocation);
  else
    lineup_arguments_return_error (invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_list_items (LineupDBusCatalog *interface,
               GDBusMethodInvocation *invocation,
               const char *token,
               GVariant *filter,
               const char *cursor,
               guint limit,
               LineupCatalogue *catalogue)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  g_autoptr (Read) read = NULL;
  GError *error = NULL;

  if (!lineup_arguments_parse_kind (token, &kind, &error))
    {
      lineup_arguments_return_error (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  read = read_new (kind);
  read->options = g_variant_ref (filter);
  read->cursor = g_strdup (cursor);
  read->query.cursor = read->cursor;
  read->query.limit = limit;
  if (lineup_arguments_parse_query (filter, &read->query, &error)
      && lineup_arguments_parse_fields (filter, &read->fields, &error))
    run (catalogue, read_items, g_steal_pointer (&read), invocation);
  else
    lineup_arguments_return_error (invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_search (LineupDBusCatalog *interface,
           GDBusMethodInvocation *invocation,
           const char *text,
           GVariant *options,
           LineupCatalogue *catalogue)
{
  g_autoptr (Read) read = read_new (LINEUP_KIND_CHANNELS);
  GError *error = NULL;

  read->options = g_variant_ref (options);
  read->text = g_strdup (text);
  if (lineup_arguments_parse_search (options, &read->search, &error)
      && lineup_arguments_parse_fields (options, &read->fields, &error))
    {
      read->search.text = read->text;
      run (catalogue, read_search, g_steal_pointer (&read), invocation);
    }
  else
    lineup_arguments_return_error (invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_get_item (LineupDBusCatalog *interface,
             GDBusMethodInvocation *invocation,
             const char *token,
             gint64 id,
             LineupCatalogue *catalogue)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  GError *error = NULL;
  Read *read = NULL;

  if (!lineup_arguments_parse_kind (token, &kind, &error))
    {
      lineup_arguments_return_error (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  read = read_new (kind);
  read->id = id;
  run (catalogue, read_item, read, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
add_change (const LineupChange *change, gpointer user_data)
{
  g_variant_builder_add_value (user_data, lineup_variants_from_change (change));
}

static gpointer
read_changes (LineupReader *reader, gpointer user_data, GError **error)
{
  const Read *read = user_data;
  GVariantBuilder builder;
  guint64 generation = 0;
  gboolean complete = FALSE;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  if (!lineup_change_list_read (reader,
                                read->since,
                                read->query.limit,
                                add_change,
                                &builder,
                                &generation,
                                &complete,
                                error))
    {
      g_variant_builder_clear (&builder);
      return NULL;
    }
  return g_variant_ref_sink (g_variant_new ("(aa{sv}tb)", &builder, generation, complete));
}

static gboolean
on_list_changes (LineupDBusCatalog *interface,
                 GDBusMethodInvocation *invocation,
                 guint64 since,
                 guint limit,
                 LineupCatalogue *catalogue)
{
  GError *error = NULL;
  Read *read = NULL;

  if (!lineup_arguments_check_limit (limit, &error))
    {
      lineup_arguments_return_error (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  /* Of all kinds. */
  read = read_new (LINEUP_KIND_CHANNELS);
  read->query.limit = limit;
  read->since = since;
  run (catalogue, read_changes, read, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* A call for details: they are had first, then the item is read as for any other call. */
typedef struct
{
  Read *read;                        /* (owned) */
  LineupCatalogue *catalogue;        /* (owned) */
  GDBusMethodInvocation *invocation; /* (owned) */
} DetailsCall;

static void
on_details (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree DetailsCall *call = user_data;
  g_autoptr (LineupCatalogue) catalogue = call->catalogue;
  g_autoptr (Read) read = call->read;
  GError *error = NULL;

  if (lineup_details_keeper_get_finish (
          LINEUP_DETAILS_KEEPER (source), result, &read->details, &error))
    run (catalogue, read_item, g_steal_pointer (&read), call->invocation);
  else
    lineup_arguments_return_error (call->invocation, error);
}

static gboolean
parse_detailed_kind (const char *token, LineupKind *kind, GError **error)
{
  if (!lineup_arguments_parse_kind (token, kind, error))
    return FALSE;
  if (*kind != LINEUP_KIND_CHANNELS)
    return TRUE;
  g_set_error_literal (
      error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "Only movies and series have details");
  return FALSE;
}

static gboolean
on_get_details (LineupDBusCatalog *interface,
                GDBusMethodInvocation *invocation,
                const char *token,
                gint64 id,
                GVariant *options,
                LineupSubscription *subscription)
{
  LineupKind kind = LINEUP_KIND_MOVIES;
  gboolean refresh = FALSE;
  GError *error = NULL;
  DetailsCall *call = NULL;

  if (!parse_detailed_kind (token, &kind, &error)
      || !lineup_arguments_parse_details_options (options, &refresh, &error))
    {
      lineup_arguments_return_error (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  call = g_new0 (DetailsCall, 1);
  call->read = read_new (kind);
  call->read->id = id;
  call->catalogue = g_object_ref (lineup_subscription_get_catalogue (subscription));
  call->invocation = invocation;
  lineup_details_keeper_get_async (
      lineup_subscription_get_details (subscription), kind, id, refresh, on_details, call);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gpointer
make_snapshot (LineupReader *reader, gpointer user_data, GError **error)
{
  const Read *read = user_data;
  const int fd = lineup_snapshot_make (reader, read->query.kind, error);

  return fd >= 0 ? g_unix_fd_list_new_from_array (&fd, 1) : NULL;
}

/* The file is closed here when it has been sent, with the last reference to its list. */
static void
on_snapshot (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;
  g_autoptr (GUnixFDList) files = lineup_catalogue_read_finish (
      LINEUP_CATALOGUE (source), result, &error);

  if (files != NULL)
    g_dbus_method_invocation_return_value_with_unix_fd_list (
        invocation, g_variant_new ("(h)", 0), files);
  else
    lineup_arguments_return_error (invocation, error);
}

static gboolean
on_open_snapshot (LineupDBusCatalog *interface,
                  GDBusMethodInvocation *invocation,
                  GUnixFDList *files,
                  const char *token,
                  LineupCatalogue *catalogue)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  GError *error = NULL;

  if (lineup_arguments_parse_kind (token, &kind, &error))
    lineup_catalogue_read_async (catalogue,
                                 make_snapshot,
                                 read_new (kind),
                                 (GDestroyNotify)read_free,
                                 g_object_unref,
                                 NULL,
                                 on_snapshot,
                                 invocation);
  else
    lineup_arguments_return_error (invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_stream_url (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;
  g_autofree char *url = lineup_stream_lookup_run_finish (
      LINEUP_SUBSCRIPTION (source), result, &error);

  if (url != NULL)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(s)", url));
  else
    lineup_arguments_return_error (invocation, error);
}

static gboolean
parse_streamed_kind (const char *token, LineupStreamRequest *request, GError **error)
{
  request->is_episode = g_str_equal (token, "episodes");
  if (!request->is_episode)
    return lineup_arguments_parse_kind (token, &request->kind, error);
  request->kind = LINEUP_KIND_SERIES;
  return TRUE;
}

static gboolean
on_get_stream_url (LineupDBusCatalog *interface,
                   GDBusMethodInvocation *invocation,
                   const char *token,
                   gint64 id,
                   GVariant *options,
                   LineupSubscription *subscription)
{
  LineupStreamRequest request = { .id = id };
  GError *error = NULL;

  if (lineup_arguments_parse_stream_options (options, &request, &error)
      && parse_streamed_kind (token, &request, &error))
    lineup_stream_lookup_run_async (subscription, &request, on_stream_url, invocation);
  else
    lineup_arguments_return_error (invocation, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
update_counts (LineupDBusCatalog *interface, LineupCatalogue *catalogue)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{st}"));
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      const LineupList list = (LineupList)i;

      g_variant_builder_add (&builder,
                             "{st}",
                             lineup_list_to_string (list),
                             lineup_catalogue_get_count (catalogue, list));
    }
  lineup_dbus_catalog_set_counts (interface, g_variant_builder_end (&builder));
}

static void
on_changed (LineupCatalogue *catalogue, guint list, gpointer data, LineupDBusCatalog *interface)
{
  const LineupImportReport *report = data;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (
      &builder, "{sv}", "kind", g_variant_new_string (lineup_list_to_string ((LineupList)list)));
  g_variant_builder_add (&builder, "{sv}", "added", g_variant_new_uint64 (report->added));
  g_variant_builder_add (&builder, "{sv}", "changed", g_variant_new_uint64 (report->changed));
  g_variant_builder_add (&builder, "{sv}", "removed", g_variant_new_uint64 (report->removed));

  /* Whoever reads the properties after the signal sees what it tells of. */
  update_counts (interface, catalogue);
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (interface));
  lineup_dbus_catalog_emit_changed (
      interface, report->generation, g_variant_builder_end (&builder));
}

LineupDBusCatalog *
lineup_catalog_adaptor_new (LineupSubscription *subscription)
{
  LineupCatalogue *catalogue = lineup_subscription_get_catalogue (subscription);
  LineupDBusCatalog *interface = lineup_dbus_catalog_skeleton_new ();

  g_object_bind_property (catalogue, "generation", interface, "generation", G_BINDING_SYNC_CREATE);
  g_object_bind_property (catalogue, "size", interface, "cache-size", G_BINDING_SYNC_CREATE);
  update_counts (interface, catalogue);

  g_signal_connect_object (catalogue, "changed", G_CALLBACK (on_changed), interface, 0);
  g_signal_connect_object (
      interface, "handle-list-categories", G_CALLBACK (on_list_categories), catalogue, 0);
  g_signal_connect_object (
      interface, "handle-list-items", G_CALLBACK (on_list_items), catalogue, 0);
  g_signal_connect_object (interface, "handle-search", G_CALLBACK (on_search), catalogue, 0);
  g_signal_connect_object (interface, "handle-get-item", G_CALLBACK (on_get_item), catalogue, 0);
  g_signal_connect_object (
      interface, "handle-get-details", G_CALLBACK (on_get_details), subscription, 0);
  g_signal_connect_object (
      interface, "handle-list-changes", G_CALLBACK (on_list_changes), catalogue, 0);
  g_signal_connect_object (
      interface, "handle-open-snapshot", G_CALLBACK (on_open_snapshot), catalogue, 0);
  g_signal_connect_object (
      interface, "handle-get-stream-url", G_CALLBACK (on_get_stream_url), subscription, 0);
  return interface;
}
