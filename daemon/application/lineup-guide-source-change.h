/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Minutes by which a guide can be shown earlier or later, at most. */
#define LINEUP_GUIDE_SOURCE_MAX_SHIFT (24 * 60)

/**
 * LineupGuideSourceChange:
 * @url: (nullable): an http or https address
 * @fd: descriptor of a file that is open for reading, -1 for none; not ours
 * @name: (nullable): what a person calls it; empty for nothing
 * @zone: (nullable): of times without one; empty for UTC
 * @has_shift: whether @shift is given
 * @shift: minutes by which all of it is shown later
 * @has_enabled: whether @enabled is given
 * @enabled: whether it is read
 * @place: how many sources come before it, -1 to leave it
 *
 * What a person says of a source: what is not given stays as it is. A view, of which
 * lineup_guide_source_change_copy() makes one that has all of it.
 */
typedef struct
{
  const char *url; /* (unowned) (nullable) */
  int fd;
  const char *name; /* (unowned) (nullable) */
  const char *zone; /* (unowned) (nullable) */
  gboolean has_shift;
  gint64 shift;
  gboolean has_enabled;
  gboolean enabled;
  int place;
} LineupGuideSourceChange;

/**
 * lineup_guide_source_change_check:
 * @self: what a person says
 * @is_new: whether the source is to be added
 * @error: %G_IO_ERROR_INVALID_ARGUMENT: what is wrong, without a word of an address
 *
 * Whether the address is one, and the file one that can be read, is found out later.
 */
gboolean lineup_guide_source_change_check (const LineupGuideSourceChange *self,
                                           gboolean is_new,
                                           GError **error);

/**
 * lineup_guide_source_change_copy:
 *
 * Returns: (transfer full): a copy, with a descriptor of its own
 */
LineupGuideSourceChange *lineup_guide_source_change_copy (const LineupGuideSourceChange *self);

/**
 * lineup_guide_source_change_free:
 * @self: (transfer full): a copy
 */
void lineup_guide_source_change_free (LineupGuideSourceChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupGuideSourceChange, lineup_guide_source_change_free)

G_END_DECLS
