/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-countdown.h"

/* When a task that waits for many calls returns. */

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_done = user_data;

  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
  *is_done = TRUE;
}

static gboolean
run (gboolean *is_done)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return *is_done;
}

static void
test_none (void)
{
  gboolean is_done = FALSE;
  GTask *task = g_task_new (NULL, NULL, on_done, &is_done);

  lineup_countdown_begin (task);
  g_assert_false (run (&is_done));
  lineup_countdown_end (task);
  g_assert_true (run (&is_done));
}

static void
test_last (void)
{
  gboolean is_done = FALSE;
  GTask *task = g_task_new (NULL, NULL, on_done, &is_done);
  GTask *first = NULL;
  GTask *second = NULL;

  lineup_countdown_begin (task);
  first = lineup_countdown_add (task);
  lineup_countdown_end (first);
  second = lineup_countdown_add (task);
  lineup_countdown_end (task);
  g_assert_false (run (&is_done));
  lineup_countdown_end (second);
  g_assert_true (run (&is_done));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/countdown/none", test_none);
  g_test_add_func ("/countdown/last", test_last);
  return g_test_run ();
}
