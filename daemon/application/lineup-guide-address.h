/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a guide is that a person has added: an http, https or file address, and a secret. */

/* Origin of a file. */
#define LINEUP_GUIDE_ADDRESS_FILE "file://"

/**
 * lineup_guide_address_parse:
 * @text: what a person pasted
 * @error: %G_IO_ERROR_INVALID_ARGUMENT: what is wrong with it, without a word of it
 *
 * Takes an http or https address, with what lineup_typed_address_clean() mends.
 *
 * Returns: (transfer full): the address, or %NULL with an error
 */
char *lineup_guide_address_parse (const char *text, GError **error);

/**
 * lineup_guide_address_get_origin:
 * @address: an address
 *
 * Returns: (transfer full): its scheme and host, for people to see; no port
 */
char *lineup_guide_address_get_origin (const char *address);

/**
 * lineup_guide_address_get_host:
 * @address: an address
 *
 * Returns: (transfer full) (nullable): host and port, as lineup_server_url_get_host() has them;
 *   %NULL for a file
 */
char *lineup_guide_address_get_host (const char *address);

/**
 * lineup_guide_address_get_path:
 * @address: an address
 *
 * Returns: (transfer full) (nullable): path of a file, %NULL for what is none
 */
char *lineup_guide_address_get_path (const char *address);

G_END_DECLS
