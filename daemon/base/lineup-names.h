/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Every name that the outside relies on, in one place. */

#define LINEUP_BUS_NAME            "io.github.lineupd.Lineup1"
#define LINEUP_OBJECT_PATH         "/io/github/lineupd/Lineup1"
#define LINEUP_ACCOUNT_PATH_PREFIX LINEUP_OBJECT_PATH "/accounts/"
#define LINEUP_ERROR_NAME_PREFIX   LINEUP_BUS_NAME ".Error."

/* Where the searches of desktops look. */
#define LINEUP_SEARCH_PROVIDER_PATH LINEUP_OBJECT_PATH "/SearchProvider"
#define LINEUP_RUNNER_PATH          LINEUP_OBJECT_PATH "/Runner"

/* What plays for a desktop: lineupctl, by the name that the bus starts it under. */
#define LINEUP_PLAYER_NAME "io.github.lineupd.Player"
#define LINEUP_PLAYER_PATH "/io/github/lineupd/Player"

/* Version of the interface, the ApiVersion property: 2 has all that came since 0.2, and changes
 * nothing of what 1 had. */
#define LINEUP_API_VERSION 2

/* Directory below $XDG_CONFIG_HOME and $XDG_CACHE_HOME. */
#define LINEUP_DIRECTORY "lineupd"

/* Id of the category that items without one are in. */
#define LINEUP_UNCATEGORIZED "uncategorized"

/* Structured log fields. */
#define LINEUP_LOG_ACCOUNT "LINEUP_ACCOUNT"
#define LINEUP_LOG_JOB     "LINEUP_JOB"
#define LINEUP_LOG_STEP    "LINEUP_STEP"
#define LINEUP_LOG_ERROR   "LINEUP_ERROR"
