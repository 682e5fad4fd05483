/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-programme.h"

G_BEGIN_DECLS

/**
 * LineupScheduleChannel:
 * @item: the catalogue's id
 * @first: place of its first programme
 * @n_programmes: how many it has
 */
typedef struct
{
  gint64 item;
  guint first;
  guint n_programmes;
} LineupScheduleChannel;

/**
 * LineupSchedule:
 * @channels: (element-type LineupScheduleChannel): in the order in which they were asked for; of a
 *   search, all that have what was found, one after the other with the same place of it
 * @programmes: (element-type LineupProgramme): of all channels
 * @missing: (element-type gint64): ids of channels that there was no room for
 * @valid_until: Unix seconds: when something in it ends or begins next, 0 if nothing does
 * @generation: number of the last change when it was read
 * @is_incomplete: whether a search was ended before its time
 * @n_bytes: that it takes, roughly
 * @max_text: bytes of a text, at most: longer ones are shortened, or left out where a part is of no
 * use
 *
 * What is on, as a caller has asked. All strings belong to it. Has a reference count; once it was
 * filled in it does not change, and may be shared between threads.
 */
typedef struct
{
  GArray *channels;   /* (owned) */
  GArray *programmes; /* (owned) */
  GArray *missing;    /* (owned) */
  gint64 valid_until;
  guint64 generation;
  gboolean is_incomplete;
  gsize n_bytes;
  gsize max_text;
  /*< private >*/
  GStringChunk *strings; /* (owned) */
  GPtrArray *arrays;     /* (owned) */
} LineupSchedule;

/**
 * lineup_schedule_new:
 *
 * Returns: (transfer full): a schedule with nothing in it, of whole texts
 */
LineupSchedule *lineup_schedule_new (void);

LineupSchedule *lineup_schedule_ref (LineupSchedule *self);

void lineup_schedule_unref (LineupSchedule *self);

/**
 * lineup_schedule_keep:
 * @self: a schedule that is being filled in
 * @text: (nullable): any text
 *
 * Returns: (transfer none) (nullable): a copy that stays as long as @self
 */
const char *lineup_schedule_keep (LineupSchedule *self, const char *text);

/**
 * lineup_schedule_keep_whole:
 * @self: a schedule that is being filled in
 * @text: (nullable): any text
 *
 * Returns: (transfer none) (nullable): a copy that stays as long as @self; %NULL if it is too long
 */
const char *lineup_schedule_keep_whole (LineupSchedule *self, const char *text);

/**
 * lineup_schedule_drop_programmes:
 * @self: a schedule that is being filled in
 * @n_programmes: how many there are to be
 *
 * Takes away those that came last. What they took stays until the end.
 */
void lineup_schedule_drop_programmes (LineupSchedule *self, guint n_programmes);

/**
 * lineup_schedule_keep_text:
 * @self: a schedule that is being filled in
 * @text: (nullable): any text
 * @language: (nullable): of it
 *
 * Returns: (transfer none) (nullable): the text for a programme, as long as @self stays
 */
const LineupProgrammeText *
lineup_schedule_keep_text (LineupSchedule *self, const char *text, const char *language);

/**
 * lineup_schedule_keep_lines:
 * @self: a schedule that is being filled in
 * @text: (nullable): lines
 * @n_lines: (out): how many
 *
 * Returns: (transfer none) (nullable): the lines, as long as @self stays
 */
const char *const *
lineup_schedule_keep_lines (LineupSchedule *self, const char *text, gsize *n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupSchedule, lineup_schedule_unref)

G_END_DECLS
