/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-source.h"

#include "lineup-credentials-lookup.h"
#include "lineup-error.h"
#include "lineup-fallback-source.h"
#include "lineup-polite-source.h"
#include "lineup-setting.h"
#include "lineup-source-factory.h"

struct _LineupAccountSource
{
  GObject parent_instance;

  LineupAccount *account;     /* (owned) */
  LineupSecretStore *secrets; /* (owned) */
  LineupHosts *hosts;         /* (owned) */
  GPtrArray *urls;          /* (owned) (element-type LineupServerUrl): the first is the account's */
  LineupFailover *failover; /* (owned): which of them is in use */
  char *store;              /* (owned) */
  LineupSource *source;     /* (owned) (nullable): until something about it changes */
  gboolean held;
};

enum
{
  PROP_LOCKED = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void lineup_account_source_iface_init (LineupSourceProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupAccountSource,
                               lineup_account_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SOURCE_PROVIDER,
                                                      lineup_account_source_iface_init))

static void
lineup_account_source_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  LineupAccountSource *self = LINEUP_ACCOUNT_SOURCE (object);

  switch (property_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value,
                           self->source == NULL
                               && lineup_secret_store_is_locked (
                                   self->secrets, lineup_account_get_secret (self->account)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_account_source_finalize (GObject *object)
{
  LineupAccountSource *self = LINEUP_ACCOUNT_SOURCE (object);

  g_clear_object (&self->source);
  g_clear_object (&self->secrets);
  g_clear_object (&self->hosts);
  g_clear_object (&self->account);
  g_clear_pointer (&self->urls, g_ptr_array_unref);
  g_clear_object (&self->failover);
  g_clear_pointer (&self->store, g_free);

  G_OBJECT_CLASS (lineup_account_source_parent_class)->finalize (object);
}

static void
lineup_account_source_class_init (LineupAccountSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_account_source_get_property;
  object_class->finalize = lineup_account_source_finalize;

  properties[PROP_LOCKED] = g_param_spec_boolean ("locked",
                                                  NULL,
                                                  NULL,
                                                  FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
lineup_account_source_init (LineupAccountSource *self)
{
}

static void
notify_locked (LineupAccountSource *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

static void
forget_source (LineupAccountSource *self)
{
  g_clear_object (&self->source);
  notify_locked (self);
}

static LineupServerUrl *
parse_url (LineupAccount *account, const char *text, GError **error)
{
  return lineup_source_factory_parse_url (lineup_account_get_source_type (account), text, error);
}

/* Returns an address as the settings have it. */
static const char *
get_text (LineupAccountSource *self, guint address)
{
  return address > 0 ? lineup_account_get_fallback_urls (self->account)[address - 1]
                     : lineup_account_get_url (self->account);
}

/* A person may have written anything into the file: what is no address ends the row. */
static GPtrArray *
parse_urls (LineupAccountSource *self)
{
  GPtrArray *urls = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_server_url_unref);

  for (guint i = 0; i <= LINEUP_ACCOUNT_MAX_FALLBACKS && get_text (self, i) != NULL; i++)
    {
      LineupServerUrl *url = parse_url (self->account, get_text (self, i), NULL);

      if (url == NULL)
        break;
      g_ptr_array_add (urls, url);
    }
  return urls;
}

/* Of the address and the type, the second to change is told of when both have. */
static void
take_urls (LineupAccountSource *self)
{
  g_autoptr (GPtrArray) urls = parse_urls (self);
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();
  g_auto (GStrv) all_hosts = NULL;
  g_auto (GStrv) all_origins = NULL;

  if (urls->len == 0)
    return;
  g_clear_pointer (&self->urls, g_ptr_array_unref);
  self->urls = g_ptr_array_ref (urls);
  for (guint i = 0; i < self->urls->len; i++)
    {
      g_strv_builder_add (hosts, lineup_server_url_get_host (self->urls->pdata[i]));
      g_strv_builder_add (origins, lineup_server_url_get_origin (self->urls->pdata[i]));
    }
  all_hosts = g_strv_builder_end (hosts);
  all_origins = g_strv_builder_end (origins);
  lineup_failover_set_addresses (
      self->failover, (const char *const *)all_hosts, (const char *const *)all_origins);
}

/* Whoever has changed them has parsed them, too. */
static void
on_urls_changed (LineupAccountSource *self)
{
  take_urls (self);
  forget_source (self);
}

/* Of some settings, another value makes another source. */
static void
follow_settings (LineupAccountSource *self)
{
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      g_autofree char *signal = g_strconcat ("notify::", setting->name, NULL);

      if ((setting->use & LINEUP_SETTING_USE_SOURCE) != 0)
        g_signal_connect_object (
            self->account, signal, G_CALLBACK (forget_source), self, G_CONNECT_SWAPPED);
    }
}

LineupAccountSource *
lineup_account_source_new (LineupAccount *account,
                           LineupSecretStore *secrets,
                           LineupHosts *hosts,
                           const char *store,
                           GError **error)
{
  g_autoptr (LineupServerUrl) url = parse_url (account, lineup_account_get_url (account), error);
  LineupAccountSource *self = NULL;

  if (url == NULL)
    return NULL;
  self = g_object_new (LINEUP_TYPE_ACCOUNT_SOURCE, NULL);
  self->account = g_object_ref (account);
  self->secrets = g_object_ref (secrets);
  self->hosts = g_object_ref (hosts);
  self->failover = lineup_failover_new (hosts);
  self->store = g_strdup (store);
  take_urls (self);
  follow_settings (self);
  g_signal_connect_object (
      account, "notify::url", G_CALLBACK (on_urls_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      account, "notify::fallback-urls", G_CALLBACK (on_urls_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      account, "notify::type", G_CALLBACK (on_urls_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      secrets, "notify::locked", G_CALLBACK (notify_locked), self, G_CONNECT_SWAPPED);
  return self;
}

LineupServerUrl *
lineup_account_source_get_url (LineupAccountSource *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SOURCE (self), NULL);

  return self->urls->pdata[0];
}

LineupFailover *
lineup_account_source_get_failover (LineupAccountSource *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SOURCE (self), NULL);

  return self->failover;
}

LineupSecretStore *
lineup_account_source_get_secrets (LineupAccountSource *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SOURCE (self), NULL);

  return self->secrets;
}

LineupSource *
lineup_account_source_make (LineupAccountSource *self,
                            guint address,
                            const LineupCredentials *credentials,
                            GError **error)
{
  const LineupSourceAccess access = {
    .type = lineup_account_get_source_type (self->account),
    .url = self->urls->pdata[address],
    .number = address,
    .written = get_text (self, address),
    .first = get_text (self, 0),
    .pinned = lineup_server_url_get_hostname (self->urls->pdata[0]),
    .credentials = credentials,
    .user_agent = lineup_account_get_user_agent (self->account),
    .accept_certificate = lineup_account_get_accept_certificate (self->account),
    .encoding = lineup_account_get_encoding (self->account),
    .store = self->store,
  };

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SOURCE (self), NULL);

  return lineup_source_factory_make (&access, self->hosts, error);
}

/* At each address a source that waits for the turns of the host that is there. */
static LineupSource *
make_polite (LineupAccountSource *self, const LineupCredentials *credentials, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->urls->len; i++)
    {
      const char *host = lineup_server_url_get_host (self->urls->pdata[i]);
      g_autoptr (LineupSource) plain = lineup_account_source_make (self, i, credentials, error);

      if (plain == NULL)
        return NULL;
      g_ptr_array_add (sources, lineup_polite_source_new (plain, host, self->hosts));
    }
  return lineup_fallback_source_new (sources, self->failover);
}

void
lineup_account_source_set_held (LineupAccountSource *self, gboolean held)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SOURCE (self));

  self->held = held;
}

static const char *
lineup_account_source_get_host (LineupSourceProvider *provider)
{
  return lineup_failover_get_host (LINEUP_ACCOUNT_SOURCE (provider)->failover);
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
  LineupAccountSource *self = g_task_get_source_object (task);
  g_autoptr (LineupSource) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) credentials = lineup_credentials_lookup_finish (result, &error);

  if (credentials != NULL && self->held)
    fail_held (&error);
  if (error == NULL)
    made = make_polite (self, credentials, &error);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_clear_object (&self->source);
  self->source = g_steal_pointer (&made);
  notify_locked (self);
  g_task_return_pointer (task, g_object_ref (self->source), g_object_unref);
}

static void
lineup_account_source_get_source_async (LineupSourceProvider *provider,
                                        gint64 patience,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  LineupAccountSource *self = LINEUP_ACCOUNT_SOURCE (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, lineup_account_source_get_source_async);
  if (self->held)
    fail_held (&error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (self->source != NULL)
    g_task_return_pointer (task, g_object_ref (self->source), g_object_unref);
  else
    lineup_credentials_lookup_async (self->account,
                                     self->secrets,
                                     patience,
                                     cancellable,
                                     on_credentials,
                                     g_steal_pointer (&task));
}

static LineupSource *
lineup_account_source_get_source_finish (LineupSourceProvider *provider,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_account_source_iface_init (LineupSourceProviderInterface *iface)
{
  iface->get_host = lineup_account_source_get_host;
  iface->get_source_async = lineup_account_source_get_source_async;
  iface->get_source_finish = lineup_account_source_get_source_finish;
}
