/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-quirks.h"

G_BEGIN_DECLS

/**
 * lineup_servers_get:
 * @n_answers: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_answers): answers as servers were seen to write them,
 *   each by the name that the wire format document has for the server
 */
const LineupQuirk *lineup_servers_get (gsize *n_answers);

G_END_DECLS
