/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_CTL_ERROR (lineup_ctl_error_quark ())
GQuark lineup_ctl_error_quark (void);

/**
 * LineupCtlError:
 * @LINEUP_CTL_ERROR_USAGE: it was called in a way that makes no sense
 * @LINEUP_CTL_ERROR_NOT_FOUND: there is no such thing
 * @LINEUP_CTL_ERROR_GONE: the daemon has left
 * @LINEUP_CTL_ERROR_FAILED: everything else
 *
 * What goes wrong here, rather than in the daemon.
 */
typedef enum
{
  LINEUP_CTL_ERROR_USAGE,
  LINEUP_CTL_ERROR_NOT_FOUND,
  LINEUP_CTL_ERROR_GONE,
  LINEUP_CTL_ERROR_FAILED,
} LineupCtlError;

/**
 * LineupCtlExit:
 * @LINEUP_CTL_EXIT_DONE: it is done; of a sync: all steps succeeded
 * @LINEUP_CTL_EXIT_FAILED: it failed
 * @LINEUP_CTL_EXIT_USAGE: it was called in a way that makes no sense
 * @LINEUP_CTL_EXIT_NOT_FOUND: there is no such account or item
 * @LINEUP_CTL_EXIT_REFUSED: the panel refuses the account
 * @LINEUP_CTL_EXIT_PANEL: the panel is out of reach, or does not do its part
 * @LINEUP_CTL_EXIT_NO_DAEMON: lineupd is not there
 * @LINEUP_CTL_EXIT_NOT_NOW: not in the state that things are in
 * @LINEUP_CTL_EXIT_LOCAL: no room, or damaged files
 * @LINEUP_CTL_EXIT_PARTIAL: some steps of a sync succeeded
 * @LINEUP_CTL_EXIT_SYNC_FAILED: no step of a sync succeeded
 * @LINEUP_CTL_EXIT_CANCELLED: a sync was cancelled
 * @LINEUP_CTL_EXIT_INTERRUPTED: by Ctrl-C
 *
 * What the program's exit status tells. Scripts rely on the numbers.
 */
typedef enum
{
  LINEUP_CTL_EXIT_DONE = 0,
  LINEUP_CTL_EXIT_FAILED = 1,
  LINEUP_CTL_EXIT_USAGE = 2,
  LINEUP_CTL_EXIT_NOT_FOUND = 3,
  LINEUP_CTL_EXIT_REFUSED = 4,
  LINEUP_CTL_EXIT_PANEL = 5,
  LINEUP_CTL_EXIT_NO_DAEMON = 6,
  LINEUP_CTL_EXIT_NOT_NOW = 7,
  LINEUP_CTL_EXIT_LOCAL = 8,
  LINEUP_CTL_EXIT_PARTIAL = 10,
  LINEUP_CTL_EXIT_SYNC_FAILED = 11,
  LINEUP_CTL_EXIT_CANCELLED = 12,
  LINEUP_CTL_EXIT_INTERRUPTED = 130,
} LineupCtlExit;

/**
 * lineup_ctl_error_get_exit:
 *
 * Returns: the exit status that tells of an error
 */
LineupCtlExit lineup_ctl_error_get_exit (const GError *error);

/**
 * lineup_ctl_error_explain:
 * @name: (nullable): name of a D-Bus error; %NULL where the daemon's own words say more
 * @message: what the daemon says of it
 *
 * Returns: (transfer full): what has happened, in a sentence or two
 */
char *lineup_ctl_error_explain (const char *name, const char *message);

/**
 * lineup_ctl_error_describe:
 *
 * Returns: (transfer full): what has happened, in words
 */
char *lineup_ctl_error_describe (const GError *error);

/**
 * lineup_ctl_error_get_advice:
 * @name: name of a D-Bus error
 * @message: what the daemon says of it
 *
 * Returns: (transfer none) (nullable): what to do about it
 */
const char *lineup_ctl_error_get_advice (const char *name, const char *message);

/**
 * lineup_ctl_error_report:
 * @error: an error
 * @is_adding: whether an account was to be added: nothing of it is kept then
 * @json: whether a program is to read it
 *
 * Tells on standard error what has happened, and what can be done.
 */
void lineup_ctl_error_report (const GError *error, gboolean is_adding, gboolean json);

G_END_DECLS
