/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupListReader:
 *
 * Splits the body of a list into its elements as it arrives, in chunks of any size, and says
 * whether the list was whole. Neither the body nor a tree of it is ever held: memory is bounded by
 * the longest element, and that by %LINEUP_LIST_READER_MAX_ELEMENT.
 *
 * Tolerant as panels require (xtream-wire-format, "Quirks"):
 *
 * - Up to %LINEUP_LIST_READER_MAX_JUNK bytes before the JSON are skipped: white space, NULs, a BOM,
 *   PHP's warnings. After such text, which may hold brackets of its own, a list has to begin with
 *   `[{` or `{"`, or to be empty and the end of the body.
 * - An object stands for a list if its keys are numbers, or its values lists of objects. An account
 *   or error object, and any other, is an error.
 * - Elements that are no objects, or too long, are counted and skipped. One that is broken inside
 *   costs only itself, as long as it opens as many brackets as it closes, of whichever sort: it is
 *   left to the decoder to refuse. One that leaves a bracket open takes what follows for its own
 *   up to the end of the list, which is then missing.
 * - Between the elements and after the list nothing but white space and NULs is tolerated: what is
 *   broken there can't be told from a list of which something is missing.
 *
 * For one thread at a time.
 */
typedef struct _LineupListReader LineupListReader;

/* Bytes: longer elements are skipped and counted as rejected; after more of what is no JSON, none
 * is expected. */
#define LINEUP_LIST_READER_MAX_ELEMENT (1024 * 1024)
#define LINEUP_LIST_READER_MAX_JUNK    (64 * 1024)

/**
 * LineupListReaderStatus:
 * @LINEUP_LIST_READER_ELEMENT: there is an element
 * @LINEUP_LIST_READER_MORE: all that was pushed has been read
 * @LINEUP_LIST_READER_ERROR: this is no list
 */
typedef enum
{
  LINEUP_LIST_READER_ELEMENT,
  LINEUP_LIST_READER_MORE,
  LINEUP_LIST_READER_ERROR,
} LineupListReaderStatus;

/**
 * lineup_list_reader_new:
 *
 * Returns: (transfer full): a reader at the start of a body
 */
LineupListReader *lineup_list_reader_new (void);

/**
 * lineup_list_reader_free:
 * @self: (transfer full): a reader
 */
void lineup_list_reader_free (LineupListReader *self);

/**
 * lineup_list_reader_push:
 * @self: a reader that has said %LINEUP_LIST_READER_MORE, or is new
 * @data: the next bytes of the body; not copied, to be kept until the reader says
 *   %LINEUP_LIST_READER_MORE
 * @length: number of bytes
 */
void lineup_list_reader_push (LineupListReader *self, const char *data, gsize length);

/**
 * lineup_list_reader_next:
 * @self: a reader
 * @element: (out): bytes of the next element, valid until the next call
 * @length: (out): number of bytes
 * @error: %LINEUP_ERROR_MALFORMED_DATA, final: the reader says the same ever after
 *
 * Elements that are no objects, or are too long, are skipped and counted.
 *
 * Returns: a #LineupListReaderStatus
 */
LineupListReaderStatus lineup_list_reader_next (LineupListReader *self,
                                                const char **element,
                                                gsize *length,
                                                GError **error);

/**
 * lineup_list_reader_finish:
 * @self: a reader that has said %LINEUP_LIST_READER_MORE
 * @error: %LINEUP_ERROR_MALFORMED_DATA; transient if the body was empty or ended early
 *
 * To be called when the body has ended.
 *
 * Returns: whether the list was whole: its top-level array was closed and nothing followed
 */
gboolean lineup_list_reader_finish (LineupListReader *self, GError **error);

/**
 * lineup_list_reader_is_closed:
 *
 * Returns: whether the list's end has been read
 */
gboolean lineup_list_reader_is_closed (LineupListReader *self);

/**
 * lineup_list_reader_get_rejected:
 *
 * Returns: how many elements were skipped so far
 */
guint64 lineup_list_reader_get_rejected (LineupListReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupListReader, lineup_list_reader_free)

G_END_DECLS
