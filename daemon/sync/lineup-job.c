/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-job.h"

enum
{
  SIGNAL_HELD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (LineupJob, lineup_job, G_TYPE_OBJECT)

static void
lineup_job_default_init (LineupJobInterface *iface)
{
  signals[SIGNAL_HELD] = g_signal_new ("held",
                                       G_TYPE_FROM_INTERFACE (iface),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);
}

const char *
lineup_job_get_noun (LineupJob *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB (self), NULL);

  return LINEUP_JOB_GET_IFACE (self)->noun;
}

gboolean
lineup_job_steps_aside (LineupJob *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB (self), FALSE);

  return LINEUP_JOB_GET_IFACE (self)->step_aside != NULL;
}

LineupJobFacts
lineup_job_get_facts (LineupJob *self)
{
  LineupJobFacts facts = { 0 };

  g_return_val_if_fail (LINEUP_IS_JOB (self), facts);

  LINEUP_JOB_GET_IFACE (self)->get_facts (self, &facts);
  return facts;
}

void
lineup_job_set_attended (LineupJob *self, gboolean attended)
{
  g_return_if_fail (LINEUP_IS_JOB (self));

  LINEUP_JOB_GET_IFACE (self)->set_attended (self, attended);
}

void
lineup_job_set_turn (LineupJob *self, LineupTurn *turn)
{
  g_return_if_fail (LINEUP_IS_JOB (self));

  if (LINEUP_JOB_GET_IFACE (self)->set_turn != NULL)
    LINEUP_JOB_GET_IFACE (self)->set_turn (self, turn);
}

void
lineup_job_hold (LineupJob *self)
{
  g_return_if_fail (LINEUP_IS_JOB (self));

  LINEUP_JOB_GET_IFACE (self)->hold (self);
}

void
lineup_job_step_aside (LineupJob *self)
{
  g_return_if_fail (lineup_job_steps_aside (self));

  LINEUP_JOB_GET_IFACE (self)->step_aside (self);
}

void
lineup_job_go_on (LineupJob *self)
{
  g_return_if_fail (LINEUP_IS_JOB (self));

  LINEUP_JOB_GET_IFACE (self)->go_on (self);
}

void
lineup_job_run_async (LineupJob *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_JOB (self));

  LINEUP_JOB_GET_IFACE (self)->run_async (self, cancellable, callback, user_data);
}

gboolean
lineup_job_run_finish (LineupJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_JOB (self), FALSE);

  return LINEUP_JOB_GET_IFACE (self)->run_finish (self, result, error);
}

void
lineup_job_emit_held (LineupJob *self)
{
  g_return_if_fail (LINEUP_IS_JOB (self));

  g_signal_emit (self, signals[SIGNAL_HELD], 0);
}
