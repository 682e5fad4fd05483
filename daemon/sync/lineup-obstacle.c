/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-obstacle.h"

G_DEFINE_ENUM_TYPE (LineupObstacle,
                    lineup_obstacle,
                    G_DEFINE_ENUM_VALUE (LINEUP_OBSTACLE_NONE, ""),
                    G_DEFINE_ENUM_VALUE (LINEUP_OBSTACLE_QUEUE, "queued"),
                    G_DEFINE_ENUM_VALUE (LINEUP_OBSTACLE_INHIBITED, "inhibited"),
                    G_DEFINE_ENUM_VALUE (LINEUP_OBSTACLE_KEYRING, "keyring"),
                    G_DEFINE_ENUM_VALUE (LINEUP_OBSTACLE_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (LINEUP_OBSTACLE_METERED, "metered"),
                    G_DEFINE_ENUM_VALUE (LINEUP_OBSTACLE_POWER, "power"),
                    G_DEFINE_ENUM_VALUE (LINEUP_OBSTACLE_PANEL, "panel"))
