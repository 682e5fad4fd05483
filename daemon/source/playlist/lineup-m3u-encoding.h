/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupM3uEncoding:
 *
 * Puts lines into UTF-8, each for itself: lists are joined from others in several encodings, of
 * which none is declared.
 */
typedef struct _LineupM3uEncoding LineupM3uEncoding;

/**
 * lineup_m3u_encoding_new:
 * @name: (nullable): iconv's name of the encoding of lines that are no UTF-8, in which ASCII is
 *   written as ASCII; what iconv does not know is as %NULL
 *
 * Returns: (transfer full): the encoding
 */
LineupM3uEncoding *lineup_m3u_encoding_new (const char *name);

/**
 * lineup_m3u_encoding_free:
 * @self: (transfer full): an encoding
 */
void lineup_m3u_encoding_free (LineupM3uEncoding *self);

/**
 * lineup_m3u_encoding_decode:
 * @self: an encoding
 * @line: (array length=length): a line
 * @length: its bytes
 * @text_length: (out): bytes of the result
 *
 * Returns: (transfer full) (nullable): the line in UTF-8; %NULL if it is that already
 */
char *lineup_m3u_encoding_decode (LineupM3uEncoding *self,
                                  const char *line,
                                  gsize length,
                                  gsize *text_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupM3uEncoding, lineup_m3u_encoding_free)

G_END_DECLS
