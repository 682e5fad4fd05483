/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-await.h"
#include "lineup-call-private.h"
#include "lineup-fake-bus.h"
#include "lineup-gate.h"
#include "lineup-skeletons.h"
#include "lineup-test-clock.h"

#define A ":1.1"
#define B ":1.2"

#define PATH      "/account"
#define INTERFACE "io.github.lineupd.Lineup1.Account"

/* Calls that are handled as soon as they are called. */
static const char *const queued[] = { "ClearCache", NULL };

typedef struct
{
  LineupFakeBus *bus;           /* (owned) */
  LineupCallers *callers;       /* (owned) */
  LineupDBusAccount *interface; /* (owned) */
  GQueue cancelling;            /* (element-type GDBusMethodInvocation) (owned) */
  GQueue setting;               /* (element-type GDBusMethodInvocation) (owned) */
  guint n_cleared;
} Fixture;

static gboolean
on_cancel (LineupDBusAccount *interface, GDBusMethodInvocation *invocation, Fixture *fixture)
{
  g_queue_push_tail (&fixture->cancelling, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_clear_cache (LineupDBusAccount *interface, GDBusMethodInvocation *invocation, Fixture *fixture)
{
  fixture->n_cleared++;
  lineup_call_return_value (lineup_gate_receive (invocation), NULL);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
on_set_setting (gpointer interface,
                const char *name,
                GVariant *value,
                GDBusMethodInvocation *owned_invocation,
                gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpstr (name, ==, "AutoSync");
  g_assert_false (g_variant_get_boolean (value));
  g_queue_push_tail (&fixture->setting, owned_invocation);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupTestClock) clock = lineup_test_clock_new (0);
  g_autoptr (GError) error = NULL;

  g_queue_init (&fixture->cancelling);
  g_queue_init (&fixture->setting);
  fixture->bus = lineup_fake_bus_new ();
  fixture->callers = lineup_callers_new (LINEUP_CLOCK (clock));
  fixture->interface = lineup_gate_new_interface (LINEUP_DBUS_TYPE_ACCOUNT_SKELETON);
  lineup_gate_set_queued (fixture->interface, queued);
  lineup_gate_open (fixture->interface, fixture->callers);
  g_signal_connect (fixture->interface, "handle-cancel", G_CALLBACK (on_cancel), fixture);
  g_signal_connect (fixture->interface, "handle-clear-cache", G_CALLBACK (on_clear_cache), fixture);
  lineup_gate_set_setter (fixture->interface, on_set_setting, fixture, NULL);
  g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (fixture->interface),
                                    lineup_fake_bus_get_connection (fixture->bus),
                                    PATH,
                                    &error);
  g_assert_no_error (error);
}

static void
end_first (GQueue *invocations)
{
  g_dbus_method_invocation_return_value (g_queue_pop_head (invocations), NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (!g_queue_is_empty (&fixture->cancelling))
    end_first (&fixture->cancelling);
  while (!g_queue_is_empty (&fixture->setting))
    end_first (&fixture->setting);
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (fixture->interface));
  lineup_await_finalize (fixture->interface);
  lineup_await_finalize (fixture->callers);
  lineup_fake_bus_free (fixture->bus);
}

static guint32
call (Fixture *fixture, const char *sender, const char *method)
{
  return lineup_fake_bus_call (fixture->bus, sender, PATH, INTERFACE, method, g_variant_new ("()"));
}

static guint32
call_properties (Fixture *fixture, const char *sender, const char *method, GVariant *arguments)
{
  return lineup_fake_bus_call (
      fixture->bus, sender, PATH, "org.freedesktop.DBus.Properties", method, arguments);
}

static guint32
set_property (Fixture *fixture, const char *sender)
{
  return call_properties (
      fixture,
      sender,
      "Set",
      g_variant_new ("(ssv)", INTERFACE, "AutoSync", g_variant_new_boolean (FALSE)));
}

/* A bus keeps the order of what comes. */
static void
settle (Fixture *fixture)
{
  lineup_fake_bus_await_reply (
      fixture->bus,
      call_properties (fixture, ":1.999", "Get", g_variant_new ("(ss)", INTERFACE, "AutoSync")));
}

/* As many of a caller's as there may be at work, and one more. */
static void
fill (Fixture *fixture)
{
  for (guint i = 0; i <= LINEUP_CALLER_MAX_ACTING; i++)
    call (fixture, A, "Cancel");
  settle (fixture);
  g_assert_cmpuint (fixture->cancelling.length, ==, LINEUP_CALLER_MAX_ACTING);
}

static void
test_methods (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  end_first (&fixture->cancelling);
  settle (fixture);
  g_assert_cmpuint (fixture->cancelling.length, ==, LINEUP_CALLER_MAX_ACTING);
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, call (fixture, B, "Nothing")),
                   ==,
                   "org.freedesktop.DBus.Error.UnknownMethod");
}

/* What sets a property is a call as others are, and waits for its turn. */
static void
test_properties (Fixture *fixture, gconstpointer data)
{
  guint32 number = 0;

  fill (fixture);
  number = set_property (fixture, A);
  set_property (fixture, B);
  settle (fixture);
  g_assert_cmpuint (fixture->setting.length, ==, 1);
  end_first (&fixture->cancelling);
  end_first (&fixture->cancelling);
  settle (fixture);
  g_assert_cmpuint (fixture->setting.length, ==, 2);
  g_assert_null (lineup_fake_bus_get_reply (fixture->bus, number));
  end_first (&fixture->setting);
  end_first (&fixture->setting);
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, number), ==, NULL);
}

/* What queues itself does not wait, but counts. */
static void
test_queued (Fixture *fixture, gconstpointer data)
{
  guint32 number = 0;

  fill (fixture);
  number = call (fixture, A, "ClearCache");
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, number), ==, NULL);
  g_assert_cmpuint (fixture->n_cleared, ==, 1);

  for (guint i = LINEUP_CALLER_MAX_ACTING + 1; i < LINEUP_CALLER_MAX_CALLS; i++)
    call (fixture, A, "Cancel");
  number = call (fixture, A, "ClearCache");
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, number),
                   ==,
                   "org.freedesktop.DBus.Error.LimitsExceeded");
  g_assert_cmpuint (fixture->n_cleared, ==, 1);
}

/* Interfaces of one type have callers and methods of their own. */
static void
test_other_interface (Fixture *fixture, gconstpointer data)
{
  LineupDBusAccount *other = lineup_gate_new_interface (LINEUP_DBUS_TYPE_ACCOUNT_SKELETON);

  g_assert_true (G_OBJECT_TYPE (other) == G_OBJECT_TYPE (fixture->interface));
  g_assert_true (LINEUP_DBUS_IS_ACCOUNT_SKELETON (other));
  lineup_await_finalize (other);
  g_assert_cmpstr (
      lineup_fake_bus_await_error (fixture->bus, call (fixture, A, "ClearCache")), ==, NULL);
}

#define ADD(path, test) g_test_add ("/bus/gate/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("methods", test_methods);
  ADD ("properties", test_properties);
  ADD ("queued", test_queued);
  ADD ("other-interface", test_other_interface);

  return g_test_run ();
}
