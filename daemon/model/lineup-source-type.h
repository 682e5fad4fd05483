/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupSourceType:
 * @LINEUP_SOURCE_TYPE_PANEL: a panel's account, which has a user name and a password
 * @LINEUP_SOURCE_TYPE_PLAYLIST: an M3U playlist, which has an address or is a file
 *
 * What an account is of: the kinds of sources that there are.
 */
typedef enum
{
  LINEUP_SOURCE_TYPE_PANEL,
  LINEUP_SOURCE_TYPE_PLAYLIST,
} LineupSourceType;

#define LINEUP_SOURCE_TYPE_TOKEN_PANEL    "xtream"
#define LINEUP_SOURCE_TYPE_TOKEN_PLAYLIST "playlist"

/* What there is to choose from, for people. */
#define LINEUP_SOURCE_TYPE_WORDS "“xtream” or “playlist”"

/**
 * lineup_source_type_from_string:
 * @token: (nullable): any text
 *
 * Returns: what it names; %LINEUP_SOURCE_TYPE_PANEL, which all accounts once were, for %NULL and
 *   for what names none
 */
LineupSourceType lineup_source_type_from_string (const char *token);

G_END_DECLS
