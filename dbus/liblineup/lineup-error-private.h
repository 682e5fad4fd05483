/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-error.h"

G_BEGIN_DECLS

/**
 * lineup_error_adopt:
 * @owned_error: (transfer full): what a call over the bus ended in
 *
 * Turns what D-Bus and GDBus have to say into #LINEUP_ERROR, without the name in front of the
 * message.
 *
 * Returns: (transfer full): the error to tell
 */
GError *lineup_error_adopt (GError *owned_error);

G_END_DECLS
