/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-floor-load.h"

G_BEGIN_DECLS

/**
 * lineup_floor_document_load:
 * @body: a list of movies
 * @load: where they go
 *
 * Does what clients do: makes a tree of the whole list, takes the items out of it, and adds them.
 */
void lineup_floor_document_load (GBytes *body, LineupFloorLoad *load);

G_END_DECLS
