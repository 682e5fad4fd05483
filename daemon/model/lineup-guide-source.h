/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-channel.h"
#include "lineup-item-source.h"
#include "lineup-programme.h"

G_BEGIN_DECLS

/**
 * LINEUP_GUIDE_BLOCK_BYTES:
 *
 * Bytes of a block of a guide: of its text as it was inflated, from its first element on, as what
 * stands before that changes with the day.
 */
#define LINEUP_GUIDE_BLOCK_BYTES (1024 * 1024)

/**
 * LineupGuideBlock:
 * @hash: of the block's bytes
 * @begin: offset of the first element that ends in the block or later, from the first element of
 * all
 *
 * What is remembered of a block of a guide that was read. An element belongs to the block that its
 * last byte is in, so that all that belongs to a block is known when it and those before it are.
 */
typedef struct
{
  guint64 hash;
  guint64 begin;
} LineupGuideBlock;

/**
 * LineupGuideElement:
 * @is_channel: whether it is a channel, else it is a programme
 * @channel: id of the channel, or of that which the programme names, as of #LineupGuideChannel; not
 *   terminated
 * @channel_length: its bytes, at least 1
 * @start: of a programme, Unix seconds, from %LINEUP_PROGRAMME_MIN_START to
 * %LINEUP_PROGRAMME_MAX_START
 * @stop: of a programme, Unix seconds, 0 if unknown
 * @body: hash of all that is said of it beside these: what has the same says the same
 * @block: number of the block that it belongs to
 * @data: the element's bytes
 * @length: number of bytes
 *
 * One element of a guide that is not decoded yet. Valid until the source is asked for the next one.
 */
typedef struct
{
  gboolean is_channel;
  const char *channel; /* (unowned) */
  gsize channel_length;
  gint64 start;
  gint64 stop;
  guint64 body;
  guint block;
  const char *data; /* (unowned) */
  gsize length;
} LineupGuideElement;

#define LINEUP_TYPE_GUIDE_SOURCE (lineup_guide_source_get_type ())
G_DECLARE_INTERFACE (LineupGuideSource, lineup_guide_source, LINEUP, GUIDE_SOURCE, GObject)

/**
 * LineupGuideSourceInterface:
 * @set_known: see lineup_guide_source_set_known()
 * @next: see lineup_guide_source_next()
 * @wait: see lineup_guide_source_wait()
 * @decode_channel: see lineup_guide_source_decode_channel()
 * @decode_programme: see lineup_guide_source_decode_programme()
 * @get_n_same: see lineup_guide_source_get_n_same()
 * @get_blocks: see lineup_guide_source_get_blocks()
 * @get_rejected: see lineup_guide_source_get_rejected()
 *
 * Where the elements of one guide come from: the guide's database pulls them, and knows neither how
 * they travelled nor how they were written. Channels and programmes come in any order.
 *
 * All functions belong to whoever pulls, on one thread at a time. None of them blocks.
 */
struct _LineupGuideSourceInterface
{
  GTypeInterface parent_iface;

  void (*set_known) (LineupGuideSource *self, const LineupGuideBlock *blocks, guint n_blocks);
  LineupItemSourceState (*next) (LineupGuideSource *self,
                                 LineupGuideElement *element,
                                 GError **error);
  void (*wait) (LineupGuideSource *self, LineupReadyFunc ready, gpointer user_data);
  gboolean (*decode_channel) (LineupGuideSource *self,
                              const LineupGuideElement *element,
                              LineupGuideChannel *channel);
  gboolean (*decode_programme) (LineupGuideSource *self,
                                const LineupGuideElement *element,
                                LineupProgramme *programme);
  guint (*get_n_same) (LineupGuideSource *self);
  GArray *(*get_blocks) (LineupGuideSource *self);
  guint64 (*get_rejected) (LineupGuideSource *self);
};

/**
 * lineup_guide_source_set_known:
 * @self: a source that was not asked for an element yet
 * @blocks: (array length=n_blocks): of the guide that was read last
 * @n_blocks: how many
 *
 * Lets the source pass over the blocks at the guide's beginning that are as they were: what belongs
 * to them is not told again.
 */
void lineup_guide_source_set_known (LineupGuideSource *self,
                                    const LineupGuideBlock *blocks,
                                    guint n_blocks);

/**
 * lineup_guide_source_next:
 * @self: a source
 * @element: (out caller-allocates): the next element, if there is one
 * @error: why the guide did not arrive whole
 *
 * Only a guide that arrived whole ends without an error.
 *
 * Returns: what there is
 */
LineupItemSourceState
lineup_guide_source_next (LineupGuideSource *self, LineupGuideElement *element, GError **error);

/**
 * lineup_guide_source_wait:
 * @self: a source that had nothing yet
 * @ready: called once
 * @user_data: (transfer full): for @ready
 *
 * Tells when to ask again.
 */
void lineup_guide_source_wait (LineupGuideSource *self, LineupReadyFunc ready, gpointer user_data);

/**
 * lineup_guide_source_decode_channel:
 * @self: a source
 * @element: the channel that it gave last
 * @channel: (out caller-allocates): what it says; stays until the next element
 *
 * Returns: %FALSE if it is no channel; it then counts as rejected
 */
gboolean lineup_guide_source_decode_channel (LineupGuideSource *self,
                                             const LineupGuideElement *element,
                                             LineupGuideChannel *channel);

/**
 * lineup_guide_source_decode_programme:
 * @self: a source
 * @element: the programme that it gave last
 * @programme: (out caller-allocates): what it says; stays until the next element
 *
 * Returns: %FALSE if it is no programme, as it has no title; it then counts as rejected
 */
gboolean lineup_guide_source_decode_programme (LineupGuideSource *self,
                                               const LineupGuideElement *element,
                                               LineupProgramme *programme);

/**
 * lineup_guide_source_get_n_same:
 * @self: a source that gave an element, or the end
 *
 * Returns: how many blocks at the guide's beginning are as they were; what belongs to them was not,
 *   and will not be told
 */
guint lineup_guide_source_get_n_same (LineupGuideSource *self);

/**
 * lineup_guide_source_get_blocks:
 * @self: a source that gave the end
 *
 * Returns: (transfer none) (element-type LineupGuideBlock): all blocks of the guide
 */
GArray *lineup_guide_source_get_blocks (LineupGuideSource *self);

/**
 * lineup_guide_source_get_rejected:
 *
 * Returns: how many elements were none, or too long, so far
 */
guint64 lineup_guide_source_get_rejected (LineupGuideSource *self);

G_END_DECLS
