/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-failover.h"
#include "lineup-source.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_FALLBACK_SOURCE (lineup_fallback_source_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupFallbackSource, lineup_fallback_source, LINEUP, FALLBACK_SOURCE, GObject)

/**
 * lineup_fallback_source_new:
 * @sources: (element-type LineupSource): the same source at each of its addresses, in their order
 * @failover: says which of them is in use, and is told how they are
 *
 * Makes a source that asks the one at the address in use. Where that can't be reached, a small
 * request goes to the next at once, and to each of them once at most. A list or a guide ends with
 * %LINEUP_ERROR_TRAIT_MOVED instead: whoever has the turn of the one host needs that of the other
 * before it asks again.
 *
 * Returns: (transfer full): the source
 */
LineupSource *lineup_fallback_source_new (GPtrArray *sources, LineupFailover *failover);

G_END_DECLS
