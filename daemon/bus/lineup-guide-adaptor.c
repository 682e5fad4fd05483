/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-call-reading.h"
#include "lineup-gate.h"
#include "lineup-guide-changes.h"
#include "lineup-guide-sync-adaptor.h"
#include "lineup-match-adaptor.h"
#include "lineup-programme-adaptor.h"
#include "lineup-programme-search-adaptor.h"

/* Calls that read, and wait for nobody who does something else. */
static const char *const queued_methods[] = {
  "ListNow",          "ListProgrammes", "GetProgramme",   "ListGuideChanges",
  "SearchProgrammes", "ListMatches",    "SuggestMatches", NULL,
};

static void
update_totals (LineupDBusGuide *interface, LineupGuide *guide)
{
  const LineupGuideTotals *totals = lineup_guide_get_totals (guide);

  lineup_dbus_guide_set_guide_generation (interface, totals->generation);
  lineup_dbus_guide_set_guide_from (interface, (guint64)totals->first);
  lineup_dbus_guide_set_guide_until (interface, (guint64)totals->last);
  lineup_dbus_guide_set_programmes (interface, totals->programmes);
  lineup_dbus_guide_set_guide_size (interface, totals->size);
}

static void
on_changed (LineupGuide *guide, guint64 generation, gpointer data, LineupDBusGuide *interface)
{
  const LineupGuideExtent *extent = data;
  GVariant *channels = g_variant_new_fixed_array (
      G_VARIANT_TYPE_INT64, extent->items->data, extent->items->len, sizeof (gint64));

  /* Whoever reads the properties after the signal sees what it tells of. */
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (interface));
  lineup_dbus_guide_emit_guide_changed (
      interface, generation, (guint64)extent->from, (guint64)extent->until, channels);
}

/* What a copy has to read again */

typedef struct
{
  LineupGuide *guide; /* (owned) */
  guint64 since;      /* number of the last change that is known */
  guint limit;        /* channels */
} Changes;

static void
changes_free (Changes *self)
{
  g_object_unref (self->guide);
  g_free (self);
}

static GVariant *
make_ranges (const GArray *changes)
{
  GVariantBuilder ranges;

  g_variant_builder_init (&ranges, G_VARIANT_TYPE ("a(xtt)"));
  for (guint i = 0; i < changes->len; i++)
    {
      const LineupGuideChange *change = &g_array_index (changes, LineupGuideChange, i);

      g_variant_builder_add (
          &ranges, "(xtt)", change->item, (guint64)change->from, (guint64)change->until);
    }
  return g_variant_builder_end (&ranges);
}

static gpointer
read_changes (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Changes *self = user_data;
  gboolean is_complete = FALSE;
  g_autoptr (GArray) changes = lineup_guide_changes_list (
      database, self->since, self->limit, generation, &is_complete, error);

  if (changes == NULL)
    return NULL;
  return g_variant_ref_sink (
      g_variant_new ("(@a(xtt)tb)", make_ranges (changes), *generation, is_complete));
}

static void
begin_changes (LineupCall *call, gpointer user_data)
{
  Changes *self = user_data;

  lineup_call_reading_run_guide (
      call, self->guide, read_changes, self, (GDestroyNotify)changes_free);
}

static gboolean
on_list_changes (LineupDBusGuide *interface,
                 GDBusMethodInvocation *invocation,
                 guint64 since,
                 guint limit,
                 LineupGuide *guide)
{
  LineupCall *call = lineup_gate_receive (invocation);
  GError *error = NULL;
  Changes *self = NULL;

  if (!lineup_arguments_check_limit (limit, &error))
    {
      lineup_call_return_error (call, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  self = g_new0 (Changes, 1);
  self->guide = g_object_ref (guide);
  self->since = since;
  self->limit = limit;
  lineup_call_queue (call, LINEUP_LANE_READING, begin_changes, self, (GDestroyNotify)changes_free);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

LineupDBusGuide *
lineup_guide_adaptor_new (LineupSubscription *subscription, LineupClock *clock)
{
  LineupGuide *guide = lineup_subscription_get_guide (subscription);
  LineupDBusGuide *interface = lineup_gate_new_interface (LINEUP_DBUS_TYPE_GUIDE_SKELETON);

  update_totals (interface, guide);
  lineup_gate_set_queued (interface, queued_methods);
  lineup_programme_adaptor_attach (interface, subscription, clock);
  lineup_guide_sync_adaptor_attach (interface, subscription);
  lineup_programme_search_adaptor_attach (interface, subscription, clock);
  lineup_match_adaptor_attach (interface, subscription);
  g_signal_connect_object (
      guide, "measured", G_CALLBACK (update_totals), interface, G_CONNECT_SWAPPED);
  g_signal_connect_object (guide, "changed", G_CALLBACK (on_changed), interface, 0);
  g_signal_connect_object (
      interface, "handle-list-guide-changes", G_CALLBACK (on_list_changes), guide, 0);
  return interface;
}
