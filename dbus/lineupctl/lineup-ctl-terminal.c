/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-terminal.h"

#include "lineup-ctl-error.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* Bytes, more than any line has that a terminal lets one type. */
#define MAX_ANSWER 8192

gboolean
lineup_ctl_terminal_is_interactive (void)
{
  return isatty (STDIN_FILENO);
}

gboolean
lineup_ctl_terminal_is_told (void)
{
  return isatty (STDERR_FILENO);
}

gboolean
lineup_ctl_terminal_can_redraw (void)
{
  return isatty (STDOUT_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

guint
lineup_ctl_terminal_get_width (void)
{
  struct winsize size = { 0 };

  if (!isatty (STDOUT_FILENO))
    return G_MAXINT;
  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 80;
  return size.ws_col;
}

/* Reads byte by byte: what comes after the line belongs to whoever reads next. */
static char *
read_line (GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char byte = 0;

  while (read (STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
    {
      if (line->len == MAX_ANSWER)
        {
          g_set_error_literal (
              error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE, _ ("The answer is too long"));
          return NULL;
        }
      g_string_append_c (line, byte);
    }
  g_strchomp (line->str);
  if (line->str[0] == '\0' || !g_utf8_validate (line->str, -1, NULL))
    {
      g_set_error_literal (error,
                           LINEUP_CTL_ERROR,
                           LINEUP_CTL_ERROR_USAGE,
                           _ ("There is no answer on standard input"));
      return NULL;
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* What can end the waiting for a line, and whether it has. */
typedef struct
{
  int signal;      /* its number */
  GMainLoop *loop; /* (unowned) */
  gboolean came;
} Signal;

static gboolean
on_signal (gpointer user_data)
{
  Signal *signal = user_data;

  signal->came = TRUE;
  g_main_loop_quit (signal->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_line (int file, GIOCondition condition, gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Returns the signal that came before a line did, or 0. */
static int
await_line (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Signal signals[] = { { SIGINT, loop, FALSE }, { SIGTERM, loop, FALSE }, { SIGHUP, loop, FALSE } };
  guint sources[G_N_ELEMENTS (signals)] = { 0 };
  guint line = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, on_line, loop);
  int came = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sources[i] = g_unix_signal_add (signals[i].signal, on_signal, &signals[i]);
  g_main_loop_run (loop);
  g_source_remove (line);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_source_remove (sources[i]);
      if (signals[i].came)
        came = signals[i].signal;
    }
  return came;
}

static char *
ask_secret (const char *question, GError **error)
{
  struct termios shown = { 0 }, hidden = { 0 };
  char *answer = NULL;
  int signal = 0;

  if (tcgetattr (STDIN_FILENO, &shown) != 0)
    return read_line (error);

  /* There are no keys meanwhile that stop the program and leave the terminal hidden. */
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK);
  hidden.c_lflag |= ECHONL;
  hidden.c_cc[VQUIT] = _POSIX_VDISABLE;
  hidden.c_cc[VSUSP] = _POSIX_VDISABLE;
  g_printerr ("%s: ", question);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  signal = await_line ();
  if (signal == 0)
    answer = read_line (error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  if (signal != 0)
    raise (signal);
  return answer;
}

char *
lineup_ctl_terminal_ask (const char *question, gboolean secret, GError **error)
{
  if (!lineup_ctl_terminal_is_interactive ())
    return read_line (error);
  if (secret)
    return ask_secret (question, error);

  g_printerr ("%s: ", question);
  return read_line (error);
}
