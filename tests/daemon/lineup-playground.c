/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playground.h"

#include "lineup-daemon-client.h"

#include <glib/gstdio.h>

struct _LineupPlayground
{
  LineupDaemonFixture fixture;
};

static void
run (LineupDaemonFixture *fixture, gconstpointer data)
{
  /* The fixture is all that a playground has. */
  ((LineupPlaygroundFunc)data) ((LineupPlayground *)fixture);
}

void
lineup_playground_test (const char *path, LineupPlaygroundFunc func)
{
  g_test_add (path,
              LineupDaemonFixture,
              func,
              lineup_daemon_fixture_set_up,
              run,
              lineup_daemon_fixture_tear_down);
}

GDBusConnection *
lineup_playground_connect (LineupPlayground *self)
{
  return lineup_test_bus_connect (self->fixture.bus);
}

const char *
lineup_playground_get_address (LineupPlayground *self)
{
  return lineup_test_bus_get_address (self->fixture.bus);
}

void
lineup_playground_start (LineupPlayground *self)
{
  lineup_daemon_fixture_start (&self->fixture);
}

void
lineup_playground_stop (LineupPlayground *self)
{
  lineup_daemon_fixture_stop (&self->fixture);
}

void
lineup_playground_kill (LineupPlayground *self)
{
  lineup_daemon_fixture_kill (&self->fixture);
}

void
lineup_playground_set_text (LineupPlayground *self, const char *action, const char *text)
{
  lineup_fake_panel_set_text (self->fixture.panel, action, text);
}

void
lineup_playground_set_catalogue (
    LineupPlayground *self, guint channels, guint movies, guint series, guint revision)
{
  lineup_client_give_catalogue (&self->fixture, channels, movies, series, revision, 0);
}

void
lineup_playground_set_slow (LineupPlayground *self)
{
  lineup_fake_panel_add_fault (self->fixture.panel, "*=delay:forever");
}

GVariant *
lineup_playground_make_settings (LineupPlayground *self)
{
  return lineup_client_make_settings (&self->fixture, NULL);
}

void
lineup_playground_add (LineupPlayground *self, const char *account)
{
  lineup_client_add_account (&self->fixture, account);
  lineup_playground_sync (self, account);
}

void
lineup_playground_sync (LineupPlayground *self, const char *account)
{
  g_autofree char *status = lineup_client_sync (&self->fixture, account, NULL);

  g_assert_cmpstr (status, ==, "completed");
  lineup_client_wait_search_complete (&self->fixture, account);
}

void
lineup_playground_remove (LineupPlayground *self, const char *account)
{
  lineup_client_remove (&self->fixture, account, NULL);
}

void
lineup_playground_forget (LineupPlayground *self, const char *account)
{
  g_autofree char *name = g_strdup_printf ("config/lineupd/accounts/%s.conf", account);
  g_autofree char *path = lineup_daemon_fixture_get_path (&self->fixture, name);

  if (g_unlink (path) != 0)
    g_error ("%s: %s", path, g_strerror (errno));
}

GVariant *
lineup_playground_call (LineupPlayground *self,
                        const char *account,
                        const char *interface,
                        const char *method,
                        GVariant *parameters)
{
  g_autofree char *path = lineup_client_path (account);
  g_autofree char *whole = g_strconcat (LINEUP_BUS_NAME ".", interface, NULL);

  return lineup_daemon_fixture_expect (&self->fixture, path, whole, method, parameters);
}

GVariant *
lineup_playground_get (LineupPlayground *self, const char *account, const char *property)
{
  return lineup_client_get (&self->fixture, account, property);
}
