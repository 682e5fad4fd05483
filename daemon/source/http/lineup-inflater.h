/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_INFLATER (lineup_inflater_get_type ())
G_DECLARE_FINAL_TYPE (LineupInflater, lineup_inflater, LINEUP, INFLATER, GObject)

/* Ratio of what is given out to what has come, bytes from which on it counts, and bytes that are
 * more than any list has. A list of JSON objects shrinks to a tenth, rarely to a fiftieth: what
 * grows more, or longer, is made to fill a disk. */
#define LINEUP_INFLATER_MAX_RATIO    200
#define LINEUP_INFLATER_RATIO_LENGTH (16 * 1024 * 1024)
#define LINEUP_INFLATER_MAX_LENGTH   (G_GINT64_CONSTANT (4) * 1024 * 1024 * 1024)

/* Bytes that are given out at once, at most. */
#define LINEUP_INFLATER_CHUNK (128 * 1024)

/**
 * LineupInflater:
 *
 * Takes a body as it arrives and gives it out without compression. Whether there is any, the first
 * bytes tell: what panels and what is in front of them say of it is often wrong
 * (xtream-wire-format, "Compression").
 */

/**
 * lineup_inflater_new:
 *
 * Returns: (transfer full): an inflater at the start of a body
 */
LineupInflater *lineup_inflater_new (void);

/**
 * lineup_inflater_push:
 * @self: an inflater that has given out all it had
 * @input: (transfer none): the next bytes of the body
 */
void lineup_inflater_push (LineupInflater *self, GBytes *input);

/**
 * lineup_inflater_pull:
 * @self: an inflater
 * @output: (out) (transfer full) (nullable): some bytes, %NULL when more are to be pushed
 * @error: %LINEUP_ERROR_MALFORMED_DATA
 *
 * Returns: %FALSE with an error
 */
gboolean lineup_inflater_pull (LineupInflater *self, GBytes **output, GError **error);

/**
 * lineup_inflater_finish:
 * @self: an inflater that has given out all it had
 * @output: (out) (transfer full) (nullable): what was held back until more was known
 * @error: %LINEUP_ERROR_MALFORMED_DATA, transient: the compressed body ended early
 *
 * To be called at the end of the body.
 *
 * Returns: %FALSE with an error
 */
gboolean lineup_inflater_finish (LineupInflater *self, GBytes **output, GError **error);

G_END_DECLS
