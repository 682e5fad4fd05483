/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"

#include "lineup-test-limits.h"

/* Wakes the loop now and then, so that the watchdog is looked at when nothing else happens. */
#define WATCH_INTERVAL 10 /* milliseconds */

static gboolean
on_watch (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
iterate (gint64 watchdog)
{
  g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
}

void
lineup_await_callback (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupAwait **await = user_data;

  g_assert_null (*await);
  *await = g_object_ref (result);
}

GAsyncResult *
lineup_await (LineupAwait **await)
{
  const gint64 watchdog = lineup_test_watchdog ();
  const guint source = g_timeout_add (WATCH_INTERVAL, on_watch, NULL);

  while (*await == NULL)
    iterate (watchdog);
  g_source_remove (source);
  return *await;
}

void
lineup_await_true (const gboolean *condition)
{
  const gint64 watchdog = lineup_test_watchdog ();
  const guint source = g_timeout_add (WATCH_INTERVAL, on_watch, NULL);

  while (!*condition)
    iterate (watchdog);
  g_source_remove (source);
}

void
lineup_await_nothing (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
lineup_await_finalize (gpointer object)
{
  const gint64 watchdog = lineup_test_watchdog ();
  const guint source = g_timeout_add (WATCH_INTERVAL, on_watch, NULL);
  GWeakRef weak;
  gpointer left = NULL;

  g_weak_ref_init (&weak, object);
  g_object_unref (object);
  while ((left = g_weak_ref_get (&weak)) != NULL)
    {
      g_object_unref (left);
      iterate (watchdog);
    }
  g_weak_ref_clear (&weak);
  g_source_remove (source);
}
