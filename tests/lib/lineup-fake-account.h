/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupFakeAccount:
 *
 * A made-up answer to the account request. For one thread at a time.
 */
typedef struct _LineupFakeAccount LineupFakeAccount;

/**
 * lineup_fake_account_new:
 *
 * Returns: (transfer full): an account that works
 */
LineupFakeAccount *lineup_fake_account_new (void);

/**
 * lineup_fake_account_free:
 * @self: (transfer full): an account
 */
void lineup_fake_account_free (LineupFakeAccount *self);

/**
 * lineup_fake_account_set:
 * @self: an account
 * @field: a field of `user_info` or `server_info`
 * @json: (nullable): its value as JSON; %NULL leaves the field out
 */
void lineup_fake_account_set (LineupFakeAccount *self, const char *field, const char *json);

/**
 * lineup_fake_account_to_json:
 *
 * Returns: (transfer full): the answer
 */
char *
lineup_fake_account_to_json (LineupFakeAccount *self, const char *username, const char *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFakeAccount, lineup_fake_account_free)

G_END_DECLS
