/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seconds after the first failure, and after a refusal. */
#define LINEUP_SCHEDULE_FIRST_RETRY (15 * 60)
#define LINEUP_SCHEDULE_REFUSED     (24 * 60 * 60)

/* Seconds after the machine or the daemon comes back within which what is overdue is made up for.
 */
#define LINEUP_SCHEDULE_MIN_CATCH_UP 60
#define LINEUP_SCHEDULE_MAX_CATCH_UP 300

/* Seconds, likewise, after a condition lifts, or a setting was changed. */
#define LINEUP_SCHEDULE_MIN_LIFT 5
#define LINEUP_SCHEDULE_MAX_LIFT 45

/**
 * LineupScheduleFacts:
 * @account: account id
 * @interval: minutes between syncs
 * @last_attempt: Unix seconds when the last sync began, 0 if none ever did
 * @failures: syncs in a row in which nothing succeeded, until the last
 * @refused: whether the panel refused the account at the last one
 * @interrupted: whether the last one did not come to an end
 *
 * What it depends on when an account's next sync is due.
 */
typedef struct
{
  const char *account; /* (unowned) */
  guint interval;
  guint64 last_attempt;
  guint failures;
  gboolean refused;
  gboolean interrupted;
} LineupScheduleFacts;

/**
 * lineup_schedule_get_due:
 * @facts: the facts
 *
 * An account keeps to its own time: the interval, give or take up to a tenth, by its id. After a
 * failure it is less, from a quarter of an hour doubling up to that; of an account that the panel
 * refused it is a day, and up to a tenth more.
 *
 * Returns: Unix seconds, 0 for an account that never synced
 */
gint64 lineup_schedule_get_due (const LineupScheduleFacts *facts);

/**
 * lineup_schedule_spread:
 * @facts: the facts
 * @least: seconds
 * @most: seconds
 *
 * Spreads accounts that would all begin at the same moment.
 *
 * Returns: seconds from @least to @most, by the account and its last attempt
 */
gint64 lineup_schedule_spread (const LineupScheduleFacts *facts, gint64 least, gint64 most);

G_END_DECLS
