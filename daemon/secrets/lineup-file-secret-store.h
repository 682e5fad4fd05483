/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-secret-store.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_FILE_SECRET_STORE (lineup_file_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupFileSecretStore, lineup_file_secret_store, LINEUP, FILE_SECRET_STORE, GObject)

/**
 * lineup_file_secret_store_new:
 * @directory: folder for the files, made when needed (0700)
 *
 * Keeps credentials in key files that only their owner can read (0600), one an account.
 *
 * Returns: (transfer full): a store
 */
LineupSecretStore *lineup_file_secret_store_new (const char *directory);

G_END_DECLS
