/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-names.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* Returns: the account's library, or %NULL with an error */
static LineupDBusLibrary *
find_library (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_session_find (call->session, call->account, error);

  return object != NULL ? lineup_ctl_session_get_library (object, error) : NULL;
}

static GVariant *
no_options (void)
{
  return g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0);
}

/* --- Out --- */

/* A file has the new export or the old one, and what others may read is none of it. */
static GOutputStream *
open_output (LineupCtlCall *call, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (call->n_words == 0)
    return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (call->words[0]);
  return G_OUTPUT_STREAM (
      /* NULL: ends with the program. */
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error));
}

static LineupCtlExit export(LineupCtlCall *call, GError **error)
{
  LineupDBusLibrary *library = find_library (call, error);
  g_autoptr (GUnixFDList) files = NULL;
  g_autoptr (GVariant) handle = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) output = NULL;
  int fd = -1;

  if (library == NULL
      || !lineup_dbus_library_call_export_sync (
          library, no_options (), NULL, &handle, &files, NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  fd = g_unix_fd_list_get (files, g_variant_get_handle (handle), error);
  if (fd < 0)
    return LINEUP_CTL_EXIT_FAILED;
  input = g_unix_input_stream_new (fd, TRUE);
  output = open_output (call, error);
  if (output == NULL
      || g_output_stream_splice (output,
                                 input,
                                 G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                     | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                 NULL,
                                 error)
             < 0)
    return LINEUP_CTL_EXIT_FAILED;
  return LINEUP_CTL_EXIT_DONE;
}

const LineupCtlCommand lineup_ctl_export = {
  .name = "export",
  .arguments = "[FILE]",
  .max = 1,
  .summary = N_ ("write down favourites, positions and what is hidden"),
  .description = N_ ("As JSON Lines of one account, without secrets: into FILE, or to the standard "
                     "output. lineupctl import takes them back, into any account."),
  .daemon = TRUE,
  .run = export,
};

/* --- In --- */

/* Returns: a file descriptor that can be given away, or -1 with an error */
static int
open_input (LineupCtlCall *call, GError **error)
{
  const gboolean is_file = call->n_words > 0 && !g_str_equal (call->words[0], "-");
  int fd = is_file ? open (call->words[0], O_RDONLY | O_CLOEXEC)
                   : fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 3);

  if (fd < 0)
    g_set_error (error,
                 LINEUP_CTL_ERROR,
                 LINEUP_CTL_ERROR_FAILED,
                 _ ("%s can't be read: %s"),
                 is_file ? call->words[0] : "-",
                 g_strerror (errno));
  return fd;
}

/* What makes no sense here is no panel's answer. */
static void
explain (LineupCtlCall *call, GError *failure, GError **error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (failure);

  if (g_strcmp0 (name, LINEUP_CTL_ERROR_PREFIX "MalformedData") == 0)
    g_set_error (error,
                 LINEUP_CTL_ERROR,
                 LINEUP_CTL_ERROR_FAILED,
                 _ ("%s is nothing that lineupctl export wrote. Nothing was taken."),
                 call->n_words > 0 ? call->words[0] : "-");
  else
    g_propagate_error (error, g_error_copy (failure));
}

static LineupCtlExit
import (LineupCtlCall *call, GError **error)
{
  LineupDBusLibrary *library = find_library (call, error);
  g_autoptr (GUnixFDList) files = NULL;
  g_auto (GVariantDict) line = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GError) failure = NULL;
  guint32 n_taken = 0;
  int fd = library != NULL ? open_input (call, error) : -1;

  if (fd < 0)
    return LINEUP_CTL_EXIT_FAILED;
  files = g_unix_fd_list_new_from_array (&fd, 1);
  /* A large library takes as long as it takes. */
  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (library), G_MAXINT);
  if (!lineup_dbus_library_call_import_sync (
          library, g_variant_new_handle (0), no_options (), files, &n_taken, NULL, NULL, &failure))
    {
      explain (call, failure, error);
      return LINEUP_CTL_EXIT_FAILED;
    }
  if (!call->json)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u line was taken.", "%u lines were taken.", n_taken), n_taken);

      g_print ("%s\n", text);
      return LINEUP_CTL_EXIT_DONE;
    }
  g_variant_dict_insert (&line, "taken", "u", n_taken);
  lineup_ctl_json_print (g_variant_dict_end (&line));
  return LINEUP_CTL_EXIT_DONE;
}

const LineupCtlCommand lineup_ctl_import = {
  .name = "import",
  .arguments = "[FILE]",
  .max = 1,
  .summary = N_ ("take in what lineupctl export wrote"),
  .description = N_ ("From FILE, or from the standard input, into one account. What was said later "
                     "counts. It says how many lines were taken: a file that breaks off is taken "
                     "up to there."),
  .daemon = TRUE,
  .run = import,
};
