/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_SECRET_QUESTION (lineup_secret_question_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupSecretQuestion, lineup_secret_question, LINEUP, SECRET_QUESTION, GObject)

/**
 * LineupSecretQuestion:
 *
 * Has a Secret Service ask a person to unlock something. However many want it, there is one
 * question, for as long as somebody waits for its answer. For the main thread.
 */

/**
 * lineup_secret_question_new:
 *
 * Returns: (transfer full): a question that nobody is asked yet
 */
LineupSecretQuestion *lineup_secret_question_new (void);

/**
 * lineup_secret_question_ask_async:
 * @self: a question
 * @service: who asks
 * @objects: (element-type GDBusProxy): what is to be unlocked
 * @cancellable: (nullable): ends the wait; with the last one goes the question
 * @callback: called when it is answered
 * @user_data: for @callback
 *
 * Asks it, or waits with others for the answer to what is being asked already.
 */
void lineup_secret_question_ask_async (LineupSecretQuestion *self,
                                       SecretService *service,
                                       GList *objects,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * lineup_secret_question_ask_finish:
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was answered; how, the lock itself tells
 */
gboolean lineup_secret_question_ask_finish (LineupSecretQuestion *self,
                                            GAsyncResult *result,
                                            GError **error);

/**
 * lineup_secret_question_withdraw:
 *
 * Takes the question back, which then counts as answered, as when nobody is there to ask it.
 */
void lineup_secret_question_withdraw (LineupSecretQuestion *self);

G_END_DECLS
