/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-file.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_EDITOR (lineup_account_editor_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountEditor, lineup_account_editor, LINEUP, ACCOUNT_EDITOR, GObject)

/**
 * LineupAccountEditor:
 *
 * Changes one account, whoever asks for it: a caller, or a person who has edited its file. One
 * change is made after another, each on top of what is there then, so that none takes another one
 * back; but while one waits for the panel to say what it thinks of new credentials, others pass.
 * For the main thread.
 */

/**
 * lineup_account_editor_new:
 * @subscription: the account
 * @file: where its settings are kept
 * @hosts: tells whom it may ask when
 *
 * Returns: (transfer full): an editor
 */
LineupAccountEditor *lineup_account_editor_new (LineupSubscription *subscription,
                                                LineupAccountFile *file,
                                                LineupHosts *hosts);

/**
 * lineup_account_editor_get_subscription:
 *
 * Returns: (transfer none): the account
 */
LineupSubscription *lineup_account_editor_get_subscription (LineupAccountEditor *self);

/**
 * lineup_account_editor_change_async:
 * @self: an editor
 * @change: (transfer full): what is to be different
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is, and that is on the disk
 * @user_data: for @callback
 */
void lineup_account_editor_change_async (LineupAccountEditor *self,
                                         LineupAccountChange *change,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

/**
 * lineup_account_editor_change_finish:
 * @error: of lineup_account_edit_new(), lineup_account_edit_prepare_finish() or
 *   lineup_account_commit_run_finish(), or %LINEUP_ERROR_SHUTTING_DOWN if the editor is closed, or
 *   the file deleted; nothing has changed then
 */
gboolean lineup_account_editor_change_finish (LineupAccountEditor *self,
                                              GAsyncResult *result,
                                              GError **error);

/**
 * lineup_account_editor_reload:
 * @self: an editor
 *
 * Has a look at the file. What somebody else has written there comes into force; if it can't be
 * read, that is reported in the log, and all stays as it is. If somebody else has deleted it, that
 * is `deleted`.
 */
void lineup_account_editor_reload (LineupAccountEditor *self);

/**
 * lineup_account_editor_close_async:
 * @self: an editor
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when nothing is being changed any more
 * @user_data: for @callback
 *
 * Takes no more changes.
 */
void lineup_account_editor_close_async (LineupAccountEditor *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

void lineup_account_editor_close_finish (LineupAccountEditor *self, GAsyncResult *result);

/**
 * LineupAccountEditor::deleted:
 * @self: the editor, which changes nothing any more
 *
 * Somebody else has deleted the file: a way to remove the account.
 */

G_END_DECLS
