/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-http.h"

#include "lineup-error.h"
#include "lineup-fingerprint.h"
#include "lineup-http-fixture.h"
#include "lineup-pinned-database.h"
#include "lineup-soup-transport.h"
#include "lineup-test-certificate.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <string.h>

static void
remove_file (gpointer path)
{
  g_unlink (path);
  g_free (path);
}

/* The authorities are the one whose file is given. */
static GTlsDatabase *
new_authorities (GTlsCertificate *certificate)
{
  g_autofree char *pem = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GTlsDatabase *authorities = NULL;
  const int fd = g_file_open_tmp ("lineup-authorities-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_object_get (certificate, "certificate-pem", &pem, NULL);
  g_assert_true (g_file_set_contents (path, pem, -1, NULL));
  authorities = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  /* The file is read when it is needed. */
  g_object_set_data_full (G_OBJECT (authorities), "file", g_steal_pointer (&path), remove_file);
  return authorities;
}

static GTlsCertificate *
protect (LineupHttpFixture *fixture, const char *name, guint days)
{
  GTlsCertificate *certificate = lineup_test_certificate_new (name, days);

  lineup_fake_panel_set_certificate (fixture->panel, certificate);
  return certificate;
}

static void
pin (LineupHttpFixture *fixture, const char *fingerprint)
{
  g_autoptr (GTlsDatabase) pinned = lineup_pinned_database_new (fingerprint, "127.0.0.1");

  lineup_http_fixture_reset (fixture, NULL, pinned);
}

static void
expect_refused (LineupHttpFixture *fixture)
{
  g_autoptr (GError) error = lineup_http_fixture_expect_error (fixture, LINEUP_ERROR_CERTIFICATE);

  g_assert_false (lineup_error_is_transient (error));
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 0);
}

static void
test_untrusted (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = protect (fixture, "127.0.0.1", 1);

  lineup_http_fixture_reset (fixture, NULL, NULL);
  expect_refused (fixture);
}

static void
test_authority (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = protect (fixture, "127.0.0.1", 1);
  g_autoptr (GTlsDatabase) authorities = new_authorities (certificate);

  lineup_http_fixture_reset (fixture, NULL, authorities);
  lineup_http_fixture_expect (fixture);
}

/* An authority's word is for a name. */
static void
test_other_name (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = protect (fixture, "panel.example", 1);
  g_autoptr (GTlsDatabase) authorities = new_authorities (certificate);

  lineup_http_fixture_reset (fixture, NULL, authorities);
  expect_refused (fixture);
}

static void
test_pinned (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = protect (fixture, "127.0.0.1", 1);
  g_autofree char *upper = lineup_test_certificate_get_fingerprint (certificate);
  g_autofree char *lower = g_ascii_strdown (upper, -1);
  g_auto (GStrv) bytes = g_strsplit (upper, ":", -1);
  g_autofree char *joined = g_strjoinv ("", bytes);
  const char *const forms[] = { upper, lower, joined };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      pin (fixture, forms[i]);
      lineup_http_fixture_expect (fixture);
    }
}

static gboolean
has_expired (gpointer certificate)
{
  return (g_tls_certificate_verify (certificate, NULL, certificate) & G_TLS_CERTIFICATE_EXPIRED)
         != 0;
}

/* Neither its name nor its days are anything to the person's word. */
static void
test_pinned_expired (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = protect (fixture, "panel.example", 0);
  g_autofree char *fingerprint = lineup_test_certificate_get_fingerprint (certificate);

  lineup_await_until (has_expired, certificate);
  pin (fixture, fingerprint);
  lineup_http_fixture_expect (fixture);
}

static void
test_wrong_pin (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = protect (fixture, "127.0.0.1", 1);
  g_autofree char *fingerprint = lineup_test_certificate_get_fingerprint (certificate);
  g_autofree char *shorter = g_strndup (fingerprint, strlen (fingerprint) - 3);

  fingerprint[0] = fingerprint[0] == '0' ? '1' : '0';
  pin (fixture, fingerprint);
  expect_refused (fixture);
  pin (fixture, shorter);
  expect_refused (fixture);
  pin (fixture, "");
  expect_refused (fixture);
}

/* No session that was trusted before vouches for another certificate, or against another pin. */
static void
test_changes (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) first = protect (fixture, "127.0.0.1", 1);
  g_autofree char *fingerprint = lineup_test_certificate_get_fingerprint (first);
  g_autoptr (GTlsCertificate) second = NULL;
  g_autofree char *other = NULL;

  pin (fixture, fingerprint);
  for (guint i = 0; i < 3; i++)
    lineup_http_fixture_expect (fixture);
  lineup_request_log_clear (fixture->log);

  /* The panel starts anew. */
  second = protect (fixture, "127.0.0.1", 1);
  lineup_fake_panel_refuse (fixture->panel);
  g_assert_true (lineup_fake_panel_listen (fixture->panel, 0, NULL));
  expect_refused (fixture);
  other = lineup_test_certificate_get_fingerprint (second);
  pin (fixture, other);
  lineup_http_fixture_expect (fixture);
  lineup_request_log_clear (fixture->log);

  pin (fixture, fingerprint);
  expect_refused (fixture);
  lineup_http_fixture_reset (fixture, NULL, NULL);
  expect_refused (fixture);
}

/* A panel that takes the connection, but says nothing of TLS, is one that does not take it. What
 * libsoup's server says to it depends on its version, so it is the kernel alone that takes it. */
static void
test_no_handshake (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketListener) silent = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;
  const guint16 port = g_socket_listener_add_any_inet_port (silent, NULL, &error);

  g_assert_no_error (error);
  g_free (fixture->url);
  fixture->url = g_strdup_printf ("https://127.0.0.1:%u", port);
  lineup_http_fixture_begin_open (fixture, NULL, &await);
  lineup_await_nothing ();
  lineup_http_fixture_advance (fixture, LINEUP_HTTP_CONNECT_LIMIT);
  g_assert_null (lineup_http_fixture_end_open (fixture, &await, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT);
}

/* Where the length is said, its end is missed, whatever the connection says of it. */
static void
test_truncated (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = protect (fixture, "127.0.0.1", 1);
  g_autofree char *fingerprint = lineup_test_certificate_get_fingerprint (certificate);
  g_autoptr (LineupBody) body = NULL;
  g_autoptr (GError) error = NULL;

  pin (fixture, fingerprint);
  lineup_fake_panel_add_fault (fixture->panel, "account=cut:5");
  body = lineup_http_fixture_open (fixture, NULL);
  g_assert_null (lineup_http_fixture_read_all (body, 1000, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
  g_assert_true (lineup_error_is_transient (error));
  lineup_body_close (body);
}

static void
test_hung_up (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = protect (fixture, "127.0.0.1", 1);
  g_autofree char *fingerprint = lineup_test_certificate_get_fingerprint (certificate);
  const char *const faults[] = { "account=cut:head", "account=reset:head" };

  pin (fixture, fingerprint);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      lineup_fake_panel_add_fault (fixture->panel, faults[i]);
      error = lineup_http_fixture_expect_error (fixture, LINEUP_ERROR_OFFLINE);
      g_assert_true (lineup_error_is_transient (error));
    }
}

/* What the database says of a chain, as from @host. */
static GTlsCertificateFlags
verify (GTlsDatabase *database, GTlsCertificate *certificate, const char *host)
{
  g_autoptr (GSocketConnectable) identity = g_network_address_new (host, 443);

  return g_tls_database_verify_chain (database,
                                      certificate,
                                      G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                      identity,
                                      NULL,
                                      G_TLS_DATABASE_VERIFY_NONE,
                                      NULL,
                                      NULL);
}

/* The panel's own host has one certificate; others are for the authorities to know. */
static void
test_hosts (void)
{
  g_autoptr (GTlsCertificate) own = lineup_test_certificate_new ("panel.example", 1);
  g_autoptr (GTlsCertificate) other = lineup_test_certificate_new ("other.example", 1);
  g_autoptr (GTlsCertificate) same = lineup_test_certificate_new ("panel.example", 1);
  g_autoptr (GTlsDatabase) authorities = new_authorities (other);
  g_autoptr (GTlsDatabase) false_authorities = new_authorities (same);
  g_autofree char *fingerprint = lineup_fingerprint_of_certificate (own);
  g_autoptr (GTlsDatabase) pinned = lineup_pinned_database_new (fingerprint, "panel.example");
  GTlsBackend *backend = g_tls_backend_get_default ();

  g_tls_backend_set_default_database (backend, authorities);
  g_assert_cmpint (verify (pinned, own, "panel.example"), ==, 0);
  g_assert_cmpint (verify (pinned, own, "Panel.Example"), ==, 0);
  g_assert_cmpint (verify (pinned, own, "other.example"), ==, 0);
  g_assert_cmpint (verify (pinned, other, "other.example"), ==, 0);
  g_assert_cmpint (verify (pinned, other, "third.example"), ==, G_TLS_CERTIFICATE_BAD_IDENTITY);
  g_assert_cmpint (verify (pinned, same, "other.example"), !=, 0);

  g_tls_backend_set_default_database (backend, false_authorities);
  g_assert_cmpint (verify (pinned, same, "panel.example"), ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
  g_tls_backend_set_default_database (backend, NULL);
}

static void
test_fingerprints (void)
{
  const char *const good[] = {
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF",
    "01:23:45:67:89:AB:CD:EF:01:23:45:67:89:ab:cd:ef:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:"
    "EF",
    " 01 23 45 67 89 AB CD EF 01 23 45 67 89 AB CD EF 01 23 45 67 89 AB CD EF 01 23 45 67 89 AB CD "
    "EF\n",
  };
  const char *const bad[] = {
    "",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
    "0123456789abcdef0123456789abcdef01234567",
    "SHA256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "0123456789abcdef0123456789abcdef-0123456789abcdef0123456789abcdef",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *fingerprint = lineup_fingerprint_parse (good[i]);

      g_assert_cmpstr (fingerprint, ==, good[0]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (lineup_fingerprint_parse (bad[i]));
}

/* TLS makes no difference to a kept connection that has died. */
static void
test_dead_connection (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = protect (fixture, "127.0.0.1", 1);
  g_autoptr (GTlsDatabase) authorities = new_authorities (certificate);

  lineup_http_fixture_reset (fixture, NULL, authorities);
  lineup_fake_panel_add_fault (fixture->panel, data);
  lineup_http_fixture_expect (fixture);
  lineup_http_fixture_expect (fixture);
  g_assert_cmpuint (lineup_request_log_count (fixture->log, NULL), ==, 3);
}

/* Starts an openssl server that is asked from then on. @options: (nullable): what is peculiar of
 * it. */
static GSubprocess *
start_server (LineupHttpFixture *fixture, GTlsCertificate *certificate, const char *options)
{
  g_autofree char *directory = g_dir_make_tmp ("lineup-server-XXXXXX", NULL);
  g_autofree char *file = lineup_test_certificate_write (certificate, directory);
  g_autofree char *command = g_strdup_printf (
      "openssl s_server -accept 127.0.0.1:0 -cert '%s' -key '%s' %s", file, file, options);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  GSubprocess *server = NULL;

  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  server = g_subprocess_newv ((const char *const *)words,
                              G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                  | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  while (line == NULL || !g_str_has_prefix (line, "ACCEPT "))
    {
      g_free (line);
      line = g_data_input_stream_read_line (output, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (line);
    }
  g_free (fixture->url);
  fixture->url = g_strdup_printf ("https://%s" LINEUP_HTTP_FIXTURE_QUERY,
                                  line + strlen ("ACCEPT "));
  lineup_test_files_remove (directory);
  return server;
}

static void
end_server (GSubprocess *server)
{
  g_subprocess_force_exit (server);
  g_assert_true (g_subprocess_wait (server, NULL, NULL));
}

/* The failure has nothing to do with the server's certificate: it takes HTTP/2 and nothing else. */
static void
test_other_protocol (LineupHttpFixture *fixture, gconstpointer data)
{
  g_autoptr (GTlsCertificate) certificate = lineup_test_certificate_new ("127.0.0.1", 1);
  g_autoptr (GTlsDatabase) authorities = new_authorities (certificate);
  g_autoptr (GSubprocess) server = NULL;
  g_autoptr (GError) error = NULL;

  lineup_http_fixture_reset (fixture, NULL, authorities);
  server = start_server (fixture, certificate, "-alpn h2");
  error = lineup_http_fixture_expect_error (fixture, LINEUP_ERROR_SERVER);
  g_assert_nonnull (strstr (error->message, "HTTP/1.1"));
  g_assert_false (lineup_error_is_transient (error));
  end_server (server);
}

/* Servers that speak TLS, but have nothing in common with us. */
static void
test_no_agreement (LineupHttpFixture *fixture, gconstpointer data)
{
  const char *const options[] = {
    "-tls1_2 -cipher NULL-SHA256:@SECLEVEL=0",
    "-tls1_2 -Verify 1",
    "-tls1_3 -Verify 1",
  };
  g_autoptr (GTlsCertificate) certificate = lineup_test_certificate_new ("127.0.0.1", 1);
  g_autoptr (GTlsDatabase) authorities = new_authorities (certificate);

  lineup_http_fixture_reset (fixture, NULL, authorities);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GSubprocess) server = start_server (fixture, certificate, options[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", options[i]);
      error = lineup_http_fixture_expect_error (fixture, LINEUP_ERROR_OFFLINE);
      g_assert_nonnull (strstr (error->message, "TLS"));
      end_server (server);
    }
}

/* Takes one connection, reads what comes first, says something, and hangs up. */
static gboolean
on_connection (GThreadedSocketService *service,
               GSocketConnection *connection,
               GObject *source,
               gpointer user_data)
{
  const char *answer = user_data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  char bytes[4096];

  g_input_stream_read (input, bytes, sizeof bytes, NULL, NULL);
  g_output_stream_write_all (output, answer, strlen (answer), NULL, NULL, NULL);
  /* Not before it has been read: a reset would overtake what was said. */
  g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  g_input_stream_read (input, bytes, sizeof bytes, NULL, NULL);
  return TRUE;
}

/* An address with https of what speaks something else. */
static void
test_no_tls (LineupHttpFixture *fixture, gconstpointer data)
{
  const char *const answers[] = {
    "HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\nConnection: close\r\n\r\nNo.",
    "<html>The plain HTTP request was sent to HTTPS port</html>",
    "SSH-2.0-OpenSSH_9.2p1\r\n",
    "220 mail.example ESMTP\r\n500 what?\r\n",
    "no",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GSocketService) service = g_threaded_socket_service_new (1);
      g_autoptr (GError) error = NULL;
      const guint16 port = g_socket_listener_add_any_inet_port (
          G_SOCKET_LISTENER (service), NULL, &error);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      g_signal_connect (service, "run", G_CALLBACK (on_connection), (gpointer)answers[i]);
      g_free (fixture->url);
      fixture->url = g_strdup_printf ("https://127.0.0.1:%u" LINEUP_HTTP_FIXTURE_QUERY, port);
      error = lineup_http_fixture_expect_error (fixture, LINEUP_ERROR_OFFLINE);
      g_assert_nonnull (strstr (error->message, "speaks no TLS at this port"));
      g_socket_service_stop (service);
    }
}

#define ADD(path, test) ADD_WITH (path, NULL, test)

#define ADD_WITH(path, data, test)                                                                 \
  g_test_add ("/http-tls/" path,                                                                   \
              LineupHttpFixture,                                                                   \
              data,                                                                                \
              lineup_http_fixture_set_up,                                                          \
              test,                                                                                \
              lineup_http_fixture_tear_down)

int
main (int argc, char *argv[])
{
  lineup_soup_transport_prepare ();
  g_test_init (&argc, &argv, NULL);

  ADD ("untrusted", test_untrusted);
  ADD ("authority", test_authority);
  ADD ("other-name", test_other_name);
  ADD ("pinned", test_pinned);
  ADD ("pinned-expired", test_pinned_expired);
  ADD ("wrong-pin", test_wrong_pin);
  ADD ("changes", test_changes);
  ADD ("no-handshake", test_no_handshake);
  ADD ("truncated", test_truncated);
  ADD ("hung-up", test_hung_up);
  ADD_WITH ("dead-connection/cut", "account:2=cut:head", test_dead_connection);
  ADD_WITH ("dead-connection/reset", "account:2=reset:head", test_dead_connection);
  ADD ("other-protocol", test_other_protocol);
  ADD ("no-agreement", test_no_agreement);
  ADD ("no-tls", test_no_tls);
  g_test_add_func ("/http-tls/hosts", test_hosts);
  g_test_add_func ("/http-tls/fingerprints", test_fingerprints);

  return g_test_run ();
}
