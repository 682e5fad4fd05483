/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupXmltvZone:
 * @LINEUP_XMLTV_ZONE_NONE: no zone
 * @LINEUP_XMLTV_ZONE_OFFSET: an offset, or a name that stands for one
 * @LINEUP_XMLTV_ZONE_UNKNOWN: something that is neither, and counts as UTC
 *
 * How a time says in which zone it is.
 */
typedef enum
{
  LINEUP_XMLTV_ZONE_NONE,
  LINEUP_XMLTV_ZONE_OFFSET,
  LINEUP_XMLTV_ZONE_UNKNOWN,
} LineupXmltvZone;

/**
 * LineupXmltvTime:
 * @seconds: Unix seconds
 * @later: the same, unless the clock shows the time twice, as in the night in which summer time
 *   ends: the second time then
 * @zone: how the zone was told
 *
 * A moment as a guide tells it.
 */
typedef struct
{
  gint64 seconds;
  gint64 later;
  LineupXmltvZone zone;
} LineupXmltvTime;

/**
 * lineup_xmltv_time_read:
 * @time: (out caller-allocates): the moment
 * @text: `YYYYMMDDhhmmss` or any part of it from the year on, and a zone: `+0100`, `+01:00`, `+01`,
 *   `Z`, or one of few names, with or without a blank before it; also `YYYY-MM-DDThh:mm:ss`
 * @length: bytes of it
 * @zone: (nullable): of a time that tells none, %NULL for UTC
 *
 * Source: xmltv.dtd, and epg-wire-format, "Times". A time that the clock leaves out, as in the
 * night in which summer time begins, is what the clock would show without the change.
 *
 * Returns: whether it is a time
 */
gboolean
lineup_xmltv_time_read (LineupXmltvTime *time, const char *text, gsize length, GTimeZone *zone);

G_END_DECLS
