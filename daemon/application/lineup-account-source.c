/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-source.h"

#include "lineup-credentials-lookup.h"
#include "lineup-error.h"
#include "lineup-polite-source.h"
#include "lineup-xtream-source.h"

struct _LineupAccountPanel
{
  GObject parent_instance;

  LineupAccount *account;     /* (owned) */
  LineupSecretStore *secrets; /* (owned) */
  LineupSyncQueue *requests;  /* (owned) */
  LineupHostBuckets *buckets; /* (owned) */
  LineupClock *clock;         /* (owned) */
  LineupServerUrl *url;       /* (owned) */
  LineupPanel *panel;         /* (owned) (nullable): until something about it changes */
  gboolean held;
};

enum
{
  PROP_LOCKED = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void lineup_account_panel_iface_init (LineupPanelProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupAccountPanel,
                               lineup_account_panel,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_PANEL_PROVIDER,
                                                      lineup_account_panel_iface_init))

static void
lineup_account_panel_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  LineupAccountPanel *self = LINEUP_ACCOUNT_PANEL (object);

  switch (property_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value,
                           self->panel == NULL
                               && lineup_secret_store_is_locked (
                                   self->secrets, lineup_account_get_secret (self->account)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_account_panel_finalize (GObject *object)
{
  LineupAccountPanel *self = LINEUP_ACCOUNT_PANEL (object);

  g_clear_object (&self->panel);
  g_clear_object (&self->secrets);
  g_clear_object (&self->requests);
  g_clear_object (&self->buckets);
  g_clear_object (&self->clock);
  g_clear_object (&self->account);
  g_clear_pointer (&self->url, lineup_server_url_unref);

  G_OBJECT_CLASS (lineup_account_panel_parent_class)->finalize (object);
}

static void
lineup_account_panel_class_init (LineupAccountPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_account_panel_get_property;
  object_class->finalize = lineup_account_panel_finalize;

  properties[PROP_LOCKED] = g_param_spec_boolean ("locked",
                                                  NULL,
                                                  NULL,
                                                  FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
lineup_account_panel_init (LineupAccountPanel *self)
{
}

static void
notify_locked (LineupAccountPanel *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

static void
forget_panel (LineupAccountPanel *self)
{
  g_clear_object (&self->panel);
  notify_locked (self);
}

/* Whoever has changed it has parsed it, too. */
static void
on_url_changed (LineupAccountPanel *self)
{
  g_autoptr (LineupServerUrl) old = g_steal_pointer (&self->url);

  self->url = lineup_server_url_parse (lineup_account_get_url (self->account), NULL, NULL, NULL);
  forget_panel (self);
}

LineupAccountPanel *
lineup_account_panel_new (LineupAccount *account,
                          LineupSecretStore *secrets,
                          LineupSyncQueue *requests,
                          LineupHostBuckets *buckets,
                          LineupClock *clock,
                          GError **error)
{
  static const char *const causes[]
      = { "notify::second-secret", "notify::user-agent", "notify::accept-certificate" };
  g_autoptr (LineupServerUrl) url = lineup_server_url_parse (
      lineup_account_get_url (account), NULL, NULL, error);
  LineupAccountPanel *self = NULL;

  if (url == NULL)
    return NULL;
  self = g_object_new (LINEUP_TYPE_ACCOUNT_PANEL, NULL);
  self->account = g_object_ref (account);
  self->secrets = g_object_ref (secrets);
  self->requests = g_object_ref (requests);
  self->buckets = g_object_ref (buckets);
  self->clock = g_object_ref (clock);
  self->url = g_steal_pointer (&url);
  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    g_signal_connect_object (
        account, causes[i], G_CALLBACK (forget_panel), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      account, "notify::url", G_CALLBACK (on_url_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      secrets, "notify::locked", G_CALLBACK (notify_locked), self, G_CONNECT_SWAPPED);
  return self;
}

LineupServerUrl *
lineup_account_panel_get_url (LineupAccountPanel *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_PANEL (self), NULL);

  return self->url;
}

LineupSecretStore *
lineup_account_panel_get_secrets (LineupAccountPanel *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_PANEL (self), NULL);

  return self->secrets;
}

void
lineup_account_panel_set_held (LineupAccountPanel *self, gboolean held)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_PANEL (self));

  self->held = held;
}

static const char *
lineup_account_panel_get_host (LineupPanelProvider *provider)
{
  return lineup_server_url_get_host (LINEUP_ACCOUNT_PANEL (provider)->url);
}

static void
fail_held (GError **error)
{
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_CANCELLED, "The account is becoming another one");
}

static void
on_credentials (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupAccountPanel *self = g_task_get_source_object (task);
  g_autoptr (LineupPanel) panel = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) credentials = lineup_credentials_lookup_finish (result, &error);

  if (credentials != NULL && self->held)
    fail_held (&error);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  panel = lineup_xtream_panel_new (self->url,
                                   credentials->username,
                                   credentials->password,
                                   lineup_account_get_user_agent (self->account),
                                   lineup_account_get_accept_certificate (self->account),
                                   self->buckets,
                                   self->clock);
  g_clear_object (&self->panel);
  self->panel = lineup_polite_panel_new (
      panel, lineup_server_url_get_host (self->url), self->requests);
  notify_locked (self);
  g_task_return_pointer (task, g_object_ref (self->panel), g_object_unref);
}

static void
lineup_account_panel_get_panel_async (LineupPanelProvider *provider,
                                      gint64 patience,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  LineupAccountPanel *self = LINEUP_ACCOUNT_PANEL (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, lineup_account_panel_get_panel_async);
  if (self->held)
    fail_held (&error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (self->panel != NULL)
    g_task_return_pointer (task, g_object_ref (self->panel), g_object_unref);
  else
    lineup_credentials_lookup_async (self->account,
                                     self->secrets,
                                     patience,
                                     cancellable,
                                     on_credentials,
                                     g_steal_pointer (&task));
}

static LineupPanel *
lineup_account_panel_get_panel_finish (LineupPanelProvider *provider,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_account_panel_iface_init (LineupPanelProviderInterface *iface)
{
  iface->get_host = lineup_account_panel_get_host;
  iface->get_panel_async = lineup_account_panel_get_panel_async;
  iface->get_panel_finish = lineup_account_panel_get_panel_finish;
}
