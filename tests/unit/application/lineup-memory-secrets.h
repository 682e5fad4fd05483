/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-secret-store.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_MEMORY_SECRETS (lineup_memory_secrets_get_type ())
G_DECLARE_FINAL_TYPE (LineupMemorySecrets, lineup_memory_secrets, LINEUP, MEMORY_SECRETS, GObject)

/**
 * LineupMemorySecrets:
 *
 * A secret store that keeps nothing but for the test, and can be locked or slow.
 */

/**
 * lineup_memory_secrets_new:
 *
 * Returns: (transfer full): an empty store
 */
LineupMemorySecrets *lineup_memory_secrets_new (void);

/**
 * lineup_memory_secrets_keep:
 * @self: a store
 * @account: name of the credentials
 * @username: user name
 * @password: password
 */
void lineup_memory_secrets_keep (LineupMemorySecrets *self,
                                 const char *account,
                                 const char *username,
                                 const char *password);

/**
 * lineup_memory_secrets_lock:
 * @self: a store
 * @is_unlocked_when_asked: whether the person who is asked unlocks it
 */
void lineup_memory_secrets_lock (LineupMemorySecrets *self, gboolean is_unlocked_when_asked);

/**
 * lineup_memory_secrets_hold:
 * @self: a store
 * @held: whether lookups have to wait; those that did go on when they need not any more
 */
void lineup_memory_secrets_hold (LineupMemorySecrets *self, gboolean held);

/**
 * lineup_memory_secrets_count_lookups:
 *
 * Returns: how often credentials have been looked up
 */
guint lineup_memory_secrets_count_lookups (LineupMemorySecrets *self);

/**
 * lineup_memory_secrets_count_questions:
 *
 * Returns: how often a person has been asked to unlock it
 */
guint lineup_memory_secrets_count_questions (LineupMemorySecrets *self);

G_END_DECLS
