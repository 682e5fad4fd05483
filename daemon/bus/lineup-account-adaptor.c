/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bus/lineup-account-adaptor.h"

#include "bus/lineup-arguments.h"
#include "bus/lineup-variants.h"

/* Properties of the syncs that have the same name and type on the bus. */
static const char *const shared_properties[] = {
  "status",    "waiting",        "job",     "percentage",      "step", "last-attempt",
  "last-sync", "account-status", "expires", "max-connections",
};

static void
start_sync (GDBusMethodInvocation *invocation, LineupSubscription *subscription)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (
      g_dbus_method_invocation_get_parameters (invocation), 0);
  LineupSyncOptions sync_options = { 0 };
  GError *error = NULL;
  guint64 job = 0;

  if (lineup_arguments_parse_sync_options (options, &sync_options, &error)
      && lineup_account_sync_start (
          lineup_subscription_get_sync (subscription), &sync_options, &job, &error))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(t)", job));
  else
    lineup_arguments_return_error (invocation, error);
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSubscription *subscription = LINEUP_SUBSCRIPTION (source);

  /* Whoever asked for an empty catalogue hears of what went wrong. */
  lineup_subscription_clear_finish (subscription, result, NULL);
  start_sync (user_data, subscription);
}

static gboolean
on_start_sync (LineupDBusAccount *interface,
               GDBusMethodInvocation *invocation,
               GVariant *options,
               LineupSubscription *subscription)
{
  /* To join the clearing is to wait for its end. */
  if (lineup_subscription_is_clearing (subscription))
    lineup_subscription_clear_async (subscription, on_settled, invocation);
  else
    start_sync (invocation, subscription);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;

  if (lineup_account_sync_cancel_finish (LINEUP_ACCOUNT_SYNC (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    lineup_arguments_return_error (invocation, error);
}

static gboolean
on_cancel (LineupDBusAccount *interface, GDBusMethodInvocation *invocation, LineupAccountSync *sync)
{
  lineup_account_sync_cancel_async (sync, on_cancelled, invocation);
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
  lineup_subscription_clear_async (subscription, on_cleared, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Skeletons put changed properties off to an idle; whoever hears a signal first would read old
 * ones. */
static void
flush (LineupDBusAccount *interface)
{
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (interface));
}

static void
on_progress (LineupAccountSync *account_sync,
             LineupSync *sync,
             guint percentage,
             guint list,
             gpointer details,
             LineupDBusAccount *interface)
{
  flush (interface);
  lineup_dbus_account_emit_progress (interface,
                                     lineup_sync_get_job (sync),
                                     percentage,
                                     lineup_list_to_string ((LineupList)list),
                                     lineup_variants_from_details (details));
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

LineupDBusAccount *
lineup_account_adaptor_new (LineupSubscription *subscription)
{
  LineupDBusAccount *interface = lineup_dbus_account_skeleton_new ();
  LineupAccount *account = lineup_subscription_get_account (subscription);
  LineupAccountSync *sync = lineup_subscription_get_sync (subscription);

  g_object_bind_property (account, "id", interface, "id", G_BINDING_SYNC_CREATE);
  g_object_bind_property (account, "name", interface, "name", G_BINDING_SYNC_CREATE);
  g_object_bind_property (
      account, "enabled", interface, "enabled", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (subscription, "server", interface, "server", G_BINDING_SYNC_CREATE);
  for (gsize i = 0; i < G_N_ELEMENTS (shared_properties); i++)
    g_object_bind_property (
        sync, shared_properties[i], interface, shared_properties[i], G_BINDING_SYNC_CREATE);
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
  g_signal_connect_object (interface, "handle-cancel", G_CALLBACK (on_cancel), sync, 0);
  g_signal_connect_object (
      interface, "handle-clear-cache", G_CALLBACK (on_clear_cache), subscription, 0);
  return interface;
}
