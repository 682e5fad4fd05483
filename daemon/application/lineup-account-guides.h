/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-keeper.h"
#include "lineup-guide-sources.h"
#include "lineup-short-guide-keeper.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ACCOUNT_GUIDES (lineup_account_guides_get_type ())
G_DECLARE_FINAL_TYPE (LineupAccountGuides, lineup_account_guides, LINEUP, ACCOUNT_GUIDES, GObject)

/**
 * LineupAccountGuides:
 *
 * All that sees to one account's guide, put together: where it comes from, when it is read, and
 * what is asked of the panel for a channel that nobody tells of. For the main thread.
 */

/**
 * LineupAccountGuidesParts:
 * @account: the settings
 * @storage: what there is of it on the disk
 * @source: has what its catalogue is fetched from
 * @secrets: has the addresses of guides
 * @sync: the catalogue's syncs
 * @schedule: says when they begin by themselves
 * @leases: who does not want a scheduled sync now
 * @conditions: of the machine
 * @hosts: tell whom it may ask when
 * @jobs: gives out job ids
 *
 * What it is made of.
 */
typedef struct
{
  LineupAccount *account;          /* (unowned) */
  LineupAccountStorage *storage;   /* (unowned) */
  LineupAccountSource *source;     /* (unowned) */
  LineupSecretStore *secrets;      /* (unowned) */
  LineupAccountSync *sync;         /* (unowned) */
  LineupAccountSchedule *schedule; /* (unowned) */
  LineupLeases *leases;            /* (unowned) */
  LineupConditions *conditions;    /* (unowned) */
  LineupHosts *hosts;              /* (unowned) */
  LineupJobCounter *jobs;          /* (unowned) */
} LineupAccountGuidesParts;

/**
 * lineup_account_guides_new:
 * @parts: what it is made of; kept only by what it points to
 *
 * Returns: (transfer full): what sees to an account's guide
 */
LineupAccountGuides *lineup_account_guides_new (const LineupAccountGuidesParts *parts);

/**
 * lineup_account_guides_get_sources:
 *
 * Returns: (transfer none): where the guide comes from
 */
LineupGuideSources *lineup_account_guides_get_sources (LineupAccountGuides *self);

/**
 * lineup_account_guides_get_keeper:
 *
 * Returns: (transfer none): has the guide read and matched
 */
LineupGuideKeeper *lineup_account_guides_get_keeper (LineupAccountGuides *self);

/**
 * lineup_account_guides_get_short_guides:
 *
 * Returns: (transfer none): asks the panel for channels that nobody tells of
 */
LineupShortGuideKeeper *lineup_account_guides_get_short_guides (LineupAccountGuides *self);

/**
 * lineup_account_guides_get_runner:
 *
 * Returns: (transfer none): runs the guide's syncs
 */
LineupJobRunner *lineup_account_guides_get_runner (LineupAccountGuides *self);

/**
 * lineup_account_guides_stop:
 *
 * Starts nothing from now on.
 */
void lineup_account_guides_stop (LineupAccountGuides *self);

G_END_DECLS
