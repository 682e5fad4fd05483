/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-m3u-splitter.h"

G_BEGIN_DECLS

/**
 * LineupCatchUpTime:
 * @start: Unix seconds
 * @end: Unix seconds, after @start
 * @now: Unix seconds
 * @zone: in which dates are written where nothing else is said
 * @programme: (nullable): id of the programme in its guide
 *
 * What of a channel's past is to be played.
 */
typedef struct
{
  gint64 start;
  gint64 end;
  gint64 now;
  GTimeZone *zone;       /* (unowned) */
  const char *programme; /* (unowned) (nullable) */
} LineupCatchUpTime;

/**
 * lineup_catch_up_template_fill:
 * @text: a template, as lists have them: `{utc}`, `${start}`, `{Y}`, `${(b)yyyyMMddHHmmss}`; in
 *   what mixture ever
 * @time: what to fill it with
 * @result: what it is filled in is added to this
 *
 * Facts: m3u-wire-format, section 3.
 *
 * Returns: %FALSE if something stands for what nobody knows: the address would play something else
 *   than what was asked for
 */
gboolean
lineup_catch_up_template_fill (LineupM3uText text, const LineupCatchUpTime *time, GString *result);

G_END_DECLS
