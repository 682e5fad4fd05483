/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-server-url.h"

#include "lineup-error.h"
#include "lineup-typed-address.h"
#include "lineup-typed-text.h"

#include <string.h>

struct _LineupServerUrl
{
  char *base;     /* (owned) */
  char *origin;   /* (owned) */
  char *hostname; /* (owned) */
  char *host;     /* (owned): with the port */
  char *path;     /* (owned) (nullable): of a file */
};

static void
lineup_server_url_clear (LineupServerUrl *self)
{
  g_free (self->base);
  g_free (self->origin);
  g_free (self->hostname);
  g_free (self->host);
  g_free (self->path);
}

LineupServerUrl *
lineup_server_url_ref (LineupServerUrl *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lineup_server_url_unref (LineupServerUrl *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)lineup_server_url_clear);
}

/* --- Reading --- */

static char *
take_credential (const char *text)
{
  g_autofree char *credential = lineup_typed_text_clean (text != NULL ? text : "");

  return *credential != '\0' ? g_steal_pointer (&credential) : NULL;
}

/* Credentials in the query are what the panel's own links have; before the host is what browsers
 * taught people. */
static void
take_credentials (GUri *uri, const char *query, char **username, char **password)
{
  g_autoptr (GHashTable) params = g_uri_parse_params (
      query,
      -1,
      "&",
      G_URI_PARAMS_WWW_FORM | G_URI_PARAMS_PARSE_RELAXED | G_URI_PARAMS_CASE_INSENSITIVE,
      NULL);

  *username = params != NULL ? take_credential (g_hash_table_lookup (params, "username")) : NULL;
  *password = params != NULL ? take_credential (g_hash_table_lookup (params, "password")) : NULL;
  if (*username == NULL)
    *username = take_credential (g_uri_get_user (uri));
  if (*password == NULL)
    *password = take_credential (g_uri_get_password (uri));
}

/* And what belongs to the sentence in which it stands. */
static gsize
trim_slashes (const char *path, gsize length)
{
  while (length > 0 && strchr ("/,;", path[length - 1]) != NULL)
    length--;
  return length;
}

/* A percent sign that escapes nothing stands for itself. */
static char *
escape_path (const char *path)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (const char *p = path; *p != '\0'; p++)
    {
      g_string_append_c (escaped, *p);
      if (*p == '%' && !(g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2])))
        g_string_append (escaped, "25");
    }
  return g_uri_escape_string (escaped->str, "%" G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
}

/* Returns the path without scripts at its end and without trailing slashes, escaped. */
static char *
get_prefix (GUri *uri)
{
  const char *path = g_uri_get_path (uri);
  gsize length = trim_slashes (path, strlen (path));
  g_autofree char *prefix = NULL;

  while (length > 4 && g_ascii_strncasecmp (path + length - 4, ".php", 4) == 0)
    {
      while (length > 0 && path[length - 1] != '/')
        length--;
      length = trim_slashes (path, length);
    }

  prefix = g_strndup (path, length);
  return escape_path (prefix);
}

/* Returns the host in lower case, a name in the form of DNS; %NULL if it is none. */
static char *
get_hostname (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;

  if (host == NULL || *host == '\0')
    return NULL;
  if (strchr (host, ':') != NULL)
    return g_ascii_strdown (host, -1);

  ascii = g_hostname_to_ascii (host);
  lower = ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;
  if (lower == NULL || *lower == '\0' || *lower == '.'
      || strspn (lower, "abcdefghijklmnopqrstuvwxyz0123456789-._") != strlen (lower))
    return NULL;
  return g_steal_pointer (&lower);
}

char *
lineup_server_url_get_host_of (GUri *uri)
{
  const gboolean is_https = g_str_equal (g_uri_get_scheme (uri), "https");
  const int port = g_uri_get_port (uri);
  g_autofree char *hostname = get_hostname (uri);

  if (hostname == NULL || port == 0)
    return NULL;
  return g_strdup_printf (strchr (hostname, ':') != NULL ? "[%s]:%d" : "%s:%d",
                          hostname,
                          port != -1 ? port
                          : is_https ? 443
                                     : 80);
}

/* Whether requests go where the address says, by those rules that are kept when one is made. Dots
 * may lead out of the path that they are at the end of. */
static gboolean
is_sound (const LineupServerUrl *self)
{
  g_autofree char *url = g_strconcat (self->base, "/", NULL);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *host = uri != NULL ? lineup_server_url_get_host_of (uri) : NULL;

  return g_strcmp0 (host, self->host) == 0
         && g_str_equal (g_uri_get_path (uri), url + strlen (self->origin));
}

/* Returns %NULL for what is no address of a server. */
static LineupServerUrl *
new_from_uri (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  int port = g_uri_get_port (uri);
  g_autofree char *host = NULL;
  g_autofree char *prefix = NULL;
  g_autoptr (LineupServerUrl) self = NULL;

  if (g_str_equal (scheme, "https") || g_str_equal (scheme, "http"))
    host = lineup_server_url_get_host_of (uri);
  if (host == NULL)
    return NULL;

  prefix = get_prefix (uri);
  self = g_atomic_rc_box_new0 (LineupServerUrl);
  self->hostname = get_hostname (uri);
  self->host = g_steal_pointer (&host);
  /* Else the base would read as an address whose scheme was pasted twice. */
  if (port == -1 && (g_str_equal (self->hostname, "http") || g_str_equal (self->hostname, "https")))
    port = g_str_equal (scheme, "https") ? 443 : 80;
  self->origin = g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, self->hostname, port, "", NULL, NULL);
  self->base = g_strconcat (self->origin, prefix, NULL);
  return is_sound (self) ? g_steal_pointer (&self) : NULL;
}

LineupServerUrl *
lineup_server_url_parse (const char *text, char **username, char **password, GError **error)
{
  g_autofree char *url = lineup_typed_address_clean (text);
  const char *fault = lineup_typed_address_find_fault (url);
  g_autofree char *query = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *local_username = NULL;
  g_autofree char *local_password = NULL;
  LineupServerUrl *self = NULL;

  /* The query is parted by hand: whatever is wrong with it, the address before it counts. */
  url[strcspn (url, "#")] = '\0';
  query = g_strdup (strchr (url, '?') != NULL ? strchr (url, '?') + 1 : "");
  url[strcspn (url, "?")] = '\0';

  if (fault == NULL)
    uri = g_uri_parse (
        url, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri != NULL)
    self = new_from_uri (uri);
  if (self == NULL)
    {
      g_set_error_literal (error,
                           LINEUP_ERROR,
                           LINEUP_ERROR_INVALID_ACCOUNT,
                           fault != NULL ? fault : lineup_typed_address_explain (url));
      return NULL;
    }

  take_credentials (uri, query, &local_username, &local_password);
  if (username != NULL)
    *username = g_steal_pointer (&local_username);
  if (password != NULL)
    *password = g_steal_pointer (&local_password);
  return self;
}

/* Bytes of a playlist's address, at most. */
#define MAX_ADDRESS 4096

#define FILE_ORIGIN "file://"

static LineupServerUrl *
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, LINEUP_ERROR, LINEUP_ERROR_INVALID_ACCOUNT, message);
  return NULL;
}

static LineupServerUrl *
new_from_file (const char *text, GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *path = g_filename_from_uri (text, &host, NULL);
  LineupServerUrl *self = NULL;

  if (path == NULL || host != NULL)
    return refuse (error, "This is no address of a file");
  self = g_atomic_rc_box_new0 (LineupServerUrl);
  self->base = g_filename_to_uri (path, NULL, NULL);
  self->origin = g_strdup (FILE_ORIGIN);
  self->hostname = g_strdup ("");
  self->host = g_strdup (self->base);
  self->path = g_steal_pointer (&path);
  return self;
}

/* Neither a path nor a query says anything of the server. */
static LineupServerUrl *
new_from_origin (GUri *uri)
{
  g_autoptr (GUri) bare = g_uri_build (G_URI_FLAGS_NONE,
                                       g_uri_get_scheme (uri),
                                       NULL,
                                       g_uri_get_host (uri),
                                       g_uri_get_port (uri),
                                       "",
                                       NULL,
                                       NULL);

  return new_from_uri (bare);
}

LineupServerUrl *
lineup_server_url_parse_playlist (const char *text, char **address, GError **error)
{
  g_autofree char *url = NULL;
  const char *fault = NULL;
  g_autoptr (GUri) uri = NULL;
  LineupServerUrl *self = NULL;

  if (strlen (text) > MAX_ADDRESS)
    return refuse (error, "The address is too long");
  if (g_str_has_prefix (text, FILE_ORIGIN))
    {
      self = new_from_file (text, error);
      if (self != NULL && address != NULL)
        *address = g_strdup (self->base);
      return self;
    }
  url = lineup_typed_address_clean (text);
  fault = lineup_typed_address_find_fault (url);
  if (fault != NULL)
    return refuse (error, fault);
  url[strcspn (url, "#")] = '\0';
  uri = g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri != NULL && g_uri_get_host (uri) != NULL)
    self = new_from_origin (uri);
  if (self == NULL)
    return refuse (error, lineup_typed_address_explain (url));
  if (address != NULL)
    *address = g_uri_to_string (uri);
  return self;
}

/* --- Asking --- */

gboolean
lineup_server_url_equal (LineupServerUrl *a, LineupServerUrl *b)
{
  /* Equal hosts with their ports may be written with and without the port. */
  return g_str_equal (a->host, b->host) && (a->path == NULL) == (b->path == NULL)
         && g_str_has_prefix (a->base, "https:") == g_str_has_prefix (b->base, "https:")
         && g_str_equal (a->base + strlen (a->origin), b->base + strlen (b->origin));
}

const char *
lineup_server_url_get_base (LineupServerUrl *self)
{
  return self->base;
}

const char *
lineup_server_url_get_origin (LineupServerUrl *self)
{
  return self->origin;
}

const char *
lineup_server_url_get_hostname (LineupServerUrl *self)
{
  return self->hostname;
}

const char *
lineup_server_url_get_path (LineupServerUrl *self)
{
  return self->path;
}

const char *
lineup_server_url_get_host (LineupServerUrl *self)
{
  return self->host;
}
