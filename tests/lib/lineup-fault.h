/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For ever, or rather until the fault is released. */
#define LINEUP_FAULT_FOREVER G_MAXINT64

/* No place in the body. */
#define LINEUP_FAULT_NOWHERE G_MAXUINT64

/**
 * LineupFaultFraming:
 * @LINEUP_FAULT_FRAMING_NORMAL: Content-Length where the length is known, else chunks
 * @LINEUP_FAULT_FRAMING_CHUNKED: chunks
 * @LINEUP_FAULT_FRAMING_CLOSE: neither: the body ends where the connection ends, as nginx in front
 *   of real panels does it
 * @LINEUP_FAULT_FRAMING_LENGTH: Content-Length with any number
 *
 * How the client is told where the body ends.
 */
typedef enum
{
  LINEUP_FAULT_FRAMING_NORMAL,
  LINEUP_FAULT_FRAMING_CHUNKED,
  LINEUP_FAULT_FRAMING_CLOSE,
  LINEUP_FAULT_FRAMING_LENGTH,
} LineupFaultFraming;

/**
 * LineupFault:
 * @action: of the requests that are meant, `*` for any
 * @first: the first of them that is meant, from 1
 * @last: the last of them that is meant
 * @status: of the answer
 * @headers: (element-type utf8): names and values by turns
 * @body: (nullable): instead of the panel's
 * @delay: microseconds before the head
 * @stall_at: the body pauses when so many bytes of it were sent
 * @stall: microseconds of that pause
 * @trickle_bytes: a shorter pause after each so many bytes, 0 for none
 * @trickle: microseconds of each of them
 * @cut_at: the connection is cut when so many bytes of the body were sent
 * @drop: the connection is cut before the head
 * @reset: cut by a reset instead of a clean end
 * @gzip: whether the body is compressed
 * @labelled: whether a header says so
 * @framing: a #LineupFaultFraming
 * @length: the number for %LINEUP_FAULT_FRAMING_LENGTH
 *
 * What goes wrong with an answer, and with which. All bytes are counted as they go over the wire.
 */
typedef struct
{
  char *action; /* (owned) */
  guint64 first;
  guint64 last;

  guint status;
  GPtrArray *headers; /* (owned) */
  GBytes *body;       /* (owned) (nullable) */

  gint64 delay;
  guint64 stall_at;
  gint64 stall;
  guint64 trickle_bytes;
  gint64 trickle;
  guint64 cut_at;
  gboolean drop;
  gboolean reset;

  gboolean gzip;
  gboolean labelled;
  LineupFaultFraming framing;
  guint64 length;
} LineupFault;

/**
 * lineup_fault_parse:
 * @text: such as `get_vod_streams:1-3=status:503;header:Retry-After:2`
 * @error: what is wrong with @text
 *
 * Reads a fault: which requests, and, after `=`, what happens, parted by `;`.
 *
 * Which: an action (`account` for the account request, `*` for any request), then optionally `:N`
 * (the Nth from now on), `:N-M` or `:N-`.
 *
 * | effect | |
 * |---|---|
 * | `status:CODE` | the answer's status |
 * | `header:NAME:VALUE` | one more header |
 * | `redirect:URL` | status 302 with that `Location` |
 * | `delay:MS`, `delay:forever` | before the head |
 * | `stall:BYTES:MS`, `stall:BYTES:forever` | once, after so many bytes of the body |
 * | `trickle:BYTES:MS` | a pause after each so many bytes |
 * | `cut:BYTES`, `reset:BYTES` | ends the connection there, cleanly or by a reset |
 * | `cut:head`, `reset:head` | ends it before the head |
 * | `length:none`, `length:chunked`, `length:BYTES` | how the body's end is told |
 * | `gzip`, `gzip:unlabelled` | compresses the body |
 * | `body:TEXT` | instead of the panel's; comes last, as it may hold a `;` |
 *
 * Returns: (transfer full): the fault, or %NULL with an error
 */
LineupFault *lineup_fault_parse (const char *text, GError **error);

/**
 * lineup_fault_new_none:
 *
 * Returns: (transfer full): a fault with which nothing goes wrong
 */
LineupFault *lineup_fault_new_none (void);

/**
 * lineup_fault_copy:
 *
 * Returns: (transfer full): a copy
 */
LineupFault *lineup_fault_copy (const LineupFault *self);

/**
 * lineup_fault_free:
 * @self: (transfer full): a fault
 */
void lineup_fault_free (LineupFault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFault, lineup_fault_free)

G_END_DECLS
