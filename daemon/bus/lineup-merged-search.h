/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-preferences.h"
#include "lineup-roster.h"
#include "lineup-skeletons.h"

G_BEGIN_DECLS

/**
 * lineup_merged_search_attach:
 * @interface: the `Manager` interface
 * @roster: the accounts
 * @preferences: tell which copy is to be tried first
 *
 * Has the interface search the catalogues of all accounts, each on its own threads, and find out
 * what is the same: see lineup_hit_merger_run().
 */
void lineup_merged_search_attach (LineupDBusManager *interface,
                                  LineupRoster *roster,
                                  LineupPreferences *preferences);

G_END_DECLS
