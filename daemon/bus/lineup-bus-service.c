/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bus/lineup-bus-service.h"

#include "bus/lineup-account-adaptor.h"
#include "bus/lineup-catalog-adaptor.h"
#include "bus/lineup-manager-adaptor.h"
#include "lineup-names.h"

struct _LineupBusService
{
  GObject parent_instance;

  GDBusObjectManagerServer *objects; /* (owned) */
  LineupDBusManager *manager;        /* (owned) */
  LineupApplication *application;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupBusService, lineup_bus_service, G_TYPE_OBJECT)

static void
lineup_bus_service_dispose (GObject *object)
{
  LineupBusService *self = LINEUP_BUS_SERVICE (object);

  if (self->manager != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->manager));
  g_clear_object (&self->manager);
  g_clear_object (&self->application);
  g_clear_object (&self->objects);

  G_OBJECT_CLASS (lineup_bus_service_parent_class)->dispose (object);
}

static void
lineup_bus_service_class_init (LineupBusServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lineup_bus_service_dispose;
}

static void
lineup_bus_service_init (LineupBusService *self)
{
  self->objects = g_dbus_object_manager_server_new (LINEUP_OBJECT_PATH);
}

static char *
get_path (LineupSubscription *subscription)
{
  LineupAccount *account = lineup_subscription_get_account (subscription);

  return g_strconcat (LINEUP_ACCOUNT_PATH_PREFIX, lineup_account_get_id (account), NULL);
}

static void
on_account_added (LineupRoster *roster, LineupSubscription *subscription, LineupBusService *self)
{
  g_autofree char *path = get_path (subscription);
  g_autoptr (LineupDBusObjectSkeleton) object = lineup_dbus_object_skeleton_new (path);
  g_autoptr (LineupDBusAccount) account = lineup_account_adaptor_new (self->application,
                                                                      subscription);
  g_autoptr (LineupDBusCatalog) catalog = lineup_catalog_adaptor_new (subscription);

  lineup_dbus_object_skeleton_set_account (object, account);
  lineup_dbus_object_skeleton_set_catalog (object, catalog);
  g_dbus_object_manager_server_export (self->objects, G_DBUS_OBJECT_SKELETON (object));
}

static void
on_account_removed (LineupRoster *roster, LineupSubscription *subscription, LineupBusService *self)
{
  g_autofree char *path = get_path (subscription);

  g_dbus_object_manager_server_unexport (self->objects, path);
}

LineupBusService *
lineup_bus_service_new (LineupApplication *application)
{
  LineupBusService *self = g_object_new (LINEUP_TYPE_BUS_SERVICE, NULL);

  LineupRoster *roster = lineup_application_get_roster (application);

  self->application = g_object_ref (application);
  self->manager = lineup_manager_adaptor_new (application);
  g_signal_connect_object (roster, "account-added", G_CALLBACK (on_account_added), self, 0);
  g_signal_connect_object (roster, "account-removed", G_CALLBACK (on_account_removed), self, 0);
  return self;
}

gboolean
lineup_bus_service_export (LineupBusService *self, GDBusConnection *connection, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_BUS_SERVICE (self), FALSE);

  g_dbus_object_manager_server_set_connection (self->objects, connection);
  return g_dbus_interface_skeleton_export (
      G_DBUS_INTERFACE_SKELETON (self->manager), connection, LINEUP_OBJECT_PATH, error);
}
