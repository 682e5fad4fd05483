/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-channel.h"
#include "lineup-programme.h"
#include "lineup-xmltv-splitter.h"

G_BEGIN_DECLS

/**
 * LINEUP_XMLTV_DECODER_VERSION:
 *
 * Version, which rises whenever something else is made of any element: what is stored is then
 * decoded again.
 */
#define LINEUP_XMLTV_DECODER_VERSION 1

/**
 * LineupXmltvFault:
 * @LINEUP_XMLTV_FAULT_BROKEN: its start tag has no end, or it broke off inside something
 * @LINEUP_XMLTV_FAULT_NO_CHANNEL: it names no channel
 * @LINEUP_XMLTV_FAULT_NO_START: it does not say when it begins, or not so that one could tell
 * @LINEUP_XMLTV_FAULT_NO_TITLE: it has no title
 *
 * Why an element is rejected, beside its length.
 */
typedef enum
{
  LINEUP_XMLTV_FAULT_BROKEN,
  LINEUP_XMLTV_FAULT_NO_CHANNEL,
  LINEUP_XMLTV_FAULT_NO_START,
  LINEUP_XMLTV_FAULT_NO_TITLE,
} LineupXmltvFault;

#define LINEUP_XMLTV_N_FAULTS (LINEUP_XMLTV_FAULT_NO_TITLE + 1)

/**
 * LineupXmltvFigures:
 * @rejected: elements that were rejected, by fault
 * @without_zone: programmes whose start tells no zone
 * @unknown_zones: programmes whose start tells one that is unknown, and counts as UTC
 * @replaced: characters that were none
 *
 * What a decoder came across so far.
 */
typedef struct
{
  guint64 rejected[LINEUP_XMLTV_N_FAULTS];
  guint64 without_zone;
  guint64 unknown_zones;
  guint64 replaced;
} LineupXmltvFigures;

/**
 * LineupXmltvAiring:
 * @channel: id of the guide's channel: decoded, without blanks around it, never empty
 * @start: Unix seconds, from %LINEUP_PROGRAMME_MIN_START to %LINEUP_PROGRAMME_MAX_START
 * @stop: Unix seconds, 0 if unknown; after @start
 * @body: what the programme says beside when and where it is shown, as it came
 * @body_length: bytes of it
 *
 * When and where a programme is shown: what its start tag tells, for which the rest of it is not
 * looked at. Programmes with the same body say the same.
 */
typedef struct
{
  const char *channel; /* (unowned) */
  gint64 start;
  gint64 stop;
  const char *body; /* (unowned) */
  gsize body_length;
} LineupXmltvAiring;

/**
 * LineupXmltvDecoder:
 *
 * Decodes the elements of a guide, tolerantly: order means nothing, what is not understood is left
 * out, and what is broken costs as little as can be (epg-wire-format, section 2). Texts are made
 * valid UTF-8. Memory is bounded by the longest element.
 *
 * For one thread at a time.
 */
typedef struct _LineupXmltvDecoder LineupXmltvDecoder;

/**
 * lineup_xmltv_decoder_new:
 * @zone: (nullable): of times that tell none, %NULL for UTC
 *
 * Returns: (transfer full): a decoder
 */
LineupXmltvDecoder *lineup_xmltv_decoder_new (GTimeZone *zone);

/**
 * lineup_xmltv_decoder_free:
 * @self: (transfer full): a decoder
 */
void lineup_xmltv_decoder_free (LineupXmltvDecoder *self);

/**
 * lineup_xmltv_decoder_set_declared:
 * @self: a decoder
 * @declared: whether the guide says that it is UTF-8, or was made UTF-8 of what it says: see
 *   lineup_transcoder_is_declared()
 *
 * A text that is no UTF-8 in a guide that does not say what it is is taken for Windows-1252.
 */
void lineup_xmltv_decoder_set_declared (LineupXmltvDecoder *self, gboolean declared);

/**
 * lineup_xmltv_decoder_decode_channel:
 * @self: a decoder
 * @element: a channel
 * @channel: (out caller-allocates): what it says; stays until the next call
 *
 * Returns: %FALSE if it is rejected
 */
gboolean lineup_xmltv_decoder_decode_channel (LineupXmltvDecoder *self,
                                              const LineupXmltvElement *element,
                                              LineupGuideChannel *channel);

/**
 * lineup_xmltv_decoder_decode_airing:
 * @self: a decoder
 * @element: a programme
 * @airing: (out caller-allocates): when and where it is shown; stays until the next call, and its
 *   body as long as the element
 *
 * To be called for the programmes in their order: in the night in which summer time ends, those
 * before tell which time is meant.
 *
 * Returns: %FALSE if it is rejected
 */
gboolean lineup_xmltv_decoder_decode_airing (LineupXmltvDecoder *self,
                                             const LineupXmltvElement *element,
                                             LineupXmltvAiring *airing);

/**
 * lineup_xmltv_decoder_decode_programme:
 * @self: a decoder
 * @element: the programme that lineup_xmltv_decoder_decode_airing() was called for last
 * @airing: what it gave
 * @programme: (out caller-allocates): all that it says; stays until the next call
 *
 * Returns: %FALSE if it is rejected
 */
gboolean lineup_xmltv_decoder_decode_programme (LineupXmltvDecoder *self,
                                                const LineupXmltvElement *element,
                                                const LineupXmltvAiring *airing,
                                                LineupProgramme *programme);

/**
 * lineup_xmltv_decoder_get_figures:
 *
 * Returns: (transfer none): what it came across so far
 */
const LineupXmltvFigures *lineup_xmltv_decoder_get_figures (LineupXmltvDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupXmltvDecoder, lineup_xmltv_decoder_free)

G_END_DECLS
