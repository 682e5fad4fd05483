/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-circuits.h"
#include "lineup-sync.h"

G_BEGIN_DECLS

/**
 * lineup_host_verdict_of_sync:
 * @sync: a sync that has ended
 *
 * Judges a host by a sync. That it refused an account, or that we failed ourselves, is no failure
 * of the host.
 *
 * Returns: what the sync tells of its host
 */
LineupHostVerdict lineup_host_verdict_of_sync (LineupSync *sync);

G_END_DECLS
