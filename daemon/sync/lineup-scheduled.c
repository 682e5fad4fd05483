/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-scheduled.h"

enum
{
  SIGNAL_ENDED,
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (LineupScheduled, lineup_scheduled, G_TYPE_OBJECT)

static void
lineup_scheduled_default_init (LineupScheduledInterface *iface)
{
  signals[SIGNAL_ENDED] = g_signal_new ("ended",
                                        G_TYPE_FROM_INTERFACE (iface),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        LINEUP_TYPE_JOB);
  signals[SIGNAL_MOVED] = g_signal_new ("moved",
                                        G_TYPE_FROM_INTERFACE (iface),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
}

LineupJobRunner *
lineup_scheduled_get_runner (LineupScheduled *self)
{
  g_return_val_if_fail (LINEUP_IS_SCHEDULED (self), NULL);

  return LINEUP_SCHEDULED_GET_IFACE (self)->get_runner (self);
}

const char *
lineup_scheduled_get_host (LineupScheduled *self)
{
  g_return_val_if_fail (LINEUP_IS_SCHEDULED (self), NULL);

  return LINEUP_SCHEDULED_GET_IFACE (self)->get_host (self);
}

gint64
lineup_scheduled_get_due (LineupScheduled *self, guint interval)
{
  g_return_val_if_fail (LINEUP_IS_SCHEDULED (self), LINEUP_SCHEDULED_NEVER);

  return LINEUP_SCHEDULED_GET_IFACE (self)->get_due (self, interval);
}

gboolean
lineup_scheduled_start (LineupScheduled *self, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_SCHEDULED (self), FALSE);

  return LINEUP_SCHEDULED_GET_IFACE (self)->start (self, error);
}

void
lineup_scheduled_set_obstacle (LineupScheduled *self, LineupObstacle obstacle, gboolean due)
{
  g_return_if_fail (LINEUP_IS_SCHEDULED (self));

  LINEUP_SCHEDULED_GET_IFACE (self)->set_obstacle (self, obstacle, due);
}

void
lineup_scheduled_check_time (LineupScheduled *self)
{
  g_return_if_fail (LINEUP_IS_SCHEDULED (self));

  LINEUP_SCHEDULED_GET_IFACE (self)->check_time (self);
}

gboolean
lineup_scheduled_judges (LineupScheduled *self)
{
  g_return_val_if_fail (LINEUP_IS_SCHEDULED (self), FALSE);

  return LINEUP_SCHEDULED_GET_IFACE (self)->judge != NULL;
}

LineupHostVerdict
lineup_scheduled_judge (LineupScheduled *self, LineupJob *job)
{
  g_return_val_if_fail (lineup_scheduled_judges (self), LINEUP_HOST_VERDICT_NONE);

  return LINEUP_SCHEDULED_GET_IFACE (self)->judge (self, job);
}

void
lineup_scheduled_emit_moved (LineupScheduled *self)
{
  g_return_if_fail (LINEUP_IS_SCHEDULED (self));

  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

void
lineup_scheduled_emit_ended (LineupScheduled *self, LineupJob *job)
{
  g_return_if_fail (LINEUP_IS_SCHEDULED (self));

  g_signal_emit (self, signals[SIGNAL_ENDED], 0, job);
}
