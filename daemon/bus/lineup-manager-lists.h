/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-roster.h"
#include "lineup-skeletons.h"

G_BEGIN_DECLS

/**
 * lineup_manager_lists_attach:
 * @interface: the `Manager` interface
 * @roster: the accounts
 *
 * Has the interface list what persons have said of all accounts, and what is new in them.
 */
void lineup_manager_lists_attach (LineupDBusManager *interface, LineupRoster *roster);

G_END_DECLS
