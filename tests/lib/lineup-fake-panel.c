/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-panel.h"

#include "lineup-answer-stream.h"
#include "lineup-fake-account.h"
#include "lineup-fake-playlist.h"
#include "lineup-fake-stream.h"
#include "lineup-http-head.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

/* What XUI says to strangers. */
#define NOT_FOUND "<html>\r\n<head><title>404 Not Found</title></head>\r\n</html>\r\n"
#define REFUSED   "{\"user_info\":{\"auth\":0}}"
#define NO_LIST   "[]"

/* A fault, and how many requests it was meant for so far. */
typedef struct
{
  LineupFault *fault; /* (owned) */
  guint64 n_requests;
} PendingFault;

struct _LineupFakePanel
{
  GObject parent_instance;

  LineupRequestLog *log; /* (owned) */
  GCancellable *stop;    /* (owned), ends the thread */
  GThread *thread;       /* (owned) (nullable), accepts connections */

  GMutex mutex; /* guards all that follows */
  guint16 port;
  GSocket *listener;      /* (owned) (nullable) */
  GCancellable *hold;     /* (owned), ends the pauses of the answers under way */
  GPtrArray *connections; /* (owned) (element-type Connection) */
  guint64 n_connections;  /* ever */

  GTlsCertificate *certificate; /* (owned) (nullable), speaks TLS with it */

  char *username;                 /* (owned) */
  char *password;                 /* (owned) */
  LineupFakeAccount *account;     /* (owned) */
  char *folder;                   /* (owned) (nullable) */
  LineupFakeCatalogue *catalogue; /* (owned) (nullable) */
  LineupFakeGuide *guide;         /* (owned) (nullable) */
  GHashTable *bodies;             /* (owned) (element-type utf8 GBytes), by action */
  GPtrArray *faults;              /* (owned) (element-type PendingFault) */
};

G_DEFINE_FINAL_TYPE (LineupFakePanel, lineup_fake_panel, G_TYPE_OBJECT)

typedef struct
{
  LineupFakePanel *panel; /* (unowned), joins the thread */
  guint64 number;
  GSocket *socket; /* (owned) */
  GThread *thread; /* (owned) */
  gboolean ended;  /* guarded by the panel's mutex */
} Connection;

static void
connection_free (Connection *connection)
{
  g_thread_join (connection->thread);
  g_object_unref (connection->socket);
  g_free (connection);
}

/* What to answer, where it is not a fault that decides. */
typedef struct
{
  guint status;
  const char *type;
  GBytes *body;                   /* (owned) (nullable) */
  LineupFakeCatalogue *catalogue; /* (owned) (nullable), makes the body if there is none */
  LineupFakeGuide *guide;         /* (owned) (nullable), makes it if that is not there either */
  const LineupRequest *playlist;  /* (unowned) (nullable): what is written of @catalogue, if that is
                                     a playlist */
  gboolean gzip;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_clear_object (&answer->catalogue);
  g_clear_object (&answer->guide);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
pending_fault_free (PendingFault *pending)
{
  lineup_fault_free (pending->fault);
  g_free (pending);
}

static GBytes *
bytes_from_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static LineupFault *
find_fault_locked (LineupFakePanel *self, const char *action)
{
  LineupFault *found = NULL;

  for (guint i = 0; i < self->faults->len; i++)
    {
      PendingFault *pending = g_ptr_array_index (self->faults, i);
      LineupFault *fault = pending->fault;

      if (!g_str_equal (fault->action, "*") && !g_str_equal (fault->action, action))
        continue;
      pending->n_requests++;
      if (pending->n_requests >= fault->first && pending->n_requests <= fault->last)
        found = fault;
    }
  return found != NULL ? lineup_fault_copy (found) : lineup_fault_new_none ();
}

static GBytes *
read_folder (const char *folder, const char *action)
{
  g_autofree char *name = g_strdup_printf ("%s.json", *action != '\0' ? action : "account");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

static GBytes *
make_account_locked (LineupFakePanel *self)
{
  char *json = lineup_fake_account_to_json (self->account, self->username, self->password);

  return g_bytes_new_take (json, strlen (json));
}

static gboolean
is_authorized_locked (LineupFakePanel *self, const LineupRequest *request)
{
  return g_strcmp0 (lineup_request_get_param (request, "username"), self->username) == 0
         && g_strcmp0 (lineup_request_get_param (request, "password"), self->password) == 0;
}

static GBytes *
make_details_locked (LineupFakePanel *self, const LineupRequest *request)
{
  const gboolean is_movie = g_str_equal (request->action, "get_vod_info");
  char *json = lineup_fake_catalogue_make_details (
      self->catalogue,
      request->action,
      lineup_request_get_param (request, is_movie ? "vod_id" : "series_id"));

  return g_bytes_new_take (json, strlen (json));
}

static GBytes *
make_listings_locked (LineupFakePanel *self, const LineupRequest *request)
{
  char *json = lineup_fake_guide_make_listings (self->guide,
                                                request->action,
                                                lineup_request_get_param (request, "stream_id"),
                                                lineup_request_get_param (request, "limit"));

  return g_bytes_new_take (json, strlen (json));
}

static GBytes *
find_body_locked (LineupFakePanel *self, const char *action)
{
  GBytes *body = g_hash_table_lookup (self->bodies, action);

  return body != NULL ? g_bytes_ref (body) : NULL;
}

static void
choose_nothing (Answer *answer)
{
  answer->status = 404;
  answer->type = "text/html";
  answer->body = bytes_from_text (NOT_FOUND);
}

/* Of any path that is no call. */
static void
choose_file_locked (LineupFakePanel *self, const LineupRequest *request, Answer *answer)
{
  if (lineup_fake_stream_is_path (request->path, self->username, self->password))
    {
      answer->type = LINEUP_FAKE_STREAM_TYPE;
      answer->body = lineup_fake_stream_make ();
      return;
    }
  answer->type = "application/octet-stream";
  answer->body = find_body_locked (self, request->action);
  if (answer->body == NULL)
    choose_nothing (answer);
}

static void
choose_guide_locked (LineupFakePanel *self, const LineupRequest *request, Answer *answer)
{
  if (!is_authorized_locked (self, request))
    {
      answer->status = 401;
      answer->body = bytes_from_text ("");
      return;
    }
  answer->body = find_body_locked (self, request->action);
  if (answer->body == NULL && self->guide != NULL)
    answer->guide = g_object_ref (self->guide);
  if (answer->body == NULL && answer->guide == NULL)
    {
      choose_nothing (answer);
      return;
    }
  answer->type = "application/xml";
  answer->gzip = g_strcmp0 (lineup_request_get_param (request, "gzip"), "1") == 0;
  if (answer->gzip)
    answer->type = "application/octet-stream";
}

static void
choose_playlist_locked (LineupFakePanel *self, const LineupRequest *request, Answer *answer)
{
  if (!is_authorized_locked (self, request))
    {
      answer->status = 401;
      answer->body = bytes_from_text ("");
      return;
    }
  answer->type = "audio/x-mpegurl";
  answer->body = find_body_locked (self, request->action);
  if (answer->body == NULL && self->catalogue != NULL)
    {
      answer->catalogue = g_object_ref (self->catalogue);
      answer->playlist = request;
    }
  if (answer->body == NULL && answer->catalogue == NULL)
    choose_nothing (answer);
}

static void
choose_call_locked (LineupFakePanel *self, const LineupRequest *request, Answer *answer)
{
  const char *action = request->action;

  if (!is_authorized_locked (self, request))
    answer->body = bytes_from_text (REFUSED);
  else if (g_hash_table_contains (self->bodies, action))
    answer->body = find_body_locked (self, action);
  else if (self->folder != NULL)
    answer->body = read_folder (self->folder, action);
  else if (self->catalogue != NULL && lineup_fake_catalogue_has_list (action))
    answer->catalogue = g_object_ref (self->catalogue);
  else if (lineup_fake_catalogue_has_details (action))
    answer->body = make_details_locked (self, request);
  else if (lineup_fake_guide_has_listings (action))
    answer->body = make_listings_locked (self, request);

  if (answer->body == NULL && answer->catalogue == NULL)
    answer->body = lineup_fake_catalogue_has_list (action) ? bytes_from_text (NO_LIST)
                                                           : make_account_locked (self);
}

static Answer
choose_answer_locked (LineupFakePanel *self, const LineupRequest *request)
{
  Answer answer = { .status = 200, .type = "application/json" };

  if (*request->action == '/')
    choose_file_locked (self, request, &answer);
  else if (g_str_equal (request->action, LINEUP_REQUEST_GUIDE))
    choose_guide_locked (self, request, &answer);
  else if (g_str_equal (request->action, LINEUP_REQUEST_PLAYLIST))
    choose_playlist_locked (self, request, &answer);
  else
    choose_call_locked (self, request, &answer);
  return answer;
}

static gboolean
write_body (GOutputStream *stream, const Answer *answer, const char *action, GError **error)
{
  gsize length = 0;
  const char *data = NULL;

  if (answer->body == NULL && answer->guide != NULL)
    return lineup_fake_guide_write (answer->guide, stream, error);
  if (answer->body == NULL && answer->playlist != NULL)
    return lineup_fake_playlist_write (answer->catalogue, answer->playlist, stream, error);
  if (answer->body == NULL)
    return lineup_fake_catalogue_write_list (answer->catalogue, action, stream, error);

  data = g_bytes_get_data (answer->body, &length);
  return g_output_stream_write_all (stream, data, length, NULL, NULL, error);
}

static gboolean
write_gzip (GOutputStream *stream, const Answer *answer, const char *action, GError **error)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) converter = g_converter_output_stream_new (stream, G_CONVERTER (gzip));

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (converter), FALSE);
  return write_body (converter, answer, action, error)
         && g_output_stream_close (converter, NULL, error);
}

/* Whether the connection can be used again. */
static gboolean
answer_request (LineupFakePanel *self,
                GSocket *socket,
                GIOStream *connection,
                const LineupRequest *request)
{
  g_autoptr (LineupFault) fault = NULL;
  g_autoptr (GCancellable) hold = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };
  gint64 length = -1;
  gboolean complete = FALSE;
  gboolean reusable = FALSE;

  g_mutex_lock (&self->mutex);
  fault = find_fault_locked (self, request->action);
  answer = choose_answer_locked (self, request);
  hold = g_object_ref (self->hold);
  g_mutex_unlock (&self->mutex);

  if (fault->status == 200)
    fault->status = answer.status;
  if (fault->body != NULL)
    {
      answer_clear (&answer);
      answer.gzip = FALSE;
      answer.body = g_bytes_ref (fault->body);
    }
  answer.gzip = answer.gzip || fault->gzip;
  if (answer.body != NULL && !answer.gzip)
    length = (gint64)g_bytes_get_size (answer.body);

  stream = lineup_answer_stream_new (
      socket, g_io_stream_get_output_stream (connection), fault, self->log, request->number, hold);
  complete = lineup_answer_stream_begin (LINEUP_ANSWER_STREAM (stream), answer.type, length, &error)
             && (answer.gzip ? write_gzip (stream, &answer, request->action, &error)
                             : write_body (stream, &answer, request->action, &error));
  if (!complete)
    g_debug ("Answer %" G_GUINT64_FORMAT " ends early: %s", request->number, error->message);
  reusable = lineup_answer_stream_end (LINEUP_ANSWER_STREAM (stream), complete);
  /* Over TLS, an end that was meant is one that is announced; what cuts it does not announce it. */
  if (!reusable && !fault->drop && fault->cut_at == LINEUP_FAULT_NOWHERE)
    g_io_stream_close (connection, NULL, NULL);
  return reusable;
}

/* Returns what is read from and written to on a connection; %NULL if they don't come to terms. */
static GIOStream *
open_connection (LineupFakePanel *self, GSocket *socket)
{
  g_autoptr (GIOStream) plain = G_IO_STREAM (
      g_socket_connection_factory_create_connection (socket));
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GIOStream) tls = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&self->mutex);
  g_set_object (&certificate, self->certificate);
  g_mutex_unlock (&self->mutex);
  if (certificate == NULL)
    return g_steal_pointer (&plain);

  tls = g_tls_server_connection_new (plain, certificate, &error);
  if (tls == NULL)
    g_error ("%s", error->message);
  if (g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, &error))
    return g_steal_pointer (&tls);
  g_debug ("No handshake: %s", error->message);
  return NULL;
}

/* A file that was put somewhere is known by its path. */
static void
name_file (LineupFakePanel *self, LineupRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!g_str_equal (request->action, LINEUP_REQUEST_OTHER)
      || !g_hash_table_contains (self->bodies, request->path))
    return;
  g_free (request->action);
  request->action = g_strdup (request->path);
}

static gpointer
serve_connection (gpointer data)
{
  Connection *connection = data;
  LineupFakePanel *self = connection->panel;
  g_autoptr (GIOStream) stream = open_connection (self, connection->socket);
  g_autoptr (GDataInputStream) input = NULL;
  gboolean go_on = stream != NULL;

  if (stream != NULL)
    {
      input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
      g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
    }
  while (go_on)
    {
      LineupRequest *request = lineup_http_head_read (input, &go_on);

      if (request == NULL)
        break;
      request->connection = connection->number;
      name_file (self, request);
      go_on = answer_request (
                  self, connection->socket, stream, lineup_request_log_begin (self->log, request))
              && go_on;
    }

  g_mutex_lock (&self->mutex);
  g_socket_close (connection->socket, NULL);
  connection->ended = TRUE;
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static void
reap_connections_locked (LineupFakePanel *self)
{
  for (guint i = self->connections->len; i > 0; i--)
    {
      Connection *connection = g_ptr_array_index (self->connections, i - 1);

      if (connection->ended)
        g_ptr_array_remove_index_fast (self->connections, i - 1);
    }
}

guint
lineup_fake_panel_count_connections (LineupFakePanel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  reap_connections_locked (self);
  return self->connections->len;
}

static void
start_connection (LineupFakePanel *self, GSocket *socket)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Connection *connection = g_new0 (Connection, 1);

  /* Otherwise the kernel would keep an answer's last byte until the client has confirmed the rest,
   * for which that takes its time. */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);

  reap_connections_locked (self);
  connection->panel = self;
  connection->number = ++self->n_connections;
  connection->socket = g_object_ref (socket);
  connection->thread = g_thread_new ("fake-panel", serve_connection, connection);
  g_ptr_array_add (self->connections, connection);
}

static gpointer
accept_connections (gpointer data)
{
  LineupFakePanel *self = data;

  while (TRUE)
    {
      g_autoptr (GSocket) socket = g_socket_accept (self->listener, self->stop, NULL);

      if (socket == NULL)
        return NULL;
      start_connection (self, socket);
    }
}

static void
lineup_fake_panel_dispose (GObject *object)
{
  lineup_fake_panel_refuse (LINEUP_FAKE_PANEL (object));
  G_OBJECT_CLASS (lineup_fake_panel_parent_class)->dispose (object);
}

static void
lineup_fake_panel_finalize (GObject *object)
{
  LineupFakePanel *self = LINEUP_FAKE_PANEL (object);

  g_object_unref (self->log);
  g_object_unref (self->stop);
  g_object_unref (self->hold);
  g_ptr_array_unref (self->connections);
  g_clear_object (&self->certificate);
  g_free (self->username);
  g_free (self->password);
  lineup_fake_account_free (self->account);
  g_free (self->folder);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->guide);
  g_hash_table_unref (self->bodies);
  g_ptr_array_unref (self->faults);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (lineup_fake_panel_parent_class)->finalize (object);
}

static void
lineup_fake_panel_class_init (LineupFakePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lineup_fake_panel_dispose;
  object_class->finalize = lineup_fake_panel_finalize;
}

static void
lineup_fake_panel_init (LineupFakePanel *self)
{
  g_mutex_init (&self->mutex);
  self->log = lineup_request_log_new ();
  self->stop = g_cancellable_new ();
  self->hold = g_cancellable_new ();
  self->connections = g_ptr_array_new_with_free_func ((GDestroyNotify)connection_free);
  self->username = g_strdup ("user");
  self->password = g_strdup ("secret");
  self->account = lineup_fake_account_new ();
  self->bodies = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify)pending_fault_free);
}

LineupFakePanel *
lineup_fake_panel_new (void)
{
  return g_object_new (LINEUP_TYPE_FAKE_PANEL, NULL);
}

static GSocket *
make_listener (guint16 port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocket) listener = g_socket_new (
      G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (listener == NULL || !g_socket_bind (listener, address, TRUE, error)
      || !g_socket_listen (listener, error))
    return NULL;
  return g_steal_pointer (&listener);
}

gboolean
lineup_fake_panel_listen (LineupFakePanel *self, guint16 port, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GSocketAddress) address = NULL;

  g_return_val_if_fail (self->listener == NULL, FALSE);

  self->listener = make_listener (port != 0 ? port : self->port, error);
  if (self->listener == NULL)
    return FALSE;

  address = g_socket_get_local_address (self->listener, NULL);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_cancellable_reset (self->stop);
  self->thread = g_thread_new ("fake-panel-accept", accept_connections, self);
  return TRUE;
}

void
lineup_fake_panel_refuse (LineupFakePanel *self)
{
  g_autoptr (GPtrArray) connections = NULL;

  if (self->thread == NULL)
    return;

  g_cancellable_cancel (self->stop);
  g_thread_join (g_steal_pointer (&self->thread));

  g_mutex_lock (&self->mutex);
  g_socket_close (self->listener, NULL);
  g_clear_object (&self->listener);
  for (guint i = 0; i < self->connections->len; i++)
    {
      Connection *connection = g_ptr_array_index (self->connections, i);

      g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
    }
  connections = g_steal_pointer (&self->connections);
  self->connections = g_ptr_array_new_with_free_func ((GDestroyNotify)connection_free);
  g_mutex_unlock (&self->mutex);
}

guint16
lineup_fake_panel_get_port (LineupFakePanel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->port;
}

char *
lineup_fake_panel_get_url (LineupFakePanel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup_printf (
      "%s://127.0.0.1:%u", self->certificate != NULL ? "https" : "http", self->port);
}

void
lineup_fake_panel_set_certificate (LineupFakePanel *self, GTlsCertificate *certificate)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_set_object (&self->certificate, certificate);
}

LineupRequestLog *
lineup_fake_panel_get_log (LineupFakePanel *self)
{
  return self->log;
}

void
lineup_fake_panel_set_credentials (LineupFakePanel *self,
                                   const char *username,
                                   const char *password)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (self->username);
  self->username = g_strdup (username);
  g_free (self->password);
  self->password = g_strdup (password);
}

void
lineup_fake_panel_set_account (LineupFakePanel *self, const char *field, const char *json)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  lineup_fake_account_set (self->account, field, json);
}

void
lineup_fake_panel_set_folder (LineupFakePanel *self, const char *folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_free (self->folder);
  self->folder = g_strdup (folder);
}

void
lineup_fake_panel_set_catalogue (LineupFakePanel *self, LineupFakeCatalogue *catalogue)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_set_object (&self->catalogue, catalogue);
}

void
lineup_fake_panel_set_guide (LineupFakePanel *self, LineupFakeGuide *guide)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_set_object (&self->guide, guide);
}

void
lineup_fake_panel_set_body (LineupFakePanel *self, const char *action, GBytes *body)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (body != NULL)
    g_hash_table_insert (self->bodies, g_strdup (action), g_bytes_ref (body));
  else
    g_hash_table_remove (self->bodies, action);
}

void
lineup_fake_panel_set_text (LineupFakePanel *self, const char *action, const char *text)
{
  g_autoptr (GBytes) body = bytes_from_text (text);

  lineup_fake_panel_set_body (self, action, body);
}

void
lineup_fake_panel_take_fault (LineupFakePanel *self, LineupFault *fault)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  PendingFault *pending = g_new0 (PendingFault, 1);

  pending->fault = fault;
  g_ptr_array_add (self->faults, pending);
}

void
lineup_fake_panel_add_fault (LineupFakePanel *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  LineupFault *fault = lineup_fault_parse (text, &error);

  if (fault == NULL)
    g_error ("%s", error->message);
  lineup_fake_panel_take_fault (self, fault);
}

void
lineup_fake_panel_clear_faults (LineupFakePanel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_set_size (self->faults, 0);
}

void
lineup_fake_panel_release (LineupFakePanel *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_cancellable_cancel (self->hold);
  g_object_unref (self->hold);
  self->hold = g_cancellable_new ();
}
