/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupCtlProgramme:
 * @id: its id, unique at its channel
 * @start: Unix seconds: when it begins
 * @end: Unix seconds: when it ends
 * @title: what it is called, in whatever characters
 * @fields: what else is known of it, by its names on the bus
 *
 * What is on at a channel, as lists of the guide have it.
 */
typedef struct
{
  gint64 id;
  guint64 start;
  guint64 end;
  char *title;      /* (owned) */
  GVariant *fields; /* (owned) */
} LineupCtlProgramme;

/**
 * lineup_ctl_programme_init:
 * @self: (out): the programme
 * @value: an `(xttsa{sv})`
 */
void lineup_ctl_programme_init (LineupCtlProgramme *self, GVariant *value);

/**
 * lineup_ctl_programme_clear:
 */
void lineup_ctl_programme_clear (LineupCtlProgramme *self);

/**
 * lineup_ctl_programme_is_on:
 * @self: a programme
 * @time: Unix seconds
 *
 * Returns: whether it is on at a time
 */
gboolean lineup_ctl_programme_is_on (const LineupCtlProgramme *self, guint64 time);

/**
 * lineup_ctl_programme_make_name:
 * @title: of a programme
 * @fields: what else is known of it
 *
 * Returns: (transfer full): the title, and the subtitle where there is one
 */
char *lineup_ctl_programme_make_name (const char *title, GVariant *fields);

/**
 * lineup_ctl_programme_format_range:
 * @start: Unix seconds
 * @end: Unix seconds
 * @day: whether to say on which day it begins
 *
 * Returns: (transfer full): from when to when that is, such as `20:15–21:45`
 */
char *lineup_ctl_programme_format_range (guint64 start, guint64 end, gboolean day);

/**
 * lineup_ctl_programme_format_progress:
 * @self: a programme
 * @time: Unix seconds
 *
 * Returns: (transfer full): how far it is at a time, with a bar where a terminal shows one; empty
 *   if it is not on
 */
char *lineup_ctl_programme_format_progress (const LineupCtlProgramme *self, guint64 time);

/**
 * lineup_ctl_programme_to_dictionary:
 *
 * Returns: (transfer floating): all of it by the names that it has on the bus, an `a{sv}`
 */
GVariant *lineup_ctl_programme_to_dictionary (const LineupCtlProgramme *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LineupCtlProgramme, lineup_ctl_programme_clear)

G_END_DECLS
