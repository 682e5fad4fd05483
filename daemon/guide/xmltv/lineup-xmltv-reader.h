/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-source.h"
#include "lineup-xmltv-decoder.h"

G_BEGIN_DECLS

/**
 * LineupXmltvReader:
 *
 * Reads a guide as it arrives, in chunks of any size: unpacks it, makes UTF-8 of it, and splits it
 * into its elements, which its decoder decodes. Offsets are those of the text without compression,
 * in UTF-8.
 *
 * What has come the same way before is known by its blocks, see #LineupGuideBlock: as long as they
 * are as they were, nothing is split.
 *
 * Memory is bounded whatever comes: by a chunk, a block, a longest element, and what a decompressor
 * keeps.
 *
 * For one thread at a time.
 */
typedef struct _LineupXmltvReader LineupXmltvReader;

/**
 * LineupXmltvReaderState:
 * @LINEUP_XMLTV_READER_ELEMENT: there is an element
 * @LINEUP_XMLTV_READER_MORE: more is to be pushed, or the end is to be told
 * @LINEUP_XMLTV_READER_END: all of the guide has been read
 * @LINEUP_XMLTV_READER_ERROR: this is no guide, or no more of one
 */
typedef enum
{
  LINEUP_XMLTV_READER_ELEMENT,
  LINEUP_XMLTV_READER_MORE,
  LINEUP_XMLTV_READER_END,
  LINEUP_XMLTV_READER_ERROR,
} LineupXmltvReaderState;

/**
 * lineup_xmltv_reader_new:
 * @zone: (nullable): of times that tell none, %NULL for UTC
 *
 * Returns: (transfer full): a reader at the start of a guide
 */
LineupXmltvReader *lineup_xmltv_reader_new (GTimeZone *zone);

/**
 * lineup_xmltv_reader_free:
 * @self: (transfer full): a reader
 */
void lineup_xmltv_reader_free (LineupXmltvReader *self);

/**
 * lineup_xmltv_reader_set_known:
 * @self: a reader to which nothing was pushed
 * @blocks: (array length=n_blocks): what lineup_xmltv_reader_get_blocks() gave the last time
 * @n_blocks: how many
 *
 * Elements of blocks at the guide's beginning that are as they were are not told again.
 */
void lineup_xmltv_reader_set_known (LineupXmltvReader *self,
                                    const LineupGuideBlock *blocks,
                                    guint n_blocks);

/**
 * lineup_xmltv_reader_push:
 * @self: a reader that has said %LINEUP_XMLTV_READER_MORE, or is new
 * @bytes: (transfer none): the next bytes
 */
void lineup_xmltv_reader_push (LineupXmltvReader *self, GBytes *bytes);

/**
 * lineup_xmltv_reader_end:
 * @self: a reader that has said %LINEUP_XMLTV_READER_MORE
 *
 * Says that there are no more bytes.
 */
void lineup_xmltv_reader_end (LineupXmltvReader *self);

/**
 * lineup_xmltv_reader_next:
 * @self: a reader
 * @element: (out caller-allocates): the next element, valid until the next call
 * @error: %LINEUP_ERROR_MALFORMED_DATA, final: the reader says the same ever after; transient where
 *   the guide broke off, which is said after all elements that came. Quotes nothing of what came.
 *
 * Returns: a #LineupXmltvReaderState
 */
LineupXmltvReaderState
lineup_xmltv_reader_next (LineupXmltvReader *self, LineupXmltvElement *element, GError **error);

/**
 * lineup_xmltv_reader_get_block:
 * @self: a reader that gave an element
 *
 * Returns: number of the block that the element belongs to
 */
guint lineup_xmltv_reader_get_block (LineupXmltvReader *self);

/**
 * lineup_xmltv_reader_get_n_same:
 * @self: a reader that gave an element, or the end
 *
 * Returns: how many blocks at the guide's beginning are as they were; what belongs to them was not,
 *   and will not be told
 */
guint lineup_xmltv_reader_get_n_same (LineupXmltvReader *self);

/**
 * lineup_xmltv_reader_get_blocks:
 * @self: a reader that gave the end
 *
 * Returns: (transfer none) (element-type LineupGuideBlock): all blocks of the guide
 */
GArray *lineup_xmltv_reader_get_blocks (LineupXmltvReader *self);

/**
 * lineup_xmltv_reader_get_decoder:
 *
 * Returns: (transfer none): what decodes its elements
 */
LineupXmltvDecoder *lineup_xmltv_reader_get_decoder (LineupXmltvReader *self);

/**
 * lineup_xmltv_reader_get_rejected:
 *
 * Returns: how many elements were too long, cut, or rejected by its decoder so far
 */
guint64 lineup_xmltv_reader_get_rejected (LineupXmltvReader *self);

/**
 * lineup_xmltv_reader_get_replaced:
 *
 * Returns: how many characters were none so far
 */
guint64 lineup_xmltv_reader_get_replaced (LineupXmltvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupXmltvReader, lineup_xmltv_reader_free)

G_END_DECLS
