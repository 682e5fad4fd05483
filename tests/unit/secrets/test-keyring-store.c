/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-dummy-keyring.h"
#include "lineup-error.h"
#include "lineup-file-secret-store.h"
#include "lineup-keyring-secret-store.h"
#include "lineup-system-clock.h"
#include "lineup-test-files.h"

/* Whoever gives up a request to a keyring store is answered at once, whatever the keyring does, and
 * the keyring is asked nothing more for it. */

typedef struct
{
  char *folder; /* (owned) */
  LineupDummyKeyring *keyring;
  LineupSecretStore *files;
  LineupSecretStore *store;
  GCancellable *cancellable;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupClock) clock = lineup_system_clock_new ();

  fixture->folder = g_dir_make_tmp ("lineup-XXXXXX", NULL);
  fixture->keyring = lineup_dummy_keyring_new ();
  fixture->files = lineup_file_secret_store_new (fixture->folder);
  fixture->store = lineup_keyring_secret_store_new (
      LINEUP_KEYRING (fixture->keyring), fixture->files, fixture->folder, clock);
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->cancellable);
  lineup_await_finalize (fixture->store);
  lineup_await_finalize (fixture->files);
  lineup_await_finalize (fixture->keyring);
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
begin_store (Fixture *fixture, const char *password, GCancellable *cancellable, LineupAwait **await)
{
  g_autoptr (LineupCredentials) credentials = lineup_credentials_new ("user", password);

  lineup_secret_store_store_async (
      fixture->store, "home", credentials, cancellable, lineup_await_callback, await);
}

static void
store (Fixture *fixture, const char *password)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin_store (fixture, password, NULL, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_secret_store_store_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static void
begin_lookup (Fixture *fixture, GCancellable *cancellable, LineupAwait **await)
{
  lineup_secret_store_lookup_async (
      fixture->store, "home", cancellable, lineup_await_callback, await);
}

static void
assert_found (Fixture *fixture, LineupAwait **await, const char *password)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) found = lineup_secret_store_lookup_finish (
      fixture->store, result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found->password, ==, password);
}

static void
check (Fixture *fixture, const char *password)
{
  LineupAwait *await = NULL;

  begin_lookup (fixture, NULL, &await);
  assert_found (fixture, &await, password);
}

static void
assert_lookup_given_up (Fixture *fixture, LineupAwait **await)
{
  g_autoptr (GAsyncResult) result = lineup_await (await);
  g_autoptr (GError) error = NULL;

  g_assert_null (lineup_secret_store_lookup_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  LineupDummyKeyring *keyring;
  const char *calls;
} Asked;

static gboolean
is_asked (gpointer user_data)
{
  const Asked *asked = user_data;

  return g_str_equal (lineup_dummy_keyring_get_calls (asked->keyring), asked->calls);
}

static void
await_calls (Fixture *fixture, const char *calls)
{
  Asked asked = { fixture->keyring, calls };

  lineup_await_until (is_asked, &asked);
}

static void
assert_calls (Fixture *fixture, const char *calls)
{
  g_assert_cmpstr (lineup_dummy_keyring_get_calls (fixture->keyring), ==, calls);
}

#define STORED "unlock store lookup"

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  store (fixture, "secret");
  assert_calls (fixture, STORED);
  check (fixture, "secret");
  assert_calls (fixture, STORED " lookup");
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;

  store (fixture, "secret");
  g_cancellable_cancel (fixture->cancellable);
  begin_lookup (fixture, fixture->cancellable, &await);
  assert_lookup_given_up (fixture, &await);
  lineup_await_nothing ();
  assert_calls (fixture, STORED);
}

static void
test_silent_lookup (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;

  store (fixture, "secret");
  lineup_dummy_keyring_hold (fixture->keyring, TRUE);
  begin_lookup (fixture, fixture->cancellable, &await);
  await_calls (fixture, STORED " lookup");
  g_cancellable_cancel (fixture->cancellable);
  assert_lookup_given_up (fixture, &await);
  lineup_dummy_keyring_hold (fixture->keyring, FALSE);
  check (fixture, "secret");
}

/* One that waits behind another of the same name. */
static void
test_waiting_lookup (Fixture *fixture, gconstpointer data)
{
  LineupAwait *first = NULL;
  LineupAwait *second = NULL;

  store (fixture, "secret");
  lineup_dummy_keyring_hold (fixture->keyring, TRUE);
  begin_lookup (fixture, NULL, &first);
  begin_lookup (fixture, fixture->cancellable, &second);
  await_calls (fixture, STORED " lookup");
  g_cancellable_cancel (fixture->cancellable);
  assert_lookup_given_up (fixture, &second);
  lineup_dummy_keyring_hold (fixture->keyring, FALSE);
  assert_found (fixture, &first, "secret");
  lineup_await_nothing ();
  assert_calls (fixture, STORED " lookup");
}

/* What has not been begun to write is not written. */
static void
test_silent_unlock (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store (fixture, "secret");
  lineup_dummy_keyring_hold (fixture->keyring, TRUE);
  begin_store (fixture, "changed", fixture->cancellable, &await);
  await_calls (fixture, STORED " unlock");
  g_cancellable_cancel (fixture->cancellable);
  result = lineup_await (&await);
  g_assert_false (lineup_secret_store_store_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  lineup_dummy_keyring_hold (fixture->keyring, FALSE);
  check (fixture, "secret");
  assert_calls (fixture, STORED " unlock lookup");
}

/* What has been begun is carried through. */
static void
test_silent_store (Fixture *fixture, gconstpointer data)
{
  LineupAwait *await = NULL;

  store (fixture, "secret");
  begin_store (fixture, "changed", fixture->cancellable, &await);
  await_calls (fixture, STORED " unlock store");
  g_cancellable_cancel (fixture->cancellable);
  g_object_unref (lineup_await (&await));
  check (fixture, "changed");
  assert_calls (fixture, STORED " " STORED " lookup");
}

#define ADD(path, test)                                                                            \
  g_test_add ("/secrets/keyring-store/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("keep", test_keep);
  ADD ("cancel/before", test_cancelled_before);
  ADD ("cancel/lookup", test_silent_lookup);
  ADD ("cancel/waiting", test_waiting_lookup);
  ADD ("cancel/unlock", test_silent_unlock);
  ADD ("cancel/store", test_silent_store);

  return g_test_run ();
}
