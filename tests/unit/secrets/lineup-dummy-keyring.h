/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-keyring.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DUMMY_KEYRING (lineup_dummy_keyring_get_type ())
G_DECLARE_FINAL_TYPE (LineupDummyKeyring, lineup_dummy_keyring, LINEUP, DUMMY_KEYRING, GObject)

/**
 * LineupDummyKeyring:
 *
 * A keyring that keeps nothing but for the test, is open, and can fall silent.
 */

/**
 * lineup_dummy_keyring_new:
 *
 * Returns: (transfer full): an empty keyring
 */
LineupDummyKeyring *lineup_dummy_keyring_new (void);

/**
 * lineup_dummy_keyring_hold:
 * @self: a keyring
 * @held: whether it says nothing, not even when a call is cancelled; all that it was asked
 * meanwhile is answered when it speaks again
 */
void lineup_dummy_keyring_hold (LineupDummyKeyring *self, gboolean held);

/**
 * lineup_dummy_keyring_get_calls:
 *
 * Returns: (transfer none): what it was asked, such as `unlock store lookup`
 */
const char *lineup_dummy_keyring_get_calls (LineupDummyKeyring *self);

G_END_DECLS
