/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_XZ_DECOMPRESSOR (lineup_xz_decompressor_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupXzDecompressor, lineup_xz_decompressor, LINEUP, XZ_DECOMPRESSOR, GObject)

/* Bytes of memory that one may take: a little more than what `xz -9` asks for. */
#define LINEUP_XZ_DECOMPRESSOR_MAX_MEMORY (68 * 1024 * 1024)

/**
 * LineupXzDecompressor:
 *
 * A #GConverter that decompresses one stream of xz. One that would take more memory than
 * %LINEUP_XZ_DECOMPRESSOR_MAX_MEMORY is %G_IO_ERROR_INVALID_DATA.
 */

/**
 * lineup_xz_decompressor_new:
 *
 * Returns: (transfer full): a decompressor at the beginning of a stream
 */
LineupXzDecompressor *lineup_xz_decompressor_new (void);

G_END_DECLS
