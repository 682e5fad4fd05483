/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-meta.h"

/* Names of numbers that a catalogue keeps, see lineup_meta_get(). How many items or categories a
 * list has is kept under the list's own. */

/* The number of the last change. */
#define LINEUP_META_GENERATION "generation"

/* The number after which all changes are known. */
#define LINEUP_META_HISTORY "history"

/* The number of the last change of a kind's first load, whose items were not added by a later sync.
 * In a database of before there was this number: that of the last change of then. The kind's name
 * follows. */
#define LINEUP_META_FIRST "first-"

/* What no other database has. */
#define LINEUP_META_IDENTITY "identity"

/* The version of the source that has read a list, see lineup_item_source_get_version(). The list's
 * name follows. */
#define LINEUP_META_VERSION "version-"

/* The number that tells whether a kind's search index is whole, see lineup_index_due_get(). The
 * kind's name follows. */
#define LINEUP_META_INDEX "index-"
