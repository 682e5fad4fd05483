/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-sync-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-job-call.h"
#include "lineup-token.h"
#include "lineup-variants.h"

/* Properties of the syncs, and of what keeps the guide, by their names on the bus. */
static const char *const token_properties[][2] = {
  { "status", "guide-status" },
  { "waiting", "guide-waiting" },
};

static const char *const shared_properties[][2] = {
  { "job", "guide-job" },
  { "percentage", "guide-percentage" },
  { "last-sync", "last-guide-sync" },
};

static LineupAccountGuide *
get_syncs (LineupSubscription *subscription)
{
  return lineup_guide_keeper_get_syncs (
      lineup_account_guides_get_keeper (lineup_subscription_get_guides (subscription)));
}

/* Calls. */

static gboolean
start_sync (LineupSubscription *subscription, GVariant *options, guint64 *job, GError **error)
{
  g_auto (GStrv) sources = NULL;
  LineupGuideSyncOptions sync_options = { NULL, LINEUP_IMPORT_NONE };

  if (!lineup_arguments_parse_guide_sync_options (options, &sources, &sync_options.flags, error))
    return FALSE;
  sync_options.sources = (const char *const *)sources;
  return lineup_guide_keeper_start (
      lineup_account_guides_get_keeper (lineup_subscription_get_guides (subscription)),
      &sync_options,
      job,
      error);
}

static gboolean
on_start_guide_sync (LineupDBusGuide *interface,
                     GDBusMethodInvocation *invocation,
                     GVariant *options,
                     LineupSubscription *subscription)
{
  lineup_job_call_start (invocation, subscription, start_sync);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_cancel_guide_sync (LineupDBusGuide *interface,
                      GDBusMethodInvocation *invocation,
                      LineupAccountGuide *syncs)
{
  lineup_job_call_cancel (invocation, lineup_account_guide_get_runner (syncs));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Signals. Skeletons put changed properties off to an idle; whoever hears a signal first would read
 * old ones. */

static void
flush (LineupDBusGuide *interface)
{
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (interface));
}

static void
on_progress (LineupAccountGuide *syncs,
             LineupGuideSync *sync,
             guint percentage,
             const char *source,
             guint64 programmes,
             guint64 bytes,
             LineupDBusGuide *interface)
{
  GVariantBuilder details;

  g_variant_builder_init (&details, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&details, "{sv}", "programmes", g_variant_new_uint64 (programmes));
  g_variant_builder_add (&details, "{sv}", "bytes", g_variant_new_uint64 (bytes));
  flush (interface);
  lineup_dbus_guide_emit_guide_progress (interface,
                                         lineup_job_get_facts (LINEUP_JOB (sync)).id,
                                         percentage,
                                         source,
                                         g_variant_builder_end (&details));
}

static void
on_finished (LineupAccountGuide *syncs, LineupGuideSync *sync, LineupDBusGuide *interface)
{
  const LineupJobFacts facts = lineup_job_get_facts (LINEUP_JOB (sync));
  GVariantBuilder summary;

  g_variant_builder_init (&summary, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&summary, "{sv}", "cancelled", g_variant_new_boolean (facts.is_cancelled));
  g_variant_builder_add (&summary, "{sv}", "duration-ms", g_variant_new_uint64 (facts.duration_ms));
  g_variant_builder_add (&summary,
                         "{sv}",
                         "sources",
                         lineup_variants_from_reports (lineup_guide_sync_get_reports (sync)));
  flush (interface);
  lineup_dbus_guide_emit_guide_finished (interface,
                                         facts.id,
                                         lineup_sync_status_to_string (facts.status),
                                         g_variant_builder_end (&summary));
}

/* Properties. */

static gboolean
to_token (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_static_string (to,
                             lineup_token_from_enum (G_VALUE_TYPE (from), g_value_get_enum (from)));
  return TRUE;
}

static void
bind_properties (LineupDBusGuide *interface, LineupAccountGuide *syncs)
{
  for (gsize i = 0; i < G_N_ELEMENTS (token_properties); i++)
    g_object_bind_property_full (syncs,
                                 token_properties[i][0],
                                 interface,
                                 token_properties[i][1],
                                 G_BINDING_SYNC_CREATE,
                                 to_token,
                                 NULL,
                                 NULL,
                                 NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (shared_properties); i++)
    g_object_bind_property (
        syncs, shared_properties[i][0], interface, shared_properties[i][1], G_BINDING_SYNC_CREATE);
}

void
lineup_guide_sync_adaptor_attach (LineupDBusGuide *interface, LineupSubscription *subscription)
{
  LineupAccountGuide *syncs = get_syncs (subscription);

  bind_properties (interface, syncs);
  g_object_bind_property (
      lineup_account_guides_get_keeper (lineup_subscription_get_guides (subscription)),
      "next-sync",
      interface,
      "next-guide-sync",
      G_BINDING_SYNC_CREATE);
  g_signal_connect_object (syncs, "progress", G_CALLBACK (on_progress), interface, 0);
  g_signal_connect_object (syncs, "finished", G_CALLBACK (on_finished), interface, 0);
  g_signal_connect_object (
      interface, "handle-start-guide-sync", G_CALLBACK (on_start_guide_sync), subscription, 0);
  g_signal_connect_object (
      interface, "handle-cancel-guide-sync", G_CALLBACK (on_cancel_guide_sync), syncs, 0);
}
