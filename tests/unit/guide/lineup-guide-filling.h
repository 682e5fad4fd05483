/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-match.h"

G_BEGIN_DECLS

/**
 * lineup_guide_filling_run:
 * @folder: where guides are
 * @account: id of an account that nobody has at work
 * @text: see lineup_dummy_guide_new(); comes from a source `panel`
 * @channels: (array length=n_channels): of the account's catalogue
 * @n_channels: how many
 * @now: Unix seconds
 *
 * Fills in an account's guide, and matches it with channels.
 */
void lineup_guide_filling_run (const char *folder,
                               const char *account,
                               const char *text,
                               const LineupMatchChannel *channels,
                               gsize n_channels,
                               gint64 now);

G_END_DECLS
