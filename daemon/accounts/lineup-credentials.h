/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupCredentials:
 * @username: user name
 * @password: password
 *
 * What an account is entered with. Immutable, with a reference count; its memory is wiped when the
 * last one goes.
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
 * lineup_credentials_ref:
 *
 * Returns: (transfer full): @self
 */
LineupCredentials *lineup_credentials_ref (LineupCredentials *self);

/**
 * lineup_credentials_unref:
 * @self: (transfer full): credentials
 */
void lineup_credentials_unref (LineupCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCredentials, lineup_credentials_unref)

G_END_DECLS
