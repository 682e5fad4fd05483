/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-job-call.h"

#include "lineup-arguments.h"

typedef struct
{
  GDBusMethodInvocation *invocation; /* (unowned): answered once, which lets it go */
  LineupJobCallStartFunc start;
} Waiting;

static void
start_now (GDBusMethodInvocation *invocation,
           LineupSubscription *subscription,
           LineupJobCallStartFunc start)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (
      g_dbus_method_invocation_get_parameters (invocation), 0);
  GError *error = NULL;
  guint64 job = 0;

  if (start (subscription, options, &job, &error))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(t)", job));
  else
    lineup_arguments_return_error (invocation, error);
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupSubscription *subscription = LINEUP_SUBSCRIPTION (source);
  g_autofree Waiting *waiting = user_data;

  lineup_subscription_settle_finish (subscription, result);
  start_now (waiting->invocation, subscription, waiting->start);
}

void
lineup_job_call_start (GDBusMethodInvocation *invocation,
                       LineupSubscription *subscription,
                       LineupJobCallStartFunc start)
{
  Waiting *waiting = NULL;

  if (lineup_subscription_is_settled (subscription))
    {
      start_now (invocation, subscription, start);
      return;
    }
  waiting = g_new (Waiting, 1);
  waiting->invocation = invocation;
  waiting->start = start;
  /* A job that was asked for begins, although its caller may leave. */
  lineup_subscription_settle_async (subscription, NULL, on_settled, waiting);
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;

  if (lineup_job_runner_cancel_finish (LINEUP_JOB_RUNNER (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    lineup_arguments_return_error (invocation, error);
}

void
lineup_job_call_cancel (GDBusMethodInvocation *invocation, LineupJobRunner *runner)
{
  /* A job that is cancelled ends, although its caller may leave. */
  lineup_job_runner_cancel_async (runner, NULL, on_cancelled, invocation);
}
