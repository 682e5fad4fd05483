/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-library-shelf.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupLibraryCategoryRequest:
 *
 * What a person says of categories: that one is to be hidden, or is not, or that new ones are to
 * be. First the catalogue is asked which there are, then the library takes note. For one thread at
 * a time.
 */
typedef struct _LineupLibraryCategoryRequest LineupLibraryCategoryRequest;

/**
 * lineup_library_category_request_new:
 * @kind: of the items
 * @category: id of one of the kind's categories
 * @hidden: whether it is to be hidden
 *
 * Returns: (transfer full): what is said of one category
 */
LineupLibraryCategoryRequest *
lineup_library_category_request_new (LineupKind kind, const char *category, gboolean hidden);

/**
 * lineup_library_category_request_new_for_all:
 * @hide_new: whether categories that come begin hidden
 *
 * Returns: (transfer full): what is said of categories that are not there yet
 */
LineupLibraryCategoryRequest *lineup_library_category_request_new_for_all (gboolean hide_new);

/**
 * lineup_library_category_request_free:
 * @self: (transfer full): a request
 */
void lineup_library_category_request_free (LineupLibraryCategoryRequest *self);

/**
 * lineup_library_category_request_look_up:
 * @self: a request
 * @reader: reads the catalogue
 * @error: as lineup_reader_list_categories()
 *
 * Asks the catalogue what is spoken of.
 */
gboolean lineup_library_category_request_look_up (LineupLibraryCategoryRequest *self,
                                                  LineupReader *reader,
                                                  GError **error);

/**
 * lineup_library_category_request_apply:
 * @self: a request that was looked up
 * @shelf: takes note
 * @now: Unix seconds
 * @error: %LINEUP_ERROR_NOT_FOUND for a category that neither the catalogue nor the library knows
 *
 * Categories that are there when new ones begin to be hidden are known, and none of them is new.
 */
gboolean lineup_library_category_request_apply (const LineupLibraryCategoryRequest *self,
                                                LineupLibraryShelf *shelf,
                                                gint64 now,
                                                GError **error);

G_END_DECLS
