/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-report.h"

#include "lineup-daemon-run.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/utsname.h>

#define MB  1e6
#define KIB 1024.0

/* The sizes that the limits are for. */
#define SIZE_NORMAL 200000
#define SIZE_LARGE  1000000

static const struct
{
  const char *name;
  const char *title;
} costs[] = {
  { "first", "first sync" },
  { "unchanged", "unchanged" },
  { "changed", "1 % changed" },
  { "added", "one added on top" },
  { "gzip", "unchanged, gzip" },
  { "tls", "first sync, nginx" },
  { "download", "(a) libsoup, discard" },
  { "download-gzip", "(a) the same, gzip" },
  { "sqlite", "(b) SQLite alone" },
  { "document", "(c) whole document" },
};

/* Ratios */

static double
get_last (LineupFigures *figures, const char *name, const char *part)
{
  g_autofree char *key = g_strconcat (name, ".", part, NULL);

  return lineup_figures_get_last (figures, key);
}

static double
get_median (LineupFigures *figures, const char *name, const char *part)
{
  g_autofree char *key = g_strconcat (name, ".", part, NULL);

  return lineup_figures_get_median (figures, key);
}

static void
add_ratio (
    LineupFigures *figures, const char *name, const char *against, const char *part, double floor)
{
  g_autofree char *key = g_strdup_printf ("%s/%s.%s", name, against, part);

  lineup_figures_add (figures, key, get_last (figures, name, part) / floor);
}

static void
add_ratios (LineupFigures *figures, const char *name, const char *part)
{
  const gboolean gzip = g_str_equal (name, "gzip");
  const double download = get_last (figures, gzip ? "download-gzip" : "download", part);

  add_ratio (figures, name, "a", part, download);
  add_ratio (figures, name, "ab", part, download + get_last (figures, "sqlite", part));
  add_ratio (figures, name, "c", part, get_last (figures, "document", part));
  add_ratio (figures, name, "first", part, get_last (figures, "first", part));
}

void
lineup_report_add_ratios (LineupFigures *figures)
{
  const double sqlite = get_last (figures, "sqlite", "cpu");

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      add_ratios (figures, costs[i].name, "wall");
      add_ratios (figures, costs[i].name, "tidied");
      add_ratios (figures, costs[i].name, "cpu");
    }
  lineup_figures_add (figures,
                      "beyond",
                      (get_last (figures, "first", "cpu") - sqlite)
                          / (get_last (figures, "document", "cpu") - sqlite));
}

/* The machine */

static char *
read_cpu_model (void)
{
  g_autofree char *text = NULL;
  const char *model = NULL;
  const char *end = NULL;

  if (!g_file_get_contents ("/proc/cpuinfo", &text, NULL, NULL)
      || (model = strstr (text, "model name")) == NULL || (model = strchr (model, ':')) == NULL
      || (end = strchr (model, '\n')) == NULL)
    return g_strdup ("unknown processor");
  return g_strstrip (g_strndup (model + 1, (gsize)(end - model - 1)));
}

static void
print_machine (const char *command, const char *titles, GPtrArray *sizes)
{
  LineupFigures *last = g_ptr_array_index (sizes, sizes->len - 1);
  g_autofree char *model = read_cpu_model ();
  struct utsname system = { 0 };

  uname (&system);
  g_print ("Machine: %u cores, %s; %s %s.\n",
           g_get_num_processors (),
           model,
           system.sysname,
           system.release);
  g_print ("With GLib %u.%u.%u, libsoup %u.%u.%u, json-glib %s, SQLite %s, %s.\n",
           glib_major_version,
           glib_minor_version,
           glib_micro_version,
           soup_get_major_version (),
           soup_get_minor_version (),
           soup_get_micro_version (),
           JSON_VERSION_S,
           sqlite3_libversion (),
#ifdef NDEBUG
           "a release build"
#else
           "a build with assertions"
#endif
  );
  g_print ("Movies: %.0f bytes each, %s; plain HTTP on the loopback interface, but for the row of "
           "nginx, which is\nTLS with HTTP/2 on offer, of lists that were rendered beforehand. "
           "Medians of %u runs; 1 MB is 1,000,000 bytes.\n",
           lineup_figures_get_median (last, "length") / lineup_figures_get_median (last, "movies"),
           titles,
           lineup_figures_get_count (last, "idle-full"));
  g_print ("Command: `%s`\n", command);
}

/* Tables */

static char *
format_count (double count)
{
  const guint64 whole = (guint64)count;

  if (whole < 1000)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, whole);
  if (whole < 1000000)
    return g_strdup_printf (
        "%" G_GUINT64_FORMAT ",%03" G_GUINT64_FORMAT, whole / 1000, whole % 1000);
  return g_strdup_printf ("%" G_GUINT64_FORMAT ",%03" G_GUINT64_FORMAT ",%03" G_GUINT64_FORMAT,
                          whole / 1000000,
                          whole / 1000 % 1000,
                          whole % 1000);
}

static void
print_costs (LineupFigures *figures)
{
  g_autofree char *movies = format_count (lineup_figures_get_median (figures, "movies"));

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      const char *name = costs[i].name;

      g_print ("| %9s | %-20s | %7.2f | %9.2f | %7.2f | %7.1f | %7.1f | %8.2f | %8.1f |\n",
               movies,
               costs[i].title,
               get_median (figures, name, "wall"),
               get_median (figures, name, "tidied"),
               get_median (figures, name, "cpu"),
               get_median (figures, name, "peak") / MB,
               get_median (figures, name, "resident") / MB,
               get_median (figures, name, "written") / MB,
               get_median (figures, name, "size") / MB);
    }
}

static void
print_ratios (LineupFigures *figures)
{
  g_autofree char *movies = format_count (lineup_figures_get_median (figures, "movies"));

  for (gsize i = 0; g_strcmp0 (costs[i].name, "download") != 0; i++)
    {
      const char *name = costs[i].name;
      g_autofree char *a = g_strconcat (name, "/a", NULL);
      g_autofree char *ab = g_strconcat (name, "/ab", NULL);
      g_autofree char *c = g_strconcat (name, "/c", NULL);

      g_print ("| %9s | %-20s | %6.2f | %10.2f | %6.3f | %6.2f | %10.2f | %6.3f | %6.3f |\n",
               movies,
               costs[i].title,
               get_median (figures, a, "wall"),
               get_median (figures, ab, "wall"),
               get_median (figures, c, "wall"),
               get_median (figures, a, "cpu"),
               get_median (figures, ab, "cpu"),
               get_median (figures, c, "cpu"),
               get_median (figures, name, "peak") / get_median (figures, "document", "peak"));
    }
}

static void
print_latency (LineupFigures *figures)
{
  static const char *const calls[] = {
    LINEUP_DAEMON_RUN_GET,
    LINEUP_DAEMON_RUN_LIST_SAME,
    LINEUP_DAEMON_RUN_LIST_OTHER,
    LINEUP_DAEMON_RUN_GET_ITEM,
    "latency",
  };
  g_autofree char *movies = format_count (lineup_figures_get_median (figures, "movies"));

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    g_print ("| %9s | %-37s | %6u | %7.2f | %7.2f | %7.2f |\n",
             movies,
             g_str_equal (calls[i], "latency") ? "all of these" : calls[i],
             lineup_figures_get_count (figures, calls[i]),
             lineup_figures_get_percentile (figures, calls[i], 50),
             lineup_figures_get_percentile (figures, calls[i], 99),
             lineup_figures_get_percentile (figures, calls[i], 100));
}

/* Limits */

static void
print_limit (const char *what, double measured, double limit, const char *unit)
{
  if (isnan (measured))
    g_print ("| %-66s | %7.5g %-4s | not measured | |\n", what, limit, unit);
  else
    g_print ("| %-66s | %7.5g %-4s | %7.4g %-4s | %-6s |\n",
             what,
             limit,
             unit,
             measured,
             unit,
             measured <= limit ? "ok" : "MISSED");
}

/* Largest to smallest cost per item of all sizes. */
static double
get_spread (GPtrArray *sizes, const char *part)
{
  double least = INFINITY;
  double most = 0;

  for (guint i = 0; i < sizes->len; i++)
    {
      LineupFigures *figures = g_ptr_array_index (sizes, i);
      const double cost = get_median (figures, "first", part)
                          / lineup_figures_get_median (figures, "movies");

      least = MIN (least, cost);
      most = MAX (most, cost);
    }
  return sizes->len > 1 ? most / least : NAN;
}

static LineupFigures *
find_size (GPtrArray *sizes, double size)
{
  for (guint i = 0; i < sizes->len; i++)
    {
      LineupFigures *figures = g_ptr_array_index (sizes, i);

      if (fabs (lineup_figures_get_median (figures, "movies") - size) < 1)
        return figures;
    }
  return NULL;
}

static void
print_limits (GPtrArray *sizes, LineupFigures *normal, LineupFigures *large)
{
  print_limit ("peak memory, first sync", get_median (normal, "first", "peak") / MB, 48, "MB");
  print_limit ("peak memory, first sync of 1,000,000 movies",
               large != NULL ? get_median (large, "first", "peak") / MB : NAN,
               72,
               "MB");
  print_limit ("the same over TLS from nginx, which offers HTTP/2, beyond plain HTTP",
               (get_median (normal, "tls", "peak") - get_median (normal, "first", "peak")) / MB,
               12,
               "MB");
  print_limit ("memory at idle after start",
               lineup_figures_get_median (normal, "idle-empty") / MB,
               20,
               "MB");
  print_limit ("memory at idle after start, with two catalogues",
               lineup_figures_get_median (normal, "idle-full") / MB,
               20,
               "MB");
  print_limit (
      "memory at idle after a first sync", get_median (normal, "first", "resident") / MB, 40, "MB");
  print_limit (
      "memory at idle after all syncs", get_median (normal, "gzip", "resident") / MB, 40, "MB");
  print_limit ("first sync, wall, to (a) + (b), until all is committed",
               lineup_figures_get_median (normal, "first/ab.wall"),
               1.25,
               "");
  print_limit ("the same, until all is tidied up",
               lineup_figures_get_median (normal, "first/ab.tidied"),
               1.25,
               "");
  print_limit ("first sync, CPU beyond (b), to CPU beyond (b) of (c)",
               lineup_figures_get_median (normal, "beyond"),
               0.4,
               "");
  print_limit ("unchanged, CPU, to first sync",
               lineup_figures_get_median (normal, "unchanged/first.cpu"),
               0.125,
               "");
  print_limit (
      "unchanged, bytes written", get_median (normal, "unchanged", "written") / KIB, 256, "KiB");
  print_limit ("one added on top, bytes written",
               get_median (normal, "added", "written") / KIB,
               4096,
               "KiB");
  print_limit ("one added on top, rows added", get_median (normal, "added", "rows-added"), 1, "");
  print_limit (
      "one added on top, rows changed", get_median (normal, "added", "rows-changed"), 0, "");
  print_limit ("wall per item, dearest list to cheapest", get_spread (sizes, "wall"), 1.5, "");
  print_limit ("CPU per item, dearest list to cheapest", get_spread (sizes, "cpu"), 1.5, "");
  print_limit ("D-Bus calls during a first sync, 99th percentile",
               lineup_figures_get_percentile (normal, "latency", 99),
               20,
               "ms");
}

/* Some rows of a table for each size. */
static void
print_rows (GPtrArray *sizes, void (*print) (LineupFigures *figures))
{
  for (guint i = 0; i < sizes->len; i++)
    print (g_ptr_array_index (sizes, i));
}

void
lineup_report_print (const char *command, const char *titles, GPtrArray *sizes)
{
  LineupFigures *normal = find_size (sizes, SIZE_NORMAL);

  print_machine (command, titles, sizes);

  g_print (
      "\n|    movies | what                 |  wall s | tidied up |   CPU s | peak MB | left MB "
      "| written  | database |\n"
      "|----------:|----------------------|--------:|----------:|--------:|--------:|--------:"
      "|---------:|---------:|\n");
  print_rows (sizes, print_costs);

  g_print ("\n|    movies | compared             | wall/a | wall/(a+b) | wall/c |  CPU/a "
           "|  CPU/(a+b) |  CPU/c | peak/c |\n"
           "|----------:|----------------------|-------:|-----------:|-------:|-------:"
           "|-----------:|-------:|-------:|\n");
  print_rows (sizes, print_ratios);

  g_print ("\n|    movies | call during a first sync              |  calls |  median |     p99 "
           "|  max ms |\n"
           "|----------:|---------------------------------------|-------:|--------:|--------:"
           "|--------:|\n");
  print_rows (sizes, print_latency);

  if (normal == NULL)
    return;
  g_print ("\n| %-66s | at most      | measured     |        |\n"
           "|:-------------------------------------------------------------------|-------------:|"
           "-------------:|:-------|\n",
           "200,000 movies");
  print_limits (sizes, normal, find_size (sizes, SIZE_LARGE));
}
