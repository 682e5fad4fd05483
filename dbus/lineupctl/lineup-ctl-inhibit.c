/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <unistd.h>

static gboolean
on_interrupted (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_process_ended (int fd, GIOCondition condition, gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* Returns what can be polled for a process' end, or -1 with an error. */
static int
open_process (guint32 pid, GError **error)
{
  int fd = pidfd_open ((pid_t)pid, 0);

  if (fd < 0)
    g_set_error (error,
                 LINEUP_CTL_ERROR,
                 LINEUP_CTL_ERROR_FAILED,
                 _ ("There is no process %u to wait for: %s"),
                 pid,
                 g_strerror (errno));
  return fd;
}

static LineupCtlExit
inhibit (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_call_find_account (call, 0, error);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  const char *who = "lineupctl";
  const char *why = "playing";
  guint32 pid = 0;
  guint32 cookie = 0;
  int process = -1;

  if (object == NULL)
    return LINEUP_CTL_EXIT_FAILED;
  g_variant_dict_lookup (&call->options, "who", "&s", &who);
  g_variant_dict_lookup (&call->options, "why", "&s", &why);
  if (g_variant_dict_lookup (&call->options, "pid", "u", &pid))
    {
      process = open_process (pid, error);
      if (process < 0)
        return LINEUP_CTL_EXIT_FAILED;
      g_unix_fd_add (process, G_IO_IN, on_process_ended, loop);
    }
  g_unix_signal_add (SIGINT, on_interrupted, loop);
  g_unix_signal_add (SIGTERM, on_interrupted, loop);

  /* The lease lapses when we leave the bus. */
  if (!lineup_dbus_account_call_inhibit_sync (
          lineup_dbus_object_peek_account (object), who, why, &cookie, NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  g_main_loop_run (loop);
  if (process >= 0)
    close (process);
  return LINEUP_CTL_EXIT_DONE;
}

static const LineupCtlOption inhibit_options[] = {
  { "who", 0, "s", "NAME", N_ ("who plays (default: lineupctl)"), NULL },
  { "why", 0, "s", "TEXT", N_ ("what for (default: playing)"), NULL },
  { "pid", 0, "u", "PID", N_ ("end when that process does"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_inhibit = {
  .name = "inhibit",
  .arguments = "[ACCOUNT]",
  .min = 0,
  .max = 1,
  .choices = LINEUP_CTL_ACCOUNTS,
  .summary = N_ ("keep syncs from beginning by themselves meanwhile"),
  .description = N_ ("For scripts of players. It ends when it is interrupted."),
  .options = inhibit_options,
  .daemon = TRUE,
  .run = inhibit,
};
