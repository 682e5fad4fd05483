/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-field-reader.h"
#include "lineup-item-field.h"

G_BEGIN_DECLS

/**
 * LineupPanelAnswer:
 * @LINEUP_PANEL_ANSWER_CHANNELS: an element of `get_live_streams`
 * @LINEUP_PANEL_ANSWER_MOVIES: an element of `get_vod_streams`
 * @LINEUP_PANEL_ANSWER_SERIES: an element of `get_series`
 * @LINEUP_PANEL_ANSWER_INFO: `info` of `get_vod_info` and of `get_series_info`
 * @LINEUP_PANEL_ANSWER_MOVIE_DATA: `movie_data` of `get_vod_info`: what a movie's file is
 *
 * What a panel tells of an item in, see xtream-wire-format. The list of a #LineupKind is `1 <<` it.
 */
typedef enum
{
  LINEUP_PANEL_ANSWER_CHANNELS = 1 << LINEUP_KIND_CHANNELS,
  LINEUP_PANEL_ANSWER_MOVIES = 1 << LINEUP_KIND_MOVIES,
  LINEUP_PANEL_ANSWER_SERIES = 1 << LINEUP_KIND_SERIES,
  LINEUP_PANEL_ANSWER_INFO = 1 << LINEUP_N_KINDS,
  LINEUP_PANEL_ANSWER_MOVIE_DATA = 1 << (LINEUP_N_KINDS + 1),
} LineupPanelAnswer;

/* Bits of all lists' answers. */
#define LINEUP_PANEL_ANSWER_LISTS ((1U << LINEUP_N_KINDS) - 1)

/**
 * LineupPanelKey:
 * @key: what a panel calls a field
 * @offset: the field's, in #LineupItem
 * @answers: flags of #LineupPanelAnswer
 * @copy: (nullable): reads a field that is text
 * @count: (nullable): reads a field that is a number, in the field's unit
 *
 * One of the names that panels have for an item's field. What the field is, #LineupItemField says.
 */
typedef struct
{
  const char *key;
  gsize offset;
  guint answers;
  const char *(*copy) (LineupFieldReader *reader, const LineupJsonValue *value);
  gint64 (*count) (const LineupJsonValue *value);
} LineupPanelKey;

/**
 * lineup_panel_keys:
 * @n_keys: (out): how many there are
 *
 * The table of all keys whose value alone tells a field. Where several of one answer are the same
 * field's, the first that says something counts: in details the first of the table, in lists, whose
 * panels say one of them only, the first of the element.
 *
 * Returns: (array length=n_keys) (transfer none): the table
 */
const LineupPanelKey *lineup_panel_keys (gsize *n_keys);

/**
 * lineup_panel_key_read:
 * @self: a key
 * @field: its field
 * @reader: a reader, to which text belongs
 * @value: what a panel says
 * @item: (inout): an item, which says that in @field from now on
 */
void lineup_panel_key_read (const LineupPanelKey *self,
                            const LineupItemField *field,
                            LineupFieldReader *reader,
                            const LineupJsonValue *value,
                            LineupItem *item);

G_END_DECLS
