/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-await.h"
#include "lineup-mirror.h"
#include "lineup-playground.h"
#include "lineup.h"

G_BEGIN_DECLS

/**
 * lineup_library_connect:
 *
 * Returns: (transfer full): a client that is ready, on a connection of its own
 */
LineupClient *lineup_library_connect (LineupPlayground *playground);

/**
 * lineup_library_add:
 * @movies: (nullable): what the panel answers, a JSON list
 *
 * Adds the account `home` and syncs it.
 *
 * Returns: (transfer none): the account, as @client knows it
 */
LineupAccount *
lineup_library_add (LineupPlayground *playground, LineupClient *client, const char *movies);

/**
 * lineup_library_load:
 *
 * Waits until a list is whole.
 */
void lineup_library_load (LineupItemList *list);

/**
 * lineup_library_print:
 *
 * Waits until items are loaded, and checks that they are as many as the list says.
 *
 * Returns: (transfer full): their names, parted by blanks
 */
char *lineup_library_print (LineupItemList *list);

G_END_DECLS
