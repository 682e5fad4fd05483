/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-manager-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-favourites-now.h"
#include "lineup-gate.h"
#include "lineup-manager-lists.h"
#include "lineup-merged-search.h"
#include "lineup-names.h"
#include "lineup-programme-search-adaptor.h"
#include "lineup-version.h"

/* Each call is answered when the application is through with it; the reply needs the interface and
 * the call, so both go along. */
typedef struct
{
  LineupDBusManager *manager;        /* (owned) */
  GDBusMethodInvocation *invocation; /* (owned) */
  char *account;                     /* (owned): its path */
} Call;

static Call *
call_new (LineupDBusManager *manager, GDBusMethodInvocation *invocation, const char *id)
{
  Call *call = g_new0 (Call, 1);

  call->manager = g_object_ref (manager);
  call->invocation = invocation;
  call->account = g_strconcat (LINEUP_ACCOUNT_PATH_PREFIX, id, NULL);
  return call;
}

static void
call_free (Call *call)
{
  g_object_unref (call->manager);
  g_free (call->account);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void
on_account_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  GError *error = NULL;

  if (lineup_application_add_account_finish (LINEUP_APPLICATION (source), result, &error))
    lineup_dbus_manager_complete_add_account (call->manager, call->invocation, call->account);
  else
    lineup_arguments_return_error (call->invocation, error);
}

/* What came with the call. */
static GUnixFDList *
get_files (GDBusMethodInvocation *invocation)
{
  return g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
}

static gboolean
on_add_account (LineupDBusManager *manager,
                GDBusMethodInvocation *invocation,
                const char *id,
                GVariant *settings,
                LineupApplication *application)
{
  GError *error = NULL;
  LineupAccountChange *change = lineup_arguments_parse_settings (
      settings, get_files (invocation), &error);

  if (change == NULL)
    lineup_arguments_return_error (invocation, error);
  else
    /* A change that was asked for is made, although its caller may leave. */
    lineup_application_add_account_async (
        application, id, change, NULL, on_account_added, call_new (manager, invocation, id));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_account_updated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  GError *error = NULL;

  if (lineup_application_update_account_finish (LINEUP_APPLICATION (source), result, &error))
    lineup_dbus_manager_complete_update_account (call->manager, call->invocation);
  else
    lineup_arguments_return_error (call->invocation, error);
}

static gboolean
on_update_account (LineupDBusManager *manager,
                   GDBusMethodInvocation *invocation,
                   const char *id,
                   GVariant *settings,
                   LineupApplication *application)
{
  GError *error = NULL;
  LineupAccountChange *change = lineup_arguments_parse_settings (
      settings, get_files (invocation), &error);

  if (change == NULL)
    lineup_arguments_return_error (invocation, error);
  else
    /* A change that was asked for is made, although its caller may leave. */
    lineup_application_update_account_async (
        application, id, change, NULL, on_account_updated, call_new (manager, invocation, id));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_account_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  GError *error = NULL;

  if (lineup_application_remove_account_finish (LINEUP_APPLICATION (source), result, &error))
    lineup_dbus_manager_complete_remove_account (call->manager, call->invocation);
  else
    lineup_arguments_return_error (call->invocation, error);
}

static gboolean
on_remove_account (LineupDBusManager *manager,
                   GDBusMethodInvocation *invocation,
                   const char *id,
                   LineupApplication *application)
{
  /* A change that was asked for is made, although its caller may leave. */
  lineup_application_remove_account_async (
      application, id, NULL, on_account_removed, call_new (manager, invocation, id));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Calls that read, and wait for nobody who does something else. */
static const char *const queued_methods[] = {
  "Search",      "SearchProgrammes", "ListContinue", "ListFavourites",
  "ListHistory", "ListNew",          "ListNow",      NULL,
};

/* What of the interfaces is there that not every daemon has. */
static const char *const features[] = { "streams", "index",         "guide", "playlists",
                                        "library", "merged-search", NULL };

/* A property that a caller has set. */
typedef struct
{
  GDBusInterfaceSkeleton *interface; /* (owned) */
  GDBusMethodInvocation *invocation; /* (owned) */
} Setting;

/* Who has set a property and listens, too, hears of it before the reply. */
static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Setting *setting = user_data;
  GError *error = NULL;

  g_dbus_interface_skeleton_flush (setting->interface);
  if (lineup_preferences_set_finish (LINEUP_PREFERENCES (source), result, &error))
    g_dbus_method_invocation_return_value (setting->invocation, NULL);
  else
    lineup_arguments_return_error (setting->invocation, error);
  g_object_unref (setting->interface);
  g_free (setting);
}

static void
on_set_property (gpointer interface,
                 const char *name,
                 GVariant *value,
                 GDBusMethodInvocation *owned_invocation,
                 gpointer preferences)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->interface = g_object_ref (interface);
  setting->invocation = owned_invocation;
  if (g_str_equal (name, "Preferred"))
    /* A change that was asked for is made, although its caller may leave. */
    lineup_preferences_set_preferred_async (
        preferences, g_variant_get_string (value, NULL), NULL, on_set, setting);
  else
    /* See above. */
    lineup_preferences_set_shows_adult_async (
        preferences, g_variant_get_boolean (value), NULL, on_set, setting);
}

static void
attach_preferences (LineupDBusManager *manager, LineupPreferences *preferences)
{
  lineup_gate_set_setter (manager, on_set_property, g_object_ref (preferences), g_object_unref);
  g_object_bind_property (
      preferences, "desktop-shows-adult", manager, "desktop-shows-adult", G_BINDING_SYNC_CREATE);
  g_object_bind_property (preferences, "preferred", manager, "preferred", G_BINDING_SYNC_CREATE);
}

LineupDBusManager *
lineup_manager_adaptor_new (LineupApplication *application,
                            LineupPreferences *preferences,
                            LineupClock *clock)
{
  LineupDBusManager *manager = lineup_gate_new_interface (LINEUP_DBUS_TYPE_MANAGER_SKELETON);

  lineup_dbus_manager_set_version (manager, LINEUP_VERSION);
  lineup_dbus_manager_set_api_version (manager, LINEUP_API_VERSION);
  lineup_dbus_manager_set_features (manager, features);
  g_object_bind_property (
      lineup_application_get_roster (application), "busy", manager, "busy", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (
      manager, "handle-add-account", G_CALLBACK (on_add_account), application, 0);
  g_signal_connect_object (
      manager, "handle-update-account", G_CALLBACK (on_update_account), application, 0);
  g_signal_connect_object (
      manager, "handle-remove-account", G_CALLBACK (on_remove_account), application, 0);
  lineup_gate_set_queued (manager, queued_methods);
  attach_preferences (manager, preferences);
  lineup_merged_search_attach (manager, lineup_application_get_roster (application), preferences);
  lineup_manager_lists_attach (manager, lineup_application_get_roster (application));
  lineup_favourites_now_attach (manager, lineup_application_get_roster (application), clock);
  lineup_programme_search_adaptor_attach_all (
      manager, lineup_application_get_roster (application), clock);
  return manager;
}
