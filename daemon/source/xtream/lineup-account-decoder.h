/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-info.h"

G_BEGIN_DECLS

/**
 * lineup_account_decode:
 * @body: the whole answer
 * @error: %LINEUP_ERROR_MALFORMED_DATA if it is no account object; transient if it is empty or ends
 *   early
 *
 * Reads the account object (xtream-wire-format, section 1, "Account"), every field in all the forms
 * that panels give it.
 *
 * Returns: (transfer full): what it says, or %NULL with an error
 */
LineupAccountInfo *lineup_account_decode (GBytes *body, GError **error);

G_END_DECLS
