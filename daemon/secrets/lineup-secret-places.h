/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_SECRET_PLACES_FILE_SUFFIX ".secret"

/**
 * LineupSecretPlace:
 * @LINEUP_SECRET_PLACE_NONE: nowhere that is known
 * @LINEUP_SECRET_PLACE_FORGOTTEN: in the keyring at most, which is not to keep them
 * @LINEUP_SECRET_PLACE_KEYRING: in the keyring
 * @LINEUP_SECRET_PLACE_FILE: in a file, whatever the keyring has
 *
 * Where credentials are.
 */
typedef enum
{
  LINEUP_SECRET_PLACE_NONE,
  LINEUP_SECRET_PLACE_FORGOTTEN,
  LINEUP_SECRET_PLACE_KEYRING,
  LINEUP_SECRET_PLACE_FILE,
} LineupSecretPlace;

/**
 * lineup_secret_places_list_async:
 * @directory: folder of the files and the marks
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when they are listed
 * @user_data: for @callback
 */
void lineup_secret_places_list_async (const char *directory,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_secret_places_list_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type utf8 LineupSecretPlace): every name that has a file or a
 *   mark, with its place
 */
GHashTable *lineup_secret_places_list_finish (GAsyncResult *result);

/**
 * lineup_secret_places_get:
 *
 * Returns: where the credentials of a name are
 */
LineupSecretPlace lineup_secret_places_get (GHashTable *places, const char *name);

/**
 * lineup_secret_places_set:
 *
 * Notes where the credentials of a name are now.
 */
void lineup_secret_places_set (GHashTable *places, const char *name, LineupSecretPlace place);

/**
 * lineup_secret_places_has_keyring:
 *
 * Returns: whether credentials of any name are in the keyring
 */
gboolean lineup_secret_places_has_keyring (GHashTable *places);

G_END_DECLS
