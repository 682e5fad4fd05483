/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-sync.h"
#include "lineup-dummy-source.h"
#include "lineup-test-clock.h"

G_BEGIN_DECLS

/* Unix seconds when each test begins. */
#define LINEUP_SYNC_FIXTURE_START 1760000000

/**
 * LineupSyncFixture:
 * @clock: stands still until a test moves it
 * @source: the account's, with a few items in each list
 * @hosts: tell when the panel may be asked
 * @queue: theirs, of whole syncs
 * @account_sync: of an account that never synced
 * @finished: how many syncs have ended
 * @job: of the last signal
 * @percentages: (element-type guint): of this job's signals
 * @last: details of the last signal
 *
 * The syncs of an account, with a catalogue on the disk and a panel without a network. Each signal
 * is held to what is promised of it: percentages never fall, properties are up to date, a sync ends
 * once and says nothing after that.
 */
typedef struct
{
  char *folder;
  LineupTestClock *clock;
  LineupDummySource *source;
  LineupCatalogue *catalogue;
  LineupStateFile *file;
  LineupHosts *hosts;
  LineupHostQueue *queue;
  LineupJobCounter *jobs;
  LineupAccountSync *account_sync;
  guint n_looks;
  guint finished;
  guint64 job;
  GArray *percentages;
  LineupSyncFigures last;
} LineupSyncFixture;

void lineup_sync_fixture_set_up (LineupSyncFixture *self, gconstpointer data);
void lineup_sync_fixture_tear_down (LineupSyncFixture *self, gconstpointer data);

/**
 * lineup_sync_fixture_fill:
 *
 * Puts @n_items items with ids from 1, and @n_categories categories, in each list of the panel.
 */
void lineup_sync_fixture_fill (LineupSyncFixture *self, guint n_categories, guint n_items);

/**
 * lineup_sync_fixture_restart:
 *
 * Makes the account's object anew from its file, as after a restart.
 */
void lineup_sync_fixture_restart (LineupSyncFixture *self);

/**
 * lineup_sync_fixture_start:
 * @self: a fixture
 * @steps: which
 *
 * Returns: the job's id
 */
guint64 lineup_sync_fixture_start (LineupSyncFixture *self, guint steps);

/**
 * lineup_sync_fixture_finish:
 *
 * Waits until no sync runs, and lets time pass as it is needed.
 */
void lineup_sync_fixture_finish (LineupSyncFixture *self);

/**
 * lineup_sync_fixture_run:
 *
 * Takes all steps, from start to finish.
 */
void lineup_sync_fixture_run (LineupSyncFixture *self);

/**
 * lineup_sync_fixture_await_request:
 * @self: a fixture
 * @n_requests: requests to the panel and its provider
 *
 * Waits until the panel was asked so often. No time passes.
 */
void lineup_sync_fixture_await_request (LineupSyncFixture *self, guint n_requests);

/**
 * lineup_sync_fixture_await_items:
 * @self: a fixture whose panel holds a body back
 * @n_items: items that the body has begun with
 *
 * Waits until a signal has told of that many items. So that it does not matter how long the worker
 * takes for them, blanks arrive all the time.
 */
void lineup_sync_fixture_await_items (LineupSyncFixture *self, guint64 n_items);

/**
 * lineup_sync_fixture_cancel:
 *
 * Cancels the sync and waits until it has wound down, for which no time may pass.
 */
void lineup_sync_fixture_cancel (LineupSyncFixture *self);

/**
 * lineup_sync_fixture_get:
 *
 * Returns: (transfer full): a property as text
 */
char *lineup_sync_fixture_get (LineupSyncFixture *self, const char *property);

#define lineup_sync_fixture_assert(self, property, expected)                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *value_ = lineup_sync_fixture_get (self, property);                            \
    g_assert_cmpstr (value_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

/**
 * lineup_sync_fixture_get_outcomes:
 *
 * Returns: (transfer full): the steps' outcomes, such as `ok failed`
 */
char *lineup_sync_fixture_get_outcomes (LineupSyncFixture *self);

#define lineup_sync_fixture_assert_outcomes(self, expected)                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *value_ = lineup_sync_fixture_get_outcomes (self);                             \
    g_assert_cmpstr (value_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

/**
 * lineup_sync_fixture_get_report:
 *
 * Returns: (transfer none): what is known of a step
 */
const LineupStepReport *lineup_sync_fixture_get_report (LineupSyncFixture *self, guint index);

G_END_DECLS
