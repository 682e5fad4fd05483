/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What lineup_fake_stream_make() makes, as HTTP names it. */
#define LINEUP_FAKE_STREAM_TYPE "audio/x-wav"

/**
 * lineup_fake_stream_is_path:
 * @path: of a request
 * @username: of the account
 * @password: of the account
 *
 * Returns: whether a panel has a channel, movie or episode there for the owner of these credentials
 */
gboolean lineup_fake_stream_is_path (const char *path, const char *username, const char *password);

/**
 * lineup_fake_stream_make:
 *
 * Returns: (transfer full): a minute of silence that every player can play
 */
GBytes *lineup_fake_stream_make (void);

G_END_DECLS
