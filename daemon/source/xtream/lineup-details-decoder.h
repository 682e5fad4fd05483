/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-details.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Seasons and episodes: what comes after them is left out. */
#define LINEUP_DETAILS_MAX_SEASONS  1000
#define LINEUP_DETAILS_MAX_EPISODES 20000

/**
 * lineup_details_decode:
 * @kind: movies or series: what was asked for
 * @body: the whole answer to `get_vod_info` or `get_series_info`
 * @error: %LINEUP_ERROR_MALFORMED_DATA if it is neither details nor says that there are none, as an
 *   account object or an error; transient if it is empty
 *
 * Reads an answer in all its forms (xtream-wire-format, sections 1 and 2): nothing at all as `[]`,
 * episodes by season, as lists of a list, or in one list, seasons in a list, in an object or not at
 * all. A field of the wrong type is read as what it means or counts as unknown, and an episode
 * without a usable id is left out.
 *
 * Returns: (transfer full): the details, which may say nothing; or %NULL with an error
 */
LineupDetails *lineup_details_decode (LineupKind kind, GBytes *body, GError **error);

G_END_DECLS
