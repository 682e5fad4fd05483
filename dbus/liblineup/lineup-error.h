/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

/**
 * LINEUP_ERROR:
 *
 * The domain of all errors of this library, but for `G_IO_ERROR_CANCELLED` of a call whose own
 * #GCancellable ended it. Messages never carry a credential.
 */
#define LINEUP_ERROR (lineup_error_quark ())

/**
 * LineupError:
 * @LINEUP_ERROR_FAILED: what has no code of its own
 * @LINEUP_ERROR_UNAVAILABLE: lineupd neither runs nor can be started, or ended in the middle
 * @LINEUP_ERROR_INVALID_ARGUMENT: lineupd does not take what it was given
 * @LINEUP_ERROR_TOO_MANY: more was asked for at once than one caller gets
 * @LINEUP_ERROR_AUTH_FAILED: the panel refuses the user name or the password
 * @LINEUP_ERROR_ACCOUNT_EXPIRED: the subscription has ended or is blocked
 * @LINEUP_ERROR_ACCOUNT_EXISTS: the id is taken
 * @LINEUP_ERROR_UNKNOWN_ACCOUNT: there is no such account, or no longer
 * @LINEUP_ERROR_INVALID_ACCOUNT: these are no settings of an account
 * @LINEUP_ERROR_NOT_RUNNING: there is no job to cancel
 * @LINEUP_ERROR_CANCELLED: somebody cancelled it, or a newer search replaced it
 * @LINEUP_ERROR_OFFLINE: the panel can't be reached
 * @LINEUP_ERROR_TIMEOUT: no answer in time
 * @LINEUP_ERROR_CERTIFICATE: the panel's certificate can't be trusted
 * @LINEUP_ERROR_RATE_LIMITED: the panel is asked too often
 * @LINEUP_ERROR_SERVER: the panel does not work as it should
 * @LINEUP_ERROR_MALFORMED_DATA: the panel answers with what makes no sense
 * @LINEUP_ERROR_NOT_FOUND: there is no such item
 * @LINEUP_ERROR_KEYRING_LOCKED: the password is in a locked keyring
 * @LINEUP_ERROR_DISABLED: the account is disabled
 * @LINEUP_ERROR_DATABASE: the catalogue can't be read or written
 * @LINEUP_ERROR_DISK_FULL: the disk is full
 * @LINEUP_ERROR_SHUTTING_DOWN: lineupd is about to end
 * @LINEUP_ERROR_STORAGE: settings, secrets or the library can't be read or written
 *
 * What went wrong. lineup_error_get_text() has words for a person.
 */
typedef enum
{
  LINEUP_ERROR_FAILED,
  LINEUP_ERROR_UNAVAILABLE,
  LINEUP_ERROR_INVALID_ARGUMENT,
  LINEUP_ERROR_TOO_MANY,
  LINEUP_ERROR_AUTH_FAILED,
  LINEUP_ERROR_ACCOUNT_EXPIRED,
  LINEUP_ERROR_ACCOUNT_EXISTS,
  LINEUP_ERROR_UNKNOWN_ACCOUNT,
  LINEUP_ERROR_INVALID_ACCOUNT,
  LINEUP_ERROR_NOT_RUNNING,
  LINEUP_ERROR_CANCELLED,
  LINEUP_ERROR_OFFLINE,
  LINEUP_ERROR_TIMEOUT,
  LINEUP_ERROR_CERTIFICATE,
  LINEUP_ERROR_RATE_LIMITED,
  LINEUP_ERROR_SERVER,
  LINEUP_ERROR_MALFORMED_DATA,
  LINEUP_ERROR_NOT_FOUND,
  LINEUP_ERROR_KEYRING_LOCKED,
  LINEUP_ERROR_DISABLED,
  LINEUP_ERROR_DATABASE,
  LINEUP_ERROR_DISK_FULL,
  LINEUP_ERROR_SHUTTING_DOWN,
  LINEUP_ERROR_STORAGE,
} LineupError;

LINEUP_PUBLIC
GQuark lineup_error_quark (void);

/**
 * lineup_error_get_text:
 * @error: any error
 *
 * Says in a sentence what went wrong, in the person's language where it is known. Of another
 * domain's error it is the message itself.
 *
 * Returns: the sentence, valid as long as @error
 */
LINEUP_PUBLIC
const char *lineup_error_get_text (const GError *error);

G_END_DECLS
