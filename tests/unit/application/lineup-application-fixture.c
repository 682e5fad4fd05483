/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-application-fixture.h"

#include "lineup-credentials-lookup.h"
#include "lineup-dummy-item-source.h"
#include "lineup-file-secret-store.h"
#include "lineup-system-clock.h"
#include "lineup-test-conditions.h"
#include "lineup-test-files.h"

LineupApplicationFixture *
lineup_application_fixture_new (const char *root)
{
  LineupApplicationFixture *self = g_new0 (LineupApplicationFixture, 1);

  self->root = g_strdup (root);
  self->config = g_build_filename (root, "config", NULL);
  self->cache = g_build_filename (root, "cache", NULL);
  self->data = g_build_filename (root, "data", NULL);
  self->clock = lineup_system_clock_new ();
  self->conditions = LINEUP_CONDITIONS (lineup_test_conditions_new ());
  return self;
}

void
lineup_application_fixture_free (LineupApplicationFixture *self)
{
  if (self->application != NULL)
    lineup_application_fixture_stop (self);
  g_object_unref (self->conditions);
  g_object_unref (self->clock);
  g_free (self->root);
  g_free (self->config);
  g_free (self->cache);
  g_free (self->data);
  g_free (self);
}

void
lineup_application_fixture_start (LineupApplicationFixture *self)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *folder = g_build_filename (self->config, "secrets", NULL);
  g_autoptr (LineupSecretStore) secrets = lineup_file_secret_store_new (folder);

  self->application = lineup_application_new (
      self->config, self->cache, self->data, secrets, self->conditions, self->clock);
  lineup_application_load_async (self->application, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  lineup_application_load_finish (self->application, result);
}

void
lineup_application_fixture_shut_down (LineupApplicationFixture *self)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_application_shut_down_async (self->application, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_application_shut_down_finish (self->application, result, &error));
  g_assert_no_error (error);
}

void
lineup_application_fixture_stop (LineupApplicationFixture *self)
{
  lineup_application_fixture_shut_down (self);
  lineup_await_finalize (g_steal_pointer (&self->application));
}

LineupAccountChange *
lineup_application_fixture_make_addition (void)
{
  LineupAccountChange *change = lineup_account_change_new ();

  change->url = g_strdup (LINEUP_TEST_OLD_URL);
  change->username = g_strdup ("user");
  change->password = g_strdup ("old");
  change->auto_sync = LINEUP_SWITCH_OFF;
  change->validate = FALSE;
  return change;
}

void
lineup_application_fixture_add (LineupApplicationFixture *self)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_application_add_account_async (self->application,
                                        "home",
                                        lineup_application_fixture_make_addition (),
                                        NULL,
                                        lineup_await_callback,
                                        &await);
  result = lineup_await (&await);
  g_assert_true (lineup_application_add_account_finish (self->application, result, &error));
  g_assert_no_error (error);
}

void
lineup_application_fixture_remove (LineupApplicationFixture *self)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_application_remove_account_async (
      self->application, "home", NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_application_remove_account_finish (self->application, result, &error));
  g_assert_no_error (error);
}

void
lineup_application_fixture_import (LineupApplicationFixture *self)
{
  const LineupDummyItem items[] = { { 1, "Of the old server", NULL, 0, 0 } };
  char *no_formats[] = { NULL };
  g_autoptr (LineupDummyItemSource) source = lineup_dummy_item_source_new (items,
                                                                           G_N_ELEMENTS (items));
  LineupCatalogue *catalogue = lineup_subscription_get_catalogue (
      lineup_application_fixture_get (self));
  LineupAccountInfo info = { .expires = 1, .formats = no_formats };
  LineupImportReport report = { 0 };
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_catalogue_import_async (catalogue,
                                 LINEUP_LIST_MOVIES,
                                 LINEUP_ITEM_SOURCE (source),
                                 LINEUP_IMPORT_NONE,
                                 NULL,
                                 lineup_await_callback,
                                 &await);
  result = lineup_await (&await);
  lineup_catalogue_import_finish (catalogue, result, &report, &error);
  g_assert_no_error (error);
  lineup_account_sync_take_account_info (
      lineup_subscription_get_sync (lineup_application_fixture_get (self)), &info);
}

LineupSubscription *
lineup_application_fixture_get (LineupApplicationFixture *self)
{
  return lineup_roster_lookup (lineup_application_get_roster (self->application), "home", NULL);
}

LineupAccountChange *
lineup_application_fixture_make_move (void)
{
  LineupAccountChange *change = lineup_account_change_new ();

  change->url = g_strdup (LINEUP_TEST_NEW_URL);
  change->password = g_strdup ("new");
  change->sync_interval = 500;
  change->validate = FALSE;
  return change;
}

LineupAccountChange *
lineup_application_fixture_make_interval (guint minutes)
{
  LineupAccountChange *change = lineup_account_change_new ();

  change->sync_interval = minutes;
  return change;
}

void
lineup_application_fixture_begin (LineupApplicationFixture *self,
                                  LineupAccountChange *change,
                                  LineupAwait **await)
{
  *await = NULL;
  lineup_application_update_account_async (
      self->application, "home", change, NULL, lineup_await_callback, await);
}

gboolean
lineup_application_fixture_finish (LineupApplicationFixture *self,
                                   LineupAwait **await,
                                   GError **error)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);

  return lineup_application_update_account_finish (self->application, result, error);
}

typedef struct
{
  LineupSubscription *subscription; /* (unowned) */
  char *text;                       /* (owned) (nullable): once it is known */
} Description;

/* What is true now may not be so a moment later. */
static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Description *description = user_data;
  LineupSubscription *subscription = description->subscription;
  g_autoptr (LineupCredentials) credentials = lineup_credentials_lookup_finish (result, NULL);
  LineupServerUrl *url = lineup_subscription_get_server_url (subscription);
  guint interval = 0;

  g_object_get (lineup_subscription_get_account (subscription), "sync-interval", &interval, NULL);
  description->text = g_strdup_printf ("%s %s %u",
                                       lineup_server_url_get_base (url),
                                       credentials != NULL ? credentials->password : "-",
                                       interval);
}

static gboolean
is_described (gpointer user_data)
{
  Description *description = user_data;

  return description->text != NULL;
}

char *
lineup_application_fixture_describe (LineupApplicationFixture *self)
{
  Description description = { .subscription = lineup_application_fixture_get (self) };

  g_assert_nonnull (description.subscription);
  lineup_credentials_lookup_async (lineup_subscription_get_account (description.subscription),
                                   lineup_subscription_get_secrets (description.subscription),
                                   0,
                                   NULL,
                                   on_looked_up,
                                   &description);
  lineup_await_until (is_described, &description);
  return description.text;
}

void
lineup_application_fixture_assert_is (LineupApplicationFixture *self, const char *expected)
{
  g_autofree char *text = lineup_application_fixture_describe (self);

  g_assert_cmpstr (text, ==, expected);
}

void
lineup_application_fixture_assert_stays (LineupApplicationFixture *self, const char *expected)
{
  lineup_application_fixture_assert_is (self, expected);
  lineup_application_fixture_stop (self);
  lineup_application_fixture_start (self);
  lineup_application_fixture_assert_is (self, expected);
}

guint
lineup_application_fixture_count_secrets (LineupApplicationFixture *self)
{
  g_autofree char *folder = g_build_filename (self->config, "secrets", NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  guint n = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    n += g_str_has_suffix (name, ".secret");
  return n;
}

typedef struct
{
  LineupApplicationFixture *fixture; /* (unowned) */
  guint n;
} Expected;

static gboolean
has_secrets (gpointer user_data)
{
  const Expected *expected = user_data;

  return lineup_application_fixture_count_secrets (expected->fixture) == expected->n;
}

void
lineup_application_fixture_await_secrets (LineupApplicationFixture *self, guint n)
{
  Expected expected = { self, n };

  lineup_await_until (has_secrets, &expected);
}
