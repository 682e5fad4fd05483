/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-mpv-pipe.h"

#include "lineup-ctl-error.h"
#include "lineup-ctl-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Descriptors that mpv has instead of the two ends of the pipe here. */
#define READING 3
#define WRITING 4

static void
add_option (GVariantDict *options, const char *name, const char *value)
{
  if (value != NULL)
    g_variant_dict_insert (options, name, "s", value);
}

/* Lists of mpv's part their items by commas. A backslash before one is taken away, so an item does
 * not end in one; blanks around values mean nothing in HTTP. */
static char *
join (char **headers)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; headers[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (headers[i], ",", -1);
      g_autofree char *item = g_strjoinv ("\\,", parts);

      g_string_append_printf (
          joined, "%s%s%s", i > 0 ? "," : "", item, g_str_has_suffix (item, "\\") ? " " : "");
    }
  return g_string_free (joined, FALSE);
}

/* https://mpv.io/manual/stable/#json-ipc */
static char *
make_command (const LineupCtlStream *stream)
{
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *headers = join (stream->headers);
  g_autofree char *json = NULL;

  add_option (&options, "force-media-title", stream->title);
  add_option (&options, "user-agent", stream->user_agent);
  add_option (&options, "referrer", stream->referrer);
  add_option (&options, "http-header-fields", *headers != '\0' ? headers : NULL);
  json = lineup_ctl_json_from_variant (
      g_variant_new_parsed ("{'command': <{'name': <'loadfile'>, 'url': <%s>, 'flags': "
                            "<'replace'>, 'options': <%@a{sv}>}>}",
                            stream->url,
                            g_variant_dict_end (&options)));
  return g_strconcat (json, "\n", NULL);
}

char *
lineup_mpv_pipe_attach (GSubprocessLauncher *launcher,
                        const LineupCtlStream *stream,
                        GError **error)
{
  g_autofree char *command = make_command (stream);
  const gssize length = (gssize)strlen (command);
  int ends[2];

  if (!g_unix_open_pipe (ends, FD_CLOEXEC, error))
    return NULL;
  /* mpv ends with its commands, so it has to have the other end, too. */
  g_subprocess_launcher_take_fd (launcher, ends[0], READING);
  g_subprocess_launcher_take_fd (launcher, ends[1], WRITING);
  /* Nobody reads yet. */
  if (g_unix_set_fd_nonblocking (ends[1], TRUE, error)
      && write (ends[1], command, (gsize)length) == length)
    return g_strdup_printf ("--input-ipc-client=fd://%d", READING);
  if (error != NULL && *error == NULL)
    g_set_error_literal (error,
                         LINEUP_CTL_ERROR,
                         LINEUP_CTL_ERROR_FAILED,
                         _ ("What to play is more than mpv can be told"));
  return NULL;
}
