/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lineup_compare_numbers:
 *
 * For sorting; a difference might overflow.
 *
 * Returns: below 0, 0 or above 0, as @a is below, equal to or above @b
 */
static inline int
lineup_compare_numbers (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

G_END_DECLS
