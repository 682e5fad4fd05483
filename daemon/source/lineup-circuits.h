/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_CIRCUITS (lineup_circuits_get_type ())
G_DECLARE_FINAL_TYPE (LineupCircuits, lineup_circuits, LINEUP, CIRCUITS, GObject)

/* Syncs in a row that came to nothing, after which a host's circuit opens. */
#define LINEUP_CIRCUITS_MAX_FAILURES 3

/* Seconds for which it is open at first; twice as long after each probe that comes to nothing, and
 * at most so long. That is less than an account waits by itself after as many failures: one that is
 * alone at its host does not notice. */
#define LINEUP_CIRCUITS_FIRST_PAUSE (30 * 60)
#define LINEUP_CIRCUITS_MAX_PAUSE   (5 * 60 * 60)

/**
 * LineupHostVerdict:
 * @LINEUP_HOST_VERDICT_NONE: nothing
 * @LINEUP_HOST_VERDICT_WORKS: that it answers as it should
 * @LINEUP_HOST_VERDICT_FAILS: that nothing came of it
 *
 * What a sync that has ended tells of the host.
 */
typedef enum
{
  LINEUP_HOST_VERDICT_NONE,
  LINEUP_HOST_VERDICT_WORKS,
  LINEUP_HOST_VERDICT_FAILS,
} LineupHostVerdict;

/**
 * LineupCircuits:
 *
 * Which panels are left alone for a while: those at which sync after sync came to nothing,
 * whichever account's it was. When the pause is over, one sync probes the panel, and the others
 * wait for what becomes of it. This is about syncs that begin by themselves; what a person asks for
 * only tells how the panel is. For the main thread.
 *
 * Signal `changed`, with the host: other syncs of it may begin now, or may not any more.
 */

/**
 * lineup_circuits_new:
 *
 * Returns: (transfer full): circuits that are all closed
 */
LineupCircuits *lineup_circuits_new (void);

/**
 * lineup_circuits_restore:
 * @self: circuits
 * @host: of an account
 * @failures: its syncs in a row in which nothing succeeded
 * @last_attempt: when the last sync began, Unix seconds
 *
 * Takes note of what happened before the daemon began. Of several accounts the last to try counts.
 */
void lineup_circuits_restore (LineupCircuits *self,
                              const char *host,
                              guint failures,
                              gint64 last_attempt);

/**
 * lineup_circuits_check_time:
 * @self: circuits
 * @now: Unix seconds
 *
 * The clock may have been set: no pause begins in the future.
 */
void lineup_circuits_check_time (LineupCircuits *self, gint64 now);

/**
 * lineup_circuits_get_due:
 * @self: circuits
 * @host: a host
 *
 * Returns: from when on the panel may be probed, Unix seconds; %G_MAXINT64 while it is; 0 if its
 *   circuit is closed
 */
gint64 lineup_circuits_get_due (LineupCircuits *self, const char *host);

/**
 * lineup_circuits_begin_probe:
 * @self: circuits
 * @host: a host whose circuit is open
 *
 * A sync begins to find out whether the panel works again.
 */
void lineup_circuits_begin_probe (LineupCircuits *self, const char *host);

/**
 * lineup_circuits_end_probe:
 * @self: circuits
 * @host: a host
 *
 * The sync went away before it ended.
 */
void lineup_circuits_end_probe (LineupCircuits *self, const char *host);

/**
 * lineup_circuits_end_sync:
 * @self: circuits
 * @host: a host
 * @verdict: what the sync of an account there has told
 * @began: when it did, Unix seconds
 *
 * Draws the conclusions, and ends a probe.
 */
void lineup_circuits_end_sync (LineupCircuits *self,
                               const char *host,
                               LineupHostVerdict verdict,
                               gint64 began);

G_END_DECLS
