/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-system-conditions.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <stdio.h>

/* Prints each condition of this machine that changes, such as `metered yes`, until SIGTERM. */

static void
on_changed (LineupConditions *conditions, GParamSpec *pspec, gpointer user_data)
{
  gboolean holds = FALSE;

  g_object_get (conditions, pspec->name, &holds, NULL);
  g_print ("%s %s\n", pspec->name, holds ? "yes" : "no");
  fflush (stdout);
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (LineupConditions) conditions = lineup_system_conditions_new ();

  g_signal_connect (conditions, "notify", G_CALLBACK (on_changed), NULL);
  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_main_loop_run (loop);
  return 0;
}
