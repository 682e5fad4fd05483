/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-xmltv-reader.h"

G_BEGIN_DECLS

/**
 * lineup_guide_text_read:
 * @data: a guide, as it comes
 * @length: bytes of it
 * @chunk_size: bytes that come at once
 * @zone: (nullable): of times that tell none
 *
 * Returns: (transfer full): what is read of it: a line an element, with what it says in it, parted
 *   by `|`; then how many were rejected; then how it ended
 */
char *lineup_guide_text_read (const char *data, gsize length, gsize chunk_size, GTimeZone *zone);

/**
 * lineup_guide_text_print_programme:
 *
 * Returns: (transfer full): the line of a programme
 */
char *lineup_guide_text_print_programme (const LineupProgramme *programme);

G_END_DECLS
