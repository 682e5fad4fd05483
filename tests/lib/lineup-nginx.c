/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-nginx.h"

#include "lineup-test-certificate.h"
#include "lineup-test-files.h"
#include "lineup-test-limits.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define PROGRAM "nginx"

/* Debian keeps it where only administrators look. */
#define PATH "/usr/sbin:/sbin:"

#define CONFIGURATION                                                                              \
  "daemon off;\n"                                                                                  \
  "master_process off;\n"                                                                          \
  "error_log stderr error;\n"                                                                      \
  "pid %1$s/pid;\n"                                                                                \
  "events { worker_connections 64; }\n"                                                            \
  "http {\n"                                                                                       \
  "  client_body_temp_path %1$s/client;\n"                                                         \
  "  proxy_temp_path %1$s/proxy;\n"                                                                \
  "  fastcgi_temp_path %1$s/fastcgi;\n"                                                            \
  "  uwsgi_temp_path %1$s/uwsgi;\n"                                                                \
  "  scgi_temp_path %1$s/scgi;\n"                                                                  \
  "  log_format short '$server_protocol $connection';\n"                                           \
  "  access_log %1$s/access short;\n"                                                              \
  "  keepalive_requests %2$u;\n"                                                                   \
  "  server {\n"                                                                                   \
  "    listen 127.0.0.1:%3$u ssl http2;\n"                                                         \
  "    ssl_certificate %4$s;\n"                                                                    \
  "    ssl_certificate_key %4$s;\n"                                                                \
  "    location / {\n"                                                                             \
  "      proxy_pass %5$s;\n"                                                                       \
  "      proxy_buffering off;\n"                                                                   \
  "      proxy_read_timeout 600s;\n"                                                               \
  "    }\n"                                                                                        \
  "  }\n"                                                                                          \
  "}\n"

struct _LineupNginx
{
  GObject parent_instance;

  char *directory;         /* (owned) */
  char *url;               /* (owned) */
  GSubprocess *subprocess; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupNginx, lineup_nginx, G_TYPE_OBJECT)

static void
lineup_nginx_finalize (GObject *object)
{
  LineupNginx *self = LINEUP_NGINX (object);

  g_subprocess_force_exit (self->subprocess);
  g_subprocess_wait (self->subprocess, NULL, NULL);
  g_clear_object (&self->subprocess);
  lineup_test_files_remove (self->directory);
  g_free (self->directory);
  g_free (self->url);
  G_OBJECT_CLASS (lineup_nginx_parent_class)->finalize (object);
}

static void
lineup_nginx_class_init (LineupNginxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_nginx_finalize;
}

static void
lineup_nginx_init (LineupNginx *self)
{
}

static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* A port that was free a moment ago: nginx does not tell which it has taken. */
static guint16
find_port (void)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new (
      G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, any, TRUE, &error);
  g_assert_no_error (error);
  address = g_socket_get_local_address (socket, NULL);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static gboolean
is_listening (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (
      client, "127.0.0.1", port, NULL, NULL);

  return connection != NULL;
}

static GSubprocess *
spawn (const char *directory, const char *configuration)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *path = g_strconcat (PATH, g_getenv ("PATH"), NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *subprocess = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "PATH", path, TRUE);
  subprocess = g_subprocess_launcher_spawn (
      launcher, &error, "env", PROGRAM, "-p", directory, "-c", configuration, NULL);
  if (subprocess == NULL)
    g_error (PROGRAM ": %s", error->message);
  return subprocess;
}

/* Returns: whether it listens. */
static gboolean
start (LineupNginx *self, const char *certificate, const char *upstream, guint keepalive_requests)
{
  const gint64 watchdog = lineup_test_watchdog ();
  const guint16 port = find_port ();
  g_autofree char *configuration = g_build_filename (self->directory, "configuration", NULL);
  g_autofree char *text = g_strdup_printf (
      CONFIGURATION, self->directory, keepalive_requests, port, certificate, upstream);

  g_assert_true (g_file_set_contents (configuration, text, -1, NULL));
  self->subprocess = spawn (self->directory, configuration);
  while (g_subprocess_get_identifier (self->subprocess) != NULL)
    {
      if (is_listening (port))
        {
          self->url = g_strdup_printf ("https://127.0.0.1:%u", port);
          return TRUE;
        }
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
      g_main_context_iteration (NULL, FALSE);
      g_poll (NULL, 0, 10);
    }
  g_clear_object (&self->subprocess);
  return FALSE;
}

LineupNginx *
lineup_nginx_new (GTlsCertificate *certificate, const char *upstream, guint keepalive_requests)
{
  LineupNginx *self = g_object_new (LINEUP_TYPE_NGINX, NULL);
  g_autofree char *file = NULL;

  self->directory = g_dir_make_tmp ("lineup-nginx-XXXXXX", NULL);
  file = lineup_test_certificate_write (certificate, self->directory);
  /* Somebody else may have taken the port meanwhile. */
  for (guint i = 0; i < 3; i++)
    {
      if (start (self, file, upstream, keepalive_requests))
        return self;
    }
  g_error (PROGRAM " does not start");
}

const char *
lineup_nginx_get_url (LineupNginx *self)
{
  return self->url;
}

char **
lineup_nginx_read_log (LineupNginx *self)
{
  g_autofree char *path = g_build_filename (self->directory, "access", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return g_strsplit (g_strchomp (text), "\n", -1);
}
