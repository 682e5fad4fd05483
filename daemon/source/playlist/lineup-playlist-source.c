/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playlist-source.h"

#include "lineup-error.h"
#include "lineup-file-stream.h"
#include "lineup-http.h"
#include "lineup-playlist-list.h"
#include "lineup-user-agent.h"

struct _LineupPlaylistSource
{
  GObject parent_instance;

  LineupHttp *http;           /* (owned) */
  LineupClock *clock;         /* (owned) */
  LineupPlaylistShelf *shelf; /* (owned) */
  char *url;                  /* (owned) (nullable) */
  char *path;                 /* (owned) (nullable) */
  char *user_agent;           /* (owned) (nullable): as it was set */
};

static void lineup_playlist_source_iface_init (LineupSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupPlaylistSource,
                               lineup_playlist_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE,
                                                      lineup_playlist_source_iface_init))

static void
lineup_playlist_source_finalize (GObject *object)
{
  LineupPlaylistSource *self = LINEUP_PLAYLIST_SOURCE (object);

  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->shelf, lineup_playlist_shelf_unref);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->user_agent, g_free);

  G_OBJECT_CLASS (lineup_playlist_source_parent_class)->finalize (object);
}

static void
lineup_playlist_source_class_init (LineupPlaylistSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_playlist_source_finalize;
}

static void
lineup_playlist_source_init (LineupPlaylistSource *self)
{
}

LineupSource *
lineup_playlist_source_new (const LineupPlaylistAccess *access,
                            LineupTransport *transport,
                            LineupHosts *hosts)
{
  LineupPlaylistSource *self = NULL;

  g_return_val_if_fail ((access->url == NULL) != (access->path == NULL), NULL);

  self = g_object_new (LINEUP_TYPE_PLAYLIST_SOURCE, NULL);
  self->http = lineup_http_new (transport, hosts);
  self->clock = g_object_ref (lineup_hosts_get_clock (hosts));
  self->shelf = lineup_playlist_shelf_new (
      access->store, access->encoding, access->base != NULL ? access->base : access->url);
  self->url = g_strdup (access->url);
  self->path = g_strdup (access->path);
  self->user_agent = g_strdup (access->user_agent);
  return LINEUP_SOURCE (self);
}

static LineupSourceCapabilities
lineup_playlist_source_get_capabilities (LineupSource *source)
{
  return LINEUP_SOURCE_TELLS_DETAILS;
}

/* --- Lists --- */

static void
begin_download (GTask *owned_task,
                LineupByteStream *owned_stream,
                const char *place,
                GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  LineupPlaylistSource *self = g_task_get_source_object (task);
  g_autoptr (LineupByteStream) stream = owned_stream;
  const LineupList list = (LineupList)GPOINTER_TO_UINT (g_task_get_task_data (task));

  if (stream == NULL)
    {
      lineup_playlist_shelf_fail (
          self->shelf, owned_error, list, lineup_clock_get_seconds (self->clock));
      g_task_return_error (task, owned_error);
    }
  else
    g_task_return_pointer (task,
                           lineup_playlist_list_new_download (
                               self->shelf, stream, list, self->url, place, self->clock),
                           g_object_unref);
}

static void
on_http_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  LineupBody *body = lineup_http_open_finish (LINEUP_HTTP (source), result, &error);
  g_autofree char *place = body != NULL ? g_strdup (lineup_body_get_address (body)) : NULL;

  begin_download (user_data, body != NULL ? LINEUP_BYTE_STREAM (body) : NULL, place, error);
}

static void
on_file_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  LineupByteStream *stream = lineup_file_stream_open_finish (result, &error);

  begin_download (user_data, stream, NULL, error);
}

static void
lineup_playlist_source_open_list_async (LineupSource *source,
                                        LineupList list,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  LineupPlaylistSource *self = LINEUP_PLAYLIST_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupPlaylistFile) file = lineup_playlist_shelf_begin (
      self->shelf, list, lineup_clock_get_seconds (self->clock), &error);

  g_task_set_source_tag (task, lineup_playlist_source_open_list_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (list), NULL);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (file != NULL)
    g_task_return_pointer (
        task, lineup_playlist_list_new_stored (self->shelf, file, list), g_object_unref);
  else if (self->url != NULL)
    lineup_http_open_async (
        self->http, self->url, cancellable, on_http_opened, g_steal_pointer (&task));
  else
    lineup_file_stream_open_async (
        self->path, self->clock, cancellable, on_file_opened, g_steal_pointer (&task));
}

static LineupSourceList *
lineup_playlist_source_open_list_finish (LineupSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Details --- */

typedef struct
{
  LineupPlaylistShelf *shelf; /* (owned) */
  LineupKind kind;
  gint64 id;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  lineup_playlist_shelf_unref (wanted->shelf);
  g_free (wanted);
}

/* A list says no more of a movie than it has said. */
static void
make_details (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Wanted *wanted = task_data;
  g_autoptr (LineupEntryReader) reader = NULL;
  LineupDetails *details = NULL;

  if (wanted->kind == LINEUP_KIND_SERIES)
    reader = lineup_playlist_shelf_make_reader (wanted->shelf);
  if (reader != NULL)
    details = lineup_entry_reader_make_details (reader, wanted->id);
  else
    details = lineup_details_new ();
  g_task_return_pointer (task, details, (GDestroyNotify)lineup_details_unref);
}

static void
lineup_playlist_source_fetch_details_async (LineupSource *source,
                                            LineupKind kind,
                                            gint64 id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->shelf = lineup_playlist_shelf_ref (LINEUP_PLAYLIST_SOURCE (source)->shelf);
  wanted->kind = kind;
  wanted->id = id;
  g_task_set_source_tag (task, lineup_playlist_source_fetch_details_async);
  g_task_set_task_data (task, wanted, (GDestroyNotify)wanted_free);
  g_task_run_in_thread (task, make_details);
}

static LineupDetails *
lineup_playlist_source_fetch_details_finish (LineupSource *source,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Streams --- */

static LineupStreamAddress *
lineup_playlist_source_get_stream_address (LineupSource *source,
                                           const LineupStream *stream,
                                           GError **error)
{
  LineupPlaylistSource *self = LINEUP_PLAYLIST_SOURCE (source);
  g_autoptr (LineupEntryReader) reader = lineup_playlist_shelf_make_reader (self->shelf);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const LineupCatchUpTime past = {
    .start = stream->start,
    .end = stream->start + (gint64)stream->duration * 60,
    .now = lineup_clock_get_seconds (self->clock),
    .zone = zone,
  };
  LineupStreamAddress *address = NULL;

  if (reader == NULL)
    {
      g_set_error (
          error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "The playlist has to be fetched first");
      return NULL;
    }
  address = lineup_entry_reader_make_address (
      reader, stream->id, stream->type == LINEUP_STREAM_TYPE_CATCH_UP ? &past : NULL, error);
  if (address != NULL
      && lineup_stream_address_get_header (address, LINEUP_STREAM_USER_AGENT) == NULL)
    lineup_stream_address_add_header (
        address, LINEUP_STREAM_USER_AGENT, lineup_user_agent_resolve (self->user_agent));
  return address;
}

static void
lineup_playlist_source_iface_init (LineupSourceInterface *iface)
{
  iface->get_capabilities = lineup_playlist_source_get_capabilities;
  iface->open_list_async = lineup_playlist_source_open_list_async;
  iface->open_list_finish = lineup_playlist_source_open_list_finish;
  iface->fetch_details_async = lineup_playlist_source_fetch_details_async;
  iface->fetch_details_finish = lineup_playlist_source_fetch_details_finish;
  iface->get_stream_address = lineup_playlist_source_get_stream_address;
}
