/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-byte-queue.h"
#include "lineup-byte-stream.h"
#include "lineup-guide-feed.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_XMLTV_SOURCE (lineup_xmltv_source_get_type ())
G_DECLARE_FINAL_TYPE (LineupXmltvSource, lineup_xmltv_source, LINEUP, XMLTV_SOURCE, GObject)

/**
 * LineupXmltvSource:
 *
 * A #LineupGuideSource whose guide is XMLTV, packed or not, which comes through a queue: who
 * fetches it fills the queue, and never waits for who reads it, nor the other way round. Of a
 * stream it is a #LineupGuideFeed, too.
 *
 * What came before the queue closed with an error is told before the error is. A guide whose end
 * had come by then is whole. Elements are decoded as they are given, as far as that tells whose
 * they are and when; one that is none is left out, and counts as rejected.
 */

/**
 * lineup_xmltv_source_new:
 * @queue: the guide's bytes
 * @zone: (nullable): of times that tell none, %NULL for UTC
 *
 * Returns: (transfer full): a source at the start of a guide
 */
LineupXmltvSource *lineup_xmltv_source_new (LineupByteQueue *queue, GTimeZone *zone);

/**
 * lineup_xmltv_source_new_for_stream:
 * @stream: (transfer none): the guide's bytes
 * @zone: (nullable): of times that tell none, %NULL for UTC
 *
 * Begins to download a guide, as fast as it is read.
 *
 * Returns: (transfer full): a source at the start of that guide
 */
LineupXmltvSource *lineup_xmltv_source_new_for_stream (LineupByteStream *stream, GTimeZone *zone);

G_END_DECLS
