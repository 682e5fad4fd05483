/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-adaptor.h"

#include "lineup-gate.h"

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

LineupDBusGuide *
lineup_guide_adaptor_new (LineupSubscription *subscription)
{
  LineupGuide *guide = lineup_subscription_get_guide (subscription);
  LineupDBusGuide *interface = lineup_gate_new_interface (LINEUP_DBUS_TYPE_GUIDE_SKELETON);

  lineup_dbus_guide_set_guide_status (interface, "pending");
  update_totals (interface, guide);
  return interface;
}
