/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a document's beginning that have all that tells of its encoding. */
#define LINEUP_CHARSET_MAX_DECLARATION 1024

/**
 * lineup_charset_from_mark:
 * @data: beginning of a document
 * @length: bytes of it, at least 4 unless there are no more
 * @mark_length: (out): bytes of its byte order mark, 0 if there is none
 *
 * Returns: (nullable): iconv's name of the encoding that a byte order mark tells, or that `<` in 16
 *   bits does; %NULL if there is neither
 */
const char *lineup_charset_from_mark (const char *data, gsize length, gsize *mark_length);

/**
 * lineup_charset_from_declaration:
 * @data: beginning of a document, up to the end of its declaration
 * @length: bytes of it
 *
 * Only encodings are known in which what is ASCII is written as in ASCII: a document that tells
 * another one in ASCII is not in that one. What a document says is never given to iconv, which has
 * code for encodings that nobody has looked at for long.
 *
 * Returns: (nullable): iconv's name of the encoding that a document declares, `UTF-8` for UTF-8;
 *   %NULL if it declares none that is known here
 */
const char *lineup_charset_from_declaration (const char *data, gsize length);

G_END_DECLS
