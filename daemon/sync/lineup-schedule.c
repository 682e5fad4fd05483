/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-schedule.h"

#include "lineup-hash.h"

/* Thousandths of jitter. */
#define MAX_JITTER 100

/* Times that the first retry is doubled, until it is beyond all intervals. */
#define MAX_DOUBLINGS 16

/* Jitter is the same over restarts and versions. */
static gint64
get_jitter (const char *account)
{
  return (gint64)(lineup_hash_text (account, 0) % (2 * MAX_JITTER + 1)) - MAX_JITTER;
}

static gint64
apply_jitter (gint64 seconds, gint64 jitter)
{
  return seconds + seconds * jitter / 1000;
}

static gint64
get_delay (const LineupScheduleFacts *facts)
{
  const gint64 jitter = get_jitter (facts->account);
  const gint64 interval = apply_jitter ((gint64)facts->interval * 60, jitter);
  const guint failures = MAX (facts->failures, facts->interrupted ? 1 : 0);

  if (facts->refused)
    return apply_jitter (LINEUP_SCHEDULE_REFUSED, ABS (jitter));
  if (failures > 0)
    return MIN (apply_jitter (LINEUP_SCHEDULE_FIRST_RETRY, jitter)
                    << MIN (failures - 1, MAX_DOUBLINGS),
                interval);
  return interval;
}

gint64
lineup_schedule_get_due (const LineupScheduleFacts *facts)
{
  if (facts->last_attempt == 0)
    return 0;
  return (gint64)facts->last_attempt + get_delay (facts);
}

gint64
lineup_schedule_spread (const LineupScheduleFacts *facts, gint64 least, gint64 most)
{
  const guint64 number = lineup_hash_text (facts->account, facts->last_attempt + 1);

  return least + (gint64)(number % (guint64)(most - least + 1));
}
