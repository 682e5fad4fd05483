/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-gate.h"
#include "lineup-job-call.h"
#include "lineup-setting.h"
#include "lineup-token.h"
#include "lineup-variants.h"

/* Properties of the syncs that have the same name and type on the bus. */
static const char *const shared_properties[] = {
  "job", "percentage", "last-attempt", "last-sync", "expires", "max-connections", "moved-to",
};

/* Properties, likewise, that are tokens there. */
static const char *const token_properties[] = { "status", "waiting", "step", "account-status" };

static gboolean
start_sync (LineupSubscription *subscription, GVariant *options, guint64 *job, GError **error)
{
  LineupSyncOptions sync_options = { 0 };

  return lineup_arguments_parse_sync_options (options, &sync_options, error)
         && lineup_account_sync_start (
             lineup_subscription_get_sync (subscription), &sync_options, job, error);
}

static gboolean
on_start_sync (LineupDBusAccount *interface,
               GDBusMethodInvocation *invocation,
               GVariant *options,
               LineupSubscription *subscription)
{
  lineup_job_call_start (invocation, subscription, start_sync);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_cancel (LineupDBusAccount *interface, GDBusMethodInvocation *invocation, LineupAccountSync *sync)
{
  lineup_job_call_cancel (invocation, lineup_account_sync_get_runner (sync));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;

  if (lineup_subscription_clear_finish (LINEUP_SUBSCRIPTION (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    lineup_arguments_return_error (invocation, error);
}

static gboolean
on_clear_cache (LineupDBusAccount *interface,
                GDBusMethodInvocation *invocation,
                LineupSubscription *subscription)
{
  /* A catalogue is emptied whole, although its caller may leave. */
  lineup_subscription_clear_async (subscription, NULL, on_cleared, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Settings */

/* Skeletons put changed properties off to an idle; whoever hears a signal first would read old
 * ones. */
static void
flush (LineupDBusAccount *interface)
{
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (interface));
}

/* A change that a caller waits for. */
typedef struct
{
  LineupDBusAccount *interface;      /* (owned) */
  GDBusMethodInvocation *invocation; /* (owned) */
} Call;

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  GError *error = NULL;

  if (lineup_application_update_account_finish (LINEUP_APPLICATION (source), result, &error))
    {
      /* Who has set a property and listens, too, hears of it before the reply. */
      flush (call->interface);
      g_dbus_method_invocation_return_value (call->invocation, NULL);
    }
  else
    lineup_arguments_return_error (call->invocation, error);
  g_object_unref (call->interface);
  g_free (call);
}

static void
change_account (LineupDBusAccount *interface,
                GDBusMethodInvocation *owned_invocation,
                LineupAccountChange *owned_change,
                LineupApplication *application)
{
  Call *call = g_new0 (Call, 1);

  call->interface = g_object_ref (interface);
  call->invocation = owned_invocation;
  /* A change that was asked for is made, although its caller may leave. */
  lineup_application_update_account_async (
      application, lineup_dbus_account_get_id (interface), owned_change, NULL, on_changed, call);
}

static void
on_set_setting (gpointer interface,
                const char *name,
                GVariant *value,
                GDBusMethodInvocation *owned_invocation,
                gpointer application)
{
  GError *error = NULL;
  LineupAccountChange *change = lineup_arguments_parse_property (name, value, &error);

  if (change != NULL)
    change_account (interface, owned_invocation, change, application);
  else
    lineup_arguments_return_error (owned_invocation, error);
}

static gboolean
on_reset_settings (LineupDBusAccount *interface,
                   GDBusMethodInvocation *invocation,
                   LineupApplication *application)
{
  change_account (interface, invocation, lineup_account_get_default_change (), application);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Leases */

static void
end_lease_call (LineupLeaseHolders *holders,
                GDBusMethodInvocation *invocation,
                GVariant *reply,
                GError *error)
{
  lineup_lease_holders_update (holders,
                               g_dbus_method_invocation_get_connection (invocation),
                               g_dbus_method_invocation_get_sender (invocation));
  if (error == NULL)
    g_dbus_method_invocation_return_value (invocation, reply);
  else
    lineup_arguments_return_error (invocation, error);
}

static gboolean
on_inhibit (LineupDBusAccount *interface,
            GDBusMethodInvocation *invocation,
            const char *who,
            const char *why,
            LineupLeaseHolders *holders)
{
  GError *error = NULL;
  const guint cookie = lineup_leases_take (lineup_lease_holders_get_leases (holders),
                                           g_dbus_method_invocation_get_sender (invocation),
                                           who,
                                           why,
                                           &error);

  end_lease_call (holders, invocation, cookie != 0 ? g_variant_new ("(u)", cookie) : NULL, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_uninhibit (LineupDBusAccount *interface,
              GDBusMethodInvocation *invocation,
              guint cookie,
              LineupLeaseHolders *holders)
{
  GError *error = NULL;

  lineup_leases_release (lineup_lease_holders_get_leases (holders),
                         g_dbus_method_invocation_get_sender (invocation),
                         cookie,
                         &error);
  end_lease_call (holders, invocation, NULL, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_progress (LineupAccountSync *account_sync,
             LineupSync *sync,
             guint percentage,
             guint list,
             gpointer figures,
             LineupDBusAccount *interface)
{
  flush (interface);
  lineup_dbus_account_emit_progress (interface,
                                     lineup_sync_get_job (sync),
                                     percentage,
                                     lineup_list_to_string ((LineupList)list),
                                     lineup_variants_from_sync_figures (figures));
}

static GVariant *
summarize (LineupSync *sync)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (
      &builder, "{sv}", "cancelled", g_variant_new_boolean (lineup_sync_is_cancelled (sync)));
  g_variant_builder_add (
      &builder, "{sv}", "duration-ms", g_variant_new_uint64 (lineup_sync_get_duration_ms (sync)));
  g_variant_builder_add (
      &builder, "{sv}", "steps", lineup_variants_from_reports (lineup_sync_get_reports (sync)));
  g_variant_builder_add (
      &builder, "{sv}", "generation", g_variant_new_uint64 (lineup_sync_get_generation (sync)));
  return g_variant_builder_end (&builder);
}

static void
on_finished (LineupAccountSync *account_sync, LineupSync *sync, LineupDBusAccount *interface)
{
  flush (interface);
  lineup_dbus_account_emit_finished (interface,
                                     lineup_sync_get_job (sync),
                                     lineup_sync_status_to_string (lineup_sync_get_status (sync)),
                                     summarize (sync));
}

static void
on_steps_changed (LineupAccountSync *sync, GParamSpec *pspec, LineupDBusAccount *interface)
{
  lineup_dbus_account_set_steps (
      interface, lineup_variants_from_reports (lineup_account_sync_get_steps (sync)));
}

static gboolean
to_token (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_static_string (to,
                             lineup_token_from_enum (G_VALUE_TYPE (from), g_value_get_enum (from)));
  return TRUE;
}

static void
bind_tokens (LineupDBusAccount *interface, LineupAccountSync *sync)
{
  for (gsize i = 0; i < G_N_ELEMENTS (token_properties); i++)
    g_object_bind_property_full (sync,
                                 token_properties[i],
                                 interface,
                                 token_properties[i],
                                 G_BINDING_SYNC_CREATE,
                                 to_token,
                                 NULL,
                                 NULL,
                                 NULL);
}

/* Who holds leases is known as long as the interface is there. */
static void
bind_leases (LineupDBusAccount *interface, LineupLeaseHolders *holders)
{
  LineupLeases *leases = lineup_lease_holders_get_leases (holders);

  g_object_bind_property (leases, "inhibited", interface, "inhibited", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (interface, "handle-inhibit", G_CALLBACK (on_inhibit), holders, 0);
  g_signal_connect_object (interface, "handle-uninhibit", G_CALLBACK (on_uninhibit), holders, 0);
  g_object_set_data_full (
      G_OBJECT (interface), "lease-holders", g_object_ref (holders), g_object_unref);
}

/* What is told of settings has the name and type of the bus. */
static void
bind_settings (LineupDBusAccount *interface, LineupAccount *account)
{
  g_object_bind_property (account, "id", interface, "id", G_BINDING_SYNC_CREATE);
  for (const LineupSetting *setting = lineup_setting_list (); setting->name != NULL; setting++)
    {
      if ((setting->use & LINEUP_SETTING_USE_PROPERTY) != 0)
        g_object_bind_property (
            account, setting->name, interface, setting->name, G_BINDING_SYNC_CREATE);
    }
}

static void
on_addresses_changed (LineupFailover *failover, LineupDBusAccount *interface)
{
  const char *const *origins = lineup_failover_get_origins (failover);

  lineup_dbus_account_set_server (interface, origins[lineup_failover_get_current (failover)]);
  lineup_dbus_account_set_fallback_servers (interface, origins + 1);
}

static void
bind_addresses (LineupDBusAccount *interface, LineupFailover *failover)
{
  on_addresses_changed (failover, interface);
  g_signal_connect_object (failover, "changed", G_CALLBACK (on_addresses_changed), interface, 0);
}

LineupDBusAccount *
lineup_account_adaptor_new (LineupApplication *application,
                            LineupSubscription *subscription,
                            LineupLeaseHolders *holders)
{
  LineupDBusAccount *interface = lineup_gate_new_interface (LINEUP_DBUS_TYPE_ACCOUNT_SKELETON);
  LineupAccountSync *sync = lineup_subscription_get_sync (subscription);

  bind_settings (interface, lineup_subscription_get_account (subscription));
  bind_leases (interface, holders);
  bind_addresses (
      interface,
      lineup_account_source_get_failover (lineup_subscription_get_source (subscription)));
  for (gsize i = 0; i < G_N_ELEMENTS (shared_properties); i++)
    g_object_bind_property (
        sync, shared_properties[i], interface, shared_properties[i], G_BINDING_SYNC_CREATE);
  bind_tokens (interface, sync);
  g_object_bind_property (lineup_subscription_get_schedule (subscription),
                          "next-sync",
                          interface,
                          "next-sync",
                          G_BINDING_SYNC_CREATE);
  on_steps_changed (sync, NULL, interface);

  g_signal_connect_object (sync, "notify::steps", G_CALLBACK (on_steps_changed), interface, 0);
  g_signal_connect_object (sync, "progress", G_CALLBACK (on_progress), interface, 0);
  g_signal_connect_object (sync, "finished", G_CALLBACK (on_finished), interface, 0);
  g_signal_connect_object (
      interface, "handle-start-sync", G_CALLBACK (on_start_sync), subscription, 0);
  lineup_gate_set_setter (interface, on_set_setting, g_object_ref (application), g_object_unref);
  g_signal_connect_object (
      interface, "handle-reset-settings", G_CALLBACK (on_reset_settings), application, 0);
  g_signal_connect_object (interface, "handle-cancel", G_CALLBACK (on_cancel), sync, 0);
  g_signal_connect_object (
      interface, "handle-clear-cache", G_CALLBACK (on_clear_cache), subscription, 0);
  return interface;
}
