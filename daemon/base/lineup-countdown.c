/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-countdown.h"

void
lineup_countdown_begin (GTask *task)
{
  guint *n_left = NULL;

  g_return_if_fail (g_task_get_task_data (task) == NULL);

  n_left = g_new (guint, 1);
  *n_left = 1;
  g_task_set_task_data (task, n_left, g_free);
}

GTask *
lineup_countdown_add (GTask *task)
{
  guint *n_left = g_task_get_task_data (task);

  (*n_left)++;
  return g_object_ref (task);
}

void
lineup_countdown_end (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  guint *n_left = g_task_get_task_data (task);

  if (--*n_left == 0)
    g_task_return_boolean (task, TRUE);
}
