/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes: longer elements are skipped and counted as rejected; where a guide has not begun after
 * more than the other, there is none. */
#define LINEUP_XMLTV_MAX_ELEMENT (256 * 1024)
#define LINEUP_XMLTV_MAX_JUNK    (64 * 1024)

/**
 * LineupXmltvElement:
 * @is_channel: whether it is a `channel`, else it is a `programme`
 * @is_closed: whether its end was there; else the next one, or the guide's end, came before
 * @data: its bytes
 * @length: number of bytes
 * @offset: bytes before it
 *
 * One element of a guide as it came.
 */
typedef struct
{
  gboolean is_channel;
  gboolean is_closed;
  const char *data; /* (unowned) */
  gsize length;
  guint64 offset;
} LineupXmltvElement;

/**
 * LineupXmltvSplitter:
 *
 * Splits a guide into its elements `channel` and `programme` as it arrives, in chunks of any size:
 * XML in UTF-8, or in anything that has ASCII in it, which need not be well-formed. Neither the
 * guide nor a tree of it is ever held: memory is bounded by the longest element, and that by
 * %LINEUP_XMLTV_MAX_ELEMENT.
 *
 * Tolerant as guides require (epg-wire-format, section 2):
 *
 * - Elements are found by their names, wherever they are, in any order, but in comments,
 *   instructions, a DOCTYPE and CDATA. Nothing is fetched and nothing declared is known.
 * - An element whose end is missing ends where the next one begins, or the guide does. One that is
 *   too long, as what opens a comment or CDATA without end is, costs only itself: what it had in
 *   it is looked through for the next one.
 * - A guide begins with `<tv`, which has to come within %LINEUP_XMLTV_MAX_JUNK bytes. Whatever
 *   else comes is an error, which quotes nothing of it.
 * - Guides may follow each other. The last one's `</tv>` tells that all of it came.
 *
 * For one thread at a time.
 */
typedef struct _LineupXmltvSplitter LineupXmltvSplitter;

/**
 * LineupXmltvStatus:
 * @LINEUP_XMLTV_ELEMENT: there is an element
 * @LINEUP_XMLTV_MORE: all that was pushed has been read
 * @LINEUP_XMLTV_ERROR: this is no guide
 */
typedef enum
{
  LINEUP_XMLTV_ELEMENT,
  LINEUP_XMLTV_MORE,
  LINEUP_XMLTV_ERROR,
} LineupXmltvStatus;

/**
 * lineup_xmltv_splitter_new:
 *
 * Returns: (transfer full): a splitter at the start of a guide
 */
LineupXmltvSplitter *lineup_xmltv_splitter_new (void);

/**
 * lineup_xmltv_splitter_new_at:
 * @offset: bytes before
 *
 * Returns: (transfer full): a splitter in the middle of a guide, between two elements
 */
LineupXmltvSplitter *lineup_xmltv_splitter_new_at (guint64 offset);

/**
 * lineup_xmltv_splitter_free:
 * @self: (transfer full): a splitter
 */
void lineup_xmltv_splitter_free (LineupXmltvSplitter *self);

/**
 * lineup_xmltv_splitter_push:
 * @self: a splitter that has said %LINEUP_XMLTV_MORE, or is new
 * @data: the next bytes of the guide; not copied, to be kept until the splitter says
 *   %LINEUP_XMLTV_MORE
 * @length: number of bytes
 */
void lineup_xmltv_splitter_push (LineupXmltvSplitter *self, const char *data, gsize length);

/**
 * lineup_xmltv_splitter_end:
 * @self: a splitter that has said %LINEUP_XMLTV_MORE
 *
 * Says that there are no more bytes. lineup_xmltv_splitter_next() is to be called again until it
 * says %LINEUP_XMLTV_MORE, or what is wrong.
 */
void lineup_xmltv_splitter_end (LineupXmltvSplitter *self);

/**
 * lineup_xmltv_splitter_next:
 * @self: a splitter
 * @element: (out caller-allocates): the next element, valid until the next call
 * @error: %LINEUP_ERROR_MALFORMED_DATA, final: the splitter says the same ever after; transient if
 *   there was nothing at all
 *
 * Returns: a #LineupXmltvStatus
 */
LineupXmltvStatus
lineup_xmltv_splitter_next (LineupXmltvSplitter *self, LineupXmltvElement *element, GError **error);

/**
 * lineup_xmltv_splitter_get_begun:
 * @self: a splitter that has said %LINEUP_XMLTV_MORE of a chunk of no more than
 *   %LINEUP_CHUNK_WINDOW_PIECE bytes, or given an element of it
 * @length: (out): number of bytes
 * @offset: (out): bytes before
 *
 * Returns: (nullable): all that was pushed from the element on that it has given, or that has
 * begun; %NULL if there is none; valid until the next call
 */
const char *
lineup_xmltv_splitter_get_begun (LineupXmltvSplitter *self, gsize *length, guint64 *offset);

/**
 * lineup_xmltv_splitter_is_closed:
 *
 * Returns: whether `</tv>` has been read, and no element after it
 */
gboolean lineup_xmltv_splitter_is_closed (LineupXmltvSplitter *self);

/**
 * lineup_xmltv_splitter_get_too_long:
 *
 * Returns: how many elements were skipped for their length so far
 */
guint64 lineup_xmltv_splitter_get_too_long (LineupXmltvSplitter *self);

/**
 * lineup_xmltv_splitter_get_cut:
 *
 * Returns: how many elements the end of the bytes cut off: one, or one with others in it
 */
guint64 lineup_xmltv_splitter_get_cut (LineupXmltvSplitter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupXmltvSplitter, lineup_xmltv_splitter_free)

G_END_DECLS
