/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-m3u-splitter.h"

G_BEGIN_DECLS

/**
 * LineupHeaderFunc:
 * @name: of a header
 * @value: of it
 * @user_data: as it was given
 *
 * Is told of a header, both not checked yet.
 */
typedef void (*LineupHeaderFunc) (LineupM3uText name, LineupM3uText value, gpointer user_data);

/**
 * lineup_header_list_read_options:
 * @text: what follows an address behind a `|`: `User-Agent=X&Referer=http%3A%2F%2Fh%2F`, values
 *   escaped, quoted, or neither
 * @func: called for each
 * @user_data: for @func
 */
void
lineup_header_list_read_options (LineupM3uText text, LineupHeaderFunc func, gpointer user_data);

/**
 * lineup_header_list_read_object:
 * @text: an object as of `#EXTHTTP`: `{"User-Agent":"X"}`; what is behind a mistake in it is not
 *   read
 * @func: called for each
 * @user_data: for @func
 */
void lineup_header_list_read_object (LineupM3uText text, LineupHeaderFunc func, gpointer user_data);

G_END_DECLS
