/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-random.h"

G_BEGIN_DECLS

/**
 * LineupFakeTitle:
 * @name: never empty
 * @genre: may be empty, as all that follow
 * @plot: …
 * @cast: …
 * @director: …
 * @icon: URL of a picture
 * @epg_id: XMLTV id of a channel
 * @year: 0 if there is none
 * @minutes: 0 if there is none
 *
 * What a made-up item is about. The strings are reused from one title to the next.
 */
typedef struct
{
  GString *name;     /* (owned) */
  GString *genre;    /* (owned) */
  GString *plot;     /* (owned) */
  GString *cast;     /* (owned) */
  GString *director; /* (owned) */
  GString *icon;     /* (owned) */
  GString *epg_id;   /* (owned) */
  guint year;
  guint minutes;
} LineupFakeTitle;

/**
 * lineup_fake_title_new:
 *
 * Returns: (transfer full): an empty title
 */
LineupFakeTitle *lineup_fake_title_new (void);

/**
 * lineup_fake_title_free:
 * @self: (transfer full): a title
 */
void lineup_fake_title_free (LineupFakeTitle *self);

/**
 * lineup_fake_title_make_channel:
 * @self: becomes a channel
 * @random: decides which
 */
void lineup_fake_title_make_channel (LineupFakeTitle *self, LineupRandom *random);

/**
 * lineup_fake_title_make_video:
 * @self: becomes a movie or a series
 * @random: decides which
 */
void lineup_fake_title_make_video (LineupFakeTitle *self, LineupRandom *random);

/**
 * lineup_fake_title_add_plot:
 * @self: a title
 * @random: decides
 * @length: bytes
 *
 * Makes the plot at least so long.
 */
void lineup_fake_title_add_plot (LineupFakeTitle *self, LineupRandom *random, gsize length);

/**
 * lineup_fake_title_add_icon:
 *
 * Makes up a picture if there is none.
 */
void lineup_fake_title_add_icon (LineupFakeTitle *self, LineupRandom *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupFakeTitle, lineup_fake_title_free)

G_END_DECLS
