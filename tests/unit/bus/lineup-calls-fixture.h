/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-callers.h"
#include "lineup-fake-bus.h"
#include "lineup-test-clock.h"

G_BEGIN_DECLS

/**
 * LineupCallsFixture:
 *
 * Calls that do nothing but wait in a lane for their turn, and then for the test to end them.
 */
typedef struct
{
  LineupFakeBus *bus;     /* (owned) */
  LineupTestClock *clock; /* (owned): stands still until a test moves it */
  LineupCallers *callers; /* (owned) */
  guint object;           /* number of what is called */
  GPtrArray *begun;       /* (element-type LineupCall) (owned): in the order of their turns */
  const char *word;       /* (unowned) (nullable): what the next calls replace, and are called */
  gboolean is_quiet;      /* whether the next calls end without an error when they are cancelled */
} LineupCallsFixture;

LineupCallsFixture *lineup_calls_fixture_new (void);

/* Ends all calls. */
void lineup_calls_fixture_free (LineupCallsFixture *self);

/* Somebody calls: what the call is to do, and its arguments' size in bytes. Returns its number. */
guint32 lineup_calls_fixture_call (LineupCallsFixture *self,
                                   const char *sender,
                                   LineupLane lane,
                                   gsize size);

/* Waits until all that was called before has arrived. */
void lineup_calls_fixture_settle (LineupCallsFixture *self);

/* Whether it is the call's turn, after all has arrived. */
gboolean lineup_calls_fixture_has_begun (LineupCallsFixture *self, guint32 call);

/* How many calls are at work, after all have arrived. */
guint lineup_calls_fixture_count (LineupCallsFixture *self);

/* (transfer full): the call, whose turn it is. */
LineupCall *lineup_calls_fixture_take (LineupCallsFixture *self, guint32 call);

/* Ends the call, whose turn it is, with a reply of so many bytes. */
void lineup_calls_fixture_end (LineupCallsFixture *self, guint32 call, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCallsFixture, lineup_calls_fixture_free)

G_END_DECLS
