/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-terminal.h"

#include "lineup-ctl-error.h"

#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

/* Longer than any line that a terminal lets one type. */
#define MAX_ANSWER 8192

gboolean
lineup_ctl_terminal_is_interactive (void)
{
  return isatty (STDIN_FILENO);
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
              error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE, "The answer is too long");
          return NULL;
        }
      g_string_append_c (line, byte);
    }
  g_strchomp (line->str);
  if (line->str[0] == '\0' || !g_utf8_validate (line->str, -1, NULL))
    {
      g_set_error_literal (
          error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE, "There is no answer on standard input");
      return NULL;
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Waits for a line that is not to be seen. The terminal makes signals of keys such as Ctrl-C: these
 * wait until the terminal shows again what is typed. Returns whether there is a line. */
static gboolean
await_secret (const sigset_t *held)
{
  struct termios shown = { 0 }, hidden = { 0 };
  GPollFD sources[] = { { STDIN_FILENO, G_IO_IN, 0 }, { -1, G_IO_IN, 0 } };

  if (tcgetattr (STDIN_FILENO, &shown) != 0)
    return TRUE;
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK);
  hidden.c_lflag |= ECHONL;
  sources[1].fd = signalfd (-1, held, SFD_CLOEXEC);

  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  g_poll (sources, G_N_ELEMENTS (sources), -1);
  tcsetattr (STDIN_FILENO, TCSADRAIN, &shown);
  close (sources[1].fd);
  return sources[1].revents == 0;
}

static char *
ask_secret (const char *question, GError **error)
{
  const int keys[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
  gboolean has_line = FALSE;
  sigset_t held, before;

  sigemptyset (&held);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    sigaddset (&held, keys[i]);
  do
    {
      g_printerr ("%s: ", question);
      sigprocmask (SIG_BLOCK, &held, &before);
      has_line = await_secret (&held);
      /* Here most of the signals end the program. Who stopped it, and comes back, is asked again.
       */
      sigprocmask (SIG_SETMASK, &before, NULL);
    }
  while (!has_line);
  return read_line (error);
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
