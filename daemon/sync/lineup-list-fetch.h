/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-fetch.h"
#include "lineup-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_LIST_FETCH (lineup_list_fetch_get_type ())
G_DECLARE_FINAL_TYPE (LineupListFetch, lineup_list_fetch, LINEUP, LIST_FETCH, GObject)

/**
 * lineup_list_fetch_new:
 * @list: which list
 * @source: whom to ask
 * @catalogue: where to put it
 * @flags: for the catalogue
 *
 * Returns: (transfer full): a fetch of a list into a catalogue
 */
LineupFetch *lineup_list_fetch_new (LineupList list,
                                    LineupSource *source,
                                    LineupCatalogue *catalogue,
                                    LineupImportFlags flags);

G_END_DECLS
