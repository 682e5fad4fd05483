/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-command.h"

G_BEGIN_DECLS

/**
 * lineup_ctl_help_print:
 * @command: (nullable): a command; %NULL for an overview of all of them
 *
 * Prints what can be done, in no more than a screen of 24 lines.
 */
void lineup_ctl_help_print (const LineupCtlCommand *command);

G_END_DECLS
