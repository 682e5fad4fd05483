/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LINEUP_MAPPED_MEMORY_STEP:
 *
 * Bytes after which whoever reads mapped memory from its beginning to its end releases them.
 */
#define LINEUP_MAPPED_MEMORY_STEP ((gsize)1024 * 1024)

/**
 * lineup_mapped_memory_release:
 * @data: mapped from a file, and not written to
 * @length: its bytes
 *
 * Gives back the memory that a file takes while it is read. What is read again comes back from the
 * file.
 */
void lineup_mapped_memory_release (gconstpointer data, gsize length);

/**
 * lineup_mapped_memory_pass:
 * @array: mapped from a file, and not written to
 * @size: bytes of an element
 * @index: of the one that is looked at now; each is, one after another
 *
 * Releases what lies behind, a step at a time.
 */
void lineup_mapped_memory_pass (gconstpointer array, gsize size, gsize index);

G_END_DECLS
