/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-client.h"

#include "lineup-account-private.h"
#include "lineup-enums.h"
#include "lineup-error-private.h"
#include "lineup-waiters-private.h"

#include <glib/gi18n-lib.h>

struct _LineupClient
{
  GObject parent_instance;

  GDBusConnection *bus;         /* (owned) (nullable): as it was given */
  LineupConnection *connection; /* (owned) */
  GCancellable *cancellable;    /* (owned): of what a client asks for by itself */
  GListStore *accounts;         /* (owned) (element-type LineupAccount) */
  GVariant *manager;            /* (owned) (nullable): the manager's properties */
  LineupClientState state;
  LineupWaiters *preparing; /* (owned) */
};

enum
{
  PROP_CONNECTION = 1,
  PROP_ACCOUNTS,
  PROP_STATE,
  PROP_BUSY,
  PROP_VERSION,
  PROP_FEATURES,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LineupClient, lineup_client, G_TYPE_OBJECT)

static char *
make_path (const char *account)
{
  return account != NULL ? g_strconcat (LINEUP_ACCOUNT_PATH_PREFIX, account, NULL)
                         : g_strdup (LINEUP_OBJECT_PATH);
}

static void
set_state (LineupClient *self, LineupClientState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Finds the account of a path, or where it would stand. */
static LineupAccount *
find_path (LineupClient *self, const char *path, guint *position)
{
  GListModel *accounts = G_LIST_MODEL (self->accounts);
  const char *id = path + strlen (LINEUP_ACCOUNT_PATH_PREFIX);
  guint i = 0;

  if (!g_str_has_prefix (path, LINEUP_ACCOUNT_PATH_PREFIX))
    return NULL;
  for (; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (LineupAccount) account = g_list_model_get_item (accounts, i);
      int order = g_strcmp0 (lineup_account_get_id (account), id);

      if (order < 0)
        continue;
      if (position != NULL)
        *position = i;
      return order == 0 ? account : NULL; /* the list has it */
    }
  if (position != NULL)
    *position = i;
  return NULL;
}

static void
take_account (LineupClient *self, const char *path, GVariant *interfaces)
{
  guint position = 0;
  LineupAccount *known = find_path (self, path, &position);
  g_autoptr (LineupAccount) account = NULL;

  if (!g_str_has_prefix (path, LINEUP_ACCOUNT_PATH_PREFIX))
    return;
  if (known != NULL)
    {
      lineup_account_take_interfaces (known, interfaces);
      return;
    }
  account = lineup_account_new (self->connection, path);
  lineup_account_take_interfaces (account, interfaces);
  g_list_store_insert (self->accounts, position, account);
}

static void
drop_account (LineupClient *self, const char *path)
{
  guint position = 0;
  g_autoptr (LineupAccount) account = find_path (self, path, &position);

  if (account == NULL)
    return;
  g_object_ref (account);
  g_list_store_remove (self->accounts, position);
  lineup_account_remove (account);
}

/* What is not among all that there are was removed while nobody listened. */
static void
take_objects (LineupClient *self, GVariant *objects)
{
  GListModel *accounts = G_LIST_MODEL (self->accounts);

  for (guint i = g_list_model_get_n_items (accounts); i-- > 0;)
    {
      g_autoptr (LineupAccount) account = g_list_model_get_item (accounts, i);
      g_autofree char *path = make_path (lineup_account_get_id (account));
      g_autoptr (GVariant) interfaces = NULL;

      if (!g_variant_lookup (objects, path, "@a{sa{sv}}", &interfaces))
        drop_account (self, path);
    }
  for (gsize i = 0; i < g_variant_n_children (objects); i++)
    {
      g_autoptr (GVariant) interfaces = NULL;
      const char *path = NULL;

      g_variant_get_child (objects, i, "{&o@a{sa{sv}}}", &path, &interfaces);
      take_account (self, path, interfaces);
    }
}

static void
take_manager (LineupClient *self, GVariant *changed)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, self->manager);
  for (gsize i = 0; i < g_variant_n_children (changed); i++)
    {
      g_autoptr (GVariant) value = NULL;
      const char *key = NULL;

      g_variant_get_child (changed, i, "{&sv}", &key, &value);
      g_variant_dict_insert_value (&dict, key, value);
    }
  g_clear_pointer (&self->manager, g_variant_unref);
  self->manager = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERSION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FEATURES]);
}

static void
on_objects (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupClient) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_connection_call_finish (
      LINEUP_CONNECTION (source), result, NULL, &error);
  g_autoptr (GVariant) objects = NULL;

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(a{oa{sa{sv}}})")))
    {
      /* Its end is told of by the name. */
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          && !g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_UNAVAILABLE))
        lineup_waiters_end (self->preparing, error);
      return;
    }
  objects = g_variant_get_child_value (reply, 0);
  take_objects (self, objects);
  set_state (self, LINEUP_CLIENT_STATE_READY);
  lineup_waiters_end (self->preparing, NULL);
}

static void
on_manager (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupClient) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_connection_call_finish (
      LINEUP_CONNECTION (source), result, NULL, &error);
  g_autoptr (GVariant) values = NULL;

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(a{sv})")))
    return; /* the call for the objects tells */
  values = g_variant_get_child_value (reply, 0);
  take_manager (self, values);
}

static void
on_appeared (LineupConnection *connection, LineupClient *self)
{
  set_state (self, LINEUP_CLIENT_STATE_STARTING);
  lineup_connection_call_async (connection,
                                LINEUP_OBJECT_PATH,
                                "org.freedesktop.DBus.Properties",
                                "GetAll",
                                g_variant_new ("(s)", LINEUP_BUS_NAME ".Manager"),
                                self->cancellable,
                                on_manager,
                                g_object_ref (self));
  lineup_connection_call_async (connection,
                                LINEUP_OBJECT_PATH,
                                "org.freedesktop.DBus.ObjectManager",
                                "GetManagedObjects",
                                NULL,
                                self->cancellable,
                                on_objects,
                                g_object_ref (self));
}

static void
on_vanished (LineupConnection *connection, LineupClient *self)
{
  GListModel *accounts = G_LIST_MODEL (self->accounts);

  if (self->state == LINEUP_CLIENT_STATE_STARTING && self->manager == NULL)
    return; /* it was never there */
  set_state (self, LINEUP_CLIENT_STATE_AWAY);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (LineupAccount) account = g_list_model_get_item (accounts, i);

      lineup_account_vanish (account);
    }
}

static void
on_failed (LineupConnection *connection, const GError *error, LineupClient *self)
{
  set_state (self, LINEUP_CLIENT_STATE_AWAY);
  lineup_waiters_end (self->preparing, error);
}

static void
on_received (LineupConnection *connection,
             const char *path,
             const char *interface,
             const char *member,
             GVariant *parameters,
             LineupClient *self)
{
  LineupAccount *account = find_path (self, path, NULL);

  if (account != NULL)
    lineup_account_take_signal (account, interface, member, parameters);
  else if (g_str_equal (member, "InterfacesAdded")
           && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oa{sa{sv}})")))
    {
      g_autoptr (GVariant) interfaces = NULL;
      const char *added = NULL;

      g_variant_get (parameters, "(&o@a{sa{sv}})", &added, &interfaces);
      take_account (self, added, interfaces);
    }
  else if (g_str_equal (member, "InterfacesRemoved")
           && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oas)")))
    {
      const char *removed = NULL;

      g_variant_get (parameters, "(&o^a&s)", &removed, NULL);
      drop_account (self, removed);
    }
  else if (g_str_equal (member, "PropertiesChanged") && g_str_equal (path, LINEUP_OBJECT_PATH)
           && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    {
      g_autoptr (GVariant) changed = g_variant_get_child_value (parameters, 1);

      take_manager (self, changed);
    }
}

LineupClient *
lineup_client_new (void)
{
  return g_object_new (LINEUP_TYPE_CLIENT, NULL);
}

LineupClient *
lineup_client_new_for_connection (GDBusConnection *connection)
{
  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), NULL);

  return g_object_new (LINEUP_TYPE_CLIENT, "connection", connection, NULL);
}

void
lineup_client_prepare_async (LineupClient *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_CLIENT (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_client_prepare_async);
  if (self->state == LINEUP_CLIENT_STATE_READY)
    g_task_return_boolean (task, TRUE);
  else
    lineup_waiters_add (self->preparing, task);
}

gboolean
lineup_client_prepare_finish (LineupClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

LineupClientState
lineup_client_get_state (LineupClient *self)
{
  g_return_val_if_fail (LINEUP_IS_CLIENT (self), LINEUP_CLIENT_STATE_AWAY);

  return self->state;
}

GListModel *
lineup_client_get_accounts (LineupClient *self)
{
  g_return_val_if_fail (LINEUP_IS_CLIENT (self), NULL);

  return G_LIST_MODEL (self->accounts);
}

LineupAccount *
lineup_client_find_account (LineupClient *self, const char *id)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (LINEUP_IS_CLIENT (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  path = make_path (id);
  return find_path (self, path, NULL);
}

gboolean
lineup_client_has_feature (LineupClient *self, const char *feature)
{
  g_autofree const char **features = NULL;

  g_return_val_if_fail (LINEUP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (feature != NULL, FALSE);

  return self->manager != NULL && g_variant_lookup (self->manager, "Features", "^a&s", &features)
         && g_strv_contains (features, feature);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupClient *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_connection_call_finish (
      LINEUP_CONNECTION (source), result, NULL, &error);
  const char *path = NULL;
  LineupAccount *account = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_variant_get (reply, "(&o)", &path);
  account = find_path (self, path, NULL);
  if (account == NULL)
    {
      /* Its properties come with the signal, which is on its way. */
      g_autoptr (GVariant) nothing = g_variant_ref_sink (
          g_variant_new_array (G_VARIANT_TYPE ("{sa{sv}}"), NULL, 0));

      take_account (self, path, nothing);
      account = find_path (self, path, NULL);
    }
  g_task_return_pointer (task, g_object_ref (account), g_object_unref);
}

void
lineup_client_add_account_async (LineupClient *self,
                                 const char *id,
                                 GVariant *settings,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_CLIENT (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (g_variant_is_of_type (settings, G_VARIANT_TYPE_VARDICT));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_client_add_account_async);
  lineup_connection_call_async (self->connection,
                                LINEUP_OBJECT_PATH,
                                LINEUP_BUS_NAME ".Manager",
                                "AddAccount",
                                g_variant_new ("(s@a{sv})", id, settings),
                                cancellable,
                                on_added,
                                g_steal_pointer (&task));
}

LineupAccount *
lineup_client_add_account_finish (LineupClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lineup_client_call_async (LineupClient *self,
                          const char *account,
                          const char *interface,
                          const char *method,
                          GVariant *parameters,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *path = NULL;
  g_autofree char *whole = NULL;

  g_return_if_fail (LINEUP_IS_CLIENT (self));
  g_return_if_fail (interface != NULL && method != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  path = make_path (account);
  whole = g_strconcat (LINEUP_BUS_NAME ".", interface, NULL);
  lineup_relay_async (
      self, self->connection, path, whole, method, parameters, cancellable, callback, user_data);
}

GVariant *
lineup_client_call_finish (LineupClient *self,
                           GAsyncResult *result,
                           GUnixFDList **fds,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return lineup_relay_finish (result, fds, error);
}

static void
lineup_client_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LineupClient *self = LINEUP_CLIENT (object);
  gboolean busy = FALSE;
  const char *version = NULL;
  char **features = NULL;

  switch (id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, self->bus);
      break;
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_BUSY:
      if (self->manager != NULL)
        g_variant_lookup (self->manager, "Busy", "b", &busy);
      g_value_set_boolean (value, busy);
      break;
    case PROP_VERSION:
      if (self->manager != NULL)
        g_variant_lookup (self->manager, "Version", "&s", &version);
      g_value_set_string (value, version);
      break;
    case PROP_FEATURES:
      if (self->manager != NULL)
        g_variant_lookup (self->manager, "Features", "^as", &features);
      g_value_take_boxed (value, features);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lineup_client_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LineupClient *self = LINEUP_CLIENT (object);

  if (id == PROP_CONNECTION)
    self->bus = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lineup_client_constructed (GObject *object)
{
  LineupClient *self = LINEUP_CLIENT (object);

  G_OBJECT_CLASS (lineup_client_parent_class)->constructed (object);
  self->connection = lineup_connection_new (self->bus);
  g_signal_connect_object (self->connection, "appeared", G_CALLBACK (on_appeared), self, 0);
  g_signal_connect_object (self->connection, "vanished", G_CALLBACK (on_vanished), self, 0);
  g_signal_connect_object (self->connection, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (self->connection, "received", G_CALLBACK (on_received), self, 0);
}

static void
lineup_client_init (LineupClient *self)
{
  self->cancellable = g_cancellable_new ();
  self->accounts = g_list_store_new (LINEUP_TYPE_ACCOUNT);
  self->preparing = lineup_waiters_new ();
}

static void
lineup_client_dispose (GObject *object)
{
  LineupClient *self = LINEUP_CLIENT (object);

  g_cancellable_cancel (self->cancellable);
  if (self->connection != NULL)
    g_object_run_dispose (G_OBJECT (self->connection));
  G_OBJECT_CLASS (lineup_client_parent_class)->dispose (object);
}

static void
lineup_client_finalize (GObject *object)
{
  LineupClient *self = LINEUP_CLIENT (object);

  g_clear_object (&self->bus);
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->accounts);
  g_clear_pointer (&self->preparing, g_ptr_array_unref);
  g_clear_pointer (&self->manager, g_variant_unref);
  G_OBJECT_CLASS (lineup_client_parent_class)->finalize (object);
}

static void
lineup_client_class_init (LineupClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lineup_client_get_property;
  object_class->set_property = lineup_client_set_property;
  object_class->constructed = lineup_client_constructed;
  object_class->dispose = lineup_client_dispose;
  object_class->finalize = lineup_client_finalize;
  bindtextdomain (GETTEXT_PACKAGE, LINEUP_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  /**
   * LineupClient:connection:
   *
   * The message bus; %NULL is the session's.
   */
  properties[PROP_CONNECTION] = g_param_spec_object ("connection",
                                                     NULL,
                                                     NULL,
                                                     G_TYPE_DBUS_CONNECTION,
                                                     G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                         | G_PARAM_STATIC_STRINGS);
  /**
   * LineupClient:accounts:
   *
   * All accounts, sorted by their ids; only a removal takes one away.
   */
  properties[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, G_TYPE_LIST_MODEL, read);
  /**
   * LineupClient:state:
   *
   * How it stands with lineupd.
   */
  properties[PROP_STATE] = g_param_spec_enum (
      "state", NULL, NULL, LINEUP_TYPE_CLIENT_STATE, LINEUP_CLIENT_STATE_STARTING, read);
  /**
   * LineupClient:busy:
   *
   * Whether some account syncs.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read);
  /**
   * LineupClient:version:
   *
   * The daemon's version, %NULL until it is known.
   */
  properties[PROP_VERSION] = g_param_spec_string ("version", NULL, NULL, NULL, read);
  /**
   * LineupClient:features:
   *
   * What of the interface the daemon has, see lineup_client_has_feature().
   */
  properties[PROP_FEATURES] = g_param_spec_boxed ("features", NULL, NULL, G_TYPE_STRV, read);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}
