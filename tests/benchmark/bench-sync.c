/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the whole daemon costs, beside what could not be cheaper: syncs of large lists from a panel
 * on the loopback interface, libsoup and SQLite alone with the same lists, and the way of reading a
 * list whole. Prints tables in Markdown; which of them say `MISSED` is for a person to judge.
 *
 *   LINEUP_SHARED=../shared _build/tests/benchmark/bench-sync [--full] [--runs N]
 *
 * The daemon, the panel and the floors are three processes: the panel is this one, and sends files
 * that were rendered beforehand; each floor is a child. With `--full` it needs 10 GB of memory, 10
 * GB of disk and half an hour. */

#include "lineup-daemon-run.h"
#include "lineup-floor.h"
#include "lineup-report.h"
#include "lineup-test-files.h"
#include "lineup-test-limits.h"

typedef struct
{
  gboolean full;
  int runs;
  char **sizes; /* (owned) (nullable) */
  int floor;
} Options;

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "full", 0, 0, G_OPTION_ARG_NONE, &options->full, "Measure 1,000,000 movies, too", NULL },
    { "runs", 0, 0, G_OPTION_ARG_INT, &options->runs, "Take medians of N runs (default: 3)", "N" },
    { "size",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &options->sizes,
      "Measure N movies, not 20,000 and 200,000; may be repeated",
      "N" },
    { "floor", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &options->floor, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

/* Next to this program, if the environment does not say. */
static void
find_daemon (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = g_path_get_dirname (self);
  g_autofree char *daemon = g_build_filename (directory, "..", "..", "daemon", "lineupd", NULL);

  g_setenv ("LINEUPD", daemon, FALSE);
}

static void
set_environment (void)
{
  find_daemon ();
  /* For the floors, as for the daemon. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  /* Tests want all that the daemon has to say, people don't. */
  g_setenv ("LINEUPD_WRAPPER", "env --unset=G_MESSAGES_DEBUG --unset=G_DEBUG", TRUE);
  /* No limit of theirs is meant for a million movies. */
  g_setenv ("LINEUP_TEST_SLOWDOWN", "30", TRUE);
}

static void
measure_floors (LineupRenderedLists *lists, LineupFigures *figures)
{
  const struct
  {
    const char *name;
    LineupFloor floor;
    LineupRenderedList list;
  } floors[] = {
    { "download", LINEUP_FLOOR_DOWNLOAD, LINEUP_RENDERED_FIRST },
    { "download-gzip", LINEUP_FLOOR_DOWNLOAD, LINEUP_RENDERED_GZIP },
    { "sqlite", LINEUP_FLOOR_SQLITE, LINEUP_RENDERED_FIRST },
    { "document", LINEUP_FLOOR_DOCUMENT, LINEUP_RENDERED_FIRST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (floors); i++)
    {
      LineupCost cost = { 0 };

      lineup_floor_measure (floors[i].floor, lists, floors[i].list, &cost);
      lineup_figures_add_cost (figures, floors[i].name, &cost);
    }
}

static LineupFigures *
measure (const char *directory, guint64 n_movies, LineupFakeTitles *titles, int n_runs)
{
  g_autoptr (LineupFigures) figures = lineup_figures_new ();
  g_autoptr (LineupRenderedLists) lists = lineup_rendered_lists_new (directory, n_movies, titles);

  lineup_figures_add (figures, "movies", (double)n_movies);
  lineup_figures_add (
      figures, "length", (double)lineup_rendered_lists_get_length (lists, LINEUP_RENDERED_FIRST));
  for (int i = 0; i < n_runs; i++)
    {
      g_printerr ("%" G_GUINT64_FORMAT " movies, run %d of %d\n", n_movies, i + 1, n_runs);
      lineup_daemon_run (lists, figures);
      measure_floors (lists, figures);
      lineup_report_add_ratios (figures);
    }
  return g_steal_pointer (&figures);
}

static GPtrArray *
measure_all (const Options *options, const char *const *sizes, LineupFakeTitles *titles)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-lists-XXXXXX", NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_figures_free);

  if (directory == NULL)
    g_error ("There is no place for the lists");
  for (guint i = 0; sizes[i] != NULL; i++)
    {
      guint64 n_movies = 0;

      if (!g_ascii_string_to_unsigned (sizes[i], 10, 1, 10000000, &n_movies, NULL))
        g_error ("%s is no number of movies", sizes[i]);
      g_ptr_array_add (all, measure (directory, n_movies, titles, MAX (options->runs, 1)));
    }
  lineup_test_files_remove (directory);
  return all;
}

int
main (int argc, char *argv[])
{
  static const char *const short_sizes[] = { "20000", "200000", NULL };
  static const char *const full_sizes[] = { "20000", "200000", "1000000", NULL };
  const char *const *sizes = NULL;
  Options options = { .runs = 3, .floor = -1 };
  g_autofree char *command = g_strjoinv (" ", argv);
  g_autofree char *folder = NULL;
  g_autoptr (LineupFakeTitles) titles = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse_options (&options, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  set_environment ();
  if (options.floor >= 0 && argc == 2)
    {
      lineup_floor_main ((LineupFloor)options.floor, argv[1]);
      return 0;
    }

  folder = lineup_test_shared ("catalogue", NULL);
  if (folder != NULL && (titles = lineup_fake_titles_load (folder, &error)) == NULL)
    g_error ("No titles: %s", error->message);
  sizes = options.full ? full_sizes : short_sizes;
  if (options.sizes != NULL)
    sizes = (const char *const *)options.sizes;
  figures = measure_all (&options, sizes, titles);
  lineup_report_print (command, titles != NULL ? "real titles" : "made-up titles", figures);
  g_strfreev (options.sizes);
  return 0;
}
