/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_ctl_steps_print:
 * @steps: (nullable): an account's `Steps`, or what became of a guide's sources
 * @first: the first that is to be printed
 * @indent: columns to leave free at the left
 *
 * Prints what steps have done, each in a line.
 *
 * Returns: how many steps @steps has
 */
guint lineup_ctl_steps_print (GVariant *steps, guint first, guint indent);

/**
 * lineup_ctl_steps_get_advice:
 * @steps: (nullable): an account's `Steps`
 *
 * Returns: (transfer none) (nullable): what to do about the first step that failed
 */
const char *lineup_ctl_steps_get_advice (GVariant *steps);

G_END_DECLS
