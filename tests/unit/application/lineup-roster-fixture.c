/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-roster-fixture.h"

#include "lineup-test-files.h"

static char *
get_path (LineupRosterFixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
begin (LineupRosterFixture *self)
{
  g_autofree char *accounts = get_path (self, "accounts");
  g_autofree char *state = get_path (self, "state");
  g_autofree char *cache = get_path (self, "cache");
  g_autofree char *data = get_path (self, "data");
  g_autofree char *jobs = get_path (self, "jobs");

  self->store = lineup_account_store_new (accounts);
  self->jobs = lineup_job_counter_new (jobs);
  self->roster = lineup_roster_new (self->store,
                                    LINEUP_SECRET_STORE (self->secrets),
                                    state,
                                    cache,
                                    data,
                                    self->jobs,
                                    LINEUP_CONDITIONS (self->conditions),
                                    LINEUP_CLOCK (self->clock));
}

LineupRosterFixture *
lineup_roster_fixture_new (void)
{
  LineupRosterFixture *self = g_new0 (LineupRosterFixture, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("lineup-roster-XXXXXX", &error);
  g_assert_no_error (error);
  self->clock = lineup_test_clock_new (LINEUP_TEST_NOW * G_USEC_PER_SEC);
  self->conditions = lineup_test_conditions_new ();
  self->secrets = lineup_memory_secrets_new ();
  begin (self);
  return self;
}

static void
close_subscription (LineupSubscription *subscription)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_subscription_close_async (subscription, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_subscription_close_finish (subscription, result, &error));
  g_assert_no_error (error);
}

static void
end (LineupRosterFixture *self)
{
  g_autoptr (GList) subscriptions = lineup_roster_get_subscriptions (self->roster);

  for (GList *link = subscriptions; link != NULL; link = link->next)
    close_subscription (link->data);
  lineup_await_finalize (g_steal_pointer (&self->roster));
  g_clear_object (&self->jobs);
  g_clear_object (&self->store);
}

void
lineup_roster_fixture_free (LineupRosterFixture *self)
{
  end (self);
  lineup_await_finalize (self->secrets);
  lineup_await_finalize (self->conditions);
  lineup_await_finalize (self->clock);
  lineup_test_files_remove (self->folder);
  g_free (self->folder);
  g_free (self);
}

void
lineup_roster_fixture_restart (LineupRosterFixture *self)
{
  end (self);
  begin (self);
}

LineupAccount *
lineup_roster_fixture_make_account (const char *id)
{
  g_autofree char *url = g_strdup_printf ("http://%s.example", id);
  LineupAccount *account = lineup_account_new (id, url);

  g_object_set (account, "auto-sync", FALSE, NULL);
  return account;
}

LineupSubscription *
lineup_roster_fixture_open (LineupRosterFixture *self, LineupAccount *account, GError **error)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  lineup_roster_open_async (self->roster, account, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  return lineup_roster_open_finish (self->roster, result, error);
}

LineupSubscription *
lineup_roster_fixture_add (LineupRosterFixture *self, const char *id)
{
  g_autoptr (LineupAccount) account = lineup_roster_fixture_make_account (id);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSubscription) subscription = lineup_roster_fixture_open (self, account, &error);

  g_assert_no_error (error);
  lineup_memory_secrets_keep (self->secrets, id, "user", "secret");
  lineup_roster_list (self->roster, subscription);
  return subscription;
}

void
lineup_roster_fixture_import (LineupSubscription *subscription,
                              LineupList list,
                              const LineupItem *items,
                              gsize n_items)
{
  LineupCatalogue *catalogue = lineup_subscription_get_catalogue (subscription);
  g_autofree LineupDummyItem *elements = g_new0 (LineupDummyItem, n_items);
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (elements, n_items);
  LineupImportReport report = { 0 };
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_dummy_item_source_set_items (source, items);
  lineup_catalogue_import_async (catalogue,
                                 list,
                                 LINEUP_ITEM_SOURCE (source),
                                 LINEUP_IMPORT_ACCEPT_SHRINK,
                                 NULL,
                                 lineup_await_callback,
                                 &await);
  result = lineup_await (&await);
  lineup_catalogue_import_finish (catalogue, result, &report, &error);
  g_assert_no_error (error);
}
