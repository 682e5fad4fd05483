/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-shelf.h"

G_BEGIN_DECLS

/**
 * lineup_library_categories_update:
 * @shelf: what was said
 * @kind: of items
 * @categories: (element-type LineupLibraryCategory): all of the kind that the catalogue has now
 *
 * Finds again what was said of categories: one that has another id is known by its name, where that
 * is new. Where new categories are hidden, those are of which nothing was known.
 */
void lineup_library_categories_update (LineupLibraryShelf *shelf,
                                       LineupKind kind,
                                       const GPtrArray *categories);

G_END_DECLS
