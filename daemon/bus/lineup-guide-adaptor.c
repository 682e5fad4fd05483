/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-adaptor.h"

#include "lineup-gate.h"
#include "lineup-guide-changes.h"
#include "lineup-guide-sync-adaptor.h"
#include "lineup-match-adaptor.h"
#include "lineup-programme-adaptor.h"
#include "lineup-programme-search-adaptor.h"

/* Calls that read, and wait for nobody who does something else. */
static const char *const queued_methods[] = {
  "ListNow", "ListProgrammes", "GetProgramme", "ListGuideChanges", "SearchProgrammes", "ListMatches", "SuggestMatches", NULL,
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
  update_totals (interface, guide);
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (interface));
  lineup_dbus_guide_emit_guide_changed (
      interface, generation, (guint64)extent->from, (guint64)extent->until, channels);
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
  g_signal_connect_object (guide, "changed", G_CALLBACK (on_changed), interface, 0);
  return interface;
}
