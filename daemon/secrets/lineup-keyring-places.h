/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-keyring.h"
#include "lineup-secret-places.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_KEYRING_PLACES (lineup_keyring_places_get_type ())
G_DECLARE_FINAL_TYPE (LineupKeyringPlaces, lineup_keyring_places, LINEUP, KEYRING_PLACES, GObject)

/**
 * LineupKeyringPlaces:
 *
 * Knows where credentials are, beside a keyring or in it, as far as that can be known without
 * asking anybody: it lists the folder of files and marks at first, and whenever the keyring has
 * changed. For the main thread.
 */

/**
 * lineup_keyring_places_new:
 * @keyring: the session's keyring, which is looked for if it may have anything
 * @directory: folder of the files and the marks
 *
 * Returns: (transfer full): places of which nothing is known yet
 */
LineupKeyringPlaces *lineup_keyring_places_new (LineupKeyring *keyring, const char *directory);

/**
 * lineup_keyring_places_is_shut:
 *
 * Returns: whether a person has to do something before all is there: unlock the keyring, or start
 * it
 */
gboolean lineup_keyring_places_is_shut (LineupKeyringPlaces *self);

/**
 * lineup_keyring_places_is_locked:
 * @self: places
 * @name: of credentials
 *
 * Returns: whether these are, or may be, where a person has to do something first
 */
gboolean lineup_keyring_places_is_locked (LineupKeyringPlaces *self, const char *name);

/**
 * lineup_keyring_places_note:
 * @self: places
 * @name: of credentials
 * @place: where they are now
 */
void
lineup_keyring_places_note (LineupKeyringPlaces *self, const char *name, LineupSecretPlace place);

/**
 * lineup_keyring_places_get_names:
 *
 * Returns: (transfer container) (element-type utf8): all names that are known
 */
GList *lineup_keyring_places_get_names (LineupKeyringPlaces *self);

/**
 * LineupKeyringPlaces::changed:
 * @self: places, of which something else may be known now
 */

/**
 * LineupKeyringPlaces::opened:
 * @self: places, which have been listed since the keyring is open
 */

G_END_DECLS
