/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-application.h"
#include "lineup-await.h"

G_BEGIN_DECLS

#define LINEUP_TEST_OLD_URL "http://old.example"
#define LINEUP_TEST_NEW_URL "http://new.example"

/**
 * LineupApplicationFixture:
 *
 * An application in a folder of its own, whose account `home` is at the old address, with the
 * password `old`, until it moves to the new address, with the password `new`. No panel is asked.
 */
typedef struct
{
  char *root;                     /* (owned) */
  char *config;                   /* (owned) */
  char *cache;                    /* (owned) */
  char *data;                     /* (owned) */
  LineupClock *clock;             /* (owned) */
  LineupConditions *conditions;   /* (owned) */
  LineupApplication *application; /* (owned) (nullable): while it runs */
} LineupApplicationFixture;

/* Without an application yet, and over files that are there or not. */
LineupApplicationFixture *lineup_application_fixture_new (const char *root);

/* Leaves the files where they are. */
void lineup_application_fixture_free (LineupApplicationFixture *self);

void lineup_application_fixture_start (LineupApplicationFixture *self);

/* Ends it, but for the object. */
void lineup_application_fixture_shut_down (LineupApplicationFixture *self);

void lineup_application_fixture_stop (LineupApplicationFixture *self);

/* What the account is to be. */
LineupAccountChange *lineup_application_fixture_make_addition (void);

/* Adds the account, or removes it, which has to succeed. */
void lineup_application_fixture_add (LineupApplicationFixture *self);
void lineup_application_fixture_remove (LineupApplicationFixture *self);

/* Gives it a catalogue, movie 1, and what a panel says of it: an end. */
void lineup_application_fixture_import (LineupApplicationFixture *self);

/* The account, NULL if there is none. */
LineupSubscription *lineup_application_fixture_get (LineupApplicationFixture *self);

/* Makes and begins changes. */
LineupAccountChange *lineup_application_fixture_make_move (void);
LineupAccountChange *lineup_application_fixture_make_interval (guint minutes);
void lineup_application_fixture_begin (LineupApplicationFixture *self,
                                       LineupAccountChange *change,
                                       LineupAwait **await);
gboolean lineup_application_fixture_finish (LineupApplicationFixture *self,
                                            LineupAwait **await,
                                            GError **error);

/* Returns where a request of the account would go, with which password, and an interval. */
char *lineup_application_fixture_describe (LineupApplicationFixture *self);

void lineup_application_fixture_assert_is (LineupApplicationFixture *self, const char *expected);

/* Likewise for what is on the disk. */
void lineup_application_fixture_assert_stays (LineupApplicationFixture *self, const char *expected);

/* Counts files of credentials. */
guint lineup_application_fixture_count_secrets (LineupApplicationFixture *self);

/* Waits until there are so many files of credentials. */
void lineup_application_fixture_await_secrets (LineupApplicationFixture *self, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupApplicationFixture, lineup_application_fixture_free)

G_END_DECLS
