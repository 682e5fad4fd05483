/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-keyring-mark.h"
#include "lineup-secret-store.h"

G_BEGIN_DECLS

/**
 * LineupSecretRequestType:
 * @LINEUP_SECRET_REQUEST_LOOKUP: credentials are wanted
 * @LINEUP_SECRET_REQUEST_STORE: credentials are to be kept
 * @LINEUP_SECRET_REQUEST_FORGET: credentials are to be forgotten
 * @LINEUP_SECRET_REQUEST_TIDY: nobody asked: a keyring is open now
 *
 * What a keyring secret store is asked for.
 */
typedef enum
{
  LINEUP_SECRET_REQUEST_LOOKUP,
  LINEUP_SECRET_REQUEST_STORE,
  LINEUP_SECRET_REQUEST_FORGET,
  LINEUP_SECRET_REQUEST_TIDY,
} LineupSecretRequestType;

/**
 * LineupSecretRequest:
 * @type: what is asked for
 * @store: who is asked
 * @task: until whoever asked is answered, which may be before or after the request has ended
 * @name: of the credentials
 * @credentials: to keep
 * @mark: of @name
 * @cancelled: answers whoever has given it up
 * @patience: answers whoever does not want to wait for the end
 * @mark_error: why a mark to forget is not there
 * @file_error: why a file is
 *
 * What somebody has asked a keyring secret store for. Requests for the same name come one after
 * another. Whoever gives one up is answered at once, wherever it is; what has been begun to write
 * is carried through.
 */
typedef struct
{
  LineupSecretRequestType type;
  LineupSecretStore *store;       /* (owned) */
  GTask *task;                    /* (owned) (nullable) */
  char *name;                     /* (owned) */
  LineupCredentials *credentials; /* (owned) (nullable) */
  LineupKeyringMark *mark;        /* (owned) */
  GSource *cancelled;             /* (owned) (nullable) */
  GSource *patience;              /* (owned) (nullable) */
  GError *mark_error;             /* (owned) (nullable) */
  GError *file_error;             /* (owned) (nullable) */
} LineupSecretRequest;

/**
 * lineup_secret_request_new:
 * @type: what is asked for
 * @store: who is asked
 * @name: of the credentials
 * @credentials: (nullable): to keep, copied
 * @mark: (transfer full): of @name
 * @task: (transfer full): of whoever asks
 *
 * Returns: (transfer full): the request
 */
LineupSecretRequest *lineup_secret_request_new (LineupSecretRequestType type,
                                                LineupSecretStore *store,
                                                const char *name,
                                                LineupCredentials *credentials,
                                                LineupKeyringMark *owned_mark,
                                                GTask *owned_task);

void lineup_secret_request_free (LineupSecretRequest *self);

/**
 * lineup_secret_request_is_given_up:
 * @self: a request that nobody was answered yet but for that
 *
 * Returns: whether whoever asked does not want it any more
 */
gboolean lineup_secret_request_is_given_up (LineupSecretRequest *self);

/**
 * lineup_secret_request_get_cancellable:
 *
 * Returns: (transfer none) (nullable): of whoever asked, for what may be given up
 */
GCancellable *lineup_secret_request_get_cancellable (LineupSecretRequest *self);

/**
 * lineup_secret_request_carry_through:
 *
 * From now on the request can't be given up.
 */
void lineup_secret_request_carry_through (LineupSecretRequest *self);

/**
 * lineup_secret_request_answer:
 *
 * Tells whoever asked, if that has not been told yet, that it is done, or as good as done.
 */
void lineup_secret_request_answer (LineupSecretRequest *self);

/* Likewise, that it has failed. */
void lineup_secret_request_fail (LineupSecretRequest *self, GError *owned_error);

/* Likewise, what was found. */
void lineup_secret_request_give (LineupSecretRequest *self, LineupCredentials *owned_credentials);

G_END_DECLS
