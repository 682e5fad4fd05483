/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playground.h"

#include <stdlib.h>

/* What a list of all films costs a player by the library, and by loading all: bench-liblineup
 * [FILMS]. Three players of their own, one after the other, beside the same daemon. */

/* Films when nobody says how many. */
#define FILMS 100000

typedef struct
{
  GSubprocess *process;     /* (owned) */
  GDataInputStream *output; /* (owned) */
  double figures[5];        /* MB, ms to the first screen, ms to all, ms to scroll: median and 99th
                               percentile */
} Run;

static void
read_figures (Run *run)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (run->output, NULL, NULL, &error);
  g_auto (GStrv) words = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (line);
  words = g_strsplit (line, " ", G_N_ELEMENTS (run->figures));
  for (guint i = 0; words[i] != NULL; i++)
    run->figures[i] = g_ascii_strtod (words[i], NULL);
}

static void
run_begin (Run *run, LineupPlayground *playground, const char *mode)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (
      launcher, "DBUS_SESSION_BUS_ADDRESS", lineup_playground_get_address (playground), TRUE);
  run->process = g_subprocess_launcher_spawn (
      launcher, &error, g_getenv ("LINEUP_BENCH_PLAYER"), mode, NULL);
  g_assert_no_error (error);
  run->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (run->process));
  read_figures (run);
}

static void
run_end (Run *run)
{
  g_subprocess_wait (run->process, NULL, NULL);
  g_clear_object (&run->process);
  g_clear_object (&run->output);
}

static void
measure (LineupPlayground *playground)
{
  const char *given = g_getenv ("LINEUP_BENCH_FILMS");
  guint films = given != NULL ? (guint)atoi (given) : FILMS;
  Run empty = { 0 }, list = { 0 }, naive = { 0 };
  double memory = 0, naive_memory = 0, first = 0, naive_first = 0;

  lineup_playground_set_catalogue (playground, 0, films, 0, 0);
  lineup_playground_add (playground, "home");
  run_begin (&empty, playground, "empty");
  run_end (&empty);
  run_begin (&list, playground, "list");
  run_begin (&naive, playground, "naive");
  memory = list.figures[0] - empty.figures[0];
  naive_memory = naive.figures[0] - empty.figures[0];
  first = list.figures[1];
  naive_first = naive.figures[1];
  g_print ("# %u films                    library   all loaded\n"
           "# memory over an empty one, MB  %7.1f %11.1f   1/%.1f\n"
           "# first screen, ms              %7.1f %11.1f   1/%.1f\n"
           "# whole, ms                     %7.1f %11.1f\n"
           "# a screen anywhere, ms         %7.1f   99th percentile %.1f\n",
           films,
           memory,
           naive_memory,
           naive_memory / memory,
           first,
           naive_first,
           naive_first / first,
           list.figures[2],
           naive.figures[2],
           list.figures[3],
           list.figures[4]);

  lineup_playground_set_catalogue (playground, 0, films, 0, 1);
  lineup_playground_sync (playground, "home");
  read_figures (&list);
  read_figures (&naive);
  g_print ("# a change of 1 %%, CPU ms       %7.1f %11.1f   1/%.1f\n"
           "# the same, ms                  %7.1f %11.1f\n",
           list.figures[0],
           naive.figures[0],
           naive.figures[0] / list.figures[0],
           list.figures[1],
           naive.figures[1]);
  run_end (&list);
  run_end (&naive);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    g_setenv ("LINEUP_BENCH_FILMS", argv[1], TRUE);
  lineup_playground_test ("/liblineup/cost", measure);
  return g_test_run ();
}
