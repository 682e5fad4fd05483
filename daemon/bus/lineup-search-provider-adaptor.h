/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-desktop-search.h"
#include "lineup-desktop-skeletons.h"

G_BEGIN_DECLS

/**
 * lineup_search_provider_adaptor_new:
 * @search: the search
 *
 * Returns: (transfer full): `org.gnome.Shell.SearchProvider2`, to be exported at
 *   %LINEUP_SEARCH_PROVIDER_PATH
 */
LineupDesktopSearchProvider *lineup_search_provider_adaptor_new (LineupDesktopSearch *search);

G_END_DECLS
