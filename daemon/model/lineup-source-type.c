/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-type.h"

LineupSourceType
lineup_source_type_from_string (const char *token)
{
  return g_strcmp0 (token, LINEUP_SOURCE_TYPE_TOKEN_PLAYLIST) == 0 ? LINEUP_SOURCE_TYPE_PLAYLIST
                                                                   : LINEUP_SOURCE_TYPE_PANEL;
}
