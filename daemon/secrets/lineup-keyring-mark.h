/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_KEYRING_MARK (lineup_keyring_mark_get_type ())
G_DECLARE_FINAL_TYPE (LineupKeyringMark, lineup_keyring_mark, LINEUP, KEYRING_MARK, GObject)

#define LINEUP_KEYRING_MARK_SUFFIX ".keyring"

/**
 * LineupKeyringMark:
 *
 * A file that says whether the keyring has credentials of a name, and whether it is to keep them;
 * it holds no secret. Its text is kept with them there, so that nobody takes or deletes those of
 * the same name that another configuration keeps. Older versions had none. For the main thread; one
 * load, save or deletion at a time.
 */

/**
 * lineup_keyring_mark_new:
 * @directory: folder of the marks
 * @name: of credentials
 *
 * Returns: (transfer full): a mark that is not read yet
 */
LineupKeyringMark *lineup_keyring_mark_new (const char *directory, const char *name);

/**
 * lineup_keyring_mark_is_set:
 *
 * Returns: whether the keyring has the credentials, or may have
 */
gboolean lineup_keyring_mark_is_set (LineupKeyringMark *self);

/**
 * lineup_keyring_mark_is_to_forget:
 *
 * Returns: whether it is not to keep them
 */
gboolean lineup_keyring_mark_is_to_forget (LineupKeyringMark *self);

/**
 * lineup_keyring_mark_get_text:
 *
 * Returns: (nullable): what is kept with the credentials, %NULL if nothing is
 */
const char *lineup_keyring_mark_get_text (LineupKeyringMark *self);

/**
 * lineup_keyring_mark_renew:
 *
 * Has a mark without a text have one, from the next save on.
 */
void lineup_keyring_mark_renew (LineupKeyringMark *self);

/**
 * lineup_keyring_mark_load:
 * @error: %LINEUP_ERROR_STORAGE
 *
 * Reads the file, which blocks, and is for threads.
 *
 * Returns: whether it is known what the file says; that there is none says something, too
 */
gboolean lineup_keyring_mark_load (LineupKeyringMark *self, GError **error);

/**
 * lineup_keyring_mark_load_async:
 * @self: a mark
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void lineup_keyring_mark_load_async (LineupKeyringMark *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_keyring_mark_set_async:
 * @self: a mark
 * @is_to_forget: what it is to say
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 */
void lineup_keyring_mark_set_async (LineupKeyringMark *self,
                                    gboolean is_to_forget,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_keyring_mark_delete_async:
 * @self: a mark
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is gone
 * @user_data: for @callback
 */
void lineup_keyring_mark_delete_async (LineupKeyringMark *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_keyring_mark_finish:
 * @error: %LINEUP_ERROR_STORAGE, %LINEUP_ERROR_DISK_FULL
 *
 * Ends all three.
 *
 * Returns: whether it was done
 */
gboolean lineup_keyring_mark_finish (LineupKeyringMark *self, GAsyncResult *result, GError **error);

G_END_DECLS
