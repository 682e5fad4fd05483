/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-full-listener.h"
#include "lineup-test-limits.h"

#include <string.h>

/* The guide's syncs, beside those of the catalogue. */

#define GUIDE_INTERFACE LINEUP_BUS_NAME ".Guide"

#define NOT_RUNNING LINEUP_ERROR_NAME_PREFIX "NotRunning"
#define DISABLED    LINEUP_ERROR_NAME_PREFIX "Disabled"

/* Microseconds: in every phase. */
#define CANCEL_LIMIT (250 * 1000)

#define N_CHANNELS 20

/* --- What players do --- */

static GVariant *
call (LineupDaemonFixture *fixture, const char *account, const char *method, GVariant *parameters)
{
  g_autofree char *path = lineup_client_path (account);

  return lineup_daemon_fixture_expect (fixture, path, GUIDE_INTERFACE, method, parameters);
}

static GVariant *
get (LineupDaemonFixture *fixture, const char *account, const char *property)
{
  g_autofree char *path = lineup_client_path (account);

  return lineup_daemon_fixture_get (fixture, path, GUIDE_INTERFACE, property);
}

static char *
get_text (LineupDaemonFixture *fixture, const char *property)
{
  g_autoptr (GVariant) value = get (fixture, "home", property);

  return g_variant_dup_string (value, NULL);
}

static guint64
get_number (LineupDaemonFixture *fixture, const char *property)
{
  g_autoptr (GVariant) value = get (fixture, "home", property);

  return g_variant_get_uint64 (value);
}

static guint64
start (LineupDaemonFixture *fixture, const char *account, const char *options)
{
  g_autoptr (GVariant) reply = call (
      fixture,
      account,
      "StartGuideSync",
      g_variant_new ("(@a{sv})", g_variant_new_parsed (options != NULL ? options : "@a{sv} {}")));
  guint64 job = 0;

  g_variant_get (reply, "(t)", &job);
  g_assert_cmpuint (job, >, 0);
  return job;
}

typedef struct
{
  const char *member; /* (unowned) */
  guint64 job;        /* 0 for any */
} Told;

static gboolean
is_told (const LineupSignal *signal, gpointer user_data)
{
  const Told *told = user_data;
  guint64 job = 0;

  if (!g_str_equal (signal->member, told->member))
    return FALSE;
  g_variant_get_child (signal->parameters, 0, "t", &job);
  return told->job == 0 || job == told->job;
}

/* Waits for the end of a job, of any for 0. */
static GVariant *
wait_finished (LineupDaemonFixture *fixture, guint first, guint64 job)
{
  Told told = { "GuideFinished", job };
  const guint index = lineup_daemon_fixture_wait (fixture, first, is_told, &told);
  g_autoptr (LineupSignal) signal = lineup_signal_log_get (fixture->signals, index);

  g_assert_cmpstr (g_variant_get_type_string (signal->parameters), ==, "(tsa{sv})");
  return g_variant_ref (signal->parameters);
}

/* Describes an end as `status source:outcome …`. */
static char *
describe (GVariant *finished)
{
  g_autoptr (GVariant) summary = g_variant_get_child_value (finished, 2);
  g_autoptr (GVariant) sources = g_variant_lookup_value (
      summary, "sources", G_VARIANT_TYPE ("aa{sv}"));
  GString *text = g_string_new (NULL);
  const char *status = NULL;

  g_variant_get_child (finished, 1, "&s", &status);
  g_string_append (text, status);
  for (gsize i = 0; i < g_variant_n_children (sources); i++)
    {
      g_autoptr (GVariant) source = g_variant_get_child_value (sources, i);
      const char *id = NULL;
      const char *outcome = NULL;

      g_assert_true (g_variant_lookup (source, "source", "&s", &id));
      g_assert_true (g_variant_lookup (source, "outcome", "&s", &outcome));
      g_string_append_printf (text, " %s:%s", id, outcome);
    }
  return g_string_free (text, FALSE);
}

static void
assert_finished (LineupDaemonFixture *fixture, guint64 job, const char *expected)
{
  g_autoptr (GVariant) finished = wait_finished (fixture, 0, job);
  g_autofree char *text = describe (finished);

  g_assert_cmpstr (text, ==, expected);
}

static void
sync_guide (LineupDaemonFixture *fixture, const char *options, const char *expected)
{
  assert_finished (fixture, start (fixture, "home", options), expected);
}

static void
cancel (LineupDaemonFixture *fixture)
{
  const gint64 begin = g_get_monotonic_time ();
  g_autoptr (GVariant) reply = call (fixture, "home", "CancelGuideSync", NULL);
  const gint64 duration = g_get_monotonic_time () - begin;

  g_test_message ("CancelGuideSync took %.1f ms", (double)duration / 1000);
  g_assert_cmpint (duration, <=, lineup_test_limit (CANCEL_LIMIT));
}

/* When CancelGuideSync has replied, all is over. */
static void
assert_cancelled (LineupDaemonFixture *fixture, guint64 job, const char *expected)
{
  g_autoptr (GVariant) finished = wait_finished (fixture, 0, job);
  g_autoptr (GVariant) summary = g_variant_get_child_value (finished, 2);
  g_autofree char *text = describe (finished);
  gboolean cancelled = FALSE;

  g_assert_cmpstr (text, ==, expected);
  g_assert_true (g_variant_lookup (summary, "cancelled", "b", &cancelled));
  g_assert_true (cancelled);
  lineup_client_assert_call (
      fixture, "home", GUIDE_INTERFACE, "CancelGuideSync", NULL, NOT_RUNNING);
}

/* How many programmes are on at the first channels now. */
static guint
count_on (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) reply = call (
      fixture, "home", "ListNow", g_variant_new_parsed ("(@ax [], {'limit': <uint32 1000>})"));
  g_autoptr (GVariant) channels = g_variant_get_child_value (reply, 0);
  guint n = 0;

  for (gsize i = 0; i < g_variant_n_children (channels); i++)
    {
      g_autoptr (GVariant) channel = g_variant_get_child_value (channels, i);
      g_autoptr (GVariant) programmes = g_variant_get_child_value (channel, 1);

      n += g_variant_n_children (programmes) > 0;
    }
  return n;
}

/* --- A panel with a guide --- */

static void
give (LineupDaemonFixture *fixture, guint64 n_channels)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (1, n_channels, 5, 5);
  g_autoptr (LineupFakeGuide) guide = lineup_fake_guide_new (catalogue, 0);

  lineup_fake_panel_set_catalogue (fixture->panel, catalogue);
  lineup_fake_panel_set_guide (fixture->panel, guide);
}

/* An account with a catalogue, whose guide is read when it is asked for. */
static void
prepare (LineupDaemonFixture *fixture)
{
  g_autofree char *status = NULL;

  give (fixture, N_CHANNELS);
  lineup_client_add (fixture, "home", "{'guide': <false>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

/* --- Tests --- */

static void
test_signals (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint64 job = 0;
  guint last = 0;
  guint n_progress = 0;
  gboolean has_programmes = FALSE;

  prepare (fixture);
  before = get_text (fixture, "GuideStatus");
  g_assert_cmpstr (before, ==, "pending");
  g_assert_cmpuint (get_number (fixture, "LastGuideSync"), ==, 0);
  job = start (fixture, "home", NULL);
  assert_finished (fixture, job, "completed panel:ok");
  g_assert_cmpuint (get_number (fixture, "GuideJob"), ==, job);

  for (guint i = 0; i < lineup_signal_log_get_length (fixture->signals); i++)
    {
      g_autoptr (LineupSignal) signal = lineup_signal_log_get (fixture->signals, i);
      g_autoptr (GVariant) details = NULL;
      const char *source = NULL;
      guint percentage = 0;
      guint64 programmes = 0;
      guint64 bytes = 0;

      if (!g_str_equal (signal->member, "GuideProgress"))
        continue;
      g_variant_get (signal->parameters, "(tu&s@a{sv})", NULL, &percentage, &source, &details);
      g_assert_cmpuint (percentage, >=, last);
      g_assert_true (n_progress > 0 || percentage == 0);
      g_assert_cmpstr (source, ==, "panel");
      g_assert_true (g_variant_lookup (details, "programmes", "t", &programmes));
      g_assert_true (g_variant_lookup (details, "bytes", "t", &bytes));
      has_programmes = has_programmes || (programmes > 0 && bytes > 0);
      last = percentage;
      n_progress++;
    }
  g_assert_cmpuint (n_progress, >=, 3);
  g_assert_cmpuint (last, ==, 100);
  g_assert_true (has_programmes);

  after = get_text (fixture, "GuideStatus");
  g_assert_cmpstr (after, ==, "completed");
  g_assert_cmpuint (get_number (fixture, "LastGuideSync"), >, 0);
  g_assert_cmpuint (get_number (fixture, "Programmes"), >, N_CHANNELS);
  g_assert_cmpuint (count_on (fixture), >, 0);

  /* The same again is a download, and nothing else. */
  lineup_daemon_fixture_restart (fixture);
  g_assert_cmpuint (count_on (fixture), >, 0);
  g_assert_cmpuint (get_number (fixture, "GuideJob"), ==, job);
}

/* The account's own properties and signals know nothing of it, nor does the manager's. */
static void
test_beside (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) job_before = NULL;
  g_autoptr (GVariant) job_after = NULL;
  g_autoptr (GVariant) busy = NULL;
  g_autofree char *status = NULL;
  guint64 job = 0;

  prepare (fixture);
  job_before = lineup_client_get (fixture, "home", "Job");
  lineup_fake_panel_add_fault (fixture->panel, "xmltv=delay:forever");
  job = start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "xmltv", 1);
  g_assert_cmpuint (start (fixture, "home", NULL), ==, job);
  busy = lineup_daemon_fixture_get (fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "Busy");
  g_assert_false (g_variant_get_boolean (busy));
  status = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (status, ==, "completed");
  job_after = lineup_client_get (fixture, "home", "Job");
  g_assert_cmpvariant (job_before, job_after);
  lineup_client_assert_call (
      fixture, "home", LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL, NOT_RUNNING);
  cancel (fixture);
  assert_cancelled (fixture, job, "failed panel:cancelled");
}

/* A sync of the catalogue does not wait for one of the guide, which begins its source anew. */
static void
test_steps_aside (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  guint64 job = 0;

  prepare (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "xmltv:1=stall:2000:forever");
  job = start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "xmltv", 1);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_request_log_wait_gone (fixture->requests, "xmltv", 1);
  assert_finished (fixture, job, "completed panel:ok");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "xmltv"), ==, 2);
}

/* One follows each sync of an account whose Guide is on, and tells of itself. */
static void
test_after_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) finished = NULL;
  g_autofree char *status = NULL;
  g_autofree char *text = NULL;

  give (fixture, N_CHANNELS);
  lineup_client_add (fixture, "home", "{'guide': <true>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  finished = wait_finished (fixture, 0, 0);
  text = describe (finished);
  g_assert_cmpstr (text, ==, "completed panel:ok");
  g_assert_cmpuint (count_on (fixture), >, 0);
}

static void
test_off (LineupDaemonFixture *fixture, gconstpointer data)
{
  prepare (fixture);
  g_assert_cmpuint (get_number (fixture, "NextGuideSync"), ==, 0);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "xmltv"), ==, 0);
  lineup_client_set (fixture, "home", "Guide", g_variant_new_boolean (TRUE), NULL);
  lineup_client_set (fixture, "home", "Enabled", g_variant_new_boolean (FALSE), NULL);
  lineup_client_assert_call (fixture,
                             "home",
                             GUIDE_INTERFACE,
                             "StartGuideSync",
                             g_variant_new_parsed ("(@a{sv} {},)"),
                             DISABLED);
}

/* One that nobody asked for waits while somebody plays; one that somebody asks for does not. */
static void
test_lease (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) cookie = NULL;
  g_autofree char *status = NULL;
  g_autofree char *waiting = NULL;

  give (fixture, N_CHANNELS);
  lineup_client_add (fixture, "home", "{'guide': <true>}", NULL);
  cookie = lineup_daemon_fixture_expect (fixture,
                                         LINEUP_ACCOUNT_PATH_PREFIX "home",
                                         LINEUP_ACCOUNT_INTERFACE,
                                         "Inhibit",
                                         g_variant_new ("(ss)", "player", "plays"));
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  waiting = get_text (fixture, "GuideWaiting");
  g_assert_cmpstr (waiting, ==, "inhibited");
  g_assert_cmpuint (get_number (fixture, "NextGuideSync"), >, 0);
  sync_guide (fixture, NULL, "completed panel:ok");
}

static void
test_options (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = {
    "({'force': <1>},)",        "({'accept-shrink': <'yes'>},)",       "({'sources': <'panel'>},)",
    "({'sources': <@as []>},)", "({'sources': <['panel', 'none']>},)",
  };

  prepare (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    lineup_client_assert_call (fixture,
                               "home",
                               GUIDE_INTERFACE,
                               "StartGuideSync",
                               g_variant_new_parsed (wrong[i]),
                               LINEUP_INVALID_ARGS);
  sync_guide (fixture, "{'sources': <['panel']>, 'force': <true>}", "completed panel:ok");
}

/* --- Guides that are none --- */

static const char *
get_error_name (GVariant *finished, char **name)
{
  g_autoptr (GVariant) summary = g_variant_get_child_value (finished, 2);
  g_autoptr (GVariant) sources = g_variant_lookup_value (
      summary, "sources", G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GVariant) source = g_variant_get_child_value (sources, 0);

  g_assert_true (g_variant_lookup (source, "error-name", "s", name));
  return *name;
}

static void
check_no_guide (LineupDaemonFixture *fixture, const char *fault, const char *expected)
{
  g_autoptr (GVariant) finished = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autofree char *status = NULL;

  prepare (fixture);
  lineup_fake_panel_add_fault (fixture->panel, fault);
  finished = wait_finished (fixture, 0, start (fixture, "home", NULL));
  text = describe (finished);
  g_assert_cmpstr (text, ==, "failed panel:failed");
  g_assert_cmpstr (get_error_name (finished, &name), ==, expected);
  status = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (status, ==, "completed");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "xmltv"), ==, 1);
}

static void
test_not_found (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_no_guide (fixture, "xmltv=status:404", LINEUP_ERROR_NAME_PREFIX "NotFound");
}

static void
test_page (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_no_guide (fixture,
                  "xmltv=body:<!DOCTYPE html><html><body>Hello</body></html>",
                  LINEUP_ERROR_NAME_PREFIX "MalformedData");
}

/* What was known stays until a person says otherwise. */
static void
test_quarantine (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 n_programmes = 0;

  prepare (fixture);
  sync_guide (fixture, NULL, "completed panel:ok");
  n_programmes = get_number (fixture, "Programmes");
  lineup_fake_panel_set_text (fixture->panel, "xmltv", "<tv></tv>");
  sync_guide (fixture, NULL, "partial panel:quarantined");
  g_assert_cmpuint (get_number (fixture, "Programmes"), ==, n_programmes);
  sync_guide (fixture, "{'accept-shrink': <true>}", "completed panel:unchanged");
}

/* --- Cancelled in each phase --- */

static void
check_cancel (LineupDaemonFixture *fixture, const char *fault)
{
  guint64 job = 0;

  prepare (fixture);
  lineup_fake_panel_add_fault (fixture->panel, fault);
  job = start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "xmltv", 1);
  cancel (fixture);
  assert_cancelled (fixture, job, "failed panel:cancelled");
  lineup_request_log_wait_gone (fixture->requests, "xmltv", 1);
  g_assert_cmpuint (get_number (fixture, "Programmes"), ==, 0);

  /* One that follows lacks nothing. */
  lineup_fake_panel_clear_faults (fixture->panel);
  sync_guide (fixture, NULL, "completed panel:ok");
  g_assert_cmpuint (count_on (fixture), >, 0);
}

/* A guide of another host, which does not answer. */
static void
test_cancel_connecting (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint16 port = 0;
  g_autoptr (GPtrArray) sockets = lineup_full_listener_new (&port);
  const guint n_own = lineup_full_listener_count (port);
  const gint64 watchdog = lineup_test_watchdog ();
  g_autofree char *source = g_strdup_printf ("({'url': <'http://127.0.0.1:%u/guide.xml'>},)", port);
  g_autoptr (GVariant) added = NULL;
  g_autofree char *id = NULL;
  g_autofree char *options = NULL;
  g_autofree char *expected = NULL;
  guint64 job = 0;

  prepare (fixture);
  added = call (fixture, "home", "AddSource", g_variant_new_parsed (source));
  g_variant_get (added, "(s)", &id);
  options = g_strdup_printf ("{'sources': <['%s']>}", id);
  expected = g_strdup_printf ("failed %s:cancelled", id);
  job = start (fixture, "home", options);
  while (lineup_full_listener_count (port) <= n_own)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
      g_thread_yield ();
    }
  cancel (fixture);
  assert_cancelled (fixture, job, expected);
}

static void
test_cancel_headers (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_cancel (fixture, "xmltv=delay:forever");
}

static void
test_cancel_body (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_cancel (fixture, "xmltv=stall:100000:forever");
}

static void
test_cancel_backoff (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;

  prepare (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "xmltv=status:503;header:Retry-After:50");
  job = start (fixture, "home", NULL);
  lineup_request_log_wait_ended (fixture->requests, "xmltv", 1);
  cancel (fixture);
  assert_cancelled (fixture, job, "failed panel:cancelled");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "xmltv"), ==, 1);
}

/* The guide comes as fast as it can be taken. */
static void
test_cancel_import (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  guint64 job = 0;
  Told told = { "GuideProgress", 0 };
  guint first = 0;

  give (fixture, 2000);
  lineup_client_add (fixture, "home", "{'guide': <false>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  job = start (fixture, "home", NULL);
  first = lineup_daemon_fixture_wait (fixture, 0, is_told, &told);
  lineup_daemon_fixture_wait (fixture, first + 1, is_told, &told);
  cancel (fixture);
  assert_cancelled (fixture, job, "failed panel:cancelled");
  g_assert_cmpuint (get_number (fixture, "Programmes"), ==, 0);
}

static void
test_cancel_queued (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *waiting = NULL;
  guint64 catalogue = 0;
  guint64 job = 0;

  prepare (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=delay:forever");
  catalogue = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  job = start (fixture, "home", NULL);
  waiting = get_text (fixture, "GuideWaiting");
  g_assert_cmpstr (waiting, ==, "queued");
  cancel (fixture);
  assert_cancelled (fixture, job, "failed");
  lineup_fake_panel_release (fixture->panel);
  g_free (lineup_client_wait_status (fixture, catalogue));
}

/* --- The end --- */

static void
test_stop (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;

  prepare (fixture);
  lineup_fake_panel_add_fault (fixture->panel, "xmltv=stall:2000:forever");
  start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "xmltv", 1);
  lineup_daemon_fixture_restart (fixture);
  status = get_text (fixture, "GuideStatus");
  g_assert_cmpstr (status, ==, "failed");
}

/* A killed daemon comes back as it was before the sync. */
static void
test_kill (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  guint64 last = 0;
  guint64 n_programmes = 0;

  prepare (fixture);
  sync_guide (fixture, NULL, "completed panel:ok");
  last = get_number (fixture, "LastGuideSync");
  n_programmes = get_number (fixture, "Programmes");
  lineup_fake_panel_add_fault (fixture->panel, "xmltv=stall:2000:forever");
  start (fixture, "home", "{'force': <true>}");
  lineup_request_log_wait_held (fixture->requests, "xmltv", 1);
  lineup_daemon_fixture_kill (fixture);
  lineup_daemon_fixture_start (fixture);

  status = get_text (fixture, "GuideStatus");
  g_assert_cmpstr (status, ==, "completed");
  g_assert_cmpuint (get_number (fixture, "LastGuideSync"), ==, last);
  g_assert_cmpuint (get_number (fixture, "Programmes"), ==, n_programmes);
  lineup_fake_panel_clear_faults (fixture->panel);
  g_free (describe (wait_finished (fixture, 0, start (fixture, "home", NULL))));
}

/* Removing the account, and dropping what is cached, ends it. */
static void
test_clear (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;

  prepare (fixture);
  sync_guide (fixture, NULL, "completed panel:ok");
  lineup_fake_panel_add_fault (fixture->panel, "xmltv=stall:2000:forever");
  job = start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "xmltv", 1);
  lineup_client_assert_call (fixture, "home", LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, NULL);
  assert_cancelled (fixture, job, "failed panel:cancelled");
  g_assert_cmpuint (get_number (fixture, "Programmes"), ==, 0);

  start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "xmltv", 1);
  lineup_client_remove (fixture, "home", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/guide-sync/signals", test_signals);
  lineup_daemon_test ("/guide-sync/beside", test_beside);
  lineup_daemon_test ("/guide-sync/steps-aside", test_steps_aside);
  lineup_daemon_test ("/guide-sync/after-sync", test_after_sync);
  lineup_daemon_test ("/guide-sync/off", test_off);
  lineup_daemon_test ("/guide-sync/lease", test_lease);
  lineup_daemon_test ("/guide-sync/options", test_options);
  lineup_daemon_test ("/guide-sync/not-found", test_not_found);
  lineup_daemon_test ("/guide-sync/page", test_page);
  lineup_daemon_test ("/guide-sync/quarantine", test_quarantine);
  lineup_daemon_test ("/guide-sync/cancel/connecting", test_cancel_connecting);
  lineup_daemon_test ("/guide-sync/cancel/headers", test_cancel_headers);
  lineup_daemon_test ("/guide-sync/cancel/body", test_cancel_body);
  lineup_daemon_test ("/guide-sync/cancel/backoff", test_cancel_backoff);
  lineup_daemon_test ("/guide-sync/cancel/import", test_cancel_import);
  lineup_daemon_test ("/guide-sync/cancel/queued", test_cancel_queued);
  lineup_daemon_test ("/guide-sync/stop", test_stop);
  lineup_daemon_test ("/guide-sync/kill", test_kill);
  lineup_daemon_test ("/guide-sync/clear", test_clear);

  return g_test_run ();
}
