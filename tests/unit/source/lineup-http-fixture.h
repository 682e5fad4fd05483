/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-await.h"
#include "lineup-fake-panel.h"
#include "lineup-http.h"
#include "lineup-test-clock.h"

G_BEGIN_DECLS

#define LINEUP_HTTP_FIXTURE_USERNAME "alice77"
#define LINEUP_HTTP_FIXTURE_PASSWORD "s3cr3t99"
#define LINEUP_HTTP_FIXTURE_QUERY                                                                  \
  "/player_api.php?username=" LINEUP_HTTP_FIXTURE_USERNAME "&password"                             \
  "=" LINEUP_HTTP_FIXTURE_PASSWORD
#define LINEUP_HTTP_FIXTURE_BODY "0123456789"

/**
 * LineupHttpFixture:
 *
 * A client and a panel that answers the account request with %LINEUP_HTTP_FIXTURE_BODY. The clock
 * stands still, so that a host gives eight tokens, and more only as time is made to pass.
 */
typedef struct
{
  LineupTestClock *clock; /* (owned) */
  LineupHosts *hosts;     /* (owned) */
  LineupFakePanel *panel; /* (owned) */
  LineupRequestLog *log;  /* (unowned) */
  char *url;              /* (owned): of the account request */
  LineupHttp *http;       /* (owned) */
} LineupHttpFixture;

void lineup_http_fixture_set_up (LineupHttpFixture *self, gconstpointer data);

/**
 * lineup_http_fixture_tear_down:
 *
 * Also checks that nothing is left behind.
 */
void lineup_http_fixture_tear_down (LineupHttpFixture *self, gconstpointer data);

/**
 * lineup_http_fixture_reset:
 * @user_agent: (nullable): as of lineup_soup_transport_new()
 * @trust: (nullable): as of lineup_soup_transport_new()
 *
 * Makes the client and the address anew: with other settings, or after those of the panel changed.
 */
void
lineup_http_fixture_reset (LineupHttpFixture *self, const char *user_agent, GTlsDatabase *trust);

void lineup_http_fixture_begin_open (LineupHttpFixture *self,
                                     GCancellable *cancellable,
                                     LineupAwait **await);
LineupBody *
lineup_http_fixture_end_open (LineupHttpFixture *self, LineupAwait **await, GError **error);

/**
 * lineup_http_fixture_open:
 *
 * Returns: (transfer full): the answer to the account request, or %NULL with an error
 */
LineupBody *lineup_http_fixture_open (LineupHttpFixture *self, GError **error);

/**
 * lineup_http_fixture_expect:
 *
 * Makes the account request, which has to be answered.
 */
void lineup_http_fixture_expect (LineupHttpFixture *self);

/**
 * lineup_http_fixture_expect_error:
 * @code: a #LineupError
 *
 * Makes the account request, which has to fail, without a word of what is secret.
 *
 * Returns: (transfer full): the error
 */
GError *lineup_http_fixture_expect_error (LineupHttpFixture *self, int code);

/**
 * lineup_http_fixture_read_all:
 *
 * Returns: (transfer full): the whole body, or %NULL with an error
 */
GBytes *lineup_http_fixture_read_all (LineupBody *body, gsize max_length, GError **error);

/**
 * lineup_http_fixture_check_body:
 *
 * Reads the body, which has to be as @expected, and closes it.
 */
void lineup_http_fixture_check_body (LineupBody *body, const char *expected);

/**
 * lineup_http_fixture_check_no_secret:
 *
 * An error says nothing of where the panel is and who asks it.
 */
void lineup_http_fixture_check_no_secret (LineupHttpFixture *self, const GError *error);

/**
 * lineup_http_fixture_advance:
 *
 * Lets time pass, and what it wakes run.
 */
void lineup_http_fixture_advance (LineupHttpFixture *self, gint64 microseconds);

G_END_DECLS
