/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/* Bytes of a reply, at most: less than any bus carries, and what two of them at once may take. What
 * can be asked for in parts comes in parts that are smaller. */
#define LINEUP_CALL_MAX_REPLY (16 * 1024 * 1024)

/**
 * LineupCall:
 *
 * A method call, from its arrival to its reply. It goes through one lane or more, in turn with the
 * calls of others, and ends with exactly one reply, also one that was not given here. For the main
 * thread.
 */
typedef struct _LineupCall LineupCall;

/**
 * LineupLane:
 * @LINEUP_LANE_READING: reads catalogues, and replies with what may be much
 * @LINEUP_LANE_COPYING: reads a whole kind into a file, for longer than others should wait
 * @LINEUP_LANE_ASKING: waits for a panel or a keyring
 * @LINEUP_LANE_ACTING: changes an account or what it does, or has a player do something
 *
 * What a call waits for its turn to do.
 */
typedef enum
{
  LINEUP_LANE_READING,
  LINEUP_LANE_COPYING,
  LINEUP_LANE_ASKING,
  LINEUP_LANE_ACTING,
} LineupLane;

#define LINEUP_N_LANES (LINEUP_LANE_ACTING + 1)

/**
 * LineupCallFunc:
 * @call: (transfer full): a call whose turn it is
 * @user_data: (transfer full): what was given with it
 *
 * Does what was called for. The turn ends with the reply, or when the call is queued again.
 */
typedef void (*LineupCallFunc) (LineupCall *call, gpointer user_data);

/**
 * lineup_call_queue:
 * @self: (transfer full): a call
 * @lane: what it is to do
 * @func: does it, when it is the call's turn, which may be at once
 * @user_data: (transfer full): for @func
 * @user_data_free: frees @user_data if it never is
 *
 * Has a call wait for its turn. What it held from an earlier turn it holds until its reply.
 */
void lineup_call_queue (LineupCall *self,
                        LineupLane lane,
                        LineupCallFunc func,
                        gpointer user_data,
                        GDestroyNotify user_data_free);

/**
 * lineup_call_replace:
 * @self: a call that has not been queued yet
 * @word: what the caller calls what it asks for
 *
 * Ends an older call of the same caller and word with `Cancelled`.
 */
void lineup_call_replace (LineupCall *self, const char *word);

/**
 * lineup_call_set_cancelled_reply:
 * @self: a call that has not been queued yet
 * @reply: what it replies with instead of `Cancelled`; a floating reference is taken
 *
 * For callers who take an error for a fault.
 */
void lineup_call_set_cancelled_reply (LineupCall *self, GVariant *reply);

/**
 * lineup_call_cancel:
 * @self: a call in hand
 *
 * Ends it with `Cancelled`: at once where it waits for its turn, else as soon as what it does ends.
 */
void lineup_call_cancel (LineupCall *self);

/**
 * lineup_call_get_cancellable:
 *
 * Returns: (transfer none): cancelled when nobody waits for the reply any more
 */
GCancellable *lineup_call_get_cancellable (LineupCall *self);

/**
 * lineup_call_get_connection:
 *
 * Returns: (transfer none): by which it came
 */
GDBusConnection *lineup_call_get_connection (LineupCall *self);

/**
 * lineup_call_get_sender:
 *
 * Returns: (transfer none): the caller's unique name on the bus
 */
const char *lineup_call_get_sender (LineupCall *self);

/**
 * lineup_call_return_value:
 * @self: (transfer full): a call
 * @reply: (nullable): what it replies with; a floating reference is taken
 *
 * Ends a call. A reply that is too large for a bus becomes `LimitsExceeded`.
 */
void lineup_call_return_value (LineupCall *self, GVariant *reply);

/**
 * lineup_call_return_files:
 * @self: (transfer full): a call
 * @reply: what it replies with; a floating reference is taken
 * @files: the files of the reply
 *
 * Ends a call.
 */
void lineup_call_return_files (LineupCall *self, GVariant *reply, GUnixFDList *files);

/**
 * lineup_call_return_error:
 * @self: (transfer full): a call
 * @error: (transfer full): why it failed
 *
 * Ends a call, as lineup_arguments_return_error() does.
 */
void lineup_call_return_error (LineupCall *self, GError *error);

G_END_DECLS
