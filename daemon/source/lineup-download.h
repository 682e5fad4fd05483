/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-byte-queue.h"
#include "lineup-byte-stream.h"

G_BEGIN_DECLS

/* Bytes between a download and its worker; the download waits when there are more. */
#define LINEUP_DOWNLOAD_QUEUE (512 * 1024)

/**
 * LineupDownload:
 *
 * What reads a stream into a queue, on the main thread, for a worker: as fast as the worker takes
 * it, and so the sender no faster either. It keeps itself while a read or a push is under way, and
 * knows nothing of the worker, so that whoever drops it can end it.
 */
typedef struct _LineupDownload LineupDownload;

/**
 * lineup_download_new:
 * @stream: (transfer none): what to read
 *
 * Begins a download.
 *
 * Returns: (transfer full): the download
 */
LineupDownload *lineup_download_new (LineupByteStream *stream);

/**
 * lineup_download_ref:
 *
 * Returns: (transfer full): @self
 */
LineupDownload *lineup_download_ref (LineupDownload *self);

/**
 * lineup_download_unref:
 * @self: (transfer full): a download; one that is under way goes on
 */
void lineup_download_unref (LineupDownload *self);

/**
 * lineup_download_get_queue:
 *
 * Returns: (transfer none): what the worker takes from; closed with the error that the download
 *   ended with
 */
LineupByteQueue *lineup_download_get_queue (LineupDownload *self);

/**
 * lineup_download_stop:
 *
 * Ends it: whatever is under way ends by itself. Any thread.
 */
void lineup_download_stop (LineupDownload *self);

/**
 * lineup_download_get_figures:
 *
 * Returns: how far it has come; main thread
 */
LineupByteFigures lineup_download_get_figures (LineupDownload *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupDownload, lineup_download_unref)

G_END_DECLS
