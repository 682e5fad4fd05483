/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupServerUrl:
 *
 * Where a panel is: scheme, host, port and path prefix, without credentials; or on which server a
 * playlist is, or in which file. Immutable, with a reference count; may be shared between threads.
 */
typedef struct _LineupServerUrl LineupServerUrl;

/**
 * lineup_server_url_parse:
 * @text: what a person pasted
 * @username: (out) (optional) (nullable): the user name in @text, if any, decoded
 * @password: (out) (optional) (nullable): the password in @text, if any, decoded
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT: what is wrong, never with the text itself
 *
 * Takes whatever people paste: what lineup_typed_address_clean() mends, a trailing slash,
 * `/get.php?username=…`, `/player_api.php?…`, a path prefix, no scheme (then http), credentials in
 * the query or before the host. Host names are kept as they are; the port is kept if it was given.
 *
 * Returns: (transfer full): the panel's address, or %NULL with an error
 */
LineupServerUrl *
lineup_server_url_parse (const char *text, char **username, char **password, GError **error);

/**
 * lineup_server_url_parse_playlist:
 * @text: what a person pasted, or has written into settings
 * @address: (out) (optional): where the playlist is, a secret; of a file as @text
 * @error: %LINEUP_ERROR_INVALID_ACCOUNT: what is wrong, never with the text itself
 *
 * Takes an http or https address, with what lineup_typed_address_clean() mends, or a `file`
 * address. Of the former only the server is kept: what a playlist's address has behind it lets
 * whoever knows it in.
 *
 * Returns: (transfer full): the server of a playlist, or its file, or %NULL with an error
 */
LineupServerUrl *
lineup_server_url_parse_playlist (const char *text, char **address, GError **error);

/**
 * lineup_server_url_get_path:
 *
 * Returns: (nullable): absolute path of a file, %NULL for a server
 */
const char *lineup_server_url_get_path (LineupServerUrl *self);

/**
 * lineup_server_url_ref:
 *
 * Returns: (transfer full): @self
 */
LineupServerUrl *lineup_server_url_ref (LineupServerUrl *self);

/**
 * lineup_server_url_unref:
 * @self: (transfer full): an address
 */
void lineup_server_url_unref (LineupServerUrl *self);

/**
 * lineup_server_url_equal:
 *
 * Returns: whether both are the same panel's address
 */
gboolean lineup_server_url_equal (LineupServerUrl *a, LineupServerUrl *b);

/**
 * lineup_server_url_get_base:
 *
 * Returns: scheme, host, port and path prefix, without a trailing slash;
 *   lineup_server_url_parse() takes it back
 */
const char *lineup_server_url_get_base (LineupServerUrl *self);

/**
 * lineup_server_url_get_origin:
 *
 * Returns: scheme, host and port only, for people to see; of a file no more than `file://`
 */
const char *lineup_server_url_get_origin (LineupServerUrl *self);

/**
 * lineup_server_url_get_hostname:
 *
 * Returns: the host alone, lower case; empty for a file
 */
const char *lineup_server_url_get_hostname (LineupServerUrl *self);

/**
 * lineup_server_url_get_host:
 *
 * Returns: host and port (the scheme's default if none was given), lower case: what a panel's
 *   patience is counted by; the address of a file, of which no other file has to wait
 */
const char *lineup_server_url_get_host (LineupServerUrl *self);

/**
 * lineup_server_url_get_host_of:
 * @uri: any http or https address
 *
 * Returns: (transfer full) (nullable): its host and port as lineup_server_url_get_host() has them,
 *   %NULL if that is no host
 */
char *lineup_server_url_get_host_of (GUri *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupServerUrl, lineup_server_url_unref)

G_END_DECLS
