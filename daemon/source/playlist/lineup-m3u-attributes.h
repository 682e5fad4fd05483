/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-m3u-splitter.h"

G_BEGIN_DECLS

/**
 * LineupM3uAttributes:
 * @duration: what stands before the attributes, 0 if that is no number
 * @title: once there are no more attributes, what stands behind them; %NULL if nothing does
 *
 * Walks over what stands in a line of `#EXTM3U` or `#EXTINF` behind that word: a duration,
 * attributes, a comma, a title. None of them has to be there, and quotes are where they are.
 *
 * Facts: m3u-wire-format, section 2.
 */
typedef struct
{
  double duration;
  LineupM3uText title;

  /*< private >*/
  const char *p;     /* (unowned) */
  const char *end;   /* (unowned) */
  const char *junk;  /* (unowned) (nullable): what is no attribute and may be a title */
  LineupM3uText key; /* found already, where a value was looked for */
  const char *value; /* (unowned): of @key */
} LineupM3uAttributes;

/**
 * lineup_m3u_attributes_begin:
 * @self: (out caller-allocates): a walk
 * @line: what stands behind the word; has to outlive the walk
 */
void lineup_m3u_attributes_begin (LineupM3uAttributes *self, LineupM3uText line);

/**
 * lineup_m3u_attributes_next:
 * @self: a walk
 * @key: (out): name of an attribute, as it was written
 * @value: (out): its value, without quotes and blanks around it; may be empty
 *
 * Returns: whether there is another attribute; if not, the title is known
 */
gboolean
lineup_m3u_attributes_next (LineupM3uAttributes *self, LineupM3uText *key, LineupM3uText *value);

/**
 * lineup_m3u_text_strip:
 * @text: a text
 *
 * Returns: the same without blanks around it
 */
LineupM3uText lineup_m3u_text_strip (LineupM3uText text);

G_END_DECLS
