/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What it costs to get at any part of a long list, over D-Bus: all ids in their order, a count, a
 * thousand items by their ids, a page in the middle. CPU time is the daemon's, memory is how much
 * it takes more at its peak than before the call; both go by what the kernel counts, whatever else
 * the machine does.
 *
 * Usage: bench-access [MOVIES [RUNS [WHAT]]], where WHAT is part of what is measured; the titles
 * are real ones where they are found. */

#include "lineup-daemon-client.h"
#include "lineup-figures.h"
#include "lineup-random.h"
#include "lineup-rendered-lists.h"
#include "lineup-test-files.h"
#include "lineup-test-limits.h"

#include <gio/gunixfdlist.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_MOVIES 20000
#define DEFAULT_RUNS   20
#define N_IDS          1000
#define PAGE           50

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

#define MILLI 1000
#define KILO  1024

typedef struct
{
  LineupDaemonFixture fixture;
  LineupRandom random;
  GArray *ids; /* (owned) (element-type gint64): of all movies */
} Bench;

/* One call: which, with what. */
typedef struct
{
  const char *title;
  const char *method;
  const char *filter; /* or options, as text; %u is half of the movies */
} Shape;

static const Shape SHAPES[] = {
  { "index by added", "OpenIndex", "{}" },
  { "index by name", "OpenIndex", "{'sort': <'name'>}" },
  { "index, rating 7", "OpenIndex", "{'sort': <'name'>, 'min-rating': <7.0>}" },
  { "index of a category", "OpenIndex", "{'category': <'101'>}" },
  { "count of all", "CountItems", "{}" },
  { "count, rating 8", "CountItems", "{'min-rating': <8.0>}" },
  { "count, a year", "CountItems", "{'year': <uint32 2010>, 'adult': <false>}" },
  { "count, a genre", "CountItems", "{'genre': <'drama'>}" },
  { "count of a category", "CountItems", "{'category': <'101'>, 'min-rating': <8.0>}" },
  { "1000 items", "GetItems", "{}" },
  { "1000 names", "GetItems", "{'fields': <['name']>}" },
  { "page at the middle", "ListItems", "{'offset': <uint32 %u>}" },
  { "same, rating 5", "ListItems", "{'offset': <uint32 %u>, 'min-rating': <5.0>}" },
};

static LineupRenderedLists *
render (const char *directory, guint64 n_movies)
{
  g_autofree char *folder = lineup_test_shared ("catalogue", NULL);
  g_autoptr (LineupFakeTitles) titles = NULL;
  g_autoptr (GError) error = NULL;

  if (folder != NULL && (titles = lineup_fake_titles_load (folder, &error)) == NULL)
    g_error ("No titles: %s", error->message);
  return lineup_rendered_lists_new (directory, n_movies, titles);
}

static GVariant *
parse (Bench *self, const char *filter)
{
  g_auto (GStrv) parts = g_strsplit (filter, "%u", 2);
  g_autofree char *half = g_strdup_printf ("%u", self->ids->len / 2);
  g_autofree char *text = g_strjoinv (half, parts);
  g_autoptr (GError) error = NULL;
  GVariant *variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return variant;
}

/* Ids from all over the list. */
static GVariant *
choose_ids (Bench *self)
{
  gint64 ids[N_IDS];

  for (guint i = 0; i < N_IDS; i++)
    ids[i] = g_array_index (self->ids, gint64, lineup_random_below (&self->random, self->ids->len));
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids, N_IDS, sizeof *ids);
}

static GVariant *
make_parameters (Bench *self, const Shape *shape)
{
  GVariant *filter = parse (self, shape->filter);

  if (g_str_equal (shape->method, "GetItems"))
    return g_variant_new ("(s@ax@a{sv})", "movies", choose_ids (self), filter);
  if (g_str_equal (shape->method, "ListItems"))
    return g_variant_new ("(s@a{sv}su)", "movies", filter, "", PAGE);
  return g_variant_new ("(s@a{sv})", "movies", filter);
}

static void
call (Bench *self, const Shape *shape, GUnixFDList **files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_sync (
      self->fixture.connection,
      LINEUP_BUS_NAME,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      shape->method,
      make_parameters (self, shape),
      NULL,
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      NULL,
      files,
      NULL,
      &error);

  g_assert_no_error (error);
}

/* The ids of all movies, for calls that name some. */
static void
list_ids (Bench *self)
{
  g_autoptr (GUnixFDList) files = NULL;
  gint64 buffer[KILO];
  gssize n_bytes = 0;
  int fd = -1;

  call (self, &SHAPES[0], &files);
  fd = g_unix_fd_list_get (files, 0, NULL);
  while ((n_bytes = read (fd, buffer, sizeof buffer)) > 0)
    {
      for (gsize i = 0; i < (gsize)n_bytes / sizeof *buffer; i++)
        {
          const gint64 id = GINT64_FROM_LE (buffer[i]);

          g_array_append_val (self->ids, id);
        }
    }
  close (fd);
}

static void
measure (Bench *self, const Shape *shape, guint n_runs)
{
  const int pid = (int)g_ascii_strtoll (
      lineup_daemon_process_get_pid (self->fixture.process), NULL, 10);
  g_autoptr (LineupFigures) figures = lineup_figures_new ();

  for (guint i = 0; i < n_runs; i++)
    {
      g_autoptr (GUnixFDList) files = NULL;
      LineupMeter meter;
      LineupCost before = { 0 };
      LineupCost after = { 0 };

      lineup_meter_begin (&meter, pid);
      lineup_meter_read (&meter, &before);
      call (self, shape, &files);
      lineup_figures_add (figures, "wall", lineup_meter_get_wall (&meter) * MILLI);
      lineup_meter_read (&meter, &after);
      lineup_figures_add (figures, "cpu", after.cpu * MILLI);
      lineup_figures_add (figures, "memory", (after.peak - before.resident) / KILO);
    }
  g_print ("| %-19s | %7.2f | %7.2f | %7.2f | %7.2f | %7.0f |\n",
           shape->title,
           lineup_figures_get_median (figures, "cpu"),
           lineup_figures_get_percentile (figures, "cpu", 100),
           lineup_figures_get_median (figures, "wall"),
           lineup_figures_get_percentile (figures, "wall", 100),
           lineup_figures_get_percentile (figures, "memory", 100));
}

int
main (int argc, char *argv[])
{
  const guint64 n_movies = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : DEFAULT_MOVIES;
  const guint n_runs = argc > 2 ? (guint)g_ascii_strtoull (argv[2], NULL, 10) : DEFAULT_RUNS;
  const char *what = argc > 3 ? argv[3] : "";
  g_autofree char *directory = g_dir_make_tmp ("lineup-lists-XXXXXX", NULL);
  g_autoptr (LineupRenderedLists) lists = render (directory, n_movies);
  Bench self = { 0 };

  lineup_random_init (&self.random, 1, 0, 0);
  lineup_daemon_fixture_set_up (&self.fixture, NULL);
  lineup_client_add_account (&self.fixture, "home");
  lineup_rendered_lists_give (lists, self.fixture.panel, LINEUP_RENDERED_FIRST);
  g_free (lineup_client_sync (&self.fixture, "home", NULL));
  lineup_client_wait_search_complete (&self.fixture, "home");

  self.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  list_ids (&self);
  g_print ("%u movies, %u calls each\n", self.ids->len, n_runs);
  g_print ("| what                | CPU ms  |   most  | wall ms |   most  | KiB more |\n");
  g_print ("|---------------------|---------|---------|---------|---------|---------|\n");
  for (gsize i = 0; i < G_N_ELEMENTS (SHAPES); i++)
    {
      if (strstr (SHAPES[i].title, what) != NULL)
        measure (&self, &SHAPES[i], n_runs);
    }

  g_array_unref (self.ids);
  lineup_daemon_fixture_tear_down (&self.fixture, NULL);
  g_clear_pointer (&lists, lineup_rendered_lists_free);
  lineup_test_files_remove (directory);
  return 0;
}
