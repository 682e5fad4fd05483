/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-importer.h"

G_BEGIN_DECLS

/**
 * lineup_item_import_get_importer:
 *
 * Imports a list of items over the one that is stored, and writes only what differs.
 *
 * An element whose fingerprint is stored needs no decoding, unless a source of another version has
 * read it; another one is decoded, and compared with what is stored by its hash. Panels may send an
 * item several times, once for each of its categories: it then has the fields of the first element
 * and the categories of all. Such an item has no fingerprint, as no single element tells whether it
 * has changed: its elements are put aside and merged at the list's end, and so are those of an item
 * that turns out to be such a one.
 *
 * Returns: (transfer none): how
 */
const LineupImporter *lineup_item_import_get_importer (void);

G_END_DECLS
