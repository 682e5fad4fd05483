/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_ZIP_DECOMPRESSOR (lineup_zip_decompressor_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupZipDecompressor, lineup_zip_decompressor, LINEUP, ZIP_DECOMPRESSOR, GObject)

/**
 * LineupZipDecompressor:
 *
 * A #GConverter that gives out the first file of a zip archive, as it comes: it goes by the header
 * in front of the file, not by the archive's directory. Files that are encrypted, compressed in
 * another way than by deflate, or stored without their size in front, are
 * %G_IO_ERROR_INVALID_DATA.
 *
 * Source: PKWARE's APPNOTE.TXT, 4.3.7.
 */

/**
 * lineup_zip_decompressor_new:
 *
 * Returns: (transfer full): a decompressor at the beginning of an archive
 */
LineupZipDecompressor *lineup_zip_decompressor_new (void);

G_END_DECLS
