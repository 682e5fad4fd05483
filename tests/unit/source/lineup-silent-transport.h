/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-transport.h"

G_BEGIN_DECLS

/**
 * LineupSilence:
 * @LINEUP_SILENCE_NONE: every request is answered
 * @LINEUP_SILENCE_CONNECT: no connection is made
 * @LINEUP_SILENCE_ANSWER: the request is sent, and no more is heard of it
 * @LINEUP_SILENCE_BODY: the body begins and does not go on
 * @LINEUP_SILENCE_CLOSE: the body is whole, and can't be closed
 *
 * From where on a transport never calls back, not even when it is told to end.
 */
typedef enum
{
  LINEUP_SILENCE_NONE,
  LINEUP_SILENCE_CONNECT,
  LINEUP_SILENCE_ANSWER,
  LINEUP_SILENCE_BODY,
  LINEUP_SILENCE_CLOSE,
} LineupSilence;

/* What the body of each answer begins with; with %LINEUP_SILENCE_BODY, that is all. */
#define LINEUP_SILENT_TRANSPORT_HEAD "[{"
#define LINEUP_SILENT_TRANSPORT_TAIL "}]"

#define LINEUP_TYPE_SILENT_TRANSPORT (lineup_silent_transport_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupSilentTransport, lineup_silent_transport, LINEUP, SILENT_TRANSPORT, LineupTransport)

/**
 * LineupSilentTransport:
 *
 * A transport without a network, and the worst that a library can do. What takes its place when it
 * is retired answers everything.
 */

/**
 * lineup_silent_transport_new:
 * @silence: from where on it says nothing
 * @account: what it answers to the account request
 *
 * Returns: (transfer full): a transport
 */
LineupSilentTransport *lineup_silent_transport_new (LineupSilence silence, const char *account);

/**
 * lineup_silent_transport_set_silence:
 *
 * From the next request on.
 */
void lineup_silent_transport_set_silence (LineupSilentTransport *self, LineupSilence silence);

/**
 * lineup_silent_transport_get_sent:
 *
 * Returns: requests so far, also those that took its place were asked
 */
guint lineup_silent_transport_get_sent (LineupSilentTransport *self);

/**
 * lineup_silent_transport_get_renewed:
 *
 * Returns: how often it was replaced
 */
guint lineup_silent_transport_get_renewed (LineupSilentTransport *self);

/**
 * lineup_silent_transport_get_unheard:
 *
 * Returns: calls that it has not answered
 */
guint lineup_silent_transport_get_unheard (LineupSilentTransport *self);

/**
 * lineup_silent_transport_speak:
 *
 * Calls back, far too late, wherever it has not.
 */
void lineup_silent_transport_speak (LineupSilentTransport *self);

G_END_DECLS
