/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-calls-fixture.h"

#include "lineup-await.h"
#include "lineup-call-private.h"

#define PATH      "/calls"
#define INTERFACE "example.Calls"
#define SETTLE    "Settle"
#define NOBODY    ":1.999"

#define XML                                                                                        \
  "<node><interface name='" INTERFACE "'>"                                                         \
  "<method name='Call'><arg type='u' direction='in'/><arg type='ay' direction='in'/>"              \
  "<arg type='ay' direction='out'/></method>"                                                      \
  "<method name='" SETTLE "'/>"                                                                    \
  "</interface></node>"

static void
begin (LineupCall *call, gpointer user_data)
{
  LineupCallsFixture *self = user_data;

  g_ptr_array_add (self->begun, call);
}

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  LineupCallsFixture *self = user_data;
  LineupCall *call = NULL;
  guint lane = 0;

  if (g_str_equal (method, SETTLE))
    {
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  g_variant_get_child (parameters, 0, "u", &lane);
  call = lineup_callers_admit (self->callers, invocation);
  if (call == NULL)
    return;
  if (self->is_quiet)
    lineup_call_set_cancelled_reply (call, g_variant_new ("(^ay)", "quiet"));
  if (self->word != NULL)
    lineup_call_replace (call, self->word);
  lineup_call_queue (call, (LineupLane)lane, begin, self, NULL);
}

static GVariant *
make_bytes (gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);

  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

/* Takes the call. */
static void
end (LineupCall *call, gsize size)
{
  lineup_call_return_value (call, g_variant_new ("(@ay)", make_bytes (size)));
}

static const GDBusInterfaceVTable vtable = { .method_call = on_call };

LineupCallsFixture *
lineup_calls_fixture_new (void)
{
  LineupCallsFixture *self = g_new0 (LineupCallsFixture, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (XML, &error);

  g_assert_no_error (error);
  self->bus = lineup_fake_bus_new ();
  self->clock = lineup_test_clock_new (0);
  self->callers = lineup_callers_new (LINEUP_CLOCK (self->clock));
  self->begun = g_ptr_array_new ();
  self->object = g_dbus_connection_register_object (lineup_fake_bus_get_connection (self->bus),
                                                    PATH,
                                                    info->interfaces[0],
                                                    &vtable,
                                                    self,
                                                    NULL,
                                                    &error);
  g_assert_no_error (error);
  return self;
}

void
lineup_calls_fixture_free (LineupCallsFixture *self)
{
  lineup_calls_fixture_settle (self);
  lineup_callers_cancel_all (self->callers);
  while (self->begun->len > 0)
    end (g_ptr_array_steal_index (self->begun, 0), 0);
  g_dbus_connection_unregister_object (lineup_fake_bus_get_connection (self->bus), self->object);
  lineup_await_finalize (self->callers);
  lineup_fake_bus_free (self->bus);
  g_object_unref (self->clock);
  g_ptr_array_unref (self->begun);
  g_free (self);
}

guint32
lineup_calls_fixture_call (LineupCallsFixture *self,
                           const char *sender,
                           LineupLane lane,
                           gsize size)
{
  return lineup_fake_bus_call (self->bus,
                               sender,
                               PATH,
                               INTERFACE,
                               "Call",
                               g_variant_new ("(u@ay)", (guint32)lane, make_bytes (size)));
}

/* A bus keeps the order of what comes. */
void
lineup_calls_fixture_settle (LineupCallsFixture *self)
{
  const guint32 call = lineup_fake_bus_call (
      self->bus, NOBODY, PATH, INTERFACE, SETTLE, g_variant_new ("()"));

  lineup_fake_bus_await_reply (self->bus, call);
}

static gboolean
find (LineupCallsFixture *self, guint32 number, guint *index)
{
  for (guint i = 0; i < self->begun->len; i++)
    {
      GDBusMethodInvocation *invocation = lineup_call_get_invocation (self->begun->pdata[i]);
      GDBusMessage *message = g_dbus_method_invocation_get_message (invocation);

      if (g_dbus_message_get_serial (message) != number)
        continue;
      *index = i;
      return TRUE;
    }
  return FALSE;
}

gboolean
lineup_calls_fixture_has_begun (LineupCallsFixture *self, guint32 call)
{
  guint index = 0;

  lineup_calls_fixture_settle (self);
  return find (self, call, &index);
}

guint
lineup_calls_fixture_count (LineupCallsFixture *self)
{
  lineup_calls_fixture_settle (self);
  return self->begun->len;
}

LineupCall *
lineup_calls_fixture_take (LineupCallsFixture *self, guint32 call)
{
  guint index = 0;

  lineup_calls_fixture_settle (self);
  g_assert_true (find (self, call, &index));
  return g_ptr_array_steal_index (self->begun, index);
}

void
lineup_calls_fixture_end (LineupCallsFixture *self, guint32 call, gsize size)
{
  end (lineup_calls_fixture_take (self, call), size);
}
