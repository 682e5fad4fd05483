/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-stream.h"

G_BEGIN_DECLS

/**
 * lineup_mpv_pipe_attach:
 * @launcher: is to start mpv
 * @stream: what it is to play
 * @error: why mpv can't be told
 *
 * Has mpv told what to play by a pipe, which needs neither a file nor an argument that others can
 * read. What goes with the stream is for this one alone, and ends with it.
 *
 * Returns: (transfer full): the argument that has mpv read the pipe, or %NULL with an error
 */
char *lineup_mpv_pipe_attach (GSubprocessLauncher *launcher,
                              const LineupCtlStream *stream,
                              GError **error);

G_END_DECLS
