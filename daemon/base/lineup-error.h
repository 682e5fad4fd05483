/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LINEUP_ERROR:
 *
 * The domain of everything that lineupd reports. Each code is a D-Bus error name,
 * `io.github.lineupd.Lineup1.Error.<Name>`. Messages never carry a credential or a request URL.
 *
 * An error of this domain also remembers what the panel answered and whether trying again may help.
 */
#define LINEUP_ERROR (lineup_error_quark ())

typedef enum
{
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

#define LINEUP_N_ERRORS (LINEUP_ERROR_STORAGE + 1)

GQuark lineup_error_quark (void);

/**
 * lineup_error_register:
 *
 * Makes the domain's D-Bus names known to GDBus, in both directions. To be called before the first
 * message; more often does no harm.
 */
void lineup_error_register (void);

/**
 * lineup_error_new_answer:
 * @code: a #LineupError
 * @http_status: status of the panel's answer, 0 if there was none
 * @retry_after: seconds that the panel asked us to wait, 0 if it did not
 * @transient: whether another attempt may succeed
 * @format: printf()-style message, without credentials
 *
 * Makes an error out of what a panel answered.
 *
 * Returns: (transfer full): the error
 */
GError *lineup_error_new_answer (LineupError code,
                                 guint http_status,
                                 guint retry_after,
                                 gboolean transient,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (5, 6);

/**
 * lineup_error_from_errno:
 * @number: what the system said of a file
 * @otherwise: what that is if there is room: %LINEUP_ERROR_STORAGE for settings, secrets and state,
 *   %LINEUP_ERROR_DATABASE for a catalogue
 *
 * Returns: %LINEUP_ERROR_DISK_FULL if the disk is full, or a quota reached, else @otherwise
 */
LineupError lineup_error_from_errno (int number, LineupError otherwise);

/**
 * lineup_error_set_errno:
 * @error: (nullable): place for an error
 * @otherwise: as of lineup_error_from_errno()
 * @number: what the system said of a file
 * @format: printf()-style: what can't be done, with which file; what @number means is added
 *
 * Sets an error of what the system said.
 */
void
lineup_error_set_errno (GError **error, LineupError otherwise, int number, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/**
 * lineup_error_get_http_status:
 * @error: any error
 *
 * Returns: the HTTP status that the error came with, 0 if none
 */
guint lineup_error_get_http_status (const GError *error);

/**
 * lineup_error_get_retry_after:
 * @error: any error
 *
 * Returns: seconds that the panel asked us to wait, 0 if it did not
 */
guint lineup_error_get_retry_after (const GError *error);

/**
 * lineup_error_is_transient:
 * @error: any error
 *
 * Returns: whether another attempt may succeed; only errors made by lineup_error_new_answer() can
 * be
 */
gboolean lineup_error_is_transient (const GError *error);

/**
 * LineupErrorTraits:
 * @LINEUP_ERROR_TRAIT_ACCOUNT: an account object came instead of what was asked for: panels answer
 * so to whatever they don't know, and to everything that a banned account asks
 * @LINEUP_ERROR_TRAIT_PAGE: a refusal came with a web page, as of what stands before a panel
 * @LINEUP_ERROR_TRAIT_ELSEWHERE: the answer is another host's, to which the panel has redirected
 * @LINEUP_ERROR_TRAIT_MOVED: there was no answer, and the next attempt goes to another address
 *
 * What else is known of the answer that made an error.
 */
typedef enum
{
  LINEUP_ERROR_TRAIT_ACCOUNT = 1 << 0,
  LINEUP_ERROR_TRAIT_PAGE = 1 << 1,
  LINEUP_ERROR_TRAIT_ELSEWHERE = 1 << 2,
  LINEUP_ERROR_TRAIT_MOVED = 1 << 3,
} LineupErrorTraits;

/**
 * lineup_error_add_trait:
 * @error: an error of %LINEUP_ERROR
 * @trait: what is known of it
 */
void lineup_error_add_trait (GError *error, LineupErrorTraits trait);

/**
 * lineup_error_has_trait:
 * @error: (nullable): any error
 * @trait: one of them
 *
 * Returns: whether that is known of it
 */
gboolean lineup_error_has_trait (const GError *error, LineupErrorTraits trait);

/**
 * lineup_error_is_cancelled:
 * @error: (nullable): any error
 *
 * Returns: whether this is a cancellation, of GIO's domain or ours
 */
gboolean lineup_error_is_cancelled (const GError *error);

/**
 * lineup_error_is_refusal:
 * @error: (nullable): any error
 *
 * Returns: whether this is a panel's refusal of an account, which no attempt changes: its
 *   credentials are wrong, or it has ended or was shut out
 */
gboolean lineup_error_is_refusal (const GError *error);

/**
 * lineup_error_new_for_dbus_name:
 * @name: what lineup_error_get_dbus_name() gave
 * @message: its message
 *
 * Returns: (transfer full): the error that had that name
 */
GError *lineup_error_new_for_dbus_name (const char *name, const char *message);

/**
 * lineup_error_get_dbus_name:
 * @error: any error
 *
 * Returns: (transfer full): the name under which callers on the bus get to know @error
 */
char *lineup_error_get_dbus_name (const GError *error);

G_END_DECLS
