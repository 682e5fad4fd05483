/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupCredentials:
 * @username: user name
 * @password: password
 *
 * What an account is entered with. Its memory is wiped when it goes.
 */
typedef struct
{
  char *username; /* (owned) */
  char *password; /* (owned) */
} LineupCredentials;

/**
 * lineup_credentials_new:
 *
 * Returns: (transfer full): a copy of both
 */
LineupCredentials *lineup_credentials_new (const char *username, const char *password);

/**
 * lineup_credentials_free:
 * @self: (transfer full): credentials
 */
void lineup_credentials_free (LineupCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCredentials, lineup_credentials_free)

G_END_DECLS
