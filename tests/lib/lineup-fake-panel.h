/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-fake-guide.h"
#include "lineup-fault.h"
#include "lineup-request-log.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_FAKE_PANEL (lineup_fake_panel_get_type ())
G_DECLARE_FINAL_TYPE (LineupFakePanel, lineup_fake_panel, LINEUP, FAKE_PANEL, GObject)

/**
 * LineupFakePanel:
 *
 * An Xtream panel on the loopback interface that does what a test tells it, including all the
 * things that no proper HTTP server would do: hence plain sockets, and a blocking thread for each
 * connection, where a fault is just a pause or an early return.
 *
 * Serves `player_api.php` below any path. What a list holds is looked for in what was set by
 * lineup_fake_panel_set_body(), then in the folder, then in the catalogue; else it is empty. So are
 * details of single items. An unknown action gets the account object, as with real panels. Each
 * channel, movie and episode is a minute of silence; any other path gets 404, unless it was given a
 * body: that is a file, which anybody may have.
 *
 * `xmltv.php`, whose action is `xmltv`, gets what was set as its body, then the guide; else 404, as
 * from panels that have made none. With `gzip=1` it comes compressed, and nothing says so. So does
 * what is on at single channels.
 *
 * `get.php`, whose action is `get`, gets what was set as its body, then the catalogue as a
 * playlist; else 404.
 *
 * Any thread may call any function, at any time; only listening and refusing are for one thread.
 */

/**
 * lineup_fake_panel_new:
 *
 * Makes a panel that takes the user name `user` and the password `secret`, and does not listen yet.
 *
 * Returns: (transfer full): a panel
 */
LineupFakePanel *lineup_fake_panel_new (void);

/**
 * lineup_fake_panel_listen:
 * @self: a panel that does not listen
 * @port: a port; 0 for the one it had before, or else any free one
 * @error: why it can't
 *
 * Returns: whether clients can connect now
 */
gboolean lineup_fake_panel_listen (LineupFakePanel *self, guint16 port, GError **error);

/**
 * lineup_fake_panel_refuse:
 *
 * Stops listening and cuts all connections, until lineup_fake_panel_listen(): the panel is down.
 */
void lineup_fake_panel_refuse (LineupFakePanel *self);

/**
 * lineup_fake_panel_get_port:
 *
 * Returns: the port, also while it does not listen
 */
guint16 lineup_fake_panel_get_port (LineupFakePanel *self);

/**
 * lineup_fake_panel_count_connections:
 *
 * Returns: how many connections clients have to it now
 */
guint lineup_fake_panel_count_connections (LineupFakePanel *self);

/**
 * lineup_fake_panel_get_url:
 *
 * Returns: (transfer full): such as `http://127.0.0.1:43210`
 */
char *lineup_fake_panel_get_url (LineupFakePanel *self);

/**
 * lineup_fake_panel_set_certificate:
 * @self: a panel
 * @certificate: (nullable): a certificate with its key
 *
 * Speaks TLS from the next connection on, and shows @certificate; %NULL goes back to plain HTTP.
 */
void lineup_fake_panel_set_certificate (LineupFakePanel *self, GTlsCertificate *certificate);

/**
 * lineup_fake_panel_get_log:
 *
 * Returns: (transfer none): what it was asked
 */
LineupRequestLog *lineup_fake_panel_get_log (LineupFakePanel *self);

/**
 * lineup_fake_panel_set_credentials:
 *
 * Sets who may ask; all others get `{"user_info":{"auth":0}}`.
 */
void lineup_fake_panel_set_credentials (LineupFakePanel *self,
                                        const char *username,
                                        const char *password);

/**
 * lineup_fake_panel_set_account:
 * @self: a panel
 * @field: a field of `user_info` or `server_info`, such as `exp_date`
 * @json: (nullable): its value as JSON, such as `"1798761600"` with the quotes; %NULL leaves the
 *   field out
 *
 * Changes the made-up answer to the account request.
 */
void lineup_fake_panel_set_account (LineupFakePanel *self, const char *field, const char *json);

/**
 * lineup_fake_panel_set_folder:
 * @self: a panel
 * @folder: (nullable): folder with recorded answers: `account.json`, `get_live_streams.json`, …
 */
void lineup_fake_panel_set_folder (LineupFakePanel *self, const char *folder);

/**
 * lineup_fake_panel_set_catalogue:
 * @self: a panel
 * @catalogue: (nullable): a made-up catalogue
 */
void lineup_fake_panel_set_catalogue (LineupFakePanel *self, LineupFakeCatalogue *catalogue);

/**
 * lineup_fake_panel_set_guide:
 * @self: a panel
 * @guide: (nullable): a made-up guide
 */
void lineup_fake_panel_set_guide (LineupFakePanel *self, LineupFakeGuide *guide);

/**
 * lineup_fake_panel_set_body:
 * @self: a panel
 * @action: an action, "" for the account request, or the path of a file, such as `/uk.xml.gz`
 * @body: (nullable): its answer; %NULL goes back to the folder and the catalogue
 */
void lineup_fake_panel_set_body (LineupFakePanel *self, const char *action, GBytes *body);

/**
 * lineup_fake_panel_set_text:
 *
 * The same as lineup_fake_panel_set_body(), with a string.
 */
void lineup_fake_panel_set_text (LineupFakePanel *self, const char *action, const char *text);

/**
 * lineup_fake_panel_take_fault:
 * @self: a panel
 * @fault: (transfer full): a fault; of several that are meant for a request the last one counts
 *
 * Makes something go wrong. The requests are counted from now on.
 */
void lineup_fake_panel_take_fault (LineupFakePanel *self, LineupFault *fault);

/**
 * lineup_fake_panel_add_fault:
 * @self: a panel
 * @text: see lineup_fault_parse(); a mistake in it ends the program
 *
 * Makes something go wrong. The requests are counted from now on.
 */
void lineup_fake_panel_add_fault (LineupFakePanel *self, const char *text);

/**
 * lineup_fake_panel_clear_faults:
 *
 * Nothing goes wrong with any later answer.
 */
void lineup_fake_panel_clear_faults (LineupFakePanel *self);

/**
 * lineup_fake_panel_release:
 *
 * Ends all pauses of the answers that are under way.
 */
void lineup_fake_panel_release (LineupFakePanel *self);

G_END_DECLS
