/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-command.h"

G_BEGIN_DECLS

/* Options of lists of what is a person's own. */
#define LINEUP_CTL_MINE_OPTIONS                                                                      \
  {                                                                                                  \
    "kinds", 'k', "as", "KIND", N_ ("only this kind; may be repeated"), LINEUP_CTL_KINDS " episodes" \
  },                                                                                                 \
      { "limit", 'n', "u", "N", N_ ("how many (default 50)"), NULL },                                \
  {                                                                                                  \
    "gone", 0, "b", NULL, N_ ("also what the catalogue does not have now"), NULL                     \
  }

/**
 * LineupCtlMineFunc:
 *
 * One of the manager's lists of what is a person's own, of all accounts.
 */
typedef gboolean (*LineupCtlMineFunc) (LineupDBusManager *manager,
                                       GVariant *options,
                                       GVariant **items,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * lineup_ctl_mine_list:
 * @call: a call with the options above
 * @list: what to list
 * @error: why it can't be listed
 *
 * Prints a list of what is a person's own, of all accounts or of the one that was named.
 *
 * Returns: the exit status
 */
LineupCtlExit lineup_ctl_mine_list (LineupCtlCall *call, LineupCtlMineFunc list, GError **error);

G_END_DECLS
