/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-daemon-process.h"
#include "lineup-fake-panel.h"
#include "lineup-names.h"
#include "lineup-signal-log.h"
#include "lineup-test-bus.h"

G_BEGIN_DECLS

#define LINEUP_MANAGER_INTERFACE LINEUP_BUS_NAME ".Manager"
#define LINEUP_ACCOUNT_INTERFACE LINEUP_BUS_NAME ".Account"
#define LINEUP_CATALOG_INTERFACE LINEUP_BUS_NAME ".Catalog"

#define LINEUP_INVALID_ARGS "org.freedesktop.DBus.Error.InvalidArgs"

/**
 * LineupDaemonFixture:
 * @directory: where the daemon's home and all its XDG directories are
 * @bus: a bus of its own
 * @connection: the test's own connection to it
 * @signals: all that the daemon sends
 * @process: the daemon, %NULL while it is stopped
 * @panel: a panel that listens, with an empty catalogue
 * @requests: all that the panel is asked
 *
 * A daemon on a bus of its own, and a panel beside it. All functions block; none of them needs or
 * runs the test's main loop.
 */
typedef struct
{
  char *directory;              /* (owned) */
  LineupTestBus *bus;           /* (owned) */
  GDBusConnection *connection;  /* (owned) */
  LineupSignalLog *signals;     /* (owned) */
  LineupDaemonProcess *process; /* (owned) (nullable) */
  LineupFakePanel *panel;       /* (owned) */
  LineupRequestLog *requests;   /* (unowned) */
} LineupDaemonFixture;

/**
 * lineup_daemon_test:
 * @path: of the test
 * @func: the test, a `void (*) (LineupDaemonFixture *, gconstpointer)`
 *
 * Adds a test that gets a running daemon.
 */
#define lineup_daemon_test(path, func)                                                             \
  g_test_add (path,                                                                                \
              LineupDaemonFixture,                                                                 \
              NULL,                                                                                \
              lineup_daemon_fixture_set_up,                                                        \
              func,                                                                                \
              lineup_daemon_fixture_tear_down)

/**
 * lineup_daemon_fixture_set_up:
 * @self: (out caller-allocates): a fixture
 * @data: not used
 *
 * Starts all.
 */
void lineup_daemon_fixture_set_up (LineupDaemonFixture *self, gconstpointer data);

/**
 * lineup_daemon_fixture_tear_down:
 * @self: a fixture
 * @data: not used
 *
 * Ends all. The test fails if the daemon does not end well or has complained of itself.
 */
void lineup_daemon_fixture_tear_down (LineupDaemonFixture *self, gconstpointer data);

/**
 * lineup_daemon_fixture_start:
 *
 * Starts the daemon, and waits until it has its name.
 */
void lineup_daemon_fixture_start (LineupDaemonFixture *self);

/**
 * lineup_daemon_fixture_stop:
 *
 * Asks the daemon to end, and waits. It has to do so well, and within two seconds.
 */
void lineup_daemon_fixture_stop (LineupDaemonFixture *self);

/**
 * lineup_daemon_fixture_kill:
 *
 * Kills the daemon, as a power cut would.
 */
void lineup_daemon_fixture_kill (LineupDaemonFixture *self);

/**
 * lineup_daemon_fixture_restart:
 *
 * Stops the daemon and starts it again, in the same directories.
 */
void lineup_daemon_fixture_restart (LineupDaemonFixture *self);

/**
 * lineup_daemon_fixture_get_path:
 * @name: `home`, or `config`, `cache`, `data`, `state`, `runtime` for the XDG directories, or a
 * path below one of them
 *
 * Returns: (transfer full): the path
 */
char *lineup_daemon_fixture_get_path (LineupDaemonFixture *self, const char *name);

/**
 * lineup_daemon_fixture_read_log:
 *
 * Returns: (transfer full): all that the daemon has printed
 */
char *lineup_daemon_fixture_read_log (LineupDaemonFixture *self);

/**
 * lineup_daemon_fixture_wait_logged:
 * @text: to look for
 *
 * Waits until the daemon has printed a text.
 */
void lineup_daemon_fixture_wait_logged (LineupDaemonFixture *self, const char *text);

/**
 * lineup_daemon_fixture_call:
 * @self: a fixture
 * @path: object path
 * @interface: of @method
 * @method: to call
 * @parameters: (transfer floating) (nullable): a tuple
 * @error: what went wrong, with the remote error's name in front
 *
 * Returns: (transfer full): the reply, or %NULL with an error
 */
GVariant *lineup_daemon_fixture_call (LineupDaemonFixture *self,
                                      const char *path,
                                      const char *interface,
                                      const char *method,
                                      GVariant *parameters,
                                      GError **error);

/**
 * lineup_daemon_fixture_expect:
 *
 * Makes a call that has to succeed.
 *
 * Returns: (transfer full): the reply
 */
GVariant *lineup_daemon_fixture_expect (LineupDaemonFixture *self,
                                        const char *path,
                                        const char *interface,
                                        const char *method,
                                        GVariant *parameters);

/**
 * lineup_daemon_fixture_expect_error:
 * @name: the error's D-Bus name
 *
 * Makes a call that has to fail.
 */
void lineup_daemon_fixture_expect_error (LineupDaemonFixture *self,
                                         const char *path,
                                         const char *interface,
                                         const char *method,
                                         GVariant *parameters,
                                         const char *name);

/**
 * lineup_daemon_fixture_get:
 *
 * Returns: (transfer full): a property's value, without the variant around it
 */
GVariant *lineup_daemon_fixture_get (LineupDaemonFixture *self,
                                     const char *path,
                                     const char *interface,
                                     const char *property);

/**
 * lineup_daemon_fixture_wait:
 * @first: index of the first signal to look at
 * @func: says which one is waited for
 * @user_data: for @func
 *
 * Waits for a signal.
 *
 * Returns: its index in @signals
 */
guint lineup_daemon_fixture_wait (LineupDaemonFixture *self,
                                  guint first,
                                  LineupSignalFunc func,
                                  gpointer user_data);

/**
 * lineup_daemon_fixture_wait_member:
 * @first: index of the first signal to look at
 * @path: (nullable): of the object
 * @member: (nullable): such as `Finished`
 *
 * Waits for a signal by its name.
 *
 * Returns: its index in @signals
 */
guint lineup_daemon_fixture_wait_member (LineupDaemonFixture *self,
                                         guint first,
                                         const char *path,
                                         const char *member);

G_END_DECLS
