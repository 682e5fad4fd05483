/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is a part of the library's interface; all else stays inside. */
#define LINEUP_PUBLIC __attribute__ ((visibility ("default"))) extern

typedef struct _LineupAccount LineupAccount;
typedef struct _LineupClient LineupClient;
typedef struct _LineupItem LineupItem;
typedef struct _LineupJobTracker LineupJobTracker;

/**
 * LineupKind:
 * @LINEUP_KIND_CHANNELS: live channels
 * @LINEUP_KIND_MOVIES: films
 * @LINEUP_KIND_SERIES: series, which are played by their episodes
 * @LINEUP_KIND_EPISODES: episodes of a series
 *
 * What an item is.
 */
typedef enum
{
  LINEUP_KIND_CHANNELS,
  LINEUP_KIND_MOVIES,
  LINEUP_KIND_SERIES,
  LINEUP_KIND_EPISODES,
} LineupKind;

/**
 * lineup_kind_to_string:
 * @kind: a kind
 *
 * Returns: its word on the bus, such as `movies`
 */
LINEUP_PUBLIC
const char *lineup_kind_to_string (LineupKind kind);

/**
 * lineup_kind_from_string:
 * @word: a kind's word on the bus
 * @kind: (out) (optional): the kind
 *
 * Returns: whether @word is a kind's
 */
LINEUP_PUBLIC
gboolean lineup_kind_from_string (const char *word, LineupKind *kind);

G_END_DECLS
