/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-change.h"
#include "lineup-source-type.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT (lineup_account_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccount, lineup_account, LINEUP, ACCOUNT, GObject)

/* Addresses of the same panel, beside the first, at most. */
#define LINEUP_ACCOUNT_MAX_FALLBACKS 8

/**
 * LineupAccount:
 *
 * One account's settings, without its credentials. Each #LineupSetting but secrets is a property of
 * its name; they can be written, and notify when they change. `id` never does.
 *
 * Two more are no settings, but belong to them, so that one write to the disk changes all at once:
 * `second-secret`, see lineup_account_get_secret(), and `catalogue-url`, see
 * lineup_account_get_catalogue_url().
 */

/**
 * lineup_account_is_valid_id:
 * @id: any text
 *
 * Returns: whether @id is `[a-z0-9_]{1,64}`, which makes it a D-Bus path element and a file name
 */
gboolean lineup_account_is_valid_id (const char *id);

/**
 * lineup_account_new:
 * @id: a valid id
 * @url: the panel's address, without credentials
 *
 * Returns: (transfer full): an account with default settings
 */
LineupAccount *lineup_account_new (const char *id, const char *url);

/**
 * lineup_account_get_id:
 *
 * Returns: the account's id
 */
const char *lineup_account_get_id (LineupAccount *self);

/**
 * lineup_account_get_source_type:
 *
 * Returns: what it is an account of
 */
LineupSourceType lineup_account_get_source_type (LineupAccount *self);

/**
 * lineup_account_get_url:
 *
 * Returns: the panel's address, without credentials; of a playlist, its server's or its file's, or
 *   what a person has written
 */
const char *lineup_account_get_url (LineupAccount *self);

/**
 * lineup_account_get_fallback_urls:
 *
 * Returns: (transfer none) (array zero-terminated=1): other addresses of the same panel, in the
 *   order in which they are tried, without credentials
 */
const char *const *lineup_account_get_fallback_urls (LineupAccount *self);

/**
 * lineup_account_get_user_agent:
 *
 * Returns: (nullable): what to call ourselves before the panel, %NULL for the default
 */
const char *lineup_account_get_user_agent (LineupAccount *self);

/**
 * lineup_account_get_accept_certificate:
 *
 * Returns: (nullable): SHA-256 fingerprint of the one self-signed certificate to accept
 */
const char *lineup_account_get_accept_certificate (LineupAccount *self);

/**
 * lineup_account_get_enabled:
 *
 * Returns: whether it may sync at all
 */
gboolean lineup_account_get_enabled (LineupAccount *self);

/**
 * lineup_account_get_auto_sync:
 *
 * Returns: whether it is to sync by itself
 */
gboolean lineup_account_get_auto_sync (LineupAccount *self);

/**
 * lineup_account_get_guide:
 *
 * Returns: whether what is on is to be read by itself
 */
gboolean lineup_account_get_guide (LineupAccount *self);

/**
 * lineup_account_get_live_format:
 *
 * Returns: (transfer none) (nullable): `ts` or `m3u8`, what channels come in where nobody asks for
 *   something else; %NULL for what the panel offers
 */
const char *lineup_account_get_live_format (LineupAccount *self);

/**
 * lineup_account_get_encoding:
 *
 * Returns: (transfer none) (nullable): of a playlist's lines that are no UTF-8, %NULL if nobody has
 *   said
 */
const char *lineup_account_get_encoding (LineupAccount *self);

/**
 * lineup_account_get_secret:
 *
 * Two places take turns: new credentials are kept beside the old ones until the settings, with
 * their address, are those that the new ones are for.
 *
 * Returns: under which name the account's credentials are kept
 */
const char *lineup_account_get_secret (LineupAccount *self);

/**
 * lineup_account_get_other_secret:
 *
 * Returns: under which name those are kept that are not the account's: not yet, or no more
 */
const char *lineup_account_get_other_secret (LineupAccount *self);

/**
 * lineup_account_get_guide_secret:
 *
 * They are kept apart, as a person adds guides whatever the account is entered with.
 *
 * Returns: under which name the addresses of its guides are kept
 */
const char *lineup_account_get_guide_secret (LineupAccount *self);

/**
 * lineup_account_swap_secrets:
 * @self: an account
 *
 * Makes the other credentials the account's.
 */
void lineup_account_swap_secrets (LineupAccount *self);

/**
 * lineup_account_get_catalogue_url:
 *
 * A person may have written another address into the file while nobody looked.
 *
 * Returns: (nullable): the address that the account's catalogue is of, %NULL if it is not known
 */
const char *lineup_account_get_catalogue_url (LineupAccount *self);

/**
 * lineup_account_copy:
 *
 * Returns: (transfer full): another account with the same id and properties
 */
LineupAccount *lineup_account_copy (LineupAccount *self);

/**
 * lineup_account_assign:
 * @self: an account
 * @source: what it is to be, but for its id
 *
 * Changes all properties at once: who is notified of one finds all of them changed.
 */
void lineup_account_assign (LineupAccount *self, LineupAccount *source);

/**
 * lineup_account_apply:
 * @self: an account
 * @change: what it is to be; its address, credentials and validation are no business of this
 */
void lineup_account_apply (LineupAccount *self, const LineupAccountChange *change);

/**
 * lineup_account_get_default_change:
 *
 * Returns: (transfer full): a change that gives all that is %LINEUP_SETTING_USE_HABIT its default
 */
LineupAccountChange *lineup_account_get_default_change (void);

/**
 * lineup_account_get_change:
 * @self: an account
 * @target: what it is to be
 *
 * Returns: (transfer full): a change that makes @self have the settings of @target; of an address
 *   and a type only if they are others
 */
LineupAccountChange *lineup_account_get_change (LineupAccount *self, LineupAccount *target);

/**
 * lineup_account_save:
 * @self: an account
 * @file: where to put it; what else is in there stays
 */
void lineup_account_save (LineupAccount *self, GKeyFile *file);

/**
 * lineup_account_load:
 * @id: a valid id
 * @file: what lineup_account_save() made, or a person wrote
 * @error: of %G_KEY_FILE_ERROR: it is no account, or a setting can't be read
 *
 * Returns: (transfer full): the account, or %NULL with an error
 */
LineupAccount *lineup_account_load (const char *id, GKeyFile *file, GError **error);

G_END_DECLS
