/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-bus-service.h"

#include "lineup-account-adaptor.h"
#include "lineup-callers.h"
#include "lineup-catalog-adaptor.h"
#include "lineup-gate.h"
#include "lineup-guide-adaptor.h"
#include "lineup-guide-source-adaptor.h"
#include "lineup-library-adaptor.h"
#include "lineup-manager-adaptor.h"
#include "lineup-names.h"
#include "lineup-runner-adaptor.h"
#include "lineup-search-provider-adaptor.h"
#include "lineup-stream-adaptor.h"

struct _LineupBusService
{
  GObject parent_instance;

  GDBusObjectManagerServer *objects;            /* (owned) */
  LineupDBusManager *manager;                   /* (owned) */
  LineupDesktopSearchProvider *search_provider; /* (owned) */
  LineupDesktopRunner *runner;                  /* (owned) */
  LineupCallers *callers;                       /* (owned) */
  LineupClock *clock;                           /* (owned) */
  LineupApplication *application;               /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupBusService, lineup_bus_service, G_TYPE_OBJECT)

static void
clear_interface (gpointer interface)
{
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (interface));
  g_object_unref (interface);
}

static void
lineup_bus_service_dispose (GObject *object)
{
  LineupBusService *self = LINEUP_BUS_SERVICE (object);

  g_clear_pointer (&self->manager, clear_interface);
  g_clear_pointer (&self->search_provider, clear_interface);
  g_clear_pointer (&self->runner, clear_interface);
  g_clear_object (&self->callers);
  g_clear_object (&self->clock);
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
export_object (LineupBusService *self, gpointer object)
{
  GList *interfaces = g_dbus_object_get_interfaces (G_DBUS_OBJECT (object));

  for (GList *link = interfaces; link != NULL; link = link->next)
    lineup_gate_open (link->data, self->callers);
  g_list_free_full (interfaces, g_object_unref);
  g_dbus_object_manager_server_export (self->objects, G_DBUS_OBJECT_SKELETON (object));
}

static void
on_account_added (LineupRoster *roster, LineupSubscription *subscription, LineupBusService *self)
{
  g_autofree char *path = get_path (subscription);
  g_autoptr (LineupDBusObjectSkeleton) object = lineup_dbus_object_skeleton_new (path);
  g_autoptr (LineupLeaseHolders) holders = lineup_lease_holders_new (
      lineup_subscription_get_leases (subscription));
  g_autoptr (LineupDBusAccount) account = lineup_account_adaptor_new (
      self->application, subscription, holders);
  g_autoptr (LineupDBusCatalog) catalog = lineup_catalog_adaptor_new (subscription, self->clock);
  g_autoptr (LineupDBusGuide) guide = lineup_guide_adaptor_new (subscription, self->clock);
  g_autoptr (LineupDBusLibrary) library = lineup_library_adaptor_new (subscription);

  lineup_stream_adaptor_attach (catalog, subscription, holders, self->clock);
  lineup_guide_source_adaptor_attach (guide, subscription, self->clock);
  lineup_dbus_object_skeleton_set_account (object, account);
  lineup_dbus_object_skeleton_set_catalog (object, catalog);
  lineup_dbus_object_skeleton_set_guide (object, guide);
  lineup_dbus_object_skeleton_set_library (object, library);
  export_object (self, object);
}

static void
on_account_removed (LineupRoster *roster, LineupSubscription *subscription, LineupBusService *self)
{
  g_autofree char *path = get_path (subscription);

  g_dbus_object_manager_server_unexport (self->objects, path);
}

LineupBusService *
lineup_bus_service_new (LineupApplication *application,
                        LineupPreferences *preferences,
                        LineupDesktopSearch *search,
                        LineupClock *clock)
{
  LineupBusService *self = g_object_new (LINEUP_TYPE_BUS_SERVICE, NULL);
  LineupRoster *roster = lineup_application_get_roster (application);

  self->application = g_object_ref (application);
  self->callers = lineup_callers_new (clock);
  self->clock = g_object_ref (clock);
  self->manager = lineup_manager_adaptor_new (application, preferences, clock);
  self->search_provider = lineup_search_provider_adaptor_new (search);
  self->runner = lineup_runner_adaptor_new (search);
  g_signal_connect_object (roster, "account-added", G_CALLBACK (on_account_added), self, 0);
  g_signal_connect_object (roster, "account-removed", G_CALLBACK (on_account_removed), self, 0);
  return self;
}

static gboolean
export_interface (LineupBusService *self,
                  gpointer interface,
                  GDBusConnection *connection,
                  const char *path,
                  GError **error)
{
  lineup_gate_open (interface, self->callers);
  return g_dbus_interface_skeleton_export (
      G_DBUS_INTERFACE_SKELETON (interface), connection, path, error);
}

gboolean
lineup_bus_service_export (LineupBusService *self, GDBusConnection *connection, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_BUS_SERVICE (self), FALSE);

  g_dbus_object_manager_server_set_connection (self->objects, connection);
  return export_interface (self, self->manager, connection, LINEUP_OBJECT_PATH, error)
         && export_interface (
             self, self->search_provider, connection, LINEUP_SEARCH_PROVIDER_PATH, error)
         && export_interface (self, self->runner, connection, LINEUP_RUNNER_PATH, error);
}

void
lineup_bus_service_cancel_calls (LineupBusService *self)
{
  g_return_if_fail (LINEUP_IS_BUS_SERVICE (self));

  lineup_callers_cancel_all (self->callers);
}
