/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_OBSTACLE (lineup_obstacle_get_type ())

/**
 * LineupObstacle:
 * @LINEUP_OBSTACLE_NONE: nothing
 * @LINEUP_OBSTACLE_QUEUE: other syncs come first
 * @LINEUP_OBSTACLE_INHIBITED: somebody plays
 * @LINEUP_OBSTACLE_KEYRING: the keyring is locked
 * @LINEUP_OBSTACLE_NETWORK: there is none
 * @LINEUP_OBSTACLE_METERED: the network costs
 * @LINEUP_OBSTACLE_POWER: the machine saves power
 * @LINEUP_OBSTACLE_PANEL: the panel did not work lately
 *
 * What keeps a sync from running now. The nicks are the contract's tokens, empty for nothing.
 */
typedef enum
{
  LINEUP_OBSTACLE_NONE,
  LINEUP_OBSTACLE_QUEUE,
  LINEUP_OBSTACLE_INHIBITED,
  LINEUP_OBSTACLE_KEYRING,
  LINEUP_OBSTACLE_NETWORK,
  LINEUP_OBSTACLE_METERED,
  LINEUP_OBSTACLE_POWER,
  LINEUP_OBSTACLE_PANEL,
} LineupObstacle;

GType lineup_obstacle_get_type (void);

G_END_DECLS
