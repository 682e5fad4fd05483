/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-error.h"
#include "lineup-ctl-session.h"

G_BEGIN_DECLS

/**
 * LineupCtlWatchKind:
 * @LINEUP_CTL_WATCH_SYNC: of the account's catalogue
 * @LINEUP_CTL_WATCH_GUIDE_SYNC: of its guide
 *
 * What a sync is of.
 */
typedef enum
{
  LINEUP_CTL_WATCH_SYNC,
  LINEUP_CTL_WATCH_GUIDE_SYNC,
} LineupCtlWatchKind;

/**
 * lineup_ctl_watch_run:
 * @object: an account, which has a guide if that is what is synced
 * @kind: what is synced
 * @options: how: options of `StartSync` or `StartGuideSync`
 * @json: whether to print JSON
 * @error: why there is no sync, or what kept us from seeing its end
 *
 * Starts a sync, or joins the one that runs, and tells how far it is until it has ended. Ctrl-C
 * ends the telling, and leaves the sync alone.
 *
 * Returns: what it came to
 */
LineupCtlExit lineup_ctl_watch_run (LineupDBusObject *object,
                                    LineupCtlWatchKind kind,
                                    GVariant *options,
                                    gboolean json,
                                    GError **error);

G_END_DECLS
