/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catch-up-template.h"
#include "lineup-entry-path.h"
#include "lineup-m3u-decoder.h"

G_BEGIN_DECLS

/**
 * lineup_catch_up_get_days:
 * @entry: an entry
 * @path: of its address
 *
 * Returns: how many days of its past can be played, 0 if none can, or nobody knows how
 */
guint lineup_catch_up_get_days (const LineupM3uEntry *entry, const LineupEntryPath *path);

/**
 * lineup_catch_up_make_address:
 * @entry: an entry
 * @path: of its address
 * @time: what is to be played
 * @error: %LINEUP_ERROR_NOT_FOUND: nobody knows how to ask for it. What is live is never given
 *   instead
 *
 * Facts: m3u-wire-format, section 3.
 *
 * Returns: (transfer full): where it is, without what may follow behind a `|`; or %NULL with an
 *   error
 */
char *lineup_catch_up_make_address (const LineupM3uEntry *entry,
                                    const LineupEntryPath *path,
                                    const LineupCatchUpTime *time,
                                    GError **error);

G_END_DECLS
