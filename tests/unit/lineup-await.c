/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"

#include "lineup-test-limits.h"

/* Wakes the loop now and then, for what happens in other threads and for the watchdog. */
#define WATCH_INTERVAL 10 /* milliseconds */

static gboolean
on_watch (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
lineup_await_callback (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupAwait **await = user_data;

  g_assert_null (*await);
  *await = g_object_ref (result);
}

void
lineup_await_until (LineupAwaitFunc func, gpointer user_data)
{
  const gint64 watchdog = lineup_test_watchdog ();
  const guint source = g_timeout_add (WATCH_INTERVAL, on_watch, NULL);

  while (!func (user_data))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
    }
  g_source_remove (source);
}

static gboolean
has_result (gpointer user_data)
{
  LineupAwait **await = user_data;

  return *await != NULL;
}

GAsyncResult *
lineup_await (LineupAwait **await)
{
  lineup_await_until (has_result, await);
  return *await;
}

void
lineup_await_nothing (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
has_gone (gpointer user_data)
{
  g_autoptr (GObject) left = g_weak_ref_get (user_data);

  return left == NULL;
}

void
lineup_await_finalize (gpointer object)
{
  GWeakRef weak;

  g_weak_ref_init (&weak, object);
  g_object_unref (object);
  lineup_await_until (has_gone, &weak);
  g_weak_ref_clear (&weak);
}
