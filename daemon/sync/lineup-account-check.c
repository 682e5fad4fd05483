/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-check.h"

#include "lineup-retry-policy.h"

typedef struct
{
  LineupClock *clock;      /* (owned) */
  LineupAccountInfo *info; /* (owned) (nullable) */
  guint attempts;
  guint max_attempts;
} Check;

static void
check_free (Check *check)
{
  g_clear_object (&check->clock);
  g_clear_pointer (&check->info, lineup_account_info_free);
  g_free (check);
}

static void attempt (GTask *owned_task);

static void
on_slept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_clock_sleep_finish (LINEUP_CLOCK (source), result, &error))
    attempt (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Check *check = g_task_get_task_data (task);
  const gint64 now = lineup_clock_get_seconds (check->clock);
  g_autoptr (GError) error = NULL;
  gint64 delay = -1;

  check->info = lineup_source_fetch_account_finish (LINEUP_SOURCE (source), result, &error);
  if (check->info != NULL)
    {
      if (lineup_account_info_check (check->info, now, &error))
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (check->attempts < check->max_attempts)
    delay = lineup_retry_policy_get_delay (error, check->attempts, g_random_double ());
  if (delay >= 0)
    lineup_clock_sleep_async (check->clock, delay, cancellable, on_slept, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
attempt (GTask *owned_task)
{
  Check *check = g_task_get_task_data (owned_task);

  check->attempts++;
  lineup_source_fetch_account_async (g_task_get_source_object (owned_task),
                                     g_task_get_cancellable (owned_task),
                                     on_fetched,
                                     owned_task);
}

void
lineup_account_check_async (LineupSource *source,
                            LineupClock *clock,
                            guint max_attempts,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  check->clock = g_object_ref (clock);
  check->max_attempts = max_attempts;
  g_task_set_source_tag (task, lineup_account_check_async);
  g_task_set_task_data (task, check, (GDestroyNotify)check_free);
  if (lineup_source_can (source, LINEUP_SOURCE_TELLS_ACCOUNT))
    attempt (g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
lineup_account_check_finish (LineupSource *source,
                             GAsyncResult *result,
                             LineupAccountInfo **info,
                             GError **error)
{
  Check *check = NULL;

  g_return_val_if_fail (g_task_is_valid (result, source), FALSE);

  check = g_task_get_task_data (G_TASK (result));
  *info = g_steal_pointer (&check->info);
  return g_task_propagate_boolean (G_TASK (result), error);
}
