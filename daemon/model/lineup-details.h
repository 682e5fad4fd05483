/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-item-field.h"

G_BEGIN_DECLS

/**
 * LineupSeason:
 * @number: 0 is where panels put specials
 * @name: (nullable): as somebody typed it
 * @episode_count: 0 if unknown; at least as many as are listed
 * @cover: (nullable): http or https URL of its picture
 * @air_date: (nullable): `YYYY-MM-DD` where it could be read, else as the panel wrote it
 * @overview: (nullable): as somebody typed it
 *
 * One season of a series.
 */
typedef struct
{
  guint number;
  const char *name; /* (unowned) (nullable) */
  guint episode_count;
  const char *cover;    /* (unowned) (nullable) */
  const char *air_date; /* (unowned) (nullable) */
  const char *overview; /* (unowned) (nullable) */
} LineupSeason;

/**
 * LineupEpisode:
 * @id: the panel's id of its stream
 * @season: number of its season
 * @number: within its season, -1 if unknown
 * @title: (nullable): as somebody typed it
 * @duration: seconds, 0 if unknown
 * @plot: (nullable): as somebody typed it
 * @extension: (nullable): of the file, such as `mkv`
 * @icon: (nullable): http or https URL of its picture
 * @added: Unix seconds, 0 if unknown
 *
 * One episode of a series.
 */
typedef struct
{
  gint64 id;
  guint season;
  gint64 number;
  const char *title; /* (unowned) (nullable) */
  gint64 duration;
  const char *plot;      /* (unowned) (nullable) */
  const char *extension; /* (unowned) (nullable) */
  const char *icon;      /* (unowned) (nullable) */
  gint64 added;
} LineupEpisode;

/**
 * LineupDetails:
 * @item: what is said of the item itself, and its name in the list when the panel was asked; its
 * id, categories and times mean nothing here
 * @version: of the item that they are of, see #LineupItem; 0 if unknown
 * @fetched: Unix seconds when the panel said so
 * @asked: Unix seconds when the panel had nothing to say of what is known or asked for, 0 once it
 * has
 * @asked_version: of the item that was asked for then
 * @seasons: (element-type LineupSeason): of a series, by number
 * @episodes: (element-type LineupEpisode): of a series, by season and number
 *
 * What a panel says of one movie or series when it is asked for this one, beyond what its lists
 * say. All strings belong to it. Has a reference count; whoever makes one fills it in, and from
 * then on it does not change and may be shared between threads.
 */
typedef struct
{
  LineupItem item;
  guint64 version;
  gint64 fetched;
  gint64 asked;
  guint64 asked_version;
  GArray *seasons;  /* (owned) */
  GArray *episodes; /* (owned) */
  /*< private >*/
  GStringChunk *strings; /* (owned) */
} LineupDetails;

/**
 * lineup_details_new:
 *
 * Returns: (transfer full): details that say nothing
 */
LineupDetails *lineup_details_new (void);

/**
 * lineup_details_ref:
 *
 * Returns: (transfer full): @self
 */
LineupDetails *lineup_details_ref (LineupDetails *self);

/**
 * lineup_details_unref:
 * @self: (transfer full): details
 */
void lineup_details_unref (LineupDetails *self);

/**
 * lineup_details_keep:
 * @self: details that are being filled in
 * @text: (nullable): any text
 *
 * Returns: (transfer none) (nullable): a copy that stays as long as @self
 */
const char *lineup_details_keep (LineupDetails *self, const char *text);

/**
 * lineup_details_keep_field:
 * @self: details that are being filled in
 * @field: a field
 * @item: an item
 *
 * Takes over what an item says there; of text, a copy that stays as long as @self.
 */
void lineup_details_keep_field (LineupDetails *self,
                                const LineupItemField *field,
                                const LineupItem *item);

/**
 * lineup_details_complete:
 * @self: details that have been filled in
 *
 * Puts seasons and episodes in order, and adds the seasons that only episodes tell of.
 */
void lineup_details_complete (LineupDetails *self);

/**
 * lineup_details_are_empty:
 *
 * Returns: whether nothing is said
 */
gboolean lineup_details_are_empty (const LineupDetails *self);

/**
 * lineup_details_complement:
 * @self: details that have been filled in
 * @known: what was known before of the same film or series
 *
 * Keeps what was known where the panel has nothing to say: of the film or series, of a series'
 * episodes, of a film's file. What was kept of an older version of the item makes all of it as old.
 *
 * Returns: whether the panel had nothing to say of something
 */
gboolean lineup_details_complement (LineupDetails *self, const LineupDetails *known);

/**
 * lineup_details_are_current:
 * @self: details
 * @item: the item as the catalogue has it
 *
 * Returns: whether the item is still as it was when the panel was asked
 */
gboolean lineup_details_are_current (const LineupDetails *self, const LineupItem *item);

/**
 * lineup_details_tell_of:
 * @self: details
 * @item: the item as the catalogue has it
 *
 * Panels give an id to another film when the first one is gone. One that is called otherwise but
 * for some words, or has another number at TMDB, or is of quite another year, is another one.
 *
 * Returns: whether they are of this film or series, of whichever version
 */
gboolean lineup_details_tell_of (const LineupDetails *self, const LineupItem *item);

/**
 * lineup_details_apply:
 * @self: details
 * @item: (inout): the item as the catalogue has it; gets what @self says, whose strings stay with
 *   @self
 *
 * Adds what only the panel's details say to what its list says. Where both say something the
 * details win while they are current, and the list once it has changed. What makes up the item's
 * place in the catalogue is the list's: id, name, categories and times. Details of another film or
 * series add nothing.
 */
void lineup_details_apply (const LineupDetails *self, LineupItem *item);

/**
 * lineup_details_find_episode:
 *
 * Returns: (transfer none) (nullable): the episode of this id
 */
const LineupEpisode *lineup_details_find_episode (const LineupDetails *self, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupDetails, lineup_details_unref)

G_END_DECLS
