/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-wire-fixture.h"

#include "lineup-await.h"
#include "lineup-item-text.h"
#include "lineup-list-fetch.h"
#include "lineup-listing.h"

/* Microseconds, enough for the host's tokens to come back. */
#define PAUSE (10 * G_USEC_PER_SEC)

void
lineup_wire_fixture_set_up (LineupWireFixture *self, gconstpointer data)
{
  LineupClock *clock = NULL;
  g_autofree char *address = NULL;
  g_autoptr (LineupServerUrl) url = NULL;

  self->stored = lineup_catalogue_fixture_new ();
  clock = LINEUP_CLOCK (self->stored->clock);
  self->fake = lineup_fake_panel_new ();
  g_assert_true (lineup_fake_panel_listen (self->fake, 0, NULL));
  address = lineup_fake_panel_get_url (self->fake);
  url = lineup_server_url_parse (address, NULL, NULL, NULL);
  self->hosts = lineup_hosts_new (clock);
  self->panel = lineup_xtream_source_new (url, "user", "secret", NULL, NULL, NULL, self->hosts);
}

void
lineup_wire_fixture_tear_down (LineupWireFixture *self, gconstpointer data)
{
  g_clear_pointer (&self->report, lineup_step_report_free);
  lineup_await_finalize (self->panel);
  lineup_await_nothing ();
  g_object_unref (self->fake);
  g_assert_finalize_object (self->hosts);
  lineup_catalogue_fixture_free (self->stored);
}

LineupOutcome
lineup_wire_fixture_run (LineupWireFixture *self, LineupList list, LineupImportFlags flags)
{
  const LineupLogContext log = { .account = "home" };
  g_autoptr (LineupFetch) fetch = lineup_list_fetch_new (
      list, self->panel, self->stored->catalogue, flags);
  g_autoptr (LineupStep) step = lineup_step_new (
      fetch,
      lineup_step_report_new (list, LINEUP_OUTCOME_FAILED),
      LINEUP_CLOCK (self->stored->clock),
      1,
      &log);
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean whole = FALSE;

  lineup_test_clock_advance (self->stored->clock, PAUSE);
  lineup_step_run_async (step, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  whole = lineup_step_run_finish (step, result, &error);

  g_clear_pointer (&self->report, lineup_step_report_free);
  self->report = lineup_step_report_copy (lineup_step_get_report (step));
  g_assert_cmpint (whole, ==, self->report->outcome != LINEUP_OUTCOME_FAILED);
  g_assert_cmpint (whole, ==, self->report->error == NULL);
  return self->report->outcome;
}

/* --- Rows --- */

typedef struct
{
  LineupKind kind;
  GPtrArray *rows; /* (unowned) (element-type utf8) */
} Reading;

static gboolean
add_item (const LineupItem *item, gpointer user_data)
{
  Reading *reading = user_data;

  g_ptr_array_add (reading->rows, lineup_item_to_text (item));
  return TRUE;
}

static void
add_category (const LineupCategory *category, guint n_items, gpointer user_data)
{
  Reading *reading = user_data;

  g_ptr_array_add (reading->rows, lineup_category_to_text (category));
}

static gpointer
read_items (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  LineupQuery query;
  g_autofree char *next = NULL;

  lineup_query_init (&query, reading->kind, LINEUP_QUERY_MAX_LIMIT);
  return lineup_listing_read (reader, &query, add_item, reading, &next, error) ? reading : NULL;
}

static gpointer
read_categories (LineupReader *reader, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  return lineup_reader_list_categories (reader, reading->kind, add_category, reading, error)
             ? reading
             : NULL;
}

char **
lineup_wire_fixture_get_rows (LineupWireFixture *self, LineupList list)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { lineup_list_get_kind (list), rows };
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_read_async (self->stored->catalogue,
                               lineup_list_has_categories (list) ? read_categories : read_items,
                               &reading,
                               NULL,
                               NULL,
                               NULL,
                               lineup_await_callback,
                               &await);
  result = lineup_await (&await);
  lineup_catalogue_read_finish (self->stored->catalogue, result, &error);
  g_assert_no_error (error);

  g_ptr_array_add (rows, NULL);
  return (char **)g_ptr_array_steal (rows, NULL);
}
