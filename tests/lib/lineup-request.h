/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The action of a request for xmltv.php. */
#define LINEUP_REQUEST_GUIDE "xmltv"

/* The action of a request for get.php. */
#define LINEUP_REQUEST_PLAYLIST "get"

/* The action of a request for anything else but player_api.php. */
#define LINEUP_REQUEST_OTHER "/"

/**
 * LineupRequest:
 * @number: from 1, over all actions
 * @nth: from 1, within its action
 * @connection: from 1, the connection that it came over
 * @action: such as `get_vod_streams`; "" for the account request; %LINEUP_REQUEST_GUIDE;
 *   %LINEUP_REQUEST_PLAYLIST; the path of a file that the panel was given; %LINEUP_REQUEST_OTHER
 *   for anything else
 * @method: such as `GET`
 * @path: as it came
 * @params: (element-type utf8 utf8): of the query, decoded
 * @headers: (element-type utf8 utf8): by name in lower case
 * @arrived: monotonic time when the head was read
 * @ended: monotonic time when the answer ended, 0 if it has not; taken just before its last byte
 *   leaves, so that a client that waits for the end is never seen with two requests at once
 * @status: of the answer, 0 if none was sent
 * @bytes: of the body that were sent
 * @held: whether the answer is being held back by a fault, now
 * @complete: whether the answer was sent to its end
 * @client_gone: whether the client hung up before the answer's end
 *
 * What a fake panel knows of one request.
 */
typedef struct
{
  guint64 number;
  guint64 nth;
  guint64 connection;
  char *action;        /* (owned) */
  char *method;        /* (owned) */
  char *path;          /* (owned) */
  GHashTable *params;  /* (owned) */
  GHashTable *headers; /* (owned) */
  gint64 arrived;
  gint64 ended;
  guint status;
  guint64 bytes;
  gboolean held;
  gboolean complete;
  gboolean client_gone;
} LineupRequest;

#define LINEUP_TYPE_REQUEST (lineup_request_get_type ())
GType lineup_request_get_type (void);

/**
 * lineup_request_new:
 * @action: see #LineupRequest
 * @method: see #LineupRequest
 * @path: see #LineupRequest
 * @params: (transfer none): see #LineupRequest; not to be changed any more
 * @headers: (transfer none): see #LineupRequest; not to be changed any more
 *
 * Returns: (transfer full): a request that has just arrived
 */
LineupRequest *lineup_request_new (const char *action,
                                   const char *method,
                                   const char *path,
                                   GHashTable *params,
                                   GHashTable *headers);

/**
 * lineup_request_copy:
 *
 * Returns: (transfer full): a copy
 */
LineupRequest *lineup_request_copy (const LineupRequest *self);

/**
 * lineup_request_free:
 * @self: (transfer full): a request
 */
void lineup_request_free (LineupRequest *self);

/**
 * lineup_request_get_param:
 *
 * Returns: (nullable): a parameter of the query
 */
const char *lineup_request_get_param (const LineupRequest *self, const char *name);

/**
 * lineup_request_get_header:
 * @name: in lower case
 *
 * Returns: (nullable): a header
 */
const char *lineup_request_get_header (const LineupRequest *self, const char *name);

/**
 * lineup_request_to_json:
 *
 * Describes a request in one line, without its credentials.
 *
 * Returns: (transfer full): a JSON object
 */
char *lineup_request_to_json (const LineupRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupRequest, lineup_request_free)

G_END_DECLS
