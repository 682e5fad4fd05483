/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-callers.h"
#include "lineup-details-call.h"
#include "lineup-fake-bus.h"
#include "lineup-fake-panel.h"
#include "lineup-names.h"
#include "lineup-reply.h"
#include "lineup-roster-fixture.h"

#define PATH      "/details"
#define INTERFACE "example.Details"
#define CALLER    ":1.7"

#define XML                                                                                        \
  "<node><interface name='" INTERFACE "'>"                                                         \
  "<method name='Get'><arg type='s' direction='in'/><arg type='x' direction='in'/>"                \
  "<arg type='b' direction='in'/><arg type='a{sv}' direction='out'/></method>"                     \
  "</interface></node>"

/* In the list, too. */
#define NAME "Sea"

/* An account with a movie and a series, both of id 1, whose panel can be asked for more. */
typedef struct
{
  LineupRosterFixture *roster;      /* (owned) */
  LineupFakePanel *panel;           /* (owned) */
  LineupSubscription *subscription; /* (owned) */
  LineupFakeBus *bus;               /* (owned) */
  LineupCallers *callers;           /* (owned) */
  guint object;                     /* number of what is called */
  guint n_calls;                    /* that are at work */
} Fixture;

static void
on_over (gpointer user_data, GObject *invocation)
{
  Fixture *fixture = user_data;

  fixture->n_calls--;
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
  Fixture *fixture = user_data;
  LineupDetailsRequest request = { 0 };
  LineupCall *call = lineup_callers_admit (fixture->callers, invocation);
  const char *kind = NULL;

  fixture->n_calls++;
  g_object_weak_ref (G_OBJECT (invocation), on_over, fixture);
  g_variant_get (parameters, "(&sxb)", &kind, &request.id, &request.refresh);
  g_assert_true (lineup_kind_from_string (kind, &request.kind));
  lineup_details_call_run (call, fixture->subscription, &request);
}

static const GDBusInterfaceVTable vtable = { .method_call = on_call };

static void
begin_panel (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->panel = lineup_fake_panel_new ();
  lineup_fake_panel_listen (fixture->panel, 0, &error);
  g_assert_no_error (error);
}

static void
add_account (Fixture *fixture)
{
  g_autofree char *url = lineup_fake_panel_get_url (fixture->panel);
  g_autoptr (LineupAccount) account = lineup_account_new ("home", url);
  g_autoptr (GError) error = NULL;
  LineupItem item = LINEUP_ITEM_INIT;

  item.id = 1;
  item.name = NAME;
  g_object_set (account, "auto-sync", FALSE, NULL);
  fixture->subscription = lineup_roster_fixture_open (fixture->roster, account, &error);
  g_assert_no_error (error);
  lineup_memory_secrets_keep (fixture->roster->secrets, "home", "user", "secret");
  lineup_roster_list (fixture->roster->roster, fixture->subscription);
  lineup_roster_fixture_import (fixture->subscription, LINEUP_LIST_MOVIES, &item, 1);
  lineup_roster_fixture_import (fixture->subscription, LINEUP_LIST_SERIES, &item, 1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (XML, NULL);

  fixture->roster = lineup_roster_fixture_new ();
  begin_panel (fixture);
  add_account (fixture);
  fixture->bus = lineup_fake_bus_new ();
  fixture->callers = lineup_callers_new (LINEUP_CLOCK (fixture->roster->clock));
  fixture->object = g_dbus_connection_register_object (
      lineup_fake_bus_get_connection (fixture->bus),
      PATH,
      info->interfaces[0],
      &vtable,
      fixture,
      NULL,
      NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_callers_cancel_all (fixture->callers);
  g_dbus_connection_unregister_object (lineup_fake_bus_get_connection (fixture->bus),
                                       fixture->object);
  lineup_await_finalize (fixture->callers);
  lineup_fake_bus_free (fixture->bus);
  g_object_unref (fixture->subscription);
  lineup_fake_panel_release (fixture->panel);
  lineup_roster_fixture_free (fixture->roster);
  lineup_await_finalize (fixture->panel);
}

static guint32
call (Fixture *fixture, const char *kind, gint64 id, gboolean refresh)
{
  return lineup_fake_bus_call (
      fixture->bus, CALLER, PATH, INTERFACE, "Get", g_variant_new ("(sxb)", kind, id, refresh));
}

/* The fields of a reply's item, in whichever order. */
static void
assert_replies (Fixture *fixture, guint32 number, const char *expected)
{
  GDBusMessage *reply = lineup_fake_bus_await_reply (fixture->bus, number);
  g_autoptr (GVariant) fields = g_variant_parse (
      G_VARIANT_TYPE_VARDICT, expected, NULL, NULL, NULL);
  g_autoptr (GVariant) item = NULL;
  GVariantIter iter;
  const char *key = NULL;
  GVariant *value = NULL;

  g_assert_null (g_dbus_message_get_error_name (reply));
  item = g_variant_get_child_value (g_dbus_message_get_body (reply), 0);
  g_assert_cmpuint (g_variant_n_children (item), ==, g_variant_n_children (fields));
  g_variant_iter_init (&iter, fields);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      g_autoptr (GVariant) found = g_variant_lookup_value (item, key, NULL);

      g_test_message ("%s", key);
      g_assert_nonnull (found);
      g_assert_cmpvariant (found, value);
    }
}

static void
assert_asked (Fixture *fixture, guint n_times)
{
  g_assert_cmpuint (
      lineup_request_log_count (lineup_fake_panel_get_log (fixture->panel), "get_vod_info"),
      ==,
      n_times);
}

#define ITEM                                                                                       \
  "'kind': <'movies'>, 'id': <int64 1>, 'name': <'" NAME "'>, 'categories': <['uncategorized']>"

/* What the panel says is told with what the list says, and again without asking. */
static void
test_details (Fixture *fixture, gconstpointer data)
{
  lineup_fake_panel_set_text (
      fixture->panel, "get_vod_info", "{\"info\":{\"plot\":\"Plot\",\"country\":\"US\"}}");
  for (guint i = 0; i < 2; i++)
    assert_replies (fixture,
                    call (fixture, "movies", 1, FALSE),
                    "{" ITEM ", 'plot': <'Plot'>, 'country': <'US'>}");
  assert_asked (fixture, 1);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", "{\"info\":{\"plot\":\"Other\"}}");
  assert_replies (fixture, call (fixture, "movies", 1, TRUE), "{" ITEM ", 'plot': <'Other'>}");
  assert_asked (fixture, 2);
}

/* Where the panel has no news the item is told all the same, with what was known, and why. */
static void
test_no_news (Fixture *fixture, gconstpointer data)
{
#define STALE "'stale': <true>, 'error-name': <'" LINEUP_ERROR_NAME_PREFIX "MalformedData'>"

  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", "{\"error\":\"no\"}");
  assert_replies (fixture, call (fixture, "movies", 1, FALSE), "{" ITEM ", " STALE "}");
  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", "{\"info\":{\"plot\":\"Plot\"}}");
  assert_replies (fixture, call (fixture, "movies", 1, TRUE), "{" ITEM ", 'plot': <'Plot'>}");
  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", "{\"error\":\"no\"}");
  assert_replies (
      fixture, call (fixture, "movies", 1, TRUE), "{" ITEM ", 'plot': <'Plot'>, " STALE "}");
}

/* A panel is not asked for what its list has not. */
static void
test_no_item (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (lineup_fake_bus_await_error (fixture->bus, call (fixture, "movies", 2, TRUE)),
                   ==,
                   LINEUP_ERROR_NAME_PREFIX "NotFound");
  assert_asked (fixture, 0);
}

/* More than a message should have becomes shorter, and no episode is left out. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  const guint n_episodes = 150;
  g_autofree char *plot = g_strnfill (60000, 'x');
  g_autoptr (GString) text = g_string_new ("{\"episodes\":{\"1\":[");
  g_autoptr (GVariant) item = NULL;
  g_autoptr (GVariant) episodes = NULL;
  GVariant *body = NULL;

  for (guint i = 0; i < n_episodes; i++)
    g_string_append_printf (
        text, "%s{\"id\":%u,\"info\":{\"plot\":\"%s\"}}", i > 0 ? "," : "", i + 1, plot);
  g_string_append (text, "]}}");
  lineup_fake_panel_set_text (fixture->panel, "get_series_info", text->str);
  body = g_dbus_message_get_body (
      lineup_fake_bus_await_reply (fixture->bus, call (fixture, "series", 1, FALSE)));
  g_assert_cmpuint (g_variant_get_size (body), <=, LINEUP_REPLY_MAX_SIZE);
  item = g_variant_get_child_value (body, 0);
  episodes = g_variant_lookup_value (item, "episodes", G_VARIANT_TYPE ("aa{sv}"));
  g_assert_nonnull (episodes);
  g_assert_cmpuint (g_variant_n_children (episodes), ==, n_episodes);
}

static gboolean
is_asked (gpointer user_data)
{
  LineupRequestLog *log = lineup_fake_panel_get_log (user_data);

  return lineup_request_log_count (log, "get_vod_info") > 0;
}

static gboolean
is_over (gpointer user_data)
{
  const Fixture *fixture = user_data;

  return fixture->n_calls == 0;
}

/* For who has left nobody waits, whatever the panel does. */
static void
test_leaving (Fixture *fixture, gconstpointer data)
{
  guint32 number = 0;

  lineup_fake_panel_add_fault (fixture->panel, "get_vod_info:1=delay:forever");
  number = call (fixture, "movies", 1, FALSE);
  lineup_await_until (is_asked, fixture->panel);
  g_assert_cmpuint (fixture->n_calls, ==, 1);
  g_assert_null (lineup_fake_bus_get_reply (fixture->bus, number));
  lineup_fake_bus_leave (fixture->bus, CALLER);
  lineup_await_until (is_over, fixture);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/bus/details-call/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("details", test_details);
  ADD ("no-news", test_no_news);
  ADD ("no-item", test_no_item);
  ADD ("large", test_large);
  ADD ("leaving", test_leaving);

  return g_test_run ();
}
