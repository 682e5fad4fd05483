/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"
#include "lineup-keyring.h"
#include "lineup-secret-store.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_KEYRING_SECRET_STORE (lineup_keyring_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupKeyringSecretStore, lineup_keyring_secret_store, LINEUP, KEYRING_SECRET_STORE, GObject)

/**
 * LineupKeyringSecretStore:
 *
 * Keeps credentials in the session's keyring, and in files where there is none; one that has some
 * and is away is none that is not there. What lies in files moves into the keyring as soon as one
 * is open.
 *
 * For what the keyring has, or may have, there is a #LineupKeyringMark: so the keyring is asked for
 * nothing that it does not have, and what is to be forgotten while it is locked is as good as
 * forgotten. A mark says "forget" until what was stored has been read back. A crash at any moment
 * leaves credentials in a file, which count, or a mark by which the keyring is tidied up the next
 * time that it is open.
 */

/**
 * lineup_keyring_secret_store_new:
 * @keyring: the session's keyring
 * @files: where credentials are while there is none
 * @directory: folder for the marks, which is the one of @files, made when needed (0700)
 * @clock: for the time that removals take
 *
 * Returns: (transfer full): a store
 */
LineupSecretStore *lineup_keyring_secret_store_new (LineupKeyring *keyring,
                                                    LineupSecretStore *files,
                                                    const char *directory,
                                                    LineupClock *clock);

G_END_DECLS
