/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-skeletons.h"

G_BEGIN_DECLS

/**
 * lineup_access_adaptor_attach:
 * @interface: a `Catalog` interface
 * @catalogue: what is read; outlives the interface's signals
 *
 * Has the interface's methods answered that give access to any part of a listing: how many items it
 * has, all of their ids in order, and items by their ids.
 */
void lineup_access_adaptor_attach (LineupDBusCatalog *interface, LineupCatalogue *catalogue);

G_END_DECLS
