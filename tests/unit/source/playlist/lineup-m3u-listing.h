/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_m3u_listing_read:
 * @data: (array length=length): a playlist
 * @length: its bytes
 * @chunk: bytes that are given to the splitter at once, each time in memory of their own
 * @encoding: (nullable): as of lineup_m3u_decoder_new()
 *
 * Reads a playlist, and checks what holds for all of them.
 *
 * Returns: (transfer full): what is in it: a line for each entry, `title|address`, its groups, what
 *   else it says; the guides; how many were rejected; `malformed`, or `stream`
 */
char *lineup_m3u_listing_read (const char *data, gsize length, gsize chunk, const char *encoding);

G_END_DECLS
