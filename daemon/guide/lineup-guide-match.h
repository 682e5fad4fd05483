/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * LineupMatchHow:
 * @LINEUP_MATCH_HOW_NONE: nothing answers
 * @LINEUP_MATCH_HOW_PERSON: a person said so
 * @LINEUP_MATCH_HOW_ID: by its id, in one of the ways that #LineupMatcher knows
 * @LINEUP_MATCH_HOW_NAME: by its name, likewise
 *
 * How a channel has come to a channel of a guide. Values are stored.
 */
typedef enum
{
  LINEUP_MATCH_HOW_NONE = 0,
  LINEUP_MATCH_HOW_PERSON = 1,
  LINEUP_MATCH_HOW_ID = 2,
  LINEUP_MATCH_HOW_NAME = 3,
} LineupMatchHow;

/**
 * LineupMatchChannel:
 * @id: the catalogue's
 * @epg_id: (nullable): what the catalogue says that guides call it
 * @guide_name: (nullable): what a playlist says that guides name it (`tvg-name`)
 * @name: what it is called
 * @group: (nullable): name of its first category
 * @archive_days: days of catch-up, 0 if there is none
 *
 * A channel of the catalogue, as far as guides are concerned. A view: the strings belong to whoever
 * filled it in.
 */
typedef struct
{
  gint64 id;
  const char *epg_id;     /* (unowned) (nullable) */
  const char *guide_name; /* (unowned) (nullable) */
  const char *name;       /* (unowned) */
  const char *group;      /* (unowned) (nullable) */
  guint archive_days;
} LineupMatchChannel;

G_END_DECLS
