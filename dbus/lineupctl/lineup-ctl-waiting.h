/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_ctl_waiting_explain:
 * @reason: an account's `Waiting`
 *
 * Returns: (transfer none): what its sync waits for, in words that go on after "waits"
 */
const char *lineup_ctl_waiting_explain (const char *reason);

G_END_DECLS
