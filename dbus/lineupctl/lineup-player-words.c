/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-player-words.h"

#include "lineup-ctl-text.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Bytes and lines that are told of it. */
#define MAX_LENGTH (16 * 1024)
#define MAX_LINES  2

/* Descriptor that mpv has instead of ours; the pipe of its commands has those before. */
#define LOG_FD 5

/* Status of an end by a signal, or a key: https://mpv.io/manual/stable/#exit-codes. */
#define MPV_ENDED_BY_PERSON 4

/* Status from which on a shell tells of a signal. */
#define SHELL_SIGNAL 128

struct _LineupPlayerWords
{
  int fd;
  gboolean is_log; /* mpv's, in which each line has its level */
  char *url;       /* (owned) (nullable) */
};

LineupPlayerWords *
lineup_player_words_new (const char *url)
{
  const int fd = memfd_create ("player", MFD_CLOEXEC);
  LineupPlayerWords *self = NULL;

  if (fd < 0)
    return NULL;
  self = g_new0 (LineupPlayerWords, 1);
  self->fd = fd;
  self->url = g_strdup (url);
  return self;
}

void
lineup_player_words_free (LineupPlayerWords *self)
{
  close (self->fd);
  g_free (self->url);
  g_free (self);
}

void
lineup_player_words_take_errors (LineupPlayerWords *self, GSubprocessLauncher *launcher)
{
  g_subprocess_launcher_take_stderr_fd (launcher, dup (self->fd));
}

char *
lineup_player_words_take_log (LineupPlayerWords *self, GSubprocessLauncher *launcher)
{
  self->is_log = TRUE;
  g_subprocess_launcher_take_fd (launcher, dup (self->fd), LOG_FD);
  return g_strdup_printf ("--log-file=/dev/fd/%d", LOG_FD);
}

/* --- What it has said --- */

static char *
read_end (int fd)
{
  const off_t length = lseek (fd, 0, SEEK_END);
  g_autofree char *text = g_malloc0 (MAX_LENGTH + 1);

  if (length > 0)
    {
      const off_t start = MAX (length - MAX_LENGTH, 0);
      const ssize_t n_read = pread (fd, text, MAX_LENGTH, start);

      text[MAX (n_read, 0)] = '\0';
    }
  return g_utf8_make_valid (text, -1);
}

/* `[   0.034][e][ffmpeg] tcp: Connection refused`: of its log, errors alone are of interest. */
static char *
take_line (LineupPlayerWords *self, const char *line)
{
  const char *words = line;

  if (self->is_log)
    {
      const char *level = strchr (line, ']');

      if (level == NULL || !(g_str_has_prefix (level, "][e]") || g_str_has_prefix (level, "][f]")))
        return NULL;
      /* mpv tries web pages' addresses after all others, and says in vain that it can't. */
      words = strchr (level + 1, ' ');
      if (words == NULL || g_str_has_prefix (level + strlen ("][e]"), "[ytdl_hook]"))
        return NULL;
    }
  return lineup_ctl_text_clean (words);
}

/* What follows the host. */
static const char *
get_path (const char *url)
{
  const char *host = strstr (url, "://");
  const char *path = host != NULL ? strchr (host + strlen ("://"), '/') : NULL;

  return path != NULL ? path : "";
}

/* Whether a part of the address that may be a secret is in it: those of streams have the user name
 * and the password in their path, beside words that mean nothing. */
static gboolean
has_secret (LineupPlayerWords *self, const char *line)
{
  const char *const words[] = { "live", "movie", "series", "timeshift", NULL };
  g_auto (GStrv) parts = NULL;

  if (self->url == NULL)
    return FALSE;
  parts = g_strsplit_set (get_path (self->url), "/?&=", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *plain = g_uri_unescape_string (parts[i], NULL);

      if (strlen (parts[i]) < 3 || g_strv_contains (words, parts[i]))
        continue;
      if (strstr (line, parts[i]) != NULL || (plain != NULL && strstr (line, plain) != NULL))
        return TRUE;
    }
  return FALSE;
}

static char *
drop_addresses (LineupPlayerWords *self, const char *line)
{
  g_autoptr (GRegex) address = g_regex_new (
      "[a-z][a-z0-9+.-]*://\\S+", G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
  g_autofree char *dropped = g_regex_replace_literal (
      address, line, -1, 0, "…", G_REGEX_MATCH_DEFAULT, NULL);

  return dropped == NULL || has_secret (self, dropped) ? NULL : g_steal_pointer (&dropped);
}

static char *
get_last_words (LineupPlayerWords *self)
{
  g_autofree char *text = read_end (self->fd);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *words = NULL;
  guint n_told = 0;

  for (guint i = g_strv_length (lines); i > 0 && n_told < MAX_LINES; i--)
    {
      g_autofree char *line = take_line (self, lines[i - 1]);
      g_autofree char *told = line != NULL ? drop_addresses (self, g_strstrip (line)) : NULL;
      g_autofree char *after = NULL;

      if (told == NULL || *told == '\0')
        continue;
      after = g_steal_pointer (&words);
      words = g_strconcat (told, after != NULL ? " / " : NULL, after, NULL);
      n_told++;
    }
  return g_steal_pointer (&words);
}

/* --- How it has ended --- */

static gboolean
is_persons_signal (int number)
{
  return number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT
         || number == SIGKILL || number == SIGPIPE;
}

static gboolean
is_ended_by_person (LineupPlayerWords *self, GSubprocess *process)
{
  int status = 0;

  if (g_subprocess_get_if_signaled (process))
    return is_persons_signal (g_subprocess_get_term_sig (process));
  status = g_subprocess_get_exit_status (process);
  return is_persons_signal (status - SHELL_SIGNAL)
         || (self != NULL && self->is_log && status == MPV_ENDED_BY_PERSON);
}

char *
lineup_player_words_explain (LineupPlayerWords *self, GSubprocess *process)
{
  g_autofree char *words = NULL;
  g_autofree char *how = NULL;

  if (g_subprocess_get_successful (process) || is_ended_by_person (self, process))
    return NULL;
  if (g_subprocess_get_if_signaled (process))
    how = g_strdup_printf (_ ("The player crashed, with signal %d"),
                           g_subprocess_get_term_sig (process));
  else
    how = g_strdup_printf (_ ("The player ended with an error, status %d"),
                           g_subprocess_get_exit_status (process));
  words = self != NULL ? get_last_words (self) : NULL;
  return words != NULL ? g_strdup_printf ("%s: %s", how, words) : g_steal_pointer (&how);
}
