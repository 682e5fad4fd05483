/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-guide-opener.h"

#include "lineup-credentials-lookup.h"
#include "lineup-error.h"
#include "lineup-file-stream.h"
#include "lineup-guide-address.h"
#include "lineup-http.h"
#include "lineup-soup-transport.h"
#include "lineup-turn-stream.h"
#include "lineup-xmltv-source.h"

struct _LineupAccountGuideOpener
{
  GObject parent_instance;

  LineupAccount *account;      /* (owned) */
  LineupAccountSource *source; /* (owned) */
  LineupGuideChoices *choices; /* (owned) */
  LineupHosts *hosts;          /* (owned) */
};

static void lineup_account_guide_opener_iface_init (LineupGuideOpenerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupAccountGuideOpener,
                               lineup_account_guide_opener,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_GUIDE_OPENER,
                                                      lineup_account_guide_opener_iface_init))

static void
lineup_account_guide_opener_finalize (GObject *object)
{
  LineupAccountGuideOpener *self = LINEUP_ACCOUNT_GUIDE_OPENER (object);

  g_clear_object (&self->account);
  g_clear_object (&self->source);
  g_clear_object (&self->choices);
  g_clear_object (&self->hosts);

  G_OBJECT_CLASS (lineup_account_guide_opener_parent_class)->finalize (object);
}

static void
lineup_account_guide_opener_class_init (LineupAccountGuideOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_account_guide_opener_finalize;
}

static void
lineup_account_guide_opener_init (LineupAccountGuideOpener *self)
{
}

LineupGuideOpener *
lineup_account_guide_opener_new (LineupAccount *account,
                                 LineupAccountSource *source,
                                 LineupGuideChoices *choices,
                                 LineupHosts *hosts)
{
  LineupAccountGuideOpener *self = g_object_new (LINEUP_TYPE_ACCOUNT_GUIDE_OPENER, NULL);

  self->account = g_object_ref (account);
  self->source = g_object_ref (source);
  self->choices = g_object_ref (choices);
  self->hosts = g_object_ref (hosts);
  return LINEUP_GUIDE_OPENER (self);
}

/* One guide on its way. */
typedef struct
{
  char *id;        /* (owned): of the source */
  gboolean found;  /* whether it is to be read */
  GTimeZone *zone; /* (owned) (nullable): of times without one */
  char *address;   /* (owned) (nullable): a secret */
  char *host;      /* (owned) (nullable): whose turn is waited for, then had */
  gboolean has_turn;
} Opening;

static void
opening_free (Opening *self)
{
  g_free (self->id);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  lineup_credentials_wipe (self->address);
  g_free (self->host);
  g_free (self);
}

static void
take_source (const LineupChosenSource *source, gpointer user_data)
{
  Opening *opening = user_data;

  if (!g_str_equal (source->id, opening->id))
    return;
  opening->found = source->enabled;
  if (source->zone != NULL)
    opening->zone = g_time_zone_new_identifier (source->zone);
}

static void
fail (GTask *task, LineupError code, const char *message)
{
  g_task_return_new_error (task, LINEUP_ERROR, code, "%s", message);
}

static void
return_guide (GTask *task, LineupByteStream *stream)
{
  const Opening *opening = g_task_get_task_data (task);

  g_task_return_pointer (
      task, lineup_xmltv_source_new_for_stream (stream, opening->zone), g_object_unref);
}

/* The panel's */

static void
on_panel_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (LineupByteStream) stream = lineup_source_open_guide_finish (
      LINEUP_SOURCE (source), result, &error);

  if (stream != NULL)
    return_guide (task, stream);
  else
    g_task_return_error (task, error);
}

static void
on_panel (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (LineupSource) panel = lineup_source_provider_get_source_finish (
      LINEUP_SOURCE_PROVIDER (source), result, &error);

  if (panel == NULL)
    g_task_return_error (task, error);
  else if (!lineup_source_can (panel, LINEUP_SOURCE_OPENS_GUIDE))
    fail (task, LINEUP_ERROR_NOT_FOUND, "There is no guide where the account is");
  else
    lineup_source_open_guide_async (panel, cancellable, on_panel_opened, g_steal_pointer (&task));
}

/* At an address: with no more of us than a program's name, and the host's turn if it is another
 * one's. */

static void
leave (GTask *task)
{
  LineupAccountGuideOpener *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  if (opening->has_turn)
    lineup_host_queue_leave (lineup_hosts_get_guides (self->hosts), opening->host);
  opening->has_turn = FALSE;
}

static GError *
make_web_error (GError *owned_error)
{
  g_autoptr (GError) error = owned_error;
  const guint status = lineup_error_get_http_status (error);

  if (status != 404 && status != 410)
    return g_steal_pointer (&error);
  return lineup_error_new_answer (LINEUP_ERROR_NOT_FOUND,
                                  status,
                                  0,
                                  FALSE,
                                  "There is no guide at this address: the answer is status %u",
                                  status);
}

static void
on_web_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountGuideOpener *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (LineupBody) body = lineup_http_open_finish (LINEUP_HTTP (source), result, &error);
  g_autoptr (LineupByteStream) stream = NULL;

  if (body == NULL)
    {
      leave (task);
      g_task_return_error (task, make_web_error (error));
      return;
    }
  if (opening->has_turn)
    stream = lineup_turn_stream_new (
        LINEUP_BYTE_STREAM (body), lineup_hosts_get_guides (self->hosts), opening->host);
  else
    stream = LINEUP_BYTE_STREAM (g_object_ref (body));
  opening->has_turn = FALSE;
  return_guide (task, stream);
}

static LineupHttp *
make_http (LineupAccountGuideOpener *self)
{
  LineupServerUrl *url = lineup_account_source_get_url (self->source);
  /* The certificate is good at the panel's host alone. */
  g_autoptr (LineupTransport) transport = lineup_soup_transport_new_pinned (
      lineup_account_get_user_agent (self->account),
      lineup_account_get_accept_certificate (self->account),
      lineup_server_url_get_hostname (url),
      lineup_hosts_get_kept_connections (self->hosts));

  return lineup_http_new (transport, self->hosts);
}

static void
open_web (GTask *owned_task)
{
  LineupAccountGuideOpener *self = g_task_get_source_object (owned_task);
  const Opening *opening = g_task_get_task_data (owned_task);
  g_autoptr (LineupHttp) http = make_http (self);

  lineup_http_open_async (
      http, opening->address, g_task_get_cancellable (owned_task), on_web_opened, owned_task);
}

static void
on_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  opening->has_turn = lineup_host_queue_enter_finish (LINEUP_HOST_QUEUE (source), result, &error);
  if (!opening->has_turn)
    g_task_return_error (task, error);
  else if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      leave (task);
      g_task_return_error_if_cancelled (task);
    }
  else
    open_web (g_steal_pointer (&task));
}

static void
begin_web (GTask *owned_task)
{
  LineupAccountGuideOpener *self = g_task_get_source_object (owned_task);
  const Opening *opening = g_task_get_task_data (owned_task);
  LineupSourceProvider *provider = LINEUP_SOURCE_PROVIDER (self->source);

  if (g_str_equal (opening->host, lineup_source_provider_get_host (provider)))
    open_web (owned_task);
  else
    lineup_host_queue_enter_async (lineup_hosts_get_guides (self->hosts),
                                   opening->host,
                                   LINEUP_GUEST_ATTENDED,
                                   g_task_get_cancellable (owned_task),
                                   on_turn,
                                   owned_task);
}

/* In a file */

static void
on_file_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (LineupByteStream) stream = lineup_file_stream_open_finish (result, &error);

  if (stream != NULL)
    return_guide (task, stream);
  else
    g_task_return_error (task, error);
}

static void
on_addresses (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupAccountGuideOpener *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (LineupCredentials) addresses = lineup_credentials_lookup_finish (result, &error);

  if (addresses == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  opening->address = g_strdup (lineup_credentials_get_address (addresses, opening->id));
  if (opening->address == NULL)
    {
      fail (task, LINEUP_ERROR_NOT_FOUND, "The guide's address is not known any more");
      return;
    }
  path = lineup_guide_address_get_path (opening->address);
  opening->host = lineup_guide_address_get_host (opening->address);
  if (path != NULL)
    lineup_file_stream_open_async (path,
                                   lineup_hosts_get_clock (self->hosts),
                                   cancellable,
                                   on_file_opened,
                                   g_steal_pointer (&task));
  else if (opening->host != NULL)
    begin_web (g_steal_pointer (&task));
  else
    fail (task, LINEUP_ERROR_NOT_FOUND, "The guide's address is none");
}

static void
lineup_account_guide_opener_open_async (LineupGuideOpener *opener,
                                        const char *source,
                                        gint64 patience,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  LineupAccountGuideOpener *self = LINEUP_ACCOUNT_GUIDE_OPENER (opener);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->id = g_strdup (source);
  g_task_set_source_tag (task, lineup_account_guide_opener_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify)opening_free);
  lineup_guide_choices_foreach_source (self->choices, take_source, opening);
  if (!opening->found)
    fail (task, LINEUP_ERROR_NOT_FOUND, "There is no such source");
  else if (g_str_equal (source, LINEUP_GUIDE_CHOICES_PANEL))
    lineup_source_provider_get_source_async (LINEUP_SOURCE_PROVIDER (self->source),
                                             patience,
                                             cancellable,
                                             on_panel,
                                             g_steal_pointer (&task));
  else
    lineup_credentials_lookup_guides_async (self->account,
                                            lineup_account_source_get_secrets (self->source),
                                            patience,
                                            cancellable,
                                            on_addresses,
                                            g_steal_pointer (&task));
}

static LineupGuideFeed *
lineup_account_guide_opener_open_finish (LineupGuideOpener *opener,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, opener), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_account_guide_opener_iface_init (LineupGuideOpenerInterface *iface)
{
  iface->open_async = lineup_account_guide_opener_open_async;
  iface->open_finish = lineup_account_guide_opener_open_finish;
}
