/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-await.h"
#include "lineup-dummy-item-source.h"
#include "lineup-memory-secrets.h"
#include "lineup-roster.h"
#include "lineup-test-clock.h"
#include "lineup-test-conditions.h"

G_BEGIN_DECLS

/* Some day, in Unix seconds. */
#define LINEUP_TEST_NOW G_GINT64_CONSTANT (1600000000)

/**
 * LineupRosterFixture:
 *
 * A roster in a folder of its own. Its clock stands still, its credentials are in memory, and its
 * accounts don't sync by themselves: no panel is asked.
 */
typedef struct
{
  char *folder;                     /* (owned) */
  LineupTestClock *clock;           /* (owned) */
  LineupTestConditions *conditions; /* (owned) */
  LineupMemorySecrets *secrets;     /* (owned) */
  LineupAccountStore *store;        /* (owned) */
  LineupJobCounter *jobs;           /* (owned) */
  LineupRoster *roster;             /* (owned) */
} LineupRosterFixture;

LineupRosterFixture *lineup_roster_fixture_new (void);
void lineup_roster_fixture_free (LineupRosterFixture *self);

/* Puts all accounts to rest, and begins a roster without them over the same files. */
void lineup_roster_fixture_restart (LineupRosterFixture *self);

/* (transfer full): settings of an account at `http://ID.example`. */
LineupAccount *lineup_roster_fixture_make_account (const char *id);

/* (transfer full) (nullable): the account at work, as the roster opens it. */
LineupSubscription *
lineup_roster_fixture_open (LineupRosterFixture *self, LineupAccount *account, GError **error);

/* (transfer none): opens and lists such an account, of a `user` whose password is `secret`. */
LineupSubscription *lineup_roster_fixture_add (LineupRosterFixture *self, const char *id);

/* Imports a list, which has to succeed. */
void lineup_roster_fixture_import (LineupSubscription *subscription,
                                   LineupList list,
                                   const LineupItem *items,
                                   gsize n_items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupRosterFixture, lineup_roster_fixture_free)

G_END_DECLS
