/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-address.h"

#include "lineup-server-url.h"
#include "lineup-typed-address.h"

/* Bytes of an address, at most. */
#define MAX_LENGTH 4096

static GUri *
parse_uri (const char *address)
{
  return g_uri_parse (address, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
}

static gboolean
is_scheme (GUri *uri, const char *scheme)
{
  return g_str_equal (g_uri_get_scheme (uri), scheme);
}

static gboolean
is_web (GUri *uri)
{
  return is_scheme (uri, "http") || is_scheme (uri, "https");
}

static char *
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return NULL;
}

char *
lineup_guide_address_parse (const char *text, GError **error)
{
  g_autofree char *address = NULL;
  const char *fault = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;

  if (strlen (text) > MAX_LENGTH)
    return refuse (error, "The address is too long");
  address = lineup_typed_address_clean (text);
  fault = lineup_typed_address_find_fault (address);
  if (fault != NULL)
    return refuse (error, fault);
  address[strcspn (address, "#")] = '\0';
  uri = parse_uri (address);
  if (uri != NULL && is_web (uri))
    host = lineup_server_url_get_host_of (uri);
  if (host == NULL)
    return refuse (error, lineup_typed_address_explain (address));
  return g_uri_to_string (uri);
}

/* What an address says */

char *
lineup_guide_address_get_origin (const char *address)
{
  g_autoptr (GUri) uri = parse_uri (address);

  if (uri == NULL || !is_web (uri))
    return g_strdup (LINEUP_GUIDE_ADDRESS_FILE);
  return g_uri_join (
      G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), -1, "", NULL, NULL);
}

char *
lineup_guide_address_get_host (const char *address)
{
  g_autoptr (GUri) uri = parse_uri (address);

  return uri != NULL && is_web (uri) ? lineup_server_url_get_host_of (uri) : NULL;
}

char *
lineup_guide_address_get_path (const char *address)
{
  return g_str_has_prefix (address, LINEUP_GUIDE_ADDRESS_FILE)
             ? g_filename_from_uri (address, NULL, NULL)
             : NULL;
}
