/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-panel.h"

#include <glib-unix.h>
#include <stdio.h>
#include <sys/prctl.h>

/* How often an answer with a rate is paused: often enough for progress to look smooth. */
#define PAUSES_PER_SECOND 20

typedef struct
{
  int port;
  char *folder; /* (owned) (nullable) */
  gint64 seed;
  gint64 channels;
  gint64 movies;
  gint64 series;
  char *titles; /* (owned) (nullable) */
  gboolean distinct;
  char *username; /* (owned) (nullable) */
  char *password; /* (owned) (nullable) */
  int revision;
  gint64 added;
  int latency;
  gint64 rate;
  char *guide; /* (owned) (nullable) */
  gint64 guide_time;
  gboolean no_guide;
  char **faults; /* (owned) (nullable) */
  gboolean log;
  gboolean exit_with_parent;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->folder);
  g_free (options->titles);
  g_free (options->guide);
  g_free (options->username);
  g_free (options->password);
  g_strfreev (options->faults);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "port",
      0,
      0,
      G_OPTION_ARG_INT,
      &options->port,
      "Port to listen on (default: any free one)",
      "PORT" },
    { "folder",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options->folder,
      "Serve recorded answers: account.json, get_live_streams.json, …",
      "DIR" },
    { "seed",
      0,
      0,
      G_OPTION_ARG_INT64,
      &options->seed,
      "Another made-up catalogue for each number (default: 1)",
      "N" },
    { "channels",
      0,
      0,
      G_OPTION_ARG_INT64,
      &options->channels,
      "How many channels it has (default: 500)",
      "N" },
    { "movies",
      0,
      0,
      G_OPTION_ARG_INT64,
      &options->movies,
      "How many movies (default: 2000)",
      "N" },
    { "series", 0, 0, G_OPTION_ARG_INT64, &options->series, "How many series (default: 300)", "N" },
    { "titles",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options->titles,
      "Take real titles from DIR/{channels,movies,series}.tsv.gz",
      "DIR" },
    { "distinct",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options->distinct,
      "Make up further titles of their words, not further editions",
      NULL },
    { "revision",
      0,
      0,
      G_OPTION_ARG_INT,
      &options->revision,
      "Each revision changes about 1 % of the items",
      "N" },
    { "added",
      0,
      0,
      G_OPTION_ARG_INT64,
      &options->added,
      "Put N new items on top of each list",
      "N" },
    { "username",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options->username,
      "A made-up user name to ask for (default: user)",
      "NAME" },
    { "password",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options->password,
      "A made-up password to ask for (default: secret)",
      "WORD" },
    { "latency", 0, 0, G_OPTION_ARG_INT, &options->latency, "Wait before each answer", "MS" },
    { "rate", 0, 0, G_OPTION_ARG_INT64, &options->rate, "Send no faster than this", "BYTES/S" },
    { "guide",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options->guide,
      "Serve this file as xmltv.php, as it is",
      "FILE" },
    { "guide-time",
      0,
      0,
      G_OPTION_ARG_INT64,
      &options->guide_time,
      "Make up a guide around this time (default: whenever it is asked for)",
      "SECONDS" },
    { "no-guide", 0, 0, G_OPTION_ARG_NONE, &options->no_guide, "Have no guide", NULL },
    { "fault",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &options->faults,
      "Make something go wrong; may be repeated",
      "FAULT" },
    { "log",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options->log,
      "Print one JSON object for each request",
      NULL },
    { "exit-with-parent",
      0,
      0,
      G_OPTION_ARG_NONE,
      &options->exit_with_parent,
      "End when the program that started this one ends",
      NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (
      context,
      "Plays an Xtream panel on 127.0.0.1, with a made-up catalogue and guide. The first line\n"
      "that it prints is its URL. It ends on SIGTERM or SIGINT.");
  g_option_context_set_description (
      context,
      "A FAULT is ACTION[:N[-[M]]]=EFFECT[;EFFECT…]. ACTION is 'account', 'get_live_streams', …,\n"
      "'xmltv', or '*' for any; N counts its requests from 1. Effects:\n"
      "  status:CODE            answer with this status\n"
      "  header:NAME:VALUE      add a header\n"
      "  redirect:URL           send the client elsewhere\n"
      "  delay:MS               wait before the answer ('forever' works, too)\n"
      "  stall:BYTES:MS         pause once after so many bytes of the body\n"
      "  trickle:BYTES:MS       pause after each so many bytes\n"
      "  cut:BYTES, cut:head    end the connection there\n"
      "  reset:BYTES, reset:head  the same, by a reset\n"
      "  length:none|chunked|N  tell the length of the body so\n"
      "  gzip, gzip:unlabelled  compress the body\n"
      "  body:TEXT              answer with this text (the last effect)\n"
      "\n"
      "Examples:\n"
      "  lineup-fake-panel --movies 200000 --rate 20000000 --log\n"
      "  lineup-fake-panel --fault 'get_vod_streams:1-2=status:503;header:Retry-After:2'\n");
  return g_option_context_parse (context, argc, argv, error);
}

static LineupFakeCatalogue *
make_catalogue (const Options *options, GError **error)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (
      (guint64)options->seed,
      (guint64)MAX (options->channels, 0),
      (guint64)MAX (options->movies, 0),
      (guint64)MAX (options->series, 0));

  lineup_fake_catalogue_set_revision (catalogue, (guint)MAX (options->revision, 0));
  lineup_fake_catalogue_set_added (catalogue, (guint64)MAX (options->added, 0));
  if (options->titles != NULL)
    {
      g_autoptr (LineupFakeTitles) titles = lineup_fake_titles_load (options->titles, error);

      if (titles == NULL)
        return NULL;
      lineup_fake_titles_set_distinct (titles, options->distinct);
      lineup_fake_catalogue_set_titles (catalogue, titles);
    }
  return g_steal_pointer (&catalogue);
}

/* A slow line is a fault of every answer. */
static void
add_slowness (LineupFakePanel *panel, const Options *options)
{
  LineupFault *slow = lineup_fault_new_none ();

  slow->delay = (gint64)MAX (options->latency, 0) * 1000;
  if (options->rate > 0)
    {
      slow->trickle_bytes = (guint64)MAX (options->rate / PAUSES_PER_SECOND, 1);
      slow->trickle = (gint64)slow->trickle_bytes * G_USEC_PER_SEC / options->rate;
    }
  lineup_fake_panel_take_fault (panel, slow);
}

static gboolean
set_up_guide (LineupFakePanel *panel,
              const Options *options,
              LineupFakeCatalogue *catalogue,
              GError **error)
{
  g_autoptr (LineupFakeGuide) guide = lineup_fake_guide_new (catalogue, options->guide_time);

  if (!options->no_guide)
    lineup_fake_panel_set_guide (panel, guide);
  if (options->guide != NULL)
    {
      g_autoptr (GMappedFile) file = g_mapped_file_new (options->guide, FALSE, error);
      g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

      if (bytes == NULL)
        return FALSE;
      lineup_fake_panel_set_body (panel, LINEUP_REQUEST_GUIDE, bytes);
    }
  return TRUE;
}

static gboolean
set_up (LineupFakePanel *panel, const Options *options, GError **error)
{
  g_autoptr (LineupFakeCatalogue) catalogue = make_catalogue (options, error);

  if (catalogue == NULL || !set_up_guide (panel, options, catalogue, error))
    return FALSE;
  lineup_fake_panel_set_catalogue (panel, catalogue);
  lineup_fake_panel_set_folder (panel, options->folder);
  lineup_fake_panel_set_credentials (panel,
                                     options->username != NULL ? options->username : "user",
                                     options->password != NULL ? options->password : "secret");

  add_slowness (panel, options);
  for (guint i = 0; options->faults != NULL && options->faults[i] != NULL; i++)
    {
      LineupFault *fault = lineup_fault_parse (options->faults[i], error);

      if (fault == NULL)
        return FALSE;
      lineup_fake_panel_take_fault (panel, fault);
    }

  if (options->port < 0 || options->port > G_MAXUINT16)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "No such port");
      return FALSE;
    }
  return lineup_fake_panel_listen (panel, (guint16)options->port, error);
}

static void
print_request (const LineupRequest *request, gpointer user_data)
{
  g_autofree char *json = lineup_request_to_json (request);

  g_print ("%s\n", json);
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
  g_auto (Options) options = { .seed = 1, .channels = 500, .movies = 2000, .series = 300 };
  g_autoptr (LineupFakePanel) panel = lineup_fake_panel_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  if (!parse_options (&options, &argc, &argv, &error) || !set_up (panel, &options, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (options.exit_with_parent)
    prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (options.log)
    lineup_request_log_set_func (lineup_fake_panel_get_log (panel), print_request, NULL);

  url = lineup_fake_panel_get_url (panel);
  g_print ("%s\n", url);
  fflush (stdout);

  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  g_main_loop_run (loop);
  return 0;
}
