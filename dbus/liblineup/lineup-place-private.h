/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-place.h"

G_BEGIN_DECLS

/**
 * lineup_place_new_account:
 *
 * Returns: (transfer full): an account's place
 */
LineupPlace *lineup_place_new_account (LineupAccount *account);

G_END_DECLS
