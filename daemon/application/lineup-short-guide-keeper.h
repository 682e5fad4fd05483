/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-sync.h"
#include "lineup-account.h"
#include "lineup-guide-choices.h"
#include "lineup-guide-matching.h"
#include "lineup-guide.h"
#include "lineup-source-provider.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_SHORT_GUIDE_KEEPER (lineup_short_guide_keeper_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupShortGuideKeeper, lineup_short_guide_keeper, LINEUP, SHORT_GUIDE_KEEPER, GObject)

/* Microseconds between two questions about one channel, and between any two. */
#define LINEUP_SHORT_GUIDE_KEEPER_INTERVAL (60 * G_TIME_SPAN_MINUTE)
#define LINEUP_SHORT_GUIDE_KEEPER_PAUSE    (2 * G_TIME_SPAN_SECOND)

/* Channels that are asked about in such an hour, at most: panels shut out who asks for many. */
#define LINEUP_SHORT_GUIDE_KEEPER_MAX 12

/**
 * LineupShortGuideKeeper:
 *
 * Asks the panel what is on at a channel that somebody has opened, where no source of the guide
 * says it, and keeps that. Nobody waits for it: who is told of the guide's changes is told of this.
 * For the main thread.
 */

/**
 * LineupShortGuideKeeperParts:
 * @account: the settings
 * @provider: has the panel; has to outlive the keeper, or its end
 * @sync: knows the panel's zone
 * @catalogue: knows which channels there are
 * @guide: where to keep it
 * @choices: say whether the panel is to be read
 * @matching: matches what came
 * @clock: for all times
 *
 * What a keeper works with.
 */
typedef struct
{
  LineupAccount *account;         /* (unowned) */
  LineupSourceProvider *provider; /* (unowned) */
  LineupAccountSync *sync;        /* (unowned) */
  LineupCatalogue *catalogue;     /* (unowned) */
  LineupGuide *guide;             /* (unowned) */
  LineupGuideChoices *choices;    /* (unowned) */
  LineupGuideMatching *matching;  /* (unowned) */
  LineupClock *clock;             /* (unowned) */
} LineupShortGuideKeeperParts;

/**
 * lineup_short_guide_keeper_new:
 * @parts: what it works with; kept only by what it points to
 *
 * Returns: (transfer full): a keeper that has asked for nothing
 */
LineupShortGuideKeeper *lineup_short_guide_keeper_new (const LineupShortGuideKeeperParts *parts);

/**
 * lineup_short_guide_keeper_open:
 * @self: a keeper
 * @channel: the catalogue's id of a channel that somebody has opened, be it none
 *
 * Asks the panel, some time soon, if nobody else says what is on there, and it is not too much.
 */
void lineup_short_guide_keeper_open (LineupShortGuideKeeper *self, gint64 channel);

/**
 * lineup_short_guide_keeper_stop:
 * @self: a keeper
 *
 * Asks nothing any more, and gives up what runs.
 */
void lineup_short_guide_keeper_stop (LineupShortGuideKeeper *self);

G_END_DECLS
