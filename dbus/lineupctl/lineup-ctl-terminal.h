/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_ctl_terminal_is_interactive:
 *
 * Returns: whether standard input is a terminal, where somebody can be asked
 */
gboolean lineup_ctl_terminal_is_interactive (void);

/**
 * lineup_ctl_terminal_is_told:
 *
 * Returns: whether a person sees what is written to standard error
 */
gboolean lineup_ctl_terminal_is_told (void);

/**
 * lineup_ctl_terminal_can_redraw:
 *
 * Returns: whether standard output is a terminal on which a line can be written anew
 */
gboolean lineup_ctl_terminal_can_redraw (void);

/**
 * lineup_ctl_terminal_get_width:
 *
 * Returns: columns of the terminal that is standard output; %G_MAXINT if it is none
 */
guint lineup_ctl_terminal_get_width (void);

/**
 * lineup_ctl_terminal_ask:
 * @question: what to ask for, where somebody sits at a terminal
 * @secret: whether the answer must not be seen
 * @error: why there is no answer
 *
 * Reads a line from standard input. What is typed at a terminal as a secret does not show; however
 * this ends, by a signal too, the terminal shows again what is typed later.
 *
 * Returns: (transfer full): the answer, or %NULL with an error
 */
char *lineup_ctl_terminal_ask (const char *question, gboolean secret, GError **error);

G_END_DECLS
