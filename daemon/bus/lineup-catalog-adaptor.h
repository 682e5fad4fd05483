/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "catalogue/lineup-catalogue.h"
#include "lineup-skeletons.h"

G_BEGIN_DECLS

/**
 * lineup_catalog_adaptor_new:
 * @catalogue: what the interface reads from
 *
 * Returns: (transfer full): the `Catalog` interface, to be exported
 */
LineupDBusCatalog *lineup_catalog_adaptor_new (LineupCatalogue *catalogue);

G_END_DECLS
