/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How long a player waits for what is on, over D-Bus, beside a page of 100 channels: at rest, and
 * while a guide is read anew. All kinds of calls take turns, so that what else the machine does
 * meets them all alike.
 *
 * Usage: bench-guide-bus [CHANNELS [CALLS]]; the titles are real ones where they are found. */

#include "lineup-daemon-client.h"
#include "lineup-fake-guide.h"
#include "lineup-figures.h"
#include "lineup-random.h"
#include "lineup-test-limits.h"

#include <string.h>

#define DEFAULT_CHANNELS 3000
#define DEFAULT_CALLS    500

/* Channels of a page, and of a grid. */
#define PAGE 100
#define GRID 50

/* Seconds of a grid, and of the guide on each side of now. */
#define GRID_TIME (3 * 60 * 60)
#define DAY       (24 * 60 * 60)

#define PATH            LINEUP_ACCOUNT_PATH_PREFIX "home"
#define GUIDE_INTERFACE LINEUP_BUS_NAME ".Guide"

#define MILLI 1000

/* What others are measured by. */
#define BASE "ListItems of 100"

/* What figures of the processor end in. */
#define CPU ".cpu"

typedef struct
{
  LineupDaemonFixture fixture;
  LineupRandom random;
  GArray *ids;       /* (owned) (element-type gint64): of all channels */
  GPtrArray *titles; /* (owned) (element-type utf8): of what is on */
  gint64 now;        /* Unix seconds */
  int pid;           /* of the daemon */
} Bench;

static const struct
{
  const char *title;
  double limit; /* times as long as the page, at most */
} KINDS[] = {
  { BASE, 1 },
  { "ListNow of 100", 1.5 },
  { "grid of 50, 3 hours", 2 },
  { "SearchProgrammes", 2 },
  { "ListItems with now", 0 },
};

static GVariant *
parse (const char *text)
{
  return g_variant_new_parsed (text);
}

/* Channels that stand together in the list, as on a screen. */
static GVariant *
choose_channels (Bench *self, guint n_channels)
{
  const guint first = (guint)lineup_random_below (&self->random, self->ids->len - n_channels);

  return g_variant_new_fixed_array (
      G_VARIANT_TYPE_INT64, &g_array_index (self->ids, gint64, first), n_channels, sizeof (gint64));
}

/* A title's first word, not all of which was typed yet. */
static char *
choose_text (Bench *self)
{
  const char *title = self->titles->pdata[lineup_random_below (&self->random, self->titles->len)];
  const char *blank = strchr (title, ' ');
  const glong n_letters = g_utf8_strlen (title, blank != NULL ? blank - title : -1);

  return g_utf8_substring (title, 0, MIN (n_letters, 5));
}

static GVariant *
make_parameters (Bench *self, guint kind)
{
  g_autofree char *text = NULL;
  guint64 from = 0;

  switch (kind)
    {
    case 1:
      return g_variant_new ("(@ax@a{sv})", choose_channels (self, PAGE), parse ("@a{sv} {}"));
    case 2:
      from = (guint64)self->now + lineup_random_below (&self->random, DAY);
      return g_variant_new ("(@axtt@a{sv})",
                            choose_channels (self, GRID),
                            from,
                            from + GRID_TIME,
                            parse ("@a{sv} {}"));
    case 3:
      text = choose_text (self);
      return g_variant_new ("(s@a{sv})", text, parse ("@a{sv} {}"));
    default:
      return g_variant_new (
          "(s@a{sv}su)",
          "channels",
          g_variant_new_parsed (
              kind == 0 ? "{'offset': <%u>}"
                        : "{'offset': <%u>, 'fields': <['name', 'icon', 'position', 'now']>}",
              (guint)lineup_random_below (&self->random, self->ids->len - PAGE)),
          "",
          PAGE);
    }
}

static GVariant *
call (Bench *self, guint kind)
{
  static const char *const methods[]
      = { "ListItems", "ListNow", "ListProgrammes", "SearchProgrammes", "ListItems" };

  return lineup_daemon_fixture_expect (&self->fixture,
                                       PATH,
                                       kind % 4 == 0 ? LINEUP_CATALOG_INTERFACE : GUIDE_INTERFACE,
                                       methods[kind],
                                       make_parameters (self, kind));
}

static void
measure (Bench *self, LineupFigures *figures)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (KINDS); kind++)
    {
      g_autofree char *cpu = g_strconcat (KINDS[kind].title, CPU, NULL);
      g_autoptr (GVariant) reply = NULL;
      LineupMeter meter;

      lineup_meter_begin (&meter, self->pid);
      reply = call (self, kind);
      lineup_figures_add (figures, KINDS[kind].title, lineup_meter_get_wall (&meter) * MILLI);
      lineup_figures_add (figures, cpu, lineup_meter_get_cpu (&meter) * MILLI);
    }
}

static void
print (LineupFigures *figures, const char *when)
{
  const double base = lineup_figures_get_percentile (figures, BASE, 99);

  for (guint kind = 0; kind < G_N_ELEMENTS (KINDS); kind++)
    {
      const char *title = KINDS[kind].title;
      g_autofree char *cpu = g_strconcat (title, CPU, NULL);
      const double p99 = lineup_figures_get_percentile (figures, title, 99);

      g_print ("| %-10s | %-19s | %6.2f | %7.2f | %6.2f | %6.2f | %5.2f | %5.1f |\n",
               when,
               title,
               lineup_figures_get_median (figures, cpu),
               lineup_figures_get_percentile (figures, cpu, 99),
               lineup_figures_get_median (figures, title),
               p99,
               p99 / base,
               KINDS[kind].limit);
    }
}

/* The catalogue and the guide */

static LineupFakeCatalogue *
make_catalogue (guint64 n_channels)
{
  LineupFakeCatalogue *catalogue = lineup_fake_catalogue_new (1, n_channels, 0, 0);
  g_autofree char *folder = lineup_test_shared ("catalogue", NULL);
  g_autoptr (LineupFakeTitles) titles = NULL;
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    return catalogue;
  titles = lineup_fake_titles_load (folder, &error);
  g_assert_no_error (error);
  lineup_fake_catalogue_set_titles (catalogue, titles);
  return catalogue;
}

static guint64
start_guide_sync (Bench *self)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      &self->fixture,
      PATH,
      GUIDE_INTERFACE,
      "StartGuideSync",
      g_variant_new ("(@a{sv})", parse ("{'force': <true>}")));
  guint64 job = 0;

  g_variant_get (reply, "(t)", &job);
  return job;
}

static gboolean
is_syncing (Bench *self)
{
  g_autoptr (GVariant) status = lineup_daemon_fixture_get (
      &self->fixture, PATH, GUIDE_INTERFACE, "GuideStatus");

  return g_str_equal (g_variant_get_string (status, NULL), "syncing");
}

static void
fill (Bench *self, guint64 n_channels)
{
  g_autoptr (LineupFakeCatalogue) catalogue = make_catalogue (n_channels);
  g_autoptr (LineupFakeGuide) guide = lineup_fake_guide_new (catalogue, self->now);
  const guint first = lineup_signal_log_get_length (self->fixture.signals);
  g_autoptr (GVariant) status = NULL;

  lineup_fake_panel_set_catalogue (self->fixture.panel, catalogue);
  lineup_fake_panel_set_guide (self->fixture.panel, guide);
  lineup_client_add (&self->fixture, "home", "{'guide': <false>}", NULL);
  g_free (lineup_client_sync (&self->fixture, "home", NULL));
  start_guide_sync (self);
  lineup_daemon_fixture_wait_member (&self->fixture, first, PATH, "GuideFinished");
  status = lineup_daemon_fixture_get (&self->fixture, PATH, GUIDE_INTERFACE, "GuideStatus");
  g_assert_cmpstr (g_variant_get_string (status, NULL), ==, "completed");
}

static void
list_channels (Bench *self)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (
      &self->fixture, "home", "channels", "{'fields': <@as []>}");

  for (guint i = 0; i < items->len; i++)
    {
      gint64 id = 0;

      g_variant_lookup (items->pdata[i], "id", "x", &id);
      g_array_append_val (self->ids, id);
    }
}

static void
list_titles (Bench *self)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GVariant) reply = call (self, 1);
      g_autoptr (GVariant) channels = g_variant_get_child_value (reply, 0);

      for (gsize j = 0; j < g_variant_n_children (channels); j++)
        {
          g_autoptr (GVariant) programmes = NULL;
          char *title = NULL;

          g_variant_get_child (channels, j, "(x@a(xttsa{sv}))", NULL, &programmes);
          if (g_variant_n_children (programmes) == 0)
            continue;
          g_variant_get_child (programmes, 0, "(xtts@a{sv})", NULL, NULL, NULL, &title, NULL);
          g_ptr_array_add (self->titles, title);
        }
    }
  g_assert_cmpuint (self->titles->len, >, 0);
}

static void
measure_all (Bench *self, guint n_calls)
{
  g_autoptr (LineupFigures) idle = lineup_figures_new ();
  g_autoptr (LineupFigures) busy = lineup_figures_new ();
  g_autoptr (GVariant) programmes = lineup_daemon_fixture_get (
      &self->fixture, PATH, GUIDE_INTERFACE, "Programmes");

  g_print ("%u channels, %" G_GUINT64_FORMAT " programmes, %u calls each\n",
           self->ids->len,
           g_variant_get_uint64 (programmes),
           n_calls);
  g_print ("| when       | what                | CPU ms | CPU p99 | p50 ms | p99 ms | times | "
           "limit |\n");
  g_print ("|------------|---------------------|--------|---------|--------|--------|-------|------"
           "-|\n");
  for (guint i = 0; i < n_calls; i++)
    measure (self, idle);
  print (idle, "at rest");
  for (guint i = 0; i < n_calls; i++)
    {
      if (!is_syncing (self))
        start_guide_sync (self);
      measure (self, busy);
    }
  print (busy, "guide sync");
}

int
main (int argc, char *argv[])
{
  const guint64 n_channels = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : DEFAULT_CHANNELS;
  const guint n_calls = argc > 2 ? (guint)g_ascii_strtoull (argv[2], NULL, 10) : DEFAULT_CALLS;
  Bench self = { .now = g_get_real_time () / G_USEC_PER_SEC };

  if (n_channels <= PAGE)
    {
      g_printerr ("There are to be more than %d channels\n", PAGE);
      return 2;
    }
  lineup_random_init (&self.random, 1, 0, 0);
  self.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.titles = g_ptr_array_new_with_free_func (g_free);
  lineup_daemon_fixture_set_up (&self.fixture, NULL);
  self.pid = (int)g_ascii_strtoll (lineup_daemon_process_get_pid (self.fixture.process), NULL, 10);
  fill (&self, n_channels);
  list_channels (&self);
  list_titles (&self);
  measure_all (&self, n_calls);

  lineup_daemon_fixture_tear_down (&self.fixture, NULL);
  g_ptr_array_unref (self.titles);
  g_array_unref (self.ids);
  return 0;
}
