/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-m3u-decoder.h"

G_BEGIN_DECLS

/**
 * LineupM3uName:
 * @LINEUP_M3U_NAME_NONE: nothing that we know of
 * @LINEUP_M3U_NAME_GROUP: groups
 * @LINEUP_M3U_NAME_GUIDE: addresses of guides
 * @LINEUP_M3U_NAME_GUIDE_TITLE: a title for where there is no other
 *
 * What a name of an attribute can be of beside a #LineupM3uKey.
 */
typedef enum
{
  LINEUP_M3U_NAME_NONE = -1,
  LINEUP_M3U_NAME_GROUP = LINEUP_N_M3U_KEYS,
  LINEUP_M3U_NAME_GUIDE,
  LINEUP_M3U_NAME_GUIDE_TITLE,
} LineupM3uName;

/**
 * lineup_m3u_keys_find:
 * @name: name of an attribute, in any case
 *
 * Returns: the #LineupM3uKey or #LineupM3uName that it is a name of
 */
int lineup_m3u_keys_find (LineupM3uText name);

G_END_DECLS
