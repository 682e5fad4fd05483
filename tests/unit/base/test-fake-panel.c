/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-panel.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The tests of the daemon believe the panel; here is why they may. */

typedef struct
{
  LineupFakePanel *panel; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->panel = lineup_fake_panel_new ();
  lineup_fake_panel_listen (fixture->panel, 0, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->panel);
}

static GSocketConnection *
connect_to (LineupFakePanel *panel, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  return g_socket_client_connect_to_host (
      client, "127.0.0.1", lineup_fake_panel_get_port (panel), NULL, error);
}

static void
send_request (GSocketConnection *connection, const char *action, const char *password)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *request = g_strdup_printf (
      "GET /some/prefix/player_api.php?username=user&password=%s%s%s HTTP/1.1\r\n"
      "Host: panel.example\r\n"
      "User-Agent: Test\r\n"
      "Connection: close\r\n\r\n",
      password,
      *action != '\0' ? "&action=" : "",
      action);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (output, request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
}

/* All that comes until the connection ends; @error is how it ends. */
static char *
receive (GSocketConnection *connection, GError **error)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) answer = g_string_new (NULL);
  char buffer[4096];
  gssize n = 0;

  while ((n = g_input_stream_read (input, buffer, sizeof buffer, NULL, error)) > 0)
    g_string_append_len (answer, buffer, n);
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static char *
ask (LineupFakePanel *panel, const char *action, const char *password, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GSocketConnection) connection = connect_to (panel, &local);

  g_assert_no_error (local);
  send_request (connection, action, password);
  return receive (connection, error);
}

static const char *
get_body (const char *answer)
{
  const char *end = strstr (answer, "\r\n\r\n");

  g_assert_nonnull (end);
  return end + 4;
}

static void
test_account (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = ask (fixture->panel, "", "secret", NULL);
  g_autofree char *unknown = ask (fixture->panel, "get_weather", "secret", NULL);
  g_autofree char *bad = ask (fixture->panel, "get_series", "wrong", NULL);
  g_autoptr (JsonNode) root = json_from_string (get_body (good), NULL);

  g_assert_true (g_str_has_prefix (good, "HTTP/1.1 200 "));
  g_assert_nonnull (root);
  g_assert_cmpstr (get_body (good), ==, get_body (unknown));
  g_assert_cmpstr (get_body (bad), ==, "{\"user_info\":{\"auth\":0}}");
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  LineupRequestLog *log = lineup_fake_panel_get_log (fixture->panel);
  g_autofree char *first = ask (fixture->panel, "get_series", "a+b%26", NULL);
  g_autofree char *second = ask (fixture->panel, "", "secret", NULL);
  g_autoptr (GPtrArray) requests = lineup_request_log_get_all (log, NULL);
  g_autofree char *actions = lineup_request_log_get_actions (log);
  const LineupRequest *request = g_ptr_array_index (requests, 0);

  g_assert_cmpstr (actions, ==, "get_series account");
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (request->path, ==, "/some/prefix/player_api.php");
  g_assert_cmpstr (lineup_request_get_param (request, "password"), ==, "a b&");
  g_assert_cmpstr (lineup_request_get_header (request, "user-agent"), ==, "Test");
  g_assert_cmpuint (request->status, ==, 200);
  g_assert_true (request->complete);
  g_assert_cmpuint (request->bytes, ==, strlen (get_body (first)));
  g_assert_cmpint (request->arrived, <=, request->ended);
  g_assert_cmpuint (lineup_request_log_get_in_flight (log), ==, 0);
  g_assert_cmpuint (lineup_request_log_get_most_in_flight (log), ==, 1);
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  lineup_fake_panel_add_fault (fixture->panel,
                               "get_series:2=status:503;header:Retry-After: 7;body:no;thing");
  first = ask (fixture->panel, "get_series", "secret", NULL);
  second = ask (fixture->panel, "get_series", "secret", NULL);
  third = ask (fixture->panel, "get_series", "secret", NULL);
  g_assert_true (g_str_has_prefix (first, "HTTP/1.1 200 "));
  g_assert_true (g_str_has_prefix (second, "HTTP/1.1 503 "));
  g_assert_nonnull (strstr (second, "\r\nRetry-After: 7\r\n"));
  g_assert_cmpstr (get_body (second), ==, "no;thing");
  g_assert_true (g_str_has_prefix (third, "HTTP/1.1 200 "));
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cut = NULL;
  g_autofree char *dropped = NULL;
  g_autofree char *reset = NULL;
  g_autofree char *bare = NULL;
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_set_text (fixture->panel, "get_series", "[1,2,3,4,5]");
  lineup_fake_panel_add_fault (fixture->panel, "get_series:1=cut:4");
  lineup_fake_panel_add_fault (fixture->panel, "get_series:2=cut:head");
  lineup_fake_panel_add_fault (fixture->panel, "get_series:3=length:none;cut:4");
  lineup_fake_panel_add_fault (fixture->panel, "get_series:4=reset:4");

  cut = ask (fixture->panel, "get_series", "secret", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (cut, "Content-Length: 11\r\n"));
  g_assert_cmpstr (get_body (cut), ==, "[1,2");

  dropped = ask (fixture->panel, "get_series", "secret", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dropped, ==, "");

  bare = ask (fixture->panel, "get_series", "secret", &error);
  g_assert_no_error (error);
  g_assert_null (strstr (bare, "Content-Length"));
  g_assert_null (strstr (bare, "Transfer-Encoding"));
  g_assert_cmpstr (get_body (bare), ==, "[1,2");

  reset = ask (fixture->panel, "get_series", "secret", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_cmpstr (get_body (reset), ==, "[1,2");
}

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  LineupRequestLog *log = lineup_fake_panel_get_log (fixture->panel);
  g_autoptr (GSocketConnection) patient = connect_to (fixture->panel, NULL);
  g_autoptr (GSocketConnection) impatient = connect_to (fixture->panel, NULL);
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *answer = NULL;

  lineup_fake_panel_set_text (fixture->panel, "get_series", "[1,2,3,4,5]");
  lineup_fake_panel_add_fault (fixture->panel, "get_series=stall:4:forever");
  send_request (patient, "get_series", "secret");
  lineup_request_log_wait_held (log, "get_series", 1);
  send_request (impatient, "get_series", "secret");
  lineup_request_log_wait_held (log, "get_series", 2);
  g_assert_cmpuint (lineup_request_log_get_in_flight (log), ==, 2);

  g_io_stream_close (G_IO_STREAM (impatient), NULL, NULL);
  lineup_request_log_wait_gone (log, "get_series", 1);
  lineup_fake_panel_release (fixture->panel);
  answer = receive (patient, NULL);
  g_assert_cmpstr (get_body (answer), ==, "[1,2,3,4,5]");

  lineup_request_log_wait_ended (log, NULL, 2);
  requests = lineup_request_log_get_all (log, NULL);
  g_assert_true (((LineupRequest *)g_ptr_array_index (requests, 0))->complete);
  g_assert_true (((LineupRequest *)g_ptr_array_index (requests, 1))->client_gone);
  g_assert_cmpuint (((LineupRequest *)g_ptr_array_index (requests, 1))->bytes, ==, 4);
}

static void
test_refuse (Fixture *fixture, gconstpointer data)
{
  guint16 port = lineup_fake_panel_get_port (fixture->panel);
  g_autoptr (GSocketConnection) nobody = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;

  lineup_fake_panel_refuse (fixture->panel);
  nobody = connect_to (fixture->panel, &refused);
  g_assert_error (refused, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);

  lineup_fake_panel_listen (fixture->panel, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lineup_fake_panel_get_port (fixture->panel), ==, port);
  answer = ask (fixture->panel, "", "secret", &error);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
}

static void
test_bad_faults (void)
{
  static const char *const bad[] = { "",
                                     "get_series",
                                     "get_series=explode",
                                     "get_series:0=cut:1",
                                     "a:3-2=gzip",
                                     "account=status:99",
                                     "account=delay:soon",
                                     "account=trickle:0:5",
                                     "account=stall:5",
                                     "account=length:x" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lineup_fault_parse (bad[i], &error));
      g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
    }
}

static JsonArray *
write_list (guint64 seed, guint64 movies, guint revision, guint64 added, char **text)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (seed, 0, movies, 0);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  lineup_fake_catalogue_set_revision (catalogue, revision);
  lineup_fake_catalogue_set_added (catalogue, added);
  lineup_fake_catalogue_write_list (catalogue, "get_vod_streams", stream, &error);
  g_assert_no_error (error);
  g_output_stream_write (stream, "", 1, NULL, &error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  *text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
  json_parser_load_from_data (parser, *text, -1, &error);
  g_assert_no_error (error);
  return json_array_ref (json_node_get_array (json_parser_get_root (parser)));
}

static gboolean
is_same (JsonArray *left, guint i, JsonArray *right, guint k)
{
  g_autoptr (JsonNode) a = json_node_copy (json_array_get_element (left, i));
  g_autoptr (JsonNode) b = json_node_copy (json_array_get_element (right, k));

  json_object_remove_member (json_node_get_object (a), "num");
  json_object_remove_member (json_node_get_object (b), "num");
  return json_node_equal (a, b);
}

static void
test_catalogue (void)
{
  g_autofree char *text = NULL;
  g_autofree char *same_text = NULL;
  g_autofree char *other_text = NULL;
  g_autofree char *revised_text = NULL;
  g_autofree char *added_text = NULL;
  g_autoptr (JsonArray) list = write_list (7, 2000, 0, 0, &text);
  g_autoptr (JsonArray) same = write_list (7, 2000, 0, 0, &same_text);
  g_autoptr (JsonArray) other = write_list (8, 2000, 0, 0, &other_text);
  g_autoptr (JsonArray) revised = write_list (7, 2000, 1, 0, &revised_text);
  g_autoptr (JsonArray) added = write_list (7, 2000, 0, 3, &added_text);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint n_changed = 0;

  g_assert_cmpstr (text, ==, same_text);
  g_assert_cmpstr (text, !=, other_text);
  g_assert_cmpuint (strlen (text) / 2000, >, 700);
  g_assert_cmpuint (strlen (text) / 2000, <, 1100);

  g_assert_cmpuint (json_array_get_length (added), ==, 2003);
  for (guint i = 0; i < 2000; i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (!is_same (list, i, revised, i))
        n_changed++;
      g_assert_true (is_same (list, i, added, i + 3));
      g_assert_true (g_hash_table_add (
          ids, GSIZE_TO_POINTER ((gsize)json_object_get_int_member (object, "stream_id"))));
    }
  g_assert_cmpuint (n_changed, >, 5);
  g_assert_cmpuint (n_changed, <, 45);
}

/* 2026-11-30 12:00:00 */
#define NOON 1796040000

static char *
fetch (LineupFakePanel *panel, const char *target)
{
  g_autoptr (GSocketConnection) connection = connect_to (panel, NULL);
  g_autofree char *request = g_strdup_printf (
      "GET %s HTTP/1.1\r\nHost: panel.example\r\nConnection: close\r\n\r\n", target);

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             request,
                             strlen (request),
                             NULL,
                             NULL,
                             NULL);
  return receive (connection, NULL);
}

#define GUIDE "/xmltv.php?username=user&password=secret"

static void
test_guide (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (1, 30, 5, 5);
  g_autoptr (LineupFakeGuide) guide = lineup_fake_guide_new (catalogue, NOON);
  g_autofree char *none = fetch (fixture->panel, GUIDE);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *stranger = NULL;
  g_autofree char *packed = NULL;
  g_autofree char *later = NULL;
  g_autofree char *actions = NULL;

  g_assert_true (g_str_has_prefix (none, "HTTP/1.1 404 "));
  lineup_fake_panel_set_catalogue (fixture->panel, catalogue);
  lineup_fake_panel_set_guide (fixture->panel, guide);
  first = fetch (fixture->panel, GUIDE);
  second = fetch (fixture->panel, GUIDE);
  stranger = fetch (fixture->panel, "/xmltv.php?username=user&password=wrong");
  packed = fetch (fixture->panel, GUIDE "&gzip=1");
  g_assert_true (g_str_has_prefix (first, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (first, "start=\"20261129"));
  g_assert_nonnull (strstr (first, "start=\"20261202"));
  g_assert_null (strstr (first, "start=\"20261203"));
  g_assert_nonnull (strstr (first, "</tv>"));
  g_assert_cmpstr (get_body (first), ==, get_body (second));
  g_assert_true (g_str_has_prefix (stranger, "HTTP/1.1 401 "));
  g_assert_null (strstr (packed, "<tv"));

  lineup_fake_guide_set_now (guide, NOON + 24 * 60 * 60);
  later = fetch (fixture->panel, GUIDE);
  g_assert_nonnull (strstr (later, "start=\"20261203"));
  actions = lineup_request_log_get_actions (lineup_fake_panel_get_log (fixture->panel));
  g_assert_cmpstr (actions, ==, "xmltv xmltv xmltv xmltv xmltv xmltv");
}

static void
test_listings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (1, 30, 5, 5);
  g_autoptr (LineupFakeGuide) guide = lineup_fake_guide_new (catalogue, NOON);
  g_autoptr (LineupFakeTitle) title = lineup_fake_title_new ();
  const guint64 id = lineup_fake_catalogue_describe (catalogue, LINEUP_KIND_CHANNELS, 0, title);
  g_autofree char *action = g_strdup_printf ("get_short_epg&limit=3&stream_id=%" G_GUINT64_FORMAT,
                                             id);
  g_autofree char *answer = NULL;
  g_autofree char *unknown = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *listings = NULL;
  JsonObject *listing = NULL;

  lineup_fake_panel_set_catalogue (fixture->panel, catalogue);
  lineup_fake_panel_set_guide (fixture->panel, guide);
  answer = ask (fixture->panel, action, "secret", NULL);
  root = json_from_string (get_body (answer), NULL);
  listings = json_object_get_array_member (json_node_get_object (root), "epg_listings");
  g_assert_cmpuint (json_array_get_length (listings), ==, 3);
  listing = json_array_get_object_element (listings, 0);
  g_assert_cmpint (
      g_ascii_strtoll (json_object_get_string_member (listing, "start_timestamp"), NULL, 10),
      <=,
      NOON);
  g_assert_cmpint (
      g_ascii_strtoll (json_object_get_string_member (listing, "stop_timestamp"), NULL, 10),
      >,
      NOON);
  unknown = ask (fixture->panel, "get_simple_data_table&stream_id=5", "secret", NULL);
  g_assert_cmpstr (get_body (unknown), ==, "{\"epg_listings\":[]}");
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = fetch (fixture->panel, "/uk.xml.gz");
  g_autofree char *file = NULL;
  g_autofree char *broken = NULL;

  lineup_fake_panel_set_text (fixture->panel, "/uk.xml.gz", "<tv/>");
  lineup_fake_panel_add_fault (fixture->panel, "/uk.xml.gz:2=status:503");
  file = fetch (fixture->panel, "/uk.xml.gz");
  broken = fetch (fixture->panel, "/uk.xml.gz");
  g_assert_true (g_str_has_prefix (none, "HTTP/1.1 404 "));
  g_assert_cmpstr (get_body (file), ==, "<tv/>");
  g_assert_true (g_str_has_prefix (broken, "HTTP/1.1 503 "));
}

#define add_test(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/fake-panel/account", test_account);
  add_test ("/fake-panel/log", test_log);
  add_test ("/fake-panel/status", test_status);
  add_test ("/fake-panel/cut", test_cut);
  add_test ("/fake-panel/hold", test_hold);
  add_test ("/fake-panel/refuse", test_refuse);
  add_test ("/fake-panel/guide", test_guide);
  add_test ("/fake-panel/listings", test_listings);
  add_test ("/fake-panel/file", test_file);
  g_test_add_func ("/fake-panel/bad-faults", test_bad_faults);
  g_test_add_func ("/fake-panel/catalogue", test_catalogue);

  return g_test_run ();
}
