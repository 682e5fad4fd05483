/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-error.h"
#include "lineup-ctl-session.h"

G_BEGIN_DECLS

/**
 * lineup_ctl_watch_run:
 * @object: an account
 * @start: how to start the sync: options of `StartSync`
 * @json: whether to print JSON
 * @error: why there is no sync, or what kept us from seeing its end
 *
 * Starts a sync, or joins the one that runs, and tells how far it is until it has ended. Ctrl-C
 * ends the telling, and leaves the sync alone.
 *
 * Returns: what it came to
 */
LineupCtlExit
lineup_ctl_watch_run (LineupDBusObject *object, GVariant *start, gboolean json, GError **error);

G_END_DECLS
