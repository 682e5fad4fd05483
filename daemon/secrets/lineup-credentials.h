/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupCredentials:
 * @username: user name
 * @password: password
 * @addresses: (nullable) (element-type utf8 utf8): of guides, by what their sources are called; or
 *   of a playlist
 *
 * What an account is entered with, or where its playlist or its guides are: a secret, as addresses
 * have names and passwords in them, too. Its memory is wiped when it goes.
 */
typedef struct
{
  char *username;        /* (owned) */
  char *password;        /* (owned) */
  GHashTable *addresses; /* (owned) (nullable) */
} LineupCredentials;

/**
 * lineup_credentials_new:
 *
 * Returns: (transfer full): a copy of both, without addresses
 */
LineupCredentials *lineup_credentials_new (const char *username, const char *password);

/**
 * lineup_credentials_copy:
 * @self: (nullable): credentials
 *
 * Returns: (transfer full) (nullable): a copy; %NULL of %NULL
 */
LineupCredentials *lineup_credentials_copy (const LineupCredentials *self);

/**
 * lineup_credentials_free:
 * @self: (transfer full): credentials
 */
void lineup_credentials_free (LineupCredentials *self);

/**
 * lineup_credentials_equal:
 *
 * Returns: whether all of both is the same
 */
gboolean lineup_credentials_equal (const LineupCredentials *a, const LineupCredentials *b);

/**
 * LINEUP_CREDENTIALS_PLAYLIST:
 *
 * What an account's playlist is called among addresses.
 */
#define LINEUP_CREDENTIALS_PLAYLIST "playlist"

/**
 * lineup_credentials_set_address:
 * @self: credentials
 * @source: up to 64 of `a` to `z`, `0` to `9`, `-` and `_`
 * @address: (nullable): where it is; %NULL to forget it
 */
void
lineup_credentials_set_address (LineupCredentials *self, const char *source, const char *address);

/**
 * lineup_credentials_get_address:
 *
 * Returns: (nullable): where a source is
 */
const char *lineup_credentials_get_address (const LineupCredentials *self, const char *source);

/**
 * lineup_credentials_load:
 * @contents: a key file
 *
 * Returns: (transfer full) (nullable): what it holds, if that is credentials
 */
LineupCredentials *lineup_credentials_load (GKeyFile *contents);

/**
 * lineup_credentials_save:
 *
 * Returns: (transfer full): a key file for lineup_credentials_load()
 */
GKeyFile *lineup_credentials_save (const LineupCredentials *self);

/**
 * lineup_credentials_parse:
 * @text: of a key file
 *
 * Returns: (transfer full) (nullable): what it holds, if that is credentials
 */
LineupCredentials *lineup_credentials_parse (const char *text);

/**
 * lineup_credentials_print:
 *
 * Returns: (transfer full): text for lineup_credentials_parse(), for lineup_credentials_wipe()
 */
char *lineup_credentials_print (const LineupCredentials *self);

/**
 * lineup_credentials_wipe:
 * @secret: (transfer full) (nullable): text that is not to stay in the memory
 */
void lineup_credentials_wipe (char *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCredentials, lineup_credentials_free)

G_END_DECLS
