/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-run.h"

#include "lineup-daemon-client.h"
#include "lineup-latency-probe.h"
#include "lineup-nginx.h"
#include "lineup-test-certificate.h"

#include <glib/gstdio.h>

#define ACCOUNT "home"
#define OTHER   "away"

#define STEPS "{'steps': <['movie-categories', 'movies']>}"

/* The daemon rests when it has run for less than a hundredth of this time. */
#define LOOK  5   /* milliseconds */
#define QUIET 300 /* milliseconds */

/* In which the panel's host gets the tokens for the four requests of a sync and a validation. */
#define PACE 2000 /* milliseconds */

typedef struct
{
  LineupDaemonFixture fixture;
  LineupRenderedLists *lists; /* (unowned) */
  LineupFigures *figures;     /* (unowned) */
} Run;

static int
get_pid (Run *self)
{
  return (int)g_ascii_strtoll (lineup_daemon_process_get_pid (self->fixture.process), NULL, 10);
}

static double
get_size (Run *self, const char *file)
{
  g_autofree char *path = g_build_filename (
      self->fixture.directory, "cache", LINEUP_DIRECTORY, file, NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (double)status.st_size : 0;
}

static gboolean
is_tidy (Run *self)
{
  return get_size (self, ACCOUNT ".db-wal") < 1 && get_size (self, OTHER ".db-wal") < 1;
}

/* Nobody outside is told when the daemon has tidied up, so it is watched. Returns when its
 * write-ahead log was gone. */
static double
wait_for_rest (Run *self, const LineupMeter *meter)
{
  double tidied = -1;
  double cpu = 0;
  guint quiet = 0;

  while (quiet < QUIET)
    {
      const double now = lineup_meter_get_cpu (meter);

      if (tidied < 0 && is_tidy (self))
        tidied = lineup_meter_get_wall (meter);
      quiet += LOOK;
      if (tidied < 0 || now - cpu > 0.01 * QUIET / 1000)
        {
          quiet = 0;
          cpu = now;
        }
      g_poll (NULL, 0, LOOK);
    }
  return tidied;
}

/* What is measured is a sync, and not that the daemon spares the panel. */
static void
wait_for_pace (void)
{
  g_poll (NULL, 0, PACE);
}

static void
check (Run *self, const char *account, guint64 job)
{
  g_autofree char *status = lineup_client_wait_status (&self->fixture, job);

  if (!g_str_equal (status, "completed"))
    g_error ("The sync of %s is %s", account, status);
}

static void
add_rows (Run *self, const char *name)
{
  static const char *const keys[] = { "seen", "added", "changed" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *key = g_strdup_printf ("%s.rows-%s", name, keys[i]);

      lineup_figures_add (
          self->figures,
          key,
          (double)lineup_client_get_step_number (&self->fixture, ACCOUNT, "movies", keys[i]));
    }
}

static void
sync_list (Run *self, const char *name, LineupRenderedList list)
{
  LineupMeter meter;
  LineupCost cost = { 0 };

  lineup_rendered_lists_give (self->lists, self->fixture.panel, list);
  wait_for_pace ();
  lineup_meter_begin (&meter, get_pid (self));
  check (self, ACCOUNT, lineup_client_start (&self->fixture, ACCOUNT, STEPS));
  cost.wall = lineup_meter_get_wall (&meter);
  cost.tidied = wait_for_rest (self, &meter);
  lineup_meter_read (&meter, &cost);
  cost.size = get_size (self, ACCOUNT ".db");
  lineup_figures_add_cost (self->figures, name, &cost);
  add_rows (self, name);
}

/* An id that is there. */
static gint64
find_item (Run *self)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      &self->fixture,
      LINEUP_ACCOUNT_PATH_PREFIX ACCOUNT,
      LINEUP_CATALOG_INTERFACE,
      "ListItems",
      g_variant_new ("(sa{sv}su)", "movies", NULL, "", 1));
  g_autoptr (GVariant) items = g_variant_get_child_value (reply, 0);
  g_autoptr (GVariant) item = g_variant_get_child_value (items, 0);
  gint64 id = 0;

  if (!g_variant_lookup (item, "id", "x", &id))
    g_error ("An item has no id");
  return id;
}

static LineupLatencyProbe *
make_probe (Run *self)
{
  LineupLatencyProbe *probe = lineup_latency_probe_new (
      lineup_test_bus_connect (self->fixture.bus));

  lineup_latency_probe_add_call (probe,
                                 LINEUP_DAEMON_RUN_GET,
                                 LINEUP_ACCOUNT_PATH_PREFIX OTHER,
                                 "org.freedesktop.DBus.Properties",
                                 "Get",
                                 g_variant_new ("(ss)", LINEUP_ACCOUNT_INTERFACE, "Percentage"));
  lineup_latency_probe_add_call (probe,
                                 LINEUP_DAEMON_RUN_LIST_SAME,
                                 LINEUP_ACCOUNT_PATH_PREFIX OTHER,
                                 LINEUP_CATALOG_INTERFACE,
                                 "ListItems",
                                 g_variant_new ("(sa{sv}su)", "movies", NULL, "", 50));
  lineup_latency_probe_add_call (probe,
                                 LINEUP_DAEMON_RUN_LIST_OTHER,
                                 LINEUP_ACCOUNT_PATH_PREFIX ACCOUNT,
                                 LINEUP_CATALOG_INTERFACE,
                                 "ListItems",
                                 g_variant_new ("(sa{sv}su)", "movies", NULL, "", 50));
  lineup_latency_probe_add_call (probe,
                                 LINEUP_DAEMON_RUN_GET_ITEM,
                                 LINEUP_ACCOUNT_PATH_PREFIX ACCOUNT,
                                 LINEUP_CATALOG_INTERFACE,
                                 "GetItem",
                                 g_variant_new ("(sx)", "movies", find_item (self)));
  return probe;
}

static void
measure_latency (Run *self)
{
  LineupLatencyProbe *probe = NULL;
  LineupMeter meter;

  lineup_rendered_lists_give (self->lists, self->fixture.panel, LINEUP_RENDERED_FIRST);
  wait_for_pace ();
  lineup_client_add_account (&self->fixture, OTHER);
  probe = make_probe (self);
  lineup_meter_begin (&meter, get_pid (self));
  lineup_latency_probe_start (probe);
  check (self, OTHER, lineup_client_start (&self->fixture, OTHER, STEPS));
  lineup_latency_probe_stop (probe, self->figures);
  wait_for_rest (self, &meter);
}

static void
measure_idle (Run *self, const char *name)
{
  LineupMeter meter;
  LineupCost idle = { 0 };

  lineup_meter_begin (&meter, get_pid (self));
  wait_for_rest (self, &meter);
  lineup_meter_read (&meter, &idle);
  lineup_figures_add (self->figures, name, idle.resident);
}

/* A first sync, but for what is between the daemon and the panel. */
static void
measure_tls (Run *self)
{
  g_autoptr (GTlsCertificate) certificate = lineup_test_certificate_new ("127.0.0.1", 1);
  g_autofree char *fingerprint = lineup_test_certificate_get_fingerprint (certificate);
  g_autofree char *upstream = NULL;
  g_autofree char *settings = NULL;
  g_autoptr (LineupNginx) nginx = NULL;

  lineup_daemon_fixture_set_up (&self->fixture, NULL);
  upstream = lineup_fake_panel_get_url (self->fixture.panel);
  nginx = lineup_nginx_new (certificate, upstream, 1000);
  settings = g_strdup_printf (
      "{'url': <'%s'>, 'accept-certificate': <'%s'>}", lineup_nginx_get_url (nginx), fingerprint);
  lineup_client_add (&self->fixture, ACCOUNT, settings, NULL);
  sync_list (self, "tls", LINEUP_RENDERED_FIRST);
  lineup_daemon_fixture_tear_down (&self->fixture, NULL);
}

void
lineup_daemon_run (LineupRenderedLists *lists, LineupFigures *figures)
{
  Run self = { .lists = lists, .figures = figures };

  lineup_daemon_fixture_set_up (&self.fixture, NULL);
  measure_idle (&self, "idle-empty");
  lineup_client_add_account (&self.fixture, ACCOUNT);
  sync_list (&self, "first", LINEUP_RENDERED_FIRST);
  if (lineup_client_get_count (&self.fixture, ACCOUNT, "movies")
      != lineup_rendered_lists_get_n_movies (lists))
    g_error ("Not all movies are stored");
  sync_list (&self, "unchanged", LINEUP_RENDERED_FIRST);
  sync_list (&self, "changed", LINEUP_RENDERED_CHANGED);
  sync_list (&self, "added", LINEUP_RENDERED_ADDED);
  sync_list (&self, "gzip", LINEUP_RENDERED_GZIP);
  measure_latency (&self);
  lineup_daemon_fixture_restart (&self.fixture);
  measure_idle (&self, "idle-full");
  lineup_daemon_fixture_tear_down (&self.fixture, NULL);
  measure_tls (&self);
}
