/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-matching.h"
#include "lineup-guide-opener.h"
#include "lineup-guide-state.h"
#include "lineup-job.h"
#include "lineup-source-provider.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_SYNC (lineup_guide_sync_get_type ())
G_DECLARE_FINAL_TYPE (LineupGuideSync, lineup_guide_sync, LINEUP, GUIDE_SYNC, GObject)

/**
 * LineupGuideSyncOptions:
 * @sources: (array zero-terminated=1) (nullable): ids of sources to read, %NULL for all that are
 *   enabled
 * @flags: for the guide
 */
typedef struct
{
  const char *const *sources; /* (unowned) (nullable) */
  LineupImportFlags flags;
} LineupGuideSyncOptions;

/**
 * LineupGuideSyncParts:
 * @opener: opens the guides of sources
 * @guide: where to put them
 * @matching: matches channels with what came
 * @clock: for all times and pauses
 * @provider: (nullable): says whose turn is to be had while a source is read
 *
 * What the syncs of one account's guide work with.
 */
typedef struct
{
  LineupGuideOpener *opener;      /* (unowned) */
  LineupGuide *guide;             /* (unowned) */
  LineupGuideMatching *matching;  /* (unowned) */
  LineupClock *clock;             /* (unowned) */
  LineupSourceProvider *provider; /* (unowned) (nullable) */
} LineupGuideSyncParts;

/**
 * LineupGuideSync:
 *
 * One sync of one account's guide: each source after the other is read, and matched with the
 * catalogue's channels; then what is past for too long is taken away. A source that fails does not
 * keep the next from being read. A #LineupJob that steps aside for others. For the main thread.
 */

/**
 * lineup_guide_sync_new:
 * @account: account id, for the log
 * @job: job id
 * @options: what to do, copied
 * @parts: what it works with; kept only by what it points to
 * @state: what is known of earlier ones: tells how much is to be expected; only looked at now
 *
 * Returns: (transfer full): a sync that has not begun
 */
LineupGuideSync *lineup_guide_sync_new (const char *account,
                                        guint64 job,
                                        const LineupGuideSyncOptions *options,
                                        const LineupGuideSyncParts *parts,
                                        const LineupGuideState *state);

/**
 * lineup_guide_sync_get_source:
 *
 * Returns: (transfer none): id of the source that is read, or was read last; empty before the first
 */
const char *lineup_guide_sync_get_source (LineupGuideSync *self);

/**
 * lineup_guide_sync_get_reports:
 *
 * Returns: (transfer none) (element-type LineupStepReport): of the sources that were read, in order
 */
GPtrArray *lineup_guide_sync_get_reports (LineupGuideSync *self);

/**
 * LineupGuideSync::progress:
 * @self: the sync
 * @percentage: 0 to 100
 * @source: id of the source that is read, or has just been
 * @programmes: that have come so far
 * @bytes: that have come so far
 *
 * At the start and the end of each source, at the end, and now and then in between; never falling.
 */

G_END_DECLS
