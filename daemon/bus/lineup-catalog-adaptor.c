/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalog-adaptor.h"

#include "lineup-access-adaptor.h"
#include "lineup-arguments.h"
#include "lineup-call-reading.h"
#include "lineup-change-list.h"
#include "lineup-details-call.h"
#include "lineup-error.h"
#include "lineup-gate.h"
#include "lineup-listing.h"
#include "lineup-now-call.h"
#include "lineup-reply.h"
#include "lineup-search.h"
#include "lineup-snapshot.h"
#include "lineup-variants.h"

#include <gio/gunixfdlist.h>

/* Calls that read, and wait for nobody who does something else. */
static const char *const queued_methods[] = {
  "ListCategories", "ListItems",  "Search",      "GetItem",      "GetItems",
  "GetDetails",     "CountItems", "ListChanges", "OpenSnapshot", "OpenIndex",
  "GetStreamUrl",   "GetStream",  NULL,
};

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
  LineupCatalogue *catalogue; /* (owned) (nullable): what is read */
  LineupReadFunc func;        /* reads it */
  gint64 id;                  /* of the item */
  guint64 since;              /* number of the last change that is known */
  LineupDBusCatalog *now;     /* (owned) (nullable): knows what is on now, where that is wanted */
} Read;

static Read *
read_new (LineupKind kind)
{
  Read *read = g_new0 (Read, 1);

  lineup_query_init (&read->query, kind, 0);
  return read;
}

/* Returns a read of the kind, or answers the call that there is none and returns %NULL. */
static Read *
read_new_of_kind (LineupCall *call, const char *token)
{
  LineupKind kind = LINEUP_KIND_CHANNELS;
  GError *error = NULL;

  if (lineup_arguments_parse_kind (token, &kind, &error))
    return read_new (kind);
  lineup_call_return_error (call, error);
  return NULL;
}

static void
read_free (Read *read)
{
  g_free (read->fields);
  g_clear_pointer (&read->options, g_variant_unref);
  g_free (read->cursor);
  g_free (read->text);
  g_clear_object (&read->catalogue);
  g_clear_object (&read->now);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, read_free)

/* A list, while it is read. */
typedef struct
{
  LineupReader *reader; /* (unowned) */
  const Read *read;     /* (unowned) */
  LineupReply *reply;   /* (unowned) */
} Listing;

static void
add_category (const LineupCategory *category, guint n_items, gpointer user_data)
{
  Listing *listing = user_data;

  lineup_reply_add (listing->reply,
                    lineup_variants_from_category (category, n_items, listing->reply->max_text));
}

static gboolean
add_categories (LineupReply *reply, gpointer user_data, GError **error)
{
  Listing *listing = user_data;

  listing->reply = reply;
  return lineup_reader_list_categories (
      listing->reader, listing->read->query.kind, add_category, listing, error);
}

static gpointer
read_categories (LineupReader *reader, gpointer user_data, GError **error)
{
  Listing listing = { .reader = reader, .read = user_data };
  GVariant *categories = lineup_reply_make_all (add_categories, &listing, error);

  return categories != NULL ? g_variant_ref_sink (g_variant_new ("(@aa{sv})", categories)) : NULL;
}

static gboolean
add_item (const LineupItem *item, gpointer user_data)
{
  Listing *listing = user_data;

  return lineup_reply_add (
      listing->reply,
      lineup_variants_from_item (
          listing->read->query.kind, item, listing->read->fields, listing->reply->max_text));
}

static gpointer
read_items (LineupReader *reader, gpointer user_data, GError **error)
{
  const Read *read = user_data;
  LineupReply reply;
  Listing listing = { .reader = reader, .read = read, .reply = &reply };
  g_autofree char *next = NULL;

  lineup_reply_init (&reply);
  lineup_reader_set_fields (reader, read->fields);
  if (!lineup_listing_read (reader, &read->query, add_item, &listing, &next, error))
    {
      lineup_reply_clear (&reply);
      return NULL;
    }
  return g_variant_ref_sink (g_variant_new ("(@aa{sv}s)", lineup_reply_end (&reply), next));
}

static void
add_hit (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  Listing *listing = user_data;

  lineup_reply_add (
      listing->reply,
      lineup_variants_from_hit (kind, item, rank, listing->read->fields, listing->reply->max_text));
}

static gboolean
add_hits (LineupReply *reply, gpointer user_data, GError **error)
{
  Listing *listing = user_data;

  listing->reply = reply;
  lineup_reader_set_fields (listing->reader, listing->read->fields);
  return lineup_search_read (listing->reader, &listing->read->search, add_hit, listing, error);
}

static gpointer
read_search (LineupReader *reader, gpointer user_data, GError **error)
{
  Listing listing = { .reader = reader, .read = user_data };
  GVariant *items = lineup_reply_make_all (add_hits, &listing, error);

  return items != NULL ? g_variant_ref_sink (g_variant_new ("(@aa{sv})", items)) : NULL;
}

/* One item, while it is read. */
typedef struct
{
  const Read *read; /* (unowned) */
  GVariant *item;   /* (owned) */
} Single;

static void
take_item (const LineupItem *item, gpointer user_data)
{
  Single *single = user_data;

  single->item = g_variant_ref_sink (
      lineup_variants_from_item (single->read->query.kind, item, NULL, G_MAXSIZE));
}

static gpointer
read_item (LineupReader *reader, gpointer user_data, GError **error)
{
  const Read *read = user_data;
  Single single = { .read = read };
  g_autoptr (GVariant) item = NULL;

  if (!lineup_reader_get_item (reader, read->query.kind, read->id, take_item, &single, error))
    return NULL;
  item = single.item;
  return g_variant_ref_sink (g_variant_new ("(@a{sv})", item));
}

/* One episode, while it is read. */
typedef struct
{
  const LineupMark *mark; /* (unowned) (nullable) */
  GVariant *item;         /* (owned) (nullable) */
} LoneEpisode;

static void
take_episode (const LineupEpisode *episode, const LineupItem *series, gpointer user_data)
{
  LoneEpisode *lone = user_data;

  lone->item = g_variant_ref_sink (
      lineup_variants_from_lone_episode (episode, series, lone->mark, G_MAXSIZE));
}

static gpointer
read_episode (LineupReader *reader, gpointer user_data, GError **error)
{
  const Read *read = user_data;
  const LineupMarks *marks = lineup_reader_get_marks (reader);
  LoneEpisode lone = { lineup_marks_get (marks, LINEUP_KIND_EPISODES, read->id), NULL };
  g_autoptr (GVariant) item = NULL;

  if (!lineup_reader_get_episode (reader, read->id, take_episode, &lone, error))
    return NULL;
  item = lone.item;
  return g_variant_ref_sink (g_variant_new ("(@a{sv})", item));
}

/* The call's turn has come. */
static void
begin (LineupCall *call, gpointer user_data)
{
  Read *read = user_data;

  if (read->now != NULL)
    lineup_now_call_run (
        call, read->now, read->catalogue, read->func, read, (GDestroyNotify)read_free);
  else
    lineup_call_reading_run (call, read->catalogue, read->func, read, (GDestroyNotify)read_free);
}

static void
run (LineupCall *owned_call, LineupCatalogue *catalogue, LineupReadFunc func, Read *owned_read)
{
  owned_read->catalogue = g_object_ref (catalogue);
  owned_read->func = func;
  lineup_call_queue (owned_call, LINEUP_LANE_READING, begin, owned_read, (GDestroyNotify)read_free);
}

static gboolean
on_list_categories (LineupDBusCatalog *interface,
                    GDBusMethodInvocation *invocation,
                    const char *token,
                    LineupCatalogue *catalogue)
{
  LineupCall *call = lineup_gate_receive (invocation);
  Read *read = read_new_of_kind (call, token);

  if (read != NULL)
    run (call, catalogue, read_categories, read);
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
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (Read) read = read_new_of_kind (call, token);
  GError *error = NULL;

  if (read == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;
  read->options = g_variant_ref (filter);
  read->cursor = g_strdup (cursor);
  read->query.cursor = read->cursor;
  read->query.limit = limit;
  if (lineup_arguments_parse_query (filter, &read->query, &error)
      && lineup_arguments_parse_fields (filter, &read->fields, &error))
    {
      if (lineup_now_call_is_wanted (read->query.kind, read->fields))
        read->now = g_object_ref (interface);
      run (call, catalogue, read_items, g_steal_pointer (&read));
    }
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_search (LineupDBusCatalog *interface,
           GDBusMethodInvocation *invocation,
           const char *text,
           GVariant *options,
           LineupCatalogue *catalogue)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (Read) read = read_new (LINEUP_KIND_CHANNELS);
  const char *word = NULL;
  GError *error = NULL;

  read->options = g_variant_ref (options);
  read->text = g_strdup (text);
  if (!lineup_arguments_check_text (text, &error)
      || !lineup_arguments_parse_search (options, &read->search, &word, &error)
      || !lineup_arguments_parse_fields (options, &read->fields, &error))
    {
      lineup_call_return_error (call, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  if (word != NULL)
    {
      g_autofree char *own_word = g_strconcat ("Search ", word, NULL);

      lineup_call_replace (call, own_word);
    }
  read->search.text = read->text;
  run (call, catalogue, read_search, g_steal_pointer (&read));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_get_item (LineupDBusCatalog *interface,
             GDBusMethodInvocation *invocation,
             const char *token,
             gint64 id,
             LineupCatalogue *catalogue)
{
  LineupCall *call = lineup_gate_receive (invocation);
  guint marked_kind = 0;
  const gboolean is_episode = lineup_marked_kind_from_string (token, &marked_kind)
                              && marked_kind == LINEUP_KIND_EPISODES;
  Read *read = is_episode ? read_new (LINEUP_KIND_SERIES) : read_new_of_kind (call, token);

  if (read == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;
  read->id = id;
  run (call, catalogue, is_episode ? read_episode : read_item, read);
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
  LineupCall *call = lineup_gate_receive (invocation);
  GError *error = NULL;
  Read *read = NULL;

  if (!lineup_arguments_check_limit (limit, &error))
    {
      lineup_call_return_error (call, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  /* Changes are of all kinds. */
  read = read_new (LINEUP_KIND_CHANNELS);
  read->query.limit = limit;
  read->since = since;
  run (call, catalogue, read_changes, read);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
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
  LineupCall *call = lineup_gate_receive (invocation);
  LineupDetailsRequest request = { .id = id };
  GError *error = NULL;

  if (parse_detailed_kind (token, &request.kind, &error)
      && lineup_arguments_parse_details_options (options, &request.refresh, &error))
    lineup_details_call_run (call, subscription, &request);
  else
    lineup_call_return_error (call, error);
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
  LineupCall *call = user_data;
  GError *error = NULL;
  g_autoptr (GUnixFDList) files = lineup_catalogue_read_finish (
      LINEUP_CATALOGUE (source), result, &error);

  if (files != NULL)
    lineup_call_return_files (call, g_variant_new ("(h)", 0), files);
  else
    lineup_call_return_error (call, error);
}

static void
begin_snapshot (LineupCall *call, gpointer user_data)
{
  Read *read = user_data;

  lineup_catalogue_read_async (read->catalogue,
                               make_snapshot,
                               read,
                               (GDestroyNotify)read_free,
                               g_object_unref,
                               lineup_call_get_cancellable (call),
                               on_snapshot,
                               call);
}

static gboolean
on_open_snapshot (LineupDBusCatalog *interface,
                  GDBusMethodInvocation *invocation,
                  GUnixFDList *files,
                  const char *token,
                  LineupCatalogue *catalogue)
{
  LineupCall *call = lineup_gate_receive (invocation);
  Read *read = read_new_of_kind (call, token);

  if (read == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;
  read->catalogue = g_object_ref (catalogue);
  lineup_call_queue (call, LINEUP_LANE_COPYING, begin_snapshot, read, (GDestroyNotify)read_free);
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

  if (report->categories != NULL)
    g_variant_builder_add (&builder,
                           "{sv}",
                           "categories",
                           g_variant_new_strv ((const char *const *)report->categories, -1));

  /* Whoever reads the properties after the signal sees what it tells of. */
  update_counts (interface, catalogue);
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (interface));
  lineup_dbus_catalog_emit_changed (
      interface, report->generation, g_variant_builder_end (&builder));
}

LineupDBusCatalog *
lineup_catalog_adaptor_new (LineupSubscription *subscription, LineupClock *clock)
{
  LineupCatalogue *catalogue = lineup_subscription_get_catalogue (subscription);
  LineupDBusCatalog *interface = lineup_gate_new_interface (LINEUP_DBUS_TYPE_CATALOG_SKELETON);

  g_object_bind_property (catalogue, "generation", interface, "generation", G_BINDING_SYNC_CREATE);
  g_object_bind_property (catalogue, "size", interface, "cache-size", G_BINDING_SYNC_CREATE);
  g_object_bind_property (
      catalogue, "search-complete", interface, "search-complete", G_BINDING_SYNC_CREATE);
  update_counts (interface, catalogue);
  lineup_gate_set_queued (interface, queued_methods);
  lineup_access_adaptor_attach (interface, catalogue);
  lineup_now_call_attach (interface, lineup_subscription_get_guide (subscription), clock);

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
  return interface;
}
