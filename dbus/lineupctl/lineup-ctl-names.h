/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the contract calls things. */
#define LINEUP_CTL_BUS_NAME      "io.github.lineupd.Lineup1"
#define LINEUP_CTL_MANAGER_PATH  "/io/github/lineupd/Lineup1"
#define LINEUP_CTL_ACCOUNTS_PATH LINEUP_CTL_MANAGER_PATH "/accounts/"
#define LINEUP_CTL_ACCOUNT       LINEUP_CTL_BUS_NAME ".Account"
#define LINEUP_CTL_CATALOG       LINEUP_CTL_BUS_NAME ".Catalog"
#define LINEUP_CTL_ERROR_PREFIX  LINEUP_CTL_BUS_NAME ".Error."

/* The player, which the desktop starts to open an item. */
#define LINEUP_PLAYER_NAME   "io.github.lineupd.Player"
#define LINEUP_PLAYER_SCHEME "lineup"
