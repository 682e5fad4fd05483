/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-calls-fixture.h"
#include "lineup-error.h"

#include <fcntl.h>

#define A ":1.1"
#define B ":1.2"

#define READING LINEUP_LANE_READING

#define MIB (1024 * 1024)

#define CANCELLED       "io.github.lineupd.Lineup1.Error.Cancelled"
#define INVALID_ARGS    "org.freedesktop.DBus.Error.InvalidArgs"
#define LIMITS_EXCEEDED "org.freedesktop.DBus.Error.LimitsExceeded"

static void
set_up (LineupCallsFixture **fixture, gconstpointer data)
{
  *fixture = lineup_calls_fixture_new ();
}

static void
tear_down (LineupCallsFixture **fixture, gconstpointer data)
{
  lineup_calls_fixture_free (*fixture);
}

static guint32
call (LineupCallsFixture *fixture, const char *sender, const char *word)
{
  guint32 number = 0;

  fixture->word = word;
  number = lineup_calls_fixture_call (fixture, sender, READING, 0);
  /* The word is read where the call arrives. */
  lineup_calls_fixture_settle (fixture);
  return number;
}

static const char *
await_error (LineupCallsFixture *fixture, guint32 number)
{
  return lineup_fake_bus_await_error (fixture->bus, number);
}

static gboolean
is_cancelled (LineupCallsFixture *fixture, guint32 number)
{
  LineupCall *call = lineup_calls_fixture_take (fixture, number);
  const gboolean cancelled = g_cancellable_is_cancelled (lineup_call_get_cancellable (call));

  g_ptr_array_add (fixture->begun, call);
  return cancelled;
}

/* Replacing */

static void
test_replaced_while_running (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 older = call (fixture, A, "box");
  guint32 newer = 0;

  g_assert_false (is_cancelled (fixture, older));
  newer = call (fixture, A, "box");
  g_assert_true (is_cancelled (fixture, older));
  /* Whatever it has found is not what is asked for now. */
  lineup_calls_fixture_end (fixture, older, 0);
  g_assert_cmpstr (await_error (fixture, older), ==, CANCELLED);
  g_assert_false (is_cancelled (fixture, newer));
  lineup_calls_fixture_end (fixture, newer, 0);
  g_assert_cmpstr (await_error (fixture, newer), ==, NULL);
}

static void
test_replaced_while_waiting (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 running = call (fixture, A, NULL);
  const guint32 older = call (fixture, A, "box");
  const guint32 newer = call (fixture, A, "box");

  g_assert_cmpstr (await_error (fixture, older), ==, CANCELLED);
  g_assert_false (is_cancelled (fixture, running));
  lineup_calls_fixture_end (fixture, running, 0);
  g_assert_false (is_cancelled (fixture, newer));
}

/* Another word, none, and the word of somebody else replace nothing. */
static void
test_not_replaced (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 first = call (fixture, A, "box");
  const guint32 other = call (fixture, B, "box");
  const guint32 second = call (fixture, A, "another box");
  const guint32 third = call (fixture, A, NULL);
  const guint32 fourth = call (fixture, A, NULL);

  g_assert_false (is_cancelled (fixture, first));
  g_assert_false (is_cancelled (fixture, other));
  lineup_calls_fixture_end (fixture, first, 0);
  g_assert_false (is_cancelled (fixture, second));
  lineup_calls_fixture_end (fixture, second, 0);
  g_assert_false (is_cancelled (fixture, third));
  lineup_calls_fixture_end (fixture, third, 0);
  g_assert_false (is_cancelled (fixture, fourth));
}

/* Some callers take an error for a fault. */
static void
test_cancelled_reply (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  guint32 running = 0;
  guint32 waiting = 0;
  guint32 last = 0;
  GError *error = NULL;

  fixture->is_quiet = TRUE;
  running = call (fixture, A, "box");
  waiting = call (fixture, A, "another box");
  last = call (fixture, A, "another box");
  call (fixture, A, "box");
  lineup_calls_fixture_end (fixture, running, 0);
  g_assert_cmpstr (await_error (fixture, running), ==, NULL);
  g_assert_cmpstr (await_error (fixture, waiting), ==, NULL);

  /* What is a fault stays one. */
  error = g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_DATABASE, "It can't be read");
  lineup_call_return_error (lineup_calls_fixture_take (fixture, last), error);
  g_assert_cmpstr (await_error (fixture, last), ==, "io.github.lineupd.Lineup1.Error.Database");
}

/* Replies */

static gsize
measure_reply (LineupCallsFixture *fixture, guint32 number)
{
  GDBusMessage *message = lineup_fake_bus_await_reply (fixture->bus, number);

  g_assert_null (g_dbus_message_get_error_name (message));
  return g_variant_get_size (g_dbus_message_get_body (message));
}

static void
test_largest_reply (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 largest = call (fixture, A, NULL);
  const guint32 larger = call (fixture, B, NULL);

  g_assert_cmpint (LINEUP_CALL_MAX_REPLY, ==, 16 * MIB);
  lineup_calls_fixture_end (fixture, largest, 16 * MIB);
  lineup_calls_fixture_end (fixture, larger, 16 * MIB + 1);
  g_assert_cmpuint (measure_reply (fixture, largest), ==, 16 * MIB);
  g_assert_cmpstr (await_error (fixture, larger), ==, LIMITS_EXCEEDED);
}

/* What takes long to send lets what is short pass. */
static void
test_large_reply (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 large = call (fixture, A, NULL);
  const guint32 small = call (fixture, B, NULL);
  LineupCall *large_call = lineup_calls_fixture_take (fixture, large);
  LineupCall *small_call = lineup_calls_fixture_take (fixture, small);
  g_autofree char *text = g_strnfill (MIB, 'x');

  lineup_call_return_value (large_call, g_variant_new ("(^ay)", text));
  lineup_call_return_value (small_call, g_variant_new ("(^ay)", "x"));
  lineup_fake_bus_await_reply (fixture->bus, large);
  g_assert_nonnull (lineup_fake_bus_get_reply (fixture->bus, small));
  g_assert_cmpuint (g_dbus_message_get_serial (lineup_fake_bus_get_reply (fixture->bus, small)),
                    <,
                    g_dbus_message_get_serial (lineup_fake_bus_get_reply (fixture->bus, large)));
}

/* Cancelled while it waited to be sent. */
static void
test_large_reply_cancelled (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 number = call (fixture, A, NULL);
  LineupCall *large_call = lineup_calls_fixture_take (fixture, number);
  g_autofree char *text = g_strnfill (MIB, 'x');

  lineup_call_return_value (large_call, g_variant_new ("(^ay)", text));
  lineup_callers_cancel_all (fixture->callers);
  g_assert_cmpstr (await_error (fixture, number), ==, CANCELLED);
}

static void
return_files (LineupCallsFixture *fixture, guint32 number, guint n_files)
{
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  g_autoptr (GError) error = NULL;
  const int fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  for (guint i = 0; i < n_files; i++)
    g_unix_fd_list_append (files, fd, &error);
  g_assert_no_error (error);
  close (fd);
  lineup_call_return_files (
      lineup_calls_fixture_take (fixture, number), g_variant_new ("(^ay)", "x"), files);
}

/* A bus has few files at a time: four of them are as much as a caller is sent without taking it. */
static void
test_files (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  guint32 number = call (fixture, A, NULL);
  GDBusMessage *message = NULL;

  lineup_fake_bus_hold_pongs (fixture->bus, TRUE);
  return_files (fixture, number, 3);
  message = lineup_fake_bus_await_reply (fixture->bus, number);
  g_assert_cmpuint (g_dbus_message_get_num_unix_fds (message), ==, 3);
  number = call (fixture, A, NULL);
  g_assert_true (lineup_calls_fixture_has_begun (fixture, number));
  return_files (fixture, number, 1);
  lineup_fake_bus_await_reply (fixture->bus, number);
  number = call (fixture, A, NULL);
  g_assert_false (lineup_calls_fixture_has_begun (fixture, number));
  lineup_fake_bus_hold_pongs (fixture->bus, FALSE);
  g_assert_true (lineup_calls_fixture_has_begun (fixture, number));
}

static void
test_files_cancelled (LineupCallsFixture **data, gconstpointer unused)
{
  LineupCallsFixture *fixture = *data;
  const guint32 number = call (fixture, A, NULL);

  lineup_callers_cancel_all (fixture->callers);
  return_files (fixture, number, 1);
  g_assert_cmpstr (await_error (fixture, number), ==, CANCELLED);
}

/* Errors go by names that callers know. */
static void
assert_named (LineupCallsFixture *fixture, GQuark domain, int code, const char *name)
{
  const guint32 number = call (fixture, A, NULL);
  GDBusMessage *message = NULL;
  const char *text = NULL;

  lineup_call_return_error (lineup_calls_fixture_take (fixture, number),
                            g_error_new_literal (domain, code, "Why it failed"));
  g_assert_cmpstr (await_error (fixture, number), ==, name);
  message = lineup_fake_bus_get_reply (fixture->bus, number);
  g_variant_get (g_dbus_message_get_body (message), "(&s)", &text);
  g_assert_cmpstr (text, ==, "Why it failed");
}

static void
test_errors (LineupCallsFixture **data, gconstpointer unused)
{
  static const char *const names[LINEUP_N_ERRORS] = {
    "AuthFailed",  "AccountExpired", "AccountExists", "UnknownAccount", "InvalidAccount",
    "NotRunning",  "Cancelled",      "Offline",       "Timeout",        "Certificate",
    "RateLimited", "Server",         "MalformedData", "NotFound",       "KeyringLocked",
    "Disabled",    "Database",       "DiskFull",      "ShuttingDown",   "Storage",
  };
  LineupCallsFixture *fixture = *data;

  for (int code = 0; code < LINEUP_N_ERRORS; code++)
    {
      g_autofree char *name = g_strconcat ("io.github.lineupd.Lineup1.Error.", names[code], NULL);

      assert_named (fixture, LINEUP_ERROR, code, name);
    }
  assert_named (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED, CANCELLED);
  assert_named (fixture, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, INVALID_ARGS);
  assert_named (fixture, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, INVALID_ARGS);
  assert_named (fixture, G_DBUS_ERROR, G_DBUS_ERROR_LIMITS_EXCEEDED, LIMITS_EXCEEDED);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/bus/call/" path, LineupCallsFixture *, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  lineup_error_register ();

  ADD ("replaced-while-running", test_replaced_while_running);
  ADD ("replaced-while-waiting", test_replaced_while_waiting);
  ADD ("not-replaced", test_not_replaced);
  ADD ("cancelled-reply", test_cancelled_reply);
  ADD ("largest-reply", test_largest_reply);
  ADD ("large-reply", test_large_reply);
  ADD ("large-reply-cancelled", test_large_reply_cancelled);
  ADD ("files", test_files);
  ADD ("files-cancelled", test_files_cancelled);
  ADD ("errors", test_errors);

  return g_test_run ();
}
