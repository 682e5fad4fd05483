/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Key files that persons may have written. */

/**
 * LINEUP_KEY_FILE_MAX_NUMBER:
 *
 * Number, the largest that is read where there is no smaller limit: one more than any count ever
 * comes to, and far from where counting on would overflow, here or in a database.
 */
#define LINEUP_KEY_FILE_MAX_NUMBER (G_GUINT64_CONSTANT (1) << 62)

/**
 * lineup_key_file_parse:
 * @text: of a key file
 * @error: of %G_KEY_FILE_ERROR, without a word of @text
 *
 * Reads a key file with its comments. Of several lines of one key in a group, or in groups of one
 * name, the last counts, and is the only one that is left: #GKeyFile itself would keep the others
 * for the moment when the key is removed.
 *
 * Returns: (transfer full): what it holds, or %NULL with an error
 */
GKeyFile *lineup_key_file_parse (const char *text, GError **error);

/**
 * lineup_key_file_get_number:
 * @self: a key file
 * @group: a group
 * @key: a key
 * @min: the smallest number that there may be
 * @max: the largest one
 * @error: (nullable): %G_KEY_FILE_ERROR_KEY_NOT_FOUND, %G_KEY_FILE_ERROR_GROUP_NOT_FOUND;
 *   %G_KEY_FILE_ERROR_INVALID_VALUE if it is no number or out of range
 *
 * Returns: the number, or, with an error, the next one that may be; @min where there is none
 */
guint64 lineup_key_file_get_number (
    GKeyFile *self, const char *group, const char *key, guint64 min, guint64 max, GError **error);

/**
 * lineup_key_file_get_count:
 *
 * Returns: a number from 0 to %LINEUP_KEY_FILE_MAX_NUMBER, 0 where there is none
 */
guint64 lineup_key_file_get_count (GKeyFile *self, const char *group, const char *key);

/**
 * lineup_key_file_get_time:
 *
 * Returns: Unix seconds from 0 to %LINEUP_CLOCK_LAST_SECOND, 0 where there are none
 */
guint64 lineup_key_file_get_time (GKeyFile *self, const char *group, const char *key);

G_END_DECLS
